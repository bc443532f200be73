"""Starting the app: the command that is run, what of the notebook is shown, and how its processes end."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from runplan.launch import notebooks as copies
from runplan.launch import voila


@pytest.fixture
def notebooks(tmp_path: Path) -> Path:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    nbformat.write(nbformat.v4.new_notebook(), folder / "01_plan_a_block.ipynb")
    return folder


def test_the_command_binds_to_this_machine_makes_a_token_and_serves_one_notebook(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    assert voila.app_command(tmp_path, options=["--no-browser"]) == [
        sys.executable,
        "-m",
        "runplan.launch.voila_server",
        str(folder / "01_plan_a_block.ipynb"),
        f"--Voila.root_dir={folder}",
        "--Voila.ip=127.0.0.1",
        "--Voila.auto_token=True",
        "--PasswordIdentityProvider.allow_password_change=False",
        "--Voila.log_level=ERROR",
        "--VoilaConfiguration.template=runplan",
        "--VoilaConfiguration.allow_template_override=NO",
        "--VoilaConfiguration.strip_sources=True",
        "--VoilaConfiguration.file_denylist=.*",
        "--VoilaConfiguration.multi_kernel_manager_class=runplan.launch.page_kernels.PageKernels",
        "--no-browser",
    ]


def test_it_runs_in_folders_of_its_own_and_finds_its_page_before_any_other(tmp_path: Path) -> None:
    page = str(Path(voila.__file__).resolve().parent / "jupyter")
    environment = voila.app_environment(tmp_path, {"JUPYTER_TOKEN": "", "JUPYTER_CONFIG_DIR": "own"})
    assert "JUPYTER_TOKEN" not in environment
    assert environment["JUPYTER_CONFIG_DIR"] == str(tmp_path / "config")
    assert environment["JUPYTER_PATH"] == page
    assert voila.app_environment(tmp_path, {"JUPYTER_PATH": "theirs"})["JUPYTER_PATH"] == f"{page}{os.pathsep}theirs"
    assert (Path(page) / "voila/templates/runplan/index.html.j2").is_file()


def test_a_folder_without_the_notebook_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert voila.main([str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        f"error: There is no 01_plan_a_block.ipynb in {tmp_path}. Give a folder that contains it, or get a copy "
        "with runplan app.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_refused_in_one_sentence(notebooks: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file, no folder", encoding="utf-8")
    with pytest.raises(voila.LabError) as refusal:
        voila.start_app(notebooks, state=tmp_path / "state")
    assert str(refusal.value) == (
        f"Voila's settings cannot be written to {tmp_path / 'state'} (Not a directory). Give a folder that you "
        "can write to."
    )


def test_a_checkout_is_used_through_its_copies_and_dark_is_passed_on(
    notebooks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[Path, list[str]]] = []
    monkeypatch.setattr(copies, "shipped_notebooks", lambda: notebooks)
    monkeypatch.setattr(
        voila, "open_app", lambda folder, notebook, state, options: calls.append((folder, options)) or 0
    )
    assert voila.main([str(notebooks), "--dark", "--port=8900"]) == 0
    assert voila.main([str(notebooks)]) == 0
    mine = notebooks.parent / "my-plans"
    assert calls == [(mine, ["--theme=dark", "--port=8900"]), (mine, [])]
    assert (mine / "01_plan_a_block.ipynb").is_file()


def test_cells_for_the_notebook_alone_are_left_out_and_the_page_gets_its_cookie() -> None:
    from runplan.launch.voila_server import prepare_page

    class Handler:
        asked = 0
        request = SimpleNamespace(connection=SimpleNamespace(set_close_callback=lambda callback: None))

        @property
        def xsrf_token(self) -> bytes:
            Handler.asked += 1
            return b"a token"

        def on_finish(self) -> None: ...

    cells = [nbformat.v4.new_markdown_cell(text) for text in ("Run all cells.", "A table.")]
    cells[0].metadata["tags"] = ["notebook-only"]
    notebook = nbformat.v4.new_notebook(cells=cells)
    made = prepare_page(Handler(), notebook, "")
    assert [cell.source for cell in made.cells] == ["A table."]
    assert made.metadata["title"] == "RunPlan"
    assert Handler.asked == 1


def test_the_browser_is_given_the_token_in_a_file_that_only_its_owner_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from runplan.launch import voila_server

    pages: list[str] = []
    browser = SimpleNamespace(open=lambda address, new: pages.append(address))
    monkeypatch.setattr(voila_server.webbrowser, "get", lambda name: browser)
    monkeypatch.setattr(
        voila_server.AppServer, "display_url", property(lambda _: "http://127.0.0.1:1/?token=abc"), raising=False
    )
    monkeypatch.setattr(voila_server.threading, "Thread", lambda target, args, daemon: SimpleNamespace(
        start=lambda: target(*args)
    ))  # fmt: skip
    server = voila_server.AppServer()
    server.connection_dir = str(tmp_path)
    server.launch_browser()
    page = tmp_path / "open.html"
    assert pages == [page.as_uri()]
    assert "url=http://127.0.0.1:1/?token=abc" in page.read_text(encoding="utf-8")
    if sys.platform != "win32":
        assert page.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without telling it")
def test_a_program_that_is_told_to_end_ends_its_voila_too(notebooks: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "runplan.launch.voila", "notebooks", "--no-browser"]
    said = tmp_path / "said.txt"
    with said.open("wb") as stream:
        program = subprocess.Popen(command, cwd=tmp_path, stdout=stream, stderr=subprocess.STDOUT)
    voila = None
    try:
        end = time.monotonic() + 60
        while "token=" not in said.read_text(errors="replace") and program.poll() is None and time.monotonic() < end:
            time.sleep(0.1)
        assert re.search(r"RunPlan is open at http://127\.0\.0\.1:\d+/\?token=\w{20,}\n", said.read_text())
        voila = child_of(program.pid)
        program.send_signal(signal.SIGTERM)
        program.wait(timeout=30)
        assert voila is not None
        with pytest.raises(ProcessLookupError):
            os.kill(voila, 0)
        voila = None
        assert list((notebooks / ".jupyter-local/runtime").iterdir()) == []
    finally:
        if program.poll() is None:
            program.kill()
            program.wait()
        if voila is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(voila, signal.SIGKILL)


def child_of(parent: int) -> int | None:
    """The process that another one started."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], check=True, capture_output=True, text=True).stdout
    rows = (tuple(map(int, line.split())) for line in listed.splitlines())
    return next((pid for pid, above in rows if above == parent), None)
