"""What a newcomer meets: findings that can be answered, eight actions to a plan, a head line that is never cut."""

from __future__ import annotations

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.driver import Lab, NotebookPage
from tests.browser.planner_page import (
    AXE_SERIOUS,
    FIRST,
    choose_theme,
    faults,
    kernel,
    open_planner,
    run_planner,
    wait_for,
)
from tests.browser.test_planner import write_notebook

STEEP = """
import runplan as rp

planner = rp.Planner(
    rp.Block(start="2027-01-04", race_date="2027-04-25", goal="marathon", weekly_km_now=25, weekly_km_peak=55),
    state=None,
)
planner
"""
LAST_CELL = "() => window.jupyterapp.shell.currentWidget.content.widgets.length"
PEAK = "Use a peak of 50 km"


@pytest.fixture
def steep(notebook: NotebookPage, server: Lab) -> NotebookPage:
    open_planner(notebook, write_notebook(server.notebooks, "steep.ipynb", STEEP))
    notebook.page.locator(".rp-tab[data-tab=findings]").click()
    notebook.page.wait_for_selector(f".rp-act:text('{PEAK}')")
    return notebook


def test_a_finding_is_answered_by_its_button_by_keyboard_and_undone(steep: NotebookPage) -> None:
    page = steep.page
    act = page.get_by_role("button", name=PEAK, exact=True).first
    assert "ower the peak" in page.locator(f"#{act.get_attribute('aria-describedby').split()[0]}").inner_text()
    act.focus()
    page.keyboard.press("Enter")
    wait_for(steep, ".rp-message", "Done: use a peak of 50 km.")
    assert kernel(steep, "planner.block.weekly_km_peak") == 50
    page.wait_for_function("() => !document.querySelector('.rp-findings').textContent.includes('lower the peak')")
    assert page.evaluate("() => document.querySelector('.rp-board').contains(document.activeElement)")
    page.keyboard.press("Control+z")
    page.wait_for_selector(f".rp-act:text('{PEAK}')")
    assert kernel(steep, "planner.block.weekly_km_peak") == 55
    assert faults(steep) == []


def test_a_change_that_helps_with_several_findings_has_one_button_that_names_them(
    notebook: NotebookPage, server: Lab
) -> None:
    code = STEEP.replace("weekly_km_peak=55", "weekly_km={3: 60, 7: 70, 11: 75}")
    open_planner(notebook, write_notebook(server.notebooks, "steps.ipynb", code))
    page = notebook.page
    page.locator(".rp-tab[data-tab=findings]").click()
    page.wait_for_selector(".rp-act-place:has-text('above also helps here')")
    labels = page.locator(".rp-act").all_inner_texts()
    assert len(labels) == len(set(labels))
    act = page.get_by_role("button", name="Use the planned distance in week 3", exact=True)
    about = [page.locator(f"#{name}").inner_text() for name in act.get_attribute("aria-describedby").split()]
    assert [text.split()[:2] for text in about] == [["Week", "3:"], ["Week", "3"]]


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_serious_on_findings_with_buttons(steep: NotebookPage, theme: str) -> None:
    choose_theme(steep, theme)
    results = Axe().run(steep.page, context=".rp-findings", options={"resultTypes": ["violations"]}).response
    assert [fault["id"] for fault in results["violations"] if fault["impact"] in AXE_SERIOUS] == []


def test_at_a_phones_width_the_buttons_are_44_pixels_high(steep: NotebookPage) -> None:
    page = steep.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_selector(".rp-board.rp-narrow", state="attached")
    heights = page.locator(".rp-act").evaluate_all("acts => acts.map(act => act.getBoundingClientRect().height)")
    assert heights
    assert min(heights) >= 44


# --- a plan in eight actions ------------------------------------------------------------------------------------------

FRESH = """
import runplan as rp

planner = rp.Planner(state=None)
planner
"""


class Newcomer:
    """Somebody who uses controls, each use an action, and opens no section."""

    def __init__(self, opened: NotebookPage) -> None:
        self.page = opened.page
        self.actions = 0

    def types(self, field: str, value: str) -> None:
        self.page.locator(f".rp-field-{field} .widget-readout").click()
        self.page.keyboard.type(value)
        self.page.keyboard.press("Enter")
        self.actions += 1

    def chooses(self, field: str, label: str) -> None:
        self.page.locator(f".rp-field-{field} select").select_option(label=label)
        self.actions += 1

    def dates(self, field: str, date: str) -> None:
        self.page.locator(f".rp-field-{field} input:enabled").fill(date)
        self.page.keyboard.press("Tab")
        self.actions += 1

    def presses(self, field: str, text: str) -> None:
        self.page.locator(f".rp-field-{field} button", has_text=text).click()
        self.actions += 1


@pytest.fixture
def fresh(notebook: NotebookPage, server: Lab) -> NotebookPage:
    return open_planner(notebook, write_notebook(server.notebooks, "fresh.ipynb", FRESH))


def day_of(opened: NotebookPage, number: int) -> str:
    """A day of the block, by its number; the first is 0."""
    first: str = kernel(opened, "str(planner.block.first_day)")
    return str(dt.date.fromisoformat(first) + dt.timedelta(days=number))


