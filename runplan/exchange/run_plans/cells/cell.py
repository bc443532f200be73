"""What one cell of a run plan says: the sessions in it, and one sentence on how it was taken.

The grammar is ours and small. A cell is read as a whole or, where "or" parts it, by its first choice that is no rest.
What stands on both sides of a plus or a comma is one session, unless one side is strength or cross-training. Amounts
in brackets tell of a part, unless nothing else stands there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from runplan.exchange.run_plans.cells.amounts import amounts
from runplan.exchange.run_plans.cells.sessions import Kind, family_of, is_rest, kind_of, size_of
from runplan.exchange.run_plans.cells.tokens import Token, tokens, unit_in_brackets
from runplan.exchange.run_plans.cells.vocabulary import LABELS, NAMED_KM
from runplan.exchange.run_plans.limits import MOST_KM, MOST_MINUTES, MOST_TEXT
from runplan.units import UNITS, format_number, from_km

_MOST_TOKENS = 200
# Three quarters of what? Three or four? The third of April? A unit after it tells.
_FRACTION = re.compile(
    r"[1-3]/[2-4](?![\d/])(?! ?-? ?(?:mi|miles?|k|km|kilomet\w+|h|hrs?|hours?|of|x|m)\b)", re.IGNORECASE
)
_BETWEEN = frozenset((",", ";", "+", "&", "and", "plus"))


@dataclass(frozen=True)
class Session:
    """One session of a cell: the columns of schema.RUNS that the cell itself tells, and what else counts.

    Attributes
    ----------
    type : str
        One of schema.GIVEN_TYPES; "" where it was not read.
    km, minutes : float or None
    running : float or None
        Minutes of running, where the session's length is given in minutes.
    race : bool
    typed : bool
        Whether the file says the type.
    of_a_part : bool
        Whether what says the type tells of a part of the run only.
    """

    type: str
    km: float | None = None
    minutes: float | None = None
    running: float | None = None
    race: bool = False
    typed: bool = True
    of_a_part: bool = False


@dataclass(frozen=True)
class Meaning:
    """What a cell says.

    Attributes
    ----------
    sessions : tuple of Session
        () for rest.
    reading : str
        read, guessed or not read.
    taken : str
        One sentence on how it was taken.
    bare : tuple of str
        Numbers whose unit has to be known first.
    """

    sessions: tuple[Session, ...]
    reading: str
    taken: str
    bare: tuple[str, ...] = ()

    def doubted(self, why: str) -> Meaning:
        """The same, with a sentence on what makes it a guess."""
        reading = "guessed" if self.reading == "read" else self.reading
        return replace(self, reading=reading, taken=f"{self.taken[:-1]}; {why}.")


def not_read(why: str) -> Meaning:
    """A cell that was not understood, as one row without a type."""
    return Meaning((Session(""),), "not read", f"Not understood: {why}.")


def read_cell(text: str, unit: str = "") -> Meaning:
    """What a cell says.

    Examples
    --------
    >>> read_cell("6-8 mi 10k-pace reps").taken
    'Intervals, 8 mi (the upper end of 6 - 8 mi).'
    >>> read_cell("Rest or easy run").taken
    'Easy run (the choice besides rest).'
    """
    if len(text) > MOST_TEXT:
        return not_read(f"it is longer than {MOST_TEXT} characters")
    found = tokens(text)
    if len(found) > _MOST_TOKENS:
        return not_read(f"it has more than {_MOST_TOKENS} words and numbers")
    if not found or is_rest(found):
        return Meaning((), "read", "Rest.")
    fraction = _FRACTION.match(text.strip())
    if fraction is not None and not re.search(r"marathon", text, re.IGNORECASE):
        return not_read(f"{fraction[0]} can be a fraction, a date or a choice of two numbers")
    stated = unit_in_brackets(found)
    choices = _choices(found)
    chosen, said = _choose(choices)
    if not chosen:
        return Meaning((), "read", "Rest.")
    spare = [one for choice in choices if choice is not chosen for one in choice]
    sessions, sentences, bare, guessed = [], [], [], bool(said)
    for group in _groups(chosen):
        session, sentence, lacks, assumed = _session(group, spare, stated or unit)
        sessions.append(session)
        sentences.append(sentence)
        bare += lacks
        guessed |= assumed
    if not any(session.type for session in sessions):
        return not_read("it names no kind of session and no distance or duration that is known")
    if bare and unit:  # the unit that was told is none that this number can have
        return not_read(f"{bare[0]} can be metres, miles or minutes")
    sessions = [session for session in sessions if session.type]
    taken = " and ".join(one for one in sentences if one)
    return Meaning(
        tuple(sessions),
        "guessed" if guessed else "read",
        f"{taken}{f' ({said})' if said else ''}.",
        tuple(bare),
    )


def _choices(found: Sequence[Token]) -> list[list[Token]]:
    """The tokens, parted at each "or" that stands between two choices; at slashes too where there is no number."""
    numbers = any(token.kind in ("number", "clock") for token in found)
    choices: list[list[Token]] = [[]]
    depth = 0
    for place, token in enumerate(found):
        depth += (token.text == "(") - (token.text == ")")
        parts = token.text == "or" or (token.text == "/" and not numbers)
        between = 0 < place < len(found) - 1 and found[place - 1].kind == found[place + 1].kind == "number"
        if parts and depth <= 0 and not between and not _is_with(found, place) and not _run_walk(found, place):
            choices.append([])
        else:
            choices[-1].append(token)
    return [choice for choice in choices if choice]


def _is_with(found: Sequence[Token], place: int) -> bool:
    return found[place].text == "/" and place > 0 and found[place - 1].text == "w"


def _run_walk(found: Sequence[Token], place: int) -> bool:
    """run/walk is one session, not a choice."""
    if found[place].text != "/" or not 0 < place < len(found) - 1:
        return False
    return {found[place - 1].text, found[place + 1].text} <= {"run", "jog", "walk"}


def _choose(choices: Sequence[list[Token]]) -> tuple[list[Token], str]:
    if len(choices) == 1:
        return choices[0], ""
    for place, choice in enumerate(choices):
        if not is_rest(choice):
            return choice, "the first of the choices" if place == 0 else "the choice besides rest"
    return [], ""


def _groups(found: Sequence[Token]) -> list[list[Token]]:
    """The sessions of a cell: strength and cross-training apart from a run that they stand beside."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in found:
        depth += (token.text == "(") - (token.text == ")")
        if token.text in _BETWEEN and depth <= 0:
            parts.append([])
        parts[-1].append(token)
    families = [family_of(part) for part in parts]
    if len({*families} - {""}) < 2:
        return [list(found)]
    groups: dict[str, list[Token]] = {}
    last = next(family for family in families if family)
    for part, family in zip(parts, families, strict=True):
        last = family or last
        groups.setdefault(last, []).extend(part)
    return list(groups.values())


