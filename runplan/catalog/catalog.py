"""The catalog: exercises, what they work, how they are dosed, and where each fact comes from."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from runplan.catalog.equipment import available, words_in
from runplan.catalog.sources.report import Imported
from runplan.errors import CatalogError
from runplan.schema import COUNTED_SECTIONS, EQUIPMENT, LEVELS, MUSCLES, PATTERNS, PLANES, SECTIONS
from runplan.schema.frames import FrameField

PRIME_MOVER_CREDIT = 1.0  # a direct set counts one (Pelland 2024, preprint); mapping our roles onto it is our step
SYNERGIST_CREDIT = 0.5  # an indirect set counts one half (Pelland 2024, preprint)
LIGHT_SHARE = 0.5  # of that counts a set that cannot reach RPE 6; our assumption
ROLE_CREDIT = {"prime_mover": PRIME_MOVER_CREDIT, "synergist": SYNERGIST_CREDIT}
_WORKING_ROLES = frozenset(("prime_mover", "synergist", "stretched", "rolled"))


@dataclass(frozen=True, eq=False)
class Catalog:
    """What exists: frames whose columns data/README.md explains. Their copies are free to change, the catalog is not.

    Parameters
    ----------
    exercises : pandas.DataFrame
        Indexed by exercise_id.
    involvement, muscles, running_load, rules, sources, doses, routines, equipment, not_claimed : pandas.DataFrame
        As the CSV files of the same names, with a RangeIndex.
    workouts : pandas.DataFrame
        The same for workouts.csv: the runs that plans choose from, besides easy ones.
    imported : Imported or None
        What came of each record, where exercises were added from a file.
    """

    exercises: FrameField = FrameField()
    involvement: FrameField = FrameField()
    muscles: FrameField = FrameField()
    running_load: FrameField = FrameField()
    rules: FrameField = FrameField()
    sources: FrameField = FrameField()
    doses: FrameField = FrameField()
    routines: FrameField = FrameField()
    equipment: FrameField = FrameField()
    not_claimed: FrameField = FrameField()
    workouts: FrameField = FrameField()
    imported: Imported | None = None

    def __repr__(self) -> str:
        return f"<Catalog of {len(self.exercises)} exercises>"

    @property
    def equipment_words(self) -> tuple[str, ...]:
        """What some exercise needs, of `schema.EQUIPMENT` and in its order."""
        return words_in(self.exercises["equipment"])

    @property
    def credit(self) -> pd.DataFrame:
        """What one set counts for each muscle: exercise_id x muscle [sets, 0 to 1].

        1 for a prime mover and 0.5 for a synergist (Pelland 2024's fractional counting; mapping our roles onto it is
        our step), the largest over a pair's rows; half of that where a set cannot be hard enough, which the column
        `full_set` of exercises says (our assumption); 0 for sections that count no sets.
        """
        return self._credit.copy(deep=False)

    @cached_property
    def _credit(self) -> pd.DataFrame:
        exercises, involvement = self.exercises, self.involvement
        sections = zip(exercises.index, exercises["section"], strict=True)
        place = {name: at for at, (name, section) in enumerate(sections) if section in COUNTED_SECTIONS}
        column = {muscle: at for at, muscle in enumerate(MUSCLES)}
        credit = np.zeros((len(exercises), len(MUSCLES)))
        for name, muscle, role in zip(
            involvement["exercise_id"], involvement["muscle"], involvement["role"], strict=True
        ):
            if name in place:
                cell = place[name], column[muscle]
                credit[cell] = max(credit[cell], ROLE_CREDIT.get(role, 0.0))
        share = np.where(exercises["full_set"], 1.0, LIGHT_SHARE)
        return pd.DataFrame(credit * share[:, None], index=exercises.index, columns=list(MUSCLES))

    def filter(
        self,
        *,
        equipment: Iterable[str] | None = None,
        level: str | None = None,
        muscle: str | Iterable[str] | None = None,
        pattern: str | Iterable[str] | None = None,
        section: str | Iterable[str] | None = None,
        plane: str | Iterable[str] | None = None,
        avoid: Iterable[str] = (),
    ) -> pd.DataFrame:
        """The exercises that meet all that is given, in the catalog's order.

        Parameters
        ----------
        equipment : iterable of str, optional
            What the person owns; () for floor and wall alone. Without it, equipment is not looked at.
        level : str, optional
            The person's level: exercises of that level and below.
        muscle, pattern, section, plane : str or iterable of str, optional
            Any of the words is enough. A muscle counts as worked, stretched or rolled, not as a stabiliser.
        avoid : iterable of str
            Exercise ids to leave out; unknown ones are ignored.

        Returns
        -------
        pandas.DataFrame
            Rows of `exercises`.

        Raises
        ------
        CatalogError
            If a word is not known.
        """
        table = self.exercises
        keep = np.ones(len(table), dtype=bool)
        if equipment is not None:
            owned = frozenset(_checked("equipment", equipment, EQUIPMENT))
            keep &= [available(cell, owned) for cell in table["equipment"]]
        if level is not None:
            highest = LEVELS.index(_checked("level", level, LEVELS)[0])
            keep &= table["level"].isin(LEVELS[: highest + 1]).to_numpy()
        if muscle is not None:
            wanted = _checked("muscle", muscle, MUSCLES)
            rows = self.involvement
            rows = rows[rows["muscle"].isin(wanted) & rows["role"].isin(_WORKING_ROLES)]
            keep &= table.index.isin(rows["exercise_id"])
        for argument, given, words in (("pattern", pattern, PATTERNS), ("section", section, SECTIONS)):
            if given is not None:
                keep &= table[argument].isin(_checked(argument, given, words)).to_numpy()
        if plane is not None:
            planes = frozenset(_checked("plane", plane, PLANES))
            keep &= [not planes.isdisjoint(cell.split(";")) for cell in table["planes"]]
        shut = frozenset((avoid,) if isinstance(avoid, str) else avoid)
        if shut:
            keep &= ~table.index.isin(shut)
        return table[keep]


def _checked(argument: str, given: str | Iterable[str], words: Sequence[str]) -> list[str]:
    """The given words, if all are known."""
    names: Collection[str] = [given] if isinstance(given, str) else list(given)
    for name in names:
        if name not in words:
            near = difflib.get_close_matches(str(name), words, n=1, cutoff=0.75)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise CatalogError(f"{argument}={name!r} is not known.{hint} Use {', '.join(words)}.")
    return list(names)
