"""What the third notebook says of how hard the running is: true of the plan, and of the study as the data have it."""

from __future__ import annotations

import csv
from pathlib import Path

import nbformat
import pytest

import runplan as rp
from runplan.insight.intensity import ZONES, weekly_intensity

ROOT = Path(__file__).resolve().parents[2]
CELLS = nbformat.read(ROOT / "notebooks" / "03_read_the_coverage.ipynb", as_version=4).cells


@pytest.fixture(scope="module")
def plan() -> rp.Plan:
    names: dict[str, object] = {}
    exec(next(cell.source for cell in CELLS if cell.cell_type == "code"), names)
    plan = names["plan"]
    assert isinstance(plan, rp.Plan)
    return plan


def text() -> str:
    (source,) = [cell.source for cell in CELLS if cell.source.startswith("## How hard the running is")]
    return str(source)


def test_nine_tenths_are_easy_and_three_quarters_of_week_12_whose_long_run_has_marathon_pace(plan: rp.Plan) -> None:
    minutes = weekly_intensity(plan).set_index("week")
    assert round(minutes["easy"].sum() / minutes.to_numpy().sum(), 1) == 0.9
    shares = minutes["easy"] / minutes[list(ZONES)].sum(axis=1)
    assert shares.idxmin() == 12
    assert shares[12] == pytest.approx(0.75, abs=0.02)
    (steps,) = plan.sessions.query("week == 12 and type == 'long'")["steps"]
    assert "@marathon" in steps
    assert "Nine tenths" in text()
    assert "Week 12 has the smallest easy share, three quarters," in text()


def test_the_study_has_the_numbers_of_the_claim_that_we_do_not_make() -> None:
    with (ROOT / "data" / "not_claimed.csv").open(encoding="utf-8", newline="") as file:
        (why,) = [row["why"] for row in csv.DictReader(file) if row["source_id"] == "festa2020"]
    for sentence in (
        "38 recreational runners",
        "77 % easy, 3 % moderate and 20 % hard running had the same effect as 40, 50 and 10 %",
    ):
        assert sentence in text()
        assert sentence in why
