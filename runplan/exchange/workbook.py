"""The sheets of a workbook (.xlsx, .ods) as lines of text, by calamine.

In: the bytes of a workbook. Out: the lines of each sheet that is shown. A workbook is a packed folder: what of it is
needed is unpacked within limits, looked at, and packed anew, so that calamine never sees the file that came: not its
size once unpacked, not its entities, not a second directory that names other parts.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from functools import reduce
from typing import Any

from runplan.exchange.csv_text import Line, plain_number
from runplan.exchange.packed import ManyParts, opened_zip
from runplan.exchange.xml_walk import Attributes, UnfitXml, XmlWalker
from runplan.extras import optional

UNSTORED = "="  # what a cell says that is a formula without its value
MOST_PARTS = 1_000
_MOST_SHEETS = 20
_MOST_BYTES = 32 * 1024 * 1024  # unpacked, all parts that are needed
_MOST_RATIO = 200  # of unpacked to packed; a sheet's XML packs to a twentieth or so
_MOST_ELEMENTS = 600_000
_MOST_ROW, _MOST_COLUMN, _MOST_AREA = 20_000, 1_000, 400_000
_MOST_COPIED = 64 * 1024 * 1024  # bytes of all cells once each has its own copy of a shared text
_NEEDED = {
    ".xlsx": r"\[Content_Types\]\.xml|_rels/\.rels|xl/_rels/workbook\.xml\.rels"
    r"|xl/(?:workbook|sharedStrings|styles)\.xml|xl/worksheets/[^/]{1,60}\.xml",
    ".ods": r"mimetype|content\.xml|META-INF/manifest\.xml",
}
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_CELL = re.compile(r"([A-Z]{1,7})(\d{1,9})")
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")


class UnfitWorkbook(Exception):
    """The reason for which a workbook is not read."""


def sheets_of(data: bytes, only: str, most_letters: int) -> tuple[dict[str, Iterator[Line]], list[str]]:
    """The lines of each sheet that is shown, in the workbook's order (or of one), and the names of hidden ones.

    Raises
    ------
    UnfitWorkbook
        If it is damaged or too large, or its cells hold more than four times so many letters.
    """
    with optional("A spreadsheet"):
        from python_calamine import CalamineWorkbook

    try:
        fresh = _repacked(data, most_letters)
    except ManyParts:
        raise UnfitWorkbook("many parts") from None
    except UnfitXml as unfit:
        raise UnfitWorkbook("large workbook" if str(unfit) == "deep" else "doctype") from None
    except UnfitWorkbook:
        raise
    except Exception:  # a damaged archive fails in more ways than the library's own error
        raise UnfitWorkbook("damaged workbook") from None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(fresh))
        sheets = [(sheet.name, str(sheet.visible).endswith(".Visible")) for sheet in book.sheets_metadata]
        visible_sheets = [sheet for sheet, visible in sheets[:_MOST_SHEETS] if visible]
        wanted = [sheet for sheet in visible_sheets if not only or sheet.casefold() == only.casefold()]
        rows = {sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for sheet in wanted}
    except BaseException as error:
        # A panic of the library is no Exception. What ends the program, such as Ctrl+C, goes on.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise UnfitWorkbook("unreadable workbook") from None
    return {sheet: _lines(cells) for sheet, cells in rows.items()}, [sheet for sheet, shows in sheets if not shows]


def _lines(rows: list[list[Any]]) -> Iterator[Line]:
    for number, row in enumerate(rows, start=1):
        cells = [cell_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield Line(number, tuple(cells))


def cell_text(value: Any) -> str:
    """A cell as a person reads it in the spreadsheet, more or less."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return str(value) if value != value or abs(value) > 1e15 else plain_number(round(value, 6))
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, dt.date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, dt.time):
        value = dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    return _CONTROLS.sub(" ", str(value)).strip()


def _repacked(data: bytes, most_letters: int) -> bytes:
    """The parts of a workbook that are needed, packed anew."""
    if data.count(b"PK\x01\x02") > MOST_PARTS:  # whatever its directory says
        raise UnfitWorkbook("many parts")
    kept: dict[str, bytes] = {}
    with opened_zip(io.BytesIO(data), MOST_PARTS) as packed:
        parts = {part.filename: part for part in packed.infolist()}
        lower = {filename.lower() for filename in parts}
        kind = ".ods" if {"content.xml", "mimetype"} <= lower else ".xlsx"
        if kind == ".xlsx" and "xl/workbook.xml" not in lower:
            if any(name.startswith("word/") for name in lower):
                raise UnfitWorkbook("document")
            raise UnfitWorkbook("binary workbook" if "xl/workbook.bin" in lower else "archive")
        room = _MOST_BYTES
        for filename, part in parts.items():
            if not re.fullmatch(_NEEDED[kind], filename, re.IGNORECASE if kind == ".xlsx" else 0):
                continue
            if part.flag_bits & 1:
                raise UnfitWorkbook("locked workbook")
            with packed.open(part) as stream:
                kept[filename] = content = stream.read(room + 1)
            if len(content) > room or len(content) > 100_000 + _MOST_RATIO * part.compress_size:
                raise UnfitWorkbook("large workbook")
            room -= len(content)
    if kind == ".ods" and kept.pop("mimetype", b"").strip() != _ODS_TYPE:
        raise UnfitWorkbook("document")
    looks = [_Look(filename, content) for filename, content in kept.items()]
    kept = {look.filename: look.content for look in looks}
    longest = max((look.longest_text for look in looks if look.shared), default=0)
    if longest > 4 * most_letters or any(look.cells * longest > _MOST_COPIED for look in looks):
        raise UnfitWorkbook("long cells")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as fresh:
        for filename, content in (*kept.items(), *([("mimetype", _ODS_TYPE)] if kind == ".ods" else [])):
            fresh.writestr(filename, content)
    return out.getvalue()


