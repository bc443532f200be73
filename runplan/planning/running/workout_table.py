"""The workouts of data/workouts.csv: what each goal, level and phase trains with, in the order of its turns."""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

from runplan.catalog.files.read import data_dir
from runplan.plan.steps import Step, parse_steps

FILE = "workouts.csv"
_REST = "rest easy; "  # what remains of the run's kilometres


class Workout(NamedTuple):
    """One workout, before it is fitted to a week."""

    kind: str  # threshold, intervals, race_pace, ...
    turn: int
    variant: str  # slow: in place of the other one where its repeats would take too long; else empty
    steps: tuple[Step, ...]  # without the easy running that fills the run up
    share: float  # of the week's kilometres, at most
    note: str


class _Row(NamedTuple):
    goals: frozenset[str]
    levels: frozenset[str]
    phases: frozenset[str]
    slot: str
    workout: Workout


@cache
def workouts_of(goal: str, level: str, phase: str, slot: str) -> tuple[Workout, ...]:
    """The workouts of a goal, level and phase in the order of their turns.

    Parameters
    ----------
    goal, level, phase : str
        Of the block and the week.
    slot : str
        `quality` is a run of its own, `after_easy` the end of an easy run, `in_long` the end of the long run.

    Returns
    -------
    tuple of Workout
    """
    return tuple(
        row.workout
        for row in _rows()
        if row.slot == slot and _has(row.goals, goal) and _has(row.levels, level) and _has(row.phases, phase)
    )


def _has(values: frozenset[str], value: str) -> bool:
    return value in values or "any" in values


@cache
def _rows() -> tuple[_Row, ...]:
    with (data_dir() / FILE).open(encoding="utf-8", newline="") as file:
        rows = [_row(fields) for fields in csv.DictReader(file)]
    return tuple(sorted(rows, key=lambda row: row.workout.turn))


def _row(fields: dict[str, str]) -> _Row:
    steps = parse_steps(fields["steps"].removeprefix(_REST))
    if not steps:
        raise ValueError(f"{FILE}: the steps {fields['steps']!r} cannot be read.")
    goals, levels, phases = (frozenset(fields[name].split("|")) for name in ("goal", "level", "phase"))
    workout = Workout(
        fields["kind"], int(fields["turn"]), fields["variant"], steps, float(fields["work_share"]), fields["note"]
    )
    return _Row(goals, levels, phases, fields["slot"], workout)
