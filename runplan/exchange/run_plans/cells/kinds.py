"""What kind of session a cell's words speak of.

In: the tokens of one session and its amounts. Out: its type, the race that it names, and the words that say nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from runplan.exchange.run_plans.cells.amounts import Amount
from runplan.exchange.run_plans.cells.languages import FAMILIES
from runplan.exchange.run_plans.cells.tokens import Token

NAMED_KM = {"half": 21.1, "marathon": 42.2, "parkrun": 5.0}  # the lengths of road races, as RunPlan rounds them
RUNNING = frozenset(("run", "race", "easy", "long", "tempo", "intervals", "hills"))
_NEAR = 0.05  # of a race's length, where its short name may be that of a pace
# What a session is, the first that fits: a family of words that it has, and what it does not have.
_LADDER = (
    ("hills", "hills"),
    ("intervals", "intervals"),
    ("tempo", "tempo"),
    ("repeated", "intervals"),
    ("easy", "easy"),
)
_RACES = {
    "parkrun": "a parkrun is a race of 5 km",
    "tune up": "a tune-up is taken for a race",
    "time trial": "a time trial is taken for a race",
}


@dataclass(frozen=True)
class Kind:
    """The type of a session: one of schema.GIVEN_TYPES, or "" where nothing tells it."""

    type: str
    named_km: float | None = None  # the length of a race that is called by its name
    typed: bool = True  # whether a word says the type; else it is easy for want of one
    unknown: tuple[str, ...] = ()  # words that say nothing, or of a session that is not taken
    run_and_walk: bool = False
    of_a_part: bool = False  # whether the type is that of a part of the run: 12 mi with the last 3 at a pace
    assumed: str = ""


def meanings_in(tokens: Sequence[Token]) -> set[str]:
    """All that the words mean."""
    return {meaning for token in tokens for meaning in token.means}


def is_rest(tokens: Sequence[Token]) -> bool:
    """Whether this is a day of rest and nothing else.

    >>> from runplan.exchange.run_plans.cells.languages import ENGLISH
    >>> from runplan.exchange.run_plans.cells.tokens import tokens
    >>> [is_rest(tokens(text, ENGLISH)) for text in ("Rest day", "off!", "5 x 400 m, rest 90 s")]
    [True, True, False]
    """
    words = [token for token in tokens if token.kind == "word"]
    if any(token.kind in ("number", "clock") and token.text.strip("0.,:") for token in tokens):
        return False
    if not words:
        return all(token.text in ("-", "0", "\n") for token in tokens)
    if not any("rest" in token.means for token in words):
        return all(token.unit for token in words) and any(token.kind == "number" for token in tokens)
    return not any(token.means & (FAMILIES - {"rest"}) and "rest" not in token.means for token in words)


def kind_of(tokens: Sequence[Token], amounts: Sequence[Amount], known: frozenset[str] = frozenset()) -> Kind:
    """The type of what a cell says; `known` are words that need no meaning, such as the day's own name."""
    words = [token for token in tokens if token.kind == "word"]
    unknown = tuple(
        dict.fromkeys(
            token.text for token in words if not token.means and len(token.text) > 1 and token.text not in known
        )
    )
    lengths = [amount for amount in amounts if amount.kind != "count"]
    families = _families(words, tokens, lengths)
    name = _race_name(words, lengths)
    races = "race" in families or (name != "" and not families - {"rest"})
    if races:
        return _race(words, name, unknown)
    runs = bool(families & RUNNING) and (bool(families & {"run"}) or bool(families & {"walk"} and lengths))
    others = [family for family in ("strength", "cross", "walk") if family in families]
    if not families & {"run"}:
        if others and not (others == ["walk"] and families & RUNNING):
            return Kind(others[0], unknown=unknown)
    elif others and others != ["walk"]:
        unknown += tuple(token.text for token in words if token.means & {"strength", "cross"})
    if "run" in families and "walk" in families and not families & {"long", "hills", "tempo"}:
        return Kind("easy", run_and_walk=True, unknown=unknown)
    if "long" in families and not _follows(words):
        return Kind("long", unknown=unknown)
    repeated = any(amount.times != 1 for amount in lengths) and "strides" not in meanings_in(tokens)
    if repeated and "tempo" in families and not _names_a_tempo(tokens):
        families.discard("tempo")  # 6 x 800 m at 5 km pace
    families |= {"repeated"} if repeated else set()
    for family, kind in _LADDER:
        if family in families:
            typed = kind != "easy" or not any(token.text.startswith(("mlr", "medium long")) for token in words)
            part = kind == "tempo" and _of_a_part(tokens, lengths)
            return Kind(kind, unknown=unknown, typed=typed, of_a_part=part)
    runs = runs or "run" in families or bool(lengths)
    return Kind("easy" if runs else "", typed=False, unknown=unknown)


