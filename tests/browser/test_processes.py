"""Real processes: a program that ends, by whatever signal, leaves none behind, and no other user reads its tokens."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import psutil
import pytest
from playwright.sync_api import BrowserContext

from tests.browser.driver import Lab, NotebookPage
from tests.browser.test_app import READY
from tests.browser.test_app import app as app

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and permissions of POSIX")

PROGRAMS = {"app": "runplan.launch.voila", "lab": "runplan.launch.jupyterlab"}
ADDRESS = re.compile(r"http://127\.0\.0\.1:([1-9]\d*)/\S*\?token=(\w+)")


class Program:
    """A launcher with its server and one kernel."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.state = kind, folder / "notebooks/.jupyter-local"
        (folder / "notebooks").mkdir()
        nbformat.write(nbformat.v4.new_notebook(), folder / "notebooks/01_plan_a_block.ipynb")
        (folder / "notebooks/plan.png").write_bytes(b"a picture of somebody's plan")
        lay_out_as_older_versions_did(self.state)
        said = folder / "said.txt"
        port = f"--port={free_port()}" if kind == "app" else "--ServerApp.port=0"
        with said.open("wb") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "-m", PROGRAMS[kind], "notebooks", "--no-browser", port],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                umask=0,
            )
        assert wait_until(lambda: ADDRESS.search(said.read_text(errors="replace")), 60), said.read_text()
        found = ADDRESS.search(said.read_text())
        assert found is not None
        self.port, self.token = int(found[1]), found[2]
        assert wait_until(self.answers, 20)  # JupyterLab tells its address before it listens
        if kind == "app":
            assert self.status(f"/?token={self.token}") == 200
        else:
            assert self.status(f"/api/kernels?token={self.token}", "POST") == 201
        self.tree = psutil.Process(self.process.pid).children(recursive=True)

    def answers(self) -> bool:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
            return True
        return False

    def status(self, path: str, method: str = "GET") -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body=b"{}" if method == "POST" else None)
            response = connection.getresponse()
            response.read()
            return response.status
        finally:
            connection.close()

    def left(self) -> list[psutil.Process]:
        return [one for one in self.tree if alive(one)]

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for one in self.left():
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def alive(one: psutil.Process) -> bool:
    try:
        return bool(one.is_running() and one.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def wait_until(true: Callable[[], object], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def lay_out_as_older_versions_did(state: Path) -> None:
    """Folders that everybody enters, and a page with a token that everybody reads."""
    for name in ("config", "data", "runtime", "settings", "workspaces", "ipython", "runtime/voila_old"):
        (state / name).mkdir(parents=True, exist_ok=True)
        (state / name).chmod(0o755)
    for name in ("runtime/jpserver-1-open.html", "runtime/voila_old/open.html"):
        (state / name).write_text("?token=old")
        (state / name).chmod(0o644)
    state.chmod(0o755)


@pytest.fixture
def program(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Program]:
    running = Program(request.param, tmp_path)
    yield running
    running.end()


@pytest.mark.parametrize("program", ["app", "lab"], indirect=True)
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGKILL"])
def test_a_program_that_ends_leaves_no_server_and_no_kernel(program: Program, name: str) -> None:
    assert len(program.tree) >= 2
    program.process.send_signal(getattr(signal, name))
    assert wait_until(lambda: program.process.poll() is not None and not program.left(), 40), program.left()
    if name != "SIGKILL":
        assert program.process.returncode == 0
    # The server had the time to remove what its kernels were reached by; what was there before is not its own.
    names = {path.name for path in (program.state / "runtime").rglob("*")}
    assert names <= {"jpserver-1-open.html", "voila_old", "open.html", "jupyter_cookie_secret"}


@pytest.mark.parametrize("program", ["app", "lab"], indirect=True)
def test_kernels_end_with_a_server_that_is_killed(program: Program) -> None:
    (server,) = psutil.Process(program.process.pid).children()
    server.kill()
    assert wait_until(lambda: program.process.poll() is not None and not program.left(), 40), program.left()


@pytest.mark.parametrize("program", ["app", "lab"], indirect=True)
def test_no_other_user_reads_a_token_and_nothing_is_handed_out_without_it(program: Program) -> None:
    state = program.state
    for path in (state, *state.iterdir(), *(state / "runtime").rglob("*")):
        if path.name != "notebooks.json":
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    for folder, _, files in os.walk(state):
        for path in (Path(folder, name) for name in files):
            text = path.read_bytes()
            if program.token.encode() in text or b'"key":' in text or "secret" in path.name:
                assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
                assert stat.S_IMODE(path.parent.stat().st_mode) & 0o077 == 0, path.parent
    refused = {path: program.status(path) for path in ("/voila/files/plan.png", "/api/contents", "/api/kernels")}
    refused |= {
        path: program.status(path) for path in ("/voila", "/voila/tree/", "/files/plan.png", "/api/contents/plan.png")
    }
    assert {path: status for path, status in refused.items() if status not in (302, 403, 404)} == {}
    if program.kind == "lab":
        for path in ("/voila/files/plan.png", "/voila/render/01_plan_a_block.ipynb", "/voila/static/voila.js"):
            assert program.status(path) == 404, path
            assert program.status(f"{path}?token={program.token}") == 404, path
        assert program.status(f"/api/contents/plan.png?token={program.token}") == 200


def test_pages_that_are_closed_or_reloaded_before_they_are_up_leave_no_kernel(
    app: Lab, browser: BrowserContext
) -> None:
    server = psutil.Process(app.process.pid)

    def kernels() -> list[psutil.Process]:
        return [one for one in server.children(recursive=True) if alive(one)]

    for wait_ms in (0, 400, 1500, 3000):
        page = browser.new_page()
        page.goto(f"{app.address}/?token={app.token}", wait_until="commit")
        page.wait_for_timeout(wait_ms)
        page.close(run_before_unload=True)
    last = NotebookPage(browser.new_page(), app)
    for wait_ms in (0, 800, 2000):
        last.page.goto(f"{app.address}/?token={app.token}", wait_until="commit")
        last.page.wait_for_timeout(wait_ms)
    last.page.wait_for_selector(READY)
    assert wait_until(lambda: len(kernels()) == 1, 60), kernels()
    last.page.close(run_before_unload=True)
    assert wait_until(lambda: not kernels(), 60), kernels()
