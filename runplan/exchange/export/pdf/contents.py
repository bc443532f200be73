"""What a page says of a plan's records, as text in the runner's unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runplan.exchange.export.pdf.signs import sign_of
from runplan.insight.run_text import RunText
from runplan.plan.records import Exercise, Session, Week
from runplan.units import counted, format_clock, format_date, format_number, from_km
from runplan.words import GOAL_NAMES, PHASE_NAMES, STRENGTH_PHASE_AIMS, STRENGTH_PHASE_NAMES

if TYPE_CHECKING:
    from runplan.plan.tables import PlanTables

STRENGTH_PHASE_WORDS = {STRENGTH_PHASE_NAMES[phase]: aim for phase, aim in STRENGTH_PHASE_AIMS.items()}
_COUNTED = ("activation", "strength", "plyometric")  # sections whose effort a runner minds


def weeks_of(plan: PlanTables) -> list[Week]:
    """A plan's weeks, the sessions of each as its page shows them: morning before evening."""
    sessions = sorted(plan.session_records, key=lambda session: (session.date, session.slot, not session.is_run))
    return [
        week._replace(sessions=tuple(session for session in sessions if session.week == week.week))
        for week in plan.week_records
    ]


def plan_title(plan: PlanTables) -> str:
    """What the plan is called on paper: its weeks, and its race."""
    block = plan.block
    weeks = counted(block.number_of_weeks, "week")
    if block.race_date is None:
        return f"{weeks} of training"
    name = GOAL_NAMES.get(block.goal, "race")
    return f"{weeks} to the {name} on {format_date(block.race_date)}"


def phase_name(week: Week) -> str:
    """The phase of a week's running."""
    return PHASE_NAMES.get(week.phase, week.phase)


def strength_phase_name(week: Week) -> str:
    """The phase of a week's strength work."""
    return STRENGTH_PHASE_NAMES.get(week.strength_phase, week.strength_phase)


def week_km(week: Week) -> float:
    """What a week's sessions add up to [km]."""
    return sum(session.distance_km for session in week.sessions)


def week_minutes(week: Week) -> int:
    """What a week's sessions last together [min]."""
    return sum(session.duration_min for session in week.sessions)


def sign(session: Session) -> str:
    """The key of the sign that stands for a session."""
    return sign_of(session.type, session.kind)


def session_title(session: Session) -> str:
    """A session's title; without one, its type."""
    return session.title or session.type


def distance(session: Session, units: str) -> str:
    """A session's distance without its unit; nothing for strength."""
    return format_number(from_km(session.km, units)) if session.km else ""


def about(session: Session, runs: RunText) -> str:
    """A run's steps with their paces, and the session's note."""
    steps = runs.line(session)
    if steps and session.note:
        steps = f"{steps.rstrip('.')}."
    return " ".join(part for part in (steps, session.note) if part)


def rest(exercise: Exercise) -> str:
    """The rest between sets; nothing for a single one."""
    return format_clock(exercise.rest_s) if exercise.rest_s and exercise.sets and exercise.sets > 1 else ""


def effort(exercise: Exercise) -> str:
    """An exercise's effort, in the parts of a session where a runner minds it."""
    return format_number(exercise.effort) if exercise.section in _COUNTED else ""


def dose(exercise: Exercise) -> str:
    """Sets times repetitions or seconds, as a person writes them: 3 × 10 each side."""
    seconds = "" if exercise.seconds is None else f"{exercise.seconds} s"
    text = " × ".join(filter(None, (format_number(exercise.sets), format_number(exercise.reps), seconds)))
    return f"{text} each side" if exercise.each_side else text
