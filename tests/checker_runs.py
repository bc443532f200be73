"""The independent checker's part for weeks and runs: phases, kilometres, how many runs, their steps and lengths.

What the rule asks of the weeks and of the long runs is worked out in `tests.planning.running.rule_oracle`.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from tests.checker_facts import DAY, QUALITY, RACE_KM, WEEKDAYS, Case, Row
from tests.checker_gaps import gap_faults, is_after_a_gap, may_lack_its_long_run
from tests.planning.running.rule_oracle import (
    Stretch,
    easy_pace,
    least_runs,
    long_choices,
    phase_choices,
    scale_of,
    stretches,
    week_choices,
)

__all__ = ["run_faults"]

LENGTH = r"(\d+(?:\.\d+)?) (km|min|m|s)"
STEP = re.compile(rf"(?:(\d+) x )?{LENGTH} ([^/]+?)(?: / {LENGTH} jog)?")
UNITS = {"km": 1.0, "m": 0.001}
PACES = (0.3, 1.15)  # anything that is run by time has a pace between these shares of the easy pace
METRES = 0.0035  # [km], what rounding each run to a metre may leave
SHARPENING = 5.0  # [km], what the short run at race pace may have before other runs are planned
MOST = 0.9  # no easy run is longer than this share of the long run, unless the week is large beside it


class Wanted(NamedTuple):
    """What the rule asks of a plan's weeks."""

    parts: tuple[Stretch, ...]
    kilometres: tuple[set[float], ...]  # of each week besides the race, dates off left out
    rounded: tuple[set[float], ...]  # the same as weeks are rounded; a week by hand is as asked


def run_faults(case: Case) -> Iterator[str]:
    """Everything that is wrong with the weeks and the runs in them."""
    faults = list(_weeks(case))
    yield from faults
    if faults and faults[0].startswith("The block has"):
        return
    wanted = _wanted(case)
    yield from _phases(case)
    for check in (_curve, _runs, _long_runs):
        yield from check(case, wanted)
    yield from gap_faults(case, wanted.rounded)
    yield from _steps(case)
    yield from _lengths(case)


def _wanted(case: Case) -> Wanted:
    by_hand, scale = dict(case.block.weekly_km), scale_of(case.block)
    parts = stretches(case.block, case.weeks[0]["start"], len(case.weeks))
    weeks = [choices for part in parts for choices in week_choices(part, by_hand, scale)]
    rounded = [
        choices if week in by_hand else {size for km in choices for size in scale.weeks(km)}
        for week, choices in enumerate(weeks, start=1)
    ]
    return Wanted(tuple(parts), tuple(weeks), tuple(rounded))


def _weeks(case: Case) -> Iterator[str]:
    """Weeks are numbered 1..n, begin on the block's first weekday and follow each other."""
    block = case.block
    first = block.start - (block.start.weekday() - WEEKDAYS.index(block.week_start)) % 7 * DAY
    count = block.weeks
    if block.race_date is not None:
        count = (block.race_date - first).days // 7 + 1
    if [week["week"] for week in case.weeks] != list(range(1, count + 1)):
        yield f"The block has {count} weeks, but the weeks table is numbered {[row['week'] for row in case.weeks]}."
        return
    for week in case.weeks:
        want = first + 7 * (week["week"] - 1) * DAY
        if week["start"] != want:
            yield f"Week {week['week']} starts on {week['start']}, not on {want}."
        runs = case.runs(week["week"])
        quality = sum(run["type"] in QUALITY for run in runs)
        if week["quality_runs"] != quality:
            yield f"Week {week['week']} says {week['quality_runs']} hard sessions and has {quality}."
        most = _most_quality(case, week, [run for run in runs if run["type"] != "race"])
        if quality > most:
            yield f"Week {week['week']} has {quality} hard sessions where {most} are allowed."
        longest = max((run["km"] for run in runs if run["type"] in ("race", "long")), default=0.0)
        if abs(week["long_run_km"] - longest) > METRES:
            yield f"Week {week['week']} says a long run of {week['long_run_km']} km and has {longest} km."


