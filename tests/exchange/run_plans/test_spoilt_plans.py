"""Good plans that somebody spoilt: each is read right, or the file or the cell is named; none is wrong in silence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.exchange.run_plans.read import runs_from_bytes
from tests.exchange.run_plans.dialects import DAYS, Dialect, Plan, Written, plans, written
from tests.exchange.run_plans.test_random_plans import same, sessions

Meant = dict[tuple[int, str], list[tuple[str, float | None, float | None]]]


def read(file: Written) -> rp.ImportedRuns | str:
    """The runs, or the sentence of the refusal."""
    try:
        return runs_from_bytes(file.text().encode(), "plan.csv")
    except rp.PlanFileError as refused:
        return str(refused)


def doubts(runs: rp.ImportedRuns) -> set[str]:
    """What is said of the file and of its cells besides how they were read."""
    cells = {f"{cell.where}: {cell.taken}" for cell in runs.cells if cell.reading in ("guessed", "not read")}
    return cells | set(runs.notes)


def is_right(meant: Meant, runs: rp.ImportedRuns) -> bool:
    by_day = sessions(runs)
    return set(by_day) == set(meant) and all(
        len(by_day[day]) == len(wanted)
        and all(same(session, other) for session, other in zip(wanted, by_day[day], strict=True))
        for day, wanted in meant.items()
    )


def check(good: Written, spoilt: Written, meant: Meant) -> None:
    """Right, refused by name, or with a doubt that the good file has not."""
    before, after = read(good), read(spoilt)
    assert isinstance(before, rp.ImportedRuns)
    if isinstance(after, str):
        assert after.startswith("plan.csv")
        return
    assert is_right(meant, after) or doubts(after) - doubts(before), spoilt.text()


def renamed(file: Written, draw: Callable[[st.SearchStrategy[str]], str], index: int) -> Written:
    name = draw(st.sampled_from(("", "X", "Column", "Notes", "Run", "Session 3", "Extra", "Woensdagg", "5", "Tuesdy")))
    return Written(
        [[*file.rows[0][:index], name, *file.rows[0][index + 1 :]], *file.rows[1:]], file.separator, file.above
    )


def column(file: Written, index: int, change: Callable[[list[str]], list[list[str]]]) -> Written:
    """A file with other columns in the place of one."""
    columns = [list(cells) for cells in zip(*file.rows, strict=True)]
    changed = [*columns[:index], *change(columns[index]), *columns[index + 1 :]]
    return Written([list(row) for row in zip(*changed, strict=True)], file.separator, file.above)


@st.composite
def matrices(draw: st.DrawFn) -> tuple[Dialect, Plan, Written]:
    language = draw(st.sampled_from(("en", "en", "de", "fr")))
    unit = draw(st.sampled_from(("km", "mi")))
    stated = draw(st.sampled_from(("cells", "title", "heading")))
    dialect = Dialect(
        language, "matrix", unit, stated, totals=draw(st.booleans()), label=draw(st.sampled_from(("number", "date")))
    )
    plan = draw(plans(unit))
    return dialect, plan, written(plan, dialect)


@given(matrices(), st.integers(1, 7), st.data())
def test_a_day_with_another_heading(drawn: tuple[Dialect, Plan, Written], index: int, data: st.DataObject) -> None:
    dialect, plan, good = drawn
    check(good, renamed(good, data.draw, index), plan.said(dialect.unit))


@given(matrices(), st.integers(0, 7))
def test_a_column_that_is_dropped(drawn: tuple[Dialect, Plan, Written], index: int) -> None:
    dialect, plan, good = drawn
    meant = plan.said(dialect.unit)
    check(good, column(good, index, lambda _: []), meant)


@given(matrices(), st.integers(0, 7))
def test_a_column_that_is_doubled(drawn: tuple[Dialect, Plan, Written], index: int) -> None:
    dialect, plan, good = drawn
    check(good, column(good, index, lambda cells: [cells, cells]), plan.said(dialect.unit))


@given(matrices(), st.integers(1, 7), st.booleans())
def test_a_column_that_is_shifted(drawn: tuple[Dialect, Plan, Written], index: int, down: bool) -> None:
    """Its cells stand a line lower, or those of all columns under the heading before."""
    dialect, plan, good = drawn
    if down:
        spoilt = column(good, index, lambda cells: [[cells[0], "", *cells[1:-1]]])
    else:
        spoilt = Written([[*good.rows[0][1:], ""], *good.rows[1:]], good.separator, good.above)
    check(good, spoilt, plan.said(dialect.unit))


@given(matrices(), st.data())
def test_another_unit_in_one_cell(drawn: tuple[Dialect, Plan, Written], data: st.DataObject) -> None:
    dialect, plan, good = drawn
    other = {"km": " mi", "mi": " km"}[dialect.unit]
    cells = [(line, index) for line, row in enumerate(good.rows) if line for index, cell in enumerate(row)
             if 0 < index < 8 and any(sign.isdigit() for sign in cell)]  # fmt: skip
    line, index = data.draw(st.sampled_from(cells))
    unit = data.draw(st.sampled_from((other, " m", " min", " h", " kg")))
    cell = good.rows[line][index]
    own = f" {dialect.unit}"
    new = cell.replace(own, unit, 1) if own in cell else cell.replace(cell.split()[0], cell.split()[0] + unit, 1)
    rows = [list(row) for row in good.rows]
    rows[line][index] = new
    check(good, Written(rows, good.separator, good.above), plan.said(dialect.unit))


@given(matrices(), st.integers(1, 7), st.data())
def test_a_misspelt_day(drawn: tuple[Dialect, Plan, Written], index: int, data: st.DataObject) -> None:
    dialect, plan, good = drawn
    name = good.rows[0][index]
    at = data.draw(st.integers(0, min(len(name), 3) - 1))
    typo = data.draw(st.sampled_from(("drop", "double", "swap", "other")))
    spelt = {
        "drop": name[:at] + name[at + 1 :],
        "double": name[: at + 1] + name[at:],
        "swap": name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
        "other": name[:at] + "q" + name[at + 1 :],
    }[typo]
    rows = [[*good.rows[0][:index], spelt, *good.rows[0][index + 1 :]], *good.rows[1:]]
    check(good, Written(rows, good.separator, good.above), plan.said(dialect.unit))


@given(plans("km"), st.sampled_from(("matrix", "dates")))
def test_dates_that_became_numbers(plan: Plan, layout: str) -> None:
    dialect = Dialect("en", layout, "km", label="date")
    good = written(plan, dialect)
    rows = [list(row) for row in good.rows]
    for row in rows[1:]:
        row[0] = str((dt.date.fromisoformat(row[0]) - dt.date(1899, 12, 30)).days)
    meant = plan.said("km")
    if layout == "dates":
        first = min(week for week, _ in meant)
        meant = {(week - first + 1, day): wanted for (week, day), wanted in meant.items()}
    check(good, Written(rows, good.separator, good.above), meant)


@pytest.mark.parametrize("heading", ["Wendsday", "Mittwoch", "mercredi", "Wed.", "W", "Day 3", "Midweek"])
def test_a_day_under_a_name_of_another_language_or_none(heading: str) -> None:
    rows = ["Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun", "1,rest,5 km,8 km,5 km,rest,4 km,12 km long"]
    text = "\n".join(rows).replace("Wed", heading)
    runs = read(Written([row.split(",") for row in text.split("\n")], ","))
    if isinstance(runs, str):
        assert heading in runs
    else:
        assert runs.frame["weekday"].tolist() == [day for day in DAYS if day not in ("Mon", "Fri")]
