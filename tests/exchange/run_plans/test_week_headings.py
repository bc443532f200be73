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


AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e", "nl": "en", "pt": "e"}


def read_days(text: str) -> dict[tuple[int | None, str], tuple[float | None, str]]:
    cells = runs_from_bytes(text.encode(), "plan.txt").cells
    return {(cell.week, cell.weekday): (cell.sessions[0].km, cell.reading) for cell in cells if cell.sessions}


@given(st.sampled_from(sorted(TONGUES)), st.permutations(WEEKDAYS), st.permutations(WEEKDAYS), st.booleans())
def test_the_days_below_the_name_of_a_week_are_its_own_in_any_order_and_keep_their_commas(
    code: str, first: list[str], second: list[str], has_comma: bool
) -> None:
    lines, expected = [], {}
    for week, days in enumerate((first, second), 1):
        lines.append(f"{TONGUES[code][0]} {week}")
        for day in days[week:]:
            km = 5 + WEEKDAYS.index(day) + (0.5 if has_comma else 0)
            lines.append(f"{weekday_name(code, day)}: {km:g} km".replace(".", ","))
            expected[week, day] = km
    assert {day: km for day, (km, _) in read_days("\n".join(lines)).items()} == expected


@given(
    st.sampled_from(sorted(TONGUES)),
    st.lists(st.sampled_from(WEEKDAYS), min_size=2, max_size=4, unique=True),
    st.sampled_from(["{} + {}", "{}, {}", "{} & {}", "{} {and_} {}", "{}/{}", "{} / {}"]),
)
def test_a_line_of_several_days_is_a_run_on_each_and_a_stroke_between_them_makes_it_a_guess(
    code: str, days: list[str], form: str
) -> None:
    names = [weekday_name(code, day) for day in days]
    joint = names[0]
    for name in names[1:]:
        joint = form.format(joint, name, and_=AND[code])
    others = [day for day in WEEKDAYS if day not in days]
    lines = [f"{TONGUES[code][0]} 1", f"{joint}: 9,5 km", *(f"{weekday_name(code, day)}: 5 km" for day in others)]
    by_day = read_days("\n".join(lines))
    assert {day: km for (_, day), (km, _) in by_day.items()} == dict.fromkeys(days, 9.5) | dict.fromkeys(others, 5.0)
    readings = {reading for (_, day), (_, reading) in by_day.items() if day in days}
    assert readings == ({"guessed"} if "/" in form else {"read"})


def test_from_one_day_to_another_is_each_day_between_and_can_be_corrected_by_its_own_name() -> None:
    first = "Week 1\nMon-Wed: 5 km\nThu - Fri: rest\nSat-Sun: 6 km easy each"
    text = f"{first}\nWeek 2\nSat: 8 km\nSat: 5 km easy\nSun: 9 km long"
    runs = runs_from_bytes(text.encode(), "plan.txt")
    read = [(cell.week, cell.weekday, cell.reading) for cell in runs.cells if cell.weekday]
    guessed, sure = [(1, day, "guessed") for day in WEEKDAYS[:3]], [(1, day, "read") for day in WEEKDAYS[3:]]
    assert read == [*guessed, *sure, (2, "Sat", "read"), (2, "Sat", "read"), (2, "Sun", "read")]
    places = [cell.where for cell in runs.cells]
    assert len(places) == len({*places})
    corrected = runs.correct({"line 2, column 1 (Tue)": "7 km"})
    assert [cell.sessions[0].km for cell in corrected.cells if cell.week == 1 and cell.sessions] == [5, 7, 5, 6, 6]


@pytest.mark.parametrize(
    ("code", "written", "day"),
    [
        ("es", "Semana 1 (martes 20.1.2026)", dt.date(2026, 1, 20)),  # martes is no day in March
        ("fr", "Semaine 1 (mardi 20.1.2026)", dt.date(2026, 1, 20)),
        ("it", "Settimana 1 (martedì 20.1.2026)", dt.date(2026, 1, 20)),
        ("en", "Week 1 (Febuary 2 2026)", dt.date(2026, 2, 2)),
        ("en", "Week 1 marathon 12 (2 Feb 2026)", dt.date(2026, 2, 2)),
    ],
)
def test_a_word_that_only_begins_like_a_month_is_none(code: str, written: str, day: dt.date) -> None:
    runs = runs_from_bytes(plan(code, [written, f"{TONGUES[code][0]} 2"]), "plan.txt")
    assert min(cell.date for cell in runs.cells if cell.date) == day


@pytest.mark.parametrize(
    ("labels", "begins", "start"),
    [
        (("S1 (11/01)", "S2 (18/01)"), (1, 11), None),
        (("Week 1 (11 Jan)", "Week 2 (18 Jan)"), (1, 11), None),
        (("1 (11.1.)", "2 (18.1.)"), (1, 11), None),
        (("Week 1 (11 Jan 2027)", "Week 2 (18 Jan 2027)"), None, dt.date(2027, 1, 11)),
        (("S1 (11/01/2027)", "S2 (18/01/2027)"), None, dt.date(2027, 1, 11)),
        (("Week 1 (base)", "Week 2 (base)"), None, None),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_day_beside_the_number_of_a_week_counts_in_a_table_too(
    labels: tuple[str, str], begins: tuple[int, int] | None, start: dt.date | None, turned: bool
) -> None:
    rows = [["", *WEEKDAYS], *([label, *(f"{km} km" for km in range(5, 12))] for label in labels)]
    lines = [list(column) for column in zip(*rows, strict=True)] if turned else rows
    runs = runs_from_bytes("\n".join(";".join(line) for line in lines).encode(), "plan.csv")
    assert (runs.begins, runs.start) == (begins, start)
    assert [cell.week for cell in runs.cells if cell.sessions].count(2) == 7