def _most_quality(case: Case, week: Row, runs: list[Row]) -> int:
    """One in fifteen kilometres and one less than runs; one in a lighter week, and one to sharpen for the race."""
    asked = case.block.quality_runs
    if case.sharpens(week["week"]):
        return min(asked, 1)
    km = sum(row["km"] for row in runs)
    most = min(asked, max(0, len(runs) - 1), math.floor((km + METRES) / 15))
    return min(most, 1) if week["step_back"] else most


def _phases(case: Case) -> Iterator[str]:
    """The running phases by the number of weeks; those of strength follow each other, keep near the race only."""
    count = len(case.weeks)
    weekday = -1 if case.race_week is None else (case.block.race_date - case.weeks[case.race_week - 1]["start"]).days
    choices = phase_choices(case.block, count, weekday)
    phases = [week["phase"] for week in case.weeks]
    if phases not in choices:
        wrong = next(index for index in range(count) if all(phases[index] != choice[index] for choice in choices))
        names = " or ".join(sorted({choice[wrong] for choice in choices}))
        yield f"Week {wrong + 1} is called {phases[wrong]}, not {names}."
    order = {"technique": 0, "strength": 1, "power": 1, "keep": 2}
    before = 0
    for week in case.weeks:
        rank = order.get(week["strength_phase"], -1)
        if rank < 0:
            phase = week["strength_phase"]
            yield f"Week {week['week']} has the strength_phase {phase!r}, which is none of {', '.join(order)}."
        elif rank < before:
            yield f"Week {week['week']} goes back to the strength_phase {week['strength_phase']}."
        before = rank
        if week["strength_phase"] == "keep" and week["phase"] not in ("peak", "taper", "race"):
            yield f"Week {week['week']} keeps strength in the phase {week['phase']}, which is not near the race."


def _dates_off(case: Case, week: Row) -> int:
    """Dates off that fall on weekdays which have runs otherwise, the race's day besides."""
    dates = [week["start"] + day * DAY for day in range(7)]
    off = {date for date in dates if date in case.block.dates_off and date != case.block.race_date}
    runless = (*case.block.days_off, *case.block.days_without_runs)
    return sum(WEEKDAYS[date.weekday()] not in runless for date in off)


def _sizes(case: Case, wanted: Wanted, number: int) -> list[tuple[float, int]]:
    """The kilometres besides the race and the runs that a week may have, before rounding."""
    block, week, room = case.block, case.weeks[number - 1], case.room(number)
    scale, racing = scale_of(block), number == case.race_week
    by_hand = number in dict(block.weekly_km)
    usable = 7 - _dates_off(case, week)
    days = room.days_before_race if racing and (room.days_before_race or not by_hand) else room.days
    sizes = []
    curve = wanted.rounded[number - 1] | wanted.kilometres[number - 1]
    without_long = may_lack_its_long_run(case, number) and all(row["type"] != "long" for row in case.runs(number))
    if (is_after_a_gap(case, number) or without_long) and not by_hand:  # less than the curve, as is held elsewhere
        largest = max(block.weekly_km_now, *(km for choices in wanted.rounded for km in choices))
        halves = range(math.ceil(2 * largest / scale.unit) + 1)
        curve = curve | {scale.unit / 2 * count for count in halves}
    for full in curve:
        for least in least_runs(block):
            # The short run at race pace may need more than the least run.
            longer = {0.0, max(0.0, SHARPENING - least)} if racing and block.quality_runs else {0.0}
            for scaled in {False, usable < 7 and not by_hand} if racing or by_hand else {usable < 7}:
                km, most = full, block.run_days - racing
                if scaled:
                    km *= min(1.0, (usable + 1) / 7) if usable >= 5 else usable / 7
                    most = min(math.ceil(usable * most / 7), usable - (usable >= 4))
                for size, more in itertools.product({km} if by_hand else {km, *scale.weeks(km)}, longer):
                    due = min(most, max(math.floor((size - more) / least + 1e-6), int(size > 0 and not scaled)))
                    runs = min(due, days) if room.short else due
                    sizes.append((km if by_hand or runs == due else km * runs / due, max(0, runs)))
                    if by_hand and usable < 7:  # the rule caps the runs, and the runner's own week wins over the rule
                        capped = min(math.ceil(usable * most / 7), usable - (usable >= 4))
                        sizes.append((km, max(int(runs > 0), min(runs, capped))))
    return sizes


