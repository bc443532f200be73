"""The weeks of a run plan that the runner brings: its runs stand as they are, and strength gets the days that are left.

In: a Block with runs. Out: one Week a week, each with its runs and their days, as `weeks` makes them from wishes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from runplan.catalog.rules import number
from runplan.plan.block import Block
from runplan.plan.imported_runs import DatedRun, sized
from runplan.plan.week_dates import week_of
from runplan.planning.runs import RACE_TITLES, TITLES
from runplan.planning.weeks.imported_steps import given_steps
from runplan.planning.weeks.mileage import TAPER_STEPS, Run, Week, phase_labels
from runplan.planning.weeks.strength_phases import jumps_allowed, strength_phases, strength_types
from runplan.schema import RUN_TYPES
from runplan.units import counted

LIGHTER = 0.90
"""A week of this share of the week before, or less, is a step back: coaches' are 10 to 50 % shorter."""
_IDS = {"long": "long", "race": "race", "easy": "easy"}


def given_weeks(block: Block, heavy_possible: Callable[[str, bool], bool]) -> tuple[Week, ...]:
    """All weeks of a block whose runs are given."""
    count = block.number_of_weeks
    runs = _runs_by_week(block)
    races = _race_dates(block)
    last = count if block.race_date is None else week_of(block.race_date, block.first_day)
    taper = 0 if block.race_date is None else min(TAPER_STEPS[block.goal], last)
    labels = phase_labels(block, last - taper, taper)[-last:] + ["base"] * (count - last)
    strong = strength_phases(block, last - taper, labels.count("peak"))[:count]
    weeks: list[Week] = []
    trained = 0
    for index in range(count):
        here = runs.get(index + 1, ())
        start = block.first_day + dt.timedelta(days=7 * index)
        days = _strength_days(block, start, here, races)
        racing = any(run.type == "race" for _, run in here)
        jumps = jumps_allowed(block, strong[index], trained)
        heavy = bool(days[1]) and not racing and heavy_possible(strong[index], jumps)
        room = _room(block, days[0], here, racing)
        types = strength_types(block, strong[index], room, heavy=heavy, sharpening=racing)
        trained += bool(types)
        km = round(sum(run.km for _, run in here), 3)
        before = weeks[-1].run_km if weeks else 0.0
        lighter = 0 < km <= LIGHTER * before and labels[index] in ("base", "build", "peak")
        step_back = lighter and not racing and index < last
        weeks.append(
            Week(
                week=index + 1,
                start=start,
                phase=labels[index],
                strength_phase=strong[index],
                run_km=km,
                long_km=_longest(here, "race" if racing else "long"),
                runs=sum(run.type != "race" for _, run in here),
                quality=sum(run.type in ("tempo", "intervals", "hills") for _, run in here),
                strength=types,
                sets_target=block.sets_per_muscle / (1 if len(types) > 1 else 2),
                step_back=step_back,
                jumps=jumps,
                race_day=next((day for day, run in here if run.type == "race"), -1),
                free_days=0,
                strength_days=days[0],
                heavy_days=days[1],
                irregular=True,
                note=_note(block, start, here, step_back),
                given=here,
            )
        )
    return tuple(weeks)


def given_session_ids(block: Block) -> dict[str, int]:
    """The session that each run of the runner's own plan became, and its place among the block's runs."""
    places = {id(run): place for place, run in enumerate(block.runs or ())}
    return {session_id: places[id(one.run)] for session_id, one in _with_ids(block)}


def _with_ids(block: Block) -> Iterator[tuple[str, DatedRun]]:
    """Each run of the block with its session id, in the order of their days."""
    numbers: Counter[tuple[int, str]] = Counter()
    for place in block.run_places:
        if place.week < 1 or place.run.type not in RUN_TYPES:
            continue
        kind = _IDS.get(place.run.type, "quality")
        numbers[place.week, kind] += 1
        of_kind = numbers[place.week, kind]
        plain = kind in ("long", "race") and of_kind == 1
        yield f"w{place.week:02d}-{kind}" + ("" if plain else f"-{of_kind}"), place


def _runs_by_week(block: Block) -> dict[int, tuple[tuple[int, Run], ...]]:
    """The runs of each week as (day, run)."""
    found: dict[int, list[tuple[int, Run]]] = {}
    for session_id, place in _with_ids(block):
        found.setdefault(place.week, []).append((place.day, _run(block, session_id, place)))
    return {week: tuple(runs) for week, runs in found.items()}


def _run(block: Block, session_id: str, place: DatedRun) -> Run:
    run = place.run
    length = sized(run, block.easy_pace_s_per_km, block.goal)
    note = f"In your plan: {run.text}" if run.text else ""
    if length.assumed:
        note = f"{note} (it gives no length)".strip()
    title = TITLES.get(run.type, "Race")
    is_goal = run.type == "race" and place.week == _race_week(block) and block.goal in RACE_TITLES
    return Run(
        session_id=session_id,
        type=run.type,
        title=RACE_TITLES[block.goal] if is_goal else title,
        km=length.km,
        minutes=length.minutes,
        effort=number(f"effort_{run.type}"),
        steps=given_steps(run.text, run.type, run.km),
        note=note,
    )


def _longest(here: Sequence[tuple[int, Run]], type_: str) -> float:
    return max((run.km for _, run in here if run.type == type_), default=0.0)


def _race_week(block: Block) -> int:
    return 0 if block.race_date is None else week_of(block.race_date, block.first_day)


def _race_dates(block: Block) -> tuple[dt.date, ...]:
    return tuple(
        block.first_day + dt.timedelta(days=7 * (one.week - 1) + one.day)
        for one in block.run_places
        if one.run.type == "race" and one.week >= 1
    )


def _strength_days(
    block: Block, start: dt.date, here: Sequence[tuple[int, Run]], races: Sequence[dt.date]
) -> tuple[int, int]:
    """The bits of the days that strength, and heavy strength, may have."""
    strength = heavy = 0
    on_day = Counter(day for day, _ in here)
    racing = [day for day, run in here if run.type == "race"]
    for day in range(7):
        date = start + dt.timedelta(days=day)
        if block.week_days[day] in block.days_off or date in block.dates_off or on_day[day] > 1:
            continue
        if racing and day >= min(racing):  # after a race its week holds easy runs and rest
            continue
        to_race = [(race - date).days for race in races if race >= date]
        if any(days <= number("race_window_strength_days") for days in to_race):
            continue
        strength |= 1 << day
        if not racing and not any(days <= number("race_window_heavy_days") for days in to_race):
            heavy |= 1 << day
    return strength, heavy


def _room(block: Block, strength_days: int, here: Sequence[tuple[int, Run]], racing: bool) -> int:
    """Most strength sessions that the week can hold beside its runs."""
    run_days = 0
    for day, run in here:
        run_days |= (run.type != "race") << day
    apart = min((strength_days & ~run_days).bit_count(), max(0, 7 - block.rest_days - run_days.bit_count()))
    room = apart + (strength_days & run_days).bit_count() * block.doubles
    return min(room, 1) if racing else room


def _note(block: Block, start: dt.date, here: Sequence[tuple[int, Run]], step_back: bool) -> str:
    notes = []
    if any(run.type == "race" for _, run in here):
        notes.append("Race week")
    if step_back:
        notes.append("Step-back week")
    off = sum(start <= date < start + dt.timedelta(days=7) for date in block.dates_off)
    if off:
        notes.append(counted(off, "date") + " off")
    return "; ".join(notes)
