"""What is kept of a planner, and how it stands in the file.

In: an entry of the file, whoever wrote it. Out: the plan that it holds, or None.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from runplan.errors import RunplanError
from runplan.exchange.plan_file.sidecar import PLAN_ID
from runplan.plan.block import Block
from runplan.plan.imported_runs import without_report
from runplan.plan.waiting import WAITS, WaitingSettings
from runplan.ui.field_text import FIELD_NAMES
from runplan.ui.state.life.lived import LIVED, is_lived
from runplan.ui.state.notebook_name import NAMED, NOTEBOOK
from runplan.ui.state.state_file import ALTERED, KEY_IN
from runplan.words import listed

# The fields of Block in 0.1.0, whose entries are found by them. Fields that come later are not added.
_FIELDS = frozenset(
    (
        *("start", "race_date", "weeks", "goal", "weekly_km_now", "weekly_km_peak"),
        *("weekly_km", "easy_pace_s_per_km", "run_days", "long_run_day", "quality_runs", "runs"),
        *("days_off", "dates_off", "rest_days", "strength_sessions", "strength_minutes", "sets_per_muscle"),
        *("equipment", "level", "avoid", "prefer", "school", "doubles"),
        *("pins", "week_start", "units"),
    )
)
PLAN_FIELDS = ("block", "file", "plan_id", "lived")  # what makes the plan; the rest is how it is looked at
# Kept with what was looked at, for files of 0.1.0 have no places of their own for them.
MOST_SHARE = 300.0  # a peak of 300 km a week over 1 km now
PEAK_SHARE, WAITING, SAVED, OWN, LEFT = "peak_share", "waiting", "saved", "own", "left"
UNPLANNED = "unplanned"  # what was set and could not be planned, in words; nothing of it is kept
ASKED = "asked"  # when days without a mark were asked about last
REPORT = "report"  # how each cell of an imported file was read
OF_PLAN = (PEAK_SHARE, WAITING, SAVED, OWN, LEFT, UNPLANNED, ASKED, REPORT)
_WINDOW = re.compile(r"[0-9a-f]{8}")
_IDENTITY = re.compile(r"(\d+:[\d.]*)?", re.ASCII)


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
    doubtful : bool
        Whether the notebook may be another one than the one for which it was kept, and nobody has said so yet.
    damaged : tuple of str
        What was kept and cannot be read, in words.
    altered : bool
        Whether something of it is not as the planner wrote it.
    has_other_key : bool
        Whether that is its key alone.
    lived : dict
        What is past of the plan, as `Lived.to_json` has it; empty where the block is enough.
    """

    block: Block
    view: dict[str, Any] = field(default_factory=dict)
    file: str = ""
    plan_id: str = ""
    path: str = ""
    writer: str = field(default="", compare=False)
    notebook: str = field(default="", compare=False)
    doubtful: bool = field(default=False, compare=False)
    damaged: tuple[str, ...] = field(default=(), compare=False)
    altered: bool = field(default=False, compare=False)
    has_other_key: bool = field(default=False, compare=False)
    lived: dict[str, Any] = field(default_factory=dict)

    @property
    def own(self) -> str:
        """The file that the plan was saved to or read from last, whatever name was typed into the box since."""
        own = self.view.get(OWN)
        return own if isinstance(own, str) and own else self.path

    @property
    def waiting(self) -> WaitingSettings:
        """What is set and has no place in its block."""
        return WaitingSettings.from_json(self.view.get(WAITING)).beside(self.block)

    @property
    def loss(self) -> str:
        """What of it is not as it was written, in words; empty where all is."""
        if self.damaged:
            return f"cannot be read ({listed(self.damaged)})"
        part = " (the key by which it is found)" if self.has_other_key else ""
        return f"is not as the planner wrote it{part}" if self.altered else ""

    def loss_in(self, file: str) -> str:
        """What of it is not as it was written in a file, and what comes of that, in words; empty where all is."""
        then = "so that part starts over" if self.damaged else "so please check your settings"
        if self.has_other_key and not self.damaged:
            then = "but your settings are complete"
        return f"Part of {file} about this plan {self.loss}, {then}" if self.loss else ""

    def with_damage(self, part: str) -> Kept:
        """The same, where a part of it, in words, is of no use."""
        return dataclasses.replace(self, damaged=tuple(dict.fromkeys((*self.damaged, part))))


def kept_in(entry: Any) -> Kept | None:
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
        _is_doubtful(entry),
        damaged_parts(entry, block),
        entry.get(ALTERED) in (True, KEY_IN),
        entry.get(ALTERED) == KEY_IN,
        entry["lived"] if is_lived(entry.get("lived")) else {},
    )


def _is_doubtful(entry: dict[str, Any]) -> bool:
    """Whether an entry may be another notebook's; where that cannot be read, it may."""
    doubtful = entry.get("doubtful")
    if isinstance(doubtful, bool) or _is_of_0_1_0(entry):
        return doubtful is True
    return not str(entry.get("owner")).startswith(NAMED)


def _is_of_0_1_0(entry: dict[str, Any]) -> bool:
    """Whether nothing newer wrote an entry than 0.1.0; its notebook is noted in it once that has been opened."""
    return "path" not in entry and "writer" not in entry


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_plan_id(value: Any) -> bool:
    return isinstance(value, str) and PLAN_ID.fullmatch(value) is not None


