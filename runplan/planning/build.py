"""From a block to its plan: the stages in the order in which they run, each a pure function.

In: a Block, a Catalog and, where there is one, the plan before. Out: PlanTables, byte for byte the same
for the same three.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Sequence
from typing import Any

import pandas as pd

from runplan import schema
from runplan.catalog import Catalog
from runplan.errors import BlockError, RunplanError
from runplan.plan.block import Block, plan_id_of
from runplan.plan.records import Session, week_of
from runplan.plan.records import Week as WeekRecord
from runplan.plan.tables import Change, LazyFrame, PlanTables, exercises_source, sessions_source, weeks_source
from runplan.plan.waiting import NOTHING_WAITS
from runplan.planning.adaptation.draft import Draft
from runplan.planning.adaptation.layers import lay_over, without_events
from runplan.planning.adaptation.week_notes import explain_step_backs
from runplan.planning.infeasible import explain_impossible, possible
from runplan.planning.loads.lifts import takes_weight
from runplan.planning.loads.plan_loads import with_loads
from runplan.planning.running.hip_and_core import before_run
from runplan.planning.schedule.assign import Assignment, assign_days, constraints_of, kind_bits
from runplan.planning.schedule.optimise import Layout, lay_out
from runplan.planning.strength import heavy_sessions
from runplan.planning.strength.progression import WeekRoutines, choose_routines, lacks_warm_up, routine_request
from runplan.planning.strength.session_type import with_work
from runplan.planning.weeks import all_runs, plan_weeks, unfillable
from runplan.planning.weeks.outline import DEMOTED, Run, Week

__all__ = ["DEMOTED", "build_tables", "catalog_weeks", "holds", "previous_places", "week_records", "weeks_and_changes"]


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
        Where the wishes do not fit together.
    BlockError
        Where the block names an exercise that the catalogue does not have.
    """
    _known_exercises(block, catalog)
    wished, block = block, without_events(block)
    weeks = catalog_weeks(block, catalog)
    places = _places_before(wished, block, catalog, weeks, previous)
    layout = lay_out(constraints_of(block, weeks, places))
    if not isinstance(layout, Layout) or unfillable(block, weeks) or lacks_warm_up(block, catalog, weeks):
        raise explain_impossible(block, catalog)
    names = block.week_days
    pins = {session_id: names.index(weekday) for session_id, weekday in block.pins}
    assignments = [assign_days(week, states, pins) for week, states in zip(weeks, layout.states, strict=True)]
    try:
        routines = choose_routines(block, catalog, weeks)
    except RunplanError as error:
        if possible(block, catalog):
            raise
        raise explain_impossible(block, catalog) from error
    sessions = _sessions(block, catalog, weeks, assignments, routines)
    records = week_records(weeks)
    changes: tuple[Change, ...] = ()
    if wished.events:
        draft = Draft(
            block, catalog, weeks, routines, {session.session_id: session for session in sessions}, events=wished.events
        )
        lay_over(draft, wished.events)
        sessions, records, changes = draft.ordered, explain_step_backs(draft.week_records(records)), draft.changes
    sessions = with_loads(block, catalog, sessions, holds(weeks))
    return PlanTables(
        block=wished,
        weeks=weeks_source(records),
        sessions=sessions_source(sessions),
        exercises=exercises_source(sessions),
        catalog=catalog,
        remarks=LazyFrame(_remarks(block, weeks, assignments), _remarks_frame),
        routines=tuple(routines.labels),
        plan_id=previous.plan_id if previous is not None and previous.plan_id else plan_id_of(wished),
        waiting=NOTHING_WAITS if previous is None else previous.waiting.beside(block),
        change_rows=changes,
    )


def weeks_and_changes(
    block: Block, catalog: Catalog, sessions: Sequence[Session]
) -> tuple[Sequence[WeekRecord], tuple[Change, ...]]:
    """The weeks of a plan that was read, and what its events changed; nothing where the sessions are others.

    A plan that went on from a day has another past than one that is planned at once, and a file does not hold which.
    """
    if not block.events:
        return week_records(catalog_weeks(block, catalog)), ()
    tables = build_tables(block, catalog)
    planned, read = ({_identity(session) for session in rows} for rows in (tables.session_records, sessions))
    if planned == read:
        return tables.week_records, tables.change_rows
    weeks = []
    for week in tables.week_records:
        of_week = [session for session in sessions if session.week == week.week]
        quality, strength = (
            sum(session.is_quality for session in of_week),
            sum(not session.is_run for session in of_week),
        )
        weeks.append(week._replace(quality_runs=quality, strength_sessions=strength))
    return weeks, ()


