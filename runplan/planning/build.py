"""From a block to its plan: the stages in the order in which they run, each a pure function.

In: a Block, a Catalog and, where there is one, the plan before. Out: PlanTables, byte for byte the same
for the same three.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import pandas as pd

from runplan import schema
from runplan.catalog import Catalog
from runplan.catalog.rules import number
from runplan.errors import BlockError, RunplanError
from runplan.plan.block import Block, plan_id_of
from runplan.plan.tables import ExerciseColumns, Rows, Table, Unmade
from runplan.planning import infeasible as impossible
from runplan.planning.runs import Run, plan_runs
from runplan.planning.schedule.assign import Placed, kind_bits, orphan_pins, place, week_shapes
from runplan.planning.schedule.optimise import Layout, lay_out
from runplan.planning.strength import Routine, heavy_possible
from runplan.planning.strength.progression import WeekRoutines, choose_routines, prescribed
from runplan.planning.weeks.mileage import Week
from runplan.planning.weeks.plan_weeks import plan_weeks

__all__ = ["DEMOTED", "PlanTables", "build_tables", "catalog_weeks", "previous_places", "weeks_frame"]

STRENGTH_TITLES = {
    "heavy": "Heavy strength",
    "general": "General strength",
    "routine": "Runner's routine",
    "core": "Core and hips",
}
DEMOTED = "General instead of heavy, so that hard runs meet fresh legs and the weeks keep their rhythm."


@dataclass(frozen=True, eq=False)
class PlanTables:
    """A plan as tables.

    Parameters
    ----------
    block : Block
    catalog : Catalog
    weeks, sessions, exercises : pandas.DataFrame
        Columns of schema.WEEKS, SESSIONS and EXERCISES; given as `Unmade`, each becomes a frame when it is first read.
    remarks : pandas.DataFrame
        Rows of schema.FINDINGS that planning itself has to say.
    routines : tuple of (str, Routine)
        A label such as "technique, weeks 1-4", and the routine chosen for it.
    edits : tuple of str
        What a person changed in the file after it was planned, a sentence each.
    plan_id : str
        What tells this plan from others in a calendar; a re-plan and a file keep it.
    """

    block: Block
    catalog: Catalog
    weeks: Table = Table()  # noqa: RUF009  (a descriptor)
    sessions: Table = Table()  # noqa: RUF009  (a descriptor)
    exercises: Table = Table()  # noqa: RUF009  (a descriptor)
    remarks: Table = Table()  # noqa: RUF009  (a descriptor)
    routines: tuple[tuple[str, Routine], ...] = ()
    edits: tuple[str, ...] = ()
    plan_id: str = ""

    @property
    def rows(self) -> Rows | None:
        """What its tables are to be made of; None once one of them was read, for who reads a table may change it."""
        kept = [self.__dict__[name] for name in ("_weeks", "_sessions", "_exercises")]
        return Rows(*(one.rows for one in kept)) if all(isinstance(one, Unmade) for one in kept) else None

    def called(self, plan_id: str) -> Self:
        """The same plan under another id.

        Parameters
        ----------
        plan_id : str
            16 hexadecimal digits.
        """
        return type(self)(**(self.parts() | {"plan_id": plan_id}))

    def parts(self) -> dict[str, Any]:
        """Its fields by name; what is not made yet stays so."""
        return {one.name: self.__dict__.get(f"_{one.name}", self.__dict__.get(one.name)) for one in fields(self)}


def build_tables(block: Block, catalog: Catalog, previous: PlanTables | None = None) -> PlanTables:
    """Plan a block.

    Parameters
    ----------
    block : Block
    catalog : Catalog
    previous : PlanTables, optional
        Where given, moving a session away from the weekday it had there has a cost.

    Returns
    -------
    PlanTables

    Raises
    ------
    PlanImpossible
        Where the wishes cannot stand together.
    BlockError
        Where the block names an exercise that the catalog does not have.
    """
    _known_exercises(block, catalog)
    weeks = catalog_weeks(block, catalog)
    places = previous_places(block, weeks, previous) if previous is not None else _usual_places(block, catalog)
    layout = lay_out(week_shapes(block, weeks, places))
    if not isinstance(layout, Layout) or impossible.reasons(block, catalog, weeks):
        raise impossible.explain_impossible(block, catalog)
    names = block.week_days
    pins = {session_id: names.index(weekday) for session_id, weekday in block.pins}
    placed = [place(week, states, pins) for week, states in zip(weeks, layout.states, strict=True)]
    try:
        routines = choose_routines(block, catalog, weeks, placed)
    except RunplanError as error:
        if impossible.possible(block, catalog):
            raise
        raise impossible.explain_impossible(block, catalog) from error
    sessions, exercises = _rows(block, catalog, weeks, placed, routines)
    return PlanTables(
        block=block,
        weeks=Unmade(_week_rows(weeks), _weeks_table),
        sessions=Unmade(sessions, _sessions_table),
        exercises=Unmade(exercises, _exercises_table),
        catalog=catalog,
        remarks=Unmade(_remarks(block, weeks, placed), _remarks_table),
        routines=tuple(routines.labels),
        plan_id=previous.plan_id if previous is not None and previous.plan_id else plan_id_of(block),
    )


def catalog_weeks(block: Block, catalog: Catalog) -> tuple[Week, ...]:
    """The block's weeks, with heavy sessions only where the catalog has heavy work for this runner."""

    def possible(strength_phase: str, jumps: bool) -> bool:
        return heavy_possible(
            catalog,
            strength_phase=strength_phase,
            level=block.level,
            equipment=block.equipment,
            avoid=block.avoid,
            jumps=jumps,
        )

    return plan_weeks(block, possible)


