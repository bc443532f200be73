"""The header of a table with one line a week: its days, and the other columns that such a table has.

In: the cells of a line. Out: the columns by what they hold; where columns that may be days are not known, a refusal.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from runplan.exchange.run_plans.cells.languages import CODES, Language, folded, language
from runplan.exchange.run_plans.limits import refusal, shown
from runplan.exchange.run_plans.tables.headings import Heading, heading
from runplan.schema import WEEKDAYS
from runplan.words import listed

_LETTERS = "mtwtfss"
_PARTS = ("title", "type", "subtype", "details", "distance", "minutes")
_FEWEST_DAYS = 3


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
    def others(self) -> dict[int, Heading]:
        """Columns whose headings are not known, or say that something else is in them."""
        used = {*self.labels, self.total, self.unit, *(at for column in self.days for at in column.parts.values())}
        return {at: head for at, head in enumerate(self.heads) if at not in used}


def week_header(cells: Sequence[str], heads: Language) -> WeekHeader | None:
    """The columns, if this line is the header of a table with one line a week."""
    headings = [heading(cell, heads.code) for cell in cells]
    days = {at: head.day for at, head in enumerate(headings) if head.day}
    if len(set(days.values())) < _FEWEST_DAYS:
        days = _letters(headings)
    if len(set(days.values())) < _FEWEST_DAYS:
        return None
    columns: list[DayColumn] = []
    for at, day in days.items():
        kind = headings[at].kind if headings[at].kind in _PARTS else "title"
        last = columns[-1] if columns else None
        if last is None or last.day != day or kind in last.parts or headings[at].kind == "day":
            columns.append(DayColumn(day, {kind: at}, headings[at]))
        elif headings[at].kind in _PARTS:
            last.parts[kind] = at
    rest = {at: head for at, head in enumerate(headings) if at not in days}
    labels = [at for at, head in rest.items() if head.kind in ("week", "date") and not head.actual]
    if not labels and min(days) > 0 and headings[0].kind not in ("total", "distance", "unit"):
        labels = [0]
    unit = next((at for at, head in rest.items() if head.kind == "unit"), None)
    header = WeekHeader(tuple(columns), tuple(headings), tuple(labels), None, unit)
    last_day = max(days)
    totals = [at for at, head in header.others.items() if head.kind in ("total", "distance") and not head.actual]
    totals.sort(key=lambda at: (at < last_day, headings[at].kind != "total" and headings[at].spare, at))
    return replace(header, total=next(iter(totals), None))


def _letters(headings: Sequence[Heading]) -> dict[int, str]:
    """The weekdays of seven columns that are headed by one letter each, or by Day 1 to Day 7."""
    names = [folded(head.text) for head in headings]
    numbers = {at: int(name[-1]) for at, name in enumerate(names)
               if name[-1:] in list("1234567") and heading(name[:-1].strip()).kind == "weekday"}  # fmt: skip
    if len(numbers) >= _FEWEST_DAYS:
        return {at: WEEKDAYS[number - 1] for at, number in numbers.items()}
    for shift in (0, 6):  # a week that begins on Monday, or on Sunday
        wanted = [_LETTERS[(at + shift) % 7] for at in range(7)]
        for begin in range(len(names) - 6):
            if names[begin : begin + 7] == wanted:
                return {begin + at: WEEKDAYS[(at + shift) % 7] for at in range(7)}
    return {}


def refuse_unknown_days(header: WeekHeader, looks: Mapping[int, bool], name: str) -> None:
    """Refuse a header among whose days is a column that may be one too.

    Raises
    ------
    PlanFileError
        With the names of these columns.
    """
    places = [column.at for column in header.days]
    missing = len({column.day for column in header.days}) < 7
    unknown = []
    for at, head in header.others.items():
        amid = (
            min(places) < at < max(places) and head.kind in ("", "title", "week", "type", "weekday") and looks.get(at)
        )
        if amid or (missing and not head.kind and head.text and (_like_a_day(head.text) or looks.get(at))):
            unknown.append(shown(head.text) if head.text else f"column {at + 1}, which has no heading")
    if unknown:
        raise refusal(
            name,
            f"has {len(places) + len(unknown)} columns that look like days, and of {len(unknown)} the day is not "
            f"known: {listed(unknown)}. Head each column with its weekday.",
        )


def _like_a_day(text: str) -> bool:
    words = [word for word in folded(text).replace("-", " ").split() if len(word) > 2]
    names = [name for code in CODES for name in language(code).days if len(name) > 3]
    return any(difflib.get_close_matches(word, names, n=1, cutoff=0.75) for word in words)


def one_set(header: WeekHeader, above: Sequence[str], wished: str, name: str) -> tuple[WeekHeader, str]:
    """The header with one set of days, where it has two: the planned one by its headings, or the one asked for.

    Raises
    ------
    PlanFileError
        If nothing tells which set is meant.
    """
    keys = [(column.day, column.head.half) for column in header.days]
    second = next((at for at, key in enumerate(keys) if key in keys[:at]), None)
    if second is None:
        return header, ""
    sets = (header.days[:second], header.days[second:])
    ends = (sets[1][0].at, len(header.heads))
    done = [_is_actual(header, above, days, end) for days, end in zip(sets, ends, strict=True)]
    choice = {"first": 0, "second": 1}.get(wished, done.index(False) if sum(done) == 1 else None)
    if len(sets[0]) != len(sets[1]) or choice is None:
        columns = listed([f"column {days[0].at + 1} ({days[0].head.text})" for days in sets])
        ask = "give days='first' or days='second' to say which is the plan"
        if len(sets[0]) != len(sets[1]):
            twice = listed([key[0] for at, key in enumerate(keys) if key in keys[:at]])
            raise refusal(name, f"has two columns for {twice}: leave one of them out, or head it with another day.")
        raise refusal(name, f"has two sets of days, which begin in {columns}: {ask}.")
    others = {column.at for column in sets[1 - choice]}
    heads = tuple(replace(head, actual=head.actual or at in others) for at, head in enumerate(header.heads))
    begin, end = sets[choice][-1].at, ends[choice]
    total = next((at for at in range(begin + 1, end) if header.heads[at].kind in ("total", "distance")), None)
    note = f"Of its two sets of days the {('first', 'second')[choice]} was read, and the other was not"
    return replace(header, days=sets[choice], heads=heads, total=total), note


def _is_actual(header: WeekHeader, above: Sequence[str], days: Sequence[DayColumn], end: int) -> bool:
    """Whether a set of days is what was done: by its own headings, those of its total, or what is above it."""
    heads = [column.head for column in days] + list(header.heads[days[-1].at + 1 : end])
    banner = [heading(cell) for cell in above[days[0].at : days[-1].at + 1] if cell.strip()]
    return any(head.actual for head in (*heads, *banner))
