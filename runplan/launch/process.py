"""What `make lab` and `make app` share: a server for this machine only, its folders, and its end with its program."""

from __future__ import annotations

import argparse
import math
import os
import signal
import site
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from runplan.errors import RunplanError
from runplan.launch.lifeline import ENDS_WITHIN_S, Server, handle_signals
from runplan.launch.notebooks import FIRST_NOTEBOOK, STATE_FOLDER, own_folder, refused_in_a_sentence

_FOLDERS = {
    "config": "JUPYTER_CONFIG_DIR",
    "data": "JUPYTER_DATA_DIR",
    "runtime": "JUPYTER_RUNTIME_DIR",
    "settings": "JUPYTERLAB_SETTINGS_DIR",
    "workspaces": "JUPYTERLAB_WORKSPACES_DIR",
    "ipython": "IPYTHONDIR",
}
# An empty token would open the server to every other user of the machine.
_NOT_HANDED_ON = ("JUPYTER_TOKEN", "JUPYTER_TOKEN_FILE", "JUPYTER_CONFIG_PATH", "JUPYTERLAB_DIR")
_ASKS_FOR_S = 5.0  # as long as JupyterLab waits for an answer


def jupyter_environment(state: Path, base: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment under which Jupyter reads and writes nothing of the person's own set-up."""
    environment = dict(os.environ if base is None else base)
    for name in _NOT_HANDED_ON:
        environment.pop(name, None)
    folders = {variable: str(state / name) for name, variable in _FOLDERS.items()}
    # After `pip install --user` the widgets' part of Jupyter is in the person's data folder, which has to stay in use.
    if Path(site.getusersitepackages()) in Path(__file__).resolve().parents:
        del folders["JUPYTER_DATA_DIR"]
    return environment | folders


def jupyter_folders(state: Path, program: str, prepare: Callable[[Path], object] = lambda _: None) -> None:
    """Make the folders that `jupyter_environment` names, so that nobody else enters them: they hold tokens and keys.

    Raises
    ------
    LabError
        If they cannot be written.
    """
    with refused_in_a_sentence(f"{program}'s settings cannot be written to {state}"):
        if not state.exists() or state.name == STATE_FOLDER:  # any other that exists may be for more than this
            _private_folder(state)
        for name in _FOLDERS:
            _private_folder(state / name)
        for folder, folders, files in os.walk(state / "runtime"):  # those of older versions are mended
            for path in (Path(folder, name) for name in (*folders, *files)):
                with suppress(FileNotFoundError):  # a server that ends takes its files along
                    if not path.is_symlink():
                        _shut_out_others(path)
        prepare(state)


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
    is_main = threading.current_thread() is threading.main_thread()  # only there signals can be handled
    before = handle_signals(("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"), end.hear) if is_main else {}
    try:
        server = start()
        end.now_of(server)
        return server.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


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
        self._end()

    def now_of(self, server: Server) -> None:
        """Take on a server that has just been started, perhaps too late."""
        self._server = server
        if self._told:
            self._end()

    def _end(self) -> None:
        if self._server is not None:
            self._server.let_go()
            force = threading.Timer(2 * ENDS_WITHIN_S, self._server.kill)
            force.daemon = True
            force.start()


def run_program(
    parser: argparse.ArgumentParser, arguments: Sequence[str] | None, open_program: Callable[..., int]
) -> int:
    """Open a program on a folder of notebooks; options that are not known here, and `switches`, go to the program."""
    parser.add_argument("folder", type=Path, help="the folder of the notebooks, in which it saves")
    parser.add_argument("--notebook", default=FIRST_NOTEBOOK, help="the notebook to open (default: %(default)s)")
    parser.add_argument("--state", type=Path, help=f"where it keeps its own files (default: {STATE_FOLDER})")
    parser.set_defaults(switches=[])
    known, options = parser.parse_known_args(arguments)
    options = [*known.switches, *options]
    try:
        return open_program(own_folder(known.folder), notebook=known.notebook, state=known.state, options=options)
    except RunplanError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
