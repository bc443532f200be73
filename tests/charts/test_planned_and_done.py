"""Planned and done, drawn: bars and marks are the frame's numbers, and what is to come is not drawn as done."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from runplan import charts
from runplan.plan.log import Activity, Log
from tests.charts.drawings import words


@pytest.fixture(scope="module")
def frame(plan):
    """Four weeks of the sixteen done, nine tenths of each run; strength work of the first two."""
    sessions = [
        session for session in plan.session_records if session.week <= 4 and (session.is_run or session.week <= 2)
    ]
    done = tuple(
        Activity(session.date, None, session.kind, session.km and 0.9 * session.km, session.minutes, "", "test")
        for session in sessions
    )
    return plan.against(Log(done), today=plan.block.first_day + dt.timedelta(days=28))


@pytest.fixture(scope="module")
def ax(frame):
    ax = charts.planned_and_done(frame)
    ax.figure.canvas.draw()
    return ax


def test_bars_are_the_kilometres(ax, frame):
    planned, done = ax.containers
    assert [bar.get_height() for bar in planned] == pytest.approx(frame["planned_km"].tolist())
    heights = [bar.get_height() for bar in done]
    assert heights[:4] == pytest.approx(frame["done_km"].tolist()[:4])
    assert set(heights[4:]) == {0.0}
    assert sum(heights) == pytest.approx(0.9 * frame["planned_km"].iloc[:4].sum())


def test_the_longest_runs_are_marked(ax, frame):
    lines, dots = ax.collections
    assert [path.vertices[0][1] for path in lines.get_paths()] == pytest.approx(frame["planned_long_km"].tolist())
    heights = np.ma.filled(dots.get_offsets()[:, 1], np.nan).tolist()
    assert heights[:4] == pytest.approx(frame["done_long_km"].tolist()[:4])
    assert all(np.isnan(heights[4:]))


def test_sets_stand_below_as_done_of_planned(ax, frame):
    planned = frame["planned_sets"].tolist()
    assert {f"{planned[0]}/{planned[0]}", f"0/{planned[3]}", f"{planned[8]}"} <= set(words(ax))
    assert f"0/{planned[8]}" not in words(ax)


def test_miles_are_said_and_drawn(frame):
    ax = charts.planned_and_done(frame, units="mi")
    assert ax.get_title(loc="left") == "Planned and done: miles per week"
    assert ax.containers[0][0].get_height() == pytest.approx(frame["planned_km"].iloc[0] / 1.609344)
