"""Writing what is handed to other tools: never over a file that somebody changed meanwhile.

A plan's CSV has a companion that tells whether it was edited. Files for other tools have none, so a folder that exports
are written to has one small record, `.runplan-exports.json`: for each file, the digest of what was written last, and
what it was made of. A file that still fits may be replaced by another one of the same source; one that differs, or that
is not known, is kept until whoever exports allows it.

Two plan files may have one id, as a copy has that of its original: the record also knows the file that an export was
made of, and another one asks before it replaces that.

The record is written before the file, with both digests (`writing` has the new one), and settled after it: wherever the
writing stops, the file fits one of the two.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

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
from runplan.exchange.plan_file.destination import is_of_plan
from runplan.exchange.plan_file.same_plan import same_plans
from runplan.words import listed

ALLOW_EXPORT = "replace the file (overwrite=True, on the command line --force)"
RECORD_NAME = ".runplan-exports.json"
RUNS = "runs"  # the format of runs that were imported
_MOST_REMEMBERED = 1000


class Source(NamedTuple):
    """What a file was made of.

    Attributes
    ----------
    format_name : str
        A name of `registry.FORMATS`, or `RUNS`; empty in records of earlier versions.
    origin : str
        The plan's id; of runs that were imported, their file as seen from the folder.
    file : str
        The plan's file as seen from the folder; empty where that is not known, as in records of earlier versions.
    """

    format_name: str
    origin: str
    file: str = ""

    def is_of(self, other: Source) -> bool:
        """Whether another file was made of the same, as far as the two tell."""
        same_file = "" in (self.file, other.file) or self.file == other.file
        return self.origin == other.origin and self.format_name in ("", other.format_name) and same_file


def seen_from(folder: Path, file: str | os.PathLike[str]) -> str:
    """A file's name as seen from a folder: the same wherever the two are moved together."""
    real = os.path.realpath(file)
    try:
        return Path(os.path.relpath(real, os.path.realpath(folder))).as_posix()
    except ValueError:  # on another drive
        return Path(real).as_posix()


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
                f"{target} is a folder: give the name of a file in it, such as {target / ('plan' + suffixes[0])}."
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


def keep_other_source(target: Path, source: Source, *, unless_unknown: bool = False) -> None:
    """Refuse to replace a file that was made of something else; `unless_unknown`, where its folder does not remember.

    Raises
    ------
    PlanFileError
    """
    if not target.exists():
        return
    before = _record(target.parent)[2].get(target.name)
    if before is None and not unless_unknown:
        raise PlanFileError(
            f"{target} already exists, and RunPlan has no record of what it was made from: give another name, or "
            f"{ALLOW_EXPORT}."
        )
    if before is None or before.is_of(source):
        return
    if before.format_name == RUNS:
        what = f"contains the runs of {_named(before.origin)}"
    elif before.origin == source.origin and before.format_name not in ("", source.format_name):
        what = f"is an export of this plan in the format {before.format_name}"
    elif before.origin == source.origin and _named(before.file) == _named(source.file):
        what = f"is an export of an earlier {_named(source.file)}"
    elif before.origin == source.origin:
        what = f"is an export of {_named(before.file)}, not of {_named(source.file)}"
    else:
        what = f"is an export of {'a' if source.format_name == RUNS else 'another'} plan"
    raise PlanFileError(f"{target} {what}: give another name, or {ALLOW_EXPORT}.")


def keep_other_file(target: Path, source: Source) -> None:
    """Refuse to replace an export of which nobody knows the file, where another one beside has the plan's id.

    Raises
    ------
    PlanFileError
    """
    before = _record(target.parent)[2].get(target.name)
    if not (source.file and target.exists()) or (before is not None and before.file):
        return
    folder = Path(os.path.realpath(target.parent))
    csv = folder / source.file
    others = {
        seen_from(folder, file) for where in (folder, csv.parent) for file in same_plans(csv, source.origin, where)
    }
    if others:
        names = listed(sorted(others), "or")
        raise PlanFileError(
            f"{target} may be an export of {names}, and calendars treat it as the same plan as "
            f"{_named(source.file)}: give another name, or {ALLOW_EXPORT}."
        )


def _named(origin: str) -> str:
    """A file as sentences call it; standard input without its digest."""
    return origin.partition(" sha256:")[0]


def other_plans_export(target: Path) -> PlanFileError:
    """The refusal of a place where another plan's export is."""
    return PlanFileError(f"{target} is an export of another plan: give another name, or {ALLOW_EXPORT}.")


