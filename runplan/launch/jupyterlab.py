"""Start JupyterLab on the notebooks: for this machine only, with folders and settings of its own.

`make lab`, `runplan lab` and the browser tests all start it here, so that each runs under the same settings.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from runplan.exchange.disk import sweep, write_atomically
from runplan.launch.lifeline import Server
from runplan.launch.notebooks import (
    FIRST_NOTEBOOK,
    STATE_FOLDER,
    LabError,
    own_folder,
)
from runplan.launch.process import jupyter_environment, jupyter_folders, run_until_stopped, start_server

SETTINGS: Mapping[str, Mapping[str, object]] = {
    # ipykernel 7 would run every callback after the first in a thread of its own, beside the cells; figures that are
    # drawn from two threads come out broken. Disabled, callbacks run in the main thread, one after the other.
    "@jupyterlab/apputils-extension:kernels-settings": {"commsOverSubshells": "disabled"},
    # Whether the kernel is busy is shown in the status bar. In a notebook's toolbar the tip of that sign changes with
    # each message, and the toolbar then asks where all its buttons are, which lays the page out: in a trace of eight
    # moves four times a move, 4.9 ms in all, half of it for what is asked for once the hand rests.
    "@jupyterlab/notebook-extension:tracker": {
        "kernelStatus": {"showOnStatusBar": True, "showProgress": True, "showJumpToRecentExecutionButton": False}
    },
    # No question about news on the first start, and nothing asked of the network.
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
}


def write_settings(state: Path) -> Path:
    """Write RunPlan's defaults for JupyterLab into a configuration folder of its own.

    They are defaults only: what a person changes in JupyterLab's settings editor wins.
    """
    path = state / "config" / "labconfig" / "default_setting_overrides.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path.parent, time.time())
    write_atomically(path, (json.dumps(SETTINGS, indent=1) + "\n").encode())
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
    LabError
        If the folder for its settings cannot be written.
    """
    state = (folder / STATE_FOLDER if state is None else state).resolve()
    jupyter_folders(state, "JupyterLab", write_settings)
    return start_server(lab_command(folder, notebook, options), jupyter_environment(state), log)


def open_lab(
    folder: Path, *, notebook: str = FIRST_NOTEBOOK, state: Path | None = None, options: Sequence[str] = ()
) -> int:
    """Run JupyterLab until the person stops it."""
    return run_until_stopped(lambda: start_lab(folder, notebook=notebook, state=state, options=options), asks=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Open JupyterLab on a folder of notebooks; options that are not known here go to JupyterLab."""
    parser = argparse.ArgumentParser(
        prog="runplan.launch.jupyterlab", description="Open JupyterLab on a folder of notebooks."
    )
    parser.add_argument("folder", type=Path, help="the folder that JupyterLab shows and saves in")
    parser.add_argument("--notebook", default=FIRST_NOTEBOOK, help="the notebook to open (default: %(default)s)")
    parser.add_argument("--state", type=Path, help=f"where JupyterLab keeps its settings (default: {STATE_FOLDER})")
    known, options = parser.parse_known_args(arguments)
    try:
        folder = own_folder(known.folder)
    except LabError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return open_lab(folder, notebook=known.notebook, state=known.state, options=options)


if __name__ == "__main__":
    raise SystemExit(main())
