"""Which session of a plan each session of a log was: by its id, its day and kind and length, or near its day.

In: sessions of a plan, a log, today, and what the runner says. Out: for each session its status and what was done of
it; and what was done besides. How near a day and a length have to be stands in data/rules.csv (``matching_``).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.errors import RunplanError
from runplan.plan.block import plan_id_of
from runplan.plan.log import Activity, Log, LoggedSet, of_plan
from runplan.plan.records import Session, week_of
from runplan.plan.tables import PlanTables
from runplan.schema import COUNTED_SECTIONS, PLANNED, STATUSES

__all__ = ["DONE", "Matching", "SessionMatch", "check_marks", "done_km", "done_share", "match_log"]

DONE = ("done", "partly")
"""The statuses of a session of which something was done."""
_MARKS_EXAMPLE = "{'w03-long': 'done'}"
_ROUNDING = 1e-9
_DAY = dt.timedelta(days=1)


class SessionMatch(NamedTuple):
    """What became of a session.

    Parameters
    ----------
    session : Session
    status : str
        planned, done, partly, missed, dropped.
    activities : tuple of Activity
        What was done of it; a run may have been recorded in parts.
    sets : tuple of LoggedSet
        The sets that were noted, ramp-up sets left out.
    """

    session: Session
    status: str
    activities: tuple[Activity, ...] = ()
    sets: tuple[LoggedSet, ...] = ()

    @property
    def km(self) -> float:
        """Kilometres that were run [km]; a share of those planned, where it is known only that it was done."""
        measured = [activity.km for activity in self.activities if activity.km]
        if measured or not self.session.is_run:
            return sum(measured)
        return self.session.distance_km * done_share(self.status)

    @property
    def done_on(self) -> dt.date | None:
        """The day on which it was done; None where it was not."""
        return self.activities[0].date if self.activities else None


def done_share(status: str) -> float:
    """What share of a session counts as done, where nobody says how much of it was."""
    return number("matching_partly") / 100 if status == "partly" else float(status == "done")


def done_km(sessions: Iterable[Session]) -> float | None:
    """Kilometres of what was marked [km]; None where nothing of it was."""
    of_status = [session for session in sessions if session.status in (*DONE, "missed")]
    if not of_status:
        return None
    return sum(session.distance_km * done_share(session.status) for session in of_status if session.is_run)


class Matching(NamedTuple):
    """Every session of a plan with its match, in the plan's order, and what was done besides.

    Parameters
    ----------
    matches : tuple of SessionMatch
    extra : tuple of Activity
        What was done in the plan's weeks and is no session of it, by date.
    today : datetime.date
        Sessions before it of which nothing was done are missed.
    ahead : tuple of Activity
        What the log calls done on a day that is still to come; it counts for nothing.
    elsewhere : tuple of Activity
        What names a session of another plan, or of other weeks of this one; only its day is matched.
    named : frozenset of str
        The sessions whose status the log or the runner tells by their ids.
    """

    matches: tuple[SessionMatch, ...]
    extra: tuple[Activity, ...]
    today: dt.date
    ahead: tuple[Activity, ...] = ()
    elsewhere: tuple[Activity, ...] = ()
    named: frozenset[str] = frozenset()

    def of_week(self, week: int) -> tuple[SessionMatch, ...]:
        """The matches of a week."""
        return tuple(match for match in self.matches if match.session.week == week)


def check_marks(marks: Mapping[str, str] | None, sessions: Sequence[Session]) -> dict[str, str]:
    """What the runner says of sessions, by their ids.

    Raises
    ------
    RunplanError
        If a session or a status is not known.
    """
    if marks is not None and not isinstance(marks, Mapping):
        raise RunplanError(f"marks is a {type(marks).__name__}: give session ids with a status, as {_MARKS_EXAMPLE}.")
    ids = {session.session_id for session in sessions}
    for session_id, status in (marks or {}).items():
        if session_id not in ids:
            raise RunplanError(f"marks names {session_id!r}, which the plan does not have: see plan.sessions.")
        if status not in STATUSES:
            raise RunplanError(f"marks[{session_id!r}]={status!r} is not known: give one of {', '.join(STATUSES)}.")
    return dict(marks or {})


def match_log(
    plan: PlanTables, log: Log, today: dt.date | None = None, marks: Mapping[str, str] | None = None
) -> Matching:
    """Match the sessions of a plan with what was done.

    Parameters
    ----------
    plan : PlanTables
    log : Log
    today : datetime.date, optional
        Sessions before it that nothing was done of are missed; by default the day after the last one of the log. What
        the log has more than a day later was not done yet, and counts for nothing.
    marks : mapping of str to str, optional
        Session id to status, where the runner says otherwise.

    Raises
    ------
    RunplanError
        If a mark is not known.
    """
    sessions, first_day = plan.session_records, plan.block.first_day
    days = {session.session_id: (session.date, session.planned_date or session.date) for session in sessions}
    log, elsewhere = of_plan(log, plan.plan_id or plan_id_of(plan.block), days)
    by_runner = check_marks(marks, sessions)
    last = _last_day(log, first_day + dt.timedelta(weeks=plan.block.number_of_weeks)) if today is None else today
    if today is None:
        today = max(last, first_day - _DAY) + _DAY
    ahead = tuple(activity for activity in log.done if activity.date > last + _DAY)
    ids = {session.session_id for session in sessions if session.status != "dropped"}
    by_log = {
        entry.session_id: entry.status or "done"
        for entry in log.activities
        if entry.session_id in ids and entry not in ahead
    }
    of_session: dict[str, list[Activity]] = defaultdict(list)
    pool = []
    for activity in log.done:
        if activity in ahead:
            continue
        if activity.session_id in ids:
            of_session[activity.session_id].append(activity)
        elif activity.kind in ("run", "strength"):
            pool.append(activity)
    waiting = [session for session in sessions if session.session_id in ids - by_log.keys()]
    pool = _match_days(waiting, pool, of_session)
    waiting = [session for session in waiting if session.session_id not in of_session]
    extra = _match_near(waiting, pool, of_session, first_day)
    sets = _sets_of(log, of_session)
    matches = []
    for session in sessions:
        name = session.session_id
        activities, noted = tuple(of_session.get(name, ())), tuple(sets.get(name, ()))
        status = by_runner.get(name) or by_log.get(name) or _status(session, activities, noted, today)
        if status in ("missed", "dropped", PLANNED):
            extra += [activity for activity in activities if not activity.session_id]
            activities, noted = (), ()
        matches.append(SessionMatch(session, status, activities, noted))
    in_plan = [activity for activity in extra if week_of(activity.date, first_day) >= 1]
    in_plan.sort(key=lambda entry: entry.date)
    return Matching(
        tuple(matches), tuple(in_plan), today, ahead, elsewhere, frozenset(by_runner.keys() | by_log.keys())
    )


def _last_day(log: Log, end: dt.date) -> dt.date:
    """The last day of a log; a day after the plan's end that nothing leads up to has a wrong date and is none."""
    last = dt.date.min
    for day in sorted({activity.date for activity in log.activities if activity.status != "dropped"}):
        if day >= end and (day - max(last, end)).days > number("matching_ahead_days"):
            break
        last = day
    return last


