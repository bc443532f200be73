"""The day that counts as today in the planner: a date, ISO text or None, and one sentence for anything else."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.errors import BlockError
from runplan.ui import Planner

DAY = dt.date(2027, 1, 16)


@pytest.fixture
def planner() -> Planner:
    return Planner(rp.Block(start="2027-01-04", weeks=8), state=None)


@pytest.mark.parametrize("value", ["2027-01-16", "20270116", DAY, dt.datetime(2027, 1, 16, 7, 30)])
def test_a_day_is_a_date_or_iso_text(planner: Planner, value: Any) -> None:
    planner.today = value
    assert planner.today == planner.model.form.today() == DAY
    planner.today = None
    assert planner.today is None
    assert planner.model.form.today() == dt.date.today()


@pytest.mark.parametrize("value", ["16 January", "2027-01-32", "", 16, "0001-01-01", ["2027-01-16"]])
def test_anything_else_is_refused_in_one_sentence_and_the_day_stays(planner: Planner, value: Any) -> None:
    planner.today = DAY
    with pytest.raises(BlockError) as refused:
        planner.today = value
    assert re.fullmatch(r"today=.* is (not a date: write it as 2027-01-04|out of range: .*)\.", str(refused.value))
    assert planner.model.form.today() == DAY


def test_the_reference_shows_the_planners_own_parameters_and_its_day() -> None:
    """ipywidgets hides the parameters behind *args, so the page has them written out."""
    page = (Path(__file__).parents[2] / "docs" / "reference" / "planner.md").read_text()
    (written,) = re.findall(r"autoclass:: runplan\.Planner\((.*)\)", page)
    parameters = list(inspect.signature(Planner.__init__).parameters.values())[1:]
    expected = [
        f"{each.name}={'None' if each.default is None else chr(34) + each.default + chr(34)}" for each in parameters
    ]
    expected.insert(2, "*")
    assert written.split(", ") == expected
    assert "today : datetime.date or str or None" in (Planner.__doc__ or "")
