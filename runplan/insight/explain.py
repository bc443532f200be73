"""Why a session stands where it stands: every other day of its week, what it would cost, and in whose name.

In: a plan and a session's id. Out: one row a weekday. Each alternative is planned in full, everything else free to
move around it (though it likes to keep its place), and compared with the plan as it is: what a pin would do.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from runplan import schema
from runplan.catalog import Catalog
from runplan.catalog.rules import number
from runplan.errors import RunplanError
from runplan.plan.block import Block
from runplan.plan.records import Session, week_of
from runplan.plan.tables import PlanTables
from runplan.planning.adaptation.layers import without_events
from runplan.planning.build import build_tables, catalog_weeks, previous_places
from runplan.planning.schedule.assign import assign_days, constraints_of
from runplan.planning.schedule.breakdown import cost_breakdown
from runplan.planning.schedule.costs import EASY, NONE, RUN_OF, STATE_OF, STRENGTH_OF
from runplan.planning.schedule.optimise import Layout, lay_out
from runplan.planning.weeks.outline import Week
from runplan.units import counted, format_long_date
from runplan.words import WEEKDAY_NAMES

_COLUMNS = {
    **{"weekday": "text", "date": "date", "here": "flag", "allowed": "flag"},
    **{"cost": "count", "rules": "text", "moves": "text", "sentence": "text"},
}
CLAUSES = {
    "long_run_day": ("the long run would not be on its usual day", "the long run would be on its usual day"),
    "quality_after_long": (
        "a hard session would be on the day after the long run",
        "no hard session would be on the day after the long run",
    ),
    "hard_days_in_a_row": (
        "two hard runs would be on consecutive days",
        "hard runs would no longer be on consecutive days",
    ),
    "hard_days_near": ("hard runs would be closer together", "hard runs would be further apart"),
    "quality_near": ("hard sessions would be closer together", "hard sessions would be further apart"),
    "demoted_heavy": ("a heavy session would have to become general", "a session could be heavy again"),
    "general_before_hard_run": (
        "strength work would be on the day before a hard run",
        "no strength work would be on the day before a hard run",
    ),
    "strength_in_a_row": (
        "two strength sessions would be on consecutive days",
        "strength sessions would no longer be on consecutive days",
    ),
    "strength_spread": ("strength would be spread less evenly", "strength would be spread more evenly"),
    "runs_in_a_row": ("runs would be spread less evenly", "runs would be spread more evenly"),
    "core_after_run": ("core work would be on a day without a run", "core work would be on a day with a run"),
    "easy_after_race": (
        "there would be an easy run on the day after the race",
        "there would be no run on the day after the race",
    ),
    "rhythm": (
        "the week would have a different rhythm from the other weeks",
        "the week would keep the same rhythm as the other weeks",
    ),
}
SCHOOL_CLAUSES = {
    "hard_days": ("strength would be further from the hard days", "strength would be closer to the hard days"),
    "easy_days": ("strength would not be on easy days", "strength would be on easy days"),
    "two_nights": (
        "strength would be further from the day after hard runs",
        "strength would be on the day after hard runs",
    ),
}


_CHANGED = {"other equipment": "has other equipment"}


def explain(plan: PlanTables, session_id: str) -> pd.DataFrame:
    """Every day of the session's week with what it would cost.

    Parameters
    ----------
    plan : PlanTables
    session_id : str

    Returns
    -------
    pandas.DataFrame
        One row a weekday, in the week's order: weekday, date, here (where the session stands), allowed,
        cost (points more than where it stands; absent where not allowed), rules (rule_id to points, as text),
        moves (ids of sessions that would move too) and sentence.

    Raises
    ------
    RunplanError
        If the plan has no such session.
    """
    if not isinstance(session_id, str):
        raise RunplanError(f"explain needs a session's id such as 'w03-strength-1', not {type(session_id).__name__}.")
    session = plan.session_of(session_id)
    if session is None:
        dropped = {change.session_id: change for change in plan.change_rows if change.change == "dropped"}
        if gone := dropped.get(session_id):
            was = f"({gone.before}): RunPlan left it out. {gone.reason}"
            raise RunplanError(f"{session_id} is no longer in the plan {was}")
        near = difflib.get_close_matches(session_id, [session.session_id for session in plan.session_records], n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise RunplanError(f"The plan has no session {session_id!r}.{hint}")
    start = plan.block.first_day + dt.timedelta(days=7 * (session.week - 1))
    # Days are weighed in the plan beneath the events: what they made lighter would look like a worse layout.
    beneath = _beneath(plan.block, plan.catalog) if plan.block.events else plan
    block = beneath.block
    weeks = catalog_weeks(block, plan.catalog)
    places = previous_places(block, weeks, beneath) or {}
    base = _as_planned(beneath, weeks, places)
    fixed = _is_fixed(plan, session) or beneath.session_of(session_id) is None
    earlier = tuple(sorted(places.items()))
    if not fixed and base.days[session_id] != (session.date - start).days:
        base = _with_pin(block, plan.catalog, earlier, session_id, session.weekday) or base
    rows: list[tuple[Any, ...]] = []
    for index, weekday in enumerate(plan.block.week_days):
        date = start + dt.timedelta(days=index)
        here = weekday == session.weekday
        pinned = None if fixed else _with_pin(block, plan.catalog, earlier, session_id, weekday)
        rows.append((weekday, date, here, *_compare(plan, session, weekday, date, here, base, pinned)))
    costs = {WEEKDAY_NAMES[row[0]]: row[4] for row in rows if row[3] and not row[2]}
    rows = [(*row[:-1], row[-1] + _next_best(costs)) if row[2] and not fixed else row for row in rows]
    table = tuple(schema.Column(name, kind, "", "") for name, kind in _COLUMNS.items())
    return schema.build_frame(table, dict(zip(_COLUMNS, zip(*rows, strict=True), strict=True)))


@lru_cache(maxsize=8)
def _beneath(block: Block, catalog: Catalog) -> PlanTables:
    """The plan that events are laid over."""
    return build_tables(without_events(block), catalog)


def added_by_events(plan: PlanTables) -> set[str]:
    """The sessions that only an event put into the plan, such as one more race."""
    planned = {session.session_id for session in _beneath(plan.block, plan.catalog).session_records}
    return {session.session_id for session in plan.session_records} - planned if plan.block.events else set()


def _is_fixed(plan: PlanTables, session: Session) -> bool:
    """Whether a session has no other day: a race, or a run of a plan that the runner brings."""
    return _is_race(session) or bool(session.kind == "run" and plan.block.runs is not None)


def _is_race(session: Session) -> bool:
    """Whether a session is the race, also where a person gave it another type in the plan's file."""
    return session.type == "race" or session.session_id.endswith("-race")


