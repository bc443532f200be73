"""The planner as a runner meets it: the first notebook in a real browser, by keyboard and by mouse."""

from __future__ import annotations

import json

import pytest

import runplan as rp
from tests.browser.driver import Lab, NotebookPage

FIRST = "01_plan_a_block.ipynb"
HAS_TEXT = "([selector, text]) => document.querySelector(selector)?.textContent.includes(text)"
IN_KERNEL = """async code => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    await kernel.requestExecute({code}).done;
}"""
TABS = ("Plan", "Sessions", "Coverage", "Running", "Findings", "Save and load")


@pytest.fixture
def planner(notebook: NotebookPage) -> NotebookPage:
    notebook.open_notebook(FIRST)
    assert notebook.run_all() == []
    notebook.hide_side_bar()
    notebook.scroll_to_cell(2)
    notebook.page.wait_for_selector(".runplan .rp-calendar")
    return notebook


def wait_for(opened: NotebookPage, selector: str, text: str) -> None:
    opened.page.wait_for_function(HAS_TEXT, arg=[selector, text])


def press(opened: NotebookPage, field: str, key: str, times: int = 1) -> None:
    handle = opened.page.locator(f".rp-field-{field} .noUi-handle")
    for _ in range(times):
        handle.focus()
        handle.press(key)


def open_tab(opened: NotebookPage, title: str) -> None:
    opened.page.locator(".rp-tabs .lm-TabBar-tab").filter(has_text=title).click()


def test_a_slider_moved_by_keyboard_plans_anew(planner: NotebookPage) -> None:
    wait_for(planner, ".rp-summary", "Marathon in 16 weeks")
    wait_for(planner, ".rp-summary", "peak 55 km in week 13")
    press(planner, "weekly-km-peak", "ArrowRight")
    wait_for(planner, ".rp-summary", "peak 56 km in week 13")
    planner.page.locator(".rp-undo").click()
    wait_for(planner, ".rp-summary", "peak 55 km in week 13")
    assert planner.page.locator(".rp-error").count() == 0
    assert planner.console_errors == []
    assert planner.page_errors == []


def test_every_slider_has_a_name_for_a_screen_reader(planner: NotebookPage) -> None:
    page = planner.page
    page.wait_for_function("() => document.querySelector('.runplan .noUi-handle')?.getAttribute('aria-label')")
    names = page.locator(".runplan .noUi-handle").evaluate_all(
        "handles => handles.map(handle => handle.getAttribute('aria-label'))"
    )
    assert len(names) == len(set(names)) == 11
    assert all(names)
    assert page.get_by_role("slider", name="Peak week, km").count() == 1
    # A slider that is drawn anew, here in another unit, keeps a name.
    page.locator(".rp-fold").first.click()
    page.locator(".rp-field-units button").filter(has_text="miles").click()
    page.get_by_role("slider", name="Peak week, mi").wait_for()


def test_buttons_and_the_pace_are_read_out_as_they_are_seen(planner: NotebookPage) -> None:
    page = planner.page
    page.wait_for_function(
        "() => document.querySelector('.rp-field-easy-pace-s-per-km .noUi-handle')?.getAttribute('aria-valuetext')"
        " === '6:30 /km'"
    )
    press(planner, "easy-pace-s-per-km", "ArrowRight")
    page.wait_for_function(
        "() => document.querySelector('.rp-field-easy-pace-s-per-km .noUi-handle').getAttribute('aria-valuetext')"
        " === '6:35 /km'"
    )
    pressed = "button => button.getAttribute('aria-pressed')"
    days = page.locator(".rp-field-long-run-day button")
    assert days.evaluate_all("all => all.map(" + pressed + ")") == ["false"] * 6 + ["true"]
    days.filter(has_text="Sat").click()
    page.wait_for_selector(".rp-field-long-run-day button[aria-pressed=true] >> text=Sat")
    page.locator(".rp-fold").nth(3).click()
    off = page.locator(".rp-field-days-off button").filter(has_text="Tue")
    assert off.get_attribute("aria-pressed") == "true"
    page.wait_for_selector(".rp-fold[aria-expanded=true] >> text=Days")


def test_a_card_opens_its_session_by_mouse_and_by_keyboard(planner: NotebookPage) -> None:
    page = planner.page
    page.locator(".rp-card[data-session=w05-long]").click()
    wait_for(planner, ".rp-session", "w05-long")
    open_tab(planner, "Plan")
    first, second = (page.locator(".rp-card[data-session]").nth(place) for place in (0, 1))
    first.focus()
    first.press("ArrowRight")
    name = second.get_attribute("data-session")
    page.wait_for_function("name => document.activeElement?.dataset.session === name", arg=name)
    second.press("Enter")
    wait_for(planner, ".rp-session", str(name))
    assert planner.console_errors == []
    assert planner.page_errors == []


