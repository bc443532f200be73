"""The catalogue as arrays: what an exercise gives, takes and needs. Read once a catalogue, never changed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import pandas as pd

from runplan.catalog.equipment import available
from runplan.catalog.heavy_work import is_heavy, is_loaded
from runplan.planning.strength.lifts.step_doses import kind_of, phase_of_step, step_dose
from runplan.planning.strength.timing import NEXT_EXERCISE_S, SIDE_CHANGE_S
from runplan.schema import (
    COUNTED_SECTIONS,
    LEG_PATTERNS,
    LEVELS,
    MUSCLES,
    PATTERNS,
    PLANES,
    PRIORITY_MUSCLES,
    TRUNK_MUSCLES,
)

if TYPE_CHECKING:
    from runplan.catalog import Catalog

Ints = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

_KEPT = 8192
TICKS = 10  # time is counted in whole tenths of a second, so that sums are exact
SIXTEENTHS = 16  # a set of a prime mover is 16, of a synergist 8, of light work half; the mean of four stays whole

#: what is judged: priority muscles, the trunk as the mean of its four, and then the rest
ITEMS: tuple[tuple[str, ...], ...] = (
    *((muscle,) for muscle in PRIORITY_MUSCLES),
    TRUNK_MUSCLES,
    *((muscle,) for muscle in MUSCLES if muscle not in PRIORITY_MUSCLES and muscle not in TRUNK_MUSCLES),
)


@dataclass(frozen=True)
class Dose:
    """How much of an exercise: by strength_steps.csv, and for what has no steps by doses.csv."""

    sets_min: int
    sets_max: int
    reps: int | None
    seconds: int | None
    effort: float
    rest_s: int
    reserve: int | None = None


@dataclass(frozen=True, eq=False)
class DoseArrays:
    """Every exercise at the dose of one level and step; times in ticks."""

    known: Flags
    sets_min: Ints
    sets_max: Ints
    fixed: Ints
    per_set: Ints
    set_only: Ints  # a set without its rest
    heavy: Flags


@dataclass(frozen=True)
class ArticleRow:
    """One row of routines.csv, exercises by their place in the catalogue."""

    part: str
    exercise: int
    sets: int
    reps: int | None
    seconds: int | None
    rest_s: int
    swaps: tuple[int, ...]


class CatalogArrays:
    """Arrays over the exercises of a catalogue, in the catalogue's order."""

    def __init__(self, catalog: Catalog) -> None:
        table = catalog.exercises
        self.ids: list[str] = [str(name) for name in table.index]
        self.place = {name: at for at, name in enumerate(self.ids)}
        self.names: list[str] = table["name"].astype(str).tolist()
        self.sections: list[str] = table["section"].astype(str).tolist()
        self.patterns: list[str] = table["pattern"].astype(str).tolist()
        self.modes: list[str] = table["mode"].astype(str).tolist()
        self.dose_names: list[str] = table["dose"].astype(str).tolist()
        self.load_classes: list[str] = table["load_class"].astype(str).tolist()
        self.light = (table["load_class"] == "light").to_numpy(dtype=bool)
        self.sided: list[bool] = table["each_side"].astype(bool).tolist()
        self.staple = table["staple"].to_numpy(dtype=bool)
        self.setup_s: list[float] = table["setup_s"].astype(float).tolist()
        self.seconds_per_rep: list[float] = table["seconds_per_rep"].astype(float).tolist()
        self.pattern = np.array([PATTERNS.index(pattern) for pattern in self.patterns], dtype=np.intp)
        self.leg = np.array([pattern in LEG_PATTERNS for pattern in self.patterns], dtype=bool)
        self.jump = np.array(
            [
                pattern == "jump" or section == "plyometric"
                for pattern, section in zip(self.patterns, self.sections, strict=True)
            ],
            dtype=bool,
        )
        self.counted = np.array([section in COUNTED_SECTIONS for section in self.sections], dtype=bool)
        self.single_leg = self.leg & np.array(self.sided, dtype=bool) & self.counted
        self.plane = np.array(
            [[plane in str(cell).split(";") for plane in PLANES] for cell in table["planes"]], dtype=bool
        ).reshape(len(self.ids), len(PLANES))
        self.easier, self.harder = (
            [[self.place[name] for name in str(cell).split(";") if name in self.place] for cell in table[column]]
            for column in ("easier", "harder")
        )
        credit = catalog.credit.reindex(index=table.index, columns=list(MUSCLES)).fillna(0).to_numpy(dtype=float)
        column = {muscle: at for at, muscle in enumerate(MUSCLES)}
        self.amount = np.zeros((len(self.ids), len(ITEMS)), dtype=np.intp)
        for item, muscles in enumerate(ITEMS):
            mean = credit[:, [column[muscle] for muscle in muscles]].mean(axis=1)
            self.amount[:, item] = np.rint(SIXTEENTHS * mean).astype(np.intp)
        self.amount[~self.counted] = 0
        self.muscle_amount = np.rint(SIXTEENTHS * credit).astype(np.intp)
        share = (
            dict(zip(catalog.muscles["muscle"], catalog.muscles["target_share"].astype(float), strict=True))
            if ("muscle" in catalog.muscles.columns)
            else catalog.muscles["target_share"].astype(float).to_dict()
        )
        self.share = tuple(float(share.get(muscles[0], 1.0)) for muscles in ITEMS)
        self.touched = np.zeros((len(self.ids), len(MUSCLES)), dtype=np.intp)  # rolled or stretched
        self.involved = np.zeros((len(self.ids), len(MUSCLES)), dtype=bool)  # in any role, stabilisers too
        # muscles, for what may be done in turn: moved at all, worked, worked most
        self.works = np.zeros((len(self.ids), len(MUSCLES)), dtype=bool)
        self.main = np.zeros((len(self.ids), len(MUSCLES)), dtype=bool)
        for name, muscle, role in zip(
            catalog.involvement["exercise_id"], catalog.involvement["muscle"], catalog.involvement["role"], strict=True
        ):
            if name in self.place:
                cell = self.place[name], column[muscle]
                self.involved[cell] = True
                self.works[cell] |= role in ("prime_mover", "synergist")
                self.main[cell] |= role == "prime_mover"
            if name in self.place and role in ("rolled", "stretched"):
                self.touched[self.place[name], column[muscle]] = 1
        calf = self.pattern == PATTERNS.index("calf_ankle")
        soleus, gastrocnemius = credit[:, column["soleus"]], credit[:, column["gastrocnemius"]]
        self.moving = np.array([mode == "reps" for mode in self.modes], dtype=bool)
        calf &= self.counted & self.moving & ~self.light
        self.bent_knee = calf & (soleus > gastrocnemius)
        self.straight_knee = calf & (gastrocnemius >= 1)
        self.arms = np.array([muscle == "arms" for muscle in MUSCLES], dtype=bool)
        self.near = self._neighbours()
        self.equipment: list[str] = table["equipment"].fillna("").astype(str).tolist()
        self._rank = np.array([LEVELS.index(level) for level in table["level"]], dtype=np.intp)
        self.hands: list[str] = table["hands"].astype(str).tolist()
        words = zip(self.dose_names, self.patterns, self.sided, self.hands, self.equipment, strict=True)
        self.kinds = [
            kind_of(dose, pattern, each_side=sided, loaded=is_loaded(hands, kit))
            for dose, pattern, sided, hands, kit in words
        ]
        self.doses: dict[tuple[str, str, str], Dose] = {}
        row: Any
        for row in catalog.doses.itertuples(index=False):
            self.doses[str(row.dose), str(row.level), str(row.strength_phase)] = Dose(
                int(row.sets_min),
                int(row.sets_max),
                _count(row.reps),
                _count(row.seconds),
                float(row.effort),
                int(row.rest_s),
            )
        self.routines: dict[str, list[ArticleRow]] = {"article": []}
        for row in catalog.routines.sort_values("order", kind="stable").itertuples(index=False):
            if row.exercise_id in self.place:
                self.routines.setdefault(str(row.routine_id), []).append(
                    ArticleRow(
                        str(row.part),
                        self.place[row.exercise_id],
                        int(row.sets),
                        _count(row.reps),
                        _count(row.seconds),
                        _count(row.rest_s) or 0,
                        tuple(self.place[name] for name in str(row.swaps or "").split(";") if name in self.place),
                    )
                )
        self._at: dict[tuple[str, str], DoseArrays] = {}
        self._step_doses: dict[tuple[int, str, str], Dose | None] = {}
        self._open: dict[tuple[tuple[str, ...], str, tuple[str, ...]], Flags] = {}
        self.cache: dict[Any, Any] = {}  # what other modules derive from this catalogue, by their own keys
        # all doses that can be, few enough to keep: seconds of an exercise's fixed part and of a set, and rows of plans
        self.times: dict[tuple[int, int | None, int | None, int], tuple[int, int]] = {}
        self.prescriptions: dict[Any, Any] = {}

    def _neighbours(self) -> Flags:
        """Which exercises are an easier or harder form of each other; no session holds both."""
        near = np.zeros((len(self.ids), len(self.ids)), dtype=bool)
        for at, (easier, harder) in enumerate(zip(self.easier, self.harder, strict=True)):
            near[at, [*easier, *harder]] = True
        return near | near.T

    def remember(self, key: object, value: Any) -> None:
        """Keep what another module derived from this catalogue; old things go when there are too many."""
        if len(self.cache) >= _KEPT:
            self.cache.clear()
        self.cache[key] = value

    def dose(self, exercise: int, level: str, step: str) -> Dose | None:
        """The exercise's dose for a level at a step; None where it has no place there."""
        key = exercise, level, step
        if key not in self._step_doses:
            self._step_doses[key] = self._dose(*key)
        return self._step_doses[key]

    def _dose(self, exercise: int, level: str, step: str) -> Dose | None:
        kind = self.kinds[exercise]
        plain = self.phase_dose(exercise, level, phase_of_step(step))
        if not kind or plain is None:
            return plain
        dose = step_dose(kind, level, step)
        if dose is None:
            return None
        effort = plain.effort if dose.reserve is None else 10.0 - dose.reserve
        return Dose(dose.sets_min, dose.sets_max, dose.reps, dose.seconds, effort, dose.rest_s, dose.reserve)

    def phase_dose(self, exercise: int, level: str, phase: str) -> Dose | None:
        """The exercise's dose by its class in doses.csv, for a level and strength phase."""
        return self.doses.get((self.dose_names[exercise], level, phase))

    def set_ticks(self, exercise: int, reps: int | None, seconds: int | None, rest_s: int) -> int:
        """One set and one rest, both sides and the change between them included; rounded up [ticks]."""
        work = float(seconds) if seconds is not None else (reps or 0) * self.seconds_per_rep[exercise]
        return max(1, _ticks(2 * work + SIDE_CHANGE_S if self.sided[exercise] else work) + _ticks(rest_s))

    def fixed_ticks(self, exercise: int, rest_s: int) -> int:
        """Set-up and the way to the next exercise, less the rest that the last set does not need [ticks]."""
        return _ticks(self.setup_s[exercise] + NEXT_EXERCISE_S) - _ticks(rest_s)

    def heavy_at(self, exercise: int, reps: int | None, effort: float) -> bool:
        """Whether the exercise is heavy at this dose."""
        return is_heavy(self.patterns[exercise], self.load_classes[exercise], reps, effort)

    def at(self, level: str, step: str) -> DoseArrays:
        """All exercises at the doses of a level and step."""
        found = self._at.get((level, step))
        if found is None:
            rows = []
            for exercise in range(len(self.ids)):
                dose = self.dose(exercise, level, step)
                if dose is None:
                    rows.append((False, 1, 1, 0, 1, 1, False))
                    continue
                rows.append(
                    (
                        True,
                        max(1, dose.sets_min),
                        max(1, dose.sets_max),
                        self.fixed_ticks(exercise, dose.rest_s),
                        self.set_ticks(exercise, dose.reps, dose.seconds, dose.rest_s),
                        self.set_ticks(exercise, dose.reps, dose.seconds, 0),
                        self.heavy_at(exercise, dose.reps, dose.effort),
                    )
                )
            columns = list(zip(*rows, strict=True)) if rows else [()] * 7
            known, low, high, fixed, per_set, set_only, heavy = columns
            found = DoseArrays(
                np.array(known, dtype=bool),
                np.array(low, dtype=np.intp),
                np.array(high, dtype=np.intp),
                np.array(fixed, dtype=np.intp),
                np.array(per_set, dtype=np.intp),
                np.array(set_only, dtype=np.intp),
                np.array(heavy, dtype=bool),
            )
            self._at[level, step] = found
        return found

    def usable(self, equipment: tuple[str, ...], level: str, avoid: tuple[str, ...]) -> Flags:
        """Which exercises this person can and may do."""
        key = (equipment, level, avoid)
        found = self._open.get(key)
        if found is None:
            shut = set(avoid)
            cells = {cell: available(cell, equipment) for cell in set(self.equipment)}
            found = np.array(
                [cells[cell] and name not in shut for cell, name in zip(self.equipment, self.ids, strict=True)],
                dtype=bool,
            )
            found &= self._rank <= LEVELS.index(level)
            if len(self._open) >= _KEPT:
                self._open.clear()
            self._open[key] = found
        return found


def _count(value: Any) -> int | None:
    return None if value is None or value is pd.NA or value != value or value == "" else int(value)


def _ticks(seconds: float) -> int:
    return math.ceil(round(seconds * TICKS, 6))


_TABLES: WeakKeyDictionary[Any, CatalogArrays] = WeakKeyDictionary()


def arrays_of(catalog: Catalog) -> CatalogArrays:
    """The catalogue's arrays; made at the first call and kept as long as the catalogue lives."""
    arrays = _TABLES.get(catalog)
    if arrays is None:
        arrays = CatalogArrays(catalog)
        _TABLES[catalog] = arrays
    return arrays
