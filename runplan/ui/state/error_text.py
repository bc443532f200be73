"""What cannot be planned, and what could be instead, as it is said on screen: nobody there has seen Block's fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from runplan.plan.block import Block
from runplan.ui.field_text import FIELD_NAMES, field_value
from runplan.units import format_date
from runplan.words import WEEKDAY_NAMES

_ONE = {
    "weeks": "week",
    "run_days": "run per week",
    "quality_runs": "hard session",
    "rest_days": "rest day per week",
    "strength_sessions": "strength session",
    "strength_minutes": "minute per session",
}
_COUNTED = frozenset((*_ONE, "weekly_km_now"))
_DATED = {"race_date": "the race", "start": "the start"}
_WITH_VALUE = re.compile(r"\b(\w+)=('[^']*'|[\w./-]*\w)")
_IN_BRACKETS = re.compile(r" \((\w+)\)")
_WORD = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
_ISO_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")


# Edits of a file that planning anew keeps, because the block holds them: a moved date is a pin.
_PINS = re.compile(r"\bpinned\b")
_STAYS = (
    "Sessions that you moved in the file stay on their new days, as pins. You can unpin them on their cards, or "
    "under Days on the left."
)


def dropped_edits(edits: Sequence[str]) -> str:
    """The question that is asked before planning anew drops what was edited in a plan's file; empty if nothing goes."""
    dropped = [edit for edit in edits if not _PINS.search(edit)]
    if not dropped:
        return ""
    question = "This plan was edited in its file, and planning again would drop these edits: " + " ".join(dropped)
    return f"{question} {moved_note(edits)}".rstrip()


def moved_note(edits: Sequence[str]) -> str:
    """What stays of a file's edits when its plan is planned anew; empty where nothing was moved."""
    return _STAYS if any(_PINS.search(edit) for edit in edits) else ""


def difference(wishes: Mapping[str, Any], block: Block) -> str:
    """What a block changes in the wishes, in words: "6 runs a week; days off: none"."""
    changed = [name for name in FIELD_NAMES if name in wishes and not _same(wishes[name], getattr(block, name))]
    if "race_date" in changed and "weeks" in changed:
        changed.remove("weeks")
    return "; ".join(_named(name, getattr(block, name), block.units) for name in changed)


def unplanned(wishes: Mapping[str, Any], block: Block) -> str:
    """What wishes have that cannot be planned beside what a block has, in words; empty where that is nothing."""
    changed = [name for name in FIELD_NAMES if name in wishes and not _same(getattr(block, name), wishes[name])]
    texts = []
    for name in changed:
        try:
            texts.append(_named(name, wishes[name], block.units))
        except (AttributeError, KeyError, TypeError, ValueError):  # a wish may be anything
            texts.append(FIELD_NAMES[name])
    return "; ".join(texts)


def why_unplanned(why: str, block: Block, other: Block) -> str:
    """That a block cannot be planned any more, and what is set in it and not in another one, in words."""
    names = unplanned({name: getattr(block, name) for name in FIELD_NAMES if hasattr(block, name)}, other)
    return f"can no longer be planned ({why.rstrip('.')}; your settings: {names})"


def _same(one: Any, other: Any) -> bool:
    """Whether two values of a field wish the same: Block keeps its lists in an order of its own."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return sorted(one, key=repr) == sorted(other, key=repr) or one == other
    return bool(one == other)


def _named(field: str, value: Any, units: str = "km") -> str:
    """A field with its value: "6 runs per week", "days off: none", "the race moved to Sun 2 May 2027"."""
    if field == "race_date":
        return "no race date" if value is None else f"the race moved to {format_date(value)}"
    text = field_value(field, value, units)
    return _much(field, text) if field in _COUNTED else f"{FIELD_NAMES[field]}: {text}"


def _much(field: str, text: str) -> str:
    """A number with what it counts: "6 runs per week", "1 run per week"."""
    return f"{text} {_ONE[field] if text == '1' and field in _ONE else FIELD_NAMES[field]}"


def in_words(sentence: str) -> str:
    """A refusal as it is said on screen.

    >>> in_words("7 runs per week (run_days) and Tue off (days_off) do not fit together.")
    '7 runs per week and Tue off do not fit together.'
    >>> in_words("quality_runs=3 and the long run do not fit into run_days=3: give quality_runs of 2 or fewer.")
    '3 hard sessions and the long run do not fit into 3 runs per week: give hard sessions of 2 or fewer.'
    >>> in_words("race_date=2027-01-06 is also in dates_off: take it out. A plan is possible with rest_days=1.")
    'The race on Wed 6 Jan 2027 is also in dates off: take it out. A plan is possible with 1 rest day per week.'
    """

    def bracket(found: re.Match[str]) -> str:
        return "" if found[1] in FIELD_NAMES else found[0]

    def value(found: re.Match[str]) -> str:
        name, text = found[1], found[2].strip("'")
        if name not in FIELD_NAMES:
            return found[0]
        if name in _DATED and _ISO_DATE.fullmatch(text):
            return f"{_DATED[name]} on {format_date(text)}"
        if name in _COUNTED:
            return _much(name, text)
        return f"{FIELD_NAMES[name]} {WEEKDAY_NAMES.get(text, text)}"

    def word(found: re.Match[str]) -> str:
        return FIELD_NAMES.get(found[0], found[0])

    said = _WORD.sub(word, _WITH_VALUE.sub(value, _IN_BRACKETS.sub(bracket, sentence)))
    said = _ISO_DATE.sub(lambda found: format_date(found[0]), said)
    return said[:1].upper() + said[1:]