class _Laid(NamedTuple):
    """A layout: its points rule by rule, and the day of each session."""

    items: Mapping[str, int]
    days: Mapping[str, int]


def _as_planned(plan: PlanTables, weeks: Sequence[Week], places: Mapping[int, tuple[int, ...]]) -> _Laid:
    """The plan's own layout."""
    first = plan.block.first_day
    states = [[NONE] * 7 for _ in weeks]
    days: dict[str, int] = {}
    for session in plan.session_records:
        week, day = divmod((session.date - first).days, 7)
        code = STATE_OF[session.type]
        run, strength = RUN_OF[states[week][day]], STRENGTH_OF[states[week][day]]
        states[week][day] = run | code if code < EASY else max(run, code) | strength
        days[session.session_id] = day
    return _Laid(cost_breakdown(constraints_of(plan.block, weeks, places), states), days)


@lru_cache(maxsize=256)
def _with_pin(
    block: Block, catalog: Catalog, kept: tuple[tuple[int, tuple[int, ...]], ...], session_id: str, weekday: str
) -> _Laid | None:
    block = block.replace(pins=dict(block.pins) | {session_id: weekday})
    weeks = catalog_weeks(block, catalog)
    week_constraints = constraints_of(block, weeks, dict(kept))
    layout = lay_out(week_constraints)
    if not isinstance(layout, Layout):
        return None
    names = block.week_days
    pins = {one: names.index(day) for one, day in block.pins}
    days: dict[str, int] = {}
    for week, states in zip(weeks, layout.states, strict=True):
        days |= assign_days(week, states, pins).days
    return _Laid(cost_breakdown(week_constraints, layout.states), days)


def _compare(
    plan: PlanTables, session: Session, weekday: str, date: dt.date, here: bool, base: _Laid, other: _Laid | None
) -> tuple[bool, int | None, str, str, str]:
    day = WEEKDAY_NAMES[weekday]
    if here:
        return True, 0, "", "", _why_here(plan, session, day) + _what_changed(plan, session)
    event = next((event for event in plan.block.events if event.closes(date)), None)
    if event is not None:
        return False, None, "", "", f"{day}: not possible. This day is part of an event ({event.text})."
    if _is_race(session) and plan.block.runs is None:
        return False, None, "", "", f"{day}: the race is on {format_long_date(session.date)}."
    if _is_fixed(plan, session):
        return False, None, "", "", f"{day}: not possible. RunPlan does not move the runs of your own plan."
    if other is None and session.session_id in added_by_events(plan):
        return False, None, "", "", f"{day}: not possible. An event sets the day of this session."
    if other is None:
        return False, None, "", "", f"{day}: not possible, because {_hard_reason(plan, session, weekday, date)}."
    changes = {rule: other.items.get(rule, 0) - base.items.get(rule, 0) for rule in sorted({*other.items, *base.items})}
    changes.pop("kept_place", None)  # it only keeps the other sessions where they are
    changes = {rule: points for rule, points in changes.items() if points}
    cost = sum(changes.values())
    rules = "; ".join(f"{rule} {points:+d}" for rule, points in changes.items())
    moved = sorted(one for one, at in other.days.items() if at != base.days.get(one) and one != session.session_id)
    return True, cost, rules, "; ".join(moved), _sentence(plan.block.school, day, cost, changes, len(moved))


