"""Moves that a person makes on the board: a session to another day, a week to other kilometres. No widget in here.

In: the plan shown, what is pinned or set, and a request. Out: a change of the wishes, or an answer on why not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from runplan.api import Plan
from runplan.errors import RunplanError
from runplan.insight.actions.action import Action
from runplan.plan.fields import FIELDS
from runplan.ui.field_text import named_sessions
from runplan.ui.state.life import marks
from runplan.ui.state.messages import Answer
from runplan.units import as_date, format_distance
from runplan.words import WEEKDAY_NAMES, inside

if TYPE_CHECKING:
    from runplan.ui.state.planner_model import PlannerModel

WEEK_LABEL = "distance of week "
NO_ROOM = "An event this week leaves no room on that day. Remove the event first, under What happened?"
_FIRST = (
    "RunPlan cannot make a plan with these settings. Undo the last change or use the suggestion, then move sessions."
)

_LATER = "RunPlan plans it as soon as your settings allow a plan."


@dataclass(frozen=True)
class Change:
    """A change of the wishes that a person made on the board.

    Attributes
    ----------
    label : str
        What Undo calls it.
    wishes : dict
        Fields of Block.
    done, cost : str
        What is said once it is planned, and what the session's day costs, which is counted for a whole week.
    stays : str
        What is said, before the reasons, where it cannot be planned and is taken back.
    waits : str
        What is said where it cannot be planned and stays wished.
    place : tuple of str
        The session that it moves, and the weekday that it is to be on; empty where it moves none.
    """

    label: str
    wishes: dict[str, Any]
    done: str = ""
    stays: str = ""
    waits: str = ""
    place: tuple[str, ...] = ()
    cost: str = ""

    def is_in(self, plan: Plan | None) -> bool:
        """Whether a plan has the session where it was moved to: what happens in its week may leave it out."""
        if not self.place or plan is None:
            return True
        session = plan.session_of(self.place[0])
        return session is not None and session.weekday == self.place[1]


def move_session(
    plan: Plan | None, pins: Sequence[tuple[str, str]], session_id: str, weekday: str
) -> Change | Answer | None:
    """Pin a session of the plan shown to a day of its week, if the hard rules allow it there, and say what it costs."""
    if plan is None:
        return Answer(_FIRST, refused=True)
    try:
        days = plan.explain(session_id)
    except RunplanError as refused:
        return Answer(str(refused), refused=True)
    row = next(row for row in days.itertuples(index=False) if row.weekday == weekday)
    name, day = _name(plan, session_id), WEEKDAY_NAMES[weekday]
    if not row.allowed:
        return Answer(f"{name} stays where it is. {row.sentence}", refused=True)
    date = as_date(row.date)
    closed = [event.text for event in plan.block.events if date is not None and event.closes(date)]
    if closed:
        return Answer(f"{name} stays where it is. {day} is a day without training: {closed[0]}.", refused=True)
    if row.here and session_id.endswith("-race"):
        return None
    session = plan.session_of(session_id)
    if row.here and plan.block.runs is not None and session is not None and session.is_run:
        return Answer(f"{name} needs no pin: RunPlan does not move the runs of your own plan.", refused=True)
    pinned = dict(pins) | {session_id: weekday}
    if pinned == dict(pins):
        return None
    cost = ""
    if row.here:
        done = f"{name} is pinned to {day}; the rest of the plan may move around it."
    else:
        done = f"{name} was moved to {day} and pinned there."
        if not plan.block.events:  # what a day costs is counted without them
            cost = f" {_done(str(row.sentence), day)}"
    label = f"{'pinning' if row.here else 'moving'} {inside(name)}"
    wishes, stays = {"pins": tuple(sorted(pinned.items()))}, f"{name} stays where it is."
    return Change(label, wishes, done, stays, place=(session_id, weekday), cost=cost)


def unpin_session(plan: Plan | None, pins: Sequence[tuple[str, str]], session_id: str) -> Change | None:
    """Let a session go where it fits best."""
    if session_id not in dict(pins):
        return None
    name = _name(plan, session_id)
    others = tuple(pin for pin in pins if pin[0] != session_id)
    return Change(f"unpinning {inside(name)}", {"pins": others}, f"{name} is no longer pinned.")


def change_week(
    weekly_km: Sequence[tuple[int, float]] | None, week: int, km: float | None, units: str
) -> Change | Answer:
    """Give a week kilometres of its own, or the curve's value back; None where the runs are a plan of the runner's."""
    if weekly_km is None:
        sentence = (
            f"Your own run plan sets the distance of week {week}. To drag bars, press “Let RunPlan plan my runs” "
            "under Runs."
        )
        return Answer(sentence, refused=True)
    own = dict(weekly_km)
    if km is None:
        own.pop(week, None)
        wanted = "goes back to the planned distance"
    else:
        own[week] = round(min(FIELDS["weekly_km"].high, max(0.0, km)), 1)
        wanted = f"will have {format_distance(own[week], units)}"
    # Where it cannot be planned the board shows the last plan, in which nothing of this is seen.
    waits = f"Noted: week {week} {wanted}. {_LATER}"
    return Change(f"{WEEK_LABEL}{week}", {"weekly_km": tuple(sorted(own.items()))}, waits=waits)


def act(model: PlannerModel, action: Action) -> None:
    """Do what a finding's button says."""
    if not action.changes:
        model.plan_without_edits()
        return
    name = inside(action.label)
    make(model, Change(name, action.changes, f"Done: {name}.", f"This is not possible now: {name}."))


def make(model: PlannerModel, change: Change | Answer | None) -> None:
    """Make a change of the board's, or say why it is not made."""
    if change is None:
        return
    if isinstance(change, Answer):
        model.messages.tell(change)
        return
    with model.messages.as_one():
        before = model.before
        model.wish(change.label, **change.wishes)
        has_room = change.is_in(model.plan)
        if model.matches and change.done and has_room:
            model.messages.say(change.done if _has_begun(model, change) else f"{change.done}{change.cost}")
        elif not model.matches and change.waits:
            model.messages.warn(change.waits)
        elif not (model.matches and has_room) and change.stays and not model.edits:  # edits are asked about first
            why = " ".join(model.blockers) or NO_ROOM
            model.never_mind()
            model.before = before
            model.messages.warn(f"{change.stays} {why}")


def _has_begun(model: PlannerModel, change: Change) -> bool:
    """Whether a session was moved in a week of which something is past, and stays: there other days cost something."""
    session = model.plan.session_of(change.place[0]) if change.place and model.plan is not None else None
    return session is not None and marks.why_begun(model, session.week) is not None


def _done(sentence: str, day: str) -> str:
    """What a day would cost, said of a move that was made.

    >>> _done("Friday is 40 points worse: runs would be spread less evenly. 1 other session would move.", "Friday")
    'That is 40 points worse: runs would be spread less evenly. 1 other session moved with it.'
    """
    for would, did in ((f"{day} would be", "That is"), (f"{day} is", "That is")):
        sentence = sentence.replace(would, did)
    return sentence.replace(" would move.", " moved with it.")


def _name(plan: Plan | None, session_id: str) -> str:
    """A session by its title and week: "Heavy strength of week 3"."""
    session = None if plan is None else plan.session_of(session_id)
    return named_sessions(session_id) if session is None else f"{session.title} of week {session.week}"
