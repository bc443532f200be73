"""One athlete's line: the week, what was done of what was planned lately, spikes, and the next race."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.insight.athletes.attention import notes_of
from runplan.insight.athletes.spikes import Spike, spikes_of
from runplan.plan.log import Log
from runplan.plan.matching import DONE, Matching, match_log
from runplan.plan.records import week_of
from runplan.plan.tables import PlanTables

__all__ = ["Standing", "standing"]


class Standing(NamedTuple):
    """Where an athlete stands.

    Parameters
    ----------
    week, weeks : int
        The week of today, under 1 before the plan begins and over `weeks` after its end; and how many there are.
    planned_km, done_km : float
        Of the days that are looked at, today left out [km].
    planned_sessions, done_sessions : int
        The same in sessions; one that was done in part counts as done.
    is_known : bool
        Whether anything is known of what was done.
    spikes : tuple of Spike
        Weeks and runs that are far over the plan or over those before, by time.
    next_race : datetime.date or None
    notes : tuple of str
        What needs a look, a sentence each, the most urgent first.
    units : str
        What the athlete's distances are shown in.
    plan_id : str
    """

    week: int
    weeks: int
    planned_km: float
    done_km: float
    planned_sessions: int
    done_sessions: int
    is_known: bool
    spikes: tuple[Spike, ...]
    next_race: dt.date | None
    notes: tuple[str, ...]
    units: str
    plan_id: str


def standing(plan: PlanTables, log: Log | None, today: dt.date) -> Standing:
    """Where an athlete stands on a day.

    Parameters
    ----------
    plan : PlanTables
    log : Log or None
        Without one, what counts is the status of each session in the plan.
    today : datetime.date
    """
    matched = match_log(plan, log if log is not None else Log(()), today)
    since = today - dt.timedelta(days=number("coach_days"))
    lately = [match for match in matched.matches if since <= match.session.date < today and match.status != "dropped"]
    further = [activity for activity in matched.extra if since <= activity.date < today and activity.is_run]
    is_known = log is not None or any(session.status in DONE for session in plan.session_records)
    block = plan.block
    return Standing(
        week=week_of(today, block.first_day),
        weeks=len(plan.week_records),
        planned_km=sum(match.session.distance_km for match in lately if match.session.is_run),
        done_km=sum(match.km for match in lately) + sum(activity.distance_km for activity in further),
        planned_sessions=len(lately),
        done_sessions=sum(match.status in DONE for match in lately),
        is_known=is_known,
        spikes=spikes_of(plan, log, matched, since) if is_known else (),
        next_race=_next_race(plan, matched),
        notes=notes_of(plan, log, matched, lately, is_known=is_known),
        units=block.units,
        plan_id=plan.plan_id,
    )


def _next_race(plan: PlanTables, matched: Matching) -> dt.date | None:
    """The day of the next race, today's too."""
    days = {session.date for session in plan.session_records if session.type == "race"}
    days |= {event.first for event in plan.block.events if event.kind == "extra_race"}
    days |= {plan.block.race_date} if plan.block.race_date is not None else set()
    return min((day for day in days if day >= matched.today), default=None)
