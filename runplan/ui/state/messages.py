"""What the planner says: done, refused, broken; and one rise of `revision` for each change. No widget in here."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from traitlets import Int, Tuple, Unicode

from runplan.plan.block import Block
from runplan.ui.state.form import Wishes


class Speaking(Wishes):
    """Wishes with something to say about them.

    Parameters
    ----------
    block : Block
        What is wished at first.

    Attributes
    ----------
    message, warning, error : str
        The last thing done, what was refused or is missing instead, and an exception that nobody expected.
    files : tuple of str
        Names of files in `message` or `warning`: they stand as they are.
    overwrites : str
        A file that saving would not replace unasked, because it is edited or foreign; empty where there is none.
    revision : int
        Rises by one when anything has changed.
    """

    message = Unicode("")
    warning = Unicode("")
    files = Tuple()
    overwrites = Unicode("")
    error = Unicode("")
    revision = Int(0)

    def __init__(self, block: Block) -> None:
        super().__init__(block)
        # Callbacks may come in several threads at once (ipykernel 7 runs them in subshells): one at a time in here.
        self._lock = threading.RLock()
        self._holding = self._due = False

    @contextmanager
    def as_one(self) -> Iterator[None]:
        """Several changes are one for those who follow `revision`: a move, and what is said of it."""
        with self._lock:
            outermost = not self._holding
            self._holding = True
            try:
                yield
            finally:
                if outermost:
                    due, self._holding, self._due = self._due, False, False
                    if due:
                        self.revision += 1

    def fail(self, doing: str, broken: BaseException) -> None:
        """Show an exception that nobody expected."""
        with self._lock:
            self.error = f"Something went wrong while {doing}: {type(broken).__name__}: {broken}"
            self._changed()

    def say(self, message: str, *, files: Sequence[str] = ()) -> None:
        """Show what was done, in place of what was said before."""
        with self._lock:
            self._hush()
            self.message, self.files = message, tuple(files)
            self._changed()

    def warn(self, warning: str, *, files: Sequence[str] = (), overwrites: str = "") -> None:
        """Show what was not done, and what would help."""
        with self._lock:
            self._hush()
            self.warning, self.files, self.overwrites = warning, tuple(files), overwrites
            self._changed()

    def hush(self) -> None:
        """Put away what was said last."""
        with self._lock:
            self._hush()
            self.error = ""
            self._changed()

    def _hush(self) -> None:
        self.message = self.warning = self.overwrites = ""
        self.files = ()

    def _changed(self) -> None:
        if self._holding:
            self._due = True
        else:
            self.revision += 1
