"""What a person set in a planner, kept in a file beside the notebook: a reload or a re-run finds it again.

In: whose planner it is, the block that the notebook gives, the block that is wished now, and what is looked at. Out:
one entry in the file of the folder. Another notebook has an entry of its own, and so has another block in its code,
which is another planner and begins afresh.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runplan.errors import RunplanError
from runplan.exchange.disk import write_atomically
from runplan.exchange.locking import one_writer
from runplan.exchange.plan_file.sidecar import PLAN_ID
from runplan.plan.block import Block
from runplan.ui.state.notebook_name import NOTEBOOK, inode_of, notebook_of
from runplan.ui.state.state_file import DISPLACED, StateFile, move_entries, put_aside, renamed

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
        The notebook for which it was kept, where that had another name; else empty.
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

    Attributes
    ----------
    wrote : bool
        Whether something was set here and written.
    unreadable : bool
        Whether an entry of this planner was there and made no block.
    displaced : list of Kept
        What was kept under this notebook's name for a notebook that is gone, since another one has its name.
    """

    def __init__(self, path: Path, given: Block | None, owner: str = "") -> None:
        self.path = path
        self._file = StateFile(path)
        self._digest = "proposed" if given is None else _digest(given)
        self._own(owner)
        self._writer = secrets.token_hex(4)
        self._known: dict[str, Any] | None = None  # the plan that was read or written last here
        self.wrote = self.unreadable = False
        self.displaced: list[Kept] = []

    def read(self) -> Kept | None:
        """What was kept, or None; a file that is damaged or not ours counts as none."""
        entries = self._file.entries()
        with contextlib.suppress(OSError, RunplanError):  # who writes later says so
            if self._owner and entries:
                with self._file.changing() as entries:
                    self._settle(entries)
        if self._key not in entries:
            return None
        entry = entries[self._key]
        self._known = _plan(entry)
        kept = _kept(entry)
        self.unreadable = kept is None
        return kept

    def begin(self, kept: Kept) -> str:
        """Where nothing was found, note what the planner opens with; the plan's id, which all its windows share."""
        if self._known is not None:
            return kept.plan_id
        mine = self._entry(kept) | {"opened": True}
        there = mine
        with contextlib.suppress(OSError, RunplanError), self._file.changing() as entries:
            there = entries.setdefault(self._key, mine)
        plan, other = _plan(mine), _plan(there)
        same = all(plan[name] == other[name] for name in _PLAN if name != "plan_id")
        self._known = other if same else plan
        return str(self._known["plan_id"])

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
            if isinstance(there, dict) and _plan(there) not in (self._known, plan):
                if plan == self._known:  # nothing was set here, only looked at
                    entries[self._key] = {**there, "view": mine["view"]}
                    return None
                other = _kept(there)
                put_aside(entries, self._key, there)
            entries[self._key] = mine
        self._known, self.wrote = plan, True
        return other

    def keep_a_copy(self) -> str:
        """Copy the file as it is, before what it holds of this planner is replaced; the copy's name.

        Raises
        ------
        RunplanError, OSError
            If it cannot be copied.
        """
        with one_writer(self.path.parent):
            content = self.path.read_bytes()
            for number in range(1, 1000):
                copy = self.path.with_name(f"{self.path.stem}.copy-{number}{self.path.suffix}")
                if not copy.exists():
                    write_atomically(copy, content)
                if copy.read_bytes() == content:
                    return copy.name
        raise RunplanError(f"There are too many copies of {self.path.name}.")

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
            move_entries(entries, {old: owner})
            self._take_displaced(entries)

    def reopen(self, owner: str) -> Kept | None:
        """What another owner has kept, whose planner this is from now on; or None."""
        self._own(owner)
        self._known = None
        return self.read()

    def trouble(self) -> str:
        """Why nothing can be kept; empty where it can."""
        return self._file.trouble()

    def _own(self, owner: str) -> None:
        self._owner = owner
        self._key = f"{owner}#{self._digest}" if owner else self._digest

    def _entry(self, kept: Kept) -> dict[str, Any]:
        entry = {
            "owner": self._owner,
            "writer": self._writer,
            "inode": inode_of(self._notebook_file()),
            "block": kept.block.to_dict(),
            "view": kept.view,
            "file": kept.file,
            "plan_id": kept.plan_id,
            "path": kept.path,
        }
        whole: dict[str, Any] = json.loads(json.dumps(entry))  # as it will be read
        return whole

    def _notebook_file(self) -> Path | None:
        """The notebook, where it is known."""
        return notebook_of(self._owner, self.path.parent)

    # --- whose the entries are ----------------------------------------------------------------------------------------

    def _settle(self, entries: dict[str, Any]) -> None:
        """Give each renamed notebook its own entry, and this planner one that is left by a notebook."""
        mine = self._notebook_file()
        if mine is not None:
            move_entries(entries, renamed(entries, self.path.parent, mine))
        if self._key not in entries:
            left = next((key for key in reversed(entries) if self._is_left(key, entries[key])), None)
            if left is not None:
                owner = str(entries[left].get("owner", ""))
                entries[self._key] = {**entries.pop(left), "owner": self._owner, "kept_for": owner}
        entry = entries.get(self._key)
        if isinstance(entry, dict) and mine is not None:
            entry["inode"] = inode_of(mine)
        self._take_displaced(entries)

    def _take_displaced(self, entries: dict[str, Any]) -> None:
        """Take what this notebook's name had before it: it is told once."""
        for key, entry in entries.items():
            if key.startswith(f"{self._key}~") and isinstance(entry, dict) and entry.pop(DISPLACED, None):
                kept = _kept(entry)
                self.displaced += [] if kept is None else [kept]

    def _is_left(self, key: str, entry: Any) -> bool:
        """Whether an entry for this block belongs to nobody: it has no owner, or its notebook is gone."""
        if not isinstance(entry, dict) or entry.get("opened"):
            return False
        if "owner" not in entry:
            return key == self._digest  # one of 0.1.0
        owner = str(entry["owner"])
        notebook = notebook_of(owner, self.path.parent)
        if key != f"{owner}#{self._digest}" or notebook is None or self._notebook_file() is None:
            return False
        return not notebook.exists()


def _kept(entry: Any) -> Kept | None:
    """An entry as the planner takes it, or None where it makes no block."""
    if not isinstance(entry, dict):
        return None
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
        _text(entry, "kept_for").removeprefix(NOTEBOOK),
    )


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _plan(entry: Any) -> dict[str, Any]:
    """What makes the plan, as this version writes it."""
    plan = {name: entry.get(name) if isinstance(entry, dict) else None for name in _PLAN}
    kept = _kept(entry)
    return plan if kept is None else plan | {"block": json.loads(json.dumps(kept.block.to_dict()))}


def _digest(block: Block) -> str:
    """What tells blocks apart: the same as in 0.1.0 where a block has nothing that came later."""
    defaults = {one.name: one.default for one in dataclasses.fields(Block)}
    values = block.to_dict()
    values = {name: values[name] for name in values if name in _FIELDS or getattr(block, name) != defaults[name]}
    text = json.dumps(values, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
