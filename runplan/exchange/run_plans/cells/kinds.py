"""Which choices and sessions a cell's words speak of, and the kind of each: a run with all its parts is one session."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from runplan.exchange.languages import NOTHING
from runplan.exchange.run_plans.cells.amounts import JOINED, Amount, amounts_of
from runplan.exchange.written_words import Context, Token
from runplan.plan.imported_runs import RACE_KM

NAMED_KM = {"half": 21.1, "marathon": 42.2, "parkrun": 5.0}  # the lengths of road races, as RunPlan rounds them
RUNNING = frozenset(("run", "race", "easy", "long", "tempo", "intervals", "hills"))
OTHERS = ("strength", "cross", "walk")
FAMILIES = RUNNING | {"rest", *OTHERS}
_JOINTS = frozenset(",;+&/|\n")
_HOURS = {"am", "pm"}
_NO_TOKEN = Token("", "")
_NOTHING_RUN = ("-", "0", "\n", ".", "/", "~", "\u2022", "\u00b7")  # signs in an empty day
_PACES = (2.5, 15.0)  # [min/km] of a race
_STRIDE = {"km": 0.15, "min": 0.5}  # [km], [min] of a stride at most
_REPEAT = {"km": (1.0, 2.0), "min": (4.0, 5.0), "bare": (1.0, 2.0)}  # surely of intervals, and of tempo runs from there
_NEAR = 0.05  # of a race's length, where its short name may be that of a pace
# What a run is, the first family of words that it has.
_LADDER = {"hills": "hills", "intervals": "intervals", "tempo": "tempo", "repeated": "intervals", "easy": "easy"}
_RACES = {"tune up": "a tune-up counts as a race", "time trial": "a time trial counts as a race"}
_RACES |= {"parkrun": "a parkrun is a race of 5 km"}


@dataclass(frozen=True)
class Kind:
    """The type of a session: one of schema.GIVEN_TYPES, or "" where nothing tells it."""

    type: str
    unknown: tuple[str, ...] = ()  # words that say nothing, or of a session that is not taken
    named_km: float | None = None  # the length of a race that is called by its name
    typed: bool = True  # whether a word says the type; else it is easy for want of one
    run_and_walk: bool = False
    of_a_part: bool = False  # whether the type is that of a part of the run: 12 mi with the last 3 at a pace
    assumed: str = ""


def meanings_in(tokens: Sequence[Token]) -> set[str]:
    """All that the words mean."""
    return {meaning for token in tokens for meaning in token.means}


def is_rest(tokens: Sequence[Token]) -> bool:
    """Whether this is a day of rest and nothing else."""
    words = [token for token in tokens if token.kind == "word"]
    if any(token.kind in ("number", "clock") and token.text.strip("0.,:") for token in tokens):
        return False
    if not words:
        return all(token.text in _NOTHING_RUN for token in tokens)
    if "rest" not in meanings_in(words):
        return all(token.unit for token in words) and any(token.kind == "number" for token in tokens)
    return not any(token.means & (FAMILIES - {"rest"}) and "rest" not in token.means for token in words)


def kind_of(tokens: Sequence[Token], amounts: Sequence[Amount], known: Set[str] = NOTHING) -> Kind:
    """The type of what a cell says; `known` are words that need no meaning, such as the day's own name."""
    words = [token for token in tokens if token.kind == "word"]
    unknown = tuple(dict.fromkeys(word.text for word in words if not word.means and word.text not in {"m", *known}))
    lengths = [amount for amount in amounts if amount.kind != "count" and amount.role != "goal"]
    families = _families(words, tokens, lengths)
    name = _race_name(words, lengths)
    either = next((word.text for word in words if "race or run" in word.means), "")
    if either and families == {"run"} and any(amount.eased for amount in lengths) and _is_as_long_as_a_race(lengths):
        return Kind("race", unknown, assumed=f"{either!r} next to a warm-up is read as a race")
    if "race" in families or (name and not families - {"rest"}):
        return _race(words, name, unknown)
    others = [family for family in OTHERS if family in families]
    if others and "run" not in families and not (others == ["walk"] and families & RUNNING):
        return Kind(others[0], unknown)
    if others and others != ["walk"]:
        unknown += tuple(token.text for token in words if token.means & {"strength", "cross"})
    if {"run", "walk"} <= families and not families & {"long", "hills", "tempo"}:
        return Kind("easy", unknown, run_and_walk=True)
    pairs = pairwise(word.means for word in words)
    parts = any("long" in means and then & {"intervals", "hills"} and "either" not in then for means, then in pairs)
    if "long" in families and not parts:
        return Kind("long", unknown, assumed=_either("long", words))
    repeats = [amount for amount in lengths if amount.times != 1 and "strides" not in amount.near]
    brisk = next((word.text for word in words if "brisk" in word.means), "")
    if repeats:
        # 6 x 800 m at 5 km pace is no tempo run, nor is 3 x 1000 m zügig.
        short = all(amount.value <= _REPEAT[amount.kind][1] for amount in repeats)
        clear = _fast_places([token for token in tokens if not (short and "brisk" in token.means)], named=True)
        families = families - (set() if clear else {"tempo"}) | {"repeated"}
        brisk = "" if clear or all(amount.value <= _REPEAT[amount.kind][0] for amount in repeats) else brisk
    kind = next((kind for family, kind in _LADDER.items() if family in families), "")
    if kind:
        typed = kind != "easy" or "open" not in meanings_in(words)
        fast = _fast_places(tokens) if kind == "tempo" and any(not amount.role for amount in lengths) else []
        if brisk and repeats and kind == "intervals":
            return Kind(kind, unknown, assumed=f"{brisk!r} may mean a tempo run")
        begins = any(token.text == "(" or "part" in token.means for token in tokens[1 : min(fast, default=0)])
        return Kind(kind, unknown, typed=typed, of_a_part=begins, assumed=_either(kind, words))
    strides = "it does not say how many strides" if "strides" in meanings_in(words) and not lengths else ""
    return Kind("easy" if lengths or strides or "run" in families else "", unknown, typed=False, assumed=strides)


