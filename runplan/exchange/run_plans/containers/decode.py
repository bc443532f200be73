"""From bytes to text: UTF-8, UTF-16 with its mark, and what old spreadsheets write."""

from __future__ import annotations

import re

from runplan.exchange.run_plans.limits import refusal

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")
# What files of other kinds begin with, and how to get a table out of each.
_OTHERS = {
    b"%PDF": "is a PDF: copy its table into a spreadsheet and save it as CSV or .xlsx.",
    b"\xd0\xcf\x11\xe0": "is a workbook of the old kind (.xls): save it as .xlsx or CSV.",
    b"\x1f\x8b": "is packed (gzip): unpack it first.",
    b"7z\xbc\xaf": "is packed (7z): unpack it first.",
    b"Rar!": "is packed (rar): unpack it first.",
    b"BZh": "is packed (bzip2): unpack it first.",
    b"\xfd7zXZ": "is packed (xz): unpack it first.",
    b"\x89PNG": "is a picture: type its table into a spreadsheet.",
    b"\xff\xd8\xff": "is a picture: type its table into a spreadsheet.",
    b"{\\rtf": "is a document (RTF): copy its table into a spreadsheet and save it as CSV or .xlsx.",
}


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and a sentence on what was unusual about its letters.

    Raises
    ------
    PlanFileError
        If it is not text.
    """
    for start, sentence in _OTHERS.items():
        if data.startswith(start):
            raise refusal(name, sentence)
    notes: tuple[str, ...] = ()
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                raise refusal(name, f"begins as {encoding[:6].upper()} and is not: save it as CSV in UTF-8.") from None
            break
    else:
        text, notes = _without_mark(data, name)
    if "\0" in text:
        raise refusal(name, "holds NUL characters, so it is no text: give a CSV, .xlsx, .ods or .ics file.")
    if not text.strip():
        raise refusal(name, "is empty: give a file with a run plan in it.")
    return _CONTROLS.sub(" ", text), notes


def _without_mark(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    if b"\0" in data:
        raise refusal(name, "holds NUL characters, so it is no text in UTF-8: give a CSV, .xlsx, .ods or .ics file.")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise refusal(
            name,
            f"is neither in UTF-8 nor in Windows-1252 (byte 0x{data[error.start]:02x}): save it as CSV in UTF-8.",
        ) from None
    return text, (f"{name} is not in UTF-8; it was read as Windows-1252, so look at letters with accents.",)
