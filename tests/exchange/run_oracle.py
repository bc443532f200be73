"""A run's steps by splitting alone, and its paces by the table of `Plan.paces`: what exports are compared with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from runplan.plan.block import Block
from runplan.planning.pace_table import pace_frame

ZONES = {
    "easy": "easy",
    "@marathon": "marathon",
    "@half": "half",
    "@threshold": "threshold",
    "@tempo": "threshold",
    "@10k": "10k",
    "@5k": "5k",
    "@interval": "interval",
    "@repetition": "repetition",
}
WORD_OF_GOAL = {"5k": "@5k", "10k": "@10k", "half": "@half", "marathon": "@marathon"}
GOAL_KM = {"5k": 5, "10k": 10, "half": 21.0975, "marathon": 42.195}
SECONDS = {"min": 60, "s": 1}
METRES = {"km": 1000, "m": 1}


class Line(NamedTuple):
    """One step: its word, and its metres or its seconds; the other is 0."""

    word: str
    metres: int
    seconds: int


def lines_of(steps: str) -> Iterator[Line]:
    """Each step of a run, repeats unrolled."""
    for text in steps.split("; "):
        head, _, jog = text.partition(" / ")
        times, _, rest = head.rpartition(" x ")
        for _ in range(int(times or 1)):
            yield _line(rest)
            if jog:
                yield _line(jog)


def _line(text: str) -> Line:
    amount, unit, word = text.split(" ")
    return Line(word, round(float(amount) * METRES.get(unit, 0)), round(float(amount) * SECONDS.get(unit, 0)))


def paces_of(word: str, block: Block) -> tuple[float, float] | None:
    """The fastest and the slowest pace that a word stands for [s/km]; None where none is known."""
    word_of_goal = WORD_OF_GOAL.get(block.goal, "")
    if block.goal_time is not None and word in ("@race", word_of_goal):
        pace = block.goal_time / GOAL_KM[block.goal]
        return 0.985 * pace, 1.015 * pace
    table = pace_frame(block).set_index("zone")
    zone = ZONES.get(word_of_goal if word == "@race" else word)
    if zone is None or table.loc[zone].isna()["fast_s_per_km"]:
        return None
    return float(table.at[zone, "fast_s_per_km"]), float(table.at[zone, "slow_s_per_km"])


def heart_rates_of(word: str, block: Block) -> tuple[int, int] | None:
    """The lowest and the highest heart rate that a word stands for [beats/min]; None where none is known."""
    table = pace_frame(block).set_index("zone")
    zone = ZONES.get(WORD_OF_GOAL.get(block.goal, "") if word == "@race" else word)
    if zone is None or table.loc[zone].isna()["heart_rate_low"]:
        return None
    return int(table.at[zone, "heart_rate_low"]), int(table.at[zone, "heart_rate_high"])
