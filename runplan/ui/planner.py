"""The planner: a summary, controls at the left, what they lead to at the right, and every refusal in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from runplan.api import Plan
from runplan.catalog import Catalog
from runplan.errors import BlockError
from runplan.planning.block import Block
from runplan.ui.controls import Controls
from runplan.ui.guard import guarded
from runplan.ui.model import PlannerModel, proposed_block
from runplan.ui.page import style_sheet
from runplan.ui.tabs import Tabs
from runplan.ui.views import summary_html
from runplan.ui.views.parts import escape
from runplan.ui.words import in_words, named_sessions

__all__ = ["Planner"]


class Planner(widgets.VBox):  # type: ignore[misc,unused-ignore]
    """The app in a notebook: move the controls, and the block is planned anew at once.

    Parameters
    ----------
    block : Block, optional
        What is wished at first; twelve weeks from next Monday by default.
    catalog : Catalog, optional
        The exercises; the built-in ones by default.

    Examples
    --------
    >>> planner = Planner(Block(start="2027-01-04", weeks=12))
    >>> len(planner.plan.weeks)
    12
    """

    def __init__(self, block: Block | None = None, catalog: Catalog | None = None) -> None:
        if block is not None and not isinstance(block, Block):
            raise BlockError(
                f"Planner needs a Block, not {type(block).__name__}: write Planner(Block(start=..., weeks=...))."
            )
        self.model = PlannerModel(block if block is not None else proposed_block(dt.date.today()), catalog)
        model = self.model
        self.summary = widgets.HTML()
        self.summary.add_class("rp-summary-line")
        self.undo = widgets.Button(description="Undo", disabled=True, layout=widgets.Layout(width="auto"))
        self.undo.add_class("rp-undo")
        self.notice = widgets.HTML()
        self.notice.add_class("rp-notice")
        self.relax = _button("rp-relax", "primary")
        self.take_back = _button("rp-take-back")
        self.drop_edits = _button("rp-drop-edits")
        self.drop_edits.description = "Plan anew, without the edits"
        self.overwrite = _button("rp-overwrite")
        offers = widgets.HBox(
            [self.relax, self.drop_edits, self.take_back, self.overwrite],
            layout=widgets.Layout(flex_flow="row wrap"),
        )
        offers.add_class("rp-offers")
        self.controls = Controls(model)
        self.tabs = Tabs(model)
        # How wide each is, and when they stand above each other, the style sheet says.
        right = widgets.VBox([self.notice, offers, self.tabs], layout=widgets.Layout(margin="0"))
        right.add_class("rp-right")
        left = widgets.VBox([self.controls], layout=widgets.Layout(margin="0"))
        left.add_class("rp-left")
        head = widgets.HBox([self.summary, self.undo])
        head.add_class("rp-head")
        body = widgets.HBox([left, right], layout=widgets.Layout(width="100%"))
        body.add_class("rp-body")
        super().__init__([style_sheet(), head, body, self.tabs.opened], layout=widgets.Layout(width="100%"))
        self.add_class("runplan")
        self.undo.on_click(guarded(model, "taking back a change", lambda _: model.undo()))
        self.take_back.on_click(guarded(model, "taking back a change", lambda _: model.undo()))
        self.relax.on_click(guarded(model, "using the offer", lambda _: model.use_relaxed()))
        self.drop_edits.on_click(guarded(model, "planning anew", lambda _: model.plan_without_edits()))
        self.overwrite.on_click(
            guarded(model, "saving the plan", lambda _: model.save(model.overwrites, overwrite=True))
        )
        self._summed: object = None
        model.observe(self._changed, names="revision")
        self._show()

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

    def _changed(self, _: Any) -> None:
        self._show()

    def _show(self) -> None:
        """Bring everything on screen in step with the model; what fails to draw is said, and the rest still drawn."""
        model = self.model
        errors = [model.error] if model.error else []
        for draw in (self.controls.refresh, self._sum_up, self.tabs.refresh):
            try:
                draw()
            except Exception as broken:
                said = f"{type(broken).__name__}: {broken}"
                if not any(said in error for error in errors):
                    errors.append(f"Something went wrong while drawing the plan: {said}")
        self._show_notice(errors)
        _set(self.undo, disabled=not model.undo_offer, tooltip=f"Take back: {model.undo_offer}")
        blocked = bool(model.blockers)
        _offer(self.relax, blocked and bool(model.relaxed_offer), f"Use instead: {self._named(model.relaxed_offer)}")
        _offer(self.take_back, blocked and bool(model.undo_offer), f"Take back: {model.undo_offer}")
        _offer(self.drop_edits, bool(model.edits), self.drop_edits.description)
        _offer(self.overwrite, bool(model.overwrites), f"Save all the same, over {Path(model.overwrites).name}")
        if blocked != ("rp-not-matching" in self._dom_classes):
            (self.add_class if blocked else self.remove_class)("rp-not-matching")

    def _sum_up(self) -> None:
        if self.model.plan is not None and self._summed is not self.model.plan:
            self.summary.value = summary_html(self.model.plan)
            self._summed = self.model.plan

    def _show_notice(self, errors: Sequence[str]) -> None:
        model = self.model
        parts = [f'<p class="rp-error" role="alert">{escape(error)}</p>' for error in errors]
        if model.blockers:
            words = self._named(" ".join(in_words(sentence) for sentence in model.blockers))
            below = (
                "The plan below is the last one that could be made; it does not match the controls."
                if model.plan is not None
                else "There is no plan to show yet."
            )
            parts.append(f'<p class="rp-blocked" role="alert">{escape(words)} <span>{below}</span></p>')
        if model.warning:
            parts.append(f'<p class="rp-blocked" role="alert">{escape(self._named(model.warning))}</p>')
        if model.message:
            parts.append(f'<p class="rp-message" role="status">{escape(self._named(model.message))}</p>')
        _set(self.notice, value="".join(parts))

    def _named(self, text: str) -> str:
        """A text with the names of sessions in place of their ids."""
        return named_sessions(text, None if self.model.plan is None else self.model.plan.sessions)


def _button(name: str, style: str = "") -> Any:
    button = widgets.Button(button_style=style, layout=widgets.Layout(width="auto", display="none"))
    button.add_class(name)
    return button


def _offer(button: Any, wanted: bool, text: str) -> None:
    """Show a button with a text, or hide it."""
    if wanted:
        _set(button, description=text)
    display = None if wanted else "none"
    if button.layout.display != display:
        button.layout.display = display


def _set(widget: Any, **values: Any) -> None:
    """Set what differs: each trait set is a message to the browser."""
    for name, value in values.items():
        if getattr(widget, name) != value:
            setattr(widget, name, value)
