"""The planner: controls at the left, the board at the right, every refusal in words, a memory beside the notebook."""

from __future__ import annotations

import datetime as dt
import functools
import os
import time
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from runplan.api import Plan
from runplan.catalog import Catalog
from runplan.errors import BlockError, RunplanError
from runplan.exchange.plan_file.plan_id import plan_id_in
from runplan.plan.block import Block
from runplan.ui.board import Board
from runplan.ui.board.commands import Requests
from runplan.ui.board.payload import Seen, about, scene
from runplan.ui.board.payload.message import compact, told
from runplan.ui.controls.panel import Controls
from runplan.ui.plain_text import InWords
from runplan.ui.state.autosave import Keeping
from runplan.ui.state.callbacks import guarded
from runplan.ui.state.files import note_file
from runplan.ui.state.form import proposed_block
from runplan.ui.state.notebook_name import notebook_path
from runplan.ui.state.plan_owner import PEAK_SHARE, keep_other, kept_peak_share, owner_of, plan_path
from runplan.ui.state.planner_model import PlannerModel
from runplan.ui.state.prefetch import Ahead
from runplan.ui.state.renamed import called, settle
from runplan.ui.state.saved_state import Kept, Remembered
from runplan.ui.state.state_file import FILE

__all__ = ["Planner"]

# Kept with what was looked at, for files of 0.1.0 have no places of their own for them.
_WAITING = "waiting"


