"""A plan on its way from the one before to the one after its events: sessions that change, and what was changed.

In: what planning made. Out: the same, with each change noted once and in one sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from runplan.catalog import Catalog
from runplan.plan.block import Block
from runplan.plan.events import Event
from runplan.plan.records import Session, week_of
from runplan.plan.records import Week as WeekRecord
from runplan.plan.tables import Change
from runplan.planning.strength.progression import WeekRoutines
from runplan.planning.weeks.outline import DEMOTED, Week
from runplan.schema import PLANNED
from runplan.units import format_day, format_distance

_STRONGEST = ("dropped", "added", "moved", "other equipment", "eased", "shortened", "planned anew")


@dataclass
class Draft:
    """The sessions of a plan while events are laid over it."""

    block: Block
    catalog: Catalog
    weeks: Sequence[Week]
    routines: WeekRoutines
    sessions: dict[str, Session]
    today: dt.date = dt.date.min  # no session moves to a day before it
    done: Collection[str] = ()  # the ids of sessions that stay as they were, whatever their day
    events: Sequence[Event] = ()  # all that the block holds
    other_reason: str = "You changed your settings."  # of what no event changed
    before: dict[str, Session] = field(init=False)
    reasons: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    notes: dict[int, dict[str, str]] = field(default_factory=dict)  # by week: the remark of each text

    def __post_init__(self) -> None:
        self.before = dict(self.sessions)

    def keep_past(self) -> None:
        """Put back what was before today, as missed if its day was closed, and what has been done already."""
        past = {
            name: session._replace(status="missed")
            if name not in self.done and self.is_closed(session.date) and session.status == PLANNED
            else session
            for name, session in self.before.items()
        }
        self.keep_until(self.today, past)

    def keep_until(self, day: dt.date, sessions: Mapping[str, Session]) -> None:
        """Put back the sessions before a day as they were, and those that have been done, with nothing said of them."""
        after = {name: session for name, session in self.sessions.items() if session.date >= day}
        before = {name: session for name, session in sessions.items() if session.date < day or name in self.done}
        self.sessions = after | before
        self.reasons = {name: reasons for name, reasons in self.reasons.items() if name not in before}

    def week_number(self, day: dt.date) -> int:
        """The number of the week of a day."""
        return week_of(day, self.block.first_day)

    def between(self, first: dt.date, last: dt.date) -> list[Session]:
        """The sessions of some days, by date, a day's run before its strength session."""
        sessions = [session for session in self.sessions.values() if first <= session.date <= last]
        return sorted(sessions, key=lambda session: (session.date, session.kind, session.session_id))

    def of_week(self, week: int) -> list[Session]:
        """The sessions of a week, by date."""
        start = self.weeks[week - 1].start
        return self.between(start, start + dt.timedelta(days=6))

    @property
    def ordered(self) -> list[Session]:
        """The sessions by day, a day's run before its strength session."""
        return sorted(self.sessions.values(), key=lambda session: (session.date, session.slot))

    def week_records(self, records: Sequence[WeekRecord]) -> tuple[WeekRecord, ...]:
        """The weeks with what their sessions add up to now."""
        changed = {change.week for change in self.changes} | set(self.notes)
        return tuple(self._with_sessions(record) if record.week in changed else record for record in records)

    def _with_sessions(self, record: WeekRecord) -> WeekRecord:
        sessions = self.of_week(record.week)
        runs = [session for session in sessions if session.is_run]
        longest, notes = {"race": 0.0, "long": 0.0}, self.notes.get(record.week, {})
        for run in runs:
            if run.type in longest:
                longest[run.type] = max(longest[run.type], run.race_km)
        return record._replace(
            run_km=round(sum(run.distance_km for run in runs), 3),
            long_run_km=longest["race"] or longest["long"],
            quality_runs=sum(run.is_quality for run in runs),
            strength_sessions=len(sessions) - len(runs),
            note="; ".join(filter(None, (record.note, *notes))),
            remarks=tuple(dict.fromkeys((*record.remarks, *notes.values()))),
        )

    def is_closed(self, day: dt.date) -> bool:
        """Whether an event leaves a day without training."""
        return any(event.closes(day) for event in self.events)

    def is_heavy(self, session: Session) -> bool:
        """Whether a strength session is heavy, or was placed as one since it makes as sore, and has not been eased."""
        if session.is_run or session.type == "heavy":
            return session.type == "heavy"
        before, kinds = self.before.get(session.session_id), self.weeks[session.week - 1].strength
        index = strength_index(session)
        is_placed_so = index < len(kinds) and kinds[index] == "heavy"
        if before is None or before.note == DEMOTED:
            return False
        return is_placed_so and before.exercises == session.exercises

    def note(self, week: int, text: str, remark: str) -> None:
        """Say of a week what is special about it, once: for people, and the word by which the rest knows it."""
        self.notes.setdefault(week, {})[text] = remark

    def note_event(self, event: Event) -> None:
        """Say of each week of an event what happens in it."""
        for week in range(self.week_number(event.first), self.week_number(event.last_day) + 1):
            if 1 <= week <= len(self.weeks):
                self.note(week, event.text, event.kind)

    def drop(self, session: Session, reason: str) -> None:
        """Take a session out."""
        del self.sessions[session.session_id]
        self.reasons.setdefault(session.session_id, []).append(("dropped", reason))

    def put(self, session: Session, change: str, reason: str) -> None:
        """Put a session in the place of the one with its id, or beside all others."""
        if self.sessions.get(session.session_id) != session:
            self.sessions[session.session_id] = session
            self.reasons.setdefault(session.session_id, []).append((change, reason))

    @property
    def changes(self) -> tuple[Change, ...]:
        """What became of each session that is not as it was, by the day on which it stood, with each reason once."""
        both = self.sessions | self.before
        rows = []
        for session_id, session in sorted(both.items(), key=lambda item: (item[1].date, item[0])):
            before, after = self.before.get(session_id), self.sessions.get(session_id)
            if before == after or (before and (before.date < self.today or session_id in self.done)):
                continue
            reasons = [] if is_longer(before, after) else self.reasons.get(session_id, [])
            reasons = reasons or [(_kind_of(before, after), self.other_reason)]  # no event makes a run longer
            change = min((change for change, _ in reasons), key=_STRONGEST.index)
            was, becomes = (
                "" if state is None else described(state, self.block.units, with_day=change == "moved")
                for state in (before, after)
            )
            why = " ".join(dict.fromkeys(reason for _, reason in reasons))
            rows.append(Change(session_id, session.week, change, was, becomes, why))
        return tuple(rows)


def strength_index(session: Session) -> int:
    """The place of a strength session among those of its week, 0 for the first: its number is its identity."""
    return int(session.session_id.rpartition("-")[2]) - 1


def is_longer(session: Session | None, other: Session | None) -> bool:
    """Whether a run has more kilometres in its other state."""
    return session is not None and other is not None and other.distance_km > session.distance_km


def _kind_of(before: Session | None, after: Session | None) -> str:
    """What a change without an event is called."""
    if before is None or after is None:
        return "added" if before is None else "dropped"
    return "moved" if before.date != after.date else "planned anew"


def described(session: Session, units: str, *, with_day: bool = False) -> str:
    """A session in a few words: what it is, how long, and its day where that matters."""
    length = f", {format_distance(session.km, units)}" if session.km else f", {session.duration_min} min"
    return f"{session.title}{length}" + (f", {format_day(session.date)}" if with_day else "")
