"""The page for the phone: one file that can fetch nothing, and in it every session and exercise of the plan."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings

import runplan as rp
from runplan.catalog.drawings import load_drawings
from runplan.exchange.export.phone import page as phone_page
from runplan.exchange.export.phone.page import phone_bytes
from tests.builders.blocks import possible_blocks
from tests.builders.two_weeks import EXERCISES, SESSIONS, plan_of
from tests.exchange.export.phone.page_reader import absolute, read_page
from tests.exchange.export.session_reader import PAIN, exercises_of, without_kit
from tests.exchange.run_oracle import heart_rates_of, paces_of

KM_PER_MILE = 1.609344
KG_PER_LB = 0.45359237
MOST_BYTES = 3_000_000
ROOM = Path(phone_page.__file__).parent
HALF: dict[str, Any] = {
    "start": "2027-01-04",
    "race_date": "2027-04-25",
    "goal": "half",
    "weekly_km_now": 30,
    "strength_minutes": 40,
    "equipment": ("foam_roller", "mini_band", "dumbbell", "bench"),
    "level": "intermediate",
    "recent_races": (("10k", "52:30"),),
    "lifts": {"goblet_squat": (16, 10, 3)},
}
HOSTILE = (
    "</script><script>document.title = 1</script>",
    '<img src=x onerror="document.title = 1">',
    "&lt;b&gt; & <!-- <b>",
    "{{script}} {{plan}} \\u003c",
    "\u2028 \u202e مرحبا ",
)


@pytest.fixture(scope="module")
def plan() -> rp.Plan:
    return rp.build_plan(rp.Block(**HALF))


@pytest.fixture(scope="module")
def page(plan: rp.Plan) -> bytes:
    return phone_bytes(plan)


# --- one file, nothing fetched ----------------------------------------------------------------------------------------


def test_the_policy_allows_the_page_s_own_script_and_style_and_nothing_else(page: bytes) -> None:
    reader, _ = read_page(page)
    (policy,) = [
        attributes["content"]
        for tag, attributes in reader.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in str(policy).split(";"))
    (script,), (style,) = reader.texts["script"], reader.texts["style"]
    assert rules == {
        "default-src": "'none'",
        "script-src": f"'{_hash(script)}'",
        "style-src": f"'{_hash(style)}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_policy_comes_before_all_that_it_is_about(page: bytes) -> None:
    tags = [tag for tag, _ in read_page(page)[0].elements]
    assert tags[:4] == ["html", "head", "meta", "meta"]
    assert "Content-Security-Policy" in page.decode()[:300]


def test_nothing_is_named_that_a_browser_would_fetch(page: bytes) -> None:
    reader, _ = read_page(page)
    addresses = [
        value
        for _, attributes in reader.elements
        for name, value in attributes.items()
        if name in ("src", "href", "srcset", "action", "poster", "data")
    ]
    assert addresses == ["data:,"]  # the icon, which would be asked for otherwise
    assert "url(" not in reader.texts["style"][0]
    assert "@import" not in reader.texts["style"][0]
    links = set(re.findall(r"\w+://[^\s\"'`]*", page.decode()))
    assert links == {"http://www.w3.org/2000/svg"}  # a name of a vocabulary, not an address


def test_no_element_has_a_script_or_style_of_its_own(page: bytes) -> None:
    for tag, attributes in read_page(page)[0].elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], tag


@pytest.mark.parametrize(
    "words", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("]
)
def test_no_text_can_become_markup_or_script(words: str) -> None:
    for path in (ROOM / "js").iterdir():
        assert words not in path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize("words", ["fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "EventSource", "import("])
def test_the_script_asks_nothing_of_any_network(words: str) -> None:
    for path in (ROOM / "js").iterdir():
        assert words not in path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize("name", ["iPhone", "iPad", "iOS", "Android", "Safari", "Chrome", "Firefox", "Samsung"])
def test_the_page_tests_what_a_phone_allows_and_claims_nothing_of_makers(page: bytes, name: str) -> None:
    assert name.encode() not in page


def test_each_file_of_the_room_is_in_the_page_once(page: bytes) -> None:
    text = page.decode()
    assert sorted(phone_page.SCRIPTS) == sorted(path.name for path in (ROOM / "js").iterdir())
    assert sorted(phone_page.SHEETS) == sorted(path.name for path in (ROOM / "css").iterdir())
    for path in [*(ROOM / "js").iterdir(), *(ROOM / "css").iterdir()]:
        assert text.count(path.read_text(encoding="utf-8")) == 1, path.name


def test_the_same_plan_gives_the_same_bytes_in_another_process_too(plan: rp.Plan, page: bytes) -> None:
    assert phone_bytes(rp.build_plan(plan.block)) == page
    code = f"import hashlib, runplan as rp; from {phone_page.__name__} import phone_bytes; "
    code += f"block = rp.Block.from_dict({plan.block.to_dict()!r}); "
    code += "print(hashlib.sha256(phone_bytes(rp.build_plan(block))).hexdigest())"
    ended = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env={"PYTHONHASHSEED": "7"}
    )
    assert ended.stdout.strip() == hashlib.sha256(page).hexdigest()


def test_a_year_with_three_sessions_a_week_stays_under_three_megabytes() -> None:
    kit = tuple(rp.load_catalog().equipment_words)
    block = rp.Block(start="2027-01-04", weeks=52, strength_sessions=3, strength_minutes=60, equipment=kit)
    plan = rp.build_plan(block.replace(level="advanced"))
    assert (plan.weeks["strength_sessions"] >= 2).all()
    data = phone_bytes(plan)
    assert len(read_page(data)[1]["weeks"]) == 52
    assert len(data) <= MOST_BYTES


def test_to_phone_writes_the_file(plan: rp.Plan, page: bytes, tmp_path: Path) -> None:
    plan.to_phone(tmp_path / "plan.html")
    assert (tmp_path / "plan.html").read_bytes() == page
    with pytest.raises(rp.RunplanError, match=r"does not end in \.html or \.htm"):
        plan.to_phone(tmp_path / "plan.pdf")


# --- what is in it ----------------------------------------------------------------------------------------------------


def check_plan(plan: Any, content: dict[str, Any]) -> None:
    """Assert that the page has every session on its day, and every exercise with all its numbers."""
    units = plan.block.units
    days = [day[0] for day in content["days"]]
    assert days == [day.date().isoformat() for day in pd.date_range(days[0], days[-1])]
    weekly = {row["week"]: row for row in content["weeks"]}
    for week in plan.weeks.itertuples():
        assert days[weekly[week.week]["first"]] == week.start.date().isoformat()
        assert weekly[week.week]["back"] == week.step_back
        # The week's kilometres as its sessions have them.
        km = plan.sessions.loc[plan.sessions["week"] == week.week, "km"].sum()
        kilometres = float(weekly[week.week]["km"].removesuffix(f" {units}") or 0)
        assert abs(kilometres * (KM_PER_MILE if units == "mi" else 1) - km) <= 0.0501 * KM_PER_MILE
    sessions = {row["id"]: row for row in content["sessions"]}
    assert len(sessions) == len(content["sessions"]) == len(plan.sessions)
    exercises = exercises_of(plan)
    for session in plan.sessions.itertuples():
        row = sessions[session.session_id]
        assert days[row["day"]] == session.date.date().isoformat()
        assert (row["week"], bool(row["run"])) == (session.week, session.kind == "run")
        assert row["title"] == session.title
        assert row.get("status", "planned") == session.status
        assert (row.get("changed") == "Moved") == (session.planned_date != session.date)
        rows = [content["rows"][number] for number in row["rows"]]
        assert len(rows) == len(exercises[session.session_id])
        for row_shown, wanted in zip(rows, exercises[session.session_id], strict=True):
            check_exercise(row_shown, wanted, content)
        check_steps(row["steps"], session, plan.block)


def test_what_became_of_a_session_and_what_changed_of_it_is_in_the_page(tmp_path: Path) -> None:
    events = (
        rp.Event("ill", "2027-01-20", "2027-01-23"),
        rp.Event("away", "2027-02-10", "2027-02-11"),
        rp.Event("tired", "2027-03-01", "2027-03-07"),
    )
    plan = rp.build_plan(rp.Block(**HALF, events=events))
    plan = plan.with_log(
        rp.read_log(_log_of(plan, tmp_path)),
        today="2027-01-09",
        marks={"w01-easy-2": "dropped", "w01-strength-2": "planned"},
    )
    content = read_page(phone_bytes(plan))[1]
    check_plan(plan, content)
    assert set(plan.changes["change"]) >= {"dropped", "moved", "eased", "shortened"}
    sessions = {row["id"]: row for row in content["sessions"]}
    for change in plan.changes.itertuples():
        if change.change == "dropped":
            assert change.session_id not in sessions
            assert [change.before, change.reason] in content["weeks"][change.week - 1]["out"]
            continue
        row = sessions[change.session_id]
        assert change.reason in row["change"]
        was = "Moved from Thu 11 Feb" if change.change == "moved" else f"Before: {change.before}."
        assert was in row["change"]
        assert "Moved" not in row["note"]
    words = {change.change: sessions[change.session_id].get("changed") for change in _kept(plan)}
    assert {**words, "moved": "Moved", "eased": "Lighter", "shortened": "Shorter"} == words
    unchanged = set(sessions) - set(plan.changes["session_id"])
    assert not [name for name in unchanged if {"change", "changed"} & set(sessions[name])]
    statuses = {name: row["status"] for name, row in sessions.items() if "status" in row}
    assert statuses == {
        "w01-strength-1": "done",
        "w01-easy-1": "partly",
        "w01-quality-1": "missed",
        "w01-easy-2": "dropped",
    }


def _kept(plan: rp.Plan) -> list[Any]:
    return [change for change in plan.changes.itertuples() if change.change != "dropped"]


def _log_of(plan: rp.Plan, folder: Path) -> Path:
    """A log in which the first sessions went differently."""
    days = {"w01-strength-1": "done", "w01-easy-1": "partly", "w01-quality-1": "missed"}
    dates = plan.sessions.set_index("session_id")["date"]
    rows = [
        {"session_id": name, "date": dates[name].date().isoformat(), "status": status, "rpe": 6, "note": "", "sets": []}
        for name, status in days.items()
    ]
    path = folder / "log.json"
    path.write_text(json.dumps({"format": "runplan log", "version": 1, "plan_id": plan.plan_id, "sessions": rows}))
    return path


def check_exercise(row: dict[str, Any], wanted: dict[str, Any], content: dict[str, Any]) -> None:
    names = ("exercise_id", "exercise", "sets", "reps", "seconds", "superset", "note")
    values = [row["exercise"], row["name"], row["sets"], row["reps"], row["seconds"], row["pair"]]
    values.append(without_kit(row["note"]))
    assert values == [wanted[name] if wanted[name] is not None else None for name in names]
    assert row["sides"] == (2 if wanted["each_side"] else 1)
    assert row["rest"] == (wanted["rest_s"] or 0)
    assert row["kg"] == (None if wanted["load_kg"] is None else pytest.approx(wanted["load_kg"], abs=0.011))
    assert (f"{wanted['reserve']} in reserve" in row["facts"]) == (wanted["reserve"] is not None)
    amount = wanted["reps"] if wanted["reps"] is not None else f"{wanted['seconds']} s"
    assert row["dose"].startswith(f"{wanted['sets']} × {amount}")
    assert (" each side" in row["dose"]) == wanted["each_side"]
    if wanted["load_kg"] is not None:
        number, unit = row["load"].removeprefix("2 × ").split(" ")
        assert abs(float(number) * (KG_PER_LB if unit == "lb" else 1) - wanted["load_kg"]) <= 0.01
        assert unit == row["unit"]
        assert bool(row["each"]) == row["load"].startswith("2 × ")
    assert row["exercise"] in content["how"]


def check_steps(steps: list[list[str]], session: Any, block: Any) -> None:
    """Each step has the pace of its target in the runner's unit, as the rules of paces give it."""
    written = [step.strip() for step in session.steps.split(";") if step.strip()]
    if not written:
        assert len(steps) == int(session.kind == "run")
        return
    assert len(steps) == len(written)
    of_unit = KM_PER_MILE if block.units == "mi" else 1.0
    for (_, pace, more), text in zip(steps, written, strict=True):
        word = text.partition(" / ")[0].split(" ")[-1]
        wanted = paces_of(word, block)
        assert (pace == "") == (wanted is None)
        if wanted is not None:
            clocks, unit = pace.split(" /")
            assert unit == block.units
            ends = [_seconds(clock) for clock in clocks.split("\N{EN DASH}")]
            assert [ends[0], ends[-1]] == [pytest.approx(of_unit * end, abs=0.7) for end in wanted]
        rates = heart_rates_of(word, block)
        assert rates is not None or " bpm" not in more


