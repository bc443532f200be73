"""Moves that a person makes on the board: a session to another day, a week to other kilometres. No widget in here.

In: a session and a weekday, or a week and its kilometres. Out: wishes of the model, or a sentence on why not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runplan.errors import RunplanError
from runplan.ui.field_text import named_sessions
from runplan.units import format_distance
from runplan.words import WEEKDAY_NAMES, inside

if TYPE_CHECKING:
    from runplan.ui.state.planner_model import PlannerModel

WEEK_LABEL = "kilometres of week "
_MOST_KM = 300.0
_FIRST = (
    "The controls ask for something that cannot be planned; take that back, or use the offer, and then move sessions."
)

_LATER = "It is planned as soon as the controls ask for something that can be planned."


def move(model: PlannerModel, session_id: str, weekday: str) -> None:
    """Pin a session to a day of its week, if the hard rules allow it there; say what it costs."""
    plan = model.plan
    if not _planned(model):
        model.warn(_FIRST)
        return
    try:
        days = plan.explain(session_id)
    except RunplanError as refused:
        model.warn(str(refused))
        return
    row = next(one for one in days.itertuples(index=False) if one.weekday == weekday)
    name, day = _name(model, session_id), WEEKDAY_NAMES[weekday]
    if not row.allowed:
        model.warn(f"{name} stays where it is. {row.sentence}")
        return
    if row.here and session_id.endswith("-race"):
        return
    if row.here and model.runs is not None and _is_run(model, session_id):
        model.warn(f"{name} needs no pin: the runs of your own plan stay where they are.")
        return
    pins = dict(model.pins) | {session_id: weekday}
    if pins == dict(model.pins):
        return
    before = model.before
    model.wish(f"{'pinning' if row.here else 'moving'} {inside(name)}", pins=tuple(sorted(pins.items())))
    if model.edits:
        return  # what planning anew would drop is asked about first
    if not _planned(model):
        why = " ".join(model.blockers)
        model.never_mind()
        model.before = before
        model.warn(f"{name} stays where it is. {why}")
        return
    if row.here:
        model.say(f"{name} is pinned to {day}; everything else may move around it.")
    else:
        model.say(f"{name} is moved to {day} and pinned. {_done(row.sentence, day)}")


def unpin(model: PlannerModel, session_id: str) -> None:
    """Let a session go where it fits best."""
    if session_id not in dict(model.pins):
        return
    name = _name(model, session_id)
    model.wish(f"unpinning {inside(name)}", pins=tuple(pin for pin in model.pins if pin[0] != session_id))
    if model.matches:
        model.say(f"{name} is no longer pinned.")


def set_week(model: PlannerModel, week: int, km: float | None) -> None:
    """Give a week kilometres of its own, or the curve's value back."""
    if model.runs is not None:
        model.warn(
            f"The kilometres of week {week} are those of your own run plan; to pull bars, plan the runs from wishes "
            "again, under Runs."
        )
        return
    own = dict(model.weekly_km)
    if km is None:
        own.pop(week, None)
    else:
        own[week] = round(min(_MOST_KM, max(0.0, km)), 1)
    model.wish(f"{WEEK_LABEL}{week}", weekly_km=tuple(sorted(own.items())))
    if not _planned(model):
        # The board shows the last plan, in which nothing of this is seen.
        much = "goes by the curve again" if km is None else f"is to have {format_distance(own[week], _units(model))}"
        model.warn(f"Noted: week {week} {much}. {_LATER}")


def _units(model: PlannerModel) -> str:
    """The unit of the board: that of the plan shown, which may be another than the one wished."""
    return str(model.units if model.plan is None else model.plan.block.units)


def _planned(model: PlannerModel) -> bool:
    """Whether the plan shown is the plan of the wishes."""
    return model.plan is not None and model.matches


def _done(sentence: str, day: str) -> str:
    """What a day would cost, said of a move that was made.

    >>> _done("Friday costs 40 points: runs would bunch up. 1 other session would move.", "Friday")
    'That costs 40 points: runs would bunch up. 1 other session moved with it.'
    """
    for would, did in ((f"{day} costs", "That costs"), (f"{day} would be", "That is"), (f"{day} is", "That is")):
        sentence = sentence.replace(would, did)
    return sentence.replace(" would move.", " moved with it.")


def _name(model: PlannerModel, session_id: str) -> str:
    """A session by its title and week: "Heavy strength of week 3"."""
    session = model.plan.session_of(session_id)
    return named_sessions(session_id) if session is None else f"{session.title} of week {session.week}"


def _is_run(model: PlannerModel, session_id: str) -> bool:
    session = model.plan.session_of(session_id)
    return session is not None and session.is_run
