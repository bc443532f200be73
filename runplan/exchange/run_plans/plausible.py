"""A second witness of what was read: nobody runs at that pace, that long, or three times as much as in other weeks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from runplan.exchange.run_plans.cells.cell import LABELS, Cell, Session
from runplan.exchange.run_plans.result import UNIT_WORDS, ImportedRuns, week_of
from runplan.plan.steps import race_km_of
from runplan.schema import RUN_TYPES
from runplan.units import counted, format_distance, format_pace
from runplan.words import shown

# All of these are our assumptions.
_FASTEST, _SLOWEST = 2.5, 15.0  # [min/km]
_LONGEST_MINUTES, _LONGEST_KM = 360, 60.0
_TIMES_ITS_NEIGHBOURS = 3
_RARE = 4  # times as many cells in the other unit
_ALIKE = 1.1  # times as long, for two runs of one day that may be the same
_SHORT_K = re.compile(r"\d ?k\b", re.IGNORECASE)  # races are called so in whatever unit a plan is
_ROAD_KM, _ALIKE_KM = (21.1, 42.2), 0.15  # [km] half and marathon, written in either unit
_FEWEST = 3  # runs of a week with a long run
_FAR = 1.25  # times the next run, for a long run of which a part is fast; any other is but longer than each
_OTHER = {"km": "mi", "mi": "km"}
_LONGEST = "read as the long run, because it is the longest of the week"

Runs = Sequence[tuple[int, Cell, Session]]
Doubts = Iterator[tuple[int, str]]


def looked_over(runs: ImportedRuns) -> ImportedRuns:
    """A run plan with its long runs, its doubts, and its unit."""
    cells = list(runs.cells)
    _name_long_runs(cells)
    all_runs = _runs(cells)
    stated = [(at, run.unit) for at, _, run in all_runs if not run.race]
    by_unit = {unit: [*dict.fromkeys(at for at, own in stated if own == unit)] for unit in _OTHER}
    most = max(by_unit, key=lambda unit: len(by_unit[unit])) if any(by_unit.values()) else ""
    own = tuple(replace(total, unit=total.unit or runs.unit or most) for total in runs.own_totals)
    unit = runs.unit or most or next((total.unit for total in own if total.unit in UNIT_WORDS), "")
    in_words = "mi" if unit == "mi" else "km"
    doubts = (_lengths(all_runs, in_words), _weeks(all_runs, in_words), _rare_units(all_runs, by_unit, runs.unit))
    for at, why in chain(*doubts, _same_days(all_runs)):
        if cells[at].reading in ("read", "guessed"):
            cells[at] = cells[at].doubted(why)
    notes = (*runs.notes, *_both_units(cells, by_unit, runs.unit))
    return replace(runs, cells=tuple(cells), own_totals=own, notes=notes, unit=unit).with_totals_compared()


def _runs(cells: Sequence[Cell]) -> Runs:
    return [(at, cell, run) for at, cell in enumerate(cells) for run in cell.sessions if run.type in RUN_TYPES]


def _lengths(runs: Runs, unit: str) -> Doubts:
    for at, _, run in runs:
        km = race_km_of(run.steps, run.km)
        if km and run.minutes and not _FASTEST <= run.minutes / km <= _SLOWEST:
            yield at, f"{format_pace(run.minutes / km * 60, unit)} is not a running pace"
        elif (run.minutes or 0) > _LONGEST_MINUTES or (run.km or 0) > _LONGEST_KM:
            yield at, "that is a run of more than six hours"


def _weeks(runs: Runs, unit: str) -> Doubts:
    """The longest run of a week with more than three times the distance of those beside it; races aside."""
    lengths: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    whole: defaultdict[int, float] = defaultdict(float)
    for at, cell, run in runs:
        week = week_of(cell.week, cell.date)
        if week is not None:
            whole[week] += run.km or 0.0
            lengths[week] += [] if run.race else [(run.km or 0.0, at)]
    for week, own in lengths.items():
        most = max(whole.get(week - 1, 0.0), whole.get(week + 1, 0.0))
        km = sum(length for length, _ in own)
        if most and km > _TIMES_ITS_NEIGHBOURS * most:
            yield max(own)[1], f"its week has {format_distance(km, unit)}, more than three times the weeks around it"


def _rare_units(runs: Runs, stated: dict[str, list[int]], unit: str) -> Doubts:
    bare = sum(run.km is not None and not run.unit for _, _, run in runs)
    counts = {name: len(places) + (bare if name == unit else 0) for name, places in stated.items()}
    rare = min(counts, key=lambda name: counts[name])
    other = _OTHER[rare]
    if counts[rare] * _RARE <= counts[other]:
        for at in stated[rare]:
            yield at, f"it is in {UNIT_WORDS[rare]}, and the others are in {UNIT_WORDS[other]}"
        for at, cell, run in runs:
            named = _SHORT_K.search(cell.text) or any(abs((run.km or 0) - km) < _ALIKE_KM for km in _ROAD_KM)
            if run.race and run.unit == rare and not named:
                yield at, f"this race is in {UNIT_WORDS[rare]}, and the runs are in {UNIT_WORDS[other]}"
    timed = [at for at, _, run in runs if run.minutes and not run.km]
    if len(timed) == 1 and sum(counts.values()) > 1:
        yield timed[0], "it is in minutes, and the others have a distance"


def _same_days(runs: Runs) -> Doubts:
    """Two cells of one day with the same kind of run, about as long: it may be the same run twice."""
    seen: defaultdict[tuple[object, ...], list[tuple[int, float]]] = defaultdict(list)
    for at, cell, run in runs:
        length = run.km or run.minutes or 0.0
        others = seen[cell.date or cell.week, cell.weekday, run.type, run.km is None]
        if any(other != at and max(size, length) <= _ALIKE * min(size, length) for other, size in others):
            yield at, "another cell has about the same run on this day"
        others.append((at, length))


def _both_units(cells: Sequence[Cell], by_unit: dict[str, list[int]], unit: str) -> list[str]:
    other = _OTHER.get(unit, "")
    if unit not in by_unit and all(by_unit.values()):
        says = f"{counted(len(by_unit['km']), 'cell')} in kilometres and {len(by_unit['mi'])} in miles"
        return [f"The plan mixes kilometres and miles ({says}); each cell is read in its own unit."]
    if not by_unit.get(other):
        return []
    first, more = cells[by_unit[other][0]], len(by_unit[other]) > 1
    says = f"{counted(len(by_unit[other]), 'cell')} {'are' if more else 'is'} in {UNIT_WORDS[other]}"
    example = f"{'such as ' if more else ''}{shown(first.text, 30)} in {first.where}"
    own = f"Each cell is read in its own unit, and numbers without a unit are {UNIT_WORDS[unit]}."
    return [f"The plan mixes kilometres and miles: {says}, {example}. {own}"]


def _name_long_runs(cells: list[Cell]) -> None:
    """Take the longest of a week's three runs or more for its long run where the file names none (our assumption)."""
    weeks: defaultdict[int | None, list[tuple[int, Session]]] = defaultdict(list)
    for at, cell, run in _runs(cells):
        weeks[week_of(cell.week, cell.date)].append((at, run))
    weeks.pop(None, None)
    for runs in weeks.values():
        longest = _longest([run for _, run in runs])
        if longest is not None:
            (at, run), cell = runs[longest], cells[runs[longest][0]]
            sessions = tuple(replace(run, type="long") if own is run else own for own in cell.sessions)
            taken, alone = cell.taken.replace(LABELS[run.type], LABELS["long"], 1), cell.reading == "read"
            cells[at] = replace(replace(cell, sessions=sessions, taken=taken).doubted(_LONGEST), is_longest=alone)


def _longest(runs: Sequence[Session]) -> int | None:
    if len(runs) < _FEWEST or any(run.type == "long" for run in runs):
        return None
    for lengths in ([run.km for run in runs], [run.minutes for run in runs]):
        known = sorted((length for length in lengths if length is not None), reverse=True)
        other_unit = any(length is None and run.sized for length, run in zip(lengths, runs, strict=True))
        if len(known) < _FEWEST - 1 or other_unit:
            continue  # kilometres and minutes cannot be compared
        at = lengths.index(known[0])
        by_far = runs[at].of_a_part and known[0] >= _FAR * known[1]
        return at if known[0] > known[1] and (by_far or not runs[at].typed) else None
    return None