def test_a_newcomer_has_a_plan_after_eight_actions(fresh: NotebookPage) -> None:
    newcomer = Newcomer(fresh)
    newcomer.chooses("goal", "Half marathon")
    newcomer.dates("race-date", day_of(fresh, 139))
    newcomer.types("weekly-km-now", "25")
    newcomer.presses("days-off", "Mon")
    newcomer.presses("days-off", "Fri")
    newcomer.presses("long-run-day", "Sat")
    newcomer.types("strength-minutes", "20")
    newcomer.presses("equipment", "Backpack")
    assert newcomer.actions <= 8
    fresh.page.wait_for_selector(".rp-field-equipment button[aria-pressed=true] >> text=Backpack")
    assert kernel(
        fresh,
        "[planner.block.goal, planner.block.weekly_km_now, planner.block.days_off, planner.block.long_run_day, "
        "planner.block.strength_sessions, planner.block.strength_minutes, sorted(planner.block.equipment)]",
    ) == ["half", 25, ["Mon", "Fri"], "Sat", 2, 20, ["backpack", "chair"]]
    assert kernel(fresh, "planner.block.race_date is not None and planner.model.matches")
    assert faults(fresh) == []


def test_what_a_race_day_moves_is_said_beside_it_and_the_weeks_say_it_too(fresh: NotebookPage) -> None:
    page, newcomer = fresh.page, Newcomer(fresh)
    newcomer.chooses("goal", "10 km")
    hint = page.locator(".rp-section .rp-hint", has_text="The block now has")
    assert hint.count() == 0
    newcomer.dates("race-date", day_of(fresh, 104))
    hint.wait_for()
    start, race = kernel(
        fresh, "[f'{day:%a} {day.day} {day:%b}' for day in (planner.block.start, planner.block.race_date)]"
    )
    assert hint.inner_text() == f"The block now has 15 weeks: it starts on {start}, and the race is on {race}."
    box, field = hint.bounding_box(), page.locator(".rp-field-race-date").bounding_box()
    assert box is not None
    assert field is not None
    assert 0 < box["y"] - field["y"] < 200
    newcomer.types("weeks", "12")
    page.wait_for_function(
        "() => document.querySelector('.rp-left').textContent.includes('The block now has 12 weeks')"
    )
    assert (
        kernel(fresh, "f'{planner.block.race_date:%a} {planner.block.race_date.day} {planner.block.race_date:%b}'")
        == race
    )
    newcomer.presses("long-run-day", "Sat")
    assert "The block now has 12 weeks" in page.locator(".rp-left").inner_text()


def test_the_units_of_muscles_and_days_are_explained_where_they_are_first_seen(fresh: NotebookPage) -> None:
    page = fresh.page
    page.locator(".rp-card[data-session=w01-strength-1]").click()
    page.locator(".rp-why summary").click()
    assert "0 means as good as its current day" in page.locator(".rp-why > .rp-quiet").inner_text()
    page.keyboard.press("Escape")
    page.locator(".rp-tab[data-tab=muscles]").click()
    page.locator(".rp-heat-legend span", has_text="A set counts as 1 for the muscles").wait_for()
    assert faults(fresh) == []


# --- the head line ----------------------------------------------------------------------------------------------------

CUT_HEAD = """() => [...document.querySelectorAll(".rp-summary, .rp-summary *")].filter(node => node.clientWidth
    && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 2))
    .map(node => node.textContent)"""
HEADS = {
    "short": "start='2027-01-04', weeks=4",
    "long": "start='2027-01-04', race_date='2027-12-26', goal='marathon', units='mi', weekly_km_now=80",
    "events": "start='2027-01-04', race_date='2027-04-25', goal='half', events=[rp.Event('ill', '2027-02-01', "
    "'2027-02-06'), rp.Event('travel', '2027-02-15', '2027-02-20'), rp.Event('tired', '2027-03-01'), "
    "rp.Event('extra_race', '2027-03-14', distance='10k')]",
}


@pytest.mark.parametrize("plan", HEADS)
def test_the_head_line_is_never_cut(notebook: NotebookPage, server: Lab, plan: str) -> None:
    code = f"import runplan as rp\n\nplanner = rp.Planner(rp.Block({HEADS[plan]}), state=None)\nplanner"
    open_planner(notebook, write_notebook(server.notebooks, f"head_{plan}.ipynb", code))
    for width in (1280, 390):
        notebook.page.set_viewport_size({"width": width, "height": 844})
        notebook.page.wait_for_timeout(300)
        assert notebook.page.evaluate(CUT_HEAD) == [], width
        assert notebook.page.locator(".rp-summary").bounding_box()["width"] <= width
        message = notebook.page.locator(".rp-message")
        assert message.evaluate(
            "node => node.scrollHeight <= node.clientHeight + 2 && node.scrollWidth <= node.clientWidth"
        )


# --- where no kernel runs ---------------------------------------------------------------------------------------------


def test_the_first_notebook_shows_a_picture_of_the_planner_until_it_is_run(notebook: NotebookPage) -> None:
    notebook.open_notebook(FIRST)
    notebook.scroll_to_cell(notebook.page.evaluate(LAST_CELL))
    picture = notebook.page.locator(".jp-OutputArea-output img")
    picture.wait_for()
    assert picture.evaluate("node => node.naturalWidth") > 1000
    assert notebook.page.locator(".rp-planner").count() == 0
    run_planner(notebook)
    assert picture.count() == 0
    assert notebook.page.locator(".rp-planner").is_visible()
