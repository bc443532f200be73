"""What the sheets of the workbook hold: their columns with the values of each row, as plain data."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from runplan.catalog.rules import RULES
from runplan.insight.findings import findings
from runplan.insight.findings.strength import PAIN
from runplan.units import as_date, counted, format_date, from_km

if TYPE_CHECKING:
    from runplan.plan.tables import PlanTables

Value = str | int | float | dt.date | bool | None
ABOUT_HEAD = "About this workbook"
_QUALITY = ("tempo", "intervals", "hills")


@dataclass(frozen=True)
class Formula:
    """A cell that the spreadsheet computes, with the value that it comes to."""

    text: str
    value: float


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    Parameters
    ----------
    name : str
        Its header, with the unit.
    values : sequence
    kind : str
        text, wrapped, count, number, date or clock.
    wide : float
        Its width, in letters.
    total : str
        What the row below the last one shows: sum, max, or nothing.
    bar : bool
        Whether a pale bar behind the number shows its size.
    """

    name: str
    values: Sequence[Any]
    kind: str = "text"
    wide: float = 12.0
    total: str = ""
    bar: bool = False


def _plain(value: Any) -> Value:
    """A value of a frame; None where it is absent."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    return as_date(value) if isinstance(value, dt.datetime) else value


def _values(frame: pd.DataFrame, name: str) -> list[Any]:
    return [_plain(value) for value in frame[name].tolist()]


def _distances(frame: pd.DataFrame, name: str, units: str) -> list[float | None]:
    return [None if km is None else from_km(km, units) for km in _values(frame, name)]


def _yes(values: Sequence[Any]) -> list[str]:
    return ["yes" if value else "" for value in values]


def session_columns(plan: PlanTables) -> list[Column]:
    """A row a session."""
    frame, units = plan.sessions, plan.block.units
    return [
        Column("Week", _values(frame, "week"), "count", 7),
        Column("Date", _values(frame, "date"), "date", 12),
        Column("Day", _values(frame, "weekday"), wide=6),
        Column("Time", _values(frame, "slot"), wide=6),
        Column("Kind", _values(frame, "kind"), wide=10),
        Column("Type", _values(frame, "type"), wide=11),
        Column("Session", _values(frame, "title"), "wrapped", 24),
        Column(f"Distance ({units})", _distances(frame, "km", units), "number", 14),
        Column("Minutes", _values(frame, "minutes"), "count", 9),
        Column("Effort (0-10)", _values(frame, "effort"), "number", 12),
        Column("Pinned", _yes(_values(frame, "pinned")), wide=8),
        Column("Steps (in km)", _values(frame, "steps"), "wrapped", 36),
        Column("Note", _values(frame, "note"), "wrapped", 36),
        Column("Session id", _values(frame, "session_id"), wide=17),
    ]


def exercise_columns(plan: PlanTables) -> list[Column]:
    """A row a prescribed exercise."""
    frame = plan.exercises
    names = ("session_id", "week", "date", "weekday", "title")
    known = {row[0]: row[1:] for row in zip(*(_values(plan.sessions, name) for name in names), strict=True)}
    of_session = [known.get(session_id, (None, None, "", "")) for session_id in frame["session_id"]]
    weeks, dates, days, titles = zip(*of_session, strict=True) if of_session else ((), (), (), ())
    return [
        Column("Week", weeks, "count", 7),
        Column("Date", dates, "date", 12),
        Column("Day", days, wide=6),
        Column("Session", titles, "wrapped", 20),
        Column("Order", _values(frame, "order"), "count", 7),
        Column("Part", [value.replace("_", " ") for value in _values(frame, "section")], wide=12),
        Column("Exercise", _values(frame, "exercise"), "wrapped", 34),
        Column("Sets", _values(frame, "sets"), "count", 6),
        Column("Repetitions", _values(frame, "reps"), "count", 12),
        Column("Seconds", _values(frame, "seconds"), "count", 9),
        Column("Each side", _yes(_values(frame, "each_side")), wide=10),
        Column("Rest (s)", _values(frame, "rest_s"), "count", 9),
        Column("Effort (0-10)", _values(frame, "effort"), "number", 12),
        Column("Superset", _values(frame, "superset"), wide=10),
        Column("Note", _values(frame, "note"), "wrapped", 30),
        Column("Session id", _values(frame, "session_id"), wide=17),
    ]


def week_columns(plan: PlanTables) -> list[Column]:
    """A row a week, whose sums are formulas over the sheet Sessions."""
    frame, units = plan.weeks, plan.block.units
    weeks = _values(frame, "week")
    sums = _Sums(plan, weeks)
    return [
        Column("Week", weeks, "count", 7),
        Column("First day", _values(frame, "start"), "date", 12),
        Column("Phase", _values(frame, "phase"), wide=9),
        Column("Strength phase", _values(frame, "strength_phase"), wide=15),
        Column("Step back", _yes(_values(frame, "step_back")), wide=10),
        Column("Runs", sums.counts('"run"'), "count", 7, "sum"),
        Column(f"Distance ({units})", sums.distances(), "number", 14, "sum", bar=True),
        Column(f"Longest run ({units})", sums.longest(), "number", 17, "max"),
        Column("Tempo, intervals, hills", sums.quality(), "count", 15, "sum"),
        Column("Strength sessions", sums.counts('"strength"'), "count", 11, "sum"),
        Column("Running (h:min)", sums.times('"run"'), "clock", 11, "sum"),
        Column("Strength (h:min)", sums.times('"strength"'), "clock", 11, "sum"),
        Column("Target (sets a muscle)", _values(frame, "sets_target"), "number", 13),
        Column("Note", _values(frame, "note"), "wrapped", 24),
    ]


class _Sums:
    """The sums of each week, as formulas over the rows of the sheet Sessions and as what they come to."""

    def __init__(self, plan: PlanTables, weeks: Sequence[int]) -> None:
        self._weeks = weeks
        self._last = max(2, len(plan.sessions) + 1)  # the row of the last session; one row where there is none
        self._sessions: defaultdict[int, list[tuple[str, str, float, float]]] = defaultdict(list)
        names = ("kind", "type", "minutes")
        columns = [_values(plan.sessions, name) for name in names]
        distances = _distances(plan.sessions, "km", plan.block.units)
        for week, kind, kind_of, minutes, distance in zip(
            _values(plan.sessions, "week"), *columns, distances, strict=True
        ):
            self._sessions[week].append((kind, kind_of, distance or 0.0, minutes or 0))

    def _range(self, column: str) -> str:
        return f"Sessions!${column}$2:${column}${self._last}"

    def _formulas(self, text: str, values: Sequence[float]) -> list[Formula]:
        """One formula a week; WEEK in it stands for the cell that has the week's number."""
        return [Formula(text.replace("WEEK", f"$A{row}"), value) for row, value in enumerate(values, start=2)]

    def counts(self, kind: str) -> list[Formula]:
        text = f"=COUNTIFS({self._range('A')},WEEK,{self._range('E')},{kind})"
        found = [sum(one[0] == kind.strip('"') for one in self._sessions[week]) for week in self._weeks]
        return self._formulas(text, found)

    def quality(self) -> list[Formula]:
        parts = [f'COUNTIFS({self._range("A")},WEEK,{self._range("F")},"{name}")' for name in _QUALITY]
        found = [sum(one[1] in _QUALITY for one in self._sessions[week]) for week in self._weeks]
        return self._formulas("=" + "+".join(parts), found)

    def distances(self) -> list[Formula]:
        text = f'=SUMIFS({self._range("H")},{self._range("A")},WEEK,{self._range("E")},"run")'
        found = [math.fsum(one[2] for one in self._sessions[week] if one[0] == "run") for week in self._weeks]
        return self._formulas(text, found)

    def longest(self) -> list[Formula]:
        text = f'=SUMPRODUCT(MAX(({self._range("A")}=WEEK)*({self._range("E")}="run")*{self._range("H")}))'
        found = [max((one[2] for one in self._sessions[week] if one[0] == "run"), default=0) for week in self._weeks]
        return self._formulas(text, found)

    def times(self, kind: str) -> list[Formula]:
        text = f"=SUMIFS({self._range('I')},{self._range('A')},WEEK,{self._range('E')},{kind})/1440"
        wanted = kind.strip('"')
        found = [sum(one[3] for one in self._sessions[week] if one[0] == wanted) / 1440 for week in self._weeks]
        return self._formulas(text, found)


