"""A workbook is a packed folder: what of it is needed is unpacked within limits, looked at, and packed anew.

In: the bytes of a workbook. Out: a workbook of the parts that were looked at, so that what reads it afterwards never
sees the file that came: not its size once unpacked, not its entities, not a second directory that names other parts.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from xml.parsers import expat

from runplan.exchange.run_plans.limits import MOST_LETTERS, refusal

_MOST_PARTS = 1_000
_MOST_BYTES = 32 * 1024 * 1024  # unpacked, all parts that are needed
_MOST_RATIO = 200  # of unpacked to packed; a sheet's XML packs to a twentieth or so
_MOST_ELEMENTS = 600_000
_MOST_ROW, _MOST_COLUMN, _MOST_AREA = 20_000, 1_000, 400_000
_MOST_COPIED = 64 * 1024 * 1024  # bytes of all cells once each has its own copy of a shared text
_XLSX = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/_rels/workbook\.xml\.rels|xl/(?:workbook|sharedStrings|styles)\.xml"
    r"|xl/worksheets/[^/]{1,60}\.xml",
    re.IGNORECASE,
)
_ODS = re.compile(r"mimetype|content\.xml|META-INF/manifest\.xml")
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_NOT_WHOLE = "is a workbook that is damaged: open it in the spreadsheet and save it anew."
_TOO_LARGE = "is a workbook that is too large once unpacked: copy the plan's sheet alone into a new one."
_TOO_LONG = f"has cells of more than {MOST_LETTERS:,} characters: shorten them."
_CELL = re.compile(r"([A-Z]{1,7})(\d{1,9})")


def repacked(data: bytes, name: str) -> tuple[bytes, str]:
    """The parts of a workbook that are needed, packed anew, and its kind: ".xlsx" or ".ods".

    Raises
    ------
    PlanFileError
        If it is no workbook, is damaged, too large, or holds what no workbook needs.
    """
    try:
        return _repacked(data)
    except _Unfit as unfit:
        raise refusal(name, str(unfit)) from None
    except Exception:  # a damaged archive fails in more ways than the library's own error
        raise refusal(name, _NOT_WHOLE) from None


class _Unfit(Exception):
    """What is wrong with a workbook; the message ends the sentence."""


def _repacked(data: bytes) -> tuple[bytes, str]:
    _check_directory(data)
    kept: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        lower = {part.filename.lower() for part in packed.infolist()}
        kind = ".ods" if {"content.xml", "mimetype"} <= lower else ".xlsx"
        if kind == ".xlsx" and "xl/workbook.xml" not in lower:
            raise _Unfit(_what_else(lower))
        room = _MOST_BYTES
        for filename, part in {part.filename: part for part in packed.infolist()}.items():
            if (_ODS if kind == ".ods" else _XLSX).fullmatch(filename) is None:
                continue
            if part.flag_bits & 1:
                raise _Unfit("is locked by a password: save it without one.")
            with packed.open(part) as stream:
                content = stream.read(room + 1)
            if len(content) > room or len(content) > 100_000 + _MOST_RATIO * part.compress_size:
                raise _Unfit(_TOO_LARGE)
            room -= len(content)
            kept[filename] = content
    if kind == ".ods" and kept.get("mimetype", b"").strip() != _ODS_TYPE:
        raise _Unfit("is a document, not a spreadsheet: copy its table into one.")
    _check_parts(kept, kind)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as fresh:
        for filename, content in kept.items():
            fresh.writestr(filename, content)
    return out.getvalue(), kind


def _check_directory(data: bytes) -> None:
    """Refuse a directory so long that listing it alone would take minutes."""
    place = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if place < 0 or place + 22 > len(data):
        raise _Unfit(_NOT_WHOLE)
    entries, size = struct.unpack_from("<HI", data, place + 10)
    if entries > _MOST_PARTS or size > 200 * _MOST_PARTS or data.count(b"PK\x01\x02") > _MOST_PARTS:
        raise _Unfit(f"is packed and holds more than {_MOST_PARTS:,} parts, so it is no plan's workbook.")


def _what_else(names: set[str]) -> str:
    if any(name.startswith("word/") for name in names):
        return "is a document, not a spreadsheet: copy its table into one."
    if "xl/workbook.bin" in names:
        return "is a binary workbook (.xlsb): save it as .xlsx or CSV."
    return "is packed (zip) and no workbook: unpack it and give the file with the run plan."


def _check_parts(kept: dict[str, bytes], kind: str) -> None:
    longest, cells = 0, []
    for filename, content in kept.items():
        if filename == "mimetype":
            continue
        look = _Look(kind, is_sheet="worksheets/" in filename or filename == "content.xml")
        look.over(content)
        longest = look.longest_text if filename.lower().endswith("sharedstrings.xml") else longest
        cells += [look.cells] if look.is_sheet else []
    if longest > 4 * MOST_LETTERS or any(count * longest > _MOST_COPIED for count in cells):
        raise _Unfit(_TOO_LONG)


class _Look:
    """Looks through one part's XML: no entities, not too many elements, no cell far away."""

    def __init__(self, kind: str, *, is_sheet: bool) -> None:
        self.kind, self.is_sheet = kind, is_sheet
        self.cells = self.longest_text = 0
        self._elements = self._letters = self._depth = self._row = self._column = 0
        self._rows_here = 1
        self._filled = (0, 0)
        self._formula = self._valued = False  # whether this cell holds a formula, and its value

    def over(self, content: bytes) -> None:
        """Go through the part.

        Raises
        ------
        _Unfit, ExpatError
            With the rest of a sentence that begins with the file's name; if it is no XML.
        """
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.buffer_text = True
        parser.Parse(content, True)

    def _doctype(self, *_: object) -> None:
        raise _Unfit("holds declarations of its own (a DOCTYPE), which no workbook needs: save it anew.")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > _MOST_ELEMENTS or self._depth > 100:
            raise _Unfit(_TOO_LARGE)
        local = tag.rpartition(":")[2]
        if local in ("si", "c", "table-cell"):
            self._letters = 0
        if self.is_sheet:
            values = {key.rpartition(":")[2]: value for key, value in attributes.items()}
            (self._start_xlsx if self.kind == ".xlsx" else self._start_ods)(local, values)

    def _start_xlsx(self, local: str, values: dict[str, str]) -> None:
        if local == "row":
            self._row = _whole(values.get("r"), self._row + 1)
            self._column = 0
            self._reach(self._row, 1)
        elif local == "c":
            self.cells += 1
            match = _CELL.fullmatch(values.get("r", "").replace("$", "").upper())
            self._column += 1
            if match is not None:
                self._row, self._column = int(match[2]), _column(match[1])
            elif "r" in values:
                raise _Unfit(_NOT_WHOLE)
            self._reach(self._row, self._column)
            self._formula, self._valued = False, values.get("t") == "str"  # an empty text is a value too
        elif local == "f":
            self._formula = True
        elif local == "v":
            self._letters = 0

    def _start_ods(self, local: str, values: dict[str, str]) -> None:
        if local == "table":
            self._row, self._filled = 0, (0, 0)
        elif local == "table-row":
            self._rows_here = _whole(values.get("number-rows-repeated"), 1)
            self._column = 0
        elif local in ("table-cell", "covered-table-cell"):
            self._repeats = _whole(values.get("number-columns-repeated"), 1)
            self._column += self._repeats
        if local == "p" or (local.endswith("table-cell") and "value-type" in values):
            # The cell holds something; its repeats do too.
            self.cells += self._repeats * self._rows_here
            self._reach(self._row + self._rows_here, self._column)

    _repeats = 1

    def _reach(self, row: int, column: int) -> None:
        rows, columns = max(self._filled[0], row), max(self._filled[1], column)
        self._filled = rows, columns
        if rows > _MOST_ROW or columns > _MOST_COLUMN or rows * columns > _MOST_AREA or self.cells > _MOST_AREA:
            raise _Unfit("has a sheet with cells far away from its beginning: copy the plan alone into a new one.")

    def _end(self, tag: str) -> None:
        self._depth -= 1
        local = tag.rpartition(":")[2]
        self._valued |= local == "v" and self._letters > 0
        if local == "c" and self._formula and not self._valued:
            raise _Unfit("has formulas whose values are not stored: open it in the spreadsheet and save it.")
        if local == "table-row":
            self._row += self._rows_here

    def _text(self, text: str) -> None:
        self._letters += len(text)
        self.longest_text = max(self.longest_text, self._letters)


def _whole(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise _Unfit(_NOT_WHOLE)
    return max(1, int(text))


def _column(letters: str) -> int:
    """The place of a column, 1 for A.

    >>> _column("A"), _column("XFD")
    (1, 16384)
    """
    place = 0
    for letter in letters:
        place = 26 * place + ord(letter) - 64
    return place
