"""What happened on the way is looked at before it is used, is listed, and can be taken off again."""

from __future__ import annotations

import datetime as dt
import html
import re
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.plan.events import EVENT_NAMES
from runplan.schema import STATUSES
from runplan.ui import Planner
from tests.ui.conftest import find, move, press, scene

HALF: dict[str, Any] = {
    **{"start": "2027-01-04", "race_date": "2027-04-25", "goal": "half", "weekly_km_now": 30},
    **{"equipment": ("dumbbell", "mini_band"), "days_off": ("Sat",)},
}
ILL = rp.Event("ill", "2027-02-01", "2027-02-06")


def form_of(planner: Planner) -> Any:
    return find(planner, "rp-event-form")


def look(planner: Planner, kind: str, **asked: Any) -> Any:
    """Fill the form in and press Preview."""
    form = form_of(planner)
    form.kind.value = kind
    for name, value in asked.items():
        getattr(form, name).value = dt.date.fromisoformat(value) if value[:2] == "20" else value
    press(form.look)
    return form


def use(planner: Planner, event: rp.Event = ILL) -> None:
    press(look(planner, event.kind, first=str(event.first), last=str(event.last)).use)


def take_off(planner: Planner) -> None:
    press(form_of(planner).layers.children[0].children[-1])


def is_shown(widget: Any) -> bool:
    return bool(widget.layout.display != "none")


def test_a_preview_says_what_would_change_and_changes_nothing() -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    plan = planner.plan
    form = look(planner, "ill", first="2027-02-01", last="2027-02-06")
    assert planner.plan is plan
    assert planner.model.form.events == ()
    lines = form.changes.value.split("<li>")[1:]
    would = rp.build_plan(planner.block.replace(events=[ILL]))
    was, then = ({session.session_id: session for session in of.session_records} for of in (plan, would))
    count = sum(was.get(name) != then.get(name) for name in was | then)
    assert count == len(rp.build_plan(would.block, previous=plan, today="2027-01-01").changes)
    assert f"{count} changes in " in form.answer.value
    assert len(lines) == count
    assert is_shown(form.use)
    dropped = [session for session in plan.session_records if ILL.first <= session.date <= ILL.last_day]
    assert f"{dropped[0].title.lower()}, " in lines[0]
    assert lines[0].startswith("Week 5, dropped: ")
    assert "You are ill." in lines[0]


def test_use_it_plans_with_the_event_and_leave_it_does_not() -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    before = planner.block
    form = look(planner, "ill", first="2027-02-01", last="2027-02-06")
    press(form.leave)
    assert form.answer.value == form.changes.value == ""
    assert planner.block == before
    use(planner)
    assert planner.block.events == (ILL,)
    assert not any(ILL.first <= session.date <= ILL.last_day for session in planner.plan.session_records)
    assert planner.model.messages.message.startswith("Planned with this: Ill, Mon 1 Feb to Sat 6 Feb")
    assert ILL.text in form.layers.children[0].children[0].value
    take_off(planner)
    assert planner.block == before
    assert planner.plan.sessions.equals(rp.build_plan(before).sessions)
    assert form.layers.children == ()


def test_undo_and_redo_bring_events_back_and_slider_moves_keep_them() -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    use(planner)
    with_event = planner.plan
    move(find(planner, "rp-field-run-days"), 5)
    assert planner.block.events == (ILL,)
    assert not any(ILL.first <= session.date <= ILL.last_day for session in planner.plan.session_records)
    planner.model.undo()
    assert planner.plan is with_event
    planner.model.undo()
    assert planner.model.form.events == ()
    planner.model.redo()
    assert planner.plan is with_event
    assert len(form_of(planner).layers.children) == 1


def test_a_preview_of_another_plan_is_put_away() -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    form = look(planner, "tired", first="2027-03-01", last="2027-03-07")
    move(find(planner, "rp-field-run-days"), 5)
    assert form.answer.value == ""
    assert not is_shown(form._result)
    press(form.use)
    assert planner.block.events == ()


