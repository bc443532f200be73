"""The part of a plan that is lived by now: it stays as it stood, with what was done of it. No widget in here.

In: the plan as it stood when a day began, and a block. Out: the block's plan, in which what is before that day is as it
was. The same block, plan and day give the same plan, byte for byte: it does not matter over which other blocks a slider
went. What a state file keeps of it gives it back.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from runplan import schema
from runplan.api import Plan, build_plan
from runplan.catalog import Catalog
from runplan.errors import RunplanError
from runplan.exchange.plan_file.cells import read_cells
from runplan.exchange.plan_file.csv_edits import follow_sessions
from runplan.exchange.plan_file.csv_tables import sessions_of_cells
from runplan.plan.block import Block
from runplan.plan.records import Session, Week, week_of
from runplan.plan.tables import exercises_source, sessions_source, weeks_source
from runplan.planning.replan import with_loads_of

LIVED = "what was done, and the weeks before today"
"""What a state file keeps here, in words."""
_DAY = dt.timedelta(days=1)
_MOST_BYTES = 16_000_000  # of a table, far more than 52 weeks have
_NAME = "plan.csv"
_OF_WEEK = re.compile(r"Week (\d+) now has ")


@dataclass(frozen=True, eq=False)
class Lived:
    """A plan as it stood, and the day from which on it may change.

    Parameters
    ----------
    plan : Plan
    day : datetime.date
        When it stood so.
    """

    plan: Plan
    day: dt.date

    @property
    def first_open(self) -> dt.date:
        """The first day that may change: the day itself, or the next one where something of it is marked."""
        return self.day + _DAY if any(session.date == self.day for session in marked(self.plan)) else self.day

    def holds(self, block: Block) -> bool:
        """Whether something of it is past in a block, and stays: the block has the same weeks, and is not over.

        A block that is over may be planned anew, as long as nothing of it was marked.
        """
        then = self.plan.block
        if then.first_day != block.first_day or self.first_open < then.first_day:
            return False
        if self.first_open == then.first_day and not marked(self.plan):  # on the first day, a session done ahead
            return False
        return self.day <= min(block.last_day, then.last_day) or any(marked(self.plan))

    def plan_of(self, block: Block, catalog: Catalog) -> Plan:
        """The plan of a block, in which what is past stays."""
        if not self.holds(block):
            return self.whole_plan_of(block, catalog)
        last = min(block.last_day, self.plan.block.last_day)
        plan = build_plan(block, catalog, self.plan, today=min(self.first_open, last))
        return _with_dates(plan, self._moved(plan, block, catalog))

    def _moved(self, plan: Plan, block: Block, catalog: Catalog) -> dict[str, Session]:
        """Where the sessions of the week that has begun are to be, as far as they are moved in it, by their ids.

        Other settings begin with the next week; a session that is pulled to another day moves at once. What is past of
        the week is where it was, so the others are laid out around it.
        """
        week = week_of(self.first_open, block.first_day)
        of_week = [session for session in plan.session_records if session.week == week and session.type != "race"]
        if block.runs is not None:
            of_week = [session for session in of_week if not session.is_run]
        open_ones = {session.session_id: session for session in of_week if session.date >= self.first_open}
        pins = {name: day for name, day in block.pins if name in open_ones}
        if pins == {name: session.weekday for name, session in open_ones.items() if session.pinned}:
            return {}
        fixed = {session.session_id: session.weekday for session in of_week if session.session_id not in open_ones}
        others = {name: day for name, day in self.plan.block.pins if name not in open_ones}
        asked = others | pins | fixed
        laid = build_plan(self.plan.block.replace(pins=tuple(sorted(asked.items()))), catalog, self.plan)
        return {
            session.session_id: session
            for session in laid.session_records
            if session.session_id in open_ones and session.date >= self.first_open
        }

    def has_begun(self, plan: Plan, week: int) -> bool:
        """Whether a week of the plan shown has begun, so that its kilometres stay."""
        return self.holds(plan.block) and week <= week_of(self.first_open, plan.block.first_day)

    def whole_plan_of(self, block: Block, catalog: Catalog) -> Plan:
        """The plan of a block whose past weeks may change too: what was marked stays so where its session does.

        The loads stay as well where the work does: they may follow from what was done.
        """
        plan = build_plan(block, catalog)
        marks = {what(session): session.status for session in marked(self.plan)}
        if marks:
            plan = _with_sessions(plan, [with_loads_of(self.plan, block, session) for session in plan.session_records])
        return with_status(
            plan,
            {
                session.session_id: marks[what(session)]
                for session in plan.session_records
                if marks and what(session) in marks
            },
        )

    def marked(self, marks: Mapping[str, str], current: Plan) -> Lived:
        """The same with marks of sessions; the plan that is shown, where that could not be made of this any more."""
        if marks.keys() <= {session.session_id for session in self.plan.session_records}:
            lived = replace(self, plan=with_status(self.plan, marks))
            if lived.plan_of(current.block, current.catalog).session_records == current.session_records:
                return lived
        return replace(self, plan=current)

    def without_edits(self, catalog: Catalog) -> Lived:
        """The same, what is still to come as it would be planned: what was edited of the past is past."""
        plan = build_plan(self.plan.block, catalog)
        past = [session for session in self.plan.session_records if session.date < self.first_open]
        ids = {session.session_id for session in past}
        to_come = [session for session in plan.session_records if session.date >= self.first_open]
        sessions = [*past, *(session for session in to_come if session.session_id not in ids)]
        return replace(self, plan=_with_sessions(plan, sessions))

    def keeps(self, edit: str) -> bool:
        """Whether a sentence on an edit tells of a session that is past, which stays as it was edited."""
        first, open_from = self.plan.block.first_day, self.first_open
        of_week, session = _OF_WEEK.match(edit), self.plan.session_of(re.split(r"[ ,:]", edit, maxsplit=1)[0])
        is_past = session is not None and session.date < open_from
        if of_week is not None:
            is_past = first + dt.timedelta(days=7 * int(of_week[1])) <= open_from
        return is_past and self.holds(self.plan.block)

    def to_json(self) -> dict[str, Any]:
        """Plain values, from which `lived_in` makes it again."""
        return _json_of(self.plan) | {"day": self.day.isoformat()}


def stood_so(lived: Lived | None, current: Plan | None, today: dt.date) -> Lived | None:
    """What is known of the past; the plan that is shown, where the day is a new one or nothing is known."""
    return lived if current is None or (lived is not None and lived.day == today) else Lived(current, today)


def edits_lost(edited: Sequence[str], lived: Lived | None) -> list[str]:
    """The sentences on edits that planning anew would drop: what was edited of the past stays."""
    return [edit for edit in edited if lived is None or not lived.keeps(edit)]


def plan_after(lived: Lived | None, block: Block, catalog: Catalog, *, whole: bool) -> Plan:
    """The plan of a block after what is past; `whole`, the weeks that are past may change too."""
    if lived is None:
        return build_plan(block, catalog)
    return lived.whole_plan_of(block, catalog) if whole else lived.plan_of(block, catalog)


def to_keep(lived: Lived | None, current: Plan | None, *, whole: bool) -> dict[str, Any]:
    """What has to be kept for the plan shown to be the same again, as plain values; empty where its block is enough."""
    if lived is None or current is None or not (whole or lived.holds(current.block)):
        return {}
    return (Lived(current, lived.day) if whole else lived).to_json()


def marked(plan: Plan) -> tuple[Session, ...]:
    """The sessions of which it is said what became of them."""
    return tuple(session for session in plan.session_records if session.status != schema.PLANNED)


def with_status(plan: Plan, marks: Mapping[str, str]) -> Plan:
    """The same plan with what became of some sessions, by their ids."""
    if not marks:
        return plan
    sessions = [
        session._replace(status=marks.get(session.session_id, session.status)) for session in plan.session_records
    ]
    return Plan(**(plan.parts() | {"sessions": sessions_source(sessions)}))


def with_marks(plan: Plan, lived: Lived | None) -> Plan:
    """A plan that was read from its file, with what was marked in the planner since."""
    if lived is None:
        return plan
    return with_status(plan, {session.session_id: session.status for session in marked(lived.plan)})


def lived_in(values: Any, catalog: Catalog) -> Lived | None:
    """What `Lived.to_json` wrote, or None where it is damaged or has exercises that the catalogue does not have."""
    if not is_lived(values):
        return None
    block, sessions = Block.from_dict(values["block"]), _sessions_in(values["table"])
    exercise_ids = catalog.exercises.index
    if any(row.exercise_id not in exercise_ids for session in sessions for row in session.exercises):
        return None
    parts: dict[str, Any] = {
        "weeks": weeks_source(_weeks_in(values["weeks"])),
        "sessions": sessions_source(sessions),
        "exercises": exercises_source(sessions),
        "remarks": schema.empty_frame(schema.FINDINGS),
    }
    plan = Plan(block=block, catalog=catalog, **parts)
    return Lived(plan, dt.date.fromisoformat(values["day"]))


def is_lived(values: Any) -> bool:
    """Whether values are what `Lived.to_json` wrote."""
    try:
        dt.date.fromisoformat(values["day"])
        Block.from_dict(values["block"])
        return bool(_sessions_in(values["table"])) and bool(_weeks_in(values["weeks"]))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, NoBase64, zlib.error, RunplanError):
        return False


@lru_cache(maxsize=8)
def _json_of(plan: Plan) -> dict[str, Any]:
    """The block of a plan, its table packed, and its weeks; a plan never changes, so they are made once."""
    weeks = [
        [value.isoformat() if isinstance(value, dt.date) else value for value in week[: len(schema.WEEKS)]]
        + [list(week.remarks)]
        for week in plan.week_records
    ]
    table = b64encode(zlib.compress(plan.csv_text().encode("utf-8"))).decode("ascii")
    return {"block": plan.block.to_dict(), "table": table, "weeks": weeks}


@lru_cache(maxsize=8)
def _sessions_in(table: str) -> tuple[Session, ...]:
    unpacked = zlib.decompressobj()
    text = unpacked.decompress(b64decode(table, validate=True), _MOST_BYTES)
    return sessions_of_cells(read_cells(text, _NAME), _NAME).sessions


def _weeks_in(rows: Any) -> list[Week]:
    end = len(schema.WEEKS)  # after it the remarks
    weeks = [Week(int(row[0]), dt.date.fromisoformat(row[1]), *row[2:end], *map(tuple, row[end:])) for row in rows]
    for week in weeks:
        texts = (week.phase, week.strength_phase, week.note, *week.remarks)
        numbers = (week.run_km, week.long_run_km, week.sets_target)
        counts = (week.quality_runs, week.strength_sessions)
        if not all(isinstance(text, str) for text in texts) or not all(isinstance(count, int) for count in counts):
            raise ValueError(week)
        if not all(isinstance(value, int | float) for value in numbers) or not isinstance(week.step_back, bool):
            raise ValueError(week)
    return weeks


def _with_dates(plan: Plan, moved: Mapping[str, Session]) -> Plan:
    """The same plan with some sessions on other days, as they are pinned."""
    if not moved:
        return plan
    sessions = []
    for session in plan.session_records:
        to = moved.get(session.session_id, session)
        sessions.append(session._replace(date=to.date, weekday=to.weekday, slot=to.slot, pinned=to.pinned))
    return _with_sessions(plan, sorted(sessions, key=lambda session: (session.date, session.slot)))


def _with_sessions(plan: Plan, sessions: Sequence[Session]) -> Plan:
    parts = {
        "weeks": weeks_source(follow_sessions(plan.week_records, sessions)),
        "sessions": sessions_source(sessions),
        "exercises": exercises_source(sessions),
    }
    return Plan(**(plan.parts() | parts))


def what(session: Session) -> tuple[Any, ...]:
    """What a session is, whatever its number in a plan."""
    return session.date, session.slot, session.kind, session.type, session.title, session.km, session.minutes
