"""Fixtures for tests in a real browser. They need a Chromium; without one they are skipped loudly, or fail under CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from tests.browser.driver import Lab, NotebookPage, browser_context, find_chromium, lab_server

MISSING = (
    "No Chromium was found, so the notebooks were not tried in a browser. Install it (Debian and Ubuntu: the package "
    "chromium), or name one by RUNPLAN_CHROMIUM."
)
NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if find_chromium() is None:
        terminalreporter.section("BROWSER TESTS DID NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.write_line(MISSING)


@pytest.fixture(scope="session")
def chromium() -> str:
    found = find_chromium()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return found


@pytest.fixture(scope="session")
def server(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab on a copy of the notebooks, with folders of its own: no test alters the checkout."""
    folder = tmp_path_factory.mktemp("jupyterlab")
    notebooks = folder / "notebooks"
    shutil.copytree(NOTEBOOKS, notebooks, ignore=shutil.ignore_patterns(".*", "*.csv", "*.json", "example_*"))
    with lab_server(folder / "state", notebooks) as running:
        yield running


@pytest.fixture(scope="session")
def playwright(chromium: str) -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(
    playwright: Playwright, chromium: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    with browser_context(playwright, tmp_path_factory.mktemp("profile"), executable=chromium) as context:
        yield context


@pytest.fixture
def notebook(server: Lab, browser: BrowserContext) -> Iterator[NotebookPage]:
    """A new page of 1280 x 800 with the helpers of `NotebookPage`; its kernels end with the test."""
    opened = NotebookPage(browser.new_page(), server)
    yield opened
    opened.shut_down()
