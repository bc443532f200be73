"""Planning writes nothing by itself: what a command prints is all that stands on standard output."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import runplan as rp

ROOT = Path(__file__).resolve().parents[2]
PLAN = "import runplan as rp; rp.build_plan(rp.Block(start='2027-01-04', weeks=4))"


def standard_output(*words: str, folder: Path) -> bytes:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *words], stdout=subprocess.PIPE, check=True, env=environment, cwd=folder
    ).stdout


def test_planning_prints_nothing(tmp_path: Path) -> None:
    assert standard_output("-c", PLAN, folder=tmp_path) == b""


def test_an_export_to_standard_output_is_the_file_and_nothing_else(tmp_path: Path) -> None:
    rp.build_plan(rp.Block(start="2027-01-04", weeks=4)).to_csv(tmp_path / "plan.csv")
    found = standard_output("-m", "runplan.cli", "export", "plan.csv", "--to", "ics", "--out", "-", folder=tmp_path)
    assert found.startswith(b"BEGIN:VCALENDAR\r\n")
    assert found.endswith(b"END:VCALENDAR\r\n")


def test_a_solver_that_names_itself_when_it_is_made_is_silenced_first(monkeypatch: pytest.MonkeyPatch) -> None:
    import highspy

    from runplan.planning.strength import lp_bound as relaxation

    loud: list[bool] = []

    def announce(solver: highspy.Highs) -> None:
        loud.append(bool(solver.getOptionValue("output_flag")[1]))

    monkeypatch.setattr(highspy.Highs, "enableCallbacks", announce, raising=False)
    relaxation._silent_solver()
    assert not any(loud)
