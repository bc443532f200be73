"""The steps of a workout as a watch goes through them, whatever the file that carries them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from runplan.plan.weights import Weight


@dataclass(frozen=True)
class Step:
    """One step; it ends by distance, time or repetitions, or where none is given at the press of a button."""

    name: str  # what the watch calls it
    intensity: str = "active"  # active, rest, warm_up, cool_down, recovery
    metres: int | None = None  # [m]; at most one of these three is given
    seconds: int | None = None  # [s]
    reps: int | None = None
    pace: tuple[float, float] | None = None  # the fastest and the slowest [s/km]
    heart_rate: tuple[int, int] | None = None  # the lowest and the highest [beats/min]; a watch minds one target only
    exercise: tuple[str, str] = ("", "")  # Garmin's category and name, as in data/exercises.csv; ("", "") for none
    weight: Weight | None = None  # what is lifted
    is_exercise: bool = False  # whether an exercise is done, also one that Garmin has no name for
    note: str = ""  # what the watch shows beside it


@dataclass(frozen=True)
class Times:
    """Steps that are gone through so many times in a row."""

    times: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Repeat:
    """In a flat list of steps: go back to the step of that place until all have been done so many times."""

    first: int
    times: int


Block = Step | Times


def flattened(blocks: Iterable[Block]) -> tuple[Step | Repeat, ...]:
    """Steps in a row, each repetition as one more step that leads back.

    >>> flattened([Step("a"), Times(3, (Step("b"), Step("c")))])[3]
    Repeat(first=1, times=3)
    """
    flat: list[Step | Repeat] = []
    for block in blocks:
        if isinstance(block, Step):
            flat.append(block)
            continue
        first = len(flat)
        flat += block.steps
        if block.times > 1:
            flat.append(Repeat(first, block.times))
    return tuple(flat)


def in_times(rounds: Iterable[tuple[int, tuple[Step, ...]]]) -> list[Block]:
    """Rounds, each with how often it comes; those that are the same and follow each other are taken together.

    >>> [getattr(one, "times", 1) for one in in_times([(2, (Step("a"),)), (1, (Step("a"),)), (1, (Step("b"),))])]
    [3, 1]
    """
    together: list[tuple[int, tuple[Step, ...]]] = []
    for times, steps in rounds:
        if together and together[-1][1] == steps:
            times += together.pop()[0]
        together.append((times, steps))
    blocks: list[Block] = []
    for times, steps in together:
        blocks += [Times(times, steps)] if times > 1 else steps
    return blocks
