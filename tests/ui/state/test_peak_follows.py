"""The peak follows the kilometres now until the runner sets it himself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.ui.state import file_requests
from runplan.ui.state.planner_model import PlannerModel
from tests.ui.conftest import find, move


def test_the_peak_of_the_notebook_s_code_follows_in_proportion(block: rp.Block) -> None:
    model = PlannerModel(block)  # 55 at 30 now
    model.form.weekly_km_now = 25.0
    assert model.form.weekly_km_peak == 45.8  # 25 x 55/30
    model.form.weekly_km_now = 60.0
    assert model.form.weekly_km_peak == 110.0
    model.form.weekly_km_now = 30.0
    assert model.form.weekly_km_peak == 55.0


def test_a_peak_that_the_runner_sets_stays(block: rp.Block) -> None:
    model = PlannerModel(block)
    model.form.weekly_km_peak = 50.0
    model.form.weekly_km_now = 20.0
    assert model.form.weekly_km_peak == 50.0
    model.undo()
    model.undo()
    assert model.form.weekly_km_peak == 55.0
    model.form.weekly_km_now = 15.0
    assert model.form.weekly_km_peak == 27.5


def test_both_at_once_are_both_the_runner_s(block: rp.Block) -> None:
    model = PlannerModel(block)
    model.wish(weekly_km_now=20.0, weekly_km_peak=50.0)
    assert model.form.weekly_km_peak == 50.0


@pytest.mark.parametrize(("now", "peak"), [(1.0, 1.8), (160.0, 293.3), (170.0, 300.0), (250.0, 300.0)])
def test_a_peak_that_follows_keeps_to_the_slider(block: rp.Block, now: float, peak: float) -> None:
    model = PlannerModel(block)
    model.form.weekly_km_now = now
    assert model.form.weekly_km_peak == peak
    model.form.weekly_km_now = 30.0
    assert model.form.weekly_km_peak == 55.0


def test_a_peak_that_follows_is_never_under_the_kilometres_now(block: rp.Block) -> None:
    model = PlannerModel(block.replace(weekly_km_peak=20.0))
    model.form.weekly_km_now = 40.0
    assert model.form.weekly_km_peak == 40.0


@pytest.mark.parametrize(("peak", "expected"), [(None, 27.5), (50.0, 50.0)])
def test_a_reload_knows_whether_the_peak_was_set(block: rp.Block, peak: float | None, expected: float) -> None:
    first = rp.Planner(block)
    if peak is not None:
        move(find(first, "rp-field-weekly-km-peak"), int(peak))
    first.model.form.weekly_km_now = 35.0
    first.memory._keeping.finish()
    again = rp.Planner(block)
    assert again.model.form.weekly_km_now == 35.0
    move(find(again, "rp-field-weekly-km-now"), 15)
    assert again.model.form.weekly_km_peak == expected
    assert "peak_share" not in again.board.view


def test_a_state_of_an_older_version_is_read(block: rp.Block, tmp_path: Path) -> None:
    first = rp.Planner(block)
    first.model.form.run_days = 5
    first.memory._keeping.finish()
    path = tmp_path / "planner.state.json"
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for entry in content["planners"].values():
        del entry["view"]["peak_share"]
    path.write_text(json.dumps(content), encoding="utf-8")
    again = rp.Planner(block)
    assert again.model.form.run_days == 5
    again.model.form.weekly_km_now = 15.0
    assert again.model.form.weekly_km_peak == 27.5


def test_a_peak_of_a_loaded_file_stays_unless_it_is_the_usual_one(block: rp.Block, tmp_path: Path) -> None:
    rp.build_plan(block).to_csv(tmp_path / "own.csv")
    rp.build_plan(block.replace(weekly_km_peak=None)).to_csv(tmp_path / "usual.csv")
    model = PlannerModel(block)
    file_requests.load(model, str(tmp_path / "own.csv"))
    model.form.weekly_km_now = 20.0
    assert model.form.weekly_km_peak == 55.0
    file_requests.load(model, str(tmp_path / "usual.csv"))
    assert model.form.weekly_km_peak == 39.0
    model.form.weekly_km_now = 20.0
    assert model.form.weekly_km_peak == 26.0
