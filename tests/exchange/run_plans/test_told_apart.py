"""What looks alike in run plans and is not: each by hand, in kilometres where a number has no unit."""

from __future__ import annotations

import io

import openpyxl
import pytest

import runplan as rp
from runplan.exchange.languages import language
from runplan.exchange.run_plans.cells.cell import read_cell
from runplan.exchange.run_plans.read import runs_from_bytes
from runplan.exchange.written_words import Context

# text, language, what its sessions are: type, kilometres, minutes
CELLS = [
    ("2 km wu, 4 x 1 km (2 min), 2 km cd. Total 10 km", "en", [("intervals", 10, None)]),
    ("3km WU / 5km T / 2km CD", "en", [("tempo", 10, None)]),
    ("T 8", "en", [("tempo", 8, None)]),
    ("8 x 400 (90)", "en", [("intervals", 3.2, None)]),
    ("10 x 30/30", "en", [("intervals", None, 10)]),
    ("3 x 10 squats; 6 km", "en", [("strength", None, None), ("easy", 6, None)]),
    ("6 km, abs", "en", [("easy", 6, None), ("strength", None, None)]),
    ("easy walk 5 km", "en", [("walk", 5, None)]),
    ("30 min easy, walk 10 min", "en", [("easy", None, 40)]),
    ("C25K week 3: 20 min", "en", [("easy", None, 20)]),
    ("8 km (week 3)", "en", [("easy", 8, None)]),
    ("40 easy minutes", "en", [("easy", 40, None)]),  # a guess, see below
    ("Yasso 800s x 8", "en", [("intervals", 6.4, None)]),
    ("12 km DL1", "de", [("easy", 12, None)]),
    ("8 km GA1-2", "de", [("easy", 8, None)]),
    ("10x200 m r=45''", "fr", [("intervals", 2, None)]),
    ("3 x 2000 m allure 10 km", "fr", [("intervals", 6, None)]),
    ("Einlaufen 2 km, 5 km Tempo, Auslaufen 2 km", "de", [("tempo", 9, None)]),
    ("6 km im 10-km-Tempo", "de", [("tempo", 6, None)]),
    ("HM in 1:45", "de", [("race", 21.1, 105)]),
    ("6 km allure 10 km", "fr", [("tempo", 6, None)]),
    ("8 km a ritmo de 10k", "es", [("tempo", 8, None)]),
    ("5 km tempo 10k", "nl", [("tempo", 5, None)]),
    ("10 km race, sub 50", "en", [("race", 10, 50)]),
    ("Marathon unter 4", "de", [("race", 42.2, 240)]),
    ("10 km course objectif 45'", "fr", [("race", 10, 45)]),
    ("8 km en 40", "fr", [("easy", 8, 40)]),
    ("Bike 45", "en", [("cross", None, None)]),
    ("2 wu 5 x 1 km @ 5k (90s) 2 cd", "en", [("intervals", 9, None)]),
    ("2 wu 4x1200/400j 2 dn", "en", [("intervals", 10.4, None)]),
    ("3 + 8x:30 hills", "en", [("hills", None, None)]),
]


@pytest.mark.parametrize(("text", "tongue", "sessions"), CELLS)
def test_a_cell_is_read_by_its_words(text: str, tongue: str, sessions: list[tuple[str, float, float]]) -> None:
    meaning = read_cell(text, "km", Context(language(tongue), "km"))
    assert [(session.type, session.km, session.minutes) for session in meaning.sessions] == sessions


@pytest.mark.parametrize("text", ["40 easy minutes", "4 x mile", "8 km HR2", "5 km + 3 mi", "miles: 5"])
def test_a_unit_or_a_code_that_belongs_to_no_number_makes_a_guess(text: str) -> None:
    assert read_cell(text, "km").reading == "guessed"


def test_the_easy_part_of_each_repeat_is_its_pause() -> None:
    (session,) = read_cell("6 x (2 min hard, 2 min easy)").sessions
    assert session.steps == "6 x 2 min @5k / 2 min jog"


def test_pauses_of_repeats_are_minutes_and_seconds() -> None:
    (session,) = read_cell("5 x 1000 2:00 rest", "km").sessions
    assert session.steps == "5 x 1 km @5k / 2 min jog"


def read(text: str, **asked: str) -> rp.ImportedRuns:
    return runs_from_bytes(text.encode(), "plan.csv", **asked)


def days(runs: rp.ImportedRuns) -> list[tuple[str, float]]:
    return [(run.weekday, run.km) for run in runs.records]


def test_a_column_that_counts_weeks_is_no_day() -> None:
    with pytest.raises(rp.PlanFileError, match="numbers its weeks in the column 'Mon'"):
        read("Mon,Tue,Wed,Thu\n1,5 km,rest,8 km\n2,6 km,rest,9 km\n")


