"""When a planner writes what it keeps: soon after a change, not at each of a slider's moves, and at the end."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import weakref
from collections.abc import Callable

from runplan.errors import RunplanError
from runplan.ui.state.saved_entry import Kept
from runplan.ui.state.saved_state import Remembered

_WAIT_S, _RETRY_S = 0.3, 2.0
_OPEN: weakref.WeakSet[Keeping] = weakref.WeakSet()


class Keeping:
    """Writes what a planner keeps.

    Parameters
    ----------
    remembered : Remembered
    kept : callable
        Gives what is to be kept now.
    warn : callable
        Takes a sentence each time that nothing can be kept.
    late : callable, optional
        Takes, after each writing, what another window had kept in the meantime, or None, and whether anybody reads what
        is said of it.
    """

    def __init__(
        self,
        remembered: Remembered,
        kept: Callable[[], Kept],
        warn: Callable[[str], None],
        late: Callable[[Kept | None, bool], None] = lambda *_: None,
    ) -> None:
        self._remembered = remembered
        self._kept = kept
        self._warn = warn
        self._late = late
        self._due = False
        self._failed = self._retries = False
        _OPEN.add(self)

    def note(self) -> None:
        """Something has changed: write it soon, or at once where no event loop runs."""
        if self._due:
            return
        self._due = True
        try:
            asyncio.get_running_loop().call_later(_WAIT_S, self.finish)
        except RuntimeError:
            self.finish()

    def finish(self, *, read: bool = True) -> bool:
        """Write what is due; whether nothing is due any more. `read` says whether the planner is looked at still."""
        if not (self._due or self._failed):
            return True
        self._due = self._failed = False
        try:
            other = self._remembered.write(self._kept())
        except RunplanError as refused:
            self._say(str(refused))
        except OSError as error:
            self._say(
                f"{self._remembered.path.name} cannot be written next to the notebook ({error.strerror}). "
                f"RunPlan keeps "
                "trying; until then, a restart loses your last changes. To be safe, save the plan to another folder."
            )
        else:
            self._late(other, read)
        return not self._failed

    def _say(self, sentence: str) -> None:
        """Nothing could be written: say so, and try again soon, and at the end."""
        self._failed = True
        if not self._retries:
            with contextlib.suppress(RuntimeError):
                asyncio.get_running_loop().call_later(_RETRY_S, self._retry)
                self._retries = True
        self._warn(sentence)

    def _retry(self) -> None:
        self._retries = False
        self.finish()

    @staticmethod
    def unwritten(remembered: Remembered) -> Kept | None:
        """What an earlier planner of the same plan could not write: it is left to the one that asks."""
        for keeping in list(_OPEN):
            if keeping._failed and remembered.take_over(keeping._remembered):
                keeping._due = keeping._failed = False
                return keeping._kept()
        return None

    @staticmethod
    def finish_all() -> None:
        """Write what is due anywhere in this process."""
        for one in list(_OPEN):
            one.finish(read=False)


atexit.register(Keeping.finish_all)
