"""The file in which the planners of a folder keep what was set: changed under a lock, and replaced in one step."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from runplan.errors import RunplanError
from runplan.exchange.disk import digest, write_atomically
from runplan.exchange.locking import one_writer
from runplan.ui.state.notebook_name import NOTEBOOK, file_identity, is_certain, notebook_in, notebook_of

FILE = "planner.state.json"
_FORMAT, _VERSION = "runplan planner", 1
_PLANNERS = "planners"
# Of an entry: its key, what it comes to with that, and that it no longer did when it was read.
KEY_IN, _DIGEST, ALTERED = "key", "digest", "altered"
DISPLACED = "displaced"  # an entry without a notebook of its own, which nobody was told yet: whose it was
UNSAVED = "unsaved"  # the same of a plan that was shown here and could not be saved
PATIENCE_S = 2.0  # a slider waits for it [s]
_MOST_COPIES, _MOST_NAMES = 20, 10
_KEY = re.compile(r"(?:(?P<owner>.*)#)?(?:[0-9a-f]{16}|proposed)(?P<aside>~.*)?", re.DOTALL)
_LARGEST = 50_000_000  # [bytes]; ours has some thousands a planner, and more with run plans of the runner's own


class StateFile:
    """The file of all planners of a folder.

    Parameters
    ----------
    path : pathlib.Path
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def entries(self) -> dict[str, Any]:
        """What each planner keeps, the last one written at the end; a file that is damaged or not ours has nothing.

        An entry that is not as it was written is `ALTERED`, also in the file from then on, until its planner writes it
        anew; one of a version that noted no digests never is. One that has lost its key is where it says itself.
        """
        return _entries(self._content())

    @contextmanager
    def changing(self) -> Iterator[dict[str, Any]]:
        """Change the entries, while no other process can: what a `with` block leaves of them is written at its end.

        What was set is kept for each block of a notebook's code, however many there were; of what was only opened, and
        of what was put aside and told of, each notebook keeps its last twenty.

        Raises
        ------
        RunplanError
            If a file of that name is there which is not ours, or has no room for more; it stays.
        OSError
            If the file cannot be written; what was there before stays whole.
        """
        with one_writer(self.path.parent, PATIENCE_S):
            trouble = self.trouble()
            if trouble:
                raise RunplanError(trouble)
            content = self._content()
            entries = _entries(content)
            before = json.dumps(entries)
            yield entries
            kept = _last(entries)
            if json.dumps(kept) == before:
                return
            content = {
                "about": "The planner's settings between two runs of a notebook; delete this file to start over.",
                "format": _FORMAT,
                "version": _VERSION,
                _PLANNERS: {key: _with_digest(key, entry) for key, entry in kept.items()},
            }
            data = (json.dumps(content, indent=1) + "\n").encode("utf-8")
            if len(data) > _LARGEST:
                full = f"{self.path.name} next to the notebook is full ({_LARGEST // 1_000_000} MB)"
                raise RunplanError(
                    f"{full}, so RunPlan cannot save your settings for next time. Rename the file to start a new one."
                )
            write_atomically(self.path, data)

    def trouble(self) -> str:
        """Why nothing can be kept in the file that is there; empty where it can."""
        name = f"{self.path.name} next to the notebook"
        try:
            with self.path.open("rb") as file:
                file.read(1)
        except FileNotFoundError:
            return ""
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            return (
                f"{name} cannot be read ({reason}), so RunPlan cannot save your settings for next time. Make it "
                "readable."
            )
        content = self._content()
        if _is_ours(content):
            return ""
        if _is_newer(content):
            newer = f"{name} was written by a newer RunPlan, so RunPlan cannot save your settings for next time"
            return f"{newer}. Use that version, or rename the file."
        what = "is not the planner's own file" if content else "is damaged, or not the planner's own file"
        return f"{name} {what}, so RunPlan cannot save your settings for next time. Rename it."

    def _content(self) -> dict[str, Any]:
        try:
            if self.path.stat().st_size > _LARGEST:
                return {}
            content = json.loads(self.path.read_text(encoding="utf-8"), object_pairs_hook=_each_kept)
        except (OSError, ValueError, RecursionError):
            return {}
        return content if isinstance(content, dict) else {}