def _identity(session: Session) -> tuple[Any, ...]:
    """What tells two sessions of one id apart."""
    return session.session_id, session.date, session.type, session.km, session.minutes


def catalog_weeks(block: Block, catalog: Catalog) -> tuple[Week, ...]:
    """The block's weeks, with heavy sessions only where this runner's lifts are heavy."""

    def heavy_to_place(week: Week, *, sore: bool) -> tuple[bool, ...]:
        sessions = week.strength.count("general")
        return heavy_sessions(routine_request(block, week), catalog, step=week.step, sessions=sessions, sore=sore)

    return plan_weeks(block, heavy_to_place)


def _known_exercises(block: Block, catalog: Catalog) -> None:
    """Refuse an exercise that the catalogue does not have, and a remembered set of one that takes no weight."""
    named = {
        "avoid": block.avoid,
        "prefer": tuple(name for name in block.prefer if name != schema.HIP_AND_CORE),
        "lifts": tuple(exercise_id for exercise_id, _ in block.lifts),
    }
    if not any(named.values()):
        return
    exercise_ids = catalog.exercises.index
    for field, ids in named.items():
        for exercise_id in ids:
            if exercise_id not in exercise_ids:
                near = difflib.get_close_matches(exercise_id, list(exercise_ids), n=1)
                hint = f" Did you mean {near[0]!r}?" if near else " See load_catalog().exercises."
                raise BlockError(f"{field} names {exercise_id!r}, which is not in the catalogue.{hint}")
    for exercise_id in named["lifts"]:
        if not takes_weight(catalog, exercise_id):
            raise BlockError(f"lifts names {exercise_id!r}, which needs no weight: leave it out.")


def previous_places(
    block: Block, weeks: Sequence[Week], previous: PlanTables | None
) -> dict[int, tuple[int, ...]] | None:
    """The bits of easy, quality, long and strength days that a previous plan had in these weeks."""
    if previous is None:
        return None
    first = block.first_day
    places: dict[int, list[int]] = {}
    for session in previous.session_records:
        week, day = divmod((session.date - first).days, 7)
        if session.type == "race" or not 0 <= week < len(weeks):
            continue
        column = 3 if session.kind == "strength" else {"easy": 0, "long": 2}.get(session.type, 1)
        places.setdefault(week + 1, [0, 0, 0, 0])[column] |= 1 << day
    return {week: tuple(bits) for week, bits in places.items()}


def _places_before(
    wished: Block, block: Block, catalog: Catalog, weeks: Sequence[Week], previous: PlanTables | None
) -> dict[int, tuple[int, ...]] | None:
    """Where sessions were before; in weeks of an event that was taken off, where they are without a plan before."""
    places = previous_places(block, weeks, previous)
    if previous is None or places is None:
        return _usual_places(block, catalog)
    removed = [event for event in previous.block.events if event not in wished.events]
    layout = lay_out(constraints_of(block, weeks, _usual_places(block, catalog))) if removed else None
    if not isinstance(layout, Layout):
        return places
    first = min(1 if "race" in event.kind else week_of(event.first, block.first_day) for event in removed)
    usual = {week + 1: kind_bits(states) for week, states in enumerate(layout.states)}
    return {week: bits for week, bits in places.items() if week < first} | {
        week: bits for week, bits in usual.items() if week >= first
    }


def _usual_places(block: Block, catalog: Catalog) -> dict[int, tuple[int, ...]] | None:
    """Where sessions would stand without pins and dates off: what these do not touch keeps its place."""
    if not block.pins and not block.dates_off:
        return None
    free = block.replace(pins=(), dates_off=())
    layout = lay_out(constraints_of(free, catalog_weeks(free, catalog)))
    if not isinstance(layout, Layout):
        return None
    return {week + 1: kind_bits(states) for week, states in enumerate(layout.states)}


