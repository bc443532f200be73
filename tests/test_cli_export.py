"""`runplan export`: a plan's file goes out in a format of another tool."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.cli import main
from runplan.exchange.export.methods import OPTIONS
from runplan.exchange.export.registry import FORMATS
from tests.exchange.export.calendar.calendar_checker import parsed


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> rp.Plan:
    monkeypatch.chdir(tmp_path)
    made = rp.build_plan(rp.Block(start="2027-01-04", weeks=4))
    made.to_csv("plan.csv")
    return made


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_written_beside_the_plan(plan: rp.Plan, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "plan.csv", "--to", name]) == 0
    said = capsys.readouterr().out
    path = Path(said.removeprefix("Written: ").strip().removesuffix("."))
    assert path.name != "plan.csv"
    assert path.read_bytes() == FORMATS[name].make(plan)


def test_the_command_line_has_each_option_of_each_format_and_says_which_formats_take_it() -> None:
    takers: dict[str, list[str]] = {}
    for form in FORMATS.values():
        for option in form.options:
            takers.setdefault(option, []).append(form.name)
    assert {name: meaning["help"].partition(": ")[0].split(", ") for name, meaning in OPTIONS.items()} == takers


def test_a_second_export_replaces_the_first_and_a_changed_one_stays(
    plan: rp.Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["export", "plan.csv", "--to", "ics"]
    assert main(arguments) == main(arguments) == 0
    Path("plan.ics").write_text("mine")
    capsys.readouterr()
    assert main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert Path("plan.ics").read_text() == "mine"
    assert main([*arguments, "--force"]) == 0


def test_options_reach_the_format(plan: rp.Plan) -> None:
    assert main(["export", "plan.csv", "--to", "ics", "--timezone", "Europe/Berlin", "--am", "06:15"]) == 0
    text = Path("plan.ics").read_text()
    assert "TZID=Europe/Berlin:2027" in text
    assert "T061500" in text


def test_what_is_not_said_again_is_as_in_the_calendar_that_stands_there(plan: rp.Plan) -> None:
    arguments = ["export", "plan.csv", "--to", "ics"]
    assert main([*arguments, "--timezone", "America/New_York", "--am", "06:15"]) == 0
    first = Path("plan.ics").read_bytes()
    assert main(arguments) == 0
    assert Path("plan.ics").read_bytes() == first
    assert main([*arguments, "--timezone", "local"]) == 0
    text = Path("plan.ics").read_text()
    assert "TZID" not in text
    assert "T061500" in text


def test_a_block_planned_anew_over_its_file_is_the_same_plan_to_a_calendar(tmp_path: Path) -> None:
    out = ["--out", str(tmp_path / "plan.csv")]
    block = ["--start", "2027-01-04", "--weeks", "4", "--equipment", "dumbbell"]
    export = ["export", out[1], "--to", "ics"]

    def uids(status: str) -> set[str]:
        found = parsed((tmp_path / "plan.ics").read_bytes()).named("VEVENT")
        return {event.one("UID") for event in found if event.one("STATUS") == status}

    assert main(["plan", *block, *out]) == main(export) == 0
    before, old = uids("CONFIRMED"), rp.read_plan(out[1])
    assert main(["plan", *block, *out, "--strength-minutes", "40", "--previous", out[1]]) == main(export) == 0
    new = rp.read_plan(out[1])
    assert new.block != old.block
    assert new.plan_id == old.plan_id
    assert uids("CONFIRMED") == before
    assert uids("CANCELLED") == set()
    # A season after it is another plan, and the one before is left as it is.
    assert main(["plan", *block, *out, "--start", "2027-02-01", "--force"]) == 0
    assert main(export) == 2  # it is asked about
    assert main([*export, "--force"]) == 0
    assert rp.read_plan(out[1]).plan_id != old.plan_id
    assert not (uids("CONFIRMED") | uids("CANCELLED")) & before


def test_standard_input_and_output(plan: rp.Plan, capsysbinary: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    data = Path("plan.csv").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    assert main(["export", "-", "--block", "plan.block.json", "--to", "fit", "--out", "-"]) == 0
    assert capsysbinary.readouterr().out == FORMATS["fit"].make(plan)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plan.csv", "--to", "garmin"], "There is no format 'garmin'"),
        (["plan.csv", "--to", "pdf"], "Did you mean page?"),
        (["plan.csv", "--to", "html"], "Did you mean phone?"),
        (["plan.csv", "--to", "ics", "--timezone", "EST"], "'America/New_York'"),
        (["plan.csv", "--to", "tempo", "--week", "2"], "has no option 'week'"),
        (["nothing.csv", "--to", "ics"], "nothing.csv is not there"),
        (["plan.csv", "--to", "ics", "--out", "plan.txt"], "does not end in .ics"),
        (["plan.csv", "--to", "ics", "--timezone", "Mars/Base"], "Mars/Base"),
        (["plan.csv", "--to", "ics", "--am", "25:00"], "25:00"),
        (["plan.csv", "--to", "page", "--week", "9"], "9"),
        (["plan.csv", "--to", "page", "--paper", "A3"], "A3"),
        (["plan.csv", "--to", "fit", "--weeks", "9"], "9"),
        (["-", "--to", "ics"], "needs its block"),
        (["plan.csv", "--to", "csv"], "For the plan's own CSV, use"),
    ],
)
def test_what_cannot_be_exported_is_refused_in_one_sentence(
    plan: rp.Plan, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert not list(Path().glob("*.ics"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "Give a file: standard input cannot be read here."),
        (b"", "standard input is empty"),
        (bytes(range(256)) * 400, "standard input is not a text file"),
    ],
)
def test_what_is_no_plan_on_standard_input_is_refused_by_its_name(
    plan: rp.Plan, data: bytes | None, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None if data is None else io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    assert main(["export", "-", "--block", "plan.block.json", "--to", "ics"]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here stands for a full disk")
@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "plan.csv", "--to", "ics", "--out", "-"],
        ["export", "plan.csv", "--to", "tempo"],
        ["import", "plan.csv"],
        ["import", "plan.csv", "--out", "-"],
    ],
)
def test_a_full_disk_behind_standard_output_is_one_sentence(plan: rp.Plan, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "runplan.cli", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2  # 1 would say that something of the plan could not be read
    assert done.stderr.splitlines()[-1].startswith("The output cannot be written: no space left")
    assert "Traceback" not in done.stderr
