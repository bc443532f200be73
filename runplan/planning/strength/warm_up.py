"""The warm-up: rolling where a roller is owned, then drills, chosen for the work that follows."""

from __future__ import annotations

from dataclasses import dataclass

from runplan.errors import RunplanError
from runplan.plan.records import RoutineRequest
from runplan.planning.strength.catalog_arrays import TICKS, CatalogArrays, Ints
from runplan.planning.strength.lifts.step_doses import reference_step

SHARE_PERCENT = 15  # of the session, once the shortest warm-up is in; our assumption
LEAST_ROLLS, LEAST_DRILLS = 1, 2
MOST_ROLLS, MOST_DRILLS = 4, 5  # however long the session; our assumption
WORK_PERCENT = 35  # of the time of the work that follows, so that no warm-up outlasts it; our assumption


@dataclass(frozen=True)
class WarmUp:
    """What every session's warm-up has: how many rolls and drills, of which, and the time they never exceed."""

    rolls: tuple[int, ...]
    drills: tuple[int, ...]
    roll_count: int
    drill_count: int
    reserve: int  # ticks
    shortest: int  # ticks that the shortest warm-up takes
    slow: tuple[tuple[int, ...], tuple[int, ...]]  # ticks of rolls and of drills, the slowest first


def plan_warm_up(arrays: CatalogArrays, request: RoutineRequest) -> WarmUp:
    """How much warm-up the sessions of a request have.

    Raises
    ------
    RunplanError
        If nothing is left to warm up with.
    """
    key = ("warm_up", request.equipment, request.level, request.avoid, reference_step(request), request.minutes)
    warm_up: WarmUp | None = arrays.cache.get(key)
    if warm_up is None:
        warm_up = _plan(arrays, request)
        arrays.remember(key, warm_up)
    return warm_up


def _plan(arrays: CatalogArrays, request: RoutineRequest) -> WarmUp:
    usable = arrays.usable(request.equipment, request.level, request.avoid)
    dose = arrays.at(request.level, reference_step(request))
    took = dose.fixed + dose.sets_min * dose.per_set
    rolls, drills = (
        tuple(at for at, name in enumerate(arrays.sections) if name == section and usable[at] and dose.known[at])
        for section in ("foam_roll", "warm_up")
    )
    if not drills:
        every = [arrays.ids[at] for at, name in enumerate(arrays.sections) if name == "warm_up"]
        raise RunplanError(
            f"avoid={request.avoid!r} leaves no warm-up drill, and every strength session needs a warm-up: allow "
            f"at least one of {', '.join(every) or 'the exercises of section warm_up'}."
        )
    # the slowest of each kind, so that whatever is chosen later fits
    slow_rolls = sorted((int(took[at]) for at in rolls), reverse=True)
    slow_drills = sorted((int(took[at]) for at in drills), reverse=True)
    counts = [min(LEAST_ROLLS, len(rolls)), min(LEAST_DRILLS, len(drills))]
    limit = SHARE_PERCENT * request.minutes * 60 * TICKS // 100

    def reserve() -> int:
        return sum(slow_rolls[: counts[0]]) + sum(slow_drills[: counts[1]])

    kinds = [min(MOST_ROLLS, len(rolls)), min(MOST_DRILLS, len(drills))]
    while counts != kinds:
        kind = 0 if counts[0] < counts[1] else 1  # rolls and drills in turn
        if counts[kind] >= kinds[kind]:
            kind = 1 - kind
        counts[kind] += 1
        if reserve() > limit:
            counts[kind] -= 1
            break
    fast = sorted(int(took[at]) for at in drills)[: min(LEAST_DRILLS, len(drills))]
    shortest = sum(fast) + (min(slow_rolls) if slow_rolls else 0)
    return WarmUp(rolls, drills, counts[0], counts[1], reserve(), shortest, (tuple(slow_rolls), tuple(slow_drills)))


def _counts(plan: WarmUp, ticks: int) -> tuple[int, int]:
    """How many rolls and drills go before work of this time."""
    rolls, drills = plan.roll_count, plan.drill_count
    limit = WORK_PERCENT * ticks // 100
    while sum(plan.slow[0][:rolls]) + sum(plan.slow[1][:drills]) > limit:
        if rolls > LEAST_ROLLS and rolls >= drills - 1:
            rolls -= 1
        elif drills > LEAST_DRILLS:
            drills -= 1
        else:
            break
    return rolls, drills


def choose_warm_ups(arrays: CatalogArrays, plan: WarmUp, work: list[Ints], ticks: list[int]) -> list[list[int]]:
    """Each session's rolls and drills, for the sixteenths of sets that its work gives each muscle and the work's time.

    What an earlier session had counts less, and no two sessions in a row have the same warm-up where there is a choice.
    """
    times: dict[int, int] = {}
    before: list[set[int]] = [set(), set()]
    sessions = []
    for muscles, time in zip(work, ticks, strict=True):
        counts = _counts(plan, time)
        chosen: list[int] = []
        touched = (arrays.touched @ muscles).tolist()
        for kind, (choices, count) in enumerate(zip((plan.rolls, plan.drills), counts, strict=True)):
            ranked = sorted(choices, key=lambda at: (-(12 * touched[at] + 12) // (1 + times.get(at, 0)), at))
            taken = ranked[:count]
            if count and set(taken) == before[kind] and count < len(choices):
                taken = [*taken[:-1], ranked[count]]
            before[kind] = set(taken)
            for at in taken:
                times[at] = times.get(at, 0) + 1
            chosen.extend(sorted(taken))
        sessions.append(chosen)
    return sessions