def _either(kind: str, words: Sequence[Token]) -> str:
    """A doubt where all that says the kind can mean another: a langer or langsamer Dauerlauf, hills or hilly ground."""
    says = [word for word in words if kind in word.means]
    return f"{says[0].text!r} may mean an easy run" if says and all("either" in word.means for word in says) else ""


def _families(words: Sequence[Token], tokens: Sequence[Token], lengths: Sequence[Amount]) -> set[str]:
    means = meanings_in(words)
    families = means & FAMILIES
    beside = list(zip([_NO_TOKEN, *words], words, [*words[1:], _NO_TOKEN], strict=False))
    if "run" not in families and any(first.means & {"easy", "long"} and "walk" in second.means
                                     for first, second in pairwise(tokens)):  # fmt: skip
        families -= {"easy", "long"}  # an easy walk
    easily = "easy" in families  # where others race
    races = any(word.means & {"race", *_RACES} and not ("parkrun" in word.means and easily)
                and not ("no race" in after.means or "not yet" in before.means)
                for before, word, after in beside)  # fmt: skip
    # 10 km course, objectif 45'
    wished = any(amount.kind == "min" and amount.before & {"goal", "at"} == {"goal"} for amount in lengths)
    racing = races or (wished and _is_as_long_as_a_race(lengths))
    families = families | {"race"} if racing else families - {"race"}
    paced = any("pace" in word.means and "intervals" not in word.means and "quiet" not in before.means
                for before, word, _ in beside)  # fmt: skip
    named = "short name" in means and lengths and not _is_race_length(words, lengths)  # 4 mi HM
    if paced or named or any(token.kind == "pace" and token.text for token in tokens):
        families.add("tempo")
    pauses = any("walk" in amount.after and amount.role in ("part", "between") for amount in lengths)
    whole = any(not amount.role and "walk" not in amount.near for amount in lengths)
    if "breaks" in means or (pauses and whole and "run" not in families):
        families.discard("walk")
    return families


def _is_as_long_as_a_race(lengths: Sequence[Amount]) -> bool:
    far = [amount.value for amount in lengths if amount.kind == "km" and amount.times == 1 and not amount.eased]
    return len(far) == 1 and any(abs(far[0] / km - 1) < _NEAR for km in RACE_KM.values())


