"""One more race in a block: as a hard workout, or with a short taper before it.

In: a draft and the event. Out: the race on its day; a hard run near it eased, strength on the days before it left out
or light, and easy days after it. A race that is too long for a workout has a short taper whatever its rank, and the
long runs around it are shorter. The goal race keeps its own taper.
"""

from __future__ import annotations

import datetime as dt
import math

from runplan.catalog.rules import number
from runplan.errors import BlockError
from runplan.plan.events import Event
from runplan.plan.goal_race import goal_for, workout_type
from runplan.plan.records import Session
from runplan.plan.steps import Step, steps_text
from runplan.planning.adaptation.draft import Draft
from runplan.planning.adaptation.easing import core_work, easy_run, lighten
from runplan.planning.adaptation.least_change import drop_price
from runplan.planning.running.lengths import lengths_of
from runplan.planning.running.long_runs import TAPER_DAYS, least_run_km, taper_share
from runplan.planning.running.step_paces import race_target, step_paces
from runplan.planning.weeks.runs import run_minutes
from runplan.units import format_day


def race_day(draft: Draft, event: Event) -> None:
    """Put a race on its day, and give it room."""
    week = draft.week_number(event.first)
    if not 1 <= week <= len(draft.weeks) or draft.is_closed(event.first):
        return
    apart = dt.timedelta(days=int(number("extra_race_apart")))
    near = [race for race in draft.between(event.first - apart, event.first + apart) if race.type == "race"]
    if near:
        raise BlockError(
            f"events: extra_race on {event.first} is {apart.days} days or fewer from the race on {near[0].date}: leave "
            "one of them out."
        )
    is_race = is_raced(event)
    reason = f"To make room for the race on {format_day(event.first)}."
    days_before = int(number("extra_race_days_b" if is_race else "extra_race_days_c"))
    days_after = max(int(number("extra_race_days_after")), math.ceil(event.race_km / number("extra_race_easy_km")))
    first, last = event.first - dt.timedelta(days=days_before), event.first + dt.timedelta(days=days_after)
    for session in draft.between(event.first, event.first):
        draft.drop(session, reason)
    for session in draft.between(first, last):
        if session.is_quality or (session.type == "long" and session.date > event.first):
            draft.put(easy_run(draft, session, session.distance_km), "eased", reason)
    if event.race_km > number("extra_race_workout_km"):
        _shorter_long_runs(draft, event, days_after, reason)
    core_sessions = 0
    for session in _strength_near(draft, event):
        if is_race and session.week == week:
            is_early = (event.first - session.date).days > number("race_window_strength_days")
            core = core_work(draft, session) if is_early and not core_sessions else None
            if core is None:
                draft.drop(session, reason)
            else:
                draft.put(core, "eased", reason)
            core_sessions += is_early
        else:
            lighten(draft, session, reason)
    _one_hard_run_less(draft, event, reason)
    draft.put(_race(draft, event, week), "added", f"{event.text}.")
    _keep_rest_days(draft, event, week, reason)
    draft.note(week, event.text, event.kind)


def is_raced(event: Event) -> bool:
    """Whether a race is one, with a short taper: by its rank, or as it is too long for a workout."""
    return event.rank == "B" or event.race_km > number("extra_race_workout_km")


def _shorter_long_runs(draft: Draft, event: Event, days_after: int, reason: str) -> None:
    """Shorten the long runs around a long race by the shares that those before a goal race of its length have."""
    goal, lengths, least = goal_for(event.race_km), lengths_of(draft.block), least_run_km(draft.block)
    furthest = dt.timedelta(days=TAPER_DAYS)
    for session in draft.between(event.first - furthest, event.first + dt.timedelta(days=days_after)):
        days = abs((event.first - session.date).days)
        share = taper_share(goal, days) if session.type == "long" and days else None
        if share is not None:
            km = min(session.distance_km, max(least, lengths.half_below(share * session.distance_km)))
            draft.put(easy_run(draft, session, km), "shortened", reason)


def _strength_near(draft: Draft, event: Event) -> list[Session]:
    """The strength sessions that a race wants light: those of the rule of the goal race, or near a hard workout."""
    nights = 2 if draft.block.school == "two_nights" else 1
    first, last = event.first - dt.timedelta(days=nights), event.first + dt.timedelta(days=1)
    if is_raced(event):
        week = draft.weeks[draft.week_number(event.first) - 1]
        first = min(week.start, event.first - dt.timedelta(days=int(number("race_window_heavy_days"))))
        last = max(last, week.start + dt.timedelta(days=6))
    return [session for session in draft.between(first, last) if not session.is_run]


def _keep_rest_days(draft: Draft, event: Event, week: int, reason: str) -> None:
    """Leave out what costs least where the race takes a day that is to be free."""
    while True:
        days: dict[dt.date, list[Session]] = {}
        for session in draft.of_week(week):
            days.setdefault(session.date, []).append(session)
        if len(days) <= 7 - draft.block.rest_days:
            return
        others = [day for day in days if day != event.first and all(session.type != "race" for session in days[day])]
        if not others:
            return
        cheapest = min(others, key=lambda day: (sum(map(drop_price, days[day])), day))
        for session in days[cheapest]:
            draft.drop(session, reason)


def _one_hard_run_less(draft: Draft, event: Event, reason: str) -> None:
    """The race is a hard run of its week: the quality run nearest to it runs easily."""
    quality = [session for session in draft.of_week(draft.week_number(event.first)) if session.is_quality]
    if quality:
        nearest = min(quality, key=lambda session: abs((session.date - event.first).days))
        draft.put(easy_run(draft, nearest, nearest.distance_km), "eased", reason)


def _race(draft: Draft, event: Event, week: int) -> Session:
    """The race as a session, at the pace of the goal whose race is as long."""
    steps = [Step(1, round(1000 * event.race_km), race_target(goal_for(event.race_km)))]
    day = (event.first - draft.weeks[week - 1].start).days
    ids = draft.sessions | draft.before
    kind = "race" if is_raced(event) else workout_type(event.race_km)
    name = f"w{week:02d}-{'race' if kind == 'race' else 'quality'}"
    session_id = next(f"{name}-{index}" for index in range(1, len(ids) + 2) if f"{name}-{index}" not in ids)
    return Session(
        *(session_id, week, event.first, draft.block.week_days[day], "am", "run", kind),
        *(f"{event.distance} race" if isinstance(event.distance, str) else "Race", event.race_km),
        minutes=run_minutes(steps, step_paces(draft.block)),
        effort=number("effort_race"),
        pinned=False,
        note="",
        steps=steps_text(steps),
        planned_date=event.first,
    )
