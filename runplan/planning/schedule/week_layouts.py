"""Every way to lay out one week that passes the hard rules, with its cost.

In: WeekConstraints, all that a week asks for. Out: WeekLayouts (seven day-states each) and their integer costs.
Layouts are enumerated once for equal constraints: most weeks of a block share theirs.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from runplan.planning.schedule.costs import (
    EASY,
    FORBIDDEN,
    GENERAL,
    HEAVY,
    LIGHT,
    LONG,
    NONE,
    QUALITY,
    RACE,
    STATES,
    WEIGHTS,
    school_costs,
    signature,
)

FULL = 0b1111111
POPCOUNT = np.array([value.bit_count() for value in range(256)], dtype=np.int32)


class WeekConstraints(NamedTuple):
    """What decides a week's layouts. Days are bits, bit 0 the week's first day."""

    easy: int
    quality: int
    long: int
    race_day: int  # index, or -1
    heavy: int  # sessions that want to be heavy
    general: int
    light: int  # core and routine
    free_days: int
    strength_days: int
    heavy_days: int
    long_days: int  # days that the long run may have
    long_run_day: int  # the wished day's index
    quality_days: int  # days that a quality run may have
    rest_days: int
    doubles: bool
    school: str
    run_pins: tuple[tuple[int, int], ...]  # (kind of run, day)
    strength_pins: tuple[tuple[int, int], ...]  # (kind that the session wants to be, day)
    previous: tuple[int, ...]  # bits of easy, quality, long and strength days in the plan before, or nothing
    fixed: tuple[int, ...] = ()  # bits of easy, quality, long and race days of runs that are given, or nothing


class WeekLayouts(NamedTuple):
    """Layouts of one week: `states` is layouts x 7 days, ordered by earliest sessions first."""

    states: NDArray[np.uint8]
    cost: NDArray[np.int64]
    start_sig: NDArray[np.int64]  # first two days as one number
    end_sig: NDArray[np.int64]  # last two days as one number


def _masks(days: int, count: int) -> list[int]:
    bits = [1 << day for day in range(7) if days >> day & 1]
    return [sum(chosen) for chosen in combinations(bits, count)]


@lru_cache(maxsize=512)
def _run_masks(constraints: WeekConstraints) -> NDArray[np.uint8]:
    """Rows of (easy, quality, long) bits."""
    if constraints.fixed:
        return np.array([constraints.fixed[:3]], dtype=np.uint8)
    race = 1 << constraints.race_day if constraints.race_day >= 0 else 0
    before = (race - 1) & FULL if race else FULL
    pinned = {
        kind: sum({1 << day for one, day in constraints.run_pins if one == kind}) for kind in (EASY, QUALITY, LONG)
    }
    clash = len({day for _, day in constraints.run_pins}) < len(constraints.run_pins)
    free = constraints.free_days & ~race
    rows = []
    for long in _masks(free & before & constraints.long_days, constraints.long):
        if clash or long & pinned[LONG] != pinned[LONG]:
            continue
        for quality in _masks(free & before & ~long & constraints.quality_days, constraints.quality):
            if quality & pinned[QUALITY] != pinned[QUALITY]:
                continue
            rows += [
                (easy, quality, long)
                for easy in _masks(free & ~long & ~quality, constraints.easy)
                if easy & pinned[EASY] == pinned[EASY]
            ]
    return np.array(rows, dtype=np.uint8).reshape(-1, 3)


@lru_cache(maxsize=512)
def _strength_masks(constraints: WeekConstraints) -> NDArray[np.uint8]:
    """Rows of (light, general, heavy) bits; any number of heavy sessions may be demoted to general."""
    days = constraints.strength_days
    pins = constraints.strength_pins
    if len({day for _, day in pins}) < len(pins):
        return np.empty((0, 3), dtype=np.uint8)
    want_heavy = sum(1 << day for kind, day in pins if kind == HEAVY)
    want_general = sum(1 << day for kind, day in pins if kind == GENERAL)
    want_light = sum(1 << day for kind, day in pins if kind == LIGHT)
    rows = []
    for kept in range(constraints.heavy, -1, -1):
        demoted = constraints.heavy - kept
        for heavy in _masks(days & constraints.heavy_days, kept):
            if heavy & heavy << 1 or heavy & (want_general | want_light):
                continue
            for general in _masks(days & ~heavy, constraints.general + demoted):
                if want_general & ~general or want_heavy & ~(heavy | general):
                    continue
                if (want_heavy & general).bit_count() > demoted:
                    continue
                rows += [
                    (light, general, heavy)
                    for light in _masks(days & ~heavy & ~general, constraints.light)
                    if not want_light & ~light
                ]
    return np.array(rows, dtype=np.uint8).reshape(-1, 3)


def _spread(mask: int) -> int:
    """Days by which the longest gap (the week as a circle) exceeds an even spread."""
    days = [day for day in range(7) if mask >> day & 1]
    if len(days) < 2:
        return 0
    gaps = [(after - before) % 7 for before, after in zip(days, days[1:] + days[:1], strict=True)]
    return max(gaps) - -(-7 // len(days))


SPREAD = np.array([_spread(mask) for mask in range(128)], dtype=np.int32)
IN_A_ROW = np.array([(mask & ((mask << 1 | mask >> 6) & FULL)).bit_count() for mask in range(128)], dtype=np.int32)


def _race_days(constraints: WeekConstraints) -> int:
    if constraints.fixed:
        return constraints.fixed[3]
    return 1 << constraints.race_day if constraints.race_day >= 0 else 0


@lru_cache(maxsize=256)
def week_layouts(constraints: WeekConstraints) -> WeekLayouts:
    """All layouts of a week that pass the hard rules; none where the wishes collide."""
    runs, strength = _run_masks(constraints), _strength_masks(constraints)
    race = _race_days(constraints)
    run_days = runs[:, 0] | runs[:, 1] | runs[:, 2]
    hard = runs[:, 1] | runs[:, 2] | np.uint8(race)
    strength_days = strength[:, 0] | strength[:, 1] | strength[:, 2]
    heavy = strength[:, 2]
    most = np.full(len(runs), 7 - constraints.rest_days)
    if constraints.fixed:  # runs that leave fewer days of rest than are wished do so by themselves
        most = np.maximum(most, POPCOUNT[run_days])
    fits = POPCOUNT[run_days[:, None] | strength_days] <= most[:, None]
    if not constraints.doubles:
        fits &= (run_days[:, None] | np.uint8(race)) & strength_days == 0
    fits &= heavy << 1 & hard[:, None] == 0
    if constraints.school == "two_nights":
        fits &= (heavy.astype(np.uint16) << 2 & hard[:, None]) == 0
        fits &= heavy & runs[:, 2][:, None] == 0
    if constraints.school == "easy_days":
        fits &= heavy & (runs[:, 1] | runs[:, 2])[:, None] == 0
    which_run, which_strength = np.nonzero(fits)
    layouts = _scored(constraints, runs[which_run], strength[which_strength], race)
    return _without_beaten(layouts)


def _scored(
    constraints: WeekConstraints, runs: NDArray[np.uint8], strength: NDArray[np.uint8], race: int
) -> WeekLayouts:
    easy, quality, long = runs.T
    light, general, heavy = strength.T
    hard = quality | long | np.uint8(race)
    run_days = easy | hard
    main = general | heavy
    cost = np.zeros(len(runs), dtype=np.int64)
    if constraints.long and not constraints.fixed:
        cost += WEIGHTS["long_run_day"] * (long != 1 << constraints.long_run_day)
    cost += WEIGHTS["hard_days_in_a_row"] * POPCOUNT[hard & hard >> 1]
    cost += WEIGHTS["quality_after_long"] * POPCOUNT[long & quality >> 1]
    cost += WEIGHTS["hard_days_near"] * POPCOUNT[hard & hard >> 2]
    cost += WEIGHTS["quality_near"] * POPCOUNT[quality & quality >> 2]
    cost += WEIGHTS["demoted_heavy"] * (constraints.heavy - POPCOUNT[heavy])
    cost += WEIGHTS["general_before_hard_run"] * POPCOUNT[general & hard >> 1]
    cost += WEIGHTS["strength_in_a_row"] * POPCOUNT[main & main >> 1]
    cost += WEIGHTS["strength_spread"] * SPREAD[main | light]
    cost += WEIGHTS["runs_in_a_row"] * IN_A_ROW[run_days]
    cost += WEIGHTS["core_after_run"] * POPCOUNT[light & ~run_days]
    if not constraints.fixed:
        cost += WEIGHTS["easy_after_race"] * POPCOUNT[easy & ~np.uint8((race << 1) - 1 if race else FULL)]
    if constraints.previous:
        places = zip((easy, quality, long, main | light), constraints.previous, strict=True)
        cost += WEIGHTS["kept_place"] * sum(POPCOUNT[np.uint8(before) & ~now] for now, before in places)
    states = np.full((len(runs), 7), NONE, dtype=np.uint8)
    for day in range(7):
        bit = np.uint8(1 << day)
        for kind, mask in ((EASY, easy), (QUALITY, quality), (LONG, long)):
            states[:, day] += kind * ((mask & bit) > 0).astype(np.uint8)
        for kind, mask in ((LIGHT, light), (GENERAL, general), (HEAVY, heavy)):
            states[:, day] += kind * ((mask & bit) > 0).astype(np.uint8)
    for day in range(7):
        states[:, day] += RACE * (race >> day & 1)
    before = np.full(len(states), NONE, dtype=np.uint8)
    for day in range(7):
        cost += school_costs(constraints.school)[before, states[:, day]]
        before = states[:, day]
    key = sum((STATES - states[:, day].astype(np.int64)) * 32 ** (6 - day) for day in range(7))
    order = np.argsort(key)  # earliest sessions first
    states, cost = states[order], cost[order]
    return WeekLayouts(states, cost, signature(states[:, 0], states[:, 1]), signature(states[:, 5], states[:, 6]))


def _without_beaten(layouts: WeekLayouts) -> WeekLayouts:
    """Leave out layouts that cost more than another of the same borders plus all that rhythm could win back."""
    if len(layouts.cost) == 0:
        return layouts
    borders = layouts.start_sig * STATES**2 + layouts.end_sig
    best = np.full(STATES**4, FORBIDDEN, dtype=np.int64)
    np.minimum.at(best, borders, layouts.cost)
    keep = layouts.cost <= best[borders] + 14 * WEIGHTS["rhythm"]
    return WeekLayouts(layouts.states[keep], layouts.cost[keep], layouts.start_sig[keep], layouts.end_sig[keep])
