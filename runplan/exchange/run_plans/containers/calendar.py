"""A calendar of workouts (iCalendar): each event a session, weekly summaries and what is no training apart.

In: the text of a calendar. Out: a cell for each day of an event, in the order of the days, and the weeks' own totals.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from runplan.exchange.run_plans.cells.cell import Context, Meaning, Session, described, not_read
from runplan.exchange.run_plans.cells.kinds import FAMILIES, RUNNING, meanings_in
from runplan.exchange.run_plans.cells.words import CODES, folded, language, languages_of, tokens
from runplan.exchange.run_plans.containers.ical_text import Event, events_of
from runplan.exchange.run_plans.containers.source import Source
from runplan.exchange.run_plans.limits import MOST_ROWS, refusal, shown, too_many_sessions
from runplan.exchange.run_plans.result import LEFT_OUT, Cell, ImportedRuns, rows_of
from runplan.exchange.run_plans.runplan_files import event_of_export
from runplan.exchange.run_plans.tables.row import row_meaning
from runplan.exchange.run_plans.tables.table_reader import ask_for_unit
from runplan.exchange.run_plans.tables.totals import WeekTotal, monday, total_of
from runplan.schema import WEEKDAYS
from runplan.units import counted

CALENDAR = re.compile(r"[\ufeff \r\n\t]*BEGIN:VCALENDAR", re.IGNORECASE)  # how one begins
_BANNER = re.compile(r"\b(?:week|woche|semaine|semana|settimana)\b", re.IGNORECASE)
_CROSSES = tuple("\u274c\u2717\u2718\u2715\u2716\U0001f6ab")  # before a title that is crossed out
_LONGEST_RUN = 360  # [min] of an event that is taken for the session's own length


def read_calendar(source: Source) -> ImportedRuns:
    """The sessions of a calendar, in the order of their days.

    Raises
    ------
    PlanFileError
        If it is damaged or too large, or a unit has to be asked for.
    """
    (text, notes), name = source.decoded, source.name
    events = events_of(text, name)
    if not events:
        raise refusal(name, "is a calendar without events: export it with the workouts in it.")
    reader = _Reader(events, source.unit)
    for number, event in enumerate(events, start=1):
        reader.read(event, f"event {number}")
        if len(reader.cells) > 2 * MOST_ROWS or rows_of(reader.cells) > MOST_ROWS:
            raise too_many_sessions(name)
    if reader.lacking:
        raise ask_for_unit(name, reader.lacking)
    cells = sorted(reader.cells, key=lambda cell: cell.date or dt.date.max)
    return ImportedRuns(name, "calendar", tuple(cells), tuple(reader.totals), (*notes, *reader.notes), source.unit)


class _Reader:
    """Reads one event after the other."""

    def __init__(self, events: Sequence[Event], unit: str) -> None:
        self.cells: list[Cell] = []
        self.totals: list[WeekTotal] = []
        self.lacking: list[tuple[str, str]] = []
        self._others: list[str] = []  # titles that are no training
        code = languages_of(event.title for event in events).words.code
        self._context = Context(code, unit, "mi" if unit == "mi" else "")
        self._newest: dict[tuple[str, dt.date | None], tuple[int, str]] = {}
        for event in events:
            key = (event.text("UID"), event.moved_from)
            self._newest[key] = max(event.version, self._newest.get(key, event.version))

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence on the events that are no training."""
        count = len(self._others)
        titles = ", ".join(shown(title, 30) for title in dict.fromkeys(self._others[:4]))
        were = "was" if count == 1 else "were"
        note = f"{counted(count, 'event')} that {were} no training by the title {were} left out: {titles}."
        return (note,) if count else ()

    def read(self, event: Event, where: str) -> None:
        """Read an event: the cells of its days."""
        days, why_none = event.days()
        meaning = self._aside(event) or self._meaning(event)
        if meaning.reading == LEFT_OUT or event.day is None or not days:
            days = [] if event.day is None else [event.day]
            if meaning.reading != LEFT_OUT:
                meaning = not_read(why_none or "it has no day from 2000 to 2200")
                meaning = meaning if event.day is not None else replace(meaning, sessions=())
        elif len(days) > 1:
            meaning = replace(meaning, taken=f"{meaning.taken[:-1]}; one of {len(days)} days.")
        text = "; ".join(part for part in (event.title, event.more) if part)
        told = (text, meaning.reading, meaning.taken, meaning.sessions)
        if not days:
            self.cells.append(Cell(where, None, "", None, *told))
        for day in days:
            if event.moved_from is not None or (event.text("UID"), day) not in self._newest:
                self.cells.append(Cell(where, None, WEEKDAYS[day.weekday()], day, *told))
                self.lacking += [(where, text)] if meaning.bare else []

    def _aside(self, event: Event) -> Meaning | None:
        """What an event is that is no session."""
        begins = folded(event.title[:100]).replace("-", " ").replace(":", " ").split()[:2]
        means = {meaning for word in begins for code in CODES for meaning in language(code).words.get(word, ())}
        uid, length, why = event.text("UID"), event.length or dt.timedelta(), ""
        if uid and event.version < self._newest[uid, event.moved_from]:
            why = "An older version of an event that is there anew."
        elif event.text("STATUS").upper() == "CANCELLED" or "cancelled" in means or event.title[:1] in _CROSSES:
            why = "Left out, as it is cancelled."
        elif not event.timed and length == dt.timedelta(days=7) and event.day is not None:
            why, week = "A summary of the week, compared with what was read.", monday(event.day)
            unit = self._context.unit
            total = total_of(event.title, unit, None, week) or total_of(event.more, unit, None, week)
            self.totals += [total] if total is not None else []
        elif not event.timed and length > dt.timedelta(days=2) and _BANNER.search(event.title):
            why = "The name of a week."
        return Meaning((), LEFT_OUT, why) if why else None

    def _meaning(self, event: Event) -> Meaning:
        """What an event says; its length from the description, or from its hours, where the title has none."""
        known = event_of_export(event.text("UID"), event.text("CATEGORIES"), event.lines("DESCRIPTION"))
        if known is not None:
            return known
        words = meanings_in(tokens(f"{event.title[:400]}; {event.more[:400]}", self._context.language))
        meaning = row_meaning({"title": event.title}, {}, self._context) if event.title else not_read("it has no title")
        far = any(session.km for session in meaning.sessions) or bool(meaning.bare)
        trained = words & (RUNNING - ({"run"} if far else {"run", "race"}))
        if not (far or words & FAMILIES) or ("errand" in words and not trained):
            self._others.append(event.title)
            return Meaning((), LEFT_OUT, "No training by its title.")
        if meaning.sessions and not meaning.bare and not any(_has_length(session) for session in meaning.sessions):
            meaning = self._with_length(event, meaning)
        long = event.length is not None and not event.timed and event.length > dt.timedelta(days=1)
        if long and event.length is not None and meaning.sessions:
            meaning = meaning.doubted(f"it is {event.length.days} days long, and the first was taken")
        return meaning

    def _with_length(self, event: Event, meaning: Meaning) -> Meaning:
        first, *others = meaning.sessions
        about = row_meaning({"title": event.title, "details": event.more}, {}, self._context) if event.more else meaning
        if about.sessions and _has_length(about.sessions[0]):
            note = "its length is from the description"
            return Meaning(about.sessions, "guessed", described(about.sessions, (note,)))
        minutes = (event.length or dt.timedelta()).total_seconds() / 60
        if first.type and event.timed and 0 < minutes <= _LONGEST_RUN:
            sessions = (replace(first, minutes=round(minutes, 2), running=round(minutes, 2)), *others)
            return Meaning(sessions, "guessed", described(sessions, ("its length is that of the event",)))
        return meaning


def _has_length(session: Session) -> bool:
    return bool(session.km or session.minutes)
