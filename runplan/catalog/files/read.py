"""CSV files as rows of text, with the row numbers that a spreadsheet shows, and where the built-in ones lie."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from runplan.errors import CatalogError

_PACKAGE = Path(__file__).resolve().parents[2]
_SAVE_AS = "Save it as CSV UTF-8 with commas."


@dataclass(frozen=True)
class RawTable:
    """A CSV file as text: cells are stripped, empty rows left out.

    Parameters
    ----------
    file : str
        The file's name, for messages.
    columns : dict of str to list of str
        The cells of each column.
    rows : list of int
        The row that a spreadsheet shows for each record; the header is row 1.
    """

    file: str
    columns: dict[str, list[str]]
    rows: list[int]


def data_dir() -> Path:
    """The folder of the built-in CSV files.

    Raises
    ------
    CatalogError
        If neither the package nor the folder above it holds the files.
    """
    for folder in (_PACKAGE / "data", _PACKAGE.parent / "data"):
        if (folder / "exercises.csv").is_file():
            return folder
    raise CatalogError(
        f"The built-in catalog is missing: neither {_PACKAGE / 'data'} nor {_PACKAGE.parent / 'data'} holds "
        "exercises.csv. Install RunPlan again, or give load_catalog a folder of your own."
    )


def fault(file: str, row: int, column: str, value: str, advice: str) -> CatalogError:
    """The error for one cell: where it is, what it holds, what to write instead."""
    what = f"{value!r} is not allowed" if value else "the cell is empty"
    return CatalogError(f"{file}, row {row}, column {column}: {what}; {advice}.")


def read_table(path: Path, required: Sequence[str]) -> RawTable:
    """Read a CSV file that has at least the required columns.

    Raises
    ------
    CatalogError
        If the file cannot be read, is not UTF-8, is cut, or lacks a column.
    """
    file = path.name
    records = _records(file, _text(path))
    if not records:
        raise CatalogError(f"{file} is empty; its first row must name the columns {', '.join(required)}.")
    header = records[0][1]
    missing = [column for column in required if column not in header]
    if missing:
        sign = next((mark for mark in (";", "\t") if len(header) == 1 and mark in header[0]), None)
        if sign is not None:
            name = "semicolons" if sign == ";" else "tabs"
            raise CatalogError(f"{file} has {name} between its columns, not commas. {_SAVE_AS}")
        few = f"the column {missing[0]} is" if len(missing) == 1 else f"the columns {', '.join(missing)} are"
        raise CatalogError(f"{file}, row 1: {few} missing; the first row must name {', '.join(required)}.")
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice is not None:
        raise CatalogError(f"{file}, row 1: the column {twice} stands there twice; leave one of them out.")
    body = records[1:]
    for row, cells in body:
        if len(cells) != len(header):
            cut = " The file seems to be cut." if len(cells) < len(header) and row == body[-1][0] else ""
            raise CatalogError(
                f"{file}, row {row} has {len(cells)} cells and the header {len(header)}; "
                f"give every row {len(header)} cells, with quotes around text that holds a comma.{cut}"
            )
    columns = {name: [cells[at] for _, cells in body] for at, name in enumerate(header) if name}
    return RawTable(file, columns, [row for row, _ in body])


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CatalogError(f"{path} cannot be read: {error.strerror}. Check the path.") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise CatalogError(f"{path.name} is not UTF-8 (near line {row}). {_SAVE_AS}") from None
    if "\0" in text:
        raise CatalogError(f"{path.name} is not UTF-8 text: it holds zero bytes. {_SAVE_AS}")
    return text


def _records(file: str, text: str) -> list[tuple[int, list[str]]]:
    records = []
    row = 0
    try:
        for row, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1):
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                records.append((row, stripped))
    except csv.Error as error:
        what = (
            "a quote is opened and never closed; the file seems to be cut"
            if "end of data" in str(error)
            else ("a quote stands in the middle of a cell, or a cell is too long")
        )
        raise CatalogError(f"{file}, row {row + 1}: {what}. Mend that row, or save the file again.") from None
    return records
