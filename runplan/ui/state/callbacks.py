"""One gate for all callbacks: what goes wrong in a callback is seen nowhere, unless it is shown on screen."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol


class _Fails(Protocol):
    def fail(self, doing: str, broken: BaseException) -> None: ...


def guarded(model: _Fails, doing: str, callback: Callable[..., Any]) -> Callable[..., None]:
    """A callback whose exceptions go to the model, and with it onto the screen."""

    @functools.wraps(callback)
    def run(*arguments: Any, **named: Any) -> None:
        try:
            callback(*arguments, **named)
        except Exception as broken:
            model.fail(doing, broken)

    return run


class Gate:
    """Shut while the program itself sets widgets, so that their callbacks know it was no person.

    It is shut for one thread only: a person's move that arrives in another thread at that moment still counts.
    """

    def __init__(self) -> None:
        self._state = threading.local()

    @property
    def shut(self) -> bool:
        """Whether this thread is setting widgets."""
        return bool(getattr(self._state, "shut", False))

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Keep it shut for the length of a `with` block."""
        before = self.shut
        self._state.shut = True
        try:
            yield
        finally:
            self._state.shut = before
