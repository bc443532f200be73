"""Open the planner's notebook as an app, by Voila: without code, for this machine only, in folders of its own.

`make app`, `runplan app` and the browser tests all start it here, so that each runs under the same settings.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from runplan.extras import check_installed
from runplan.launch.lifeline import Server
from runplan.launch.notebooks import FIRST_NOTEBOOK, STATE_FOLDER, LabError
from runplan.launch.process import jupyter_environment, jupyter_folders, run_program, run_until_stopped, start_server


def app_environment(state: Path, base: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment for Voila: Jupyter's folders of our own, and our page for it to find."""
    environment = jupyter_environment(state, base)
    page = str(Path(__file__).resolve().parent / "jupyter")
    environment["JUPYTER_PATH"] = os.pathsep.join(filter(None, [page, environment.get("JUPYTER_PATH")]))
    return environment


def app_command(folder: Path, notebook: str = FIRST_NOTEBOOK, options: Sequence[str] = ()) -> list[str]:
    """Return the command that serves one notebook as an app, bound to this machine, asking for its token."""
    return [
        sys.executable,
        "-m",
        "runplan.launch.voila_server",
        str(folder.resolve() / notebook),
        f"--Voila.root_dir={folder.resolve()}",
        "--Voila.ip=127.0.0.1",
        "--Voila.auto_token=True",
        "--PasswordIdentityProvider.allow_password_change=False",
        "--Voila.log_level=ERROR",
        "--VoilaConfiguration.template=runplan",
        "--VoilaConfiguration.allow_template_override=NO",
        "--VoilaConfiguration.strip_sources=True",
        # Voila would hand out the folder's pictures, and these without its token.
        "--VoilaConfiguration.file_denylist=.*",
        "--VoilaConfiguration.multi_kernel_manager_class=runplan.launch.page_kernels.PageKernels",
        *options,
    ]


def start_app(
    folder: Path,
    *,
    notebook: str = FIRST_NOTEBOOK,
    state: Path | None = None,
    options: Sequence[str] = (),
    log: Path | None = None,
) -> Server:
    """Start the app and return its process at once.

    Raises
    ------
    MissingExtra
        If Voila is not installed.
    LabError
        If the notebook is not there, or the folder for Jupyter's files cannot be written.
    """
    check_installed("The app", "voila")
    if not (folder / notebook).is_file():
        raise LabError(
            f"There is no {notebook} in {folder}. Give a folder that contains it, or get a copy with runplan app."
        )
    state = (folder / STATE_FOLDER if state is None else state).resolve()
    jupyter_folders(state, "Voila")
    return start_server(app_command(folder, notebook, options), app_environment(state), log)


def open_app(folder: Path, **wishes: Any) -> int:
    """Run the app until the person stops it; wishes and errors are those of `start_app`."""
    return run_until_stopped(lambda: start_app(folder, **wishes))


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the app on a folder of notebooks."""
    parser = argparse.ArgumentParser(prog="runplan.launch.voila", description="Open the planner as an app.")
    about = "light letters on a dark page"
    parser.add_argument("--dark", dest="switches", action="append_const", const="--theme=dark", help=about)
    return run_program(parser, arguments, open_app)


if __name__ == "__main__":
    raise SystemExit(main())
