"""Two athletes in one folder, and two windows on one plan: each keeps its own, and who comes late is told."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

import runplan as rp
from runplan.launch.voila import start_app
from runplan.ui.state.state_file import FILE, StateFile
from tests.browser.conftest import NOTEBOOKS
from tests.browser.driver import Lab, NotebookPage
from tests.browser.planner_page import FIRST, faults, kernel, press, run_planner, wait_for
from tests.browser.test_app import READY, wait_for_address

PEAK = "weekly-km-peak"
RESTART = """async () => {
    const context = window.jupyterapp.shell.currentWidget.sessionContext;
    await context.session.kernel.restart();
}"""
IDLE = """() => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    return kernel.connectionStatus === "connected" && kernel.status === "idle";
}"""
RENAME = "async ([from, to]) => await window.jupyterapp.serviceManager.contents.rename(from, to)"
DUPLICATE = "async path => await window.jupyterapp.serviceManager.contents.copy(path, '')"


def save(opened: NotebookPage, saved: str) -> None:
    """Press Save, and wait until the board says what was saved."""
    opened.page.locator(".rp-save").click()
    wait_for(opened, ".rp-planner", f"Saved {saved} and")


def load(opened: NotebookPage, path: str) -> None:
    """Load a plan's file."""
    box = opened.page.locator(".rp-path input")
    box.fill(path)
    box.press("Tab")
    opened.page.locator(".rp-load").click()


def peak(opened: NotebookPage) -> float:
    return float(kernel(opened, "planner.block.weekly_km_peak"))


def wait_for_kept(path: Path, km: float, seconds: float = 20) -> None:
    """Wait until a state file keeps a peak week."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        kept = [entry["block"]["weekly_km_peak"] for entry in StateFile(path).entries().values()]
        if km in kept:
            return
        time.sleep(0.1)
    raise AssertionError(f"{path.name} keeps {kept}, not {km:g}.")


def test_a_duplicated_notebook_keeps_a_plan_of_its_own_also_after_a_restart(
    notebook: NotebookPage, browser: BrowserContext
) -> None:
    folder = notebook.server.notebooks
    for old in [folder / "planner.state.json", *folder.glob("*plan*.csv"), *folder.glob("*plan*.block.json")]:
        old.unlink(missing_ok=True)
    notebook.open_notebook(FIRST)
    run_planner(notebook)
    press(notebook, PEAK, "ArrowRight", times=3)
    wait_for(notebook, ".rp-summary", "peak 58 km")
    save(notebook, "plan.csv")
    copy = notebook.page.evaluate(DUPLICATE, FIRST)["path"]
    assert copy == "01_plan_a_block-Copy1.ipynb"
    second = NotebookPage(browser.new_page(), notebook.server)
    try:
        second.open_notebook(copy)
        run_planner(second)
        assert peak(second) == 55
        press(second, PEAK, "ArrowLeft", times=2)
        wait_for(second, ".rp-summary", "peak 53 km")
        save(second, "01_plan_a_block-Copy1.csv")
        assert [rp.read_plan(folder / f"{name}.csv").block.weekly_km_peak for name in ("plan", Path(copy).stem)] == [
            58,
            53,
        ]
        for page, name, km in ((notebook, FIRST, 58), (second, copy, 53)):
            page.page.evaluate(RESTART)
            page.open_notebook(name)
            run_planner(page)
            assert peak(page) == km
            wait_for(page, ".rp-summary", f"peak {km} km")
        assert faults(notebook) == []
        assert faults(second) == []
    finally:
        second.page.close()
        (folder / copy).unlink(missing_ok=True)


@pytest.fixture
def app(chromium: str, tmp_path: Path) -> Iterator[Lab]:
    """The app on a copy of the notebooks, on a port that is free."""
    folder = tmp_path / "notebooks"
    shutil.copytree(NOTEBOOKS, folder, ignore=shutil.ignore_patterns(".*", "*.csv", "*.json", "example_*"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "voila.log"
    process = start_app(folder, options=["--no-browser", f"--port={port}"], log=log)
    try:
        address, token = wait_for_address(process, log)
        yield Lab(address, token, folder, log, process)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def test_of_two_tabs_of_the_app_the_late_one_is_told_and_opens_what_the_other_set(
    app: Lab, browser: BrowserContext
) -> None:
    one, two = (NotebookPage(browser.new_page(), app) for _ in range(2))
    for page in (one, two):
        page.page.goto(f"{app.address}/?token={app.token}")
        page.page.wait_for_selector(READY)
        page.page.wait_for_selector(".rp-planner .noUi-handle[aria-label]", state="attached")
    press(one, PEAK, "ArrowRight", times=3)
    wait_for(one, ".rp-summary", "peak 58 km")
    wait_for_kept(app.notebooks / FILE, 58)
    press(two, PEAK, "ArrowLeft", times=2)
    wait_for(two, ".rp-summary", "peak 53 km")
    wait_for(two, ".rp-planner", "To see the other window’s settings, load plan-other-")
    (file,) = app.notebooks.glob("plan-other-*.csv")
    owners = {entry["owner"] for entry in StateFile(app.notebooks / FILE).entries().values()}
    assert owners == {f"notebook {FIRST}"}  # as JupyterLab calls it: the two open the same plan
    load(two, file.name)
    wait_for(two, ".rp-summary", "peak 58 km")
    wait_for(two, ".rp-planner", f"Loaded {file.name}.")
    press(one, PEAK, "ArrowRight")
    wait_for_kept(app.notebooks / FILE, 59)
    press(two, PEAK, "ArrowLeft")
    wait_for_kept(app.notebooks / FILE, 57)
    load(one, file.name)
    for sentence in (f"Loaded {file.name}.", "To see the other window’s settings, load plan-other-"):
        wait_for(one, ".rp-warning", sentence)  # what is warned of hides nothing that was done
    assert faults(one) == []
    assert faults(two) == []
    for page in (one, two):
        page.page.goto("about:blank")  # leaving it ends its kernel
        page.page.close()


def test_a_notebook_renamed_while_its_kernel_runs_keeps_its_plan_and_a_new_copy_has_its_own(
    notebook: NotebookPage, browser: BrowserContext
) -> None:
    folder = notebook.server.notebooks
    (folder / FILE).unlink(missing_ok=True)
    first = notebook.page
    notebook.open_notebook(FIRST)
    copy = first.evaluate(DUPLICATE, FIRST)["path"]
    second = NotebookPage(browser.new_page(), notebook.server)
    try:
        notebook.open_notebook(copy)
        run_planner(notebook)
        press(notebook, PEAK, "ArrowRight", times=3)
        wait_for_kept(folder / FILE, 58)
        first.evaluate(RENAME, [copy, "anna.ipynb"])
        first.wait_for_function("() => document.querySelector('.rp-path input').value === 'anna.csv'")
        shutil.copyfile(folder / FIRST, folder / copy)  # the name is free again, and JupyterLab would choose it
        second.open_notebook(copy)
        run_planner(second)
        assert peak(second) == 55
        press(second, PEAK, "ArrowLeft", times=2)
        wait_for_kept(folder / FILE, 53)
        # The server gives a restarted kernel the name that it was started with.
        first.evaluate(RESTART)
        first.wait_for_function(IDLE)
        run_planner(notebook)
        wait_for(notebook, ".rp-summary", "peak 58 km")
        assert peak(notebook) == 58
        wait_for(second, ".rp-summary", "peak 53 km")
        assert faults(notebook) == []
        assert faults(second) == []
    finally:
        second.page.close()
        for name in (copy, "anna.ipynb", FILE):
            (folder / name).unlink(missing_ok=True)
