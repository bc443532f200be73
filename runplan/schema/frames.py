"""Frames with the columns and the dtypes of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
import pandas as pd

from runplan.schema.columns import Column

__all__ = [
    "DATE_DTYPE",
    "build_frame",
    "empty_frame",
]

DATE_DTYPE = "datetime64[us]"
_DTYPES = {"count": "Int64", "number": "float64", "text": "str", "flag": "bool", "date": DATE_DTYPE}


def _array(kind: str, values: Sequence[Any]) -> Any:
    """Values as a pandas array of the kind, quickly: None stands for an absent count or number."""
    if kind == "count":
        mask = np.fromiter((value is None for value in values), dtype=bool, count=len(values))
        plain = np.fromiter((0 if value is None else value for value in values), dtype=np.int64, count=len(values))
        return pd.arrays.IntegerArray(plain, mask)
    if kind == "number":
        return np.fromiter(
            (np.nan if value is None else value for value in values), dtype=np.float64, count=len(values)
        )
    if kind == "flag":
        return np.fromiter(values, dtype=bool, count=len(values))
    if kind == "date":
        return np.array(values, dtype=DATE_DTYPE)
    return pd.array(np.array(values, dtype=object), dtype="str")


def build_frame(table: Iterable[Column], columns: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """A frame with exactly the table's columns, in order, with its dtypes and a RangeIndex.

    Parameters
    ----------
    table : iterable of Column
        One of the tables of this module.
    columns : mapping of str to sequence
        One sequence a column, all of one length; None stands for an absent count or number.

    Returns
    -------
    pandas.DataFrame
    """
    return pd.DataFrame({column.name: _array(column.kind, columns[column.name]) for column in table}, copy=False)


def frame_of_rows(table: Iterable[Column], rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """A frame with the table's columns of rows that have a value for each of them."""
    table = tuple(table)
    return build_frame(table, {column.name: [row[column.name] for row in rows] for column in table})


def empty_frame(table: Iterable[Column]) -> pd.DataFrame:
    """A frame with the table's columns and dtypes and no row."""
    table = tuple(table)
    return build_frame(table, {column.name: () for column in table})


@dataclass(frozen=True, eq=False)
class LazyFrame:
    """Records, and the frame that they become when somebody reads it."""

    records: tuple[Any, ...]
    make: Callable[[tuple[Any, ...]], pd.DataFrame]

    @property
    def frame(self) -> pd.DataFrame:
        """The frame of the records, made anew."""
        return self.make(self.records)


class FrameField:
    """A field that is given as a frame or a `LazyFrame`, and read as a shallow copy of the frame.

    pandas copies on write, so a copy costs some microseconds, and what is written into it never reaches the owner.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self._source, self._frame = f"_{name}", f"_{name}_frame"

    @overload
    def __get__(self, instance: None, owner: type) -> FrameField: ...
    @overload
    def __get__(self, instance: object, owner: type) -> pd.DataFrame: ...
    def __get__(self, instance: object | None, owner: type) -> Any:
        if instance is None:
            raise AttributeError(self._source)  # so that a dataclass takes the field for one without a default
        slots = instance.__dict__
        if self._frame not in slots:
            source = slots[self._source]
            slots[self._frame] = source.frame if isinstance(source, LazyFrame) else source
        return slots[self._frame].copy(deep=False)

    def __set__(self, instance: object, value: Any) -> None:
        instance.__dict__[self._source] = value if isinstance(value, LazyFrame) else value.copy(deep=False)
