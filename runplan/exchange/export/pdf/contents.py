"""What a page says of a plan, as text: sessions, exercises and weeks, in the runner's unit."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from runplan.exchange.export.pdf.signs import sign_of
from runplan.exchange.export.text import SECTION_NAMES
from runplan.units import as_date, counted, format_clock, format_date, format_number, from_km, in_units
from runplan.words import GOAL_NAMES

if TYPE_CHECKING:
    from runplan.plan.tables import PlanTables

PHASE_NAMES = {"base": "Base", "build": "Build", "peak": "Peak", "taper": "Taper", "race": "Race week"}
STRENGTH_PHASE_NAMES = {"technique": "Technique", "strength": "Strength", "power": "Power", "keep": "Keep"}
STRENGTH_PHASE_WORDS = {
    "Technique": "learning the movements",
    "Strength": "building strength",
    "Power": "adding power",
    "Keep": "keeping strength",
}
_COUNTED = ("activation", "strength", "plyometric")  # sections whose effort a runner minds
_ONE_STEP = re.compile(r"[\d.]+ k?m (easy|@race)")  # says nothing that the distance does not


class Session(NamedTuple):
    """One session."""

    session_id: str
    week: int
    date: dt.date
    slot: str
    run: bool
    sign: str
    title: str
    distance: str  # without its unit; nothing for strength
    minutes: str
    effort: str
    pinned: bool
    about: str  # a run's steps, and the note


class Exercise(NamedTuple):
    """One prescribed exercise."""

    section: str
    name: str
    dose: str
    rest: str
    effort: str
    note: str
    in_turn: bool  # with those of the same letter


class Week(NamedTuple):
    """One week."""

    week: int
    start: dt.date
    phase: str
    strength_phase: str
    step_back: bool
    note: str
    km: float
    minutes: int
    sessions: tuple[Session, ...]

    @property
    def strength(self) -> list[Session]:
        """Its strength sessions."""
        return [one for one in self.sessions if not one.run]


class Contents:
    """A plan as its pages show it.

    Parameters
    ----------
    plan : PlanTables
    """

    def __init__(self, plan: PlanTables) -> None:
        self.units = plan.block.units
        self.plan_id = plan.plan_id
        self.title = plan_title(plan)
        self.span = f"{format_date(plan.block.first_day)} to {format_date(_last_day(plan))}"
        self._exercises = _exercises(plan.exercises)
        sessions: defaultdict[int, list[tuple[Session, float, int]]] = defaultdict(list)
        for row in _records(plan.sessions):
            session = _session(row, self.units)
            sessions[session.week].append((session, _number(row["km"]), int(_number(row["minutes"]))))
        self.weeks = tuple(_week(row, sessions[int(row["week"])]) for row in _records(plan.weeks))

    def exercises(self, session: Session) -> list[Exercise]:
        """The exercises of a session in their order."""
        return self._exercises.get(session.session_id, [])


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows, with None where a count is absent."""
    return [
        {str(name): None if value is pd.NA else value for name, value in row.items()}
        for row in frame.to_dict("records")
    ]


def _number(value: Any) -> float:
    return 0.0 if value is None or value != value else float(value)


def _date(value: Any) -> dt.date:
    day = as_date(value)
    assert day is not None  # a plan's rows have a day
    return day


def plan_title(plan: PlanTables) -> str:
    """What the plan is called on paper: its weeks, and its race."""
    block = plan.block
    weeks = counted(block.number_of_weeks, "week")
    if block.race_date is None:
        return f"{weeks} of training"
    name = GOAL_NAMES.get(block.goal, "race")
    return f"{weeks} to the {name} on {format_date(block.race_date)}"


def _last_day(plan: PlanTables) -> dt.date:
    return plan.block.first_day + dt.timedelta(days=7 * plan.block.number_of_weeks - 1)


def _week(row: dict[str, Any], found: list[tuple[Session, float, int]]) -> Week:
    note = str(row["note"])
    return Week(
        week=int(row["week"]),
        start=_date(row["start"]),
        phase=PHASE_NAMES.get(row["phase"], row["phase"]),
        strength_phase=STRENGTH_PHASE_NAMES.get(row["strength_phase"], row["strength_phase"]),
        step_back=bool(row["step_back"]),
        note="" if note in ("Step-back week", "Race week") else note,
        km=sum(km for _, km, _ in found),
        minutes=sum(minutes for _, _, minutes in found),
        sessions=tuple(sorted((one for one, _, _ in found), key=lambda one: (one.date, one.slot, not one.run))),
    )


def _session(row: dict[str, Any], units: str) -> Session:
    run = row["kind"] == "run"
    km, minutes = _number(row["km"]), row["minutes"]
    steps = str(row["steps"]).strip()
    steps = "" if _ONE_STEP.fullmatch(steps) else steps
    steps = in_units(steps, units)
    about = [
        f"{part.rstrip('.')}." if steps and row["note"] and part == steps else part for part in (steps, row["note"])
    ]
    return Session(
        session_id=row["session_id"],
        week=int(row["week"]),
        date=_date(row["date"]),
        slot=row["slot"],
        run=run,
        sign=sign_of(row["type"], row["kind"]),
        title=row["title"] or row["type"],
        distance=format_number(from_km(km, units)) if km else "",
        minutes="" if minutes is None else f"{int(minutes)}",
        effort=format_number(row["effort"]),
        pinned=bool(row["pinned"]),
        about=" ".join(part for part in about if part),
    )


def _exercises(frame: pd.DataFrame) -> dict[str, list[Exercise]]:
    found: defaultdict[str, list[Exercise]] = defaultdict(list)
    rows = _records(frame)
    for row in sorted(rows, key=lambda row: row["order"] if row["order"] is not None else 0):
        several = row["sets"] is not None and row["sets"] > 1
        letter = f"{row['superset']}: " if row["superset"] else ""
        found[row["session_id"]].append(
            Exercise(
                section=SECTION_NAMES.get(row["section"], row["section"]),
                name=f"{letter}{row['exercise']}",
                dose=_dose(row),
                rest=format_clock(row["rest_s"]) if several and row["rest_s"] else "",
                effort=format_number(row["effort"]) if row["section"] in _COUNTED else "",
                note=row["note"],
                in_turn=bool(row["superset"]),
            )
        )
    return found


def _dose(row: dict[str, Any]) -> str:
    """Sets times repetitions or seconds, as a person writes them: 3 × 10 each side."""
    once = f"{int(row['reps'])}" if row["reps"] is not None else ""
    if row["seconds"] is not None:
        once = f"{once} × {int(row['seconds'])} s" if once else f"{int(row['seconds'])} s"
    sets = "" if row["sets"] is None else f"{int(row['sets'])}"
    text = " × ".join(part for part in (sets, once) if part)
    return f"{text} each side" if row["each_side"] else text
