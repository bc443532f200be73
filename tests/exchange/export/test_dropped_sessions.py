"""A session that was dropped is in no file that says what is to be done, whatever the format."""

from __future__ import annotations

import pytest

import runplan as rp
from runplan.exchange.export.registry import FORMATS
from runplan.plan.log import Log
from runplan.plan.tables import PlanTables

BLOCK = rp.Block(start="2027-01-04", weeks=4, weekly_km_now=30, equipment=("dumbbell",))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("dropped", [("w02-easy-1",), ("w01-strength-1", "w03-long")])
def test_a_dropped_session_is_in_no_export(name: str, dropped: tuple[str, ...]) -> None:
    plan = rp.build_plan(BLOCK)
    marked = plan.with_log(Log(()), today="2027-01-04", marks=dict.fromkeys(dropped, "dropped"))
    assert set(marked.sessions.query("status == 'dropped'")["session_id"]) == set(dropped)
    taken_out = {
        table: getattr(plan, table)[~getattr(plan, table)["session_id"].isin(dropped)].reset_index(drop=True)
        for table in ("sessions", "exercises")
    }
    data = FORMATS[name].make(marked)
    assert data == FORMATS[name].make(PlanTables(**(plan.parts() | taken_out)))
    assert data != FORMATS[name].make(plan)
