"""What a person changed in a plan file: told in sentences, checked, and carried over to the block's pins."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from runplan import schema
from runplan.errors import BlockError, PlanFileError
from runplan.exchange.plan_file.csv_tables import FileSessions
from runplan.exchange.plan_file.exercise_edits import by_order, changed, exercise_edits, shown
from runplan.plan.block import Block
from runplan.plan.records import Session, Week
from runplan.planning.weeks.imported import imported_session_ids
from runplan.units import counted, format_long_date, format_number
from runplan.words import WEEKDAY_NAMES

_FILE_NAMES = {"effort": "session_effort", "note": "session_note"}
_COMPARED = ("slot", "kind", "type", "title", "km", "minutes", "effort", "note", "steps", "status")
NOT_AS_PLANNED = "differed from the plan in"  # in the sentence on two files that may be of two plans
_SAME_KM = 0.05  # half of the tenth to which kilometres are planned


@dataclasses.dataclass(frozen=True, eq=False)
class EditedPlan:
    """The sessions with moves carried out, the block with their pins, and a sentence for each change."""

    block: Block
    sessions: tuple[Session, ...]
    edits: tuple[str, ...]


def are_two_plans(sessions: Sequence[Session], planned: Sequence[Session]) -> bool:
    """Whether the sessions of a CSV and of a companion are not one plan, edited.

    Whoever edits a plan moves sessions, or changes what they are, or leaves some out; of one that was edited all over,
    most sessions still keep either their day or their size.
    """
    size = attrgetter("title", "km", "minutes")
    of_plan = {session.session_id: session for session in planned}
    pairs = [(session, of_plan.get(session.session_id)) for session in sessions]
    alike = sum(old is not None and (new.date == old.date or size(new) == size(old)) for new, old in pairs)
    return 4 * alike < len(sessions)


def doubt_of_pair(sessions: Sequence[Session], planned: Sequence[Session], name: str, beside: str) -> str:
    """Say that a CSV and the companion beside it may be of two plans; nothing where three of four sessions fit.

    The sentence goes on with the plan, so it tells what was when the two were read.
    """
    return not_as_planned(
        sessions,
        planned,
        name,
        f"{beside} next to it: if the two files belong to different plans, put the two that belong together in "
        "one folder and read them again.",
    )


def not_as_planned(sessions: Sequence[Session], planned: Sequence[Session], name: str, where: str) -> str:
    """The same of sessions that were planned elsewhere: `where`, and what to do."""
    of_plan = {session.session_id: session for session in _in_order(planned)}
    in_file = [session._replace(weekday=session.date_weekday) for session in _in_order(sessions)]
    fitting = sum(of_plan.get(session.session_id) == session for session in in_file)
    most = max(len(sessions), len(planned))
    if 4 * fitting >= 3 * most:
        return ""
    return f"{most - fitting} of the {most} sessions in {name} {NOT_AS_PLANNED} {where}"


def check_weeks(file: FileSessions, block: Block, planned: Sequence[Session] | None, name: str) -> None:
    """Refuse a session outside its week, and a file whose last weeks are missing.

    Raises
    ------
    PlanFileError
    """
    for line, session in zip(file.lines, file.sessions, strict=True):
        if not 1 <= session.week <= block.number_of_weeks:
            raise PlanFileError(
                f"{name}, line {line}: {session.session_id} is in week {session.week}, and the block has "
                f"{block.number_of_weeks} weeks; give the block that this plan was made from."
            )
        first = block.first_day + dt.timedelta(days=7 * (session.week - 1))
        last = first + dt.timedelta(days=6)
        if not first <= session.date <= last:
            raise PlanFileError(
                f"{name}, line {line}: {session.session_id} is on {session.date}, outside its week "
                f"{session.week} ({first} to {last}); a session moves only within its week, so give a date in "
                "that week."
            )
    weeks = max((session.week for session in file.sessions), default=0)
    expected = block.number_of_weeks
    if planned is not None:
        expected = max((session.week for session in planned), default=0)
    if weeks < expected:
        ends = f"ends with week {weeks}" if weeks else "has no session"
        raise PlanFileError(
            f"{name} {ends}, but its plan goes to week {expected}: the file seems to be cut off. Use a complete "
            "copy, or plan a shorter block."
        )


def apply_edits(file: FileSessions, block: Block, planned: Sequence[Session] | None, name: str) -> EditedPlan:
    """Carry out what a person changed."""
    before = {session.session_id: session for session in planned or ()}
    places = _Places(block)
    sessions: list[Session] = []
    edits: list[str] = []
    for line, session in zip(file.lines, file.sessions, strict=True):
        old = before.get(session.session_id)
        if planned is not None and old is None:
            edits.append(f"{session.session_id} was added on {format_long_date(session.date)}.")
            sessions.append(session._replace(weekday=session.date_weekday))
            continue
        if old is not None:  # the day of the first plan is nothing to edit
            session = session._replace(planned_date=old.planned_date)
        placed, sentences = _moved(session, old, places, f"{name}, line {line}")
        sessions.append(placed)
        edits += sentences
        if old is not None:
            edits += changed(placed, old, _COMPARED, session.session_id, _FILE_NAMES) + _kept_of_run(placed, old)
    remaining = {session.session_id for session in sessions}
    edits += [f"{session_id} was deleted." for session_id in before if session_id not in remaining]
    if planned is not None:
        edits += exercise_edits(sessions, before)
        edits += _week_edits(planned, sessions)
    try:
        pinned_block = places.followed()
    except BlockError as error:
        raise PlanFileError(f"{name} has a move that is not possible: {error}") from None
    return EditedPlan(pinned_block, _in_order(sessions), tuple(edits))


class _Places:
    """The days that a block asks for: pins, and those of the runner's own runs."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self.pins = dict(block.pins)
        self._runs = list(block.runs or ())
        self._own = imported_session_ids(block)

    def move(self, session_id: str, date: dt.date) -> str:
        """Ask for another day; what is said of it. A run of the runner's own is not pinned: it stands where it is."""
        weekday = schema.WEEKDAYS[date.weekday()]
        place = self._own.get(session_id)
        if place is None:
            self.pins[session_id] = weekday
            return "and is pinned there"
        run = self._runs[place]
        self._runs[place] = run._replace(weekday=weekday, date=None if run.date is None else date)
        return "in your own run plan too"

    def owns(self, session_id: str) -> bool:
        """Whether a session is a run of the runner's own."""
        return session_id in self._own

    def followed(self) -> Block:
        """The block with what was asked for."""
        runs = None if self._block.runs is None else tuple(self._runs)
        return dataclasses.replace(self._block, pins=tuple(self.pins.items()), runs=runs)


