"""The workbook read back by another library: every row is the plan's, every sum a formula that comes to its value."""

from __future__ import annotations

import datetime as dt
import io
import math
import zipfile
from collections import defaultdict

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from runplan.api import Plan, build_plan
from runplan.exchange.export.excel.workbook import CUT, MOST_UNITS, cell_text, excel_bytes
from runplan.insight.run_text import run_text
from runplan.plan.block import Block
from tests.builders.blocks import possible_blocks
from tests.exchange.export.pdf.pages import HOSTILE

MILE = 1.609344
SHEETS = ["Weeks", "Sessions", "Exercises", "Findings", "About"]
SESSION_COLUMNS = {
    "Week": "week",
    "Date": "date",
    "Day": "weekday",
    "Time": "slot",
    "Kind": "kind",
    "Type": "type",
    "Session": "title",
    "Minutes": "minutes",
    "Effort (0-10)": "effort",
    "Pinned": "pinned",
    "Note": "note",
    "Session id": "session_id",
}
EXERCISE_COLUMNS = {
    "Order": "order",
    "Exercise": "exercise",
    "Sets": "sets",
    "Repetitions": "reps",
    "Seconds": "seconds",
    "Each side": "each_side",
    "Rest (s)": "rest_s",
    "Effort (0-10)": "effort",
    "Superset": "superset",
    "Note": "note",
    "Session id": "session_id",
}


@pytest.fixture(scope="module")
def plan():
    kit = ("foam_roller", "dumbbell", "mini_band")
    wishes = {"goal": "half", "weekly_km_now": 30, "pins": {"w02-strength-1": "Sat"}}
    return build_plan(Block(start="2027-01-04", race_date="2027-04-25", equipment=kit, **wishes))


def read(data):
    """The rows of each sheet with a header, as mappings by it."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    found = {}
    for name in SHEETS[:4]:
        head, *rows = book[name].iter_rows(values_only=True)
        found[name] = [dict(zip(head, row, strict=True)) for row in rows]
    book.close()
    return found


def rows_of(data, name):
    return read(data)[name]


class Near(float):
    """A number that equals another to the fifteen digits that a workbook keeps."""

    def __eq__(self, other):
        return math.isclose(self, other, rel_tol=1e-14)

    __hash__ = float.__hash__


def as_read(value):
    """A value of a plan's table as a workbook gives it back."""
    if value is None or value is pd.NA or value != value or value == "":
        return None
    if isinstance(value, (bool, str)):
        return value
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else Near(float(value))


def assert_rows(rows, frame, columns):
    assert len(rows) == len(frame)
    for found, row in zip(rows, frame.to_dict("records"), strict=True):
        for header, name in columns.items():
            value = row[name]
            wanted = ("yes" if value else None) if name in ("pinned", "each_side") else as_read(value)
            assert (header, found[header]) == (header, wanted)


def assert_the_plan(found_sheets, plan):
    units = plan.block.units
    sessions = found_sheets["Sessions"]
    assert_rows(sessions, plan.sessions, SESSION_COLUMNS)
    for found, km in zip(sessions, plan.sessions["km"], strict=True):
        wanted = None if km != km else Near(km / MILE if units == "mi" else km)
        assert found[f"Distance ({units})"] == wanted
    runs = run_text(plan.block)
    for found, session in zip(sessions, plan.session_records, strict=True):
        assert found["Steps and paces"] == ("\n".join(runs.lines(session)) or None)
    exercises = found_sheets["Exercises"]
    assert_rows(exercises, plan.exercises, EXERCISE_COLUMNS)
    date_of = dict(zip(plan.sessions["session_id"], plan.sessions["date"], strict=True))
    for found, row in zip(exercises, plan.exercises.to_dict("records"), strict=True):
        assert found["Date"] == date_of[row["session_id"]]
        assert found["Part"] == row["section"].replace("_", " ")


# --- every row --------------------------------------------------------------------------------------------------------


@settings(max_examples=20)
@given(possible_blocks().filter(lambda block: block.number_of_weeks <= 8))
def test_every_session_and_exercise_of_any_plan_is_in_the_workbook(block):
    plan = build_plan(block)
    found_sheets = read(excel_bytes(plan))
    assert_the_plan(found_sheets, plan)
    assert_sums(found_sheets, plan)


def test_the_sheets_have_their_names_and_order(plan):
    assert load_workbook(io.BytesIO(excel_bytes(plan))).sheetnames == SHEETS


def test_findings_have_their_message_and_source(plan):
    rows = rows_of(excel_bytes(plan), "Findings")
    findings = plan.findings()
    assert [row["Worth knowing"] for row in rows] == findings["message"].tolist()
    assert [row["Severity"] for row in rows] == findings["severity"].tolist()
    assert all(row["Source"] for row in rows)


