"""Writing what is handed to other tools: never over a file that somebody changed meanwhile.

A plan's CSV has a companion that tells whether it was edited. Files for other tools have none, so a folder that exports
are written to has one small record, `.runplan-exports.json`: for each file, the digest of what was written last. A
file that still fits may be replaced; one that differs, or that is not known, is kept until whoever exports allows it.

The record is written before the file, with both digests (`writing` has the new one), and settled after it: wherever the
writing stops, the file fits one of the two.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from runplan.errors import PlanFileError
from runplan.exchange.disk import (
    MOST_BYTES,
    as_path,
    digest,
    is_full,
    is_read_only,
    read_file,
    real_path,
    what_stands_at,
    write_file,
)
from runplan.exchange.locking import one_writer

ALLOW_EXPORT = "allow it (overwrite=True, on the command line --force)"
RECORD_NAME = ".runplan-exports.json"
_MOST_REMEMBERED = 1000


def check_export(path: str | os.PathLike[str], suffixes: tuple[str, ...], *, overwrite: bool = False) -> Path:
    """The place of an export, before the work of making it is done.

    Raises
    ------
    PlanFileError
        If no such file can stand there, or something else would be lost.
    """
    target = real_path(as_path(path))
    wanted = " or ".join(suffixes)
    try:
        there = what_stands_at(target)
        if there == "a folder":
            raise PlanFileError(
                f"{target} is a folder: give a file's name in it, such as {target / ('plan' + suffixes[0])}."
            )
        if there not in ("", "a file"):
            raise PlanFileError(f"{target} is {there}: give the name of a file that ends in {wanted}.")
        if not target.name.lower().endswith(suffixes):
            raise PlanFileError(f"{target} does not end in {wanted}: give a name such as plan{suffixes[0]}.")
        if not target.parent.is_dir():
            raise PlanFileError(f"{target} cannot be written: there is no folder {target.parent}. Make it first.")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise PlanFileError(f"{target} cannot be written: {reason}. Give another name.") from error
    if there and not overwrite:
        _refuse_to_lose(target)
    return target


def keep_other_plan(target: Path, plan_id: str) -> None:
    """Refuse to replace an export of another plan, as far as its folder remembers whose it is."""
    plans = _record(target.parent)[2]
    if target.exists() and plans.get(target.name, plan_id) != plan_id:
        raise other_plans_export(target)


def other_plans_export(target: Path) -> PlanFileError:
    """The refusal of a place where another plan's export is."""
    return PlanFileError(f"{target} is an export of another plan: give another name, or {ALLOW_EXPORT}.")


def write_export(
    path: str | os.PathLike[str],
    data: bytes,
    suffixes: tuple[str, ...],
    *,
    overwrite: bool = False,
    plan_id: str = "",
) -> Path:
    """Write an export in one step, and remember what was written.

    Raises
    ------
    PlanFileError
        If it cannot be written; what was there before stays whole.
    """
    target = real_path(as_path(path))
    folder, name, new = target.parent, target.name, digest(data)
    with one_writer(folder):  # and only then checked: no other RunPlan writes here
        check_export(target, suffixes, overwrite=overwrite)
        files, writing, plans = _record(folder)
        if name in writing and _digest_of(target) == writing[name]:  # that write was over, but nobody noted it
            files[name] = writing[name]
        writing[name] = new
        noted = _note(folder, files, writing, plans)
        write_file(target, data)
        files.pop(name, None)
        files[name] = writing.pop(name)
        if plan_id:
            plans[name] = plan_id
        if noted:
            with contextlib.suppress(PlanFileError):  # the record then has both digests still, and either will do
                _note(folder, files, writing, plans)
    return target


def _refuse_to_lose(target: Path) -> None:
    """Refuse to replace a file that somebody protected, changed, or wrote without RunPlan."""
    if is_read_only(target):
        raise PlanFileError(f"{target} is read-only: make it writable, give another name, or {ALLOW_EXPORT}.")
    files, writing, _ = _record(target.parent)
    ours = {record[target.name] for record in (files, writing) if target.name in record}
    if not ours:
        raise PlanFileError(
            f"{target} is there already, and there is no record that RunPlan wrote it: give another name, or "
            f"{ALLOW_EXPORT}."
        )
    if _digest_of(target) not in ours:
        raise PlanFileError(f"{target} was changed after RunPlan wrote it: give another name, or {ALLOW_EXPORT}.")


def _digest_of(target: Path) -> str | None:
    try:
        return digest(target.read_bytes()) if target.stat().st_size <= 10 * MOST_BYTES else None
    except OSError:
        return None


def _note(folder: Path, files: dict[str, str], writing: dict[str, str], plans: dict[str, str]) -> bool:
    """Write the record, or say that there is none.

    A full disk refuses the export, for which there would be no room either. A record that cannot be written for a
    reason of its own, such as a folder of its name, does not: the next export asks, which loses nothing.
    """
    if len(files) > _MOST_REMEMBERED:
        present = {name: value for name, value in files.items() if (folder / name).exists()}
        files.clear()
        files.update(list(present.items())[-_MOST_REMEMBERED:])
    whose = {name: plan_id for name, plan_id in plans.items() if name in files}
    content = {"files": files} | ({"writing": writing} if writing else {}) | ({"plans": whose} if whose else {})
    try:
        write_file(folder / RECORD_NAME, (json.dumps(content, indent=1) + "\n").encode())
    except PlanFileError as error:
        if is_full(error):
            raise
        return False
    return True


def _record(folder: Path) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """What was written to a folder, by file name, what was about to be, and of which plan; none if it is damaged."""
    try:
        content: Any = json.loads(read_file(folder / RECORD_NAME, "remove it"))
    except (PlanFileError, ValueError, RecursionError):
        content = None
    values = content if isinstance(content, dict) else {}
    return _texts(values.get("files")), _texts(values.get("writing")), _texts(values.get("plans"))


def _texts(values: Any) -> dict[str, str]:
    if not isinstance(values, dict):
        return {}
    return {name: value for name, value in values.items() if isinstance(name, str) and isinstance(value, str)}
