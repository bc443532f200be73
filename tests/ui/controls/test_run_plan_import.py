"""A run plan that is brought into the planner, and plans that are handed out of it."""

from __future__ import annotations

import html
import io
import json
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import runplan as rp
from runplan.exchange.export.registry import FORMATS
from runplan.ui.planner import Planner
from runplan.ui.state import file_requests
from tests.ui.conftest import ask, find, read_runs, use_runs

RUNS = """Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun
1,Rest,6 km easy,Rest,6 km tempo,Rest,4 km,10 km
2,Rest,6 km easy,Rest,6 km tempo,Rest,5 km,11 km
3,Rest,7 km easy,Rest,7 km tempo,Rest,5 km,12 km
4,Rest,6 km easy,Rest,5 km easy,Rest,4 km,9 km
5,Rest,6 km easy,Rest,4 km easy,Rest,3 km,Half Marathon (21.1 km)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "runs.csv").write_text(RUNS)
    (tmp_path / "bare.csv").write_text(RUNS.replace(" km", ""))
    return tmp_path


@pytest.fixture
def planner(folder: Path) -> Planner:
    return Planner(rp.Block(start="2027-03-01", weeks=10), state=None)


def handed(planner: Planner, monkeypatch: pytest.MonkeyPatch, name: str) -> dict[str, Any]:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(planner.board, "send", sent.append)
    find(planner, "rp-format").value = name
    find(planner, "rp-export").click()
    assert [one["is"] for one in sent] == ["file"]
    return sent[0] | {"data": b64decode(sent[0]["data"])}


def test_a_run_of_ones_own_plan_takes_no_pin(planner: Planner) -> None:
    use_runs(planner)
    rows = planner.plan.sessions
    run = rows[(rows["kind"] == "run").to_numpy()].iloc[0]
    planner.model.move(run["session_id"], run["weekday"])
    assert planner.model.form.pins == ()
    assert planner.model.messages.warning.endswith("needs no pin: RunPlan does not move the runs of your own plan.")


def test_runs_that_are_brought_in_stand_as_they_are(planner: Planner) -> None:
    use_runs(planner)
    model = planner.model
    assert model.blockers == ()
    assert model.messages.message == "Strength is now planned around runs.csv: 20 runs."
    assert (planner.block.goal, planner.block.weeks, str(planner.block.race_date)) == ("half", 5, "2027-04-04")
    runs = planner.plan.sessions.query("kind == 'run' and week == 3")
    assert list(zip(runs["weekday"], runs["km"], strict=True)) == [
        ("Tue", 7.0),
        ("Thu", 7.0),
        ("Sat", 5.0),
        ("Sun", 12.0),
    ]
    assert (model.form.run_days, model.form.weekly_km_peak) == (4, 31.0)


def test_a_wish_for_strength_keeps_the_runs_and_undo_takes_them_back(planner: Planner) -> None:
    use_runs(planner)
    find(planner, "rp-field-strength-sessions").value = 1
    assert planner.block.runs is not None
    assert (planner.plan.weeks["strength_sessions"] <= 1).all()
    planner.model.undo()
    planner.model.undo()
    assert planner.block.runs is None
    assert planner.block.weeks == 10
    planner.model.undo()
    assert planner.model.form.table is None


def test_runs_can_be_let_go(planner: Planner) -> None:
    use_runs(planner)
    find(planner, "rp-leave-runs").click()
    assert planner.block.runs is None
    assert planner.model.blockers == ()
    assert find(planner, "rp-leave-runs").layout.display == "none"


def test_a_unit_that_is_not_said_is_asked_for_and_taken(planner: Planner) -> None:
    unit = find(planner, "rp-runs-unit")
    assert unit.layout.display == "none"
    read_runs(planner, "bare.csv")
    assert planner.model.form.table is None
    assert "choose the unit under Distances in the file are in, or write" in planner.model.messages.warning
    assert unit.layout.display is None
    use_runs(planner, "bare.csv", "mi")
    assert planner.block.runs is not None
    assert planner.plan.sessions.query("session_id == 'w01-long'")["km"].tolist() == [
        pytest.approx(10 * 1.609344, abs=1e-3)
    ]


@pytest.mark.parametrize(("path", "said"), [("", "or type its name"), ("not_there.csv", "is not there")])
def test_a_file_that_cannot_be_read_is_said_and_changes_nothing(planner: Planner, path: str, said: str) -> None:
    before = planner.plan
    use_runs(planner, path)
    assert said in planner.model.messages.warning
    assert planner.plan is before


def test_a_bar_of_given_kilometres_is_not_pulled(planner: Planner) -> None:
    use_runs(planner)
    planner.model.set_week(3, 80.0)
    assert planner.block.weekly_km == ()
    assert "Your own run plan sets the distance" in planner.model.messages.warning


def test_a_given_run_that_is_dragged_stays_and_says_why(planner: Planner) -> None:
    use_runs(planner)
    planner.model.move("w03-long", "Sat")
    assert planner.block.pins == ()
    assert "does not move the runs of your own plan" in planner.model.messages.warning


def test_runs_and_the_plans_id_are_found_again(folder: Path) -> None:
    block = rp.Block(start="2027-03-01", weeks=10)
    first = Planner(block)
    use_runs(first)
    assert first.memory._keeping is not None
    first.memory._keeping.finish()
    again = Planner(block)
    assert again.block == first.block
    assert again.block.runs is not None
    assert again.model.plan_id == first.model.plan_id


def test_the_plans_id_stays_whatever_is_changed_and_goes_into_the_file(planner: Planner, folder: Path) -> None:
    kept = planner.model.plan_id
    planner.model.form.weekly_km_peak = 40.0
    file_requests.save(planner.model, "plan.csv")
    assert planner.model.plan_id == kept
    assert rp.read_plan("plan.csv").plan_id == kept
    assert json.loads((folder / "plan.block.json").read_text())["plan_id"] == kept
    other = Planner(rp.Block(start="2027-05-03", weeks=6), state=None)
    assert other.model.plan_id != kept
    file_requests.load(other.model, "plan.csv")
    assert other.model.plan_id == kept


@pytest.mark.parametrize("name", ["csv", *FORMATS])
def test_the_plan_is_handed_out_in_every_format(planner: Planner, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    file = handed(planner, monkeypatch, name)
    suffix = ".csv" if name == "csv" else FORMATS[name].suffixes[0]
    assert file["name"].endswith(suffix)
    plan = planner.plan.called(planner.model.plan_id)
    assert file["data"] == (plan.csv_text().encode() if name == "csv" else FORMATS[name].make(plan))
    assert "is in your downloads" in planner.model.messages.message
    if suffix in (".zip", ".xlsx"):
        assert zipfile.ZipFile(io.BytesIO(file["data"])).testzip() is None


def test_two_exports_of_the_planner_have_the_same_events(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    before = handed(planner, monkeypatch, "ics")["data"].decode()
    planner.model.form.strength_minutes = 20
    after = handed(planner, monkeypatch, "ics")["data"].decode()
    uids = [[line for line in text.splitlines() if line.startswith("UID:")] for text in (before, after)]
    assert uids[0] == uids[1] != []
    assert before != after


# --- a file that is chosen, and what it has to be told ----------------------------------------------------------------


def choose(planner: Planner, name: str, content: bytes) -> None:
    """What the browser sends when a person chooses a file."""
    file = {"name": name, "type": "", "size": len(content), "last_modified": 0, "content": content}
    planner.model.messages.put_away()
    find(planner, "rp-runs-upload").set_state({"value": [file]})


def test_a_chosen_file_is_read_at_once(planner: Planner, folder: Path) -> None:
    choose(planner, "far_away.csv", RUNS.encode())
    assert not (folder / "far_away.csv").exists()
    assert planner.model.messages.message.startswith("far_away.csv has 20 runs. It will begin on Mon 1 Mar 2027.")
    ask(planner.board, do="use_written")
    assert planner.block.runs is not None


def test_a_chosen_file_in_minutes_is_asked_for_its_unit_and_taken(planner: Planner) -> None:
    text = "Week,Mon,Tue,Wed,Sun\n" + "".join(f"{week},30,rest,40,60\n" for week in range(1, 6))
    choose(planner, "minutes.csv", text.encode())
    assert planner.block.runs is None
    find(planner, "rp-runs-unit").value = "min"
    ask(planner.board, do="use_written")
    runs = planner.block.runs
    assert runs is not None
    assert [run.minutes for run in runs[:3]] == [30, 40, 60]


def test_which_of_two_sets_of_days_is_the_plan_is_asked_for_and_taken(planner: Planner) -> None:
    days = find(planner, "rp-runs-days")
    assert days.layout.display == "none"
    lines = "".join(f"{week},5 km,8 km,12 km,4 km,7 km,11 km\n" for week in range(1, 6))
    choose(planner, "two.csv", f"Week,Mon,Wed,Sun,Mon,Wed,Sun\n{lines}".encode())
    assert planner.block.runs is None
    assert planner.model.messages.warning.endswith("choose one under Days.")
    assert days.layout.display is None
    days.value = "second"
    ask(planner.board, do="use_written")
    assert planner.block.runs is not None
    assert [run.km for run in planner.block.runs[:3]] == [4, 7, 11]


def test_which_sheet_is_the_plan_is_asked_for_and_taken(planner: Planner) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, km in (("5k", 5), ("10k", 8)):
        sheet = book.create_sheet(title)
        sheet.append(["Week", "Mon", "Wed", "Sun"])
        for week in range(1, 6):
            sheet.append([week, f"{km} km", "6 km", "12 km"])
    stream = io.BytesIO()
    book.save(stream)
    choose(planner, "plans.xlsx", stream.getvalue())
    sheet = find(planner, "rp-runs-sheet")
    assert sheet.layout.display is None
    assert [title for _, title in sheet.options] == ["", "5k", "10k"]
    sheet.value = "10k"
    ask(planner.board, do="use_written")
    assert planner.block.runs is not None
    assert planner.block.runs[0].km == 8
    choose(planner, "other.csv", RUNS.encode())
    assert sheet.layout.display == "none"


EVENTS = {
    "ill": [rp.Event("ill", "2027-03-08", "2027-03-12")],
    "away": [rp.Event("away", "2027-03-16", "2027-03-17")],
    "tired": [rp.Event("tired", "2027-03-15", "2027-03-21")],
    "travel": [rp.Event("travel", "2027-03-15", "2027-03-21", equipment=())],
    "extra_race": [rp.Event("extra_race", "2027-03-20", distance="10k")],
    "two": [rp.Event("ill", "2027-03-08", "2027-03-12"), rp.Event("injured", "2027-03-23", "2027-03-24")],
    "other weeks": [rp.Event("ill", "2027-05-03", "2027-05-04")],
}


def hint_of(planner: Planner) -> Any:
    """The sentence above the button that opens a run plan."""
    return next(box.children[0] for box in boxes(planner) if find(planner, "rp-runs-sheet") in box.children)


def boxes(widget: Any) -> Iterator[Any]:
    """Every box in a widget, itself too."""
    children = getattr(widget, "children", ())
    for child in children:
        yield from boxes(child)
    if children:
        yield widget


@pytest.mark.parametrize("kind", EVENTS)
def test_events_that_come_before_an_import_are_told_before_and_after_it(planner: Planner, kind: str) -> None:
    events, hint = EVENTS[kind], hint_of(planner)
    assert hint.value == ""
    planner.model.wish(events=events)
    assert all((event.text in html.unescape(hint.value)) == (kind != "travel") for event in events)
    use_runs(planner, "runs.csv")
    assert planner.block.events == tuple(events)
    assert hint.value == ""
    message = planner.model.messages.message
    with_events = {run.session_id: run for run in planner.plan.session_records if run.is_run}
    planner.model.wish(events=())
    as_in_file = [run for run in planner.plan.session_records if run.is_run]
    assert len(as_in_file) == 20
    changed = sum(with_events.get(run.session_id) != run for run in as_in_file)
    assert (changed > 0) == (kind not in ("travel", "other weeks"))
    assert ("of these runs" in message) == (changed > 0)
    assert (f"{changed} of these runs. To leave your runs as they are, remove the event" in message) == (changed > 0)
