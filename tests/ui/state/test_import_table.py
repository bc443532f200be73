"""The table of a run plan: one word for cells that say the same, notes, what is no run, units, and what is kept."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.exchange.run_plans.read import runs_from_bytes
from runplan.exchange.run_plans.result import ImportedRuns
from runplan.ui.planner import Planner
from runplan.ui.state import file_requests
from runplan.ui.state.imports.kept import imported_again, rows_to_keep
from runplan.ui.state.imports.report import Corrections, ImportReport
from tests.exchange.run_plans.plans_of_others import plan_files, published
from tests.ui.conftest import answers, ask, read_runs, scene, use_runs

WEEKS = rp.Block(start="2027-03-01", weeks=10)
CODES = """Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun
1,zz,E8 + 6str,6 km easy at 140 bpm,6 km tempo,zz,5 km blub,12 km
2,zz,E8 + 6str,6 km easy at 140 bpm,6 km tempo,holiday,5 km blub,14 km
3,zz,E8 + 6str,Gym,6 km tempo,holiday,5 km blub,16 km
4,zz,5 km,Bike 40 min,6 km tempo,zz,4 km,12 km
5,zz,5 km,rest,4 km,zz,3 km,Half Marathon (21.1 km)
"""


@pytest.fixture
def planner(tmp_path: Path, sent: list[dict[str, Any]]) -> Planner:
    (tmp_path / "codes.csv").write_text(CODES)
    return Planner(WEEKS, state=None)


def table(planner: Planner, sent: list[dict[str, Any]]) -> dict[str, Any]:
    sent.clear()
    ask(planner.board, do="report")
    [answer] = answers(sent)
    return answer


def rows(planner: Planner, sent: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Reading, sentence, what was written, whether it is right, and for how many it is offered, by the place."""
    return {row[0]: [row[2], *row[6:]] for row in table(planner, sent)["rows"]}


def written(planner: Planner, sent: list[dict[str, Any]], **request: Any) -> dict[str, Any]:
    sent.clear()
    ask(planner.board, **request)
    [answer] = answers(sent)
    return answer


# --- one word for cells that say the same -----------------------------------------------------------------------------


@pytest.mark.parametrize("used", [False, True])
@pytest.mark.parametrize(
    ("text", "count", "word"),
    [
        ("zz", 8, "rest"),
        ("zz", 8, "8 km easy"),
        ("E8 + 6str", 3, "8 km easy and gym"),
        ("5 km blub", 3, True),
        ("5 km blub", 3, "rest"),
        ("holiday", 2, True),
        ("Gym", 1, "rest"),
    ],
)
def test_a_word_on_one_cell_is_offered_for_all_that_say_the_same_and_undo_takes_it_back(
    planner: Planner, sent: list[dict[str, Any]], text: str, count: int, word: str | bool, used: bool
) -> None:
    (use_runs if used else read_runs)(planner, "codes.csv", "km")
    before = rows(planner, sent)
    places = [where for where, row in before.items() if row[0] == text]
    assert len(places) == count
    answer = written(planner, sent, do="write", where=places[-1], text=word)
    assert answer["cells"][places[-1]][4] == (count if count > 1 else 0)
    if count == 1:
        return
    single = rows(planner, sent)
    answer = written(planner, sent, do="write_alike", where=places[-1])
    assert answer["said"] == f"Used for all {count} cells."
    after = rows(planner, sent)
    expected = ["read", *after[places[-1]][2:4], 1 if word is True else after[places[-1]][4], 0]
    assert [after[where][1:] for where in places] == [expected] * count
    assert {where for where in after if after[where][3] != before[where][3]} == (set() if word is True else {*places})
    others = {where: row for where, row in before.items() if row[0] != text}
    assert {where: row for where, row in after.items() if row[0] != text} == others
    assert scene(planner)["report"]["waiting"] == count * used
    for expected_rows in (single, before):
        ask(planner.board, do="undo")
        assert rows(planner, sent) == expected_rows
    for _ in range(2):
        ask(planner.board, do="redo")
    assert rows(planner, sent) == after


