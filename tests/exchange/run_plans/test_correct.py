"""A cell that was read wrongly is said anew: nothing else changes, and a block keeps what was said."""

from __future__ import annotations

import json

import pytest

import runplan as rp
from runplan.exchange.run_plans.read import runs_from_bytes

TEXT = "Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n" + "".join(
    f"{week},rest,5 km,what?,6 km tempo,rest,4 km,{10 + week} km\n" for week in range(1, 5)
)


@pytest.fixture
def runs() -> rp.ImportedRuns:
    return runs_from_bytes(TEXT.encode(), "plan.csv")


def test_a_cell_is_corrected_by_its_place_and_by_its_row(runs: rp.ImportedRuns) -> None:
    row = runs.frame.index[(runs.frame["type"] == "").to_numpy()][1]
    fixed = runs.correct({"line 2, column 4 (Wed)": "8 km easy", int(row): "rest"})
    wednesdays = fixed.frame[fixed.frame["weekday"] == "Wed"]
    assert wednesdays[["week", "type", "reading"]].values.tolist() == [
        [1, "easy", "read"],
        [3, "", "not read"],
        [4, "", "not read"],
    ]
    assert wednesdays["km"].tolist()[0] == 8.0
    assert fixed.not_read == runs.not_read - 2
    cell = fixed.report.set_index("where").loc["line 2, column 4 (Wed)"]
    assert cell["taken"] == "Easy run, 8 km; you wrote this in place of the cell."
    others = [cell for cell in fixed.cells if cell.where not in ("line 2, column 4 (Wed)", "line 3, column 4 (Wed)")]
    assert set(others) <= set(runs.cells)


def test_numbers_without_a_unit_are_in_that_of_the_file(runs: rp.ImportedRuns) -> None:
    fixed = runs.correct({"line 2, column 4 (Wed)": "8 easy"})
    assert fixed.frame.loc[(fixed.frame["weekday"] == "Wed") & (fixed.frame["week"] == 1), "km"].tolist() == [8.0]


def test_a_cell_may_become_two_sessions(runs: rp.ImportedRuns) -> None:
    fixed = runs.correct({"line 2, column 4 (Wed)": "8 km easy and gym"})
    assert fixed.frame[(fixed.frame["weekday"] == "Wed") & (fixed.frame["week"] == 1)]["type"].tolist() == [
        "easy",
        "strength",
    ]


@pytest.mark.parametrize("text", ["what?", "rest", "5 km", "11 km"])
@pytest.mark.parametrize("word", ["8 km easy", "rest", "9 km easy and gym", True])
def test_a_text_names_all_days_that_say_it_and_no_other_cell(
    runs: rp.ImportedRuns, text: str, word: str | bool
) -> None:
    places = [cell.where for cell in runs.cells if cell.text == text and cell.weekday]
    assert len(places) == (1 if text[0] == "1" else 8 if text == "rest" else 4)
    each = dict.fromkeys(places, word)
    if word is True and text == "what?":
        with pytest.raises(rp.PlanFileError, match="nothing to confirm"):
            runs.correct({text: word})
    else:
        assert runs.correct({text: word}) == runs.correct(each)


def test_a_text_names_no_label_that_says_the_same() -> None:
    runs = runs_from_bytes(b"Week,Mon,Wed,Sun\n1,5 km,8,12 km\n8,5 km,6 km,12 km\n9,1 km,8,2 km\n", "plan.csv", "km")
    fixed = runs.correct({"8": "7 km easy"})
    changed = [cell.where for cell, before in zip(fixed.cells, runs.cells, strict=True) if cell != before]
    assert changed == ["line 2, column 3 (Wed)", "line 4, column 3 (Wed)"]


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        (
            "line 9",
            "8 km",
            "plan.csv has no day in 'line 9': give a place from its report, a row of its frame, or a cell's text.",
        ),
        (
            "line 2, column 1",
            "8 km",
            "plan.csv has no day in 'line 2, column 1': give a place from its report, a row",
        ),
        (
            99,
            "8 km",
            "plan.csv has no day in 99: give a place from its report, a row of its frame, or a cell's text.",
        ),
        (
            "line 2, column 4 (Wed)",
            "blub",
            "plan.csv cannot use 'blub' for 'line 2, column 4 (Wed)': it names no kind of session and no distance",
        ),
    ],
)
def test_what_cannot_be_corrected_is_refused(runs: rp.ImportedRuns, key: str | int, text: str, sentence: str) -> None:
    with pytest.raises(rp.PlanFileError) as refused:
        runs.correct({key: text})
    assert str(refused.value).startswith(sentence)


def test_a_number_without_a_unit_in_place_of_a_cell_is_refused_as_such() -> None:
    runs = runs_from_bytes(b"Week,Mon,Tue,Wed,Sun\n1,easy,long run,rest,tempo\n2,easy,hills,rest,race\n", "plan.csv")
    with pytest.raises(rp.PlanFileError, match=r"'8 easy' for 'line 2, column 2 \(Mon\)': it has no unit\.$"):
        runs.correct({"line 2, column 2 (Mon)": "8 easy"})


def test_a_block_of_corrected_runs_comes_back_from_its_dict(runs: rp.ImportedRuns) -> None:
    fixed = runs.correct({"line 2, column 4 (Wed)": "2 km warm-up, 4 x 1 km, 2 km cool-down"})
    block = rp.Block(start="2027-01-04", runs=fixed)
    assert rp.Block.from_dict(json.loads(json.dumps(block.to_dict()))) == block
    steps = [run.steps for run in block.runs or () if run.weekday == "Wed" and run.week == 1]
    assert steps == ["2 km easy; 4 x 1 km @5k; 2 km easy"]
    plan = rp.build_plan(block)
    wednesday = plan.sessions[(plan.sessions["date"] == "2027-01-06").to_numpy()]
    assert wednesday["steps"].tolist() == steps


def test_a_guess_is_confirmed_and_what_cannot_be_read_is_not(runs: rp.ImportedRuns) -> None:
    [where, *_] = [cell.where for cell in runs.cells if cell.reading == "guessed"]
    right = runs.correct({where: True})
    before, after = (next(cell for cell in each.cells if cell.where == where) for each in (runs, right))
    assert (after.reading, after.sessions) == ("read", before.sessions)
    assert after.taken == f"{before.taken[:-1]}; confirmed by you."
    assert right.correct({where: True}) == right
    assert runs.correct({where: False}) == runs
    with pytest.raises(rp.PlanFileError, match="nothing to confirm"):
        runs.correct({"line 2, column 4 (Wed)": True})


def test_a_weekly_total_that_differs_can_be_confirmed() -> None:
    runs = runs_from_bytes(b"Week,Mon,Tue,Sun,Total\n1,5 km,8 km,12 km,40 km\n2,5 km,8 km,14 km,27 km\n", "plan.csv")
    [cell] = [cell for cell in runs.cells if cell.reading == "guessed" and cell.text == "40 km"]
    right = runs.correct({cell.where: True})
    assert [other.reading for other in right.cells if other.where == cell.where] == ["read"]
