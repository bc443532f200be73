"""Sessions that were missed or dropped, in the terminal's table: marked, explained, and left out of its sums."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

import runplan as rp
from runplan.cli.block_table import PLAIN_SIGNS, SIGNS, block_table
from runplan.plan.log import Log

MONDAY = dt.date(2027, 1, 4)


@cache
def plan() -> rp.Plan:
    return rp.build_plan(rp.Block(start=MONDAY, weeks=6, equipment=("dumbbell",)))


def with_marks(status: str, week: int = 2) -> rp.Plan:
    marks = {session.session_id: status for session in plan().session_records if session.week == week}
    return plan().with_log(Log(()), today=MONDAY, marks=marks)


def row_of(text: str, week: int) -> str:
    return next(line for line in text.splitlines() if line.startswith(f" {week} "))


@pytest.mark.parametrize("signs", [SIGNS, PLAIN_SIGNS], ids=["signs", "ascii"])
@pytest.mark.parametrize("status", ["missed", "dropped"])
@pytest.mark.parametrize("width", [80, 120])
def test_what_was_not_done_is_marked_and_left_out_of_the_sums(signs: dict[str, str], status: str, width: int) -> None:
    text = block_table(with_marks(status), width=width, signs=signs)
    of_week = [session for session in plan().session_records if session.week == 2]
    assert row_of(text, 2).count(signs[status]) == len(of_week)
    assert signs[status] not in row_of(text, 1)
    assert f"{signs[status]} {status}" in text
    assert "Distances and times leave out sessions that were missed or dropped." in text
    km = sum(session.distance_km for session in plan().session_records if session.week != 2)
    head = " ".join(text.split())
    assert f"{km:g} km" in head
    assert f"without {len(of_week)} sessions missed or dropped" in head
    assert row_of(text, 2).split("base")[1].split()[0] == "0"


@pytest.mark.parametrize("status", ["planned", "done", "partly"])
def test_what_was_done_or_is_to_come_is_shown_as_planned(status: str) -> None:
    assert block_table(with_marks(status)) == block_table(plan())
