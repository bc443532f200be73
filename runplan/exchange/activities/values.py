"""Numbers, times and moments as other tools write them, in the ways of seven languages."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence

from runplan.exchange.activities.words import folded
from runplan.exchange.languages import every_language
from runplan.exchange.written_dates import found_date

_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009'’]")
_THOUSANDS = {",": re.compile(r"[+-]?\d{1,3}(?:,\d{3})+"), ".": re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+")}
_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][+-]?\d{1,2})?")
_COMMA_DECIMAL = re.compile(r"\d{1,4},\d{1,2}")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,]\d{1,6})?")
_SPOKEN = re.compile(
    r"(?:(\d{1,3}) ?(?:h|hr|hrs|std)\.?)? ?(?:(\d{1,4}) ?(?:m|min|mins)\.?)? ?(?:(\d{1,5}) ?(?:s|sec)\.?)?"
)
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ]+(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?)? ?(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
_TIME = re.compile(r"(\d{1,2})[:.h](\d\d)(?:[:.](\d\d))?(?:[.,]\d+)? ?(?:([ap])\.? ?m\.?)?(?: ?(?:uhr|utc|gmt))?$")
_DIGITS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")


def uses_decimal_comma(cells: Sequence[str]) -> bool:
    """Whether the numbers of a file have a decimal comma.

    >>> uses_decimal_comma(["10,02", "5,4"]), uses_decimal_comma(["1,500", "10.02"])
    (True, False)
    """
    return any(_COMMA_DECIMAL.fullmatch(cell.strip()) for cell in cells)


def read_number(text: str, *, decimal_comma: bool = False) -> float | None:
    """A number, or None for what is none; "--" is none.

    >>> read_number("1,500.5"), read_number("10,02"), read_number("1,500"), read_number("1.500", decimal_comma=True)
    (1500.5, 10.02, 1500.0, 1500.0)
    >>> read_number("--"), read_number("nan"), read_number("5051.39990234375")
    (None, None, 5051.39990234375)
    """
    text = _BLANKS.sub("", text)
    if "," in text and "." in text:
        thousands = min(",", ".", key=text.rfind)
        text = text.replace(thousands, "").replace(",", ".")
    elif "," in text:
        is_thousands = not decimal_comma and _THOUSANDS[","].fullmatch(text) is not None
        text = text.replace(",", "" if is_thousands else ".")
    elif decimal_comma and _THOUSANDS["."].fullmatch(text) is not None:
        text = text.replace(".", "")
    if _NUMBER.fullmatch(text) is None:
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def read_seconds(text: str) -> float | None:
    """Seconds of "0:52:13", "52:13", "1h 5m" or a bare number of seconds; None for what is no time.

    >>> read_seconds("0:52:13"), read_seconds("52:13.4"), read_seconds("1h 5m"), read_seconds("90"), read_seconds("--")
    (3133.0, 3133.0, 3900.0, 90.0, None)
    """
    text = text.strip()
    match = _CLOCK.fullmatch(text)
    if match is not None:
        return float(int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3]))
    match = _SPOKEN.fullmatch(text.lower())
    if match is not None and any(match.groups()):
        return float(int(match[1] or 0) * 3600 + int(match[2] or 0) * 60 + int(match[3] or 0))
    return read_number(text)


def read_moments(texts: Sequence[str]) -> tuple[list[dt.datetime | None], str]:
    """Moments of a column, and a sentence where day and month could be either.

    A moment without a time of day is at midnight; one with "Z" is aware of UTC, one with another offset is the clock
    that is written.
    """
    order, guessed = _order(texts)
    return [read_moment(text, order) for text in texts], guessed


def read_moment(text: str, order: str = "dmy") -> dt.datetime | None:
    """A moment, or None for what is none.

    >>> print(read_moment("Oct 7, 2020, 2:43:11 PM"), "|", read_moment("28 Sep 2026, 18:05"))
    2020-10-07 14:43:11 | 2026-09-28 18:05:00
    >>> print(read_moment("2026-10-12 07:01:22"), "|", read_moment("7. Okt. 2020, 14:43:11"))
    2026-10-12 07:01:22 | 2020-10-07 14:43:11
    """
    text = " ".join(text[:80].split())
    match = _ISO.fullmatch(text)
    if match is not None:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        moment = _moment((year, month, day), (hour, minute, second))
        zero = match[7] is not None and match[7].upper().replace(":", "") in ("Z", "+0000", "-0000")
        return moment.replace(tzinfo=dt.UTC) if moment is not None and zero else moment
    bare = " ".join(_kept_signs(text).split())
    first_day, first_month, end = found_date(bare, every_language())
    date, time = first_month if order == "mdy" else first_day, _time(bare[end:])
    return None if date is None or not date[0] or time is None else _moment(date, time)


def _kept_signs(text: str) -> str:
    """The text in small letters without accents, its points, commas and colons kept."""
    return "".join(sign if sign in ".,:/-" else folded(sign) or " " for sign in text)


def _time(text: str) -> tuple[int, int, int] | None:
    """Hours, minutes and seconds; midnight where nothing is left, None for what is no time."""
    text = text.strip(" ,")
    text = re.sub(r"^(?:at|um|a las|a les|alle|alle ore|om|as|a) ", "", text)
    if not text:
        return 0, 0, 0
    match = _TIME.match(text)
    if match is None:
        return None
    hour = int(match[1])
    if match[4]:
        hour = hour % 12 + 12 * (match[4] == "p")
    return hour, int(match[2]), int(match[3] or 0)


def _moment(date: tuple[int, int, int], time: tuple[int, int, int]) -> dt.datetime | None:
    try:
        return dt.datetime(*date, *time)
    except ValueError:
        return None


def _order(texts: Sequence[str]) -> tuple[str, str]:
    """Whether the day or the month comes first where both are numbers, by the whole column."""
    pairs, signs, afternoon = [], set(), False
    for text in texts:
        match = _DIGITS.match(text.strip())
        if match is not None and len(match[1]) < 3:
            pairs.append((int(match[1]), int(match[3])))
            signs.add(match[2])
            afternoon |= bool(re.search(r"[ap]\.?m\.?\s*$", text.strip().lower()))
    if not pairs or signs == {"."} or any(first > 12 for first, _ in pairs):
        return "dmy", ""
    if any(second > 12 for _, second in pairs) or afternoon:
        return "mdy", ""
    return "dmy", "The order of day and month is unclear: RunPlan read it as day, month, year."
