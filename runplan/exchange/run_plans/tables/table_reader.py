"""What every reader of a table shares: each cell is reported once, and each that may hold sessions is read in one way.

In: a table, the place of its header, and slots: texts with the day that they stand for, of one cell or of several for
kind, distance and duration. Out: cells in the file's order; what nobody put among them is a cell that is not read, and
a column of such cells that look like runs is named.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from runplan.errors import PlanFileError
from runplan.exchange.csv_text import Line
from runplan.exchange.languages import ENGLISH, Language
from runplan.exchange.run_plans.cells.amounts import amounts_in
from runplan.exchange.run_plans.cells.cell import REST, Meaning, Session, described, not_read, noted, read_cell
from runplan.exchange.run_plans.cells.codes import legend_of, with_letters
from runplan.exchange.run_plans.cells.kinds import OTHERS
from runplan.exchange.run_plans.cells.words import MINUTE_UNITS, Context, Token, tokens
from runplan.exchange.run_plans.containers.source import Grid, Source
from runplan.exchange.run_plans.limits import MOST_KM, MOST_MINUTES, MOST_ROWS, MOST_TEXT, check_most, refusal
from runplan.exchange.run_plans.result import LEFT_OUT, UNIT_WORDS, Cell, ImportedRuns, WeekTotal, rows_of
from runplan.exchange.run_plans.tables.headings import CAMEL, LENGTHS, SAID, Heading
from runplan.exchange.workbook import UNSTORED
from runplan.exchange.written_dates import AmbiguousDates, Day, column_days
from runplan.units import KM_PER_MILE, UNITS, counted, format_number, from_km
from runplan.words import first_few, shown

_SMALL_M = re.compile(r"(?<![\d.,x])(?<!x )(\d{1,2}) ?m\b", re.IGNORECASE)
_BARE = re.compile(r"[\d.,:]+")
_ALIKE = 0.03  # of a distance, for the same one that was rounded
_LARGEST_MILES = 26  # of a run that is written as 20 m
_FACTORS = {"distance": {"km": 1.0, "mi": KM_PER_MILE, "m": 0.001}, "minutes": MINUTE_UNITS}


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

    def _put(self, line: Line, at: int, reading: str, taken: str, when: When = When(), text: str = "") -> None:  # noqa: B008
        key, text = (line.number, at, 0), " ".join((text or line.text(at)).split())
        if key not in self._book and (text or reading == "guessed"):
            self._book[key] = Cell(self._grid.address(line.number, at), *when[:3], text, reading, taken)

    def _leave_out(self, line: Line, why: str = "A column that is not read.", when: When = When()) -> None:  # noqa: B008
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
        cell = Cell(where, *slot.when[:3], text, meaning.reading, meaning.taken, meaning.sessions)
        self._book[*key, slot.also] = cell
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
    """What a row says: its texts by kinds, of which details only help out; its numbers' units; the type, where told."""
    unit = context.unit
    if kind:
        meaning = read_cell("; ".join(parts.values()), unit, context)
        sessions = tuple(replace(run, type=kind, race=False, typed=True, running=None) for run in meaning.sessions[:1])
        return Meaning(sessions, "read", described(sessions)) if sessions else meaning
    if set(parts) == {"title"}:
        return read_cell(parts["title"], unit, context)
    texts = {kind: CAMEL.sub(" ", parts[kind]) for kind in SAID if parts.get(kind)}
    details = texts.pop("details", "")[:MOST_TEXT]
    (km, bare, ranged), (minutes, left, _) = (_column(name, parts, units, context) for name in LENGTHS)
    whole = f"{km:g} km" if km else f"{minutes:g} min" if minutes else ""
    means = [_within(whole, text, read_cell(text, unit, context), context) for text in texts.values()]
    if means and not any(mean.sessions for mean in means) and not whole and not bare:
        return means[0]
    about = read_cell(details.partition(". ")[0], unit, context) if details else REST
    known = [mean for mean in means if any(session.type for session in mean.sessions)]
    if not known and about.reading != "not read" and (not texts or any(run.typed for run in about.sessions)):
        known = [about] if about.sessions else []
    if not known and not km and not bare:
        if minutes and not texts:
            return read_cell(whole, unit, context)
        return not_read("the line names no kind of session and no length") if texts or details else REST
    typed = [mean for mean in known if any(session.typed and session.type for session in mean.sessions)]
    plain = Meaning((Session("easy", typed=False),), "guessed" if texts else "read", "")
    chosen = next((mean for mean in typed if mean.sessions[0].type != "easy"), [*typed, *known, plain][0])
    sized = next((mean for mean in [*known, about] if any(session.sized for session in mean.sessions)), None)
    first, *others = chosen.sessions
    guessed = any(mean.reading == "guessed" for mean in (chosen, *(means if whole else ())))
    is_within = bool(first.steps) and (first.km, first.minutes) in ((km, minutes), (km, None), (None, minutes))
    if whole:
        first = replace(first, km=km, minutes=minutes, running=None if km else minutes)
    elif not bare and sized is not None and not first.sized:
        own = next(session for session in sized.sessions if session.sized)
        first = replace(first, km=own.km, minutes=own.minutes, running=own.running, steps=own.steps)
        guessed |= sized.reading == "guessed"
    runs = first.type not in OTHERS
    lacks = (bare,) if bare and runs and not km else chosen.bare if runs and not first.sized else ()
    if lacks and unit:
        return not_read(f"{lacks[0]} can be metres, miles or minutes")
    if (first.km or 0) > MOST_KM or (first.minutes or 0) > MOST_MINUTES:
        return not_read("its distance or duration is out of range")
    sessions, notes = (first, *others), [f"{left} has no unit and was left"] if left else []
    notes += ["the upper end of a range"] if ranged else []
    worded = [run.km for mean in means for run in mean.sessions if run.km and not run.steps]
    other_km = [length for length in worded if km and abs(length - km) > _ALIKE * km]
    named = unit if unit in UNITS else "km"
    notes += [f"its words say {format_number(from_km(other_km[0], named))} {named}"] if other_km else []
    guessed |= any(other > (km or 0) for other in other_km)
    silent = [text[:40] for text, mean in zip(texts.values(), means, strict=True) if mean.reading == "not read"]
    remarks = [remark for mean in means if not (is_within and mean is chosen) for remark in mean.remarks]
    notes += noted([*dict.fromkeys(remarks + silent)])
    taken = described(sessions, notes, unit) if whole or sized is not chosen else chosen.taken
    if whole and is_within:
        taken = "; ".join([chosen.taken[:-1], *notes]) + "."
    return Meaning(sessions, "guessed" if guessed or left else "read", taken or described(sessions, notes), lacks)


