"""A cell's text as numbers, words with their meanings, signs, and asides: what tells of a run, and not how long it is.

Paces, heart rates, climbs, times of the day and numbers of weeks are taken out first, each by its pattern, so that none
of their numbers is ever a distance. Each text is looked at once, so a cell of any text takes time in proportion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial

from runplan.exchange.run_plans.cells.languages import (
    KM_UNITS,
    LONGEST_PHRASE,
    MINUTE_UNITS,
    NOTHING,
    Language,
    folded,
    language,
    meanings_of,
)

_TOKEN = re.compile(
    r"\x01(?P<aside>[^\x01\x02]*)\x02|(?P<clock>\d{1,3}:\d\d(?::\d\d)?(?![\d:]))"
    r"|(?P<number>\d{1,3}(?:,\d{3}){1,2}(?![\d,])|\d+(?:[.,]\d+)?)|(?P<word>[^\W\d_]+)|(?P<sign>[^\s\w]|_|\n)"
)
_SAME = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "×": "x", "–": "-", "\u2014": "-", "\u2212": "-", "\u2010": "-"}
    | {"\u2011": "-", "’": "'", "\u2032": "'", "\u2033": '"', "\u201c": '"', "\u201d": '"', "\u00b4": "'", "*": "x"}
    | {"[": "(", "]": ")", "{": "(", "}": ")", "\x01": " ", "\x02": " ", "\t": " ", "\r": "\n"}
)
_FRACTIONS = {"½": "5", "¼": "25", "¾": "75"}
_WRITTEN = re.compile(r"(?<![\d/.,])(?:(\d{1,3})[ -])?([13])/([24])(?![\d/])")
_SPELLED = (
    (re.compile(r"''"), '"'),
    (re.compile(r"\bs ?& ?c\b", re.IGNORECASE), "strength"),
    (re.compile(r"(?<![\d/.x] )(?<![\d/.x])(?:1/2|½|0\.5)[ -]?(?:m|marathon)\b", re.IGNORECASE), "half marathon"),
    (re.compile(r"\bvo ?2(?: ?max)?(?![a-z\d])", re.IGNORECASE), " vo "),
    (re.compile(r"\bTT\b"), "time trial"),
    (re.compile(r"\bw/ ?u(?:p)?\b", re.IGNORECASE), "warm up"),
    (re.compile(r"\bc/ ?d\b", re.IGNORECASE), "cool down"),
    (re.compile(r"\bGA ?[12](?![\d])"), "easy"),
    # The letters of training paces that a school of plans writes right after a number: 2E + 3 x 1T.
    *(
        (re.compile(rf"(?<=\d) ?{letter}(?![\w'])"), f" {word}")
        for letter, word in (("E", "easy"), ("T", "threshold"), ("I", "interval"), ("R", "rep"), ("L", "long"))
    ),
)
_NAME = re.compile(r"\{([a-z]+)\}")
_LONGEST_NUMBER = 9  # digits; longer ones are no distance
_PIECES = {
    "time": r"\d{1,2}[:']\d\d\"?",
    "times": r"{time}(?: ?(?:-|to) ?{time})?",
    "share": r"\d{1,3}(?:[.,]\d)?(?: ?- ?\d{1,3}(?:[.,]\d)?)? ?%",
    "far": r"(?<![\d.,:])\d{1,2}(?:[.,]\d)? ?-? ?",
    "sign": r"(?:(?:@|\b(?:{at}|{pace})) ?:?~? ?)",
    "by": r"(?:@ ?|\b(?:{at}) )",
    "nounit": r"(?! ?(?:km|k|mi|miles?|m|min|h|x|s)\b|[.,:/\d])",
}
# Kind and pattern; a name in braces is a piece, or stands for each of the language's words with that meaning.
_ASIDES = (
    ("link", r"https?://\S+|www\.\S+"),
    ("week", r"^\s*(?:{week})\.? ?#?\d{1,3}(?: ?(?:/|{of}) ?\d{1,3})?(?:[ ,]*(?:-|d|{session}) ?\d{1,2}(?!\d))?"
             r"\s*(?:[:)|-]|\.(?!\d)|$|(?= [a-z(]))"),
    ("index", r"^\s*(?:{session}|#) ?\d{1,3}(?: ?(?:/|{of}) ?\d{1,3})?\s*(?:\)|:(?!\d)|[.-](?!\s*\d))"),
    ("effort", r"\b(?:rpe|{effort}) ?[:=]? ?\d{1,2}(?:[.,]\d)?(?: ?- ?\d{1,2})?(?: ?(?:/|{of}) ?10)?\b"),
    ("effort", r"(?<![\dx/.,] )(?<![\dx/.,])\b\d{1,2}(?: ?- ?\d{1,2})? ?/ ?10\b{nounit}"),
    ("zone", r"\b(?:{zone}) ?[1-7][ab]?(?: ?(?:-|/|\+|to) ?(?:{zone})? ?[1-7][ab]?)?\b"),
    ("heart", r"\b(?:{heart}) ?[:<>=~@]* ?(?:{share}|1\d\d(?: ?- ?\d{2,3})?)"),
    ("heart", r"[<>]? ?\b\d{2,3}(?: ?- ?\d{2,3})? ?(?:bpm|ppm)\b"),
    ("share", r"{share}"),
    ("pace", r"{sign}?{times} ?(?:(?:min)?\.? ?/ ?|(?:min )?(?:{per}) )(?:1 ?)?"
             r"(?:km|k|mi|miles?|m)\b(?: ?(?:{pace})\b)?"),
    ("pace", r"{sign}?\d{1,2}(?: ?- ?\d{1,2})? ?(?:min|') ?(?:/|{per}) ?(?:km|mi|miles?)\b"),
    ("pace", r"(?:@|\b(?:{pace}) ?:?|\b(?:at|bei)\b) ?~?(?:1[0-5]|[2-9])[:']\d\d(?![:\d])(?: ?- ?{time})?"
             r"(?: ?(?:{pace})\b)?"),
    ("pace", r"{times} ?(?:{pace})\b"),
    ("pace", r"\d{1,2}(?:[.,]\d)?(?: ?- ?\d{1,2}(?:[.,]\d)?)? ?(?:km/h|kmh|kph|mph)\b"),
    ("named", r"{by}{far}k(?!m)(?: ?-? ?(?:race|goal|{race}))?(?: ?-? ?(?:{pace}))?\b"),
    ("named", r"{by}?{far}(?:km|k|mi|miles?) ?-? ?(?:(?:race|goal|{race}) ?-? ?)?(?:{pace})\b"),
    ("named", r"{by}?\b(?:{half}|{marathon}|goal|race|mile)(?: ?-? ?(?:race|goal))? ?-? ?(?:{pace})\b"),
    ("named", r"(?:@ ?|\bat )(?:{half}|{marathon})\b"),
    ("climb", r"(?<!x )(?<!x)\b\d{2,4} ?(?:m|ft|feet|meters?)? ?(?:d ?\+|\+(?! ?\d)|(?:{climb})\b)"),
    ("climb", r"\+ ?\d{2,4} ?m\b(?= ?(?:$|[),;\n]))"),
    ("hour", r"(?:\b(?:{at}) )?\b(?:[01]?\d|2[0-3])(?:[:.]|h)[0-5]\d ?(?:am|pm|uhr)\b|\b(?:1[0-2]|0?[1-9]) ?(?:am|pm)\b"
             r"|\b0[4-9]:[0-5]\d\b(?!:)|\b(?:at|um|om) (?:1[6-9]|2[0-3]):[0-5]\d\b(?!:)"),
    ("ratio", r"\b(?:run|r) ?[/-] ?(?:walk|w)\b ?:? ?\d{1,2} ?[:/] ?\d{1,2}"
              r"|\b\d{1,2} ?[:/] ?\d{1,2} (?:run ?[/-] ?walk)|\(\d{1,2} ?[:/] ?\d{1,2}\)"),
    ("index", r"(?<![\dx/.,@] )(?<![\dx/.,@])\b\d{1,3} ?/ ?\d{2,3}\b{nounit}"),
)  # fmt: skip


@dataclass(frozen=True)
class Token:
    """A number, a clock time, a word or phrase with what it means, a sign, or an aside by its kind."""

    kind: str
    text: str
    means: frozenset[str] = NOTHING

    @property
    def unit(self) -> str:
        """The unit that it names, or ""."""
        if self.text in ("'", '"'):
            return "min" if self.text == "'" else "s"
        return next((unit for unit in (*KM_UNITS, *MINUTE_UNITS) if unit in self.means), "")


@cache
def _patterns(code: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    tongue = language(code)

    def piece(match: re.Match[str]) -> str:
        name = match[1]
        if name in _PIECES:
            return _NAME.sub(piece, _PIECES[name])
        return tongue.any_of(name)

    return tuple((kind, re.compile(_NAME.sub(piece, pattern))) for kind, pattern in _ASIDES)


def tokens(text: str, tongue: Language) -> list[Token]:
    """The tokens of a text.

    >>> from runplan.exchange.run_plans.cells.languages import ENGLISH
    >>> [token.text for token in tokens("6–8 mi 10k-pace reps", ENGLISH)]
    ['6', '-', '8', 'mi', '10k', 'reps']
    """
    text = text.translate(_SAME)
    for pattern, word in _SPELLED:
        text = pattern.sub(word, text)
    for sign, digits in _FRACTIONS.items():
        if sign in text:
            text = re.sub(rf"(?<=\d) ?{sign}", f".{digits}", text).replace(sign, f"0.{digits}")
    text = folded(text)
    if any(letter.isdigit() for letter in text):
        for kind, pattern in _patterns(tongue.code):
            text = pattern.sub(partial(_aside, kind, tongue), text)
    text = _WRITTEN.sub(lambda match: f"{int(match[1] or 0) + int(match[2]) / int(match[3]):g}", text)
    plain = [Token(str(match.lastgroup), str(match[str(match.lastgroup)])) for match in _TOKEN.finditer(text)]
    return list(_with_meanings(plain, tongue))


def _aside(kind: str, tongue: Language, match: re.Match[str]) -> str:
    """What stands for an aside among the tokens; the text itself where it is none after all."""
    if kind != "named":
        return f" \x01{kind}\x02 "
    text = match[0].strip(" @")
    number = re.search(r"\d+(?:[.,]\d)?", text)
    if number is None:
        words = re.findall("[a-z]+", text)
        half = any("half" in meanings_of(words, at, tongue.words)[0] for at in range(len(words)))
        marathon = any("marathon" in meanings_of(words, at, tongue.words)[0] for at in range(len(words)))
        return f" \x01pace:{'half' if half else 'marathon' if marathon else words[0]}\x02 "
    short = re.search(r"k(?!m)", text) is not None
    other = re.search(r"\d", match.string[: match.start()] + match.string[match.end() :])
    if not short and match[0][0] != "@" and not other:
        return match[0]  # 4 mi pace: so far, and not so fast
    return f" \x01pace:{number[0]}k\x02 "


def _with_meanings(plain: list[Token], tongue: Language) -> list[Token]:
    """The tokens, words joined to the longest phrases that are known."""
    joined: list[Token] = []
    at = 0
    while at < len(plain):
        token = plain[at]
        if token.kind == "aside":
            kind, _, text = token.text.partition(":")
            joined.append(Token(kind, text))
        elif token.kind != "word":
            joined.append(token)
        else:
            ends = _words_from(plain, at)
            means, count = meanings_of([plain[end].text for end in ends], 0, tongue.words)
            joined.append(Token("word", " ".join(plain[end].text for end in ends[:count]), means))
            at = ends[count - 1]
        at += 1
    return joined


def _words_from(plain: list[Token], at: int) -> list[int]:
    """The places of a word and of those that may make a phrase with it; hyphens and points stand between."""
    places = [at]
    while len(places) < LONGEST_PHRASE:
        at += 1
        if at + 1 < len(plain) and plain[at].text in ("-", ".", "&", "'"):
            at += 1
        if at >= len(plain) or plain[at].kind != "word":
            break
        places.append(at)
    return places


def number(text: str) -> float | None:
    """A number as people write it; None for one that is too long to be a distance.

    >>> number("4,8"), number("1,600"), number("4.8"), number("1" * 30)
    (4.8, 1600.0, 4.8, None)
    """
    whole, comma, rest = text.partition(",")
    if len(whole.partition(".")[0]) > _LONGEST_NUMBER or len(text) > 3 * _LONGEST_NUMBER:
        return None
    if comma and len(rest) >= 3 and all(len(group) == 3 for group in rest.split(",")):
        return float(whole + rest.replace(",", ""))
    return float(text.replace(",", "."))


def clock(text: str, *, short: bool = False) -> float:
    """Minutes of h:mm:ss; of two parts the first is minutes from 10 on or in short ones, else hours (our assumption).

    >>> clock("1:30:00"), clock("45:00"), clock("1:30"), clock("1:30", short=True)
    (90.0, 45.0, 90.0, 1.5)
    """
    first, second, *third = (int(part) for part in text.split(":"))
    if third:
        return first * 60 + second + third[0] / 60
    return first + second / 60 if short or first >= 10 else first * 60.0 + second
