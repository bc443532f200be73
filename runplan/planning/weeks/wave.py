"""The wave of strength work: which step each week takes, from learning to heavy to the race.

In: each week's strength phase, whether it is a step-back week and whether it sharpens for the race. Out: a step a week,
such as "T1", "A-", "B", "K" or "R", by data/strength_waves.csv. What a step means in sets and repetitions is in
data/strength_steps.csv.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from runplan.catalog.files.read import data_dir

LIGHTER = "-"
"""Behind a step: one set and one repetition less at the same load."""
KEEP_STEP = "K"
"""The step that keeps what was built."""
RACE_STEP = "R"
"""The step of a week that sharpens for the race: nothing heavy, nothing new."""


def wave_steps(phases: Sequence[str], step_backs: Sequence[bool], sharpening: Sequence[bool]) -> tuple[str, ...]:
    """The step of each week.

    A step-back week takes its step with `LIGHTER`. Where it is one of the first two weeks of a strength phase, or the
    week before them, the phase begins in full: never two light weeks in a row.

    Parameters
    ----------
    phases : sequence of str
        The strength phase of each week: technique, strength, power, keep.
    step_backs, sharpening : sequence of bool
        Whether a week is a planned lighter one; whether it is at the race, with core work only.

    Returns
    -------
    tuple of str
        One step a week.
    """
    steps: list[str] = []
    for phase, members in groupby(phases):
        first, count = len(steps), len(list(members))
        wave = list(_wave(phase, count))
        if any(step_backs[max(0, first - 1) : first + 2]):
            wave[0] = wave[0].removesuffix(LIGHTER)
        steps += wave
    for week, step in enumerate(steps):
        if sharpening[week]:
            steps[week] = RACE_STEP
        elif step == RACE_STEP:  # after a race of the runner's own plan
            steps[week] = KEEP_STEP + LIGHTER
        elif step_backs[week]:
            steps[week] = step.removesuffix(LIGHTER) + LIGHTER
    return tuple(steps)


def _wave(phase: str, weeks: int) -> tuple[str, ...]:
    """The steps of a phase of so many weeks; one longer than the table's longest has a second wave, before the race."""
    waves = _waves()[phase]
    longest = max(waves)
    if weeks <= longest:
        return waves[weeks]
    more = _wave(phase, weeks - longest)
    if phase == "keep":
        return more + waves[longest]
    return waves[longest] + tuple(step.removesuffix(LIGHTER) for step in more)


@cache
def _waves() -> dict[str, dict[int, tuple[str, ...]]]:
    waves: dict[str, dict[int, tuple[str, ...]]] = {}
    with (data_dir() / "strength_waves.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            waves.setdefault(row["strength_phase"], {})[int(row["weeks"])] = tuple(row["steps"].split())
    return waves
