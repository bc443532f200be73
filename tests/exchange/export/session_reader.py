"""Reads the words of a session back into what they say; written from the words, not from what writes them."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from runplan.plan.block import Block
from tests.exchange.run_oracle import heart_rates_of, paces_of

KM_PER_MILE = 1.609344
STEP = re.compile(
    r"(?:(?P<times>\d+) x )?(?P<amount>[\d.]+) (?P<unit>km|mi|m|min|s) (?P<what>[^(,]+?)(?: \((?P<band>.+?)\))?"
    r"(?:, (?P<rest>[\d.]+) (?P<rest_unit>mi|km|m|min|s) jog after each)?"
)
WORDS = {
    "marathon": "@marathon",
    "half-marathon": "@half",
    "threshold": "@threshold",
    "tempo": "@tempo",
    "10k": "@10k",
    "5k": "@5k",
    "interval": "@interval",
    "repetition": "@repetition",
    "race": "@race",
}
GOAL_WORDS = {"5k": "@5k", "10k": "@10k", "half": "@half", "marathon": "@marathon"}
UNIT = {"km": 1000.0, "mi": 1000 * KM_PER_MILE, "m": 1.0, "min": 60.0, "s": 1.0}
SECTIONS = {
    "Foam rolling:": "foam_roll",
    "Warm-up:": "warm_up",
    "Activation:": "activation",
    "Strength:": "strength",
    "Jumps:": "plyometric",
}
EXERCISE = re.compile(
    r"- (?:(?P<superset>[A-Z])\. )?(?P<name>.+): (?P<sets>\d+) x (?P<much>\d+)(?P<timed> s)?(?P<each> each side)?"
    r"(?: at (?:2 x )?(?P<load>[\d.]+) (?P<load_unit>kg|lb))?(?:, rest (?P<rest>\d+) s)?"
    r"(?:, effort (?P<effort>[\d.]+))?(?:, (?P<left>\d+) in reserve)?(?: \((?P<note>.*)\))?"
)
PAIN = (
    "Pain that lasts, or that changes how you run, is a matter for a doctor or physiotherapist, not for a training "
    "plan."
)


def without_kit(note: str) -> str:
    """What is said of an exercise without the equipment that is meant, which no table names."""
    return re.sub(r"^With your [A-Za-z -]+\. ?", "", note)


def exercises_of(plan: Any) -> dict[str, list[dict[str, Any]]]:
    """The rows of the exercises by session, in their order; None for what is absent."""
    found: dict[str, list[dict[str, Any]]] = {session_id: [] for session_id in plan.sessions["session_id"]}
    for row in plan.exercises.sort_values(["session_id", "order"]).astype(object).to_dict("records"):
        found[row["session_id"]].append({name: None if pd.isna(value) else value for name, value in row.items()})
    return found


def check_description(text: str, session: Any, exercises: list[dict[str, Any]], block: Block) -> None:
    """Assert that a description says what the tables hold."""
    lines = text.split("\n")
    if session.kind == "strength":
        assert lines[-2:] == ["", PAIN]
        del lines[-2:]
    assert "Pain" not in "".join(lines)
    _check_facts(lines.pop(0), session, block.units)
    if session.note:
        assert lines.pop() == session.note
    if session.kind == "run":
        _check_steps(lines, session, block)
        return
    assert lines.pop(0) == "Start with the warm-up, every time."
    if any(row["superset"] for row in exercises):
        assert lines.pop() == "Alternate the exercises with the same letter, one set each."
    section, found = "", []
    for line in lines:
        if line in SECTIONS:
            section = SECTIONS[line]
        else:
            match = EXERCISE.fullmatch(line)
            assert match, line
            found.append((section, match))
    assert len(found) == len(exercises)
    for (section, match), row in zip(found, exercises, strict=True):
        assert section == row["section"]
        assert match["name"] == row["exercise"]
        assert int(match["sets"]) == row["sets"]
        assert int(match["much"]) == row["seconds" if match["timed"] else "reps"]
        assert bool(match["each"]) == row["each_side"]
        assert int(match["rest"] or 0) == (row["rest_s"] or 0)
        assert (match["effort"] is None) == (row["effort"] is None)
        assert match["effort"] is None or abs(float(match["effort"]) - row["effort"]) <= 0.05
        kilograms = float(match["load"] or 0) * (0.45359237 if match["load_unit"] == "lb" else 1)
        assert abs(kilograms - (row["load_kg"] or 0)) <= 0.01
        assert match["left"] == (None if row["reserve"] is None else str(row["reserve"]))
        assert (without_kit(match["note"] or ""), match["superset"] or "") == (row["note"], row["superset"])


def check_title(text: str, session: Any, units: str) -> None:
    """Assert that a title says what the session is called, and how long it is."""
    title, much = text.rsplit(", ", 1)
    assert title == session.title
    number, unit = much.split(" ")
    if session.kind == "run":
        assert unit == units
        assert abs(float(number) - session.km / (KM_PER_MILE if units == "mi" else 1)) <= 0.0501
    else:
        assert (float(number), unit) == (session.minutes, "min")


def _check_facts(line: str, session: Any, units: str) -> None:
    week, *rest = line.split(", ")
    assert week == f"Week {session.week}"
    if session.kind == "run":
        check_title(f"{session.title}, {rest.pop(0)}", session, units)
    assert rest == [f"{session.minutes} min", f"effort {session.effort:g} out of 10 overall"]


def _check_steps(lines: list[str], session: Any, block: Block) -> None:
    expected = [step.strip() for step in session.steps.split(";") if step.strip()]
    if not expected and session.type in ("easy", "long", "race", "tempo"):
        word = {"race": "@race", "tempo": "@tempo"}.get(session.type, "easy")
        (line,) = lines
        name, _, band = line.partition(" (")
        assert name in {"race": ("Race",), "tempo": ("Tempo pace", "Tempo effort")}.get(session.type, ("Easy",))
        _check_band(band.removesuffix(")"), word, block)
        return
    assert len(lines) == len(expected)
    words_before: set[str] = set()
    for line, step in zip(lines, expected, strict=True):
        match = STEP.fullmatch(line)
        assert match, line
        head, _, jog = step.partition(" / ")
        times, _, rest = head.rpartition(" x ")
        amount, unit, word = rest.split(" ")
        assert (match["times"] or "1") == (times or "1")
        _check_length(match["amount"], match["unit"], float(amount) * UNIT[unit], timed=unit in ("min", "s"))
        assert _word(match["what"], block) == word
        if jog:
            amount, unit, _ = jog.split(" ")
            _check_length(match["rest"], match["rest_unit"], float(amount) * UNIT[unit], timed=unit in ("min", "s"))
        else:
            assert match["rest"] is None
        if word in words_before or word == "jog":
            assert match["band"] is None
        else:
            _check_band(match["band"] or "", word, block)
        words_before.add(word)


def _word(what: str, block: Block) -> str:
    """The shorthand's word for what a step is called."""
    name = what.removeprefix("at ").removesuffix(" pace").removesuffix(" effort")
    if name == "goal":
        assert block.goal_time is not None
        return GOAL_WORDS[block.goal]
    return WORDS.get(name, name)


