"""The independent checker's part for weeks and runs: phases, kilometres, how many runs, their steps and long runs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from tests.checker_facts import DAY, NEAR, QUALITY, RACE_KM, WEEKDAYS, Case, Row

__all__ = ["run_faults"]

TAPER = {"marathon": (75, 55, 25), "half": (70, 40), "10k": (60,), "5k": (60,)}
SHARE = {1: 100, 2: 60, 3: 50, 4: 42, 5: 36, 6: 32, 7: 28}
LONGEST = {"marathon": 32.0, "half": 20.0, "10k": 16.0, "5k": 14.0}
STEP = re.compile(r"(?:(\d+) x )?(\d+(?:\.\d+)?) (km|m) ([^/]+?)(?: / (\d+(?:\.\d+)?) (km|m) jog)?")


def run_faults(case: Case) -> Iterator[str]:
    """Everything that is wrong with the weeks and the runs in them."""
    for check in (_weeks, _curve, _runs, _steps, _long_runs):
        yield from check(case)


def _weeks(case: Case) -> Iterator[str]:
    """Weeks are numbered 1..n, begin on the block's first weekday and follow each other."""
    block = case.block
    back = (block.start.weekday() - WEEKDAYS.index(block.week_start)) % 7
    first = block.start - back * DAY
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
            yield f"Week {week['week']} says {week['quality_runs']} quality runs and has {quality}."
        due = 0 if case.sharpens(week["week"]) else min(block.quality_runs, max(0, len(runs) - 1))
        if quality != due:
            yield f"Week {week['week']} has {quality} quality runs where {due} are due."
        key = [run["km"] for run in runs if run["type"] in ("race", "long")]
        longest = max(key, default=max((run["km"] for run in runs), default=0.0))
        if abs(week["long_run_km"] - longest) > 1e-6:
            yield f"Week {week['week']} says a long run of {week['long_run_km']} km and has {longest} km."
        if (week["phase"] == "race") != (case.race_week == week["week"]):
            yield f"Week {week['week']} is called {week['phase']}, and the race is in week {case.race_week}."
    yield from _phase_order(case)


def _phase_order(case: Case) -> Iterator[str]:
    """Phases follow each other; strength and power may take turns, technique comes first only, keep last only."""
    for column, order in (
        ("phase", {"base": 0, "build": 1, "peak": 2, "taper": 3, "race": 4}),
        ("strength_phase", {"technique": 0, "strength": 1, "power": 1, "keep": 2}),
    ):
        before = 0
        for week in case.weeks:
            rank = order.get(week[column], -1)
            if rank < 0:
                yield f"Week {week['week']} has the {column} {week[column]!r}, which is none of {', '.join(order)}."
            elif rank < before:
                yield f"Week {week['week']} goes back to the {column} {week[column]}."
            before = rank
    for week in case.weeks:
        if week["phase"] == "taper" and not week["week"] > len(case.weeks) - len(_taper(case)):
            yield f"Week {week['week']} is called taper, but the block has no taper there."
        if week["strength_phase"] == "keep" and week["phase"] not in ("peak", "taper", "race"):
            yield f"Week {week['week']} keeps strength in the phase {week['phase']}, which is not near the race."


def _taper(case: Case) -> tuple[float, ...]:
    """Percent of the peak; a race in its week's first three days moves the steps one week towards the start."""
    if case.race_week is None:
        return ()
    steps: tuple[float, ...] = TAPER.get(case.block.goal, ())
    days_before = (case.block.race_date - case.weeks[case.race_week - 1]["start"]).days
    if days_before <= 2:
        steps = (*steps, steps[-1] * days_before / 6)
    return steps[max(0, len(steps) - len(case.weeks) + 1) :]


def _asked(case: Case) -> list[tuple[float, bool]]:
    """Kilometres besides the race and whether a week is a step-back week: the wish's own, or the curve's.

    Linear; each fourth week 20 % lower than the line, or than the week before where that is less; the taper in
    percent of the peak, or of the largest week before it where the sliders stay under the peak.
    """
    block = case.block
    own: dict[int, float] = dict(block.weekly_km)
    taper = _taper(case)
    top = len(case.weeks) - len(taper)
    now: float = block.weekly_km_now
    peak: float = block.weekly_km_peak if block.weekly_km_peak is not None else 1.3 * now
    weeks: list[tuple[float, bool]] = []
    for number in range(1, top + 1):
        line = now if top == 1 else now + (peak - now) * (number - 1) / (top - 1)
        last = weeks[-1][0] if weeks else math.inf
        fourth = number % 4 == 0 and number != top
        if number in own:
            km = own[number]
        elif not fourth:
            km = line
        elif 0.8 * line < last or number - 1 in own:
            km = 0.8 * line
        else:
            km = 0.8 * last
        weeks.append((round(km, 1), fourth and round(km, 1) < last))
    largest = min(peak, max(km for km, _ in weeks))
    for percent in taper:
        weeks.append((own.get(len(weeks) + 1, round(largest * (percent / 100), 1)), False))
    return weeks