class Planner(InWords, widgets.VBox):  # type: ignore[misc,unused-ignore]
    """The app in a notebook: move a slider or drag a session, and the block is planned anew at once.

    Parameters
    ----------
    block : Block, optional
        What is wished at first; twelve weeks from next Monday by default.
    catalog : Catalog, optional
        The exercises; the built-in ones by default.
    state : path-like, optional
        Where it keeps what was set, for a reload or a re-run with the same `block`; ``planner.state.json`` beside the
        notebook by default. None keeps nothing.
    name : str, optional
        Whose plan it is, such as an athlete's name: what is kept is found again by it, in whatever notebook, and Save
        writes a file of that name. By default the notebook's name tells, so a copied notebook has a plan of its own.

    Examples
    --------
    >>> planner = Planner(Block(start="2027-01-04", weeks=12), state=None)
    >>> len(planner.plan.weeks)
    12
    """

    called = "the planner"

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
        name = _named(name)
        remembered = None if state is None else _place(Path(state).expanduser().absolute(), block, name)
        Keeping.finish_all()  # another planner of this notebook may have something to write still
        kept = None if remembered is None else remembered.read()
        wished = block if block is not None else proposed_block(dt.date.today())
        self.model = model = PlannerModel(wished if kept is None else kept.block, catalog)
        refused = ""
        if kept is not None and model.plan is None and kept.block != wished:
            # A catalog or a rule may have changed since: then the block in the code is better than nothing.
            refused, kept = " ".join(model.blockers), None
            self.model = model = PlannerModel(wished, catalog)
        self._settle(kept, wished, name)
        self._handed = 0
        self._seen: Seen | None = None
        self._before: Seen | None = None
        self.board = Board(
            about=compact({**about(model.catalog), "made": round(1000 * time.time())}),
            view={} if kept is None else _looked_at(kept.view),
        )
        self.board.add_class("rp-right")
        self.controls = Controls(model, self._hand_out)
        self.requests = Requests(model, self._see, self.board.send, self.controls.fields.type_in)
        self.board.on_request(guarded(model, "answering the board", self._answer))
        left = widgets.VBox([self.controls], layout=widgets.Layout(margin="0"))
        left.add_class("rp-left")
        # How wide each is, and when they stand above each other, the style sheet says.
        body = widgets.HBox([left, self.board], layout=widgets.Layout(width="100%"))
        body.add_class("rp-body")
        super().__init__([body], layout=widgets.Layout(width="100%"))
        self.add_class("runplan")
        self.add_class("rp-planner")
        if kept is not None:
            self._go_on(kept, again=kept.block != wished)
            model.follow_peak(kept_peak_share(kept, wished))
            if not kept.file:
                model.resume(kept.view.get(_WAITING))
        elif refused:
            model.warn(f"What was kept from the last time cannot be planned any more, so it begins afresh. {refused}")
        self._ahead = Ahead(model, self._look_ahead)
        model.foreseen = self._ahead.plan
        model.observe(self._changed, names="revision")
        self._show()
        self._keeping: Keeping | None = None
        self._remembered = remembered
        self._told_late: tuple[str, str, str, Block | None] = ("", "", "", None)
        note_file(model, model.path)
        self._notebook = None if name else notebook_path()
        if remembered is not None:
            if model.plan is not None:
                remembered.begin(self._kept())
            if remembered.trouble():
                model.warn(remembered.trouble())
            self._keeping = Keeping(remembered, self._kept, model.warn, functools.partial(self._late, remembered.path))
        self.board.observe(guarded(model, "keeping the view", lambda _: self._keep()), names="view")

    @property
    def plan(self) -> Plan:
        """The plan shown: the last one that could be made."""
        if self.model.plan is None:
            raise BlockError(" ".join(self.model.blockers) or "There is no plan yet.")
        plan: Plan = self.model.plan
        return plan

    @property
    def block(self) -> Block:
        """The block of the plan shown."""
        return self.plan.block

    # --- drawing ------------------------------------------------------------------------------------------------------

    def _changed(self, _: Any) -> None:
        self._show()
        self._keep()
        self._ahead.begin()

    def _show(self) -> None:
        """Bring everything on screen in step with the model; what fails to draw is said, and the rest still drawn."""
        self._show_board()
        # After the board: an ordinary move changes no control, and who drags a slider waits for the board.
        try:
            self.controls.refresh()
        except Exception as broken:
            self.model.error = self.model.error or _said("showing the controls", broken)
            self._show_board()

    def _show_board(self) -> None:
        """Send the board what it shows; one message."""
        model = self.model
        try:
            seen = self._see()
            before = None
            if seen is not None and model.before is not None:
                before = self._looked_at(model.before)
            shown = scene(model, seen, before, dt.date.today())
        except Exception as broken:
            model.error = model.error or _said("drawing the plan", broken)
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
        told(seen, dt.date.today())
        _ = seen.measures

    def _looked_at(self, plan: Plan) -> Seen:
        """What is known of the plan before the last change."""
        if self._before is None or self._before.plan is not plan:
            self._before = self._seen if self._seen is not None and self._seen.plan is plan else Seen(plan)
        return self._before

    def _answer(self, request: Mapping[str, Any]) -> None:
        if request.get("do") == "notebook":
            self._hear_name(request)
            return
        try:
            self.requests.answer(request)
        except RunplanError as refused:
            self.model.warn(str(refused))
        if request.get("do") == "lists":  # the board asks for them when the hand rests
            self.controls.fields.rest()

    def _hand_out(self, name: str, data: bytes, mime: str) -> None:
        """Give a file to the browser to keep."""
        self._handed += 1
        file = {"name": name, "data": b64encode(data).decode("ascii"), "mime": mime}
        self.board.send({"is": "file", "number": self._handed, **file})

    # --- memory -------------------------------------------------------------------------------------------------------

    def _settle(self, kept: Kept | None, wished: Block, name: str) -> None:
        """Whose plan it is: its id, its file, and what a new one would begin with."""
        model = self.model
        model.given = wished
        model.default_path = plan_path(name)
        model.name_file(model.default_path)
        if kept is None or not kept.plan_id:
            return
        model.plan_id = kept.plan_id
        if kept.path:
            model.name_file(kept.path)
        elif plan_id_in("plan.csv") == kept.plan_id:  # saved by a planner that had this name for all plans
            model.name_file("plan.csv")

    def _hear_name(self, request: Mapping[str, Any]) -> None:
        """The page says what the notebook is called now."""
        notebook = called(request, self._notebook)
        if notebook is None or self._remembered is None or self._keeping is None:
            return
        self._notebook = notebook
        self._keeping.finish()
        others, kept = settle(self.model, self._remembered, notebook, moved=request.get("moved") is True)
        if not others:
            return
        with self.model.as_one():
            self.model.open(self.model.given if kept is None else kept.block)
            self._settle(kept, self.model.given, "")
            self._remembered.begin(self._kept())
            if kept is not None:
                self._go_on(kept, again=kept.block != self.model.given)

    def _late(self, state: Path, other: Kept | None) -> None:
        """Another window set something else in the meantime: keep that as a plan of its own, and say so."""
        model = self.model
        if other is not None:
            sentence, file = keep_other(other, model.own_path, state.parent, model.catalog)
            self._told_late = (sentence, file, model.sliding, model.block)
            model.warn(sentence, files=(file,))
            return
        sentence, file, slider, block = self._told_late
        if model.block == block and not model.warning:  # put away, or something else was done: that will do
            self._told_late = ("", "", "", None)
        elif slider and slider == model.sliding and not (model.warning or model.message):
            # A slider that goes on moving puts away what was said at its first step.
            self._told_late = (sentence, file, slider, model.block)
            model.warn(sentence, files=(file,))

    def _kept(self) -> Kept:
        model = self.model
        edited = model.plan is not None and bool(model.plan.edits)
        view = dict(self.board.view) | {PEAK_SHARE: model.peak_share, _WAITING: model.waiting()}
        return Kept(model.block, view, model.loaded if edited else "", model.plan_id, model.path)

    def _keep(self) -> None:
        if self._keeping is not None and self.model.plan is not None:
            self._keeping.note()

    def _go_on(self, kept: Kept, *, again: bool) -> None:
        """Where the last run ended with a plan that was edited in its file, show that again."""
        if not kept.file:
            if kept.notebook:
                other = f"This is the plan of {kept.notebook}, which is no longer in this folder."
                self.model.say(f"For a plan of its own, press New plan. {other}", files=(kept.notebook,))
            elif again:
                saved = f" Press Load to open {self.model.path}." if Path(self.model.path).exists() else ""
                self.model.say(f"Picked up where you left off.{saved}", files=(self.model.path,))
            return
        self.model.load(kept.file)
        if self.model.plan is not None and not self.model.plan.edits and not self.model.warning:
            self.model.never_mind()
            other = f"{kept.file} holds another plan now, so the plan of your wishes is shown."
            self.model.warn(other, files=(kept.file,))
            return
        if self.model.matches and not self.model.warning:
            self.model.say("")


def _named(name: Any) -> str:
    if name is None:
        return ""
    if not isinstance(name, str) or not name.strip():
        raise BlockError(f"name={name!r} is not a name: give a text such as name='Anna', or leave it out.")
    return name.strip()


def _place(path: Path, block: Block | None, name: str) -> Remembered:
    return Remembered(path, block, owner_of(name, path.parent))


def _looked_at(view: Mapping[str, Any]) -> dict[str, Any]:
    """What was looked at, of what was kept of a view."""
    return {name: value for name, value in view.items() if name not in (PEAK_SHARE, _WAITING)}


def _said(doing: str, broken: BaseException) -> str:
    return f"Something went wrong while {doing}: {type(broken).__name__}: {broken}"
