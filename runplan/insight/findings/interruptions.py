"""What is worth saying where days without training are near the race, or leave too few weeks before it."""

from __future__ import annotations

import datetime as dt

from runplan.catalog.rules import number
from runplan.insight.plan_facts import Finding, PlanFacts
from runplan.plan.events import WITHOUT_TRAINING, Event
from runplan.plan.records import week_of
from runplan.planning.running.gaps import Gap, gaps_without_training
from runplan.units import counted, format_day


def race_and_events(facts: PlanFacts) -> list[Finding]:
    """Races on days without training, and such days shortly before the race."""
    block, rule = facts.plan.block, "event_race_days"
    closed = [event for event in block.events if event.kind in WITHOUT_TRAINING]
    races = [(block.race_date, "the race")] if block.race_date is not None else []
    races += [(event.first, "the other race") for event in block.events if event.kind == "extra_race"]
    rows = []
    for day, name in races:
        on_it = next((event for event in closed if event.closes(day)), None)
        near = next((event for event in closed if 0 < _days_before(event, day) <= number(rule)), None)
        event = on_it or (near if name == "the race" else None)
        if event is None:
            continue
        message = _on_the_race(event, day, name) if on_it else _before_the_race(event, day)
        severity = "info" if not on_it and event.kind == "away" else "warning"
        week = week_of(day, block.first_day)
        about = "race" if name == "the race" else "other_race"
        rows.append(Finding(severity, rule, week, "", message, "our_assumption", about=about))
    return rows


def _days_before(event: Event, race: dt.date) -> int:
    return (race - event.last_day).days


def _on_the_race(event: Event, day: dt.date, name: str) -> str:
    return (
        f"{name[0].upper()}{name[1:]} on {format_day(day)} is on a day when you are {event.kind}, so it is not "
        "in the plan. Move the race, or shorten the event if you will be back before the race."
    )


def _before_the_race(event: Event, day: dt.date) -> str:
    until = f"You are {event.kind} until {format_day(event.last_day)}, and the race is on {format_day(day)}"
    if event.kind == "away":
        return f"{until}, so the short runs at race pace before it are left out."
    return (
        f"{until}. Run it only if you are well again and have done some easy runs by then, and forget your goal time. "
        "If you are unsure, ask a doctor. A later race is the safer choice."
    )


def short_return(facts: PlanFacts) -> list[Finding]:
    """A race that follows a long time without training, with too few weeks of full training between them."""
    block, rule = facts.plan.block, "event_race_weeks"
    gaps = [gap for gap in gaps_without_training(block, block.events) if gap.days >= number("event_long_days")]
    if block.race_date is None or not gaps:
        return []
    gap = max(gaps, key=lambda gap: gap.end_day)
    taper = next((week.week for week in facts.weeks if week.phase in ("taper", "race")), len(facts.weeks))
    full_weeks = max(0, taper - gap.back - gap.weeks_lost)
    if full_weeks >= number(rule):
        return []
    return [Finding("warning", rule, None, "", _too_few(gap, full_weeks, block.race_date), "our_assumption")]


def _too_few(gap: Gap, full_weeks: int, race: dt.date) -> str:
    left = f"{counted(full_weeks, 'week')} of full training {'is' if full_weeks == 1 else 'are'}" if full_weeks else ""
    return (
        "Consider a later race, or run this one without a goal time. After "
        f"{gap.days} days without training you need {counted(gap.weeks_lost, 'week')} to build up again, and "
        f"{left or 'no week of full training is'} left before the taper for the race on {format_day(race)}. We suggest "
        f"{number('event_race_weeks'):g} or more (our assumption)."
    )
