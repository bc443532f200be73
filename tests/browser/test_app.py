"""The planner as an app: the first notebook served by Voila in a real browser, and refused without the token."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext

from runplan.launch.voila import start_app
from tests.browser.conftest import NOTEBOOKS
from tests.browser.driver import Lab, NotebookPage

READY = ".rp-planner .rp-card"
HAS_TEXT = "([selector, text]) => document.querySelector(selector)?.textContent.includes(text)"
KERNEL = "() => JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.fixture(scope="module")
def app(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """The app on a copy of the notebooks, on a port that is free."""
    folder = tmp_path_factory.mktemp("app") / "notebooks"
    shutil.copytree(NOTEBOOKS, folder, ignore=shutil.ignore_patterns(".*", "*.csv", "*.json", "example_*"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder.parent / "voila.log"
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


def wait_for_address(process: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> tuple[str, str]:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        found = re.search(r"(http://127\.0\.0\.1:\d+)/\?token=(\w+)", log.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found[1], found[2]
        time.sleep(0.1)
    raise RuntimeError(f"Voila did not come up within {seconds:g} s:\n{log.read_text(errors='replace')[-4000:]}")


@pytest.fixture
def opened(app: Lab, browser: BrowserContext) -> Iterator[NotebookPage]:
    """The app in a page of 1280 x 800, planned and shown; nothing of an earlier test is remembered."""
    (app.notebooks / "planner.state.json").unlink(missing_ok=True)
    page = NotebookPage(browser.new_page(), app)
    page.page.goto(f"{app.address}/?token={app.token}")
    page.page.wait_for_selector(READY)
    yield page
    if not page.page.is_closed():
        page.page.goto("about:blank")  # leaving it ends its kernel
        page.page.close()


def wait_for(opened: NotebookPage, selector: str, text: str) -> None:
    opened.page.wait_for_function(HAS_TEXT, arg=[selector, text])


def test_the_planner_stands_there_without_code_and_with_no_complaint(app: Lab, browser: BrowserContext) -> None:
    page = NotebookPage(browser.new_page(), app)
    asked: list[str] = []
    page.page.on("request", lambda request: asked.append(request.url))
    page.page.goto(f"{app.address}/?token={app.token}")
    page.page.wait_for_selector(READY)
    wait_for(page, ".rp-summary", "peak 55 km in week 9")
    assert page.page.title() == "RunPlan"
    assert page.page.locator('.rp-planner .rp-row-week[data-week="16"]').count() == 1
    assert page.page.locator(".jp-Editor, .cm-editor").count() == 0
    sources = [
        "".join(cell["source"])
        for cell in json.loads((app.notebooks / "01_plan_a_block.ipynb").read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]
    shown = page.page.content()
    assert len(sources) > 1
    assert [line for source in sources for line in source.splitlines() if len(line) > 12 and line in shown] == []
    # The token does not stay in the address, and nothing is asked of the network.
    assert page.page.url == f"{app.address}/"
    assert {urlsplit(url).netloc for url in asked if url.startswith("http")} == {urlsplit(app.address).netloc}
    assert page.console_errors == []
    assert page.page_errors == []
    page.page.goto("about:blank")
    page.page.close()


def test_the_planner_is_as_tall_as_the_window_and_the_page_does_not_scroll_sideways(opened: NotebookPage) -> None:
    tall = opened.page.locator(".rp-board").evaluate("board => board.getBoundingClientRect().height")
    assert tall == 800 - 40
    assert opened.page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    cells = opened.page.locator("#rendered_cells")
    assert cells.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_a_slider_moved_by_keyboard_plans_anew_and_is_remembered_beside_the_notebook(
    opened: NotebookPage, app: Lab
) -> None:
    wait_for(opened, ".rp-summary", "peak 55 km")
    handle = opened.page.locator(".rp-field-weekly-km-peak .noUi-handle")
    handle.focus()
    handle.press("ArrowRight")
    wait_for(opened, ".rp-summary", "peak 56 km")
    opened.page.reload()
    opened.page.wait_for_selector(READY)
    wait_for(opened, ".rp-summary", "peak 56 km")
    assert (app.notebooks / "planner.state.json").is_file()
    assert opened.console_errors == []
    assert opened.page_errors == []


def test_a_session_dragged_to_another_day_is_pinned(opened: NotebookPage) -> None:
    page = opened.page
    card = page.locator(".rp-card[data-session=w05-strength-1]")
    day = page.locator('.rp-row-week[data-week="5"] .rp-day[data-day="4"]')
    page.locator(".rp-planner").evaluate("one => one.scrollIntoView({block: 'start'})")
    card.scroll_into_view_if_needed()
    start, end = card.bounding_box(), day.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=12)
    page.mouse.up()
    page.wait_for_selector(
        '.rp-row-week[data-week="5"] .rp-day[data-day="4"] .rp-card.rp-pinned[data-session=w05-strength-1]'
    )
    assert opened.console_errors == []
    assert opened.page_errors == []


def test_a_page_that_is_closed_ends_its_kernel(opened: NotebookPage, browser: BrowserContext, app: Lab) -> None:
    kernel = opened.page.evaluate(KERNEL)
    address = f"{app.address}/api/kernels/{kernel}"
    assert browser.request.get(address).status == 200
    opened.page.close(run_before_unload=True)
    end = time.monotonic() + 20
    while (status := browser.request.get(address).status) == 200 and time.monotonic() < end:
        time.sleep(0.1)
    assert status == 404


def answer(app: Lab, path: str, headers: dict[str, str] | None = None, method: str = "GET") -> tuple[int, str]:
    """What somebody gets who asks without the browser's cookie: the status, and where they are sent."""
    parts = urlsplit(app.address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=30)
    try:
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        return response.status, response.getheader("Location", "")
    finally:
        connection.close()


