"""What a file says of its weeks: sums are a witness wherever they are, a banner is no week, a Monday begins them."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.exchange.run_plans.read import runs_from_bytes
from tests.exchange.run_plans.dialects import MILE

MONDAY = dt.date(2027, 1, 4)
# The runs of each week, in miles: Tuesday, Thursday, Sunday.
WEEKS = st.lists(st.tuples(st.integers(3, 9), st.integers(3, 9), st.integers(10, 20)), min_size=3, max_size=6)


def read(text: str, unit: str | None = None) -> rp.ImportedRuns:
    return runs_from_bytes(text.encode(), "plan.csv", unit)


def grid(weeks: list[tuple[int, int, int]], sums: list[int]) -> str:
    rows = [
        f"{at},{a} mi,{b} mi,{c} mi,{total}"
        for at, ((a, b, c), total) in enumerate(zip(weeks, sums, strict=True), start=1)
    ]
    return "\n".join(["Week,Tue,Thu,Sun,{}", *rows])


def turned(weeks: list[tuple[int, int, int]], sums: list[int]) -> str:
    rows = [["", *(f"Week {at}" for at in range(1, len(weeks) + 1))]]
    rows += [[day, *(f"{week[at]} mi" for week in weeks)] for at, day in enumerate(("Tue", "Thu", "Sun"))]
    return "\n".join(",".join(row) for row in [*rows, ["{}", *map(str, sums)]])


def dated(weeks: list[tuple[int, int, int]], sums: list[int], *, column: bool) -> str:
    rows = ["Date,Workout,Miles" + ",{}" * column]
    for at, (week, total) in enumerate(zip(weeks, sums, strict=True)):
        for day, miles in zip((1, 3, 6), week, strict=True):
            on = MONDAY + dt.timedelta(days=7 * at + day)
            rows.append(f"{on},easy run,{miles}" + (f",{total}" if day == 6 else ",") * column)
        rows += [] if column else [f",{{}},{total}"]
    return "\n".join(rows)


FORMS = {
    "a column": grid,
    "a line of a turned table": turned,
    "a column of a list": lambda weeks, sums: dated(weeks, sums, column=True),
    "lines of a list": lambda weeks, sums: dated(weeks, sums, column=False),
}


@given(weeks=WEEKS, form=st.sampled_from(sorted(FORMS)), name=st.sampled_from(("Total", "Weekly total", "Sum")),
       data=st.data())  # fmt: skip
def test_the_sums_of_the_weeks_are_compared_wherever_they_are(
    weeks: list[tuple[int, int, int]], form: str, name: str, data: st.DataObject
) -> None:
    wrong = data.draw(st.integers(0, len(weeks) - 1))
    sums = [sum(week) + 5 * (at == wrong) for at, week in enumerate(weeks)]
    runs = read(FORMS[form](weeks, sums).replace("{}", name))
    assert sum(run.km or 0 for run in runs.records) == pytest.approx(MILE * sum(map(sum, weeks)), abs=0.1)
    totals = runs.totals
    assert totals["agrees"].tolist() == ["no" if at == wrong else "yes" for at in range(len(weeks))]
    assert totals["file_km"].tolist() == pytest.approx([MILE * total for total in sums], abs=0.01)
    doubted = [cell for cell in runs.cells if cell.reading == "guessed" and cell.taken.startswith("The week's total")]
    assert [cell.text for cell in doubted] == [str(sums[wrong])]


def test_one_sum_of_a_whole_list_is_that_of_no_week() -> None:
    rows = "".join(f"{MONDAY + dt.timedelta(days=day)},easy,6\n" for day in (1, 6, 8, 13))
    runs = read(f"Date,Workout,Miles\n{rows}Total,,24\n")
    assert [run.km for run in runs.records] == pytest.approx([6 * MILE] * 4, abs=0.001)
    assert runs.totals["file_km"].isna().all()
    assert runs.not_read == 0


BANNERS = ("BASE 35", "Build 40", "Phase 2: 45", "PEAK (55)", "Block 3", "Week (max 35)", "Mesocycle 2", "Max 30 km")


@given(count=st.integers(2, 8), data=st.data(), labels=st.sampled_from(("{}", "Week {}", "W{}", "Wk {}")))
def test_a_banner_with_a_number_is_no_week(count: int, data: st.DataObject, labels: str) -> None:
    rows = [f"{labels.format(week)},5 km easy,8 km easy,{9 + week} km long" for week in range(1, count + 1)]
    banners = data.draw(st.lists(st.sampled_from(BANNERS), min_size=1, max_size=3))
    for banner in banners:
        rows.insert(data.draw(st.integers(0, len(rows))), f"{banner},,,")
    runs = read("\n".join(["Week,Mon,Wed,Sun", *rows]) + "\n")
    weeks = [run.week for run in runs.records if run.type == "long"]
    assert weeks == list(range(1, count + 1))


def test_banners_beside_the_runs_count_no_weeks() -> None:
    runs = read("Phase,Mon,Wed,Sun\nBASE 35,5 km,8 km,12 km\nBUILD 40,5 km,8 km,14 km\nPEAK 50,5 km,8 km,18 km\n")
    assert sorted({run.week or 0 for run in runs.records}) == [1, 2, 3]


@pytest.mark.parametrize("word", ["Vecka", "Uge", "Týden", "Wk no.", "Semaine n°", "Woche Nr."])
def test_a_word_for_the_week_in_any_language_counts_weeks(word: str) -> None:
    rows = "".join(f"{word} {week},5 km,8 km,12 km\n" for week in (3, 4, 5))
    assert sorted({run.week or 0 for run in read(f",Mon,Wed,Sun\n{rows}").records}) == [3, 4, 5]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Week,Mon,Tue,Sun\n2027-01-04,,5 km,12 km\n2027-01-11,,5 km,13 km\n", "2027-01-04"),
        ("Week,Tue,Thu,Sun\n2027-01-05,5 km,5 km,12 km\n2027-01-12,5 km,5 km,13 km\n", "2027-01-04"),
        ("Week,Date,Workout\n1,2027-01-06,5 km\n1,2027-01-10,12 km\n2,2027-01-12,5 km\n", "2027-01-04"),
        ("Week,Sun,Tue,Thu\n2027-01-03,12 km,5 km,5 km\n2027-01-10,13 km,5 km,5 km\n", "2027-01-03"),
        ("Date,Workout\n2027-01-06,5 km\n2027-01-10,12 km\n", "2027-01-06"),
        ("Date,Workout\n2027-01-04,rest\n2027-01-06,5 km\n2027-01-10,12 km\n", "2027-01-04"),
    ],
)
def test_a_plan_begins_where_its_first_week_does(text: str, start: str) -> None:
    rows = text + text.splitlines()[-1].replace("2027-01-1", "2027-02-1") + "\n"
    runs = read(rows)
    assert str(runs.start) == start
    assert str(rp.Block(runs=runs).start) == start


def book(rows: list[list[object]]) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


@given(data=st.data(), weeks=st.integers(2, 5))
def test_a_formula_without_its_value_is_one_cell_that_is_named(data: st.DataObject, weeks: int) -> None:
    rows: list[list[object]] = [["Week", "Mon", "Wed", "Sun", "Total"]]
    rows += [[week, "5 km", "8 km", f"{12 + week} km", 25 + week] for week in range(1, weeks + 1)]
    line, column = data.draw(st.integers(1, weeks)), data.draw(st.integers(1, 4))
    rows[line][column] = "=B2"
    runs = runs_from_bytes(book(rows), "plan.xlsx")
    address = f"cell {'ABCDE'[column]}{line + 1}"
    assert f"There is no stored value for 1 formula: {address}." in runs.summary
    assert runs.not_read == (column < 4)
    if column < 4:
        [cell] = [cell for cell in runs.cells if cell.reading == "not read"]
        assert cell.where.startswith(address)
        assert cell.taken.endswith("its formula has no stored value.")
    read_km = sum(run.km or 0 for run in runs.records)
    assert read_km == sum(25 + week for week in range(1, weeks + 1)) - {1: 5, 2: 8, 3: 12 + line, 4: 0}[column]


def test_a_length_by_a_formula_without_its_value_makes_a_guess() -> None:
    rows: list[list[object]] = [["Date", "Workout", "Distance (km)"], ["2027-01-04", "easy", "=5+1"]]
    runs = runs_from_bytes(book([*rows, ["2027-01-06", "easy", 7]]), "plan.xlsx")
    assert [(run.km, run.reading) for run in runs.records] == [(None, "guessed"), (7, "read")]


def test_a_plan_of_nothing_but_such_formulas_is_refused() -> None:
    with pytest.raises(rp.PlanFileError, match="has formulas without stored values"):
        runs_from_bytes(book([["Week", "Mon", "Tue", "Sun"], [1, "=1", "=2", "=3"]]), "plan.xlsx")


@given(weeks=WEEKS, more=st.integers(1, 9), data=st.data())
def test_a_correction_is_compared_with_the_sum_of_its_week(
    weeks: list[tuple[int, int, int]], more: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(weeks) - 1))
    sums = [sum(week) + more * (week_at == at) for week_at, week in enumerate(weeks)]
    runs = read(grid(weeks, sums).replace("{}", "Total"))
    tuesday = f"line {at + 2}, column 2 (Tue)"
    right = runs.correct({tuesday: f"{weeks[at][0] + more} mi easy"})
    assert right.totals["agrees"].tolist() == ["yes"] * len(weeks)
    assert {cell.taken for cell in right.cells if "total" in cell.taken} == {"The week's total."}
    wrong = right.correct({tuesday: f"{weeks[at][0]} mi easy"})
    assert [cell for cell in wrong.cells if "total" in cell.taken] == [
        cell for cell in runs.cells if "total" in cell.taken
    ]
