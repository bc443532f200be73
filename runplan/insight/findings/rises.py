"""What is worth saying about steps in kilometres: runs over the longest before, weeks over those before, the peak.

Nothing here forbids; it warns with its source.
"""

from __future__ import annotations

from collections import deque
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain

from runplan.catalog.rules import number
from runplan.insight.findings.hard_rules import day_of
from runplan.insight.plan_facts import ONE_DAY, ROUNDING_KM, Finding, PlanFacts, join_weeks
from runplan.plan.records import Session
from runplan.planning.running.gaps import gaps_of
from runplan.planning.running.long_runs import LONGEST_RUN_DAYS, longest_before
from runplan.units import counted, format_distance, format_number, from_km, to_km
from runplan.words import percent, rise

_STRONG = 0.30  # Frandsen 2025 reports over 10 to 30 %, over 30 to 100 %, over 100 %; stronger words at 30 % are ours
_DOUBLE = 1.00
_WEEKS_BEFORE = 4  # a week that returns to what was run within a month is no rise
_RETURNS = (
    "In {weeks} running begins again after 30 days or more without a run. Each time, start with a lower "
    "weekly distance and shorter runs, and talk to a coach if you are unsure."
)
_OVER_LONGEST = "In {weeks} one run per week is {longer than} the longest of the 30 days before it; "
_MILD = (
    f"{_OVER_LONGEST}published plans do this too, but in a large study, runs more than 10 % longer than "
    "the longest recent run were associated with more injuries. Shorten them if they feel like too much."
)
_PUBLISHED = "the largest weekly rise is 33 % in Higdon's Novice 1 marathon plan and 60 % in Burfoot's"
_ENTER_IT = "If you have run further in the last 30 days, enter that as your longest run"
_LESS = {"warning": "Build up in smaller steps if you can.", "info": "Run less if that feels like too much."}


def spikes(facts: PlanFacts) -> list[Finding]:
    """Single runs over the longest of the 30 days before, by real dates (Frandsen 2025: observational).

    Before the block the longest run is taken as a share of the week's kilometres now, run on the day before the first
    week: our assumption. Races are not flagged, for the block leads up to them, but they are told. A week that begins
    after 30 days without a run has nothing to be compared with: it is warned of in words of its own, but not where
    planning comes back in steps, which is told as such.
    """
    returns, strong, mild, races = _spikes(facts)
    is_far = any(row.value > _DOUBLE for row in strong)
    advice = "these are large steps, so build up more slowly if you can"
    large = f"{_OVER_LONGEST}{advice}{' and talk to a coach about the longest of them' if is_far else ''}."
    joined = join_weeks(returns, _RETURNS) + join_weeks(strong, large)
    for severity in ("warning", "info"):
        joined += join_weeks([row for row in mild if row.severity == severity], _MILD)
    return joined + races[:1]


@lru_cache(maxsize=4)
def spike_weeks(facts: PlanFacts) -> dict[int, str]:
    """Each week that `spikes` or `week_rises` warns of, with the sentence about its largest single run, or its rise."""
    worst: dict[int, Finding] = {}
    for row in chain(*_spikes(facts)[:3]):
        is_warning = row.severity == "warning"
        if is_warning and row.week is not None and (row.week not in worst or row.value > worst[row.week].value):
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
        is_guess = day == assumed and facts.plan.block.longest_run_km is None
        if run.type == "race":
            races.append(_race_note(run, over, where, facts))
        else:
            sentence = _spike_sentence(run, over, where, None if is_guess else longest * (1 + step), facts)
            rows = strong if over > _STRONG else mild
            is_step = rows is mild and longest < number("spike_from_km")  # a kilometre or so: plans add as much
            severity = "info" if is_step else "warning"
            rows.append(Finding(severity, rule, run.week, run.session_id, sentence, "frandsen2025", over))
    # A week hears its worst only, and what is joined stands in its first week: so a week is in one list.
    again = {row.week for row in returns}
    planned = _ways_back(facts) - {week.week for week in facts.weeks if week.has_race}
    returns = [row for row in returns if row.week not in planned]
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
        while self._longest and self._longest[0][0] < run.date - timedelta(days=LONGEST_RUN_DAYS):
            self._longest.popleft()
        self._of_day.append((run.date, run.distance_km))  # not before a second run of the same day
        day, km = self._longest[0] if self._longest else (run.date, 0.0)
        return km, day


