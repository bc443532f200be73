"""What RunPlan itself wrote, read as it went out: the runs of a plan's CSV, tables of runs, events of a calendar."""

from __future__ import annotations

import re

from runplan.catalog.rules import number
from runplan.exchange.csv_text import Line
from runplan.exchange.plan_file.cells import read_cells
from runplan.exchange.plan_file.csv_tables import run_of_cells, sessions_of_cells
from runplan.exchange.run_plans.cells.cell import Cell, Meaning, Session, known_meaning, read_cell
from runplan.exchange.run_plans.containers.source import Source
from runplan.exchange.run_plans.limits import MOST_KM, MOST_MINUTES, MOST_ROWS, check_most
from runplan.exchange.run_plans.result import LEFT_OUT, ImportedRuns
from runplan.plan.imported_runs import RACE_KM
from runplan.plan.steps import parse_steps
from runplan.schema import GIVEN_TYPES, RUN_TYPES, RUNS
from runplan.units import KM_PER_MILE

RUN_COLUMNS = tuple(column.name for column in RUNS)
_UID = re.compile(r"w\d\d-[a-z]+(?:-\d+)?\.[0-9a-f]{16}@runplan\.invalid")
# The first line that RunPlan writes below a session's title.
_FACTS = re.compile(
    r"Week \d+(?:, (?P<far>[\d.]+) (?P<unit>km|mi))?(?:, (?P<minutes>\d+) min)?, effort (?P<effort>[\d.]+)(?: out)? of"
)
_ROUNDED_KM = 0.1  # [km] that a distance in tenths of a mile may be off
PLAN = re.compile(r'"?plan_version"?\s*[,;\t]')  # how one begins


def read_plan_runs(source: Source) -> ImportedRuns:
    """The runs of a plan's CSV; a PlanFileError if it is not a whole plan."""
    read = read_cells(source.data, source.name)
    file = sessions_of_cells(read, source.name)
    check_most(len(file.sessions), MOST_ROWS, source.name, "many sessions")
    cells = []
    for line, planned in zip(file.lines, file.sessions, strict=True):
        meaning = Meaning((), LEFT_OUT, "A strength session from a RunPlan plan; RunPlan plans strength again.")
        if planned.is_run:
            km = min(round(planned.distance_km, 3), MOST_KM)
            minutes = min(float(planned.duration_min), MOST_MINUTES)
            steps = planned.steps if parse_steps(planned.steps) else ""
            run = Session(planned.type, km or None, minutes or None, race=planned.type == "race", steps=steps)
            meaning = known_meaning((run,))
        text = " ".join((planned.title or planned.session_id).split())
        day = (planned.week, planned.date_weekday, planned.date)
        cells.append(meaning.at(f"line {line}", *day, text))
    return ImportedRuns(source.name, "plan", tuple(cells), (), read.notices)


def event_of_export(uid: str, categories: str, description: str) -> Meaning | None:
    """What an event that RunPlan wrote says, by its id; None for another event."""
    kind, _, type_ = categories.lower().partition(",")
    return None if _UID.fullmatch(uid) is None else _exported(type_ if kind == "run" else kind, description)


def row_of_export(title: str, description: str) -> Meaning | None:
    """What a row that RunPlan wrote for a calendar says, by its title and the line below it; None for another row."""
    facts = _FACTS.match(description)
    sessions = read_cell(title.rpartition(", ")[0]).sessions if facts is not None else ()
    if facts is None or not sessions:
        return None
    # A run at a race's pace is of either type, which its effort tells.
    hard = sessions[0].type == "tempo" and float(facts["effort"]) == number("effort_intervals")
    return _exported("intervals" if hard else sessions[0].type, description)


def _exported(type_: str, description: str) -> Meaning | None:
    facts = _FACTS.match(description)
    if facts is None or type_ not in GIVEN_TYPES:
        return None
    unit = facts["unit"] or ""
    km = round(float(facts["far"]) * (KM_PER_MILE if unit == "mi" else 1.0), 3) if unit else None
    if type_ == "race" and km is not None:  # 26.2 mi are the marathon's 42.2 km
        km = next((length for length in RACE_KM.values() if abs(length - km) < _ROUNDED_KM), km)
    minutes = float(facts["minutes"]) if facts["minutes"] else None
    return known_meaning((Session(type_, km, minutes, race=type_ == "race", unit=unit),))


def cell_of_row(line: Line, name: str) -> Cell:
    """A row that `runs_text` wrote; a PlanFileError if a cell does not hold what its column holds."""
    run = run_of_cells(line.cells, line.number, name)
    running = run.minutes if run.type in RUN_TYPES and run.km is None else None
    session = Session(run.type, run.km, run.minutes, running, run.race, steps=run.steps)
    day = (run.week, run.weekday, run.date)
    return known_meaning((session,), run.reading).at(f"line {line.number}", *day, run.text, run.correction)