def test_a_group_may_be_confirmed_and_then_one_of_it_differ(planner: Planner, sent: list[dict[str, Any]]) -> None:
    read_runs(planner, "codes.csv", "km")
    places = [where for where, row in rows(planner, sent).items() if row[0] == "5 km blub"]
    written(planner, sent, do="write", where=places[0], text=True)
    written(planner, sent, do="write_alike", where=places[0])
    answer = written(planner, sent, do="write", where=places[1], text="7 km easy")
    assert answer["cells"][places[1]][4] == 3
    assert [rows(planner, sent)[where][3] for where in places] == ["", "7 km easy", ""]


def test_cells_that_were_read_otherwise_or_say_something_else_are_none_of_a_group(tmp_path: Path) -> None:
    runs = runs_from_bytes(CODES.replace("Gym", "aa").replace("rest", "aa").encode(), "codes.csv", "km")
    report = ImportReport(runs)
    texts = {cell.where: cell.text for cell in runs.cells}
    for cell in runs.cells:
        alike = report.alike(cell.where)
        assert {texts[where] for where in alike} <= {cell.text}
        assert len(alike) == {"zz": 7, "aa": 1, "E8 + 6str": 2, "6 km tempo": 3}.get(cell.text, len(alike))


@pytest.mark.parametrize("where", [None, 5, "x" * 300, ["a"]])
def test_a_group_of_no_cell_is_refused(planner: Planner, sent: list[dict[str, Any]], where: Any) -> None:
    read_runs(planner, "codes.csv", "km")
    written_before = rows(planner, sent)
    ask(planner.board, do="write_alike", where=where)
    assert "is not a cell of the file" in planner.model.messages.warning
    assert rows(planner, sent) == written_before


@pytest.mark.parametrize("text", ["", "  ", "qwertz", False])
def test_what_changes_no_cell_is_no_step_for_undo(
    planner: Planner, sent: list[dict[str, Any]], text: str | bool
) -> None:
    read_runs(planner, "codes.csv", "km")
    before, offer = rows(planner, sent), scene(planner)["undo"]
    where = next(where for where, row in before.items() if row[0] == "5 km blub")
    assert written(planner, sent, do="write", where=where, text=text)["cells"] == {}
    assert (rows(planner, sent), scene(planner)["undo"]) == (before, offer)


def test_a_file_stays_open_while_the_run_plan_before_it_is_let_go(
    planner: Planner, sent: list[dict[str, Any]], tmp_path: Path
) -> None:
    use_runs(planner, "codes.csv", "km")
    (tmp_path / "other.csv").write_text(CODES)
    read_runs(planner, "other.csv", "km")
    planner.model.wish(strength_minutes=20)
    file_requests.leave_runs(planner.model)
    assert planner.block.runs is None
    assert (table(planner, sent)["file"], scene(planner)["report"]["draft"]) == ("other.csv", 1)


# --- notes, what is no run, units -------------------------------------------------------------------------------------


def test_cells_with_a_note_and_days_without_a_run_are_told_apart_and_counted(
    planner: Planner, sent: list[dict[str, Any]]
) -> None:
    read_runs(planner, "codes.csv", "km")
    answer = table(planner, sent)
    groups = {row[2]: row[3] for row in answer["rows"]}
    assert groups["6 km easy at 140 bpm"] == "noted"
    assert (groups["Gym"], groups["Bike 40 min"], groups["zz"]) == ("no run", "no run", "not read")
    assert (groups["5 km blub"], groups["6 km tempo"], groups["Week"]) == ("guessed", "read", "left out")
    assert answer["noted"] == 2


def test_days_and_totals_are_called_by_their_week(planner: Planner, sent: list[dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / "rest.csv").write_text(REST)
    read_runs(planner, "rest.csv")
    names = {row[2]: row[1] for row in table(planner, sent)["rows"]}
    assert (names["99 km"], names["50 mi"], names["10 km"]) == ("Week 1, total", "Week 3, total", "Week 1, Sun")
    assert (names["Week"], names["Distance"]) == ("", "")


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (["rest"], ""),
        (["Gym"], "1 strength session of your file is not in the plan: RunPlan plans its own strength sessions."),
        (["Bike 40 min"], "1 cross-training session of your file is not in the plan."),
        (
            ["Gym", "Gym"],
            "2 strength sessions of your file are not in the plan: RunPlan plans its own strength sessions.",
        ),
        (
            ["Gym", "walk 30 min", "Bike 40 min", "swim"],
            "1 strength session, 2 cross-training sessions and 1 walk of your file are not in the plan: RunPlan plans "
            "its own strength sessions.",
        ),
    ],
)
def test_what_becomes_of_sessions_that_are_no_runs_is_said(days: list[str], sentence: str) -> None:
    lines = [f"{week},5 km,{day},8 km" for week, day in enumerate([*days, *["rest"] * 4], start=1)]
    runs = runs_from_bytes("\n".join(["Week,Mon,Wed,Sun", *lines]).encode(), "plan.csv")
    assert ImportReport(runs).others == (sentence and f"{sentence} A day without a run counts as free.")


