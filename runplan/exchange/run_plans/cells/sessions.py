"""What kind of session a cell's words speak of, and how long its amounts together make it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from runplan.exchange.run_plans.cells.amounts import Amount
from runplan.exchange.run_plans.cells.tokens import Token
from runplan.exchange.run_plans.cells.vocabulary import (
    FAMILIES,
    FILLERS,
    KM_UNITS,
    KNOWN_WORDS,
    MINUTE_UNITS,
    NAMED_KM,
    NOT_A_RACE,
    PACE_WORDS,
    PART_WORDS,
    QUIET_PACES,
    STRIDES,
)
from runplan.units import counted, format_number

_QUICKEST, _SLOWEST = 2.5, 20.0  # [min/km]; outside, distance and duration are not of the same run


@dataclass(frozen=True)
class Kind:
    """The type of a session: one of schema.GIVEN_TYPES, or "" where nothing tells it."""

    type: str
    named_km: float | None = None  # the length of a race that is called by its name
    typed: bool = True  # whether a word says the type; else it is easy for want of one
    unknown: tuple[str, ...] = ()  # words that say nothing
    run_and_walk: bool = False
    of_a_part: bool = False  # whether the type is that of a part of the run: 12 mi with the last 3 at a pace
    said: str = ""  # what was assumed


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
    unknown = tuple(dict.fromkeys(word for word in words if word not in KNOWN_WORDS and len(word) > 1))
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
            return name if known and before not in ("@", "at") and after not in NOT_A_RACE else "pace"
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
        if after not in NOT_A_RACE and before not in ("pre", "post", "before", "after", "no"):
            return True
    return False


def _race_name(words: Sequence[str]) -> str:
    """Half or marathon, where the race's name stands there and not its pace; "" else."""
    for place, word in enumerate(words):
        if word == "marathon" or (word == "half" and len(words) <= 3):
            after = words[place + 1] if place + 1 < len(words) else ""
            if after in NOT_A_RACE or (
                after == "marathon" and place + 2 < len(words) and words[place + 2] in PACE_WORDS
            ):
                return ""
            return "half" if word == "half" or (place and words[place - 1] in ("half", "semi")) else "marathon"
    return ""


def _follows(words: Sequence[str], first: frozenset[str], second: frozenset[str]) -> bool:
    return any(one in first and two in second for one, two in itertools.pairwise(words))


@dataclass
class Size:
    """Distance and duration of a session."""

    km: float | None = None
    minutes: float | None = None
    running: float | None = None  # minutes of running, in a session of running and walking
    said: list[str] = field(default_factory=list)  # what is to be said about it
    assumed: bool = False  # whether something of it is not in the file
    bare: list[str] = field(default_factory=list)  # numbers that need a unit and have none
    unit: str = ""  # km or mi: what its distances are in


def size_of(amounts: Sequence[Amount], alternating: bool = False) -> Size:
    """The whole of a session's amounts."""
    size = Size()
    counts = [one for one in amounts if one.kind == "count"]
    amounts = [one for one in amounts if one.kind != "count"]
    told = [one for one in amounts if not one.is_pace and one.value > 0]
    if not told:
        told = [one for one in amounts if one.is_pace and one.kind == "km" and not one.part and one.value >= 1]
        size.assumed = bool(told)
        size.said += [f"{one.text} was taken for the distance" for one in told]
    main = [one for one in told if not one.part] or told
    far = [one for one in main if one.kind == "km"]
    long = [one for one in main if one.kind == "min"]
    bare = [one for one in main if one.kind == "bare"]
    if far:
        size.km = sum(one.value * one.times for one in far)
        size.unit = "mi" if all(one.miles for one in far) else "km"
        _tell_sum(size, far, long)
    if long:
        minutes = sum(one.value * one.times for one in long)
        if not far:
            size.minutes = minutes
            _tell_times(size, long, [one for one in told if one.part], alternating)
        elif _fits(size.km or 0.0, minutes, main):
            size.minutes = minutes
        else:
            size.said.append(f"{', '.join(one.text for one in long)} was not taken for the whole run's duration")
            size.assumed = True
    if counts and not main:
        size.said.append(f"{counts[0].text} counts repeats, whose length is not told")
        size.assumed = True
    ranges = [one.text for one in (far or long or bare) if one.low is not None and one.low < one.value]
    if ranges:
        size.said.append(f"the upper end of {', '.join(ranges)}")
    if bare and not far and not long:
        size.bare = [one.text for one in bare]
    elif bare:
        size.said.append(f"{', '.join(one.text for one in bare)} has no unit and was left")
        size.assumed = True
    return size


def _fits(km: float, minutes: float, main: Sequence[Amount]) -> bool:
    """Whether distance and duration can be of one run."""
    once = all(one.times == 1 for one in main)
    return once and len(main) == 2 and _QUICKEST <= minutes / km <= _SLOWEST


def _tell_sum(size: Size, far: Sequence[Amount], long: Sequence[Amount]) -> None:
    repeated = [one for one in far if one.times != 1]
    if any(one.bare_metres for one in far):
        size.said.append(f"{', '.join(one.text for one in far if one.bare_metres)} taken for metres")
        size.assumed = True
    if len(far) > 1:
        size.said.append(f"{counted(len(far), 'distance')} added up")
        size.assumed = True
    elif repeated:
        one = repeated[0]
        size.said.append(f"{format_number(one.times)} times {one.text}, without what is run before, between and after")
        size.assumed = True


def _tell_times(size: Size, long: Sequence[Amount], parts: Sequence[Amount], alternating: bool) -> None:
    walking = [one for one in (*long, *parts) if _is_walk(one)]
    times = [one for one in parts if one.kind == "min"]
    if alternating and len(long) == 1 and len(times) > 1 and walking:
        size.running = _alternating(long[0].value, times)
        size.said.append(f"{format_number(size.running)} min of it running")
        return
    if len(long) > 1:
        size.said.append(f"{counted(len(long), 'duration')} added up")
    if walking and len(walking) < len(long) + len(times):
        size.running = sum(one.value * one.times for one in long if not _is_walk(one))
        size.said.append(f"{format_number(size.running)} min of it running")
    elif not walking:
        size.running = size.minutes
    lone = [one for one in long if one.times != 1]
    # 8 x 1 min run says nothing of the minutes between; 2 x (1 min run, 2 min walk) does.
    if lone and sum(one.times == lone[0].times for one in lone) == 1:
        size.said.append(f"{format_number(lone[0].times)} times {lone[0].text}, without what is between")
        size.assumed = True


def _is_walk(one: Amount) -> bool:
    near = one.after if any(word in FAMILIES["walk"] | FAMILIES["run"] for word in one.after) else one.before
    first = next((word for word in near if word in FAMILIES["walk"] | FAMILIES["run"]), "")
    return first in FAMILIES["walk"]


def _alternating(whole: float, pattern: Sequence[Amount]) -> float:
    """Minutes of running where a pattern of running and walking fills a time.

    Its last round may be cut short.
    """
    cycle = sum(one.value for one in pattern)
    rounds = int(whole / cycle + 1e-9)
    running = rounds * sum(one.value for one in pattern if not _is_walk(one))
    left = whole - rounds * cycle
    for one in pattern:
        taken = min(left, one.value)
        running += 0.0 if _is_walk(one) else taken
        left -= taken
    return running
