"""How an imported file was read, cell by cell, as the planner shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.plan.block import plan_id_of
from runplan.plan.imported_runs import without_report
from runplan.ui.planner import Planner
from runplan.ui.state.saved_entry import block_digest
from tests.ui.conftest import answers, ask, find, scene

RUNS = """Week,Distance,Mon,Tue,Wed,Thu,Fri,Sat,Sun
1,26 km,Rest,6 km easy,Rest,6 km tempo,Rest,4 km,10 km
2,28 km,Rest,6 km easy,<b>???</b>,6 km tempo,Rest,5 km,11 km
3,99 km,Rest,7 km easy,Rest,7 km tempo,Rest,5 km,12 km
4,24 km,Rest,6 km easy,Rest,5 km easy,Rest,4 km,9 km
5,34 km,Rest,6 km easy,Rest,4 km easy,Rest,3 km,Half Marathon (21.1 km)
"""


TEN_WEEKS = rp.Block(start="2027-03-01", weeks=10)


@pytest.fixture
def planner(tmp_path: Path, sent: list[dict[str, Any]]) -> Planner:
    (tmp_path / "runs.csv").write_text(RUNS)
    (tmp_path / "other.csv").write_text(RUNS.replace("<b>???</b>", "Rest"))
    return Planner(TEN_WEEKS, state=None)


def bring(planner: Planner, path: str) -> None:
    find(planner, "rp-runs-path").value = path
    find(planner, "rp-bring-runs").click()


def imported(folder: Path, opens: Any) -> Planner:
    """A planner of a notebook, with the run plan imported."""
    (folder / "runs.csv").write_text(RUNS)
    planner: Planner = opens("mine.ipynb", TEN_WEEKS)
    bring(planner, "runs.csv")
    return planner


def report(planner: Planner, sent: list[dict[str, Any]]) -> dict[str, Any]:
    sent.clear()
    ask(planner.board, do="report")
    [answer] = answers(sent)
    assert answer.pop("is") == "report"
    return answer


def test_every_cell_of_the_file_is_in_the_report_and_the_doubtful_ones_come_first(
    planner: Planner, sent: list[dict[str, Any]]
) -> None:
    bring(planner, "runs.csv")
    cells = rp.read_runs("runs.csv").report
    found = report(planner, sent)
    assert sorted(row[:2] for row in found["rows"]) == sorted(cells[["where", "text"]].values.tolist())
    readings = [row[2] for row in found["rows"]]
    assert readings == sorted(readings, key=["not read", "guessed", "left out", "read"].index)
    assert found["rows"][0][:3] == ["line 3, column 5 (Wed)", "<b>???</b>", "not read"]
    assert scene(planner)["report"] == {
        "n": found["n"],
        "cells": len(cells),
        "doubtful": int(cells["reading"].isin(["guessed", "not read"]).sum()),
        "fresh": 1,
    }


def test_weekly_totals_that_differ_are_named(planner: Planner, sent: list[dict[str, Any]]) -> None:
    bring(planner, "runs.csv")
    assert [week for week, _ in report(planner, sent)["totals"]] == ["Week 3"]


def test_the_message_says_where_each_cell_can_be_checked(planner: Planner) -> None:
    bring(planner, "other.csv")
    assert planner.model.messages.message.endswith(" Open Your file to check each cell.")


def test_a_change_after_the_import_keeps_the_report_openable(planner: Planner, sent: list[dict[str, Any]]) -> None:
    bring(planner, "runs.csv")
    planner.model.wish(strength_sessions=1)
    assert scene(planner)["report"]["fresh"] == 0
    assert report(planner, sent)["file"] == "runs.csv"


def test_undo_goes_back_to_the_report_of_the_file_before(planner: Planner, sent: list[dict[str, Any]]) -> None:
    bring(planner, "runs.csv")
    bring(planner, "other.csv")
    assert report(planner, sent)["file"] == "other.csv"
    planner.model.undo()
    assert report(planner, sent)["file"] == "runs.csv"


def test_without_an_imported_plan_there_is_no_report(planner: Planner, sent: list[dict[str, Any]]) -> None:
    assert scene(planner)["report"] is None
    bring(planner, "runs.csv")
    planner.model.wish("your run plan", runs=None)
    assert scene(planner)["report"] is None
    sent.clear()
    ask(planner.board, do="report")
    assert answers(sent) == []


# --- what a runner writes in place of a cell --------------------------------------------------------------------------

WEDNESDAY = "line 3, column 5 (Wed)"


def write(planner: Planner, sent: list[dict[str, Any]], where: str, text: str | bool) -> dict[str, Any]:
    sent.clear()
    ask(planner.board, do="write", where=where, text=text)
    [answer] = answers(sent)
    assert answer.pop("is") == "written"
    return answer


def km_of_week(planner: Planner, week: int) -> float:
    sessions = planner.plan.sessions
    return float(sessions[(sessions["week"] == week) & (sessions["kind"] == "run")]["km"].sum())


def test_a_cell_that_is_written_anew_counts_once_it_is_used(planner: Planner, sent: list[dict[str, Any]]) -> None:
    bring(planner, "runs.csv")
    doubtful = scene(planner)["report"]["doubtful"]
    answer = write(planner, sent, WEDNESDAY, "8 km easy")
    assert answer["cell"] == ["read", "Easy run, 8 km; as you wrote in its place.", "8 km easy", ""]
    # The cell is none of the doubtful ones any more; the total of its week is, which was that of the other runs.
    assert (answer["waiting"], answer["doubtful"], answer["error"]) == (1, doubtful, "")
    assert ["Week 2", "36 km were read, and the file says 28."] in answer["totals"]
    # 6 + 6 + 5 + 11 km were read of week 2.
    assert dict(answer["weeks"])["Week 2"] == "36 km"
    assert km_of_week(planner, 2) == 28
    ask(planner.board, do="use_written")
    assert km_of_week(planner, 2) == 36
    assert planner.model.messages.message == "Your run plan has your text in 1 cell."
    assert report(planner, sent)["waiting"] == 0


def test_a_race_that_is_written_in_a_cell_says_what_the_plan_is_for(
    planner: Planner, sent: list[dict[str, Any]], tmp_path: Path
) -> None:
    (tmp_path / "park.csv").write_text(
        "Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n"
        "1,Rest,6 km,Rest,6 km,Rest,5 km race,10 km\n"
        "2,Rest,6 km,Rest,6 km,Rest,4 km,11 km\n"
        "3,Rest,6 km,Rest,6 km,Rest,4 km,12 km\n"
        "4,Rest,6 km,Rest,6 km,Rest,4 km,9 km\n"
        "5,Rest,6 km,Rest,4 km,Rest,Rest,20 km\n"
    )
    bring(planner, "park.csv")
    assert planner.block.goal == "5k"
    write(planner, sent, "line 2, column 7 (Sat)", "5 km easy")
    write(planner, sent, "line 6, column 8 (Sun)", "Half marathon race")
    ask(planner.board, do="use_written")
    assert planner.block.goal == "half"
    assert str(planner.block.race_date) == "2027-04-04"
    assert planner.plan.sessions["title"].iloc[-1] == "Half-marathon race"


def test_words_that_are_not_understood_are_refused_beside_the_cell(
    planner: Planner, sent: list[dict[str, Any]]
) -> None:
    bring(planner, "runs.csv")
    answer = write(planner, sent, WEDNESDAY, "qwertz")
    assert answer["error"].startswith("Not understood: it names no kind of session")
    assert answer["error"].endswith(" Type for example 8 km easy, or rest.")
    assert (answer["cell"][0], answer["waiting"]) == ("not read", 0)


def test_an_emptied_box_gives_the_cell_back_as_it_was_read(planner: Planner, sent: list[dict[str, Any]]) -> None:
    bring(planner, "runs.csv")
    write(planner, sent, WEDNESDAY, "8 km easy")
    ask(planner.board, do="use_written")
    report(planner, sent)
    answer = write(planner, sent, WEDNESDAY, "")
    assert (answer["cell"][0], answer["waiting"]) == ("not read", 1)
    ask(planner.board, do="use_written")
    assert km_of_week(planner, 2) == 28


def test_what_was_written_comes_along_in_the_block_and_after_a_restart(tmp_path: Path, opens: Any, sent: Any) -> None:
    planner = imported(tmp_path, opens)
    write(planner, sent, WEDNESDAY, "8 km easy")
    write(planner, sent, "line 2, column 4 (Tue)", "7 km easy")
    ask(planner.board, do="use_written")
    planner.memory.note()
    again = opens("mine.ipynb", TEN_WEEKS)
    assert (km_of_week(again, 1), km_of_week(again, 2)) == (27, 36)
    rows = {row[1]: row[4] for row in report(again, sent)["rows"]}
    assert (rows["<b>???</b>"], rows["6 km tempo"]) == ("8 km easy", "")
    runs = rp.Block.from_dict(again.block.to_dict()).runs
    assert runs is not None
    assert [run.correction for run in runs if run.correction] == ["7 km easy", "8 km easy"]


def test_a_cell_that_was_written_as_rest_stays_in_the_table_after_a_restart(
    tmp_path: Path, opens: Any, sent: Any
) -> None:
    planner = imported(tmp_path, opens)
    write(planner, sent, WEDNESDAY, "rest")
    ask(planner.board, do="use_written")
    planner.memory.note()
    again = opens("mine.ipynb", TEN_WEEKS)
    rows = {row[1]: row for row in report(again, sent)["rows"]}
    assert rows["<b>???</b>"][2:] == ["read", "Rest; as you wrote in its place.", "rest", "", 1]
    assert "not understood" not in " ".join(again.plan.findings()["message"])
    write(again, sent, rows["<b>???</b>"][0], "8 km easy")
    ask(again.board, do="use_written")
    assert km_of_week(again, 2) == km_of_week(planner, 2) + 8


def test_a_kept_run_plan_can_still_be_written_anew(tmp_path: Path, opens: Any, sent: Any) -> None:
    (tmp_path / "runs.csv").write_text(RUNS)
    block = rp.Block(start="2027-03-01", weeks=10, runs=rp.read_runs(tmp_path / "runs.csv"))
    planner = opens("mine.ipynb", block)
    assert report(planner, sent)["file"] == "runs.csv"
    write(planner, sent, "week 2, Wed", "8 km easy")
    ask(planner.board, do="use_written")
    assert km_of_week(planner, 2) == 36


MILES = """Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun
1,Rest,4,Rest,5 mi easy then core,Rest,5 + 2,8
2,Rest,4,Urlaub,5 tempo blub,Rest,4,9
3,Rest,4,Rest,5 tempo,Rest,4,9
4,Rest,4,Rest,4,Rest,4,13.1 race
"""


def guesses(table: dict[str, Any]) -> dict[str, list[Any]]:
    return {row[1]: row for row in table["rows"] if row[5] == 0}


def test_a_guess_that_is_confirmed_is_settled_and_stays_so_over_a_restart(
    tmp_path: Path, opens: Any, sent: Any
) -> None:
    planner = imported(tmp_path, opens)
    before = report(planner, sent)
    where = guesses(before)["10 km"][0]
    answer = write(planner, sent, where, True)
    assert (answer["cell"][0], answer["cell"][3], answer["error"]) == ("read", 1, "")
    assert (answer["doubtful"], answer["waiting"]) == (before["doubtful"] - 1, 1)
    assert write(planner, sent, where, False)["doubtful"] == before["doubtful"]
    write(planner, sent, where, True)
    ask(planner.board, do="use_written")
    assert planner.model.messages.message == "Your run plan has 1 cell that you confirmed."
    planner.memory.note()
    again = report(opens("mine.ipynb", TEN_WEEKS), sent)
    [row] = [row for row in again["rows"] if row[1] == "10 km"]
    assert row[2] == "read"
    assert row[3].endswith("; confirmed by you.")


@pytest.mark.parametrize("words", ["6 mi: 2 up, 6 x 3 min hard / 2 min jog, 1 down", "9 km easy", "rest"])
@pytest.mark.parametrize("ticks", [(True,), (True, False), (True, False, True)], ids=len)
def test_a_tick_after_words_of_ones_own_keeps_the_words(
    tmp_path: Path, opens: Any, sent: Any, words: str, ticks: tuple[bool, ...]
) -> None:
    planner = imported(tmp_path, opens)
    where = guesses(report(planner, sent))["10 km"][0]
    answer = write(planner, sent, where, words)
    was_guessed = answer["cell"][0] == "guessed"
    for tick in ticks:
        answer = write(planner, sent, where, tick)
        assert answer["cell"][2] == words
        assert answer["cell"][0] == ("guessed" if was_guessed and not tick else "read")
    ask(planner.board, do="use_written")
    assert "what you wrote in place of 1 cell" in planner.model.messages.message
    planner.memory.note()
    again = report(opens("mine.ipynb", TEN_WEEKS), sent)
    [row] = [row for row in again["rows"] if row[1] == "10 km"]
    assert row[4] == words
    assert write(planner, sent, where, "")["cell"][2] == ""


def test_what_was_not_understood_cannot_be_confirmed(planner: Planner, sent: Any) -> None:
    bring(planner, "runs.csv")
    answer = write(planner, sent, WEDNESDAY, True)
    assert "nothing to confirm" in answer["error"]
    assert answer["waiting"] == 0


def test_after_a_restart_a_run_plan_has_its_name_its_unit_and_its_reasons(
    tmp_path: Path, opens: Any, sent: Any
) -> None:
    (tmp_path / "miles.csv").write_text(MILES)
    planner = opens("mine.ipynb", TEN_WEEKS)
    find(planner, "rp-runs-unit").value = "mi"
    bring(planner, "miles.csv")
    before = report(planner, sent)
    assert before["example"] == "5 mi easy"
    planner.memory.note()
    again = opens("mine.ipynb", TEN_WEEKS)
    after = report(again, sent)
    assert (after["file"], after["example"]) == ("miles.csv", "5 mi easy")
    assert after["summary"].startswith("miles.csv was read as a plan that you imported")
    sentences = {(row[1], row[2], row[3]) for row in before["rows"]}
    assert {(row[1], row[2], row[3]) for row in after["rows"]} <= sentences
    assert set(guesses(after)) == set(guesses(before)) - {"Urlaub"}
    answer = write(again, sent, next(row[0] for row in after["rows"] if row[1] == "5 tempo"), "6 easy")
    assert answer["cell"][1] == "Easy run, 6 mi; as you wrote in its place."


def test_a_run_plan_that_an_earlier_version_kept_is_read_as_before(tmp_path: Path, sent: Any) -> None:
    (tmp_path / "runs.csv").write_text(RUNS)
    block = rp.Block(start="2027-03-01", weeks=10, runs=rp.read_runs(tmp_path / "runs.csv"))
    values = without_report(block.to_dict())
    older = rp.Block.from_dict(values)
    assert block_digest(older) == block_digest(block)
    assert plan_id_of(older) == plan_id_of(block)
    assert older.to_dict() == values
    table = report(Planner(older, state=None), sent)
    assert (table["file"], table["example"]) == ("Your run plan", "8 km easy")


@pytest.mark.parametrize(
    "names", [{"where": WEDNESDAY}, {"where": 3, "text": "8 km"}, {"where": "x" * 300, "text": ""}]
)
def test_a_request_that_names_no_cell_is_refused(planner: Planner, names: dict[str, Any]) -> None:
    bring(planner, "runs.csv")
    ask(planner.board, do="write", **names)
    assert "is not a run of" in planner.model.messages.warning


def test_a_corrected_run_says_in_the_plan_what_the_runner_wrote(planner: Planner, sent: Any) -> None:
    bring(planner, "runs.csv")
    write(planner, sent, WEDNESDAY, "6 km with 4 x 1 km")
    ask(planner.board, do="use_written")
    sessions = planner.plan.sessions
    [run] = sessions[sessions["note"].str.contains("4 x 1 km")].to_dict("records")
    assert run["note"] == "In your plan: 6 km with 4 x 1 km"
    assert run["steps"] == "1 km easy; 4 x 1 km @5k; 1 km easy"


@pytest.mark.parametrize(
    ("race", "goal", "seconds"),
    [
        ("HM Lisbon 1:48", "half", 6480),
        ("10K race - goal 44:30 (2 wu, 1 cd)", "10k", 2670),
        ("Marathon 3:45:00", "marathon", 13500),
        ("10K race", "10k", None),
        ("15 km race 1:15:00", "half", None),  # the time of another distance
    ],
)
def test_the_time_beside_the_race_of_a_run_plan_is_the_goal_time(
    planner: Planner, tmp_path: Path, race: str, goal: str, seconds: int | None
) -> None:
    rows = [f"{week},5 km,8 km,{10 + week} km" for week in range(1, 6)]
    (tmp_path / "timed.csv").write_text("\n".join(["Week,Mon,Wed,Sun", *rows, f"6,5 km,rest,{race}"]))
    bring(planner, "timed.csv")
    assert (planner.block.goal, planner.block.goal_time) == (goal, seconds)
    [run] = [session for session in planner.plan.session_records if session.type == "race"]
    assert seconds is None or run.duration_min == -(-seconds // 60)
