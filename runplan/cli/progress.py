"""A line on the terminal while something takes longer than a moment."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Iterator

from runplan.cli.terminal import printable

_FIRST_S = 0.5  # what is done sooner needs no word


@contextlib.contextmanager
def progress(doing: str) -> Iterator[None]:
    """Say on stderr what is being done, and for how long already; nothing where stderr is not a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    said = printable(doing)
    done = threading.Event()
    begun = time.monotonic()

    def tell() -> None:
        pause = _FIRST_S
        while not done.wait(pause):
            pause = 1.0
            with contextlib.suppress(OSError):  # a terminal that is gone
                sys.stderr.write(f"\r{said} ... {time.monotonic() - begun:.0f} s")
                sys.stderr.flush()

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()
        if time.monotonic() - begun >= _FIRST_S:
            with contextlib.suppress(OSError):
                sys.stderr.write("\r\x1b[K")
                sys.stderr.flush()