def _moved(session: Session, old: Session | None, places: _Places, place: str) -> tuple[Session, list[str]]:
    """Let the date win over the weekday, and make a move a pin, or a change of the runner's own plan."""
    session_id, day = session.session_id, session.date
    disagrees = session.weekday != session.date_weekday
    weekday_in_file = WEEKDAY_NAMES[session.weekday]
    session = session._replace(weekday=session.date_weekday)
    moved = disagrees if old is None else day != old.date
    if moved:
        if session.type == "race":
            raise PlanFileError(
                f"{place}: {session_id} was moved to {day}, but a race does not move; change race_date in the "
                "block and plan again."
            )
        note = places.move(session_id, day)
        start = weekday_in_file if old is None else format_long_date(old.date)
        session = session._replace(pinned=not places.owns(session_id))
        return session, [f"{session_id} was moved from {start} to {format_long_date(day)}, {note}."]
    edits = []
    if disagrees:
        edits.append(
            f"{session_id} is marked {weekday_in_file}, but its date is {format_long_date(day)}: the date counts, so "
            "it was not moved. To move a session, change its date."
        )
    if old is not None and session.pinned != old.pinned:
        if session.type == "race":
            raise PlanFileError(
                f"{place}: {session_id} cannot be pinned, because a race does not move; change it back to no."
            )
        if session.pinned:
            places.pins[session_id] = session.weekday
            edits.append(f"{session_id} was pinned to {WEEKDAY_NAMES[session.weekday]}.")
        else:
            places.pins.pop(session_id, None)
            edits.append(f"{session_id} is no longer pinned.")
    return session, edits


def _kept_of_run(new: Session, old: Session) -> list[str]:
    """What a run with another distance keeps, because the file says so."""
    if not new.is_run or new.km == old.km:
        return []
    unchanged = []
    if new.minutes is not None and new.minutes == old.minutes:
        unchanged.append(f"the {counted(shown(new.minutes), 'minute')}")
    if new.steps and new.steps == old.steps:
        unchanged.append("the steps")
    if not unchanged:
        return []
    return [
        f"{new.session_id} keeps {' and '.join(unchanged)} from the file: RunPlan works them out again only "
        f"when you plan again."
    ]


def _in_order(sessions: Sequence[Session]) -> tuple[Session, ...]:
    """By date and half of the day, and the exercises numbered from one, however the rows were sorted."""
    ordered = sorted(sessions, key=lambda session: (session.date, session.slot, session.kind, session.session_id))
    return tuple(
        session._replace(
            exercises=tuple(
                exercise._replace(order=number) for number, exercise in enumerate(by_order(session), start=1)
            )
        )
        for session in ordered
    )


class _Kilometres(NamedTuple):
    """What the runs of one week add up to [km]."""

    total: float = 0.0
    longest: float = 0.0  # the longest long run; the race in a week that has one
    name: str = "long run"


def _kilometres(sessions: Sequence[Session]) -> dict[int, _Kilometres]:
    kilometres = {}
    for week in {session.week for session in sessions if session.is_run}:
        runs = [session for session in sessions if session.is_run and session.week == week]
        races, longs = ([run.race_km for run in runs if run.type == name] for name in ("race", "long"))
        total = round(sum(run.distance_km for run in runs), 6)
        kilometres[week] = _Kilometres(total, max(races or longs, default=0.0), "race" if races else "long run")
    return kilometres


def follow_sessions(weeks: Sequence[Week], sessions: Sequence[Session]) -> list[Week]:
    """The weeks with `run_km` and `long_run_km` as the runs have them, where the two differ."""
    kilometres = _kilometres(sessions)
    followed = []
    for week in weeks:
        of_runs = kilometres.get(week.week, _Kilometres())
        run_km = of_runs.total if abs(week.run_km - of_runs.total) >= _SAME_KM else week.run_km
        long_run_km = of_runs.longest if abs(week.long_run_km - of_runs.longest) >= _SAME_KM else week.long_run_km
        followed.append(week._replace(run_km=run_km, long_run_km=long_run_km))
    return followed


def _week_edits(planned: Sequence[Session], sessions: Sequence[Session]) -> list[str]:
    """A sentence for each week whose runs add up to other kilometres than planned."""
    before, now = _kilometres(planned), _kilometres(sessions)
    edits = []
    for week in sorted({*before, *now}):
        old, new = before.get(week, _Kilometres()), now.get(week, _Kilometres())
        parts = []
        if abs(old.total - new.total) >= _SAME_KM:
            parts.append(f"{format_number(new.total)} km of running instead of {format_number(old.total)}")
        if abs(old.longest - new.longest) >= _SAME_KM:
            parts.append(f"a {new.name} of {format_number(new.longest)} km instead of {format_number(old.longest)}")
        if parts:
            edits.append(f"Week {week} now has {' and '.join(parts)}.")
    return edits
