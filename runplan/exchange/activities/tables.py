"""A log in a table: its letters, its separator, whose it is, and its cells by field.

In: the bytes of a CSV. Out: the tool that wrote it, and rows whose cells are asked for by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runplan.exchange import decoding
from runplan.exchange.activities.limits import INSTEAD, MOST_ROWS, refusal
from runplan.exchange.activities.values import uses_decimal_comma
from runplan.exchange.activities.words import folded, tools
from runplan.exchange.csv_text import SEPARATORS, Line, csv_records

_FAULTS = {
    "open": "opens a quote and never closes it: use a complete copy of the file.",
    "large": "has a cell of more than 131,072 characters: use a complete copy of the file.",
    "stray": "has a quote in the wrong place: export it again, and do not save it with another program.",
}


_WITH_DECIMALS = ("distance", "weight", "weight_kg", "weight_lb", "km", "stride")


@dataclass(frozen=True)
class LogTable:
    """A table of a tool that is known.

    Attributes
    ----------
    name : str
        The file's name.
    tool : str
    lines : tuple of Line
    places : dict of str to tuple of int
        Where each field stands; some tools give a heading twice.
    decimal_comma : bool
    """

    name: str
    tool: str
    lines: tuple[Line, ...]
    places: dict[str, tuple[int, ...]]
    decimal_comma: bool

    def has(self, field: str) -> bool:
        """Whether the file has a column for it."""
        return field in self.places

    def cell(self, line: Line, field: str, *, last: bool = False) -> str:
        """A cell's text: the first of the columns of a field, or the last; "" where there is none."""
        places = self.places.get(field)
        if not places:
            return ""
        return line.text(places[-1 if last else 0])

    def where(self, line: Line) -> str:
        """How a line is called in the report."""
        return f"{self.name}, line {line.number}"


def text_of(data: bytes, name: str) -> str:
    """The text of a file's bytes.

    Raises
    ------
    PlanFileError
        If it is no text.
    """
    try:
        return decoding.text_of(data)[0]
    except decoding.NoText as error:
        if error.reason == "no letters":
            return data.decode("cp1252", "replace")
        if error.reason == "wrong mark":
            raise refusal(
                name, "is cut off in the middle of a character, or is not text: use a complete copy."
            ) from None
        raise refusal(name, f"is neither text nor a file that RunPlan knows: {INSTEAD}.") from None


def read_table(text: str, name: str) -> LogTable:
    """The table of a log.

    Raises
    ------
    PlanFileError
        If no tool is known that writes such columns, or it is too large or damaged.
    """
    start = text.lstrip().partition("\n")[0]
    separator = max(SEPARATORS, key=start.count)
    records = csv_records(text.lstrip("\r\n \t"), separator, name, _FAULTS)
    _, header = next(records, (1, []))
    tool, places = _tool_of(header)
    if not tool:
        raise refusal(name, f"does not have the columns of a log that RunPlan knows: {INSTEAD}.")
    lines = tuple(_lines(records, name))
    numbers = [
        column for field in ("distance", "weight", "weight_kg", "km", "metres") for column in places.get(field, ())
    ]
    cells = [line.cells[column] for line in lines for column in numbers if column < len(line.cells)]
    return LogTable(name, tool, lines, places, separator == ";" or uses_decimal_comma(cells))


def _tool_of(header: list[str]) -> tuple[str, dict[str, tuple[int, ...]]]:
    """The tool whose columns a header has most of, and where each of its fields stands."""
    headings = [folded(heading) for heading in header]
    best: tuple[str, dict[str, tuple[int, ...]]] = ("", {})
    for tool, (fields, needed) in tools().items():
        places: dict[str, tuple[int, ...]] = {}
        for column, heading in enumerate(headings):
            field = fields.get(heading)
            if field is not None:
                places[field] = (*places.get(field, ()), column)
        if needed <= places.keys() and len(places) > len(best[1]):
            best = tool, places
    return best


def _lines(records: Iterator[tuple[int, list[str]]], name: str) -> Iterator[Line]:
    for count, (number, cells) in enumerate(records):
        if count >= MOST_ROWS:
            raise refusal(name, f"has more than {MOST_ROWS:,} rows: give a part of it.")
        if any(cell.strip() for cell in cells):
            yield Line(number, tuple(cells))