def test_without_the_token_page_kernel_and_files_are_refused(opened: NotebookPage, app: Lab) -> None:
    kernel = opened.page.evaluate(KERNEL)  # one that runs, and that the browser itself may reach
    (app.notebooks / "chart.png").write_bytes(b"a picture of somebody's plan")
    assert answer(app, "/") == (302, "/login?next=%2F")
    assert answer(app, "/?token=wrong") == (302, "/login?next=%2F%3Ftoken%3Dwrong")
    assert answer(app, f"/api/kernels/{kernel}") == (403, "")
    assert answer(app, f"/api/kernels/{kernel}", method="DELETE") == (403, "")
    assert answer(app, f"/api/kernels/{kernel}/channels", UPGRADE) == (403, "")
    assert answer(app, f"/api/kernels/{kernel}/channels?token=wrong", UPGRADE) == (403, "")
    assert answer(app, f"/voila/api/shutdown/{kernel}", method="POST") == (403, "")
    assert answer(app, "/voila/files/chart.png") == (403, "")
    assert answer(app, "/voila/files/02_the_exercises.ipynb") == (403, "")
    assert answer(app, f"/api/kernels/{kernel}/channels?token={app.token}", UPGRADE) == (101, "")


def test_no_other_notebook_is_served(opened: NotebookPage, browser: BrowserContext, app: Lab) -> None:
    for path in ("voila/render/02_the_exercises.ipynb", "voila/tree", "02_the_exercises.ipynb", "../pyproject.toml"):
        assert browser.request.get(f"{app.address}/{path}").status in (403, 404), path


def test_a_page_says_that_its_server_has_ended(opened: NotebookPage, app: Lab) -> None:
    """The last test of this module: it ends the server that the others share."""
    app.process.terminate()
    wait_for(opened, "#rp-no-server", "RunPlan has ended, so nothing that you change here is kept.")
    assert opened.page.locator("#rp-no-server").get_attribute("role") == "alert"
