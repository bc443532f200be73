"""The runs of a week: kinds, kilometres that add up to the week, structure and minutes.

In: a Week. Out: its runs in identity order (long, quality, easy, race), none with a day yet.
All distances are handled as whole hectometres, so that they add up exactly.
"""

from __future__ import annotations

import math

from runplan.catalog.rules import number
from runplan.plan.block import RACE_KM, Block
from runplan.plan.steps import Step, steps_text
from runplan.planning.weeks.outline import RACE_TITLES, TITLES, Run, Week

QUALITY = {  # the kinds that take turns, by phase: our assumption
    "base": ("hills", "tempo"),
    "build": ("intervals", "tempo"),
    "peak": ("tempo", "intervals"),
    "taper": ("tempo", "intervals"),
}


def plan_runs(block: Block, week: Week) -> tuple[Run, ...]:
    """The runs of one week; their kilometres add up to the week's to 0.1 km."""
    prefix = f"w{week.week:02d}-"
    racing = week.race_day >= 0
    race_hm = round(RACE_KM[block.goal] * 10) if racing else 0
    rest_hm = round(week.run_km * 10) - race_hm
    long_hm = 0 if racing or not week.runs else round(week.long_km * 10)
    if racing:
        others = _falling(rest_hm, week.runs)
    else:
        others = _share_out(rest_hm - long_hm, week.runs - (long_hm > 0), long_hm or rest_hm)
    runs = []
    if long_hm:
        runs.append(_run(block, prefix + "long", "long", [_easy(long_hm)]))
    kinds = QUALITY.get(week.phase, QUALITY["base"])
    for index in range(week.quality):
        kind = kinds[(week.week + index) % len(kinds)]
        steps = _QUALITY_STEPS[kind](others[index], week.run_km)
        runs.append(_run(block, f"{prefix}quality-{index + 1}", kind, steps))
    note = "Finish with four relaxed strides of 20 s." if racing else ""
    for index, length in enumerate(others[week.quality :]):
        runs.append(_run(block, f"{prefix}easy-{index + 1}", "easy", [_easy(length)], note))
    if racing:
        runs.append(_run(block, prefix + "race", "race", [Step(1, race_hm * 100, "race")]))
    return tuple(runs)


def _share_out(total: int, count: int, most: int) -> list[int]:
    """Split hectometres into `count` runs: round to half kilometres where the rest still fits in one run."""
    if count <= 0:
        return []
    if total >= 40 * count:
        tidy = total // count // 5 * 5
        last = total - tidy * (count - 1)
        if last <= min(most, tidy + 10):
            return [tidy] * (count - 1) + [last]
    low, extra = divmod(total, count)
    return [low + 1] * extra + [low] * (count - extra)


def _falling(total: int, count: int) -> list[int]:
    """Split hectometres so that each run is shorter than the one before: the last one before a race is the shortest."""
    if count < 2:
        return [total] * count
    weights = [1.25 - 0.5 * index / (count - 1) for index in range(count)]
    lengths = [int(total * weight / sum(weights)) for weight in weights]
    return [lengths[0] + total - sum(lengths), *lengths[1:]]


def _around(main: Step, length: int) -> list[Step]:
    """Easy running before and after the main step, to the run's length [hm]."""
    easy = length - main.total_metres // 100
    before = math.ceil(easy / 2)
    return [_easy(before), main, _easy(easy - before)]


def _easy(length: int) -> Step:
    return Step(1, length * 100, "easy")


def _tempo(length: int, week_km: float) -> list[Step]:
    main = max(1, int(min(week_km * number("tempo_share") / 10, 0.6 * length)))
    if main <= 50:
        return _around(Step(1, main * 100, "tempo"), length)
    return _around(Step(2, (main - 8) // 2 * 100, "tempo", 400), length)


def _intervals(length: int, week_km: float) -> list[Step]:
    main = min(week_km * number("intervals_share") / 10, number("intervals_cap_km") * 10, 0.45 * length)
    each, jog = (4, 2) if main < 16 else (8, 4) if main < 40 else (10, 4)
    reps = max(1, int(main // each))
    while reps > 1 and reps * (each + jog) > length - 8:
        reps -= 1
    return _around(Step(reps, each * 100, "intervals", jog * 100), length)


def _hills(length: int, week_km: float) -> list[Step]:
    main = min(week_km * number("hills_share") / 10, number("hills_cap_km") * 10, 0.3 * length, 24)
    return _around(Step(max(1, int(main // 2)), 200, "hills", 200), length)


_QUALITY_STEPS = {"tempo": _tempo, "intervals": _intervals, "hills": _hills}


def _run(block: Block, session_id: str, kind: str, steps: list[Step], note: str = "") -> Run:
    seconds = 0.0
    for step in steps:
        pace = number(f"pace_race_{block.goal}" if step.target == "race" else f"pace_{step.target}")
        paced_km = (step.metres * pace + step.recovery_metres * number("pace_jog")) / 1000
        seconds += step.repeat * block.easy_pace_s_per_km * paced_km
    return Run(
        session_id=session_id,
        type=kind,
        title=RACE_TITLES[block.goal] if kind == "race" else TITLES[kind],
        km=sum(step.total_metres for step in steps) / 1000,
        minutes=math.ceil(round(seconds / 60, 6)),
        effort=number(f"effort_{kind}"),
        steps=steps_text(steps),
        note=note,
    )
