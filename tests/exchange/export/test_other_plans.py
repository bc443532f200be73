"""An export never takes the place of another plan's without a question, in the planner as on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.cli import main
from runplan.exchange.export.guard import RECORD_NAME
from runplan.ui.planner import Planner
from tests.ui.conftest import find, move, press, scene, sent  # noqa: F401  (a fixture)

FORMATS = ("ics", "google", "excel", "fit", "page", "phone", "intervals", "tempo", "trainingdojo")
ENDS = {"ics": ".ics", "excel": ".xlsx", "fit": ".zip", "page": ".pdf", "phone": ".html", "intervals": ".json"}


@pytest.fixture
def two_plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, weeks in (("anna", 5), ("ben", 6)):
        rp.build_plan(rp.Block(start="2027-01-04", weeks=weeks)).to_csv(f"{name}.csv")


@pytest.mark.usefixtures("two_plans")
@pytest.mark.parametrize("name", FORMATS)
def test_another_plans_export_is_replaced_only_where_that_is_allowed(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path(f"shared{ENDS.get(name, '.csv')}")
    export = ["export", "--to", name, "--out", str(file)]
    assert main([*export, "anna.csv"]) == 0
    before = file.read_bytes()
    assert main([*export, "anna.csv"]) == 0  # its own
    capsys.readouterr()
    assert main([*export, "ben.csv"]) == 2
    assert capsys.readouterr().err == (
        f"{file} is an export of another plan: give another name, or replace the file (overwrite=True, on the command "
        "line --force).\n"
    )
    assert file.read_bytes() == before
    assert main([*export, "ben.csv", "--force"]) == 0
    assert main([*export, "ben.csv"]) == 0


@pytest.mark.usefixtures("two_plans")
def test_a_calendar_of_another_plan_is_known_without_a_record(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "anna.csv", "--to", "ics", "--out", "shared.ics"]) == 0
    record = json.loads(Path(RECORD_NAME).read_text())
    del record["sources"]  # as earlier versions wrote it
    Path(RECORD_NAME).write_text(json.dumps(record))
    assert main(["export", "ben.csv", "--to", "ics", "--out", "shared.ics"]) == 2
    assert "shared.ics is an export of another plan" in capsys.readouterr().err
    assert b"CANCELLED" not in Path("shared.ics").read_bytes()


@pytest.mark.usefixtures("two_plans", "sent")
@pytest.mark.parametrize("plan_is_there", [True, False])
def test_a_planner_with_anothers_file_name_leaves_that_ones_calendar_alone(plan_is_there: bool) -> None:
    assert main(["export", "anna.csv", "--to", "ics"]) == 0
    if not plan_is_there:
        Path("anna.csv").unlink()
        Path("anna.block.json").unlink()
    before = Path("anna.ics").read_bytes()
    planner = Planner(rp.Block(start="2027-01-04", weeks=8), state=None)
    move(find(planner, "rp-path"), "anna.csv")
    move(find(planner, "rp-format"), 1, "index")
    handed: list[Any] = []
    planner.board.send = handed.append
    press(find(planner, "rp-export"))
    assert handed == []
    what = f"{Path.cwd() / 'anna.ics'} is an export of another plan"
    if plan_is_there:
        what = "anna.csv contains another plan (from Mon 4 Jan 2027)"
    assert scene(planner)["warning"] == f"{what}: give this plan its own file name above, then export again."
    assert Path("anna.ics").read_bytes() == before
