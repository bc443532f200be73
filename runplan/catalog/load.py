"""Reading a catalog: the built-in one, a folder of one's own, or the built-in one with exercises added."""

from __future__ import annotations

import os
import stat
from functools import cache
from pathlib import Path

from runplan.catalog.catalog import Catalog
from runplan.catalog.files.consistency import check_article, check_catalog
from runplan.catalog.files.read import Table, data_dir
from runplan.catalog.files.table_files import FILES, frame_of, read_file
from runplan.catalog.sources.csv_file import add_exercises
from runplan.catalog.sources.registry import KINDS, source_of
from runplan.catalog.sources.report import Imported
from runplan.errors import CatalogError

_NAMES = tuple(f"{name}.csv" for name in FILES)
_PLANNED_BY = ("rules", "workouts", "load_steps", "body_share")  # what no folder may change
_GIVE = f"give a folder, or a {KINDS} file of your own, or nothing"


def load_catalog(path: str | os.PathLike[str] | None = None) -> Catalog:
    """Read and check a catalogue.

    Parameters
    ----------
    path : path, optional
        By default, the built-in catalogue, which is read once and then shared. A folder: its files (exercises.csv,
        involvement.csv, doses.csv ...) replace the built-in ones, and built-in rows about exercises that it lacks are
        left out. A CSV file: exercises to add to the built-in ones, with the columns of exercises.csv and `muscles`,
        such as "hamstrings:prime_mover;gluteus_maximus:synergist". A JSON file of free-exercise-db: its exercises are
        added in our terms, and missing values are inferred. For both kinds of file, the catalogue's `imported` reports
        on each record.

    Returns
    -------
    Catalog

    Raises
    ------
    CatalogError
        If a file is missing, cut off or in another encoding, or a cell is not allowed. The message names the file, row,
        column, value and what is allowed; for a JSON file, the record and field.
    """
    if path is None:
        return _built_in()
    if not isinstance(path, (str, os.PathLike)):
        raise CatalogError(f"path={path!r} is not a path; {_GIVE}.")
    place = Path(path)
    there = _what_stands_at(place)
    if there == "folder":
        return _catalog(_folder(place))
    if there == "file":
        source = source_of(place)
        if source is None:
            return _catalog(*add_exercises(_built_in_tables(), place))
        from runplan.catalog.sources.add_records import add_records  # reads tables of its own

        return _catalog(*add_records(_built_in_tables(), place, source))
    what = "is neither a folder nor a file" if there else "does not exist"
    raise CatalogError(f"{place} {what}; {_GIVE}.")


def _what_stands_at(place: Path) -> str:
    try:
        mode = place.stat().st_mode
    except (FileNotFoundError, ValueError):  # ValueError: no file's name can hold a null character
        return ""
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise CatalogError(f"{place} cannot be read ({reason}); {_GIVE}.") from error
    return "folder" if stat.S_ISDIR(mode) else "file" if stat.S_ISREG(mode) else "other"


@cache
def _built_in() -> Catalog:
    tables = _built_in_tables()
    check_catalog(tables)
    check_article(tables["routines"])
    return _catalog(tables)


@cache
def _built_in_tables() -> dict[str, Table]:
    folder = data_dir()
    return {name: read_file(folder, name) for name in FILES}


def _catalog(tables: dict[str, Table], imported: Imported | None = None) -> Catalog:
    frames = {name: frame_of(name, table.values) for name, table in tables.items()}
    return Catalog(**frames, imported=imported)


def _folder(folder: Path) -> dict[str, Table]:
    """The checked tables of a folder."""
    own = [name for name in FILES if (folder / f"{name}.csv").is_file()]
    if not own:
        raise CatalogError(f"{folder} has no catalog file; put at least one of {', '.join(_NAMES)} there.")
    tables = {**_built_in_tables(), **{name: read_file(folder, name) for name in own}}
    for name in _PLANNED_BY:
        if tables[name].values != _built_in_tables()[name].values:
            raise CatalogError(
                f"{folder / tables[name].file} differs from the built-in {name}, which RunPlan always uses; "
                "remove it from the folder."
            )
    if "exercises" in own:
        known = frozenset(tables["exercises"].values["exercise_id"])
        for name in ("involvement", "routines"):
            if name not in own:
                tables[name] = _only(tables[name], known)
        if "routines" not in own:
            tables["routines"] = _with_known_swaps(tables["routines"], known)
    check_catalog(tables)
    if "routines" in own:  # the built-in routine loses the rows of exercises that a folder's own do not have
        check_article(tables["routines"])
    return tables


def _only(table: Table, known: frozenset[str]) -> Table:
    """The rows about known exercises."""
    keep = [at for at, name in enumerate(table.values["exercise_id"]) if name in known]
    values = {column: [cells[at] for at in keep] for column, cells in table.values.items()}
    return Table(table.file, values, [table.rows[at] for at in keep])


def _with_known_swaps(routines: Table, known: frozenset[str]) -> Table:
    swaps = [";".join(name for name in cell.split(";") if name in known) for cell in routines.values["swaps"]]
    return Table(routines.file, {**routines.values, "swaps": swaps}, routines.rows)