def _known_exercises(block: Block, catalog: Catalog) -> None:
    known = catalog.exercises.index
    for field in ("avoid", "prefer"):
        for exercise_id in getattr(block, field):
            if exercise_id not in known:
                near = difflib.get_close_matches(exercise_id, list(known), n=1)
                hint = f" Did you mean {near[0]!r}?" if near else " See load_catalog().exercises."
                raise BlockError(f"{field} names {exercise_id!r}, which the catalog does not have.{hint}")


def previous_places(
    block: Block, weeks: Sequence[Week], previous: PlanTables | None
) -> dict[int, tuple[int, ...]] | None:
    """The bits of easy, quality, long and strength days that a previous plan had in these weeks."""
    if previous is None:
        return None
    first = block.first_day
    places: dict[int, list[int]] = {}
    table = previous.sessions
    for date, kind, type_ in zip(table["date"], table["kind"], table["type"], strict=True):
        week, day = divmod((date.date() - first).days, 7)
        if type_ == "race" or not 0 <= week < len(weeks):
            continue
        column = 3 if kind == "strength" else {"easy": 0, "long": 2}.get(type_, 1)
        places.setdefault(week + 1, [0, 0, 0, 0])[column] |= 1 << day
    return {week: tuple(bits) for week, bits in places.items()}


def _usual_places(block: Block, catalog: Catalog) -> dict[int, tuple[int, ...]] | None:
    """Where sessions would stand without pins and dates off: what these do not touch keeps its place."""
    if not block.pins and not block.dates_off:
        return None
    free = block.replace(pins=(), dates_off=())
    layout = lay_out(week_shapes(free, catalog_weeks(free, catalog)))
    if not isinstance(layout, Layout):
        return None
    return {week + 1: kind_bits(states) for week, states in enumerate(layout.states)}


