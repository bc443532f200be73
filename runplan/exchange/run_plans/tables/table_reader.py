"""What every reader of a table shares: each cell is reported once, and what may be sessions is read in one way."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from runplan.errors import PlanFileError
from runplan.exchange.csv_text import Line
from runplan.exchange.languages import ENGLISH, Language, folded
from runplan.exchange.run_plans.cells.amounts import amounts_in
from runplan.exchange.run_plans.cells.cell import Cell, Meaning, known_meaning, read_cell
from runplan.exchange.run_plans.cells.codes import legend_of, with_letters
from runplan.exchange.run_plans.cells.kinds import OTHERS
from runplan.exchange.run_plans.containers.source import Grid, Source
from runplan.exchange.run_plans.limits import MOST_ROWS, MOST_TEXT, check_most, refusal
from runplan.exchange.run_plans.result import LEFT_OUT, UNIT_WORDS, ImportedRuns, WeekTotal, rows_of
from runplan.exchange.run_plans.tables.headings import CAMEL, LENGTHS, SAID, Heading
from runplan.exchange.workbook import UNSTORED
from runplan.exchange.written_dates import AmbiguousDates, Day, column_days
from runplan.exchange.written_words import MINUTE_UNITS, Context, Token, tokens
from runplan.schema import RUN_TYPES
from runplan.units import counted
from runplan.words import first_few, shown

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

    def __init__(self, grid: Grid, source: Source, at: int, tongues: tuple[Language, Language]) -> None:
        self._grid, self._source, self._name, self._at = grid, source, source.name, at
        self._heads, self._tongue = tongues
        self._notes = list(grid.notes)
        comments = [line for line in grid.lines[at:] if line.text(0).startswith("#")]
        above = " ".join([grid.title, *(cell for line in (*grid.lines[:at], *comments) for cell in line.cells)])[:5_000]
        self._stated, self._guess = above_says(above, self._tongue)
        self._unit = source.unit or self._guess
        legend = legend_of([cell for line in grid.lines for cell in line.cells if cell], self._tongue)
        self._words = Context(self._tongue, self._stated or self._unit, legend=legend)
        self._bare = False  # whether a number without a unit takes it from above the table, or as it was told
        self._lacking: dict[tuple[int, int], Slot] = {}  # slots whose numbers have no unit
        self._book: dict[tuple[int, int, int], Cell] = {}  # by line, place, and further week
        for line in grid.lines[: at + 1]:
            self._leave_out(line, "The header." if line is grid.lines[at] else "A line above the header.")

    def _put(
        self, line: Line, at: int, reading: str, taken: str, when: When = When(), text: str = "",
        *, is_total: bool = False, is_rest: bool = False,
    ) -> None:  # fmt: skip
        key, where = (line.number, at, 0), self._grid.address(line.number, at)
        text = " ".join((text or line.text(at)).split())
        if key not in self._book and where and (text or reading == "guessed"):
            self._book[key] = Cell(where, *when[:3], text, reading, taken, is_total=is_total, is_rest=is_rest)

    def _leave_out(self, line: Line, why: str = "A column that is not read.", when: When = When()) -> None:
        for at in range(len(line.cells)):
            self._put(line, at, LEFT_OUT, why, when)

    def _days_of(
        self, texts: Sequence[str], places: Sequence[str], weekdays: Sequence[str] = (), *, month_first: bool = False
    ) -> list[Day | None]:
        """The days of a column; a PlanFileError if day and month may be either."""
        try:
            days, note = column_days(texts, weekdays, month_first=month_first, tongue=self._tongue)
        except AmbiguousDates as unclear:
            text, where = shown(texts[unclear.at]), places[unclear.at]
            raise refusal(self._name, "ambiguous dates", text=text, where=where, why=str(unclear)) from None
        self._notes += [f"{self._name}: {note}"] if note else []
        return days

    def _learn(self, texts: Iterable[str]) -> None:
        """Find out what holds for all cells: what m is after a small number is told by the others."""
        texts = list(texts)
        small = [int(number) for text in texts for number in _SMALL_M.findall(text[:500])]
        bare, unit = any(text.strip().isdigit() for text in texts), self._words.unit
        minutes = unit == "mi" and small and (bare or max(small) > _LARGEST_MILES)
        small_m = "min" if minutes else "mi" if unit == "mi" else ""
        self._words = with_letters(replace(self._words, small_m=small_m), texts)

    def _read(self, slot: Slot, unit: str = "", note: str = "") -> Meaning:
        """Read a slot, in a unit that the numbers turned out to have and with a note on that where it is so."""
        stated = unit or slot.units.get("distance") or slot.units.get("title") or self._stated
        stated = stated if stated in UNIT_WORDS else ""
        context = replace(self._words, unit=stated or self._unit)
        meaning = slot.known or row_meaning(slot.parts, slot.units, context, slot.kind)
        if self._guess and not stated:
            self._bare |= bool(row_meaning(slot.parts, slot.units, replace(context, unit="")).bare)
        lost = "its formula has no stored value" if UNSTORED in slot.parts.values() else ""
        for doubt in filter(None, (note, slot.when.doubt, lost)):
            meaning = meaning.doubted(doubt)
        texts = [text for kind, text in slot.parts.items() if kind not in ("distance", "minutes")]
        text = " ".join((slot.text or "; ".join(texts or slot.parts.values())).split())
        where, key = slot.where or self._grid.address(slot.line.number, slot.at), (slot.line.number, slot.at)
        self._book[*key, slot.also] = meaning.at(where, *slot.when[:3], text)
        self._lacking.pop(key, None)
        self._lacking |= {key: slot} if meaning.bare else {}
        return meaning

    def _result(
        self, columns: Mapping[int, Heading], lines: Sequence[Line], unit: str, totals: Sequence[WeekTotal] = ()
    ) -> ImportedRuns:
        """The runs, every cell in its place; columns are those that were not used, in the lines of runs."""
        sizeless = not any(run.sized for cell in self._book.values() for run in cell.sessions)
        if self._lacking:
            lacking = []
            for key, slot in sorted(self._lacking.items(), key=lambda item: item[0]):
                cell, at, line = self._book[*key, 0], slot.length_at, slot.line
                lacking.append((cell.where if at is None else self._grid.address(line.number, at),
                                cell.text if at is None else line.text(at)))  # fmt: skip
            raise ask_for_unit(self._name, lacking)
        for line in self._grid.lines:
            self._leave_out(line)
        cells = tuple(self._book[key] for key in sorted(self._book))
        check_most(rows_of(cells), MOST_ROWS, self._name, "many sessions")
        for at, head in columns.items():
            texts = [text for line in lines if (text := line.text(at))]
            if not head.actual and head.kind != "other" and looks_like_runs(texts, self._words, numbers=sizeless):
                column = shown(head.text) if head.text else str(at + 1)
                begins = shown(texts[0], 30)
                self._notes.append(f"Column {column} looks like runs and was not used: it begins with {begins}")
        if self._bare:  # the unit that is named above the table, and the one that counts
            above = f"The text above the table names {UNIT_WORDS[self._guess]}"
            guessed = f"so numbers without a unit were guessed to be {UNIT_WORDS[self._guess]}"
            guessed += f": give unit={'km' if unit == 'mi' else 'mi'!r} if they are not."
            bare_unit = f"but numbers without a unit are {UNIT_WORDS[unit or 'km']}, as you chose."
            self._notes.append(f"{above}, {guessed if self._guess == unit else bare_unit}")
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
    named = first_few([f"{where}: {shown(text, 30)}" for where, text in lacking], 3)
    numbers = f"{counted(len(lacking), 'number')} in it {'is' if len(lacking) == 1 else 'are'}"
    return refusal(name, "no unit", "unit", tuple(UNIT_WORDS), numbers=numbers, named=named)


def above_says(text: str, tongue: Language = ENGLISH) -> tuple[str, str]:
    """The unit that the lines above a table state, and the one that they are guessed to mean; "" without one."""
    words = [Token("", ""), Token("", ""), *tokens(text, tongue)]
    triples = [triple for triple in zip(words, words[1:], words[2:], strict=False) if triple[2].kind == "word"]
    # "50 miles per week" tells how much is run, not what the cells are in.
    pairs = [(before.text, word.unit) for first, before, word in triples
             if word.unit in UNIT_WORDS and (first if before.text == "-" else before).kind != "number"]  # fmt: skip
    stated, named = {unit for before, unit in pairs if before in ("in", "are")}, {unit for _, unit in pairs}
    if len(stated) == 1:
        return stated.pop(), ""
    return "", named.pop() if len(named) == 1 and not stated else ""


def row_meaning(parts: Mapping[str, str], units: Mapping[str, str], context: Context, kind: str = "") -> Meaning:
    """What a row says: its length and its texts as one cell, of which details only help out; the type, where told."""
    if kind:
        meaning = read_cell("; ".join(parts.values()), context.unit, context)
        sessions = tuple(replace(run, type=kind, race=False, typed=True, running=None) for run in meaning.sessions[:1])
        return known_meaning(sessions) if sessions else meaning
    plain = context.tongue.words  # LongRun is two words, and LaLa is one
    texts = [re.sub(r"[^\W\d_]+", lambda word: word[0] if folded(word[0]) in plain else CAMEL.sub(" ", word[0]), text)
             for kind in SAID[:-1] if (text := parts.get(kind))]  # fmt: skip
    words = " \u00b7 ".join(texts)
    details = parts.get("details", "")[:MOST_TEXT].partition(". ")[0]
    (far, _), (long, minutes) = (_column(name, parts, units, context) for name in LENGTHS)
    whole, with_minutes = far or (long if minutes else ""), replace(context, minutes=minutes)
    alone = read_cell(words, context.unit, context)
    lengths = [[(run.km, run.minutes) for run in read.sessions[:1] if run.sized]
               for read in (alone, read_cell(whole, context.unit, context))]  # fmt: skip
    whole = "" if lengths[0] == lengths[1] != [] else whole  # its words say the same
    short, full = (read_cell(" : ".join(filter(None, (whole, text))), context.unit, with_minutes)
                   for text in (words, "; ".join(filter(None, (words, details)))))  # fmt: skip
    typed = [run for run in short.sessions if run.type and run.typed]
    if whole and sum(run.type in RUN_TYPES for run in short.sessions) > 1:
        return alone.doubted(f"it has more than one run for {whole}")
    rests = bool(words) and not alone.sessions
    enough = rests or (typed and (typed[0].sized or typed[0].type in OTHERS))
    spoilt = full.reading == "not read" or len(full.sessions) > max(1, len(short.sessions))
    meaning = short if enough or (spoilt and (words or whole)) else full
    meaning = meaning.doubted("its words say rest") if rests and whole else meaning
    return meaning.doubted(f"{long} has no unit and was left") if long and not minutes else meaning


def _column(
    kind: str, parts: Mapping[str, str], units: Mapping[str, str], context: Context
) -> tuple[str, float | None]:
    """The length in a column, with its unit where it states one; of a duration its minutes too, None without a unit."""
    amounts = [amount for amount in amounts_in(parts.get(kind, ""), context.tongue) if amount.value > 0]
    if not amounts:
        return "", None
    first, unit = amounts[0], units.get(kind, "")
    if kind == "distance":
        bare = f"{first.text} m" if unit == "m" else first.text.removesuffix("m" * (context.unit == "mi"))
        return bare if first.kind == "bare" else parts[kind], None
    durations = [amount.whole for amount in amounts if amount.kind == first.kind == "min"]
    minutes = sum(durations) or first.value * MINUTE_UNITS.get(unit, 0) * (first.kind == "bare")
    return (f"{minutes:g} min", round(minutes, 3)) if minutes else (first.text, None)