def _seconds(clock: str) -> int:
    minutes, seconds = clock.split(":")
    return 60 * int(minutes) + int(seconds)


@settings(max_examples=10)
@given(possible_blocks())
def test_the_page_says_what_the_plan_has(block: rp.Block) -> None:
    plan = rp.build_plan(block)
    check_plan(plan, read_page(phone_bytes(plan))[1])


@pytest.mark.parametrize(("equipment", "pairs"), [(["barbell"], False), (["dumbbell"], True)])
def test_a_weight_is_that_of_each_hand_only_where_both_hands_hold_one(equipment: list[str], pairs: bool) -> None:
    lifts = {"romanian_deadlift": (20, 10, 3)}
    block = rp.Block(start="2027-01-04", weeks=8, equipment=equipment, lifts=lifts, prefer=["romanian_deadlift"])
    _, content = read_page(phone_bytes(rp.build_plan(block)))
    loaded = [row for row in content["rows"] if row["exercise"] == "romanian_deadlift" and row["kg"]]
    assert loaded
    assert {(bool(row["each"]), row["load"].startswith("2 × ")) for row in loaded} == {(pairs, pairs)}


def test_each_exercise_has_its_drawing_in_the_page_once_as_the_board_paints_it(plan: rp.Plan, page: bytes) -> None:
    _, content = read_page(page)
    wanted = set(plan.exercises["exercise_id"]) & set(load_drawings())
    assert set(content["pictures"]) == wanted
    assert len(wanted) > 20
    for exercise_id, painted in content["pictures"].items():
        strokes = load_drawings()[exercise_id].strokes()
        assert [absolute(path) for path, *_ in painted] == [stroke.path() for stroke in strokes]
        assert [tuple(look) for _, *look in painted] == [(stroke.fill, stroke.line, stroke.width) for stroke in strokes]