@pytest.mark.parametrize("kind", EVENT_NAMES)
def test_each_kind_asks_for_what_it_needs_and_can_be_used(kind: str) -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    form = form_of(planner)
    form.kind.value = kind
    assert is_shown(form.first) == (kind != "moved_race")
    assert is_shown(form.last) == (kind not in ("moved_race", "extra_race"))
    assert is_shown(form.to) == (kind == "moved_race")
    assert is_shown(form.distance) == is_shown(form.rank) == (kind == "extra_race")
    assert is_shown(form._kit) == (kind == "travel")
    assert is_shown(form.pain) == (kind == "injured")
    form.kit["mini_band"].value = True
    press(look(planner, kind, first="2027-03-01", last="2027-03-04", to="2027-05-02", distance="10k", rank="B").use)
    (event,) = planner.block.events
    assert event.kind == kind
    assert event.equipment == (("mini_band",) if kind == "travel" else None)
    assert (event.distance, event.rank) == (("10k", "B") if kind == "extra_race" else (None, None))
    assert planner.block.race_date == dt.date(2027, 5, 2) if kind == "moved_race" else dt.date(2027, 4, 25)
    take_off(planner)
    assert planner.block.race_date == dt.date(2027, 4, 25)
    assert planner.plan.sessions.equals(rp.build_plan(rp.Block(**HALF)).sessions)


def test_who_is_injured_reads_that_pain_needs_a_professional() -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    assert "is a matter for a professional" in form_of(planner).pain.value


@pytest.mark.parametrize(
    ("kind", "asked", "sentence"),
    [
        (
            "ill",
            {"first": "2027-02-06", "last": "2027-02-01"},
            "Choose a later last day: this one is before the first day.",
        ),
        ("away", {"first": "2028-02-06", "last": "2028-02-07"}, "Choose days from Mon 4 Jan to Sun 25 Apr"),
        (
            "tired",
            {"first": "2027-01-04", "last": "2027-06-06"},
            "Choose 120 days at most (these are 154), or start a new plan.",
        ),
        ("moved_race", {}, "Choose a new day for the race, which is currently on Sun 25 Apr."),
        ("moved_race", {"to": "2027-01-10"}, "makes a block of 1 week"),
        ("extra_race", {"first": "2027-03-14", "distance": "far"}, "Type a distance such as 10k, half or 15 km."),
        ("extra_race", {"first": "2027-04-25", "distance": "10k"}, "there is already a race on this one"),
    ],
)
def test_what_cannot_be_is_said_beside_the_form(kind: str, asked: dict[str, str], sentence: str) -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    form = look(planner, kind, **asked)
    assert sentence in form.refused.value
    assert 'role="alert"' in form.refused.value
    assert not is_shown(form._result)
    assert planner.model.messages.warning == planner.model.messages.error == ""
    move(form.first, {"year": 2027, "month": 1, "date": 1})
    assert form.refused.value == ""


def test_a_refusal_goes_as_soon_as_what_it_refuses_is_no_longer_so() -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    form = form_of(planner)
    move(form.last, {"year": 2026, "month": 11, "date": 1})  # the last day alone is chosen
    press(form.look)
    assert "Choose a later last day" in form.refused.value
    move(find(planner, "rp-field-run-days"), 5)
    assert "Choose a later last day" in form.refused.value  # as it is still so: the chosen day stays
    assert form.last.value == dt.date(2026, 12, 1)
    move(form.last, {"year": 2027, "month": 0, "date": 5})
    assert form.refused.value == ""
    use(planner)
    look(planner, "ill", first=str(ILL.first), last=str(ILL.last_day))
    assert "This is already in the plan." in form.refused.value
    take_off(planner)
    assert form.refused.value == ""
    planner.model.undo()
    look(planner, "ill", first=str(ILL.first), last=str(ILL.last_day))
    planner.model.undo()  # the event is gone, without a hand on the form
    assert form.refused.value == ""


CHANGED = {
    "ill": (rp.Event("ill", "2027-02-01", "2027-02-06"), {"last": "2027-02-09"}),
    "travel": (rp.Event("travel", "2027-02-01", "2027-02-06", equipment=("mini_band",)), {"first": "2027-02-02"}),
    "extra_race": (rp.Event("extra_race", "2027-03-14", distance="10k", rank="B"), {"distance": "5k"}),
    "moved_race": (rp.Event("moved_race", "2027-04-25", to="2027-05-02"), {"to": "2027-05-09"}),
}


@pytest.mark.parametrize("kind", CHANGED)
def test_an_event_is_changed_in_the_form_and_replaced_when_it_is_used(kind: str) -> None:
    event, asked = CHANGED[kind]
    other = rp.Event("tired", "2027-03-01", "2027-03-03")
    race = {"race_date": event.to} if kind == "moved_race" else {}
    planner = Planner(rp.Block(**HALF | {"events": [event, other]} | race), state=None)
    form = form_of(planner)
    number = planner.block.events.index(event)
    change = form.layers.children[number].children[1]
    press(change)
    assert event.text in form.changing.value
    assert planner.block.events[number] == event  # nothing has changed yet
    press(change)
    assert form.changing.value == ""
    press(change)
    form = look(planner, event.kind, **asked)
    assert form.refused.value == ""
    press(form.use)
    (new,) = [happened for happened in planner.block.events if happened != other]
    details = {name: getattr(event, name) for name in ("first", "last", "equipment", "to", "distance", "rank")}
    values = {name: value if value[:2] != "20" else dt.date.fromisoformat(value) for name, value in asked.items()}
    assert new == rp.Event(kind, **details | values)
    assert other in planner.block.events
    assert form.changing.value == ""
    if kind == "moved_race":
        assert planner.block.race_date == dt.date(2027, 5, 9)
    assert planner.model.history.undo_offer == f"changing {event.text}"
    planner.model.undo()
    assert event in planner.block.events


