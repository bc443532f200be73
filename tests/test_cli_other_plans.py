"""`runplan plan` never replaces another plan's file without a question."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import runplan as rp
from runplan.cli.program import main

FOUR_WEEKS = ["plan", "--start", "2027-01-04", "--weeks", "4", "--equipment", "dumbbell"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_another_plan_is_kept_unless_it_goes_on_or_may_be_replaced(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(FOUR_WEEKS) == 0
    first = Path("plan.csv").read_bytes()
    capsys.readouterr()
    with monkeypatch.context() as context:
        context.setattr("runplan.cli.subcommands.build_plan", None)  # refused before it plans
        assert main([*FOUR_WEEKS, "--run-days", "5"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "plan.csv contains another plan (from Mon 4 Jan 2027): give another name, plan again with previous=that "
        "plan (on the command line --previous), so that it stays the same plan, or replace the file "
        "(overwrite_edits=True, on the command line --force).\n"
    )
    assert Path("plan.csv").read_bytes() == first
    was = rp.read_plan("plan.csv").plan_id
    assert main([*FOUR_WEEKS, "--run-days", "5", "--previous", "plan.csv"]) == 0
    assert rp.read_plan("plan.csv").plan_id == was
    assert main([*FOUR_WEEKS, "--run-days", "5"]) == 0  # the same again, without saying what it goes on from
    assert rp.read_plan("plan.csv").plan_id == was
    assert main(FOUR_WEEKS) == 2  # what was planned at first is not what it has become
    assert rp.read_plan("plan.csv").block.run_days == 5
    assert main([*FOUR_WEEKS, "--run-days", "3", "--force"]) == 0
    assert rp.read_plan("plan.csv").plan_id != was


def test_a_table_beside_the_block_of_another_plan_is_not_said_to_have_that_plan_in_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    five_days = [*FOUR_WEEKS, "--run-days", "5", "--out", "five.csv"]
    assert main(FOUR_WEEKS) == main(five_days) == 0
    table = Path("five.csv").read_bytes()
    shutil.copy("plan.block.json", "five.block.json")
    capsys.readouterr()
    assert main(five_days) == 2
    assert capsys.readouterr() == (
        "",
        "five.csv does not fit five.block.json next to it, which belongs to another plan (from Mon 4 Jan 2027): "
        "put the two that belong together in one folder, give another name, or replace the file (overwrite_edits=True, "
        "on the command line --force).\n",
    )
    assert Path("five.csv").read_bytes() == table
    assert main([*five_days, "--force"]) == 0
    assert rp.read_plan("five.csv").block.run_days == 5


def test_the_settings_of_a_plan_whose_csv_is_gone_are_kept_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(FOUR_WEEKS) == 0
    was = rp.read_plan("plan.csv").plan_id
    Path("plan.csv").unlink()
    beside = Path("plan.block.json").read_bytes()
    capsys.readouterr()
    assert main([*FOUR_WEEKS, "--run-days", "5"]) == 2
    assert capsys.readouterr().err == (
        "plan.block.json contains the settings of another plan (from Mon 4 Jan 2027), although its CSV is "
        "missing: give another name, or replace the file (overwrite_edits=True, on the command line --force).\n"
    )
    assert Path("plan.block.json").read_bytes() == beside
    assert main(FOUR_WEEKS) == 0  # the same plan again
    assert rp.read_plan("plan.csv").plan_id == was
    Path("plan.csv").unlink()
    assert main([*FOUR_WEEKS, "--run-days", "5", "--force"]) == 0


def test_ctrl_c_ends_a_command_in_silence_from_its_first_import_on() -> None:
    code = (
        "import builtins, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background job ignores it
        "real = builtins.__import__\n"
        "def stopped(name, *more):\n"
        "    if name == 'argparse':\n"
        "        signal.raise_signal(signal.SIGINT)\n"
        "    return real(name, *more)\n"
        "from runplan.cli import main\n"
        "builtins.__import__ = stopped\n"
        "sys.exit(main(['catalog']))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_a_newer_version_than_the_one_that_is_gone_on_from_is_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(FOUR_WEEKS) == 0
    for suffix in (".csv", ".block.json"):
        shutil.copy(f"plan{suffix}", f"old{suffix}")
    assert main([*FOUR_WEEKS, "--run-days", "5", "--previous", "plan.csv"]) == 0
    newer = Path("plan.csv").read_bytes()
    capsys.readouterr()
    command = [*FOUR_WEEKS, "--run-days", "3", "--previous", "old.csv"]
    assert main(command) == 2
    assert Path("plan.csv").read_bytes() == newer
    assert capsys.readouterr().err == (
        "plan.csv has another version of this plan than old.csv: continue from it with --previous plan.csv, "
        "give another name, or replace the file (overwrite_edits=True, on the command line --force).\n"
    )
    assert main([*command, "--force"]) == 0
    assert Path("plan.csv").read_bytes() != newer
