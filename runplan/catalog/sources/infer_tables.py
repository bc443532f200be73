"""The tables by which exercises of free-exercise-db are understood, from data/inference.csv. All our assumption.

Where a table is read in order, the first row whose words stand in the exercise's name decides. Names are compared in
small letters, with one space for every other sign; a word also stands for its plural.
"""

from __future__ import annotations

import re

from runplan.catalog.files.read import data_dir, read_table

_COLUMNS = read_table(data_dir() / "inference.csv", ("table", "key", "value")).values
_ROWS = tuple(zip(_COLUMNS["table"], _COLUMNS["key"], _COLUMNS["value"], strict=True))


def _table(name: str) -> dict[str, str]:
    """The keys and values of a table, in order."""
    return {key: value for table, key, value in _ROWS if table == name}


def _words(words: str) -> re.Pattern[str]:
    """Any of the words, parted by commas; some are patterns of `re`."""
    return re.compile(rf"\b(?:{'|'.join(words.split(', '))})(?:s|es)?\b")


def _by_words(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """A table whose keys are words of a name, in order."""
    return tuple((_words(key), value) for key, value in _table(name).items())


def _items(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))


SECTIONS = _table("section")
LEVELS = _table("level")
BENEFITS = _table("benefits")
MUSCLES = {key: _items(value) for key, value in _table("muscles").items()}
REGIONS = {key: _items(value) for key, value in _table("region").items()}
# Names are finer than the format's muscles where something is stretched or rolled.
MUSCLE_OF_NAME = tuple((words, _items(value)) for words, value in _by_words("muscles_of_name"))
# The words of a name mean one thing on the legs and another on the arms: a curl, a press, a raise.
PATTERN_WORDS = {region: _by_words(f"pattern_{region}") for region in ("legs", "trunk", "upper")}
# Where no word of the name tells: primary muscles, force and mechanic ("" for any), and the movement.
PATTERNS = tuple(
    (_items(muscles), force, mechanic, pattern)
    for key, pattern in _table("pattern_of_muscles").items()
    for muscles, force, mechanic in [key.split("|")]
)
PLANES = _table("planes")  # all others sagittal
PLANE_WORDS = _by_words("plane_of_name")
EQUIPMENT = _table("equipment")
# Kit that only the name tells; it is needed beside the format's word. A machine is whole: nothing is added to it.
KIT_OF_NAME = _by_words("kit_of_name")
WEIGHTS = frozenset(("barbell", "trap_bar", "dumbbell", "kettlebell", "machine", "cable", "other"))
# Seconds to get ready, for the slowest thing that is needed; "none" is nothing, and "" is anything else.
SETUP = tuple((("",) if key == "none" else _items(key), int(seconds)) for key, seconds in _table("setup_s").items())
LOADS = _table("load")  # how heavy the exercises of a dose can become; all others light
REP_SECONDS = {dose: float(seconds) for dose, seconds in _table("seconds_per_rep").items()}  # all others 3

# A jump is one in every category: whoever is new to strength work waits for it. Many small ones are done for seconds.
JUMP_WORDS, EACH_SIDE, TIMED, DYNAMIC = map(_words, _table("name_words").values())
# What the instructions of an exercise say that is done on one side and then on the other.
ALTERNATING = re.compile(
    r"\b(?:switch|change|swap)(?:ing)? (?:sides|legs|arms|hands|feet)\b"
    r"|\b(?:repeat|switch|perform|continue|do)\b[^.]{0,60}\b(?:other|opposite|alternate)\b[^.]{0,12}"
    r"\b(?:side|leg|arm|hand|foot|knee)\b"
)
