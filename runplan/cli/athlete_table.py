"""Where the athletes stand, as a table for the terminal: a row each, cells that are too long on lines of their own."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from runplan.catalog.rules import number
from runplan.cli.terminal import printable
from runplan.insight.athletes.standing import Standing
from runplan.units import format_day, format_number, from_km

_HEADS = ("Athlete", "Week", "Distance", "Sessions", "Spikes", "Next race")
_LOOK = "Needs a look"
_LONGEST_NAME = 20
_NARROWEST = 24  # of what needs a look, in letters
_LINE_ENDS = str.maketrans(dict.fromkeys("\n\r", "\N{REPLACEMENT CHARACTER}"))


def athlete_table(names: Sequence[str], results: Sequence[Standing | str], today: dt.date, width: int) -> Iterator[str]:
    """The lines of the table; a text in the place of a standing is what was at fault.

    They are no wider than the terminal where that is 80 or more.
    """
    rows = [_cells(name, result, today) for name, result in zip(names, results, strict=True)]
    heads = [_HEADS, *(cells for cells, _ in rows)]
    widths = [max(len(line) for row in heads for line in _lines(row[column])) for column in range(len(_HEADS))]
    room = width - sum(widths) - 2 * len(widths)
    is_wide = room >= _NARROWEST
    heading = _line([*_HEADS, _LOOK] if is_wide else _HEADS, widths)
    yield f"{format_day(today)}: sessions done and planned in the {number('coach_days'):g} days before"
    yield ""
    yield heading
    yield "-" * (width if is_wide else len(heading))
    for cells, texts in rows:
        columns = [_lines(cell) for cell in cells]
        if is_wide:
            columns.append([line for text in texts for line in textwrap.wrap(text, room, subsequent_indent="  ")])
        for line in zip_longest(*columns, fillvalue=""):
            yield _line(line, widths)
        for text in () if is_wide else texts:
            yield from textwrap.wrap(text, max(width, 40), initial_indent="    ", subsequent_indent="      ")


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=False)]
    return "  ".join([*padded, *cells[len(widths) :]]).rstrip()


def _lines(cell: str) -> list[str]:
    """A cell in lines that are no longer than a name may be."""
    return textwrap.wrap(cell, _LONGEST_NAME) or [""]


def _cells(name: str, result: Standing | str, today: dt.date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands in an athlete's row, and what needs a look."""
    shown_name = printable(name).translate(_LINE_ENDS)
    if isinstance(result, str):
        return (shown_name, *["?"] * (len(_HEADS) - 1)), (printable(result).translate(_LINE_ENDS),)
    done_km, done = (
        (format_number(from_km(result.done_km, result.units), 0), str(result.done_sessions))
        if result.is_known
        else ("?", "?")
    )
    planned_km = format_number(from_km(result.planned_km, result.units), 0)
    cells = (
        shown_name,
        _week(result),
        f"{done_km} of {planned_km} {result.units}" if result.planned_sessions else "-",
        f"{done} of {result.planned_sessions}" if result.planned_sessions else "-",
        " ".join(dict.fromkeys(f"w{spike.week}" for spike in result.spikes)) or "-",
        _race(result.next_race, today),
    )
    spikes = f"Spike: {', '.join(spike.text for spike in result.spikes)}." if result.spikes else ""
    return cells, tuple(filter(None, (*result.notes, spikes)))


def _week(result: Standing) -> str:
    if result.week < 1:
        return "to come"
    return f"{result.week} of {result.weeks}" if result.week <= result.weeks else "over"


def _race(day: dt.date | None, today: dt.date) -> str:
    if day is None:
        return "-"
    days = (day - today).days
    return f"{format_day(day)}, {days} d" if days else "today"
