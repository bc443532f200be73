"""What every reader of a table shares: each cell is reported once, and each that may hold sessions is read in one way.

In: a table, the place of its header, and slots: texts with the day that they stand for. Out: cells in the file's order;
what nobody put among them is a cell that is not read, and a column of such cells that look like runs is named.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from runplan.errors import PlanFileError
from runplan.exchange.run_plans.cells.cell import Context, Meaning, read_cell
from runplan.exchange.run_plans.cells.words import Tongues
from runplan.exchange.run_plans.containers.source import Grid, Line, Source
from runplan.exchange.run_plans.limits import MOST_ROWS, refusal, shown
from runplan.exchange.run_plans.result import LEFT_OUT, UNIT_WORDS, Cell, ImportedRuns, rows_of, tidy
from runplan.exchange.run_plans.tables.headings import Heading
from runplan.exchange.run_plans.tables.row import row_meaning
from runplan.exchange.run_plans.tables.totals import WeekTotal
from runplan.units import counted

_UNIT = r"(?P<mi>mi|miles|meilen)|(?P<km>kms?|kilomet(?:re|er)s?)|(?P<min>min|minutes|minuten)"
_STATED = re.compile(rf"\b(?:in|are)\s+(?:{_UNIT})\b", re.IGNORECASE)
# "50 miles a week" tells how much is run, not what the cells are in.
_NAMED = re.compile(rf"(?<![\w-])(?:{_UNIT})\b", re.IGNORECASE)
_AMOUNT = re.compile(
    r"\d[\d.,]*(?: ?(?:-|to|\u2013) ?\d[\d.,]*)?[ -]?(?:km?s?|kilomet(?:re|er)s?|mi|miles?|min|minutes)\b",
    re.IGNORECASE,
)
_SMALL_M = re.compile(r"(?<![\d.,x])(?<!x )(\d{1,2}) ?m\b", re.IGNORECASE)
_BARE = re.compile(r"[\d.,:]+")
_LARGEST_MILES = 26  # of a run that is written as 20 m


class When(NamedTuple):
    """The day that something in a table stands for, as far as it is told, and what makes it a guess."""

    week: int | None = None
    weekday: str = ""
    date: dt.date | None = None
    doubt: str = ""


@dataclass(frozen=True)
class Slot:
    """A place that may hold sessions: its texts by their kinds, the units of their columns, and its day."""

    line: Line
    at: int
    parts: Mapping[str, str]
    units: Mapping[str, str]
    when: When
    kind: str = ""  # the type of what is in it, where its line says so
    text: str = ""  # as it is shown, where that is not its parts
    where: str = ""  # as it is called, where that is not its address alone
    also: int = 0  # which of the weeks that its line stands for
    length_at: int | None = None  # where its distance is, if that is a cell of its own
    known: Meaning | None = None  # what it says, where RunPlan wrote it


class TableReader:
    """Reads one table, from the line of its header on."""

    kind = ""  # one of FORMATS

    def __init__(self, grid: Grid, source: Source, at: int, tongues: Tongues) -> None:
        self._grid, self._source, self._name, self._at = grid, source, source.name, at
        self._tongue, self._heads = tongues.words, tongues.heads
        self._notes = list(grid.notes)
        comments = [line for line in grid.lines[at:] if line.cells[0].startswith("#")]
        above = " ".join([grid.title, *(cell for line in (*grid.lines[:at], *comments) for cell in line.cells)])[:5_000]
        self._stated, self._guess = above_says(above)
        self._unit = source.unit or self._guess
        self._words = Context(self._tongue.code, self._stated or self._unit)
        self._bare = False  # whether a number without a unit takes it from above the table, or as it was told
        self._lacking: dict[tuple[int, int], Slot] = {}  # slots whose numbers have no unit
        self._book: dict[tuple[int, int, int], Cell] = {}  # by line, place, and further week

    def _put(self, line: Line, at: int, reading: str, taken: str, when: When = When(), text: str = "") -> None:  # noqa: B008
        """Report a cell that is no session."""
        key, text = (line.number, at, 0), text or line.text(at)
        if key not in self._book and (text or reading == "guessed"):
            self._book[key] = Cell(self._grid.address(line.number, at), *when[:3], tidy(text), reading, taken)

    def _leave_out(self, line: Line, why: str = "A column that is not read.", when: When = When()) -> None:  # noqa: B008
        for at in range(len(line.cells)):
            self._put(line, at, LEFT_OUT, why, when)

    def _learn(self, texts: Iterable[str]) -> None:
        """Find out what holds for all cells: what m is after a small number is told by the others."""
        texts = list(texts)
        small = [int(number) for text in texts for number in _SMALL_M.findall(text[:500])]
        bare, unit = any(text.strip().isdigit() for text in texts), self._words.unit
        minutes = unit == "mi" and small and (bare or max(small) > _LARGEST_MILES)
        self._words = replace(self._words, small_m="min" if minutes else "mi" if unit == "mi" else "")

    def _read(self, slot: Slot, unit: str = "", note: str = "") -> Meaning:
        """Read a slot, in a unit that the numbers turned out to have and with a note on that where it is so."""
        stated = unit or slot.units.get("distance") or slot.units.get("title") or self._stated
        stated = stated if stated in UNIT_WORDS else ""
        context = replace(self._words, unit=stated or self._unit)
        meaning = slot.known or row_meaning(slot.parts, slot.units, context, slot.kind)
        if self._guess and not stated:
            self._bare |= bool(row_meaning(slot.parts, slot.units, replace(context, unit="")).bare)
        for doubt in filter(None, (note, slot.when.doubt)):
            meaning = meaning.doubted(doubt)
        texts = [text for kind, text in slot.parts.items() if kind not in ("distance", "minutes")]
        text = tidy(slot.text or "; ".join(texts or slot.parts.values()))
        where, key = slot.where or self._grid.address(slot.line.number, slot.at), (slot.line.number, slot.at)
        cell = Cell(where, *slot.when[:3], text, meaning.reading, meaning.taken, meaning.sessions)
        self._book[*key, slot.also] = cell
        self._lacking.pop(key, None)
        self._lacking |= {key: slot} if meaning.bare else {}
        return meaning

    def _asked(self, key: tuple[int, int], slot: Slot) -> tuple[str, str]:
        """Where a number without a unit is, and the cell that it is in."""
        if slot.length_at is not None and slot.parts.get("distance"):
            return self._grid.address(slot.line.number, slot.length_at), slot.parts["distance"]
        return self._book[*key, 0].where, self._book[*key, 0].text

    def _result(
        self, columns: Mapping[int, Heading], lines: Sequence[Line], unit: str, totals: Sequence[WeekTotal] = ()
    ) -> ImportedRuns:
        """The runs, every cell in its place; columns are those that were not used, in the lines of runs."""
        sizeless = not any(run.sized for cell in self._book.values() for run in cell.sessions)
        if self._lacking:
            raise ask_for_unit(self._name, [self._asked(key, slot) for key, slot in sorted(self._lacking.items())])
        for line in self._grid.lines:
            self._leave_out(line)
        cells = tuple(self._book[key] for key in sorted(self._book))
        if rows_of(cells) > MOST_ROWS:
            raise refusal(self._name, "many sessions", most=MOST_ROWS)
        for at, head in columns.items():
            texts = [text for line in lines if (text := line.text(at))]
            if not head.actual and head.kind != "other" and looks_like_runs(texts, self._words, numbers=sizeless):
                column = shown(head.text) if head.text else str(at + 1)
                begins = shown(texts[0], 30)
                self._notes.append(f"Column {column} looks like runs and was not used: it begins with {begins}")
        self._notes += [guess_said(self._guess, unit)] if self._bare else []
        return ImportedRuns(self._name, self.kind, cells, tuple(totals), tuple(self._notes), unit)


def looks_like_runs(texts: Sequence[str], context: Context, *, numbers: bool = True) -> bool:
    """Whether most of the cells of a column are sessions, one with a length, or all are rest; bare numbers maybe."""
    texts = texts[:200]
    means = [read_cell(text, context.unit or "km", context) for text in texts if numbers or not _BARE.fullmatch(text)]
    means = [mean for mean in means if mean.reading == "read"]
    rest = not any(mean.sessions for mean in means) and any(map(str.isalpha, "".join(texts)))
    return len(means) * 2 > len(texts) and (rest or any(run.sized for mean in means for run in mean.sessions))


def ask_for_unit(name: str, lacking: Sequence[tuple[str, str]]) -> PlanFileError:
    """The error for cells whose numbers have no unit."""
    named = ", ".join(f"{where}: {shown(text, 30)}" for where, text in lacking[:3])
    more = f" and {len(lacking) - 3} more" if len(lacking) > 3 else ""
    numbers = f"{counted(len(lacking), 'number')} of it {'is' if len(lacking) == 1 else 'are'}"
    return refusal(name, "no unit", "unit", tuple(UNIT_WORDS), numbers=numbers, named=named + more)


def above_says(text: str) -> tuple[str, str]:
    """The unit that the lines above a table state, and the one that they are guessed to mean; "" without one."""
    stated = {str(match.lastgroup) for match in _STATED.finditer(text)}
    if len(stated) == 1:
        return stated.pop(), ""
    named = {str(match.lastgroup) for match in _NAMED.finditer(_AMOUNT.sub(" ", text))}
    return "", named.pop() if len(named) == 1 and not stated else ""


def guess_said(guess: str, unit: str) -> str:
    """A sentence on the unit that is named above a table, and on the one that counts."""
    above = f"What stands above the table names {UNIT_WORDS[guess]}, "
    if guess != unit:
        return f"{above}but numbers without a unit are {UNIT_WORDS[unit]}, as was told."
    other, guessed = "km" if unit == "mi" else "mi", UNIT_WORDS[guess]
    return f"{above}so numbers without a unit were guessed to be {guessed}: give unit={other!r} if they are not."
