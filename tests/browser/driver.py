"""Drive JupyterLab in a real browser: start it, open notebooks, run them, look at them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Playwright, sync_playwright

from runplan.launch import jupyterlab

__all__ = ["Lab", "NotebookPage", "browser_context", "find_chromium", "lab_server", "notebook_browser"]

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_PROGRAMS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Without these Chromium asks its maker's servers at every start.
CHROMIUM_OPTIONS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
# JupyterLab itself writes these; none comes from a notebook.
HARMLESS_MESSAGES = (
    "WebGL",
    "favicon",
    "ResizeObserver loop",
)
TIMEOUT_MS = 20_000

READY = """() => {
    const panel = window.jupyterapp?.shell?.currentWidget;
    const kernel = panel?.sessionContext?.session?.kernel;
    return Boolean(panel?.context?.isReady && panel.context.path.endsWith(NAME)
        && kernel?.connectionStatus === "connected" && kernel.status === "idle");
}"""
RUN_ALL = "async () => await window.jupyterapp.commands.execute('notebook:run-all-cells')"
CELL_ERRORS = """() => window.jupyterapp.shell.currentWidget.content.widgets.flatMap((cell, number) =>
    (cell.model.type === "code" ? cell.model.outputs.toJSON() : [])
        .filter(output => output.output_type === "error")
        .map(output => `cell ${number + 1}: ${output.ename}: ${output.evalue}`))"""
SHUT_DOWN = """async () => {
    await window.jupyterapp?.serviceManager?.sessions?.shutdownAll();
}"""


def find_chromium() -> str | None:
    """Return the path of a Chromium that is installed here, or None. RUNPLAN_CHROMIUM names another one."""
    named = os.environ.get("RUNPLAN_CHROMIUM")
    if named:
        return named
    found = (shutil.which(program) for program in PROGRAMS)
    return next((path for path in (*found, *MAC_PROGRAMS) if path and Path(path).exists()), None)


@dataclass
class Lab:
    """A JupyterLab that is up: its address, its folder of notebooks, its log."""

    address: str
    token: str
    notebooks: Path
    log: Path
    process: subprocess.Popen[bytes] = field(repr=False)


@contextmanager
def lab_server(folder: Path, notebooks: Path) -> Iterator[Lab]:
    """Start JupyterLab with all its folders in `folder`, showing `notebooks`, and end it afterwards."""
    log = folder / "jupyterlab.log"
    folder.mkdir(parents=True, exist_ok=True)
    process = jupyterlab.start_lab(
        notebooks,
        state=folder,
        log=log,
        options=(
            "--no-browser",
            "--LabApp.expose_app_in_browser=True",
            "--ServerApp.port=0",
            "--ServerApp.shutdown_no_activity_timeout=600",
        ),
    )
    try:
        address, token = _wait_for_address(process, log)
        yield Lab(address, token, notebooks, log, process)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for_address(process: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> tuple[str, str]:
    """Read the address that JupyterLab prints once it is up: with port 0 only JupyterLab itself knows it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        text = log.read_text(encoding="utf-8", errors="replace")
        found = re.search(r"(http://127\.0\.0\.1:[1-9]\d*)/lab\S*\?token=(\w+)", text)
        if found:
            return found[1], found[2]
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not come up within {seconds:g} s:\n{log.read_text(errors='replace')[-4000:]}")


@contextmanager
def notebook_browser(
    profile: Path, *, width: int = 1280, height: int = 800, executable: str | None = None
) -> Iterator[BrowserContext]:
    """Start a Chromium without a window, with a new profile, and close it afterwards."""
    with (
        sync_playwright() as playwright,
        browser_context(playwright, profile, executable=executable, width=width, height=height) as context,
    ):
        yield context


@contextmanager
def browser_context(
    playwright: Playwright,
    profile: Path,
    *,
    width: int = 1280,
    height: int = 800,
    executable: str | None = None,
    **options: Any,
) -> Iterator[BrowserContext]:
    """The same, of a Playwright that runs: only one of them can; `options` are those of its own for a context."""
    executable = executable or find_chromium()
    if executable is None:
        raise RuntimeError("No Chromium was found: install it, or name one by RUNPLAN_CHROMIUM.")
    arguments = [*CHROMIUM_OPTIONS]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=executable,
        headless=True,
        args=arguments,
        viewport={"width": width, "height": height},
        locale="en-GB",
        timezone_id="UTC",
        reduced_motion="reduce",
        **options,
    )
    try:
        yield context
    finally:
        context.close()


class NotebookPage:
    """One browser page with JupyterLab in it, and what a test does there.

    `page` is Playwright's own; `console_errors` and `page_errors` collect what the browser complains of.
    """

    def __init__(self, page: Page, server: Lab) -> None:
        self.page = page
        self.server = server
        self.console_errors: list[str] = []
        self.page_errors: list[str] = []
        page.set_default_timeout(TIMEOUT_MS)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.page_errors.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(word in message.text for word in HARMLESS_MESSAGES):
            self.console_errors.append(f"{message.text} ({message.location.get('url', '')})")

    def open_notebook(self, name: str) -> None:
        """Open a notebook of the server's folder, and wait until its kernel is idle."""
        self.page.goto(f"{self.server.address}/lab/tree/{name}?reset&token={self.server.token}")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell")
        self.page.wait_for_function(READY.replace("NAME", f"{name!r}"))

    def run_all(self) -> list[str]:
        """Run all cells, wait for the last, and return the errors: one line a cell that raised."""
        finished = self.page.evaluate(RUN_ALL)
        errors: list[str] = self.page.evaluate(CELL_ERRORS)
        if not finished and not errors:
            errors.append("a cell did not run to its end")
        return errors

    def scroll_to_cell(self, number: int) -> None:
        """Bring a cell (1 is the first) into the page: JupyterLab leaves out what is far off the screen."""
        self.page.evaluate(
            "async number => await window.jupyterapp.shell.currentWidget.content.scrollToItem(number - 1)", number
        )

    def hide_side_bar(self) -> None:
        """Close the file browser at the left, for the room that a reader has."""
        self.page.evaluate(
            """async () => {
                const app = window.jupyterapp;
                if (!app.shell.leftCollapsed) await app.commands.execute("application:toggle-left-area");
            }"""
        )

    def screenshot(self, path: Path, selector: str | None = None) -> Path:
        """Save a picture of the page, or of the first element that the selector finds."""
        path.parent.mkdir(parents=True, exist_ok=True)
        what: Any = self.page if selector is None else self.page.locator(selector).first
        what.screenshot(path=path, animations="disabled")
        return path

    def shut_down(self) -> None:
        """End the kernels that the page started, and close it without saving."""
        if not self.page.is_closed():
            self.page.evaluate(SHUT_DOWN)
            self.page.close(run_before_unload=False)
