"""Hypothesis strategies over the whole input space of Block."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from runplan.catalog import load_catalog
from runplan.plan.block import Block
from runplan.planning.infeasible import possible

__all__ = ["EXERCISE_IDS", "MANY_PLANS", "blocks", "lift_fields", "possible_blocks", "race_fields", "tight_blocks"]

# Of blocks two in five cannot be planned; and to plan one, write it and read it back takes some tenths of a second.
MANY_PLANS = settings(max_examples=max(15, settings.default.max_examples * 3 // 10))

DATA = Path(__file__).resolve().parent.parent.parent / "data"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EQUIPMENT = (
    *("foam_roller", "mini_band", "long_band", "dumbbell", "kettlebell", "barbell", "trap_bar", "swiss_ball", "slider"),
    *("box", "bench", "pull_up_bar", "suspension_trainer", "cable", "chair", "backpack", "towel"),
)
GOALS = ("general", "5k", "10k", "half", "marathon")
RACE_KM = {"1500m": 1.5, "mile": 1.609344, "3k": 3, "5k": 5, "10k": 10, "15k": 15, "half": 21.0975, "marathon": 42.195}
DAY = dt.timedelta(days=1)


def _rows() -> list[dict[str, str]]:
    with (DATA / "exercises.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


_CATALOG = _rows()
EXERCISE_IDS = tuple(row["exercise_id"] for row in _CATALOG)
LOADED = ("dumbbell", "kettlebell", "barbell", "trap_bar", "backpack")
LOADED_IDS = tuple(row["exercise_id"] for row in _CATALOG if any(kit in row["equipment"] for kit in LOADED))


def _kilometres(low: float, high: float) -> st.SearchStrategy[float]:
    """Kilometres with one decimal, as a slider gives them."""
    return st.integers(round(low * 10), round(high * 10)).map(lambda tenths: tenths / 10)


def _some(items: tuple[str, ...], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(items), max_size=most, unique=True).map(tuple)


def _lengths() -> st.SearchStrategy[int]:
    """Weeks of a block: short ones mostly, so that a run of the tests stays quick; the longest too."""
    return st.one_of(st.integers(4, 8), st.integers(4, 8), st.integers(9, 18), st.integers(4, 52))


@st.composite
def _spans(draw: st.DrawFn) -> dict[str, Any]:
    """start, week_start, goal, and the end as weeks, as race_date or as both."""
    start = draw(st.dates(dt.date(2024, 1, 1), dt.date(2032, 12, 31)))
    week_start = draw(st.sampled_from(("Mon", "Sun")))
    count = draw(_lengths())
    end = draw(st.sampled_from(("weeks", "race_date", "both")))
    goal = draw(st.sampled_from(GOALS if end == "weeks" else GOALS[1:]))
    span: dict[str, Any] = {"start": start, "week_start": week_start, "goal": goal}
    if end != "race_date":
        span["weeks"] = count
    if end != "weeks":
        first = start - ((start.weekday() - WEEKDAYS.index(week_start)) % 7) * DAY
        span["race_date"] = first + (7 * (count - 1) + draw(st.integers(0, 6))) * DAY
    span["_count"] = count
    return span


@st.composite
def _dates_off(draw: st.DrawFn, start: dt.date, count: int, race: dt.date | None) -> tuple[dt.date, ...]:
    """Single dates and holidays, in the block and just outside it; never the race's date."""
    dates: set[dt.date] = set()
    for _ in range(draw(st.sampled_from((0, 0, 1, 2, 3)))):
        first = draw(st.integers(-7, 7 * count + 7))
        length = draw(st.sampled_from((1, 1, 2, 4, 7, 10, 16)))
        dates.update(start + (first + index) * DAY for index in range(length))
    return tuple(sorted(dates - {race}))


