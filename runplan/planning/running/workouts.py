"""Which workout each week has: by goal, level and phase, in turn, and never the same one twice.

In: a block, its weeks' roles, kilometres, runs and long runs. Out: for each week its quality runs, what ends its long
run, and what ends its easy runs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.plan.block import Block
from runplan.plan.steps import Step
from runplan.planning.running.fitting import fitted, is_too_long
from runplan.planning.running.lengths import lengths_of
from runplan.planning.running.roles import LONGEST_PART, Part
from runplan.planning.running.step_paces import step_paces
from runplan.planning.running.workout_table import Workout, workouts_of

LEAST_EASY_KM = 1.5
"""Easy running around a workout in a small week: a kilometre before it and half of one after it."""
USUAL_EASY_KM = 2.5
"""The same in other weeks."""
_LATE = 3  # day of the week from which on a long run at race pace weighs on the next week's first quality run


class WeekShape(NamedTuple):
    """What decides a week's workouts."""

    week: int
    phase: str
    km: float  # [km], besides the race
    long_km: float  # [km]
    runs: int
    step_back: bool
    sharpens: bool  # whether a day of it is three to five days before the race, and has room for a run
    rests: bool  # whether its runs are easy: after a break, or for the race at hand
    least_km: float  # [km], of each run
    quality_room: int = 2  # most quality runs that its days hold
    easy_long: bool = False  # whether it is too near a gap for a faster end of any run


class QualityRun(NamedTuple):
    """A quality run of a week."""

    kind: str
    steps: tuple[Step, ...]
    note: str


class WeekWorkouts(NamedTuple):
    """What a week holds besides easy running."""

    quality: tuple[QualityRun, ...] = ()
    long_end: QualityRun | None = None
    strides: tuple[tuple[Step, ...], ...] = ()  # the end of each easy run that has one


