"""What is worth saying about a block's runs: nothing here forbids, it warns with its source."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, permutations

from runplan.catalog.rules import number
from runplan.insight.findings.hard_rules import day_of
from runplan.insight.findings.weeks import large_rises
from runplan.insight.plan_facts import ONE_DAY, ROUNDING_KM, Finding, PlanFacts, join_weeks, weeks_of
from runplan.plan.records import Session
from runplan.schema import WEEKDAYS
from runplan.units import format_distance
from runplan.words import percent, percent_range, session_named, weeks_named

_WINDOW = timedelta(days=30)
_STRONG = 0.30  # Frandsen 2025 reports over 10 to 30 %, over 30 to 100 %, and over 100 %
_DOUBLE = 1.00
_MOST_DAYS_APART = 3  # of seven days in a circle


def spikes(facts: PlanFacts) -> list[Finding]:
    """Single runs over the longest of the 30 days before, by real dates (Frandsen 2025: observational).

    Before the block the longest run is taken as a share of the week's kilometres now, run on the day before the first
    week: our assumption. Races are not flagged, for the block leads up to them, but they are told. A week that begins
    after 30 days without a run has nothing to be compared with: it is warned of in words of its own.
    """
    returns, strong, mild, races = _spikes(facts)
    joined = join_weeks(returns, _returns_together) + join_weeks(strong, _strong_together)
    return joined + join_weeks(mild, _mild_together) + races[:1]


def spike_weeks(facts: PlanFacts) -> dict[int, str]:
    """Each week that `spikes` or `week_rises` warns of, with the sentence about its largest single run, or its rise."""
    worst: dict[int, Finding] = {}
    for row in (one for rows in _spikes(facts)[:3] for one in rows):
        if row.week is not None and (row.week not in worst or row.value > worst[row.week].value):
            worst[row.week] = row
    for row in large_rises(facts):
        if row.week is not None:
            worst.setdefault(row.week, row)
    return {week: worst[week].message for week in sorted(worst)}


@lru_cache(maxsize=4)
def _spikes(facts: PlanFacts) -> tuple[list[Finding], list[Finding], list[Finding], list[Finding]]:
    """Weeks where running begins again, large steps, smaller ones, races: a week is in one of the first three."""
    rule = "spike_over_longest"
    step = number(rule) / 100
    assumed = facts.weeks[0].start - ONE_DAY
    longest_before = _LongestBefore(assumed, _assumed_longest(facts))
    mild: list[Finding] = []
    strong: list[Finding] = []
    races: list[Finding] = []
    returns: list[Finding] = []
    for run in facts.runs:
        longest, day = longest_before(run)
        if longest <= 0 < run.distance_km:
            returns.append(_return(run, facts))
        if longest <= 0 or run.distance_km <= longest * (1 + step) + ROUNDING_KM:
            continue
        over = run.distance_km / longest - 1
        where = _longest_named(longest, facts, was_assumed=day == assumed)
        if run.type == "race":
            races.append(_race_note(run, over, where, facts))
        else:
            sentence = _spike_sentence(run, over, where, longest * (1 + step), facts)
            rows = strong if over > _STRONG else mild
            rows.append(Finding("warning", rule, run.week, run.session_id, sentence, "frandsen2025", over))
    # A week hears its worst only, and what is joined stands in its first week: so a week is in one list.
    again = {row.week for row in returns}
    strong = [row for row in strong if row.week not in again]
    flagged = again | {row.week for row in strong}
    return returns, strong, [row for row in mild if row.week not in flagged], races


class _LongestBefore:
    """The longest run of the window before each run, for runs that come by date: its kilometres and its day.

    Of the runs before, only those that no later one reaches can still be the longest; so they stand by length.
    """

    def __init__(self, day: date, km: float) -> None:
        self._longest = deque([(day, km)])
        self._of_day: list[tuple[date, float]] = []

    def __call__(self, run: Session) -> tuple[float, date]:
        if self._of_day and self._of_day[0][0] < run.date:
            for one in self._of_day:
                while self._longest and self._longest[-1][1] <= one[1]:
                    self._longest.pop()
                self._longest.append(one)
            self._of_day.clear()
        while self._longest and self._longest[0][0] < run.date - _WINDOW:
            self._longest.popleft()
        self._of_day.append((run.date, run.distance_km))  # not before a second run of the same day
        day, km = self._longest[0] if self._longest else (run.date, 0.0)
        return km, day


def _assumed_longest(facts: PlanFacts) -> float:
    return facts.plan.block.weekly_km_now * number("long_first_share") / 100


def _longest_named(longest: float, facts: PlanFacts, *, was_assumed: bool) -> str:
    text = format_distance(longest, facts.plan.block.units)
    if not was_assumed:
        return f"the longest run of the 30 days before ({text})"
    share = f"{number('long_first_share'):.0f} %"
    now = format_distance(facts.plan.block.weekly_km_now, facts.plan.block.units)
    return f"the longest run we assume from before the block ({text}, {share} of your {now} a week)"


def _return(run: Session, facts: PlanFacts) -> Finding:
    """The week in which running begins again."""
    units = facts.plan.block.units
    if run.type == "race":
        message = (
            f"Week {run.week}: the race of {format_distance(run.distance_km, units)} comes after 30 days or more "
            "without a run; nothing leads up to it, so think of running it later, and talk to a coach if you want to "
            "run it."
        )
    else:
        runs = [other for other in facts.runs if other.week == run.week]
        total = format_distance(sum(other.distance_km for other in runs), units)
        longest = format_distance(max(other.distance_km for other in runs), units)
        holds = f"holds {total}, up to {longest} a run," if len(runs) > 1 else f"holds a run of {longest}"
        message = (
            f"Week {run.week} {holds} after 30 days or more without a run; nothing leads up to it, so begin with fewer "
            "kilometres and shorter runs, and talk to a coach if you are unsure."
        )
    return Finding("warning", "spike_over_longest", run.week, run.session_id, message, "our_assumption")


def _returns_together(found: Sequence[Finding]) -> str:
    return (
        f"In {weeks_of(found)} running begins again after 30 days or more without a run; nothing leads up to these "
        "weeks, so begin each time with fewer kilometres and shorter runs, and talk to a coach if you are unsure."
    )


def _spike_sentence(run: Session, over: float, where: str, near: float, facts: PlanFacts) -> str:
    units = facts.plan.block.units
    name = f"Week {run.week}: {day_of(run)} of {format_distance(run.distance_km, units)}"
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
        f"In {weeks_of(found)} one run is {percent_range(row.value for row in found)} over the longest of the 30 days "
        "before; published plans do this too, but in a large study, runs more than 10 % over went with more injuries."
    )


def _strong_together(found: Sequence[Finding]) -> str:
    talk = "" if max(row.value for row in found) <= _DOUBLE else " and talk to a coach about the longest of them"
    return (
        f"In {weeks_of(found)} one run is {percent_range(row.value for row in found)} over the longest of the 30 days "
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


def hard_days_in_a_row(facts: PlanFacts) -> list[Finding]:
    """Two hard run days (quality, long, race) next to each other, and what may part them."""
    rule = "hard_days_in_a_row"
    room = _days_apart(facts.plan.block.days_off)
    hard_runs = {week.week: sum(run.is_hard_run for run in week.sessions) for week in facts.weeks}
    found = []
    for run in facts.runs:
        for other in facts.runs_of_day.get(run.date + ONE_DAY, ()):
            if run.is_hard_run and other.is_hard_run:
                pair = f"Week {run.week}: {day_of(run)} and {day_of(other)} follow each other"
                if "race" in (run.type, other.type):  # a race is not pinned
                    movable = other if run.type == "race" else run
                    advice = f"pinning the {session_named(movable.type)} to another day may part them"
                else:
                    advice = _parting(hard_runs[run.week], room)
                found.append(Finding("info", rule, run.week, other.session_id, f"{pair}; {advice}.", "our_assumption"))

    def together(rows: Sequence[Finding]) -> str:
        fewest = min(hard_runs[row.week] for row in rows if row.week is not None)
        return f"In {weeks_of(rows)} two hard run days follow each other; {_parting(fewest, room)}."

    return join_weeks(found, together)


def _parting(hard_runs: int, room: int) -> str:
    if hard_runs <= room:
        return "pinning one of them to another day may part them"
    ways = "fewer quality runs" if room == _MOST_DAYS_APART else "fewer quality runs or other days off"
    return f"{hard_runs} hard runs a week cannot all have a day between them here, and {ways} may part them"


def _days_apart(days_off: Sequence[str]) -> int:
    """Most weekdays that have a day between any two of them, week after week, and are not days off."""
    free = [place for place, weekday in enumerate(WEEKDAYS) if weekday not in days_off]
    return max(
        count
        for count in range(_MOST_DAYS_APART + 1)
        for chosen in combinations(free, count)
        if all((one - other) % 7 > 1 for one, other in permutations(chosen, 2))
    )


def runs_every_day(facts: PlanFacts) -> list[Finding]:
    """Weeks with a run on each of their seven days."""
    weeks = [week.week for week in facts.weeks if all(facts.runs_of_day.get(day) for day in week.dates)]
    if not weeks:
        return []
    message = (
        f"You run on every day of {weeks_named(weeks)}; a day without running each week would leave room when life "
        "gets in the way."
    )
    return [Finding("info", "rest_days", weeks[0], "", message, "our_assumption")]
