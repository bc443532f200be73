"""What a person set in a planner, kept in a file beside the notebook: a reload or a re-run finds it again.

In: whose planner it is, the block that the notebook gives, the block that is wished now, and what is looked at. Out:
one entry in the file of the folder. Another notebook has an entry of its own, and so has another block in its code,
which is another planner and begins afresh.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runplan.errors import RunplanError
from runplan.exchange.plan_file.sidecar import PLAN_ID
from runplan.plan.block import Block
from runplan.ui.state.state_file import StateFile

NOTEBOOK = "notebook "
# The fields of Block in 0.1.0, whose entries are found by them. Fields that come later are not added.
_FIELDS = frozenset(
    [
        "start",
        "race_date",
        "weeks",
        "goal",
        "weekly_km_now",
        "weekly_km_peak",
        "weekly_km",
        "easy_pace_s_per_km",
        "run_days",
        "long_run_day",
        "quality_runs",
        "runs",
        "days_off",
        "dates_off",
        "rest_days",
        "strength_sessions",
        "strength_minutes",
        "sets_per_muscle",
        "equipment",
        "level",
        "avoid",
        "prefer",
        "school",
        "doubles",
        "pins",
        "week_start",
        "units",
    ]
)
_PLAN = ("block", "file", "plan_id")  # what makes the plan; the rest is how it is looked at


@dataclass(frozen=True)
class Kept:
    """What was kept of a planner.

    Attributes
    ----------
    block : Block
        As it was wished.
    view : dict
        What was looked at.
    file : str
        The plan file that is shown as a person edited it; empty where the plan is the block's own.
    plan_id : str
        What tells the plan from others in a calendar.
    path : str
        The name in the box of the plan's file.
    writer : str
        Which planner wrote it: a window of its own has another.
    notebook : str
        The notebook that had it before, where that one is gone from the folder; else empty.
    """

    block: Block
    view: dict[str, Any] = field(default_factory=dict)
    file: str = ""
    plan_id: str = ""
    path: str = ""
    writer: str = field(default="", compare=False)
    notebook: str = field(default="", compare=False)


class Remembered:
    """One planner's place in the file.

    Parameters
    ----------
    path : pathlib.Path
    given : Block or None
        The block in the notebook's code; None where there is none.
    owner : str
        Whose planner it is: `NOTEBOOK` and the notebook as seen from the file's folder, or a name; empty where nobody
        knows.
    """

    def __init__(self, path: Path, given: Block | None, owner: str = "") -> None:
        self.path = path
        self._file = StateFile(path)
        self._digest = "proposed" if given is None else _digest(given)
        self._own(owner)
        self._writer = secrets.token_hex(4)
        self._fresh = False  # whether that is what it opened with, and nothing was found
        self._known: dict[str, Any] | None = None  # the plan that was read or written last here
        self.wrote = False

    def read(self) -> Kept | None:
        """What was kept, or None; a file that is damaged or not ours counts as none."""
        entry, notebook = self._file.entries().get(self._key), ""
        if self._owner and (entry is None or self._moved_on(entry)):
            entry, notebook = self._take_over()
        if not isinstance(entry, dict):
            return None
        self._known = _plan(entry)
        return _kept(entry, notebook)

    def begin(self, kept: Kept) -> None:
        """Where nothing was found, what the planner opens with is no change of its own."""
        if self._known is None:
            self._known, self._fresh = _plan(self._entry(kept)), True

    def write(self, kept: Kept) -> Kept | None:
        """Keep it, with what other planners of this folder keep.

        Raises
        ------
        RunplanError
            If a file of that name is there which is not ours; it stays.
        OSError
            If the file cannot be written; what was there before stays whole.
        """
        mine, other = self._entry(kept), None
        plan = _plan(mine)
        with self._file.changing() as entries:
            there = entries.pop(self._key, None)
            fresh = self._fresh and isinstance(there, dict) and _same_settings(_plan(there), self._known)
            if isinstance(there, dict) and not fresh and _plan(there) not in (self._known, plan):
                if plan == self._known:  # nothing was set here, only looked at
                    entries[self._key] = {**there, "view": mine["view"]}
                    return None
                other = _kept(there)
                copy = f"{self._key}~{there.get('writer', '')}"
                entries.pop(copy, None)
                entries[copy] = there
            entries[self._key] = mine
        self._known, self.wrote, self._fresh = plan, True, False
        return other

    def move(self, owner: str) -> None:
        """The notebook was renamed: what is kept goes along.

        Raises
        ------
        RunplanError, OSError
            As `write`.
        """
        old = self._key
        self._own(owner)
        if old not in self._file.entries():
            return
        with self._file.changing() as entries:
            entry, there = entries.pop(old), entries.pop(self._key, None)
            if there is not None:  # of a notebook that had this name
                entries[f"{self._key}~"] = there
            entries[self._key] = {**entry, "owner": owner}

    def reopen(self, owner: str) -> Kept | None:
        """What another owner has kept, whose planner this is from now on; or None."""
        self._own(owner)
        self._known = None
        return self.read()

    def trouble(self) -> str:
        """Why nothing can be kept; empty where it can."""
        return self._file.trouble()

    def _notebook_file(self) -> Path | None:
        """The notebook, where it is known."""
        name = self._owner.removeprefix(NOTEBOOK)
        return None if name == self._owner else self.path.parent / name

    def _moved_on(self, entry: Any) -> str:
        """The notebook of the folder that an entry belongs to, where that is not this one any more; else empty."""
        inode = entry.get("inode") if isinstance(entry, dict) else None
        mine = self._notebook_file()
        if not inode or mine is None or inode == _inode(mine):
            return ""
        return next((path.name for path in mine.parent.glob("*.ipynb") if _inode(path) == inode), "")

    def _own(self, owner: str) -> None:
        self._owner = owner
        self._key = f"{owner}#{self._digest}" if owner else self._digest

    def _entry(self, kept: Kept) -> dict[str, Any]:
        entry = {
            "owner": self._owner,
            "writer": self._writer,
            "inode": _inode(self._notebook_file()),
            "block": kept.block.to_dict(),
            "view": kept.view,
            "file": kept.file,
            "plan_id": kept.plan_id,
            "path": kept.path,
        }
        whole: dict[str, Any] = json.loads(json.dumps(entry))  # as it will be read
        return whole

    def _take_over(self) -> tuple[Any, str]:
        """An entry that has no owner any more becomes this planner's, once: one of 0.1.0, or of a renamed notebook."""
        found: tuple[Any, str] = (None, "")
        try:
            if not self._file.entries():
                return found
            with self._file.changing() as entries:
                there = entries.get(self._key)
                if isinstance(there, dict) and (other := self._moved_on(there)):
                    owner = NOTEBOOK + other  # its notebook has another name now, and a new one has the old name
                    entries.setdefault(f"{owner}#{self._digest}", {**entries.pop(self._key), "owner": owner})
                for key, entry in reversed(list(entries.items())):
                    if self._key in entries or not isinstance(entry, dict) or not self._is_left(key, entry):
                        continue
                    notebook = str(entry.get("owner", "")).removeprefix(NOTEBOOK)
                    found = {**entries.pop(key), "owner": self._owner}, notebook
                    entries[self._key] = found[0]
                found = entries.get(self._key), found[1]
        except (OSError, RunplanError):  # who writes later says so
            pass
        return found

    def _is_left(self, key: str, entry: dict[str, Any]) -> bool:
        """Whether an entry for this block belongs to nobody: it has no owner, or its notebook is gone."""
        if "owner" not in entry:
            return key == self._digest
        owner = str(entry["owner"])
        if key == f"{owner}#{self._digest}" and entry.get("inode") and entry["inode"] == _inode(self._notebook_file()):
            return True
        if key != f"{owner}#{self._digest}" or not owner.startswith(NOTEBOOK) or not self._owner.startswith(NOTEBOOK):
            return False
        return not (self.path.parent / owner.removeprefix(NOTEBOOK)).exists()


