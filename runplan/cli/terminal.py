"""What the command line writes: nothing of it steers a terminal, and a command that fails writes no half of an answer.

Texts come from files of others (a catalogue, a plan, a run plan), so each goes through `printable` on its way out. What
is for standard output is kept until the command is done: one that fails has said nothing of success.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from runplan.errors import RunplanError

# Control characters, signs that turn the direction of writing, line ends that are none, and halves of characters.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\ufffe\uffff]"
)
STANDARD_INPUT = "standard input"  # as sentences call it
_FIRST_S = 0.5  # what is done sooner needs no word
_kept: list[str | bytes] = []


def printable(text: str) -> str:
    r"""The text with one harmless sign in the place of each that would steer a terminal; lines stay lines.

    >>> printable("a\x1b[2Jb") == "a\N{REPLACEMENT CHARACTER}[2Jb", printable("a\tb\r\nc")
    (True, 'a b\nc')
    """
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\t", " "))


def say(text: object = "") -> None:
    """Keep a line for standard output."""
    _kept.append(f"{printable(str(text))}\n")


def terminal_width() -> int:
    """Letters in a line of the terminal; 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def wrapped(text: str, first: str = "", further: str = "") -> str:
    """A text in lines that the terminal has room for, with what stands before the first and before all others."""
    return textwrap.fill(text, max(terminal_width(), 40), initial_indent=first, subsequent_indent=further)


def hand_over(data: bytes) -> None:
    """Keep a file for standard output, byte for byte; a terminal gets it as text that does not steer it.

    Raises
    ------
    RunplanError
        If it is no text, and a terminal would get it.
    """
    if sys.stdout is None or not sys.stdout.isatty():
        _kept.append(data)
        return
    try:
        _kept.append(printable(data.decode("utf-8")))
    except UnicodeDecodeError:
        raise RunplanError("Give --out FILE: this format is not text that a terminal can show.") from None


def show() -> None:
    """Write what was kept to standard output.

    Raises
    ------
    OSError
        If it cannot be written: a full disk, a pipe that nobody reads, or no standard output at all.
    """
    parts, out = _kept.copy(), sys.stdout
    _kept.clear()
    if parts and out is None:
        raise OSError("Standard output is closed")
    for part in parts:
        if isinstance(part, str):
            out.write(part)
        elif (raw := getattr(out, "buffer", None)) is None:
            out.write(part.decode("utf-8", "replace"))
        else:
            out.flush()
            raw.write(part)
    if out is not None:
        out.flush()


def forget() -> None:
    """Drop what was kept."""
    _kept.clear()


def complain(text: object) -> None:
    """Write a line to standard error at once; where nobody can be told, nothing is."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{printable(str(text))}\n")
        sys.stderr.flush()
    except OSError:
        let_go(sys.stderr)


def let_go(stream: TextIO | None) -> None:
    """Let what is still to be written to a stream go, which Python would try once more at exit."""
    with suppress(AttributeError, OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr]


def open_streams() -> None:
    """Make standard output and error take any letter, and keep files from getting the number of a closed stream."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest free number: this one
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a letter that the terminal does not know is no reason to stop
            stream.reconfigure(errors="replace")


def standard_input(most: int) -> bytes:
    """What comes from standard input, so many bytes at most.

    Raises
    ------
    RunplanError
        If there is none.
    """
    source = getattr(sys.stdin, "buffer", None)
    if source is None:
        raise RunplanError("Give a file: standard input cannot be read here.")
    data: bytes = source.read(most)
    return data


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Say on stderr what is being done, and for how long already; nothing where stderr is not a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    words = printable(doing)
    done = threading.Event()
    begun = time.monotonic()

    def tell() -> None:
        pause = _FIRST_S
        while not done.wait(pause):
            pause = 1.0
            with suppress(OSError):  # a terminal that is gone
                sys.stderr.write(f"\r{words} ... {time.monotonic() - begun:.0f} s")
                sys.stderr.flush()

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()
        if time.monotonic() - begun >= _FIRST_S:
            with suppress(OSError):
                sys.stderr.write("\r\x1b[K")
                sys.stderr.flush()
