"""The weeks of a block: its runs, from wishes or from an imported run plan, and the strength work beside them.

The strength phases, whether jumps are allowed and the type of each strength session are decided before any layout.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.plan.block import RACE_KM, Block
from runplan.planning.weeks.imported import imported_weeks
from runplan.planning.weeks.outline import TAPER_STEPS, Week, phase_labels, strength_days, week_dates, week_note

__all__ = ["plan_weeks", "unfillable"]


def plan_weeks(block: Block, heavy_possible: Callable[[str, bool], bool]) -> tuple[Week, ...]:
    """All weeks of a block; `heavy_possible` says whether a strength phase, with jumps or not, can hold heavy work."""
    of_runs = wished_weeks(block) if block.runs is None else imported_weeks(block)
    weeks: list[Week] = []
    trained = 0  # weeks with strength work so far
    for week, phase in zip(of_runs, _strength_phases(block, [week.phase for week in of_runs]), strict=True):
        jumps = _jumps_allowed(block, phase, trained)
        heavy = week.heavy_days > 0 and not week.sharpening and heavy_possible(phase, jumps)
        types = _strength_types(block, week, phase, heavy=heavy)
        trained += bool(types)
        weeks.append(
            week._replace(
                strength_phase=phase,
                strength=types,
                sets_target=block.sets_per_muscle / (1 if len(types) > 1 else 2),
                jumps=jumps,
            )
        )
    return tuple(weeks)


def unfillable(block: Block, weeks: Sequence[Week]) -> str:
    """Why the runs of these weeks have no day whatever the layout: a clause, or nothing."""
    for week in weeks if block.runs is None else ():
        if week.runs == 0 and week.race_day < 0 and week.run_km > 0:
            return f"week {week.week} has kilometres but no day to run on"
        if week.runs == 0 and dict(block.weekly_km).get(week.week, 0) > 0:
            return f"week {week.week} has kilometres besides the race but no day to run on"
    return ""


def _strength_phases(block: Block, phases: Sequence[str]) -> list[str]:
    """The strength phase of each week.

    At least ten weeks come before the keep phase where the weeks before the taper allow it
    (Eihara 2022); beginners' power weeks begin after twelve weeks of strength work (Dicharry).
    """
    count = len(phases)
    rising = next((week for week, phase in enumerate(phases) if phase in ("taper", "race")), count)
    peak = phases.count("peak")
    minimum = int(number("strength_weeks_minimum"))
    keep_from = count + 1
    if block.race_date is not None:
        keep_from = min(rising + 1, max(rising - peak + 1, minimum + 1))
    building = keep_from - 1
    labels = ["technique"] * min(int(number(f"technique_weeks_{block.level}")), max(1, building // 3))
    while len(labels) < building:
        left = building - len(labels)
        longest = int(number("strength_cycle"))
        cycle = left if left < longest + longest // 3 else longest
        power = cycle // 3
        first_power = len(labels) + cycle - power
        if block.level == "beginner":
            power -= max(0, min(power, int(number("jumps_beginner")) - first_power))
        if power < 2:
            power = 0
        labels += ["strength"] * (cycle - power) + ["power"] * power
    return (labels + ["keep"] * (count - building))[:count]


def _jumps_allowed(block: Block, strength_phase: str, trained: int) -> bool:
    """Whether jumps are allowed after so many weeks of strength work."""
    late_enough = block.level != "beginner" or trained >= number("jumps_beginner")
    return late_enough and strength_phase in ("power", "keep")


def _strength_types(block: Block, week: Week, phase: str, *, heavy: bool) -> tuple[str, ...]:
    """The type that each strength session of a week wants to be, before layout."""
    wanted = block.strength_sessions
    if phase == "keep" and wanted:
        wanted = int(number("strength_weeks_keep"))
    if week.strength_room is not None:
        wanted = max(0, min(wanted, week.strength_room))
    if block.strength_minutes < 20:
        return ("routine",) * wanted
    if week.sharpening:
        return ("core",) * wanted
    first = "heavy" if heavy and phase != "technique" else "general"
    second = first if block.level != "beginner" else "general"
    return {0: (), 1: (first,), 2: (first, second), 3: (first, second, "core"), 4: (first, second, "general", "core")}[
        wanted
    ]


def wished_weeks(block: Block) -> list[Week]:
    """All weeks of a block whose runs are planned from wishes, without their strength work."""
    count = block.number_of_weeks
    taper = _taper(block)
    labels = phase_labels(block, count - len(taper), len(taper))
    longest = [block.weekly_km_now * number("long_first_share") / 100] * 4  # [km] of the last four weeks
    weeks: list[Week] = []
    for week, (km, step_back) in enumerate(_asked_km(block, count - len(taper), taper), start=1):
        days = _days(block, week)
        racing = days.race_day >= 0
        wanted = min(block.run_days - racing, max(int(km / number("least_run_km")), int(km > 0)))
        runs = wanted
        by_hand = week in dict(block.weekly_km)
        if days.irregular:
            runs = min(wanted, days.usable if by_hand and not days.before_race else days.before_race)
        if not by_hand and runs < wanted:
            km = round(km * runs / wanted, 1)
        sharpening = racing or (_early_race(block) and week == count - 1)
        room = min(days.strength.bit_count(), days.usable if block.doubles else days.usable - runs)
        race_km = RACE_KM[block.goal] if racing else 0.0
        long_km = race_km or _long_run_km(block, km, runs, max(longest))
        weeks.append(
            Week(
                week=week,
                start=days.start,
                phase=labels[week - 1],
                run_km=round(km + race_km, 1),
                long_km=long_km,
                runs=runs,
                quality=0 if sharpening else min(block.quality_runs, max(0, runs - 1)),
                step_back=step_back,
                race_day=days.race_day,
                free_days=days.free,
                strength_days=days.strength,
                heavy_days=days.heavy,
                irregular=days.irregular,
                note=week_note(
                    racing=racing,
                    step_back=step_back,
                    dates_off=days.dates_off,
                    runs=_fewer_runs(runs, block.run_days - racing, racing=racing),
                ),
                sharpening=sharpening,
                strength_room=room if days.irregular else None,
            )
        )
        longest = [*longest[1:], long_km] if runs else [*longest[1:], 0.0]
    return weeks


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
    start: dt.date
    race_day: int
    free: int
    strength: int
    heavy: int
    usable: int  # most days of the week that may hold something, the race besides
    before_race: int  # the same, days after the race left out
    dates_off: int
    irregular: bool


def _days(block: Block, week: int) -> _Days:
    dates = week_dates(block, week)
    race = block.race_date
    race_day = dates.index(race) if race in dates else -1
    at_home = [
        (day, date) for day, date in enumerate(dates) if block.week_days[day] not in block.days_off and date != race
    ]
    free = sum(1 << day for day, date in at_home if date not in block.dates_off)
    away = len(at_home) - free.bit_count()
    strength, heavy = strength_days(block, dates, () if race is None else (race,))
    most = 7 - block.rest_days
    usable = min(free.bit_count(), most)
    before_race = min((free & ((1 << race_day) - 1)).bit_count(), most) if race_day >= 0 else usable
    irregular = bool(away or race_day >= 0 or strength != free)
    return _Days(dates[0], race_day, free, strength, heavy, usable, before_race, away, irregular)


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


def _fewer_runs(runs: int, usual: int, *, racing: bool) -> str:
    if runs >= usual:
        return ""
    return f"{runs or 'no'} run{'s' if runs > 1 else ''} {'besides the race' if racing else f'instead of {usual}'}"
