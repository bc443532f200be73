"""How the cells of a catalog's files are read: text to a value, or a ValueError with advice."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from runplan.catalog.equipment import parse
from runplan.errors import CatalogError
from runplan.schema import EQUIPMENT
from runplan.words import listed

Convert = Callable[[str], Any]
"""A cell's text to its value; raises ValueError with advice where it cannot be."""

_ID = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def words(allowed: Sequence[str]) -> Convert:
    """One of the allowed words."""
    known, advice = frozenset(allowed), f"write {listed(allowed, 'or')}"

    def convert(cell: str) -> str:
        if cell not in known:
            raise ValueError(advice)
        return cell

    return convert


def several(allowed: Sequence[str]) -> Convert:
    """One or more of the allowed words, with ';' between them, each once."""
    known = frozenset(allowed)
    advice = f"write one or more of {', '.join(allowed)}, with ';' between them"

    def convert(cell: str) -> str:
        words = [word.strip() for word in cell.split(";")]
        if not known.issuperset(words) or len(set(words)) < len(words):
            raise ValueError(advice)
        return ";".join(words)

    return convert


def number(low: float, high: float, *, whole: bool = False) -> Convert:
    """A number within limits, whole where that is asked."""
    kind = "a whole number" if whole else "a number"
    advice = f"write {kind} from {low:g} to {high:g}" + ("" if whole else ", with a point for decimals")

    def convert(cell: str) -> float | int:
        if not _NUMBER.fullmatch(cell):
            raise ValueError(advice)
        value = float(cell)
        if not low <= value <= high or (whole and value != int(value)):
            raise ValueError(advice)
        return int(value) if whole else value

    return convert


def any_number(cell: str) -> float:
    """Any number."""
    if not _NUMBER.fullmatch(cell):
        raise ValueError("write a number, with a point for decimals")
    return float(cell)


def identity(cell: str) -> str:
    """An id of small letters, digits and underscores."""
    if not _ID.fullmatch(cell):
        raise ValueError("write small letters, digits and underscores, beginning with a letter, such as calf_raise")
    return cell


def identities(cell: str) -> str:
    """Ids with ';' between them, each once."""
    names = [name.strip() for name in cell.split(";")]
    if not all(_ID.fullmatch(name) for name in names) or len(set(names)) < len(names):
        raise ValueError("write exercise ids with ';' between them, each once")
    return ";".join(names)


def yes(cell: str) -> bool:
    """Yes or no, as a flag."""
    if cell not in ("yes", "no"):
        raise ValueError("write yes or no")
    return cell == "yes"


def equipment(cell: str) -> str:
    """An expression of equipment, in its usual spelling."""
    try:
        needs = parse(cell)
    except CatalogError:
        raise ValueError(
            f"use the words {', '.join(EQUIPMENT)}, with ';' between what is needed together "
            "and '|' between what may stand for each other"
        ) from None
    return ";".join("|".join(need) for need in needs)
