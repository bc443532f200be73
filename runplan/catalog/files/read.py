"""CSV files as rows of text, with the row numbers that a spreadsheet shows, and where the built-in ones lie."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runplan.errors import CatalogError
from runplan.schema.data_folder import data_dir

__all__ = ["Table", "data_dir", "read_table", "text_of"]

_SAVE_AS = "Save it as CSV UTF-8 with commas."


@dataclass(frozen=True)
class Table:
    """A CSV file without its empty rows: the cells of each column, as stripped text or as the values that they mean."""

    file: str  # the file's name, for messages
    values: dict[str, list[Any]]
    rows: list[int]  # the row that a spreadsheet shows for each record; the header is row 1

    def records(self, *columns: str) -> list[tuple[Any, ...]]:
        """The row number and the given columns of each record."""
        return list(zip(self.rows, *(self.values[column] for column in columns), strict=True))

    def completed(self, missing: Mapping[str, str]) -> dict[str, list[Any]]:
        """The cells of each column, and of those that the file lacks what stands in their place."""
        return {name: [cell] * len(self.rows) for name, cell in missing.items()} | self.values

    def fault(self, row: int, column: str, value: str, advice: str) -> CatalogError:
        """The error for one cell: where it is, what it holds, what to write instead."""
        what = f"{value!r} is not allowed" if value else "the cell is empty"
        return CatalogError(f"{self.file}, row {row}, column {column}: {what}; {advice}.")


def read_table(path: Path, required: Sequence[str]) -> Table:
    """Read a CSV file that has at least the required columns.

    Raises
    ------
    CatalogError
        If the file cannot be read, is not UTF-8, is cut, or lacks a column.
    """
    file = path.name
    text = text_of(path, _SAVE_AS)
    if "\0" in text:
        raise CatalogError(f"{file} is not UTF-8 text: it contains zero bytes. {_SAVE_AS}")
    records = _records(file, text)
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
        raise CatalogError(f"{file}, row 1: the column {twice} occurs twice; remove one of them.")
    body = records[1:]
    for row, cells in body:
        if len(cells) != len(header):
            cut = " The file seems to be cut off." if len(cells) < len(header) and row == body[-1][0] else ""
            raise CatalogError(
                f"{file}, row {row} has {len(cells)} cells and the header {len(header)}; give every row "
                f"{len(header)} cells, with quotes around text that contains a comma.{cut}"
            )
    columns = {name: [cells[at] for _, cells in body] for at, name in enumerate(header) if name}
    return Table(file, columns, [row for row, _ in body])


def text_of(path: Path, save_as: str, most_mb: float = math.inf) -> str:
    """The text of a file in UTF-8, or one sentence on why there is none, with how to save it."""
    try:
        with path.open("rb") as file:
            data = file.read(-1 if math.isinf(most_mb) else int(most_mb * 1_000_000) + 1)
    except OSError as error:
        raise CatalogError(f"{path} cannot be read: {error.strerror}. Check the path.") from None
    if len(data) > most_mb * 1_000_000:
        raise CatalogError(
            f"{path.name} is larger than {most_mb} MB, the largest size that RunPlan reads; remove some records."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogError(f"{path.name} is not UTF-8 (near line {line}). {save_as}") from None


def _records(file: str, text: str) -> list[tuple[int, list[str]]]:
    records = []
    row = 0
    try:
        for row, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1):
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                records.append((row, stripped))
    except csv.Error as error:
        what = "there is a quote in the middle of a cell, or a cell is too long"
        if "end of data" in str(error):
            what = "a quote is opened and never closed; the file seems to be cut off"
        raise CatalogError(f"{file}, row {row + 1}: {what}. Correct that row, or save the file again.") from None
    return records