def test_an_event_that_was_taken_off_is_changed_no_more() -> None:
    planner = Planner(rp.Block(**HALF, events=[ILL]), state=None)
    form = form_of(planner)
    press(form.layers.children[0].children[1])
    take_off(planner)
    assert form.changing.value == ""
    press(look(planner, "ill", first="2027-02-01", last="2027-02-03").use)
    assert planner.block.events == (rp.Event("ill", "2027-02-01", "2027-02-03"),)


def test_a_change_of_events_first_tells_kilometres_and_the_longest_run() -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    before = planner.plan
    use(planner)
    rows = [message for _, message in scene(planner)["cost"]]
    was, now = (plan.week_records[4].sessions_km for plan in (before, planner.plan))
    assert rows[0] == f"week 5: {now:g} km instead of {was:g} km"
    longest = next(number for number, row in enumerate(rows) if row.startswith("longest long run: "))
    assert longest <= 4
    assert all(row.startswith("week ") or "more week" in row for row in rows[:longest])
    move(find(planner, "rp-field-run-days"), 5)
    assert not any(message.startswith("longest long run: ") for _, message in scene(planner)["cost"])


def test_the_same_event_is_used_once_and_the_race_moves_from_its_first_day() -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    use(planner)
    form = look(planner, "ill", first="2027-02-01", last="2027-02-06")
    assert "This is already in the plan." in form.refused.value
    press(look(planner, "moved_race", to="2027-05-02").use)
    press(look(planner, "moved_race", to="2027-05-09").use)
    assert planner.block.events == (ILL, rp.Event("moved_race", "2027-04-25", to="2027-05-09"))
    assert "before you moved it" in look(planner, "moved_race", to="2027-04-25").refused.value
    # A date that is set by hand is the race's own.
    planner.model.wish(race_date=dt.date(2027, 5, 16))
    assert planner.model.matches
    assert planner.block.events == (ILL,)
    planner.model.wish(goal="general")
    assert planner.model.matches
    assert planner.block.events == (ILL,)


def test_from_today_on_the_past_stays_as_it_stood() -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    planner.today = today = dt.date(2027, 2, 4)
    form = form_of(planner)
    assert form.first.value == form.last.value == today
    before = [session for session in planner.plan.session_records if session.date < today]
    use(planner)
    past = [session for session in planner.plan.session_records if session.date < today]
    assert [session._replace(status="planned") for session in past] == before
    assert {session.status for session in past if ILL.first <= session.date} == {"missed"}
    assert any(ILL.first <= session.date for session in before)
    assert not any(today <= session.date <= ILL.last_day for session in planner.plan.session_records)
    marked = [(week["n"], week["now"]) for week in scene(planner)["weeks"] if week["now"]]
    assert marked == [(5, 4)]
    planner.today = dt.date(2028, 1, 1)
    assert not any(week["now"] for week in scene(planner)["weeks"])


def test_the_board_says_in_which_weeks_and_on_which_days_something_happened() -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    assert not any("happened" in week for week in scene(planner)["weeks"])
    use(planner)
    weeks = {week["n"]: week for week in scene(planner)["weeks"]}
    assert weeks[5]["happened"] == "Ill, back"
    assert weeks[5]["out"] == [[day, "ill"] for day in range(6)]
    assert "Ill, Mon 1 Feb to Sat 6 Feb" in weeks[5]["note"]
    assert weeks[6]["happened"] == "Easing back"
    assert "happened" not in weeks[4]


def test_the_days_of_an_event_told_late_have_its_name_beside_what_was_missed() -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    planner.today = dt.date(2027, 2, 20)
    for event in (ILL, rp.Event("travel", "2027-02-15", "2027-02-17", equipment=())):
        planner.model.wish(events=(*planner.model.form.events, event))
    weeks = {week["n"]: week for week in scene(planner)["weeks"]}
    assert weeks[5]["out"] == [[day, "ill"] for day in range(6)]
    assert weeks[7]["out"] == [[day, "travelling"] for day in range(3)]
    missed = [row for row in weeks[5]["s"] if STATUSES[row[10]] == "missed"]
    assert missed
    assert {row[1] for row in missed} <= set(range(6))
    assert weeks[5]["done"] == "0"  # Sunday's run is not marked yet


