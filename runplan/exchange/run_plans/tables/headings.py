"""What the headings of a table say: what is in a column, of which weekday, in which unit, whether planned or done."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from runplan.exchange.languages import CODES, ENGLISH, NOTHING, Language, days_by_initials, folded, language
from runplan.exchange.run_plans.limits import refusal
from runplan.exchange.written_words import KM_UNITS, MINUTE_UNITS
from runplan.schema import WEEKDAYS
from runplan.words import listed, shown

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
SAID = ("type", "subtype", "title", "details")  # what says in words what a run is
LENGTHS = ("distance", "minutes")
EASED = ("warm up", "cool down")  # before and after what is said
HALVES = ("am", "pm")  # of a day
_PARTS = (*SAID, *LENGTHS)
DAY_KINDS = ("date", "week", "weekday")  # what tells the day of a line
_LIST_KINDS = (*DAY_KINDS, "unit", *_PARTS, *EASED)  # that a table with one line a run may have
# The kinds, the one that wins first where a heading has words of several.
_KINDS = ("other", "unit", "clock", "date", "weekday", "week", "notes", "distance", "minutes", *SAID, "total")
_UNITS = {"metre": "m", "yard": ""}
FEWEST_DAYS = 3
ListHeader = tuple[dict[str, int], tuple["Heading", ...]]  # the place of each kind, and all headings


@dataclass(frozen=True)
class Heading:
    """A heading: its kind ("" where not known), weekday, unit, and how many of its words say something else."""

    text: str
    kind: str = ""
    day: str = ""
    unit: str = ""
    spare: int = 0
    actual: bool = False
    planned: bool = False
    half: str = ""  # am or pm


@lru_cache(maxsize=4096)
def heading(cell: str, tongue: Language = ENGLISH) -> Heading:
    """A heading, by its words."""
    text = " ".join(cell.split())
    if len(text) > 60:
        return Heading(text)
    name, _, bracket = CAMEL.sub(" ", text).replace("[", "(").partition("(")
    words, stated = re.findall(r"[a-z]+|\d+", folded(name)), unit_named(bracket, tongue)
    if not words:
        return Heading(text, unit=stated)
    beside = [  # a date, am, or what is in the column
        word.isdigit() or word in tongue.months or word in tongue.headings or unit_named(word, tongue)
        or tongue.words.get(word, NOTHING) & {"am", "pm", "run", "session"} for word in words[1:]
    ]  # fmt: skip
    if words[0] in tongue.days and all(beside):
        rest = heading(" ".join(words[1:]), tongue) if len(words) > 1 else Heading("")
        if rest.kind in ("", *_PARTS):
            means = {meaning for word in words[1:] for meaning in tongue.words.get(word, ())}
            half = next((half for half in HALVES if half in means), "")
            unit = stated or (rest.unit if rest.kind else "")
            return Heading(text, rest.kind or "day", tongue.days[words[0]], unit, 0, rest.actual, rest.planned, half)
    joined = " ".join(words)
    phrases = [phrase for phrase in tongue.headings if re.search(rf"\b{phrase}\b", joined)]
    meanings = {meaning for phrase in phrases for meaning in tongue.headings[phrase]}
    units = [unit for word in words if (unit := unit_named(word, tongue))]
    unit = stated or (units[-1] if units else "")
    kind = next((kind for kind in _KINDS if kind in meanings), "")
    if units and kind in ("", "title"):
        kind = "minutes" if unit in MINUTE_UNITS else "distance"
    own = tongue.words.get(joined, NOTHING)
    half = next((half for half in HALVES if half in own), "")
    kind = next((kind for kind in EASED if kind in own), kind or ("title" if half else ""))
    known = {word for phrase in phrases for word in phrase.split()}
    spare = sum(word not in known and not unit_named(word, tongue) for word in words)
    spare += (kind == "week" and len(words) > 1) + 2 * any(map(str.isdigit, words))
    return Heading(text, kind, "", unit, spare, "actual" in meanings, "planned" in meanings, half)


def names_total(cell: str, heads: Language) -> bool:
    """Whether a cell says that its line is a sum: "Total", "Week 3 total"."""
    means = [heads.headings.get(word, NOTHING) for word in re.findall("[a-z]+", folded(cell[:40]))]
    return any("total" in word for word in means) and all(word & {"total", "week"} for word in means)


def unit_named(text: str, tongue: Language) -> str:
    """The unit that a cell such as "mi" or "min_running" names, or ""."""
    for word in re.findall(r"[a-z]+", folded(text[:40])):
        for unit in (*KM_UNITS, *MINUTE_UNITS):
            if word == "m" or unit in tongue.words.get(word, ()):
                return "m" if word == "m" else _UNITS.get(unit, unit)
    return ""


@dataclass(frozen=True)
class DayColumn:
    """The columns of one day: its weekday, and the places of its texts by their kinds; places count from 0."""

    day: str
    parts: dict[str, int]
    head: Heading

    @property
    def at(self) -> int:
        """The place of its first column."""
        return min(self.parts.values())


@dataclass(frozen=True)
class WeekHeader:
    """The columns of a table with one line a week."""

    days: tuple[DayColumn, ...]
    heads: tuple[Heading, ...]
    labels: tuple[int, ...]  # where a week's number or date may be
    total: int | None
    unit: int | None

    @property
    def places(self) -> list[int]:
        """The columns of its days."""
        return [at for column in self.days for at in column.parts.values()]

    @property
    def others(self) -> dict[int, Heading]:
        """Columns whose headings are not known, or say that something else is in them."""
        used = {*self.labels, self.total, self.unit, *self.places}
        return {at: head for at, head in enumerate(self.heads) if at not in used}


def week_header(cells: Sequence[str], heads: Language) -> WeekHeader | None:
    """The columns, if this line is the header of a table with one line a week."""
    headings = tuple(heading(cell, heads) for cell in cells)
    days = {at: head.day for at, head in enumerate(headings) if head.day}
    letters = {} if len(set(days.values())) == 7 else _letters(headings)
    days = letters or days
    headings = tuple(Heading(head.text, "day", letters[at]) if at in letters else head
                     for at, head in enumerate(headings))  # fmt: skip
    if len(set(days.values())) < FEWEST_DAYS:
        return None
    columns: list[DayColumn] = []
    for at, day in days.items():
        kind = headings[at].kind
        if columns and columns[-1].day == day and kind in _PARTS and kind not in columns[-1].parts:
            columns[-1].parts[kind] = at
        else:
            columns.append(DayColumn(day, {kind if kind in _PARTS else "title": at}, headings[at]))
    rest = {at: head for at, head in enumerate(headings) if at not in days}
    labels = tuple(at for at, head in rest.items() if head.kind in ("week", "date") and not head.actual)
    if not labels and min(days) > 0 and headings[0].kind not in ("total", "distance", "unit"):
        labels = (0,)
    unit = next((at for at, head in rest.items() if head.kind == "unit"), None)
    totals = [(at, head) for at, head in rest.items() if head.kind in ("total", "distance") and not head.actual]
    ranks = [(at < max(days), head.kind != "total" and head.spare, at) for at, head in totals if at not in labels]
    return WeekHeader(tuple(columns), headings, labels, min(ranks)[2] if ranks else None, unit)


def _letters(headings: Sequence[Heading]) -> dict[int, str]:
    """The weekdays of seven columns that are headed by one letter each, or of those that are headed Day 1 to Day 7."""
    names = [folded(head.text) for head in headings]
    numbered = [re.fullmatch(r"(.*\D)([1-7])", name) for name in names]
    days = {at: WEEKDAYS[int(match[2]) - 1] for at, match in enumerate(numbered)
            if match and heading(match[1].strip()).kind == "weekday"}  # fmt: skip
    return days if len(days) >= FEWEST_DAYS else days_by_initials(names)


def list_header(cells: Sequence[str], heads: Language) -> ListHeader | None:
    """The place of each kind and all headings, if this line is the header of a table with one line a run."""
    headings = tuple(heading(cell, heads) for cell in cells)
    places: dict[str, int] = {}
    for kind in _LIST_KINDS:
        fits = [at for at, head in enumerate(headings) if head.kind == kind and not head.actual]
        if fits:  # the planned one, then the one with the fewest other words; of two with one name people see the first
            places[kind] = min(fits, key=lambda at: (not headings[at].planned, headings[at].spare, at))
    days = {head.day for head in headings if head.day}
    if not {"date", "weekday"} & set(places) or len(days) > 1 or not set(places) & {*SAID, *LENGTHS}:
        return None
    return places, headings


def refuse_unknown_days(header: WeekHeader, looks: Mapping[int, bool], name: str) -> None:
    """Refuse, by PlanFileError with its name, a column that may be a day among those that are."""
    places = [column.at for column in header.days]
    missing = len({column.day for column in header.days}) < 7
    names, unknown = [name for code in CODES for name in language(code).days if len(name) > 3], []
    for at, head in header.others.items():
        words = [word for word in re.findall("[a-z]+", folded(head.text)) if len(word) > 2]
        amid = min(places) < at < max(places) and head.kind in ("", "title", "week", "type", "weekday")
        named = missing and not head.kind and head.text
        like_a_day = named and any(difflib.get_close_matches(word, names, n=1, cutoff=0.75) for word in words)
        if like_a_day or (looks.get(at) and (amid or named)):
            unknown.append(shown(head.text) if head.text else f"column {at + 1}, which has no heading")
    if unknown:
        count = len(places) + len(unknown)
        raise refusal(name, "unknown days", columns=count, count=len(unknown), named=listed(unknown))


def one_set(header: WeekHeader, above: Sequence[str], wished: str, name: str) -> tuple[WeekHeader, str]:
    """The header with one of its sets of days, the planned one or as asked for; a PlanFileError asks which it is."""
    planned = tuple(column for column in header.days if not column.head.actual)
    if {(column.day, column.head.half) for column in planned} == {(col.day, col.head.half) for col in header.days}:
        header = replace(header, days=planned)
    keys = [(column.day, column.head.half) for column in header.days]  # what tells a column from others
    twice = [at for at, key in enumerate(keys) if key in keys[:at]]
    if not twice:
        return header, ""
    sets = (header.days[: twice[0]], header.days[twice[0] :])
    if len(sets[0]) != len(sets[1]):
        raise refusal(name, "two columns", days=listed([keys[at][0] for at in twice]))
    ends, done = (sets[1][0].at, len(header.heads)), []
    for days, end in zip(sets, ends, strict=True):  # by its own headings, those of its total, or what is above it
        banner = [heading(cell) for cell in above[days[0].at : days[-1].at + 1] if cell.strip()]
        done.append(any(head.actual for head in (*header.heads[days[0].at : end], *banner)))
    choice = {"first": 0, "second": 1}.get(wished, done.index(False) if sum(done) == 1 else None)
    if choice is None:
        columns = listed([f"column {days[0].at + 1} ({days[0].head.text})" for days in sets])
        raise refusal(name, "two sets", "days", ("first", "second"), columns=columns)
    others = {column.at for column in sets[1 - choice]}
    heads = tuple(replace(head, actual=head.actual or at in others) for at, head in enumerate(header.heads))
    after = range(sets[choice][-1].at + 1, ends[choice])
    total = next((at for at in after if heads[at].kind in ("total", "distance")), None)
    note = f"Of its two sets of days the {('first', 'second')[choice]} was read, and the other was not"
    return replace(header, days=sets[choice], heads=heads, total=total), note
