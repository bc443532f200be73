"""From the block to its weeks: phases, kilometres, long runs, and how many sessions of each kind.

In: a Block, and which strength phases can hold heavy work. Out: one Week a week, with the days that may be used.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.plan.block import RACE_KM, Block
from runplan.planning.weeks.strength_phases import jumps_allowed, strength_phases, strength_types

ALL_DAYS = 0b1111111
TAPER_STEPS = {"marathon": 3, "half": 2, "10k": 1, "5k": 1, "general": 0}


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

    Days are bits: bit 0 is the week's first day.
    """

    week: int
    start: dt.date
    phase: str
    strength_phase: str
    run_km: float  # [km], the race included
    long_km: float  # [km], the long run, or the race
    runs: int  # besides the race
    quality: int
    strength: tuple[str, ...]  # the type that each session wants to be, by its number
    sets_target: float  # [sets/week]
    step_back: bool
    jumps: bool  # whether jumps are allowed
    race_day: int  # index of the day, or -1
    free_days: int  # bits
    strength_days: int  # bits
    heavy_days: int  # bits
    irregular: bool  # dates off or the race shape this week
    note: str
    given: tuple[tuple[int, Run], ...] | None = None  # the runs of a plan that the runner brings, by day


def wished_weeks(block: Block, heavy_possible: Callable[[str, bool], bool]) -> tuple[Week, ...]:
    """All weeks of a block whose runs are planned from wishes."""
    count = block.number_of_weeks
    taper = _taper(block)
    rising = count - len(taper)
    labels = phase_labels(block, rising, len(taper))
    strong = strength_phases(block, rising, labels.count("peak"))
    given = dict(block.weekly_km)
    asked = _asked_km(block, rising, taper)
    longest = [block.weekly_km_now * number("long_first_share") / 100] * 4  # [km] of the last four weeks
    weeks: list[Week] = []
    trained = 0  # weeks with strength work so far
    for index in range(count):
        week = index + 1
        start = block.first_day + dt.timedelta(days=7 * index)
        km, step_back = asked[index]
        days = _days(block, start)
        wanted = min(block.run_days - (days.race_day >= 0), max(int(km / number("least_run_km")), int(km > 0)))
        runs = wanted
        if days.irregular:
            runs = min(wanted, days.usable if week in given and not days.before_race else days.before_race)
        if week not in given and runs < wanted:
            km = round(km * runs / wanted, 1)
        jumps = jumps_allowed(block, strong[index], trained)
        sharpening = days.race_day >= 0 or (_early_race(block) and week == count - 1)
        heavy = not sharpening and heavy_possible(strong[index], jumps)
        room = None
        if days.irregular:
            room = min(days.strength.bit_count(), days.usable if block.doubles else days.usable - runs)
        types = strength_types(block, strong[index], room, heavy=heavy and days.heavy > 0, sharpening=sharpening)
        trained += bool(types)
        race_km = RACE_KM[block.goal] if days.race_day >= 0 else 0.0
        long_km = race_km or _long_run_km(block, km, runs, max(longest))
        weeks.append(
            Week(
                week=week,
                start=start,
                phase=labels[index],
                strength_phase=strong[index],
                run_km=round(km + race_km, 1),
                long_km=long_km,
                runs=runs,
                quality=0 if sharpening else min(block.quality_runs, max(0, runs - 1)),
                strength=types,
                sets_target=block.sets_per_muscle / (1 if len(types) > 1 else 2),
                step_back=step_back,
                jumps=jumps,
                race_day=days.race_day,
                free_days=days.free,
                strength_days=days.strength,
                heavy_days=days.heavy,
                irregular=days.irregular,
                note=_note(block, days, step_back, runs, race_km),
            )
        )
        longest = [*longest[1:], long_km] if runs else [*longest[1:], 0.0]
    return tuple(weeks)


def _early_race(block: Block) -> bool:
    """Whether the race is in its week's first three days: the week before it is then the one that sharpens."""
    return block.race_date is not None and (block.race_date - block.first_day).days % 7 < 3


def _taper(block: Block) -> list[float]:
    """Kilometres of the last weeks as a share of the peak, the race week last, the race excluded.

    A race in the first three days of its week leaves that week no room: the steps then end in the week before, so
    that the days to the race count and not the calendar's weeks (our assumption).
    """
    if block.race_date is None:
        return []
    steps = [number(f"taper_{block.goal}_{step + 1}") / 100 for step in range(TAPER_STEPS[block.goal])]
    if _early_race(block):
        steps.append(steps[-1] * ((block.race_date - block.first_day).days % 7) / 6)
    return steps[-(block.number_of_weeks - 1) :]


