"""Two plans, a race in sixteen weeks and a year in miles, and every chart of them drawn once."""

from __future__ import annotations

import functools

import pytest

from runplan.api import build_plan
from runplan.plan.block import Block

KIT = ("foam_roller", "mini_band", "dumbbell")


@pytest.fixture(scope="session")
def plan():
    wishes = {"goal": "marathon", "weekly_km_now": 30, "weekly_km_peak": 55, "days_off": ("Tue",)}
    pins = {"w06-strength-1": "Thu"}
    return build_plan(Block(start="2027-01-04", race_date="2027-04-25", equipment=KIT, pins=pins, **wishes))


@pytest.fixture(scope="session")
def long_plan():
    return build_plan(Block(start="2027-01-04", weeks=52, equipment=KIT, units="mi", week_start="Sun"))


@pytest.fixture(scope="session")
def drawn(plan, long_plan):
    """Each chart of each plan, drawn once, for the tests that only look."""

    @functools.cache
    def draw(chart, which="plan"):
        ax = chart(plan if which == "plan" else long_plan)
        ax.figure.canvas.draw()
        return ax

    return draw
