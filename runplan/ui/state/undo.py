"""What was before: moments to go back to, and forward again. No widget in here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from runplan.plan.fields import FIELDS

if TYPE_CHECKING:
    from runplan.api import Plan
    from runplan.ui.state.life.lived import Lived

STEPS = 50
_SLIDERS = frozenset(spec.screen_name for spec in FIELDS.values() if spec.in_steps)


def is_slider(label: str) -> bool:
    """Whether a change is of a control whose many small moves are one change."""
    return label in _SLIDERS


@dataclass(frozen=True, eq=False)
class Moment:
    """The wishes and the plan at one time, and the change that led away from it (or back to it).

    Attributes
    ----------
    label : str
        The change, in words.
    values : dict
        The wishes, a field of Block each.
    plan : Plan or None
    matches : bool
        Whether the plan is the plan of the wishes.
    plan_id, loaded, path : str
        What calendars tell the plan by, the file that was loaded last, and the name in the box of the plan's file.
    lived : Lived or None
        What was past of it.
    """

    label: str
    values: dict[str, Any]
    plan: Plan | None
    matches: bool
    plan_id: str
    loaded: str
    path: str = ""
    lived: Lived | None = None


class History:
    """Two stacks of moments; a new change forgets what was taken back."""

    def __init__(self) -> None:
        self._back: list[Moment] = []
        self._forth: list[Moment] = []

    @property
    def undo_offer(self) -> str:
        """What going back would take back, in words; empty where there is nothing."""
        return self._back[-1].label if self._back else ""

    @property
    def redo_offer(self) -> str:
        """What going forward would do again, in words; empty where there is nothing."""
        return self._forth[-1].label if self._forth else ""

    def keep(self, moment: Moment) -> None:
        """Keep a moment before a change; the oldest of more than fifty is forgotten."""
        self._forth.clear()
        self._back.append(moment)
        del self._back[:-STEPS]

    def same_again(self) -> None:
        """The last change goes on: only what was taken back is forgotten."""
        self._forth.clear()

    def back(self, now: Moment) -> Moment | None:
        """The moment before the last change; what is now can be come back to."""
        return self._go(self._back, self._forth, now)

    def forth(self, now: Moment) -> Moment | None:
        """The moment that was left by going back."""
        return self._go(self._forth, self._back, now)

    def _go(self, from_: list[Moment], to: list[Moment], now: Moment) -> Moment | None:
        if not from_:
            return None
        moment = from_.pop()
        to.append(replace(now, label=moment.label))
        return moment
