"""What one cell of a run plan says: the sessions in it, and one sentence on how it was taken.

It is read only if each word and number had a meaning that was used, else guessed, and what was left is named. Of
choices the first that is no rest counts; what is joined is one session, unless one side is no run, or of another hour.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from runplan.exchange.languages import ENGLISH, folded, table
from runplan.exchange.run_plans.cells import kinds, lengths
from runplan.exchange.run_plans.cells.accounts import remarks_of
from runplan.exchange.run_plans.cells.amounts import STRIDES, Amount, amounts_of
from runplan.exchange.run_plans.cells.codes import decoded
from runplan.exchange.run_plans.cells.kinds import FAMILIES, OTHERS, RUNNING, is_rest, meanings_in
from runplan.exchange.run_plans.cells.lengths import Length
from runplan.exchange.run_plans.cells.parts import steps_of
from runplan.exchange.run_plans.limits import MOST_KM, MOST_MINUTES, MOST_TEXT
from runplan.exchange.written_words import Context, Token, tokens
from runplan.plan.imported_runs import rounded
from runplan.units import UNITS, format_number, from_km
from runplan.words import first_few, listed

ONLY_NOTED = "only noted"  # how the note on remarks begins
_NOT_READ_THEN = "Could not be read when the file was first read."
LABELS = {row["type"]: row["label"] for row in table("types")}
_LETTERS = re.compile(r"[^\W\d_]+")
_MOST_TOKENS = 200
_MOST_NAMED = 3  # words that are not known
# Three quarters of what? Three or four? The third of April? A unit after it tells.
_FRACTION = re.compile(r"(?i)[1-3]/[2-4](?![\d/])(?! ?-? ?(?:mi|miles?|k|km|kilomet\w+|h|hrs?|hours?|of|x|m)\b)")


@dataclass(frozen=True)
class Session:
    """One session of a cell: the columns of schema.RUNS that the cell itself tells, and what else counts."""

    type: str  # one of schema.GIVEN_TYPES; "" where it was not read
    km: float | None = None
    minutes: float | None = None
    running: float | None = None  # [min] of it, where the session's length is given in minutes
    race: bool = False
    typed: bool = True  # whether the file says the type
    of_a_part: bool = False  # whether what says the type tells of a part of the run only
    steps: str = ""  # in the shorthand of schema.SESSIONS
    unit: str = ""  # km or mi, where the cell itself states its distance in it

    @property
    def sized(self) -> bool:
        """Whether it has a length."""
        return bool(self.km or self.minutes or self.steps)


@dataclass(frozen=True)
class Cell:
    """One cell (or event) of the file, and how it was taken."""

    where: str  # "line 3, Tue", "cell C4" or "event 2"
    week: int | None
    weekday: str
    date: dt.date | None
    text: str
    reading: str  # read, guessed, not read; left out where it is none of a run plan's own
    taken: str  # one sentence
    sessions: tuple[Session, ...] = ()
    correction: str = ""  # what the runner wrote in place of the text
    is_rest: bool = False
    is_total: bool = False  # of a week
    is_longest: bool = False  # whether its only doubt is that the longest run of its week is read as its long run
    confirmed: bool = False  # whether the runner said that the guess is right
    has_remarks: bool = False  # whether words in it are only noted

    def doubted(self, why: str) -> Cell:
        """The same, with a sentence on what makes it a guess."""
        return replace(self, reading="guessed", taken=f"{self.taken[:-1]}; {why}.", is_longest=False)


@dataclass(frozen=True)
class Meaning:
    """What a cell says: its sessions, () for rest, and one sentence on how it was taken."""

    sessions: tuple[Session, ...]
    reading: str  # read, guessed or not read
    taken: str
    bare: tuple[str, ...] = ()  # numbers whose unit has to be known first
    remarks: tuple[str, ...] = ()  # what it says besides, in its own words
    is_rest: bool = False
    why: str = ""  # it could not be read

    def doubted(self, why: str) -> Meaning:
        """The same, with a sentence on what makes it a guess."""
        reading = "guessed" if self.reading == "read" else self.reading
        return replace(self, reading=reading, taken=f"{self.taken[:-1]}; {why}.")

    def at(
        self, where: str, week: int | None, weekday: str, date: dt.date | None, text: str, correction: str = ""
    ) -> Cell:
        """The cell that says it."""
        meaning, remarks = (self.reading, self.taken, self.sessions, correction), bool(self.remarks)
        return Cell(where, week, weekday, date, text, *meaning, is_rest=self.is_rest, has_remarks=remarks)


REST = Meaning((), "read", "Rest.", is_rest=True)


def not_read(why: str) -> Meaning:
    """A cell that could not be read, as one row without a type."""
    return Meaning((Session(""),), "not read", f"Could not be read: {why}.", why=why)


def known_meaning(sessions: tuple[Session, ...], reading: str = "read", unit: str = "") -> Meaning:
    """What a cell says whose sessions RunPlan wrote, or kept as rows."""
    typed = [_facts(session, LABELS[session.type], (unit,)) for session in sessions if session.type]
    if not typed and reading != "not read":
        return Meaning((), reading, "Rest: you wrote this in place of the cell.", is_rest=True)
    return Meaning(sessions, reading, f"{' and '.join(typed)}." if typed else _NOT_READ_THEN)


def read_cell(text: str, unit: str = "", context: Context | None = None) -> Meaning:
    """What a cell says."""
    context = context or Context(small_m="mi" if unit == "mi" else "")
    return _read(text, replace(context, unit=unit))


@lru_cache(maxsize=8192)  # a plan says the same thing week after week
def _read(text: str, context: Context) -> Meaning:
    if len(text) > MOST_TEXT:
        return not_read(f"it is longer than {MOST_TEXT} characters")
    text, doubts, notes = decoded(text, context)
    meaning = _in_words(text, context)
    for doubt in doubts:
        meaning = meaning.doubted(doubt)
    taken = "; ".join([meaning.taken[:-1], *notes]) + "."
    accents = {folded(word): word.lower() for word in _LETTERS.findall(text) if folded(word) != word.lower()}
    if accents:  # what is quoted keeps them
        as_written = lambda quoted: _LETTERS.sub(lambda word: accents.get(word[0], word[0]), quoted[0])  # noqa: E731
        taken = re.sub(r"'[^']+'", as_written, taken)
    return replace(meaning, taken=taken)


def _in_words(text: str, context: Context) -> Meaning:
    words = tokens(text, context.tongue)
    if len(words) > _MOST_TOKENS:
        return not_read(f"it has more than {_MOST_TOKENS} words and numbers")
    choice = any("or" in token.means for token in words)
    if not words or is_rest(words):
        return REST.doubted("it names another choice, which is not known") if choice else REST
    means = meanings_in(words)
    if "errand" in means and not means & RUNNING:
        return not_read("it names no training")
    away = next((token.text for token in words if "away" in token.means), "")
    away = f"{away!r} is read as a day without a run" if away and not means & (FAMILIES - {"rest"}) else ""
    if away and not any(token.kind in ("number", "clock") for token in words):
        return Meaning((), "guessed", f"Rest ({away}).", is_rest=True)
    fraction = _FRACTION.match(text.strip())
    if fraction is not None and not re.search(r"marathon", text, re.IGNORECASE):
        return not_read(f"{fraction[0]} can be a fraction, a date or a choice of two numbers")
    choices = kinds.choices_of(words)
    at = next((at for at, choice in enumerate(choices) if len(choices) == 1 or not is_rest(choice)), None)
    if at is None:
        return REST
    note = "the alternative to rest" if at else "the first of the choices" if len(choices) > 1 else ""
    spare = [token for choice in (*choices[:at], *choices[at + 1 :]) for token in choice]
    away = away and f"{away.partition(' is ')[0]} may mean that nothing is run"
    bracketed = (word.unit for first, word, last in zip(words, words[1:], words[2:], strict=False)
                 if first.text == "(" and last.text == ")" and word.unit in ("km", "mi", "min"))  # fmt: skip
    units = replace(context, unit=next(bracketed, context.unit))  # of all its numbers, as in "3 run, 1.5 walk (min)"
    groups, doubt = kinds.sessions_of(choices[at], units)
    parts = [_session(group, spare, replace(units, minutes=None) if at else units) for at, group in enumerate(groups)]
    parts = [part for part in parts if part.sessions[0].type] or parts[:1]
    if not parts[0].sessions[0].type:
        return not_read(parts[0].taken or "it names no kind of session and no distance or duration that is known")
    bare = tuple(number for part in parts for number in part.bare)
    if bare and context.unit:  # the unit that was told is none that this number can have
        return not_read(f"{bare[0]} can be metres, miles or minutes")
    walks = all(part.sessions[0].type == "walk" for part in parts)  # rest day - 20 min walk
    rest_too = "it names rest too" if "rest" in words[0].means and not (note or walks or away) else ""
    days = [context.tongue.days[token.text] for token in words if token.text in context.tongue.days and not token.unit]
    both = f"it names {listed([*dict.fromkeys(days)])}, and is read for one day" if len({*days}) > 1 else ""
    notes = [
        text for text in (note, doubt, away, rest_too, both, "cancelled" in means and "it may be cancelled") if text
    ]
    reading = "guessed" if notes or any(part.reading == "guessed" for part in parts) else "read"
    taken = _with_notes(" and ".join(part.taken for part in parts), notes)
    remarks = tuple(remark for part in parts for remark in part.remarks)
    return Meaning(tuple(session for part in parts for session in part.sessions), reading, f"{taken}.", bare, remarks)


def _session(group: Sequence[Token], spare: Sequence[Token], context: Context) -> Meaning:
    """What the words of one session say; its sentence without the full stop."""
    own, left = amounts_of(group, context)
    lengths.name_bracketed(own)
    lengths.give_unit_of_total(own)
    strides = kinds.likely_strides(group, own)
    kind = kinds.kind_of(group, own, {*context.tongue.days, *ENGLISH.days})
    if not kind.type:
        return Meaning((Session(""),), "not read", "")
    runs = kind.type not in OTHERS
    lengths.name_easy_ends(own, kind.type)
    if kind.type in ("strength", "cross"):  # 3 x 10 squats are not kilometres
        counts = [amount for amount in own if not (amount.unit or amount.role == "total")
                  and (amount.kind, amount.times) != ("min", 1)]  # fmt: skip
        left, own = left + [amount.text for amount in counts], [amount for amount in own if amount not in counts]
    racing = kind.type == "race"
    own, race = kinds.with_race(own, group, kind) if racing else (own, None)
    length = lengths.length_of(own, alternating="alternate" in meanings_in(group), race=race)
    ways = [amount.text for amount in own if "both ways" in amount.near]
    both = len(ways) > 1 and "each" not in meanings_in(group)
    length.assume(f"{''.join(ways[:1])} is taken for each way, but may be both ways together", where=both)
    length.assume(f"{strides} read as strides", where=strides)
    for amount in own:
        if amount.unit == STRIDES:
            of = f", the upper end of {amount.low:g} to {amount.times:g}" if amount.low else ""
            length.notes.append(f"strides taken as 20 s each{of}")
    length.minutes = context.minutes or length.minutes
    if not own and kind.type == "easy" and "parkrun" in meanings_in(group):
        length.km = kinds.NAMED_KM["parkrun"]
        length.assume("a parkrun is 5 km")
    if spare and not own and kind.type not in ("race", "strength"):
        other = lengths.length_of(amounts_of(spare, context)[0])
        if other.km or other.minutes or other.bare:
            length = other
            length.assume("with the length of the other choice")
    length.assume(kind.assumed, where=kind.assumed)
    length.assume(f"{', '.join(length.bare)} has no unit and was left", where=length.bare and not runs)
    length.bare = length.bare if runs else []
    if (length.km or 0) > MOST_KM or (length.minutes or 0) > MOST_MINUTES:
        return Meaning((Session(""),), "not read", "its distance or duration is out of range")
    unknown = [*dict.fromkeys([*kind.unknown, *kinds.unlike(kind, group, own), *left])]
    leftovers = first_few([repr(word[:20]) for word in unknown], _MOST_NAMED)
    if leftovers:
        easy = f"easy, as {leftovers} names no kind of run that is known"
        length.assume(f"{leftovers} was not used" if kind.typed else easy)
    steps = steps_of(own, kind, length) if runs else ""
    _take_besides(length, steps, racing=racing)
    stated = [amount.kind if amount.kind == "min" else amount.unit or context.unit for amount in own if amount.eased]
    eased = {"km" if unit == "m" else unit for unit in stated} - {""}
    length.assume("its warm-up and its cool-down are in different units", where=len(eased) > 1)
    if racing:
        _take_race(length, race, steps)
    length.assumed |= lengths.left_over(own, length, racing=racing)
    km, minutes = rounded(length.km, 3), rounded(length.minutes, 2)
    running = rounded(length.running, 2) if runs else None
    remarks = tuple(remarks_of(group, own, kind.type, unknown))
    session = Session(kind.type, km, minutes, running, racing, kind.typed, kind.of_a_part, steps, length.unit)
    label = "Run and walk" if kind.run_and_walk else LABELS[kind.type]
    noted = [f"{ONLY_NOTED}: {', '.join(map(repr, remarks))}"] if remarks else []
    facts = _facts(session, label, (context.unit, "km" if length.unit == "m" else length.unit))
    taken = _with_notes(facts, [*length.sums, *length.notes, *noted])
    return Meaning((session,), "guessed" if length.assumed else "read", taken, tuple(length.bare), remarks)


def _take_besides(length: Length, steps: str, *, racing: bool) -> None:
    """Minutes beside a distance: the steps have both, and where no whole is told their sum is for the pace to tell."""
    if length.besides and (racing or not steps):
        length.assume(f"{lengths.texts(length.besides)} was not read as the duration of the whole run")
    elif length.besides and not length.whole:
        length.km, length.sums = None, ["how far it is depends on your pace, as parts of it are in minutes"]
        lengths.doubt_pauses(length, length.besides)


def _take_race(length: Length, race: Amount | None, steps: str) -> None:
    """A race whose time is not that of all that is run, and whose own length its steps tell."""
    length.running = None
    if race is not None and length.km is not None and round(length.km, 3) != round(race.value, 3):
        if length.minutes is not None:
            length.notes.append(f"{format_number(length.minutes)} min is the time of only the race")
        length.assume("the length of the race itself is not clear", where=not steps)


def _facts(session: Session, label: str, units: Iterable[str]) -> str:
    """Label, distance in the file's unit (and, in brackets, in the cell's own where that is another), minutes."""
    facts = [label]
    if session.km is not None:
        stated = [unit for unit in units if unit in UNITS] or ["km"]
        first, *others = (f"{format_number(from_km(session.km, unit))} {unit}" for unit in dict.fromkeys(stated))
        facts.append(first + "".join(f" ({other})" for other in others))
    if session.minutes is not None:
        facts.append(f"{format_number(session.minutes)} min")
    return ", ".join(facts)


def _with_notes(sentence: str, notes: Sequence[str]) -> str:
    return f"{sentence} ({'; '.join(notes)})" if notes else sentence
