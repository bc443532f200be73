"""Start JupyterLab on the notebooks: for this machine only, with folders and settings of its own.

`make lab`, `runplan lab` and the browser tests all start it here, so that each runs under the same settings.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from runplan.exchange.disk import sweep, write_atomically
from runplan.extras import check_installed
from runplan.launch.lifeline import Server
from runplan.launch.notebooks import FIRST_NOTEBOOK, STATE_FOLDER
from runplan.launch.process import jupyter_environment, jupyter_folders, run_program, run_until_stopped, start_server


def write_settings(state: Path) -> Path:
    """Write RunPlan's defaults for JupyterLab into a configuration folder of its own.

    They are defaults only: what a person changes in JupyterLab's settings editor wins.
    """
    path = state / "config" / "labconfig" / "default_setting_overrides.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path.parent, time.time())
    shipped = (Path(__file__).resolve().parent / "jupyter" / "lab_settings.toml").read_text(encoding="utf-8")
    write_atomically(path, (json.dumps(tomllib.loads(shipped), indent=1) + "\n").encode())
    return path


def lab_command(folder: Path, notebook: str = FIRST_NOTEBOOK, options: Sequence[str] = ()) -> list[str]:
    """Return the command that opens JupyterLab on a notebook, bound to this machine, asking for its token."""
    command = [
        sys.executable,
        "-m",
        "runplan.launch.jupyterlab_server",
        f"--ServerApp.root_dir={folder.resolve()}",
        "--ServerApp.ip=127.0.0.1",
        f"--LabApp.default_url=/lab/tree/{notebook}",
        "--LabApp.extension_manager=readonly",
        # Installed for the app, Voila adds itself to every JupyterLab, and would hand out pictures without the token.
        "--ServerApp.jpserver_extensions={'voila.server_extension': False}",
    ]
    # Jupyter refuses root unless told; in a container there is nobody else.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    return [*command, *options]


def start_lab(
    folder: Path,
    *,
    notebook: str = FIRST_NOTEBOOK,
    state: Path | None = None,
    options: Sequence[str] = (),
    log: Path | None = None,
) -> Server:
    """Start JupyterLab and return its process at once.

    Raises
    ------
    MissingExtra
        If JupyterLab is not installed.
    LabError
        If the folder for its settings cannot be written.
    """
    check_installed("JupyterLab", "jupyterlab")
    state = (folder / STATE_FOLDER if state is None else state).resolve()
    jupyter_folders(state, "JupyterLab", write_settings)
    return start_server(lab_command(folder, notebook, options), jupyter_environment(state), log)


def open_lab(folder: Path, **wishes: Any) -> int:
    """Run JupyterLab until the person stops it; the wishes are those of `start_lab`."""
    return run_until_stopped(lambda: start_lab(folder, **wishes), asks=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Open JupyterLab on a folder of notebooks."""
    about = "Open JupyterLab on a folder of notebooks."
    return run_program(
        argparse.ArgumentParser(prog="runplan.launch.jupyterlab", description=about), arguments, open_lab
    )


if __name__ == "__main__":
    raise SystemExit(main())