class _Look:
    """Looks through one part's XML: no entities, not too many elements, no cell far away."""

    def __init__(self, filename: str, content: bytes) -> None:
        self.filename, self.content = filename, content
        self.shared = filename.lower().endswith("sharedstrings.xml")
        self._is_sheet = "worksheets/" in filename or filename == "content.xml"
        self.cells = self.longest_text = 0
        self._elements = self._letters = 0
        self._row = self._column = 0
        self._rows_here = self._columns_here = 1  # how often a row and a cell are repeated
        self._filled = (0, 0)
        self._formula = self._valued = False  # whether this cell holds a formula, and its value
        self._begin, self._mark = 0, ""  # where this cell begins, and what it is where its value is not stored
        self._pieces: list[bytes] = []  # of the part, with such cells mended
        self._mended = 0  # how far that is
        self._walker = XmlWalker(self._start, self._end, self._text)
        self._walker.parser.Parse(content, True)
        self.content = b"".join([*self._pieces, content[self._mended :]])

    def _start(self, local: str, attributes: Attributes) -> None:
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise UnfitWorkbook("large workbook")
        if local in ("si", "c", "table-cell", "v"):
            self._letters = 0
        if local == "c":
            tag, self._begin = self._walker.tag, self._walker.parser.CurrentByteIndex
            address = f' r="{attributes["r"]}"' if "r" in attributes else ""
            self._mark = f'<{tag}{address} t="str"><{tag.removesuffix("c")}v>{UNSTORED}</{tag.removesuffix("c")}v>'
        if self._is_sheet:
            self._place(local, {key.rpartition(":")[2]: value for key, value in attributes.items()})

    def _place(self, local: str, values: dict[str, str]) -> None:
        """Where an element of a sheet is: the first ones are of .xlsx, the others of .ods, which counts repeats."""
        match local:
            case "row":
                self._row, self._column = _whole(values.get("r"), self._row + 1), 0
                self._fill(self._row, 1, 0)
            case "c":
                self._column += 1
                match = _CELL.fullmatch(values.get("r", "").replace("$", "").upper())
                if match is not None:
                    column = reduce(lambda place, sign: 26 * place + ord(sign) - 64, match[1], 0)
                    self._row, self._column = int(match[2]), column
                elif "r" in values:
                    raise UnfitWorkbook("damaged workbook")
                self._fill(self._row, self._column, 1)
                self._formula, self._valued = False, values.get("t") == "str"  # an empty text is a value too
            case "f":
                self._formula = True
            case "table":
                self._row, self._filled = 0, (0, 0)
            case "table-row":
                self._rows_here, self._column = _whole(values.get("number-rows-repeated"), 1), 0
            case "table-cell" | "covered-table-cell":
                self._columns_here = _whole(values.get("number-columns-repeated"), 1)
                self._column += self._columns_here
        if local == "p" or (local.endswith("table-cell") and "value-type" in values):
            # The cell holds something; its repeats do too.
            self._fill(self._row + self._rows_here, self._column, self._columns_here * self._rows_here)

    def _fill(self, row: int, column: int, cells: int) -> None:
        self.cells += cells
        self._filled = rows, columns = max(self._filled[0], row), max(self._filled[1], column)
        if rows > _MOST_ROW or columns > _MOST_COLUMN or rows * columns > _MOST_AREA or self.cells > _MOST_AREA:
            raise UnfitWorkbook("far cells")

    def _end(self, local: str) -> None:
        self._valued |= local == "v" and self._letters > 0
        if local == "c" and self._formula and not self._valued:
            if b"\0" in self.content[:4]:  # two bytes a letter
                raise UnfitWorkbook("formulas without values")
            self._pieces += [self.content[self._mended : self._begin], self._mark.encode()]
            self._mended = self._walker.parser.CurrentByteIndex
        if local == "table-row":
            self._row += self._rows_here

    def _text(self, text: str) -> None:
        self._letters += len(text)
        self.longest_text = max(self.longest_text, self._letters)


def _whole(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise UnfitWorkbook("damaged workbook")
    return max(1, int(text))