def _curve(case: Case, wanted: Wanted) -> Iterator[str]:
    """Up to the peak, held there in waves, lighter every fourth week, down to the race by days; dates off cost some."""
    scale, by_hand, rounded = scale_of(case.block), dict(case.block.weekly_km), wanted.rounded
    step_backs = {part.first + week - 1 for part in wanted.parts for week in part.step_backs}
    for week in case.weeks:
        number = week["week"]
        race = RACE_KM[case.block.goal] if number == case.race_week else 0.0
        km = week["run_km"] - race
        sizes = {size if runs else 0.0 for size, runs in _sizes(case, wanted, number)}
        near = 1e-6 if number in by_hand else scale.step(km + METRES) / 2 + METRES
        want = min(sizes, key=lambda size, km=km: abs(km - size))
        if not abs(km - want) <= near:
            yield f"Week {number} has {week['run_km']} km where its curve and the wishes give {want + race:.2f} km."
        step = scale.step(km + METRES)
        if number not in by_hand and abs(km - step * round(km / step)) > METRES:
            yield f"Week {number} has {week['run_km']} km, which are neither whole nor half."
        lighter = {number in step_backs and km < before for km in rounded[number - 1] for before in rounded[number - 2]}
        lighter |= {False} if is_after_a_gap(case, number) else set()
        if week["step_back"] not in (lighter if number > 1 else {False}):
            yield f"Week {number} is {'no' if week['step_back'] else 'a'} step-back week, and the table says otherwise."


def _runs(case: Case, wanted: Wanted) -> Iterator[str]:
    """As many runs as wished, fewer where a run would be under the least; their kilometres are the week's."""
    for week in case.weeks:
        number = week["week"]
        rows = case.runs(number)
        total = sum(row["km"] for row in rows)
        if not abs(total - week["run_km"]) <= METRES:
            yield f"Week {number} has {week['run_km']} km and its runs add up to {total:.2f} km."
        others = [row for row in rows if row["type"] != "race"]
        due = {runs for _, runs in _sizes(case, wanted, number)}
        race = case.block.race_date
        near_race = race is not None and any((race - week["start"]).days - day in (3, 4, 5) for day in range(7))
        if len(others) not in due and not _leave_the_least(case, rows, max(due), near_race=near_race):
            numbers = " or ".join(str(runs) for runs in sorted(due))
            yield f"Week {number} has {len(others)} runs besides a race where {numbers} are due."
        if len(rows) == 0 and week["run_km"] > 0:
            yield f"Week {number} has {week['run_km']} km and no run."
        if sum(row["type"] == "long" for row in rows) > 1:
            yield f"Week {number} has more than one long run."
        for row in rows:
            if not row["km"] > 0:
                yield f"Week {number}, {row['session_id']}: a run of {row['km']} km."


def _leave_the_least(case: Case, rows: list[Row], due: int, *, near_race: bool) -> bool:
    """Whether there are fewer runs than are due because with one more some would be under the least."""
    count = sum(row["type"] != "race" for row in rows)
    rest = sum(row["km"] for row in rows if row["type"] not in ("race", "long"))
    beside = count - any(row["type"] == "long" for row in rows) + 1
    least = max(least_runs(case.block))
    longer = max(0.0, SHARPENING - least) if near_race and case.block.quality_runs else 0.0
    return 0 < count < due and rest - longer < beside * least - METRES


def _steps(case: Case) -> Iterator[str]:
    """A run's steps can be read and add up to its kilometres; the jog counts after every repetition."""
    for row in case.sessions:
        if row["kind"] != "run":
            if row["steps"]:
                yield f"Week {row['week']}, {row['session_id']}: a strength session has a run's steps."
            continue
        shortest = longest = 0.0
        for step in row["steps"].split("; "):
            match = STEP.fullmatch(step)
            if match is None:
                yield f"Week {row['week']}, {row['session_id']}: the step {step!r} cannot be read."
                break
            times, far, unit, _, jog, jog_unit = match.groups()
            for length, of_length in ((far, unit), (jog, jog_unit)):
                low, high = _kilometres(case, float(length or 0), of_length or "km")
                shortest += int(times or 1) * low
                longest += int(times or 1) * high
        else:
            if not shortest - 0.05 <= row["km"] + 1e-6 or not row["km"] - 1e-6 <= longest + 0.05:
                add_up = f"{shortest:.2f} km" if shortest == longest else f"{shortest:.2f} to {longest:.2f} km"
                yield (
                    f"Week {row['week']}, {row['session_id']}: the steps add up to {add_up}, "
                    f"and the run has {row['km']} km."
                )


