"""How an imported file was read, cell by cell, as the planner shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.ui.planner import Planner
from tests.ui.conftest import answers, ask, find, scene

RUNS = """Week,Distance,Mon,Tue,Wed,Thu,Fri,Sat,Sun
1,26 km,Rest,6 km easy,Rest,6 km tempo,Rest,4 km,10 km
2,28 km,Rest,6 km easy,<b>???</b>,6 km tempo,Rest,5 km,11 km
3,99 km,Rest,7 km easy,Rest,7 km tempo,Rest,5 km,12 km
4,24 km,Rest,6 km easy,Rest,5 km easy,Rest,4 km,9 km
5,34 km,Rest,6 km easy,Rest,4 km easy,Rest,3 km,Half Marathon (21.1 km)
"""


@pytest.fixture
def planner(tmp_path: Path, sent: list[dict[str, Any]]) -> Planner:
    (tmp_path / "runs.csv").write_text(RUNS)
    (tmp_path / "other.csv").write_text(RUNS.replace("<b>???</b>", "Rest"))
    return Planner(rp.Block(start="2027-03-01", weeks=10), state=None)


def bring(planner: Planner, path: str) -> None:
    find(planner, "rp-runs-path").value = path
    find(planner, "rp-bring-runs").click()


def report(planner: Planner, sent: list[dict[str, Any]]) -> dict[str, Any]:
    sent.clear()
    ask(planner.board, do="report")
    [answer] = answers(sent)
    assert answer.pop("is") == "report"
    return answer


def test_every_cell_of_the_file_is_in_the_report_and_the_doubtful_ones_come_first(
    planner: Planner, sent: list[dict[str, Any]]
) -> None:
    bring(planner, "runs.csv")
    cells = rp.read_runs("runs.csv").report
    found = report(planner, sent)
    assert sorted(row[:2] for row in found["rows"]) == sorted(cells[["where", "text"]].values.tolist())
    readings = [row[2] for row in found["rows"]]
    assert readings == sorted(readings, key=["not read", "guessed", "left out", "read"].index)
    assert found["rows"][0][:3] == ["line 3, column 5 (Wed)", "<b>???</b>", "not read"]
    assert scene(planner)["report"] == {
        "n": found["n"],
        "cells": len(cells),
        "doubtful": int(cells["reading"].isin(["guessed", "not read"]).sum()),
        "fresh": 1,
    }


def test_weekly_totals_that_differ_are_named(planner: Planner, sent: list[dict[str, Any]]) -> None:
    bring(planner, "runs.csv")
    assert [week for week, _ in report(planner, sent)["totals"]] == ["Week 3"]


def test_the_message_says_where_each_cell_can_be_checked(planner: Planner) -> None:
    bring(planner, "other.csv")
    assert planner.model.messages.message.endswith(" Open Your file to check each cell.")


def test_a_change_after_the_import_keeps_the_report_openable(planner: Planner, sent: list[dict[str, Any]]) -> None:
    bring(planner, "runs.csv")
    planner.model.wish(strength_sessions=1)
    assert scene(planner)["report"]["fresh"] == 0
    assert report(planner, sent)["file"] == "runs.csv"


def test_undo_goes_back_to_the_report_of_the_file_before(planner: Planner, sent: list[dict[str, Any]]) -> None:
    bring(planner, "runs.csv")
    bring(planner, "other.csv")
    assert report(planner, sent)["file"] == "other.csv"
    planner.model.undo()
    assert report(planner, sent)["file"] == "runs.csv"


def test_without_an_imported_plan_there_is_no_report(planner: Planner, sent: list[dict[str, Any]]) -> None:
    assert scene(planner)["report"] is None
    bring(planner, "runs.csv")
    planner.model.wish("your run plan", runs=None)
    assert scene(planner)["report"] is None
    sent.clear()
    ask(planner.board, do="report")
    assert answers(sent) == []
