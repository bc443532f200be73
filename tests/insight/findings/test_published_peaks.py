"""From 50 km a week on a peak of more than 1.52 times that is told."""

from __future__ import annotations

from typing import Any

import pytest

import runplan as rp
from runplan.insight.findings import findings
from tests.builders.written_plans import make_plan, run


def said(**wishes: Any) -> list[tuple[str, str]]:
    plan = make_plan([run(1, "Tue", "easy", 8.0)], weeks=16, **wishes)
    rows = findings(plan)
    rows = rows[rows["rule"] == "peak_published"]
    return list(zip(rows["severity"], rows["message"], strict=True))


@pytest.mark.parametrize(
    ("now", "peak", "is_told"),
    [(50, 76, False), (50, 76.5, True), (60, 91, False), (60, 92, True), (49.9, 90, False)],
)
def test_a_peak_is_told_where_no_published_plan_goes_so_far_from_as_many_kilometres(
    now: float, peak: float, is_told: bool
) -> None:
    assert bool(said(weekly_km_now=now, weekly_km_peak=peak)) == is_told


def test_the_usual_peak_is_never_told() -> None:
    for now in (50, 80, 190, 250):
        assert said(weekly_km_now=now) == []


def test_it_says_how_far_the_peak_is_and_which_would_be_nearer() -> None:
    assert said(weekly_km_now=50, weekly_km_peak=80) == [
        (
            "info",
            "Your peak of 80 km is 1.6 times your current 50 km per week; we suggest 76 km at most (our "
            "assumption). Published plans that rise further, such as Burfoot's "
            "(from 20 km to 70 km), start lower.",
        )
    ]


def test_a_peak_that_is_warned_of_is_not_told_again() -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=8, weekly_km_now=50, weekly_km_peak=110))
    rules = set(findings(plan)["rule"])
    assert "peak_rise" in rules
    assert "peak_published" not in rules


def test_a_run_plan_of_one_s_own_is_not_judged() -> None:
    runs = [{"week": week, "weekday": "Sun", "type": "long", "km": km} for week, km in enumerate((50, 60, 70, 90), 1)]
    plan = rp.build_plan(rp.Block(start="2027-01-04", runs=runs))
    assert (plan.block.weekly_km_now, plan.block.weekly_km_peak) == (50, 90)
    assert "peak_published" not in set(findings(plan)["rule"])
