"""What was planned beside what was done: week by week, session by session, and what the muscles lost.

In: a plan and a log. Out: tables, and the same plan with the status of each session. What is still to come is not
judged: the days before today are.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from runplan import schema
from runplan.catalog.rules import number
from runplan.errors import LogAhead, LogMismatch, RunplanError
from runplan.insight.coverage import count_sets
from runplan.plan import checks
from runplan.plan.log import Log
from runplan.plan.matching import DONE, Matching, SessionMatch, done_share, match_log
from runplan.plan.records import Exercise, Session, Week, week_of
from runplan.plan.tables import PlanTables, exercises_source, sessions_source
from runplan.planning.loads.after_log import sessions_after_log
from runplan.schema import COUNTED_SECTIONS, MUSCLES, PLANNED
from runplan.units import counted

_KINDS = {"run": "run", "strength": "strength session"}  # what a log may have none of, in words


def matching(plan: PlanTables, log: Log, today: Any = None, marks: Mapping[str, str] | None = None) -> Matching:
    """The sessions of a plan and what was done of each.

    Raises
    ------
    RunplanError
        If `log` is no log or another plan's whose days this plan has not, `today` no date, or a mark is not known.

    Warns
    -----
    LogAhead
        Where the log has sessions of days that are still to come.
    LogMismatch
        Where it names sessions of another plan, or has nothing on days whose sessions count as missed.
    """
    matched = match_log(plan, checked_log(log), None if today is None else checks.date("today", today), marks)
    block = plan.block
    if _is_of_another(log, matched) and not any(block.first_day <= day <= block.last_day for day in _days(log)):
        raise RunplanError(
            f"This log belongs to another plan, with sessions {_span(_days(log))}, and this plan is "
            f"{_span((block.first_day, block.last_day))}: read the log of this plan."
        )
    if matched.ahead:
        warnings.warn(ahead_sentence(matched), LogAhead, stacklevel=3)
    for sentence in mismatch_sentences(plan, log, matched):
        warnings.warn(sentence, LogMismatch, stacklevel=3)
    return matched


def checked_log(log: Any) -> Log:
    """A log.

    Raises
    ------
    RunplanError
        If it is none.
    """
    if not isinstance(log, Log):
        raise RunplanError(f"against needs a Log, not {type(log).__name__}: write read_log(path).")
    return log


def mismatch_sentences(plan: PlanTables, log: Log, matched: Matching) -> list[str]:
    """What is said of a log that names another plan's sessions, or is silent on days that count as missed."""
    return [*([elsewhere_sentence(log, matched)] if matched.elsewhere else []), *_silences(plan, log, matched)]


def elsewhere_sentence(log: Log, matched: Matching) -> str:
    """What is said of sessions that the log names by the ids of another plan."""
    days = _span([activity.date for activity in matched.elsewhere])
    if _is_of_another(log, matched):
        return f"This log belongs to another plan, with sessions {days}. RunPlan matches them by day only."
    how_many = counted(len(matched.elsewhere), "session")
    belong = "belongs" if len(matched.elsewhere) == 1 else "belong"
    return (
        f"{how_many} in the log ({days}) {belong} to another plan or to other weeks of this plan. RunPlan matches "
        f"{'it' if len(matched.elsewhere) == 1 else 'them'} by day only."
    )


def _is_of_another(log: Log, matched: Matching) -> bool:
    """Whether all of a log is of another plan."""
    return bool(matched.elsewhere) and len(matched.elsewhere) == len(log.activities)


def _silences(plan: PlanTables, log: Log, matched: Matching) -> Iterator[str]:
    """What is said of sessions that count as missed only because a log has none of their days, or of their kind."""
    unknown = [
        match.session
        for match in matched.matches
        if match.status == "missed"
        and match.session.status == PLANNED
        and match.session.session_id not in matched.named
    ]
    days = [day for day in _days(log) if plan.block.first_day <= day <= matched.today]
    before_plan = plan.block.first_day - dt.timedelta(days=1)
    first, last = min(days, default=before_plan), max(days, default=before_plan)
    before = [session for session in unknown if session.date < first]
    after = [session for session in unknown if session.date > last]
    if before and (first - before[0].date).days >= number("matching_silent_days"):
        yield _silence(before)
    if after and (after[-1].date - last).days >= number("matching_silent_days"):
        yield _silence(after)
    kinds = {activity.kind for activity in log.activities}
    for kind, name in _KINDS.items():
        of_kind = [session for session in unknown if session.kind == kind and first <= session.date <= last]
        if of_kind and kind not in kinds and (last - of_kind[0].date).days >= number("matching_silent_days"):
            yield _silence_on(name, of_kind)


def _silence_on(name: str, sessions: list[Session]) -> str:
    counts = "counts" if len(sessions) == 1 else "count"
    return (
        f"The log has no {name}s, so {counted(len(sessions), name)} {_span([session.date for session in sessions])} "
        f"{counts} as missed. If you did them, mark them as done, or load a log that has them."
    )


def _silence(sessions: list[Session]) -> str:
    counts = "counts" if len(sessions) == 1 else "count"
    return (
        f"The log has nothing {_span([session.date for session in sessions])}, so {counted(len(sessions), 'session')} "
        f"of these days {counts} as missed. If you trained then, load a log that covers these days."
    )


