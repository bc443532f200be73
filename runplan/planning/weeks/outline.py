"""One week before any session has a day: what it holds, which days strength may have, and its runs.

Runs are in identity order (long, quality, easy, race). Distances are handled as whole hectometres, so that they add up
exactly.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.plan.block import RACE_KM, Block
from runplan.plan.steps import Step, steps_text
from runplan.planning.running.lengths import lengths_of
from runplan.planning.running.long_runs import least_run_km
from runplan.planning.running.roles import LAST_PART, LONGEST_PART
from runplan.planning.running.shares import other_weights, shared
from runplan.units import counted

ALL_DAYS = 0b1111111
TAPER_STEPS = {"marathon": 3, "half": 2, "10k": 1, "5k": 1, "general": 0}
TITLES = {
    "easy": "Easy run",
    "long": "Long run",
    "tempo": "Tempo run",
    "intervals": "Intervals",
    "hills": "Hill repeats",
}
RACE_TITLES = {"5k": "5k race", "10k": "10k race", "half": "Half-marathon race", "marathon": "Marathon race"}
_QUALITY_KINDS = {  # the kinds that take turns, by phase: our assumption
    "base": ("hills", "tempo"),
    "build": ("intervals", "tempo"),
    "peak": ("tempo", "intervals"),
    "taper": ("tempo", "intervals"),
}


class Run(NamedTuple):
    """One run, before it has a day."""

    session_id: str
    type: str
    title: str
    km: float
    minutes: int
    effort: float
    steps: str
    note: str


class Week(NamedTuple):
    """One week of the block: what it asks for, before any session has a day.

    Days are bits: bit 0 is the week's first day. The fields from `strength_phase` on follow from the others.
    """

    week: int
    start: dt.date
    phase: str
    run_km: float  # [km], the race included
    long_km: float  # [km], the long run, or the race
    runs: int  # besides the race
    quality: int
    step_back: bool
    race_day: int  # index of the day, or -1
    free_days: int  # bits
    strength_days: int  # bits
    heavy_days: int  # bits
    irregular: bool  # dates off, the race or imported runs shape this week
    note: str
    sharpening: bool  # whether strength only keeps the core awake, for a race at hand
    strength_room: int | None  # most strength sessions; None if nothing limits them
    imported: tuple[tuple[int, Run], ...] | None = None  # the runs of the runner's own plan, by day
    strength_phase: str = ""
    strength: tuple[str, ...] = ()  # the type that each session wants to be, by its number
    sets_target: float = 0.0  # [sets/week]
    jumps: bool = False  # whether jumps are allowed


def phase_labels(block: Block, rising: int, taper: int) -> list[str]:
    """The phase of each week: so many that rise, then the taper with the race week."""
    before = rising + taper - LAST_PART if taper and rising + taper > LONGEST_PART else 0
    rising -= before
    peak = 0 if block.goal == "general" else min(3, max(1, rising // 5), rising)
    base = min(rising - peak, round(number("base_share") * rising))
    labels = ["base"] * (before + base) + ["build"] * (rising - peak - base) + ["peak"] * peak
    return labels + ["taper"] * (taper - 1) + ["race"] * (taper > 0)


def week_dates(block: Block, week: int) -> list[dt.date]:
    """The seven dates of a week, 1 for the first."""
    return [block.first_day + dt.timedelta(days=7 * (week - 1) + day) for day in range(7)]


def strength_days(
    block: Block, dates: Sequence[dt.date], races: Sequence[dt.date], taken: Container[int] = ()
) -> tuple[int, int]:
    """The bits of the days that strength, and heavy strength, may have."""
    strength = heavy = 0
    in_week = [race for race in races if race in dates]
    none_at_all, none_heavy = number("race_window_strength_days"), number("race_window_heavy_days")
    for day, (weekday, date) in enumerate(zip(block.week_days, dates, strict=True)):
        if weekday in block.days_off or date in block.dates_off or day in taken:
            continue
        if in_week and date >= min(in_week):  # after a race its week holds easy runs and rest
            continue
        to_race = min(((race - date).days for race in races if race >= date), default=10**6)
        if to_race <= none_at_all:
            continue
        strength |= 1 << day
        if to_race > none_heavy and not in_week:
            heavy |= 1 << day
    return strength, heavy


def week_note(*, racing: bool, step_back: bool, dates_off: int, runs: str = "") -> str:
    """What is special about a week."""
    return "; ".join(
        note
        for note in (
            "Race week" if racing else "",
            "Step-back week" if step_back else "",
            f"{counted(dates_off, 'date')} off" if dates_off else "",
            runs,
        )
        if note
    )


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
    prefix = f"w{week.week:02d}-"
    racing = week.race_day >= 0
    race_m = round(RACE_KM[block.goal] * 1000) if racing else 0
    rest_m = round(week.run_km * 1000) - race_m
    long_m = 0 if racing or not week.runs else round(week.long_km * 1000)
    count = week.runs - (long_m > 0)
    easy_ids = [f"{prefix}easy-{number_ + 1}" for number_ in range(count - week.quality)]
    easy_days = [(days or {}).get(session_id, index) for index, session_id in enumerate(easy_ids)]
    if racing:
        others = _falling(block, rest_m, count)
    else:
        long_days = [-long_before] + ([(days or {}).get(prefix + "long", 6)] if long_m else [])
        weights = other_weights(week.quality, week.run_km, easy_days, long_days)
        most = number("other_runs_most") * long_m if long_m else rest_m
        lengths = shared((rest_m - long_m) / 1000, weights, least_run_km(block), most / 1000, lengths_of(block))
        others = [round(km * 1000) for km in lengths]
    runs = []
    if long_m:
        runs.append(_run(block, prefix + "long", "long", [_easy(long_m)]))
    kinds = _QUALITY_KINDS.get(week.phase, _QUALITY_KINDS["base"])
    for index in range(week.quality):
        kind = kinds[(week.week + index) % len(kinds)]
        steps = _QUALITY_STEPS[kind](others[index] // 100, week.run_km)
        steps[-1] = steps[-1]._replace(metres=steps[-1].metres + others[index] % 100)
        runs.append(_run(block, f"{prefix}quality-{index + 1}", kind, steps))
    note = "Finish with four relaxed strides of 20 s." if racing else ""
    for session_id, length in zip(easy_ids, others[week.quality :], strict=True):
        runs.append(_run(block, session_id, "easy", [_easy(length)], note))
    if racing:
        runs.append(_run(block, prefix + "race", "race", [Step(1, race_m, "race")]))
    return tuple(runs)


def _falling(block: Block, total: int, count: int) -> list[int]:
    """Split metres so that each run is shorter than the one before: the last one before a race is the shortest."""
    if count < 2:
        return [total] * count
    weights = [1.25 - 0.5 * index / (count - 1) for index in range(count)]
    lengths = shared(total / 1000, weights, 0.0, total / 1000, lengths_of(block))
    return sorted((round(km * 1000) for km in lengths), reverse=True)


def _around(main: Step, length: int) -> list[Step]:
    """Easy running before and after the main step, to the run's length [hm]."""
    easy = length - main.total_metres // 100
    before = math.ceil(easy / 2)
    return [_easy(before * 100), main, _easy((easy - before) * 100)]


def _easy(metres: int) -> Step:
    return Step(1, metres, "easy")


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
