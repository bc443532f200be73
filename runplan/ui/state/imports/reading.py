"""A file with a run plan: read, or what it has to be told first, in sentences that name the planner's controls.

In: a file as it was named or chosen, and answers to what it does not say. Out: what was read of it, or a sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.run_plans.read import bytes_of, runs_from_bytes
from runplan.exchange.run_plans.result import ImportedRuns
from runplan.exchange.written_dates import make_date
from runplan.plan.goal_race import goal_for, race_of, written_goal_time
from runplan.plan.imported_runs import ImportedRun, dated, given_runs
from runplan.plan.records import first_day_of
from runplan.schema import RUN_TYPES
from runplan.ui.state.messages import Answer
from runplan.ui.state.typed_values import no_such_name

if TYPE_CHECKING:
    from runplan.ui.state.form import BlockForm

_ANY_MONDAY = dt.date(2001, 1, 1)  # for rows that have weeks of their own


@dataclass(frozen=True)
class RunFile:
    """A file with a run plan: its name or path, its bytes where they came from the browser, and what was told of it."""

    path: str
    data: bytes | None = None
    unit: str = ""
    sheet: str = ""
    days: str = ""


def goal_of_runs(rows: Sequence[ImportedRun], form: BlockForm, *, anew: bool) -> dict[str, Any]:
    """The wishes that follow from the race of a run plan and the days of its runs; nothing that it does not say.

    What the run plan of the planner says already stays as the runner has set it since, unless it is used anew.
    """
    stated, before = _race_facts(rows), (None, None) if anew or form.runs is None else _race_facts(form.runs)
    wishes: dict[str, Any] = {}
    if stated[0] is not None and stated[0] != before[0] and stated[0] != form.goal != "general":
        wishes["goal"] = "general"  # so that the race says what the plan is for
    if stated[1] is not None and stated != before:
        wishes["goal_time"] = stated[1]
    trained = {run.weekday for run in rows if run.type in RUN_TYPES}
    if trained & {*form.days_off}:
        wishes["days_off"] = tuple(day for day in form.days_off if day not in trained)
    return wishes


def _race_facts(rows: Sequence[ImportedRun]) -> tuple[str | None, int | None]:
    """The goal that the race of a run plan makes, and the time that is written beside it; None where there is none."""
    first = min((run.date for run in rows if run.date is not None), default=_ANY_MONDAY)
    dated_rows = dated(rows, first_day_of(first, "Mon"))
    race = race_of(dated_rows)
    return None if race is None or not race.run.race_km else goal_for(race.run.race_km), written_goal_time(dated_rows)


def start_proposed(imported: ImportedRuns, start: dt.date, today: dt.date) -> dt.date | None:
    """The first day of a run plan that does not say it: its day in the year that is next, else a start; else None.

    A day of the last four weeks counts as this year's: the plan has begun.
    """
    if imported.start is not None:
        return None
    if imported.begins is None:
        return start
    days = (make_date(today.year + years, *imported.begins) for years in range(-1, 9))
    return next((day for day in days if day is not None and day > today - dt.timedelta(weeks=4)), start)


def race_day(imported: ImportedRuns, start: dt.date, week_start: str) -> dt.date | None:
    """The day of the race of a run plan without dates that begins on a day; None if it has no race."""
    first = first_day_of(start, week_start)
    race = race_of(dated(imported.records, first))
    return None if race is None else first + dt.timedelta(days=7 * (race.week - 1) + race.day)


def read_own_runs(file: RunFile) -> ImportedRuns | Answer | PlanFileError:
    """The runs of a file, or why there are none, or what it has to be told first."""
    path = file.path.strip()
    if not path:
        return Answer("Choose the file with your run plan, or type its name, such as my_runs.csv.", refused=True)
    name = Path(path).name
    try:
        data, name = (file.data, name) if file.data is not None else bytes_of(Path(path).expanduser())
        imported = runs_from_bytes(data, name, file.unit or None, sheet=file.sheet or None, days=file.days or None)
        given_runs(imported)
    except PlanFileError as refused:
        return refused if refused.asks else Answer(str(refused), (path, name), refused=True)
    except RunplanError as refused:
        return Answer(str(refused), (path, name), refused=True)
    except (OSError, RuntimeError, ValueError) as broken:
        return Answer(no_such_name(broken), (path, name), refused=True)
    return imported


_ASKED = {
    "unit": "choose the unit under Distances in the file are in",
    "sheet": "choose one under Sheet",
    "days": "choose one under Days",
}


def asked_for(question: PlanFileError) -> str:
    """What a file has to be told first, with where the planner's controls take it."""
    sentence, _, rest = str(question).partition(": give ")
    after = ", or write the unit into the cells." if question.asks == "unit" else "."
    return f"{sentence}: {_ASKED[question.asks]}{after}" if rest else str(question)
