"""What became of sessions, as the runner ticks it: done, done in part, missed. No widget in here.

In: sessions and a word for each. Out: the plan with their status, or a sentence on why it stays as it is; and the quiet
question about days that nobody has marked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from runplan.api import Plan
from runplan.plan.records import Session
from runplan.schema import PLANNED, WEEKDAYS
from runplan.ui.state.life.lived import Lived, marked, what, with_status
from runplan.ui.state.messages import Answer
from runplan.units import counted, format_day
from runplan.words import inside

if TYPE_CHECKING:
    from runplan.ui.state.planner_model import PlannerModel

MARKS = {"done": "done", "partly": "partly done", "missed": "missed"}
"""What a session can be ticked as, and how that is said."""
ASK_FROM_DAYS = 3
"""So many days without a mark are asked about: our assumption."""
NEVER: dt.date | None = None
"""When unmarked days were asked about, where that was never."""
_FIRST = "RunPlan cannot make a plan with these settings. Change them or undo the last change, then mark sessions."
_UNLOCK = "To change it, tick “Change past weeks too” under What happened?"


class UnmarkedSessions(NamedTuple):
    """Sessions before today of which nobody has said what became of them."""

    sessions: tuple[Session, ...]

    @property
    def days(self) -> int:
        """On how many days they were."""
        return len({session.date for session in self.sessions})

    @property
    def sentence(self) -> str:
        """The question about them."""
        are = "is" if len(self.sessions) == 1 else "are"
        return f"{counted(len(self.sessions), 'session')} before today {are} not marked."


def may_mark(session: Session, today: dt.date) -> bool:
    """Whether it can be said what became of a session: its day has come, or a log has marked it before."""
    return session.date <= today or session.status in MARKS


def mark(model: PlannerModel, session_id: str, status: str) -> None:
    """Say what became of a session, or that it is not known (planned)."""
    session = None if model.plan is None else model.plan.session_of(session_id)
    if session is None or session.status == status:
        return
    if not may_mark(session, model.form.today()):
        model.messages.warn(f"{_name(session)} is still to come: you can mark it from {format_day(session.date)} on.")
        return
    now = f"marked as {MARKS[status]}" if status in MARKS else "no longer marked"
    mark_many(model, {session_id: status}, f"marking {inside(_name(session))}", f"{_name(session)} is {now}.")


def mark_all_done(model: PlannerModel) -> None:
    """Mark all that is not marked before today as done."""
    unmarked = unmarked_sessions(model).sessions
    if unmarked:
        what = counted(len(unmarked), "session")
        marks = {session.session_id: "done" for session in unmarked}
        mark_many(model, marks, f"marking {what} as done", f"{what} before today {_are(unmarked)} marked as done.")
    leave_unmarked(model)


def _are(sessions: tuple[Session, ...]) -> str:
    return "is" if len(sessions) == 1 else "are"


def mark_many(
    model: PlannerModel, marks: Mapping[str, str], label: str, sentence: str, with_loads: Plan | None = None
) -> None:
    """Say what became of several sessions at once: one change, which Undo calls by its label.

    `with_loads` is the plan with these marks where the loads of what is to come follow from them.
    """
    plan, lived = model.plan, model.as_lived()
    if plan is None or lived is None or not model.matches:
        model.messages.warn(_FIRST)
        return
    with model.messages.as_one():
        model.remember(label)
        followed = with_status(plan, marks) if with_loads is None else with_loads
        with model.form.silently():
            model.form.lifts = followed.block.lifts
        model.lived = lived.marked(marks, followed)
        model.accept(followed.block, followed)
        model.messages.say(sentence)


def unmarked_sessions(model: PlannerModel) -> UnmarkedSessions:
    """The sessions before today that are not marked."""
    plan, today = model.plan, model.form.today()
    if plan is None:
        return UnmarkedSessions(())
    return UnmarkedSessions(
        tuple(session for session in plan.session_records if session.date < today and session.status == PLANNED)
    )


def asks(model: PlannerModel) -> UnmarkedSessions | None:
    """The sessions that are to be asked about; None where there are few, or where it was asked already.

    Who would rather not be asked is asked again only after marking something since.
    """
    unmarked, asked, plan = unmarked_sessions(model), model.asked_on, model.plan
    if plan is None or not model.matches or not plan.block.first_day < model.form.today() <= plan.block.last_day:
        return None
    if asked is not None:
        unmarked = UnmarkedSessions(tuple(session for session in unmarked.sessions if session.date >= asked))
        if not any(session.date >= asked for session in marked(plan)):
            return None
    return unmarked if unmarked.days >= ASK_FROM_DAYS else None


def leave_unmarked(model: PlannerModel) -> None:
    """Ask no more about the days until today."""
    model.asked_on = model.form.today()
    model.messages.note_change()


def day_in(value: Any) -> dt.date | None:
    """The day when it was asked last, as a state file has it; where it cannot be read, it is asked once more."""
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return NEVER


def why_past(model: PlannerModel, session_id: str, weekday: str = "") -> Answer | None:
    """Why a session stays on its day: that is past, or the one that it would move to is; None where it may move."""
    plan, lived = model.plan, model.as_lived()
    session = None if plan is None else plan.session_of(session_id)
    if plan is None or session is None or lived is None or model.changes_past or not lived.holds(plan.block):
        return None
    days = {WEEKDAYS[day.weekday()]: day for day in plan.week_records[session.week - 1].dates}
    if min(session.date, days.get(weekday, session.date)) >= lived.first_open:
        return None
    return Answer(f"{_name(session)} stays where it is: that day is in the past. {_UNLOCK}", refused=True)


def tell_lost(model: PlannerModel) -> None:
    """Say that sessions which were marked are not in the plan any more, where that is so."""
    before, plan = model.before, model.plan
    if before is None or plan is None or not model.matches:
        return
    there = {what(session) for session in plan.session_records}
    lost = tuple(session for session in marked(before) if what(session) not in there)
    if lost:
        are = "is" if len(lost) == 1 else "are"
        gone = f"{counted(len(lost), 'session')} that you marked {are} no longer in this plan. Press Undo to go back."
        model.messages.add_warning(gone)


def why_begun(model: PlannerModel, week: int) -> Answer | None:
    """Why the kilometres of a week stay; None where they may change."""
    plan, lived = model.plan, model.as_lived()
    if plan is None or lived is None or model.changes_past or not lived.has_begun(plan, week):
        return None
    return Answer(f"Week {week} stays as it is: it has begun. {_UNLOCK}", refused=True)


def has_past(model: PlannerModel) -> bool:
    """Whether something of the plan is past, and stays as it was."""
    lived = model.as_lived()
    return lived is not None and model.plan is not None and lived.holds(model.plan.block)


def change_past(model: PlannerModel, *, may_change: bool) -> None:
    """Let the weeks that are past change too, or let them stay as they are from now on."""
    with model.messages.lock:
        if model.changes_past and not may_change and model.plan is not None:
            model.lived = Lived(model.plan, model.form.today())
        model.changes_past = may_change
        model.messages.note_change()


def _name(session: Session) -> str:
    return f"{session.title} of {format_day(session.date)}"
