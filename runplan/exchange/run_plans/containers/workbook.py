"""The sheets of a workbook as tables: each that is shown and holds something, with formulas that have no value named.

In: the bytes of a workbook. Out: grids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from runplan.exchange.run_plans.containers.source import Grid, Source, checked
from runplan.exchange.run_plans.limits import MOST_LETTERS, refusal
from runplan.exchange.workbook import MOST_PARTS, UNSTORED, UnfitWorkbook, sheets_of
from runplan.units import counted
from runplan.words import listed

WORKBOOK = re.compile("PK\0")  # how one begins


def grids_of_workbook(source: Source) -> Iterator[Grid]:
    """Each sheet that holds something, in the workbook's order; a PlanFileError if it is damaged or too large."""
    try:
        sheets, hidden = sheets_of(source.data, source.sheet, MOST_LETTERS)
    except UnfitWorkbook as unfit:
        raise refusal(source.name, str(unfit), most=MOST_PARTS, letters=MOST_LETTERS) from None
    notes = (f"Hidden sheets were left out: {', '.join(repr(sheet[:60]) for sheet in hidden[:5])}.",) if hidden else ()
    for sheet, all_lines in sheets.items():
        lines = checked(all_lines, source.name)
        lost = [_address(line.number, at) for line in lines for at in line.filled if line.cells[at] == UNSTORED]
        why = f"There is no stored value for {counted(len(lost), 'formula')}: {listed(lost[:5])}"
        if lines:
            yield Grid(lines, _address, (*notes, *([why] if lost else [])), sheet)


def _address(line: int, place: int) -> str:
    first, last = divmod(place, 26)  # at most MOST_COLUMNS
    return f"cell {chr(64 + first) if first else ''}{chr(65 + last)}{line}"
