"""The companion of a plan CSV: its block, what waits beside that, and the table as RunPlan wrote it.

`plan.csv` has `plan.block.json` beside it. The table as written tells an edited file from an untouched one, and what
each edit was. Two files cannot be replaced in one step, so a write that replaces an older pair has three: a companion
with both plans (`replaces` holds the older one, and the digest of the CSV it belongs to), then the CSV, then the
companion of the new plan alone. Wherever the writing stops, the digest tells which of the two fits the CSV at hand.
The part `waiting` has what `WaitingSettings` has, with a digest of its own, and is there only where something waits.
"""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.disk import as_path, digest, read_file, real_path
from runplan.exchange.plan_file.waiting_part import waiting_in, waiting_part
from runplan.plan.block import Block, plan_id_of
from runplan.plan.waiting import NOTHING_WAITS, WaitingSettings

FORMAT, VERSION = "runplan block", 1
BLOCK = ".block.json"
BY_ARGUMENT = "give the block as block=... (runplan check takes --block)"
_BY_OPTION = "give another with --block"
PLAN_ID = re.compile(r"[0-9a-f]{16}")
_MOST_READS, _PAUSE_S = 60, 0.01


class _Twice(ValueError):
    """A name that stands twice in one object of a JSON file."""


def companion_path(path: Path) -> Path:
    """The companion's place: plan.csv has plan.block.json beside it."""
    return path.parent / f"{path.stem}{BLOCK}"  # with_name would not take the path "."


@dataclass(frozen=True, eq=False)
class Companion:
    """A plan's block, its table as written, the sentences on edits that were in it already, and what waits beside it.

    Attributes
    ----------
    block : Block
    planned : str
        The text of the CSV as RunPlan wrote it.
    rows : int
        Its rows, for a person who looks into the file.
    edits : tuple of str
    plan_id : str
        What tells the plan from others in a calendar.
    waiting : WaitingSettings
    """

    block: Block
    planned: str
    rows: int
    edits: tuple[str, ...] = ()
    plan_id: str = ""
    waiting: WaitingSettings = NOTHING_WAITS

    def version(self, csv: bytes | None = None) -> str:
        """What tells the plan, with its table as it may be edited, from all other versions: tables may be the same."""
        csv = self.planned.encode("utf-8", "surrogatepass") if csv is None else csv
        values = [self.block.to_dict(), self.plan_id, *([self.waiting.to_json()] if self.waiting else [])]
        return digest(csv + json.dumps(values, sort_keys=True).encode())

    def to_json(self, replaces: tuple[str, Any] | None = None) -> bytes:
        """The companion as a file."""
        content: dict[str, Any] = {
            "format": FORMAT,
            "version": VERSION,
            "plan_id": self.plan_id,
            "block": self.block.to_dict(),
            **waiting_part(self.waiting),
            "edits": list(self.edits),
            "rows": self.rows,
            "digest": digest(self.planned.encode("utf-8")),
            "planned": self.planned.split("\n"),
        }
        if replaces is not None:
            content["replaces"] = {"digest": replaces[0], "companion": replaces[1]}
        # Half a surrogate pair cannot stand in UTF-8; "backslashreplace" writes it as JSON's own escape for it.
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def load_companion(path: Path, name: str) -> Any:
    """The content of a companion file, not yet checked.

    Raises
    ------
    PlanFileError
        If it is missing, too large, or not JSON.
    """
    missing = f"{path.name}, which contains the plan's block, is not next to {name}. Put it there, or {BY_ARGUMENT}."
    instead = f"put the one that RunPlan wrote there, or {BY_ARGUMENT}"
    return _content(read_file(path, instead, missing), path, BY_ARGUMENT)


def _content(data: bytes, path: Path, otherwise: str) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_each_once)
    except _Twice as twice:
        raise PlanFileError(f"{path.name} names {twice.args[0]!r} twice: keep one of them.") from None
    except (ValueError, RecursionError):
        raise PlanFileError(
            f"{path.name} is damaged (the JSON is incomplete): use a complete copy, or {otherwise}."
        ) from None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of a JSON file; which of two values was meant, nobody can tell."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


