"""Every moment at which a process that writes files can die: counted, and tried one by one.

`points_of(action)` runs an action and lists the calls by which it changes the disk. `killed_at` runs it in a child
process that dies, with nothing cleaned up, right before one of them (a write dies with half of it on the disk, too).
`full_at` has the disk full from one of them on, `interrupted_at` raises KeyboardInterrupt before or after one of them.
"""

from __future__ import annotations

import builtins
import contextlib
import errno
import io
import os
import warnings
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

__all__ = ["full_at", "interrupted_at", "killed_at", "points_of"]

Action = Callable[[], object]
_CALLS = ("open", "fsync", "replace", "rename", "unlink", "remove", "chmod", "mkdir", "rmdir", "truncate", "link")
_DIED = 86


class _Watch:
    """Counts the calls, and does something before or after one of them."""

    def __init__(self, at: int = -1, event: Callable[[str], None] | None = None, *, after: bool = False) -> None:
        self.names: list[str] = []
        self.at, self.event, self.after = at, event, after

    def call(self, name: str, real: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        here = len(self.names)
        self.names.append(name)
        if self.event is not None and not self.after and here >= self.at:
            self.event(name)
        result = real(*args, **kwargs)
        if self.event is not None and self.after and here == self.at:
            self.event(name)
        return result


class _Torn:
    """A file that writes in two halves, each of them a call of its own."""

    def __init__(self, file: Any, watch: _Watch) -> None:
        self._file, self._watch = file, watch

    def write(self, data: Any) -> int:
        half = len(data) // 2
        for part in (data[:half], data[half:]):
            self._watch.call("write", self._put, part)
        return len(data)

    def _put(self, data: Any) -> None:
        self._file.write(data)
        self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> _Torn:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


@contextlib.contextmanager
def _watched(watch: _Watch) -> Iterator[None]:
    opened = io.open

    def patched(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args, **kwargs: watch.call(name, real, *args, **kwargs)

    def open_(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if not set(mode) & set("wax+"):
            return opened(file, mode, *args, **kwargs)
        if isinstance(file, int):
            return _Torn(opened(file, mode, *args, **kwargs), watch)
        return _Torn(watch.call("open", opened, file, mode, *args, **kwargs), watch)

    with contextlib.ExitStack() as stack:
        for name in _CALLS:
            stack.enter_context(mock.patch.object(os, name, patched(name, getattr(os, name))))
        stack.enter_context(mock.patch.object(io, "open", open_))
        stack.enter_context(mock.patch.object(builtins, "open", open_))
        yield


def points_of(action: Action) -> list[str]:
    """Run an action; the calls by which it changes the disk, in their order."""
    watch = _Watch()
    with _watched(watch):
        action()
    return watch.names


def killed_at(action: Action, point: int) -> None:
    """Run an action in a child process that dies right before a call."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads; the child only writes files
        child = os.fork()
    if not child:
        code = 1
        try:
            with _watched(_Watch(point, lambda name: os._exit(_DIED))):
                action()
            code = 0
        finally:
            os._exit(code)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status == _DIED, f"the child ended with {status}, before its call {point}"


def full_at(action: Action, point: int) -> BaseException | None:
    """Run an action on a disk that is full from a call on; what it raises."""

    def full(name: str) -> None:
        if name not in ("unlink", "remove", "rmdir", "truncate"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with _watched(_Watch(point, full)):
        return _raised(action)


def interrupted_at(action: Action, point: int, *, after: bool = False) -> BaseException | None:
    """Run an action that is interrupted once, before or after a call; what it raises."""
    watch = _Watch(point, after=after)

    def interrupt(_: str) -> None:
        watch.event = None
        raise KeyboardInterrupt

    watch.event = interrupt
    with _watched(watch):
        return _raised(action)


def _raised(action: Action) -> BaseException | None:
    try:
        action()
    except (Exception, KeyboardInterrupt) as error:
        return error
    return None