def _status(session: Session, activities: Sequence[Activity], sets: Sequence[LoggedSet], today: dt.date) -> str:
    """What became of a session that nobody tells the status of."""
    if session.status != PLANNED:
        return session.status
    if not activities:
        return "missed" if session.date < today else PLANNED
    statuses = {activity.status for activity in activities} - {""}  # of another plan's session of that day
    if statuses:
        return "done" if "done" in statuses else "partly"
    done_share = number("matching_done") / 100
    if session.is_run:
        share = _length(session, activities)
        return "done" if share is None or share >= done_share - _ROUNDING else "partly"
    asked = sum(row.sets or 0 for row in session.exercises if row.section in COUNTED_SECTIONS)
    if asked and sets:
        return "done" if len(sets) >= done_share * asked else "partly"
    share = _length(session, activities)
    return "done" if share is None or share >= number("matching_done_minutes") / 100 - _ROUNDING else "partly"


def _sets_of(log: Log, of_session: Mapping[str, Sequence[Activity]]) -> dict[str, list[LoggedSet]]:
    """The sets of each session that was done: by its id, else by its day."""
    days = {
        activity.date: name
        for name, activities in of_session.items()
        for activity in activities
        if activity.kind == "strength"
    }
    sets: dict[str, list[LoggedSet]] = defaultdict(list)
    for logged in log.lifted:
        name = logged.session_id or days.get(logged.date, "")
        if name and logged.kind != "warm_up":
            sets[name].append(logged)
    return sets


