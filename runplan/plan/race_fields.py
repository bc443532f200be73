"""The checks of what a Block knows of the runner's races and heart: races, goal time, longest run, heart rates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from runplan.catalog.rules import number as rule_number
from runplan.errors import BlockError
from runplan.paces.equations import race_seconds
from runplan.paces.races import (
    DISTANCES_M,
    LEAST_KM,
    MOST_KM,
    Race,
    read_clock,
    read_distance,
    split_races,
)
from runplan.plan.checks import number, shown, whole
from runplan.units import format_clock

_MOST_RACES = 2
_SLOWEST_S_PER_KM = 1200  # a slow walk
_EXAMPLE = "[('10k', '52:30')] or '10k 52:30'"


def recent_races(value: Any) -> tuple[tuple[str | float, int], ...]:
    """Races as pairs of distance and seconds, the shortest first."""
    races = sorted((_race(far, time) for far, time in _pairs(value)), key=lambda race: race.metres)
    if len(races) > _MOST_RACES:
        raise BlockError(f"recent_races has {len(races)} races: give the last two at most.")
    if len(races) > 1:
        shorter, longer = races
        if shorter.metres == longer.metres:
            raise BlockError(f"recent_races has two races over {shorter.distance}: give the later one.")
        paces = [race.seconds / race.metres for race in races]
        if paces[1] < paces[0]:
            raise BlockError(
                f"recent_races: the {longer.text()} has a faster pace than the {shorter.text()}. Check both, or leave "
                "the slower one out."
            )
    return tuple((race.distance, race.seconds) for race in races)


def _pairs(value: Any) -> list[tuple[Any, Any]]:
    """Pairs of distance and time of a list, a mapping or a text."""
    if isinstance(value, Mapping):
        return list(value.items())
    if isinstance(value, str):
        pairs: list[tuple[Any, Any]] = [*split_races(value)]
        if not pairs and value.strip():
            raise _not_understood(value)
        return pairs
    if isinstance(value, bytes) or not isinstance(value, Iterable):
        raise _not_understood(value)
    items = list(value)
    if len(items) == 2 and _is_race(*items):  # one race, without brackets around it
        return [(items[0], items[1])]
    pairs = []
    for item in items:
        texts = split_races(item) if isinstance(item, str) else []
        if texts:
            pairs += texts
        elif isinstance(item, (tuple, list)) and len(item) == 2:
            pairs.append((item[0], item[1]))
        else:
            raise _not_understood(item)
    return pairs


def _is_race(far: Any, time: Any) -> bool:
    """Whether two values are a distance and a time."""
    return read_distance(far) is not None and read_clock(time) is not None


def _not_understood(value: Any) -> BlockError:
    return BlockError(f"recent_races={shown(value)} cannot be read: give distance and time, such as {_EXAMPLE}.")


def _race(far: Any, time: Any) -> Race:
    distance, seconds = read_distance(far), read_clock(time)
    if distance is None:
        raise BlockError(
            f"recent_races has the distance {shown(far)}: give one of {', '.join(DISTANCES_M)}, or kilometres from "
            f"{LEAST_KM:g} to {MOST_KM:g}."
        )
    if seconds is None:
        raise BlockError(
            f"recent_races has the time {shown(time)}: write it as 52:30 or 1:45:30, or give whole seconds."
        )
    race = Race(distance, seconds)
    _check_range("recent_races", race)
    return race


def goal_time(value: Any) -> int | None:
    """A wished time in seconds; whether it fits the goal is for `check_goal_time`."""
    if value is None:
        return None
    seconds = read_clock(value)
    if seconds is None:
        raise BlockError(
            f"goal_time={shown(value)} is not a time: write it as 52:30 or 4:15:00, or give whole seconds."
        )
    return seconds


def check_goal_time(seconds: int | None, goal: str) -> None:
    """Refuse a wished time without a race, or one that nobody runs."""
    if seconds is None:
        return
    if goal == "general":
        raise BlockError(
            f"goal_time={format_clock(seconds)} needs a race: set goal to 5k, 10k, half or marathon, or leave "
            "goal_time out."
        )
    _check_range("goal_time", Race(goal, seconds))


def _check_range(field: str, race: Race) -> None:
    """Refuse a time that no runner needs for the distance, with what may have been meant."""
    fastest = -int(-race_seconds(rule_number("fitness_most"), race.metres) // 1)
    slowest = int(race.metres / 1000 * _SLOWEST_S_PER_KM)
    if fastest <= race.seconds <= slowest:
        return
    hint = f" Did you mean {format_clock(race.seconds * 60)}?" if fastest <= race.seconds * 60 <= slowest else ""
    raise BlockError(
        f"{field}: {race.text()} is out of range: give a time from {format_clock(fastest)} to "
        f"{format_clock(slowest)}.{hint}"
    )


def longest_run_km(value: Any) -> float | None:
    """Kilometres of the longest run of the last 30 days."""
    return None if value is None else number("longest_run_km", value)


def heart_rates(maximum: Any, threshold: Any) -> tuple[int | None, int | None]:
    """The heart rates that are known, whole beats a minute; the threshold's below the maximum."""
    most = None if maximum is None else whole("max_heart_rate", maximum)
    of_threshold = None if threshold is None else whole("threshold_heart_rate", threshold)
    if most is not None and of_threshold is not None and of_threshold >= most:
        raise BlockError(
            f"threshold_heart_rate={of_threshold} is not below max_heart_rate={most}: give a lower value, or "
            "leave one of them out."
        )
    return most, of_threshold