def finding_columns(plan: PlanTables) -> list[Column]:
    """A row a finding, with its source."""
    frame = findings(plan)
    citations = plan.catalog.sources.set_index("source_id")["citation"].to_dict()
    sources = _values(frame, "source")
    return [
        Column("Severity", _values(frame, "severity"), wide=10),
        Column("Week", _values(frame, "week"), "count", 7),
        Column("What is worth knowing", _values(frame, "message"), "wrapped", 80),
        Column("Source", [citations.get(source, source.replace("_", " ")) for source in sources], "wrapped", 44),
        Column("Session id", _values(frame, "session_id"), wide=17),
        Column("Rule", _values(frame, "rule"), wide=22),
    ]


def about(plan: PlanTables) -> list[tuple[str, str]]:
    """What the workbook is, a line each: a heading and its text."""
    block = plan.block
    race = "no race" if block.race_date is None else f"{block.goal} on {format_date(block.race_date)}"
    unit = "kilometres" if block.units == "km" else "miles (a mile is 1.609344 km)"
    sources = plan.catalog.sources.set_index("source_id")
    used = {rule.source_id for rule in RULES.values()} | set(findings(plan)["source"])
    shown = [source for source in sources.index if source in used]
    lines = [
        ("Plan", f"{plan.plan_id}, made by RunPlan"),
        ("Block", f"{counted(block.number_of_weeks, 'week')} from {format_date(block.first_day)}; {race}"),
        ("Units", f"Distances in {unit}; rest in seconds; effort from 0 to 10, how hard it feels."),
        ("Steps", "The steps of a run are as the plan has them, in kilometres and metres."),
        ("Weeks", "The sums are formulas over the sheet Sessions; the last row follows the filter."),
        ("Sets", "The target is fractional sets a week for a priority muscle; it is our assumption."),
        ("Editing", "Nothing that is changed here changes the plan: RunPlan reads its own CSV, not this workbook."),
        ("Pain", PAIN),
    ]
    return lines + [
        ("Source" if place else "Sources", _citation(sources.loc[source])) for place, source in enumerate(shown)
    ]


def _citation(source: pd.Series) -> str:
    doi = str(source["doi"])
    return f"{source['citation']}{f', doi {doi}' if doi else ''}"
