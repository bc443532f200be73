"""Files of the kinds that runners reported, and what each of them would expect: plans/reported.json, facts only."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import runplan as rp
from runplan.exchange.run_plans.read import runs_from_bytes
from runplan.schema import RUN_TYPES

CASES = json.loads(Path(__file__).with_name("plans").joinpath("reported.json").read_text(encoding="utf-8"))
KM_OFF, MINUTES_OFF = 0.06, 0.6


def content(case: dict[str, Any]) -> bytes:
    """The file's bytes: its lines, or a workbook of its sheets."""
    if "lines" in case:
        return ("\n".join(case["lines"]) + "\n").encode(case.get("encoding", "utf-8"))
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, sheet in case["sheets"].items():
        page = book.create_sheet(title)
        for row in sheet["rows"]:
            page.append([cell_value(cell) for cell in row])
        for cells in sheet.get("merged", ()):
            page.merge_cells(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cell_value(cell: Any) -> Any:
    dated = isinstance(cell, str) and cell.endswith(" (date)")
    return dt.datetime.fromisoformat(cell.removesuffix(" (date)")) if dated else cell


def sessions(runs: rp.ImportedRuns, *, running: bool) -> list[list[Any]]:
    """Day, type, kilometres and minutes of each run, or of each session that is none."""
    return [
        [
            f"w{run.week} {run.weekday}" if run.date is None else run.date.isoformat(),
            run.type,
            None if run.km is None else run.km,
            run.minutes,
        ]
        for run in runs.records
        if run.type and (run.type in RUN_TYPES) == running
    ]


def fits(wanted: list[Any], read: list[Any]) -> bool:
    """Whether a session is the one that is wanted: null is anything, "none" is nothing, "easy|long" is either."""
    day, kind, km, minutes = [*wanted, *[None] * (4 - len(wanted))]
    if day != read[0] or (kind is not None and read[1] not in kind.split("|")):
        return False
    for want, length, off in ((km, read[2], KM_OFF), (minutes, read[3], MINUTES_OFF)):
        if want == "none" and length is not None:
            return False
        if want not in (None, "none") and (length is None or abs(length - want) > off):
            return False
    return True


def same(wanted: list[list[Any]], read: list[list[Any]]) -> bool:
    left = list(read)
    for session in wanted:
        match = next((other for other in left if fits(session, other)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_a_file_is_read_as_its_runner_expects(case: dict[str, Any]) -> None:
    name = f"plan{Path(case['file']).suffix}"
    refused = ""
    try:
        runs = runs_from_bytes(content(case), name, **case.get("read", {}))
    except rp.PlanFileError as error:
        refused = str(error)
    allowed = case.get("refused", case.get("or_refused"))
    if refused:
        assert allowed is not None, refused
        assert re.search(allowed, refused, re.IGNORECASE | re.DOTALL), refused
        return
    assert "refused" not in case
    read = sessions(runs, running=True)
    wanted = [case["runs"]] if "runs" in case else []
    right = any(same(some, read) for some in (*wanted, *case.get("or_runs", ()))) or not wanted
    assert right or ("or_said" in case and re.search(case["or_said"], runs.summary, re.IGNORECASE)), read
    others = sessions(runs, running=False)
    assert all(any(fits(session, other) for other in others) for session in case.get("others", ()))
    assert re.search(case.get("says", ""), runs.summary, re.IGNORECASE), runs.summary
    assert "says_not" not in case or not re.search(case["says_not"], runs.summary, re.IGNORECASE), runs.summary
    if "block" in case:
        check_block(case["block"], runs)


def check_block(wanted: dict[str, Any], runs: rp.ImportedRuns) -> None:
    """A block of these runs has the goal, the race and the weeks that are wanted, and its findings come."""
    block = rp.Block(start=wanted["start"], runs=runs)
    plan = rp.build_plan(block)
    for field in ("goal", "race_date", "weeks"):
        assert str(getattr(block, field)) == str(wanted.get(field, getattr(block, field)))
    races = plan.sessions[(plan.sessions["type"] == "race").to_numpy()]["km"].tolist()
    assert "race_km" not in wanted or races == [pytest.approx(wanted["race_km"], abs=KM_OFF)]
    plan.findings()
