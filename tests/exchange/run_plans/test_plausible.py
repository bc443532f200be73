"""What is not plausible is a guess: its cell says why, and what is plausible stays as it was read."""

from __future__ import annotations

import pytest

import runplan as rp
from runplan.exchange.run_plans.read import runs_from_bytes

HEADER = "Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun,Total\n"


def read(text: str, unit: str | None = None) -> rp.ImportedRuns:
    return runs_from_bytes(text.encode(), "plan.csv", unit)


def doubt(runs: rp.ImportedRuns, text: str) -> str:
    """What is said of the one guessed cell with this text; "" where it was simply read."""
    cells = [cell for cell in runs.cells if cell.text == text and cell.reading == "guessed"]
    return cells[0].taken if cells else ""


@pytest.mark.parametrize(
    ("minutes", "why"),
    [(24, "2:24 /km is not a running pace"), (25, ""), (150, ""), (151, "15:06 /km is not a running pace")],
)
def test_a_pace_that_nobody_runs_is_doubted(minutes: int, why: str) -> None:
    runs = read(f"Date,Workout,Distance (km),Duration (min)\n2027-01-05,Easy run,10,{minutes}\n")
    (cell,) = [cell for cell in runs.cells if cell.sessions]
    assert (cell.reading, cell.taken.endswith(f"{why}.")) == ("guessed" if why else "read", True)


@pytest.mark.parametrize(("text", "doubted"), [("6 h easy", False), ("370 min easy", True), ("61 km easy", True)])
def test_more_than_six_hours_are_doubted(text: str, doubted: bool) -> None:
    runs = read(f"Date,Workout\n2027-01-05,{text}\n2027-01-06,{text}\n")
    assert ("that is a run of more than six hours" in doubt(runs, text)) == doubted


@pytest.mark.parametrize(("most", "doubted"), [(30, False), (31, True)])
def test_the_longest_run_of_a_week_over_three_times_its_neighbours_is_doubted(most: int, doubted: bool) -> None:
    # The weeks beside it have 10 and 20 km: three times the larger of them is 60 km.
    rows = ["1,10 km easy,,,,,,,", f"2,{most} km easy,,30 km easy,,,,,", "3,20 km easy,,,,,,,"]
    runs = read(HEADER + "".join(f"{row}\n" for row in rows))
    assert bool(doubt(runs, f"{most} km easy")) == doubted
    assert doubt(runs, "10 km easy") == ""


def test_a_race_is_no_week_that_is_too_long() -> None:
    rows = ["1,10 km easy,,,,,,,", "2,5 km easy,,,,,,Marathon,", "3,5 km easy,,,,,,,"]
    assert not [cell for cell in read(HEADER + "".join(f"{row}\n" for row in rows)).cells if cell.reading == "guessed"]


def test_the_few_cells_in_another_unit_are_doubted_and_the_many_are_not() -> None:
    runs = read(HEADER + "1,5 km easy,6 km easy,5 mi easy,7 km easy,8 km easy,,,\n")
    assert doubt(runs, "5 mi easy").endswith("it is in miles, and the others are in kilometres.")
    assert doubt(runs, "5 km easy") == ""
    assert "The plan mixes kilometres and miles" in runs.summary


def test_the_longest_run_of_a_week_with_another_doubt_is_no_guess_for_that_alone() -> None:
    days = ("01,Mon,5", "03,Wed,6", "07,Sat,12", "08,Mon,5", "10,Wed,6", "14,Sun,13")  # the seventh is a Sunday
    runs = read("Date,Day,Run\n" + "".join(f"2027-03-{day} km\n" for day in days))
    guesses = {cell.text: cell.is_longest for cell in runs.cells if cell.reading == "guessed"}
    assert guesses == {"12 km": False, "13 km": True}
    assert "the date counts; read as the long run" in doubt(runs, "12 km")


def test_one_run_in_minutes_among_distances_is_doubted() -> None:
    runs = read(HEADER + "1,5 km easy,6 km easy,8 min easy,7 km easy,8 km easy,,,\n")
    assert doubt(runs, "8 min easy").endswith("it is in minutes, and the others have a distance.")


@pytest.mark.parametrize(("second", "doubted"), [("8 km easy", True), ("8.5 km easy", True), ("4 km easy", False)])
def test_about_the_same_run_twice_on_a_day_is_doubted(second: str, doubted: bool) -> None:
    runs = read(f"Date,Workout\n2027-01-05,8 km easy\n2027-01-05,{second}\n2027-01-09,12 km long\n")
    doubts = [cell.taken for cell in runs.cells if cell.reading == "guessed"]
    assert [text.endswith("another cell has about the same run on this day.") for text in doubts] == [True] * doubted


def test_a_weekly_total_that_is_not_what_was_read_is_doubted_with_both_numbers() -> None:
    runs = read(HEADER + "1,5 km easy,,,,,,10 km long,15 km\n2,5 km easy,,,,,,10 km long,25 km\n")
    assert doubt(runs, "25 km") == "The week's total; 15 km were read, and the file says 25."
    assert doubt(runs, "15 km") == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2 mi wu + 3 mi tempo = 4 mi", "its parts make more than the 4 mi that it gives as their sum"),
        ("5 km easy (6 km)", "6 km in brackets is more than that"),
    ],
)
def test_a_sum_that_is_not_that_of_its_parts_is_doubted(text: str, why: str) -> None:
    assert why in doubt(read(f"Date,Workout\n2027-01-05,{text}\n"), text)


def test_an_empty_day_where_every_other_says_rest_is_named() -> None:
    week = "rest,5 km easy,rest,6 km easy,rest,rest,12 km long,\n"
    runs = read(HEADER + f"1,{week}" + "2,rest,5 km easy,,6 km easy,rest,rest,12 km long,\n")
    assert runs.notes == ("Nothing is in line 3, column 4 (Wed), while the other days have a run or rest",)
    assert read(HEADER + f"1,{week}2,{week}").notes == ()


@pytest.mark.parametrize(
    ("race", "reading"), [("10 mi race", "guessed"), ("10k race", "read"), ("13.1 mi race", "read")]
)
def test_a_race_in_the_other_unit_is_a_guess_unless_races_are_called_so(race: str, reading: str) -> None:
    lines = "".join(f"{week},rest,5 km,8 km,6 km,{'12 km long' if week < 4 else race}\n" for week in range(1, 5))
    runs = runs_from_bytes(f"Week,Mon,Tue,Wed,Sat,Sun\n{lines}".encode(), "plan.csv")
    [cell] = [cell for cell in runs.cells if any(session.race for session in cell.sessions)]
    assert cell.reading == reading
