"""A plan's tables before they are tables: rows, made into a frame when somebody asks for it.

In: what planning made, as tuples in the order of the schema's columns. Out: the same as a DataFrame, or as rows for
what answers each move of a slider and needs no frame. Building the frames is half of the time that planning takes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, overload

import pandas as pd

__all__ = ["ExerciseColumns", "Rows", "Table", "Unmade"]

ExerciseColumns = tuple[tuple[Any, ...], ...]
"""One session's exercises as the columns of `schema.EXERCISES` after the session's id. Sessions with the same
exercises share one."""


class Rows(NamedTuple):
    """What a plan's tables are to be made of.

    Parameters
    ----------
    weeks, sessions : tuple of tuple
        Rows of `schema.WEEKS` and `schema.SESSIONS`; dates are datetime.date, absent values None.
    exercises : tuple of (str, ExerciseColumns)
        By session id, in the order of the table.
    """

    weeks: tuple[tuple[Any, ...], ...]
    sessions: tuple[tuple[Any, ...], ...]
    exercises: tuple[tuple[str, ExerciseColumns], ...]


@dataclass(frozen=True, eq=False)
class Unmade:
    """A table that nobody has asked for yet.

    Parameters
    ----------
    rows : tuple of tuple
    make : callable
        Gives the frame of the rows.
    """

    rows: tuple[tuple[Any, ...], ...]
    make: Callable[[tuple[tuple[Any, ...], ...]], pd.DataFrame]


class Table:
    """A field that holds a frame, or an `Unmade` one that becomes a frame when it is first read."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._slot = f"_{name}"

    @overload
    def __get__(self, instance: None, owner: type) -> Table: ...
    @overload
    def __get__(self, instance: object, owner: type) -> pd.DataFrame: ...
    def __get__(self, instance: object | None, owner: type) -> Any:
        if instance is None:
            raise AttributeError(self._slot)  # so that a dataclass takes the field for one without a default
        kept = instance.__dict__[self._slot]
        if isinstance(kept, Unmade):
            kept = instance.__dict__[self._slot] = kept.make(kept.rows)
        return kept

    def __set__(self, instance: object, value: Any) -> None:
        instance.__dict__[self._slot] = value