def _is_race_length(words: Sequence[Token], lengths: Sequence[Amount]) -> bool:
    """Whether all that is told beside a race's short name can be its length, or the time that is hoped for."""
    names = [name for name in ("half", "marathon") if any({name, "short name"} <= word.means for word in words)]
    own = [amount for amount in lengths if "goal" not in amount.before and not amount.eased]
    return all(
        _PACES[0] <= amount.value / NAMED_KM[name] <= _PACES[1] if ":" in amount.text
        else abs(amount.value / NAMED_KM[name] - 1) < _NEAR for amount in own for name in names
    )  # fmt: skip


def unlike(kind: Kind, tokens: Sequence[Token], amounts: Sequence[Amount]) -> list[str]:
    """The words for running fast that an easy or a long run has, where they are not those of a part of it."""
    parts = any("fast" in amount.near for amount in amounts if amount.role == "part")
    plain = kind.type in ("easy", "long") and not kind.run_and_walk and not parts
    return [token.text for token in tokens if "fast" in token.means and plain]


def likely_strides(tokens: Sequence[Token], amounts: Sequence[Amount]) -> str:
    """The short repeats after a run that no word names, which are marked as strides: 6 km + 4 x 100 m; "" without."""
    repeats = [amount for amount in amounts if amount.times != 1]
    plain = [amount for amount in amounts if amount.times == 1 and amount.kind != "count" and not amount.role]
    short = all(amount.value <= _STRIDE.get(amount.kind, 0.0) and amount.join in "+&" for amount in repeats)
    named = meanings_in(tokens) & {"intervals", "repeats", "hills", "tempo", "race", "strides", "walk"}
    if not (repeats and plain and short) or named or any(amount.eased for amount in plain):
        return ""
    for amount in repeats:
        amount.after.add("strides")
    return ", ".join(amount.repeats for amount in repeats)


def _race_name(words: Sequence[Token], lengths: Sequence[Amount]) -> str:
    """Half or marathon, where the race's name is there and not its pace; "" else."""
    for before, word, after in zip([_NO_TOKEN, *words], words, [*words[1:], _NO_TOKEN], strict=False):
        name = next((name for name in ("half", "marathon") if name in word.means), "")
        if name and (word.text != "half" or len(words) <= 3 or "race" in before.means):
            short = "short name" in word.means and not _is_race_length(words, lengths)
            return "" if "no race" in after.means or short else name
    return ""


def _race(words: Sequence[Token], name: str, unknown: tuple[str, ...]) -> Kind:
    means = meanings_in(words)
    plain = any("race" in word.means and not word.means & set(_RACES) for word in words)
    assumed = next((note for other, note in _RACES.items() if other in means and not plain and not name), "")
    if "parkrun" in means and not name:
        name, assumed = "parkrun", _RACES["parkrun"]
    return Kind("race", unknown, NAMED_KM.get(name), assumed=assumed)


def with_race(amounts: Sequence[Amount], tokens: Sequence[Token], kind: Kind) -> tuple[list[Amount], Amount | None]:
    """The amounts of a race with that of the race itself, which its name may tell; and that alone, None without it."""
    for amount in amounts:
        amount.role = "" if amount.eased and amount.role == "part" else amount.role
    far = [amount for amount in amounts if amount.kind in ("km", "bare") and amount.role in ("", "part")]
    far = [amount for amount in far if amount.times == 1 and not amount.eased and "easy" not in amount.near]
    own = list(amounts)
    if kind.named_km == NAMED_KM["parkrun"]:
        for amount in far:  # 8 km with a parkrun in it: nobody knows
            amount.role = amount.role if amount.join in JOINED else "part"
        far = []
    race = next((amount for amount in far if amount.near & {"race", *_RACES, *NAMED_KM}), None)
    # Less than half of what its name says is not the race: Marathon, then 3 km home.
    race = race or next((amount for amount in far if 2 * amount.value >= (kind.named_km or 0)), None)
    if race is None and kind.named_km is not None:
        at, name = next((at, token.text) for at, token in enumerate(tokens) if token.means & NAMED_KM.keys())
        race = Amount("km", kind.named_km, None, 1.0, ",", name, told=True)
        own.insert(sum(amount.span.start < at for amount in own), race)
    if race is not None:
        race.role, race.after = "", race.after | {"race"}
    return own, race


