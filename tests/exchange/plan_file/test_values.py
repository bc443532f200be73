"""The cells of a plan file at the largest value that is read and at the first that is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from runplan.errors import PlanFileError
from runplan.exchange.plan_file.values import Reader

COMMAS, SEMICOLONS = Reader("plan.csv", decimal_comma=False), Reader("plan.csv", decimal_comma=True)


def refused(reader: Reader, column: str, cell: str) -> str:
    with pytest.raises(PlanFileError) as error:
        reader.value(column, cell, 7)
    return str(error.value)


@pytest.mark.parametrize(
    ("column", "most", "over", "limit"),
    [
        ("effort", "10", "10.1", "10"),
        ("session_effort", "10", "11", "10"),
        ("km", "1000", "1000.1", "1,000"),
        ("sets", "1000000", "1000001", "1,000,000"),
        ("minutes", "1000000", "1000001", "1,000,000"),
    ],
)
def test_the_most_that_a_column_takes_is_read_and_more_is_refused(
    column: str, most: str, over: str, limit: str
) -> None:
    assert COMMAS.value(column, most, 7) == float(most)
    assert COMMAS.value(column, "0", 7) == 0
    assert refused(COMMAS, column, over) == (f"plan.csv, line 7: {column} '{over}' is out of range; give 0 to {limit}.")


@pytest.mark.parametrize(("cell", "number"), [("12,4", 12.4), ("12,45", 12.45), ("0,5", 0.5)])
def test_one_or_two_digits_after_a_comma_are_a_fraction_in_any_file(cell: str, number: float) -> None:
    assert COMMAS.value("km", cell, 7) == number
    assert SEMICOLONS.value("km", cell, 7) == number


def test_three_digits_after_a_comma_may_be_thousands_where_commas_part_the_cells() -> None:
    assert refused(COMMAS, "km", "1,234") == "plan.csv, line 7: km '1,234' is not a number; write it as 12.4."
    assert SEMICOLONS.value("km", "1,234", 7) == 1.234


def test_three_digits_after_a_point_may_be_thousands_where_semicolons_part_the_cells() -> None:
    assert COMMAS.value("km", "1.234", 7) == 1.234
    assert SEMICOLONS.value("km", "1.23", 7) == 1.23
    assert refused(SEMICOLONS, "km", "1.234") == (
        "plan.csv, line 7: km '1.234' may mean thousands or thousandths in a file with semicolons; write it with a "
        "decimal comma."
    )


@pytest.mark.parametrize("cell", ["2027-01-04", " 2027-01-04 ", "2027-01-04 00:00:00", "2027-01-04T00:00"])
def test_a_date_is_a_day_also_with_midnight_beside_it(cell: str) -> None:
    assert COMMAS.value("date", cell, 7) == dt.date(2027, 1, 4)


def test_a_date_with_another_hour_is_refused() -> None:
    assert refused(COMMAS, "date", "2027-01-04 07:00") == (
        "plan.csv, line 7: date '2027-01-04 07:00' is ambiguous; write it as year-month-day, such as 2027-01-04 "
        "(in the spreadsheet, format the column as YYYY-MM-DD)."
    )


def test_a_whole_number_may_have_zeros_behind_its_point_and_nothing_else() -> None:
    assert COMMAS.value("sets", "3.0", 7) == 3
    assert COMMAS.value("sets", "3,00", 7) == 3
    assert refused(COMMAS, "sets", "3.5") == "plan.csv, line 7: sets '3.5' is not a whole number; write it as 12."
