"""What the sheets of the workbook hold: their columns with the values of each row, as plain data."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from runplan.catalog.rules import RULES
from runplan.insight.lift_text import LiftText
from runplan.insight.plan_facts import Finding
from runplan.insight.run_text import run_text
from runplan.plan.records import Week
from runplan.plan.tables import PlanTables
from runplan.units import counted, format_date, from_km

ABOUT_HEAD = "About this workbook"
_QUALITY = ("tempo", "intervals", "hills")


@dataclass(frozen=True)
class Formula:
    """A cell that the spreadsheet computes, with the value that it comes to."""

    text: str
    value: float


@dataclass(frozen=True)
class Column:
    """One column of a sheet."""

    name: str  # its header, with the unit
    values: Sequence[Any]
    kind: str = "text"  # text, wrapped, count, number, date or clock
    wide: float = 12.0  # its width, in letters
    total: str = ""  # what the row below the last one shows: sum, max, or nothing
    bar: bool = False  # whether a pale bar behind the number shows its size


def _column(name: str, records: Sequence[Any], field: str, kind: str = "text", wide: float = 12.0) -> Column:
    """A column of one field of some records; a flag is yes or nothing."""
    values = [getattr(record, field, None) for record in records]
    return Column(name, ["yes" * value if isinstance(value, bool) else value for value in values], kind, wide)


def session_columns(plan: PlanTables) -> list[Column]:
    """A row a session."""
    sessions, units, runs = plan.session_records, plan.block.units, run_text(plan.block)
    steps = ["\n".join(runs.lines(session)) for session in sessions]
    distances = [None if session.km is None else from_km(session.km, units) for session in sessions]
    return [
        _column("Week", sessions, "week", "count", 7),
        _column("Date", sessions, "date", "date", 12),
        _column("Day", sessions, "weekday", wide=6),
        _column("Time", sessions, "slot", wide=6),
        _column("Kind", sessions, "kind", wide=10),
        _column("Type", sessions, "type", wide=11),
        _column("Session", sessions, "title", "wrapped", 24),
        Column(f"Distance ({units})", distances, "number", 14),
        _column("Minutes", sessions, "minutes", "count", 9),
        _column("Effort (0-10)", sessions, "effort", "number", 12),
        _column("Pinned", sessions, "pinned", wide=8),
        Column("Steps and paces", steps, "wrapped", 52),
        _column("Note", sessions, "note", "wrapped", 36),
        _column("Session id", sessions, "session_id", wide=17),
    ]


def exercise_columns(plan: PlanTables) -> list[Column]:
    """A row a prescribed exercise."""
    records = [(session_id, exercise) for session_id, rows in plan.exercise_records.items() for exercise in rows]
    exercises = [exercise for _, exercise in records]
    session_of = {session.session_id: session for session in plan.session_records}
    sessions = [session_of.get(session_id) for session_id, _ in records]
    lifts = LiftText(plan)
    return [
        _column("Week", sessions, "week", "count", 7),
        _column("Date", sessions, "date", "date", 12),
        _column("Day", sessions, "weekday", wide=6),
        _column("Session", sessions, "title", "wrapped", 20),
        _column("Order", exercises, "order", "count", 7),
        Column("Part", [exercise.section.replace("_", " ") for exercise in exercises], wide=12),
        _column("Exercise", exercises, "exercise", "wrapped", 34),
        _column("Sets", exercises, "sets", "count", 6),
        _column("Repetitions", exercises, "reps", "count", 12),
        _column("Seconds", exercises, "seconds", "count", 9),
        _column("Each side", exercises, "each_side", wide=10),
        _column("Rest (s)", exercises, "rest_s", "count", 9),
        _column("Effort (0-10)", exercises, "effort", "number", 12),
        Column("Load", [lifts.load(exercise) for exercise in exercises], wide=12),
        _column("Left (repetitions)", exercises, "reserve", "count", 17),
        _column("Superset", exercises, "superset", wide=10),
        _column("Note", exercises, "note", "wrapped", 30),
        Column("Session id", [session_id for session_id, _ in records], wide=17),
    ]


def week_columns(plan: PlanTables) -> list[Column]:
    """A row a week, whose sums are formulas over the sheet Sessions."""
    weeks, units = plan.week_records, plan.block.units
    last = max(2, len(plan.session_records) + 1)  # the row of the last session; one row where there is none
    numbers, kinds, types, distances, minutes = (f"Sessions!${letter}$2:${letter}${last}" for letter in "AEFHI")

    def formulas(text: str, value_of: Callable[[Week], float]) -> list[Formula]:
        """One formula a week; WEEK in it stands for the cell that has the week's number."""
        return [Formula(text.replace("WEEK", f"$A{row}"), value_of(week)) for row, week in enumerate(weeks, start=2)]

    def sums(cells: str, kind: str) -> str:
        return f'=SUMIFS({cells},{numbers},WEEK,{kinds},"{kind}")'

    def count(kind: str) -> str:
        return f'=COUNTIFS({numbers},WEEK,{kinds},"{kind}")'

    def run_distances(week: Week) -> list[float]:
        return [from_km(session.distance_km, units) for session in week.sessions if session.is_run]

    def times(kind: str) -> list[Formula]:
        return formulas(
            f"{sums(minutes, kind)}/1440",
            lambda week: sum(session.duration_min for session in week.sessions if session.kind == kind) / 1440,
        )

    counted_types = "+".join(f'COUNTIFS({numbers},WEEK,{types},"{name}")' for name in _QUALITY)
    quality = formulas(f"={counted_types}", lambda week: sum(session.is_quality for session in week.sessions))
    totals = formulas(sums(distances, "run"), lambda week: math.fsum(run_distances(week)))
    longest = formulas(
        f'=SUMPRODUCT(MAX(({numbers}=WEEK)*({kinds}="run")*{distances}))',
        lambda week: max(run_distances(week), default=0),
    )
    return [
        _column("Week", weeks, "week", "count", 7),
        _column("First day", weeks, "start", "date", 12),
        _column("Phase", weeks, "phase", wide=9),
        _column("Strength phase", weeks, "strength_phase", wide=15),
        _column("Step back", weeks, "step_back", wide=10),
        Column("Runs", formulas(count("run"), lambda week: week.run_count), "count", 7, "sum"),
        Column(f"Distance ({units})", totals, "number", 14, "sum", bar=True),
        Column(f"Longest run ({units})", longest, "number", 17, "max"),
        Column("Tempo, intervals, hills", quality, "count", 15, "sum"),
        Column("Strength sessions", formulas(count("strength"), lambda week: week.strength_count), "count", 11, "sum"),
        Column("Running (h:min)", times("run"), "clock", 11, "sum"),
        Column("Strength (h:min)", times("strength"), "clock", 11, "sum"),
        _column("Target (sets per muscle)", weeks, "sets_target", "number", 13),
        _column("Note", weeks, "note", "wrapped", 24),
    ]


