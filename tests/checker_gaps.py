"""The independent checker's part for dates off: how training comes back after days without a run, and where runs stand.

Only upper bounds are held here: a week after a gap, its long run and its harder runs may be less than this, never more.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tests.checker_facts import DAY, QUALITY, WEEKDAYS, Case, Row
from tests.planning.running.rule_oracle import longest_lately, scale_of

__all__ = ["gap_faults", "is_after_a_gap", "may_lack_its_long_run"]

# Of a gap of so many days at least: the share of the week before, of the longest run of 30 days, days without quality.
BACK = ((25, 0.5, 0.4, 10), (18, 0.5, 0.5, 7), (10, 0.65, 0.65, 5), (6, 0.8, 0.8, 3))


class Absence(NamedTuple):
    """Days that can have no run, one of them a date off, between days that can have one."""

    first: dt.date
    days: int
    before: int  # the last week before it that is whole, or the first week
    back: int  # the first week of which four days follow it

    @property
    def end(self) -> dt.date:
        return self.first + self.days * DAY

    @property
    def shares(self) -> tuple[float, float, int]:
        return next((row[1:] for row in BACK if self.days >= row[0]), (1.0, 1.0, self.days))


def absences(case: Case) -> list[Absence]:
    block, first = case.block, case.weeks[0]["start"]
    last = first + 7 * len(case.weeks) * DAY if block.race_date is None else block.race_date
    gaps: list[Absence] = []
    begun: dt.date | None = None
    seen_free = False
    for date in (first + index * DAY for index in range((last - first).days)):
        if date in block.dates_off or WEEKDAYS[date.weekday()] in (*block.days_off, *block.days_without_runs):
            begun = begun or date
            continue
        if begun is not None and seen_free:
            days = (date - begun).days
            if any(begun + index * DAY in block.dates_off for index in range(days)):
                week, into = divmod((date - first).days, 7)
                gaps.append(Absence(begun, days, max(1, (begun - first).days // 7), week + 1 + (into > 3)))
        begun, seen_free = None, True
    return gaps


def is_after_a_gap(case: Case, week: int) -> bool:
    """Whether a gap of six days or more has begun before this week ends."""
    end = case.weeks[week - 1]["start"] + 7 * DAY
    return any(gap.first < end for gap in absences(case) if gap.days >= 6)


def may_lack_its_long_run(case: Case, week: int) -> bool:
    """Whether the day of the long run is a date off."""
    days = [case.weeks[week - 1]["start"] + index * DAY for index in range(7)]
    return any(WEEKDAYS[day.weekday()] == case.block.long_run_day and day in case.block.dates_off for day in days)


def gap_faults(case: Case, kilometres: Sequence[set[float]]) -> Iterator[str]:
    """All that is too much after a gap or beside dates off; `kilometres` are the curve's, of each week."""
    for gap in absences(case):
        if gap.days >= 6:
            yield from _weeks_back(case, gap, kilometres)
            yield from _long_runs_back(case, gap)
        yield from _quality_back(case, gap)
    for week in case.weeks:
        if any(week["start"] <= date < week["start"] + 7 * DAY for date in case.block.dates_off):
            yield from _apart(case, week["week"])


def _weeks_back(case: Case, gap: Absence, kilometres: Sequence[set[float]]) -> Iterator[str]:
    scale, by_hand, lost = scale_of(case.block), dict(case.block.weekly_km), math.ceil(gap.days / 7)
    # What was run where it is more than the curve has: an earlier gap may have taken the place of a step-back week.
    until = [max(week["run_km"], *choices) for week, choices in zip(case.weeks, kilometres[: gap.before], strict=False)]
    before, largest = until[-1], max(until)
    for number in range(gap.back, min(len(case.weeks), gap.back + lost) + 1):
        if number == case.race_week or any(week <= number for week in by_hand):  # the runner's own weeks win
            continue
        since = [week["run_km"] for week in case.weeks[gap.back - 1 : number - 1]]
        most = gap.shares[0] * before if number == gap.back else 1.1 * max([largest, *since])
        km = case.weeks[number - 1]["run_km"]
        if km > most + scale.step(most) / 2 + 0.01:
            yield f"Week {number} has {km} km after {gap.days} days off, where {most:.1f} km are the most."
        if case.weeks[number - 1]["step_back"] and number <= gap.back:
            yield f"Week {number} steps back, and is the first after {gap.days} days off."


def _long(case: Case, number: int) -> Row | None:
    return next((row for row in case.runs(number) if row["type"] == "long"), None)


def _long_runs_back(case: Case, gap: Absence) -> Iterator[str]:
    scale = scale_of(case.block)
    begun = (gap.first - case.weeks[0]["start"]).days // 7 + 1
    ended = (gap.end - case.weeks[0]["start"]).days // 7 + 1
    longest = max((row["km"] for week in range(max(1, begun - 3), begun + 1) if (row := _long(case, week))), default=0)
    if begun == 1:  # before it is what was run before the block
        longest = max(longest, longest_lately(case.block) or scale.half(0.3 * case.block.weekly_km_now))
    if not longest:
        return
    reached = 0.0
    for number in range(ended, len(case.weeks) + 1):
        row = _long(case, number)
        if row is None or row["date"] < gap.end:
            continue
        runs = case.runs(number)
        step = 1.609344 if case.block.units == "mi" else 2.0
        most = min(longest, reached + step) if reached else gap.shares[1] * longest
        even = case.weeks[number - 1]["run_km"] / len(runs) + scale.unit / 2
        if len(runs) > 1 and row["km"] > max(most + scale.unit / 4, even) + 0.01:
            yield f"Week {number} has a long run of {row['km']} km after {gap.days} days off, over {most:.1f} km."
        reached = max(reached, row["km"])
        if reached >= longest - 0.01:  # in miles lengths are rounded to a metre
            return


def _quality_back(case: Case, gap: Absence) -> Iterator[str]:
    for row in case.sessions:
        if row["type"] not in QUALITY or not 0 <= (row["date"] - gap.end).days < gap.shares[2]:
            continue
        if not case.sharpens(row["week"]) and not any(other["pinned"] for other in case.in_week(row["week"])):
            yield f"Week {row['week']}, {row['session_id']}: quality on {row['date']}, after {gap.days} days off."


def _apart(case: Case, number: int) -> Iterator[str]:
    if any(row["pinned"] for row in case.in_week(number)):
        return
    long_run, before = _long(case, number), _long(case, number - 1) if number > 1 else None
    usual = case.block.long_run_day
    for row in case.runs(number):
        near = long_run is not None and abs((row["date"] - long_run["date"]).days) <= 2
        if row["type"] in QUALITY and near and not case.sharpens(number):
            yield f"Week {number}, {row['session_id']}: it stands beside the long run in a week with dates off."
    if long_run is None or before is None or before["weekday"] != usual or long_run["weekday"] == usual:
        return
    if (long_run["date"] - before["date"]).days <= 5:
        yield f"Week {number}: its long run follows the last one within five days."