def _length(session: Session, activities: Sequence[Activity]) -> float | None:
    """What share of the planned length was done, in kilometres where both are told, else in minutes; None: unknown."""
    km = sum(activity.distance_km for activity in activities)
    if session.km and km:
        return km / session.km
    minutes = sum(activity.duration_min for activity in activities)
    return minutes / session.minutes if session.minutes and minutes else None


def _apart(session: Session, activities: Sequence[Activity]) -> float:
    """How far the length is from the planned one; as good as a third, where it is not known."""
    share = _length(session, activities)
    return 1 / 3 if share is None else abs(1 - share)


def _match_days(
    sessions: Sequence[Session], pool: Sequence[Activity], of_session: dict[str, list[Activity]]
) -> list[Activity]:
    """Give each session what was done of its kind on its day, the nearest length first; what is left comes back."""
    days: dict[tuple[dt.date, str], list[Session]] = defaultdict(list)
    for session in sessions:
        days[session.date, session.kind].append(session)
    done: dict[tuple[dt.date, str], list[Activity]] = defaultdict(list)
    for activity in pool:
        done[activity.date, activity.kind].append(activity)
    rest: list[Activity] = []
    for day, activities in done.items():
        planned = days.get(day, [])
        pairs = sorted(
            (_apart(session, [activity]), session.session_id, index)
            for session in planned
            for index, activity in enumerate(activities)
        )
        given: set[int] = set()
        for _, name, index in pairs:
            if index not in given and name not in of_session:
                of_session[name].append(activities[index])
                given.add(index)
        left = [activity for index, activity in enumerate(activities) if index not in given]
        rest += _add_parts(planned, left, of_session)
    return rest


def _add_parts(
    sessions: Sequence[Session], left: Sequence[Activity], of_session: dict[str, list[Activity]]
) -> list[Activity]:
    """Give the rest of a day to the session whose length it brings nearer: a run that was recorded in parts."""
    rest = []
    for activity in left:
        nearer = [
            (_apart(session, [*of_session[session.session_id], activity]), session.session_id)
            for session in sessions
            if session.session_id in of_session
            and _apart(session, [*of_session[session.session_id], activity])
            < _apart(session, of_session[session.session_id])
        ]
        if nearer:
            of_session[min(nearer)[1]].append(activity)
        else:
            rest.append(activity)
    return rest


def _match_near(
    sessions: Sequence[Session],
    pool: Sequence[Activity],
    of_session: dict[str, list[Activity]],
    first_day: dt.date,
) -> list[Activity]:
    """Give sessions that nothing was done of on their day what was done near it, in their week and of their length."""
    near_days, near_length = number("matching_near_days"), number("matching_near_length") / 100
    pairs = []
    for session in sessions:
        for index, activity in enumerate(pool):
            days = abs((activity.date - session.date).days)
            is_near = days <= near_days and week_of(activity.date, first_day) == session.week
            if is_near and activity.kind == session.kind and _apart(session, [activity]) <= near_length:
                pairs.append((days, _apart(session, [activity]), session.session_id, index))
    given: set[int] = set()
    for _, _, name, index in sorted(pairs):
        if index not in given and name not in of_session:
            of_session[name].append(pool[index])
            given.add(index)
    return [activity for index, activity in enumerate(pool) if index not in given]
