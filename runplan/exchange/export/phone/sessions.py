"""A session as the page has it: what it is, its steps, or its exercises with all that is done of them.

In: sessions of a plan. Out: plain data. Sessions of a phase share their exercises, so each row is in the file once.
"""

from __future__ import annotations

from typing import Any

from runplan.exchange.export.text import one_line, plain_lines, sign_of
from runplan.insight.lift_text import LiftText, dose_text, left_text
from runplan.insight.run_text import run_text
from runplan.plan.records import Exercise, Session
from runplan.plan.tables import PlanTables
from runplan.planning.loads.lifts import lift_of
from runplan.units import counted, format_clock, format_distance, format_minutes, format_number, from_km
from runplan.words import SECTION_NAMES, listed

UNJUDGED = ("foam_roll", "warm_up")  # sections whose effort no runner minds
_SLOTS = {"am": "morning", "pm": "evening"}


class SessionData:
    """Turns the sessions of a plan into data; `rows` has the exercises that were met, each once."""

    def __init__(self, plan: PlanTables) -> None:
        self.rows: list[dict[str, Any]] = []
        self.exercise_ids: dict[str, None] = {}
        self._places: dict[tuple[Exercise, str], int] = {}
        self._plan, self._lifts, self._runs = plan, LiftText(plan, "×"), run_text(plan.block, "×")

    def of(self, session: Session) -> dict[str, Any]:
        """One session."""
        lasts = f"{session.duration_min} min" if session.minutes is not None else ""
        distance = format_distance(session.km, self._runs.units)
        facts = [f"about {format_minutes(session.minutes)} h" if session.is_run and lasts else ""]
        facts += [f"effort {format_number(session.effort)} of 10 overall" if session.effort is not None else ""]
        return {
            "id": session.session_id,
            "week": session.week,
            "slot": _SLOTS.get(session.slot, ""),
            "run": int(session.is_run),
            "sign": sign_of(session),
            "title": one_line(session.title).strip() or session.type.capitalize(),
            "amount": distance if session.is_run else lasts,
            "far": round(from_km(session.distance_km, self._plan.block.units), 2) if session.is_run else 0,
            "facts": [fact for fact in facts if fact],
            "note": plain_lines(session.note),
            "steps": self._steps(session),
            "rows": [self._place(exercise, session) for exercise in session.exercises],
        }

    def _steps(self, session: Session) -> list[list[str]]:
        """The steps of a run, each with its pace; where a pace comes first with its heart rates and how it feels."""
        rows: list[list[str]] = []
        bands = set()
        for what, band in self._runs.steps(session):
            facts = () if band is None or band in bands else (self._runs.heart_rate(band), band.feel)
            pace = "" if band is None else self._runs.pace(band)
            rows.append([one_line(what), pace, ", ".join(fact for fact in facts if fact)])
            bands.add(band)
        return rows

    def _place(self, exercise: Exercise, session: Session) -> int:
        """Where the row of an exercise is."""
        partners = listed([one_line(other.exercise) for other in _partners(exercise, session)])
        key = (exercise._replace(order=None), partners)
        if key not in self._places:
            self._places[key] = len(self.rows)
            self.rows.append(self._row(exercise, partners))
            self.exercise_ids.setdefault(exercise.exercise_id)
        return self._places[key]

    def _row(self, exercise: Exercise, partners: str) -> dict[str, Any]:
        sets = exercise.sets or 1
        facts = [left_text(exercise)]
        is_minded = exercise.effort is not None and exercise.section not in UNJUDGED
        facts += [f"effort {format_number(exercise.effort)}" if is_minded else ""]
        facts += [f"rest {format_clock(exercise.rest_s)}" if exercise.rest_s and sets > 1 else ""]
        facts += [f"alternating with {partners}" if partners else ""]
        return {
            "exercise": exercise.exercise_id,
            "name": one_line(exercise.exercise).strip() or exercise.exercise_id,
            "section": SECTION_NAMES.get(exercise.section, one_line(exercise.section)),
            "dose": dose_text(exercise, self._lifts.load(exercise), "×"),
            "load": self._lifts.load(exercise),
            "facts": [fact for fact in facts if fact],
            "left": _left_sentence(exercise),
            "note": one_line(self._lifts.note(exercise)),
            "sets": sets,
            "reps": exercise.reps,
            "seconds": exercise.seconds,
            "sides": 2 if exercise.each_side else 1,
            "rest": exercise.rest_s or 0,
            "pair": exercise.superset,
            **self._weight(exercise),
        }

    def _weight(self, exercise: Exercise) -> dict[str, Any]:
        """The weight to note: what the plan names, in which unit, and whether it is that of each hand."""
        catalog, weight = self._plan.catalog, self._lifts.weight(exercise)
        in_catalog = exercise.exercise_id in catalog.exercises.index
        is_held = in_catalog and bool(catalog.exercises.at[exercise.exercise_id, "hands"])
        if not is_held:
            return {"kg": None, "unit": ""} if weight is None else {"kg": weight.kg, "unit": weight.unit, "each": 0}
        lift = lift_of(self._plan.block, catalog, exercise.exercise_id)  # with a bar, both hands hold one weight
        kg, unit = (None, lift.unit) if weight is None else (weight.kg, weight.unit)
        return {"kg": kg, "unit": unit, "each": int(lift.hands == "two")}


def _partners(exercise: Exercise, session: Session) -> list[Exercise]:
    """What is done in turn with an exercise."""
    if not exercise.superset:
        return []
    return [
        other for other in session.exercises if other.superset == exercise.superset and other.order != exercise.order
    ]


def _left_sentence(exercise: Exercise) -> str:
    """When to stop a set; holds end by the clock."""
    if exercise.reserve is None or exercise.reps is None:
        return ""
    return f"Stop when you could still do {counted(exercise.reserve, 'more rep')}."
