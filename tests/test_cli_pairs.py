"""A plan's table beside the block of another plan, and one that was edited: whoever reads or exports it is told."""

from __future__ import annotations

import csv
import io
import itertools
import json
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import runplan as rp
from runplan import schema
from runplan.cli import main
from runplan.exchange.export.guard import ALLOW_EXPORT
from runplan.exchange.plan_file.csv_edits import NOT_AS_PLANNED
from runplan.exchange.plan_file.destination import ALLOW, refuse_other_plan
from runplan.exchange.plan_file.same_plan import new_plan_id
from runplan.ui.state.file_requests import load
from runplan.ui.state.planner_model import PlannerModel
from runplan.units import format_date

BLOCKS = {
    "anna": {},
    "ben": {"run_days": 5},
    "cleo": {"weekly_km_now": 41},
    "dora": {"strength_minutes": 45, "equipment": ("dumbbell",)},
    "emil": {"days_off": ("Tue",)},
    "fay": {"race_date": "2027-02-28", "weeks": None, "goal": "10k"},
    "gus": {"start": "2027-01-11"},
    "hana": {"level": "intermediate"},
}
SESSION = [column.name for column in schema.PLAN_CSV].index("session_id")
PAIRS = list(itertools.permutations(BLOCKS, 2))


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plans of eight athletes, a folder each."""
    folder = tmp_path_factory.mktemp("plans")
    for name, fields in BLOCKS.items():
        (folder / name).mkdir()
        block = rp.Block(**{"start": "2027-01-04", "weeks": 8, **fields})  # type: ignore[arg-type]
        rp.build_plan(block).to_csv(folder / name / "plan.csv")
    return folder


def rows_of_sessions(path: Path) -> dict[str, list[list[str]]]:
    """The rows of each session of a table, without what names the plan."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    sessions: dict[str, list[list[str]]] = {}
    for row in rows:
        cells = [cell for name, cell in zip(header, row, strict=True) if name != "plan_id"]
        sessions.setdefault(row[header.index("session_id")], []).append(cells)
    return sessions


@pytest.fixture(scope="module")
def differ(plans: Path) -> str:
    """How many of how many sessions of Ben's and Anna's plans differ, counted from the two tables."""
    ben, anna = (rows_of_sessions(plans / name / "plan.csv") for name in ("ben", "anna"))
    alike, most = sum(anna.get(name) == rows for name, rows in ben.items()), max(len(ben), len(anna))
    assert 0 < 4 * alike < 3 * most
    return f"{most - alike} of the {most} sessions"


@pytest.fixture(scope="module")
def not_bens(differ: str) -> str:
    """What is said of Anna's table with Ben's block given."""
    return (
        f"{differ} in anna.csv differed from the plan in ben.block.json: if that is the block of another plan, "
        "give the one that anna.csv was made from.\n"
    )


@pytest.fixture(scope="module")
def doubt(differ: str) -> str:
    """What is said of Ben's table beside Anna's block."""
    return (
        f"{differ} in plan.csv differed from the plan in plan.block.json next to it: if the two files belong to "
        "different plans, put the two that belong together in one folder and read them again."
    )


def put_together(plans: Path, table: str, block: str, folder: Path) -> None:
    """Put the table of one athlete beside the block of another."""
    shutil.copy(plans / table / "plan.csv", folder / "plan.csv")
    shutil.copy(plans / block / "plan.block.json", folder / "plan.block.json")


@pytest.mark.parametrize(("table", "block"), PAIRS)
def test_the_table_of_one_plan_beside_the_block_of_another_is_never_read_in_silence(
    plans: Path, tmp_path: Path, table: str, block: str
) -> None:
    put_together(plans, table, block, tmp_path)
    try:
        plan = rp.read_plan(tmp_path / "plan.csv")
    except rp.RunplanError:
        return
    assert plan.edits
    assert NOT_AS_PLANNED in plan.edits[0]


