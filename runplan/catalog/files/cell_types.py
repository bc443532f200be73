"""How the cells of a catalogue's files are read: text to a value, or a ValueError with advice."""

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
_TEMPO = re.compile(r"\d+(\.\d+)?(-\d+(\.\d+)?){2}")


def _cells(fits: Callable[[str], Any], advice: str, value: Convert = str) -> Convert:
    """Cells that fit, each with its value; all others are refused with the advice."""

    def convert(cell: str) -> Any:
        if not fits(cell):
            raise ValueError(advice)
        return value(cell)

    return convert


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";")]


def _joined(cell: str) -> str:
    return ";".join(_parts(cell))


def words(allowed: Sequence[str]) -> Convert:
    """One of the allowed words."""
    return _cells(frozenset(allowed).__contains__, f"write {listed(allowed, 'or')}")


def several(allowed: Sequence[str]) -> Convert:
    """One or more of the allowed words, with ';' between them, each once."""
    known = frozenset(allowed)

    def fits(cell: str) -> bool:
        return known.issuperset(_parts(cell)) and len(set(_parts(cell))) == len(_parts(cell))

    return _cells(fits, f"write one or more of {', '.join(allowed)}, with ';' between them", _joined)


def one_of_several(allowed: Sequence[str]) -> Convert:
    """One or more of the allowed words, with '|' between them, each once: any of them fits."""

    def fits(cell: str) -> bool:
        parts = cell.split("|")
        return set(parts) <= set(allowed) and len(set(parts)) == len(parts)

    return _cells(fits, f"write one or more of {', '.join(allowed)}, with '|' between them")


def number(low: float, high: float, *, whole: bool = False) -> Convert:
    """A number within limits, whole where that is asked."""
    kind = "a whole number" if whole else "a number"
    advice = f"write {kind} from {low:g} to {high:g}" + ("" if whole else ", with a point for decimals")

    def fits(cell: str) -> bool:
        return bool(_NUMBER.fullmatch(cell)) and low <= float(cell) <= high and not (whole and float(cell) % 1)

    return _cells(fits, advice, (lambda cell: int(float(cell))) if whole else float)


def _are_ids(cell: str) -> bool:
    return all(map(_ID.fullmatch, _parts(cell))) and len(set(_parts(cell))) == len(_parts(cell))


any_number = _cells(_NUMBER.fullmatch, "write a number, with a point for decimals", float)
something = _cells(bool, "fill it in")
identity = _cells(
    _ID.fullmatch, "write lower-case letters, digits and underscores, beginning with a letter, such as calf_raise"
)
tempo = _cells(_TEMPO.fullmatch, "write the seconds for lowering, the pause and lifting, such as 3-1-1")
identities = _cells(_are_ids, "write exercise ids with ';' between them, each once", _joined)
yes = _cells(("yes", "no").__contains__, "write yes or no", "yes".__eq__)


def equipment(cell: str) -> str:
    """An expression of equipment, in its usual spelling."""
    try:
        needs = parse(cell)
    except CatalogError:
        raise ValueError(
            f"use the words {', '.join(EQUIPMENT)}, with ';' between items needed together and '|' between alternatives"
        ) from None
    return ";".join("|".join(need) for need in needs)
