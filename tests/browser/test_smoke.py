"""The way the browser tests work, tried on a notebook of their own: a slider and the label that follows it."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from tests.browser.driver import Lab, NotebookPage

SLIDER = """
import ipywidgets as widgets

slider = widgets.IntSlider(value=30, min=0, max=120)
label = widgets.Label(value="30 km")
slider.add_class("smoke-slider")
label.add_class("smoke-label")
slider.observe(lambda change: setattr(label, "value", f"{change['new']} km"), names="value")
widgets.VBox([slider, label])
"""
THREADS = """
import threading

seen = widgets.Label(value="")
seen.add_class("smoke-thread")
slider.observe(lambda change: setattr(seen, "value", threading.current_thread().name), names="value")
seen
"""


def write_notebook(folder: Path, name: str, *cells: str) -> str:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell.strip()) for cell in cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / name)
    return name


def test_a_slider_moved_by_keyboard_changes_its_label(server: Lab, notebook: NotebookPage, tmp_path: Path) -> None:
    notebook.open_notebook(write_notebook(server.notebooks, "smoke_slider.ipynb", SLIDER, THREADS))
    assert notebook.run_all() == []

    handle = notebook.page.locator(".smoke-slider .noUi-handle")
    for kilometres in (31, 32, 33):
        handle.focus()
        handle.press("ArrowRight")
        notebook.page.wait_for_function(
            "text => document.querySelector('.smoke-label')?.textContent === text", arg=f"{kilometres} km"
        )
        # The settings that RunPlan ships keep every callback in the kernel's main thread.
        notebook.page.wait_for_function("() => document.querySelector('.smoke-thread')?.textContent !== ''")
        assert notebook.page.locator(".smoke-thread").text_content() == "MainThread"

    picture = notebook.screenshot(tmp_path / "slider.png", ".smoke-slider")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert notebook.console_errors == []
    assert notebook.page_errors == []


def test_a_cell_that_raises_is_reported_with_its_number(server: Lab, notebook: NotebookPage) -> None:
    notebook.open_notebook(write_notebook(server.notebooks, "smoke_error.ipynb", "1 + 1", "1 / 0"))
    assert notebook.run_all() == ["cell 2: ZeroDivisionError: division by zero"]


@pytest.mark.parametrize("name", ["smoke_slider.ipynb", "smoke_error.ipynb"])
def test_the_checkout_is_left_as_it_was(name: str) -> None:
    assert not (Path(__file__).resolve().parents[2] / "notebooks" / name).exists()
