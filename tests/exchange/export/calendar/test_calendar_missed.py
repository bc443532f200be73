"""A session that was missed says so in the calendars, and no other does."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

import runplan as rp
from runplan.plan.log import Log

MONDAY = dt.date(2027, 1, 4)
MARKED = "w01-strength-1"


@cache
def plan() -> rp.Plan:
    return rp.build_plan(rp.Block(start=MONDAY, weeks=4, equipment=("dumbbell",)))


@pytest.mark.parametrize("kind", ["ics", "csv"])
@pytest.mark.parametrize(("status", "sign"), [("missed", " (missed)"), ("done", ""), ("partly", "")])
def test_what_was_not_done_is_named_in_its_title(tmp_path: Path, kind: str, status: str, sign: str) -> None:
    marked = plan().with_log(Log(()), today=MONDAY, marks={MARKED: status})
    texts = []
    for number, each in enumerate((plan(), marked)):
        path = tmp_path / f"{number}.{kind}"
        (each.to_ics if kind == "ics" else each.to_google_csv)(path)
        texts.append(path.read_text(encoding="utf-8"))
    assert texts[1].replace(sign or "nothing", "", 1) == texts[0]
    assert not sign or texts[1].count(sign) == 1
    assert "CANCELLED" not in texts[1]