def _session(found: Sequence[Token], spare: Sequence[Token], unit: str) -> tuple[Session, str, list[str], bool]:
    """One session, the sentence for it without its full stop, numbers without unit, and whether it is a guess."""
    own = amounts(list(found), unit)
    kind = kind_of(found, own)
    words = [token.text for token in found]
    size = size_of(own, "alternating" in words or "alternate" in words)
    if not kind.type:
        return Session(""), "", [], True
    guessed = size.assumed
    if spare and not own and kind.type not in ("race", "strength"):
        other = size_of(amounts(list(spare), unit))
        if other.km or other.minutes or other.bare:
            size, guessed = other, True
            size.said.append("with the length of the other choice")
    km, minutes, said = size.km, size.minutes, list(size.said)
    if kind.said:
        said.append(kind.said)
        guessed = True
    if kind.type == "race" and kind.named_km == NAMED_KM["parkrun"] and km is not None:
        km = kind.named_km
        said.append("what is run besides is not in it")
    if kind.type == "race" and km is None and not minutes and kind.named_km is not None:
        km, size.bare = kind.named_km, []
    runs = kind.type not in ("cross", "strength", "walk")
    if size.bare and not runs:
        said.append(f"{', '.join(size.bare)} has no unit and was left")
        guessed, size.bare = True, []
    if (km or 0) > MOST_KM or (minutes or 0) > MOST_MINUTES:
        return Session(""), "", [], True
    if kind.unknown and not kind.typed:
        said.append(f"easy, as {_quoted(kind.unknown)} names no kind of run that is known")
        guessed = True
    if kind.type == "race":
        size.running = None
    session = Session(
        kind.type,
        None if not km else round(km, 3),
        None if not minutes else round(minutes, 2),
        None if size.running is None or not runs else round(size.running, 2),
        race=kind.type == "race",
        typed=kind.typed,
        of_a_part=kind.of_a_part,
    )
    return session, _sentence(session, kind, said, (unit, size.unit)), size.bare if runs else [], guessed


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(repr(word[:20]) for word in words[:3])


def _sentence(session: Session, kind: Kind, said: Sequence[str], units: tuple[str, str]) -> str:
    facts = _facts(session, "Run and walk" if kind.run_and_walk else LABELS[session.type], units)
    return facts + (f" ({'; '.join(said)})" if said else "")


def _facts(session: Session, label: str, units: tuple[str, str]) -> str:
    """Label, distance in the file's unit (and, in brackets, in the cell's own where that is another), minutes."""
    facts = [label]
    if session.km is not None:
        told = [unit for unit in units if unit in UNITS] or ["km"]
        first, *others = (f"{format_number(from_km(session.km, unit))} {unit}" for unit in dict.fromkeys(told))
        facts.append(first + "".join(f" ({other})" for other in others))
    if session.minutes is not None:
        facts.append(f"{format_number(session.minutes)} min")
    return ", ".join(facts)


def described(sessions: Sequence[Session], said: Sequence[str], unit: str = "", own: str = "") -> str:
    """One sentence for sessions as they were taken, in the file's unit and in their own."""
    facts = " and ".join(_facts(session, LABELS.get(session.type, "Something"), (unit, own)) for session in sessions)
    return f"{facts}{f' ({_joined(said)})' if said else ''}."


def _joined(said: Sequence[str]) -> str:
    return "; ".join(said)


def as_long(session: Session) -> Session:
    """The session as the week's long run."""
    return replace(session, type="long")
