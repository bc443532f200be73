"""The small rules by which run plans are read, one by one, with what a runner means by each text."""

from __future__ import annotations

import datetime as dt

from runplan.exchange.languages import ENGLISH, language
from runplan.exchange.run_plans.cells.cell import read_cell
from runplan.exchange.run_plans.cells.kinds import is_rest
from runplan.exchange.run_plans.result import WeekTotal, agree, total_of
from runplan.exchange.run_plans.tables.headings import heading, unit_named
from runplan.exchange.run_plans.tables.labels import is_footer, said_of_numbers, weeks_of
from runplan.exchange.run_plans.tables.table_reader import above_says
from runplan.exchange.workbook import cell_text
from runplan.exchange.written_dates import (
    are_days_in_a_row,
    day_and_month,
    leading_date,
    one_date,
    readings,
    some_date,
    weeks_at_once,
)
from runplan.exchange.written_numbers import clock, number
from runplan.exchange.written_words import tokens
from runplan.words import shown


def test_a_day_of_rest_is_nothing_else() -> None:
    answers = [is_rest(tokens(text, ENGLISH)) for text in ("Rest day", "off!", "5 x 400 m, rest 90 s")]
    assert answers == [True, True, False]


def test_a_text_becomes_tokens() -> None:
    answers = [token.text for token in tokens("6–8 mi 10k-pace reps, cool-down", ENGLISH)]
    assert answers == ["6~8", "mi", "10k", "reps", ",", "cool down"]


def test_numbers_are_read_as_people_write_them() -> None:
    answers = (number("4,8"), number("1,600"), number("4.8"), number("1" * 30))
    assert answers == (4.8, 1600.0, 4.8, None)


def test_clock_times_are_hours_or_minutes() -> None:
    answers = (clock("1:30:00"), clock("45:00"), clock("1:30"), clock("1:30", short=True))
    assert answers == (90.0, 45.0, 90.0, 1.5)


def test_a_cell_is_what_a_person_reads() -> None:
    answers = (
        cell_text(5.0),
        cell_text(4.8),
        cell_text(dt.datetime(2027, 1, 4)),
        cell_text(dt.time(0, 45)),
        cell_text("  Rest "),
    )
    assert answers == ("5", "4.8", "2027-01-04", "0:45:00", "Rest")


def test_a_text_is_shown_on_one_line() -> None:
    answers = shown("  3 mi  run ")
    assert answers == "'3 mi run'"


def test_a_month_is_a_word() -> None:
    answers = (day_and_month("Tue 5 Jan"), day_and_month("4 January 2027"), day_and_month("5 km"))
    assert answers == ((0, 1, 5), (2027, 1, 4), None)


def test_day_and_month_may_be_either() -> None:
    answers = (readings("2027-01-04"), readings("3/4/2027"), readings("13.1."))
    assert answers == (((2027, 1, 4), (2027, 1, 4)), ((2027, 4, 3), (2027, 3, 4)), ((0, 1, 13), None))


def test_a_date_that_can_be_read_in_one_way() -> None:
    answers = (
        one_date("2027-01-04"),
        one_date("Oct 7, 2026, 2:43:11 PM"),
        one_date("5-Jan-27"),
        one_date("3/4/2027"),
    )
    assert answers == (dt.date(2027, 1, 4), dt.date(2026, 10, 7), dt.date(2027, 1, 5), None)


def test_a_date_in_whatever_order() -> None:
    answers = (some_date("03/04/2027"), some_date("3 mi"), some_date("2027-13-45"))
    assert answers == (True, False, False)


def test_a_date_stands_before_a_run() -> None:
    answers = leading_date("2026-12-15: 4.8 km run")
    assert answers == (dt.date(2026, 12, 15), "4.8 km run")


def test_days_of_a_month_follow_each_other() -> None:
    answers = (are_days_in_a_row(["30/1", "31/1", "1/2"], ENGLISH), are_days_in_a_row(["5", "6", "8"], ENGLISH))
    assert answers == (True, False)


def test_a_heading_says_what_is_in_its_column() -> None:
    head = heading("Distance (km)")
    answers = (head.kind, head.unit, heading("planned_distance").planned, heading("Wed").day)
    assert answers == ("distance", "km", True, "Wed")


def test_a_unit_is_named() -> None:
    answers = [unit_named(text, language("en")) for text in ("min_running", "Miles", "each", "(m)")]
    assert answers == ["min", "mi", "", "m"]


def test_a_unit_stands_above_a_table() -> None:
    answers = (
        above_says("All distances are in miles"),
        above_says("Half - 12 weeks (MILES!)"),
        above_says("50 miles per week"),
    )
    assert answers == (("mi", ""), ("", "mi"), ("", ""))


def test_a_total_has_a_unit_or_not() -> None:
    answers = total_of("24.1 km", "", 1)
    assert answers == WeekTotal(week=1, start=None, value=24.1, unit="km")
    answers = total_of("15", "mi", 1).unit
    assert answers == "mi"


def test_a_total_agrees_up_to_its_rounding() -> None:
    answers = (agree(24.2, 24.1, 4), agree(39.5, 40.5, 5), agree(38.97, 38.95, 4, "mi"))
    assert answers == (True, False, True)


def test_a_footer_is_no_week() -> None:
    answers = (is_footer("Total"), is_footer("Training Week 1"), is_footer("Notes: drink"))
    assert answers == (True, False, True)


def test_a_line_stands_for_several_weeks() -> None:
    answers = (weeks_at_once("Weeks 3-4"), weeks_at_once("Week 3"), weeks_at_once("1-7"))
    assert answers == (range(3, 5), None, None)


def test_labels_tell_the_weeks() -> None:
    answers = weeks_of(["Training Week 1", "Training Week 2", "Final Training Week!"]).numbers
    assert answers == [1, 2, 3]
    answers = (weeks_of(["5", "", "7"]).numbers, weeks_of(["1", "", "2"]).numbers, weeks_of(["3", "2", "1"]).numbers)
    assert answers == ([5, 6, 7], [1, 1, 2], [1, 2, 3])


def test_weeks_that_are_missing_or_twice_are_named() -> None:
    answers = said_of_numbers([1, 2, 2, 4], [1, 2, 2, 4])
    assert answers == ["Week 2 has more than one line; all of them count.", "Week 3 is missing."]


def test_a_cell_is_taken_in_one_sentence() -> None:
    assert (
        read_cell("6-8 mi 10k-pace reps").taken
        == "Intervals, 8 mi (the upper end of 6 - 8 mi; only noted: '10k-pace reps')."
    )
    assert read_cell("Rest or easy run").taken == "Easy run (the alternative to rest)."
    assert read_cell("8 km + core").taken == "Easy run, 8 km and Strength."
