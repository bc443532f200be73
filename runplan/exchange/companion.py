"""The companion of a plan CSV: its block, and the table as RunPlan wrote it.

`plan.csv` has `plan.block.json` beside it. The table as written tells an edited file from an untouched one, and what
each edit was. Two files cannot be replaced in one step, so a write that replaces an older pair has three: a companion
with both plans (`replaces` holds the older one, and the digest of the CSV it belongs to), then the CSV, then the
companion of the new plan alone. Wherever the writing stops, the digest tells which of the two fits the CSV at hand.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.files import read_file
from runplan.planning.block import Block

__all__ = ["Companion", "companion_path", "digest", "fitting_companion", "load_companion", "read_block"]

FORMAT, VERSION = "runplan block", 1


def companion_path(path: Path) -> Path:
    """The companion's place: plan.csv has plan.block.json beside it."""
    return path.with_name(f"{path.stem}.block.json")


def digest(data: bytes) -> str:
    """What tells two tables or files apart."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, eq=False)
class Companion:
    """A plan's block, its table as written, and the sentences on edits that were in it already.

    Attributes
    ----------
    block : Block
    planned : str
        The text of the CSV as RunPlan wrote it.
    rows : int
        Its rows, for a person who looks into the file.
    edits : tuple of str
    """

    block: Block
    planned: str
    rows: int
    edits: tuple[str, ...] = ()

    def to_json(self, replaces: tuple[str, Any] | None = None) -> bytes:
        """The companion as a file.

        Parameters
        ----------
        replaces : tuple of (str, object), optional
            The digest of the CSV that is about to be replaced, and its companion's content.
        """
        content: dict[str, Any] = {
            "format": FORMAT,
            "version": VERSION,
            "block": self.block.to_dict(),
            "edits": list(self.edits),
            "rows": self.rows,
            "digest": digest(self.planned.encode("utf-8")),
            "planned": self.planned.split("\n"),
        }
        if replaces is not None:
            content["replaces"] = {"digest": replaces[0], "companion": replaces[1]}
        # Half a surrogate pair cannot stand in UTF-8; "backslashreplace" writes it as JSON's own escape for it.
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def load_companion(path: Path, missing: str) -> Any:
    """The content of a companion file, not yet checked.

    Raises
    ------
    PlanFileError
        If it is missing, too large, or not JSON.
    """
    data = read_file(path, missing)
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise PlanFileError(
            f"{path.name} is damaged (it is not whole JSON): take a whole copy of it, or give the block as block=..."
        ) from None


def fitting_companion(content: Any, csv: bytes, path: Path, name: str) -> Companion:
    """The companion that belongs to a CSV: the newest, or the one before where a write was interrupted.

    Parameters
    ----------
    content : object
        As `load_companion` gave it.
    csv : bytes
        The CSV file as it stands.
    path : Path
        The companion's file.
    name : str
        The CSV's name, for sentences.
    """
    replaces = content.get("replaces") if isinstance(content, dict) else None
    if isinstance(replaces, dict) and replaces.get("digest") == digest(csv) != content.get("digest"):
        if replaces.get("companion") is None:
            raise PlanFileError(
                f"{path.name} belongs to a plan whose writing was interrupted, not to {name}: "
                "write the plan again, or give the block as block=..."
            )
        return fitting_companion(replaces["companion"], csv, path, name)
    block = _block(content, path)
    planned, rows, edits = content.get("planned"), content.get("rows"), content.get("edits")
    whole = _is_texts(planned) and _is_texts(edits) and isinstance(rows, int)
    if not whole or content.get("digest") != _digest_of(planned):
        raise PlanFileError(
            f"{path.name} is damaged (its table does not fit its digest): take a whole copy of it, "
            "or give the block as block=..."
        )
    return Companion(block, "\n".join(planned), rows, tuple(edits))


def read_block(path: Path) -> Block:
    """A block from a file: a companion, or the plain values of `Block.to_dict`.

    Raises
    ------
    RunplanError
        If the file holds neither, or the block is refused.
    """
    content = load_companion(path, f"{path} is not there: give the file that holds the block.")
    if isinstance(content, dict) and "format" not in content and "start" in content:
        content = {"format": FORMAT, "version": VERSION, "block": content}
    return _block(content, path)


def _block(content: Any, path: Path) -> Block:
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise PlanFileError(f"{path.name} does not hold a block: give the .block.json that RunPlan wrote.")
    if content.get("version") != VERSION:
        raise PlanFileError(
            f"{path.name} is of version {str(content.get('version'))[:20]}, and this RunPlan reads version {VERSION}: "
            "read it with the RunPlan that wrote it, or a newer one."
        )
    try:
        return Block.from_dict(content.get("block"))  # type: ignore[arg-type]
    except RunplanError as error:
        raise PlanFileError(f"{path.name} holds a block that is refused: {error}") from None
    except (TypeError, ValueError, ArithmeticError, AttributeError, RecursionError):
        raise PlanFileError(
            f"{path.name} holds a block that cannot be understood: take a whole copy of it, "
            "or give the block as block=..."
        ) from None


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _digest_of(lines: list[str]) -> str | None:
    try:
        return digest("\n".join(lines).encode("utf-8"))
    except UnicodeEncodeError:  # half a surrogate pair, as an escape in the JSON
        return None
