"""How an imported file was read, cell by cell, as the planner shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

import runplan as rp
from runplan.plan.block import plan_id_of
from runplan.plan.imported_runs import without_report
from runplan.ui.planner import Planner
from runplan.ui.state.saved_entry import block_digest
from tests.ui.conftest import answers, ask, read_runs, scene, use_runs

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


def imported(folder: Path, opens: Any) -> Planner:
    """A planner of a notebook, with the run plan imported."""
    (folder / "runs.csv").write_text(RUNS)
    planner: Planner = opens("mine.ipynb", TEN_WEEKS)
    use_runs(planner)
    return planner


class Row(NamedTuple):
    """A row of the table, as it is sent."""

    where: str
    day: str
    text: str
    group: str
    can: int
    same: int
    reading: str
    taken: str
    correction: str
    right: Any
    offered: int


def rows_of(table: dict[str, Any]) -> list[Row]:
    return [Row(*row) for row in table["rows"]]


def report(planner: Planner, sent: list[dict[str, Any]]) -> dict[str, Any]:
    sent.clear()
    ask(planner.board, do="report")
    [answer] = answers(sent)
    assert answer.pop("is") == "report"
    return answer


def test_every_cell_of_the_file_is_in_the_report_and_the_doubtful_ones_come_first(
    planner: Planner, sent: list[dict[str, Any]]
) -> None:
    use_runs(planner)
    cells = rp.read_runs("runs.csv").report
    found = report(planner, sent)
    rows = rows_of(found)
    assert sorted([row.where, row.text] for row in rows) == sorted(cells[["where", "text"]].values.tolist())
    groups = [row.group for row in rows]
    assert groups == sorted(groups, key=["not read", "guessed", "noted", "no run", "read", "left out"].index)
    assert (rows[0].where, rows[0].day, rows[0].text) == ("line 3, column 5 (Wed)", "Week 2, Wed", "<b>???</b>")
    brief = scene(planner)["report"]
    assert (brief["n"], brief["cells"], brief["draft"], brief["waiting"]) == (found["n"], len(cells), 0, 0)
    assert brief["doubtful"] == int(cells["reading"].isin(["guessed", "not read"]).sum())


def test_weekly_totals_that_differ_are_named(planner: Planner, sent: list[dict[str, Any]]) -> None:
    use_runs(planner)
    assert [week for week, _ in report(planner, sent)["totals"]] == ["Week 3"]


def test_a_file_is_first_only_looked_at_and_used_in_one_step(planner: Planner, sent: list[dict[str, Any]]) -> None:
    before = planner.block
    read_runs(planner, "runs.csv")
    doubtful = scene(planner)["report"]["doubtful"]
    assert planner.model.messages.message == (
        f"runs.csv has 20 runs. It will begin on Mon 1 Mar 2027. Check {doubtful} cells under Your file, then press "
        "Use this run plan to plan with it."
    )
    assert (planner.block, scene(planner)["report"]["draft"]) == (before, 1)
    write(planner, sent, WEDNESDAY, "8 km easy")
    assert planner.block == before
    ask(planner.board, do="use_written")
    assert (km_of_week(planner, 2), scene(planner)["report"]["draft"]) == (36, 0)
    assert planner.model.messages.message.startswith("Strength is now planned around runs.csv: 21 runs.")
    ask(planner.board, do="undo")
    assert (planner.block, scene(planner)["report"]["draft"]) == (before, 1)
    assert {row.where: row.correction for row in rows_of(report(planner, sent))}[WEDNESDAY] == "8 km easy"
    ask(planner.board, do="redo")
    assert (km_of_week(planner, 2), scene(planner)["report"]["draft"]) == (36, 0)


def test_a_file_that_is_closed_changes_nothing_and_undo_opens_it_again(planner: Planner) -> None:
    before = planner.block
    read_runs(planner, "runs.csv")
    ask(planner.board, do="let_file_go")
    assert (planner.block, scene(planner)["report"]) == (before, None)
    assert planner.model.messages.message == "runs.csv is closed. Your plan has not changed."
    ask(planner.board, do="undo")
    assert scene(planner)["report"]["draft"] == 1


def test_a_file_that_is_closed_leaves_the_run_plan_that_is_used(planner: Planner, sent: list[dict[str, Any]]) -> None:
    use_runs(planner, "runs.csv")
    used = planner.block
    read_runs(planner, "other.csv")
    assert report(planner, sent)["file"] == "other.csv"
    ask(planner.board, do="let_file_go")
    assert (report(planner, sent)["file"], planner.block) == ("runs.csv", used)


def test_a_change_after_the_import_keeps_the_report_openable(planner: Planner, sent: list[dict[str, Any]]) -> None:
    use_runs(planner)
    planner.model.wish(strength_sessions=1)
    assert report(planner, sent)["file"] == "runs.csv"


def test_undo_goes_back_to_the_report_of_the_file_before(planner: Planner, sent: list[dict[str, Any]]) -> None:
    use_runs(planner)
    use_runs(planner, "other.csv")
    assert report(planner, sent)["file"] == "other.csv"
    planner.model.undo()
    planner.model.undo()
    assert report(planner, sent)["file"] == "runs.csv"


def test_without_an_imported_plan_there_is_no_report(planner: Planner, sent: list[dict[str, Any]]) -> None:
    assert scene(planner)["report"] is None
    use_runs(planner)
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
    use_runs(planner)
    doubtful = scene(planner)["report"]["doubtful"]
    answer = write(planner, sent, WEDNESDAY, "8 km easy")
    assert answer["cells"][WEDNESDAY] == [
        "read",
        "Easy run, 8 km; you wrote this in place of the cell.",
        "8 km easy",
        "",
        0,
    ]
    total = "The week's total; 36 km were read, and the file says 28."
    assert answer["cells"]["line 3, column 2"] == ["guessed", total, "", 0, 0]
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
    use_runs(planner, "park.csv")
    assert planner.block.goal == "5k"
    write(planner, sent, "line 2, column 7 (Sat)", "5 km easy")
    write(planner, sent, "line 6, column 8 (Sun)", "Half marathon race")
    ask(planner.board, do="use_written")
    assert planner.block.goal == "half"
    assert str(planner.block.race_date) == "2027-04-04"
    assert planner.plan.sessions["title"].iloc[-1] == "Half-marathon race"


def test_words_that_cannot_be_read_are_refused_beside_the_cell(planner: Planner, sent: list[dict[str, Any]]) -> None:
    use_runs(planner)
    answer = write(planner, sent, WEDNESDAY, "qwertz")
    assert answer["error"].startswith("It names no kind of session")
    assert answer["error"].endswith(" Type for example 8 km easy, or rest.")
    assert (answer["cells"], answer["waiting"]) == ({}, 0)


def test_an_emptied_box_gives_the_cell_back_as_it_was_read(planner: Planner, sent: list[dict[str, Any]]) -> None:
    use_runs(planner)
    write(planner, sent, WEDNESDAY, "8 km easy")
    ask(planner.board, do="use_written")
    report(planner, sent)
    answer = write(planner, sent, WEDNESDAY, "")
    assert (answer["cells"][WEDNESDAY][0], answer["waiting"]) == ("not read", 1)
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
    rows = {row.text: row.correction for row in rows_of(report(again, sent))}
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
    rows = {row.text: row for row in rows_of(report(again, sent))}
    assert rows["<b>???</b>"][6:9] == ("read", "Rest; you wrote this in place of the cell.", "rest")
    assert rows["<b>???</b>"].can
    assert "could not be read" not in " ".join(again.plan.findings()["message"])
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


def guesses(table: dict[str, Any]) -> dict[str, Row]:
    return {row.text: row for row in rows_of(table) if row.right == 0}


def test_a_guess_that_is_confirmed_is_settled_and_stays_so_over_a_restart(
    tmp_path: Path, opens: Any, sent: Any
) -> None:
    planner = imported(tmp_path, opens)
    before = report(planner, sent)
    where = guesses(before)["10 km"].where
    answer = write(planner, sent, where, True)
    assert (answer["cells"][where][0], answer["cells"][where][3], answer["error"]) == ("read", 1, "")
    assert (answer["doubtful"], answer["waiting"]) == (before["doubtful"] - 1, 1)
    assert write(planner, sent, where, False)["doubtful"] == before["doubtful"]
    write(planner, sent, where, True)
    ask(planner.board, do="use_written")
    assert planner.model.messages.message == "Your run plan has 1 cell that you confirmed."
    planner.memory.note()
    again = report(opens("mine.ipynb", TEN_WEEKS), sent)
    [row] = [row for row in rows_of(again) if row.text == "10 km"]
    assert row.reading == "read"
    assert row.taken.endswith("; confirmed by you.")


@pytest.mark.parametrize("words", ["6 mi: 2 up, 6 x 3 min hard / 2 min jog, 1 down", "9 km easy", "rest"])
@pytest.mark.parametrize("ticks", [(True,), (True, False), (True, False, True)], ids=len)
def test_a_tick_after_words_of_ones_own_keeps_the_words(
    tmp_path: Path, opens: Any, sent: Any, words: str, ticks: tuple[bool, ...]
) -> None:
    planner = imported(tmp_path, opens)
    where = guesses(report(planner, sent))["10 km"].where
    was_guessed = write(planner, sent, where, words)["cells"][where][0] == "guessed"
    for tick in ticks:
        write(planner, sent, where, tick)
        [row] = [row for row in rows_of(report(planner, sent)) if row.where == where]
        assert row.correction == words
        assert row.reading == ("guessed" if was_guessed and not tick else "read")
    ask(planner.board, do="use_written")
    assert "your text in 1 cell" in planner.model.messages.message
    planner.memory.note()
    again = report(opens("mine.ipynb", TEN_WEEKS), sent)
    [row] = [row for row in rows_of(again) if row.text == "10 km"]
    assert row.correction == words
    assert write(planner, sent, where, "")["cells"][where][2] == ""


def test_what_could_not_be_read_cannot_be_confirmed(planner: Planner, sent: Any) -> None:
    use_runs(planner)
    answer = write(planner, sent, WEDNESDAY, True)
    assert "nothing to confirm" in answer["error"]
    assert answer["waiting"] == 0


def test_after_a_restart_a_run_plan_has_its_name_its_unit_and_its_reasons(
    tmp_path: Path, opens: Any, sent: Any
) -> None:
    (tmp_path / "miles.csv").write_text(MILES)
    planner = opens("mine.ipynb", TEN_WEEKS)
    use_runs(planner, "miles.csv", "mi")
    before = report(planner, sent)
    assert before["example"] == "5 mi easy"
    planner.memory.note()
    again = opens("mine.ipynb", TEN_WEEKS)
    after = report(again, sent)
    assert {**after, "n": 0} == {**before, "n": 0}  # its addresses, its days of rest and what was said of the whole
    where = next(row.where for row in rows_of(after) if row.text == "5 tempo")
    answer = write(again, sent, where, "6 easy")
    assert answer["cells"][where][1] == "Easy run, 6 mi; you wrote this in place of the cell."


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
    use_runs(planner)
    ask(planner.board, do="write", **names)
    assert "is not a" in planner.model.messages.warning
    assert scene(planner)["report"]["waiting"] == 0


def test_a_corrected_run_says_in_the_plan_what_the_runner_wrote(planner: Planner, sent: Any) -> None:
    use_runs(planner)
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
    use_runs(planner, "timed.csv")
    assert (planner.block.goal, planner.block.goal_time) == (goal, seconds)
    [run] = [session for session in planner.plan.session_records if session.type == "race"]
    assert seconds is None or run.duration_min == -(-seconds // 60)
