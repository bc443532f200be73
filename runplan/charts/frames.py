"""Rows of a table as plain Python values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

__all__ = ["records"]


def records(frame: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """The named columns, row by row; an absent count comes as NaN."""
    columns = [frame[name].astype(float) if frame[name].dtype == "Int64" else frame[name] for name in names]
    return zip(*(column.tolist() for column in columns), strict=True)
