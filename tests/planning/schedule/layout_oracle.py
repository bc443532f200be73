"""What a layout costs and may be, derived from the sentences of data/rules.csv alone, for small and large blocks.

A week is seven days, a day a pair (run, strength): "", easy, quality, long, race and "", light, general, heavy.
Nothing of the planner's scoring is used; a week's wishes come in as the planner's WeekConstraints.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

__all__ = [
    "HARD",
    "HEAVY_TIMES",
    "PRICE",
    "RUNS",
    "STRENGTH",
    "block_cost",
    "brute_force",
    "decode",
    "spread",
    "stretches",
    "week_ways",
]

with (Path(__file__).resolve().parents[3] / "data" / "rules.csv").open(encoding="utf-8", newline="") as _file:
    _SOFT = {row["rule_id"]: row for row in csv.DictReader(_file) if row["kind"] == "soft"}
PRICE = {rule_id: int(row["value"]) for rule_id, row in _SOFT.items()}
# How often a rule counts for a heavy session, as its sentence says.
HEAVY_TIMES = {rule_id: 2 if "heavy counts twice" in row["sentence"] else 1 for rule_id, row in _SOFT.items()}
RUNS = ("", "easy", "quality", "long", "race")
STRENGTH = ("", "light", "general", "heavy")
HARD = ("quality", "long", "race")
MAIN = ("general", "heavy")

Day = tuple[str, str]
Week = tuple[Day, ...]


def decode(states: Sequence[int]) -> Week:
    """The planner's numbers as words: four times the run plus the strength session."""
    return tuple((RUNS[state // 4], STRENGTH[state % 4]) for state in states)


def stretches(shapes: Sequence[Any]) -> list[tuple[Any, int]]:
    """Weeks in a row that ask for the same share one layout."""
    return [(shape, len(list(group))) for shape, group in itertools.groupby(shapes)]


def _arranged(counts: Sequence[tuple[str, int]], days: int) -> Iterator[tuple[str, ...]]:
    """Every way to put so many words of each kind on days, at most one a day."""
    if not counts:
        yield ("",) * days
        return
    (word, count), *rest = counts
    for others in _arranged(rest, days):
        free = [day for day in range(days) if not others[day]]
        for chosen in itertools.combinations(free, count):
            yield tuple(word if day in chosen else others[day] for day in range(days))


def week_ways(shape: Any) -> list[Week]:
    """Every layout of one week that breaks no hard rule within it."""
    runs = [
        way
        for way in _arranged((("easy", shape.easy), ("quality", shape.quality), ("long", shape.long)), 7)
        if _runs_allowed(shape, way)
    ]
    if shape.race_day >= 0:
        runs = [(*way[: shape.race_day], "race", *way[shape.race_day + 1 :]) for way in runs]
    strength = []
    for demoted in range(shape.heavy + 1):
        kinds = (("light", shape.light), ("general", shape.general + demoted), ("heavy", shape.heavy - demoted))
        strength += [way for way in _arranged(kinds, 7) if _strength_allowed(shape, way, demoted)]
    weeks = (tuple(zip(run, work, strict=True)) for run, work in itertools.product(runs, strength))
    return [week for week in weeks if _days_allowed(shape, week)]


def _runs_allowed(shape: Any, way: Sequence[str]) -> bool:
    for day, run in enumerate(way):
        if run and (not shape.free_days >> day & 1 or day == shape.race_day):
            return False
        if run in ("quality", "long") and 0 <= shape.race_day < day:
            return False
        if run == "long" and not shape.long_days >> day & 1:
            return False
        if run == "quality" and not shape.quality_days >> day & 1:
            return False
    return all(way[day] == RUNS[kind // 4] for kind, day in shape.run_pins)


def _strength_allowed(shape: Any, way: Sequence[str], demoted: int) -> bool:
    for day, work in enumerate(way):
        if work and not shape.strength_days >> day & 1:
            return False
        if work == "heavy" and not shape.heavy_days >> day & 1:
            return False
    pinned_and_demoted = 0
    for kind, day in shape.strength_pins:
        wish = STRENGTH[kind]
        if way[day] != wish and (wish, way[day]) != ("heavy", "general"):
            return False
        pinned_and_demoted += way[day] != wish
    days = [day for _, day in shape.strength_pins]
    return len(set(days)) == len(days) and pinned_and_demoted <= demoted


def _days_allowed(shape: Any, week: Week) -> bool:
    used = sum(bool(work or run not in ("", "race")) for run, work in week)
    if 7 - used < shape.rest_days or (not shape.doubles and any(run and work for run, work in week)):
        return False
    banned = {"hard_days": (), "easy_days": ("quality", "long"), "two_nights": ("long",)}[shape.school]
    return not any(work == "heavy" and run in banned for run, work in week) and _fresh(shape.school, week)


def _fresh(school: str, days: Sequence[Day]) -> bool:
    """Heavy work is never on the day before a hard run (two nights: two days), nor on two days in a row."""
    for at, (_, work) in enumerate(days):
        if work != "heavy":
            continue
        if at + 1 < len(days) and days[at + 1][1] == "heavy":
            return False
        if any(run in HARD for run, _ in days[at + 1 : at + (3 if school == "two_nights" else 2)]):
            return False
    return True


def _school_price(school: str, yesterday: str, run: str, work: str) -> int:
    """What the school charges for a heavy or general session on a day with this run and yesterday's."""
    rule = _school_rule(school, yesterday, run)
    return PRICE[rule] * (HEAVY_TIMES[rule] if work == "heavy" else 1) if rule else 0


def _school_rule(school: str, yesterday: str, run: str) -> str:
    if school == "hard_days":
        if run == "long":
            return "school_hard_days_long"
        if run == "quality":
            return ""
        return "school_hard_days_after" if yesterday == "quality" else "school_hard_days_other"
    if school == "easy_days":
        return {"": "school_easy_days_rest", "easy": ""}.get(run, "school_easy_days_hard")
    if run == "long":
        return "school_two_nights_long"
    if yesterday in HARD:
        return ""
    return "school_two_nights_quality" if run == "quality" else "school_two_nights_other"


def _week_price(shape: Any, week: Week) -> int:
    """The rules that look at one week by itself."""
    price = 0
    if shape.long and week[shape.long_run_day][0] != "long":
        price += PRICE["long_run_day"]
    price += PRICE["demoted_heavy"] * (shape.heavy - sum(work == "heavy" for _, work in week))
    price += PRICE["strength_spread"] * spread([day for day in range(7) if week[day][1]])
    price += PRICE["runs_in_a_row"] * sum(bool(week[day][0] and week[(day + 1) % 7][0]) for day in range(7))
    price += PRICE["core_after_run"] * sum(work == "light" and not run for run, work in week)
    if shape.race_day >= 0:
        price += PRICE["easy_after_race"] * sum(run == "easy" for run, _ in week[shape.race_day :])
    if shape.previous:
        for place, words in enumerate((("easy",), ("quality",), ("long",))):
            left = [day for day in range(7) if shape.previous[place] >> day & 1 and week[day][0] not in words]
            price += PRICE["kept_place"] * len(left)
        left = [day for day in range(7) if shape.previous[3] >> day & 1 and not week[day][1]]
        price += PRICE["kept_place"] * len(left)
    return price


def spread(days: Sequence[int]) -> int:
    """Days by which the longest gap, the week taken as a circle, exceeds an even spread."""
    if len(days) < 2:
        return 0
    gaps = [(after - before) % 7 for before, after in itertools.pairwise([*days, days[0]])]
    even = next(gap for gap in range(1, 8) if gap * len(days) >= 7)
    return max(gaps) - even


def block_cost(shapes: Sequence[Any], weeks: Sequence[Week]) -> int | None:
    """What a whole block costs, day by day over all weeks; None where a hard rule is broken."""
    school = shapes[0].school
    days = [day for week in weeks for day in week]
    if not _fresh(school, days):
        return None
    price = sum(_week_price(shape, week) for shape, week in zip(shapes, weeks, strict=True))
    for at, (run, work) in enumerate(days):
        tomorrow = days[at + 1] if at + 1 < len(days) else ("", "")
        later = days[at + 2] if at + 2 < len(days) else ("", "")
        if run in HARD:
            price += PRICE["hard_days_in_a_row"] * (tomorrow[0] in HARD) + PRICE["hard_days_near"] * (later[0] in HARD)
        if run == later[0] == "quality":
            price += PRICE["quality_near"]
        if (run, tomorrow[0]) == ("long", "quality"):
            price += PRICE["quality_after_long"]
        if work == "general" and tomorrow[0] in HARD:
            price += PRICE["general_before_hard_run"]
        if work in MAIN:
            price += PRICE["strength_in_a_row"] * (tomorrow[1] in MAIN)
            price += _school_price(school, days[at - 1][0] if at else "", run, work)
    for before, after in itertools.pairwise(weeks):
        price += PRICE["rhythm"] * sum(one != other for one, other in zip(before, after, strict=True))
    return price


def brute_force(shapes: Sequence[Any], ways: Sequence[Sequence[Week]]) -> int | None:
    """The least cost over every combination of the stretches' layouts."""
    lengths = [length for _, length in stretches(shapes)]
    best: int | None = None
    for chosen in itertools.product(*ways):
        weeks = [week for week, length in zip(chosen, lengths, strict=True) for _ in range(length)]
        price = block_cost(shapes, weeks)
        if price is not None and (best is None or price < best):
            best = price
    return best
