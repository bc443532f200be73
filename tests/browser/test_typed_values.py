"""Values typed beside a slider, and the race that stays where it was set, in a real browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.driver import NotebookPage
from tests.browser.planner_page import (
    AXE_SERIOUS,
    card,
    choose_theme,
    day,
    drag,
    faults,
    kernel,
    open_planner,
    press,
    wait_for,
)


@pytest.fixture
def planner(notebook: NotebookPage) -> NotebookPage:
    opened = open_planner(notebook)
    for _ in range(opened.page.locator('.rp-fold[aria-expanded="false"]').count()):
        opened.page.locator('.rp-fold[aria-expanded="false"]').first.click()
    return opened


def type_in(opened: NotebookPage, field: str, text: str, end: str = "Enter") -> None:
    """Type a value beside a slider, over what is there."""
    opened.page.locator(f".rp-field-{field} .widget-readout").click()
    opened.page.keyboard.type(text)
    opened.page.keyboard.press(end)


def readout(opened: NotebookPage, field: str) -> str:
    return str(opened.page.locator(f".rp-field-{field} .widget-readout").text_content())


def test_a_pace_is_typed_as_runners_write_it_and_anything_else_is_answered(planner: NotebookPage) -> None:
    pace = "easy-pace-s-per-km"
    type_in(planner, pace, "5:45")
    wait_for(planner, f".rp-field-{pace} .widget-readout", "5:45 /km")
    type_in(planner, pace, "343")
    wait_for(planner, f".rp-field-{pace} .widget-readout", "5:43 /km")
    assert kernel(planner, "planner.block.easy_pace_s_per_km") == 343
    type_in(planner, pace, "5.5")
    wait_for(
        planner,
        ".rp-warning",
        "Easy pace: 5.5 may be minutes and seconds or a decimal number: type a pace from 3:00 to 15:00 /km, such as "
        "5:45. It is still 5:43 /km.",
    )
    assert readout(planner, pace) == "5:43 /km"
    type_in(planner, pace, "5.48")
    wait_for(planner, f".rp-field-{pace} .widget-readout", "5:48 /km")
    type_in(planner, pace, "343")
    wait_for(planner, f".rp-field-{pace} .widget-readout", "5:43 /km")
    type_in(planner, pace, "abc", "Tab")  # leaving the field counts as Enter does
    wait_for(planner, ".rp-warning", "Easy pace: type a pace from 3:00 to 15:00 /km, such as 5:45.")
    assert readout(planner, pace) == "5:43 /km"
    # The arrows go on from a pace between two steps.
    press(planner, pace, "ArrowRight")
    wait_for(planner, f".rp-field-{pace} .widget-readout", "5:45 /km")
    assert faults(planner) == []


def test_every_slider_takes_what_it_shows(planner: NotebookPage) -> None:
    before = kernel(planner, "planner.block.to_dict()")
    fields = planner.page.evaluate(
        """() => [...document.querySelectorAll('.rp-planner .widget-slider')].filter(one => one.offsetParent)
            .map(one => [...one.classList].find(name => name.startsWith('rp-field-')).slice(9))"""
    )
    assert len(fields) == 10
    for field in fields:
        shown = readout(planner, field)
        type_in(planner, field, f"{shown} ")
        assert readout(planner, field) == shown
    # Escape takes back what was typed.
    type_in(planner, "weeks", "40", "Escape")
    assert readout(planner, "weeks") == "16"
    assert not planner.page.locator(".rp-warning").is_visible()
    assert kernel(planner, "planner.block.to_dict()") == before


def test_weeks_that_are_typed_or_moved_change_the_start_and_leave_the_race(planner: NotebookPage) -> None:
    race = kernel(planner, "str(planner.model.form.race_date)")
    type_in(planner, "weeks", "14")
    wait_for(planner, ".rp-summary", "in 14 weeks")
    press(planner, "weeks", "ArrowLeft", times=2)
    wait_for(planner, ".rp-summary", "in 12 weeks")
    assert kernel(planner, "[str(planner.block.start), str(planner.block.race_date)]") == ["2027-02-01", race]
    assert planner.page.locator(".rp-field-start input").input_value() == "2027-02-01"
    assert planner.page.locator(".rp-field-race-date input").input_value() == race
    assert planner.page.locator(".rp-cost .rp-won").count() == 0
    wait_for(planner, ".rp-section", "Changing the number of weeks changes the start date.")
    assert faults(planner) == []


def fill(opened: NotebookPage, field: str, text: str) -> None:
    """Type into a field, over what is there."""
    box = opened.page.locator(f".rp-field-{field} input")
    box.fill(text)
    box.press("Enter")


PACES = """() => [...document.querySelectorAll(".rp-pace-table tr")].map(row =>
    [...row.cells].map(cell => cell.textContent))"""


def test_a_race_and_a_goal_that_are_typed_give_a_table_of_paces_and_a_predicted_race(planner: NotebookPage) -> None:
    page = planner.page
    fill(planner, "recent-races", "10k 52:30, half 1:56:00")
    wait_for(planner, ".rp-paces", "Paces from 10 km in 52:30 and half marathon in 1:56:00")
    fill(planner, "max-heart-rate", "188")
    wait_for(planner, ".rp-pace-table", "beats/min")
    fill(planner, "goal-time", "4:00:00")
    wait_for(planner, ".rp-pace-table", "for your goal of 4:00:00")
    zones = {row[0]: row[1:] for row in page.evaluate(PACES)}
    assert zones["Easy"][0] == kernel(planner, "planner.plan.paces()['pace'][0].split(' ')[0]")
    assert str(page.locator(".rp-predicted").text_content()).startswith("Marathon about ")
    # A slider's move is followed when the hand rests.
    press(planner, "easy-pace-s-per-km", "ArrowRight")
    fill(planner, "recent-races", "")
    wait_for(planner, ".rp-paces", "Paces from your easy pace of 6:35 /km")
    press(planner, "easy-pace-s-per-km", "ArrowRight")
    wait_for(planner, ".rp-paces", "Paces from your easy pace of 6:40 /km")
    assert faults(planner) == []


def test_what_cannot_be_read_stays_in_its_field_with_a_sentence_that_is_read_out(planner: NotebookPage) -> None:
    page = planner.page
    before = kernel(planner, "planner.block.to_dict()")
    box = page.locator(".rp-field-recent-races input")
    assert box.get_attribute("placeholder") == "10k 52:30"
    assert box.get_attribute("aria-invalid") == "false"
    fill(planner, "recent-races", "10k soon")
    page.wait_for_selector(".rp-field-recent-races input[aria-invalid=true]")
    sentence = page.locator(f"id={box.get_attribute('aria-describedby')}")
    assert sentence.text_content() == "Type a distance and a time, such as 10k 52:30."
    assert box.input_value() == "10k soon"
    assert kernel(planner, "planner.block.to_dict()") == before
    fill(planner, "recent-races", "10k 52:30")
    page.wait_for_selector(".rp-field-recent-races input[aria-invalid=false]")
    assert kernel(planner, "planner.block.recent_races") == [["10k", 3150]]
    assert faults(planner) == []


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_paces_are_read_whole_and_axe_finds_nothing_serious(planner: NotebookPage, theme: str, width: int) -> None:
    page = planner.page
    choose_theme(planner, theme)
    page.set_viewport_size({"width": width, "height": 844})
    if width < 520:  # on a phone they are folded away
        page.get_by_role("button", name="Controls").click()
    fill(planner, "recent-races", "10k 52:30")
    fill(planner, "max-heart-rate", "188")
    fill(planner, "threshold-heart-rate", "fit")
    page.locator(".rp-field-units button").last.click()  # a pace a mile is the widest
    wait_for(planner, ".rp-pace-table", "min/mi")
    page.wait_for_selector(".rp-refused p")
    page.locator(".rp-pace-table").scroll_into_view_if_needed()
    cut = """() => [...document.querySelectorAll(".rp-pace-table *, .rp-predicted, .rp-refused p, .rp-typed label")]
        .filter(one => !one.matches("thead .rp-feel") && (one.scrollWidth > one.clientWidth + 1
            || one.getBoundingClientRect().right > one.closest(".rp-left").getBoundingClientRect().right))
        .map(one => one.textContent)"""
    assert page.evaluate(cut) == []
    results = Axe().run(page, context=".rp-left", options={"resultTypes": ["violations"]}).response
    assert [rule["nodes"][0]["html"] for rule in results["violations"] if rule["impact"] in AXE_SERIOUS] == []


def test_only_a_day_that_makes_the_block_better_is_green(planner: NotebookPage) -> None:
    costs = kernel(
        planner,
        "{str(row.weekday): int(row.cost) for row in planner.plan.explain('w05-long').itertuples()"
        " if row.allowed and not row.here}",
    )
    drag(planner, card(planner, "w05-long"), day(planner, 5, 4), drop=False)
    planner.page.wait_for_selector(".rp-dear .rp-price")
    for place, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")):
        if name in costs:
            classes = str(day(planner, 5, place).get_attribute("class")).split()
            cost = costs[name]
            assert ("rp-better" in classes) == (cost < 0)
            assert ("rp-dear" in classes) == (cost >= 900)
            price = day(planner, 5, place).locator(".rp-price").text_content()
            assert price == (f"! +{cost}" if cost >= 900 else f"+{cost}" if cost > 0 else price)
    planner.page.keyboard.press("Escape")
    planner.page.mouse.up()
    assert planner.page.locator(".rp-dear").count() == 0
    assert faults(planner) == []
