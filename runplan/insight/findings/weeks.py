"""What is worth saying about the weeks: how their kilometres rise to the peak, gaps between full ones, fewer runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from runplan.catalog.rules import number
from runplan.insight.plan_facts import ROUNDING_KM, Finding, PlanFacts, join_weeks, weeks_of
from runplan.plan.records import Week
from runplan.planning.weeks.imported import LIGHTER
from runplan.units import counted, format_day, format_distance, format_number, from_km, to_km
from runplan.words import listed, percent, percent_range, weeks_named

_WEEKS_BEFORE = 4  # a week that returns to what was run within a month is no rise
_PUBLISHED = "the largest weekly rises of 13 published plans are 15 to 67 %"
_LONGEST_GAP = 4  # after more weeks than these, what is said of single runs and of the weeks' rise tells more
_STRAIGHT_BACK = 0.5  # of the last full week: a week with less is a way to ease back in (our assumption)


def week_rises(facts: PlanFacts) -> list[Finding]:
    """Weeks that rise further over those before than any week of 13 published plans over the one before.

    A week is held against the largest of the four before it, so that a week after a holiday, or after a step-back
    week, is none. Before the block the kilometres now stand for them. The race week is not judged.
    """

    def together(rows: Sequence[Finding]) -> str:
        weeks = weeks_of(rows)
        over = percent_range(row.value for row in rows)
        return f"{weeks.capitalize()} hold {over} more than the four weeks before each; {_PUBLISHED}."

    return join_weeks(large_rises(facts), together)


def large_rises(facts: PlanFacts) -> list[Finding]:
    """What `week_rises` joins, week by week."""
    rule = "week_rise"
    most = number(rule) / 100
    block = facts.plan.block
    before = [block.weekly_km_now]
    found = []
    for week in facts.weeks:
        highest = max(before[-_WEEKS_BEFORE:])
        if highest > 0 and not week.has_race and week.sessions_km > highest * (1 + most) + ROUNDING_KM:
            over = week.sessions_km / highest - 1
            held = "your kilometres now" if len(before) == 1 else "any of the weeks before"
            message = (
                f"Week {week.week} holds {format_distance(week.sessions_km, block.units)}, {percent(over)} more than "
                f"{held} ({format_distance(highest, block.units)}); {_PUBLISHED}, so this is a large step."
            )
            found.append(Finding("warning", rule, week.week, "", message, "published_plans", over))
        before.append(week.sessions_km)
    return found


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


def peak_rise(facts: PlanFacts) -> list[Finding]:
    """One warning where the curve's largest week asks for a large rise."""
    times = steep_peak(facts)
    if not times:
        return []
    block = facts.plan.block
    km, steps = _top(facts)
    near = to_km(int(from_km(_most(block.weekly_km_now, steps), block.units)), block.units)
    slower = number("peak_rise") * steps < number("peak_rise_most")
    lead = f"{counted(steps, 'week')} {'leads' if steps == 1 else 'lead'} up to it"
    message = (
        f"Your peak of {format_distance(km, block.units)} is {format_number(times)} times your "
        f"{format_distance(block.weekly_km_now, block.units)} a week now, and {lead}; we would want "
        f"{format_distance(near, block.units)} at most (our assumption): lower the peak"
        f"{', or start earlier' if slower else ''}."
    )
    return [Finding("warning", "peak_rise", None, "", message, "our_assumption", times)]


def steep_peak(facts: PlanFacts) -> float:
    """How many times the kilometres now the largest week has, where that is a large rise; else 0.

    Weeks whose kilometres the runner set, and run plans of his own, are not judged by it.
    """
    block = facts.plan.block
    if block.runs is not None:
        return 0.0
    km, steps = _top(facts)
    return km / block.weekly_km_now if km > _most(block.weekly_km_now, steps) + ROUNDING_KM else 0.0


def _top(facts: PlanFacts) -> tuple[float, int]:
    """The kilometres of the curve's largest week, and the weeks that lead up to it."""
    own = dict(facts.plan.block.weekly_km)
    weeks = [week for week in facts.weeks if not week.has_race and week.week not in own]
    if not weeks:
        return 0.0, 0
    top = max(weeks, key=lambda week: week.sessions_km)
    return top.sessions_km, top.week - 1


def _most(now: float, steps: int) -> float:
    """The largest peak that is not warned of; the default peak never is."""
    rise = min(number("peak_rise_most"), number("peak_rise") * steps) / 100
    return now * max(number("peak_default"), 1 + rise)


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
        if gap and len(gap) <= _LONGEST_GAP and back:
            found.append(_gap_finding(facts, gap, week))
        gap, full = [], week.sessions_km
    return join_weeks(found, _gaps_together)


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


def _gaps_together(found: Sequence[Finding]) -> str:
    weeks = weeks_of(found)
    return (
        f"From {weeks} on, one or more weeks have far fewer kilometres than those around them, and the week after goes "
        "straight back: ease back in with shorter weeks."
    )


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
        start = f"Week {week.week} holds {_runs(runs)} instead of {block.run_days}"
        away = [format_day(day) for day in week.dates if day in off]
        if away:
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

    def together(rows: Sequence[Finding]) -> str:
        weeks = weeks_of(rows)
        return f"{weeks[0].upper()}{weeks[1:]} hold fewer runs than {block.run_days}: with more, {_too_short(facts)}."

    return [*by_dates, *join_weeks(by_km, together)]


def _runs(count: int) -> str:
    return counted(count, "run") if count else "no runs"


def _too_short(facts: PlanFacts) -> str:
    least = format_distance(number("least_run_km"), facts.plan.block.units)
    return f"a run would be shorter than {least}"
