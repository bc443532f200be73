"""From the bytes of a plan file to its cells: encoding, separator, header, and whether the file is whole.

Nothing here knows what a cell means. A fault is one sentence with the file's name and, where there is one, the line.
"""

from __future__ import annotations

from dataclasses import dataclass

from runplan import schema
from runplan.errors import PlanFileError
from runplan.exchange.csv_text import SEPARATORS, csv_records

COLUMNS = tuple(column.name for column in schema.PLAN_CSV)
HEADER = ",".join(COLUMNS)
_LATER = ("load_kg", "reserve", "status", "planned_date")  # columns that the files of 0.1.0 do not have
_ABSENT = -1
_MOST_LINES = 20_000  # a plan of 52 weeks has a quarter of that
_LOOKS_CUT = "the file seems to be cut off. Use a complete copy, or write the plan again."
_FAULTS = {
    "open": f"opens a quote and never closes it: {_LOOKS_CUT}",
    "large": "has a cell of more than 131,072 characters: shorten it.",
    "stray": "has a quote in the wrong place: put quotes around the whole cell and double those in it.",
}
_SAVE_AS = "save it as 'CSV UTF-8 (comma delimited)'"


@dataclass(frozen=True)
class Row:
    """One row: the line it begins on, and its cells in the order of schema.PLAN_CSV."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Cells:
    """What a plan file holds, before its meaning.

    Attributes
    ----------
    rows : tuple of Row
    decimal_comma : bool
        Whether the file separates cells with semicolons or tabs, so that 12,4 is a number.
    open_end : bool
        Whether the last line has no line break, as in a file that RunPlan wrote and something cut.
    notices : tuple of str
        Sentences about what was unusual and read all the same.
    """

    rows: tuple[Row, ...]
    decimal_comma: bool
    open_end: bool
    notices: tuple[str, ...]


def read_cells(data: bytes, name: str) -> Cells:
    """The cells of a plan file.

    Raises
    ------
    PlanFileError
        For anything that is not a whole plan file with the columns of schema.PLAN_CSV.
    """
    text, notices = _decode(data, name)
    spreadsheet_breaks = text.partition("\n")[0].endswith("\r")
    # A line break inside a cell is one character, whatever system the file went through.
    text = text.replace("\r\n", "\n") if spreadsheet_breaks else text
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    if text.count("\n") > _MOST_LINES or text.count(separator) > 2 * _MOST_LINES * len(COLUMNS):
        raise PlanFileError(
            f"{name} has more than {_MOST_LINES:,} lines, more than any RunPlan plan: use a complete copy, or "
            "write the plan again."
        )
    if separator != ",":
        notices.append(
            f"{name} separates its cells with {SEPARATORS[separator]}, as some spreadsheets do; RunPlan read it "
            "with the comma as the decimal point."
        )
    records = csv_records(text, separator, name, _FAULTS)
    _, header = next(records, (1, []))
    places = _places(header, text, name)
    open_end = not text.endswith(("\n", "\r"))
    rows = []
    for line, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        missing = max(places) + 1 - len(cells)
        # Spreadsheets leave out empty cells at the end of a line; RunPlan does not.
        if missing > 0 and (not spreadsheet_breaks or open_end):
            raise PlanFileError(f"{name}, line {line} has {len(cells)} of {max(places) + 1} cells: {_LOOKS_CUT}")
        padded = cells + [""] * missing
        if len(cells) > len(header) or any(cell.strip() for at, cell in enumerate(padded) if at not in places):
            raise PlanFileError(
                f"{name}, line {line} has more cells than the header: put quotes around text that contains "
                f"{'a comma' if separator == ',' else 'the separator'}, or remove the extra cells."
            )
        rows.append(Row(line, tuple("" if place == _ABSENT else padded[place] for place in places)))
    return Cells(tuple(rows), separator != ",", open_end and not spreadsheet_breaks, tuple(notices))


def _decode(data: bytes, name: str) -> tuple[str, list[str]]:
    if not data.strip():
        raise PlanFileError(f"{name} is empty: use a complete copy, or write the plan again.")
    if data.startswith(b"PK\x03\x04"):
        raise PlanFileError(f"{name} is a workbook or an archive, not a CSV: in the spreadsheet {_SAVE_AS}.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_wide(data):
        raise PlanFileError(f"{name} is in UTF-16, and a plan is in UTF-8: in the spreadsheet {_SAVE_AS}.")
    notices = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        notices.append(f"{name} begins with a byte order mark, as spreadsheets write it; RunPlan read it as UTF-8.")
    if any(byte < 32 and byte not in b"\t\n\r" for byte in data.partition(b"\n")[0][:400]):
        raise PlanFileError(f"{name} is not a text file: give a plan CSV that RunPlan wrote.")
    try:
        return data.decode("utf-8"), notices
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if error.reason == "unexpected end of data":
            raise PlanFileError(f"{name}, line {line} ends in the middle of a character: {_LOOKS_CUT}") from None
        raise PlanFileError(
            f"{name} is not in UTF-8 (byte 0x{data[error.start]:02x} in line {line}), perhaps in Latin-1 or "
            f"Windows-1252: in the spreadsheet {_SAVE_AS}."
        ) from None


def _looks_wide(data: bytes) -> bool:
    """Whether the file is our header in UTF-16 without a byte order mark."""
    start = HEADER[:8]
    return data.startswith((start.encode("utf-16-le"), start.encode("utf-16-be")))


def _places(header: list[str], text: str, name: str) -> tuple[int, ...]:
    """Where each column of a plan stands in the file; `_ABSENT` for a later one that it does not have."""
    found = [cell.strip().lower() for cell in header]
    while found and not found[-1]:
        found.pop()
    if COLUMNS[0] not in found and not set(COLUMNS[1:]) <= set(found):
        if HEADER.startswith(text):
            raise PlanFileError(_cut_header(name))
        raise PlanFileError(
            f"{name} is not a plan: its first line does not begin with plan_version,week,date. "
            "Give a plan CSV that RunPlan wrote."
        )
    missing = [column for column in COLUMNS if column not in (*found, *_LATER)]
    if (missing or not set(found) <= set(COLUMNS)) and HEADER.startswith(text):
        raise PlanFileError(_cut_header(name))
    if missing:
        raise PlanFileError(
            f"{name} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}: "
            "put the header back as RunPlan wrote it."
        )
    for place, column in enumerate(found):
        if not column:
            raise PlanFileError(f"{name} has a column without a name (number {place + 1}): remove it.")
        if column not in COLUMNS:
            raise PlanFileError(
                f"{name} has a column {header[place].strip()[:60]!r} that a plan does not have: "
                "remove it, or keep it in a copy."
            )
        if column in found[:place]:
            raise PlanFileError(f"{name} has the column {column} twice: remove one of them.")
    return tuple(found.index(column) if column in found else _ABSENT for column in COLUMNS)


def _cut_header(name: str) -> str:
    return f"{name} ends within its first line: {_LOOKS_CUT}"
