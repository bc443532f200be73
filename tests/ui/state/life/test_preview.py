"""What a preview tells of many changes: a line a week, which is true of the two plans, and all of them behind it."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import runplan as rp
from runplan.errors import RunplanError
from runplan.ui import Planner
from runplan.ui.state.life.preview import Preview, preview_of
from tests.builders.blocks import MANY_PLANS
from tests.builders.events import any_events
from tests.ui.controls.test_what_happened import HALF, look

START, RACE, DAY = dt.date(2027, 1, 4), dt.date(2027, 4, 25), dt.timedelta(days=1)
PLANS = {units: rp.build_plan(rp.Block(**HALF, units=units)) for units in ("km", "mi")}
KM = {"km": 1.0, "mi": 1.609344}


def moves() -> st.SearchStrategy[tuple[rp.Event, ...]]:
    days = st.integers(-28, 28).filter(bool)
    return days.map(lambda day: (rp.Event("moved_race", RACE, to=RACE + day * DAY),))


def figures(text: str) -> list[float]:
    """What a distance was and is."""
    parts = [float(part) for part in text.split(" \u2192 ")]
    assert len(set(parts)) == len(parts)
    return [parts[0], parts[-1]]


def named(text: str) -> set[int]:
    """The weeks that a sentence names."""
    weeks = set()
    for first, last in re.findall(r"(\d+)(?: to (\d+))?", text):
        weeks |= set(range(int(first), int(last or first) + 1))
    return weeks


def preview(units: str, events: tuple[rp.Event, ...], today: dt.date = START) -> Preview:
    before = PLANS[units]
    race = next((event.to for event in events if event.to), before.block.race_date)
    plan = rp.build_plan(before.block.replace(events=events, race_date=race), previous=before, today=today)
    return preview_of(events[0], {}, before, plan, today)


@settings(MANY_PLANS, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    events=st.one_of(any_events(START, 16).filter(bool), moves()),
    units=st.sampled_from(("km", "mi")),
    day=st.integers(0, 100),
)
def test_each_week_of_many_changes_is_told_as_both_plans_have_it(
    events: tuple[rp.Event, ...], units: str, day: int
) -> None:
    before = PLANS[units]
    try:
        looked_at = preview(units, events, START + day * DAY)
    except RunplanError:
        return  # the race is too near, or over
    plan = looked_at.plan
    if len(looked_at.changes) <= 12:
        assert looked_at.weeks == ()
        return
    assert sum(week.changes for week in looked_at.weeks) == len(plan.changes)
    for number, distance, long_run, _ in looked_at.weeks:
        for text, column in ((distance, "km"), (long_run, "long")):
            for figure, of in zip(figures(text), (before, plan), strict=True):
                sessions = of.sessions[(of.sessions["week"] == number) & (of.sessions["kind"] == "run")]
                runs = sessions if column == "km" else sessions[sessions["type"] == "long"]
                there = runs["km"].sum() if column == "km" else runs["km"].max() if len(runs) else 0.0
                assert figure == pytest.approx(there / KM[units], abs=0.051)
    changed = {week.week for week in looked_at.weeks}
    stays = next((note for note in looked_at.notes if note.endswith(("as it is.", "as they are."))), "")
    assert named(stays) == set(plan.weeks["week"]) - changed
    for number in named(stays):
        was, now = (of.week_records[number - 1].sessions for of in (before, plan))
        assert [session._replace(status="") for session in was] == [session._replace(status="") for session in now]


def test_a_race_moved_by_a_week_is_a_table_with_every_change_folded_behind_it() -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    form = look(planner, "moved_race", to="2027-05-02")
    changes = form.changes.value
    lines = changes.split("<li>")[1:]
    table, _, folded = changes.partition("<details>")
    assert "<li>" not in table
    assert folded.startswith(f"<summary>All {len(lines)} changes</summary>")
    rows = re.findall(r'<tr><th scope="row">(\d+)</th>((?:<td>[^<]*</td>)+)</tr>', table)
    assert f"{len(lines)} changes in {len(rows)} weeks." in html.unescape(form.answer.value)
    assert (
        sum(int(re.findall(r"<td>(\d+)</td>", cells)[-1]) for _, cells in rows) == len(lines) - 1
    )  # the race's own line


@pytest.mark.parametrize("kind", ["tired", "ill"])
def test_few_changes_are_told_one_by_one(kind: str) -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    form: Any = look(planner, kind, first="2027-04-05", last="2027-04-06")
    assert 1 <= form.changes.value.count("<li>") <= 12
    assert "<details>" not in form.changes.value
    assert "as they are" not in form.answer.value


def test_a_race_that_moves_names_the_step_back_weeks_and_where_the_taper_begins() -> None:
    moved = preview("km", (rp.Event("moved_race", RACE, to=RACE + 7 * DAY),))
    plans = (moved.plan, PLANS["km"])
    step_backs = [[week.week for week in of.week_records if week.step_back] for of in plans]
    assert step_backs[0] != step_backs[1]
    texts = moved.notes[0].removeprefix("Step-back weeks: ").split(" instead of ")
    assert [list(map(int, re.findall(r"\d+", text))) for text in texts] == step_backs
    tapers = [next(week.week for week in of.week_records if week.phase in ("taper", "race")) for of in plans]
    assert moved.notes[1] == f"The taper begins in week {tapers[0]} instead of week {tapers[1]}."
    assert not any("taper begins" in note for note in preview("km", (rp.Event("ill", START),)).notes)
