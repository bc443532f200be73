"""runplan log: what was done, and where that puts the runner, no wider than the terminal."""

from __future__ import annotations

import datetime as dt
import shlex
from pathlib import Path

import pytest

import runplan as rp
from runplan.cli import main
from runplan.errors import LogMismatch
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
    assert "40 sessions from two sources: each counts once." in out
    assert "No exercise in the catalogue has this name. (1)" in out
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


@pytest.mark.parametrize("width", [70, 80, 200])
def test_what_a_block_may_start_from_is_told_as_options_that_plan_it(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.chdir(folder)
    assert main(["start-from", ".", "--timezone", "UTC"]) == 0
    out = capsys.readouterr().out
    table, _, options = out.partition("As options for runplan plan, together with --weeks or --race-date:\n")
    assert max(map(len, table.splitlines())) <= width
    assert "Average of the last 4 full weeks" in " ".join(table.split())
    assert main(["plan", *shlex.split(options), "--weeks", "8", "--out", "plan.csv"]) == 0
    fields = rp.starting_point(rp.read_log(folder, timezone="UTC"), "2026-12-21").fields
    assert rp.read_plan("plan.csv").block == rp.Block(start="2026-12-21", weeks=8, **fields)


def test_nothing_follows_from_a_log_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "icu.csv"
    path.write_bytes(done_runs.intervals([]))
    assert main(["start-from", str(path)]) == 2
    assert capsys.readouterr().err.endswith(" has no session that was done, so there is nothing to suggest.\n")


def test_a_plan_goes_on_with_what_was_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    year = done_runs.a_year(weeks=6)  # from 5 January 2026 on
    Path("icu.csv").write_bytes(done_runs.intervals(year))
    assert main(["plan", "--start", "2026-01-05", "--weeks", "8", "--weekly-km-now", "40"]) == 0
    before = rp.read_plan("plan.csv")
    ill = ["--events", "ill", "2026-02-16", "2026-02-18"]
    words = ["plan", "--block", "plan.block.json", "--previous", "plan.csv", "--log", "icu.csv", *ill]
    assert main([*words, "--log-timezone", "UTC", "--today", "2026-02-16", "--out", "on.csv"]) == 0
    printed = capsys.readouterr()
    assert "You are ill." in printed.out
    assert "The log has no strength sessions, so 11 strength sessions" in printed.err
    after = rp.read_plan("on.csv")
    log = rp.read_log("icu.csv", timezone="UTC")
    with pytest.warns(LogMismatch, match="The log has no strength sessions"):
        expected = rp.build_plan(after.block, previous=before, log=log, today="2026-02-16")
    assert after.sessions["status"].tolist() == expected.sessions["status"].tolist()
    assert {"done", "missed", "planned"} <= set(after.sessions["status"])
    Path("icu.csv").write_bytes(done_runs.intervals([*year, done_runs.DoneRun(dt.datetime(2062, 1, 6, 7), 9e3, 3000)]))
    assert main([*words, "--today", "2026-02-16", "--out", "on.csv", "--force"]) == 0
    assert "1 session in the log is later than 2026-02-16 (the first on 2062-01-06" in capsys.readouterr().err
    assert main(["plan", "--start", "2026-01-05", "--weeks", "8", "--log", "icu.csv", "--out", "new.csv"]) == 2
    assert capsys.readouterr().err == "log needs previous: give the plan that you have followed so far.\n"