def _kilometres(case: Case, length: float, unit: str) -> tuple[float, float]:
    """The least and the most kilometres of a part of a run, which differ where it is run by time."""
    if unit in UNITS:
        return length * UNITS[unit], length * UNITS[unit]
    block, seconds = case.block, length * (60 if unit == "min" else 1)
    fast, slow = (share * easy_pace(block) for share in PACES)
    if block.goal_time:  # that sets the pace of the race, whatever else is known
        race = block.goal_time / RACE_KM[block.goal]
        fast, slow = min(fast, 0.99 * race), max(slow, 1.01 * race)
    if block.recent_races:  # and these may be far from the easy pace that somebody types
        fast, slow = fast / 6, slow * 6
    return seconds / slow, seconds / fast


def _long_runs(case: Case, wanted: Wanted) -> Iterator[str]:
    """The long run goes by the runs before it and by the longest that goal, time and week allow."""
    scale = scale_of(case.block)

    def unrounded(km: float) -> float:
        """A length that was rounded to metres, in the half units that it came from."""
        return scale.half(km) if abs(km - scale.half(km)) <= METRES else km

    longs = [
        unrounded(sum(row["km"] for row in case.runs(week["week"]) if row["type"] == "long")) for week in case.weeks
    ]
    for part in wanted.parts:
        before = max(longs[max(0, part.first - 5) : part.first - 1], default=None)
        for week in range(1, part.count + 1):
            number = part.first + week - 1
            if number == case.race_week:
                continue
            km, run_km = longs[number - 1], case.weeks[number - 1]["run_km"]
            if number not in dict(case.block.weekly_km):  # a runner's own kilometres may be no half miles
                run_km = unrounded(run_km)
            series = longs[part.first - 1 : number - 1]
            if is_after_a_gap(case, number):
                continue
            choices = long_choices(case.block, part, week, (run_km, len(case.runs(number))), series, before)
            if may_lack_its_long_run(case, number):
                choices = choices | {0.0}
            if not any(abs(km - choice) <= METRES for choice in choices):
                lengths = " or ".join(f"{choice:g}" for choice in sorted(choices))
                yield f"Week {number} has a long run of {km:g} km where {lengths} km are due."


def _lengths(case: Case) -> Iterator[str]:
    """Half units; the long run is the longest, the others keep under their share of it and over the least run."""
    scale, by_hand = scale_of(case.block), dict(case.block.weekly_km)
    least = min(least_runs(case.block))
    for week in case.weeks:
        rows = [row for row in case.runs(week["week"]) if row["type"] != "race"]
        long_km = next((row["km"] for row in rows if row["type"] == "long"), None)
        others = [row for row in rows if row["type"] != "long"]
        even = sum(row["km"] for row in others) / max(1, len(others))
        most = max(MOST * (long_km or 0.0), even) + scale.unit / 2
        for row in rows:
            label = f"Week {week['week']}, {row['session_id']}"
            if week["week"] not in by_hand and abs(row["km"] - scale.half(row["km"])) > METRES:
                yield f"{label}: {row['km']} km are neither whole nor half."
        for row in others:
            label = f"Week {week['week']}, {row['session_id']}"
            if long_km is not None and row["km"] > long_km + METRES:
                yield f"{label}: {row['km']} km are longer than the long run ({long_km} km)."
            elif long_km is not None and row["type"] == "easy" and row["km"] > most + METRES:
                yield f"{label}: {row['km']} km are over its share of the long run ({long_km} km)."
            if row["km"] < scale.below(min(least, even)) - METRES and week["week"] != case.race_week:
                yield f"{label}: {row['km']} km are less than the least run ({least:g} km)."
