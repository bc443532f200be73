"""What is worth saying about a block's runs: nothing here forbids, it warns with its source."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from runplan.catalog.evidence import number
from runplan.insight.facts import ONE_DAY, Finding, PlanFacts, Session, Week, join_weeks
from runplan.insight.hard_rules import day_of
from runplan.insight.words import percent, percent_range, weeks_named
from runplan.units import format_distance

__all__ = ["hard_days_in_a_row", "long_run_share", "runs_every_day", "spikes", "step_backs"]

_WINDOW = timedelta(days=30)
_STRONG = 0.30  # Frandsen 2025 reports over 10 to 30 %, over 30 to 100 %, and over 100 %
_DOUBLE = 1.00
_ROUNDING_KM = 0.051  # distances of a plan are rounded to 0.1 km
_PUBLISHED_MEDIANS = "22 to 43 %"  # 13 published plans, rules.md's own count
_PUBLISHED_HIGHEST = "52 %"
_LIGHTER = 0.90  # coaches' step-back weeks are 10 to 50 % shorter
_ROUNDING_SHARE = 0.005
_FEWEST_RUNS = 3


def spikes(facts: PlanFacts) -> list[Finding]:
    """Single runs over the longest of the 30 days before, by real dates (Frandsen 2025: observational).

    Before the block the longest run is taken as a share of the week's kilometres now, run on the day before the first
    week: our assumption. Races are not flagged, for the block leads up to them, but they are told.
    """
    rule = "spike_over_longest"
    step = number(rule) / 100
    assumed = facts.weeks[0].start - ONE_DAY
    recent: deque[tuple[date, float]] = deque([(assumed, _assumed_longest(facts))])
    mild: list[Finding] = []
    strong: list[Finding] = []
    races: list[Finding] = []
    for run in facts.runs:
        while recent and recent[0][0] < run.day - _WINDOW:
            recent.popleft()
        before = [(km, day) for day, km in recent if day < run.day]
        recent.append((run.day, run.km))
        longest, day = max(before, default=(0.0, run.day))
        if longest <= 0 or run.km <= longest * (1 + step) + _ROUNDING_KM:
            continue
        over = run.km / longest - 1
        where = _longest_named(longest, facts, was_assumed=day == assumed)
        if run.type == "race":
            races.append(_race_note(run, over, where, facts))
        else:
            sentence = _spike_sentence(run, over, where, longest * (1 + step), facts)
            rows = strong if over > _STRONG else mild
            rows.append(Finding("warning", rule, run.week, run.session_id, sentence, "frandsen2025", over))
    flagged = {row.week for row in strong}
    mild = [row for row in mild if row.week not in flagged]
    return join_weeks(strong, _strong_together) + join_weeks(mild, _mild_together) + races[:1]


def _assumed_longest(facts: PlanFacts) -> float:
    return facts.plan.block.weekly_km_now * number("long_first_share") / 100


def _longest_named(longest: float, facts: PlanFacts, *, was_assumed: bool) -> str:
    text = format_distance(longest, facts.plan.block.units)
    if not was_assumed:
        return f"the longest run of the 30 days before ({text})"
    share = f"{number('long_first_share'):.0f} %"
    now = format_distance(facts.plan.block.weekly_km_now, facts.plan.block.units)
    return f"the longest run we assume from before the block ({text}, {share} of your {now} a week)"


def _spike_sentence(run: Session, over: float, where: str, near: float, facts: PlanFacts) -> str:
    units = facts.plan.block.units
    name = f"Week {run.week}: {day_of(run)} of {format_distance(run.km, units)}"
    if over > _DOUBLE:
        return (
            f"{name} is more than twice {where}; ask yourself whether you have run this far lately, and talk to a coach"
            " if you have not."
        )
    name = f"{name} is {percent(over)} over {where}"
    if over > _STRONG:
        return f"{name}; that is a large step, and about {format_distance(near, units)} would be a smaller one."
    return f"{name}; in a large study, runs more than 10 % over it went with more injuries."


def _mild_together(found: Sequence[Finding]) -> str:
    return (
        f"In {_weeks(found)} one run is {percent_range(row.value for row in found)} over the longest of the 30 days "
        "before; published plans do this too, but in a large study, runs more than 10 % over went with more injuries."
    )


def _strong_together(found: Sequence[Finding]) -> str:
    talk = "" if max(row.value for row in found) <= _DOUBLE else " and talk to a coach about the longest of them"
    return (
        f"In {_weeks(found)} one run is {percent_range(row.value for row in found)} over the longest of the 30 days "
        f"before; these are large steps, so build up to them more slowly if you can{talk}."
    )


def _race_note(race: Session, over: float, where: str, facts: PlanFacts) -> Finding:
    text = format_distance(race.km, facts.plan.block.units)
    if over > _DOUBLE:
        message = (
            f"The race of {text} is more than twice {where}; it is what the block leads up to, so it is not warned of, "
            "but more kilometres a week would bring your long run nearer to it."
        )
    else:
        message = f"The race of {text} is over {where}; it is what the block leads up to, so it is not warned of."
    return Finding("info", "spike_over_longest", race.week, race.session_id, message, "frandsen2025")


def long_run_share(facts: PlanFacts) -> list[Finding]:
    """Weeks whose long run is a larger share of the kilometres than usual: for information only."""
    rule = "long_run_share"
    usual = number(rule) / 100
    found = []
    for week in facts.weeks:
        # With one run or two the share says nothing.
        if week.has_race or week.run_count < _FEWEST_RUNS or week.run_km <= 0:
            continue
        share = week.long_run_km / week.run_km
        if share > usual + _ROUNDING_SHARE:
            message = f"Week {week.week}: the long run is {percent(share)} of the week's kilometres; {_share_context()}"
            found.append(Finding("info", rule, week.week, "", message, "published_plans", share))
    return join_weeks(
        found,
        lambda rows: (
            f"In {_weeks(rows)} the long run is {percent_range(row.value for row in rows)} of the week's kilometres; "
            + _share_context()
        ),
    )


def _share_context() -> str:
    return (
        f"in 13 published plans {_PUBLISHED_MEDIANS} is usual and single weeks reach {_PUBLISHED_HIGHEST}, and one "
        "more run day would lower it."
    )


def step_backs(facts: PlanFacts) -> list[Finding]:
    """Stretches of weeks that rise without a lighter one among them."""
    rule = "weeks_without_step_back"
    most = int(number(rule))
    found = []
    for stretch in _stretches(facts.weeks):
        if len(stretch) <= most or stretch[-1].run_km <= stretch[0].run_km:
            continue
        units = facts.plan.block.units
        first, last = stretch[0], stretch[-1]
        message = (
            f"{weeks_named(week.week for week in stretch).capitalize()} rise from "
            f"{format_distance(first.run_km, units)} to {format_distance(last.run_km, units)} without a lighter week; "
            "most coaches put one in every third or fourth week, 10 to 50 % shorter, though no trial has tested it."
        )
        severity = "warning" if len(stretch) > 2 * most else "info"
        found.append(Finding(severity, rule, first.week, "", message, "step_back_coaches", float(len(stretch))))
    return found


def _stretches(weeks: Iterable[Week]) -> list[list[Week]]:
    """Weeks between two lighter ones; a race week, and a week without a run, ends a stretch too."""
    stretches: list[list[Week]] = [[]]
    for week in weeks:
        stretch = stretches[-1]
        is_lighter = bool(stretch) and week.run_km <= _LIGHTER * stretch[-1].run_km
        if week.has_race or week.run_km <= 0 or is_lighter:
            stretches.append([])
        else:
            stretch.append(week)
    return [stretch for stretch in stretches if stretch]


def hard_days_in_a_row(facts: PlanFacts) -> list[Finding]:
    """Two hard run days (quality, long, race) next to each other."""
    rule = "hard_days_in_a_row"
    found = []
    for run in facts.runs:
        for other in facts.runs_of_day.get(run.day + ONE_DAY, ()):
            if run.is_hard_run and other.is_hard_run:
                message = (
                    f"Week {run.week}: {day_of(run)} and {day_of(other)} follow each other; fewer quality runs or "
                    "other days off would part them."
                )
                found.append(Finding("info", rule, run.week, other.session_id, message, "our_assumption"))

    def together(rows: Sequence[Finding]) -> str:
        return (
            f"In {_weeks(rows)} two hard run days follow each other; fewer quality runs or other days off would part "
            "them."
        )

    return join_weeks(found, together)


def runs_every_day(facts: PlanFacts) -> list[Finding]:
    """Weeks with a run on each of their seven days."""
    weeks = [week.week for week in facts.weeks if all(facts.runs_of_day.get(day) for day in week.days)]
    if not weeks:
        return []
    message = (
        f"You run on every day of {weeks_named(weeks)}; a day without running each week would leave room when life "
        "gets in the way."
    )
    return [Finding("info", "rest_days", weeks[0], "", message, "our_assumption")]


def _weeks(found: Sequence[Finding]) -> str:
    return weeks_named(row.week for row in found if row.week is not None)