def _sessions(
    block: Block, catalog: Catalog, weeks: Sequence[Week], assignments: Sequence[Assignment], routines: WeekRoutines
) -> list[Session]:
    """All sessions by day, each with its exercises."""
    pins = dict(block.pins)
    names = block.week_days
    sessions: list[Session] = []
    runs_by_week = all_runs(block, weeks, [assigned.days for assigned in assignments])
    for index, (week, assigned, runs) in enumerate(zip(weeks, assignments, runs_by_week, strict=True)):
        in_week = {run.session_id: _run_session(week, run) for run in runs}
        in_week |= _strength_sessions(catalog, week, assigned, routines, index)
        # Runs of one day keep their order: a runner's own plan has the harder one first, or last, for a reason.
        order = sorted(in_week, key=lambda session_id: (assigned.days[session_id], in_week[session_id].kind))
        easy_runs = 0
        last_run = -1  # a second run of a day, in a plan that the runner brings, is for the evening
        for session_id in order:
            session, day = in_week[session_id], assigned.days[session_id]
            note = session.note
            if 0 <= week.race_day < day and week.imported is None:
                note = ""  # strides sharpen for a race to come
            if session.type == "long" and names[day] != block.long_run_day and week.imported is None:
                note = f"Moved from {block.long_run_day} this week."
            if session.type == "easy" and not week.sharpening:
                easy_runs += 1
                note = " ".join(filter(None, (note, before_run(block, catalog, easy_runs))))
            sessions.append(
                session._replace(
                    date=week.start + dt.timedelta(days=day),
                    planned_date=week.start + dt.timedelta(days=day),
                    weekday=names[day],
                    slot="am" if session.is_run and day != last_run else "pm",
                    pinned=pins.get(session_id) == names[day],
                    note=note,
                )
            )
            last_run = day if session.is_run else last_run
    return sessions


def _strength_sessions(
    catalog: Catalog, week: Week, assigned: Assignment, routines: WeekRoutines, index: int
) -> dict[str, Session]:
    """The strength sessions of a week by their ids, on no day yet."""
    routine = routines.by_week[index]
    if routine is None:
        return {}
    light = tuple(kind != "heavy" for kind in assigned.strength)
    sessions = {}
    rows = zip(week.strength, assigned.strength, routine.week(week.step, light, week.hop_week), strict=True)
    for number_, (wished, placed, work) in enumerate(rows):
        session = Session(
            *(f"w{week.week:02d}-strength-{number_ + 1}", week.week, week.start, "", "", "strength", placed, "", None),
            minutes=None,
            effort=None,
            pinned=False,
            note=DEMOTED if placed != wished else "",
            steps="",
        )
        sessions[session.session_id] = with_work(catalog, session, placed, work)
    return sessions


def _run_session(week: Week, run: Run) -> Session:
    """A run on no day yet."""
    return Session(
        *(run.session_id, week.week, week.start, "", "", "run", run.type, run.title, run.km, run.minutes),
        effort=run.effort,
        pinned=False,
        note=run.note,
        steps=run.steps,
    )


def holds(weeks: Sequence[Week]) -> dict[int, str]:
    """The weeks in which no load rises, each with why."""
    return {
        week.week: "race" if week.race_day >= 0 else "step_back"
        for week in weeks
        if week.race_day >= 0 or week.step_back
    }


def _remarks_frame(rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema.FINDINGS)
    return schema.build_frame(
        schema.FINDINGS, {column.name: values for column, values in zip(schema.FINDINGS, columns, strict=True)}
    )


def week_records(weeks: Sequence[Week]) -> tuple[WeekRecord, ...]:
    """The weeks as records of a plan."""
    return tuple(
        WeekRecord(
            *(week.week, week.start, week.phase, week.strength_phase, week.run_km, week.long_km),
            *(week.quality, len(week.strength), week.sets_target, week.step_back, week.note),
        )
        for week in weeks
    )


def _remarks(block: Block, weeks: Sequence[Week], assignments: Sequence[Assignment]) -> tuple[tuple[Any, ...], ...]:
    rows: list[tuple[Any, ...]] = []
    for week, assignment in zip(weeks, assignments, strict=True):
        for number_, (wish, kind) in enumerate(zip(week.strength, assignment.strength, strict=True)):
            if wish != kind:
                session_id = f"w{week.week:02d}-strength-{number_ + 1}"
                rows.append(("info", "demoted_heavy", week.week, session_id, DEMOTED, "our_assumption"))
    return tuple(rows)
