"""Plan files that 0.1.0 wrote, without the columns that came later, are read for ever, edited or not."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

import runplan as rp
from runplan.errors import PlanFileError
from runplan.exchange.disk import digest
from runplan.exchange.plan_file.sidecar import is_as_written
from runplan.exchange.plan_file.write import plan_to_csv, read_plan_file
from tests.builders.two_weeks import a_plan

OLD = Path(__file__).parent / "plans_of_0_1_0"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    for name in ("plan.csv", "plan.block.json"):
        shutil.copy(OLD / name, tmp_path / name)
    return tmp_path / "plan.csv"


def rows() -> list[dict[str, str]]:
    with (OLD / "plan.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_an_old_file_lacks_the_later_columns_and_is_read_as_it_was_written(path: Path) -> None:
    assert not {"load_kg", "reserve", "status", "planned_date"} & set(rows()[0])
    plan = rp.read_plan(path)
    assert plan.edits == ()
    assert len(plan.findings().query("rule == 'plan_file'")) == 0
    exercises = plan.exercises
    assert list(exercises["exercise_id"]) == [row["exercise_id"] for row in rows() if row["exercise_id"]]
    assert list(exercises["rest_s"]) == [int(row["rest_s"]) for row in rows() if row["exercise_id"]]
    assert exercises["load_kg"].isna().all()
    assert exercises["reserve"].isna().all()
    sessions = plan.sessions
    assert set(sessions["status"]) == {"planned"}
    assert sessions["planned_date"].tolist() == sessions["date"].tolist()
    assert is_as_written(path)


def test_an_old_file_that_a_spreadsheet_saved_anew_has_no_edits(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_plan_file(path).edits == ()


def test_an_old_file_that_lost_its_last_line_break_alone_is_whole(path: Path) -> None:
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    assert read_plan_file(path).edits == ()


def test_an_edit_of_an_old_file_is_the_only_one_that_is_told(path: Path) -> None:
    first = next(row for row in rows() if row["sets"] == "2")
    text = path.read_text(encoding="utf-8")
    old = f",{first['exercise_id']},{first['exercise']},2,"
    path.write_text(text.replace(old, old.removesuffix("2,") + "3,", 1), encoding="utf-8")
    sets, minutes = read_plan_file(path).edits
    assert sets == f"{first['session_id']}, {first['exercise']}: sets is 3 instead of 2."
    assert minutes.startswith(f"{first['session_id']} keeps the ")


def test_an_old_file_is_written_anew_with_the_later_columns_unless_it_was_edited(path: Path) -> None:
    plan = rp.read_plan(path)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))  # as a spreadsheet has it, which is no edit
    plan_to_csv(plan, path)
    assert path.read_text(encoding="utf-8").partition("\n")[0].endswith(",steps,load_kg,reserve,status,planned_date")
    again = rp.read_plan(path)
    assert again.edits == ()
    assert again.exercises.equals(plan.exercises)
    assert again.sessions.equals(plan.sessions)


def test_an_old_file_that_was_edited_is_not_overwritten(path: Path) -> None:
    plan = rp.read_plan(path)
    path.write_text(path.read_text(encoding="utf-8").replace("Easy run", "With Ana", 1), encoding="utf-8")
    with pytest.raises(PlanFileError, match="was changed after RunPlan wrote it"):
        plan_to_csv(plan, path)


def test_of_an_interrupted_write_the_old_plan_is_found_by_its_lines_though_they_are_shorter(path: Path) -> None:
    beside = path.with_name("plan.block.json")
    old = json.loads(beside.read_bytes())
    csv_of_old = path.read_bytes()
    plan_to_csv(a_plan(), path, overwrite_edits=True)
    newest = json.loads(beside.read_bytes()) | {"replaces": {"digest": digest(csv_of_old), "companion": old}}
    beside.write_text(json.dumps(newest), encoding="utf-8")
    path.write_bytes(csv_of_old.replace(b"Easy run", b"With Ana", 1))
    read = read_plan_file(path)
    assert read.block == rp.Block.from_dict(old["block"])
    assert [edit for edit in read.edits if "With Ana" in edit] == [read.edits[0]]


def test_later_columns_that_a_person_took_out_are_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.rsplit(",", 4)[0] for line in lines) + "\n", encoding="utf-8")
    assert read_plan_file(path).edits[:2] == (
        "w01-strength-1, Goblet squat: load_kg is empty instead of 16.",
        "w01-strength-1, Goblet squat: reserve is empty instead of 3.",
    )


def test_a_load_that_is_edited_is_told_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    path.write_text(path.read_text(encoding="utf-8").replace(",A,,16,3", ",A,,18.5,2"), encoding="utf-8")
    read = read_plan_file(path)
    assert read.edits[:2] == (
        "w01-strength-1, Goblet squat: load_kg is 18.5 instead of 16.",
        "w01-strength-1, Goblet squat: reserve is 2 instead of 3.",
    )
    squat = read.exercises.set_index("exercise_id").loc["goblet_squat"]
    assert (squat["load_kg"], squat["reserve"]) == (18.5, 2)


def test_a_header_that_is_cut_in_a_later_column_looks_cut(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    path.write_text(path.read_text(encoding="utf-8").partition("_kg")[0], encoding="utf-8")
    with pytest.raises(PlanFileError, match="ends within its first line"):
        read_plan_file(path)
