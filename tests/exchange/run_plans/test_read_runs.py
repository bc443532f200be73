"""read_runs: the kinds of files, what is said of each cell, and what has to be told before a file is read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan import schema
from runplan.exchange.plan_file.csv_tables import runs_text
from runplan.exchange.run_plans.read import runs_from_bytes

HEADER = "Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n"


def read(text: str, unit: str | None = None, name: str = "plan.csv") -> rp.ImportedRuns:
    return runs_from_bytes(text.encode(), name, unit)


def refusal(text: str | bytes, unit: str | None = None, name: str = "plan.csv") -> str:
    with pytest.raises(rp.PlanFileError) as error:
        runs_from_bytes(text if isinstance(text, bytes) else text.encode(), name, unit)
    return str(error.value)


def taken(runs: rp.ImportedRuns, text: str) -> tuple[str, str]:
    rows = runs.report[runs.report["text"] == text]
    return rows.iloc[0]["reading"], rows.iloc[0]["taken"]


def test_importing_runplan_imports_no_reader_of_workbooks_or_calendars() -> None:
    program = "import sys, runplan; runplan.read_runs; print({'python_calamine', 'icalendar'} & set(sys.modules))"
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "set()\n"
    )


def test_the_frame_the_report_and_the_totals_have_the_columns_of_the_schema() -> None:
    runs = read(HEADER + "1,3 km,,hello,,,5 km,\n")
    for frame, table in ((runs.frame, schema.RUNS), (runs.report, schema.RUN_CELLS), (runs.totals, schema.RUN_TOTALS)):
        assert list(frame.columns) == [column.name for column in table]
        assert frame.dtypes.equals(schema.empty_frame(table).dtypes)
    assert runs.frame["type"].tolist() == ["easy", "", "easy"]
    assert str(runs) == "plan.csv was read as one line per week: 2 runs; 1 cell could not be read."


# --- a line a week -------------------------------------------------------------------------------------------------


def test_titles_other_columns_and_lines_below_are_left_out_and_told() -> None:
    runs = read("Spring plan,,\n" + "Week,Focus,Mon,Tue,Wed\nWk 1,base,3 km,,4 km\nWk 2,,5 km,,6 km\nTotal,,8,,10\n")
    assert runs.frame["week"].tolist() == [1, 1, 2, 2]
    assert taken(runs, "Spring plan") == ("left out", "A line above the header.")
    assert taken(runs, "base") == ("left out", "A column that is not read.")
    assert taken(runs, "Total") == ("left out", "A line that is not a week.")
    assert taken(runs, "Wk 2") == ("read", "The label of week 2.")


@pytest.mark.parametrize(
    ("labels", "weeks"),
    [
        (["Training Week 1", "Training Week 2", "Final Training Week!"], [1, 2, 3]),
        (["Wk 3", "Wk 4", "Wk 6"], [3, 4, 6]),
        (["3", "2", "1"], [1, 2, 3]),
        (["Base", "Build", "Race"], [1, 2, 3]),
        (["1", "", "2"], [1, 1, 2]),
        (["2027-01-04", "2027-01-11", "2027-01-18"], [1, 2, 3]),
    ],
    ids=lambda value: " ".join(map(str, value)),
)
def test_weeks_are_numbered_by_their_labels_or_their_order(labels: list[str], weeks: list[int]) -> None:
    runs = read(HEADER + "".join(f"{label},3 km,,,,,,\n" for label in labels))
    assert runs.frame["week"].tolist() == weeks


def test_a_date_for_a_label_gives_each_day_its_date() -> None:
    runs = read("Week of,Sun,Mon,Tue,Wed,Thu,Fri,Sat\n2027-01-03,5 km,,,3 km,,,\n")
    assert [str(date.date()) for date in runs.frame["date"]] == ["2027-01-03", "2027-01-06"]
    assert runs.frame["weekday"].tolist() == ["Sun", "Wed"]


def test_a_week_that_begins_on_sunday_is_told_where_no_dates_say_so() -> None:
    runs = read("Week,Sun,Mon,Tue\n1,5 km,3 km,\n")
    assert runs.notes == ("Its weeks begin on Sunday: give the block week_start='Sun' too.",)


def test_a_date_in_a_cell_wins_over_the_column() -> None:
    runs = read(HEADER + "1,2027-01-05: 5 km run,,,,,,\n")
    assert runs.frame["weekday"].tolist() == ["Tue"]
    assert taken(runs, "2027-01-05: 5 km run") == ("guessed", "Easy run, 5 km; its date is a Tue, and the date counts.")


def test_the_longest_run_is_the_long_run_only_where_three_are_run_and_none_is_called_so() -> None:
    runs = read(
        HEADER + "1,3 km,4 km,,5 km,,,\n2,3 km,,5 km,,,,\n3,3 km,4 km,,long run 2 km,,,\n4,5 km,5 km,3 km,,,,\n"
    )
    longs = runs.frame[runs.frame["type"] == "long"]
    assert list(zip(longs["week"], longs["weekday"], strict=True)) == [(1, "Thu"), (3, "Thu")]
    assert taken(runs, "5 km")[1] == "Long run, 5 km; read as the long run, because it is the longest of the week."


# --- units ---------------------------------------------------------------------------------------------------------


def test_a_unit_that_is_not_stated_is_asked_for() -> None:
    assert refusal(HEADER + "1,5,3 km,7 easy,,,,\n") == (
        "plan.csv does not say whether 2 numbers in it are kilometres, miles or minutes (line 2, column 2 (Mon): '5', "
        "line 2, column 4 (Wed): '7 easy'): give unit='km', 'mi' or 'min' (on the command line --unit km), or write "
        "the unit into the cells."
    )
    assert read(HEADER + "1,5,3 km,7 easy,,,,\n", "mi").frame["km"].tolist() == [8.047, 3.0, 11.265]


@pytest.mark.parametrize(
    "text",
    [
        "Week,unit,Mon,Tue,Wed\n1,mi,5,,7\n",
        "Week,Mon (mi),Tue (mi),Wed (miles)\n1,5,,7\n",
        "All distances are in miles\nWeek,Mon,Tue,Wed\n1,5,,7\n",
        "Week,Distance,Mon,Tue,Wed\n1,12 mi,5,,7\n",
        "Week,Distance (mi),Mon,Tue,Wed\n1,12,5,,7\n",
    ],
    ids=["a column", "the headings", "a title", "the total", "the total's heading"],
)
def test_a_unit_may_stand_beside_the_numbers(text: str) -> None:
    assert read(text).frame["km"].tolist() == [8.047, 11.265]


def test_the_totals_unit_counts_only_where_the_numbers_add_up_and_is_called_a_guess() -> None:
    good = read("Week,Distance,Mon,Tue,Wed\n1,12 mi,5,,7\n")
    assert taken(good, "5") == (
        "guessed",
        "Easy run, 5 mi; its number is in miles, as the week's numbers add up to its total of 12 mi.",
    )
    assert "line 2, column 3 (Mon): '5'" in refusal("Week,Distance,Mon,Tue,Wed\n1,13 mi,5,,7\n")


@pytest.mark.parametrize(
    "text", [HEADER + "1,3 m run,,5 km,,,,\n", "Date,Distance,Type\n2027-01-04,3 m,Run\n2027-01-05,5,Run\n"]
)
def test_what_may_be_metres_or_miles_is_not_taken_for_kilometres(text: str) -> None:
    assert read(text, "km").frame["type"].tolist() == ["", "easy"]
    assert read(text, "mi").frame["km"].tolist()[0] == 4.828


def test_a_unit_that_is_not_known_is_refused() -> None:
    with pytest.raises(rp.PlanFileError) as error:
        rp.read_runs("plan.csv", unit="furlong")
    assert (
        str(error.value)
        == "unit='furlong' is not known: give 'km', 'mi' or 'min', or nothing where the file states it."
    )


# --- a line a run --------------------------------------------------------------------------------------------------


def test_a_line_a_run_with_its_own_columns() -> None:
    runs = read(
        "Date,Type,Distance (km),Duration,Title\n2027-01-04,Run,5,0:30:00,Easy\n2027-01-06,Run,8,,Threshold run\n"
        "2027-01-09,WeightTraining,,45 min,\n2027-01-10,Rest,,,\n,Run,5,,Lost\n"
    )
    rows = runs.frame[["weekday", "type", "km", "minutes"]].to_dict("list")
    assert rows["weekday"] == ["Mon", "Wed", "Sat"]
    assert rows["type"] == ["easy", "tempo", "strength"]
    assert rows["km"][:2] == [5, 8]
    assert [rows["minutes"][0], rows["minutes"][2]] == [30, 45]
    assert taken(runs, "Run; Lost") == (
        "not read",
        "Could not be read: the line has neither a date nor a week and a weekday.",
    )


def test_week_and_day_place_a_run_and_a_unit_column_its_unit() -> None:
    runs = read("week,day,distance,unit,type\n1,Mon,5,mi,easy\n,Wed,3,mi,tempo\n2,Sun,9-10,mi,long\n")
    assert runs.frame["week"].tolist() == [1, 1, 2]
    assert runs.frame["km"].tolist() == [8.047, 4.828, 16.093]


def test_stravas_first_distance_is_in_kilometres() -> None:
    text = (
        "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Elapsed Time,Distance\n"
        '1,"Oct 7, 2026, 2:43:11 PM",Morning Run,Run,1800,5.02,1800,5020\n'
    )
    runs = read(text)
    assert runs.frame[["km", "minutes"]].to_numpy().tolist() == [[5.02, 30.0]]
    assert str(runs.frame["date"][0].date()) == "2026-10-07"


def test_garmins_distance_has_no_unit_and_two_dashes_are_nothing() -> None:
    text = 'Activity Type,Date,Title,Distance,Time\nRunning,2027-01-04 07:00:00,Easy,"5,02",0:30:00\n'
    text += "Running,2027-01-05,x,--,--\n"
    assert "'5,02'" in refusal(text)
    assert read(text, "km").frame["km"].tolist()[0] == 5.02


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        (["13/01/2027", "05/02/2027"], ["2027-01-13", "2027-02-05"]),
        (["01/13/2027", "02/05/2027"], ["2027-01-13", "2027-02-05"]),
        (["4 Jan 2027", "Jan 5, 2027"], ["2027-01-04", "2027-01-05"]),
        (["04.01.2027", "05.01.2027"], ["2027-01-04", "2027-01-05"]),
        (["2027/1/4", "2027-01-05T06:00:00"], ["2027-01-04", "2027-01-05"]),
    ],
    ids=lambda value: value[0],
)
def test_dates_that_can_be_read_in_one_way_are_read(dates: list[str], found: list[str]) -> None:
    runs = read("Date,km\n" + "".join(f'"{date}",5\n' for date in dates))
    assert [str(date.date()) for date in runs.frame["date"]] == found


def test_day_and_month_that_can_be_either_are_asked_for_unless_the_weekday_tells() -> None:
    assert refusal("Date,km\n03/04/2027,5\n") == (
        "plan.csv has dates such as '03/04/2027' (line 2, column 1), which could have day and month in either order: "
        "write them as 2027-04-03."
    )
    runs = read("Date,Weekday,km\n03/04/2027,Sat,5\n")  # the third of April is one, the fourth of March a Thursday
    assert str(runs.frame["date"][0].date()) == "2027-04-03"


# --- calendars -----------------------------------------------------------------------------------------------------


def calendar(*events: str) -> str:
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
        + "".join(f"BEGIN:VEVENT\r\n{one}END:VEVENT\r\n" for one in events)
        + ("END:VCALENDAR\r\n")
    )


def event(title: str, day: int, further: str = "") -> str:
    return f"UID:{title}{day}\r\nSUMMARY:{title}\r\nDTSTART;VALUE=DATE:202701{day:02d}\r\n{further}"


def test_a_calendar_gives_a_session_an_event() -> None:
    runs = read(calendar(event("5 km easy", 6), event("Tempo 8 km", 4)), name="plan.ics")
    assert runs.frame["type"].tolist() == ["tempo", "easy"]
    assert [str(date.date()) for date in runs.frame["date"]] == ["2027-01-04", "2027-01-06"]
    assert runs.frame["week"].isna().all()


def test_weekly_summaries_are_compared_and_cancelled_events_left_out() -> None:
    runs = read(
        calendar(
            event("Week 1: 13 km", 4, "DTEND;VALUE=DATE:20270111\r\n"),
            event("5 km easy", 4),
            event("8 km easy", 6),
            event("9 km easy", 7, "STATUS:CANCELLED\r\n"),
        )
    )
    assert taken(runs, "Week 1: 13 km") == ("left out", "A summary of the week; its total is compared with its runs.")
    assert taken(runs, "9 km easy") == ("left out", "Left out because it is cancelled.")
    assert runs.totals[["km", "file_km", "agrees"]].to_numpy().tolist() == [[13.0, 13.0, "yes"]]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("RRULE:FREQ=WEEKLY;COUNT=3\r\n", [4, 11, 18]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20270115;BYDAY=MO,FR\r\n", [4, 8, 11, 15]),
        ("RRULE:FREQ=DAILY;INTERVAL=2;COUNT=3\r\nEXDATE;VALUE=DATE:20270106\r\n", [4, 8]),
        ("RDATE;VALUE=DATE:20270109\r\n", [4, 9]),
    ],
    ids=["weekly", "weekdays", "every other day", "further days"],
)
def test_a_session_that_repeats_stands_on_each_of_its_days(rule: str, days: list[int]) -> None:
    runs = read(calendar(event("5 km easy", 4, rule)))
    assert [date.day for date in runs.frame["date"]] == days


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY", "FREQ=MONTHLY;COUNT=3", "FREQ=SECONDLY;COUNT=9", "FREQ=DAILY;COUNT=9999"]
)
def test_what_repeats_without_end_or_otherwise_is_one_row_without_a_type(rule: str) -> None:
    runs = read(calendar(event("5 km easy", 4, f"RRULE:{rule}\r\n"), event("6 km", 5)))
    assert runs.frame["type"].tolist() == ["", "easy"]
    assert runs.not_read == 1


def test_an_occurrence_that_was_moved_stands_where_it_was_moved_to() -> None:
    first = "UID:a\r\nSUMMARY:5 km\r\nDTSTART;VALUE=DATE:20270104\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n"
    moved = "UID:a\r\nSUMMARY:5 km\r\nDTSTART;VALUE=DATE:20270113\r\nRECURRENCE-ID;VALUE=DATE:20270111\r\n"
    assert [date.day for date in read(calendar(first, moved)).frame["date"]] == [4, 13]


def test_the_length_may_stand_in_the_description_or_in_the_hours() -> None:
    timed = "UID:b\r\nSUMMARY:Easy run\r\nDTSTART:20270105T063000\r\nDTEND:20270105T071500\r\n"
    runs = read(calendar(event("Long run", 10, "DESCRIPTION:16 km slow\r\n"), timed))
    assert runs.frame["minutes"].tolist()[0] == 45
    assert runs.frame["km"].tolist()[1] == 16


# --- what RunPlan wrote --------------------------------------------------------------------------------------------


def test_a_plan_of_runplan_gives_its_runs(tmp_path: Path) -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=5, equipment=("mini_band",)))
    plan.to_csv(tmp_path / "plan.csv")
    runs = rp.read_runs(tmp_path / "plan.csv")
    mine = plan.sessions[plan.sessions["kind"] == "run"]
    for column in ("week", "weekday", "date", "type", "km"):
        assert runs.frame[column].tolist() == mine[column].tolist()
    assert (runs.report["reading"] == "left out").sum() == len(plan.sessions) - len(mine)


@pytest.mark.parametrize("minutes", [10, 30])  # the routine of one length for all; sessions that are chosen
@pytest.mark.parametrize("units", ["km", "mi"])
def test_calendars_of_runplan_give_its_runs_and_no_strength_session_as_a_run(
    minutes: int, units: str, tmp_path: Path
) -> None:
    given = [
        {"week": week, "weekday": day, "type": type_, "km": 8.0}
        for week in range(1, 5)
        for day, type_ in (("Tue", "tempo"), ("Thu", "easy"), ("Sun", "long"))
    ]
    block = rp.Block(start="2027-01-04", runs=given, strength_sessions=2, strength_minutes=minutes, units=units)
    plan = rp.build_plan(block)
    plan.to_ics(tmp_path / "plan.ics")
    plan.to_google_csv(tmp_path / "plan.csv")
    mine = plan.sessions[plan.sessions["kind"] == "run"]
    for name in ("plan.ics", "plan.csv"):
        frame = rp.read_runs(tmp_path / name, unit=units).frame
        found = frame[frame["type"].isin(schema.RUN_TYPES)]
        assert found["date"].tolist() == mine["date"].tolist(), name
        assert found["type"].tolist() == mine["type"].tolist(), name
        assert set(frame["type"]) - set(schema.RUN_TYPES) == {"strength"}, name


def rows() -> st.SearchStrategy[rp.ImportedRuns]:
    """Anything that is read from a matrix of cells of every kind."""
    cell = st.sampled_from(
        [
            "",
            "Rest",
            "5 km",
            "6-8 mi easy",
            "=1+1",
            "'tis 5 km",
            "4 x 800",
            "RACE",
            "hello, you",
            'say ""go""',
            "30 min",
            "–",
        ]
    ) | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(lambda text: text.replace('"', ""))
    line = st.lists(cell, min_size=7, max_size=7)
    return st.lists(line, min_size=1, max_size=5).map(
        lambda lines: read(
            HEADER
            + "1,5 km,,,,,,\n"
            + "".join(
                f"{at},{','.join(f'{chr(34)}{one}{chr(34)}' for one in line)}\n" for at, line in enumerate(lines, 2)
            ),
            "km",
        )
    )


@given(rows())
def test_what_was_read_comes_back_equal_from_its_table(runs: rp.ImportedRuns) -> None:
    again = runs_from_bytes(runs_text(runs.frame).encode(), "runs.csv")
    assert again.frame.equals(runs.frame)
    assert again.format == "runs"


def test_a_table_of_runs_that_was_edited_into_nonsense_is_refused_by_line() -> None:
    text = runs_text(read(HEADER + "1,5 km,,,,,,\n").frame)
    assert refusal(text.replace(",easy,", ",sprint,")) == (
        "plan.csv, line 2: type='sprint' is not known: give one of easy, long, tempo, intervals, hills, race, walk, "
        "cross, strength."
    )
    assert "line 2: km='-3' is out of range" in refusal(text.replace(",5,", ",-3,"))


def test_reading_changes_nothing_that_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(HEADER + "1,5 km,,,,,,\n")
    before = path.read_bytes()
    assert rp.read_runs(path) == rp.read_runs(str(path))
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["plan.csv"]
