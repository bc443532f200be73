"""The evidence as text to print: rules under what they decide, figures under their study, and what is not claimed."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterable
from typing import Any

import pandas as pd

from runplan.catalog import Catalog
from runplan.insight.evidence import activity_figures, evidence_table, not_claimed, note_sentence

# [characters]; together they fit a notebook beside its list of files on a screen of 1280 pixels.
_NUMBER, _RESTS_ON, _SENTENCE = 11, 27, 54
_NAME, _FIGURE = 32, 60


def rules_text(catalog: Catalog) -> str:
    """Every rule under what it decides: number, grade and source, and what it does in the plan.

    Parameters
    ----------
    catalog : Catalog

    Returns
    -------
    str
    """
    head = _side_by_side(["number"], ["grade and source"], ["what it does in the plan"])
    parts = []
    for decides, rules in evidence_table(catalog).groupby("decides", sort=False):
        lines = [str(decides), *head]
        for rule in _rows(rules):
            sentence = f"{rule.name}: {rule.in_the_plan} {note_sentence(rule.note)}"
            lines += _side_by_side([rule.number], _wrapped(rests_on(rule), _RESTS_ON), _wrapped(sentence, _SENTENCE))
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def rests_on(rule: Any) -> str:
    """Grade, basis and source of a row of `evidence_table`, in a few words."""
    grade = f"{rule.grade}, " if rule.grade else ""
    if rule.basis == "our assumption" and not (rule.doi or rule.address):
        return f"{grade}our assumption"
    return f"{grade}{rule.basis}: {rule.citation}"


def figures_text(catalog: Catalog, muscle: str) -> str:
    """What studies measured of a muscle's activity, each figure under its study, in the catalogue's order.

    Parameters
    ----------
    catalog : Catalog
    muscle : str
        Of `schema.MUSCLES`.

    Returns
    -------
    str
    """
    parts = []
    for citation, rows in activity_figures(catalog, muscle).groupby("citation", sort=False):
        lines = [str(citation)]
        for row in _rows(rows):
            name = f"{row.exercise} ({row.detail.replace('_', ' ')})" if row.detail else str(row.exercise)
            said = f"{row.figure}, {row.statistic}" + (f". {row.note}" if row.note else "")
            lines += _columns([(_wrapped(name, _NAME), _NAME), (_wrapped(said, _FIGURE), _FIGURE)])
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def not_claimed_text(catalog: Catalog) -> str:
    """What is not claimed, each with what is known instead and where from.

    Parameters
    ----------
    catalog : Catalog

    Returns
    -------
    str
    """
    width = _NUMBER + _RESTS_ON + _SENTENCE + 4
    parts = []
    for row in _rows(not_claimed(catalog)):
        source = f"{row.citation}; grade {row.grade}" if row.grade else str(row.citation)
        why = textwrap.indent("\n".join(_wrapped(f"{row.why} ({source})", width - 4)), "    ")
        parts.append(f"{textwrap.fill(f'Not claimed: {row.claim}', width)}\n{why}")
    return "\n\n".join(parts)


def _rows(frame: pd.DataFrame) -> list[Any]:
    return list(frame.itertuples(index=False))


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)


def _side_by_side(number: list[str], source: list[str], sentence: list[str]) -> list[str]:
    return _columns([([one.rjust(_NUMBER) for one in number], _NUMBER), (source, _RESTS_ON), (sentence, _SENTENCE)])


def _columns(cells: Iterable[tuple[list[str], int]]) -> list[str]:
    """Cells of several lines each, side by side."""
    padded = [[line.ljust(width) for line in lines] or [" " * width] for lines, width in cells]
    blank = [" " * len(lines[0]) for lines in padded]
    rows = itertools.zip_longest(*padded)
    return ["  ".join(line if line is not None else blank[at] for at, line in enumerate(row)).rstrip() for row in rows]
