"""Frames with the columns and the dtypes of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

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


def empty_frame(table: Iterable[Column]) -> pd.DataFrame:
    """A frame with the table's columns and dtypes and no row."""
    table = tuple(table)
    return build_frame(table, {column.name: () for column in table})