class _Chooser:
    """Gives out the workouts of a block in turn; what was given does not come back."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.paces = step_paces(block)
        self.half_m = 500 * lengths_of(block).unit_km
        self.most_marathon = number(f"work_marathon_{block.level}") / 100
        self.given: set[tuple[Step, ...]] = set()
        self.turns: dict[str, int] = {}
        self.has_marathon_long = False

    def quality(self, shape: WeekShape, turns: Sequence[_Turn], count: int) -> QualityRun | None:
        """The first workout of these turns that the week carries, one of so many; a new one while there is one."""
        easy = shape.runs - (shape.long_km > 0) - count
        room_km = (shape.km - shape.long_km - easy * shape.least_km) / count
        easy_km = LEAST_EASY_KM if shape.km < number("medium_long_km") else USUAL_EASY_KM
        room_km = (min(room_km, shape.long_km) if shape.long_km else room_km) - easy_km
        part = number("step_back_repeats") if shape.step_back else 1.0
        easier = _turns(workouts_of(self.block.goal, "beginner", "race" if shape.sharpens else "build", "quality"))
        rows = [row for turn in (*turns, *easier) for row in turn.at(self.paces)]
        again: QualityRun | None = None
        for row in rows:
            steps = fitted(
                row,
                shape.km,
                self.paces,
                part=part,
                free=shape.sharpens,
                most_marathon=self.most_marathon,
                room_km=room_km,
                half_m=self.half_m,
            )
            fast = tuple(step for step in steps if step.target != "easy")
            if steps and fast not in self.given:
                self.given.add(fast)
                return QualityRun(row.kind, steps, row.note)
            if steps and again is None and self.block.number_of_weeks > LONGEST_PART:
                again = QualityRun(row.kind, steps, row.note)
        return again  # a very long block has had them all

    def long_end(self, shape: WeekShape) -> QualityRun | None:
        """What the long run of this week ends with, where the week carries it."""
        goal, level = self.block.goal, self.block.level
        rows = workouts_of(goal, level, shape.phase, "in_long")
        turn = self.turns.get(shape.phase, 0)
        self.turns[shape.phase] = turn + 1
        # A shortened long run may be too short for its turn's workout: then one of before.
        smaller = workouts_of(goal, level, "build", "in_long") if shape.phase == "peak" else ()
        # Of a marathon block's first one the last third: that pace is learnt before it is held for long.
        share = 1 / 3 if goal == "marathon" and not self.has_marathon_long else 0.5
        for row in (*rows[min(turn, len(rows) - 1) :: -1], *smaller[::-1]) if rows else ():
            steps = fitted(
                row,
                shape.km,
                self.paces,
                most_marathon=self.most_marathon,
                most_km=share * shape.long_km,
                most_seconds=60 * number("marathon_pace_minutes"),
                half_m=self.half_m,
            )
            if steps:
                self.has_marathon_long |= row.kind == "marathon_long"
                return QualityRun(row.kind, steps, row.note)
        return None


def week_workouts(block: Block, parts: Sequence[Part], shapes: Sequence[WeekShape]) -> list[WeekWorkouts]:
    """The workouts of each week.

    Parameters
    ----------
    block : Block
    parts : sequence of Part
    shapes : sequence of WeekShape

    Returns
    -------
    list of WeekWorkouts
    """
    chooser = _Chooser(block)
    fast_finishes = _race_pace_weeks(block, parts[-1], shapes)
    queues = _Queues(block, shapes)
    weeks: list[WeekWorkouts] = []
    for shape in shapes:
        end = (
            chooser.long_end(shape)
            if shape.week in fast_finishes and shape.long_km > 0 and not shape.easy_long
            else None
        )
        quality: list[QualityRun] = []
        count = _quality_count(block, shape, has_fast_finish=end is not None)
        for _ in range(count):
            run = chooser.quality(shape, queues.next_turns(shape.phase, after_race_pace=end is not None), count)
            if run is not None:
                quality.append(run)
        if weeks and holds_pace(weeks[-1].long_end, block.goal) and block.week_days.index(block.long_run_day) >= _LATE:
            quality.sort(key=lambda run: holds_pace(run, block.goal))
        weeks.append(WeekWorkouts(tuple(quality), end, _strides(block, shape, len(quality))))
    return weeks


def holds_pace(run: QualityRun | None, goal: str) -> bool:
    """Whether a run has work at the pace of a half marathon or a marathon, the goal of its block."""
    return run is not None and any(step.target == goal for step in run.steps)


class _Queues:
    """The turn that each quality run takes in its phase."""

    def __init__(self, block: Block, shapes: Sequence[WeekShape]) -> None:
        self._goal = block.goal
        self._taken: dict[str, int] = {}
        self._turns: dict[str, list[_Turn]] = {}
        for phase in {shape.phase for shape in shapes}:
            turns = _turns(workouts_of(block.goal, block.level, phase, "quality"))
            weeks = sum(shape.phase == phase and not shape.step_back for shape in shapes)
            missing = max(0, min(2, block.quality_runs) * weeks - len(turns))
            if missing and block.goal != "general" and phase in ("base", "build"):
                general = _turns(workouts_of("general", block.level, "build", "quality"))
                turns = turns + general[:missing] if phase == "base" else general[-missing:] + turns
            self._turns[phase] = turns

    def next_turns(self, phase: str, *, after_race_pace: bool) -> list[_Turn]:
        """The turn that is due, then those that may take its place: of its own kind of turn, then the rest.

        Odd turns are the goal's own work, even ones support: that is due where the long run held the goal's pace.
        """
        turns = self._turns[phase]
        index = self._taken.get(phase, 0)
        if not turns:
            return []
        if after_race_pace and self._goal in ("half", "marathon") and phase in ("build", "peak"):
            index += turns[index % len(turns)].number % 2
        self._taken[phase] = index + 1
        index %= len(turns)
        in_order = turns[index:] + turns[:index]
        parity = in_order[0].number % 2
        return sorted(in_order, key=lambda turn: turn.number % 2 != parity)


class _Turn(NamedTuple):
    """The workouts of one turn: the usual one, and the one for slower runners where there is one."""

    number: int
    workouts: tuple[Workout, ...]

    def at(self, paces: Mapping[str, float]) -> list[Workout]:
        """The usual one, or the one in its place where a repeat of it would take too long at these paces [s/km]."""
        usual = [row for row in self.workouts if row.variant != "slow"]
        slow = [row for row in self.workouts if row.variant == "slow"]
        return slow if slow and any(is_too_long(step, paces) for row in usual for step in row.steps) else usual


def _turns(rows: Sequence[Workout]) -> list[_Turn]:
    numbers = sorted({row.turn for row in rows})
    return [_Turn(number_, tuple(row for row in rows if row.turn == number_)) for number_ in numbers]


def _quality_count(block: Block, shape: WeekShape, *, has_fast_finish: bool) -> int:
    """How many quality runs a week has, the long run not counted."""
    if shape.sharpens:
        return min(1, block.quality_runs, max(0, shape.runs - (shape.long_km > 0)))
    if shape.rests or shape.km < number("quality_from_km"):
        return 0
    most = min(shape.quality_room, block.quality_runs, math.floor(shape.km / number("quality_from_km")))
    most = min(most, max(0, shape.runs - 1))
    if shape.step_back:
        most = min(1, most)
    return most - 1 if has_fast_finish and most == 2 else most


def _race_pace_weeks(block: Block, part: Part, shapes: Sequence[WeekShape]) -> frozenset[int]:
    """The weeks whose long run ends faster, by their numbers in the block."""
    if block.goal == "general" or not block.quality_runs or not part.long_days_to_race:
        return frozenset()
    offset = part.first - 1
    phases = {shape.week: shape.phase for shape in shapes}
    ups = [week for week in part.up_weeks if phases[week + offset] in ("build", "peak")]
    days = dict(enumerate(part.long_days_to_race, start=1))
    ups = [week for week in ups if days[week] > 12]
    chosen: set[int] = set()
    if block.goal == "marathon":
        chosen |= {week for week in ups if week > part.peak_week and (part.last_full - week) % 2 == 1}
        chosen |= {week for week in days if week > part.last_full and 13 <= days[week] <= 18}
    elif block.goal == "half":
        chosen |= {week for week in ups if 19 <= days[week] <= 25}
        build = [week for week in ups if phases[week + offset] == "build"]
        ups = [week for week in ups if week not in build[: (len(build) - 1) // 2]]
    else:
        return frozenset(week + offset for week in ups[-1:] if shapes[0].week and block.level != "beginner")
    for index, week in enumerate(ups):
        near = {*ups[max(0, index - 1) : index + 2]}
        if not chosen & near:
            chosen.add(week)
    return frozenset(week + offset for week in chosen)


def _strides(block: Block, shape: WeekShape, quality: int) -> tuple[tuple[Step, ...], ...]:
    """The strides at the end of easy runs, once a week, from the second week on for a beginner."""
    if not block.quality_runs or shape.easy_long or (block.level == "beginner" and shape.week == 1):
        return ()
    rows = workouts_of(block.goal, block.level, shape.phase, "after_easy")
    easy = shape.runs - quality - (shape.long_km > 0)
    if not rows or easy < 1:
        return ()
    return (rows[(shape.week - 1) % len(rows)].steps,)