def _is_ours(content: dict[str, Any]) -> bool:
    is_our_format = (content.get("format"), content.get("version")) == (_FORMAT, _VERSION)
    return is_our_format and isinstance(content.get(_PLANNERS), dict)


def _is_newer(content: dict[str, Any]) -> bool:
    version = content.get("version")
    return content.get("format") == _FORMAT and isinstance(version, int | float) and version > _VERSION


def _each_kept(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A table of the file; where a damaged name is that of another value, both are in it."""
    table: dict[str, Any] = {}
    for name, value in pairs:
        free = name
        while free in table:
            free += "~"
        table[free] = value
    return table


def _entries(content: dict[str, Any]) -> dict[str, Any]:
    names = [name for name in content if name.rstrip("~") == _PLANNERS] if _is_ours(content) else []
    tables = [content[name] for name in names if isinstance(content[name], dict)]
    planners = _each_kept([pair for table in tables for pair in table.items()])
    own_keys = {key: _key_of(key, entry) for key, entry in planners.items()}
    for entry in planners.values() if len(tables) > 1 else ():  # the planner writes one table
        if isinstance(entry, dict):
            entry[ALTERED] = True
    entries: dict[str, Any] = {}
    aside: list[tuple[str, Any]] = []
    for key, entry in planners.items():
        own_key = own_keys[key]
        if own_key in entries or (own_key != key and own_keys.get(own_key) == own_key):
            aside.append((own_key, {**entry, DISPLACED: owner_in(own_key)}))
        else:
            entries[own_key] = entry
    for own_key, entry in aside:
        put_aside(entries, own_key, entry)
    return entries


def _key_of(key: str, entry: Any) -> str:
    """The key that an entry had when it was written, as far as it tells; what is not as it was is marked.

    The mark tells whether that is the key alone.
    """
    written = entry.pop(_DIGEST, None) if isinstance(entry, dict) else None
    if written is None:
        return key
    is_whole, is_whole_here = written == _digest_of(entry), written == _digest_of({**entry, KEY_IN: key})
    own = entry.pop(KEY_IN, key)
    if not is_whole or own != key:
        is_key_alone = (is_whole or is_whole_here) and entry.get(ALTERED, KEY_IN) == KEY_IN
        entry[ALTERED] = KEY_IN if is_key_alone else True
    return own if isinstance(own, str) and _KEY.fullmatch(own) and (is_whole or not is_whole_here) else key


def _with_digest(key: str, entry: Any) -> Any:
    if not isinstance(entry, dict):
        return entry
    entry = {**entry, KEY_IN: key}
    return {**entry, _DIGEST: _digest_of(entry)}


def _digest_of(entry: dict[str, Any]) -> str:
    return digest(json.dumps(entry, sort_keys=True).encode("ascii"))


def _last(entries: dict[str, Any]) -> dict[str, Any]:
    """What was set, and the last of each notebook that were only opened, or put aside and told of."""
    copies: dict[tuple[str, bool], int] = {}
    kept: dict[str, Any] = {}
    for key, entry in reversed(entries.items()):
        opened = bool(_field(entry, "opened"))
        if opened or (_is_aside(key) and not _field(entry, DISPLACED)):
            owner = owner_in(key), opened
            copies[owner] = copies.get(owner, 0) + 1
            if copies[owner] > _MOST_COPIES:
                continue
        kept[key] = entry
    return dict(reversed(kept.items()))


def _field(entry: Any, name: str) -> Any:
    """A field of an entry; None where the entry is damaged."""
    return entry.get(name) if isinstance(entry, dict) else None


def owner_in(key: str) -> str:
    """Whose entry a key is of; empty where nobody knows.

    >>> owner_in("notebook anna.ipynb#0123456789abcdef"), owner_in("name Anna#proposed~00c0ffee"), owner_in("proposed")
    ('notebook anna.ipynb', 'name Anna', '')
    """
    match = _KEY.fullmatch(key)
    return "" if match is None else match["owner"] or ""


def _is_aside(key: str) -> bool:
    match = _KEY.fullmatch(key)
    return match is not None and match["aside"] is not None


def renamed(entries: dict[str, Any], folder: Path, opened: Path) -> dict[str, str]:
    """The owners that entries have by now, by their keys: a notebook is the same file whatever it is called."""
    owners = {key: owner_in(key) for key, entry in entries.items() if isinstance(entry, dict)}
    notebooks = {key: notebook for key, owner in owners.items() if (notebook := notebook_of(owner, folder)) is not None}
    names = {
        file_identity(path): NOTEBOOK + notebook_in(folder, path)
        for parent in {opened.parent, *(notebook.parent for notebook in notebooks.values())}
        for path in parent.glob("*.ipynb")
    }
    owners_now = {}
    for key, notebook in notebooks.items():
        identity = entries[key].get("identity")
        if isinstance(identity, str) and identity and identity in names and identity != file_identity(notebook):
            owners_now[key] = names[identity]
    return owners_now


def move_entries(entries: dict[str, Any], owners: dict[str, str]) -> None:
    """Give entries other owners, all at once; what had a place that another one takes is put aside.

    Of two versions of one plan the one that was written last has the place, whichever moves.
    """
    written = list(entries)
    moving = {key: entries.pop(key) for key in owners if isinstance(entries[key], dict)}
    for key, entry in moving.items():
        before, owner = owner_in(key), owners[key]
        place = f"{owner}{key.removeprefix(before)}"
        moved = _named_anew(entry, before, owner)
        if place in entries:
            there = entries.pop(place)
            is_older = _is_same_plan(there, moved) and written.index(key) < written.index(place)
            newer, older, whose = (there, moved, before) if is_older else (moved, there, owner)
            put_aside(entries, place, displaced(older, newer, whose))
            moved = newer
        entries[place] = moved


def _named_anew(entry: dict[str, Any], before: str, owner: str) -> dict[str, Any]:
    """An entry with another owner; for which one it was kept, where its notebook never had the new name."""
    moved = {**entry, "owner": owner, "kept_for": entry.get("kept_for", before)}
    if owner in names_in(entry) and is_certain(str(entry.get("identity"))):
        del moved["kept_for"]
    return moved


def names_in(entry: Any) -> list[str]:
    """The owners that an entry had, the last one at the end."""
    names = _field(entry, "names")
    return [name for name in names if isinstance(name, str)][-_MOST_NAMES:] if isinstance(names, list) else []


def _is_same_plan(entry: Any, other: Any) -> bool:
    plan_id = _field(entry, "plan_id")
    return bool(plan_id) and plan_id == _field(other, "plan_id")


def displaced(entry: Any, instead: Any, whose: str) -> Any:
    """An entry that another one takes the place of, to be told of where it is not just an older version of it."""
    is_version = _is_same_plan(entry, instead) and _field(entry, "identity") == _field(instead, "identity")
    if not isinstance(entry, dict) or entry.get("opened") or is_version:
        return entry
    return {**entry, DISPLACED: whose}


def put_aside(entries: dict[str, Any], key: str, entry: Any) -> None:
    """Keep an entry beside the one that takes its place; of each window the last, and all that nobody was told of."""
    copy = f"{key}~{_field(entry, 'writer') or ''}"
    while _field(entries.get(copy), DISPLACED):
        copy += "+"
    entries.pop(copy, None)
    entries[copy] = entry


def copied(path: Path, content: bytes) -> str:
    """Write what a file has to a copy beside it, unless one has it already; the copy's name.

    Raises
    ------
    RunplanError, OSError
        If it cannot be copied.
    """
    for number in range(1, 1000):
        copy = path.with_name(f"{path.stem}.copy-{number}{path.suffix}")
        if not copy.exists():
            write_atomically(copy, content)
        if copy.read_bytes() == content:
            return copy.name
    raise RunplanError(f"There are too many copies of {path.name}.")