def _is_window(value: Any) -> bool:
    return isinstance(value, str) and _WINDOW.fullmatch(value) is not None


def is_identity(value: Any) -> bool:
    """Whether a value is what `file_identity` gave."""
    return isinstance(value, str) and _IDENTITY.fullmatch(value) is not None


def _is_yes_or_no(value: Any) -> bool:
    return isinstance(value, bool)


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def is_share(value: Any) -> bool:
    """Whether a value is a share by which a peak follows the kilometres now."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST_SHARE


def _is_waiting(value: Any) -> bool:
    return not WaitingSettings.from_json(value).damaged


def _is_left(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_waiting, value.values()))


_Part = tuple[str, Callable[[Any], bool]]
# What there is beside the block and the view, in words, and what tells a sound one.
_OF_0_1_0: dict[str, _Part] = {
    "file": ("the file with its edits", _is_text),
    "plan_id": ("the id by which calendars know it", _is_plan_id),
}
_SINCE: dict[str, _Part] = {
    "path": ("the name of its file", _is_text),
    "owner": ("whose it is", _is_text),
    "writer": ("which window set it", _is_window),
    "identity": ("which notebook set it", is_identity),
    "doubtful": ("whether another notebook may have set it", _is_yes_or_no),
}
_SOMETIMES: dict[str, _Part] = {
    "kept_for": ("the name of the notebook that it was kept for", _is_text),
    "names": ("the names of its notebook", _is_names),
    "opened": ("whether anything was set", _is_yes_or_no),
    "lived": (LIVED, is_lived),
}
_IN_VIEW: dict[str, _Part] = {
    OWN: ("the name of its file", _is_text),
    WAITING: (WAITS, _is_waiting),
    PEAK_SHARE: ("whether the peak week follows the weekly distance", is_share),
    SAVED: ("the version of its file that was shown", _is_text),
}


# What an earlier version kept of other plans, by their ids.
_LEFT_IN_VIEW: dict[str, _Part] = {LEFT: ("settings that wait in other plans", _is_left)}


def damaged_parts(entry: dict[str, Any], block: Block) -> tuple[str, ...]:
    """Each part of an entry with this block that is missing or cannot be read, in words, each once."""
    return tuple(dict.fromkeys(_damaged(entry, block)))


def _damaged(entry: dict[str, Any], block: Block) -> Iterator[str]:
    yield from _damaged_fields(entry["block"], block)
    view, is_newer = entry.get("view"), not _is_of_0_1_0(entry)
    if not isinstance(view, dict) or (is_newer and not view.keys() & _IN_VIEW.keys()):
        yield "the view, and what was set in addition to the block"
    else:
        yield from _unsound(view, _IN_VIEW, needed=is_newer)
        yield from _unsound(view, _LEFT_IN_VIEW, needed=False)
    yield from _unsound(entry, _OF_0_1_0, needed=True)
    yield from _unsound(entry, _SINCE, needed=is_newer)
    yield from _unsound(entry, _SOMETIMES, needed=False)


def _unsound(values: Mapping[str, Any], parts: Mapping[str, _Part], *, needed: bool) -> Iterator[str]:
    for name, (words, is_sound) in parts.items():
        if (needed and name not in values) or (name in values and not is_sound(values[name])):
            yield words


def _damaged_fields(values: Mapping[str, Any], block: Block) -> Iterator[str]:
    """Each field of a block that is not as it was written, and of which nothing came."""
    written = json.loads(json.dumps(block.to_dict()))
    for name, words in FIELD_NAMES.items():
        if name not in values:
            if name in written:
                yield words
        elif (name not in written or values[name] != written[name]) and not _counts(name, values, block):
            yield words


def _counts(name: str, values: Mapping[str, Any], block: Block) -> bool:
    """Whether the block would be another one without the value of a field."""
    try:
        return Block.from_dict({field_: value for field_, value in values.items() if field_ != name}) != block
    except (RunplanError, TypeError, ValueError):
        return True


def looked_at(entry: dict[str, Any], view: dict[str, Any]) -> dict[str, Any]:
    """An entry of another window as it is looked at in this one: what is set there stays with it."""
    there = entry.get("view")
    of_plan = {name: there[name] for name in OF_PLAN if name in there} if isinstance(there, dict) else {}
    return {**entry, "view": {name: value for name, value in view.items() if name not in OF_PLAN} | of_plan}


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def plan_in(entry: Any) -> dict[str, Any]:
    """What makes the plan, as this version writes it."""
    plan = {name: entry.get(name) if isinstance(entry, dict) else None for name in PLAN_FIELDS}
    saved_plan = kept_in(entry)
    if saved_plan is None:
        return plan
    block = json.loads(json.dumps(saved_plan.block.to_dict()))
    return plan | {"block": block, WAITING: saved_plan.waiting.to_json()}


def block_digest(block: Block) -> str:
    """What tells blocks apart: the same as in 0.1.0 where a block has nothing that came later."""
    defaults = {field.name: field.default for field in dataclasses.fields(Block)}
    values = without_report(block.to_dict())
    values = {name: values[name] for name in values if name in _FIELDS or getattr(block, name) != defaults[name]}
    text = json.dumps(values, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
