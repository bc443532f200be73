"""What a person set in a planner, kept in a file beside the notebook: a reload or a re-run finds it again.

In: whose planner it is, the block that the notebook gives, the block that is wished now, and what is looked at. Out:
one entry in the file of the folder. Another notebook has an entry of its own, and so has another block in its code,
which is another planner and begins afresh.
"""

from __future__ import annotations

import contextlib
import json
import secrets
from pathlib import Path
from typing import Any

from runplan.errors import RunplanError
from runplan.exchange.disk import write_atomically
from runplan.exchange.locking import one_writer
from runplan.plan.block import Block
from runplan.ui.state.notebook_name import file_identity, is_certain, notebook_of
from runplan.ui.state.saved_entry import PLAN_FIELDS, Kept, block_digest, kept_in, looked_at, plan_in
from runplan.ui.state.state_file import DISPLACED, StateFile, move_entries, put_aside, renamed


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
        What was kept for notebooks that are gone, or under this notebook's name for another one: told once.
    doubt_is_new : bool
        Whether the notebook was another file the last time; who opened it then was not told yet.
    """

    def __init__(self, path: Path, given: Block | None, owner: str = "") -> None:
        self.path = path
        self._file = StateFile(path)
        self._digest = "proposed" if given is None else block_digest(given)
        self._own(owner)
        self._writer = secrets.token_hex(4)
        self._known: dict[str, Any] | None = None  # the plan that was read or written last here
        self.wrote = self.unreadable = self.doubt_is_new = False
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
        self._known = plan_in(entry)
        kept = kept_in(entry)
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
        plan, other = plan_in(mine), plan_in(there)
        same = all(plan[name] == other[name] for name in PLAN_FIELDS if name != "plan_id")
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
        plan = plan_in(mine)
        with self._file.changing() as entries:
            there = entries.pop(self._key, None)
            if isinstance(there, dict) and plan_in(there) not in (self._known, plan):
                if plan == self._known:  # nothing was set here, only looked at
                    entries[self._key] = looked_at(there, mine["view"])
                    return None
                other = kept_in(there)
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
        if owner == self._owner:
            return
        self._own(owner)
        if old not in self._file.entries():
            return
        notebook = self._notebook_file()
        with self._file.changing() as entries:
            if notebook is not None:
                move_entries(entries, renamed(entries, self.path.parent, notebook))
            if _table(entries.get(old)).get("writer") == self._writer:
                move_entries(entries, {old: owner})
            self._take_displaced(entries)

    def reopen(self, owner: str) -> Kept | None:
        """What another owner has kept, whose planner this is from now on; or None."""
        self._own(owner)
        self._known, self.unreadable = None, False
        return self.read()

    def trouble(self) -> str:
        """Why nothing can be kept; empty where it can."""
        return self._file.trouble()

    def _own(self, owner: str) -> None:
        self._owner = owner
        self._key = f"{owner}#{self._digest}" if owner else self._digest
        self._identity = file_identity(self._notebook_file())

    def _entry(self, kept: Kept) -> dict[str, Any]:
        entry = {
            "owner": self._owner,
            "writer": self._writer,
            "identity": self._identity,
            "block": kept.block.to_dict(),
            "view": kept.view,
            "file": kept.file,
            "plan_id": kept.plan_id,
            "path": kept.path,
            "doubtful": kept.doubtful,
        }
        whole: dict[str, Any] = json.loads(json.dumps(entry))  # as it will be read
        return whole

    def _notebook_file(self) -> Path | None:
        """The notebook, where it is known."""
        return notebook_of(self._owner, self.path.parent)

    # --- whose the entries are ----------------------------------------------------------------------------------------

    def _settle(self, entries: dict[str, Any]) -> None:
        """Give each renamed notebook its own entry, and tell of those whose notebook is gone."""
        notebook = self._notebook_file()
        if notebook is not None:
            move_entries(entries, renamed(entries, self.path.parent, notebook))
        first = _table(entries.get(self._digest))
        if first and "owner" not in first and self._key not in entries:  # one of 0.1.0
            entries[self._key] = {**entries.pop(self._digest), "owner": self._owner}
        entry = entries.get(self._key)
        if notebook is not None and isinstance(entry, dict):
            self._doubt(entry)
        for key in [key for key, entry in entries.items() if self._is_left(key, entry)]:
            entry = entries.pop(key)
            put_aside(entries, self._key, {**entry, DISPLACED: entry["owner"]})
        self._take_displaced(entries)

    def _doubt(self, entry: dict[str, Any]) -> None:
        """Mark an entry that may have been kept for another notebook: this one is not the same file for certain."""
        before = entry.get("identity")
        is_other = bool(before) and before != self._identity
        if self._identity and (is_other or ("kept_for" in entry and not is_certain(self._identity))):
            entry["doubtful"] = self.doubt_is_new = True
        entry["identity"] = self._identity

    def _take_displaced(self, entries: dict[str, Any]) -> None:
        """Take what was put aside for this notebook to tell of: it is told once."""
        for key, entry in entries.items():
            if key.startswith(f"{self._key}~") and isinstance(entry, dict) and entry.get(DISPLACED):
                saved_plan = kept_in({**entry, "kept_for": entry.pop(DISPLACED)})
                self.displaced += [] if saved_plan is None else [saved_plan]

    def _is_left(self, key: str, entry: Any) -> bool:
        """Whether an entry for this block was set in a notebook that is gone."""
        owner = str(_table(entry).get("owner", ""))
        notebook = notebook_of(owner, self.path.parent)
        if _table(entry).get("opened") or key != f"{owner}#{self._digest}" or notebook is None:
            return False
        return self._notebook_file() is not None and not notebook.exists()


def _table(entry: Any) -> dict[str, Any]:
    """An entry, or an empty one where it is damaged."""
    return entry if isinstance(entry, dict) else {}
