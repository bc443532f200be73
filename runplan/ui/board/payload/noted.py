"""What a runner noted of a session, as the board shows it: sets, distance, time, effort and the note itself.

In: a plan and what a log tells of one of its sessions. Out: lines of plain text, each with the name that begins it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runplan.insight.lift_text import LiftText
from runplan.plan.fields import SESSION_ID
from runplan.plan.log import OWN_PLAN, PHONE
from runplan.units import counted, format_clock, format_distance, format_number, format_pace

if TYPE_CHECKING:
    from runplan.plan.log import Activity, LoggedSet
    from runplan.plan.matching import SessionMatch
    from runplan.plan.tables import PlanTables


def noted_lines(plan: PlanTables, match: SessionMatch) -> list[list[str]]:
    """The exercises with their sets in the order of doing, then what was noted of the session as a whole."""
    sets: dict[str, list[str]] = {}
    for logged in match.sets:
        sets.setdefault(_exercise_name(plan, match, logged), []).append(_set_text(plan, match, logged))
    lines = [[name, ", ".join(texts)] for name, texts in sets.items()]
    for activity in match.activities:
        if activity.source == OWN_PLAN:  # it has what was planned, and the plan's own note
            continue
        facts = ", ".join(_facts(activity, plan.block.units))
        name = "" if SESSION_ID.fullmatch(activity.title) else activity.title
        if facts:
            lines.append([name, facts if name else f"{facts[:1].upper()}{facts[1:]}"])
        if activity.note and activity.note != match.session.note:
            lines.append(["Your note", activity.note])
    return lines


def _exercise_name(plan: PlanTables, match: SessionMatch, logged: LoggedSet) -> str:
    """An exercise as the plan calls it, as the catalogue does, or as the log has it."""
    for row in match.session.exercises:
        if row.exercise_id in (logged.exercise_id, logged.exercise):
            return row.exercise
    exercises = plan.catalog.exercises
    return str(exercises.at[logged.exercise_id, "name"]) if logged.exercise_id in exercises.index else logged.exercise


def _set_text(plan: PlanTables, match: SessionMatch, logged: LoggedSet) -> str:
    """A set in words; the phone page counts one side where both are done."""
    amount = counted(logged.reps, "rep") if logged.reps else f"{format_number(logged.seconds)} s"
    sides = [row.each_side for row in match.session.exercises if row.exercise_id == logged.exercise_id]
    exercises = plan.catalog.exercises
    if not sides and logged.exercise_id in exercises.index:
        sides = [bool(exercises.at[logged.exercise_id, "each_side"])]
    side = " each side" if logged.source == PHONE and any(sides) else ""
    weight = LiftText(plan, "×").noted(logged)
    return f"{amount}{side}{f' at {weight}' if weight else ''}"


def _facts(activity: Activity, units: str) -> list[str]:
    """Distance, time, pace of a run and effort, as far as they were noted."""
    km, seconds = activity.km, 60 * activity.duration_min
    pace = seconds / km if km and seconds and activity.is_run else None
    effort = f"effort {format_number(activity.rpe)} out of 10" if activity.rpe else ""
    return [
        fact
        for fact in (format_distance(km, units), format_clock(seconds or None), format_pace(pace, units), effort)
        if fact
    ]
