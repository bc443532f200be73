"""The small planner of the first notebook: three sliders, a table, a chart and a CSV file."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.browser.driver import NotebookPage
from tests.browser.planner_page import PLANNERS_CELL

NAME = "00_a_planner_in_thirty_lines.ipynb"
SAVED = "my_first_plan.csv"


def kilometres(path: Path) -> float:
    """The sum of the file's runs [km]."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(float(row["km"] or 0) for row in csv.DictReader(file) if row["kind"] == "run")


def test_a_slider_of_thirty_lines_changes_the_table_the_chart_and_the_file(notebook: NotebookPage) -> None:
    page, path = notebook.page, notebook.server.notebooks / SAVED
    notebook.open_notebook(NAME)
    assert notebook.run_all() == []
    notebook.hide_side_bar()
    notebook.scroll_to_cell(page.evaluate(PLANNERS_CELL))
    page.wait_for_selector(".jp-OutputArea-output .jp-OutputArea img")
    assert page.locator(".widget-slider").count() == 3
    assert "NaN" not in page.locator(".jp-OutputArea table").first.inner_text()
    before, picture = kilometres(path), page.locator(".jp-OutputArea img").last.get_attribute("src")
    slider = page.locator(".widget-slider").first.locator(".noUi-handle")
    slider.focus()
    for _ in range(4):
        slider.press("ArrowRight")
    page.wait_for_function(
        "before => { const all = document.querySelectorAll('.jp-OutputArea img');"
        " return all.length && all[all.length - 1].src !== before; }",
        arg=picture,
    )
    page.wait_for_timeout(500)  # the file comes after the chart
    assert kilometres(path) > before
    assert notebook.page_errors == []