def _days(log: Log) -> list[dt.date]:
    return [activity.date for activity in log.activities]


def _span(days: Sequence[dt.date]) -> str:
    """From the first to the last day, in words."""
    first, last = min(days), max(days)
    return f"on {first}" if first == last else f"from {first} to {last}"


def ahead_sentence(matched: Matching) -> str:
    """What is said of sessions that a log has on days that are still to come."""
    first = min(activity.date for activity in matched.ahead)
    how_many, are = counted(len(matched.ahead), "session"), "is" if len(matched.ahead) == 1 else "are"
    return (
        f"{how_many} in the log {are} later than {matched.today} (the first on {first}), so {are} not counted. "
        "Check the dates."
    )


def with_status(plan: PlanTables, matched: Matching) -> dict[str, Any]:
    """The parts of the plan with the status of each session, and from today on the loads that follow."""
    sessions = [
        session._replace(status=match.status)
        for session, match in zip(sessions_after_log(plan, matched), matched.matches, strict=True)
    ]
    return plan.parts() | {"sessions": sessions_source(sessions), "exercises": exercises_source(sessions)}


def against(plan: PlanTables, matched: Matching) -> pd.DataFrame:
    """Planned and done, a row a week: the columns of `schema.AGAINST`."""
    rows = [_week_row(plan, week, matched) for week in plan.week_records]
    return schema.build_frame(
        schema.AGAINST,
        {column.name: values for column, values in zip(schema.AGAINST, zip(*rows, strict=True), strict=True)},
    )


def _week_row(plan: PlanTables, week: Week, matched: Matching) -> tuple[Any, ...]:
    matches = matched.of_week(week.week)
    extra = [entry for entry in matched.extra if week_of(entry.date, plan.block.first_day) == week.week]
    runs = [match for match in matches if match.session.is_run]
    lengths = [match.km for match in runs] + [entry.distance_km for entry in extra if entry.is_run]
    statuses = Counter(match.status for match in matches)
    has_begun = week.start < matched.today
    return (
        week.week,
        week.start,
        sum(match.session.distance_km for match in runs),
        sum(lengths) if has_begun else None,
        max((match.session.distance_km for match in runs), default=0.0),
        max(lengths, default=0.0) if has_begun else None,
        sum(_sets(match.session.exercises) for match in matches),
        sum(_sets(done_exercises(match)) for match in matches) if has_begun else None,
        len(matches),
        *(statuses[status] for status in ("done", "partly", "missed")),
        sum(match.done_on not in (None, match.session.date) for match in matches),
        len(extra),
    )


def _sets(exercises: tuple[Exercise, ...]) -> int:
    return sum(exercise.sets or 0 for exercise in exercises if exercise.section in COUNTED_SECTIONS)


def done_exercises(match: SessionMatch) -> tuple[Exercise, ...]:
    """The exercises of a session with the sets that were done.

    Where sets are noted they count, of what was not planned too; else a session that is done has all of them, one that
    was done in part half of each, rounded down.
    """
    exercises = match.session.exercises
    if match.status not in DONE:
        return ()
    if not match.sets:
        share = done_share(match.status)
        return tuple(exercise._replace(sets=int(share * (exercise.sets or 0))) for exercise in exercises)
    noted = Counter(logged.exercise_id for logged in match.sets if logged.exercise_id)
    rows = [exercise._replace(sets=noted.pop(exercise.exercise_id, 0)) for exercise in exercises]
    further = [
        Exercise(None, "strength", exercise_id, exercise_id, sets, None, None, False, None, None)
        for exercise_id, sets in noted.items()
    ]
    return tuple(row for row in [*rows, *further] if row.sets)


def lost(plan: PlanTables, matched: Matching) -> pd.DataFrame:
    """What each muscle was to get until today and what it got, greatest loss first: columns of `schema.LOST`."""
    so_far = [match for match in matched.matches if match.session.date < matched.today or match.activities]
    planned = _muscle_sets(plan, {match.session.session_id: match.session.exercises for match in so_far})
    done = _muscle_sets(plan, {match.session.session_id: done_exercises(match) for match in so_far})
    muscles = plan.catalog.muscles
    names = dict(zip(muscles["muscle"], muscles["name"], strict=True))
    rows = [
        (muscle, str(names[muscle]), asked, got, max(0.0, asked - got), got / asked if asked else None)
        for muscle, asked, got in zip(MUSCLES, planned, done, strict=True)
    ]
    rows.sort(key=lambda row: (-row[4], row[0]))
    return schema.build_frame(
        schema.LOST, {column.name: values for column, values in zip(schema.LOST, zip(*rows, strict=True), strict=True)}
    )


def _muscle_sets(plan: PlanTables, exercises: Mapping[str, tuple[Exercise, ...]]) -> list[float]:
    """Fractional sets by muscle, of the sessions with these exercises [sets]."""
    sessions = [
        session._replace(exercises=exercises[session.session_id])
        for session in plan.session_records
        if session.session_id in exercises
    ]
    parts = plan.parts() | {"sessions": sessions_source(sessions), "exercises": exercises_source(sessions)}
    totals: list[float] = count_sets(type(plan)(**parts)).sets.sum(axis=0).tolist()
    return totals
