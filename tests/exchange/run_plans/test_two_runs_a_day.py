"""A day with a run in the morning and one in the evening, in each way that people part the two."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import runplan as rp

PARTED = (" ", ", ", " / ", "; ", " + ")
NAMED = ("AM {}{}PM {}", "AM: {}{}PM: {}", "am : {}{}pm : {}", "PM {}{}AM {}")


@pytest.mark.parametrize("named", NAMED)
@given(
    parted=st.sampled_from(PARTED),
    first=st.integers(2, 9),
    second=st.integers(2, 9),
    unit=st.sampled_from(("km", "mi")),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_neither_of_two_runs_of_a_day_is_taken_for_an_hour(
    tmp_path: Path, named: str, parted: str, first: int, second: int, unit: str
) -> None:
    cell = named.format(first, parted, second)
    rows = [f'{week},,5,,"{cell}",,6,12' for week in range(1, 5)]
    path = tmp_path / "runs.csv"
    path.write_text("\n".join(["Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun", *rows]), encoding="utf-8")
    frame = rp.read_runs(path, unit=unit).frame
    thursdays = frame[frame["weekday"] == "Thu"].groupby("week")["km"].apply(list)
    km = 1.0 if unit == "km" else 1.609344
    assert len(thursdays) == 4
    for lengths in thursdays:
        assert sorted(lengths) == pytest.approx(sorted((first * km, second * km)), abs=0.01)
