"""The same run from two sources is one; two runs are two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.exchange.activities.merge import joined
from runplan.plan.log import Activity
from tests.builders import done_runs as made
from tests.builders.done_runs import DoneRun

YEAR = made.a_year(weeks=10)
START = dt.datetime(2026, 5, 1, 7)


def activity(source: str, minutes_later: float, km: float | None, minutes: float | None, kind: str = "run") -> Activity:
    start = START + dt.timedelta(minutes=minutes_later)
    return Activity(start.date(), start, kind, km, minutes, "", source)


def test_exports_of_three_tools_in_one_folder_are_one_year(tmp_path: Path) -> None:
    (tmp_path / "activities.csv").write_bytes(made.strava(YEAR))
    (tmp_path / "Garmin.csv").write_bytes(made.garmin(YEAR))
    (tmp_path / "icu.csv").write_bytes(made.intervals(YEAR))
    log = rp.read_log(tmp_path, timezone="UTC")
    assert len(log.activities) == len(YEAR)
    expected = made.km_by_week(YEAR)
    for start, km in zip(log.weeks()["start"], log.weeks()["km"], strict=True):
        assert km == pytest.approx(expected[start.date()], abs=0.1)
    assert log.report["outcome"].value_counts()["joined"] == 2 * len(YEAR)
    assert set(log.sessions["source"]) == {"Garmin Connect + Strava + intervals.icu"}


def test_a_clock_of_another_time_zone_is_the_same_run(tmp_path: Path) -> None:
    (tmp_path / "activities.csv").write_bytes(made.strava(YEAR))
    there = [replace(run, start=run.start - dt.timedelta(hours=7)) for run in YEAR]
    (tmp_path / "icu.csv").write_bytes(made.intervals(there))
    assert len(rp.read_log(tmp_path, timezone="UTC").activities) == len(YEAR)


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        (activity("A", 0, 10.0, 60), activity("B", 3, 10.1, 61), 1),
        (activity("A", 0, 10.0, 60), activity("A", 0, 10.0, 60), 1),
        (activity("A", 0, 10.0, 60), activity("B", 25, 9.6, 60), 1),
        (activity("A", 0, 10.0, 60), activity("B", 3, 6.0, 40), 2),
        (activity("A", 0, 10.0, 60), activity("A", 600, 10.0, 60), 2),
        (activity("A", 0, 10.0, 60), activity("B", 605, 10.0, 60), 2),
        (activity("A", 0, 10.0, 60), activity("B", 3, None, 60, "strength"), 2),
        (activity("A", 0, None, 40, "strength"), activity("B", 3, None, 42, "strength"), 1),
        (activity("A", 0, 10.0, 60), activity("B", 0, 10.0, 60)._replace(start_time=None), 1),
    ],
)
def test_which_two_are_one(first: Activity, second: Activity, number: int) -> None:
    for pair in ((first, second), (second, first)):
        sessions, rows = joined(pair)
        assert len(sessions) == number
        assert len(rows) == 2 - number


ACTIVITIES = st.builds(
    activity,
    st.sampled_from(("A", "B", "C")),
    st.integers(0, 4 * 24 * 60),
    st.one_of(st.none(), st.floats(1, 40)),
    st.one_of(st.none(), st.floats(5, 300)),
    st.sampled_from(("run", "strength", "second")),
)


@given(st.lists(ACTIVITIES, max_size=12), st.randoms())
def test_joining_counts_every_session_and_does_not_depend_on_their_order(
    given_: Sequence[Activity], dice: object
) -> None:
    sessions, rows = joined(given_)
    assert len(sessions) + len(rows) == len(given_)
    mixed = list(given_)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    assert joined(mixed)[0] == sessions
    assert all(first.start_time <= second.start_time for first, second in pairwise(sessions))  # type: ignore[operator]


@given(st.lists(st.integers(0, 300), max_size=8, unique=True))
def test_a_second_copy_of_a_log_adds_nothing(days: list[int]) -> None:
    runs = [DoneRun(START + dt.timedelta(days=day), 5000.0 + 100 * day, 1800 + 30 * day) for day in sorted(days)]
    mine = [Activity(run.start.date(), run.start, "run", run.metres / 1000, run.seconds / 60, "", "A") for run in runs]
    again = [first._replace(source="B") for first in mine]
    assert [first.km for first in joined([*mine, *again])[0]] == [first.km for first in mine]