def _assumed_longest(facts: PlanFacts) -> float:
    return longest_before(facts.plan.block)


def _longest_named(longest: float, facts: PlanFacts, *, was_assumed: bool) -> str:
    text = format_distance(longest, facts.plan.block.units)
    if not was_assumed:
        return f"the longest run of the 30 days before it ({text})"
    if facts.plan.block.longest_run_km is not None:
        return f"your longest run before the block ({text})"
    now = format_distance(facts.plan.block.weekly_km_now, facts.plan.block.units)
    return f"the longest run that we assume for the time before the block ({text}, from your {now} per week)"


def _return(run: Session, facts: PlanFacts) -> Finding:
    """The week in which running begins again."""
    units = facts.plan.block.units
    if run.type == "race":
        message = (
            f"Week {run.week}: the race of {format_distance(run.distance_km, units)} comes after 30 days or more "
            "without a run. Consider a later race, and talk to a coach if you want to run this one."
        )
    else:
        runs = [other for other in facts.runs if other.week == run.week]
        total = format_distance(sum(other.distance_km for other in runs), units)
        longest = format_distance(max(other.distance_km for other in runs), units)
        holds = f"has {total}, up to {longest} per run," if len(runs) > 1 else f"has a run of {longest}"
        message = (
            f"Week {run.week} {holds} after 30 days or more without a run. Start with a lower weekly distance and "
            "shorter runs, and talk to a coach if you are unsure."
        )
    return Finding("warning", "spike_over_longest", run.week, run.session_id, message, "our_assumption")


def _spike_sentence(run: Session, over: float, where: str, near: float | None, facts: PlanFacts) -> str:
    units = facts.plan.block.units
    name = f"Week {run.week}: {day_of(run)} of {format_distance(run.distance_km, units)}"
    if over > _DOUBLE:
        return f"{name} is more than twice {where}. If you have not run this far lately, talk to a coach."
    name = f"{name} is {percent(over)} longer than {where}"
    if over > _STRONG and near is None:
        return f"{name}. That is a large step. {_ENTER_IT}."
    if near is not None and over > _STRONG:
        return f"{name}. That is a large step; about {format_distance(near, units)} would be a smaller one."
    study = (
        "In a large study, runs more than 10 % longer than the longest recent run were associated with more injuries"
    )
    if near is None:
        return f"{name}. {study}. {_ENTER_IT}."
    return f"{name}. {study}; up to {format_distance(near, units)} would be a smaller step."


def _race_note(race: Session, over: float, where: str, facts: PlanFacts) -> Finding:
    text = format_distance(race.km, facts.plan.block.units)
    is_far = over > _DOUBLE
    normal = "That is normal: the block prepares you for it"
    advice = "If you have not run this far lately, talk to a coach" if is_far else normal
    message = f"The race of {text} is {'more than twice' if is_far else 'longer than'} {where}. {advice}."
    return Finding("info", "spike_over_longest", race.week, race.session_id, message, "frandsen2025", about="race")


def week_rises(facts: PlanFacts) -> list[Finding]:
    """Weeks that rise far over those before, and those that rise further than the published plans whose names we know.

    A week is held against the largest of the four before it, so that a week after a holiday, or after a step-back
    week, is none. Before the block the kilometres now stand for them. The race week is not judged, nor is the way back
    that planning chose after dates off.
    """
    joined = []
    for severity in ("warning", "info"):
        rows = [row for row in _rises(facts) if row.severity == severity]
        joined += join_weeks(
            rows,
            f"{{Weeks}} each have {{more than}} the largest of the four weeks before; {_PUBLISHED}. {_LESS[severity]}",
        )
    return joined


def large_rises(facts: PlanFacts) -> list[Finding]:
    """What `week_rises` warns of, week by week."""
    return [row for row in _rises(facts) if row.severity == "warning"]