def test_events_survive_a_restart_and_a_file(tmp_path: Path) -> None:
    planner = Planner(rp.Block(**HALF), state="state.json")
    use(planner)
    planner.memory._keeping.finish_all()  # type: ignore[union-attr]
    again = Planner(rp.Block(**HALF), state="state.json")
    assert again.block.events == (ILL,)
    assert again.plan.sessions.equals(planner.plan.sessions)
    assert len(form_of(again).layers.children) == 1
    press(find(again, "rp-save"))
    assert rp.read_plan(tmp_path / "plan.csv").block.events == (ILL,)
    take_off(again)
    assert again.block.events == ()
    press(find(again, "rp-load"))
    assert again.block.events == (ILL,)
    assert len(form_of(again).layers.children) == 1


def test_no_session_is_moved_to_a_day_without_training() -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    use(planner)
    for session in [session for session in planner.plan.session_records if session.week in (5, 6)]:
        for weekday in ("Mon", "Wed", "Fri", "Sun"):
            planner.model.move(session.session_id, weekday)
            moved = planner.plan.session_of(session.session_id)
            assert moved is not None
            if planner.model.messages.message:
                assert moved.weekday == weekday
                planner.model.undo()
            else:
                assert moved.weekday == session.weekday
                assert moved.date not in (ILL.first, ILL.last_day)
    planner.model.move("w05-long", "Wed")
    assert (
        "Wednesday: not possible. This day is part of an event (Ill, Mon 1 Feb to Sat 6 Feb)."
        in planner.model.messages.warning
    )


def test_what_happens_leaves_a_moved_session_no_room() -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    press(look(planner, "extra_race", first="2027-03-14", distance="10k", rank="B").use)
    (core,) = [session for session in planner.plan.session_records if session.week == 10 and not session.is_run]
    for weekday in ("Wed", "Thu", "Fri", "Sun"):
        planner.model.move(core.session_id, weekday)
        assert planner.block.pins == ()
        assert "stays where it is" in planner.model.messages.warning


@pytest.mark.parametrize("today", [dt.date(2026, 11, 30), dt.date(2027, 2, 8)])
def test_a_second_preview_of_a_day_begins_with_what_the_board_has(today: dt.date) -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    planner.model.form.today = lambda: today
    use(planner)
    on_board = {
        (session.week, session.title.lower(), f"{session.km:g}")
        for session in planner.plan.session_records
        if session.km
    }
    form = look(planner, "moved_race", to="2027-05-02")
    lines = [html.unescape(line) for line in form.changes.value.split("<li>")[1:]]
    becoming = [re.match(r"Week (\d+), [^:]+: (.+), ([\d.]+) km(?:, [^,]+)? becomes", line) for line in lines]
    shortened = [match for match in becoming if match is not None]
    assert shortened
    for week, title, km in (match.groups() for match in shortened):
        assert (int(week), title.lower(), km) in on_board


@pytest.mark.parametrize("week", range(2, 15))
@pytest.mark.parametrize("units", ["km", "mi"])
def test_a_preview_says_that_the_longest_run_becomes_shorter_and_by_how_much_or_says_nothing(
    week: int, units: str
) -> None:
    block = rp.Block(**HALF | {"goal": "marathon", "weekly_km_now": 45, "units": units})
    planner = Planner(block, state=None)
    first = dt.date(2027, 1, 4) + dt.timedelta(days=7 * (week - 1))
    last = first + dt.timedelta(days=9)
    form = look(planner, "ill", first=str(first), last=str(last))
    would = rp.build_plan(planner.block.replace(events=[rp.Event("ill", first, last)]))
    before, after = (of.sessions.query("type == 'long'") for of in (planner.plan, would))
    was, becomes = (runs.loc[runs["km"].idxmax()] for runs in (before, after))
    text = html.unescape(form.answer.value + form.changes.value)
    lengths = r"([\d.]+) (km|mi) \(week (\d+)\) instead of ([\d.]+) \2 \(week (\d+)\)"
    sentence = re.search(f"longest long run is {lengths}", text)
    if becomes["km"] == was["km"]:
        assert sentence is None
    else:
        per_unit = 1.609344 if units == "mi" else 1.0
        assert sentence is not None
        assert (sentence[2], sentence[3], sentence[5]) == (units, str(becomes["week"]), str(was["week"]))
        assert float(sentence[1]) == pytest.approx(becomes["km"] / per_unit, abs=0.06)
        assert float(sentence[4]) == pytest.approx(was["km"] / per_unit, abs=0.06)
