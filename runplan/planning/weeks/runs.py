"""The runs of one week as sessions: how long each is, what it holds, how many minutes it takes.

In: a week with its workouts, and the days of its sessions. Out: runs whose kilometres add up to the week's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from runplan.catalog.rules import number
from runplan.plan.block import RACE_KM, Block
from runplan.plan.steps import Step, steps_text
from runplan.planning.running.lengths import METRES_KM, Lengths, lengths_of
from runplan.planning.running.long_runs import least_run_km
from runplan.planning.running.shares import easy_weights, shared
from runplan.planning.running.step_paces import race_target, step_paces
from runplan.planning.running.workouts import LEAST_EASY_KM, QualityRun
from runplan.planning.weeks.outline import RACE_TITLES, Run, Week
from runplan.words import STEP_NAMES, inside

_LEAST_WARM_DOWN_M = 1000
_LEAST_EASY_M = 1000  # before strides
_KINDS = {  # of data/workouts.csv: the type of the session, and its title
    "fartlek": ("intervals", "Fartlek"),
    "hills": ("hills", "Hill repeats"),
    "threshold": ("tempo", "Threshold run"),
    "tempo": ("tempo", "Tempo run"),
    "progression": ("tempo", "Progression run"),
    "repetition": ("intervals", "Repetitions"),
    "intervals": ("intervals", "Intervals"),
    "race_pace": ("tempo", "Race-pace run"),
}
_FAST_RACE_PACES = ("intervals", "10k")
_RACE_PACES = (*_FAST_RACE_PACES, "half", "marathon")


def plan_runs(block: Block, week: Week, days: Mapping[str, int] | None = None, long_before: int = 7) -> tuple[Run, ...]:
    """The runs of one week; their kilometres add up to the week's.

    Parameters
    ----------
    block : Block
    week : Week
    days : mapping of str to int, optional
        The day of each session by its id; without it the easy runs stand in their order from the week's first day.
    long_before : int
        Days from the long run of the week before to this week's first day.

    Returns
    -------
    tuple of Run
    """
    days = days or {}
    prefix, lengths, paces = f"w{week.week:02d}-", lengths_of(block), step_paces(block)
    race_m = round(RACE_KM[block.goal] * 1000) if week.race_day >= 0 else 0
    long_m = 0 if race_m or not week.runs else round(week.long_km * 1000)
    rest_m = round(week.run_km * 1000) - race_m - long_m
    easy_count = week.runs - (long_m > 0) - week.quality
    quality = _quality_steps(block, week, rest_m, easy_count, lengths, paces)
    easy_ids = [f"{prefix}easy-{index + 1}" for index in range(easy_count)]
    easy_days = [days.get(session_id, index) for index, session_id in enumerate(easy_ids)]
    easy_m = rest_m - sum(metres for metres, _ in quality)
    long_days = [-long_before] + ([days.get(prefix + "long", 6)] if long_m else [])
    rest_days = [day + 1 for day in long_days]
    if race_m:
        first_is_short = easy_days[:1] == [1 - long_before]
        easy_lengths = _falling(easy_m, easy_count, least_run_km(block), lengths, first_is_short=first_is_short)
    else:
        quality_days = [days[run_id] for run_id in days if run_id.startswith(f"{prefix}quality")]
        weights = easy_weights(week.runs, week.run_km, easy_days, long_days, quality_days)
        most_km = easy_m / 1000
        if long_m:
            even_km = number("longer_over_even") * most_km / max(1, easy_count)
            most_km = min(number("other_runs_limit") * long_m / 1000, even_km)
            most_km = max(number("other_runs_most") * long_m / 1000, most_km)
        least_km = least_run_km(block, easy_m / 1000 / max(1, easy_count))
        shares = shared(easy_m / 1000, weights, least_km, most_km, lengths)
        easy_lengths = [round(km * 1000) for km in shares]
        if easy_lengths:  # in miles each is rounded to a metre, and the sum is to be the week's
            easy_lengths[easy_lengths.index(min(easy_lengths))] += easy_m - sum(easy_lengths)
    runs = []
    if long_m:
        end = week.workouts.long_end
        steps = [Step(1, long_m, "easy")] if end is None else _with_end(long_m, end.steps, paces)
        runs.append(
            _run(prefix + "long", "long", *_long_title(end), long_m, steps, paces, "" if end is None else end.note)
        )
    for index, (metres, steps) in enumerate(quality):
        workout = week.workouts.quality[index]
        kind, title = _KINDS[workout.kind]
        if workout.kind == "race_pace":
            paced = [step.target for step in workout.steps if step.target in _RACE_PACES]
            if any(target in _FAST_RACE_PACES for target in paced):
                kind = "intervals"
            if paced and race_target(block.goal) not in paced:
                title = f"Run at {inside(STEP_NAMES[paced[0]])}"
        session_id = f"{prefix}quality-{index + 1}"
        runs.append(_run(session_id, kind, title, number(f"effort_{kind}"), metres, steps, paces, workout.note))
    strides = _stride_runs(week, easy_days, easy_lengths, paces, rest_days)
    for index, (session_id, metres) in enumerate(zip(easy_ids, easy_lengths, strict=True)):
        steps = _with_end(metres, strides[index], paces) if index in strides else [Step(1, metres, "easy")]
        runs.append(_run(session_id, "easy", "Easy run", number("effort_easy"), metres, steps, paces))
    if race_m:
        race = [Step(1, race_m, "race")]
        run = _run(prefix + "race", "race", RACE_TITLES[block.goal], number("effort_race"), race_m, race, paces)
        runs.append(run if block.goal_time is None else run._replace(minutes=math.ceil(block.goal_time / 60)))
    return tuple(runs)


def _quality_steps(
    block: Block, week: Week, rest_m: int, easy_count: int, lengths: Lengths, paces: Mapping[str, float]
) -> list[tuple[int, list[Step]]]:
    """The length [m] and the steps of each quality run: as long as its content, in half units."""
    if not week.quality:
        return []
    least_m = round(least_run_km(block) * 1000)
    room = (rest_m - easy_count * least_m) // week.quality
    if week.race_day < 0 < week.long_km:
        room = min(room, round(1000 * week.long_km))
    runs = [_around(workout, room, lengths, paces) for workout in week.workouts.quality]
    # What the easy runs cannot take, since none is longer than its share of the long run, is run easily around these.
    even_km = rest_m / 1000 / (easy_count + len(runs))
    if week.race_day >= 0:  # the last runs before a race are much alike
        least_km = lengths.half_below(number("race_week_quality") * even_km)
        runs = [_lengthened(metres, steps, max(metres, round(1000 * least_km))) for metres, steps in runs]
    limit_km = lengths.half_below(number("other_runs_limit") * week.long_km)
    most_m = round(1000 * max(limit_km, lengths.half_above(even_km - METRES_KM)))
    left: float = rest_m - sum(metres for metres, _ in runs) - easy_count * (rest_m if week.race_day >= 0 else most_m)
    longer = [float(metres) for metres, _ in runs]
    while left > 0 or (left and not easy_count):  # in miles rounding to metres may leave one too many
        shortest = min(range(len(runs)), key=lambda index: longer[index])
        more = min(left, 500 * lengths.unit_km)
        longer[shortest] += more
        left -= more
    return [_lengthened(before, steps, round(metres)) for metres, (before, steps) in zip(longer, runs, strict=True)]


def _lengthened(metres: int, steps: list[Step], wished: int) -> tuple[int, list[Step]]:
    """A run with more easy running at its end, or a metre less of it, where another length is wished [m]."""
    return wished, [*steps[:-1], steps[-1]._replace(metres=steps[-1].metres + wished - metres)]


def _around(workout: QualityRun, room: int, lengths: Lengths, paces: Mapping[str, float]) -> tuple[int, list[Step]]:
    """A workout with easy running before and after it; less of that where the week has little room."""
    first, *middle, last = workout.steps
    work = sum(step.metres_at(paces) for step in middle)
    warm_up = round(lengths.half(first.metres_at(paces) / 1000) * 1000)
    whole = lengths.half_above((warm_up + work + max(_LEAST_WARM_DOWN_M, 0.6 * last.metres_at(paces))) / 1000)
    metres = round(whole * 1000)
    if metres > room:
        # The work was fitted to this room with some easy running, so half a unit less still holds it.
        fitting = lengths.half_below(room / 1000 + METRES_KM)
        if fitting < work / 1000 + LEAST_EASY_KM - lengths.unit_km / 2:
            fitting = lengths.half_above(work / 1000 + LEAST_EASY_KM)
        metres = round(1000 * fitting)
        most = max(100, math.floor((metres - work - 100) / 100) * 100)
        warm_up = min(warm_up, most, round(1000 * lengths.half((metres - work) / 2000)))
    down = metres - warm_up - work
    timed = any(step.seconds or step.recovery_seconds for step in middle)
    down = max(100, round(down / 100) * 100) if timed else max(100, round(down))
    return metres, [Step(1, warm_up, "easy"), *middle, Step(1, down, "easy")]


def _with_end(metres: int, end: Sequence[Step], paces: Mapping[str, float]) -> list[Step]:
    """An easy run with something faster at its end."""
    fast = sum(step.metres_at(paces) for step in end)
    timed = any(step.seconds or step.recovery_seconds for step in end)
    easy = max(100, round((metres - fast) / 100) * 100 if timed else round(metres - fast))
    return [Step(1, easy, "easy"), *end]


def _long_title(end: QualityRun | None) -> tuple[str, float]:
    """The title and the effort of a long run."""
    if end is None:
        return "Long run", number("effort_long")
    return ("Long run with marathon pace" if end.kind == "marathon_long" else "Long run with a fast finish"), number(
        "effort_tempo"
    )


def _stride_runs(
    week: Week, days: Sequence[int], lengths: Sequence[int], paces: Mapping[str, float], rest_days: Sequence[int]
) -> dict[int, tuple[Step, ...]]:
    """Which easy runs end with strides, by their index: the longest, or in the race week the last before the race.

    Of equal ones the day after the long run comes last. None has them that would hold less than a kilometre of easy
    running beside them.
    """
    strides = week.workouts.strides
    fast = max((sum(step.metres_at(paces) for step in steps) for steps in strides), default=0.0)
    if week.race_day >= 0:
        order = sorted((index for index, day in enumerate(days) if day < week.race_day), key=lambda index: -days[index])
    else:
        order = sorted(range(len(lengths)), key=lambda index: (-lengths[index], days[index] in rest_days))
    order = [index for index in order if lengths[index] >= fast + _LEAST_EASY_M]
    return dict(zip(order, strides, strict=False))


def _falling(total: int, count: int, least_km: float, lengths: Lengths, *, first_is_short: bool) -> list[int]:
    """Split metres so that each run is shorter than the one before: the last one before a race is the shortest.

    The first has the share of a recovery run where it follows a long run.
    """
    if count < 2:
        return [total] * count
    falling = count - first_is_short
    weights = [1.15 - 0.3 * index / max(1, falling - 1) for index in range(falling)]
    if first_is_short:
        weights.insert(0, number("share_recovery") / number("share_easy"))
    shares = shared(total / 1000, weights, least_km, total / 1000, lengths)
    metres = [round(km * 1000) for km in shares]
    metres[first_is_short:] = sorted(metres[first_is_short:], reverse=True)
    left = total - sum(metres)  # in miles each is rounded to a metre
    metres[first_is_short if left > 0 else -1] += left
    return metres


def run_minutes(steps: Sequence[Step], paces: Mapping[str, float]) -> int:
    """How long steps take at some paces, rounded up [min]."""
    return math.ceil(round(sum(step.seconds_at(paces) for step in steps) / 60, 6))


def _run(
    session_id: str,
    kind: str,
    title: str,
    effort: float,
    metres: int,
    steps: Sequence[Step],
    paces: Mapping[str, float],
    note: str = "",
) -> Run:
    return Run(
        session_id=session_id,
        type=kind,
        title=title,
        km=metres / 1000,
        minutes=run_minutes(steps, paces),
        effort=effort,
        steps=steps_text(steps),
        note=note,
    )
