"""runplan athletes: a row each, counted from the files; the fault of one is named, and the others stay as they are."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import runplan as rp
from runplan.cli import athletes as command
from runplan.cli import main
from runplan.plan.tables import PlanTables
from tests.builders import done_runs

START = dt.date(2027, 1, 4)
TODAY = dt.date(2027, 3, 1)  # the Monday of week 9
DAY = dt.timedelta(days=1)
BLOCK = rp.Block(start=START, race_date="2027-04-25", goal="half", weekly_km_now=30, strength_sessions=1)
Row = dict[str, str]


@cache
def plan(number: int = 0) -> rp.Plan:
    planned = rp.build_plan(BLOCK)
    return planned.called(f"{number:016x}", planned.waiting)


def write_log(path: Path, rows: list[tuple[dt.date, float]]) -> None:
    runs = [done_runs.DoneRun(dt.datetime.combine(day, dt.time(7)), 1000 * km, int(330 * km)) for day, km in rows]
    path.write_bytes(done_runs.intervals(runs))


def as_planned() -> list[tuple[dt.date, float]]:
    return [(run.date, run.distance_km) for run in plan().session_records if run.is_run and run.date < TODAY]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "200")
    for number, name in enumerate(("anna", "ben")):
        plan(number).to_csv(tmp_path / f"{name}.csv")
        write_log(tmp_path / f"{name}.log.csv", as_planned())
    return tmp_path


def table(folder: Path, capsys: pytest.CaptureFixture[str], *more: str, code: int = 0) -> str:
    assert main(["athletes", str(folder), "--today", str(TODAY), "--timezone", "UTC", *more]) == code
    return capsys.readouterr().out


def row_of(text: str, name: str) -> Row:
    """The cells of an athlete's first line, by the columns' heads."""
    head, line = text.splitlines()[2], next(line for line in text.splitlines() if line.startswith(name))
    heads = [cell for cell in head.split("  ") if cell]
    starts = [head.index(cell) for cell in heads]
    ends = [*starts[1:], None]
    return {cell.strip(): line[start:end].strip() for cell, start, end in zip(heads, starts, ends, strict=True)}


def test_done_of_planned_is_what_plan_and_log_add_up_to(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO((folder / "anna.csv").read_text(encoding="utf-8"))))
    ids = {row["session_id"]: row for row in rows}
    lately = [row for row in ids.values() if TODAY - 28 * DAY <= dt.date.fromisoformat(row["date"]) < TODAY]
    runs = [(dt.date.fromisoformat(row["date"]), float(row["km"])) for row in lately if row["kind"] == "run"]
    write_log(folder / "anna.log.csv", [(day, 0.9 * km) for day, km in runs[:5]])
    row = row_of(table(folder, capsys), "anna")
    done = 0.9 * sum(km for _, km in runs[:5])
    assert row["Week"] == "9 of 16"
    assert row["Distance"] == f"{done:.0f} of {sum(km for _, km in runs):.0f} km"
    assert row["Sessions"] == f"5 of {len(lately)}"
    assert row["Next race"] == "Sun 25 Apr, 55 d"
    assert row["Needs a look"] == f"Nothing done since {runs[4][0]:%a} {runs[4][0].day} {runs[4][0]:%b}."


def long_runs_missed(rows: list[tuple[dt.date, float]]) -> list[tuple[dt.date, float]]:
    return [(day, km) for day, km in rows if day.weekday() != 6 or day < TODAY - 14 * DAY]


def one_week_doubled(rows: list[tuple[dt.date, float]]) -> list[tuple[dt.date, float]]:
    return [(day, 1.6 * km if TODAY - 14 * DAY <= day < TODAY - 7 * DAY else km) for day, km in rows]


def far_away(rows: list[tuple[dt.date, float]]) -> list[tuple[dt.date, float]]:
    return [*rows, (dt.date(2072, 3, 1), 10.0)]


@pytest.mark.parametrize(
    ("change", "notes"),
    [
        (list, ""),
        (long_runs_missed, "2 long runs missed."),
        (one_week_doubled, "Spike: week 7 is "),
        (far_away, "1 session in the log is later than 2027-03-01 (the first on 2072-03-01), so is not counted"),
    ],
)
def test_what_needs_a_look(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[list[tuple[dt.date, float]]], list[tuple[dt.date, float]]],
    notes: str,
) -> None:
    # Strength is not in these logs, and half of the sessions would be missed: a plan of runs alone.
    runs = rp.build_plan(BLOCK.replace(strength_sessions=0))
    runs.to_csv(folder / "anna.csv", overwrite_edits=True)
    write_log(folder / "anna.log.csv", change(as_planned()))
    text = table(folder, capsys)
    row = row_of(text, "anna")
    assert row.get("Needs a look", "").startswith(notes)
    assert bool(row.get("Needs a look")) == bool(notes)
    assert (row["Spikes"] == "w7") == (change is one_week_doubled)


def test_events_of_today_and_of_last_week_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, event in (("anna", "ill 2027-02-27 2027-03-03"), ("ben", "away 2027-02-20 2027-02-26")):
        rp.build_plan(BLOCK.replace(events=event)).to_csv(folder / f"{name}.csv", overwrite_edits=True)
    text = table(folder, capsys)
    assert "Ill, Sat 27 Feb to Wed 3 Mar." in text
    assert "Just back: away, Sat 20 Feb to Fri 26 Feb." in text


def no_plan(folder: Path) -> str:
    (folder / "carl.csv").write_text("not a plan", encoding="utf-8")
    return "carl.csv is not a plan"


def no_companion(folder: Path) -> str:
    shutil.copy(folder / "anna.csv", folder / "carl.csv")
    return "carl.block.json, which contains the plan's block, is not next to carl.csv"


def companion_alone(folder: Path) -> str:
    shutil.copy(folder / "anna.block.json", folder / "carl.block.json")
    return "There is no plan carl.csv next to the other files of this name."


def log_alone(folder: Path) -> str:
    write_log(folder / "carl.log.csv", as_planned())
    return "There is no plan carl.csv"


def two_logs(folder: Path) -> str:
    plan(2).to_csv(folder / "carl.csv")
    write_log(folder / "carl.log.csv", as_planned())
    (folder / "carl.log").mkdir()
    return "Put the logs (carl.log, carl.log.csv) into one folder: carl.log."


def log_that_is_none(folder: Path) -> str:
    plan(2).to_csv(folder / "carl.csv")
    (folder / "carl.log.zip").write_bytes(b"PK")
    return "carl.log.zip"


def log_without_a_unit(folder: Path) -> str:
    plan(2).to_csv(folder / "carl.csv")
    (folder / "carl.log.csv").write_bytes(done_runs.garmin(done_runs.a_year(weeks=4), strides=False))
    return "unit"


FAULTS = (no_plan, no_companion, companion_alone, log_alone, two_logs, log_that_is_none, log_without_a_unit)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_the_fault_of_one_is_named_and_the_others_stand_as_before(
    folder: Path, capsys: pytest.CaptureFixture[str], fault: Callable[[Path], str]
) -> None:
    before = table(folder, capsys)
    sentence = fault(folder)
    after = table(folder, capsys, code=1)
    assert row_of(after, "carl")["Needs a look"]
    assert sentence in " ".join(after.split())
    assert "1 athlete of 3 could not be read." in after
    assert [row_of(after, name) for name in ("anna", "ben")] == [row_of(before, name) for name in ("anna", "ben")]


@pytest.mark.parametrize("how", ["a mistake", "an end"])
def test_a_process_that_fails_takes_nobody_with_it(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    plan(2).to_csv(folder / "carl.csv")
    stands = command.standing

    def fails(tables: PlanTables, log: rp.Log | None, today: dt.date) -> object:
        if tables.plan_id == f"{2:016x}":
            if how == "an end":
                os._exit(1)
            raise ZeroDivisionError("of carl")
        return stands(tables, log, today)

    monkeypatch.setattr(command, "standing", fails)
    text = table(folder, capsys, "--workers", "2", code=1)
    words = {"a mistake": "This is a bug in RunPlan (ZeroDivisionError: of carl", "an end": "the process that read it"}
    assert words[how] in text
    assert row_of(text, "anna")["Week"] == row_of(text, "ben")["Week"] == "9 of 16"


def test_names_steer_no_terminal_and_keep_to_their_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, name in enumerate(("\x1b[31mred", "two\nlines", "<b>=1+1", "\u202eesrever")):
        plan(3 + number).to_csv(folder / f"{name}.csv")
    text = table(folder, capsys)
    assert not set(text) & set("\x1b\u202e\r")
    names = [line.partition("  ")[0] for line in text.splitlines()[4:]]
    sign = "\N{REPLACEMENT CHARACTER}"
    assert sorted(names) == sorted([f"{sign}[31mred", f"two{sign}lines", "<b>=1+1", f"{sign}esrever", "anna", "ben"])


@pytest.mark.parametrize("width", [80, 120, 200])
def test_no_line_is_wider_than_the_terminal_and_processes_change_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shutil.copy(folder / "anna.csv", folder / "a name that is longer than most.csv")
    text = table(folder, capsys, "--workers", "1", code=1)
    assert max(map(len, text.splitlines())) <= width
    assert table(folder, capsys, "--workers", "3", code=1) == text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nowhere"], "nowhere is not a folder: give one with a plan for each athlete, such as anna.csv."),
        (["."], ". has no plan: save each athlete's plan there under a name, such as anna.csv."),
        ([".", "--today", "soon"], "--today='soon' is not a date: write it as 2027-01-04."),
        ([".", "--workers", "0"], "--workers=0 is not a number of processes: give 1 or more."),
    ],
)
def test_what_is_refused(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["athletes", *words]) == 2
    assert capsys.readouterr().err == f"{sentence}\n"


def test_a_template_and_an_athlete_are_a_plan(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = rp.Block(start=START, race_date="2027-04-25", goal="half", run_days=4, equipment=("mini_band",))
    rp.build_plan(template).to_csv(folder / "template.csv")
    log = rp.read_log(folder / "anna.log.csv")
    fields = rp.starting_point(log, TODAY).fields
    athlete = template.replace(**fields)
    assert athlete.race_date == template.race_date
    assert athlete.weekly_km_now == fields["weekly_km_now"] != template.weekly_km_now
    # The peak that nobody chose follows; one that the coach chose stays.
    assert athlete.weekly_km_peak / athlete.weekly_km_now == pytest.approx(1.3, abs=0.02)
    assert template.replace(weekly_km_peak=60).replace(**fields).weekly_km_peak == 60
    for name in ("carl", "dora"):
        words = ["plan", "--block", str(folder / "template.block.json"), "--weekly-km-now", "38"]
        assert main([*words, "--out", str(folder / f"{name}.csv")]) == 0
    capsys.readouterr()
    carl, dora = (rp.read_plan(folder / f"{name}.csv") for name in ("carl", "dora"))
    assert carl.block == template.replace(weekly_km_now=38)
    assert carl.plan_id != dora.plan_id
