"""The planner: controls at the left, the board at the right, every refusal in words, a memory beside the notebook."""

from __future__ import annotations

import datetime as dt
import os
import time
from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import ipywidgets as widgets
from traitlets import Instance, observe

from runplan.api import Plan
from runplan.catalog import Catalog
from runplan.errors import BlockError, RunplanError
from runplan.plan import checks
from runplan.plan.block import Block
from runplan.ui.board import Board
from runplan.ui.board.commands import Requests
from runplan.ui.board.payload import Seen, about, scene
from runplan.ui.board.payload.message import compact, told
from runplan.ui.controls.panel import Controls
from runplan.ui.plain_text import InWords
from runplan.ui.state.form import proposed_block, this_day
from runplan.ui.state.life.done_log import DoneLog
from runplan.ui.state.life.what_happened import WhatHappened
from runplan.ui.state.messages import guarded
from runplan.ui.state.plan_memory import PlanMemory
from runplan.ui.state.prefetch import Ahead
from runplan.ui.state.state_file import FILE

__all__ = ["Planner"]


class Day(Instance):  # type: ignore[type-arg,unused-ignore]
    """A trait that is a date, also given as ISO text, or None; anything else is refused in one sentence."""

    def __init__(self, **more: Any) -> None:
        super().__init__(dt.date, allow_none=True, **more)

    def validate(self, obj: Any, value: Any) -> dt.date | None:
        """The date of a value.

        Raises
        ------
        BlockError
            If it is no date.
        """
        return None if value is None else checks.date(self.name or "today", value)


@lru_cache(maxsize=8)
def _called(plan: Plan, plan_id: str) -> Plan:
    """The plan under an id, the same object each time."""
    return plan.called(plan_id)


