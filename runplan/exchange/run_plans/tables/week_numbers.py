"""What stands at the beginning of a week's line: its number, its date, or any words; and what follows without one.

In: the labels of the lines. Out: the week of each, what was guessed of them, and what is to be said of them as a whole.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from runplan.exchange.run_plans.cells.languages import ENGLISH, Language, folded, language
from runplan.exchange.run_plans.limits import MOST_WEEKS, refusal, shown
from runplan.exchange.run_plans.tables.dates import day_and_month, make_date, some_date

_FOOTER = re.compile(
    r"\s*(?:grand\s+|overall\s+)?(?:totals?|sums?|averages?|avg|mean|notes?|legend|key|source|copyright|©)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\d.,:/-])(\d{1,3})(?![\d.,:/-])")
_RANGE = re.compile(r"[^\d]{0,20}(\d{1,3}) ?(?:-|\u2013|to|bis|&|and) ?(\d{1,3})[^\d]{0,10}", re.IGNORECASE)
_FURTHEST = 60  # weeks from one line to the next; more is no number of a week
_MOST_NAMED = 6  # weeks or lines that one sentence lists
_MOST_AT_ONCE = 4  # weeks that one line stands for


@dataclass
class Weeks:
    """The week of each line.

    Attributes
    ----------
    numbers : list of int
    guessed : dict of int to str
        For the places of lines whose label does not tell their week: a sentence on what was taken, and why.
    notes : list of str
        Sentences on the labels as a whole.
    """

    numbers: list[int]
    guessed: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def is_footer(label: str) -> bool:
    """Whether a line is a total or a note below the weeks.

    >>> is_footer("Total"), is_footer("Training Week 1"), is_footer("Notes: drink")
    (True, False, True)
    """
    return _FOOTER.match(label[:60]) is not None


def weeks_at_once(label: str) -> range | None:
    """The weeks that one line stands for, where its label names several.

    >>> weeks_at_once("Weeks 3-4"), weeks_at_once("Week 3"), weeks_at_once("1-7")
    (range(3, 5), None, None)
    """
    match = _RANGE.fullmatch(label[:60])
    first, last = (int(match[1]), int(match[2])) if match is not None else (0, 0)
    return range(first, last + 1) if 0 < first < last < first + _MOST_AT_ONCE else None


def week_number(label: str, tongue: Language = ENGLISH) -> int | None:
    """The number of a week in a label: the one beside the word for it, else the first; None for a date."""
    return _week_number(label[:80], tongue.code)


@cache
def _after_week(code: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{language(code).any_of('week')})\.? ?#?(\d{{1,3}})(?![\d.,:/])")


@lru_cache(maxsize=4096)
def _week_number(label: str, code: str) -> int | None:
    named, tongue = _after_week(code).search(folded(label)), language(code)
    if named is None and (some_date(label, tongue) or day_and_month(label, tongue)):
        return None
    several = weeks_at_once(label)
    match = named or _NUMBER.search(label)
    number = several[0] if several else int(match[1]) if match is not None else 0
    return number or None


def weeks_of(
    labels: Sequence[str],
    starts: Sequence[dt.date | None] = (),
    places: Sequence[str] = (),
    days: Sequence[Collection[int]] = (),
    name: str = "The plan",
    tongue: Language = ENGLISH,
) -> Weeks:
    """The number of each line's week.

    Numbers that rise are taken as they are, those that fall are weeks to go. Dates count where no number does. A line
    whose label tells no number is the next week where the labels around it leave room for just that, and goes on with
    the week before where an empty label has no room at all. Otherwise the lines are counted.

    Raises
    ------
    PlanFileError
        If a line can be of more than one week.

    Examples
    --------
    >>> weeks_of(["Training Week 1", "Training Week 2", "Final Training Week!"]).numbers
    [1, 2, 3]
    >>> weeks_of(["5", "", "7"]).numbers, weeks_of(["1", "", "2"]).numbers, weeks_of(["3", "2", "1"]).numbers
    ([5, 6, 7], [1, 1, 2], [1, 2, 3])
    >>> weeks_of(["28 Feb", "7 March", "21 March"]).numbers
    [1, 2, 4]
    """
    counted = list(range(1, len(labels) + 1))
    filled = sum(bool(label) for label in labels)
    if filled * 2 < len(labels):
        said = "Its weeks are counted in the order of its lines, as most of them have no label."
        return Weeks(counted, notes=[said] if filled else [])
    own, notes = _own(labels, starts, tongue)
    if own is None:
        return Weeks(counted, notes=["Its weeks are counted in the order of its lines, as their labels do not rise."])
    where = list(places) or [f"line {place + 1}" for place in range(len(labels))]
    found = _Filling(labels, own, where, days or [()] * len(labels), name).fill()
    if len(labels) > 2 and len(set(found.numbers)) == 1:
        said = "Its weeks are counted in the order of its lines, as many labels are the same."
        return Weeks(counted, notes=[said])
    claims = [number for number in own if number is not None]
    numbers = [week for at, number in enumerate(found.numbers) for week in weeks_at_once(labels[at]) or (number,)]
    found.notes = [*notes, *_guesses(found, where), *said_of_numbers(numbers, claims)]
    return found


def _own(
    labels: Sequence[str], starts: Sequence[dt.date | None], tongue: Language
) -> tuple[list[int | None] | None, list[str]]:
    """What each label says by itself; None where that does not go in one direction."""
    own = [week_number(label, tongue) for label in labels]
    known = [number for number in own if number is not None]
    notes = []
    if not known and not any(starts):
        starts = _in_one_year([day_and_month(label, tongue) for label in labels])
    dates = [start for start in starts if start is not None]
    if not known and dates:
        own = [None if start is None else (start - dates[0]).days // 7 + 1 for start in starts]
    elif len(set(known)) > 1 and all(one >= two for one, two in pairwise(known)):
        first = next(place for place, number in enumerate(own) if number is not None)
        most = known[0] + first
        own = [None if number is None else most + 1 - number for number in own]
        notes = [f"Its weeks are counted down: the one labelled {known[0]} is week {first + 1}."]
    known = [number for number in own if number is not None]
    rises = all(one <= two <= one + _FURTHEST for one, two in pairwise(known))
    if known and not (rises and 1 <= known[0] <= 1 + _FURTHEST and known[-1] <= MOST_WEEKS):
        return None, []
    return own, notes


def _in_one_year(days: Sequence[tuple[int, int, int] | None]) -> list[dt.date | None]:
    """Days of which the year is not told, as dates that follow each other; the year itself is any."""
    dates: list[dt.date | None] = []
    year = 2001
    for day in days:
        last = next((date for date in reversed(dates) if date is not None), None)
        date = None if day is None else make_date(day[0] or year, *day[1:])
        if date is not None and last is not None and date < last and day is not None and not day[0]:
            year += 1
            date = make_date(year, *day[1:])
        dates.append(date)
    return dates


class _Filling:
    """The weeks of the lines whose labels tell none, from the labels around them."""

    def __init__(
        self,
        labels: Sequence[str],
        own: Sequence[int | None],
        where: Sequence[str],
        days: Sequence[Collection[int]],
        name: str,
    ) -> None:
        self._labels, self._own, self._where, self._days, self._name = labels, own, where, days, name
        self._numbers: list[int] = [number or 0 for number in own]
        self._guessed: dict[int, str] = {}

    def fill(self) -> Weeks:
        gaps = self._gaps()
        # Where empty labels stand between weeks that follow each other, a week has several lines, and an empty label
        # elsewhere may be either.
        several = any(before and after == before + 1 for _, before, after in gaps)
        for places, before, after in gaps:
            if before is None and after is None:
                self._by_order(places)
            elif after is None:
                self._at_the_end(places, before or 0, several=several)
            elif before is None:
                self._at_the_beginning(places, after)
            else:
                self._between(places, before, after, several=several)
        return Weeks(self._numbers, self._guessed)

    def _gaps(self) -> list[tuple[list[int], int | None, int | None]]:
        """Each row of lines without a number, with the numbers before and after it."""
        gaps: list[tuple[list[int], int | None, int | None]] = []
        before: int | None = None
        open_: list[int] = []
        for place, number in enumerate(self._own):
            if number is None:
                open_.append(place)
                continue
            if open_:
                gaps.append((open_, before, number))
            before, open_ = number, []
        return [*gaps, (open_, before, None)] if open_ else gaps

    def _guess(self, place: int, week: int, why: str) -> None:
        self._numbers[place] = week
        self._guessed[place] = f"Taken as week {week}, {why}."

    def _by_order(self, places: Sequence[int]) -> None:
        """No label has a number: each that says something is the next week."""
        last = 0
        for place in places:
            if self._labels[place] or not last:
                last += 1
                self._numbers[place] = last
            else:
                self._guess(place, last, "with the line before it, as it has no label")

    def _at_the_end(self, places: Sequence[int], last: int, *, several: bool) -> None:
        for place in places:
            label = self._labels[place]
            together = set(self._days[place]) & set(self._days[place - 1])
            if any(letter.isalpha() for letter in label):
                last += 1
                self._numbers[place] = last
            elif not label and (several or len(self._days[place]) == 1 or (self._days[place] and not together)):
                self._guess(place, last, "with the line before it, as it has no label")
            else:
                last += 1
                self._guess(place, last, f"as its label tells no week and it follows week {last - 1}")

    def _at_the_beginning(self, places: Sequence[int], after: int) -> None:
        for place in places:
            week = after - (places[-1] + 1 - place)
            if after == 1 and not self._labels[place]:
                self._guess(place, 1, "with the line after it, as it has no label")
            elif week < 1:
                raise self._unclear(place, f"stands before week {after}")
            else:
                self._guess(place, week, f"as its label tells no week and week {after} follows")

    def _between(self, places: Sequence[int], before: int, after: int, *, several: bool) -> None:
        room = after - before - 1
        named = [place for place in places if self._labels[place]]
        why = f"as its label tells no week and stands between weeks {before} and {after}"
        if room <= 0 and not named:
            for place in places:
                self._numbers[place] = before
        elif len(places) == room and not (several and len(named) < room):
            for week, place in enumerate(places, start=before + 1):
                self._guess(place, week, why)
        elif len(named) == room > 0:
            week = before
            for place in places:
                week += place in named
                self._guess(place, week, why if place in named else "with the line before it, as it has no label")
        else:
            raise self._unclear(places[0], f"stands between weeks {before} and {after}")

    def _unclear(self, place: int, stands: str) -> Exception:
        label = self._labels[place]
        what = f"says {shown(label)}" if label else "is empty"
        return refusal(
            self._name,
            f"has a line whose week cannot be told: its label ({self._where[place]}) {what} and {stands}. Write the "
            "number of its week there.",
        )


def _guesses(found: Weeks, where: Sequence[str]) -> list[str]:
    """One sentence on the lines whose week was taken from those around them."""
    if not found.guessed:
        return []
    named = [f"{where[place]} as week {found.numbers[place]}" for place in found.guessed]
    count = "One line" if len(named) == 1 else f"{len(named)} lines"
    has = "has" if len(named) == 1 else "have"
    return [f"{count} {has} no week's number, which was guessed: {_listed(named)}."]


def said_of_numbers(numbers: Sequence[int], claims: Sequence[int]) -> list[str]:
    """Sentences on weeks that more than one label claims, and on weeks that are missing between others.

    >>> said_of_numbers([1, 2, 2, 4], [1, 2, 2, 4])
    ['More than one line is labelled as week 2: all of them were put into it.', 'No line is week 3.']
    """
    twice = sorted(number for number, count in Counter(claims).items() if count > 1)
    missing = sorted(set(range(min(numbers, default=0), max(numbers, default=0))) - set(numbers))
    said = []
    if twice:
        weeks = f"week {twice[0]}" if len(twice) == 1 else f"each of the weeks {_listed(list(map(str, twice)))}"
        said.append(f"More than one line is labelled as {weeks}: all of them were put into it.")
    if missing:
        word = "week" if len(missing) == 1 else f"any of {len(missing)} weeks between:"
        said.append(f"No line is {word} {_listed(list(map(str, missing)))}.")
    return said


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more
