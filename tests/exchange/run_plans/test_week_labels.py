"""Which week a line is of, where its label does not say so: nothing is moved to another week without a word."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.exchange.run_plans.read import runs_from_bytes

HEADER = "Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n"


def read(labels: list[str], rest: str = "3 km,,4 km,,,,9 km") -> rp.ImportedRuns:
    text = HEADER + "".join(f"{label},{rest}\n" for label in labels)
    return runs_from_bytes(text.encode(), "plan.csv")


def weeks(runs: rp.ImportedRuns) -> list[int]:
    """The week of each line: its Monday's."""
    return [int(week) for week in runs.frame.loc[runs.frame["weekday"] == "Mon", "week"]]


@given(count=st.integers(3, 20), data=st.data(), label=st.sampled_from(["", "??", "recovery", "-"]))
def test_one_label_that_tells_no_week_is_the_week_between_its_neighbours(
    count: int, data: st.DataObject, label: str
) -> None:
    lost = data.draw(st.integers(2, count - 1))
    labels = [str(week) for week in range(1, count + 1)]
    labels[lost - 1] = label
    runs = read(labels)
    assert weeks(runs) == list(range(1, count + 1))
    where = f"line {lost + 1}, column 1"
    assert f"The week was guessed where a label has no number: {where} as week {lost}." in runs.summary
    told = runs.report[runs.report["where"] == where].iloc[0]
    assert told["reading"] == "guessed"
    assert told["taken"] == (
        f"Taken as week {lost}, because its label has no week and is between weeks {lost - 1} and {lost + 1}."
    )


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (["5", "", "", "8"], [5, 6, 7, 8]),
        (["", "2", "3"], [1, 2, 3]),
        (["1", "2", ""], [1, 2, 3]),
        (["1", "", "2", ""], [1, 1, 2, 2]),
        (["1", "2", "", "taper", "", "4", "5"], [1, 2, 2, 3, 3, 4, 5]),
        (["18", "17", "", "15"], [1, 2, 3, 4]),
        (["18", "16", "15"], [1, 3, 4]),
        (["2027-01-04", "", "2027-01-18"], [1, 2, 3]),
    ],
    ids=str,
)
def test_the_room_between_the_labels_decides(labels: list[str], found: list[int]) -> None:
    assert weeks(read(labels)) == found


@pytest.mark.parametrize(
    "labels", [["1", "", "4"], ["1", "recovery", "2"], ["1", "", "", "3"], ["1", "", "2", "", "4"]]
)
def test_a_line_that_can_be_of_more_than_one_week_is_asked_for(labels: list[str]) -> None:
    with pytest.raises(rp.PlanFileError) as caught:
        read(labels)
    place = labels.index("recovery") if "recovery" in labels else len(labels) - 1 - labels[::-1].index("")
    first = place if labels != ["1", "", "", "3"] else 1
    assert f"(line {first + 2}, column 1)" in str(caught.value)
    assert "Write the week's number there." in str(caught.value)


def test_a_short_line_below_the_last_week_is_no_week_of_its_own() -> None:
    text = HEADER + "1,3 km,,,,,,\n2,3 km,,,,,,\n,,4 km,,5 km,,,\n"
    runs = runs_from_bytes(text.encode(), "plan.csv")
    assert runs.frame["week"].tolist() == [1, 2, 2, 2]
    assert "line 4, column 1 as week 2" in runs.summary


def test_a_week_without_a_date_among_dated_ones_has_its_date() -> None:
    dates = read(["2027-01-04", "", "2027-01-18"]).frame["date"]
    mondays = [date.date() for date in dates if date.weekday() == 0]
    assert mondays == [dt.date(2027, 1, 4), dt.date(2027, 1, 11), dt.date(2027, 1, 18)]


@pytest.mark.parametrize(
    ("labels", "note"),
    [
        (["1", "2", "2", "3"], "Week 2 has more than one line; all of them count."),
        (["5", "5", "7"], "Week 5 has more than one line; all of them count. Week 6 is missing."),
        (
            ["1", "1", "2", "2"],
            "Weeks 1, 2 have more than one line; all of them count.",
        ),
        (["1", "4", "5"], "Weeks 2, 3 are missing."),
        (["2027-01-04", "2027-01-18"], "Week 2 is missing."),
        (["18", "17", "16"], "Its weeks are counted down: the one labelled 18 is week 1."),
        (
            ["1", "2", "", "", "", "", ""],
            "Its weeks are numbered in the order of its lines, because most of them have no label.",
        ),
        (["1", "3", "2"], "Its weeks are numbered in the order of its lines, because their labels do not rise."),
    ],
)
def test_weeks_claimed_twice_missing_or_counted_are_said(labels: list[str], note: str) -> None:
    assert read(labels).summary.endswith(note)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=15, unique=True))
def test_labels_that_rise_are_taken_as_they_are_without_a_guess(numbers: list[int]) -> None:
    numbers.sort()
    runs = read([f"Week {number}" for number in numbers])
    assert weeks(runs) == numbers
    missing = set(range(numbers[0], numbers[-1])) - set(numbers)
    assert any(note.endswith(" missing.") for note in runs.notes) == bool(missing)
    assert "guessed:" not in runs.summary


def test_in_a_table_of_runs_days_that_begin_anew_begin_the_week_that_is_left_out() -> None:
    rows = ["5,Mon,3", "5,Sun,9", ",Mon,4", ",Sun,10", "7,Mon,5", "9,Mon,5"]
    text = "Week,Day,Distance (km)\n" + "".join(f"{row}\n" for row in rows)
    runs = runs_from_bytes(text.encode(), "plan.csv")
    assert runs.frame["week"].tolist() == [5, 5, 6, 6, 7, 9]
    assert "From line 4 on there is no week, and the days start again: guessed to be week 6." in runs.summary
    assert "Week 8 is missing." in runs.summary
