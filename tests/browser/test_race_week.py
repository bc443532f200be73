"""The race week's bar on the board says the same figure as its row, and is pulled by what is run besides the race."""

from __future__ import annotations

import re

from tests.browser.driver import Lab, NotebookPage
from tests.browser.planner_page import open_planner, wait_for
from tests.browser.test_planner import write_notebook

RACE = """
import runplan as rp

planner = rp.Planner(rp.Block(start="2027-01-04", race_date="2027-02-28", goal="half", weekly_km_now=33), state=None)
planner
"""


def test_the_bar_of_the_race_week_has_the_race_in_its_figure(notebook: NotebookPage, server: Lab) -> None:
    open_planner(notebook, write_notebook(server.notebooks, "race.ipynb", RACE))
    page = notebook.page
    bar = page.locator(".rp-eq-bar[data-week='8']")
    bar.focus()
    said = page.locator(".rp-eq-said").text_content() or ""
    told = re.fullmatch(r"Week 8 from 22 Feb: ([\d.]+) km, incl\. race 21\.1 km, \d+ strength sets\.", said)
    assert told is not None, said
    # The bars' values are set at rest.
    page.wait_for_function(
        "bar => (bar.getAttribute('aria-valuetext') || '').includes('race')", arg=bar.element_handle()
    )
    assert (bar.get_attribute("aria-valuetext") or "").startswith(f"{told[1]} km, incl. race 21.1 km")
    assert bar.get_attribute("aria-valuenow") == told[1]
    page.keyboard.press("ArrowUp")
    besides = round(float(told[1]) - 21.1) + 1
    told_then = f"Week 8 from 22 Feb: {besides + 21.1:.1f} km, incl. race 21.1 km, set by you; planned: "
    wait_for(notebook, ".rp-eq-said", told_then)