def test_an_exercise_says_with_which_one_it_alternates(page: bytes) -> None:
    _, content = read_page(page)
    (session,) = [row for row in content["sessions"] if row["id"] == "w07-strength-1"]
    rows = [content["rows"][number] for number in session["rows"]]
    pair = [row for row in rows if row["pair"] == "A"]
    assert len(pair) == 2
    for row, partner in (pair, pair[::-1]):
        assert f"alternating with {partner['name']}" in row["facts"]


def test_what_to_do_about_pain_and_the_time_to_change_sides_are_the_product_s_own(page: bytes) -> None:
    _, content = read_page(page)
    assert content["pain"] == PAIN
    assert content["side_s"] == 5  # as the minutes of a session count it


def test_loads_are_in_pounds_where_the_weights_are() -> None:
    lifts = {"goblet_squat": ("50 lb", 8, 2), "romanian_deadlift": ("40 lb", 8, 2)}
    block = rp.Block(start="2027-01-04", weeks=8, equipment=("dumbbell",), level="intermediate", lifts=lifts)
    plan = rp.build_plan(block)
    _, content = read_page(phone_bytes(plan))
    rows = [row for row in content["rows"] if row["load"]]
    assert rows
    assert {row["unit"] for row in rows} == {"lb"}
    loads = {(row["exercise"], round(row["kg"] / KG_PER_LB, 2)) for row in rows}
    texts = {(row["exercise"], float(row["load"].removeprefix("2 × ").split(" ")[0])) for row in rows}
    assert loads == texts