def _fast_places(tokens: Sequence[Token], *, named: bool = False) -> list[int]:
    """Where a tempo run is named, or a pace; the pace of a race as long as what is trained for, where it has a name."""
    names = {"half", "marathon"}
    return [at for at, token in enumerate(tokens) if token.means & {"tempo", *names}
            or (token.kind == "pace" and (token.text in names or not named))]  # fmt: skip


def choices_of(words: Sequence[Token]) -> list[list[Token]]:
    """The tokens, parted at each "or" that stands between two choices; at slashes too where there is no number."""
    numbers = any(token.kind in ("number", "clock") for token in words)
    choices: list[list[Token]] = [[]]
    depth = 0
    for at, token in enumerate(words):
        depth += (token.text == "(") - (token.text == ")")
        before, after = (words[spot] if 0 <= spot < len(words) else _NO_TOKEN for spot in (at - 1, at + 1))
        one = before.text == "w" or bool(before.means & {"run", "walk"} and after.means & {"run", "walk"})  # run/walk
        parts = "or" in token.means or (token.text == "/" and not numbers and not one)
        if parts and depth <= 0 and not before.kind == after.kind == "number":
            choices.append([])
        else:
            choices[-1].append(token)
    return [choice for choice in choices if choice]


def sessions_of(words: Sequence[Token], context: Context) -> tuple[list[list[Token]], str]:
    """The tokens of each session, and a doubt where it is not sure that they are several."""
    if not meanings_in(words) >= _HOURS:
        return _by_family(words, context)
    hours = [at for at, token in enumerate(words) if token.means & _HOURS]
    cuts = hours[1:] if hours[0] == 0 else [at + 1 for at in hours[:-1]]
    halves = [words[begin:end] for begin, end in pairwise([0, *cuts, len(words)])]
    return [group for half in halves for group in _by_family(half, context)[0]], ""


def _segments(words: Sequence[Token]) -> list[list[Token]]:
    """The tokens, parted before each sign or word that joins outside brackets, and around brackets."""
    segments: list[list[Token]] = [[]]
    depth = 0
    for token in words:
        last = segments[-1][-1] if segments[-1] else _NO_TOKEN
        bracket = token.text == "(" and segments[-1] and "times" not in last.means
        if depth <= 0 and (token.text in _JOINTS or token.means & {"and", "then"} or bracket):
            segments.append([])
        depth += (token.text == "(") - (token.text == ")")
        segments[-1].append(token)
        segments += [[]] if token.text == ")" and depth == 0 else []
    return [segment for segment in segments if segment]


def _by_family(words: Sequence[Token], context: Context) -> tuple[list[list[Token]], str]:
    segments = _segments(words)
    far = [any(amount.kind in ("km", "bare") for amount in amounts_of(segment, context)[0]) for segment in segments]
    families = [_family(segment) or ("run" if is_far else "") for segment, is_far in zip(segments, far, strict=True)]
    runs = [is_far for is_far, family in zip(far, families, strict=True) if family == "run"]
    if runs and not any(runs):  # a walk is apart where the run has a distance
        families = ["run" if family == "walk" else family for family in families]
    if len({*families} - {""}) < 2:
        return [list(words)], ""
    groups: dict[str, list[Token]] = {}
    last = next(family for family in families if family)
    doubt = ""
    for segment, family in zip(segments, families, strict=True):
        if family not in ("", last) and segment[0].text in ("/", "|"):
            doubt = f"both sides of {segment[0].text} are read as sessions"
        last = family or last
        groups.setdefault(last, []).extend(segment)
    return list(groups.values()), doubt


def _family(segment: Sequence[Token]) -> str:
    """Strength, cross or walk where all words are of that kind; run where there is a run; else ""."""
    means = meanings_in(segment)
    if means & {"run", "race"} or (means & RUNNING and not means & {"cross", "strength"}):
        return "run"
    part = next((at for at, token in enumerate(segment) if at and "part" in token.means), len(segment))
    whole = meanings_in(segment[:part]) or NOTHING
    return next((family for family in OTHERS if family in whole), "")
