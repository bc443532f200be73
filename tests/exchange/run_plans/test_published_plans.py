"""Plans as they are published, whole: ours in any checkout, those of others where they are there."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import runplan as rp
from runplan.exchange.plan_file.csv_tables import runs_text
from runplan.exchange.run_plans.read import runs_from_bytes
from tests.exchange.run_plans.plans_of_others import (
    DAYS,
    MONDAY,
    OURS,
    as_calendar_hack,
    differing,
    plan_files,
    published,
)

PLANS = pytest.mark.parametrize("path", plan_files(), ids=lambda path: path.stem)


def check_totals(runs: rp.ImportedRuns, path: Path, slack: float) -> None:
    """The weeks' sums are the file's, and those that are not are told."""
    plan = published(path)
    column = "minutes" if plan.unit.startswith("min") else "km"
    read = runs.totals[column].tolist()
    assert runs.totals["week"].tolist() == list(range(1, len(plan.weeks) + 1))
    for week, (mine, theirs) in enumerate(zip(read, plan.totals, strict=True), start=1):
        wrong = week in differing(path)
        assert (abs(mine - theirs) > slack) == wrong, (week, mine, theirs)
        assert runs.totals["agrees"][week - 1] == ("no" if wrong else "yes")
    told = runs.totals.loc[runs.totals["agrees"] == "no", "note"]
    assert all(" were read, and the file says " in note for note in told)


def test_our_own_plans_are_always_there_and_those_of_others_all_or_none() -> None:
    assert len(list(OURS.glob("*.csv"))) == 3
    assert len(plan_files()) in (3, 7)


@PLANS
def test_a_plan_is_read_whole_with_its_weekly_totals(path: Path) -> None:
    runs = rp.read_runs(path)
    assert runs.not_read == 0
    check_totals(runs, path, slack=0.04)


@PLANS
@pytest.mark.parametrize("dates", [True, False], ids=["with dates", "without"])
def test_the_same_plan_in_calendar_hacks_columns_is_read_whole(path: Path, dates: bool) -> None:
    text = as_calendar_hack(published(path), dates=dates)
    runs = runs_from_bytes(text.encode(), "plan.csv")
    assert runs.not_read == 0
    check_totals(runs, path, slack=0.4)  # each of its numbers is rounded to a tenth
    straight = rp.read_runs(path).frame
    for column in ("week", "weekday", "type", "race"):
        assert runs.frame[column].tolist() == straight[column].tolist()
    if dates:
        dated = runs.frame.dropna(subset="date")
        places = [(date.date() - MONDAY).days for date in dated["date"]]
        assert places == [
            (week - 1) * 7 + DAYS.index(day.lower()) for week, day in zip(dated["week"], dated["weekday"], strict=True)
        ]


@PLANS
def test_every_cell_that_holds_something_is_in_the_report(path: Path) -> None:
    plan = published(path)
    cells = sum(bool(cell) for week in plan.weeks for cell in week.values())
    report = rp.read_runs(path).report
    assert len(report) == cells + len(plan.weeks[0])  # and the header
    assert not report["where"].duplicated().any()
    assert (report["taken"].str.endswith(".")).all()


@PLANS
@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".tsv", "utf-16"])
def test_the_kind_of_file_makes_no_difference(path: Path, suffix: str) -> None:
    plan = published(path)
    rows = [["My plan", "for the spring"], [], list(plan.weeks[0]), *(list(week.values()) for week in plan.weeks)]
    if suffix == ".xlsx":
        import openpyxl

        book = openpyxl.Workbook()
        for row in rows:
            book.active.append([float(cell) if cell.isdigit() else cell for cell in row])
        stream = io.BytesIO()
        book.save(stream)
        data = stream.getvalue()
    else:
        sign = {".csv": ";", ".tsv": "\t", "utf-16": ","}[suffix]
        text = "\n".join(sign.join('"' + cell + '"' for cell in row) for row in rows)
        data = text.encode("utf-16" if suffix == "utf-16" else "utf-8")
    runs = runs_from_bytes(data, f"plan{suffix if suffix.startswith('.') else '.csv'}")
    assert runs.frame.equals(rp.read_runs(path).frame)


@PLANS
def test_the_runs_of_a_plan_written_as_a_table_come_back_equal(path: Path) -> None:
    frame = rp.read_runs(path).frame
    assert runs_from_bytes(runs_text(frame).encode(), "runs.csv").frame.equals(frame)


@PLANS
def test_a_block_takes_the_plan(path: Path) -> None:
    runs = rp.read_runs(path)
    # One of them says "RACE" and not how long it is.
    unknown = runs.frame["race"] & runs.frame["km"].isna()
    block = rp.Block(start="2027-01-04", runs=runs, goal="marathon" if unknown.any() else "general")
    assert block.number_of_weeks == len(published(path).weeks)
    assert len(block.runs or ()) == len(runs.frame)
