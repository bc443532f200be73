"""The weeks of a block: runs from settings or an imported run plan, and the strength work around them.

The strength phases, whether jumps are allowed and the type of each strength session are decided before any layout.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.plan.block import RACE_KM, Block
from runplan.planning.running.curve import week_kilometres
from runplan.planning.running.gaps import HardDays, gaps_of, hard_days
from runplan.planning.running.lengths import METRES_KM, lengths_of
from runplan.planning.running.long_runs import WeekSize, least_run_km, long_run_series
from runplan.planning.running.roles import parts_of
from runplan.planning.running.workouts import WeekShape, WeekWorkouts, holds_pace, week_workouts
from runplan.planning.weeks.imported import imported_weeks
from runplan.planning.weeks.outline import (
    ALL_DAYS,
    TAPER_STEPS,
    Run,
    Week,
    phase_labels,
    strength_days,
    week_dates,
    week_note,
)
from runplan.planning.weeks.runs import plan_runs
from runplan.planning.weeks.strength_weeks import HeavyToPlace, nothing_heavy, with_strength

__all__ = ["all_runs", "plan_weeks", "unfillable"]

_ANY_MINUTES = 30


def plan_weeks(block: Block, heavy_to_place: HeavyToPlace = nothing_heavy) -> tuple[Week, ...]:
    """All weeks of a block; `heavy_to_place` says which strength sessions are to be placed as heavy ones."""
    weeks = _kept_weeks(_runs_part(block)) if block.runs is None else imported_weeks(block)
    return with_strength(block, weeks, heavy_to_place)


def _runs_part(block: Block) -> Block:
    """The block as its runs see it: with other minutes or sets of strength work they stay as they are."""
    return block.replace(strength_minutes=_ANY_MINUTES, sets_per_muscle=1)


def all_runs(block: Block, weeks: Sequence[Week], days: Sequence[Mapping[str, int]]) -> tuple[tuple[Run, ...], ...]:
    """The runs of each week, whose sessions stand on these days (index in the week, by id)."""
    if block.runs is not None:
        return tuple(tuple(run for _, run in week.imported or ()) for week in weeks)
    return _kept_runs(
        _runs_part(block), tuple(tuple(run for run in in_week.items() if _is_run(*run)) for in_week in days)
    )


def _is_run(session_id: str, _day: int) -> bool:
    return "-strength-" not in session_id


# A slider that moves the strength work asks for the same weeks and runs again.
@lru_cache(maxsize=16)
def _kept_weeks(block: Block) -> tuple[Week, ...]:
    return tuple(wished_weeks(block))


@lru_cache(maxsize=16)
def _kept_runs(block: Block, days: tuple[tuple[tuple[str, int], ...], ...]) -> tuple[tuple[Run, ...], ...]:
    done: list[tuple[Run, ...]] = []
    last_long = block.week_days.index(block.long_run_day) - 7  # days since the block's first; before it, as in any week
    for index, (week, in_week) in enumerate(zip(_kept_weeks(block), map(dict, days), strict=True)):
        runs = plan_runs(block, week, in_week, 7 * index - last_long)
        last_long = next((7 * index + in_week[run.session_id] for run in runs if run.type == "long"), last_long)
        done.append(runs)
    return tuple(done)


def unfillable(block: Block, weeks: Sequence[Week]) -> str:
    """Why the runs of these weeks have no day whatever the layout: a clause, or nothing."""
    for week in weeks if block.runs is None else ():
        if week.runs == 0 and week.race_day < 0 and week.run_km > 0:
            return f"week {week.week} has a distance but no day to run on"
        if week.runs == 0 and dict(block.weekly_km).get(week.week, 0) > 0:
            return f"week {week.week} has a distance in addition to the race but no day to run on"
    return ""


def wished_weeks(block: Block) -> list[Week]:
    """All weeks of a block whose runs are planned from wishes, without their strength work."""
    count = block.number_of_weeks
    taper = min(TAPER_STEPS[block.goal], count - 1) + _early_race(block) if block.race_date is not None else 0
    labels = phase_labels(block, count - taper, taper)
    days = [_days(block, week) for week in range(1, count + 1)]
    asked = week_kilometres(block)
    by_hand = dict(block.weekly_km)
    hard = hard_days(block)
    has_long_runs = [week_days.long_days != 0 for week_days in hard]
    days_without = {gap.back: gap.days for gap in gaps_of(block) if gap.week_share < 1}
    sizes = [
        WeekSize(*_size(block, day, km, by_hand=week in by_hand, has_long=has_long), has_long)
        for week, (day, (km, _), has_long) in enumerate(zip(days, asked, has_long_runs, strict=True), 1)
    ]
    weeks: list[Week] = []
    long_runs = long_run_series(block, sizes)
    sizes = [
        size._replace(runs=_runs_beside(block, day, size, long_km))
        for day, size, long_km in zip(days, sizes, long_runs, strict=True)
    ]
    long_runs = long_run_series(block, sizes)  # of fewer runs the long one may be longer
    shapes = [
        _shape(block, label, day, size, long_km, week_hard, step_back=step_back)
        for label, day, size, long_km, week_hard, (_, step_back) in zip(
            labels, days, sizes, long_runs, hard, asked, strict=True
        )
    ]
    workouts = week_workouts(block, parts_of(block), shapes)
    for week, (day, (km, runs, _), long_km) in enumerate(zip(days, sizes, long_runs, strict=True), 1):
        racing = day.race_day >= 0
        sharpening = racing or (_early_race(block) and week == count - 1)
        room = min(day.strength.bit_count(), day.usable if block.doubles else day.usable - runs)
        race_km = RACE_KM[block.goal] if racing else 0.0
        step_back = asked[week - 1][1]
        weeks.append(
            Week(
                week=week,
                start=day.start,
                phase=labels[week - 1],
                run_km=round(km + race_km, 3),
                long_km=race_km or long_km,
                runs=runs,
                quality=len(workouts[week - 1].quality),
                step_back=step_back,
                race_day=day.race_day,
                free_days=day.free,
                strength_days=day.strength,
                heavy_days=day.heavy,
                irregular=day.irregular,
                note=week_note(
                    racing=racing,
                    step_back=step_back,
                    dates_off=day.dates_off,
                    days_without=days_without.get(week, 0),
                    runs=_fewer_runs(runs, block.run_days - racing, racing=racing),
                ),
                sharpening=sharpening,
                strength_room=room if day.irregular else None,
                workouts=workouts[week - 1],
                quality_days=day.sharpening
                if sharpening
                else hard[week - 1].quality_days & _rested_days(block, day, workouts[max(0, week - 2) : week]),
                long_days=hard[week - 1].long_days,
            )
        )
    return weeks


def _shape(
    block: Block, phase: str, days: _Days, size: WeekSize, long_km: float, hard: HardDays, *, step_back: bool
) -> WeekShape:
    """What decides the workouts of a week."""
    week = (days.start - block.first_day).days // 7 + 1
    racing = days.race_day >= 0
    near = racing or (_early_race(block) and week == block.number_of_weeks - 1)
    return WeekShape(
        week=week,
        phase="race" if near else phase,
        km=size.km,
        long_km=0.0 if racing else long_km,
        runs=size.runs,
        step_back=step_back,
        sharpens=near and days.sharpening > 0,
        rests=near,
        quality_room=(days.free & hard.quality_days).bit_count() > 0 if hard.limited else 2,
        easy_long=hard.easy_long,
        least_km=least_run_km(block),
    )


def _rested_days(block: Block, days: _Days, workouts: Sequence[WeekWorkouts]) -> int:
    """Bits of the days that a week's only quality run may have, two easy ones after a long run at race pace left out.

    Parameters
    ----------
    block : Block
    days : _Days
        Of the week.
    workouts : sequence of WeekWorkouts
        Of the week before, where there is one, and of the week.

    Returns
    -------
    int
    """
    long_day = block.week_days.index(block.long_run_day)
    first = long_day - 7 + int(number("quality_apart")) + 1
    rested = ALL_DAYS & ~((1 << max(0, first)) - 1)
    is_due = holds_pace(workouts[0].long_end, block.goal) and len(workouts[-1].quality) == 1 and not days.irregular
    return rested if is_due and days.free & rested & ~(1 << long_day) else ALL_DAYS


def _size(block: Block, days: _Days, km: float, *, by_hand: bool, has_long: bool) -> tuple[float, int]:
    """A week's kilometres and runs, once dates off have taken their part."""
    most = block.run_days - (days.race_day >= 0)
    wanted = min(
        most,
        max(_runs_in(block, km - (days.race_day >= 0) * _sharpening_km(block, days)), int(km > 0)),
    )
    if not days.irregular:
        return km, wanted
    if by_hand:
        return km, min(wanted, days.usable if not days.before_race else days.before_race)
    usable, full = 7 - days.dates_off, km
    if usable < 7 and days.race_day < 0:
        km *= min(1.0, (usable + (usable >= 5)) / 7)
        wanted = min(math.ceil(usable * most / 7), usable - (usable >= 4), _runs_in(block, km))
    runs = max(0, min(wanted, days.before_race))
    if runs < wanted:
        km *= runs / wanted
    if not has_long and days.race_day < 0:  # the other runs are as long as usual: the long one counts twice
        km = min(km, max(full * runs / (most + 1), runs * least_run_km(block)))
    return lengths_of(block).week(km) if runs else 0.0, runs


