"""What the labels of a table's lines tell: the week of each by its number, its date or any words."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from runplan.exchange.languages import ENGLISH, Language, folded
from runplan.exchange.run_plans.limits import MOST_WEEKS, refusal
from runplan.exchange.written_dates import stated_week, week_number, weeks_at_once
from runplan.words import first_few, shown

_FURTHEST = 60  # weeks from one line to the next; more is no number of a week
_MOST_NAMED = 6  # weeks or lines that one sentence lists
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
    by_lines = "Its weeks are numbered in the order of its lines, because {}."
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
        found.notes.append(f"The week was guessed where a label has no number: {first_few(named, _MOST_NAMED)}.")
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
    # Empty labels between weeks that follow each other: a week has several lines.
    several = any(before and after == before + 1 for _, before, after in gaps)
    for places, before, after in gaps:
        named = [place for place in places if labels[place]]
        room = 0 if before is None or after is None else max(0, after - before - 1)
        new = places if len(places) == room and not several else named  # those that begin a week
        stands = f"is between weeks {before} and {after}" if before else f"is before week {after}"
        if after is None:
            yield from _after_labels(labels, places, before, days, several=several)
        elif before is None and after == 1 and not named:
            yield from ((at, 1, "with the line after it, because it has no label") for at in places)
        elif before is None and after > len(places):
            why = f"because its label has no week and week {after} follows"
            yield from ((at, week, why) for week, at in enumerate(places, start=after - len(places)))
        elif before is None or len(new) != room:
            says = f"says {shown(labels[places[0]])}" if labels[places[0]] else "is empty"
            raise refusal(name, "unclear week", where=where[places[0]], says=says, stands=stands)
        else:
            for place in places:
                before += place in new
                why = f"because its label has no week and {stands}" if place in new else _WITH_LINE_BEFORE
                yield place, before, why if room else ""


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
    twice = [str(number) for number, count in sorted(Counter(claims).items()) if count > 1]
    gaps = set(range(min(numbers, default=0), max(numbers, default=0))) - set(numbers)
    missing = [str(week) for week in sorted(gaps)]
    sentences = ((twice, ("has", "have"), "more than one line; all of them count"), (missing, ("is", "are"), "missing"))
    return [f"Week{'s' * (len(weeks) > 1)} {first_few(weeks, _MOST_NAMED)} {verbs[len(weeks) > 1]} {what}."
            for weeks, verbs, what in sentences if weeks]  # fmt: skip
