"""What each week asks of a routine, and which routine it gets.

In: the weeks with their strength work. Out: for each week a routine, one a strength phase and number of sessions, so
that its exercises stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby
from weakref import WeakKeyDictionary

from runplan.catalog import Catalog
from runplan.plan.block import Block
from runplan.plan.records import Routine, RoutineRequest
from runplan.planning.strength.catalog_arrays import arrays_of
from runplan.planning.strength.choose import choose_anew, warm_up_possible
from runplan.planning.strength.fixed_routine import RACE_ROUTINE
from runplan.planning.strength.lifts.main_lifts import OUTGROWN_STEPS, chosen_lifts
from runplan.planning.weeks.outline import Week
from runplan.schema import COUNTED_SECTIONS

ROUTINE_WEEKS = (3, 5, 9)
"""Weeks of strength work from which on the short routine is another one, as data/routines.csv has them."""
_KEPT = 512  # routines remembered a catalogue
_ROUTINES: WeakKeyDictionary[Catalog, dict[RoutineRequest, Routine]] = WeakKeyDictionary()


@dataclass(frozen=True)
class WeekRoutines:
    """The routine of each week, and what the block's parts are called."""

    by_week: list[Routine | None]
    labels: list[tuple[str, Routine]]


def lacks_warm_up(block: Block, catalog: Catalog, weeks: Sequence[Week]) -> bool:
    """Whether a strength session is asked for and no drill is left to warm up with."""
    return any(week.strength for week in weeks) and not warm_up_possible(
        catalog, equipment=block.equipment, level=block.level, avoid=block.avoid
    )


def routine_request(block: Block, week: Week, known: tuple[tuple[str, ...], ...] = ()) -> RoutineRequest:
    """What the strength sessions of a week ask for; which of them are heavy makes no other routine."""
    types = tuple("general" if kind == "heavy" else kind for kind in week.strength)
    return RoutineRequest(
        strength_phase=week.strength_phase,
        session_types=types,
        minutes=block.strength_minutes,
        sets_target=block.sets_per_muscle / (1 if len(types) > 1 else 2),
        equipment=block.equipment,
        level=block.level,
        avoid=block.avoid,
        prefer=block.prefer,
        jumps=week.jumps,
        known=known,
        lifts=tuple(name for name, _ in block.lifts),
        routines=_routines(week, types.count("routine")),
        fill=block.fills_minutes,
        racing=week.sharpening,
    )


def _routines(week: Week, count: int) -> tuple[str, ...]:
    """Which routine each short session of a week is: three in turn, with more in them as the weeks go by."""
    since = max((first for first in ROUTINE_WEEKS if first <= week.trained), default=0)
    if not since or not count:
        return ("article",) * count
    if week.sharpening:
        return (RACE_ROUTINE,) * count
    return tuple(f"week_{since}_{'abc'[(count * (week.trained - 1) + at) % 3]}" for at in range(count))


def choose(request: RoutineRequest, catalog: Catalog) -> Routine:
    """The routine of a week: exercises, sets and order for each of its strength sessions.

    The same request and catalogue give the same routine; routines are remembered as long as the catalogue lives.

    Raises
    ------
    RunplanError
        If there is nothing to warm up with, or a session that nothing fits into.
    """
    routines = _ROUTINES.setdefault(catalog, {})
    if request not in routines:
        routine = choose_anew(request, catalog)
        if len(routines) >= _KEPT:
            routines.clear()
        routines[request] = routine
    return routines[request]


def choose_routines(block: Block, catalog: Catalog, weeks: Sequence[Week]) -> WeekRoutines:
    """One routine a strength phase and number of sessions, so that its exercises stay."""
    by_week: list[Routine | None] = []
    labels: list[tuple[str, Routine]] = []
    past: list[tuple[str, Routine, bool]] = []
    for (phase, racing), group in groupby(weeks, key=lambda week: (week.strength_phase, week.sharpening)):
        members = list(group)
        known = _known(tuple(past), catalog) if phase == "keep" else ()
        routines = [choose(routine_request(block, week, known), catalog) if week.strength else None for week in members]
        by_week += routines
        usual = Counter(routine for routine in routines if routine is not None).most_common(1)
        if usual:
            name = f"weeks {members[0].week}-{members[-1].week}" if len(members) > 1 else f"week {members[0].week}"
            labels.append((f"{'race week' if racing else phase}, {name}", usual[0][0]))
            past.append((phase, usual[0][0], any(week.step[0] in OUTGROWN_STEPS for week in members)))
    return WeekRoutines(by_week, labels)


@lru_cache(maxsize=64)
def _known(phases: tuple[tuple[str, Routine, bool], ...], catalog: Catalog) -> tuple[tuple[str, ...], ...]:
    """The work of a block so far, first without the lifts that only taught a movement: nothing new before a race.

    `phases` holds each strength phase, its routine, and whether its weeks had lifts that follow on outgrown ones.
    """
    arrays = arrays_of(catalog)
    done: dict[str, bool] = {}
    for phase, routine, outgrown in phases:
        lifts = chosen_lifts(arrays, routine.request).values() if outgrown else ()
        done |= {arrays.ids[lift.outgrown]: True for lift in lifts if lift.outgrown is not None}
        for row in chain.from_iterable(routine.sessions):
            if row.section in COUNTED_SECTIONS:
                light = row.section == "activation" or arrays.patterns[arrays.place[row.exercise_id]].startswith("core")
                done[row.exercise_id] = done.get(row.exercise_id, False) or light or phase != "technique"
    sets = [tuple(sorted(name for name, stays in done.items() if stays)), tuple(sorted(done))]
    return tuple(dict.fromkeys(filter(None, sets)))
