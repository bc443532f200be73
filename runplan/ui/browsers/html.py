"""Small pieces that several views share: escaped text, rows of tables, short citations."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

QUALITY = frozenset(("tempo", "intervals", "hills"))


def escape(value: Any) -> str:
    """Any value as text that HTML shows as it is."""
    return html.escape(str(value), quote=True)


def rows_of(frame: pd.DataFrame) -> list[Any]:
    """The rows of a table, each with its columns as attributes."""
    return list(frame.itertuples(index=False))


def short_citation(citation: str) -> str:
    """A citation up to its year.

    >>> short_citation("Frandsen 2025, a large cohort")
    'Frandsen 2025'
    """
    words = citation.split(",")[0]
    for place, char in enumerate(words):
        if char.isdigit() and words[place : place + 4].isdecimal():
            return words[: place + 4]
    return words[:40]
