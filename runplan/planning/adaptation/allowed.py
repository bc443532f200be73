"""Whether changed sessions of a week may stand: the hard rules of days, asked of what is new only.

In: a draft, a week, and what becomes of its sessions. Out: whether each moved session has a day that it may have. What
the plan had before stands as it did.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from runplan.catalog.rules import number
from runplan.plan.records import Session
from runplan.planning.adaptation.draft import Draft
from runplan.planning.adaptation.least_change import Choice


def keeps_rules(draft: Draft, week: int, choices: Sequence[Choice]) -> bool:
    """Whether the choices keep every hard rule for the sessions that they move."""
    start = draft.weeks[week - 1].start
    beside = [
        session
        for session in draft.between(start - dt.timedelta(days=7), start + dt.timedelta(days=13))
        if session.week != week
    ]
    standing = [*beside, *(choice.session for choice in choices if choice.change != "dropped")]
    moved = [choice.session for choice in choices if choice.change == "moved"]
    return all(_may_stand(draft, week, session, standing) for session in moved)


def _may_stand(draft: Draft, week: int, moved: Session, standing: Sequence[Session]) -> bool:
    """Whether a moved session has a day of its own, rest days are left, and heavy work is far enough from hard runs."""
    block, planned = draft.block, draft.weeks[week - 1]
    day = (moved.date - planned.start).days
    days = planned.free_days if moved.is_run else planned.heavy_days if draft.is_heavy(moved) else planned.strength_days
    if planned.imported is not None and moved.is_run:
        days = sum(
            1 << index
            for index in range(7)
            if block.week_days[index] not in block.days_off
            and planned.start + dt.timedelta(days=index) not in block.dates_off
        )
    if not days >> day & 1:
        return False
    others = [session for session in standing if session is not moved]
    on_day = [session for session in others if session.date == moved.date]
    if any(session.kind == moved.kind or not block.doubles for session in on_day):
        return False
    if len({session.date for session in standing if session.week == week}) > 7 - block.rest_days:
        return False
    if moved.type == "long" and any(
        session.type == "long" and abs((session.date - moved.date).days) <= number("long_runs_apart")
        for session in others
    ):
        return False
    return all(_far_enough(draft, heavy, session) for heavy, session in _pairs(draft, moved, others))


def _pairs(draft: Draft, moved: Session, others: Sequence[Session]) -> list[tuple[Session, Session]]:
    """The moved session with each other one, heavy work first."""
    pairs = []
    for session in others:
        if draft.is_heavy(moved):
            pairs.append((moved, session))
        if draft.is_heavy(session):
            pairs.append((session, moved))
    return pairs


def _far_enough(draft: Draft, heavy: Session, session: Session) -> bool:
    """Whether heavy work leaves the days after it to rest for a hard run, and a day between itself and heavy work."""
    school, later = draft.block.school, (session.date - heavy.date).days
    if not later and (session.is_quality or session.type == "long"):
        return school == "hard_days" or (school == "two_nights" and session.is_quality)
    if draft.is_heavy(session):
        return abs(later) > 1
    return not session.is_hard_run or later not in range(1, 3 if school == "two_nights" else 2)
