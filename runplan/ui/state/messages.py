"""What the planner says: done, refused, broken; one rise of `revision` for each change. No widget in here."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from traitlets import HasTraits, Int, Tuple, Unicode


@dataclass(frozen=True)
class Answer:
    """What came of a request, in a sentence.

    Attributes
    ----------
    sentence : str
    files : tuple of str
        Names of files in it: they stand as they are.
    refused : bool
        Whether nothing was done.
    overwrites : str
        A file that is not replaced unasked; empty where there is none.
    """

    sentence: str
    files: tuple[str, ...] = ()
    refused: bool = False
    overwrites: str = ""


class Messages(HasTraits):  # type: ignore[misc,unused-ignore]
    """What is shown of what was done, one thing at a time.

    Attributes
    ----------
    message, warning, error : str
        The last thing done, what was refused or is missing instead, and an exception that nobody expected.
    files : tuple of str
        Names of files in `message` or `warning`: they stand as they are.
    overwrites : str
        A file that saving would not replace unasked, because it is edited or foreign; empty where there is none.
    standing : Answer
        What is to be known whatever else is said, until that is no longer so.
    revision : int
        Rises by one when anything has changed.
    offered : int
        The revision with which what is offered now was shown first: who saw an older one answers something else.
    """

    message = Unicode("")
    warning = Unicode("")
    files = Tuple()
    overwrites = Unicode("")
    error = Unicode("")
    revision = Int(0)

    def __init__(self) -> None:
        super().__init__()
        # Callbacks may come in several threads at once (ipykernel 7 runs them in subshells): one at a time in here.
        self.lock = threading.RLock()
        self._holding = self._due = False
        self.offered = 0
        self.standing = Answer("")

    @contextmanager
    def as_one(self) -> Iterator[None]:
        """Several changes are one for those who follow `revision`: a move, and what is said of it."""
        with self.lock:
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
        with self.lock:
            self.error = f"Something went wrong while {doing}: {type(broken).__name__}: {broken}"
            self.note_change()

    def tell(self, answer: Answer) -> None:
        """Show an answer."""
        if answer.refused:
            self.warn(answer.sentence, files=answer.files, overwrites=answer.overwrites)
        else:
            self.say(answer.sentence, files=answer.files)

    def say(self, message: str, *, files: Sequence[str] = ()) -> None:
        """Show what was done, in place of what was said before."""
        with self.lock:
            self.put_away()
            self.message, self.files = message, tuple(files)
            self.note_change()

    def warn(self, warning: str, *, files: Sequence[str] = (), overwrites: str = "") -> None:
        """Show what was not done, and what would help."""
        with self.lock:
            self.put_away()
            self.warning, self.files, self.overwrites = warning, tuple(files), overwrites
            self.note_offer()

    def add_warning(self, warning: str, *, files: Sequence[str] = ()) -> None:
        """Show what is to be known beside what was said, none of which is put away."""
        with self.lock:
            if warning not in self.warning:
                self.warning = f"{self.warning} {warning}".lstrip()
                self.files = (*self.files, *files)
            self.note_change()

    def stand(self, standing: str, *, files: Sequence[str] = ()) -> None:
        """Show what is to be known until that is no longer so, which an empty sentence says."""
        with self.lock:
            if standing != self.standing.sentence:
                self.standing = Answer(standing, tuple(files))
                self.note_change()

    @property
    def warnings(self) -> Answer:
        """The last warning, and what stands beside all that is said."""
        standing = self.standing
        if standing.sentence in self.warning:
            return Answer(self.warning, self.files)
        return Answer(f"{self.warning} {standing.sentence}".lstrip(), (*self.files, *standing.files))

    def hush(self) -> None:
        """Put away what was said last."""
        with self.lock:
            self.put_away()
            self.error = ""
            self.note_change()

    def put_away(self) -> None:
        """Put away what was said last, as part of another change."""
        self.message = self.warning = self.overwrites = ""
        self.files = ()

    def note_offer(self) -> None:
        """Tell those who follow that something else is offered."""
        self.offered = self.revision + 1
        self.note_change()

    def note_change(self) -> None:
        """Tell those who follow that something has changed: at once, or at the end of several changes."""
        if self._holding:
            self._due = True
        else:
            self.revision += 1


def guarded(messages: Messages, doing: str, callback: Callable[..., Any]) -> Callable[..., None]:
    """A callback whose exceptions are shown on the screen: what goes wrong in a callback is seen nowhere else."""

    @functools.wraps(callback)
    def run(*arguments: Any, **named: Any) -> None:
        try:
            callback(*arguments, **named)
        except Exception as broken:
            messages.fail(doing, broken)

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
