"""The same block gives the same bytes: in two processes, with two hash seeds, and whatever was planned before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runplan import Block, build_plan
from runplan.errors import PlanImpossible
from runplan.planning.weeks import wished_weeks
from runplan.planning.weeks.runs import plan_runs
from tests.builders.blocks import EQUIPMENT, EXERCISE_IDS, blocks

ROOT = Path(__file__).resolve().parent.parent.parent
START = {"start": "2027-01-04"}
BLOCKS: dict[str, dict[str, Any]] = {
    "issue": START
    | {"race_date": "2027-04-25", "goal": "marathon", "weekly_km_now": 30, "days_off": ["Tue"]}
    | {"equipment": ["mini_band", "dumbbell", "foam_roller"]},
    "ten_minutes": START
    | {
        "weeks": 8,
        "strength_minutes": 10,
        "equipment": ["foam_roller", "mini_band", "dumbbell", "swiss_ball", "slider"],
    },
    "everything": START
    | {"weeks": 16, "equipment": list(EQUIPMENT), "level": "advanced", "strength_sessions": 4, "strength_minutes": 60}
    | {"prefer": list(EXERCISE_IDS[5:12]), "avoid": list(EXERCISE_IDS[20:24]), "school": "two_nights", "run_days": 6},
    "pins": START
    | {"weeks": 12, "pins": {"w02-strength-1": "Sat", "w03-long": "Fri", "w09-easy-1": "Mon"}, "week_start": "Sun"}
    | {"dates_off": ["2027-02-10", "2027-02-11"], "weekly_km": {3: 41.5, 7: 0}, "level": "intermediate"},
    "long": START | {"weeks": 52, "school": "easy_days", "doubles": False, "run_days": 3, "level": "intermediate"},
}
PROGRAM = """
import hashlib, json, sys, tempfile, pathlib
from runplan import Block, build_plan
with tempfile.TemporaryDirectory() as folder:
    for name, fields in json.load(sys.stdin):
        path = pathlib.Path(folder) / "plan.csv"
        build_plan(Block(**fields)).to_csv(path)
        print(name, hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size)
"""


def hashes(names: list[str], seed: str) -> dict[str, str]:
    """Hash of each block's plan.csv, planned in this order by a fresh process with this hash seed."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps([(name, BLOCKS[name]) for name in names]),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": seed},
    )
    assert done.returncode == 0, done.stderr
    return dict(line.split(" ", 1) for line in done.stdout.splitlines())


def test_two_processes_with_other_hash_seeds_and_another_order_write_the_same_bytes() -> None:
    first = hashes(list(BLOCKS), "0")
    assert list(first) == list(BLOCKS)
    assert first == hashes(list(reversed(BLOCKS)), "4711")


def written(block: Block, folder: Path) -> bytes:
    """The bytes of the block's plan.csv."""
    path = folder / "plan.csv"
    build_plan(block).to_csv(path)
    return path.read_bytes()


@pytest.mark.parametrize("between", list(BLOCKS))
def test_a_plan_is_the_same_after_another_was_made(between: str, tmp_path: Path) -> None:
    block = Block(**BLOCKS["issue"])
    before = written(block, tmp_path)
    written(Block(**BLOCKS[between]), tmp_path)
    assert written(block, tmp_path) == before


def _tables(block: Block) -> list[str]:
    plan = build_plan(block)
    return [frame.to_json(orient="split", date_format="iso") for frame in (plan.weeks, plan.sessions, plan.exercises)]


def _outcome(block: Block) -> list[str]:
    """The plan's tables, or the refusal with its wishes."""
    try:
        return _tables(block)
    except PlanImpossible as refusal:
        return [str(refusal), *refusal.wishes]


@given(blocks(), blocks())
@settings(max_examples=max(20, settings.default.max_examples // 10))
def test_any_plan_is_the_same_after_any_other(block: Block, between: Block) -> None:
    before = _outcome(block)
    _outcome(between)
    assert _outcome(block) == before


@given(blocks())
@settings(max_examples=max(20, settings.default.max_examples // 10))
def test_a_block_that_went_through_json_gives_the_same_plan_or_refusal(block: Block) -> None:
    again = Block.from_dict(json.loads(json.dumps(block.to_dict())))
    assert again == block
    assert hash(again) == hash(block)
    assert _outcome(again) == _outcome(block)


@given(block=blocks(), minutes=st.integers(10, 60), sets=st.integers(1, 12))
def test_runs_are_the_same_whatever_the_minutes_and_sets_of_strength_work(
    block: Block, minutes: int, sets: int
) -> None:
    other = block.replace(strength_minutes=minutes, sets_per_muscle=sets)
    weeks = wished_weeks(block)
    assert weeks == wished_weeks(other)
    assert [plan_runs(block, week) for week in weeks] == [plan_runs(other, week) for week in weeks]
