"""What a cell says besides its sessions, in its own words, so that nothing of it is lost without a word."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from runplan.exchange.languages import table
from runplan.exchange.run_plans.cells.amounts import Amount
from runplan.exchange.run_plans.cells.kinds import FAMILIES
from runplan.exchange.written_words import Token

# Meanings that say something about a run; words without any of them hold a sentence together.
_CONTENT = FAMILIES - {"run", "rest"} | {"remark", "fast", "strides", "half", "marathon", "tune up", "time trial"}
_CONTENT |= {"parkrun", "cancelled", "away"}
_BY_STEPS = {"at marathon", "at half", "strides"}  # what only a step tells
_TOLD = {row["type"]: row["told"].split(";") for row in table("types")}  # what the type of a session tells
_BESIDE_STEPS = {"tempo", "walk", "easy", "fast"}
_ENDS = frozenset(",;+&|\n()\u00b7")
_LOST, _TELLS, _BESIDE = "lost", "told", "beside"


def remarks_of(tokens: Sequence[Token], amounts: Sequence[Amount], type_: str, named: Collection[str]) -> list[str]:
    """The stretches of a text that neither type, lengths nor steps tell; `named` are words that are named already."""
    states = [_state(token, amounts, _TOLD[type_], named) for token in tokens]
    for amount in amounts:
        for at in amount.span:
            states[at] = _TELLS if amount.told else _LOST
    for at, (number, times, bracket) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        if number.kind == "number" and "times" in times.means and bracket.text == "(":
            states[at] = _TELLS
    stretches: list[list[int]] = []
    for at in [at for at, state in enumerate(states) if state == _LOST]:
        since = range(stretches[-1][-1], at) if stretches else range(0)
        if since and not any(states[spot] == _TELLS or tokens[spot].text in _ENDS for spot in since):
            stretches[-1].append(at)
        else:
            stretches.append([at])
    within = {at for amount in amounts for at in amount.span}
    joins = [at not in within and token.kind in ("word", "sign") and token.text not in _ENDS
             for at, token in enumerate(tokens)]  # fmt: skip
    return [_quoted(tokens, joins, stretch[0], stretch[-1]) for stretch in stretches]


def _state(token: Token, amounts: Sequence[Amount], own: Collection[str], named: Collection[str]) -> str:
    """Whether a token outside the amounts is told, lost, or a word or sign that holds others together."""
    if token.kind == "word":
        stepped = any(token.means & amount.near for amount in amounts if amount.stepped)
        if token.text in named or not token.means & _CONTENT:
            return _BESIDE
        if token.means & _BY_STEPS:
            return _TELLS if stepped else _LOST
        return _TELLS if token.means & set(own) or (stepped and token.means & _BESIDE_STEPS) else _LOST
    if token.kind in ("number", "clock", "code", "sign"):
        return _BESIDE  # what is no amount is named already
    stated = token.kind == "pace" and any(amount.stepped and amount.pace == token.text != "" for amount in amounts)
    return _TELLS if stated or not token.written else _LOST


def _quoted(tokens: Sequence[Token], joins: Sequence[bool], first: int, last: int) -> str:
    """A stretch with the words around it that belong to it."""
    while first and joins[first - 1]:
        first -= 1
    while last + 1 < len(tokens) and joins[last + 1]:
        last += 1
    words = [token.written or token.text.replace("~", "-") for token in tokens[first : last + 1]]
    return " ".join(words).strip(" :.-")
