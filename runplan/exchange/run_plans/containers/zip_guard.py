"""A workbook is a packed folder: what of it is needed is unpacked within limits, looked at, and packed anew.

What reads the workbook afterwards never sees the file that came: not its size once unpacked, not its entities, not a
second directory that names other parts. Only parts that were looked at reach it.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from xml.parsers import expat

from runplan.errors import PlanFileError
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
_CELL = re.compile(r"([A-Z]{1,7})(\d{1,9})")


def repacked(data: bytes, name: str) -> tuple[bytes, str]:
    """The parts of a workbook that are needed, packed anew, and its kind: ".xlsx" or ".ods".

    Raises
    ------
    PlanFileError
        If it is no workbook, is damaged, too large, or holds what no workbook needs.
    """
    try:
        return _repacked(data, name)
    except PlanFileError:
        raise
    except Exception:  # a damaged archive fails in more ways than the library's own error
        raise refusal(name, _NOT_WHOLE) from None


def _repacked(data: bytes, name: str) -> tuple[bytes, str]:
    _check_directory(data, name)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {part.filename: part for part in packed.infolist()}
        lower = {one.lower() for one in parts}
        if "content.xml" in lower and "mimetype" in lower:
            kind, wanted = ".ods", _ODS
        elif "xl/workbook.xml" in lower:
            kind, wanted = ".xlsx", _XLSX
        else:
            raise refusal(name, _what_else(lower))
        kept: dict[str, bytes] = {}
        room = _MOST_BYTES
        for filename, part in parts.items():
            if wanted.fullmatch(filename) is None:
                continue
            if part.flag_bits & 1:
                raise refusal(name, "is locked by a password: save it without one.")
            with packed.open(part) as stream:
                content = stream.read(room + 1)
            if len(content) > room or len(content) > 100_000 + _MOST_RATIO * part.compress_size:
                raise refusal(name, _TOO_LARGE)
            room -= len(content)
            kept[filename] = content
    if kind == ".ods" and kept.get("mimetype", b"").strip() != _ODS_TYPE:
        raise refusal(name, "is a document, not a spreadsheet: copy its table into one.")
    _check_parts(kept, kind, name)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as fresh:
        for filename, content in kept.items():
            fresh.writestr(filename, content)
    return out.getvalue(), kind


def _check_directory(data: bytes, name: str) -> None:
    """Refuse a directory so long that listing it alone would take minutes."""
    place = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if place < 0 or place + 22 > len(data):
        raise refusal(name, _NOT_WHOLE)
    entries, size = struct.unpack_from("<HI", data, place + 10)
    if entries > _MOST_PARTS or size > 200 * _MOST_PARTS or data.count(b"PK\x01\x02") > _MOST_PARTS:
        raise refusal(name, f"is packed and holds more than {_MOST_PARTS:,} parts, so it is no plan's workbook.")


def _what_else(names: set[str]) -> str:
    if any(one.startswith("word/") for one in names):
        return "is a document, not a spreadsheet: copy its table into one."
    if "xl/workbook.bin" in names:
        return "is a binary workbook (.xlsb): save it as .xlsx or CSV."
    return "is packed (zip) and no workbook: unpack it and give the file with the run plan."


def _check_parts(kept: dict[str, bytes], kind: str, name: str) -> None:
    longest = 0
    sheets: list[tuple[int, int]] = []
    for filename, content in kept.items():
        if filename == "mimetype":
            continue
        found = _Look(kind, "worksheets/" in filename or filename == "content.xml")
        try:
            found.over(content)
        except expat.ExpatError:
            raise refusal(name, _NOT_WHOLE) from None
        except _TooMuch as error:
            raise refusal(name, str(error)) from None
        if filename.lower().endswith("sharedstrings.xml"):
            longest = found.longest_text
        if found.is_sheet:
            sheets.append((found.cells, found.longest_text))
    if longest > 4 * MOST_LETTERS or any(cells * longest > _MOST_COPIED for cells, _ in sheets):
        raise refusal(name, f"has cells of more than {MOST_LETTERS:,} characters: shorten them.")


class _TooMuch(Exception):
    """What was found in a part is more than is taken; the message ends the sentence."""


class _Look:
    """Looks through one part's XML: no entities, not too many elements, no cell far away."""

    def __init__(self, kind: str, is_sheet: bool) -> None:
        self.kind = kind
        self.is_sheet = is_sheet
        self.cells = 0
        self.longest_text = 0
        self._elements = 0
        self._letters = 0
        self._depth = 0
        self._row = 0
        self._column = 0
        self._rows_here = 1
        self._repeats = 1
        self._filled = (0, 0)
        self._formula = self._valued = False  # whether this cell holds a formula, and its value

    def over(self, content: bytes) -> None:
        """Go through the part.

        Raises
        ------
        _TooMuch
            With the rest of a sentence that begins with the file's name.
        ExpatError
            If it is no XML.
        """
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.buffer_text = True
        parser.Parse(content, True)

    def _doctype(self, *_: object) -> None:
        raise _TooMuch("holds declarations of its own (a DOCTYPE), which no workbook needs: save it anew.")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > _MOST_ELEMENTS or self._depth > 100:
            raise _TooMuch(_TOO_LARGE)
        local = tag.rpartition(":")[2]
        if local in ("si", "c", "table-cell"):
            self._letters = 0
        if not self.is_sheet:
            return
        values = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if self.kind == ".xlsx":
            self._start_xlsx(local, values)
        else:
            self._start_ods(local, values)

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
                self._column = _column(match[1])
                self._row = int(match[2])
            elif "r" in values:
                raise _TooMuch(_NOT_WHOLE)
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
            if "value-type" in values:
                self._fill()
        elif local == "p":
            self._fill()

    def _fill(self) -> None:
        """A cell of the open document's sheet holds something; its repeats do too."""
        self.cells += self._repeats * self._rows_here
        self._reach(self._row + self._rows_here, self._column)

    def _reach(self, row: int, column: int) -> None:
        rows, columns = max(self._filled[0], row), max(self._filled[1], column)
        self._filled = rows, columns
        if rows > _MOST_ROW or columns > _MOST_COLUMN or rows * columns > _MOST_AREA or self.cells > _MOST_AREA:
            raise _TooMuch("has a sheet with cells far away from its beginning: copy the plan alone into a new one.")

    def _end(self, tag: str) -> None:
        self._depth -= 1
        local = tag.rpartition(":")[2]
        if local == "v":
            self._valued |= self._letters > 0
        if local == "c" and self._formula and not self._valued:
            raise _TooMuch("has formulas whose values are not stored: open it in the spreadsheet and save it.")
        if local == "table-row":
            self._row += self._rows_here

    def _text(self, text: str) -> None:
        self._letters += len(text)
        self.longest_text = max(self.longest_text, self._letters)


def _whole(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise _TooMuch(_NOT_WHOLE)
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
