"""Tables and texts that people write otherwise: dates without a year, lines of days, halves of days, parts of runs."""

from __future__ import annotations

import pytest

import runplan as rp
from runplan.exchange.run_plans.cells.amounts import amounts_in
from runplan.exchange.run_plans.read import runs_from_bytes
from runplan.exchange.run_plans.tables.table_reader import row_meaning
from runplan.exchange.written_words import Context

Row = tuple[int | None, str, str, float | None]
WEEK = "5 km,rest,6 km,rest,5 km,rest,12 km\n"


def rows(text: str) -> list[Row]:
    """Week, weekday, type and kilometres of each session."""
    return [(run.week, run.weekday, run.type, run.km) for run in runs_from_bytes(text.encode(), "plan.csv").records]


@pytest.mark.parametrize(
    "letters",
    [
        "M,T,W,T,F,S,S",
        "L,M,M,J,V,S,D",
        "L,M,X,J,V,S,D",
        "M,D,M,D,F,S,S",
        "L,M,M,G,V,S,D",
        "M,D,W,D,V,Z,Z",
        "S,T,Q,Q,S,S,D",
    ],
)
def test_seven_letters_are_the_weekdays_of_a_language(letters: str) -> None:
    days = [(week, day, km) for week, day, _, km in rows(f"{letters}\n{WEEK}{WEEK}")]
    week = [("Mon", 5.0), ("Wed", 6.0), ("Fri", 5.0), ("Sun", 12.0)]
    assert days == [(number, day, km) for number in (1, 2) for day, km in week]


def test_seven_letters_may_begin_on_sunday() -> None:
    days = [(day, km) for _, day, _, km in rows(f"S,M,T,W,T,F,S\n12 km,rest,5 km,rest,6 km,rest,5 km\n{WEEK}")]
    assert days[:4] == [("Sun", 12.0), ("Tue", 5.0), ("Thu", 6.0), ("Sat", 5.0)]


@pytest.mark.parametrize("dates", [("5.1.", "7.1.", "12.1."), ("5.1", "7.1", "12.1"), ("5/1", "7/1", "12/1")])
def test_dates_without_a_year_are_weeks_and_weekdays_where_weekdays_stand_beside_them(dates: tuple[str, ...]) -> None:
    first, second, third = dates
    text = f"Day,Date,Run\nTue,{first},8 km\nThu,{second},6 km\nTue,{third},9 km\n"
    assert rows(text) == [(1, "Tue", "easy", 8.0), (1, "Thu", "easy", 6.0), (2, "Tue", "easy", 9.0)]


def test_dates_without_a_year_and_without_weekdays_are_asked_for() -> None:
    with pytest.raises(rp.PlanFileError, match=r"dates without a year, such as '5\.1\.'"):
        rows("Date,Run\n5.1.,8 km\n7.1.,6 km\n12.1.,9 km\n")


@pytest.mark.parametrize("label", ["{day}.1.", "{day}.1", "1/{day}"])
def test_weeks_are_told_by_the_day_and_month_that_they_begin_on(label: str) -> None:
    lines = [f"{label.format(day=day)},{WEEK}" for day in (4, 11, 25)]
    weeks = [week for week, day, _, _ in rows(f"Date,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n{''.join(lines)}") if day == "Sun"]
    assert weeks == [1, 2, 4]


def test_shares_of_a_whole_are_no_dates() -> None:
    lines = "".join(f"Week {week}/3,{WEEK}" for week in (1, 2, 3))
    weeks = [week for week, day, _, _ in rows(f"Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n{lines}") if day == "Sun"]
    assert weeks == [1, 2, 3]


def test_a_text_with_a_line_a_day_is_read() -> None:
    text = (
        "My plan\nWeek 1\nMon: 5 km easy\nTue: rest\nSun: 12 km long\nWeek 2\nMonday - 6 km, easy\nSun - 14 km long\n"
    )
    first = [(1, "Mon", "easy", 5.0), (1, "Sun", "long", 12.0)]
    assert rows(text) == [*first, (2, "Mon", "easy", 6.0), (2, "Sun", "long", 14.0)]
    report = runs_from_bytes(text.encode(), "plan.txt").report
    assert report["where"].is_unique
    assert {"My plan", "Week 1", "5 km easy", "rest"} <= set(report["text"])


