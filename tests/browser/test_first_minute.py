"""What a newcomer meets: findings that can be answered, eight actions to a plan, a head line that is never cut."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.driver import Lab, NotebookPage
from tests.browser.planner_page import AXE_SERIOUS, choose_theme, faults, kernel, open_planner, wait_for
from tests.browser.test_planner import write_notebook

STEEP = """
import runplan as rp

planner = rp.Planner(
    rp.Block(start="2027-01-04", race_date="2027-04-25", goal="marathon", weekly_km_now=25, weekly_km_peak=55),
    state=None,
)
planner
"""
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
    assert "lower the peak" in page.locator(f"#{act.get_attribute('aria-describedby')}").inner_text()
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