def _curve(case: Case) -> Iterator[str]:
    """Linear from now to peak at the last week before the taper, each fourth week 20 % lower, then the taper."""
    own = dict(case.block.weekly_km)
    asked = _asked(case)
    for week in case.weeks:
        number = week["week"]
        wished, due = _runs_due(case, week)
        want, step_back = asked[number - 1]
        if number not in own and due < wished:
            want *= due / wished
        want += RACE_KM[case.block.goal] if number == case.race_week else 0.0
        if not abs(week["run_km"] - want) <= NEAR:
            yield f"Week {number} has {week['run_km']} km where its curve and the wishes give {want:.2f} km."
        if week["step_back"] != step_back:
            yield f"Week {number} is {'a' if step_back else 'no'} step-back week, and the table says otherwise."


def _runs(case: Case) -> Iterator[str]:
    """As many runs as wished, fewer where a run would be under 2 km; their kilometres are the week's."""
    for week in case.weeks:
        number = week["week"]
        rows = case.runs(number)
        total = sum(row["km"] for row in rows)
        if not abs(total - week["run_km"]) <= 0.05:
            yield f"Week {number} has {week['run_km']} km and its runs add up to {total:.2f} km."
        others = [row for row in rows if row["type"] != "race"]
        _, due = _runs_due(case, week)
        if len(others) != due:
            yield f"Week {number} has {len(others)} runs besides a race where {due} are due."
        if due == 0 and len(rows) == 0 and week["run_km"] > 0:
            yield f"Week {number} has {week['run_km']} km and no run."
        if sum(row["type"] == "long" for row in rows) > 1:
            yield f"Week {number} has more than one long run."
        for row in rows:
            if not row["km"] > 0:
                yield f"Week {number}, {row['session_id']}: a run of {row['km']} km."


def _runs_due(case: Case, week: Row) -> tuple[int, int]:
    """Runs besides the race: as many as the kilometres allow, and as many of these as dates off and the race leave.

    The kilometres are the wish's own, or the curve's before dates off take their share.
    """
    number = week["week"]
    wish = case.block.run_days - (number == case.race_week)
    km = _asked(case)[number - 1][0]
    stated = week["run_km"] - (RACE_KM[case.block.goal] if number == case.race_week else 0.0)
    if abs(stated - km) <= NEAR:  # a tie of rounding is no fault
        km = stated
    wished = min(wish, math.floor((km + 1e-6) / 2) or int(km > 0.0))
    room = case.room(number)
    days = room.days
    if number == case.race_week and (room.days_before_race or number not in dict(case.block.weekly_km)):
        days = room.days_before_race
    return wished, min(wished, days) if room.short else wished


def _steps(case: Case) -> Iterator[str]:
    """A run's steps can be read and add up to its kilometres; the jog counts after every repetition."""
    for row in case.sessions:
        if row["kind"] != "run":
            if row["steps"]:
                yield f"Week {row['week']}, {row['session_id']}: a strength session has a run's steps."
            continue
        metres = 0.0
        for step in row["steps"].split("; "):
            match = STEP.fullmatch(step)
            if match is None:
                yield f"Week {row['week']}, {row['session_id']}: the step {step!r} cannot be read."
                break
            times, far, unit, _, jog, jog_unit = match.groups()
            once = float(far) * (1000 if unit == "km" else 1)
            once += float(jog) * (1000 if jog_unit == "km" else 1) if jog else 0.0
            metres += int(times or 1) * once
        else:
            if abs(metres / 1000 - row["km"]) > 0.05:
                yield (
                    f"Week {row['week']}, {row['session_id']}: the steps add up to {metres / 1000:.2f} km, "
                    f"and the run has {row['km']} km."
                )


def _long_runs(case: Case) -> Iterator[str]:
    """The long run keeps its share, three hours and the goal's longest, unless the other runs would be longer."""
    block = case.block
    for week in case.weeks:
        rows = [row for row in case.runs(week["week"]) if row["type"] != "race"]
        for row in rows:
            if row["type"] != "long":
                continue
            label = f"Week {week['week']}, {row['session_id']}"
            equal = week["run_km"] / len(rows) + NEAR
            hours = 3 * 3600 / (block.easy_pace_s_per_km * case.number("pace_long", 1.0))
            caps = {
                "three hours": hours,
                "the goal's longest run": LONGEST.get(block.goal, math.inf),
                "its share of the week": week["run_km"] * SHARE[len(rows)] / 100,
            }
            for name, cap in caps.items():
                if row["km"] > cap + NEAR and row["km"] > equal:
                    yield f"{label}: {row['km']} km is over {name} ({cap:.1f} km)."
            longest = max(other["km"] for other in rows)
            if longest > row["km"] + 1e-6:
                yield f"{label}: {row['km']} km is shorter than another run of the week ({longest} km)."
