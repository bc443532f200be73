"""How hard the running is, as the tab of the runs shows it in a page."""

from __future__ import annotations

from tests.browser.planner_page import NotebookPage, faults, kernel, open_planner, press, wait_for


def test_the_line_beneath_the_runs_follows_the_plan(notebook: NotebookPage) -> None:
    planner = open_planner(notebook)
    page = planner.page
    page.locator(".rp-tab[data-tab=runs]").click()
    wait_for(planner, ".rp-intensity", "of the minutes, not counting the race. Moderate is marathon to threshold pace")
    shares = kernel(planner, "str(rp.insight.intensity.minutes_of_runs(planner.plan))")
    assert page.locator(".rp-intensity b").inner_text() == shares
    press(planner, "quality-runs", "ArrowLeft", 1)
    wait_for(planner, ".rp-intensity b", "100 % easy")
    assert faults(planner) == []