def _runs_beside(block: Block, days: _Days, size: WeekSize, long_km: float) -> int:
    """As many runs as leave none of them under the least run beside the long one."""
    if size.runs < 3 or long_km <= 0 or days.race_day >= 0:
        return size.runs
    return max(2, min(size.runs, 1 + _runs_in(block, size.km - long_km - _sharpening_km(block, days))))


def _runs_in(block: Block, km: float) -> int:
    """How many runs of the least length so many kilometres are; a runner's own miles may lack a few metres."""
    return int((km + METRES_KM) / least_run_km(block))


def _sharpening_km(block: Block, days: _Days) -> float:
    """What the short run at race pace needs over the least run, in the week that has it [km]."""
    if not block.quality_runs or not (days.race_day >= 0 or days.sharpening):
        return 0.0
    return max(0.0, number("sharpening_km") - least_run_km(block))


def _early_race(block: Block) -> bool:
    """Whether the race is in its week's first three days: the week before it is then the one that sharpens."""
    return block.race_date is not None and (block.race_date - block.first_day).days % 7 < 3


class _Days(NamedTuple):
    start: dt.date
    race_day: int
    free: int
    strength: int
    heavy: int
    usable: int  # most days of the week that may have a run, the race besides
    before_race: int  # the same, days after the race left out
    dates_off: int  # those that would have had a run
    irregular: bool
    sharpening: int  # bits of the days on which a short run at race pace fits: three to five days before the race


