"""Starting JupyterLab: the notebooks that are copied, the settings that are written, the command that is run."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from jupyterlab.commands import get_app_dir

from runplan.launch import jupyterlab, notebooks, process


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    for name in ("01_plan_a_block.ipynb", "02_the_exercises.ipynb"):
        (folder / name).write_text(f"{name}, as shipped", encoding="utf-8")
    return folder


def test_the_notebooks_are_copied_into_a_new_folder(shipped: Path, tmp_path: Path) -> None:
    done = notebooks.copy_notebooks(tmp_path / "mine", source=shipped)
    assert done == notebooks.CopiedNotebooks(copied=("01_plan_a_block.ipynb", "02_the_exercises.ipynb"), kept=())
    assert (tmp_path / "mine/01_plan_a_block.ipynb").read_text() == "01_plan_a_block.ipynb, as shipped"


def test_a_second_copy_changes_nothing(shipped: Path, tmp_path: Path) -> None:
    notebooks.copy_notebooks(tmp_path / "mine", source=shipped)
    assert notebooks.copy_notebooks(tmp_path / "mine", source=shipped) == notebooks.CopiedNotebooks((), ())


def test_a_notebook_that_a_person_changed_is_kept_also_when_a_new_one_is_shipped(shipped: Path, tmp_path: Path) -> None:
    notebooks.copy_notebooks(tmp_path / "mine", source=shipped)
    (tmp_path / "mine/01_plan_a_block.ipynb").write_text("my own work", encoding="utf-8")
    for name in ("01_plan_a_block.ipynb", "02_the_exercises.ipynb"):
        (shipped / name).write_text("a newer one", encoding="utf-8")

    done = notebooks.copy_notebooks(tmp_path / "mine", source=shipped)

    assert done == notebooks.CopiedNotebooks(copied=("02_the_exercises.ipynb",), kept=("01_plan_a_block.ipynb",))
    assert (tmp_path / "mine/01_plan_a_block.ipynb").read_text() == "my own work"
    assert (tmp_path / "mine/02_the_exercises.ipynb").read_text() == "a newer one"


def test_a_notebook_that_was_there_before_is_kept(shipped: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/02_the_exercises.ipynb").write_text("not from RunPlan", encoding="utf-8")
    assert notebooks.copy_notebooks(tmp_path / "mine", source=shipped).kept == ("02_the_exercises.ipynb",)
    assert (tmp_path / "mine/02_the_exercises.ipynb").read_text() == "not from RunPlan"


def test_a_deleted_notebook_comes_back(shipped: Path, tmp_path: Path) -> None:
    notebooks.copy_notebooks(tmp_path / "mine", source=shipped)
    (tmp_path / "mine/02_the_exercises.ipynb").unlink()
    assert notebooks.copy_notebooks(tmp_path / "mine", source=shipped).copied == ("02_the_exercises.ipynb",)


@pytest.mark.parametrize(
    "damage", ["", "{", "[1, 2]", "[" * 100_000], ids=["empty", "cut in half", "another shape", "too deep"]
)
def test_a_damaged_record_keeps_what_differs(shipped: Path, tmp_path: Path, damage: str) -> None:
    notebooks.copy_notebooks(tmp_path / "mine", source=shipped)
    (tmp_path / "mine/.jupyter-local/notebooks.json").write_text(damage, encoding="utf-8")
    (shipped / "01_plan_a_block.ipynb").write_text("a newer one", encoding="utf-8")
    assert notebooks.copy_notebooks(tmp_path / "mine", source=shipped) == notebooks.CopiedNotebooks(
        (), ("01_plan_a_block.ipynb",)
    )


def test_a_folder_that_cannot_be_made_is_refused_in_one_sentence(shipped: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("a file, no folder", encoding="utf-8")
    with pytest.raises(notebooks.LabError) as refusal:
        notebooks.copy_notebooks(tmp_path / "mine", source=shipped)
    assert str(refusal.value) == (
        f"The notebooks cannot be copied to {tmp_path / 'mine'} (Not a directory). Give a folder that you can write to."
    )


def test_the_settings_keep_callbacks_in_the_main_thread_and_ask_for_no_news(tmp_path: Path) -> None:
    path = jupyterlab.write_settings(tmp_path)
    assert path == tmp_path / "config/labconfig/default_setting_overrides.json"
    written = json.loads(path.read_text())
    assert written["@jupyterlab/apputils-extension:kernels-settings"] == {"commsOverSubshells": "disabled"}
    assert written["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


def test_the_settings_are_ones_that_jupyterlab_knows(tmp_path: Path) -> None:
    """A name or a kind that its schema does not have would be passed over without a word."""
    schemas = Path(get_app_dir()) / "schemas"
    for plugin, values in json.loads(jupyterlab.write_settings(tmp_path).read_text()).items():
        package, name = plugin.split(":")
        schema = json.loads((schemas / package / f"{name}.json").read_text())
        assert values.keys() <= schema["properties"].keys()
        known = {"definitions": schema.get("definitions", {}), "properties": schema["properties"]}
        jsonschema.validate(values, known)


def test_no_folder_of_the_persons_own_jupyter_is_used(tmp_path: Path) -> None:
    environment = process.jupyter_environment(tmp_path, {"PATH": "p", "JUPYTER_TOKEN": "", "JUPYTER_CONFIG_DIR": "own"})
    assert environment == {
        "PATH": "p",
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTER_DATA_DIR": str(tmp_path / "data"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "workspaces"),
        "IPYTHONDIR": str(tmp_path / "ipython"),
    }


def test_an_install_for_one_user_keeps_the_data_folder_that_its_widgets_stand_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process.site, "getusersitepackages", lambda: str(Path(process.__file__).resolve().parents[2]))
    assert "JUPYTER_DATA_DIR" not in process.jupyter_environment(tmp_path, {})


def test_the_command_binds_to_this_machine_keeps_the_token_and_opens_the_first_notebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jupyterlab.os, "geteuid", lambda: 1000, raising=False)
    command = jupyterlab.lab_command(tmp_path, options=["--no-browser"])
    assert command == [
        sys.executable,
        "-m",
        "runplan.launch.jupyterlab_server",
        f"--ServerApp.root_dir={tmp_path.resolve()}",
        "--ServerApp.ip=127.0.0.1",
        "--LabApp.default_url=/lab/tree/01_plan_a_block.ipynb",
        "--LabApp.extension_manager=readonly",
        "--ServerApp.jpserver_extensions={'voila.server_extension': False}",
        "--no-browser",
    ]


def test_root_is_allowed_where_there_is_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jupyterlab.os, "geteuid", lambda: 0, raising=False)
    assert "--allow-root" in jupyterlab.lab_command(tmp_path)


def test_a_checkout_is_used_through_a_copy_that_git_passes_over(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebooks, "shipped_notebooks", lambda: shipped)
    mine = notebooks.own_folder(shipped)
    assert mine == shipped.parent / "my-plans"
    assert (mine / "01_plan_a_block.ipynb").read_text() == "01_plan_a_block.ipynb, as shipped"
    assert (mine / ".gitignore").read_text() == "*\n"
    (mine / "plan.csv").write_text("a plan", encoding="utf-8")
    assert notebooks.own_folder(shipped) == mine
    assert (mine / "plan.csv").read_text() == "a plan"


def test_any_other_folder_is_used_as_it_is(tmp_path: Path) -> None:
    assert notebooks.own_folder(tmp_path) == tmp_path
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without telling it")
def test_a_program_that_is_told_to_end_ends_its_jupyterlab_too(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    command = [sys.executable, "-m", "runplan.launch.jupyterlab", "notebooks", "--no-browser", "--ServerApp.port=0"]
    said = tmp_path / "said.txt"
    with said.open("wb") as stream:
        program = subprocess.Popen(command, cwd=tmp_path, stdout=stream, stderr=subprocess.STDOUT)
    jupyterlab = None
    try:
        end = time.monotonic() + 60
        servers = tmp_path / "notebooks/.jupyter-local/runtime"
        while jupyterlab is None and program.poll() is None and time.monotonic() < end:
            time.sleep(0.1)
            found = [re.fullmatch(r"jpserver-(\d+)\.json", one.name) for one in servers.glob("jpserver-*.json")]
            jupyterlab = next((int(one[1]) for one in found if one), None)
        assert jupyterlab is not None, said.read_text(errors="replace")
        program.send_signal(signal.SIGTERM)
        program.wait(timeout=30)
        with pytest.raises(ProcessLookupError):
            os.kill(jupyterlab, 0)
        jupyterlab = None
    finally:
        if program.poll() is None:
            program.kill()
            program.wait()
        if jupyterlab is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(jupyterlab, signal.SIGKILL)
