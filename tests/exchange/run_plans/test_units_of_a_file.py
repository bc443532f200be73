"""Which unit a file speaks in: what its cells state wins, both units are said, and all is told in the file's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import runplan as rp
from runplan.cli.program import main
from runplan.exchange.run_plans.read import runs_from_bytes

MILE = 1.609344
HEADER = "Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun,Total\n"
WEEK = "1,3 mi easy,5,,8 km,,,10 mi long,{}\n"


def read(text: str, unit: str | None = None) -> rp.ImportedRuns:
    return runs_from_bytes(text.encode(), "plan.csv", unit)


@pytest.mark.parametrize(
    ("unit", "note"),
    [
        (
            "km",
            "The plan mixes kilometres and miles: 2 cells are in miles, such as '3 mi easy' in line 2, column 2 (Mon). "
            "Each cell is read in its own unit, and numbers without a unit are kilometres.",
        ),
        (
            "mi",
            "The plan mixes kilometres and miles: 1 cell is in kilometres, '8 km' in line 2, column 5 (Thu). "
            "Each cell is read in its own unit, and numbers without a unit are miles.",
        ),
    ],
)
def test_what_a_cell_states_wins_over_the_unit_that_was_told_and_both_are_said(unit: str, note: str) -> None:
    runs = read(HEADER + WEEK.format(""), unit)
    bare = 5.0 if unit == "km" else 5 * MILE
    assert runs.frame["km"].tolist() == pytest.approx([3 * MILE, bare, 8.0, 10 * MILE], abs=0.001)
    assert runs.notes == (note,)
    assert note in runs.summary
    assert runs.unit == unit


def test_both_units_are_said_where_none_was_told_and_paces_and_races_are_no_distances() -> None:
    runs = read(HEADER + "1,3 mi,,5 km,,,,,\n")
    assert runs.notes == (
        "The plan mixes kilometres and miles (1 cell in kilometres and 1 in miles); each cell is read in its own unit.",
    )
    assert read(HEADER + "1,3 mi,,6 mi at 10 km pace,,,,10 km race,\n").notes == ()
    lines = "Week,Day,Workout\n1,Mon,3 mi\n1,Wed,5 km\n"
    assert read(lines).notes[0].startswith("The plan mixes kilometres and miles (")


def test_the_report_and_the_weeks_are_told_in_the_files_unit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = HEADER + "1,3 mi easy,,6-7 mi,,4 x 800,,10 mi,30 mi\n"
    told = {row["text"]: row["taken"] for row in read(text).report.to_dict("records")}
    assert told["3 mi easy"] == "Easy run, 3 mi."
    assert told["10 mi"].startswith("Long run, 10 mi; ")
    given = {row["text"]: row["taken"] for row in read(text, "mi").report.to_dict("records")}
    assert given["4 x 800"].startswith("Intervals, 2 mi (3.2 km) (")
    totals = read(text).totals
    assert totals["note"].tolist() == ["22 mi were read, and the file says 30."]
    path = tmp_path / "plan.csv"
    path.write_text(text, encoding="utf-8")
    main(["import", str(path)])
    printed = capsys.readouterr().out
    assert re.search(r"Week +mi read +in the file +agrees\n +1 +22 +30 +no\n", printed)


@pytest.mark.parametrize(
    ("title", "km", "guessed"),
    [
        ("Autumn Half - 12 weeks (MILES!)", 5 * MILE, True),
        ("My plan - km", 5.0, True),
        ("Distances: miles", 5 * MILE, True),
        ("distances in miles", 5 * MILE, False),
        ("all in km", 5.0, False),
    ],
)
@pytest.mark.parametrize("table", [HEADER + "1,5,,,,,,,\n", "Week,Day,Distance\n1,Mon,5\n"], ids=["weeks", "runs"])
def test_a_title_tells_the_unit_and_where_it_only_names_one_that_is_a_guess(
    title: str, km: float, guessed: bool, table: str
) -> None:
    runs = read(f"{title}\n{table}")
    assert runs.frame["km"].tolist() == [pytest.approx(km, abs=0.001)]
    name, other = ("kilometres", "mi") if km == 5 else ("miles", "km")
    note = (
        f"The text above the table names {name}, so numbers without a unit were guessed to be {name}: give "
        f"unit='{other}' if they are not."
    )
    assert runs.notes == ((note,) if guessed else ())


@pytest.mark.parametrize(
    "title", ["Up to 50 miles per week", "Couch to 5 km", "30-40 mi plan", "miles and km", "My plan"]
)
def test_a_title_that_tells_an_amount_or_both_units_tells_none(title: str) -> None:
    with pytest.raises(rp.PlanFileError, match="give unit='km', 'mi' or 'min'"):
        read(f"{title}\n{HEADER}1,5,,,,,,,\n")


def test_the_unit_that_is_told_wins_over_the_one_that_the_title_names() -> None:
    runs = read(f"12 weeks (MILES!)\n{HEADER}1,5,,,,,,,\n", "km")
    assert runs.frame["km"].tolist() == [5.0]
    assert runs.notes == (
        "The text above the table names miles, but numbers without a unit are kilometres, as you chose.",
    )


def test_no_guess_is_said_where_every_cell_states_its_unit() -> None:
    assert read(f"12 weeks (MILES!)\n{HEADER}1,5 mi,,,,,,,\n").notes == ()


@pytest.mark.parametrize(
    ("cell", "is_guess"),
    [
        ("2 mi wu, 3 x 0.5 km, 2 mi cd", True),
        ("2 mi warm-up/cool-down, 3 x 0.5 km", True),
        ("2 km EL, 3 x 1 mi, 2 km AL", True),
        ("1 mi easy, 5 km tempo", True),
        ("2 km EL, 3 x 1 km, 2 km AL", False),
        ("2 mi wu, 3 x 1 mi, 2 mi cd", False),
    ],
)
def test_kilometres_and_miles_in_one_cell_are_a_guess_also_in_its_repeats(cell: str, is_guess: bool) -> None:
    report = read(f'{HEADER}1,"{cell}",,,,,,,\n', "mi" if " mi" in cell else "km").report.to_dict("records")
    row = next(row for row in report if row["text"] == cell)
    assert ("kilometres and in miles" in row["taken"]) == is_guess
    assert (row["reading"] == "guessed") >= is_guess