def test_the_last_sheet_says_what_the_workbook_is_not(plan):
    book = load_workbook(io.BytesIO(excel_bytes(plan)))
    text = " ".join(str(cell) for row in book["About"].iter_rows(values_only=True) for cell in row if cell)
    assert plan.plan_id in text
    assert "Changes in this workbook do not change the plan" in text
    assert "Pain that lasts" in text
    assert "10.1186/s40798-022-00511-1" in text  # Eihara 2022, whose finding the planner uses


# --- the sums ---------------------------------------------------------------------------------------------------------


def sums_of(sessions, week):
    """What a week's runs and strength sessions come to, from rows as they stand in the sheet Sessions."""
    mine = [row for row in sessions if row["Week"] == week]
    distance = next(name for name in mine[0] if name.startswith("Distance")) if mine else ""
    runs = [row for row in mine if row["Kind"] == "run"]
    strength = [row for row in mine if row["Kind"] == "strength"]
    lengths = [row[distance] or 0 for row in runs]
    return {
        "Runs": len(runs),
        "Distance": sum(lengths),
        "Longest run": max(lengths, default=0),
        "Tempo, intervals, hills": sum(row["Type"] in ("tempo", "intervals", "hills") for row in mine),
        "Strength sessions": len(strength),
        "Running": sum(row["Minutes"] or 0 for row in runs) / 1440,
        "Strength (": sum(row["Minutes"] or 0 for row in strength) / 1440,
    }


def by_start(row, start):
    (found,) = [value for name, value in row.items() if name.startswith(start)]
    if isinstance(found, (dt.time, dt.timedelta, dt.datetime)):  # openpyxl turns hours into times
        return as_days(found)
    return found


def as_days(value):
    if isinstance(value, dt.time):
        value = dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    elif isinstance(value, dt.datetime):
        value = value - dt.datetime(1899, 12, 30)
    return value / dt.timedelta(days=1)


def assert_sums(found_sheets, plan):
    """What the formulas show is what the rows of Sessions come to, and the plan's own weeks say the same."""
    sessions, (*weeks, total) = found_sheets["Sessions"], found_sheets["Weeks"]
    totals = defaultdict(float)
    for row, km in zip(weeks, plan.weeks["run_km"], strict=True):
        for name, value in sums_of(sessions, row["Week"]).items():
            assert by_start(row, name) == pytest.approx(value, abs=1e-5)
            totals[name] = max(totals[name], value) if name == "Longest run" else totals[name] + value
        per_unit = MILE if plan.block.units == "mi" else 1.0
        assert by_start(row, "Distance") * per_unit == pytest.approx(km, abs=1e-6)
    assert total["Week"] == "Total"
    for name, value in totals.items():
        assert by_start(total, name) == pytest.approx(value, abs=1e-4)


def test_the_sums_are_formulas_over_the_columns_that_they_name(plan):
    data = excel_bytes(plan)
    book = load_workbook(io.BytesIO(data))
    heads = {cell.value: cell.column_letter for cell in book["Sessions"][1]}
    last = len(plan.sessions) + 1
    span = {name: f"Sessions!${letter}$2:${letter}${last}" for name, letter in heads.items()}
    wanted = {
        "Runs": f'=COUNTIFS({span["Week"]},$A4,{span["Kind"]},"run")',
        "Distance (km)": f'=SUMIFS({span["Distance (km)"]},{span["Week"]},$A4,{span["Kind"]},"run")',
        "Longest run (km)": (f'=SUMPRODUCT(MAX(({span["Week"]}=$A4)*({span["Kind"]}="run")*{span["Distance (km)"]}))'),
        "Tempo, intervals, hills": "="
        + "+".join(f'COUNTIFS({span["Week"]},$A4,{span["Type"]},"{name}")' for name in ("tempo", "intervals", "hills")),
        "Strength sessions": f'=COUNTIFS({span["Week"]},$A4,{span["Kind"]},"strength")',
        "Running (h:min)": f'=SUMIFS({span["Minutes"]},{span["Week"]},$A4,{span["Kind"]},"run")/1440',
        "Strength (h:min)": f'=SUMIFS({span["Minutes"]},{span["Week"]},$A4,{span["Kind"]},"strength")/1440',
    }
    columns = {cell.value: cell.column_letter for cell in book["Weeks"][1]}
    found = {name: book["Weeks"][f"{columns[name]}4"].value for name in wanted}
    assert found == wanted
    below = len(plan.weeks) + 2
    for name in wanted:
        letter, code = columns[name], 4 if name.startswith("Longest") else 9
        assert book["Weeks"][f"{letter}{below}"].value == f"=SUBTOTAL({code},{letter}2:{letter}{below - 1})"


