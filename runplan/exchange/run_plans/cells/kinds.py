"""What kind of session a cell's words speak of."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from runplan.exchange.run_plans.cells.amounts import Amount
from runplan.exchange.run_plans.cells.tokens import Token
from runplan.exchange.run_plans.cells.vocabulary import (
    FAMILIES,
    FILLERS,
    KM_UNITS,
    MINUTE_UNITS,
    NAMED_KM,
    PACE_WORDS,
    PART_WORDS,
    QUIET_PACES,
    STRIDES,
    WEEKDAY_NAMES,
)

_NOT_A_RACE = PACE_WORDS | {"week", "prep", "preparation", "rehearsal", "simulation", "practice", "shoes", "plan"}
_KNOWN = (
    frozenset().union(*FAMILIES.values())
    | FILLERS
    | PACE_WORDS
    | frozenset(KM_UNITS)
    | frozenset(MINUTE_UNITS)
    | frozenset(NAMED_KM)
    | frozenset(WEEKDAY_NAMES)
    | frozenset(("zone", "rpe", "hr", "max", "m"))
)


@dataclass(frozen=True)
class Kind:
    """The type of a session.

    Attributes
    ----------
    type : str
        One of schema.GIVEN_TYPES, or "" where nothing tells it.
    named_km : float or None
        The length of a race that is called by its name.
    typed : bool
        Whether a word says the type; else it is easy for want of one.
    unknown : tuple of str
        Words that say nothing.
    run_and_walk : bool
    of_a_part : bool
        Whether what says the type tells of a part of the run only: 12 mi with the last 3 at a pace.
    said : str
        What was assumed, or "".
    """

    type: str
    named_km: float | None = None
    typed: bool = True
    unknown: tuple[str, ...] = ()
    run_and_walk: bool = False
    of_a_part: bool = False
    said: str = ""


def family_of(found: Sequence[Token]) -> str:
    """Strength or cross where all that is said is of that kind; run where there is a run; else ""."""
    words = {token.text for token in found if token.kind == "word"}
    named = {family for family, members in FAMILIES.items() if words & members}
    if named & {"run", "race", "easy", "long", "tempo", "intervals", "hills", "walk"}:
        return "run"
    if "strength" in named:
        return "strength"
    return "cross" if "cross" in named else ""


def is_rest(found: Sequence[Token]) -> bool:
    """Whether this is a day of rest and nothing else.

    >>> from runplan.exchange.run_plans.cells.tokens import tokens
    >>> is_rest(tokens("Rest day")), is_rest(tokens("off!")), is_rest(tokens("5 x 400 m, rest 90 s"))
    (True, True, False)
    """
    words = [token.text for token in found if token.kind == "word"]
    if any(token.kind in ("number", "clock") and token.text.strip("0.,:") for token in found):
        return False
    if not words:
        return all(token.text in "-0" for token in found)
    others = [word for word in words if word not in FAMILIES["rest"] and word not in FILLERS]
    if not any(word in FAMILIES["rest"] for word in words):
        return all(word in KM_UNITS or word in MINUTE_UNITS for word in words) and any(
            token.kind == "number" for token in found
        )
    return not any(word in members for word in others for name, members in FAMILIES.items() if name != "rest")


def kind_of(found: Sequence[Token], amounts: Sequence[Amount]) -> Kind:
    """The type of what a cell says."""
    words = [token.text for token in found if token.kind == "word"]
    unknown = tuple(dict.fromkeys(word for word in words if word not in _KNOWN and len(word) > 1))
    families = {family for family, members in FAMILIES.items() if set(words) & members}
    if "tempo" in families and not _is_tempo(words):
        families.discard("tempo")
    if "race" in families and not _is_race(words):
        families.discard("race")
    name = _race_name(words)
    short = _short_name(found, amounts)
    if short == "pace":
        families.add("tempo")
    name = name or ("" if short == "pace" else short)
    if "race" in families or (name and not families - {"rest"}):
        return _race(words, name, unknown)
    runs = bool(families & {"run"})
    if not runs:
        for other in ("strength", "cross", "walk"):
            if other in families and not (other == "walk" and "breaks" in words):
                return Kind(other, unknown=unknown)
    if runs and "walk" in families and not families & {"long", "hills", "tempo"}:
        return Kind("easy", run_and_walk=True)
    if "long" in families and not _follows(words, FAMILIES["long"], FAMILIES["intervals"] | FAMILIES["hills"]):
        return Kind("long", unknown=unknown)
    repeats = any(one.times != 1 and not one.is_pace for one in amounts) and not set(words) & STRIDES
    if repeats and "tempo" in families and not _names_a_tempo(words):
        families.discard("tempo")  # 6 x 800 m at 5 km pace
    for one in ("hills", "intervals", "tempo"):
        if one in families:
            return Kind(one, unknown=unknown, of_a_part=one == "tempo" and _of_a_part(found, amounts))
    if repeats:
        return Kind("intervals", unknown=unknown)
    if "easy" in families:
        return Kind("easy", typed="mlr" not in words, unknown=unknown)
    if runs or any((not one.is_pace or one.kind == "km") and one.kind != "count" for one in amounts):
        return Kind("easy", typed=False, unknown=unknown)
    return Kind("", unknown=unknown)


def _race(words: Sequence[str], name: str, unknown: tuple[str, ...]) -> Kind:
    said = ""
    if "parkrun" in words and not name:
        name, said = "parkrun", "a parkrun is a race of 5 km"
    elif "race" not in words and "tuneup" in words:
        said = "a tune-up is taken for a race"
    elif "race" not in words and "timetrial" in words:
        said = "a time trial is taken for a race"
    return Kind("race", NAMED_KM.get(name), unknown=unknown, said=said)


def _short_name(found: Sequence[Token], amounts: Sequence[Amount]) -> str:
    """The race that HM or FM names, or "pace" where they say how fast a distance is run; "" without them."""
    for place, token in enumerate(found):
        name = {"hm": "half", "fm": "marathon"}.get(token.text, "")
        if name:
            before = found[place - 1].text if place else ""
            after = found[place + 1].text if place + 1 < len(found) else ""
            lengths = [one.value for one in amounts if one.kind != "count" and not one.is_pace]
            known = all(abs(length / NAMED_KM[name] - 1) < 0.05 for length in lengths)
            return name if known and before not in ("@", "at") and after not in _NOT_A_RACE else "pace"
    return ""


def _names_a_tempo(words: Sequence[str]) -> bool:
    """Whether the words name a tempo run, not just the pace of a race that is shorter than what is trained for."""
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        if word in FAMILIES["tempo"] and (word != "pace" or before in ("marathon", "half", "hm", "fm", "goal")):
            return True
    return bool({"hm", "fm"} & set(words))


def _of_a_part(found: Sequence[Token], amounts: Sequence[Amount]) -> bool:
    """Whether every word of tempo stands after the word, or the bracket, with which a part begins."""
    if not any(not one.part and not one.is_pace and one.kind != "count" for one in amounts):
        return False
    tempo = FAMILIES["tempo"] | {"hm", "fm"}
    first = next((place for place, token in enumerate(found) if token.text in tempo), None)
    return first is not None and any(token.text == "(" or token.text in PART_WORDS for token in found[1:first])


def _is_tempo(words: Sequence[str]) -> bool:
    """Whether a word besides a quiet pace says that it is a tempo run."""
    for place, word in enumerate(words):
        if word not in FAMILIES["tempo"]:
            continue
        if word != "pace" or place == 0 or words[place - 1] not in QUIET_PACES:
            return True
    return False


def _is_race(words: Sequence[str]) -> bool:
    for place, word in enumerate(words):
        if word not in FAMILIES["race"]:
            continue
        after = words[place + 1] if place + 1 < len(words) else ""
        before = words[place - 1] if place else ""
        if word == "parkrun" and set(words) & FAMILIES["easy"]:
            continue  # run easily where others race
        if after not in _NOT_A_RACE and before not in ("pre", "post", "before", "after", "no"):
            return True
    return False


def _race_name(words: Sequence[str]) -> str:
    """Half or marathon, where the race's name stands there and not its pace; "" else."""
    for place, word in enumerate(words):
        if word == "marathon" or (word == "half" and len(words) <= 3):
            after = words[place + 1] if place + 1 < len(words) else ""
            if after in _NOT_A_RACE or (
                after == "marathon" and place + 2 < len(words) and words[place + 2] in PACE_WORDS
            ):
                return ""
            return "half" if word == "half" or (place and words[place - 1] in ("half", "semi")) else "marathon"
    return ""


def _follows(words: Sequence[str], first: frozenset[str], second: frozenset[str]) -> bool:
    return any(one in first and two in second for one, two in itertools.pairwise(words))
