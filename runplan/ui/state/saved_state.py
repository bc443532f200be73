"""What a person set in a planner, kept in a file beside the notebook: a reload or a re-run finds it again.

In: whose planner it is, the block that the notebook gives, the block that is wished now, and what is looked at. Out:
one entry in the file of the folder. Another notebook has an entry of its own, and so has another block in its code,
which is another planner and begins afresh.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from runplan.errors import RunplanError
from runplan.exchange.locking import one_writer
from runplan.plan.block import Block
from runplan.ui.state.notebook_name import file_identity, is_certain, notebook_of
from runplan.ui.state.saved_entry import Kept, block_digest, is_identity, kept_in, looked_at, plan_in
from runplan.ui.state.state_file import (
    DISPLACED,
    UNSAVED,
    StateFile,
    copied,
    displaced,
    move_entries,
    names_in,
    owner_in,
    put_aside,
    renamed,
)


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
    displaced : dict of str to Kept or None
        What was kept for notebooks that are gone, or under this notebook's name for another one, or was set here and
        could not be saved: by its key in the file, until it is told of and `note_told`. None makes no block.
    doubt_is_new : bool
        Whether the notebook was another file the last time; who opened it then was not told yet.
    was_deleted : str
        That somebody deleted the file before the last writing, in a sentence; else nothing.
    """

    def __init__(self, path: Path, given: Block | None, owner: str = "") -> None:
        self.path = path
        self._file = StateFile(path)
        self._digest = "proposed" if given is None else block_digest(given)
        self._own(owner)
        self._writer = secrets.token_hex(4)
        self._known: dict[str, Any] | None = None  # the plan that was read or written last here
        self.wrote = self.unreadable = self.doubt_is_new = False
        self.displaced: dict[str, Kept | None] = {}
        self._names: list[str] = []  # of owners that the entry had
        self._due: list[Callable[[dict[str, Any]], None]] = []  # changes that the file does not have yet
        self._as_opened = b""
        self._is_in_file, self.was_deleted = False, ""

    def read(self) -> Kept | None:
        """What was kept, or None; a file that is damaged or not ours counts as none."""
        entries = self._file.entries()
        with contextlib.suppress(OSError):
            self._as_opened = self.path.read_bytes()
        if entries:
            self._due = [self._settle]
            try:
                with self._changing() as entries:
                    pass
            except (OSError, RunplanError):  # who writes later says so
                entries = self._file.entries()
                self._settle(entries)
        if self._key not in entries:
            return None
        entry = entries[self._key]
        self._known, self._names = plan_in(entry), names_in(entry)
        kept = kept_in(entry)
        self.unreadable = kept is None
        return dataclasses.replace(kept, doubtful=True) if kept is not None and self.doubt_is_new else kept

    def take_over(self, earlier: Remembered) -> bool:
        """Whether an earlier planner was of the same plan; what it could not write is due here then."""
        if (self.path, self._key) != (earlier.path, earlier._key):
            return False
        self._due = [*self._due, *earlier._due, self._take_displaced]
        earlier._due = []
        return True

    def begin(self, kept: Kept) -> str:
        """Where nothing was found, note what the planner opens with; the plan's id, which all its windows share."""
        if self._known is not None:
            return kept.plan_id
        mine = self._entry(kept) | {"opened": True}
        there = mine
        with contextlib.suppress(OSError, RunplanError), self._changing() as entries:
            there = entries.setdefault(self._key, mine)
        plan, other = plan_in(mine), plan_in(there)
        same = all(plan[name] == other.get(name) for name in plan if name != "plan_id")
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
        self._notice_deletion()
        with self._changing() as entries:
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

    def keep_a_copy(self, *, now: bool = False) -> str:
        """Copy the file as it was opened, or is `now`, before what it holds is replaced; the copy's name.

        Raises
        ------
        RunplanError, OSError
            If it cannot be copied.
        """
        with one_writer(self.path.parent):
            return copied(self.path, self.path.read_bytes() if now or not self._as_opened else self._as_opened)

    def move(self, owner: str) -> None:
        """The notebook was renamed: what is kept goes along, now or with what is written next."""
        if owner == self._owner:
            return
        self._due.append(partial(self._take_along, self._key))
        self._names = [*self._names, self._owner]
        self._own(owner)
        self._try()

    def set_aside(self, saved_plan: Kept) -> None:
        """Keep a plan that could not be saved beside this one, until it is a file."""
        self._put_aside(saved_plan)
        self._try()

    def note_told(self, keys: Sequence[str]) -> None:
        """Note that those who were displaced are files by now, and nobody need be told again."""
        for key in keys:
            self.displaced.pop(key, None)
        if keys:
            self._due.append(partial(self._forget, tuple(keys)))
            self._try()

    def reopen(self, owner: str) -> Kept | None:
        """What another owner has kept, whose planner this is from now on; or None."""
        self._own(owner)
        self._known, self._names, self._due = None, [], []
        self.unreadable = self.doubt_is_new = False
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
            "names": list(dict.fromkeys([*self._names, self._owner])),
            "block": kept.block.to_dict(),
            "view": kept.view,
            "file": kept.file,
            "plan_id": kept.plan_id,
            "path": kept.path,
            "doubtful": kept.doubtful,
        } | ({"lived": kept.lived} if kept.lived else {})
        whole: dict[str, Any] = json.loads(json.dumps(entry))  # as it will be read
        return whole

    def _notebook_file(self) -> Path | None:
        """The notebook, where it is known."""
        return notebook_of(self._owner, self.path.parent)

    def _put_aside(self, saved_plan: Kept) -> None:
        entry = self._entry(saved_plan) | {"writer": saved_plan.writer or self._writer, DISPLACED: UNSAVED}
        self._due.append(lambda entries: put_aside(entries, self._key, dict(entry)))
        self._due.append(self._take_displaced)

    def _notice_deletion(self) -> None:
        """Where the file was there and is gone, say so, and write to it again what is no file yet."""
        self.was_deleted = ""
        if self._is_in_file and not self.path.exists():
            self.was_deleted = (
                f"{self.path.name} was deleted while this planner was open. RunPlan has written your settings to "
                "it again; other open planners will do so at their next change."
            )
            for saved_plan in filter(None, self.displaced.values()):
                self._put_aside(saved_plan)

    # --- what is due --------------------------------------------------------------------------------------------------

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Any]]:
        """Change the entries, and first as they were to be changed before and could not be written."""
        with self._file.changing() as entries:
            for change in self._due:
                change(entries)
            yield entries
        self._due, self._is_in_file = [], self.path.exists()

    def _try(self) -> None:
        """Write what is due; where that cannot be, it stays due, and who writes later says so."""
        with contextlib.suppress(OSError, RunplanError), self._changing():
            pass

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
            put_aside(entries, self._key, displaced(entries.pop(key), entries.get(self._key), owner_in(key)))
        self._take_displaced(entries)

    def _take_along(self, key: str, entries: dict[str, Any]) -> None:
        """Give what is kept here the notebook's new name, from the key that it had."""
        notebook = self._notebook_file()
        if key not in entries:
            return
        if notebook is not None:
            move_entries(entries, renamed(entries, self.path.parent, notebook))
        if key != self._key and _table(entries.get(key)).get("writer") == self._writer:
            move_entries(entries, {key: self._owner})
        self._take_displaced(entries)

    def _doubt(self, entry: dict[str, Any]) -> None:
        """Mark an entry that may have been kept for another notebook: this one is not the same file for certain."""
        before = entry.get("identity")
        is_other = bool(before) and is_identity(before) and before != self._identity
        self.doubt_is_new = bool(self._identity) and (
            is_other or ("kept_for" in entry and not is_certain(self._identity))
        )
        saved_plan = kept_in(entry)
        if saved_plan is None or saved_plan.loss:  # it stays as it is until a copy of it is made
            return
        if self.doubt_is_new:
            entry["doubtful"] = True
        entry["identity"] = self._identity

    def _take_displaced(self, entries: dict[str, Any]) -> None:
        """Take what was put aside for this notebook to tell of."""
        for key, entry in entries.items():
            if key.startswith(f"{self._key}~") and isinstance(entry, dict) and entry.get(DISPLACED):
                self.displaced[key] = kept_in({**entry, "kept_for": str(entry[DISPLACED]).removeprefix(self._owner)})

    def _forget(self, keys: Sequence[str], entries: dict[str, Any]) -> None:
        """Take the mark away from those who were told of."""
        for key in keys:
            self.displaced.pop(key, None)
            _table(entries.get(key)).pop(DISPLACED, None)

    def _is_left(self, key: str, entry: Any) -> bool:
        """Whether an entry for this block was set in a notebook that is gone."""
        owner = owner_in(key)
        notebook = notebook_of(owner, self.path.parent)
        if not isinstance(entry, dict) or entry.get("opened") or key != f"{owner}#{self._digest}" or notebook is None:
            return False
        return self._notebook_file() is not None and not notebook.exists()


def _table(entry: Any) -> dict[str, Any]:
    """An entry, or an empty one where it is damaged."""
    return entry if isinstance(entry, dict) else {}