@st.composite
def _pins(draw: st.DrawFn, count: int, most: int) -> dict[str, str]:
    """Sessions that look like the plan's own on any weekday; some of them the plan does not have."""
    kinds = ("long", *(f"quality-{n}" for n in (1, 2, 3)), *(f"easy-{n}" for n in range(1, 7)))
    kinds += tuple(f"strength-{n}" for n in (1, 2, 3, 4))
    weeks = st.one_of(st.integers(1, count), st.integers(1, count), st.integers(1, min(99, count + 3)))
    return {
        f"w{draw(weeks):02d}-{draw(st.sampled_from(kinds))}": draw(st.sampled_from(WEEKDAYS))
        for _ in range(draw(st.integers(0, most)))
    }


@st.composite
def _avoid(draw: st.DrawFn) -> tuple[str, ...]:
    """A few exercises, a whole section or pattern, or nearly everything."""
    way = draw(st.sampled_from(("none", "few", "few", "section", "pattern", "many")))
    if way == "none":
        return ()
    if way == "few":
        return draw(_some(EXERCISE_IDS, 5))
    if way == "many":
        kept = draw(_some(EXERCISE_IDS, 12))
        return tuple(name for name in EXERCISE_IDS if name not in kept)
    word = draw(st.sampled_from(sorted({row[way] for row in _CATALOG})))
    return tuple(row["exercise_id"] for row in _CATALOG if row[way] == word)


def _race_km(distance: str | float) -> float:
    """What a race's distance is taken for [km]: 21 and 42 km, and what is a thousandth off, are the usual distance."""
    km = {21.0: RACE_KM["half"], 42.0: RACE_KM["marathon"]}.get(distance, RACE_KM.get(str(distance), distance))
    return next((usual for usual in RACE_KM.values() if abs(km - usual) <= usual / 1000), km)


