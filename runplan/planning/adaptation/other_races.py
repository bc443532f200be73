"""One more race in a block: as a hard workout, or with a short taper before it.

In: a draft and the event. Out: the race on its day; a hard run near it eased, strength on the days before it left out
or light, and an easy day after it. The goal race keeps its own taper.
"""

from __future__ import annotations

import datetime as dt

from runplan.catalog.rules import number
from runplan.plan.events import Event
from runplan.plan.goal_race import goal_for
from runplan.plan.records import Session
from runplan.plan.steps import Step, steps_text
from runplan.planning.adaptation.draft import Draft
from runplan.planning.running.step_paces import race_target, step_paces


def race_day(draft: Draft, event: Event) -> None:
    """Put a race on its day, and give it room."""
    week = draft.week_number(event.first)
    if not 1 <= week <= len(draft.weeks):
        return
    is_short_taper = event.rank == "B"
    reason = f"{'A race' if is_short_taper else 'A race as a hard workout'} on this or a near day."
    days_before = int(number("extra_race_days_b" if is_short_taper else "extra_race_days_c"))
    days_after = int(number("extra_race_days_after"))
    first, last = event.first - dt.timedelta(days=days_before), event.first + dt.timedelta(days=days_after)
    for session in draft.between(event.first, event.first):
        if session.type != "race":
            draft.drop(session, reason)
    for session in draft.between(first, last):
        if session.type == "heavy" or (not session.is_run and is_short_taper and session.date < event.first):
            draft.put(draft.eased(session), "eased", reason)
        elif session.is_quality or (session.type == "long" and session.date > event.first):
            draft.put(draft.easy_run(session, session.distance_km), "eased", reason)
    _one_hard_run_less(draft, event, reason)
    draft.put(_race(draft, event, week), "added", f"{event.text}.")
    draft.note(week, event.text)


def _one_hard_run_less(draft: Draft, event: Event, reason: str) -> None:
    """The race is a hard run of its week: the quality run nearest to it runs easily."""
    quality = [session for session in draft.of_week(draft.week_number(event.first)) if session.is_quality]
    if quality:
        nearest = min(quality, key=lambda session: abs((session.date - event.first).days))
        draft.put(draft.easy_run(nearest, nearest.distance_km), "eased", reason)


def _race(draft: Draft, event: Event, week: int) -> Session:
    """The race as a session, at the pace of the goal whose race is as long."""
    step = Step(1, round(1000 * event.race_km), race_target(goal_for(event.race_km)))
    day = (event.first - draft.weeks[week - 1].start).days
    ids = draft.sessions
    number_ = next(index for index in range(1, len(ids) + 2) if f"w{week:02d}-race-{index}" not in ids)
    session_id = f"w{week:02d}-race" if f"w{week:02d}-race" not in ids else f"w{week:02d}-race-{number_}"
    seconds = step.seconds_at(step_paces(draft.block))
    return Session(
        *(session_id, week, event.first, draft.block.week_days[day], "am", "run", "race"),
        *(f"{event.distance} race" if isinstance(event.distance, str) else "Race", event.race_km),
        minutes=-int(-round(seconds / 60, 6) // 1),
        effort=number("effort_race"),
        pinned=False,
        note="",
        steps=steps_text([step]),
    )
