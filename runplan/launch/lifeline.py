"""A server that ends with the program that started it, whatever ends that program.

The program holds one end of a pipe, and its server reads the other. When the program is gone the system closes the
pipe, also where no signal can be caught, and on every system.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

VARIABLE = "RUNPLAN_LIFELINE"
# A kernel is given five seconds to end by itself; what takes twice as long will not end.
ENDS_WITHIN_S = 10.0


class Server(subprocess.Popen[bytes]):
    """A server's process. It ends when `let_go` is called, when this object is dropped, and when this program ends.

    The command starts a program that calls `end_with_program`.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], **options: Any) -> None:
        if sys.platform == "win32":
            # Over there a file's number means nothing in another process, but standard input is handed on.
            options |= {"stdin": subprocess.PIPE}
            super().__init__(command, env={**environment, VARIABLE: "0"}, **options)
            assert self.stdin is not None
            self.let_go = weakref.finalize(self, self.stdin.close)
        else:
            theirs, ours = os.pipe()
            self.let_go = weakref.finalize(self, os.close, ours)
            try:
                super().__init__(command, env={**environment, VARIABLE: str(theirs)}, pass_fds=(theirs,), **options)
            finally:
                os.close(theirs)


def end_with_program() -> None:
    """Begin to watch for the end of the program that started this one; a server calls it before anything else."""
    number = os.environ.pop(VARIABLE, None)  # kernels do not get it
    if number is None:
        return
    lifeline = int(number)
    if lifeline == 0:  # what this program starts must not read it
        lifeline = os.dup(0)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
    threading.Thread(target=_wait_for_the_end, args=(lifeline,), daemon=True).start()


def _wait_for_the_end(lifeline: int) -> None:
    """End this server as a signal would once the pipe is closed, and at once where that takes too long."""
    try:
        while os.read(lifeline, 1):
            pass
    except OSError:
        pass  # a broken pipe is a closed one
    if sys.platform == "win32":
        signal.raise_signal(signal.SIGTERM)  # os.kill would not let it clean up
    else:
        os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(ENDS_WITHIN_S)
    os._exit(1)


def handle_signals(names: Iterable[str], handler: Callable[[int, Any], object]) -> dict[int, Any]:
    """Let signals be handled, and return what handled them; one that is ignored, as under nohup, stays ignored."""
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]  # Windows has no SIGHUP
    return {
        number: signal.signal(number, handler) for number in numbers if signal.getsignal(number) is not signal.SIG_IGN
    }