def _rises(facts: PlanFacts) -> list[Finding]:
    """What `week_rises` joins, week by week."""
    rule = "week_rise"
    block = facts.plan.block
    before = [block.weekly_km_now]
    ways_back = _ways_back(facts)
    found = []
    for week in facts.weeks:
        km = week.sessions_km
        highest = max(before[-_WEEKS_BEFORE:])
        if highest > 0 and not week.has_race and week.week not in ways_back and _is_over(km, highest, rule):
            over = km / highest - 1
            weeks_before = "four weeks" if len(before) > _WEEKS_BEFORE else "weeks"
            than = "you run per week now" if len(before) == 1 else f"the largest of the {weeks_before} before"
            rule_of_size = "week_rise_large" if km >= number("week_rise_large_km") else "week_rise_most"
            is_large = _is_over(km, highest, rule_of_size)
            message = (
                f"Week {week.week} has {format_distance(km, block.units)}, {rise([over])} {than} "
                f"({format_distance(highest, block.units)}); {_PUBLISHED}{', so this is a large step' * is_large}."
            )
            severity = "warning" if is_large else "info"
            message += f" {_LESS[severity]}"
            found.append(Finding(severity, rule, week.week, "", message, "published_plans", over))
        before.append(km)
    return found


def _is_over(km: float, before_km: float, rule: str) -> bool:
    return km > before_km * (1 + number(rule) / 100) + ROUNDING_KM


def _ways_back(facts: PlanFacts) -> set[int]:
    """The weeks that planning makes shorter after dates off, the runner's own weeks aside."""
    block = facts.plan.block
    gaps = [gap for gap in gaps_of(block) if gap.week_share < 1]
    weeks = {week for gap in gaps for week in range(gap.end_day // 7 + 1, gap.last_week_back + 1)}
    return weeks - set(dict(block.weekly_km))


def peak_rise(facts: PlanFacts) -> list[Finding]:
    """One warning where the curve's largest week asks for a large rise; where it asks for less than now, that."""
    block = facts.plan.block
    now = format_distance(block.weekly_km_now, block.units)
    if block.runs is None and block.weekly_km_peak < block.weekly_km_now - ROUNDING_KM:
        peak = format_distance(block.weekly_km_peak, block.units)
        message = (
            f"Your peak of {peak} is below your current {now} per week, so your weekly distance falls from the start."
        )
        return [Finding("info", "peak_rise", None, "", message, "our_assumption", about="below")]
    times = steep_peak(facts)
    if not times:
        return []
    km, steps = _top(facts)
    near = whole_units(largest_peak(facts), block.units)
    slower = number("peak_rise") * steps < number("peak_rise_most")
    lead = f"you have {counted(steps + 1, 'week')} to reach it"
    message = (
        f"Lower the peak{', or start earlier' if slower else ''}: {format_distance(km, block.units)} is "
        f"{format_number(times)} times your current {now} per week, and {lead}. We suggest "
        f"{format_distance(near, block.units)} at most (our assumption)."
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


def whole_units(km: float, units: str) -> float:
    """The whole kilometres or miles in a distance [km]."""
    return to_km(int(from_km(km, units) + 1e-9), units)


def largest_peak(facts: PlanFacts) -> float:
    """The largest peak that is not warned of [km/week]."""
    return _most(facts.plan.block.weekly_km_now, _top(facts)[1])


def _top(facts: PlanFacts) -> tuple[float, int]:
    """The kilometres of the curve's largest week, and the rises that the weeks before the taper leave room for."""
    own = dict(facts.plan.block.weekly_km)
    weeks = [week for week in facts.weeks if week.phase not in ("taper", "race")]
    set_by_curve = [week.sessions_km for week in weeks if week.week not in own]
    return max(set_by_curve, default=0.0), max(0, len(weeks) - 1)


def _most(now: float, steps: int) -> float:
    """The largest peak that is not warned of; the default peak never is."""
    rise = min(number("peak_rise_most"), number("peak_rise") * steps) / 100
    return now * max(number("peak_default"), 1 + rise)
