"""The weeks of a run plan that the runner brings: its runs stand as they are, and strength gets the days that are left.

In: a Block with runs. Out: one Week a week, each with its runs and their days.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from runplan.catalog.rules import number
from runplan.plan.block import Block
from runplan.plan.defaults import EASY_PACE_S_PER_KM
from runplan.plan.goal_race import workout_type
from runplan.plan.imported_lengths import sized, step_paces_of
from runplan.plan.imported_runs import DatedRun, ImportedRun
from runplan.plan.records import QUALITY_TYPES, week_of
from runplan.plan.steps import parse_steps, race_km_of, steps_of_text, steps_text
from runplan.planning.running.step_paces import step_paces
from runplan.planning.weeks.outline import (
    RACE_TITLES,
    TAPER_STEPS,
    TITLES,
    Run,
    Week,
    phase_labels,
    strength_days,
    week_dates,
    week_note,
)
from runplan.schema import RUN_TYPES

LIGHTER = 0.90
"""A week of this share of the week before, or less, is a step back: coaches' are 10 to 50 % lighter."""
_FILLED_M = 150  # [m], as its parts are rounded
_IDS = {"long": "long", "race": "race", "easy": "easy"}


def imported_weeks(block: Block) -> list[Week]:
    """All weeks of a block whose runs are imported, without their strength work."""
    count = block.number_of_weeks
    runs_by_week = _runs_by_week(block)
    races = _race_dates(block)
    last = _race_week(block) or count
    taper = 0 if block.race_date is None else min(TAPER_STEPS[block.goal], last)
    labels = phase_labels(block, last - taper, taper)[-last:] + ["base"] * (count - last)
    weeks: list[Week] = []
    for week, phase in enumerate(labels, start=1):
        runs = runs_by_week.get(week, ())
        dates = week_dates(block, week)
        on_day = Counter(day for day, _ in runs)
        strength, heavy = strength_days(block, dates, races, [day for day in on_day if on_day[day] > 1])
        racing = any(run.type == "race" for _, run in runs)
        longest = [run for _, run in runs if run.type == ("race" if racing else "long")]
        km = round(sum(run.km for _, run in runs), 3)
        before = weeks[-1].run_km if weeks else 0.0
        lighter = 0 < km <= LIGHTER * before and phase in ("base", "build", "peak")
        step_back = lighter and not racing and week <= last
        weeks.append(
            Week(
                week=week,
                start=dates[0],
                phase=phase,
                run_km=km,
                long_km=max((race_km_of(run.steps, run.km) or 0.0 for run in longest), default=0.0),
                runs=sum(run.type != "race" for _, run in runs),
                quality=sum(run.type in QUALITY_TYPES for _, run in runs),
                step_back=step_back,
                race_day=-1,
                free_days=0,
                strength_days=strength,
                heavy_days=heavy,
                irregular=True,
                note=week_note(
                    racing=racing, step_back=step_back, dates_off=sum(date in block.dates_off for date in dates)
                ),
                sharpening=racing,
                strength_room=_room(block, strength, runs, racing=racing),
                imported=runs,
            )
        )
    return weeks


def imported_session_ids(block: Block) -> dict[str, int]:
    """The session that each run of the runner's own plan became, and its place among the block's runs."""
    rows = {id(run): row for row, run in enumerate(block.runs or ())}
    return {session_id: rows[id(dated_run.run)] for session_id, dated_run in _with_ids(block)}


def _with_ids(block: Block) -> Iterator[tuple[str, DatedRun]]:
    """Each run of the block with its session id, in the order of their days."""
    numbers: Counter[tuple[int, str]] = Counter()
    for dated_run in block.run_places:
        if dated_run.week < 1 or dated_run.run.type not in RUN_TYPES:
            continue
        kind = _IDS.get(dated_run.run.type, "quality")
        numbers[dated_run.week, kind] += 1
        of_kind = numbers[dated_run.week, kind]
        plain = kind in ("long", "race") and of_kind == 1
        yield f"w{dated_run.week:02d}-{kind}" + ("" if plain else f"-{of_kind}"), dated_run


def _runs_by_week(block: Block) -> dict[int, tuple[tuple[int, Run], ...]]:
    """The runs of each week as (day, run)."""
    runs_of: dict[int, list[tuple[int, Run]]] = {}
    for session_id, dated_run in _with_ids(block):
        runs_of.setdefault(dated_run.week, []).append((dated_run.day, _run(block, session_id, dated_run)))
    return {week: tuple(runs) for week, runs in runs_of.items()}


def _run(block: Block, session_id: str, dated_run: DatedRun) -> Run:
    run = dated_run.run
    length = sized(run, block.easy_pace_s_per_km, block.goal)
    note = f"In your plan: {run.wording}" if run.wording else ""
    if length.assumed:
        note = f"{note} (no length given)".strip()
    title = TITLES.get(run.type, "Race")
    is_goal = run.type == "race" and dated_run.week == _race_week(block) and block.goal in RACE_TITLES
    return Run(
        session_id=session_id,
        type=_type_of(block, dated_run),
        title=RACE_TITLES[block.goal] if is_goal else title,
        km=length.km,
        minutes=length.minutes,
        effort=number(f"effort_{run.type}"),
        steps=_fitted(run, step_paces(block)) or steps_text(steps_of_text(run.wording, run.type, run.km)),
        note=note,
    )


def _type_of(block: Block, dated_run: DatedRun) -> str:
    """The type of a run: a short race before the week of the one that the plan leads up to is a hard workout.

    It is what an extra race of rank C is, so it takes no strength work away.
    """
    run, km = dated_run.run, dated_run.run.race_km
    if run.type != "race" or dated_run.week == _race_week(block) or not km or km > number("extra_race_workout_km"):
        return run.type
    return workout_type(km)


def _fitted(run: ImportedRun, paces: Mapping[str, float]) -> str:
    """The steps of a run whose easy parts fill its kilometres beside parts in minutes, filled by the runner's pace."""
    steps, metres = parse_steps(run.steps), 1000 * (run.km or 0)
    easy = sum(step.metres for step in steps if step.target == "easy")
    assumed = step_paces_of(EASY_PACE_S_PER_KM)
    timed = any(step.seconds or step.recovery_seconds for step in steps)
    if not timed or not easy or abs(sum(step.metres_at(assumed) for step in steps) - metres) > _FILLED_M:
        return run.steps
    share = (metres - sum(step.metres_at(paces) for step in steps if step.target != "easy")) / easy
    if share <= 0:
        return run.steps
    return steps_text(step._replace(metres=_hundreds(share * step.metres)) if step.target == "easy" else step
                      for step in steps)  # fmt: skip


def _hundreds(metres: float) -> int:
    return max(100, round(metres / 100) * 100)


def _race_week(block: Block) -> int:
    return 0 if block.race_date is None else week_of(block.race_date, block.first_day)


def _race_dates(block: Block) -> tuple[dt.date, ...]:
    return tuple(
        block.first_day + dt.timedelta(days=7 * (dated_run.week - 1) + dated_run.day)
        for dated_run in block.run_places
        if dated_run.week >= 1 and _type_of(block, dated_run) == "race"
    )


def _room(block: Block, strength_days: int, runs: Sequence[tuple[int, Run]], *, racing: bool) -> int:
    """Most strength sessions that the week can hold beside its runs."""
    run_days = 0
    for day, run in runs:
        run_days |= (run.type != "race") << day
    apart = min((strength_days & ~run_days).bit_count(), max(0, 7 - block.rest_days - run_days.bit_count()))
    room = apart + (strength_days & run_days).bit_count() * block.doubles
    return min(room, 1) if racing else room
