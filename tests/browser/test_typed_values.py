"""Values typed beside a slider, and the race that stays where it was set, in a real browser."""

from __future__ import annotations

import pytest

from tests.browser.driver import NotebookPage
from tests.browser.planner_page import card, day, drag, faults, kernel, open_planner, press, wait_for


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
    type_in(planner, pace, "5.45")
    wait_for(
        planner,
        ".rp-warning",
        "Easy pace: 5.45 may be minutes and seconds or a decimal number: type a pace from 3:00 to 15:00 /km, such as "
        "5:45. It is still 5:43 /km.",
    )
    assert readout(planner, pace) == "5:43 /km"
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
