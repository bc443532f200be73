"""What a race week comes to is one figure, the race in it, wherever a runner reads it."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import matplotlib.pyplot as plt
import openpyxl
import pytest
from pypdf import PdfReader

import runplan as rp
from runplan import charts
from runplan.cli.block_table import block_table
from runplan.exchange.export.registry import format_named
from runplan.ui.board.payload import Seen, scene
from runplan.ui.state.planner_model import PlannerModel
from runplan.units import KM_PER_MILE
from tests.exchange.export.phone.page_reader import read_page

RACE_KM = {"5k": 5.0, "10k": 10.0, "half": 21.1, "marathon": 42.2}


def _own(kilometres: float) -> list[dict[str, Any]]:
    rows = [{"week": week, "weekday": "Sun", "type": "long", "km": 14.0} for week in range(1, 6)]
    easy = {"week": 6, "weekday": "Tue", "type": "easy", "km": 6.2}
    return [*rows, easy, {"week": 6, "weekday": "Sat", "type": "race", "km": kilometres}]


BLOCKS: dict[str, dict[str, Any]] = {
    **{goal: {"goal": goal, "race_date": "2027-02-27", "weekly_km_now": 33.0} for goal in RACE_KM},
    "a week of one's own": {"goal": "half", "race_date": "2027-02-27", "weekly_km": {8: 20}},
    "a race of ten miles": {"runs": _own(16.1)},
    "a race of 50 km": {"runs": _own(50.0)},
}


def figures(plan: rp.Plan) -> dict[str, str]:
    """The race week's distance as each output words it."""
    units, last = plan.block.units, len(plan.weeks)
    model = PlannerModel(plan.block, plan.catalog)
    week = json.loads(scene(model, Seen(plan), None, None))["weeks"][-1]
    found = {"board": week["much"], "bar": f"{round((week['km'] + week['race']) * _per(units), 1):g}"}
    (line,) = [line for line in block_table(plan, width=120).splitlines() if line.startswith(f" {last}  ")]
    found["terminal"] = line.split()[4]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(format_named("page").make(plan))).pages]
    (page,) = [text for text in pages if re.match(rf"Week {last}\b", text.strip())]
    shown = re.search(rf"([\d.]+) {units}\b", page)
    assert shown is not None
    found["page"] = shown[1]
    _, phone = read_page(format_named("phone").make(plan))
    found["phone"] = phone["weeks"][-1]["km"].removesuffix(f" {units}")
    sheet = openpyxl.load_workbook(io.BytesIO(format_named("excel").make(plan)), data_only=True)["Weeks"]
    heads = [cell.value for cell in sheet[1]]
    found["workbook"] = f"{sheet.cell(last + 1, heads.index(f'Distance ({units})') + 1).value:.1f}".removesuffix(".0")
    axes = charts.weekly_km(plan.weeks, units=units)
    found["chart"] = [text for text in axes.texts if text.xy[0] == last and re.fullmatch(r"[\d.]+", text.get_text())][
        -1
    ].get_text()
    axes = charts.week_calendar(plan.sessions, plan.weeks, units=units)
    bold = [text for text in axes.texts if text.get_fontweight() == "bold" and text.get_position()[0] > 7]
    found["calendar"] = max(bold, key=lambda text: text.get_position()[1]).get_text()
    plt.close("all")
    return found


def _per(units: str) -> float:
    return 1.0 if units == "km" else 1 / KM_PER_MILE


@pytest.mark.parametrize("units", ["km", "mi"])
@pytest.mark.parametrize("name", list(BLOCKS))
def test_the_race_week_has_one_figure_everywhere(name: str, units: str) -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", units=units, **BLOCKS[name]))
    runs = plan.sessions[(plan.sessions["kind"] == "run") & (plan.sessions["week"] == len(plan.weeks))]
    race = runs.loc[runs["type"] == "race", "km"].iloc[0]
    assert race == RACE_KM.get(name, race)
    total = runs["km"].sum()
    assert total > race
    assert plan.weeks["run_km"].iloc[-1] == pytest.approx(total, abs=0.051)
    wanted = f"{round(total * _per(units) + 1e-9, 1):g}"
    assert set(figures(plan).values()) == {wanted}, figures(plan)


def test_the_board_has_the_race_of_a_plan_of_ones_own_at_its_own_length() -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", runs=_own(16.1)))
    week = json.loads(scene(PlannerModel(plan.block), Seen(plan), None, None))["weeks"][-1]
    assert (week["race"], week["km"], week["curve"]) == (16.1, 6.2, 6.2)


def test_the_terminal_says_that_the_race_is_in_the_weeks_distance() -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", **BLOCKS["half"]))
    assert "\nA week's distance includes its race.\n" in block_table(plan)
    without = rp.build_plan(rp.Block(start="2027-01-04", weeks=4))
    assert "includes its race" not in block_table(without)