def test_what_was_done_beside_each_day_is_not_planned() -> None:
    runs = read("Week,Mon,Mon actual,Tue,Tue actual,Sun,Sun actual\n1,5 km,4 km,8 km,7 km,12 km,11 km\n")
    assert days(runs) == [("Mon", 5), ("Tue", 8), ("Sun", 12)]


def test_two_header_lines_of_which_the_lower_one_names_the_week() -> None:
    runs = read(",Mon,,Tue,,Sun,\nWeek,km,type,km,type,km,type\n1,5,easy,8,tempo,12,long\n")
    assert [(run.type, run.km) for run in runs.records] == [("easy", 5), ("tempo", 8), ("long", 12)]


def test_letters_and_pairs_of_letters_are_weekdays() -> None:
    runs = read("Week,M,T,W,Th,F,Sa,Su\n1,rest,5 km,8 km,rest,6 km,rest,12 km\n")
    assert days(runs) == [("Tue", 5), ("Wed", 8), ("Fri", 6), ("Sun", 12)]


def test_a_range_that_a_spreadsheet_wrote_as_a_day_of_a_month_is_guessed() -> None:
    runs = read("Week,Mon,Tue,Sun\n1,04-May,8 km,Oct-12\n", unit="km")
    assert days(runs) == [("Mon", 5), ("Tue", 8), ("Sun", 12)]
    assert [cell.reading for cell in runs.cells if cell.sessions] == ["guessed", "read", "guessed"]


@pytest.mark.parametrize("row", ["4 Jan,5 Jan,6 Jan,7 Jan,8 Jan,9 Jan,10 Jan", "4/1,5/1,6/1,7/1,8/1,9/1,10/1"])
def test_a_row_of_days_without_a_year_is_no_row_of_runs(row: str) -> None:
    with pytest.raises(rp.PlanFileError, match="row of days without a year"):
        read(f"Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n,{row}\n1,5 km,,8 km,,5 km,,12 km\n", unit="km")


def test_emphasis_of_markdown_is_no_sign_for_times() -> None:
    runs = read("| Week | Mon | Tue | Sun |\n|---|---|---|---|\n| 1 | rest | **5 km** easy | *10 km* |\n")
    assert days(runs) == [("Tue", 5), ("Sun", 10)]


def book(sheets: dict[str, list[list[object]]], hidden: str = "") -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if title == hidden else "visible"
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


HEADER = ["Week", "Mon", "Tue", "Sun"]


def test_a_hidden_sheet_is_left_out_by_name() -> None:
    sheets = {"Old": [HEADER, [1, "5 km", "", "9 km"]], "Plan": [HEADER, [1, "6 km", "", "10 km"]]}
    runs = runs_from_bytes(book(sheets, hidden="Old"), "plan.xlsx")
    assert days(runs) == [("Mon", 6), ("Sun", 10)]
    assert "Hidden sheets were left out: 'Old'." in runs.summary


def test_a_sheet_without_a_run_is_left_by_name() -> None:
    sheets = {"Plan": [HEADER, [1, "6 km", "", "10 km"]], "Strength": [HEADER, [1, "squats", "", "gym"]]}
    runs = runs_from_bytes(book(sheets), "plan.xlsx")
    assert days(runs) == [("Mon", 6), ("Sun", 10)]
    assert "There are no runs in 'Strength', which was not read." in runs.summary


def test_sheets_whose_dates_follow_each_other_are_one_plan() -> None:
    sheets = {
        "Jan": [["Date", "Workout"], ["2027-01-05", "5 km"]],
        "Feb": [["Date", "Workout"], ["2027-02-02", "6 km"]],
    }
    assert days(runs_from_bytes(book(sheets), "plan.xlsx")) == [("Tue", 5), ("Tue", 6)]


def event(number: int, title: str) -> str:
    day = f"DTSTART;VALUE=DATE:202701{4 + number:02d}"
    return f"BEGIN:VEVENT\nUID:{number}\n{day}\nSUMMARY:{title}\nEND:VEVENT\n"


@pytest.mark.parametrize("title", ["Abgesagt: 8 km locker", "Annulé: 8 km footing", "Canceled - 8 km", "❌ 8 km easy"])
def test_an_event_that_is_cancelled_in_any_language_is_left_out(title: str) -> None:
    runs = read(f"BEGIN:VCALENDAR\n{event(0, title)}{event(1, '10 km easy')}END:VCALENDAR\n")
    assert days(runs) == [("Tue", 10)]


@pytest.mark.parametrize("title", ["Marathon expo", "Race registration opens", "Buy running shoes", "Coffee after run"])
def test_an_errand_of_a_runner_is_no_run(title: str) -> None:
    runs = read(f"BEGIN:VCALENDAR\n{event(0, title)}{event(1, '10 km easy')}END:VCALENDAR\n")
    assert days(runs) == [("Tue", 10)]
    assert title in runs.summary