def _days(block: Block, week: int) -> _Days:
    dates = week_dates(block, week)
    race = block.race_date
    race_day = dates.index(race) if race in dates else -1
    at_home = [
        (day, date) for day, date in enumerate(dates) if block.week_days[day] not in block.days_off and date != race
    ]
    used = sum(1 << day for day, date in at_home if date not in block.dates_off)
    for_runs = sum(1 << day for day, _ in at_home if block.week_days[day] not in block.days_without_runs)
    free = used & for_runs
    away = (for_runs & ~used).bit_count()
    strength, heavy = strength_days(block, dates, () if race is None else (race,))
    most = 7 - block.rest_days
    usable = min(free.bit_count(), most)
    before_race = min((free & ((1 << race_day) - 1)).bit_count(), most) if race_day >= 0 else usable
    irregular = bool(len(at_home) > used.bit_count() or race_day >= 0 or strength != used)
    near = range(int(number("sharpening_days_last")), int(number("sharpening_days_first")) + 1)
    sharpening = 0 if race is None else sum(1 << day for day, date in enumerate(dates) if (race - date).days in near)
    return _Days(dates[0], race_day, free, strength, heavy, usable, before_race, away, irregular, sharpening & free)


def _fewer_runs(runs: int, usual: int, *, racing: bool) -> str:
    if runs >= usual:
        return ""
    return f"{runs or 'no'} run{'s' if runs > 1 else ''} {'besides the race' if racing else f'instead of {usual}'}"
