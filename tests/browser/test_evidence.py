"""The notebook of the evidence in a real browser: filters, the keyboard, both themes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import runplan as rp
from tests.browser.driver import NotebookPage
from tests.browser.planner_page import AXE_SERIOUS, choose_theme

RULES = len(rp.load_catalog().rules)
COUNTED = "text => document.querySelector('.rp-evidence-said')?.textContent.trim() === text"


@pytest.fixture
def opened(notebook: NotebookPage) -> Iterator[NotebookPage]:
    notebook.open_notebook("06_the_evidence.ipynb")
    assert notebook.run_all() == []
    notebook.scroll_to_cell(2)
    notebook.page.wait_for_selector(".rp-evidence .rp-rules")
    yield notebook
    assert notebook.console_errors == []
    assert notebook.page_errors == []


def test_the_rules_are_filtered_and_searched_and_what_is_not_claimed_stays(opened: NotebookPage) -> None:
    page, view = opened.page, opened.page.locator(".rp-evidence")
    page.wait_for_function(COUNTED, arg=f"{RULES} of {RULES} rules")
    view.get_by_label("Rests on").select_option("Study")
    view.get_by_label("Kind").select_option("Hard rule")
    page.wait_for_function(COUNTED, arg=f"1 of {RULES} rules")
    expect(page.locator(".rp-rules tbody th[scope=row]")).to_have_text(["Fresh legs for hard runshard rule"])
    view.get_by_label("Kind").select_option("any")
    view.get_by_label("Rests on").select_option("Our assumption")
    view.get_by_label("Search").press_sequentially("bosquet half")
    page.wait_for_function(COUNTED, arg=f"3 of {RULES} rules")
    view.get_by_label("Search").fill("homeopathy")
    page.wait_for_function(COUNTED, arg=f"0 of {RULES} rules")
    expect(page.locator(".rp-unclaimed tbody tr")).to_have_count(len(rp.load_catalog().not_claimed))


def test_the_keyboard_goes_from_filter_to_filter_into_the_rules_and_scrolls_them(opened: NotebookPage) -> None:
    page = opened.page
    page.locator(".rp-evidence").get_by_label("Kind").focus()
    for label in ("Grade of the source", "Rests on", "Search"):
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.labels[0].textContent") == label
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "The rules"
    page.keyboard.press("End")
    page.wait_for_function("() => document.querySelector('.rp-rules-box').scrollTop > 0")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.href").startswith("https://doi.org/10.")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_serious_on_the_evidence(opened: NotebookPage, theme: str) -> None:
    page = opened.page
    choose_theme(opened, theme)
    results = Axe().run(page, context=".rp-evidence", options={"resultTypes": ["violations"]}).response
    found = [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]}"
        for one in results["violations"]
        if one["impact"] in AXE_SERIOUS
    ]
    assert found == []
