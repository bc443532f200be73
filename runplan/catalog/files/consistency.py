"""What must hold between the rows and files of a catalogue."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from runplan.catalog.files.read import Table
from runplan.catalog.files.table_files import PARTS
from runplan.catalog.heavy_work import is_heavy
from runplan.errors import CatalogError
from runplan.schema import COUNTED_SECTIONS, EQUIPMENT, LEVELS, MUSCLES, RUN_TYPES, STRENGTH_PHASES
from runplan.words import listed

# A section whose exercises all have one pattern; the pattern is found in no other section.
PATTERN_OF = {"foam_roll": "roll", "warm_up": "mobility", "plyometric": "jump"}

Tables = Mapping[str, Table]


def check_catalog(tables: Tables) -> None:
    """Refuse tables that contradict themselves or one another.

    Raises
    ------
    CatalogError
        With file, row, column, value and what is allowed, for the first fault found.
    """
    _check_keys(tables)
    _check_sources(tables)
    _check_muscles(tables)
    _check_doses(tables["doses"])
    _check_neighbours(tables["exercises"])
    _others(tables["exercises"], "swaps")
    _complete(tables["equipment"], ((word,) for word in EQUIPMENT), ("equipment",))
    check_exercises(tables["exercises"], tables["doses"], tables["involvement"])
    _check_routines(tables["exercises"], tables["routines"])


def check_article(routines: Table) -> None:
    """Refuse a file of routines in which the article's lacks a part; without one, short sessions cannot be planned.

    Raises
    ------
    CatalogError
        With the file and what it lacks.
    """
    have = {part for _, name, part in routines.records("routine_id", "part") if name == "article"}
    missing = [part for part in PARTS if part not in have]
    if missing:
        parts = f"part{'s' if len(missing) > 1 else ''} {', '.join(missing)}"
        raise CatalogError(
            f"{routines.file} lacks the {parts} of the routine article, so it seems to be cut off; add the rows, "
            "or remove the file from the folder."
        )


def check_exercises(exercises: Table, doses: Table, involvement: Table) -> None:
    """Refuse exercises that contradict themselves, their doses or what is said of their muscles.

    Raises
    ------
    CatalogError
        With file, row, column, value and what is allowed, for the first fault found.
    """
    _check_words(exercises)
    _check_use_of_doses(exercises, doses)
    _check_involvement(exercises, involvement)


def _check_keys(tables: Tables) -> None:
    for name, columns in {
        "exercises": ("exercise_id",),
        "doses": ("dose", "level", "strength_phase"),
        "muscles": ("muscle",),
        "running_load": ("muscle", "run_type"),
        "rules": ("rule_id",),
        "sources": ("source_id",),
        "routines": ("routine_id", "order"),
        "equipment": ("equipment",),
        "not_claimed": ("claim",),
        "workouts": ("goal", "level", "phase", "slot", "variant", "turn"),
        "load_steps": ("equipment", "unit"),
        "body_share": ("exercise_id",),
    }.items():
        seen: dict[tuple[Any, ...], int] = {}
        for row, *key in tables[name].records(*columns):
            first = seen.setdefault(tuple(key), row)
            if first != row:
                what = ", ".join(map(str, key))
                raise tables[name].fault(
                    row, columns[-1], what, f"row {first} already has it, and each may occur only once"
                )


def _check_sources(tables: Tables) -> None:
    known = set(tables["sources"].values["source_id"])
    for name in ("doses", "involvement", "running_load", "rules", "not_claimed", "load_steps", "body_share"):
        for row, source in tables[name].records("source_id"):
            if source not in known:
                raise tables[name].fault(row, "source_id", source, f"write a source_id of {tables['sources'].file}")


def _check_muscles(tables: Tables) -> None:
    _complete(tables["muscles"], ((muscle,) for muscle in MUSCLES), ("muscle",))
    pairs = ((muscle, run_type) for muscle in MUSCLES for run_type in RUN_TYPES)
    _complete(tables["running_load"], pairs, ("muscle", "run_type"))


def _complete(table: Table, wanted: Iterable[tuple[str, ...]], columns: tuple[str, ...]) -> None:
    have = {tuple(key) for _, *key in table.records(*columns)}
    for key in wanted:
        if key not in have:
            raise CatalogError(f"{table.file} has no row for {', '.join(key)}; add it.")


def _check_doses(doses: Table) -> None:
    for row, low, high, reps, seconds in doses.records("sets_min", "sets_max", "reps", "seconds"):
        if low > high:
            raise doses.fault(row, "sets_max", str(high), f"write at least sets_min, which is {low}")
        if (reps is None) == (seconds is None):
            value = "" if seconds is None else str(seconds)
            raise doses.fault(row, "seconds", value, "give either reps or seconds")


def _check_words(exercises: Table) -> None:
    columns = ("section", "pattern", "planes", "mode", "seconds_per_rep", "tempo")
    for row, section, pattern, planes, mode, per_rep, tempo in exercises.records(*columns):
        wanted = PATTERN_OF.get(section)
        if wanted is not None and pattern != wanted:
            raise exercises.fault(row, "pattern", pattern, f"the section {section} has the pattern {wanted}")
        if wanted is None and pattern in PATTERN_OF.values():
            home = next(name for name, only in PATTERN_OF.items() if only == pattern)
            raise exercises.fault(row, "section", section, f"the pattern {pattern} belongs in the section {home}")
        if not planes and pattern != "roll":
            raise exercises.fault(row, "planes", "", "write at least one plane; only rolling has none")
        if mode == "reps" and per_rep is None:
            raise exercises.fault(
                row, "seconds_per_rep", "", "an exercise counted in reps needs the seconds per repetition"
            )
        if mode == "seconds" and per_rep is not None:
            raise exercises.fault(row, "seconds_per_rep", f"{per_rep:g}", "leave it empty if the mode is seconds")
        if tempo and not math.isclose(sum(map(float, tempo.split("-"))), per_rep or 0):
            raise exercises.fault(row, "tempo", tempo, "its seconds must add up to seconds_per_rep")


def _check_neighbours(exercises: Table) -> None:
    back = {"easier": "harder", "harder": "easier"}
    neighbours = {column: _by_exercise(exercises, column) for column in back}
    for row, name, column, other in _others(exercises, *back):
        if name not in _names(neighbours[back[column]][other]):
            advice = f"then {other} must list {name} in its column {back[column]}"
            raise exercises.fault(row, column, other, advice)


def _others(exercises: Table, *columns: str) -> list[tuple[int, str, str, str]]:
    """Row, exercise, column and each exercise that the column names, of which all must be others of the file."""
    known = set(exercises.values["exercise_id"])
    others = [
        (row, name, column, other)
        for row, name, *cells in exercises.records("exercise_id", *columns)
        for column, cell in zip(columns, cells, strict=True)
        for other in sorted(_names(cell))
    ]
    for row, name, column, other in others:
        if other not in known or other == name:
            raise exercises.fault(row, column, other, f"write exercise_ids of {exercises.file}")
    return others


def _names(cell: str) -> frozenset[str]:
    return frozenset(cell.split(";")) - {""}


def _by_exercise(exercises: Table, column: str) -> dict[str, str]:
    return dict(zip(exercises.values["exercise_id"], exercises.values[column], strict=True))


def _check_use_of_doses(exercises: Table, doses: Table) -> None:
    wanted = [(level, phase) for level in LEVELS for phase in STRENGTH_PHASES]
    rows: dict[str, dict[tuple[str, str], tuple[int, int | None, float]]] = {}
    for row, dose, level, phase, reps, effort in doses.records("dose", "level", "strength_phase", "reps", "effort"):
        rows.setdefault(dose, {})[level, phase] = (row, reps, effort)
    columns = ("exercise_id", "dose", "mode", "pattern", "load_class")
    for row, name, dose, mode, pattern, load_class in exercises.records(*columns):
        have = rows.get(dose)
        if have is None:
            raise exercises.fault(row, "dose", dose, f"write a dose of {doses.file}: {listed(sorted(rows), 'or')}")
        for level, phase in wanted:
            if (level, phase) not in have:
                raise CatalogError(
                    f"{doses.file} has no row for {dose}, {level}, {phase}, which {name} needs "
                    f"({exercises.file}, row {row}); add it."
                )
            dose_row, reps, effort = have[level, phase]
            if (reps is not None) != (mode == "reps"):
                has = "repetitions" if reps is not None else "seconds"
                advice = f"the mode is {mode}, but {doses.file}, row {dose_row} gives {has}"
                raise exercises.fault(row, "dose", dose, advice)
            if phase == "technique" and pattern != "jump" and is_heavy(pattern, load_class, reps, effort):
                too_hard = is_heavy(pattern, load_class, None, effort)
                column, value = ("effort", f"{effort:g}") if too_hard else ("reps", str(reps))
                better = "a lower effort" if too_hard else "more repetitions"
                advice = f"this makes {name} heavy, and nothing may be heavy in the technique phase; write {better}"
                raise doses.fault(dose_row, column, value, advice)


def _check_involvement(exercises: Table, involvement: Table) -> None:
    section = _by_exercise(exercises, "section")
    worked = set()
    for row, name, role in involvement.records("exercise_id", "role"):
        if name not in section:
            raise involvement.fault(row, "exercise_id", name, f"write an exercise_id of {exercises.file}")
        if role in ("prime_mover", "synergist") or section[name] not in COUNTED_SECTIONS:
            worked.add(name)
    for row, name in exercises.records("exercise_id"):
        if name not in worked:
            needs = "a prime mover or synergist" if section[name] in COUNTED_SECTIONS else "a muscle"
            raise exercises.fault(row, "exercise_id", name, f"it needs {needs} in {involvement.file}")


def _check_routines(exercises: Table, routines: Table) -> None:
    section, modes = _by_exercise(exercises, "section"), _by_exercise(exercises, "mode")
    for row, name, reps, seconds, swaps in routines.records("exercise_id", "reps", "seconds", "swaps"):
        if name not in section:
            raise routines.fault(row, "exercise_id", name, f"write an exercise_id of {exercises.file}")
        if (reps is not None, seconds is not None) != (modes[name] == "reps", modes[name] == "seconds"):
            column = "reps" if modes[name] == "reps" else "seconds"
            value = reps if column == "reps" else seconds
            raise routines.fault(row, column, "" if value is None else str(value), f"for {name}, give only {column}")
        for swap in sorted(_names(swaps)):
            if section.get(swap) != section[name]:
                raise routines.fault(row, "swaps", swap, f"write exercise_ids of the section {section[name]}")
