"""A second witness of what was read: nobody runs at that pace, that long, three times as much as the weeks beside it.

In: a run plan as its cells were read. Out: the same with every cell that is doubted called a guess, and the reason; the
longest run of each week as its long run where the file names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from runplan.exchange.run_plans.cells.cell import LABELS, Session
from runplan.exchange.run_plans.limits import shown
from runplan.exchange.run_plans.result import LONGEST, UNIT_WORDS, Cell, ImportedRuns
from runplan.exchange.run_plans.tables.totals import monday, total_rows
from runplan.schema import RUN_TYPES
from runplan.units import counted, format_number, format_pace

# All of these are our assumptions.
_FASTEST, _SLOWEST = 2.5, 15.0  # [min/km]
_LONGEST_MINUTES, _LONGEST_KM = 360, 60.0
_TIMES_ITS_NEIGHBOURS = 3
_RARE = 4  # times as many cells in the other unit
_ALIKE = 1.1  # times as long, for two runs of one day that may be the same
_SHORT_K = re.compile(r"\d ?k\b", re.IGNORECASE)  # races are called so in whatever unit a plan is
_ROAD_KM, _ALIKE_KM = (21.1, 42.2), 0.15  # [km] half and marathon, written in either unit
_FEWEST = 3  # runs of a week with a long run
_FAR = 1.25  # times the next run, for a long run of which a part is fast

Doubts = Iterator[tuple[int, str]]


def looked_over(runs: ImportedRuns) -> ImportedRuns:
    """A run plan with its long runs, its doubts, and its unit."""
    cells = list(_with_long_runs(runs.cells))
    for doubts in (
        _lengths(cells),
        _weeks(cells),
        _rare_units(cells, runs.unit),
        _same_days(cells),
        _totals(cells, runs),
    ):
        for at, why in list(doubts):
            cell = cells[at]
            if cell.reading in ("read", "guessed"):
                cells[at] = replace(cell, reading="guessed", taken=f"{cell.taken[:-1]}; {why}.")
    by_unit = _by_unit(cells)
    both = _both_units(cells, by_unit, runs.unit)
    most = max(by_unit, key=lambda unit: len(by_unit[unit])) if any(by_unit.values()) else ""
    unit = runs.unit or most or next((total.unit for total in runs.own_totals if total.unit in UNIT_WORDS), "")
    return replace(runs, cells=tuple(cells), notes=(*runs.notes, *([both] if both else [])), unit=unit)


def _runs(cells: Sequence[Cell]) -> Iterator[tuple[int, Session]]:
    for at, cell in enumerate(cells):
        for session in cell.sessions:
            if session.type in RUN_TYPES:
                yield at, session


def _lengths(cells: Sequence[Cell]) -> Doubts:
    for at, run in _runs(cells):
        if run.km and run.minutes and not _FASTEST <= run.minutes / run.km <= _SLOWEST:
            yield at, f"{format_pace(run.minutes / run.km * 60)} is no pace of a run"
        elif (run.minutes or 0) > _LONGEST_MINUTES or (run.km or 0) > _LONGEST_KM:
            yield at, "that is a run of more than six hours"


def _weeks(cells: Sequence[Cell]) -> Doubts:
    """The longest run of a week with more than three times the kilometres of those beside it; races aside."""
    runs: dict[int, list[tuple[float, int]]] = {}
    whole: dict[int, float] = {}
    for at, run in _runs(cells):
        week = week_of(cells[at])
        if week is not None:
            whole[week] = whole.get(week, 0.0) + (run.km or 0.0)
            runs.setdefault(week, []).extend([] if run.race else [(run.km or 0.0, at)])
    for week, lengths in runs.items():
        beside = [whole[other] for other in (week - 1, week + 1) if whole.get(other)]
        km = sum(length for length, _ in lengths)
        if beside and km > _TIMES_ITS_NEIGHBOURS * max(beside):
            yield max(lengths)[1], f"its week has {format_number(km)} km, more than three times those beside it"


def week_of(cell: Cell) -> int | None:
    """The number of a cell's week, of its plan or since the year 1; None without one."""
    return cell.week if cell.week is not None else None if cell.date is None else monday(cell.date).toordinal() // 7


def _by_unit(cells: Sequence[Cell]) -> dict[str, list[int]]:
    """The cells that state each unit for a run that is no race."""
    stated: dict[str, list[int]] = {"km": [], "mi": []}
    for at, run in _runs(cells):
        if run.unit in stated and not run.race and at not in stated[run.unit][-1:]:
            stated[run.unit].append(at)
    return stated


