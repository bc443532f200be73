"""A session as the plain text that calendars and training logs show.

The words are the same in every format, so that a runner reads the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from runplan.catalog.rules import RULES
from runplan.exchange.csv_text import csv_cell, neutralise
from runplan.insight.lift_text import LiftText, dose_text, left_text
from runplan.insight.run_text import RunText
from runplan.plan.block import Block
from runplan.plan.records import Exercise, Session
from runplan.units import counted, format_date, format_distance, format_number
from runplan.words import GOAL_NAMES, SECTION_NAMES, SIGN_NAMES, SIGN_OF_TYPE

WARM_UP_FIRST = "Start with the warm-up, every time."
IN_TURN = "Alternate the exercises with the same letter, one set each."

# Line breaks of every kind that Python or a reader of files may see, and what no format of text may hold.
_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CONTROLS_IN_LINES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def headline(session: Session, units: str = "km") -> str:
    """A session's title with how long it is, in one line; without a title, its type."""
    title = one_line(session.title).strip() or session.type.capitalize()
    lasts = "" if session.minutes is None else f"{session.minutes} min"
    amount = format_distance(session.km, units) or lasts
    return f"{title}, {amount}" if amount else title


def event_title(session: Session, units: str = "km") -> str:
    """A session's headline in a calendar, which says what was missed; what was dropped is not in it."""
    return headline(session, units) + (" (missed)" if session.status == "missed" else "")


def plan_title(block: Block) -> str:
    """What a plan is for, in one line.

    >>> plan_title(Block(start="2027-01-04", race_date="2027-04-25", goal="half"))
    '16 weeks of training for the half marathon on Sun 25 Apr 2027'
    """
    training = f"{counted(block.number_of_weeks, 'week')} of training"
    if block.race_date is None:
        return training
    return f"{training} for the {GOAL_NAMES.get(block.goal, 'race')} on {format_date(block.race_date)}"


def sign_of(session: Session) -> str:
    """The key of `SIGN_NAMES` for a session; a type that a person wrote into the file has the sign of its kind."""
    name = SIGN_OF_TYPE.get(session.type, session.type)
    return name if name in SIGN_NAMES and name != "pin" else "easy" if session.is_run else "general"


def describe(session: Session, runs: RunText, lifts: LiftText, *, with_steps: bool = True) -> str:
    """A session as lines of plain text: what it is, what is done, and with strength what to do about pain."""
    facts = [f"Week {session.week}", format_distance(session.km, runs.units)]
    facts += [f"{session.minutes} min"] if session.minutes is not None else []
    facts += [f"effort {format_number(session.effort)} out of 10 overall"] if session.effort is not None else []
    lines = [", ".join(fact for fact in facts if fact)]
    lines += [one_line(line).strip() for line in runs.lines(session)] if with_steps else []
    lines += _parts(session.exercises, lifts)
    lines += [plain_lines(session.note)] if session.note else []
    lines += ["", pain_advice()] if session.kind == "strength" else []
    return "\n".join(lines)


@cache
def pain_advice() -> str:
    """What to do about pain, in one sentence."""
    return RULES["pain"].sentence


@lru_cache(maxsize=256)  # a phase's sessions share their exercises
def _parts(exercises: tuple[Exercise, ...], lifts: LiftText) -> tuple[str, ...]:
    lines = []
    if any(exercise.section in ("foam_roll", "warm_up") for exercise in exercises):
        lines.append(WARM_UP_FIRST)
    section = ""
    for exercise in exercises:
        if exercise.section != section:
            section = exercise.section
            lines.append(f"{SECTION_NAMES.get(section, one_line(section))}:")
        lines.append(_exercise(exercise, lifts))
    if any(exercise.superset for exercise in exercises):
        lines.append(IN_TURN)
    return tuple(lines)


def _exercise(exercise: Exercise, lifts: LiftText) -> str:
    letter = f"{one_line(exercise.superset)}. " if exercise.superset else ""
    parts = [dose_text(exercise, lifts.load(exercise))]
    parts += [f"rest {exercise.rest_s} s"] if exercise.rest_s else []
    parts += [f"effort {format_number(exercise.effort)}"] if exercise.effort is not None else []
    parts += [left_text(exercise)]
    note = f" ({one_line(lifts.note(exercise))})" if lifts.note(exercise) else ""
    name = one_line(exercise.exercise).strip() or exercise.exercise_id
    return f"- {letter}{name}: {', '.join(part for part in parts if part)}{note}"


def one_line(text: str) -> str:
    r"""Text that stands in one line: a break or another control character becomes a space.

    >>> one_line("Long\r\nrun\tby the sea")
    'Long run by the sea'
    """
    return _CONTROLS.sub(" ", _BREAKS.sub(" ", _whole(text)))


def plain_lines(text: str) -> str:
    r"""Text whose breaks are line feeds, and whose other control characters are spaces.

    >>> plain_lines("one\r\ntwo\x0bthree\x00")
    'one\ntwo\nthree '
    """
    return _CONTROLS_IN_LINES.sub(" ", _BREAKS.sub("\n", _whole(text)))


def _whole(text: str) -> str:
    """Text that UTF-8 holds: pairs of surrogates become their character, a half one the sign for what is lost."""
    if _SURROGATE.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def csv_line(cells: Iterable[str]) -> str:
    """One row, with its line feed; a break within a cell becomes a space.

    >>> csv_line(["1", "Mon", "easy, by the sea"]).rstrip()
    '1,Mon,"easy, by the sea"'
    """
    return ",".join(csv_cell(neutralise(one_line(cell))) for cell in cells) + "\n"


def description_line(session: Session, runs: RunText, lifts: LiftText) -> str:
    """What `describe` says, in one line: not every reader of CSV takes a break within a cell."""
    lines = [line.removeprefix("- ") for line in describe(session, runs, lifts).split("\n")]
    joined = ""
    for line in filter(None, map(str.strip, lines)):
        joined += ("" if not joined else " " if joined[-1] in ".:" else "; ") + line
    return joined
