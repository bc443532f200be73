"""The CSV that Google Calendar imports."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runplan import RunplanError, build_plan
from runplan.exchange.export.calendar.google import google_bytes
from tests.builders.two_weeks import a_plan, sessions_frame
from tests.exchange.export.calendar.google_reader import google_rows, times_of
from tests.exchange.export.calendar.hours_by_hand import block_with_doubles
from tests.exchange.export.calendar.test_calendar_ics import HARD_TEXTS, plain, with_texts

FORMULA_SIGNS = "=+-@"


def test_a_small_plan_gives_the_file_that_was_looked_at(golden: Callable[[str, str], None]) -> None:
    golden("calendar_google.csv", google_bytes(a_plan()).decode())


def check_texts(title: str, note: str, name: str) -> None:
    row = google_rows(google_bytes(with_texts(title, note, name)))[0]
    subject = f"{plain(title).strip()}, 24 min" if plain(title).strip() else "General, 24 min"
    assert row["Subject"] in (subject, f"'{subject}")
    if subject[0] in FORMULA_SIGNS:
        assert row["Subject"][0] == "'"
    if subject[0].isalnum():
        assert row["Subject"] == subject
    assert row["Description"].startswith("Week 1, ")
    assert f"\n- {plain(name).strip() or 'roll_quads'}: 1 x 30 s each side" in row["Description"]
    assert plain(note, lines=True) in row["Description"]


@pytest.mark.parametrize("text", HARD_TEXTS, ids=range(len(HARD_TEXTS)))
def test_whatever_a_text_holds_it_stays_text(text: str) -> None:
    check_texts(text, text, text)


@settings(max_examples=60)
@given(*[st.text(st.characters(codec=None), max_size=120)] * 3)
def test_any_text_stays_text(title: str, note: str, name: str) -> None:
    check_texts(title, note, name)


@pytest.mark.parametrize(
    ("am", "minutes", "start", "end"),
    [
        ("00:00", 30, "01/07/2027 12:00 AM", "01/07/2027 12:30 AM"),
        ("12:05", 55, "01/07/2027 12:05 PM", "01/07/2027 1:00 PM"),
        ("23:30", 60, "01/07/2027 11:30 PM", "01/08/2027 12:30 AM"),
        ("7:00", None, "01/07/2027 7:00 AM", "01/07/2027 7:00 AM"),
    ],
)
def test_times_are_written_as_google_reads_them(am: str, minutes: int | None, start: str, end: str) -> None:
    session = ("w01-long", 1, "2027-01-07", "am", "run", "long", "Long run", 30.0, minutes, 4.0, False, "", "")
    plan = a_plan(sessions=sessions_frame([session]), exercises=a_plan().exercises.iloc[:0])
    (row,) = google_rows(google_bytes(plan, am=am, pm="23:59"))
    assert [f"{row[f'{one} Date']} {row[f'{one} Time']}" for one in ("Start", "End")] == [start, end]


def test_two_runs_of_a_day_follow_each_other_in_one_slot() -> None:
    rows = google_rows(google_bytes(build_plan(block_with_doubles()), am="06:30", pm="06:30"))
    first, second = [times_of(row) for row in rows if row["Start Date"] == "03/02/2027"]
    assert [f"{time:%H:%M}" for time in (*first, *second)] == ["06:30", "07:30", "07:30", "08:00"]


def test_a_time_that_is_not_understood_is_refused_in_a_sentence() -> None:
    with pytest.raises(RunplanError) as refused:
        google_bytes(a_plan(), am="seven")
    assert str(refused.value) == "am='seven' is not a time of day: write it as 07:00, from 00:00 to 23:59."
