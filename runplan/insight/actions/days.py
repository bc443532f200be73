"""Actions on days and dates: days off, the race, pins, room for strength work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from runplan.catalog.rules import number
from runplan.insight.actions.action import Action, per_week
from runplan.insight.plan_facts import Finding, PlanFacts
from runplan.plan.block import MAX_WEEKS, Block
from runplan.plan.events import without_moved_race
from runplan.units import counted, format_day, format_distance
from runplan.words import WEEKDAY_NAMES, listed

_WEEKS_LATER = (1, 2, 3, 4, 6, 8)


def days_off(facts: PlanFacts, finding: Finding) -> Iterator[Action]:
    """Runs of one's own on days off: the days are none."""
    block = facts.plan.block
    if block.runs is None:
        return
    runs = [run for run in facts.runs if run.type != "race"]
    for field, name in (("days_off", "days off"), ("days_without_runs", "days without runs")):
        weekdays = getattr(block, field)
        used = [day for day in weekdays if any(run.date_weekday == day for run in runs)]
        if used and finding.rule == field:
            label = f"Remove {listed([WEEKDAY_NAMES[day] for day in used])} from {name}"
            yield Action(label, {field: tuple(day for day in weekdays if day not in used)})
    dates = {run.date for run in runs} & {*block.dates_off}
    if dates and finding.rule == "days_off":
        label = f"Remove {counted(len(dates), 'date')} that are off"
        yield Action(label, {"dates_off": tuple(day for day in block.dates_off if day not in dates)})


def rest_days(facts: PlanFacts, _: Finding) -> Iterator[Action]:
    """Fewer rest days than runs of one's own leave room for."""
    for days in range(facts.plan.block.rest_days - 1, -1, -1):
        yield Action(f"Use {counted(days, 'rest day')} per week", {"rest_days": days})


def run_free_day(facts: PlanFacts, _: Finding) -> Iterator[Action]:
    """A day of the week without a run."""
    if facts.plan.block.runs is None:
        yield Action(per_week(6, "run"), {"run_days": 6})


def later_race(facts: PlanFacts, finding: Finding) -> Iterator[Action]:
    """The race some weeks later."""
    block = facts.plan.block
    least = 0
    if finding.rule == "block_short":
        least = int(number(f"block_short_{block.goal}")) - block.number_of_weeks
    for weeks in sorted({*_WEEKS_LATER, least} - {0}) if block.race_date is not None and block.runs is None else ():
        if least <= weeks <= MAX_WEEKS - block.number_of_weeks:
            yield race_moved(block, weeks, {})


def race_moved(block: Block, weeks: int, more: dict[str, Any]) -> Action:
    """A race some weeks later, with other changes of the block."""
    assert block.race_date is not None
    race = block.race_date + dt.timedelta(days=7 * weeks)
    moved = {"race_date": race, **more}
    if (events := without_moved_race(block.events)) != block.events:
        moved["events"] = events
    peak = f", with a peak of {format_distance(more['weekly_km_peak'], block.units)}" if more else ""
    return Action(f"Plan the race {counted(weeks, 'week')} later, on {format_day(race)}{peak}", moved)


def no_other_race(facts: PlanFacts, _: Finding) -> Iterator[Action]:
    """The other race that is on a day without training is no race of the block."""
    events = facts.plan.block.events
    for race in (event for event in events if event.kind == "extra_race"):
        if any(event.closes(race.first) for event in events if event is not race):
            label = f"Remove the other race on {format_day(race.first)}"
            yield Action(label, {"events": tuple(event for event in events if event is not race)})


def earlier_start(facts: PlanFacts, _: Finding) -> Iterator[Action]:
    """The start in the week of the first run of one's own."""
    block = facts.plan.block
    start = block.first_day + dt.timedelta(days=7 * (min(run.week for run in block.run_places) - 1))
    yield Action(f"Start on {format_day(start)}", {"start": start})


def more_room(facts: PlanFacts, _: Finding) -> Iterator[Action]:
    """Strength sessions that the runs leave no room for."""
    block = facts.plan.block
    if not block.doubles:
        yield Action("Let runs and strength share a day", {"doubles": True})
    yield from sessions(range(block.strength_sessions - 1, -1, -1))


def sessions(counts: Sequence[int]) -> Iterator[Action]:
    """As many strength sessions per week, for each of some counts."""
    for count in counts:
        yield Action(per_week(count, "strength session"), {"strength_sessions": count})


def unpin(facts: PlanFacts, finding: Finding) -> Iterator[Action]:
    """A pin that has no effect goes."""
    pins = tuple(pin for pin in facts.plan.block.pins if pin[0] != finding.session_id)
    yield Action(f"Remove the pin on {finding.session_id}", {"pins": pins})