def _within(whole: str, text: str, meaning: Meaning, context: Context) -> Meaning:
    """What a text says of a run whose length has a column: its steps are parts of that, or none."""
    if not whole or not any(run.sized for run in meaning.sessions):
        return meaning
    parts = read_cell(f"{whole}: {text}", context.unit, context)
    same = [run.type for run in parts.sessions] == [run.type for run in meaning.sessions]
    if same and parts.sessions[0].steps:
        return replace(parts, sessions=(replace(parts.sessions[0], unit=meaning.sessions[0].unit), *parts.sessions[1:]))
    return replace(meaning, sessions=tuple(replace(run, steps="") for run in meaning.sessions))


def _column(
    kind: str, parts: Mapping[str, str], units: Mapping[str, str], context: Context
) -> tuple[float | None, str, bool]:
    """Kilometres or minutes of a column, a number of it that has no unit, and whether it is a range."""
    amounts = [amount for amount in amounts_in(parts.get(kind, ""), context.tongue) if amount.value > 0]
    if not amounts:
        return None, "", False
    first, far = amounts[0], kind == "distance"
    ranged = far and first.low is not None and first.low < first.value
    if first.kind == ("km" if far else "min"):
        whole = first.whole if far else sum(amount.whole for amount in amounts if amount.kind == "min")
        return round(whole, 3), "", ranged
    factor = _FACTORS[kind].get(units.get(kind, "")) or (_FACTORS[kind].get(context.unit) if far else None)
    if first.kind == "bare" and factor is not None and (not far or factor == KM_PER_MILE or first.text[-1] != "m"):
        return round(first.value * factor, 3), "", ranged
    return None, first.text if first.kind == "bare" or not far else "", ranged
