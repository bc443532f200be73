"""What `make lab` and `make app` share: a server for this machine only, its folders, and its end with its program."""

from __future__ import annotations

import os
import signal
import site
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from runplan.launch.notebooks import LabError

__all__ = ["jupyter_environment", "jupyter_folders", "run_until_stopped", "start_server"]

_FOLDERS = ("config", "data", "runtime", "settings", "workspaces", "ipython")


def jupyter_environment(state: Path, base: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment under which Jupyter reads and writes nothing of the person's own set-up.

    Parameters
    ----------
    state : pathlib.Path
        The folder that holds everything Jupyter remembers for RunPlan.
    base : mapping of str to str, optional
        The environment to start from; this process's own by default.

    Returns
    -------
    dict of str to str
    """
    environment = dict(os.environ if base is None else base)
    # An empty token would open the server to every other user of the machine.
    for name in ("JUPYTER_TOKEN", "JUPYTER_TOKEN_FILE", "JUPYTER_CONFIG_PATH", "JUPYTERLAB_DIR"):
        environment.pop(name, None)
    environment |= {
        "JUPYTER_CONFIG_DIR": str(state / "config"),
        "JUPYTER_RUNTIME_DIR": str(state / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(state / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(state / "workspaces"),
        "IPYTHONDIR": str(state / "ipython"),
    }
    if not _installed_for_user():
        environment["JUPYTER_DATA_DIR"] = str(state / "data")
    return environment


def _installed_for_user() -> bool:
    """Tell whether this is a `pip install --user`: then the widgets' part of Jupyter is in the person's data folder.

    That folder has to stay in use, or no slider would be drawn.
    """
    user_packages = site.getusersitepackages()
    return Path(user_packages) in Path(__file__).resolve().parents


def jupyter_folders(state: Path, program: str, prepare: Callable[[Path], object] | None = None) -> None:
    """Make the folders that `jupyter_environment` names.

    Parameters
    ----------
    state : pathlib.Path
        The folder that holds them.
    program : str
        Whose they are, for the refusal.
    prepare : callable, optional
        Writes further settings into `state`.

    Raises
    ------
    LabError
        If they cannot be written.
    """
    try:
        for name in _FOLDERS:
            (state / name).mkdir(parents=True, exist_ok=True)
        if prepare is not None:
            prepare(state)
    except OSError as error:
        raise LabError(
            f"{program}'s settings cannot be written to {state} ({error.strerror}). Name a folder that you may write."
        ) from error


def start_server(
    command: Sequence[str], environment: Mapping[str, str], log: Path | None = None
) -> subprocess.Popen[bytes]:
    """Start a server and return its process at once.

    Parameters
    ----------
    command : sequence of str
    environment : mapping of str to str
    log : pathlib.Path, optional
        Where its messages go; to the terminal by default.

    Returns
    -------
    subprocess.Popen
        The caller ends it.
    """
    if log is None:
        return subprocess.Popen(command, env=environment)
    with log.open("wb") as stream:
        return subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT
        )


def run_until_stopped(start: Callable[[], subprocess.Popen[bytes]]) -> int:
    """Start a server, wait until the person stops it, and return its exit code.

    Parameters
    ----------
    start : callable
        Starts it.

    Returns
    -------
    int
    """
    with _passing_on_the_end() as to:
        process = start()
        to.append(process)
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                # The terminal sent Ctrl+C to the server too, which stops in its own way.
                continue


@contextmanager
def _passing_on_the_end() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Pass a signal that would end this process on to those in the list: no server is left running alone."""
    to: list[subprocess.Popen[bytes]] = []
    if threading.current_thread() is not threading.main_thread():  # only there signals can be handled
        yield to
        return

    def pass_on(*_: object) -> None:
        if not to:
            raise SystemExit(1)  # nothing is started yet
        for process in to:
            process.terminate()

    signals = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {one: signal.signal(one, pass_on) for one in signals}
    try:
        yield to
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