def _inode(path: Path | None) -> str:
    """What tells a file from others whatever it is called; empty where there is none."""
    try:
        status = None if path is None else path.stat()
    except OSError:
        return ""
    return "" if status is None or not status.st_ino else f"{status.st_dev}:{status.st_ino}"


def _same_settings(plan: dict[str, Any], other: dict[str, Any] | None) -> bool:
    """Whether two windows have the same; before anything is set, each has an id of its own for it."""
    return other is not None and all(plan[name] == other[name] for name in _PLAN if name != "plan_id")


def _kept(entry: dict[str, Any], notebook: str = "") -> Kept | None:
    """An entry as the planner takes it, or None where it makes no block."""
    try:
        block = Block.from_dict(entry["block"])
    except (KeyError, RunplanError, TypeError, ValueError):
        return None
    view, plan_id = entry.get("view"), _text(entry, "plan_id")
    return Kept(
        block,
        view if isinstance(view, dict) else {},
        _text(entry, "file"),
        plan_id if PLAN_ID.fullmatch(plan_id) else "",
        _text(entry, "path"),
        _text(entry, "writer"),
        notebook,
    )


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _plan(entry: dict[str, Any]) -> dict[str, Any]:
    """What makes the plan, as this version writes it."""
    plan = {name: entry.get(name) for name in _PLAN}
    kept = _kept(entry)
    return plan if kept is None else plan | {"block": json.loads(json.dumps(kept.block.to_dict()))}


def _digest(block: Block) -> str:
    """What tells blocks apart: the same as in 0.1.0 where a block has nothing that came later."""
    defaults = {one.name: one.default for one in dataclasses.fields(Block)}
    values = block.to_dict()
    values = {name: values[name] for name in values if name in _FIELDS or getattr(block, name) != defaults[name]}
    text = json.dumps(values, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