class Planner(InWords, widgets.VBox):  # type: ignore[misc,unused-ignore]
    """The interactive planner: move a slider or drag a session, and RunPlan plans the block again at once.

    Parameters
    ----------
    block : Block, optional
        The first settings; by default, twelve weeks from next Monday.
    catalog : Catalog, optional
        The exercises; by default, the built-in ones.
    state : path-like, optional
        The file that keeps your settings for a reload or a re-run with the same `block`; by default,
        ``planner.state.json`` next to the notebook. None keeps nothing.
    name : str, optional
        The plan's name, such as an athlete's: every notebook finds the plan under this name, and Save uses it for the
        file. By default, the notebook's name counts, so a copied notebook gets its own plan.

    Attributes
    ----------
    today : datetime.date or str or None
        What counts as today, such as ``"2027-02-11"``; None for the current day.

    Examples
    --------
    >>> planner = Planner(Block(start="2027-01-04", weeks=12), state=None)
    >>> planner.today = "2027-01-16"
    >>> len(planner.plan.weeks)
    12
    """

    called = "the planner"

    today = Day(help="What counts as today; None for the current day.")

    def __init__(
        self,
        block: Block | None = None,
        catalog: Catalog | None = None,
        *,
        state: str | os.PathLike[str] | None = FILE,
        name: str | None = None,
    ) -> None:
        if block is not None and not isinstance(block, Block):
            raise BlockError(
                f"Planner needs a Block, not {type(block).__name__}: write Planner(Block(start=..., weeks=...))."
            )
        self.memory = PlanMemory(state, block, _named(name))
        self.model = model = self.memory.open_model(block or proposed_block(this_day()), catalog)
        self._handed = 0
        self._seen: Seen | None = None
        self._before: Seen | None = None
        self.board = Board(
            about=compact({**about(model.catalog), "made": round(1000 * time.time())}),
            view=self.memory.view,
        )
        self.board.add_class("rp-right")
        happened = WhatHappened(model)
        done_log = DoneLog(model, self._renew_open)
        self.controls = Controls(model, self._hand_out, happened, done_log)
        self.requests = Requests(model, self._see, self.board.send, self.controls.fields.type_in, done_log.noted)
        self.board.on_request(guarded(model.messages, "answering the board", self._answer))
        left = widgets.VBox([self.controls], layout=widgets.Layout(margin="0"))
        left.add_class("rp-left")
        # How wide each is, and when they stand above each other, the style sheet says.
        body = widgets.HBox([left, self.board], layout=widgets.Layout(width="100%"))
        body.add_class("rp-body")
        super().__init__([body], layout=widgets.Layout(width="100%"))
        self.add_class("runplan")
        self.add_class("rp-planner")
        self.memory.begin(lambda: dict(self.board.view))
        self._ahead = Ahead(model, self._look_ahead)
        model.foreseen = lambda block: happened.plan(block) or self._ahead.plan(block)
        model.messages.observe(self._changed, names="revision")
        self._show()
        self.board.observe(guarded(model.messages, "keeping the view", lambda _: self.memory.note()), names="view")

    @property
    def plan(self) -> Plan:
        """The current plan, which is the last one that was possible, with the id that its files and exports have."""
        if self.model.plan is None:
            raise BlockError(" ".join(self.model.blockers) or "There is no plan yet.")
        return _called(self.model.plan, self.model.plan_id)

    @property
    def block(self) -> Block:
        """The block of the current plan."""
        return self.plan.block

    @observe("today")
    def _other_day(self, change: Mapping[str, Any]) -> None:
        """Plan on from another day, and mark it."""
        self.model.form.today = this_day if change["new"] is None else lambda: change["new"]
        self._show()

    # --- drawing ------------------------------------------------------------------------------------------------------

    def _changed(self, _: Any) -> None:
        self._show()
        self.memory.note()
        self._ahead.begin()

    def _show(self) -> None:
        """Bring everything on screen in step with the model; what fails to draw is said, and the rest still drawn."""
        self._show_board()
        # After the board: an ordinary move changes no control, and who drags a slider waits for the board.
        try:
            self.controls.fields.refresh()
        except Exception as broken:
            self.model.messages.error = self.model.messages.error or _said("showing the controls", broken)
            self._show_board()

    def _show_board(self) -> None:
        """Send the board what it shows; one message."""
        model = self.model
        try:
            seen = self._see()
            before = None
            if seen is not None and model.before is not None:
                before = self._looked_at(model.before)
            shown = scene(model, seen, before, model.form.today())
        except Exception as broken:
            model.messages.error = model.messages.error or _said("drawing the plan", broken)
            shown = scene(model, None, None, None)
        self.board.scene = shown

    def _see(self) -> Seen | None:
        """What is known of the plan shown."""
        plan = self.model.plan
        if plan is None:
            return None
        if self._seen is None or self._seen.plan is not plan:
            if self._seen is not None and self._seen.plan is self.model.before:
                self._before = self._seen
            known = self._before if self._before is not None and self._before.plan is plan else self._ahead.seen(plan)
            self._seen = known or Seen(plan)
        return self._seen

    def _look_ahead(self, seen: Seen) -> None:
        """Work out what is shown of a plan before anybody asks."""
        told(seen, self.model.form.today())
        _ = seen.measures

    def _looked_at(self, plan: Plan) -> Seen:
        """What is known of the plan before the last change."""
        if self._before is None or self._before.plan is not plan:
            self._before = self._seen if self._seen is not None and self._seen.plan is plan else Seen(plan)
        return self._before

    def _answer(self, request: Mapping[str, Any]) -> None:
        if request.get("do") == "notebook":
            self.memory.hear_name(request)
            return
        try:
            self.requests.answer(request)
        except RunplanError as refused:
            self.model.messages.warn(str(refused))
        if request.get("do") == "lists":  # the board asks for them when the hand rests
            self.controls.fields.rest()

    def _renew_open(self) -> None:
        """Send the session that is open once more: a log may tell of it now."""
        if self.board.view.get("open"):
            self.requests.answer({"do": "details", "id": self.board.view["open"]})

    def _hand_out(self, name: str, data: bytes, mime: str) -> None:
        """Give a file to the browser to keep."""
        self._handed += 1
        file = {"name": name, "data": b64encode(data).decode("ascii"), "mime": mime}
        self.board.send({"is": "file", "number": self._handed, **file})


def _named(name: Any) -> str:
    if name is None:
        return ""
    if not isinstance(name, str) or not name.strip():
        raise BlockError(f"name={name!r} is not a name: give a text such as name='Anna', or leave it out.")
    return name.strip()


def _said(doing: str, broken: BaseException) -> str:
    return f"Something went wrong while {doing}: {type(broken).__name__}: {broken}"