def _check_length(amount: str, unit: str, wanted: float, *, timed: bool) -> None:
    """A length within half of its last digit; what is timed and what is in metres is exact."""
    assert (unit in ("min", "s")) == timed
    digits = len(amount.partition(".")[2])
    off = 0.0 if timed or unit == "m" else 0.501 * UNIT[unit] / 10 ** max(digits, 1)
    assert abs(float(amount) * UNIT[unit] - wanted) <= off + 1e-6


def _check_band(text: str, word: str, block: Block) -> None:
    """The paces in the runner's unit and the heart rates, or words where no pace is known."""
    parts = text.split(", ")
    paces, rates = paces_of(word, block), heart_rates_of(word, block)
    if rates is not None:
        assert parts.pop() == f"{rates[0]}\N{EN DASH}{rates[1]} bpm"
    if paces is None:
        assert not re.search(r"\d:\d\d", text)
        assert len(", ".join(parts)) > 10 or (word == "@race" and block.goal == "general")
        return
    (pace,) = parts
    clocks, unit = pace.split(" /")
    assert unit == block.units
    of_unit = KM_PER_MILE if unit == "mi" else 1.0
    ends = [_seconds(clock) for clock in clocks.split("\N{EN DASH}")]
    assert [ends[0], ends[-1]] == [pytest.approx(of_unit * end, abs=0.7) for end in paces]


def _seconds(clock: str) -> int:
    total = 0
    for part in clock.split(":"):
        total = 60 * total + int(part)
    return total