def test_a_file_in_miles_is_told_in_miles_and_the_plan_can_follow(
    planner: Planner, sent: list[dict[str, Any]], tmp_path: Path
) -> None:
    (tmp_path / "miles.csv").write_text(CODES.replace(" km", " mi").replace("(21.1 mi)", ""))
    read_runs(planner, "miles.csv", "mi")
    answer = table(planner, sent)
    # E8 without a unit was not read as 8 miles and 6 of something: what counts is the unit of all of it.
    assert {far.rpartition(" ")[2] for _, far in answer["weeks"]} == {"mi"}
    assert answer["example"] == "5 mi easy"
    assert scene(planner)["report"]["unit"] == "mi"
    ask(planner.board, do="units", units="mi")
    assert (planner.model.form.units, scene(planner)["report"]["unit"]) == ("mi", "")
    ask(planner.board, do="undo")
    assert (planner.model.form.units, scene(planner)["report"]["unit"]) == ("km", "mi")
    ask(planner.board, do="units", units="furlongs")
    assert "is not a unit of distances" in planner.model.messages.warning


def test_weeks_in_minutes_are_told_in_minutes(planner: Planner, sent: list[dict[str, Any]], tmp_path: Path) -> None:
    text = (
        "Week,Mon,Wed,Sun\n" + "".join(f"{week},30 min,8 km,60 min\n" for week in range(1, 5)) + "5,30 min,rest,1 h\n"
    )
    (tmp_path / "timed.csv").write_text(text)
    read_runs(planner, "timed.csv")
    answer = table(planner, sent)
    assert dict(answer["weeks"]) == {f"Week {week}": "8 km and 90 min" for week in range(1, 5)} | {"Week 5": "90 min"}
    assert answer["example"] == "8 km easy"
    (tmp_path / "timed.csv").write_text("Week,Mon,Wed,Sun\n" + "".join(f"{week},30',rest,1h\n" for week in range(1, 5)))
    read_runs(planner, "timed.csv")
    answer = table(planner, sent)
    assert (answer["weeks"][0], answer["example"]) == (["Week 1", "90 min"], "45 min easy")


@pytest.mark.parametrize("names", [("am", "pm"), ("AM", "PM")])
def test_labels_of_morning_and_evening_are_read(names: tuple[str, str]) -> None:
    lines = [f"{week},{half},5 km,6 km,9 km" for week in range(1, 5) for half in names]
    runs = runs_from_bytes("\n".join(["Week,,Mon,Wed,Sun", *lines]).encode(), "plan.csv")
    whole = ImportReport(runs).whole("km")
    halves = [(row[3], row[6], row[7]) for row in whole["rows"] if row[2] in names]
    assert halves == [("read", "read", "Marks morning or evening; RunPlan plans both on the same day.")] * 8


# --- what is kept -----------------------------------------------------------------------------------------------------


def again(runs: ImportedRuns) -> ImportedRuns:
    """A run plan after its block was saved and opened."""
    block = rp.Block(start=WEEKS.start, goal="marathon", runs=rows_to_keep(runs))
    opened = rp.Block.from_dict(json.loads(json.dumps(block.to_dict()))).runs
    assert opened is not None
    return imported_again(opened)


def doubts(runs: ImportedRuns) -> Counter[tuple[str, str]]:
    """The sentences on days and totals that were not read for sure, with their weeks."""
    return Counter(
        (str(cell.week), cell.taken)
        for cell in runs.cells
        if cell.reading in ("guessed", "not read") and (cell.weekday or cell.date or cell.is_total)
    )