@pytest.mark.parametrize(("table", "block"), PAIRS)
def test_the_table_of_the_plan_that_is_written_is_not_called_another_plan_for_the_block_beside_it(
    plans: Path, tmp_path: Path, table: str, block: str
) -> None:
    put_together(plans, table, block, tmp_path)
    file, beside = tmp_path / "plan.csv", rp.read_plan(plans / block / "plan.csv").block
    race = "for the race on Sun 28 Feb 2027, " if block == "fay" else ""
    with pytest.raises(rp.PlanFileError) as refused:
        refuse_other_plan(file, rp.read_plan(plans / table / "plan.csv").plan_id)
    assert str(refused.value) == (
        f"{file} does not fit plan.block.json next to it, which belongs to another plan ({race}from "
        f"{format_date(beside.first_day)}): put the two that belong together in one folder, give another name, "
        f"or {ALLOW}."
    )


def test_an_export_of_a_table_beside_the_block_of_another_plan_says_so_before_it_writes(
    plans: Path, doubt: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")
    put_together(plans, "ben", "anna", tmp_path)
    sentence = f"{doubt}\n"
    assert main(["export", "plan.csv", "--to", "tempo"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("Written: plan.tempo.csv.\n", sentence)
    assert main(["export", "plan.csv", "--to", "tempo", "--out", "-"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == (Path("plan.tempo.csv").read_text(), sentence)
    assert main(["check", "plan.csv"]) in (0, 1)
    assert capsys.readouterr().out.startswith(f"{sentence}What differs\n  - ")


def test_a_table_that_was_edited_is_exported_and_its_edits_are_told_as_check_tells_them(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    put_together(plans, "anna", "anna", tmp_path)
    table = Path("plan.csv").read_text()
    Path("plan.csv").write_text("".join(row for row in table.splitlines(keepends=True) if "w03-easy-1" not in row))
    assert main(["check", "plan.csv"]) == 0
    checked = capsys.readouterr().out.partition("\n\n")[0]
    assert checked.startswith("Edited since it was planned\n  - w03-easy-1 was deleted.\n")
    assert main(["export", "plan.csv", "--to", "tempo"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("Written: plan.tempo.csv.\n", f"{checked}\n")


def test_a_table_as_it_was_planned_is_exported_without_a_word(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    put_together(plans, "anna", "anna", tmp_path)
    assert main(["export", "plan.csv", "--to", "tempo"]) == 0
    assert capsys.readouterr().err == ""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_plan_of_which_few_sessions_were_edited_is_not_taken_for_two_plans_however_its_rows_are_sorted(
    plans: Path, tmp_path: Path, data: st.DataObject
) -> None:
    put_together(plans, "anna", "anna", tmp_path)
    head, *rows = (tmp_path / "plan.csv").read_text().splitlines(keepends=True)
    names = sorted({row.split(",")[SESSION] for row in rows})
    edited = data.draw(st.lists(st.sampled_from(names), max_size=len(names) // 4, unique=True))
    rows = data.draw(st.permutations([row for row in rows if row.split(",")[SESSION] not in edited]))
    (tmp_path / "plan.csv").write_text(head + "".join(rows))
    try:
        plan = rp.read_plan(tmp_path / "plan.csv")
    except rp.PlanFileError:
        return  # the last week is gone
    assert [sentence for sentence in plan.edits if NOT_AS_PLANNED in sentence] == []
    assert {sentence for sentence in plan.edits if "was deleted" in sentence} == {
        f"{name} was deleted." for name in edited
    }


def test_with_its_own_block_a_table_beside_another_block_is_the_plan_that_it_is(plans: Path, tmp_path: Path) -> None:
    put_together(plans, "ben", "anna", tmp_path)
    ben = rp.read_plan(plans / "ben" / "plan.csv")
    plan = rp.read_plan(tmp_path / "plan.csv", ben.block)
    assert (plan.edits, plan.plan_id) == ((), ben.plan_id)
    assert plan.sessions.equals(ben.sessions)


# --- a block that is given by hand ------------------------------------------------------------------------------------


def in_one_folder(plans: Path, folder: Path, *names: str) -> None:
    """Put plans of athletes side by side, each under its own name and with an id of its own."""
    for name in names:
        rp.read_plan(plans / name / "plan.csv").called(new_plan_id()).to_csv(folder / f"{name}.csv")


NOT_THE_ONE_BESIDE = (
    "{} has a different block from anna.block.json next to anna.csv; without --block, RunPlan uses the latter.\n"
)


@pytest.mark.parametrize("given", ["ben.block.json", "heart.block.json", "values.json"])
@pytest.mark.parametrize("beside", [True, False])
def test_with_the_block_of_another_plan_an_export_says_so_and_asks_before_it_replaces_one_of_the_plan(
    plans: Path,
    not_bens: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: str,
    beside: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")
    in_one_folder(plans, tmp_path, "anna", "ben")
    block = rp.read_plan("anna.csv").block.replace(max_heart_rate=190)
    rp.build_plan(block).called(new_plan_id()).to_csv("heart.csv")
    Path("values.json").write_text(json.dumps(block.to_dict()))
    sentence = not_bens if given == "ben.block.json" else NOT_THE_ONE_BESIDE.format(given) if beside else ""
    for format_name, file in (("ics", "anna.ics"), ("page", "anna.pdf"), ("tempo", "anna.tempo.csv")):
        assert main(["export", "anna.csv", "--to", format_name]) == 0
        export = Path(file).read_bytes()
        with_block = ["export", "anna.csv", "--to", format_name, "--block", given]
        if not beside:
            Path("anna.block.json").rename("away.json")
        capsys.readouterr()
        assert main(with_block) == 2
        asked = f"{file} is an export of another plan: give another name, or {ALLOW_EXPORT}.\n"
        assert capsys.readouterr() == ("", f"{sentence}{asked}")
        assert Path(file).read_bytes() == export
        for _ in range(2):
            assert main([*with_block, "--out", f"other-{file}"]) == 0
            assert capsys.readouterr() == (f"Written: other-{file}.\n", sentence)
        if not beside:
            Path("away.json").rename("anna.block.json")


@pytest.mark.parametrize("given", ["ben.block.json", "values.json"])
def test_check_says_that_the_block_it_is_given_is_another_plans(
    plans: Path,
    not_bens: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")
    in_one_folder(plans, tmp_path, "anna", "ben")
    Path("values.json").write_text(json.dumps(rp.read_plan("ben.csv").block.to_dict()))
    main(["check", "anna.csv", "--block", given])
    sentence = not_bens if given == "ben.block.json" else NOT_THE_ONE_BESIDE.format(given)
    assert capsys.readouterr().out.startswith(f"{sentence}\n")


def test_a_plan_read_from_standard_input_with_the_block_of_another_is_told(
    plans: Path, not_bens: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")
    in_one_folder(plans, tmp_path, "anna", "ben")
    table = Path("anna.csv").read_bytes()
    for block, sentence in (("ben", not_bens.replace("anna.csv", "standard input")), ("anna", "")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(table), encoding="utf-8"))
        assert (
            main(["export", "-", "--block", f"{block}.block.json", "--to", "tempo", "--out", f"{block}.csv.csv"]) == 0
        )
        assert capsys.readouterr().err == sentence


@pytest.mark.parametrize("beside", ["its own", "another", "none"])
def test_the_plans_own_block_is_taken_without_a_word_whatever_stands_beside_the_table(
    plans: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    beside: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    put_together(plans, "ben", "ben" if beside == "its own" else "anna", tmp_path)
    if beside == "none":
        Path("plan.block.json").unlink()
    block = str(plans / "ben" / "plan.block.json")
    assert main(["export", "plan.csv", "--to", "tempo", "--block", block]) == 0
    assert capsys.readouterr().err == ""
    main(["check", "plan.csv", "--block", block])
    assert NOT_AS_PLANNED not in capsys.readouterr().out


def test_the_block_beside_a_table_is_told_once_to_be_another_plans_where_it_is_given_too(
    plans: Path, doubt: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")
    put_together(plans, "ben", "anna", tmp_path)
    assert main(["export", "plan.csv", "--to", "tempo", "--block", "plan.block.json"]) == 0
    assert capsys.readouterr().err == f"{doubt}\n"


def test_the_doubt_stays_true_once_the_plan_is_written_again(plans: Path, doubt: str, tmp_path: Path) -> None:
    put_together(plans, "ben", "anna", tmp_path)
    rp.read_plan(tmp_path / "plan.csv").to_csv(tmp_path / "plan.csv")
    assert rp.read_plan(tmp_path / "plan.csv").edits[0] == doubt


def test_the_planner_says_that_a_table_and_its_block_may_be_of_two_plans(
    plans: Path, doubt: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    put_together(plans, "ben", "anna", tmp_path)
    model = PlannerModel(rp.Block(start="2027-01-04", weeks=8))
    load(model, "plan.csv")
    assert model.messages.message == f"Loaded plan.csv. {doubt}"