def phase_labels(block: Block, rising: int, taper: int) -> list[str]:
    """The phase of each week: so many that rise, then the taper with the race week."""
    peak = 0 if block.goal == "general" else min(3, max(1, rising // 5))
    base = math.ceil((rising - peak) / 2)
    labels = ["base"] * base + ["build"] * (rising - peak - base) + ["peak"] * peak + ["taper"] * (taper - 1)
    return labels + ["race"] * (taper > 0)


def _asked_km(block: Block, rising: int, taper: list[float]) -> list[tuple[float, bool]]:
    """Kilometres of each week besides the race, before dates off, and whether it is a step-back week.

    A step-back week is lighter than the line, and than the week before it; a week that a slider has made heavier
    is none. The taper starts from the largest week before it, or from the peak where that is less.
    """
    given = dict(block.weekly_km)
    lighter = number("step_back_share")
    out: list[tuple[float, bool]] = []
    for week in range(1, rising + 1):
        # Multiplied first: a share such as 5/12 has no exact form, and half a tenth would be rounded by chance.
        climb = (block.weekly_km_peak - block.weekly_km_now) * (week - 1) / max(1, rising - 1)
        line = block.weekly_km_now + climb
        fourth = week % int(number("step_back_every")) == 0 and week < rising
        before = out[-1][0] if out else line
        km = given.get(week, line * lighter if fourth else line)
        if fourth and week not in given and week - 1 not in given and km >= before:
            km = before * lighter
        out.append((round(km, 1), fourth and km < before))
    top = min(block.weekly_km_peak, max(km for km, _ in out))
    return out + [(given.get(rising + step + 1, round(top * share, 1)), False) for step, share in enumerate(taper)]


class _Days(NamedTuple):
    race_day: int
    free: int
    strength: int
    heavy: int
    usable: int  # most days of the week that may hold something, the race besides
    before_race: int  # the same, days after the race left out
    dates_off: int
    irregular: bool


def _days(block: Block, start: dt.date) -> _Days:
    dates = [start + dt.timedelta(days=index) for index in range(7)]
    names = block.week_days
    race = block.race_date
    race_day = dates.index(race) if race in dates else -1
    free = strength = heavy = 0
    away = 0
    for index, date in enumerate(dates):
        if names[index] in block.days_off or date == race:
            continue
        if date in block.dates_off:
            away += 1
            continue
        free |= 1 << index
        to_race = (race - date).days if race is not None else 10**6
        if to_race < 0 or to_race <= number("race_window_strength_days"):
            continue
        strength |= 1 << index
        if to_race > number("race_window_heavy_days") and race_day < 0:
            heavy |= 1 << index
    most = 7 - block.rest_days
    usable = min(free.bit_count(), most)
    before_race = min((free & ((1 << race_day) - 1)).bit_count(), most) if race_day >= 0 else usable
    return _Days(
        race_day, free, strength, heavy, usable, before_race, away, bool(away or race_day >= 0 or strength != free)
    )


def _long_run_km(block: Block, km: float, runs: int, longest: float) -> float:
    """Kilometres of the long run: the least of its caps, but never less than the other runs."""
    if runs == 0:
        return 0.0
    caps = [
        km * number(f"long_share_{runs}") / 100,
        longest * number("long_rise"),
        number("long_hours") * 3600 / block.easy_pace_s_per_km,
    ]
    if block.goal != "general":
        caps.append(number(f"long_cap_{block.goal}"))
    capped = min(caps)
    tidy = math.floor(capped * 2 + 1e-9) / 2 if capped >= 4 else math.floor(capped * 10 + 1e-9) / 10
    equal = math.ceil(round(km * 10) / runs) / 10
    return km if runs == 1 else max(tidy, equal)


def _note(block: Block, days: _Days, step_back: bool, runs: int, race_km: float) -> str:
    notes = []
    if race_km:
        notes.append("Race week")
    if step_back:
        notes.append("Step-back week")
    if days.dates_off:
        notes.append(f"{days.dates_off} date{'s' if days.dates_off > 1 else ''} off")
    usual = block.run_days - (race_km > 0)
    if runs < usual and race_km:
        notes.append(f"{runs or 'no'} run{'s' if runs > 1 else ''} besides the race")
    elif runs < usual:
        notes.append(f"{runs or 'no'} run{'s' if runs > 1 else ''} instead of {usual}")
    return "; ".join(notes)