# --- text -------------------------------------------------------------------------------------------------------------


def formulas(data):
    """The cells of all sheets but Weeks that are formulas or links."""
    book = load_workbook(io.BytesIO(data))
    cells = [cell for name in SHEETS[1:] for row in book[name].iter_rows() for cell in row]
    return [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]


DANGEROUS = (
    "=1+1",
    "@SUM(1)",
    "+1",
    "-1",
    "http://example.org",
    "mailto:a@example.org",
    "{=1}",
    "_x0041_",
    "12",
    "TRUE",
)


def with_texts(plan, texts):
    exercises = plan.exercises.assign(
        exercise=[texts[place % len(texts)] for place in range(len(plan.exercises))],
        note=[texts[(place + 1) % len(texts)] for place in range(len(plan.exercises))],
    )
    return Plan(**(plan.parts() | {"exercises": exercises}))


def test_no_text_becomes_a_formula_a_link_or_a_number(plan):
    changed = with_texts(plan, DANGEROUS)
    data = excel_bytes(changed)
    assert formulas(data) == []
    assert [row["Exercise"] for row in rows_of(data, "Exercises")] == changed.exercises["exercise"].tolist()


@settings(max_examples=12)
@given(
    texts=st.lists(
        st.one_of(st.sampled_from(HOSTILE), st.text(), st.text("\ud800\udfff\x00\x0b\r\n\ufffe", min_size=1))
    )
)
def test_any_text_is_read_back_with_a_sign_for_what_a_file_cannot_hold(short_plan, texts):
    changed = with_texts(short_plan, texts or [""])
    shown = [row["Exercise"] for row in rows_of(excel_bytes(changed), "Exercises")]
    for found, text in zip(shown, changed.exercises["exercise"], strict=True):
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        allowed = (one if one in "\t\n" or is_xml(one) else "\ufffd" for one in plain)
        assert (found or "") == "".join(allowed)


def is_xml(one):
    """Whether XML 1.0 allows a character; the one that deletes is no text either."""
    code = ord(one)
    return (0x20 <= code <= 0xD7FF and code != 0x7F) or 0xE000 <= code <= 0xFFFD or code >= 0x10000


@pytest.fixture(scope="module")
def short_plan():
    return build_plan(Block(start="2027-01-04", weeks=4, strength_minutes=10, strength_sessions=1))


@pytest.mark.parametrize("letter", ["a", "\U0001f600"], ids=["one unit", "two units"])
def test_a_text_that_is_longer_than_a_cell_ends_with_a_word_about_it(letter):
    kept = cell_text(letter * 40_000)
    assert kept.endswith(CUT)
    assert MOST_UNITS - 2 < len(kept.encode("utf-16-le")) // 2 <= MOST_UNITS
    exact = letter * (MOST_UNITS // (len(letter.encode("utf-16-le")) // 2))
    assert cell_text(exact) == exact


# --- look and file ----------------------------------------------------------------------------------------------------


def test_dates_are_dates_and_headers_stay_in_sight(plan):
    book = load_workbook(io.BytesIO(excel_bytes(plan)))
    assert book["Sessions"]["B2"].is_date
    assert book["Sessions"]["B2"].value == plan.sessions["date"][0].to_pydatetime()
    for name in SHEETS[:4]:
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


@pytest.mark.parametrize(("units", "paper"), [("km", "9"), ("mi", "1")])
def test_the_unit_stands_in_the_header_and_chooses_the_paper(units, paper):
    plan = build_plan(Block(start="2027-01-04", weeks=4, units=units))
    book = load_workbook(io.BytesIO(excel_bytes(plan)))
    assert f"Distance ({units})" in [cell.value for cell in book["Sessions"][1]]
    assert book["Weeks"].page_setup.paperSize == int(paper)


def test_the_same_plan_gives_the_same_bytes_and_no_clock(plan):
    data = excel_bytes(plan)
    assert excel_bytes(build_plan(plan.block)) == data
    assert load_workbook(io.BytesIO(data)).properties.created == dt.datetime(2027, 1, 4)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_plan_without_strength_has_empty_sheets_that_open():
    plan = build_plan(Block(start="2027-01-04", weeks=4, strength_sessions=0))
    data = excel_bytes(plan)
    assert rows_of(data, "Exercises") == []
    empty = Plan(**(plan.parts() | {"sessions": plan.sessions.iloc[:0]}))
    assert rows_of(excel_bytes(empty), "Weeks")[-1]["Runs"] == 0


def test_to_excel_writes_the_file(plan, tmp_path):
    plan.to_excel(tmp_path / "plan.xlsx")
    assert (tmp_path / "plan.xlsx").read_bytes() == excel_bytes(plan)
