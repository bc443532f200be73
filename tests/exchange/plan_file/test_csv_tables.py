"""Rows of a plan file that lack what a session or an exercise needs."""

from __future__ import annotations

import csv
import io

import pytest

from runplan.errors import PlanFileError
from runplan.exchange.plan_file.cells import COLUMNS, read_cells
from runplan.exchange.plan_file.csv_tables import sessions_of_cells, text_of_sessions
from tests.builders.two_weeks import a_plan


def rows() -> list[dict[str, str]]:
    """The hand-made plan's rows: in line 3 the goblet squat of 3 x 10, in line 5 an easy run."""
    text = text_of_sessions(a_plan().session_records)
    return list(csv.DictReader(io.StringIO(text)))


def text_of(rows: list[dict[str, str]], ends: str = "\n") -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, lineterminator=ends)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def refused(rows: list[dict[str, str]]) -> str:
    with pytest.raises(PlanFileError) as error:
        sessions_of_cells(read_cells(text_of(rows).encode(), "plan.csv"), "plan.csv")
    return str(error.value)


def with_cells(line: int, **cells: str) -> list[dict[str, str]]:
    found = rows()
    found[line - 2] |= cells
    return found


@pytest.mark.parametrize("column", ["plan_version", "week", "date", "pinned"])
def test_what_every_session_needs_is_asked_for_where_it_is_empty(column: str) -> None:
    assert refused(with_cells(5, **{column: ""})) == (
        f"plan.csv, line 5: {column} is empty; fill it in, or remove the whole row."
    )


@pytest.mark.parametrize("column", ["order", "each_side", "sets"])
def test_what_every_exercise_needs_is_asked_for_where_it_is_empty(column: str) -> None:
    assert refused(with_cells(3, **{column: ""})) == (
        f"plan.csv, line 3: {column} is empty; fill it in, or remove the whole row."
    )


@pytest.mark.parametrize("column", ["sets", "reps", "seconds"])
def test_an_exercise_that_is_done_no_times_is_refused(column: str) -> None:
    assert refused(with_cells(3, **{column: "0"})) == (
        f"plan.csv, line 3: {column} is 0; give 1 or more, or remove the whole row to drop the exercise."
    )


def test_an_exercise_has_repetitions_or_seconds() -> None:
    assert refused(with_cells(3, reps="")) == (
        "plan.csv, line 3: reps and seconds are both empty; give one of them, or remove the whole row."
    )


def test_rows_of_one_session_that_disagree_are_refused_with_both_lines() -> None:
    assert refused(with_cells(3, session_note="Slowly")) == (
        "plan.csv, line 3: w01-strength-1 has session_note 'Slowly' here and '' in line 2; write the same in every "
        "row of a session."
    )


def test_rows_of_one_session_that_are_written_otherwise_and_mean_the_same_agree() -> None:
    cells = read_cells(
        text_of(with_cells(3, session_effort="6.0", weekday="tuesday", pinned="NO")).encode(), "plan.csv"
    )
    file = sessions_of_cells(cells, "plan.csv")
    assert len(file.sessions) == len(a_plan().sessions)
    assert file.lines[:2] == (2, 5)


def test_a_line_is_counted_as_an_editor_counts_it_also_after_a_note_of_two_lines() -> None:
    found = with_cells(3, note="Slowly\ndown")
    found[4] |= {"km": "six"}  # the easy run's neighbour: line 6, and 7 with the break
    assert refused(found) == "plan.csv, line 7: km 'six' is not a number; write it as 12.4."


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["ours", "a spreadsheet's"])
def test_a_last_line_that_is_cut_is_refused(ends: str) -> None:
    text = text_of(rows(), ends).removesuffix(ends)[:-21]  # within the status
    line = len(rows()) + 1
    with pytest.raises(PlanFileError) as error:
        read_cells(text.encode(), "plan.csv")
    count = text.rpartition("\n")[2].count(",") + 1
    assert str(error.value) == (
        f"plan.csv, line {line} has {count} of {len(COLUMNS)} cells: the file seems to be cut off. Use a "
        "complete copy, or write the plan again."
    )


def test_empty_cells_that_a_spreadsheet_left_out_at_the_end_of_a_line_are_empty() -> None:
    text = "\r\n".join(line.rstrip(",") for line in text_of(rows()).splitlines()) + "\r\n"
    cells = read_cells(text.encode(), "plan.csv")
    assert cells == read_cells(text_of(rows(), "\r\n").encode(), "plan.csv")