def test_two_columns_without_a_header_are_days_and_runs_and_more_columns_are_not_guessed() -> None:
    assert rows("Mon,5 km easy\nTue,rest\nSun,12 km long\n") == [(1, "Mon", "easy", 5.0), (1, "Sun", "long", 12.0)]
    with pytest.raises(rp.PlanFileError, match="no header"):
        rows("Mon,5 km easy,6 km easy\nTue,rest,rest\nSun,12 km long,14 km long\n")


def test_weeks_of_a_text_begin_where_its_days_begin_anew() -> None:
    text = "Mo: 5 km locker\nMi: 8 km locker\nMo: 6 km locker\nSo: 15 km langer Lauf\n"
    assert [(week, day) for week, day, _, _ in rows(text)] == [(1, "Mon"), (1, "Wed"), (2, "Mon"), (2, "Sun")]


@pytest.mark.parametrize("halves", ["Morning,Evening", "AM,PM"])
def test_columns_for_morning_and_evening_are_two_runs_of_a_day(halves: str) -> None:
    text = f"Date,{halves}\n2027-01-04,5 km easy,8 km tempo\n2027-01-05,rest,6 km easy\n2027-01-06,9 km easy,\n"
    read = [(day, kind, km) for _, day, kind, km in rows(text)]
    assert read == [("Mon", "easy", 5.0), ("Mon", "tempo", 8.0), ("Tue", "easy", 6.0), ("Wed", "easy", 9.0)]


def test_a_distance_beside_morning_and_evening_is_no_runs_own() -> None:
    text = "Date,Distance,Morning,Evening\n2027-01-04,13 km,5 km easy,8 km tempo\n"
    assert [km for _, _, _, km in rows(text)] == [5.0, 8.0]


def test_columns_for_the_parts_of_a_run_are_one_run_with_steps() -> None:
    text = "Date,Warm-up,Main set,Cool-down\n2027-01-04,2 km,5 x 1 km,2 km\n2027-01-06,,8 km easy,\n"
    runs = runs_from_bytes(text.encode(), "plan.csv").records
    assert [(run.type, run.km) for run in runs] == [("intervals", 9.0), ("easy", 8.0)]
    assert runs[0].steps == "2 km easy; 5 x 1 km @5k; 2 km easy"


@pytest.mark.parametrize("banner", ["BASE (max 35 km)", "BUILD 80 %", "Base phase, 30 min a day", "PEAK: 40 miles"])
@pytest.mark.parametrize("at", [1, 3])
def test_an_amount_in_a_banner_is_no_week(banner: str, at: int) -> None:
    lines = ["Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun"]
    lines += [f"{week},,{5 + week} km,,6 km,,,10 km" for week in (1, 2, 3, 4)]
    lines.insert(at, f'"{banner}",,,,,,,')
    frame = runs_from_bytes("\n".join(lines).encode() + b"\n", "runs.csv").frame
    tuesdays = frame[frame["weekday"] == "Tue"]
    assert tuesdays[["week", "km"]].to_numpy().tolist() == [[1, 6], [2, 7], [3, 8], [4, 9]]


@pytest.mark.parametrize(
    ("parts", "taken"),
    [
        ({"type": "Tempo", "title": "8 km incl. 3 km tempo", "distance": "8"}, "read"),
        ({"type": "Rest", "distance": "8"}, "guessed"),
        ({"title": "Rest", "minutes": "40 min"}, "guessed"),
        ({"title": "AM: 5, PM: 4", "distance": "9"}, "guessed"),
        ({"type": "Cross", "title": "Bike", "distance": "20"}, "read"),
        ({"type": "Run", "title": "Steady", "details": "Gym in the evening", "distance": "8"}, "read"),
        ({"type": "Tempo", "title": "3 km tempo", "distance": "10-12"}, "read"),
    ],
)
def test_a_row_is_one_session_as_long_as_its_column_says(parts: dict[str, str], taken: str) -> None:
    units = {"distance": "km", "minutes": ""}
    meaning = row_meaning(parts, units, Context(unit="km"))
    assert meaning.reading == taken
    if len(meaning.sessions) == 1:
        far = amounts_in(parts.get("distance", ""))
        assert meaning.sessions[0].km == (far[0].value if far else None)
    else:
        assert [run.km for run in meaning.sessions] == [5, 4]
