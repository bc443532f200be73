"""What stands at the beginning of a week's line: its number, its date, or any words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from runplan.exchange.imports.dates import dates_of, some_date
from runplan.exchange.imports.limits import MOST_WEEKS

__all__ = ["is_footer", "week_starts", "weeks_of"]

_FOOTER = re.compile(
    r"\s*(?:grand\s+|overall\s+)?(?:totals?|sums?|averages?|avg|mean|notes?|legend|key|source|copyright|©)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\d.,:/-])(\d{1,3})(?![\d.,:/-])")
_FURTHEST = 60  # weeks from one line to the next; more is no number of a week


def is_footer(label: str) -> bool:
    """Whether a line is a total or a note below the weeks.

    >>> is_footer("Total"), is_footer("Training Week 1"), is_footer("Notes: drink")
    (True, False, True)
    """
    return _FOOTER.match(label[:60]) is not None


def _numbered(label: str) -> int | None:
    label = label[:80]
    if some_date(label):
        return None
    found = _NUMBER.search(label)
    return None if found is None or not int(found[1]) else int(found[1])


def weeks_of(labels: Sequence[str]) -> tuple[list[int], str]:
    """The number of each line's week, and a sentence where the labels do not tell it.

    Numbers that rise are taken as they are; a line without a label goes on with the week before; a label without a
    number is the next week. Otherwise the lines are counted.

    >>> weeks_of(["Training Week 1", "Training Week 2", "Final Training Week!"])
    ([1, 2, 3], '')
    >>> weeks_of(["3", "2", "1"])[0]
    [1, 2, 3]
    """
    counted = list(range(1, len(labels) + 1))
    if sum(bool(label) for label in labels) * 2 < len(labels):
        return counted, ""
    numbers: list[int] = []
    for label in labels:
        last = numbers[-1] if numbers else 0
        own = _numbered(label)
        if own is not None:
            if own < last or own > max(last, 1) + _FURTHEST or own > MOST_WEEKS:
                return counted, "Its weeks are counted in the order of its lines, as their labels do not rise."
            numbers.append(own)
        else:
            numbers.append(last + 1 if label or not last else last)
    if len(set(numbers)) * 2 < len(labels):
        return counted, "Its weeks are counted in the order of its lines, as many labels are the same."
    return numbers, ""


def week_starts(labels: Sequence[str], places: Sequence[str], name: str) -> tuple[list[dt.date | None], str]:
    """The date in each label, where there is one, and a sentence where its order of day and month was found out.

    Raises
    ------
    PlanFileError
        If day and month can be either.
    """
    return dates_of([label[:80] for label in labels], places, name)