def _rows(
    block: Block, catalog: Catalog, weeks: Sequence[Week], placed: Sequence[Placed], routines: WeekRoutines
) -> tuple[tuple[tuple[Any, ...], ...], tuple[tuple[str, ExerciseColumns], ...]]:
    pins = dict(block.pins)
    names = block.week_days
    rows: list[tuple[Any, ...]] = []
    exercises: list[tuple[str, ExerciseColumns]] = []
    for index, (week, one) in enumerate(zip(weeks, placed, strict=True)):
        routine, chosen = routines.by_week[index]
        variant = (
            prescribed(routine, catalog, routines.first_of_phase[index], week.step_back) if routine is not None else ()
        )
        found: dict[str, tuple[Any, ...]] = {run.session_id: _run_row(run) for run in plan_runs(block, week)}
        columns: dict[str, ExerciseColumns] = {}
        for number_, kind in enumerate(one.strength):
            session_id = f"w{week.week:02d}-strength-{number_ + 1}"
            minutes, columns[session_id] = variant[chosen[number_]]
            note = DEMOTED if kind != week.strength[number_] else ""
            found[session_id] = (
                *("strength", kind, STRENGTH_TITLES[kind], None, minutes, number(f"effort_{kind}")),
                *(note, ""),
            )
        # Runs of one day keep their order: a runner's own plan has the harder one first, or last, for a reason.
        order = sorted(found, key=lambda session_id: (one.days[session_id], found[session_id][0]))
        last_run = -1  # a second run of a day, in a plan that the runner brings, is for the evening
        for session_id in order:
            day = one.days[session_id]
            kind_, type_, title, km, minutes, effort, note, steps = found[session_id]
            date = week.start + dt.timedelta(days=day)
            if 0 <= week.race_day < day and week.given is None:
                note = ""  # strides sharpen for a race to come
            if type_ == "long" and names[day] != block.long_run_day and week.given is None:
                note = f"Moved from {block.long_run_day} this week."
            slot = "am" if kind_ == "run" and day != last_run else "pm"
            last_run = day if kind_ == "run" else last_run
            head = (session_id, week.week, date, names[day], slot, kind_, type_, title)
            rows.append((*head, km, minutes, effort, pins.get(session_id) == names[day], note, steps))
            if kind_ == "strength":
                exercises.append((session_id, columns[session_id]))
    return tuple(rows), tuple(exercises)


def _weeks_table(rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    return _frame(schema.WEEKS, list(zip(*rows, strict=True)))


def _sessions_table(rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    return _frame(schema.SESSIONS, list(zip(*rows, strict=True)))


def _remarks_table(rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    return _frame(schema.FINDINGS, list(zip(*rows, strict=True)))


def _exercises_table(exercises: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    columns: list[list[Any]] = [[] for _ in schema.EXERCISES]
    for session_id, of_session in exercises:
        columns[0] += [session_id] * len(of_session[0])
        for column, values in zip(columns[1:], of_session, strict=True):
            column += values
    return _frame(schema.EXERCISES, columns)


def _frame(table: tuple[schema.Column, ...], columns: Sequence[Sequence[Any]]) -> pd.DataFrame:
    if not columns:
        return schema.empty_frame(table)
    return schema.build_frame(table, {one.name: values for one, values in zip(table, columns, strict=True)})


def _run_row(run: Run) -> tuple[Any, ...]:
    return ("run", run.type, run.title, run.km, run.minutes, run.effort, run.note, run.steps)


def weeks_frame(weeks: Sequence[Week]) -> pd.DataFrame:
    """The weeks as a table with the columns of schema.WEEKS."""
    return _weeks_table(_week_rows(weeks))


def _week_rows(weeks: Sequence[Week]) -> tuple[tuple[Any, ...], ...]:
    return tuple(
        (
            *(week.week, week.start, week.phase, week.strength_phase, week.run_km, week.long_km),
            *(week.quality, len(week.strength), week.sets_target, week.step_back, week.note),
        )
        for week in weeks
    )


def _remarks(block: Block, weeks: Sequence[Week], placed: Sequence[Placed]) -> tuple[tuple[Any, ...], ...]:
    rows: list[tuple[Any, ...]] = []
    for week, one in zip(weeks, placed, strict=True):
        for number_, (wish, kind) in enumerate(zip(week.strength, one.strength, strict=True)):
            if wish != kind:
                session_id = f"w{week.week:02d}-strength-{number_ + 1}"
                rows.append(("info", "demoted_heavy", week.week, session_id, DEMOTED, "our_assumption"))
    for session_id in orphan_pins(block, weeks):
        own = block.runs is not None and "-strength-" not in session_id
        why = "the runs of your own plan stay where they are" if own else "the plan has no such session"
        message = f"The pin of {session_id} has no effect: {why}."
        rows.append(("warning", "orphan_pin", int(session_id[1:3]), session_id, message, "our_assumption"))
    return tuple(rows)