def fitting_companion(content: Any, csv: bytes, path: Path, name: str) -> Companion:
    """The companion that belongs to a CSV: the newest, or the one before where a write was interrupted."""
    replaces = content.get("replaces") if isinstance(content, dict) else None
    if isinstance(replaces, dict) and _belongs_to_older(replaces, content, csv):
        if replaces.get("companion") is None:
            raise PlanFileError(
                f"{path.name} belongs to a plan that was not written completely, not to {name}: write the plan "
                f"again, or {BY_ARGUMENT}."
            )
        return fitting_companion(replaces["companion"], csv, path, name)
    block = _block(content, path, BY_ARGUMENT)
    planned, rows, edits = content.get("planned"), content.get("rows"), content.get("edits")
    whole = _is_texts(planned) and _is_texts(edits) and isinstance(rows, int)
    if not whole or content.get("digest") != _digest_of(planned):
        raise PlanFileError(
            f"{path.name} is damaged (its table does not match its digest): use a complete copy, or {BY_ARGUMENT}."
        )
    plan_id, waiting = _plan_id(content.get("plan_id"), block), waiting_in(content)
    return Companion(block, "\n".join(planned), rows, tuple(edits), plan_id, waiting)


def _belongs_to_older(replaces: dict[str, Any], content: dict[str, Any], csv: bytes) -> bool:
    """Whether a CSV is the older of the two plans of a companion, or was edited from it: has more of its lines."""
    found = digest(csv)
    if found in (replaces.get("digest"), content.get("digest")):
        return found != content.get("digest")
    tables = [one.get("planned") if isinstance(one, dict) else None for one in (replaces.get("companion"), content)]
    if not all(map(_is_texts, tables)):
        return False
    lines = set(_plain(csv))
    was, new = (len(lines & set(_plain("\n".join(table or ()).encode("utf-8", "surrogatepass")))) for table in tables)
    return was > new


def _plain(csv: bytes) -> list[str]:
    """The lines of a CSV as RunPlan would write them, if it can be read; else as they are."""
    from runplan.exchange.plan_file.cells import read_cells
    from runplan.exchange.plan_file.csv_tables import sessions_of_cells, text_of_sessions

    try:
        return text_of_sessions(sessions_of_cells(read_cells(csv, "plan.csv"), "plan.csv").sessions).split("\n")
    except RunplanError:
        return csv.decode("utf-8-sig", "replace").splitlines()


def read_block(path: Path) -> Block:
    """The block of the option --block: from a companion, or from the plain values of `Block.to_dict`.

    Raises
    ------
    RunplanError
        If the file holds neither, or the block is refused.
    """
    path = as_path(path)
    content = _content(read_file(path, "give --block the file that contains the block"), path, _BY_OPTION)
    if isinstance(content, dict) and "format" not in content and "start" in content:
        content = {"format": FORMAT, "version": VERSION, "block": content}
    return _block(content, path, _BY_OPTION)


def planned_in(path: Path) -> str:
    """The table that a block's file has, as RunPlan wrote it; empty where it has none.

    Raises
    ------
    PlanFileError
        If the file cannot be read.
    """
    content = _content(read_file(as_path(path), "give another file"), path, _BY_OPTION)
    planned: Any = content.get("planned") if isinstance(content, dict) else None
    return "\n".join(planned) if _is_texts(planned) else ""


def _block(content: Any, path: Path, otherwise: str) -> Block:
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise PlanFileError(f"{path.name} does not contain a block: give the .block.json that RunPlan wrote.")
    if content.get("version") != VERSION:
        raise PlanFileError(
            f"{path.name} is of version {str(content.get('version'))[:20]}, and this RunPlan reads version {VERSION}: "
            "read it with the RunPlan that wrote it, or a newer one."
        )
    try:
        return Block.from_dict(content.get("block"))  # type: ignore[arg-type]
    except RunplanError as error:
        raise PlanFileError(f"{path.name} contains a block that is not possible: {error}") from None
    except (TypeError, ValueError, ArithmeticError, AttributeError, RecursionError):
        raise PlanFileError(
            f"{path.name} contains a block that RunPlan cannot read: use a complete copy, or {otherwise}."
        ) from None


