"""What the heading of a column says: what is in it, a weekday, a unit, whether it is planned or was done.

In: a heading's text and the file's language. Out: its kind, by the words of data/languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from runplan.exchange.run_plans.cells.languages import KM_UNITS, MINUTE_UNITS, Language, folded, language, meanings_of

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# The kinds, the one that wins first where a heading has words of several.
KINDS = ("other", "unit", "clock", "date", "weekday", "week", "notes", "distance", "minutes", "subtype", "type",
         "details", "title", "total")  # fmt: skip
SAID = ("type", "subtype", "title", "details")  # what says in words what a run is
_UNITS = {"metre": "m", "yard": ""}


@dataclass(frozen=True)
class Heading:
    """A heading: its kind ("" where not known), weekday, unit, and how many of its words say something else."""

    text: str
    kind: str = ""
    day: str = ""
    unit: str = ""
    spare: int = 0
    actual: bool = False
    planned: bool = False
    half: str = ""  # am or pm


@lru_cache(maxsize=4096)
def heading(cell: str, code: str = "en") -> Heading:
    """A heading, by its words.

    >>> head = heading("Distance (km)")
    >>> head.kind, head.unit, heading("planned_distance").planned, heading("Wed").day
    ('distance', 'km', True, 'Wed')
    """
    text = " ".join(cell.split())
    if len(text) > 60:
        return Heading(text)
    tongue = language(code)
    name, _, bracket = CAMEL.sub(" ", text).replace("[", "(").partition("(")
    words = re.findall(r"[a-z]+|\d+", folded(name))
    if not words:
        return Heading(text, unit=unit_named(bracket, tongue))
    if words[0] in tongue.days and (len(words) == 1 or _follows_a_day(words[1:], tongue)):
        rest = heading(" ".join(words[1:]), code) if len(words) > 1 else Heading("")
        if rest.kind in ("", *SAID, "distance", "minutes"):
            unit = unit_named(bracket, tongue) or (rest.unit if rest.kind else "")
            means = {meaning for word in words[1:] for meaning in tongue.words.get(word, ())}
            half = next((half for half in ("am", "pm") if half in means), "")
            kind = rest.kind or "day"
            return Heading(text, kind, tongue.days[words[0]], unit, 0, rest.actual, rest.planned, half)
    meanings = _meanings(words, tongue)
    units = [unit for word in words if (unit := unit_named(word, tongue))]
    unit = unit_named(bracket, tongue) or (units[-1] if units else "")
    if "min" in meanings and not meanings & {"minutes"}:
        meanings.add("minutes")
    kind = next((kind for kind in KINDS if kind in meanings), "")
    if kind in ("", "total", "title") and unit and (units or kind == "total"):
        kind = "total" if kind == "total" else "minutes" if unit in MINUTE_UNITS else "distance"
    spare = len(words) - len(units) - sum(word in tongue.headings for word in words) + 2 * any(map(str.isdigit, words))
    spare += kind == "week" and len(words) > 1
    return Heading(text, kind, "", unit, spare, "actual" in meanings, "planned" in meanings)


def _follows_a_day(words: list[str], tongue: Language) -> bool:
    """Whether words may follow a weekday in a heading: a date, am, what is in the column."""
    allowed = {"am", "pm", "run", "session"}
    return all(
        word.isdigit()
        or word in tongue.months
        or word in tongue.headings
        or tongue.words.get(word, frozenset()) & allowed
        or unit_named(word, tongue)
        for word in words
    )


def _meanings(words: list[str], tongue: Language) -> set[str]:
    meanings: set[str] = set()
    at = 0
    while at < len(words):
        means, count = meanings_of(words, at, tongue.headings)
        meanings |= means
        at += count
    return meanings


def unit_named(text: str, tongue: Language) -> str:
    """The unit that a cell such as "mi" or "min_running" names, or "".

    >>> from runplan.exchange.run_plans.cells.languages import ENGLISH
    >>> [unit_named(text, ENGLISH) for text in ("min_running", "Miles", "each", "(m)")]
    ['min', 'mi', '', 'm']
    """
    for word in re.findall(r"[a-z]+", folded(text[:40])):
        if word == "m":
            return "m"
        for unit in (*KM_UNITS, *MINUTE_UNITS):
            if unit in tongue.words.get(word, ()):
                return _UNITS.get(unit, unit)
    return ""
