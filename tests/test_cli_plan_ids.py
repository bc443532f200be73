"""`runplan plan` gives a new file an id of its own, a file that is there keeps its own, and a shared one is told."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import runplan as rp
from runplan.cli import main
from runplan.plan.own_weeks import OwnWeeks
from runplan.plan.waiting import WaitingSettings
from tests.exchange.export.calendar.calendar_checker import parsed

FOUR_WEEKS = ("--start", "2027-01-04", "--weeks", "4")
OWN = "To make a separate plan, write it to a new file without --previous.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")


def plan(name: str, *more: str) -> int:
    return main(["plan", *FOUR_WEEKS, "--out", f"{name}.csv", *more])


def id_of(name: str) -> str:
    return rp.read_plan(f"{name}.csv").plan_id


def copy(name: str, other: str) -> None:
    for ending in (".csv", ".block.json"):
        shutil.copy(f"{name}{ending}", f"{other}{ending}")


def test_two_athletes_with_the_same_wishes_are_two_plans_to_every_calendar(capsys: pytest.CaptureFixture[str]) -> None:
    assert plan("anna") == plan("ben") == 0
    assert Path("anna.csv").read_bytes() == Path("ben.csv").read_bytes()
    for name in ("anna", "ben"):
        assert plan(name, "--run-days", "5", "--previous", f"{name}.csv") == 0
        assert main(["export", f"{name}.csv", "--to", "ics"]) == 0
    uids = [
        {event.one("UID") for event in parsed(Path(f"{name}.ics").read_bytes()).named("VEVENT")}
        for name in ("anna", "ben")
    ]
    assert uids[0]
    assert not uids[0] & uids[1]
    assert capsys.readouterr().err == ""
    assert main(["export", "ben.csv", "--to", "ics", "--out", "anna.ics"]) == 2
    assert b"CANCELLED" not in Path("anna.ics").read_bytes()


def test_the_same_command_over_its_file_keeps_the_id_so_that_calendars_follow(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert plan("anna") == 0
    was = id_of("anna")
    assert plan("anna") == 0
    file = Path("anna.csv")
    file.write_text(file.read_text().replace("Easy run", "Run with Ana", 1))
    assert plan("anna", "--force") == 0
    file.unlink()
    assert plan("anna") == 0  # its block is there
    assert id_of("anna") == was
    assert capsys.readouterr().err == ""
    file.unlink()
    Path("anna.block.json").unlink()
    assert plan("anna") == 0
    assert id_of("anna") != was


def test_a_file_of_earlier_versions_or_of_a_script_keeps_the_id_that_it_has() -> None:
    of_script = rp.build_plan(rp.Block(start="2027-01-04", weeks=4))
    of_script.to_csv("anna.csv")
    assert plan("anna") == 0
    assert id_of("anna") == of_script.plan_id


def test_a_plan_that_goes_on_in_another_file_is_told_to_be_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    Path("old").mkdir()
    assert plan("old/anna") == 0
    capsys.readouterr()
    assert plan("ben", "--previous", "old/anna.csv") == 0
    assert capsys.readouterr().err == (f"ben.csv is the same plan as old/anna.csv: calendars treat both as one. {OWN}")
    assert id_of("ben") == id_of("old/anna")
    assert plan("ben", "--previous", "ben.csv") == 0  # where nothing in the folder has its id, it goes on alone
    assert capsys.readouterr().err == ""


def test_check_tells_which_other_file_is_the_same_plan(capsys: pytest.CaptureFixture[str]) -> None:
    Path("old").mkdir()
    assert plan("old/anna") == plan("anna") == 0
    capsys.readouterr()
    assert main(["check", "old/anna.csv"]) == 0
    alone = capsys.readouterr().out
    copy("old/anna", "old/tom")
    assert main(["check", "old/anna.csv"]) == 0
    assert capsys.readouterr().out == (
        f"old/anna.csv is the same plan as old/tom.csv: calendars treat both as one.\n\n{alone}"
    )


def test_a_plan_that_goes_on_under_its_name_in_another_folder_is_told_to_be_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("old").mkdir()
    assert plan("old/anna") == 0
    capsys.readouterr()
    assert plan("anna", "--previous", "old/anna.csv") == 0
    assert capsys.readouterr().err.startswith("anna.csv is the same plan as old/anna.csv: ")


def test_a_copy_that_goes_on_is_told_to_be_the_same_as_its_original(capsys: pytest.CaptureFixture[str]) -> None:
    assert plan("anna") == 0
    copy("anna", "tom")
    capsys.readouterr()
    sentence = f"tom.csv is the same plan as anna.csv: calendars treat both as one. {OWN}"
    assert plan("tom", "--run-days", "5", "--previous", "tom.csv") == 0
    assert capsys.readouterr().err == sentence
    assert plan("tom", "--run-days", "5") == 0  # the same again, without saying what it goes on from
    assert capsys.readouterr().err == sentence
    assert plan("tim", "--run-days", "5") == 0  # the way that the sentence names
    assert capsys.readouterr().err == ""
    assert id_of("tim") != id_of("tom") == id_of("anna")


def test_a_block_that_was_copied_alone_hands_its_id_on_to_no_other_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert plan("anna") == 0
    shutil.copy("anna.block.json", "ben.block.json")
    capsys.readouterr()
    assert plan("ben") == 2
    assert capsys.readouterr().err == (
        "ben.block.json contains the settings of another plan (from Mon 4 Jan 2027), although its CSV is "
        "missing: give another name, or replace the file (overwrite_edits=True, on the command line --force).\n"
    )
    assert plan("ben", "--force") == 0
    assert id_of("ben") != id_of("anna")


def test_a_plan_that_another_command_wrote_there_meanwhile_hands_its_id_on(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = []

    def slow(*arguments: Any, **options: Any) -> rp.Plan:
        monkeypatch.undo()
        assert main(["plan", *FOUR_WEEKS, "--out", str(file)]) == 0
        ids.append(rp.read_plan(file).plan_id)
        return rp.build_plan(*arguments, **options)

    file = Path("anna.csv").absolute()
    monkeypatch.setattr("runplan.cli.subcommands.build_plan", slow)
    assert main(["plan", *FOUR_WEEKS, "--out", str(file)]) == 0
    assert ids == [rp.read_plan(file).plan_id]


STEPS = st.one_of(
    st.tuples(st.just("plan"), st.sampled_from("abc"), st.sampled_from(["4", "5"]), st.sampled_from(["", *"abc"])),
    st.tuples(st.sampled_from(["copy", "rename"]), st.sampled_from("abc"), st.sampled_from("abc")),
    st.tuples(st.just("remove"), st.sampled_from("abc")),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=2, max_size=8))
def test_whatever_is_planned_copied_and_renamed_a_new_file_has_a_new_id_and_one_id_in_two_files_is_told(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    steps: list[tuple[str, ...]],
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("plans"))
    ids: dict[str, str] = {}  # of each file that is there
    ever: set[str] = set()
    for step, name, *more in steps:
        if step == "plan":
            days, previous = more
            if previous and previous not in ids:
                continue
            capsys.readouterr()
            code = plan(name, "--run-days", days, *(["--previous", f"{previous}.csv"] if previous else []))
            if code != 0:
                continue
            if previous:
                assert id_of(name) == ids[previous]
            elif name in ids:
                assert id_of(name) == ids[name]
            else:
                assert id_of(name) not in ever
            ids[name] = id_of(name)
            ever.add(ids[name])
            others = [f"{other}.csv" for other in sorted(ids) if other != name and ids[other] == ids[name]]
            named = f"{name}.csv is the same plan as {' and '.join(others)}: calendars treat "
            assert (named in capsys.readouterr().err) == bool(others)
        elif name in ids and step == "remove":
            del ids[name]
            Path(f"{name}.csv").unlink()
            Path(f"{name}.block.json").unlink()
        elif name in ids and more[0] != name:
            copy(name, more[0])
            ids[more[0]] = ids[name]
            if step == "rename":
                del ids[name]
                Path(f"{name}.csv").unlink()
                Path(f"{name}.block.json").unlink()


# --- what waits beside the block goes with the plan -------------------------------------------------------------------

WEEK_SEVEN = OwnWeeks().with_km([(7, 20.0)], None, dt.date(2027, 1, 4))
WAITING = WaitingSettings(WEEK_SEVEN, dt.date(2027, 3, 28))


def let_wait(name: str) -> None:
    """Put settings beside the block of a plan, as the planner does."""
    read = rp.read_plan(f"{name}.csv")
    read.called(read.plan_id, WAITING).to_csv(f"{name}.csv")


@pytest.mark.parametrize("more", [(), ("--run-days", "5", "--previous", "anna.csv")], ids=["again", "going on"])
def test_what_waits_beside_the_block_stays_where_the_same_plan_is_planned_anew(
    more: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan("anna") == 0
    plan_id = id_of("anna")
    let_wait("anna")
    assert plan("anna", *more) == 0
    assert (rp.read_plan("anna.csv").waiting, id_of("anna")) == (WAITING, plan_id)
    capsys.readouterr()
    assert main(["check", "anna.csv"]) == main(["export", "anna.csv", "--to", "ics"]) == 0
    assert "waiting" not in capsys.readouterr().out


def test_weeks_that_the_block_has_by_now_wait_no_more() -> None:
    plan("anna")
    let_wait("anna")
    assert main(["plan", "--start", "2027-01-04", "--weeks", "8", "--previous", "anna.csv", "--out", "anna.csv"]) == 0
    assert rp.read_plan("anna.csv").waiting == WaitingSettings(race_date=WAITING.race_date)


def test_what_waits_in_a_plan_is_none_of_another(capsys: pytest.CaptureFixture[str]) -> None:
    plan("anna")
    let_wait("anna")
    assert plan("anna", "--run-days", "5", "--force") == 0
    assert not rp.read_plan("anna.csv").waiting


def test_a_version_in_which_something_else_waits_is_another_version(capsys: pytest.CaptureFixture[str]) -> None:
    plan("anna")
    copy("anna", "copy")
    let_wait("anna")
    assert plan("anna", "--run-days", "5", "--previous", "copy.csv") == 2
    assert "has another version of this plan than copy.csv" in capsys.readouterr().err
    assert rp.read_plan("anna.csv").waiting == WAITING


@pytest.mark.parametrize("more", [(), ("--previous", "anna.csv")], ids=["again", "going on"])
def test_that_what_waits_is_damaged_is_told_in_one_sentence(
    more: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    plan("anna")
    let_wait("anna")
    content = json.loads(Path("anna.block.json").read_text())
    content["waiting"]["own_weeks"] = 5
    Path("anna.block.json").write_text(json.dumps(content))
    sentence = "Part of anna.block.json cannot be read, so some settings outside the block may be missing."
    capsys.readouterr()
    assert main(["check", "anna.csv"]) == 0
    assert capsys.readouterr().out.count(sentence) == 1
    assert plan("anna", *more) == 0
    assert capsys.readouterr().err.count(sentence) == 1
    assert rp.read_plan("anna.csv").waiting == WaitingSettings(race_date=WAITING.race_date)


def test_pins_and_weeks_that_the_plan_before_has_and_nobody_names_are_told_with_how_to_keep_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    wishes = ["--start", "2027-01-04", "--weeks", "8"]
    own = ["--pins", "w02-strength-1=Wed", "--weekly-km", "3=24"]
    assert main(["plan", *wishes, *own, "--out", "pin.csv"]) == 0
    capsys.readouterr()
    assert main(["plan", *wishes, *own, "--previous", "pin.csv", "--out", "same.csv"]) == 0
    assert "that the new options leave out" not in capsys.readouterr().err
    assert main(["plan", *wishes, "--previous", "pin.csv", "--out", "new.csv"]) == 0
    sentence = " ".join(capsys.readouterr().err.split())
    assert "pin.csv has pins or weeks of your own that the new options leave out: keep them with" in sentence
    assert "--weekly-km 3=24 and --pins w02-strength-1=Wed." in sentence
