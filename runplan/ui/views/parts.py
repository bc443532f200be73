"""Small pieces that several views share: escaped text, signs of sessions, thin bars, badges of sources."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from runplan.catalog import Catalog
from runplan.catalog.evidence import RULES
from runplan.units import format_distance

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["QUALITY", "amount", "badge", "bar", "escape", "rows_of", "sign", "sign_of"]

QUALITY = frozenset(("tempo", "intervals", "hills"))


def escape(value: Any) -> str:
    """Any value as text that HTML shows as it is."""
    return html.escape(str(value), quote=True)


def rows_of(frame: pd.DataFrame) -> list[Any]:
    """The rows of a table, each with its columns as attributes."""
    return list(frame.itertuples(index=False))


def sign_of(session_type: str) -> str:
    """The sign that stands for a type of session; the names are those of the style sheet."""
    if session_type in QUALITY:
        return "quality"
    return "general" if session_type == "routine" else session_type


def sign(session_type: str) -> str:
    """The sign as HTML, hidden from screen readers: a word always stands beside it."""
    return f'<i class="rp-sign rp-{sign_of(session_type)}" aria-hidden="true"></i>'


def amount(session: Any, units: str) -> str:
    """How much a session is: kilometres of a run, minutes of strength work."""
    if session.kind == "run":
        return format_distance(session.km, units)
    return f"{int(session.minutes)} min"


def bar(share: float, *, tick: bool = False, hue: str = "") -> str:
    """A thin bar from 0 to 1; a tick marks its end as a target."""
    width = 100 * max(0.0, min(1.0, share))
    mark = '<b class="rp-tick"></b>' if tick else ""
    return (
        f'<span class="rp-bar" aria-hidden="true"><b class="rp-fill {hue}" style="width:{width:.0f}%"></b>{mark}</span>'
    )


def badge(rule_id: str, source_id: str, catalog: Catalog) -> str:
    """Where a sentence comes from: its basis and its source, the whole citation on hover."""
    basis = RULES[rule_id].basis if rule_id in RULES else ""
    sources = catalog.sources
    found = sources.loc[sources["source_id"] == source_id, "citation"]
    citation = str(found.iloc[0]) if len(found) else source_id
    if source_id == "our_assumption" or not source_id:
        return '<span class="rp-badge" title="No source decides this: it is our own assumption.">our assumption</span>'
    grade = f"{basis}: " if basis and basis != "our assumption" else ""
    return f'<span class="rp-badge" title="{escape(citation)}">{escape(grade)}{escape(_short(citation))}</span>'


def _short(citation: str) -> str:
    """A citation up to its year: "Frandsen 2025"."""
    words = citation.split(",")[0]
    for place, char in enumerate(words):
        if char.isdigit() and words[place : place + 4].isdecimal():
            return words[: place + 4]
    return words[:40]
