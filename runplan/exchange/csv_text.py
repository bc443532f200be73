"""The cells of a CSV file: text that no spreadsheet runs, and numbers written plainly.

A spreadsheet takes a cell for a formula when it begins with one of a few characters. Such a cell gets an apostrophe in
front, and loses it again when RunPlan reads the file. The rule is one to one, so that every text comes back as it was,
also one that began with an apostrophe by itself.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from runplan.errors import PlanFileError
from runplan.units import format_number, from_km

_RULE = re.compile(r"[-+=|: ]+")  # below the header of a table that is drawn with bars
_EMPHASIS = re.compile(r"\*\*|__|`|^[*_](?=\S)|(?<=\S)[*_]$")  # of Markdown
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}

FORMULA_STARTS = "=+-@\uff1d\uff0b\uff0d\uff20\u30fc\u2212"
"""What begins a formula: the four ASCII signs, their full-width forms (a Japanese spreadsheet takes them for the same,
the long vowel mark too), and the minus sign that word processors put in the place of a hyphen."""

# Spaces, quotes and invisible marks before the sign are skipped, as spreadsheets trim them on reading. A text that
# begins with a tab or a line break is treated as one too: those are dropped by some, which uncovers what follows.
# The class holds the apostrophe, so that "a text is dangerous" implies "the text after an apostrophe is dangerous":
# that is what makes neutralise and restore the inverse of each other.
_SKIPPED = r"[\s'\"`\x00-\x20\u2018\u2019\u201c\u201d\u200b-\u200f\u2060\ufeff]"
_DANGEROUS = re.compile(rf"{_SKIPPED}*[{re.escape(FORMULA_STARTS)}]|'*[\t\r\n\x00]")


@dataclass(frozen=True)
class Line:
    """One row of a table that is not empty: its number in the file, and its cells."""

    number: int
    cells: tuple[str, ...]

    def text(self, at: int | None) -> str:
        """What is in a column, or ""."""
        return "" if at is None or at >= len(self.cells) else self.cells[at].strip()

    @property
    def filled(self) -> list[int]:
        """The columns with something in them."""
        return [at for at, cell in enumerate(self.cells) if cell.strip()]


def neutralise(text: str) -> str:
    """The text as it may stand in a cell that a spreadsheet opens.

    >>> neutralise("=1+1"), neutralise("easy run"), neutralise("'=1+1")
    ("'=1+1", 'easy run', "''=1+1")
    """
    return f"'{text}" if _DANGEROUS.match(text) else text


def restore(cell: str) -> str:
    """The text that `neutralise` was given.

    >>> restore("'=1+1"), restore("'tis"), restore("''=1+1")
    ('=1+1', "'tis", "'=1+1")
    """
    return cell[1:] if cell.startswith("'") and _DANGEROUS.match(cell[1:]) else cell


def plain_number(value: float) -> str:
    """The shortest decimal writing that reads back as the same number; no exponent, no ".0".

    >>> plain_number(12.4), plain_number(30.0), plain_number(0.1 + 0.2), plain_number(1e-7)
    ('12.4', '30', '0.30000000000000004', '0.0000001')
    """
    text = f"{Decimal(repr(float(value))):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def plain_distance(km: float | None, units: str) -> str:
    """A distance in a column of its own, without its unit; nothing where it is absent.

    A plan keeps tenths of a kilometre: more than a tenth of a mile would not be the runner's figure but what rounding
    made of it, 2.98 of 3 miles.

    >>> plain_distance(12.45, "km"), plain_distance(4.8, "mi"), plain_distance(None, "km")
    ('12.45', '3', '')
    """
    return format_number(km, 2) if units == "km" else format_number(None if km is None else from_km(km, units))


def csv_cell(text: str) -> str:
    """A cell with the quotes it needs.

    The standard library's writer does not quote a lone carriage return on every Python version that we support.

    >>> csv_cell("plain"), csv_cell('say "go", then run')
    ('plain', '"say ""go"", then run"')
    """
    if any(character in text for character in ',;"\r\n\t') or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text


def likely_separators(text: str, signs: Iterable[str], wished: str = "") -> list[str]:
    r"""The signs that can part the cells of a text, the likeliest first: at least that one, and those that it has.

    The likeliest is the wished one, else the one that most lines of the beginning have equally many of, outside quotes.

    >>> likely_separators("a;b;1,5\nc;d;2", ",;|")
    [';', ',']
    """
    lines = re.sub(r'"[^"]*"', "", text[:20_000]).splitlines()
    counts = {sign: Counter(line.count(sign) for line in lines if sign in line) for sign in signs}
    even = {sign: max(count.values(), default=0) for sign, count in counts.items()}
    ranks = {sign: (sign != wished, -even[sign], -max(counts[sign], default=0)) for sign in even}
    first, *others = sorted(ranks, key=ranks.__getitem__)
    return [first, *(sign for sign in others if even[sign])]


def within_bars(cells: Sequence[str]) -> list[str]:
    """The cells of a line of a table that is drawn with bars, without edges and emphasis; none of a rule.

    >>> within_bars(["", " **Week** ", " Mon ", ""]), within_bars(["", "---", ":--", ""])
    (['Week', 'Mon'], [])
    """
    if all(_RULE.fullmatch(cell) for cell in cells if cell):
        return []
    inner = cells[not cells[0].strip() : len(cells) - (not cells[-1].strip())]
    return [_EMPHASIS.sub("", cell.strip()) for cell in inner]


def csv_records(text: str, separator: str, name: str, faults: Mapping[str, str]) -> Iterator[tuple[int, list[str]]]:
    """Each record of a CSV with the line on which it begins.

    Raises
    ------
    PlanFileError
        With the sentence of `faults` for a quote that stays "open", a "large" cell or a "stray" quote.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            fault = "open" if "unexpected end" in str(error) else "large" if "field larger" in str(error) else "stray"
            raise PlanFileError(f"{name}, line {line} {faults[fault]}") from None
        if cells is None:
            return
        yield line, cells
        line = reader.line_num + 1
