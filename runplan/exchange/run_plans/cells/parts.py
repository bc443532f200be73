"""A cell's tokens, parted into its choices and its sessions.

In: the tokens of a cell. Out: the choice that counts, and the tokens of each session of it: a run with all its parts is
one; strength work, cross-training and walks beside it are others, and so are morning and evening.
"""

from __future__ import annotations

from collections.abc import Sequence

from runplan.exchange.run_plans.cells.amounts import Units, amounts_of
from runplan.exchange.run_plans.cells.kinds import RUNNING, is_rest, meanings_in
from runplan.exchange.run_plans.cells.tokens import Token

_JOINTS = frozenset(",;+&/|\n")
OTHERS = ("strength", "cross", "walk")


def choices_of(words: Sequence[Token]) -> list[list[Token]]:
    """The tokens, parted at each "or" that stands between two choices; at slashes too where there is no number."""
    numbers = any(token.kind in ("number", "clock") for token in words)
    choices: list[list[Token]] = [[]]
    depth = 0
    for at, token in enumerate(words):
        depth += (token.text == "(") - (token.text == ")")
        between = 0 < at < len(words) - 1 and words[at - 1].kind == words[at + 1].kind == "number"
        slash = token.text == "/" and not numbers and not _is_one(words, at)
        if ("or" in token.means or slash) and depth <= 0 and not between:
            choices.append([])
        else:
            choices[-1].append(token)
    return [choice for choice in choices if choice]


def _is_one(words: Sequence[Token], at: int) -> bool:
    """Whether a slash joins two words to one: run/walk, w/."""
    before = words[at - 1].text if at else ""
    after = words[at + 1].means if at + 1 < len(words) else frozenset()
    return before == "w" or bool(words[at - 1].means & {"run", "walk"} and after & {"run", "walk"})


def choose(choices: Sequence[list[Token]]) -> tuple[list[Token], str]:
    """The first choice that is no rest, and what is to be said of it."""
    if len(choices) == 1:
        return choices[0], ""
    for at, choice in enumerate(choices):
        if not is_rest(choice):
            return choice, "the first of the choices" if at == 0 else "the choice besides rest"
    return [], ""


def _segments(words: Sequence[Token]) -> list[list[Token]]:
    """The tokens, parted before each sign or word that joins outside brackets."""
    segments: list[list[Token]] = [[]]
    depth = 0
    for token in words:
        joins = token.text in _JOINTS or token.means & {"and", "then"}
        bracket = token.text == "(" and segments[-1][-1:] and not segments[-1][-1].means & {"times"}
        if depth <= 0 and (joins or bracket) and token.kind in ("sign", "word"):
            segments.append([])
        depth += (token.text == "(") - (token.text == ")")
        segments[-1].append(token)
        if token.text == ")" and depth == 0:
            segments.append([])
    return [segment for segment in segments if segment]


def _family(segment: Sequence[Token], units: Units) -> str:
    """Strength, cross or walk where all words are of that kind; run where there is a run or a distance; else ""."""
    means = meanings_in(segment)
    part = next((at for at, token in enumerate(segment) if at and "part" in token.means), len(segment))
    if means & RUNNING and not (means & {"cross", "strength"} and not means & {"run", "race"}):
        return "run"
    other = next((family for family in OTHERS if family in meanings_in(segment[:part])), "")
    if other:
        return other
    amounts, _ = amounts_of(segment, units)
    return "run" if any(amount.kind in ("km", "bare") for amount in amounts) else ""


def sessions_of(words: Sequence[Token], units: Units) -> tuple[list[list[Token]], str]:
    """The tokens of each session, and a doubt where it is not sure that they are several."""
    if {"am", "pm"} <= meanings_in(words):
        return [group for half in _by_hour(words) for group in _by_family(half, units)[0]], ""
    return _by_family(words, units)


def _by_hour(words: Sequence[Token]) -> list[list[Token]]:
    """Morning and evening, by the words for them, which are before each or after each."""
    halves: list[list[Token]] = [[]]
    leading = bool(words[0].means & {"am", "pm"})
    for token in words:
        hour = bool(token.means & {"am", "pm"})
        if hour and leading and halves[-1]:
            halves.append([])
        halves[-1].append(token)
        if hour and not leading:
            halves.append([])
    rest = [] if leading else halves.pop()
    halves[-1] += rest
    return halves


def _by_family(words: Sequence[Token], units: Units) -> tuple[list[list[Token]], str]:
    segments = _segments(words)
    families = [_family(segment, units) for segment in segments]
    if "run" in families and "walk" in families and not _walks_apart(segments, families, units):
        families = ["run" if family == "walk" else family for family in families]
    if len({*families} - {""}) < 2:
        return [list(words)], ""
    groups: dict[str, list[Token]] = {}
    last = next(family for family in families if family)
    doubt = ""
    for segment, family in zip(segments, families, strict=True):
        if family and family != last and segment[0].text in ("/", "|"):
            doubt = f"both sides of {segment[0].text} are taken as sessions"
        last = family or last
        groups.setdefault(last, []).extend(segment)
    return list(groups.values()), doubt


def _walks_apart(segments: Sequence[Sequence[Token]], families: Sequence[str], units: Units) -> bool:
    """Whether a walk is a session of its own: beside a run that has a distance."""
    runs = [amount for segment, family in zip(segments, families, strict=True) if family == "run"
            for amount in amounts_of(segment, units)[0]]  # fmt: skip
    return any(amount.kind in ("km", "bare") for amount in runs)