@st.composite
def race_fields(draw: st.DrawFn, goal: str) -> dict[str, Any]:
    """Races of lately, a goal time, the longest run and heart rates; any of them may be left out."""
    fields: dict[str, Any] = {}
    distances = st.one_of(st.sampled_from(tuple(RACE_KM)), _kilometres(1, 100))
    races = draw(st.lists(distances, max_size=2, unique_by=_race_km))
    races.sort(key=_race_km)
    paces = sorted(draw(st.lists(st.integers(190, 1000), min_size=len(races), max_size=len(races))))
    if races:  # no race has a faster pace than a shorter one
        times = [-int(-_race_km(race) * pace // 1) for race, pace in zip(races, paces, strict=True)]
        in_order = times if len(times) < 2 or paces[0] < paces[1] else times[:1]
        fields["recent_races"] = tuple(zip(races, in_order, strict=False))
    if goal != "general" and draw(st.booleans()):
        fields["goal_time"] = draw(st.integers(190, 1000)) * round(RACE_KM[goal])
    if draw(st.booleans()):
        fields["longest_run_km"] = draw(_kilometres(0, 100))
    if draw(st.booleans()):
        fields["max_heart_rate"] = draw(st.integers(150, 230))
    if draw(st.booleans()):
        fields["threshold_heart_rate"] = draw(st.integers(90, 149))
    return fields


def _weight_texts(least: int, most: int) -> st.SearchStrategy[float | str]:
    """Weights in halves of a kilogram, or whole pounds as a text."""
    pounds = st.integers(least * 2, most * 2).map(lambda amount: f"{amount} lb")
    return st.one_of(st.integers(2 * least, 2 * most).map(lambda halves: halves / 2), pounds)


@st.composite
def lift_fields(draw: st.DrawFn) -> dict[str, Any]:
    """Sets that are remembered and weights that are owned, in kilograms and in pounds; either may be left out."""
    fields: dict[str, Any] = {}
    if draw(st.booleans()):
        done = st.tuples(_weight_texts(1, 120), st.integers(1, 10), st.integers(0, 4))
        fields["lifts"] = draw(st.dictionaries(st.sampled_from(LOADED_IDS), done, max_size=6))
    if draw(st.booleans()):
        owned = st.one_of(_weight_texts(1, 4), st.lists(_weight_texts(1, 60), min_size=1, max_size=8).map(tuple))
        fields["load_steps"] = draw(st.dictionaries(st.sampled_from(LOADED), owned, max_size=3))
    return fields


@st.composite
def _blocks(draw: st.DrawFn, *, tight: bool) -> Block:
    fields = draw(_spans())
    count = fields.pop("_count")
    now = draw(_kilometres(5, 150))
    off = draw(st.sampled_from((2, 3, 4) if tight else (0, 0, 0, 1, 1, 2, 3, 4)))
    weekdays = draw(st.permutations(WEEKDAYS))
    days_off = tuple(weekdays[:off])
    runless = draw(st.sampled_from((0, 0, 0, 1, 2, 3))) if off < 4 else 0
    days_without_runs = tuple(weekdays[off : min(off + runless, 4)])
    rest_days = draw(st.sampled_from((0, 1, 1, 2, 3)))
    # Wishes that collide at once would make most blocks: three in four keep the two plainest collisions out.
    plain = not tight and draw(st.sampled_from((True, True, True, False)))
    run_days = draw(st.integers(3, 7 - max(off + len(days_without_runs), rest_days) if plain else 7))
    long_run_days = tuple(day for day in WEEKDAYS if not (plain and day in (*days_off, *days_without_runs)))
    avoid = draw(_avoid())
    pins = draw(_pins(count, 6 if tight else draw(st.sampled_from((0, 0, 0, 2, 5)))))
    fields |= {
        "weekly_km_now": now,
        "weekly_km_peak": draw(st.one_of(st.none(), _kilometres(max(1, 0.7 * now), min(300, 2 * now)))),
        "weekly_km": draw(
            st.dictionaries(st.integers(1, count), st.one_of(_kilometres(0, 12), _kilometres(0, 200)), max_size=4)
        ),
        "easy_pace_s_per_km": draw(st.integers(180, 900)),
        "run_days": run_days,
        "long_run_day": draw(st.sampled_from(long_run_days)),
        "quality_runs": draw(st.integers(0, min(3, run_days - 1))),
        "days_off": days_off,
        "dates_off": draw(_dates_off(fields["start"], count, fields.get("race_date"))),
        "rest_days": rest_days,
        "days_without_runs": days_without_runs,
        "strength_sessions": draw(st.integers(0, 4)),
        "strength_minutes": draw(st.one_of(st.integers(10, 60), st.integers(10, 25))),
        "sets_per_muscle": draw(st.one_of(st.none(), st.integers(1, 12))),
        "equipment": draw(st.one_of(_some(EQUIPMENT, 17), st.just(EQUIPMENT))),
        "level": draw(st.sampled_from(("beginner", "intermediate", "advanced"))),
        "avoid": avoid,
        "prefer": tuple(name for name in draw(_some(EXERCISE_IDS, 5)) if name not in avoid),
        "school": draw(st.sampled_from(("hard_days", "easy_days", "two_nights"))),
        "doubles": draw(st.booleans()),
        "pins": pins,
        "units": draw(st.sampled_from(("km", "mi"))),
    }
    if draw(st.booleans()):
        fields |= draw(race_fields(fields.get("goal", "general")))
    if draw(st.booleans()):
        fields |= draw(lift_fields())
    return Block(**fields)


def blocks() -> st.SearchStrategy[Block]:
    """Any block that Block itself does not refuse: every field over its whole range, in all combinations."""
    return _blocks(tight=False)


def tight_blocks() -> st.SearchStrategy[Block]:
    """Blocks with many days off and pins, so that wishes often collide."""
    return _blocks(tight=True)


def possible_blocks() -> st.SearchStrategy[Block]:
    """Blocks that can be planned: what reads plans need not wait for the reasons of those that cannot."""
    return blocks().filter(lambda block: possible(block, load_catalog()))
