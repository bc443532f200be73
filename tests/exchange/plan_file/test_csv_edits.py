"""Which files are cut and which are edited, and in which order their sessions are."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from runplan.errors import PlanFileError
from runplan.exchange.plan_file.write import PlanFile, plan_to_csv, read_plan_file
from runplan.plan.tables import PlanTables
from tests.builders.two_weeks import SESSIONS, a_block, a_plan, exercises_frame, sessions_frame


def read_with(folder: Path, plan: PlanTables, *swaps: tuple[str, str], more: str = "") -> PlanFile:
    path = folder / "plan.csv"
    plan_to_csv(plan, path)
    text = path.read_text(encoding="utf-8")
    for old, new in swaps:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text + more, encoding="utf-8")
    return read_plan_file(path)


def three_weeks() -> PlanTables:
    """Runs in three of the block's four weeks."""
    runs = [row for row in SESSIONS if row[1] < 4 and row[4] == "run"]
    return a_plan(block=a_block(), sessions=sessions_frame(runs), exercises=exercises_frame([]))


def added(folder: Path) -> str:
    """A row for a run in week 4, as the file's own rows are."""
    plan_to_csv(three_weeks(), folder / "other.csv")
    row = (folder / "other.csv").read_text(encoding="utf-8").splitlines()[-1]
    assert row.startswith("1,3,2027-01-21,Thu,am,w03-easy-1,run,")
    return row.replace("1,3,2027-01-21,Thu,am,w03", "1,4,2027-01-28,Thu,am,w04") + "\n"


def test_a_run_in_a_last_week_that_was_planned_empty_is_added(tmp_path: Path) -> None:
    read = read_with(tmp_path, three_weeks(), more=added(tmp_path))
    assert read.edits == (
        "w04-easy-1 was added on Thursday 28 January 2027.",
        "Week 4 now has 7 km of running instead of 0.",
    )


def test_a_file_without_the_last_week_that_was_planned_looks_cut(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(three_weeks(), path)
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("1,3,")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    with pytest.raises(PlanFileError) as refused:
        read_plan_file(path)
    assert str(refused.value) == (
        "plan.csv ends with week 2, but its plan goes to week 3: the file seems to be cut off. Use a complete "
        "copy, or plan a shorter block."
    )


def test_of_two_sessions_a_day_that_in_the_morning_comes_first(tmp_path: Path) -> None:
    # Strength in the morning and a run in the evening of one Tuesday.
    rows = [
        ("w01-easy-1", 1, "2027-01-05", "pm", "run", "easy", "Easy run", 6.5, 43, 3.0, False, "", "6.5 km easy"),
        ("w01-strength-1", 1, "2027-01-05", "am", "strength", "core", "Core", None, 12, 4.5, False, "", ""),
        ("w04-long", 4, "2027-01-31", "am", "run", "long", "Long run", 30.0, 195, 4.0, False, "", ""),
    ]
    plan = a_plan(block=a_block(), sessions=sessions_frame(rows), exercises=exercises_frame([]))
    read = read_with(tmp_path, plan, (",43,3,no,", ",44,3,no,"))
    assert read.sessions["session_id"].tolist() == ["w01-strength-1", "w01-easy-1", "w04-long"]


@pytest.mark.parametrize("day", ["2027-01-04", "2027-01-10"])
def test_a_session_moves_to_any_day_of_its_week(day: str, tmp_path: Path) -> None:
    read = read_with(tmp_path, a_plan(), ("2027-01-07,Thu", f"{day},Thu"))
    moved = read.sessions.set_index("session_id").loc["w01-easy-1"]
    assert (moved["date"], moved["pinned"]) == (pd.Timestamp(day), True)


@pytest.mark.parametrize("day", ["2027-01-03", "2027-01-11"])
def test_a_session_does_not_leave_its_week(day: str, tmp_path: Path) -> None:
    with pytest.raises(PlanFileError) as refused:
        read_with(tmp_path, a_plan(), ("2027-01-07,Thu", f"{day},Thu"))
    assert str(refused.value) == (
        f"plan.csv, line 5: w01-easy-1 is on {day}, outside its week 1 (2027-01-04 to 2027-01-10); a session "
        "moves only within its week, so give a date in that week."
    )


def test_a_session_whose_date_and_weekday_were_both_changed_moves(tmp_path: Path) -> None:
    read = read_with(tmp_path, a_plan(), ("2027-01-07,Thu", "2027-01-08,Fri"))
    assert dict(read.block.pins)["w01-easy-1"] == "Fri"
    assert read.edits == (
        "w01-easy-1 was moved from Thursday 7 January 2027 to Friday 8 January 2027, and is pinned there.",
    )
