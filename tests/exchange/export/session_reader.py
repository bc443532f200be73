"""Reads the words of a session back into what they say; written from the words, not from what writes them."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

KM_PER_MILE = 1.609344
SECTIONS = {
    "Foam rolling:": "foam_roll",
    "Warm-up:": "warm_up",
    "Activation:": "activation",
    "Strength:": "strength",
    "Jumps:": "plyometric",
}
EXERCISE = re.compile(
    r"- (?:(?P<superset>[A-Z])\. )?(?P<name>.+): (?P<sets>\d+) x (?P<much>\d+)(?P<timed> s)?(?P<each> each side)?"
    r"(?:, rest (?P<rest>\d+) s)?(?:, effort (?P<effort>[\d.]+))?(?: \((?P<note>.*)\))?"
)
PAIN = (
    "Pain that lasts, or that changes how you run, is a matter for a doctor or physiotherapist, not for a training "
    "plan."
)


def exercises_of(plan: Any) -> dict[str, list[dict[str, Any]]]:
    """The rows of the exercises by session, in their order; None for what is absent."""
    found: dict[str, list[dict[str, Any]]] = {session_id: [] for session_id in plan.sessions["session_id"]}
    for row in plan.exercises.sort_values(["session_id", "order"]).astype(object).to_dict("records"):
        found[row["session_id"]].append({name: None if pd.isna(value) else value for name, value in row.items()})
    return found


def check_description(text: str, session: Any, exercises: list[dict[str, Any]], units: str) -> None:
    """Assert that a description says what the tables hold."""
    lines = text.split("\n")
    if session.kind == "strength":
        assert lines[-2:] == ["", PAIN]
        del lines[-2:]
    assert "Pain" not in "".join(lines)
    _check_facts(lines.pop(0), session, units)
    if session.note:
        assert lines.pop() == session.note
    if session.kind == "run":
        _check_steps(lines, session.steps, units)
        return
    assert lines.pop(0) == "The warm-up comes first and is never skipped."
    if any(row["superset"] for row in exercises):
        assert lines.pop() == "Exercises with the same letter are done in turn."
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
        assert (match["note"] or "", match["superset"] or "") == (row["note"], row["superset"])


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
    assert rest == [f"{session.minutes} min", f"effort {session.effort:g} of 10"]


def _check_steps(lines: list[str], steps: str, units: str) -> None:
    expected = [step.strip() for step in steps.split(";") if step.strip()]
    assert len(lines) == len(expected)
    for line, step in zip(lines, expected, strict=True):
        back = re.sub(r"at (\w+) pace", r"@\1", line)
        back = re.sub(r", (.+) after each$", r" / \1", back)
        if units == "km":
            assert back == step
            continue
        numbers = [float(one) for one in re.findall(r"([\d.]+) mi\b", back)]
        given = [float(one) / KM_PER_MILE for one in re.findall(r"([\d.]+) km\b", step)]
        assert all(abs(one - other) <= 0.0501 for one, other in zip(numbers, given, strict=True))
        assert re.sub(r"[\d.]+ mi\b", "?", back) == re.sub(r"[\d.]+ km\b", "?", step)
