"""What is worth saying about the weeks: step-backs, gaps between full ones, fewer runs, hard days in a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, permutations

from runplan.catalog.rules import number
from runplan.insight.findings.days_away import eased_back
from runplan.insight.findings.hard_rules import day_of
from runplan.insight.plan_facts import ONE_DAY, ROUNDING_KM, Finding, PlanFacts, join_weeks
from runplan.plan.records import Week
from runplan.planning.weeks.imported import LIGHTER
from runplan.schema import WEEKDAYS
from runplan.units import counted, format_day, format_distance
from runplan.words import listed, session_named, weeks_named

_LONGEST_GAP = 4  # after more weeks than these, what is said of single runs and of the weeks' rise tells more
_STRAIGHT_BACK = 0.5  # of the last full week: a week with less is a way to ease back in (our assumption)
_GAPS = (
    "From {weeks} on, one or more weeks have far fewer kilometres than those around them, and the week after goes "
    "straight back: ease back in with shorter weeks."
)
_MOST_DAYS_APART = 3  # of seven days in a circle


def step_backs(facts: PlanFacts) -> list[Finding]:
    """Stretches of weeks that rise without a lighter one among them; weeks that do not rise are not counted."""
    rule = "weeks_without_step_back"
    most = int(number(rule))
    units = facts.plan.block.units
    found = []
    for stretch in _stretches(facts.weeks):
        steps = _steps(stretch)
        if len(steps) <= most:
            continue
        first, last = steps[0], steps[-1]
        between = sum(first.week <= week.week <= last.week for week in stretch)
        weeks = weeks_named(week.week for week in stretch if first.week <= week.week <= last.week)
        climb = f"from {format_distance(first.run_km, units)} to {format_distance(last.run_km, units)}"
        in_steps = f" in {len(steps) - 1} steps" if between > len(steps) else ""
        message = (
            f"{weeks.capitalize()} rise {climb}{in_steps} without a step-back week; most coaches put one in every "
            "third or fourth week, 10 to 50 % shorter, though no trial has tested it."
        )
        severity = "warning" if len(steps) > 2 * most else "info"
        found.append(Finding(severity, rule, first.week, "", message, "step_back_coaches", float(len(steps))))
    return found


def _steps(stretch: Sequence[Week]) -> list[Week]:
    """The weeks that have more kilometres than any before them, and the last week before the first of these."""
    steps: list[Week] = []
    start = highest = stretch[0]
    for week in stretch[1:]:
        if week.sessions_km > highest.sessions_km + ROUNDING_KM:
            steps.append(week)
            highest = week
        elif not steps:
            start = week
    return [start, *steps]


def _stretches(weeks: Iterable[Week]) -> list[list[Week]]:
    """Weeks between two lighter ones; a race week, and a week without a run, ends a stretch too."""
    stretches: list[list[Week]] = [[]]
    for week in weeks:
        stretch = stretches[-1]
        is_lighter = bool(stretch) and week.sessions_km <= LIGHTER * stretch[-1].sessions_km
        if week.has_race or week.sessions_km <= 0 or is_lighter:
            stretches.append([])
        else:
            stretch.append(week)
    return [stretch for stretch in stretches if stretch]


def week_gaps(facts: PlanFacts) -> list[Finding]:
    """Up to four weeks far under those around them, followed by a week that goes straight back.

    Before the block the kilometres now count as a full week. The race week is not judged.
    """
    share = number("week_gap") / 100
    full = facts.plan.block.weekly_km_now
    gap: list[Week] = []
    found = []
    for week in facts.weeks:
        if week.has_race:
            break
        if week.sessions_km + ROUNDING_KM < share * full:
            gap.append(week)
            continue
        back = week.sessions_km >= _STRAIGHT_BACK * full and all(
            one.sessions_km < share * week.sessions_km for one in gap
        )
        if gap and len(gap) <= _LONGEST_GAP and back and week.week not in eased_back(facts):
            found.append(_gap_finding(facts, gap, week))
        gap, full = [], week.sessions_km
    return join_weeks(found, _GAPS)


def _gap_finding(facts: PlanFacts, gap: Sequence[Week], after: Week) -> Finding:
    block = facts.plan.block
    weeks = weeks_named(week.week for week in gap)
    most = max(week.sessions_km for week in gap)
    has = "has" if len(gap) == 1 else "have"
    little = f"{has} {'at most ' if len(gap) > 1 else 'only '}{format_distance(most, block.units)}"
    name = weeks if block.runs is None else f"in your run plan, {weeks}"
    runs = little if most else f"{has} no runs"
    message = (
        f"{name[:1].upper()}{name[1:]} {runs}, and week {after.week} goes straight back to "
        f"{format_distance(after.sessions_km, block.units)}: ease back in with a shorter week {after.week}."
    )
    strength = sum(session.kind == "strength" for week in gap for session in week.sessions)
    if strength and not most:
        sessions = f"{counted(strength, 'strength session')} {'stays' if strength == 1 else 'stay'} in {weeks}"
        message += f" The {sessions}: if you are ill or away, enter those days under Dates off."
    return Finding("warning", "week_gap", gap[0].week, "", message, "our_assumption", after.sessions_km)


def fewer_runs(facts: PlanFacts) -> list[Finding]:
    """Weeks before the race week that planning gave fewer runs than wished."""
    block = facts.plan.block
    if block.runs is not None:
        return []
    off = frozenset(block.dates_off)
    own = dict(block.weekly_km)
    without: list[Finding] = []
    by_dates: list[Finding] = []
    by_km: list[Finding] = []
    for week in facts.weeks:
        runs = sum(session.kind == "run" for session in week.sessions)
        # Planning notes it where it was so: a run that was taken out of the plan's file is no news to who did it.
        if runs >= block.run_days or week.has_race or "instead of" not in week.note:
            continue
        start = f"Week {week.week} holds {_runs(runs)} instead of {block.run_days}"
        away = [format_day(day) for day in week.dates if day in off]
        if away and not runs:
            message = f"Week {week.week} holds no runs: all of its days that you run on are dates off."
            without.append(Finding("info", "days_off", week.week, "", message, "our_assumption"))
        elif away:
            message = f"{start}: with {listed(away)} off, too few days are left for all of them."
            by_dates.append(Finding("info", "days_off", week.week, "", message, "our_assumption"))
        else:
            set_to = "" if week.week not in own else format_distance(own[week.week], block.units)
            if set_to and not runs:
                message = f"You set week {week.week} to {set_to}, so it has no runs."
            elif set_to:
                has = f"it has {_runs(runs)}, not {block.run_days}"
                message = f"You set week {week.week} to {set_to}, so {has}: with more, {_too_short(facts)}."
            else:
                message = f"{start}: with more, {_too_short(facts)}."
            by_km.append(Finding("info", "least_run_km", week.week, "", message, "our_assumption"))

    together = f"{{Weeks}} hold fewer runs than {block.run_days}: with more, {_too_short(facts)}."
    away_weeks = "{Weeks} hold no runs: all of their days that you run on are dates off."
    return [*join_weeks(without, away_weeks), *by_dates, *join_weeks(by_km, together)]


def _runs(count: int) -> str:
    return counted(count, "run") if count else "no runs"


def _too_short(facts: PlanFacts) -> str:
    least = format_distance(number("least_run_km"), facts.plan.block.units)
    return f"a run would be shorter than {least}"


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

    fewest = min((hard_runs[row.week] for row in found if row.week is not None), default=0)
    return join_weeks(found, f"In {{weeks}} two hard run days follow each other; {_parting(fewest, room)}.")


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