def test_a_weight_that_the_plan_does_not_name_is_noted_in_the_unit_of_those_that_are_owned() -> None:
    steps = {"dumbbell": ("10 lb", "20 lb", "30 lb")}
    block = rp.Block(start="2027-01-04", weeks=4, equipment=("dumbbell",), level="intermediate", load_steps=steps)
    _, content = read_page(phone_bytes(rp.build_plan(block)))
    rows = [row for row in content["rows"] if row["unit"]]
    assert rows
    assert {(row["unit"], row["kg"]) for row in rows} == {("lb", None)}


# --- what a person typed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_name_is_it_stays_text(text: str) -> None:
    sessions = [(*row[:6], text, *row[7:10], row[10], text, row[12]) for row in SESSIONS]
    exercises = [(*row[:4], text, *row[5:10], row[10], text, *row[12:]) for row in EXERCISES]
    reader, content = read_page(phone_bytes(plan_of(sessions, exercises)))
    plain = text.replace("\u2028", " ").strip()
    assert {row["title"] for row in content["sessions"]} == {plain}
    assert {row["name"] for row in content["rows"]} == {plain}
    (data,) = reader.texts["data"]
    assert not set(data) & set("<>&")
    assert [tag for tag, _ in reader.elements].count("script") == 2


def test_a_half_character_leaves_a_page_that_can_be_written() -> None:
    rows = [(*SESSIONS[0][:6], "Strength \ud83d", *SESSIONS[0][7:])]
    _, content = read_page(phone_bytes(plan_of(rows, [])))
    assert content["sessions"][0]["title"] == "Strength \N{REPLACEMENT CHARACTER}"


def test_sessions_around_the_block_have_their_days() -> None:
    rows = [("w01-easy-1", 1, "2026-12-30", *SESSIONS[1][3:]), ("w04-long", 4, "2027-02-03", *SESSIONS[7][3:])]
    _, content = read_page(phone_bytes(plan_of(rows, [])))
    days = [day[0] for day in content["days"]]
    assert (days[0], days[-1]) == ("2026-12-30", "2027-02-03")
    assert [days[row["day"]] for row in content["sessions"]] == ["2026-12-30", "2027-02-03"]
    assert days[content["weeks"][0]["first"]] == "2027-01-04"


def test_the_log_is_documented_by_an_example_that_is_json() -> None:
    example = re.search(r"::\n\n(.+?)\n\n", str(sys.modules["runplan.exchange.export.phone"].__doc__), re.DOTALL)
    assert example is not None
    log = json.loads(example[1])
    assert list(log) == ["format", "version", "plan_id", "sessions"]
    assert list(log["sessions"][0]) == ["session_id", "date", "status", "rpe", "note", "sets"]
    assert list(log["sessions"][0]["sets"][0]) == ["exercise_id", "set", "reps", "kg", "seconds"]
