"""What the labels of a table's lines tell: the week by its number, its date or any words; the day of each line.

In: the texts of a column. Out: the week of each line, what was guessed of them, and what is to be said of them as a
whole; its days, where the whole column decides whether day or month is first, or nobody.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, pairwise

from runplan.exchange.languages import ENGLISH, Language, folded
from runplan.exchange.run_plans.limits import MOST_WEEKS, refusal, shown
from runplan.exchange.written_dates import AmbiguousDates, Day, column_days, readings

_WEEK = re.compile(r"(?<![\d.,:/-])(\d{1,3})(?![\d.,:/-])")
AMOUNT = re.compile(r"\d+(?:[.,]\d+)?\s*(?:km|k|mi|miles?|m|min|h|%)(?![^\W\d])", re.IGNORECASE)
"""A length or a share in a label, which is no number of a week: of a banner such as BASE (max 35 km)."""
_RANGE = re.compile(r"[^\d]{0,20}(\d{1,3}) ?(?:-|\u2013|to|bis|&|and) ?(\d{1,3})[^\d]{0,10}", re.IGNORECASE)
_FURTHEST = 60  # weeks from one line to the next; more is no number of a week
_MOST_NAMED = 6  # weeks or lines that one sentence lists
_MOST_AT_ONCE = 4  # weeks that one line stands for
_WITH_LINE_BEFORE = "with the line before it, because it has no label"


@dataclass
class Weeks:
    """The week of each line; sentences on those whose label does not tell it, by their places; and on all of them."""

    numbers: list[int]
    guessed: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def is_footer(label: str, tongue: Language = ENGLISH) -> bool:
    """Whether a line is a total or a note below the weeks."""
    words = re.findall(r"[^\W\d_]+|\u00a9", folded(label[:60]))
    return bool(words) and "footer" in tongue.headings.get(words[0], ())


def weeks_at_once(label: str) -> range | None:
    """The weeks that one line stands for, where its label names several."""
    match = _RANGE.fullmatch(label[:60])
    first, last = (int(match[1]), int(match[2])) if match is not None else (0, 0)
    return range(first, last + 1) if 0 < first < last < first + _MOST_AT_ONCE else None


def stated_week(label: str, tongue: Language = ENGLISH) -> int | None:
    """The number of a week in a label that has it beside the word for it, or begins with it; a banner has neither."""
    begins = re.match(r"\W*(?:[^\W\d_]{1,2}\W?)?\d", label)
    return week_number(label, tongue) if begins or _named_week(label, tongue) else None


def _named_week(label: str, tongue: Language) -> re.Match[str] | None:
    week = rf"\b(?:{tongue.any_of('week')})(?:\.| ?:| ?-)? ?(?:n[ro]?[.\u00ba\u00b0]? ?|#)?(\d{{1,3}})(?![\d.,:/])"
    return re.search(week, folded(AMOUNT.sub("", label[:80])))


@lru_cache(maxsize=4096)
def week_number(label: str, tongue: Language = ENGLISH) -> int | None:
    """The number of a week in a label: the one beside the word for it, else the first; None for a date."""
    label = label[:80]
    named = _named_week(label, tongue)
    if named is None and any(readings(label, tongue)):
        return None
    several, match = weeks_at_once(label), named or _WEEK.search(AMOUNT.sub("", label))
    return (several[0] if several else int(match[1]) if match is not None else 0) or None


def weeks_of(
    labels: Sequence[str], starts: Sequence[dt.date | None] = (), places: Sequence[str] = (),
    days: Sequence[Collection[int]] = (), name: str = "The plan", tongue: Language = ENGLISH,
) -> Weeks:  # fmt: skip
    """The number of each line's week; a PlanFileError where a line can be of more than one week.

    Numbers that rise are taken as they are, those that fall are weeks to go. Dates count where no number does. A line
    whose label tells no number is the next week where the labels around it leave room for just that, and goes on with
    the week before where an empty label has no room at all. Otherwise the lines are counted.
    """
    counted = list(range(1, len(labels) + 1))
    filled = sum(map(bool, labels))
    by_lines = "Its weeks are counted in the order of its lines, as {}."
    if filled * 2 < len(labels):
        return Weeks(counted, notes=[by_lines.format("most of them have no label")] if filled else [])
    any_number = [week_number(label, tongue) for label in labels]
    stated = [stated_week(label, tongue) for label in labels]
    own, notes = _own(any_number if _count_weeks(labels, any_number) else stated, starts)
    if own is None:
        return Weeks(counted, notes=[by_lines.format("their labels do not rise")])
    where = list(places) or [f"line {place + 1}" for place in counted]
    found = Weeks([number or 0 for number in own], notes=notes)
    for place, week, why in _between_labels(labels, own, where, days or [()] * len(labels), name):
        found.numbers[place] = week
        found.guessed |= {place: f"Taken as week {week}, {why}."} if why else {}
    if len(labels) > 2 and len(set(found.numbers)) == 1:
        return Weeks(counted, notes=[by_lines.format("many labels are the same")])
    if found.guessed:
        named = [f"{where[place]} as week {found.numbers[place]}" for place in found.guessed]
        found.notes.append(f"The week was guessed where a label has no number: {_listed(named)}.")
    numbers = [week for at, number in enumerate(found.numbers) for week in weeks_at_once(labels[at]) or (number,)]
    found.notes += said_of_numbers(numbers, [number for number in own if number is not None])
    return found


def _count_weeks(labels: Sequence[str], numbers: Sequence[int | None]) -> bool:
    """Whether numbers behind an unknown word count weeks: one after another, and the word the same in all labels."""
    words = {folded(re.split(r"\d", label)[0]) for label, number in zip(labels, numbers, strict=True) if number}
    stated = [number for number in numbers if number]
    return len(words) == 1 and len(stated) > 2 and all(abs(after - before) < 2 for before, after in pairwise(stated))


def _own(own: list[int | None], starts: Sequence[dt.date | None]) -> tuple[list[int | None] | None, list[str]]:
    """What each label says by itself; None where that does not go in one direction."""
    known = [number for number in own if number is not None]
    dates = [start for start in starts if start is not None]
    notes = []
    if not known and dates:
        own = [None if start is None else (start - dates[0]).days // 7 + 1 for start in starts]
    elif len(set(known)) > 1 and all(before >= after for before, after in pairwise(known)):
        first = own.index(known[0])
        own = [None if number is None else known[0] + first + 1 - number for number in own]
        notes = [f"Its weeks are counted down: the one labelled {known[0]} is week {first + 1}."]
    known = [number for number in own if number is not None]
    rises = all(before <= after <= before + _FURTHEST for before, after in pairwise(known))
    if known and not (rises and 1 <= known[0] <= 1 + _FURTHEST and known[-1] <= MOST_WEEKS):
        return None, []
    return own, notes


def _between_labels(
    labels: Sequence[str], own: Sequence[int | None], where: Sequence[str], days: Sequence[Collection[int]], name: str
) -> Iterator[tuple[int, int, str]]:
    """The weeks of the lines whose labels tell none, by the labels around them: place, week, and why if guessed."""
    gaps = []
    for empty, group in groupby(range(len(own)), key=lambda place: own[place] is None):
        places = list(group)
        if empty:
            gaps.append((places, own[places[0] - 1] if places[0] else None, (*own, None)[places[-1] + 1]))
    # Where empty labels stand between weeks that follow each other, a week has several lines, and an empty label
    # elsewhere may be either.
    several = any(before and after == before + 1 for _, before, after in gaps)
    for places, before, after in gaps:
        label, named = labels[places[0]], [place for place in places if labels[place]]
        stands = f"is between weeks {before} and {after}" if before else f"is before week {after}"
        room = len(places) if before is None or after is None else after - before - 1
        says = f"says {shown(label)}" if label else "is empty"
        unclear = refusal(name, "unclear week", where=where[places[0]], says=says, stands=stands)
        tight = before is None and after is not None and after - len(places) < 1 and (after > 1 or bool(named))
        if after is None:
            yield from _after_labels(labels, places, before, days, several=several)
        elif before is None and not tight:
            for week, place in enumerate(places, start=after - len(places)):
                first = after == 1 and not labels[place]
                why = f"because its label has no week and week {after} follows"
                yield place, 1 if first else week, "with the line after it, because it has no label" if first else why
        elif before is None or (room <= 0 and named):
            raise unclear
        elif room <= 0:
            yield from ((place, before, "") for place in places)
        elif len(places) == room and not (several and len(named) < room):
            why = f"because its label has no week and {stands}"
            yield from ((place, week, why) for week, place in enumerate(places, start=before + 1))
        elif len(named) == room:
            for place in places:
                before += place in named
                why = f"because its label has no week and {stands}" if place in named else _WITH_LINE_BEFORE
                yield place, before, why
        else:
            raise unclear


def _after_labels(
    labels: Sequence[str], places: Sequence[int], before: int | None, days: Sequence[Collection[int]], *, several: bool
) -> Iterator[tuple[int, int, str]]:
    """The weeks of lines that are after all labels with a number, or where there are none."""
    last = before or 0
    for place in places:
        label = labels[place]
        short = len(days[place]) == 1 or (days[place] and not set(days[place]) & set(days[place - 1]))
        new = not last or any(letter.isalpha() for letter in label) or (before is None and bool(label))
        goes_on = not label and (before is None or several or short)
        last += new or not goes_on
        guess = _WITH_LINE_BEFORE if goes_on else f"because its label has no week and it follows week {last - 1}"
        yield place, last, "" if new else guess


def said_of_numbers(numbers: Sequence[int], claims: Sequence[int]) -> list[str]:
    """Sentences on weeks that more than one label claims, and on weeks that are missing between others."""
    twice = sorted(number for number, count in Counter(claims).items() if count > 1)
    missing = sorted(set(range(min(numbers, default=0), max(numbers, default=0))) - set(numbers))
    notes = []
    if twice:
        weeks = f"Week {twice[0]} has" if len(twice) == 1 else f"Weeks {_listed(list(map(str, twice)))} have"
        notes.append(f"{weeks} more than one line; all of them count.")
    if missing:
        weeks = f"Week {missing[0]} is" if len(missing) == 1 else f"Weeks {_listed(list(map(str, missing)))} are"
        notes.append(f"{weeks} missing.")
    return notes


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def days_of(
    texts: Sequence[str], places: Sequence[str], name: str, weekdays: Sequence[str] = (), *, month_first: bool = False,
    tongue: Language = ENGLISH,
) -> tuple[list[Day | None], str]:  # fmt: skip
    """The days of a column, and how they were read if found out; a PlanFileError if day and month may be either."""
    try:
        return column_days(texts, weekdays, month_first=month_first, tongue=tongue)
    except AmbiguousDates as unclear:
        text, where = shown(texts[unclear.at]), places[unclear.at]
        raise refusal(name, "ambiguous dates", text=text, where=where, why=str(unclear)) from None
