"""A plan from today on: what was before stays, and what follows changes as little as it can.

In: a block, the plan before and a date. Out: that plan up to the date, session by session as it was; after it the same
plan with new events laid over it. Where other wishes changed, the new plan begins with the next week.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from runplan.catalog import Catalog
from runplan.errors import RunplanError
from runplan.plan.block import Block
from runplan.plan.events import Event
from runplan.plan.matching import DONE
from runplan.plan.records import Session, week_of
from runplan.plan.tables import Change, PlanTables, exercises_source, sessions_source, weeks_source
from runplan.planning.adaptation.draft import Draft, described, is_longer
from runplan.planning.adaptation.layers import lay_over, without_events
from runplan.planning.adaptation.long_limit import limit_long_runs
from runplan.planning.adaptation.week_notes import explain_step_backs
from runplan.planning.build import build_tables, catalog_weeks, holds
from runplan.planning.loads.plan_loads import with_loads
from runplan.planning.running.gaps import events_of_gap, gaps_without_training
from runplan.planning.strength.progression import choose_routines
from runplan.units import format_day


def replan(
    block: Block, catalog: Catalog, previous: PlanTables, today: dt.date, done: Collection[str] = ()
) -> PlanTables:
    """Plan what follows a day anew.

    Parameters
    ----------
    block : Block
    catalog : Catalog
    previous : PlanTables
        What is before `today` stays as it has it.
    today : datetime.date
        The first day that may change.
    done : collection of str, optional
        The ids of sessions that have been done, besides those whose status in `previous` says so: they stay.

    Returns
    -------
    PlanTables

    Raises
    ------
    RunplanError
        If the weeks of `previous` are not those of the block.
    """
    if previous.block.first_day != block.first_day:
        raise RunplanError(
            f"today={today} keeps earlier days, but the weeks of previous begin on {previous.block.first_day}, "
            f"not on {block.first_day}: give the start of the plan, or leave today out."
        )
    this_week = week_of(today, block.first_day)
    for weeks_there, whose in ((block.number_of_weeks, "the block"), (len(previous.week_records), "previous")):
        if this_week > weeks_there:
            raise RunplanError(
                f"today={today} is after the last week of {whose}: give a day before its end, or plan a new block."
            )
    measured, new = _laid_anew(block, previous.block)
    held = [event for event in block.events if event not in (*measured, *new)]
    fresh = build_tables(_with_events(block, held), catalog, previous)
    wishes_stay = without_events(block) == without_events(previous.block) and len(held) == len(previous.block.events)
    next_week = block.first_day + dt.timedelta(days=7 * this_week)
    first_new = today if without_events(block) == without_events(previous.block) else next_week
    sessions = previous.session_records if wishes_stay else _joined(previous, fresh, first_new)
    weeks = catalog_weeks(without_events(block), catalog)
    routines = choose_routines(without_events(block), catalog, weeks)
    by_id = {session.session_id: session for session in sessions}
    done = {*done, *(session.session_id for session in previous.session_records if session.status in DONE)}
    draft = Draft(without_events(block), catalog, weeks, routines, dict(by_id), today, done, block.events)
    if not wishes_stay:
        limit_long_runs(draft, first_new, gaps_without_training(draft.block, draft.events), fresh.session_records)
    if measured:
        lay_over(draft, measured)
        draft.keep_until(first_new, by_id)
    lay_over(draft, new)
    # What changed was made without loads; all else has those that it had.
    loaded = with_loads(block, catalog, draft.ordered, holds(weeks))
    draft.sessions |= {session.session_id: session for session in loaded if session.session_id in draft.reasons}
    draft.before = {session.session_id: session for session in previous.session_records}
    draft.keep_past()
    if block.race_date != previous.block.race_date:
        draft.other_reason = _race_reason(previous.block, block)
    elif without_events(block) == without_events(previous.block):
        draft.other_reason = "Your return to training after the break has changed."
    joint = len(previous.week_records) if wishes_stay else week_of(first_new - dt.timedelta(days=1), block.first_day)
    records = [*previous.week_records[:joint], *fresh.week_records[joint:]]
    parts: dict[str, Any] = fresh.parts() | {
        "block": block,
        "weeks": weeks_source(explain_step_backs(draft.week_records(records))),
        "sessions": sessions_source(draft.ordered),
        "exercises": exercises_source(draft.ordered),
        "change_rows": draft.changes,
    }
    return PlanTables(**parts)


def changes_between(before: PlanTables, plan: PlanTables, today: dt.date) -> tuple[Change, ...]:
    """What differs between two plans of a block from a day on: rows of `schema.CHANGES`.

    Parameters
    ----------
    before : PlanTables
        What a person sees now.
    plan : PlanTables
        What would be instead, made by `replan` of an earlier plan than the one that is before.
    today : datetime.date
    """
    first = before.block.first_day
    last = min(before.block.last_day, plan.block.last_day)
    changed = replan(plan.block, plan.catalog, before, today if today <= last else first)
    if changed.session_records == plan.session_records or not plan.change_rows:
        return changed.change_rows
    # Planned from the plan of this morning, which earlier changes of today have left: what a person sees comes before.
    reasons_before = {row.session_id: row.reason for row in before.change_rows}
    rows = []
    for row in plan.change_rows:
        on_board, next_ = before.session_of(row.session_id), plan.session_of(row.session_id)
        was = "" if on_board is None else described(on_board, plan.block.units, with_day=row.change == "moved")
        if on_board != next_ and not (was == row.after and _is_same_work(on_board, next_)):
            row = row._replace(before=was)
            is_news = row.reason != reasons_before.get(row.session_id) and not is_longer(on_board, next_)
            rows.append(row if is_news else _retold(row, before, plan))
    return tuple(rows)


def _retold(row: Change, before: PlanTables, plan: PlanTables) -> Change:
    """A change that an event is no reason for, as its effect was there before: the race that moved is, if it did."""
    reason = _race_reason(before.block, plan.block) or row.reason
    change = "planned anew" if row.before and row.after and row.change != "moved" else row.change
    return row._replace(change=change, reason=reason)


def _race_reason(before: Block, block: Block) -> str:
    """What is said of a session that is another one since the race moved; nothing where it did not."""
    if block.race_date is None or block.race_date == before.race_date:
        return ""
    return f"The race is now on {format_day(block.race_date)}."


def _is_same_work(session: Session | None, other: Session | None) -> bool:
    """Whether two states of a session differ in what is noted beside it only."""
    if session is None or other is None:
        return session is other
    return session._replace(note=other.note, week=other.week) == other


def _laid_anew(block: Block, previous: Block) -> tuple[list[Event], list[Event]]:
    """The events whose way back is measured anew since the weeks to come are, and those that are new to the plan.

    An event that makes one gap with a new one is as new as that: its way back begins where the gap ends.
    """
    new = [event for event in block.events if event not in previous.events]
    measured: list[Event] = []
    for gap in gaps_without_training(without_events(block), block.events):
        together = events_of_gap(block.first_day, block.events, gap)
        if any(event in new for event in together):
            new += [event for event in together if event not in new]
        elif without_events(block) != without_events(previous):
            measured += together
    return measured, [event for event in block.events if event in new]


def _with_events(block: Block, events: Sequence[Any]) -> Block:
    """The block with some of its events, its race where it is now."""
    return block.replace(events=events, race_date=block.race_date)


def _joined(previous: PlanTables, fresh: PlanTables, first_new: dt.date) -> list[Session]:
    """The plan before up to a day, then the new one, in which what a person dropped stays dropped."""
    before = [session for session in previous.session_records if session.date < first_new]
    ids = {session.session_id for session in before}
    dropped = {session.session_id for session in previous.session_records if session.status == "dropped"}
    return before + [
        session._replace(status="dropped") if session.session_id in dropped else session
        for session in map(partial(with_loads_of, previous, fresh.block), fresh.session_records)
        if session.date >= first_new and session.session_id not in ids
    ]


def with_loads_of(previous: PlanTables, block: Block, session: Session) -> Session:
    """A session with the loads that it had, which may follow from done sets, if its work and the lifts are the same."""
    lifts = (block.lifts, block.load_steps) == (previous.block.lifts, previous.block.load_steps)
    earlier = previous.session_of(session.session_id) if lifts and not session.is_run else None
    is_same = earlier is not None and _work_of(earlier) == _work_of(session)
    return session._replace(exercises=earlier.exercises) if earlier is not None and is_same else session


def _work_of(session: Session) -> list[tuple[object, ...]]:
    """What is done in a session, whatever the load and the note on it."""
    return [(row.exercise_id, row.section, row.sets, row.reps, row.seconds, row.rest_s) for row in session.exercises]
