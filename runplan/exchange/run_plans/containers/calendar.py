"""A calendar of workouts (iCalendar): each day of an event a cell, weekly summaries and what is no training apart."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from runplan.exchange.calendar_events import DAY, Event, UnfitCalendar, events_of
from runplan.exchange.languages import CODES, folded, language, languages_of
from runplan.exchange.run_plans import limits
from runplan.exchange.run_plans.cells.cell import Cell, Meaning, not_read
from runplan.exchange.run_plans.cells.kinds import FAMILIES, RUNNING, meanings_in
from runplan.exchange.run_plans.containers.source import Source
from runplan.exchange.run_plans.limits import check_most, refusal
from runplan.exchange.run_plans.result import LEFT_OUT, ImportedRuns, WeekTotal, rows_of, total_of
from runplan.exchange.run_plans.runplan_files import event_of_export
from runplan.exchange.run_plans.tables.table_reader import ask_for_unit, row_meaning
from runplan.exchange.written_words import Context, tokens
from runplan.plan.records import first_day_of
from runplan.schema import WEEKDAYS
from runplan.units import counted
from runplan.words import shown

CALENDAR = re.compile(r"[\ufeff \r\n\t]*BEGIN:VCALENDAR", re.IGNORECASE)  # how one begins
_BANNER = re.compile(r"\b(?:week|woche|semaine|semana|settimana)\b", re.IGNORECASE)
_CROSSES = tuple("\u274c\u2717\u2718\u2715\u2716\U0001f6ab")  # before a title that is crossed out
_LONGEST_RUN = 360  # [min] of an event that is taken for the session's own length


def read_calendar(source: Source) -> ImportedRuns:
    """The sessions of a calendar; a PlanFileError if it is damaged or too large, or a unit has to be asked for."""
    (text, notes), name = source.decoded, source.name
    try:
        events = events_of(text)
    except UnfitCalendar as unfit:
        raise refusal(name, unfit.reason, **unfit.facts) from None
    reader = _Reader(events, name, source.unit)
    if reader.lacking:
        raise ask_for_unit(name, reader.lacking)
    cells = sorted(reader.cells, key=lambda cell: cell.date or dt.date.max)
    count = len(reader.others)
    if count:
        titles, were = dict.fromkeys(reader.others[:4]), "was" if count == 1 else "were"
        sentence = f"{counted(count, 'event')} that {were} not training, judging by the title, {were} left out"
        notes += (f"{sentence}: {', '.join(shown(title, 30) for title in titles)}.",)
    return ImportedRuns(name, "calendar", tuple(cells), tuple(reader.totals), notes, source.unit)


class _Reader:
    def __init__(self, events: list[Event], name: str, unit: str) -> None:
        self.cells: list[Cell] = []
        self.totals: list[WeekTotal] = []
        self.lacking: list[tuple[str, str]] = []
        self.others: list[str] = []  # titles that are no training
        _, tongue = languages_of(event.title for event in events)
        self._context = Context(tongue, unit, "mi" if unit == "mi" else "")
        self._newest: dict[tuple[str, dt.date | None], tuple[int, str]] = {}
        for event in events:
            self._newest[event.key] = max(event.version, self._newest.get(event.key, event.version))
        for number, event in enumerate(events, start=1):
            self._read(event, f"event {number}")
            check_most(max(len(self.cells) // 2, rows_of(self.cells)), limits.MOST_ROWS, name, "many sessions")

    def _read(self, event: Event, where: str) -> None:
        days, why_none = event.days()
        meaning = self._aside(event) or self._meaning(event)
        on_days: list[dt.date | None] = [event.day]
        if meaning.reading != LEFT_OUT and not days:
            meaning = not_read(why_none) if event.day else replace(not_read(why_none), sessions=())
        elif meaning.reading != LEFT_OUT:
            on_days = [*days]
            taken = f"{meaning.taken[:-1]}; one of {len(days)} days." if len(days) > 1 else meaning.taken
            meaning = replace(meaning, taken=taken)
        text = "; ".join(part for part in (event.title, event.more) if part)
        for day in on_days:
            if day is None or event.key[1] is not None or (event.uid, day) not in self._newest:
                self.cells.append(meaning.at(where, None, WEEKDAYS[day.weekday()] if day else "", day, text))
                self.lacking += [(where, text)] if meaning.bare else []

    def _aside(self, event: Event) -> Meaning | None:
        begins = folded(event.title[:100]).replace("-", " ").replace(":", " ").split()[:2]
        means = {meaning for word in begins for code in CODES for meaning in language(code).words.get(word, ())}
        why = ""
        if event.uid and event.version < self._newest[event.key]:
            why = "An older version of a recurring event."
        elif event.text("STATUS").upper() == "CANCELLED" or "cancelled" in means or event.title[:1] in _CROSSES:
            why = "Left out because it is cancelled."
        elif not event.timed and event.length == 7 * DAY and event.day is not None:
            why, week = "A summary of the week; its total is compared with its runs.", first_day_of(event.day, "Mon")
            totals = (total_of(text, self._context.unit, None, week) for text in (event.title, event.more))
            self.totals += [total for total in totals if total is not None][:1]
        elif not event.timed and event.length > 2 * DAY and _BANNER.search(event.title):
            why = "The name of a week."
        return Meaning((), LEFT_OUT, why) if why else None

    def _meaning(self, event: Event) -> Meaning:
        """What an event says; its length from the description, or from its hours, where the title has none."""
        known = event_of_export(event.uid, event.text("CATEGORIES"), event.more)
        if known is not None:
            return known
        words = meanings_in(tokens(f"{event.title[:400]}; {event.more[:400]}", self._context.tongue))
        meaning = row_meaning({"title": event.title}, {}, self._context) if event.title else not_read("it has no title")
        far = any(session.km for session in meaning.sessions) or bool(meaning.bare)
        trained = words & (RUNNING - ({"run"} if far else {"run", "race"}))
        if not (far or words & FAMILIES) or ("errand" in words and not trained):
            self.others.append(event.title)
            return Meaning((), LEFT_OUT, "Not training, judging by its title.")
        if meaning.sessions and not meaning.bare and not any(session.sized for session in meaning.sessions):
            meaning = self._with_length(event, meaning)
        if not event.timed and event.length > DAY and meaning.sessions:
            meaning = meaning.doubted(f"it is {event.length.days} days long, and only the first counts")
        return meaning

    def _with_length(self, event: Event, meaning: Meaning) -> Meaning:
        minutes, row = event.length.total_seconds() / 60, {"title": event.title}
        about = row_meaning(row | {"details": event.more}, {}, self._context) if event.more else meaning
        if about.sessions and about.sessions[0].sized:
            return about.doubted("its length is from the description")
        if not (meaning.sessions[0].type and event.timed and 0 < minutes <= _LONGEST_RUN):
            return meaning
        timed = row_meaning(row | {"minutes": f"{minutes:.10g} min"}, {}, self._context)
        return timed.doubted("its length is that of the event")