@pytest.mark.parametrize("path", plan_files(), ids=lambda path: path.stem)
@pytest.mark.parametrize("share", [0, 2, 1], ids=["none", "each second", "all"])
def test_what_was_guessed_and_what_was_confirmed_are_the_same_after_a_restart(path: Path, share: int) -> None:
    runs = rp.read_runs(path, unit=published(path).unit.partition("_")[0])
    guesses = [cell.where for cell in runs.cells if cell.reading == "guessed"]
    confirmed = guesses[::share] if share else []
    runs = Corrections(confirmed=frozenset(confirmed)).on(runs)
    assert doubts(again(runs)) == doubts(runs)
    assert doubts(again(again(runs))) == doubts(runs)
    assert again(runs).totals["agrees"].tolist() == runs.totals["agrees"].tolist()


REST = "Week,Distance,Mon,Wed,Fri,Sun\n" + "".join(
    f"{week},{total},5 km,holiday,6 km,{week + 9} km\n"
    for week, total in ((1, "99 km"), (2, "22"), (3, "50 mi"), (4, ""))
)


@pytest.mark.parametrize("confirmed", [(), ("holiday",), ("99 km", "50 mi"), ("holiday", "99 km", "50 mi")], ids=len)
def test_rest_and_totals_that_are_confirmed_stay_so_over_a_restart_of_the_planner(
    tmp_path: Path, opens: Any, sent: Any, confirmed: tuple[str, ...]
) -> None:
    (tmp_path / "rest.csv").write_text(REST)
    planner = opens("mine.ipynb", WEEKS)
    read_runs(planner, "rest.csv")
    for where, row in rows(planner, sent).items():
        if row[0] in confirmed and row[1] == "guessed":
            ask(planner.board, do="write", where=where, text=True)
    ask(planner.board, do="use_written")
    before = {row[0]: row[1:3] for row in rows(planner, sent).values() if row[0] in ("holiday", "99 km", "50 mi")}
    planner.memory.note()
    restarted = opens("mine.ipynb", WEEKS)
    after = {row[0]: row[1:3] for row in rows(restarted, sent).values()}
    assert {text: after[text] for text in before} == before
    assert {text for text, (reading, _) in before.items() if reading == "read"} == {*confirmed}
    assert restarted.block == planner.block


def test_rest_and_totals_are_none_of_what_tells_a_plan_from_another() -> None:
    runs = runs_from_bytes(REST.encode(), "rest.csv", "km")
    plain = rp.Block(start=WEEKS.start, runs=runs)
    plan, whole = rp.build_plan(plain), rp.build_plan(plain.replace(runs=rows_to_keep(runs)))
    assert whole.plan_id == plan.plan_id
    assert whole.sessions.equals(plan.sessions)
    assert whole.findings().equals(plan.findings())


@pytest.mark.parametrize("used", [False, True])
def test_what_was_said_of_cells_counts_for_a_new_version_of_the_file_where_they_are_the_same(
    planner: Planner, sent: list[dict[str, Any]], tmp_path: Path, used: bool
) -> None:
    read_runs(planner, "codes.csv", "km")
    coded, odd = (
        [where for where, row in rows(planner, sent).items() if row[0] == text] for text in ("E8 + 6str", "5 km blub")
    )
    written(planner, sent, do="write", where=coded[0], text="8 km easy")
    written(planner, sent, do="write", where=odd[0], text=True)
    written(planner, sent, do="write", where=odd[1], text="7 km easy")
    if used:
        ask(planner.board, do="use_written")
    # two lines above all others: the addresses are others, the days are not; one of the three says something else
    (tmp_path / "codes.csv").write_text("my plan,,\n\n" + CODES.replace("5 km blub", "6 km blub", 1))
    read_runs(planner, "codes.csv", "km")
    again = [row for row in rows(planner, sent).values() if row[3] or row[4] == 1]
    assert sorted((row[0], row[3], row[4]) for row in again) == [
        ("5 km blub", "7 km easy", ""),
        ("E8 + 6str", "8 km easy", ""),
    ]
    assert "What you said about 2 cells earlier still counts." in str(scene(planner))
    (tmp_path / "other.csv").write_text(CODES)
    read_runs(planner, "other.csv", "km")
    assert not any(row[3] or row[4] == 1 for row in rows(planner, sent).values())
