"""Letters in place of words: E8 for 8 easy, R or x for a day of rest, by the file's own legend or by data/languages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from runplan.exchange.languages import NOTHING, Language, folded, table
from runplan.exchange.run_plans.cells.kinds import FAMILIES, meanings_in
from runplan.exchange.written_words import Context, tokens

_BEGINS = r"(^\s*|[+&,;/|(\n]\s*|\b[ap]m:? +)"
_LEGEND = re.compile(r"(?<![^\W_])([A-Z]{1,4}) ?(?:=|:(?=\s)|[-\u2013](?=\s)) ?([^\W\d_][^=,;|\n()]*)")
_JOINED = re.compile(r"(?<![^\W_])([^\W\d_]{2,5})(?=(?:[4-9]|[1-9]\d)(?![\d/]))")  # LR12; but GA1, Z2
_RECOVERS = re.compile(r"\br ?\d|\brec|\bregen|\brek?om?\b|\bherstel")
_PLAIN = re.compile(r"\s*([ELTI])(?=\d)")


def legend_of(texts: Sequence[str], tongue: Language) -> tuple[tuple[str, str], ...]:
    """What the letters of a file mean where the file says so, as in E = easy: those that other cells have."""
    letters = {code: word.strip() for text in texts if len(text) < 500 for code, word in _LEGEND.findall(text)
               if meanings_in(tokens(word, tongue)) & (FAMILIES | {"strides", "pace"})}  # fmt: skip
    used = " ".join(text for text in texts if not _LEGEND.search(text))
    return tuple((code, word) for code, word in letters.items() if _alone(code, letters, tongue).search(used))


def with_letters(context: Context, texts: Iterable[str]) -> Context:
    """What holds for a file's cells: whether several letters stand for kinds of runs, and a word for recovery."""
    texts = [text[:100] for text in texts]
    letters = {match[1] for text in texts if (match := _PLAIN.match(text))}
    return replace(context, coded=len(letters) > 1, recovers=any(_RECOVERS.search(folded(text)) for text in texts))


def decoded(text: str, context: Context) -> tuple[str, list[str], list[str]]:
    """A text with words in place of its letters; doubts of what they mean; and what else is to be said of them."""
    stated = [code for code, _ in context.legend]
    for code, word in context.legend:
        text = _alone(code, stated, context.tongue).sub(f" {word} ", text)
    alone = text.strip(" .!")
    if alone.upper() == "X":
        return "rest", [], [f"{alone!r} is read as rest"]
    if alone == "R":
        return "rest", [] if context.recovers else ["'R' is read as rest, but may mean a recovery run"], []
    doubts, means = [], context.tongue.words
    text = _JOINED.sub(lambda match: match[0] + " " * bool(means.get(folded(match[1]), NOTHING) & FAMILIES), text)
    for row in table("codes"):
        code, tongues = row["code"], row["tongues"].split(";")
        if code in stated or context.tongue.code not in (tongues if row["tongues"] else [context.tongue.code]):
            continue
        text, count = re.subn(rf"{_BEGINS}{code}:? ?(\d+)", rf"\g<1>{row['becomes']}", text)
        if count and row["other"] and not (row["sure"] == "coded" and context.coded):
            word = row["becomes"].replace("\\2", "").strip()
            doubts.append(f"{code!r} is read as {word}, but may mean {row['other']}")
    return text, doubts, []


def _alone(code: str, codes: Collection[str], tongue: Language) -> re.Pattern[str]:
    """A letter by itself; a small one before a number too, where that has no other meaning."""
    small = code.lower()
    before_number = rf"|{re.escape(small)}(?= ?\d)" if small not in {"m", "x", *codes, *tongue.words} else ""
    return re.compile(rf"(?<![^\W\d_])(?:{re.escape(code)}(?![^\W\d_]){before_number})")
