"""A run's steps by splitting alone, and its paces by the factors of data/rules.csv: what exports are compared with."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

RULES = Path(__file__).resolve().parents[2] / "data" / "rules.csv"
BANDS = {"easy": 0.08, "jog": 0.08, "@tempo": 0.04, "@5k": 0.04}
RULE_OF_WORD = {"easy": "pace_easy", "jog": "pace_jog", "@tempo": "pace_tempo", "@5k": "pace_intervals"}


def _factors() -> dict[str, float]:
    with RULES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["rule_id"].startswith("pace_")]
    return {row["rule_id"]: float(row["value"]) for row in rows}


FACTORS = _factors()


def lines_of(steps: str) -> Iterator[tuple[str, int]]:
    """The word and the metres of each step of a run, repeats unrolled."""
    for text in steps.split("; "):
        head, _, jog = text.partition(" / ")
        times, _, rest = head.rpartition(" x ")
        amount, unit, word = rest.split(" ")
        for _ in range(int(times or 1)):
            yield word, round(float(amount) * {"km": 1000, "m": 1}[unit])
            if jog:
                length, its_unit, _ = jog.split(" ")
                yield "jog", round(float(length) * {"km": 1000, "m": 1}[its_unit])


def paces_of(word: str, easy_pace_s_per_km: int) -> tuple[float, float]:
    """The fastest and the slowest pace that the word stands for [s/km]."""
    middle = easy_pace_s_per_km * FACTORS[RULE_OF_WORD[word]]
    return middle * (1 - BANDS[word]), middle * (1 + BANDS[word])
