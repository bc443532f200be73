"""Ten minutes of hip and core work before easy runs: only for those who ask, and nothing else of the plan moves."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

import runplan as rp

DATA = Path("data")
WISH = "hip_and_core"
RACE = {"start": "2027-01-04", "race_date": "2027-03-28", "goal": "10k", "run_days": 6}


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = rows_of("hip_and_core.csv")
FACTS = {row["exercise_id"]: row for row in rows_of("exercises.csv")}
MOST = {row["rule_id"]: row["value"] for row in rows_of("rules.csv")}["hip_core_runs"]


def noted(plan: rp.Plan) -> list[tuple[int, str]]:
    """Week and note of the runs that have it."""
    runs = plan.sessions[plan.sessions["kind"] == "run"]
    return [(week, note) for week, note in zip(runs["week"], runs["note"], strict=True) if "hip and core" in note]


def test_up_to_three_easy_runs_of_each_week_begin_with_it_and_none_of_the_race_week() -> None:
    plan = rp.build_plan(rp.Block(**RACE, prefer=(WISH,)))
    runs = plan.sessions[(plan.sessions["type"] == "easy") & (plan.sessions["week"] < 12)]
    easy = Counter(runs["week"])
    assert max(easy.values()) > int(MOST)
    assert Counter(week for week, _ in noted(plan)) == {week: min(int(MOST), count) for week, count in easy.items()}


def test_nothing_else_of_the_plan_moves() -> None:
    plain, asked = (rp.build_plan(rp.Block(**RACE, prefer=prefer)) for prefer in ((), (WISH,)))
    assert noted(plain) == []
    assert asked.exercises.equals(plain.exercises)
    assert asked.sessions.drop(columns="note").equals(plain.sessions.drop(columns="note"))


def test_it_takes_nine_to_eleven_minutes_with_nothing_but_the_floor_at_any_level() -> None:
    seconds = 0.0
    for row in ROWS:
        facts = FACTS[row["exercise_id"]]
        assert (facts["equipment"], facts["level"]) == ("", "beginner")
        work = float(row["seconds"] or 0) or float(row["reps"]) * float(facts["seconds_per_rep"])
        sides = 2 if facts["each_side"] == "yes" else 1
        sets = int(row["sets"])
        # set-up, five seconds for a change of sides and for the way to the next exercise, fifteen between two sets
        seconds += float(facts["setup_s"]) + sets * (sides * work + 5 * (sides - 1)) + 15 * (sets - 1) + 5
    assert 9 * 60 <= seconds <= 11 * 60


@pytest.mark.parametrize("avoided", [row["exercise_id"] for row in ROWS])
def test_what_is_avoided_is_left_out(avoided: str) -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=4, prefer=(WISH,), avoid=(avoided,)))
    note = noted(plan)[0][1]
    names = {row["exercise_id"]: FACTS[row["exercise_id"]]["name"].lower() for row in ROWS}
    assert re.search(rf"[:,] {re.escape(names.pop(avoided))} \d", note) is None
    assert all(re.search(rf"[:,] {re.escape(name)} \d", note) for name in names.values())


def test_it_is_no_exercise_to_avoid() -> None:
    with pytest.raises(rp.BlockError, match="hip_and_core"):
        rp.build_plan(rp.Block(start="2027-01-04", weeks=4, avoid=(WISH,)))
