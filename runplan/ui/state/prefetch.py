"""The next step of a slider, planned while the hand rests: who steps on, or back, is answered at once.

In: the wishes, and the step that was made last. Out: the plans of the next step and of the step back, with what is
told of them, each handed out once. A plan depends on its block, its catalog and what is past alone, so one that was
made before the move is the one that would be made after it on the same day.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from runplan.api import Plan
from runplan.insight.analysis import Seen
from runplan.plan.block import Block

if TYPE_CHECKING:
    from runplan.ui.state.planner_model import PlannerModel

REST_S = 0.12  # longer than a slider that is pulled, or a key that is held, pauses between two values
WORTH_MS = 10.0  # a plan of 3 ms was painted no sooner for being foreseen; where it begins to pay is our choice


class Ahead:
    """Plans ahead.

    Parameters
    ----------
    model : PlannerModel
        Says what is wished and what was changed last.
    look : callable
        Works out what is shown of a plan, so that it is known when it is asked for.
    """

    def __init__(self, model: PlannerModel, look: Callable[[Seen], object]) -> None:
        self._model = model
        self._look = look
        self._wishes = model.form.wishes()
        self._made: dict[Block, tuple[Plan, Seen]] = {}
        self._day = model.form.today()
        self._timer: asyncio.TimerHandle | None = None
        self._took_ms = 0.0  # the last plan that was made when it was asked for, or the slowest of those made ahead

    def plan(self, block: Block) -> Plan | None:
        """The plan of a block, if it was made ahead."""
        made = self._made.get(block) if self._day == self._model.form.today() else None
        return None if made is None else made[0]

    def seen(self, plan: Plan) -> Seen | None:
        """What was worked out of a plan, if it was made ahead."""
        return next((seen for made, seen in self._made.values() if made is plan), None)

    def begin(self) -> None:
        """Something may have changed: forget what was made, and look ahead again once the hand rests."""
        before, self._wishes = self._wishes, self._model.form.wishes()
        plan = self._model.plan
        if self._model.matches and plan is not None and self.plan(plan.block) is None:
            self._took_ms = self._model.planning_ms
        self._made.clear()
        self._day = self._model.form.today()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        step = _step(before, self._wishes)
        if step is not None and self._model.matches and self._took_ms >= WORTH_MS:
            self._took_ms = 0.0
            name, old, new = step
            self._rest([(name, new + (new - old)), (name, old)])

    def _fills_minutes(self) -> bool:
        plan = self._model.plan
        return plan is not None and plan.block.fills_minutes

    def _rest(self, values: Sequence[tuple[str, float]]) -> None:
        """Come back when the hand has rested; without an event loop there is nobody to wait for."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        self._timer = loop.call_later(REST_S, self._work, values)

    def _work(self, values: Sequence[tuple[str, float]]) -> None:
        """Plan for one value, and leave the others to another turn: a move that comes now waits for one at most."""
        (name, value), *others = values
        # What cannot be planned is told when it is wished, and in the model's words.
        with contextlib.suppress(Exception):
            sets = {"sets_per_muscle": None} if name in _FILLED and self._fills_minutes() else {}
            block = Block(**{**self._wishes, **sets, name: value})
            begin = time.perf_counter()
            plan = self._model.plan_of(block)
            seen = Seen(plan)
            self._took_ms = max(self._took_ms, 1000 * (time.perf_counter() - begin))
            self._look(seen)
            self._made[block] = plan, seen
        if others:
            self._rest(others)


_FILLED = ("strength_minutes", "strength_sessions")
"""What the sets of a muscle follow until the runner sets them."""


def _step(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, float, float] | None:
    """Field, old and new value, where one number has changed and nothing else."""
    changed = [name for name, value in now.items() if value != before[name]]
    if len(changed) == 2 and any(name in changed for name in _FILLED):
        changed = [name for name in changed if name != "sets_per_muscle"]
    if len(changed) != 1:
        return None
    old, new = before[changed[0]], now[changed[0]]
    numbers = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in (old, new))
    return (changed[0], old, new) if numbers else None
