"""Where a plan is about to be written: what stands there now, and whether it may be replaced."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.disk import as_path, check_place, is_read_only, read_file, real_path
from runplan.exchange.locking import one_writer
from runplan.exchange.plan_file.cells import read_cells
from runplan.exchange.plan_file.csv_edits import are_two_plans, doubt_of_pair
from runplan.exchange.plan_file.csv_tables import sessions_of_cells
from runplan.exchange.plan_file.sidecar import (
    BLOCK,
    Companion,
    companion_path,
    fitting_companion,
    load_companion,
    version_in,
)
from runplan.units import format_date

ALLOW = "replace the file (overwrite_edits=True, on the command line --force)"
ANEW = "plan again with previous=that plan (on the command line --previous), so that it stays the same plan"


@dataclass(frozen=True, eq=False)
class Target:
    """The place of a plan.

    Attributes
    ----------
    path, beside : Path
        The CSV and its companion, side by side: where a link leads, not the link.
    old_csv, old_beside : bytes or None
        What stands there now.
    older : Companion or None
        The companion of the plan that stands there now, or whose CSV is gone; None where that is no plan of RunPlan.
    """

    path: Path
    beside: Path
    old_csv: bytes | None
    old_beside: bytes | None
    older: Companion | None


def target_for(path: str | os.PathLike[str], *, overwrite_edits: bool = False) -> Target:
    """Look at the place of a plan, before anything is planned or written.

    Whether the plan that stands there was edited, only whoever knows the plan to write can tell.

    Raises
    ------
    PlanFileError
        If no plan can stand there, or something else would be lost.
    """
    target = real_path(as_path(path))
    beside = companion_path(target)
    check_place(target, beside)
    with one_writer(target.parent):  # or the two would be read while another process replaces them
        old_csv, old_beside = _bytes_of(target), _bytes_of(beside)
        older = _older(old_csv or b"", beside, target.name)
    if older is None and not overwrite_edits:
        _keep_what_is_not_ours(target, beside, csv=old_csv is not None, companion=old_beside is not None)
    if not overwrite_edits:
        for one in (target, beside):
            if is_read_only(one):
                raise PlanFileError(f"{one} is read-only: make it writable, give another name, or {ALLOW}.")
    return Target(target, beside, old_csv, old_beside, older)


def refuse_other_plan(path: str | os.PathLike[str], plan_id: str) -> None:
    """Refuse a place where another plan is: whoever saves there would lose it.

    Raises
    ------
    PlanFileError
        If another plan is there. Its sentence has `ALLOW` in it, as that of any file that may be replaced all the
        same.
    """
    keep_other_plan(target_for(path, overwrite_edits=True), plan_id)


def keep_other_plan(place: Target, plan_id: str) -> None:
    """`refuse_other_plan`, at a place that was looked at already."""
    if place.older is None or place.older.plan_id == plan_id:
        return
    block = place.older.block
    aim = "" if block.race_date is None else f"for the race on {format_date(block.race_date)}, "
    which = f"({aim}from {format_date(block.first_day)})"
    if place.old_csv is None:
        raise PlanFileError(
            f"{place.beside} contains the settings of another plan {which}, although its CSV is missing: give "
            f"another name, or {ALLOW}."
        )
    if not _fits(place.old_csv, place.older, place.path.name):
        raise PlanFileError(
            f"{place.path} does not fit {place.beside.name} next to it, which belongs to another plan {which}: "
            f"put the two that belong together in one folder, give another name, or {ALLOW}."
        )
    raise PlanFileError(f"{place.path} contains another plan {which}: give another name, {ANEW}, or {ALLOW}.")


def keep_settings_alone(target: Target, settings: Companion) -> None:
    """Refuse to replace other settings whose CSV is gone: it may have been renamed, and cannot be read without them.

    Raises
    ------
    PlanFileError
        If there are such settings. Its sentence has `ALLOW` in it.
    """
    older = target.older
    if (
        target.old_csv is None
        and older is not None
        and (older.block, older.waiting) != (settings.block, settings.waiting)
    ):
        raise PlanFileError(
            f"{target.beside} contains other settings of this plan, although its CSV is missing. If you renamed "
            f"the CSV, rename {target.beside.name} too; otherwise give another name, or {ALLOW}."
        )


def _fits(csv: bytes, companion: Companion, name: str) -> bool:
    """Whether a CSV is the plan of a companion, at most edited."""
    if csv == companion.planned.encode("utf-8"):
        return True
    try:
        in_file, planned = (
            sessions_of_cells(read_cells(data, name), name).sessions
            for data in (csv, companion.planned.encode("utf-8"))
        )
    except RunplanError:
        return False
    return not (are_two_plans(in_file, planned) or doubt_of_pair(in_file, planned, name, ""))


def is_of_plan(path: Path) -> bool:
    """Whether a file is one of the two of a plan: its table, at most edited, or the companion with its block."""
    if path.name.endswith(BLOCK):
        return _older(b"", path, path.name) is not None
    if path.suffix != ".csv":
        return False
    try:
        table = read_file(path, "give another name")
    except PlanFileError:
        return False
    companion = _older(table, companion_path(path), path.name)
    return companion is not None and _fits(table, companion, path.name)


def keep_edits_read(target: Target) -> None:
    """Refuse a place whose plan was edited, read and written since: planning anew would drop its edits.

    Raises
    ------
    PlanFileError
    """
    if target.older is not None and target.older.edits:
        file = target.beside if target.old_csv is None else target.path
        raise PlanFileError(
            f"{file} contains a plan that was edited, and planning again would drop its edits: give another name, or "
            f"{ALLOW}."
        )


def keep_newer_version(target: Target, previous: str | None) -> None:
    """Refuse a place that has another version of the plan than the one that is gone on from.

    Raises
    ------
    PlanFileError
    """
    if previous is None or target.older is None:
        return
    there, before = version_in(target.path), version_in(Path(previous).expanduser())
    if there and there != before:
        raise PlanFileError(
            f"{target.path} has another version of this plan than {previous}: continue from it with --previous "
            f"{target.path}, give another name, or {ALLOW}."
        )


def _keep_what_is_not_ours(target: Path, beside: Path, *, csv: bool, companion: bool) -> None:
    if csv:
        which = f"{beside.name} next to it is not its block" if companion else f"{beside.name} is not next to it"
        raise PlanFileError(
            f"{target} already exists, and {which}, so it may not be a RunPlan plan: give another name, or {ALLOW}."
        )
    if companion:
        raise PlanFileError(
            f"{beside} already exists, is not the block of a plan that RunPlan wrote, and would be replaced: "
            f"give another name than {target.name}, or {ALLOW}."
        )


def _bytes_of(path: Path) -> bytes | None:
    """What stands there now, or None."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise PlanFileError(
            f"{path} already exists and cannot be read ({reason}), so RunPlan does not replace it: give another name."
        ) from error


def _older(old_csv: bytes, beside: Path, name: str) -> Companion | None:
    """The companion of the file that is about to be replaced, if it is a plan of ours."""
    try:
        return fitting_companion(load_companion(beside, name), old_csv, beside, name)
    except PlanFileError:
        return None
