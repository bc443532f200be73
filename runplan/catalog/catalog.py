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
    """The exercises and their data: frames with the columns in data/README.md. You may change the copies you get.

    Parameters
    ----------
    exercises : pandas.DataFrame
        Indexed by exercise_id.
    involvement, muscles, running_load, rules, sources, doses, routines, equipment, not_claimed : pandas.DataFrame
        The CSV files with the same names, with a RangeIndex.
    workouts : pandas.DataFrame
        The same for workouts.csv: the faster runs that plans choose from.
    load_steps, body_share : pandas.DataFrame
        The same for load_steps.csv and body_share.csv: available weights, and how much of the body moves too.
    imported : Imported or None
        The report on each record, if exercises were added from a file.
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
    load_steps: FrameField = FrameField()
    body_share: FrameField = FrameField()
    imported: Imported | None = None

    def __repr__(self) -> str:
        return f"<Catalog of {len(self.exercises)} exercises>"

    @property
    def equipment_words(self) -> tuple[str, ...]:
        """The equipment that at least one exercise needs, in the order of `schema.EQUIPMENT`."""
        return words_in(self.exercises["equipment"])

    @property
    def credit(self) -> pd.DataFrame:
        """How much one set counts for each muscle: exercise_id x muscle [sets, 0 to 1].

        1 for a prime mover and 0.5 for a synergist (Pelland 2024's fractional counting; mapping our roles to it is our
        step); if a pair has several rows, the largest counts. Half of that if `full_set` of the exercise is no, because
        a set cannot be hard enough (our assumption). 0 for sections that count no sets, and for low hops, which train
        tendons and are measured in seconds.
        """
        return self._credit.copy(deep=False)

    @cached_property
    def _credit(self) -> pd.DataFrame:
        exercises, involvement = self.exercises, self.involvement
        sections = zip(exercises.index, exercises["section"], strict=True)
        hops = exercises["dose"].eq("hops").to_numpy()
        place = {
            name: at for at, (name, section) in enumerate(sections) if section in COUNTED_SECTIONS and not hops[at]
        }
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
        """Return the exercises that match all filters, in the catalogue's order.

        Parameters
        ----------
        equipment : iterable of str, optional
            What you own; () for only a floor and a wall. By default, equipment does not matter.
        level : str, optional
            Your level; includes exercises of lower levels.
        muscle, pattern, section, plane : str or iterable of str, optional
            One matching word is enough. A muscle matches if it works, is stretched or rolled, not if it stabilises.
        avoid : iterable of str
            Exercise ids to leave out; unknown ones are ignored.

        Returns
        -------
        pandas.DataFrame
            Rows of `exercises`.

        Raises
        ------
        CatalogError
            If a word is unknown.
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
