"""The paces section: what is known of paces as a table that follows every change, and the race as a range."""

from __future__ import annotations

import re
from typing import Any

import pytest

import runplan as rp
from runplan.ui import Planner
from runplan.ui.controls.paces import paces_html
from runplan.units import format_clock
from runplan.words import ZONE_NAMES
from tests.ui.conftest import ask, find, move

RACE = {"start": "2027-01-04", "race_date": "2027-04-25", "goal": "marathon", "weekly_km_now": 30, "weekly_km_peak": 55}
TEN = "10k 52:30"


@pytest.fixture
def planner(sent: list[dict[str, Any]], block: rp.Block) -> Planner:
    return Planner(block, state=None)


def lines(html: str) -> dict[str, list[str]]:
    """The lines of the table by their first cell."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]
    return {row[0]: row[1:] for row in cells}


def drawn(planner: Planner) -> str:
    return str(find(planner, "rp-paces").value)


def sentences(html: str) -> list[str]:
    return re.findall(r"<p[^>]*>(.*?)</p>", html)


@pytest.mark.parametrize("units", ["km", "mi"])
def test_the_table_has_the_paces_of_the_plan_in_the_runner_s_unit(units: str) -> None:
    block = rp.Block(**RACE, recent_races=TEN, units=units)
    rows = lines(paces_html(block))
    frame = rp.build_plan(block).paces()
    assert rows.pop("Run") == [f"min/{units}", "how it feels"]
    paces = [pace.removesuffix(f" /{units}") for pace in frame["pace"]]
    assert rows == dict(zip(frame["name"], map(list, zip(paces, frame["effort"], strict=True)), strict=True))
    assert list(rows) == list(ZONE_NAMES.values())


def test_heart_rates_stand_where_they_are_known() -> None:
    rows = lines(paces_html(rp.Block(**RACE, recent_races=TEN, max_heart_rate=188)))
    assert rows["Run"] == ["min/km", "beats/min", "how it feels"]
    with_rates = {name for name, (_, rates, _) in rows.items() if rates and name != "Run"}
    assert with_rates == {"Easy", "Marathon", "Threshold"}
    alone = paces_html(rp.Block(**RACE, max_heart_rate=188))
    assert list(lines(alone)) == ["Run", "Easy", "Marathon", "Threshold"]
    assert "<caption>Heart rates</caption>" in alone


def test_the_race_is_a_range_of_whole_minutes_and_a_short_one_of_ten_seconds() -> None:
    for goal, step in (("marathon", 60), ("half", 60), ("10k", 10), ("5k", 10)):
        block = rp.Block(**{**RACE, "goal": goal}, recent_races=TEN)
        ((name, fast, slow),) = re.findall(r"(.*) about (\S+) to (\S+)$", sentences(paces_html(block))[0])
        frame = rp.build_plan(block).paces().set_index("zone")
        metres = {"marathon": 42.195, "half": 21.0975, "10k": 10, "5k": 5}[goal]
        for text, column in ((fast, "fast_s_per_km"), (slow, "slow_s_per_km")):
            parts = [int(part) for part in text.split(":")]
            seconds = parts[0] * 3600 + parts[1] * 60 if step == 60 else parts[0] * 60 + parts[1]
            assert seconds % step == 0
            assert abs(seconds - frame.at[goal, column] * metres) <= step / 2 + 3, text  # paces are rounded to 0.1 s
        assert name.startswith({"marathon": "Marathon", "half": "Half marathon", "10k": "10 km", "5k": "5 km"}[goal])


def test_without_a_race_to_train_for_there_are_paces_and_no_prediction() -> None:
    html = paces_html(rp.Block(start="2027-01-04", weeks=8, recent_races=TEN))
    assert sentences(html) == []
    assert len(lines(html)) == 1 + len(ZONE_NAMES)


def test_a_goal_time_has_a_line_of_its_own_below_its_race() -> None:
    rows = lines(paces_html(rp.Block(**RACE, recent_races=TEN, goal_time="4:00:00")))
    assert list(rows)[2:4] == ["Marathon", "Goal pace"]
    fast, slow = (60 * int(pace[:-3]) + int(pace[-2:]) for pace in rows["Goal pace"][0].split("–"))
    assert (fast + slow) / 2 == pytest.approx(4 * 3600 / 42.195, abs=1)
    assert rows["Goal pace"][1] == f"for your goal of {format_clock(4 * 3600)}"
    alone = paces_html(rp.Block(**RACE, goal_time="4:00:00"))
    assert list(lines(alone)) == ["Run", "Goal pace"]
    assert "<caption>The pace of your goal</caption>" in alone


def test_where_nothing_is_known_the_next_step_stands_instead_of_a_table() -> None:
    html = paces_html(rp.Block(**RACE))
    assert "<table" not in html
    assert sentences(html) == [
        "Type a recent race to see the paces of your runs. Your easy pace alone gives only rough estimates."
    ]


def test_races_slower_than_the_equations_go_by_feel() -> None:
    assert sentences(paces_html(rp.Block(**RACE, recent_races="10k 1:30:00"))) == [
        "Run by feel: your races are slower than the pace equations cover."
    ]


def test_the_table_says_what_it_is_and_which_cells_are_headings() -> None:
    html = paces_html(rp.Block(**RACE, recent_races=TEN, max_heart_rate=188))
    assert "<caption>Paces from 10 km in 52:30</caption>" in html
    assert html.count('scope="col"') == html.count('role="columnheader"') == 4
    assert html.count('scope="row"') == html.count('role="rowheader"') == len(ZONE_NAMES)


# --- it follows -------------------------------------------------------------------------------------------------------


def test_the_table_follows_what_is_typed_undone_and_loaded(planner: Planner) -> None:
    move(find(planner, "rp-field-recent-races"), TEN)
    assert drawn(planner) == paces_html(planner.block)
    assert "<caption>Paces from 10 km in 52:30</caption>" in drawn(planner)
    for changes in ({"goal": "half"}, {"units": "mi"}, {"max_heart_rate": 180}, {"goal_time": 6300}):
        before = drawn(planner)
        planner.model.wish(**changes)
        assert drawn(planner) == paces_html(planner.block) != before, changes
    for _ in range(5):
        ask(planner.board, do="undo")
    assert "<table" not in drawn(planner)
    planner.model.open(planner.block.replace(recent_races=TEN))
    assert drawn(planner) == paces_html(planner.block)


def test_while_a_slider_moves_the_table_waits_and_follows_when_the_hand_rests(planner: Planner) -> None:
    move(find(planner, "rp-field-recent-races"), TEN)
    before = drawn(planner)
    for peak in (60, 70, 80):
        move(find(planner, "rp-field-weekly-km-peak"), peak)
    assert drawn(planner) == before
    ask(planner.board, do="lists")
    assert drawn(planner) == paces_html(planner.block) != before  # more kilometres, a faster marathon


def test_the_table_follows_a_race_that_is_typed_while_something_else_cannot_be_planned(planner: Planner) -> None:
    planner.model.wish(run_days=7)
    assert not planner.model.matches
    move(find(planner, "rp-field-recent-races"), TEN)
    assert "<caption>Paces from 10 km in 52:30</caption>" in drawn(planner)


def test_an_easy_pace_that_was_left_alone_tells_that_it_follows_the_race(planner: Planner) -> None:
    def hints() -> list[str]:
        every = [str(widget.value) for widget in _all(planner) if "rp-hint" in getattr(widget, "_dom_classes", ())]
        return [hint for hint in every if "the pace from your race" in hint]

    assert hints() == []
    move(find(planner, "rp-field-recent-races"), TEN)
    (hint,) = hints()
    assert re.fullmatch(r"<p>Leave this empty to use the pace from your race: 6:\d\d /km\.</p>", hint)
    planner.model.wish(easy_pace_s_per_km=380)
    assert hints() == []


def _all(root: Any) -> list[Any]:
    return [root, *(widget for child in getattr(root, "children", ()) for widget in _all(child))]
