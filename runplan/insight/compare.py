"""What a change won and lost: two plans, one before and one after, side by side.

In: two plans. Out: a row for each difference that matters to a runner: muscles under their target or at it again, large
steps in single runs, the largest week, the longest run, minutes, sets and kilometres, the race or sessions moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from runplan import schema
from runplan.insight.coverage import BELOW, Counted
from runplan.insight.findings.rises import spike_weeks, steep_peak
from runplan.insight.plan_facts import PlanFacts
from runplan.plan.block import Block
from runplan.plan.events import without_moved_race
from runplan.plan.records import QUALITY_TYPES
from runplan.plan.tables import PlanTables
from runplan.units import counted, format_day, format_distance, format_minutes, format_number
from runplan.words import inside, listed, rise, weeks_named

COMPARISON = (
    schema.Column("change", "text", "", "won (better), lost (worse) or other (neither)"),
    schema.Column("topic", "text", "", "race, muscle, spike, peak, week, longest, minutes, distance, days or type"),
    schema.Column("message", "text", "", "a few words for the runner"),
)
Row = tuple[str, str, str]
"""One row of a comparison."""

_ROUNDING = 1e-9
_LEAST_KM = 0.05
_LEAST_LARGEST_KM = 0.45  # half a kilometre, as runs are rounded
_DATED = ("start", "race_date", "weeks", "weekly_km", "pins", "dates_off", "week_start", "units", "runs", "events")
_ASKED = tuple(one.name for one in fields(Block) if one.name not in _DATED)
_STEEPER = 0.05  # what is told with one decimal
_MOST_NAMES = 3
_MOST_EVENT_WEEKS = 3  # more weeks than these are counted
_ORDER = {"lost": 0, "won": 1, "other": 2}


@dataclass(frozen=True)
class Measures:
    """What two plans are compared by."""

    under: Mapping[str, tuple[int, ...]]  # by muscle (the trunk as one), the judged weeks under 90 % of its target
    spikes: tuple[int, ...]  # weeks with a run far over the longest of the 30 days before
    weeks: int
    race: date | None  # the race's day
    run_minutes: int  # in all [min]
    strength_minutes: int
    sets: int  # working sets of strength that count, in all
    km: float  # in all [km]
    largest: Mapping[str, float]  # the largest week and the longest run, without the race's [km]
    week_km: tuple[float, ...]  # by week [km]
    days: Mapping[str, str]  # by session id, its date
    types: Mapping[str, str]  # and its type
    units: str
    steep: float  # how many times the kilometres now the peak is, where that is a large rise; else 0
    asked: tuple[Any, ...]  # what the block asks for, besides dates, the race's too, and individual weeks and sessions


def measures(plan: PlanTables, facts: PlanFacts | None = None) -> Measures:
    """What a plan is compared by, from its facts where they are known already."""
    facts = PlanFacts(plan) if facts is None else facts
    return Measures(
        under=_under(facts.counted),
        spikes=tuple(spike_weeks(facts)),
        weeks=len(facts.weeks),
        race=plan.block.race_date,
        run_minutes=sum(session.duration_min for session in facts.runs),
        strength_minutes=sum(session.duration_min for session in facts.strength),
        sets=sum(sets for one in facts.exercise_sets.values() for _, sets, counts in one if counts),
        km=sum(session.distance_km for session in facts.runs),
        largest={
            "largest week": max((week.sessions_km for week in facts.weeks if not week.has_race), default=0.0),
            "longest run": max((run.distance_km for run in facts.runs if run.type != "race"), default=0.0),
        },
        week_km=tuple(week.sessions_km for week in facts.weeks),
        days={session.session_id: session.date.isoformat() for session in facts.sessions},
        types={session.session_id: session.type for session in facts.sessions},
        units=plan.block.units,
        steep=steep_peak(facts),
        asked=(*(getattr(plan.block, name) for name in _ASKED), without_moved_race(plan.block.events)),
    )


@lru_cache(maxsize=8)
def _under(of_plan: Counted) -> dict[str, tuple[int, ...]]:
    """By muscle, the judged weeks under its target."""
    short = (of_plan.target > 0) & (of_plan.done < BELOW * of_plan.target - _ROUNDING) & of_plan.judged[:, None]
    return {
        of_plan.names[muscle][0]: tuple((short[:, place].nonzero()[0] + 1).tolist())
        for place, muscle in enumerate(of_plan.rows)
    }


def compare(before: PlanTables, after: PlanTables) -> pd.DataFrame:
    """What was won and lost between two plans.

    Parameters
    ----------
    before, after : PlanTables

    Returns
    -------
    pandas.DataFrame
        change (won, lost, other), topic, message; a race on another day comes first, then what was lost. No row where
        nothing differs.
    """
    rows = differences(measures(before), measures(after))
    columns = {column.name: [row[place] for row in rows] for place, column in enumerate(COMPARISON)}
    return schema.build_frame(COMPARISON, columns)


def differences(before: Measures, after: Measures) -> list[Row]:
    """The rows of `compare`, from what is known of both plans."""
    rows = [
        *_race(before, after),
        *_peak(before, after),
        *_hard(before, after),
        *_heavy(before, after),
        *_spikes(before, after),
        *_muscles(before, after),
        *_amounts(before, after),
        *_places(before, after),
    ]
    return sorted(rows, key=lambda row: (row[1] != "race", _ORDER[row[0]]))


def _race(before: Measures, after: Measures) -> list[Row]:
    """A race on another day: nobody may overlook that."""
    if before.race is None or after.race is None or before.race == after.race:
        return []
    return [("other", "race", f"race on {format_day(after.race)} instead of {format_day(before.race)}")]


def _peak(before: Measures, after: Measures) -> list[Row]:
    """A peak that has become a large rise, or is one no more by another peak or other kilometres now."""
    if after.steep > before.steep + _STEEPER:
        return [("lost", "peak", f"the peak is {format_number(after.steep)} times your current weekly distance")]
    if before.steep and not after.steep and before.weeks == after.weeks:
        return [("won", "peak", "the peak is no longer a large rise")]
    return []


def _muscles(before: Measures, after: Measures) -> list[Row]:
    """Muscles with more, or fewer, weeks under their target; those that share a fate are named together.

    A longer or shorter block has other phases in the same weeks: what follows from that alone is neither better nor
    worse, and where more was changed than the dates, shares of the weeks are compared.
    """
    if before.weeks != after.weeks and before.asked == after.asked:
        return []
    fates: dict[tuple[str, str], list[str]] = {}
    for name, now in after.under.items():
        then = before.under.get(name, ())
        more = len(now) * before.weeks - len(then) * after.weeks
        if not more or (before.weeks != after.weeks and len(now) == len(then)):
            continue
        if before.weeks != after.weeks:
            fate = f"below target in {len(now)} of {after.weeks} weeks instead of {len(then)} of {before.weeks}"
        elif more > 0:
            fate = f"below target in {weeks_named(week for week in now if week not in then)}"
        elif now:
            fate = f"below target in {counted(len(now), 'week')} instead of {len(then)}"
        else:
            fate = "on target again" if len(then) < after.weeks - 1 else "on target"
        fates.setdefault((_better(-more), fate), []).append(inside(name))
    return [(change, "muscle", f"{_names(names)} {words}") for (change, words), names in fates.items()]


def _names(names: list[str]) -> str:
    if len(names) <= _MOST_NAMES + 1:
        return listed(names)
    return f"{', '.join(names[:_MOST_NAMES])} and {len(names) - _MOST_NAMES} more muscles"


def _spikes(before: Measures, after: Measures) -> list[Row]:
    """Large steps that appear or go; where some do both, one row tells of it, by which are more.

    Only the weeks that both plans have are compared: before the same race they are counted from its end.
    """
    shift = before.weeks - after.weeks if before.race is not None and before.race == after.race else 0
    both = range(max(1, 1 - shift), min(after.weeks, before.weeks - shift) + 1)
    then = {week - shift for week in before.spikes}
    new = [week for week in after.spikes if week in both and week not in then]
    gone = [week for week in sorted(then) if week in both and week not in after.spikes]
    if new:
        change = _better(len(gone) - len(new))
        instead = f" instead of {weeks_named(gone)}" if gone else ""
        return [(change, "spike", f"a large step in {weeks_named(new)}{instead}")]
    if gone:
        return [("won", "spike", f"{weeks_named(gone)} no longer {'has' if len(gone) == 1 else 'have'} a large step")]
    return []


def _better(change: int) -> str:
    return "won" if change > 0 else "lost" if change < 0 else "other"


def _amounts(before: Measures, after: Measures) -> list[Row]:
    """Minutes a week of both kinds, and kilometres in all; a block that is longer or shorter is told by the week."""
    rows = _single_week(before, after)
    rows += _largest(before, after, is_week_told=bool(rows))
    running = _minutes("running", before.run_minutes / before.weeks, after.run_minutes / after.weeks)
    strength = _minutes("strength", before.strength_minutes / before.weeks, after.strength_minutes / after.weeks)
    sets = round(after.sets / after.weeks)
    change_sets = sets - round(before.sets / before.weeks)
    if change_sets:
        strength += f"{', ' if strength else 'strength '}{counted(sets, 'set')} per week ({_signed(change_sets)})"
    rows += [("other", "minutes", message) for message in (running, strength) if message]
    change_km = after.km - before.km
    if abs(change_km) >= 0.5 and before.weeks == after.weeks and not any(row[1] == "week" for row in rows):
        total = format_distance(abs(change_km), after.units, digits=0)
        rows.append(("other", "distance", f"{total} {'more' if change_km > 0 else 'fewer'} in total"))
    return rows


def _largest(before: Measures, after: Measures, *, is_week_told: bool) -> list[Row]:
    """The largest week and the longest run, where either is another by half a kilometre or more."""
    sentences = [
        f"{name} {format_distance(now, after.units)} instead of {format_distance(before.largest[name], after.units)}"
        for name, now in after.largest.items()
        if not (is_week_told and name == "largest week")
        and abs(now - before.largest[name]) >= _LEAST_LARGEST_KM
        and now
        and before.largest[name]
    ]
    return [("other", "longest", ", ".join(sentences))] if sentences else []


def _minutes(name: str, then: float, now: float) -> str:
    """Minutes a week, where they changed; else nothing."""
    change = round(now) - round(then)
    return f"{name} {format_minutes(round(now))} h per week ({_signed(change)} min)" if change else ""


def _single_week(before: Measures, after: Measures) -> list[Row]:
    """A week whose kilometres changed alone, and what it is beside the week before it."""
    pairs = list(zip(before.week_km, after.week_km, strict=False))
    changed = [place for place, (then, now) in enumerate(pairs) if abs(now - then) >= _LEAST_KM]
    if len(changed) != 1 or before.weeks != after.weeks:
        return []
    place = changed[0]
    then, now = pairs[place]
    message = f"week {place + 1}: {format_distance(now, after.units)} instead of {format_distance(then, after.units)}"
    last = after.week_km[place - 1] if place else 0.0
    if last > 0 and now > last and now > then:
        message += f", {rise([now / last - 1])} week {place}"
    return [("other", "week", message)]


def _signed(change: int) -> str:
    return f"{change:+d}".replace("-", "\u2212")


def _places(before: Measures, after: Measures) -> list[Row]:
    """Sessions on other days, where not all are."""
    both = [one for one in after.days if one in before.days]
    moved = sum(after.days[one] != before.days[one] for one in both)
    return [("other", "days", f"{counted(moved, 'session')} on another day")] if moved and len(both) > moved else []


def _heavy(before: Measures, after: Measures) -> list[Row]:
    """How many sessions are heavy that were not, less those that are so no more.

    A longer or shorter block has other phases in the same weeks: there it is told with the number of weeks.
    """
    then, now = (sum(kind == "heavy" for kind in plan.types.values()) for plan in (before, after))
    if before.weeks != after.weeks:
        told = f"{counted(now, 'heavy session')} in {counted(after.weeks, 'week')} instead of {then} in {before.weeks}"
        return [("other", "type", told)] if now != then else []
    both = [one for one in after.types if one in before.types]
    change = sum((after.types[one] == "heavy") - (before.types[one] == "heavy") for one in both)
    return [(_better(change), "type", _more("heavy session", change))] if change else []


def _hard(before: Measures, after: Measures) -> list[Row]:
    """How many more runs are hard, in as many weeks."""
    then, now = (sum(kind in QUALITY_TYPES for kind in plan.types.values()) for plan in (before, after))
    return [("other", "type", _more("hard run", now - then))] if now != then and after.weeks == before.weeks else []


def _more(name: str, change: int) -> str:
    return counted(abs(change), f"{'more' if change > 0 else 'fewer'} {name}")


def event_rows(before: PlanTables, plan: PlanTables) -> list[Row]:
    """What a change of events makes of the weeks and of the longest run: that comes first, whatever else changes."""
    if before.block.events == plan.block.events or before.block.first_day != plan.block.first_day:
        return []
    units = plan.block.units
    pairs = [
        (f"week {now.week}: ", was.sessions_km, now.sessions_km)
        for was, now in zip(before.week_records, plan.week_records, strict=False)
        if abs(was.sessions_km - now.sessions_km) >= _LEAST_KM
    ]
    rows = [_from_to("week", *pair, units) for pair in pairs[:_MOST_EVENT_WEEKS]]
    if len(pairs) > _MOST_EVENT_WEEKS:
        rows.append(("other", "week", f"{counted(len(pairs) - _MOST_EVENT_WEEKS, 'more week')} with other distances"))
    was_km, is_km = (
        max((session.distance_km for session in of.session_records if session.type == "long"), default=0.0)
        for of in (before, plan)
    )
    if pairs and abs(was_km - is_km) >= _LEAST_KM:
        rows.append(_from_to("longest", "longest long run: ", was_km, is_km, units))
    elif pairs and is_km:
        rows.append(("other", "longest", f"longest long run: still {format_distance(is_km, units)}"))
    return rows


def _from_to(topic: str, name: str, was_km: float, is_km: float, units: str) -> Row:
    lengths = f"{format_distance(is_km, units)} instead of {format_distance(was_km, units)}"
    return "lost" if is_km < was_km else "won", topic, f"{name}{lengths}"