def _plan_id(value: Any, block: Block) -> str:
    """The plan's id; files of earlier versions have none, and theirs follows from the block."""
    return value if isinstance(value, str) and PLAN_ID.fullmatch(value) else plan_id_of(block)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _digest_of(lines: list[str]) -> str | None:
    try:
        return digest("\n".join(lines).encode("utf-8"))
    except UnicodeEncodeError:  # half a surrogate pair, as an escape in the JSON
        return None


def read_pair(path: Path, *, needed: bool = True) -> tuple[bytes, Companion | None]:
    """The CSV and its companion.

    At every moment of a save the two files on the disk fit each other, but they are read one after the other. So a
    pair that does not fit is read again, and counts as edited only if nothing changed between two reads.

    Raises
    ------
    PlanFileError
    """
    beside = companion_path(path)
    before: object = None
    for _ in range(_MOST_READS):
        stamps = _stamp(path), _stamp(beside)
        data = read_file(path, "give the plan's CSV file")
        content: Any = None
        problem: PlanFileError | None = None
        companion: Companion | None = None
        try:
            content = load_companion(beside, path.name)
            companion = fitting_companion(content, data, beside, path.name)
        except PlanFileError as error:
            problem = error
        if companion is not None and data == companion.planned.encode("utf-8", "surrogatepass"):
            return data, companion
        seen = stamps, data, content
        if seen == before:
            if problem is not None and needed:
                raise problem
            return data, companion
        before = seen
        time.sleep(_PAUSE_S)
    raise PlanFileError(f"Another program keeps writing {path.name}: stop that program, then try again.")


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is replaced, even by one with the same bytes."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def plan_id_in(path: str | os.PathLike[str]) -> str:
    """The id of the plan that a file holds; empty where there is no plan, or one of a version that wrote no ids."""
    content, companion, _ = _pair_at(path)
    return companion.plan_id if companion is not None and isinstance(content, dict) and "plan_id" in content else ""


def companion_of(path: str | os.PathLike[str]) -> Companion | None:
    """The companion beside a plan's CSV; None where there is no plan."""
    return _pair_at(path)[1]


def calendar_id_in(path: str | os.PathLike[str]) -> str:
    """The id by which calendars know the plan of a file, also one of a version that wrote no ids; or nothing."""
    companion = companion_of(path)
    return "" if companion is None else companion.plan_id


def is_as_written(path: str | os.PathLike[str]) -> bool:
    """Whether a plan file is as RunPlan wrote it: nobody has edited it since."""
    _, companion, csv = _pair_at(path)
    return companion is not None and csv == companion.planned.encode()


def version_in(path: str | os.PathLike[str]) -> str:
    """What tells the version of a plan that a file has from all others; empty where there is no plan."""
    return versions_in(path)[0]


def versions_in(path: str | os.PathLike[str]) -> tuple[str, str]:
    """What `version_in` gives, and the same of the table as RunPlan wrote it, whoever edited or rewrote that since."""
    _, companion, csv = _pair_at(path)
    return ("", "") if companion is None else (companion.version(csv), companion.version())


def _pair_at(path: str | os.PathLike[str]) -> tuple[Any, Companion | None, bytes]:
    """A companion's content, the companion that fits the CSV, and the CSV; nothing where there is no plan."""
    try:
        target = real_path(as_path(path))
        beside = companion_path(target)
        content = load_companion(beside, target.name)
        csv = read_file(target, "give another name")
        return content, fitting_companion(content, csv, beside, target.name), csv
    except PlanFileError:
        return None, None, b""
