"""The day beside the name of a week in a text: in seven languages, with a year or without."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runplan.errors import PlanFileError
from runplan.exchange.languages import language
from runplan.exchange.run_plans.read import runs_from_bytes
from runplan.schema import WEEKDAYS

# the word for a week, words before the day, and the months of each language
TONGUES = {
    "en": ("Week", "starts", "January February March April May June July August September October November December"),
    "de": ("Woche", "ab", "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
    "fr": ("Semaine", "à partir du", "janvier février mars avril mai juin juillet août septembre octobre novembre "
           "décembre"),
    "es": ("Semana", "desde el", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
           "diciembre"),
    "it": ("Settimana", "dal", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
           "dicembre"),
    "nl": ("Week", "vanaf", "januari februari maart april mei juni juli augustus september oktober november december"),
    "pt": ("Semana", "a partir de", "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
           "dezembro"),
}  # fmt: skip
SHAPES = ("({from_} {day})", "- {day}", "({day})", ": {day}", "({from_} {weekday} {day})")


def weekday_name(code: str, day: str) -> str:
    """The longest name of a weekday that has letters only."""
    return max((name for name, weekday in language(code).days.items() if weekday == day and name.isalpha()), key=len)


def plan(code: str, headings: list[str], above: str = "") -> bytes:
    week = "\n".join(f"{weekday_name(code, day)}: 8 km" for day in WEEKDAYS)
    return "\n".join([above, *(f"{heading}\n{week}\n" for heading in headings)]).encode()


@given(
    st.sampled_from(sorted(TONGUES)),
    st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31)),
    st.sampled_from(SHAPES),
    st.sampled_from(["{d} {m} {y}", "{iso}", "{d}. {m}", "{d} {m}", "{d}.{n}.{y}"]),
    st.booleans(),
)
def test_a_day_beside_the_name_of_a_week_is_the_day_of_its_runs(
    code: str, day: dt.date, shape: str, form: str, has_year: bool
) -> None:
    word, from_, months = TONGUES[code]
    month = months.split()[day.month - 1]
    written = form.format(d=day.day, m=month, n=day.month, y=day.year, iso=day.isoformat())
    weekday = weekday_name(code, WEEKDAYS[day.weekday()])
    first = f"{word} 1 {shape.format(from_=from_, day=written, weekday=weekday)}"
    if form == "{d}.{n}.{y}" and day.day <= 12 and day.day != day.month:
        return  # only points: the day is first, which another test has
    above = f"10K {day.year}" if has_year else ""
    runs = runs_from_bytes(plan(code, [first, f"{word} 2"], above), "plan.txt")
    dates = [cell.date for cell in runs.cells if cell.sessions]
    if str(day.year) in first + above:
        assert sorted(filter(None, dates)) == [day + dt.timedelta(days=at) for at in range(14)], first
        assert runs.begins is None
    else:
        assert (set(dates), runs.start, runs.begins) == ({None}, None, (day.month, day.day))


def test_a_later_week_with_a_day_of_its_own_begins_on_it() -> None:
    headings = ["Week 1 (1 March 2027)", "Week 2", "Week 3 (22 March 2027)"]
    runs = runs_from_bytes(plan("en", headings), "plan.txt")
    firsts = {cell.week: cell.date for cell in runs.cells if cell.weekday == "Mon" and cell.sessions}
    assert firsts == {1: dt.date(2027, 3, 1), 2: dt.date(2027, 3, 8), 3: dt.date(2027, 3, 22)}


def test_a_day_that_is_day_and_month_either_way_is_refused_by_its_line() -> None:
    with pytest.raises(PlanFileError, match="4/3"):
        runs_from_bytes(plan("en", ["Week 1 (4/3/2027)"]), "plan.txt")


@pytest.mark.parametrize("label", ["Week 1 - 25.5 km", "Week 1 of 12", "Week 1 (4-5 runs)", "Week 1 race week!"])
def test_a_number_beside_the_name_of_a_week_is_no_day(label: str) -> None:
    runs = runs_from_bytes(plan("en", [label]), "plan.txt")
    assert (runs.start, runs.begins) == (None, None)


def test_the_line_with_the_name_of_a_week_is_read_as_such() -> None:
    runs = runs_from_bytes(plan("en", ["Week 1 (starts Mon 1 March)"], "spring 2027"), "plan.txt")
    readings = {cell.text: (cell.reading, cell.taken) for cell in runs.cells}
    assert readings["Week 1 (starts Mon 1 March)"] == ("read", "The label of its week.")
    assert len({cell.where for cell in runs.cells}) == len(runs.cells)