def finding_columns(plan: PlanTables, findings: Sequence[Finding]) -> list[Column]:
    """A row a finding, with its source."""
    citations = plan.catalog.sources.set_index("source_id")["citation"].to_dict()
    sources = [citations.get(finding.source, finding.source.replace("_", " ")) for finding in findings]
    return [
        _column("Severity", findings, "severity", wide=10),
        _column("Week", findings, "week", "count", 7),
        _column("Worth knowing", findings, "message", "wrapped", 80),
        Column("Source", sources, "wrapped", 44),
        _column("Session id", findings, "session_id", wide=17),
        _column("Rule", findings, "rule", wide=22),
    ]


def about(plan: PlanTables, findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """What the workbook is, a line each: a heading and its text."""
    block = plan.block
    race = "no race" if block.race_date is None else f"{block.goal} on {format_date(block.race_date)}"
    unit = "kilometres" if block.units == "km" else "miles (a mile is 1.609344 km)"
    sources = plan.catalog.sources.set_index("source_id")
    used = {rule.source_id for rule in RULES.values()} | {finding.source for finding in findings}
    cited = [source for source in sources.index if source in used]
    lines = [
        ("Plan", f"{plan.plan_id}, made by RunPlan"),
        ("Block", f"{counted(block.number_of_weeks, 'week')} from {format_date(block.first_day)}; {race}"),
        ("Units", f"Distances in {unit}; rest in seconds; effort from 0 to 10: how hard a session or a set feels."),
        (
            "Paces",
            "Each step of a run shows its pace band the first time it occurs, or how it should feel if no "
            "pace is known.",
        ),
        (
            "Weeks",
            "The sums are formulas that refer to the sheet Sessions; the last row covers only the rows that the filter "
            "shows.",
        ),
        ("Sets", "The target is in fractional sets per week for a priority muscle; it is our assumption."),
        ("Editing", "Changes in this workbook do not change the plan: RunPlan reads only its own CSV."),
        ("Pain", RULES["pain"].sentence),
    ]
    return lines + [
        ("Source" if number else "Sources", _citation(sources.loc[source])) for number, source in enumerate(cited)
    ]


def _citation(source: pd.Series) -> str:
    doi = str(source["doi"])
    return f"{source['citation']}{f', doi {doi}' if doi else ''}"