def write_export(
    path: str | os.PathLike[str],
    data: bytes,
    suffixes: tuple[str, ...],
    *,
    overwrite: bool = False,
    source: Source | None = None,
) -> Path:
    """Write an export in one step, and remember what was written, and of what it was made.

    Raises
    ------
    PlanFileError
        If it cannot be written; what was there before stays whole.
    """
    target = real_path(as_path(path))
    folder, name, new = target.parent, target.name, digest(data)
    with one_writer(folder):  # and only then checked: no other RunPlan writes here
        check_export(target, suffixes, overwrite=overwrite)
        files, writing, sources = _record(folder)
        if name in writing and _digest_of(target) == writing[name]:  # that write was over, but nobody noted it
            files[name] = writing[name]
        writing[name] = new
        if sources.get(name) != source:
            sources.pop(name, None)  # wherever the writing stops, nothing untrue is remembered
        noted = _note(folder, files, writing, sources)
        write_file(target, data)
        files.pop(name, None)
        files[name] = writing.pop(name)
        if source is not None:
            sources[name] = source
        if noted:
            with contextlib.suppress(PlanFileError):  # the record then has both digests still, and either will do
                _note(folder, files, writing, sources)
    return target


def _refuse_to_lose(target: Path) -> None:
    """Refuse to replace a file that somebody protected, changed, or wrote without RunPlan."""
    if is_read_only(target):
        raise PlanFileError(f"{target} is read-only: make it writable, give another name, or {ALLOW_EXPORT}.")
    files, writing, _ = _record(target.parent)
    ours = {record[target.name] for record in (files, writing) if target.name in record}
    if _digest_of(target) in ours:
        return
    if is_of_plan(target):
        raise PlanFileError(f"{target} is a plan's own file, not an export: give another name, or {ALLOW_EXPORT}.")
    if not ours:
        raise PlanFileError(
            f"{target} already exists, and RunPlan has no record of writing it: give another name, or {ALLOW_EXPORT}."
        )
    raise PlanFileError(f"{target} was changed after RunPlan wrote it: give another name, or {ALLOW_EXPORT}.")


def _digest_of(target: Path) -> str | None:
    try:
        return digest(target.read_bytes()) if target.stat().st_size <= 10 * MOST_BYTES else None
    except OSError:
        return None


def _note(folder: Path, files: dict[str, str], writing: dict[str, str], sources: dict[str, Source]) -> bool:
    """Write the record, or say that there is none.

    A full disk refuses the export, for which there would be no room either. A record that cannot be written for a
    reason of its own, such as a folder of its name, does not: the next export asks, which loses nothing.
    """
    if len(files) > _MOST_REMEMBERED:
        present = {name: value for name, value in files.items() if (folder / name).exists()}
        files.clear()
        files.update(list(present.items())[-_MOST_REMEMBERED:])
    content = {"files": files} | ({"writing": writing} if writing else {})
    if remembered := {name: source for name, source in sources.items() if name in files}:
        content["sources"] = {name: " ".join(source[:2]) for name, source in remembered.items()}
        content["plan_files"] = {name: source.file for name, source in remembered.items() if source.file}
    try:
        write_file(folder / RECORD_NAME, (json.dumps(content, indent=1) + "\n").encode())
    except PlanFileError as error:
        if is_full(error):
            raise
        return False
    return True


def _record(folder: Path) -> tuple[dict[str, str], dict[str, str], dict[str, Source]]:
    """What was written to a folder, by file name, what was about to be, and of what; none if it is damaged."""
    try:
        content: Any = json.loads(read_file(folder / RECORD_NAME, "remove it"))
    except (PlanFileError, ValueError, RecursionError):
        content = None
    values = content if isinstance(content, dict) else {}
    sources = {name: Source("", plan_id) for name, plan_id in _texts(values.get("plans")).items()}
    plan_files = _texts(values.get("plan_files"))
    for name, text in _texts(values.get("sources")).items():
        format_name, _, origin = text.partition(" ")
        sources[name] = Source(format_name, origin, plan_files.get(name, ""))
    return _texts(values.get("files")), _texts(values.get("writing")), sources


def _texts(values: Any) -> dict[str, str]:
    if not isinstance(values, dict):
        return {}
    return {name: value for name, value in values.items() if isinstance(name, str) and isinstance(value, str)}