def _rare_units(cells: Sequence[Cell], unit: str) -> Doubts:
    """Cells in a unit in which hardly any other is."""
    stated = _by_unit(cells)
    bare = sum(run.km is not None and not run.unit for _, run in _runs(cells))
    counts = {name: len(places) + (bare if name == unit else 0) for name, places in stated.items()}
    rare = min(counts, key=lambda name: counts[name])
    other = "km" if rare == "mi" else "mi"
    if counts[rare] * _RARE <= counts[other]:
        for at in stated[rare]:
            yield at, f"it is in {UNIT_WORDS[rare]}, and the others are in {UNIT_WORDS[other]}"
        for at, run in _runs(cells):
            named = _SHORT_K.search(cells[at].text) or any(abs((run.km or 0) - km) < _ALIKE_KM for km in _ROAD_KM)
            if run.race and run.unit == rare and not named:
                yield at, f"this race is in {UNIT_WORDS[rare]}, and the runs are in {UNIT_WORDS[other]}"
    timed = [at for at, run in _runs(cells) if run.minutes and not run.km]
    if len(timed) == 1 and sum(counts.values()) > 1:
        yield timed[0], "it is in minutes, and the others have a distance"


def _same_days(cells: Sequence[Cell]) -> Doubts:
    """Two cells of one day with the same kind of run, about as long: it may be the same run twice."""
    seen: dict[tuple[object, ...], list[tuple[int, float]]] = {}
    for at, run in _runs(cells):
        cell = cells[at]
        length = run.km or run.minutes or 0.0
        others = seen.setdefault((cell.date or cell.week, cell.weekday, run.type, run.km is None), [])
        if any(other != at and max(size, length) <= _ALIKE * min(size, length) for other, size in others):
            yield at, "another cell has about the same run on this day"
        others.append((at, length))


def _totals(cells: Sequence[Cell], runs: ImportedRuns) -> Doubts:
    """The cells of weekly totals that are not what was read."""
    rows = total_rows([(cells[at].week, cells[at].date, run) for at, run in _runs(cells)], runs.own_totals)
    weeks = zip(rows["week"], rows["agrees"], rows["note"], strict=True)
    notes = {week: note for week, agrees, note in weeks if agrees == "no"}
    for at, cell in enumerate(cells):
        if cell.week in notes and cell.taken == "The week's total.":
            yield at, notes.pop(cell.week).rstrip(".")


def _both_units(cells: Sequence[Cell], by_unit: dict[str, list[int]], unit: str) -> str:
    """A sentence where both units occur, or ""."""
    if unit not in by_unit:
        if not all(by_unit.values()):
            return ""
        km, miles = (len(by_unit[name]) for name in ("km", "mi"))
        return (
            f"Kilometres and miles both occur: {counted(km, 'cell')} in kilometres and {miles} in miles, and each "
            "counts as it says."
        )
    other = "mi" if unit == "km" else "km"
    if not by_unit[other]:
        return ""
    first = cells[by_unit[other][0]]
    says, count = ("says", "counts") if len(by_unit[other]) == 1 else ("say", "count")
    return (
        f"Kilometres and miles both occur: {counted(len(by_unit[other]), 'cell')} {says} {UNIT_WORDS[other]} "
        f"({first.where}: {shown(first.text, 30)}) and {count} as such, while numbers without a unit are "
        f"{UNIT_WORDS[unit]}."
    )


def _with_long_runs(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells, with the longest run of each week as its long run where the file names none (our assumption).

    A week needs three runs, none of them called long, and one that is longer than each other; by far, where a part of
    it is run fast.
    """
    weeks: dict[int, list[tuple[int, Session]]] = {}
    for at, run in _runs(cells):
        week = week_of(cells[at])
        if week is not None:
            weeks.setdefault(week, []).append((at, run))
    changed = list(cells)
    for runs in weeks.values():
        longest = _longest([run for _, run in runs]) if len(runs) >= _FEWEST else None
        if longest is not None:
            at, run = runs[longest]
            cell = changed[at]
            sessions = tuple(replace(session, type="long") if session is run else session for session in cell.sessions)
            taken = f"{cell.taken[:-1]}; {LONGEST}".replace(LABELS[run.type], LABELS["long"], 1)
            changed[at] = replace(cell, sessions=sessions, reading="guessed", taken=taken)
    return tuple(changed)


def _longest(runs: Sequence[Session]) -> int | None:
    if any(run.type == "long" for run in runs):
        return None
    for lengths in ([run.km for run in runs], [run.minutes for run in runs]):
        known = [length for length in lengths if length is not None]
        if len(known) < _FEWEST - 1 or any(
            length is None and (run.km is not None or run.minutes is not None)
            for length, run in zip(lengths, runs, strict=True)
        ):
            continue  # kilometres and minutes cannot be compared
        most = max(known)
        run = runs[lengths.index(most)]
        next_ = max((length for length in known if length != most), default=0.0)
        by_far = run.of_a_part and most >= _FAR * next_
        return lengths.index(most) if known.count(most) == 1 and (by_far or not run.typed) else None
    return None
