"""A cell's tokens, parted into its choices and its sessions.

In: the tokens of a cell. Out: the choice that counts, and the tokens of each session of it: a run with all its parts is
one; strength work, cross-training and walks beside it are others, and so are morning and evening.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from runplan.exchange.run_plans.cells.amounts import Units, amounts_of
from runplan.exchange.run_plans.cells.kinds import OTHERS, RUNNING, is_rest, meanings_in
from runplan.exchange.run_plans.cells.words import NOTHING, Token

_JOINTS = frozenset(",;+&/|\n")
_HOURS = {"am", "pm"}


def choices_of(words: Sequence[Token]) -> list[list[Token]]:
    """The tokens, parted at each "or" that stands between two choices; at slashes too where there is no number."""
    numbers = any(token.kind in ("number", "clock") for token in words)
    choices: list[list[Token]] = [[]]
    depth = 0
    for at, token in enumerate(words):
        depth += (token.text == "(") - (token.text == ")")
        before, after = (words[spot] if 0 <= spot < len(words) else Token("", "") for spot in (at - 1, at + 1))
        one = before.text == "w" or bool(before.means & {"run", "walk"} and after.means & {"run", "walk"})  # run/walk
        parts = "or" in token.means or (token.text == "/" and not numbers and not one)
        if parts and depth <= 0 and not before.kind == after.kind == "number":
            choices.append([])
        else:
            choices[-1].append(token)
    return [choice for choice in choices if choice]


def choose(choices: Sequence[list[Token]]) -> tuple[list[Token], str]:
    """The first choice that is no rest, and what is to be said of it."""
    if len(choices) == 1:
        return choices[0], ""
    at = next((at for at, choice in enumerate(choices) if not is_rest(choice)), None)
    return ([], "") if at is None else (choices[at], "the choice besides rest" if at else "the first of the choices")


def sessions_of(words: Sequence[Token], units: Units) -> tuple[list[list[Token]], str]:
    """The tokens of each session, and a doubt where it is not sure that they are several."""
    if not meanings_in(words) >= _HOURS:
        return _by_family(words, units)
    # Morning and evening are before each or after each.
    hours = [at for at, token in enumerate(words) if token.means & _HOURS]
    cuts = hours[1:] if hours[0] == 0 else [at + 1 for at in hours[:-1]]
    halves = [words[begin:end] for begin, end in pairwise([0, *cuts, len(words)])]
    return [group for half in halves for group in _by_family(half, units)[0]], ""


def _segments(words: Sequence[Token]) -> list[list[Token]]:
    """The tokens, parted before each sign or word that joins outside brackets, and around brackets."""
    segments: list[list[Token]] = [[]]
    depth = 0
    for token in words:
        last = segments[-1][-1] if segments[-1] else Token("", "")
        bracket = token.text == "(" and segments[-1] and "times" not in last.means
        if depth <= 0 and (token.text in _JOINTS or token.means & {"and", "then"} or bracket):
            segments.append([])
        depth += (token.text == "(") - (token.text == ")")
        segments[-1].append(token)
        segments += [[]] if token.text == ")" and depth == 0 else []
    return [segment for segment in segments if segment]


def _by_family(words: Sequence[Token], units: Units) -> tuple[list[list[Token]], str]:
    """The tokens of each family of sessions, in the order of their first."""
    segments = _segments(words)
    far = [any(amount.kind in ("km", "bare") for amount in amounts_of(segment, units)[0]) for segment in segments]
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
            doubt = f"both sides of {segment[0].text} are taken as sessions"
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