def test_in_a_narrow_window_the_controls_stand_above_the_plan(planner: NotebookPage) -> None:
    page = planner.page
    boxes = "() => ['.rp-left', '.rp-right'].map(one => document.querySelector(one).getBoundingClientRect().toJSON())"
    left, right = page.evaluate(boxes)
    assert left["right"] <= right["left"]
    page.set_viewport_size({"width": 853, "height": 533})  # 1280 x 800 at 150 %
    page.wait_for_function(
        "() => document.querySelector('.rp-left').getBoundingClientRect().bottom"
        " <= document.querySelector('.rp-right').getBoundingClientRect().top"
    )
    page.set_viewport_size({"width": 640, "height": 800})
    # What is narrower than its numbers need scrolls in its own box, and the page does not.
    page.wait_for_function(
        "() => { const box = document.querySelector('.rp-calendar').parentElement;"
        " return box.scrollWidth > box.clientWidth && document.querySelector('.rp-calendar').offsetWidth >= 540 }"
    )
    runplan = page.locator(".runplan").first
    assert runplan.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_the_impossible_is_refused_in_words_and_the_offer_helps(planner: NotebookPage) -> None:
    press(planner, "run-days", "ArrowRight", times=3)
    wait_for(planner, ".rp-blocked", "7 runs a week and Tue off cannot stand together.")
    planner.page.wait_for_selector(".runplan.rp-not-matching .rp-calendar")
    planner.page.locator(".rp-relax").click()
    planner.page.wait_for_selector(".rp-blocked", state="detached")
    wait_for(planner, ".rp-field-run-days .widget-readout", "6")
    planner.page.wait_for_selector(".runplan.rp-not-matching", state="detached")
    assert planner.console_errors == []


def test_every_tab_shows_its_view(planner: NotebookPage) -> None:
    views = (".rp-calendar", ".rp-session", ".rp-heat", ".rp-chart", ".rp-findings", ".rp-path")
    for title, view in zip(TABS, views, strict=True):
        open_tab(planner, title)
        planner.page.wait_for_selector(f".rp-tabs {view}")
    assert planner.page.locator(".rp-error").count() == 0
    assert planner.console_errors == []
    assert planner.page_errors == []


def test_what_is_saved_is_the_plan_in_the_kernel(planner: NotebookPage, server: Lab) -> None:
    press(planner, "weekly-km-peak", "ArrowRight", times=2)
    wait_for(planner, ".rp-summary", "peak 57 km")
    open_tab(planner, "Save and load")
    planner.page.locator(".rp-path input").fill("by_button.csv")
    planner.page.locator(".rp-path input").press("Tab")
    planner.page.locator(".rp-save").click()
    wait_for(planner, ".rp-message", "Saved by_button.csv and by_button.block.json")
    planner.page.evaluate(IN_KERNEL, 'planner.plan.to_csv("by_cell.csv")')
    saved = (server.notebooks / "by_button.csv").read_bytes()
    assert saved == (server.notebooks / "by_cell.csv").read_bytes()
    plan = rp.read_plan(server.notebooks / "by_button.csv")
    assert plan.block.weekly_km_peak == 57
    assert rp.build_plan(plan.block).sessions.equals(plan.sessions)
    assert (
        json.loads((server.notebooks / "by_button.block.json").read_text(encoding="utf-8"))["block"]["goal"]
        == "marathon"
    )


def test_pinning_a_session_moves_it(planner: NotebookPage) -> None:
    open_tab(planner, "Sessions")
    page = planner.page
    page.locator(".rp-session-day select").select_option(label="Friday")
    page.locator(".rp-session-pin").click()
    wait_for(planner, ".rp-session", "Friday 8 January 2027")
    wait_for(planner, ".rp-session", "pinned by you")
    page.locator(".rp-session-unpin").click()
    page.wait_for_function("() => !document.querySelector('.rp-session').textContent.includes('pinned by you')")


@pytest.mark.parametrize("name", ["02_the_exercises.ipynb", "03_read_the_coverage.ipynb"])
def test_the_other_notebooks_run_to_their_end(notebook: NotebookPage, name: str) -> None:
    notebook.open_notebook(name)
    assert notebook.run_all() == []
    assert notebook.console_errors == []
    assert notebook.page_errors == []
