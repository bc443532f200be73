"""Paces counted another way: speeds in metres a second, inversions by search, numbers read from the file itself.

Shares no code with `runplan.paces`.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from pathlib import Path

__all__ = [
    "METRES",
    "NUMBERS",
    "fitness",
    "marathon_range",
    "pace_of_share",
    "race_range",
    "seconds_over",
]

ROOT = Path(__file__).resolve().parents[1]
METRES = {
    "1500m": 1500.0,
    "mile": 1609.344,
    "3k": 3000.0,
    "5k": 5000.0,
    "10k": 10000.0,
    "15k": 15000.0,
    "10mi": 16093.44,
    "half": 21097.5,
    "marathon": 42195.0,
}
with (ROOT / "data" / "rules.csv").open(encoding="utf-8", newline="") as _file:
    NUMBERS = {row["rule_id"]: float(row["value"]) for row in csv.DictReader(_file) if row["value"]}


def _uptake(metres_per_second: float) -> float:
    metres_per_minute = 60 * metres_per_second
    return metres_per_minute * (0.182258 + 0.000104 * metres_per_minute) - 4.6


def _of_maximum(seconds: float) -> float:
    return 0.8 + 0.1894393 / math.exp(0.012778 * seconds / 60) + 0.2989558 / math.exp(0.1932605 * seconds / 60)


def _where(rises: Callable[[float], float], value: float, low: float, high: float) -> float:
    """Where a rising function has a value, by halving until nothing changes."""
    while high - low > 1e-9 * high:
        middle = 0.5 * (low + high)
        low, high = (middle, high) if rises(middle) < value else (low, middle)
    return low


def fitness(metres: float, seconds: float) -> float:
    """VDOT of a race."""
    return _uptake(metres / seconds) / _of_maximum(seconds)


def pace_of_share(vdot: float, per_cent: float) -> float:
    """Seconds a kilometre at a share of VDOT."""
    return 1000 / _where(_uptake, vdot * per_cent / 100, 0.1, 20)


def seconds_over(metres: float, vdot: float) -> float:
    """The time of the same VDOT, found by its speed."""
    return metres / _where(lambda speed: fitness(metres, metres / speed), vdot, 0.3, 15)


def race_range(race: tuple[float, float], zone: str) -> tuple[float, float]:
    """The band of paces of a race of 5 km to half marathon [s/km], from one race (metres, seconds)."""
    metres, margin = METRES[zone], NUMBERS["equivalent_band"] / 100
    same = seconds_over(metres, fitness(*race)) / metres * 1000
    power = race[1] * math.exp(1.06 * math.log(metres / race[0])) / metres * 1000
    return min(power, same - same * margin), max(power, same + same * margin)


def marathon_range(race: tuple[float, float], weekly_km: float) -> tuple[float, float]:
    """The paces of a marathon of the same VDOT, and by Vickers and Vertosick's equation of one race [s/km]."""
    vdot = fitness(*race)
    if race[0] < 5000:
        race = (10000.0, seconds_over(10000.0, vdot))
    speed = race[0] / race[1] * math.exp(-0.07 * math.log(42195 / race[0]))
    metres_per_second = 0.16018617 + 0.83076202 * speed + 0.006423826 * (weekly_km / 1.609344)
    return seconds_over(42195, vdot) / 42.195, 1000 / metres_per_second