def _clauses(school: str, changes: Mapping[str, int], dearer: bool) -> list[str]:
    """What gets worse (or better), the weightiest first, each said once."""
    grouped: dict[tuple[str, str], int] = {}
    for rule, points in changes.items():
        pair = SCHOOL_CLAUSES[school] if rule.startswith("school_") else CLAUSES[rule]
        grouped[pair] = grouped.get(pair, 0) + points
    ordered = sorted(grouped.items(), key=lambda item: (item[0] == CLAUSES["rhythm"], -abs(item[1])))
    return [pair[0] if dearer else pair[1] for pair, points in ordered if points and (points > 0) == dearer]


def _sentence(school: str, day: str, cost: int, changes: Mapping[str, int], moved: int) -> str:
    also = f" {moved} other session{'s' if moved > 1 else ''} would move." if moved else ""
    worse, better = _clauses(school, changes, True)[:2], _clauses(school, changes, False)[:2]
    if cost > 0:
        return f"{day} is {counted(cost, 'point')} worse: {' and '.join(worse)}.{also}"
    if cost == 0 and worse:
        return f"{day} is just as good: {worse[0]}, but {better[0]}.{also}"
    if cost == 0:
        return f"{day} is just as good; RunPlan chooses the earlier day.{also}"
    return f"{day} would be {counted(-cost, 'point')} better: {' and '.join(better)}.{also}"


def _why_here(plan: PlanTables, session: Session, day: str) -> str:
    if _is_race(session):
        return f"{day}: the race."
    if _is_fixed(plan, session):
        return f"{day}: the day in your own run plan."
    if session.pinned:
        return f"{day}: you pinned the session here."
    if session.type == "long" and session.weekday == plan.block.long_run_day:
        return f"{day}: your day for the long run."
    return f"{day}: the best fit with the weeks around it."


def _what_changed(plan: PlanTables, session: Session) -> str:
    """What events made of the session, and why."""
    row = next((row for row in plan.change_rows if row.session_id == session.session_id), None)
    if row is None:
        return ""
    _, _, change, before, after, reason = row
    what = f": {before} became {after}" if before and after else ""
    return f" It {_CHANGED.get(change, f'was {change}')}{what}. {reason}"


def _next_best(costs: Mapping[str, int]) -> str:
    """How the best other day compares."""
    if not costs:
        return " The rules allow no other day."
    day = min(costs, key=lambda one: costs[one])
    if costs[day] > 0:
        return f" Next-best day: {day} ({counted(costs[day], 'point')} worse)."
    if costs[day] == 0:
        return f" {day} would be just as good."
    return (
        f" {day} would be {counted(-costs[day], 'point')} better for this week alone, but would break the "
        "rhythm of the weeks around it."
    )


def _near_race(plan: PlanTables, session: Session, date: dt.date) -> str:
    """The rule of a race that keeps the session from a day; empty where none does."""
    goal = plan.block.race_date
    for race in sorted({other.date for other in plan.session_records if other.type == "race"} | {goal or dt.date.min}):
        which = "the race" if race == goal else "a race"
        if session.kind == "strength" and 0 < (race - date).days <= number("race_window_strength_days"):
            return f"there is no strength work on the two days before {which}"
        if race < date and session.type != "easy" and week_of(race, plan.block.first_day) == session.week:
            return f"only easy runs and rest come after {which} in that week"
    return ""


def _hard_reason(plan: PlanTables, session: Session, weekday: str, date: dt.date) -> str:
    """The hard rule that keeps the session from a day, as far as one alone decides it."""
    block, race = plan.block, plan.block.race_date
    if date == race:
        return "it is race day"
    if weekday in block.days_off:
        return "it is one of your days off"
    if date in block.dates_off:
        return "you marked this date as off"
    if session.kind == "run" and weekday in block.days_without_runs:
        return "you keep this day free of runs"
    if near := _near_race(plan, session, date):
        return near
    same_day = [other for other in plan.session_records if other.date == date]
    if block.runs is not None and session.kind == "strength":
        if sum(other.is_run for other in same_day) > 1:
            return "there are two runs on that day"
        if any(other.type == "race" for other in same_day):
            return "there is a race on that day"
    pinned = [other for other in same_day if other.pinned and other.kind == session.kind]
    if pinned:
        return f"{pinned[0].session_id} is pinned there"
    if not block.doubles:
        return "a run and a strength session may not share a day"
    return f"{block.rest_days} rest day{'s' if block.rest_days != 1 else ''} would no longer be possible"
