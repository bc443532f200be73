"""Which plan files a calendar takes for one plan: those that have one id, such as a copy beside its original."""

from __future__ import annotations

import contextlib
import re
import secrets
from collections.abc import Sequence
from pathlib import Path

from runplan.exchange.disk import MOST_BYTES, digest, real_path
from runplan.exchange.plan_file.destination import Target
from runplan.exchange.plan_file.sidecar import BLOCK, calendar_id_in
from runplan.plan.block import Block
from runplan.words import listed

_PUT_ASIDE = re.compile(r"-(?:before|other-\w+)(?:-\d+)?")  # what the planner calls an earlier version that it keeps
_MOST_NAMED = 3


def new_plan_id() -> str:
    """What tells a plan from all others."""
    return secrets.token_hex(8)


def plan_id_beside(plan_id: str, path: str) -> str:
    """The id of a plan that parts from another one and gets a file of its own: for the same file always the same."""
    return digest(f"{plan_id} {path}".encode(errors="surrogatepass")).partition(":")[2][: len(new_plan_id())]


def plan_id_for(target: Target, block: Block) -> str:
    """The id of a plan that is planned anew: that of the plan there, where it is of the same block, else a new one.

    A block that stands there alone may be a copy of another file's: then it hands no id on.
    """
    older = target.older
    if older is None or older.block != block:
        return new_plan_id()
    if target.old_csv is None and same_plans(target.path, older.plan_id):
        return new_plan_id()
    return older.plan_id


def same_plans(path: Path, plan_id: str, folder: Path | None = None) -> list[Path]:
    """The other plan files in a folder, a file's own by default, that have a plan's id.

    What the planner put aside for the file is left out: that is the same plan indeed.
    """
    own = real_path(path)
    plans = []
    with contextlib.suppress(OSError):
        for beside in sorted((own.parent if folder is None else folder).glob(f"*{BLOCK}")):
            stem = beside.name.removesuffix(BLOCK)
            csv = beside.with_name(f"{stem}.csv")
            put_aside = stem.startswith(own.stem) and _PUT_ASIDE.fullmatch(stem.removeprefix(own.stem))
            if put_aside or not _may_have(beside, plan_id) or calendar_id_in(csv) != plan_id:
                continue
            if not (own.exists() and csv.samefile(own)):
                plans.append(csv)
    return plans


def _may_have(beside: Path, plan_id: str) -> bool:
    """Whether a companion can have an id, by a look that costs little: those of old have none written."""
    try:
        data = beside.read_bytes() if beside.stat().st_size <= MOST_BYTES else b""
    except OSError:
        return False
    return plan_id.encode(errors="replace") in data or b'"plan_id"' not in data


def told_apart(files: Sequence[Path]) -> list[str]:
    """Each file's name, with as many of its folders as tell it from the others.

    >>> told_apart([Path("/plans/anna.csv"), Path("/old/anna.csv"), Path("/old/ben.csv")])
    ['plans/anna.csv', 'old/anna.csv', 'ben.csv']
    """
    names = []
    for file in files:
        others = [other.parts for other in files if other != file]
        ends = (file.parts[-count:] for count in range(1, len(file.parts) + 1))
        names.append(Path(*next(end for end in ends if all(other[-len(end) :] != end for other in others))).as_posix())
    return names


def same_plan_sentence(name: str, others: Sequence[str]) -> str:
    """Say that a calendar takes a file and others for one plan; nothing where there are no others."""
    if not others:
        return ""
    names = list(others[:_MOST_NAMED])
    if len(others) > _MOST_NAMED:
        names[-1] = f"{len(others) - _MOST_NAMED + 1} more files"
    return (
        f"{name} is the same plan as {listed(names)}: calendars treat {'both' if len(others) == 1 else 'all'} as one."
    )
