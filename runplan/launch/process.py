"""What `make lab` and `make app` share: a server for this machine only, its folders, and its end with its program."""

from __future__ import annotations

import math
import os
import signal
import site
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from runplan.launch.lifeline import ENDS_WITHIN_S, Server
from runplan.launch.notebooks import STATE_FOLDER, LabError

_FOLDERS = ("config", "data", "runtime", "settings", "workspaces", "ipython")
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_ASKS_FOR_S = 5.0  # as long as JupyterLab waits for an answer


def jupyter_environment(state: Path, base: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment under which Jupyter reads and writes nothing of the person's own set-up."""
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

    Raises
    ------
    LabError
        If they cannot be written.
    """
    try:
        _keep_private(state)
        if prepare is not None:
            prepare(state)
    except OSError as error:
        raise LabError(
            f"{program}'s settings cannot be written to {state} ({error.strerror}). Name a folder that you may write."
        ) from error


def _keep_private(state: Path) -> None:
    """Make the folders so that nobody else enters them, and mend those of older versions: they hold tokens and keys."""
    if not state.exists() or state.name == STATE_FOLDER:  # any other that exists may be for more than this
        _private_folder(state)
    for name in _FOLDERS:
        _private_folder(state / name)
    for folder, folders, files in os.walk(state / "runtime"):
        for path in (Path(folder, name) for name in (*folders, *files)):
            with suppress(FileNotFoundError):  # a server that ends takes its files along
                if not path.is_symlink():
                    _shut_out_others(path)


def _private_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _shut_out_others(folder)


def _shut_out_others(path: Path) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        path.chmod(mode & ~0o077)


def start_server(command: Sequence[str], environment: Mapping[str, str], log: Path | None = None) -> Server:
    """Start a server and return its process at once."""
    if log is None:
        return Server(command, environment)
    with log.open("wb") as stream:
        return Server(command, environment, stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT)


def run_until_stopped(start: Callable[[], Server], *, asks: bool = False) -> int:
    """Start a server, wait until the person stops it, and return its exit code."""
    end = _End(asks=asks and sys.stdin is not None and sys.stdin.isatty())
    with _heard_by(end.hear):
        server = start()
        end.now_of(server)
        return server.wait()


class _End:
    """Ends a server when this program is told to end, and by force where the server does not."""

    def __init__(self, *, asks: bool) -> None:
        self._asks = asks
        self._interrupted = -math.inf
        self._told = False
        self._server: Server | None = None

    def hear(self, number: int, _: object) -> None:
        """Handle a signal. At a terminal's Ctrl+C, which the server hears too, only the second within seconds ends."""
        if number == signal.SIGINT and self._asks:
            before, self._interrupted = self._interrupted, time.monotonic()
            if self._interrupted - before > _ASKS_FOR_S:
                return
        self._told = True
        if self._server is not None:
            self._end(self._server)

    def now_of(self, server: Server) -> None:
        """Take on a server that has just been started, perhaps too late."""
        self._server = server
        if self._told:
            self._end(server)

    def _end(self, server: Server) -> None:
        server.let_go()
        force = threading.Timer(2 * ENDS_WITHIN_S, server.kill)
        force.daemon = True
        force.start()


@contextmanager
def _heard_by(hear: Callable[[int, object], None]) -> Iterator[None]:
    """Let each signal that would end this program be handled; one that is ignored, as under nohup, stays ignored."""
    if threading.current_thread() is not threading.main_thread():  # only there signals can be handled
        yield
        return
    known = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    before = {one: signal.signal(one, hear) for one in known if signal.getsignal(one) is not signal.SIG_IGN}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
