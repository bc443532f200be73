"""Which main lifts a runner does, once for the block: the same squat, hinge, lunge and calf raise for weeks.

In: what is owned, the level, the minutes, what is avoided, preferred and remembered. Out: for each slot a lift for the
technique phase and the one that the strength phase loads, by the order of data/main_lifts.csv.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

from runplan.catalog.equipment import available
from runplan.catalog.files.read import data_dir
from runplan.plan.records import RoutineRequest
from runplan.planning.strength.catalog_arrays import CatalogArrays

#: in the order of choosing: a lift serves one slot only
SLOTS = (
    *("squat", "hinge", "calf_straight", "single_leg", "calf_bent", "hamstrings", "hinge_one_leg", "step"),
    *("pull", "push", "pull_third", "calf_push", "soleus", "jump"),
)
OUTGROWN_STEPS = "CPK"
"""The first letters of the steps in which a lift without weights has become too easy."""
LEAST_KNOWN = 3
"""Exercises that are known, from which on nothing else is done where that matters; our assumption."""


_LONGEST = 999  # minutes of a session, where a row says nothing


class Lift(NamedTuple):
    """The exercises of one slot, by their places in the catalogue."""

    technique: int
    strength: int
    outgrown: int | None  # from step C on, where the one before has become too easy
    fast: bool  # whether it is safe to be fast with it

    def at(self, step: str) -> int:
        """The exercise of a step: what is learnt, what is loaded, or what comes after it."""
        if step[0] == "T":
            return self.technique
        return self.outgrown if self.outgrown is not None and step[0] in OUTGROWN_STEPS else self.strength


class Lifter(NamedTuple):
    """What decides which main lifts a runner does."""

    equipment: tuple[str, ...]
    level: str
    minutes: int  # of a session; the first of those that have the same rows
    avoid: tuple[str, ...]
    prefer: tuple[str, ...]
    held: tuple[str, ...]  # of which a set is remembered


class _Row(NamedTuple):
    slot: str
    levels: tuple[str, ...]
    kit: str
    minutes: range  # of the sessions in which it counts
    technique: str
    strength: str
    outgrown: str
    fast: bool


def chosen_lifts(arrays: CatalogArrays, request: RoutineRequest) -> dict[str, Lift]:
    """The lift of each slot that has one: one of which a set is remembered, a preferred one, else the first possible.

    A technique lift that cannot be done is left out: the strength lift is learnt with little load. Where enough is
    known, a lift that is not known is left out: nothing new before a race.
    """
    person = lifter(request)
    key = "main lifts", person, request.known
    chosen: dict[str, Lift] | None = arrays.cache.get(key)
    if chosen is None:
        chosen = _chosen(arrays, person)
        done = set(request.known[-1]) if request.known else set()
        if len(done) >= LEAST_KNOWN:
            chosen = {
                slot: lift if _is_known(arrays, lift.outgrown, done) else lift._replace(outgrown=None)
                for slot, lift in chosen.items()
                if _is_known(arrays, lift.strength, done)
            }
        arrays.remember(key, chosen)
    return chosen


def lifter(request: RoutineRequest) -> Lifter:
    """What of a request decides which its main lifts are."""
    minutes = max(first for first in _first_minutes() if first <= request.minutes)
    return Lifter(request.equipment, request.level, minutes, request.avoid, request.prefer, request.lifts)


def _is_known(arrays: CatalogArrays, exercise: int | None, done: set[str]) -> bool:
    return exercise is not None and arrays.ids[exercise] in done


def _chosen(arrays: CatalogArrays, person: Lifter) -> dict[str, Lift]:
    equipment, level, minutes, avoid, prefer, held = person
    usable = arrays.usable(equipment, level, avoid)

    def place(name: str) -> int | None:
        at = arrays.place.get(name)
        return at if at is not None and usable[at] else None

    chosen: dict[str, Lift] = {}
    taken: set[int] = set()
    for slot in SLOTS:
        rows = [row for row in _rows() if row.slot == slot and level in row.levels and minutes in row.minutes]
        rows = [row for row in rows if available(row.kit, equipment)]
        rows.sort(key=lambda row: (row.strength not in held, row.strength not in prefer))
        for row in rows:
            strength = place(row.strength)
            if strength is None or strength in taken:
                continue
            technique = place(row.technique)
            if technique is None or technique in taken:
                technique = strength
            lift = Lift(technique, strength, place(row.outgrown), row.fast)
            chosen[slot] = lift
            taken |= {exercise for exercise in lift[:3] if exercise is not None}
            break
    return chosen


@cache
def _rows() -> tuple[_Row, ...]:
    with (data_dir() / "main_lifts.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            _Row(
                row["slot"],
                tuple(row["level"].split("|")),
                row["kit"],
                range(int(minutes[0] or 0), int(minutes[-1] or _LONGEST) + 1),
                row["technique"],
                row["strength"],
                row["outgrown"],
                row["fast"] == "yes",
            )
            for row in csv.DictReader(file)
            for minutes in (row["minutes"].split("-"),)
        )


@cache
def _first_minutes() -> tuple[int, ...]:
    """From where on other rows count [min]."""
    return tuple({edge for row in _rows() for edge in (row.minutes.start, row.minutes.stop)})
