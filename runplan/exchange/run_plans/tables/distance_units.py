"""Which unit a file speaks in: what its cells say, what stands above them, and a word where both units occur."""

from __future__ import annotations

import re
from collections.abc import Sequence

from runplan.exchange.run_plans.limits import shown
from runplan.exchange.run_plans.result import Cell
from runplan.schema import RUN_TYPES
from runplan.units import counted

NAMES = {"km": "kilometres", "mi": "miles"}
# A pace is no distance: "6 mi at 10 km pace" speaks in miles.
_SAYS = re.compile(
    r"\d ?-?(?:(?P<mi>mi|miles?)|(?P<km>kms?|kilomet(?:re|er)s?))\b"
    r"(?![ -]*(?:race[ -]?|goal[ -]?)?(?:pace|effort|speed))",
    re.IGNORECASE,
)
_STATED = re.compile(r"\b(?:in|are)\s+(?:(?P<mi>mi|miles)|(?P<km>km|kilomet(?:re|er)s))\b", re.IGNORECASE)
# "50 miles a week" tells how much is run, not what the cells are in.
_NAMED = re.compile(r"(?<![\w-])(?:(?P<mi>mi|miles)|(?P<km>kms?|kilomet(?:re|er)s))\b", re.IGNORECASE)
_AMOUNT = re.compile(
    r"\d[\d.,]*(?: ?(?:-|to|\u2013) ?\d[\d.,]*)?[ -]?(?:km?s?|kilomet(?:re|er)s?|mi|miles?)\b", re.IGNORECASE
)


def above_says(text: str) -> tuple[str, str]:
    """The unit that the lines above a table state, and the one that they can be guessed to mean; "" each without one.

    >>> above_says("All distances are in miles"), above_says("Half - 12 weeks (MILES!)"), above_says("50 miles a week")
    (('mi', ''), ('', 'mi'), ('', ''))
    """
    stated = {str(found.lastgroup).lower() for found in _STATED.finditer(text)}
    if len(stated) == 1:
        return stated.pop(), ""
    named = {str(found.lastgroup).lower() for found in _NAMED.finditer(_AMOUNT.sub(" ", text))}
    return "", named.pop() if len(named) == 1 and not stated else ""


def guess_said(guess: str, unit: str) -> str:
    """A sentence on the unit that stands above a table, and on the one that counts."""
    if guess == unit:
        other = "km" if unit == "mi" else "mi"
        return (
            f"What stands above the table names {NAMES[guess]}, so numbers without a unit were guessed to be "
            f"{NAMES[guess]}: give unit={other!r} if they are not."
        )
    return (
        f"What stands above the table names {NAMES[guess]}, but numbers without a unit are {NAMES[unit]}, as was told."
    )


def _said(cells: Sequence[Cell]) -> dict[str, list[Cell]]:
    """The runs, without races, whose cells say each unit."""
    found: dict[str, list[Cell]] = {"km": [], "mi": []}
    for cell in cells:
        if any(one.type in RUN_TYPES and not one.race for one in cell.sessions):
            for unit in sorted({str(one.lastgroup) for one in _SAYS.finditer(cell.text)}):
                found[unit].append(cell)
    return found


def unit_of_cells(cells: Sequence[Cell]) -> str:
    """The unit that most of the cells say; "" where none does."""
    said = _said(cells)
    return max(said, key=lambda unit: len(said[unit])) if any(said.values()) else ""


def both_units(cells: Sequence[Cell], unit: str) -> str:
    """A sentence where both units occur, or ""."""
    said = _said(cells)
    if unit in said:
        other = "mi" if unit == "km" else "km"
        if not said[other]:
            return ""
        first = said[other][0]
        says, count = ("says", "counts") if len(said[other]) == 1 else ("say", "count")
        return (
            f"Kilometres and miles both occur: {counted(len(said[other]), 'cell')} {says} {NAMES[other]} "
            f"({first.where}: {shown(first.text, 30)}) and {count} as such, while numbers "
            f"without a unit are {NAMES[unit]}."
        )
    if all(said.values()):
        return (
            f"Kilometres and miles both occur: {counted(len(said['km']), 'cell')} in kilometres and "
            f"{len(said['mi'])} in miles, and each counts as it says."
        )
    return ""