def _families(words: Sequence[Token], tokens: Sequence[Token], lengths: Sequence[Amount]) -> set[str]:
    """The families of which a word is that says what the session is."""
    families = {family for word in words for family in word.means & FAMILIES}
    before = {id(word): words[at - 1].means if at else frozenset() for at, word in enumerate(words)}
    after = {id(word): words[at + 1].means if at + 1 < len(words) else frozenset() for at, word in enumerate(words)}
    eased = bool(families & {"easy"})

    def races(word: Token) -> bool:
        if "parkrun" in word.means and eased:
            return False  # run easily where others race
        return "no race" not in after[id(word)] and "not yet" not in before[id(word)]

    if any(word.means & {"race", *_RACES} and races(word) for word in words):
        families.add("race")
    else:
        families.discard("race")
    if any(
        "pace" in word.means and "quiet" not in before[id(word)] and "intervals" not in word.means for word in words
    ):
        families.add("tempo")
    if any(token.kind == "pace" and token.text for token in tokens):
        families.add("tempo")
    if any("short name" in word.means for word in words) and lengths and not _is_race_length(words, lengths):
        families.add("tempo")  # 4 mi HM
    pauses = [amount for amount in lengths if "walk" in amount.after and amount.role in ("part", "between")]
    breaks = any("breaks" in word.means or word.means >= {"walk", "breaks"} for word in words)
    whole = [amount for amount in lengths if not amount.role and "walk" not in amount.near]
    if "walk" in families and (breaks or (pauses and whole and "run" not in families)):
        families.discard("walk")
    return families


def _is_race_length(words: Sequence[Token], lengths: Sequence[Amount]) -> bool:
    names = [name for name in ("half", "marathon") if any({name, "short name"} <= word.means for word in words)]
    return all(abs(amount.value / NAMED_KM[name] - 1) < _NEAR for amount in lengths for name in names)


def _race_name(words: Sequence[Token], lengths: Sequence[Amount]) -> str:
    """Half or marathon, where the race's name stands there and not its pace; "" else."""
    for at, word in enumerate(words):
        name = next((name for name in ("half", "marathon") if name in word.means), "")
        after = words[at + 1].means if at + 1 < len(words) else frozenset()
        if not name or (word.text == "half" and len(words) > 3):
            continue
        if after & {"no race"} or ("short name" in word.means and not _is_race_length(words, lengths)):
            return ""
        return name
    return ""


def _race(words: Sequence[Token], name: str, unknown: tuple[str, ...]) -> Kind:
    means = meanings_in(words)
    plain = any("race" in word.means and not word.means & set(_RACES) for word in words)
    assumed = next((said for other, said in _RACES.items() if other in means and not plain and not name), "")
    if "parkrun" in means and not name:
        name, assumed = "parkrun", _RACES["parkrun"]
    return Kind("race", NAMED_KM.get(name), unknown=unknown, assumed=assumed)


def _names_a_tempo(tokens: Sequence[Token]) -> bool:
    """Whether the words name a tempo run, not just the pace of a race that is shorter than what is trained for."""
    names = {"half", "marathon"}
    return any(token.means & {"tempo", *names} or (token.kind == "pace" and token.text in names) for token in tokens)


def _of_a_part(tokens: Sequence[Token], lengths: Sequence[Amount]) -> bool:
    """Whether every word of tempo stands after the word, or the bracket, with which a part begins."""
    if not any(not amount.role for amount in lengths):
        return False
    fast = (
        at for at, token in enumerate(tokens) if token.kind == "pace" or token.means & {"tempo", "half", "marathon"}
    )
    first = next(fast, None)
    return first is not None and any(token.text == "(" or "part" in token.means for token in tokens[1:first])


def _follows(words: Sequence[Token]) -> bool:
    """Whether a long interval or a long hill is meant, and no long run."""
    return any("long" in first.means and second.means & {"intervals", "hills"} for first, second in pairwise(words))
