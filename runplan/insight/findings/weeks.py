"""What is worth saying about the weeks: step-backs, gaps between full ones, fewer runs, hard days in a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, permutations

from runplan.catalog.rules import number
from runplan.insight.findings.hard_rules import day_of
from runplan.insight.plan_facts import ONE_DAY, ROUNDING_KM, Finding, PlanFacts, join_weeks
from runplan.plan.records import Week
from runplan.planning.running.gaps import gaps_of
from runplan.planning.running.long_runs import least_run_km
from runplan.planning.weeks.imported import LIGHTER
from runplan.schema import WEEKDAYS
from runplan.units import counted, format_day, format_distance, to_km
from runplan.words import listed, session_named, week_stretches, weeks_named

_LONGEST_GAP = 4  # after more weeks than these, what is said of single runs and of the weeks' rise tells more
_SHARE_BACK = ("gap_week_6", "gap_week_10", "gap_week_18", "gap_week_25")  # by the weeks of a gap
_GAPS = (
    "Starting in {weeks}, one or more weeks have far less running than the weeks around them, and the next week "
    "goes straight back up. Ease back in with lighter weeks."
)
_ROUNDING_OF_WEEKS = 0.5  # kilometres or miles: weeks are whole ones
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
            "third or fourth week, 10 to 50 % lighter, though no trial has tested it."
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

    Before the block the kilometres now count as a full week. The race week is not judged, and nothing is said of the
    way back that planning chose after dates off.
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
        if gap and len(gap) <= _LONGEST_GAP and _goes_straight_back(facts, gap, week, full):
            found.append(_gap_finding(facts, gap, week))
        gap, full = [], week.sessions_km
    return join_weeks(found, _GAPS)


def _goes_straight_back(facts: PlanFacts, gap: Sequence[Week], after: Week, full_km: float) -> bool:
    """Whether a week has more than a first week back has, after a week of so many kilometres and a gap."""
    block = facts.plan.block
    is_planned = block.runs is None and after.week not in dict(block.weekly_km)
    if is_planned and any(day in block.dates_off for week in gap for day in week.dates):
        return False
    most = number(_SHARE_BACK[len(gap) - 1]) * full_km + to_km(_ROUNDING_OF_WEEKS, block.units)
    share = number("week_gap") / 100
    return after.sessions_km > most and all(week.sessions_km < share * after.sessions_km for week in gap)


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
        f"{format_distance(after.sessions_km, block.units)}. Ease back in with a lighter week {after.week}."
    )
    strength = sum(session.kind == "strength" for week in gap for session in week.sessions)
    if strength and not most:
        still = f"The plan still has {counted(strength, 'strength session')} in {weeks}"
        message += f" {still}: if you are ill or away, enter those days under Dates off."
    return Finding("warning", "week_gap", gap[0].week, "", message, "our_assumption", after.sessions_km)


def returns(facts: PlanFacts) -> list[Finding]:
    """How training comes back after dates off without any run for six days or more."""
    block = facts.plan.block
    full_weeks = [week for week in facts.weeks if not week.has_race]
    found = []
    for gap in gaps_of(block):
        back = next((week for week in full_weeks if week.week == gap.back), None)
        if gap.week_share == 1 or back is None or not back.sessions_km:
            continue
        after = block.first_day + dt.timedelta(days=gap.end_day)
        quality = next((run.date for run in facts.runs if run.is_quality and run.date >= after), None)
        km = format_distance(back.sessions_km, block.units)
        message = f"After {counted(gap.days, 'day')} off, week {back.week} has {km}"
        if any(week.week == back.week + 1 and week.sessions_km > back.sessions_km for week in full_weeks):
            message += "; the following weeks return to the plan in steps"
        if quality is not None:
            message += f"{',' if ';' in message else ''} and the first hard session is on {format_day(quality)}"
        message += "."
        found.append(Finding("info", "gap_return", back.week, "", message, "our_assumption", float(gap.days)))
    return found


def fewer_runs(facts: PlanFacts) -> list[Finding]:
    """Weeks before the race week that planning gave fewer runs than wished."""
    block = facts.plan.block
    if block.runs is not None:
        return []
    off = frozenset(block.dates_off)
    own = dict(block.weekly_km)
    by_dates: list[Finding] = []
    by_km: list[Finding] = []
    for week in facts.weeks:
        runs = sum(session.kind == "run" for session in week.sessions)
        # Planning notes it where it was so: a run that was taken out of the plan's file is no news to who did it.
        if runs >= block.run_days or week.has_race or "instead of" not in week.note:
            continue
        start = f"Week {week.week} has {_runs(runs)}{f' instead of {block.run_days}' if runs else ''}"
        away = [day for day in week.dates if day in off]
        if away:
            message = f"{start} because {_days_named(away)} {'are' if len(away) > 1 else 'is'} off."
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

    together = f"{{Weeks}} have fewer than {block.run_days} runs: with more, {_too_short(facts)}."
    return [*by_dates, *join_weeks(by_km, together)]


def _days_named(days: Sequence[dt.date]) -> str:
    """Days as a person names them, three neighbours and more joined."""
    parts = []
    for stretch in week_stretches(day.toordinal() for day in days):
        names = [format_day(dt.date.fromordinal(day)) for day in stretch]
        parts += names if len(names) < 3 else [f"{names[0]} to {names[-1]}"]
    return listed(parts)


def _runs(count: int) -> str:
    return counted(count, "run") if count else "no runs"


def _too_short(facts: PlanFacts) -> str:
    block = facts.plan.block
    least = format_distance(least_run_km(block), block.units)
    return f"some would be shorter than {least}"


def hard_days_in_a_row(facts: PlanFacts) -> list[Finding]:
    """Two hard run days (quality, long, race) next to each other, and what may part them."""
    rule = "hard_days_in_a_row"
    room = _days_apart(facts.plan.block.runless_weekdays)
    hard_runs = {week.week: sum(run.is_hard_run for run in week.sessions) for week in facts.weeks}
    found = []
    for run in facts.runs:
        for other in facts.runs_of_day.get(run.date + ONE_DAY, ()):
            if run.is_hard_run and other.is_hard_run:
                pair = f"Week {run.week}: {day_of(run)} and {day_of(other)} are on consecutive days"
                if "race" in (run.type, other.type):  # a race is not pinned
                    movable = other if run.type == "race" else run
                    advice = f"pinning the {session_named(movable.type)} to another day may put a day between them"
                else:
                    advice = _parting(hard_runs[run.week], room)
                found.append(Finding("info", rule, run.week, other.session_id, f"{pair}; {advice}.", "our_assumption"))

    fewest = min((hard_runs[row.week] for row in found if row.week is not None), default=0)
    return join_weeks(found, f"In {{weeks}} two hard runs are on consecutive days; {_parting(fewest, room)}.")


def _parting(hard_runs: int, room: int) -> str:
    if hard_runs <= room:
        return "pinning one of them to another day may put a day between them"
    ways = "fewer hard sessions" if room == _MOST_DAYS_APART else "fewer hard sessions or different days off"
    return f"{hard_runs} hard runs per week cannot all have a day between them here; {ways} may help"


def _days_apart(days_off: Collection[str]) -> int:
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
        f"You run every day in {weeks_named(weeks)}; a day without running each week gives you room when life "
        "gets in the way."
    )
    return [Finding("info", "rest_days", weeks[0], "", message, "our_assumption", about="every_day", joined=(*weeks,))]
