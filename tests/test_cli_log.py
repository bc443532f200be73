"""runplan log: what was done, and where that puts the runner, no wider than the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from runplan.cli import main
from tests.builders import done_runs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    year = done_runs.a_year()
    (tmp_path / "icu.csv").write_bytes(done_runs.intervals(year))
    (tmp_path / "activities.csv").write_bytes(done_runs.strava(year[:40]))
    (tmp_path / "hevy.csv").write_bytes(done_runs.hevy())
    return tmp_path


@pytest.mark.parametrize("width", [70, 80, 120])
def test_the_log_of_a_folder(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert main(["log", str(folder), "--timezone", "UTC", "--start", "2026-12-21"]) == 0
    out = capsys.readouterr().out
    assert "40 sessions of two sources: each counts once." in out
    assert "No exercise of the catalog has this name. (1)" in out
    last = {start: km for start, km in done_runs.km_by_week(done_runs.a_year()).items() if f"{start}" >= "2026-11-23"}
    for start, km in last.items():
        (line,) = [line for line in out.splitlines() if line.startswith(str(start))]
        assert float(line.split()[1]) == pytest.approx(km, abs=0.1)
    assert "--weekly-km-now" in out
    assert max(map(len, out.splitlines())) <= width


def test_every_row_is_told_where_that_is_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", str(folder), "--timezone", "UTC", "--all", "--units", "mi"]) == 0
    out = capsys.readouterr().out
    assert out.count("icu.csv, line ") == 200
    assert "longest" in out


def test_what_has_to_be_told_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "Activities.csv"
    path.write_bytes(done_runs.garmin(done_runs.a_year(weeks=4), strides=False))
    assert main(["log", str(path)]) == 2
    assert "--unit" in capsys.readouterr().err
    assert main(["log", str(path), "--unit", "mi"]) == 0


def test_a_name_does_not_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = [done_runs.DoneRun(run.start, run.metres, run.seconds, "\x1b[2J=1+1") for run in done_runs.a_year(weeks=5)]
    (tmp_path / "a.csv").write_bytes(done_runs.intervals(runs))
    assert main(["log", str(tmp_path / "a.csv"), "--all"]) == 0
    assert "\x1b" not in capsys.readouterr().out
