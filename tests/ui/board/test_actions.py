"""A finding's button in the planner: what it says it does, it does, and Undo undoes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings

import runplan as rp
from runplan.ui.board.commands import Requests
from runplan.ui.board.payload import Seen
from runplan.ui.board.payload.message import scene
from runplan.ui.state.planner_model import PlannerModel
from tests.builders.blocks import possible_blocks
from tests.builders.finding_plans import MARATHON


class Board:
    """A board without a browser: it asks, and keeps what it is sent."""

    def __init__(self, block: rp.Block) -> None:
        self.model = PlannerModel(block)
        self.sent: list[Mapping[str, Any]] = []
        self._seen = Seen(self.model.plan)
        self.requests = Requests(self.model, self.seen, self.sent.append, lambda *_: None, lambda _: None)

    def seen(self) -> Seen:
        if self._seen.plan is not self.model.plan:
            self._seen = Seen(self.model.plan)
        return self._seen

    def ask(self, **request: Any) -> Mapping[str, Any]:
        """The answer to a request."""
        self.requests.answer(request)
        return self.sent[-1] if self.sent else {}

    def actions(self) -> dict[int, str]:
        """The buttons of the list of findings, by their numbers."""
        lists = self.ask(do="lists")
        numbers = [number for number, row in enumerate(lists["findings"]) if row[-1]]
        labels = {number: self.ask(do="action", of=lists["of"], n=number)["label"] for number in numbers}
        return {number: label for number, label in labels.items() if label}


MANY = MARATHON.replace(weekly_km_now=25, weekly_km_peak=55, strength_minutes=15)


def test_a_button_changes_the_plan_is_told_and_can_be_undone() -> None:
    board = Board(MANY)
    actions = board.actions()
    assert "Use a peak of 50 km" in actions.values()
    number = next(number for number, label in actions.items() if label == "Use a peak of 50 km")
    board.ask(do="act", of=board.sent[-1]["of"], n=number)
    assert board.model.plan.block == MANY.replace(weekly_km_peak=50)
    assert board.model.messages.message == "Done: use a peak of 50 km."
    assert board.model.history.undo_offer == "use a peak of 50 km"
    sent = json.loads(scene(board.model, board.seen(), Seen(board.model.before), None))
    assert ["other", "largest week 50 km instead of 55 km"] in sent["cost"]
    by_slider = Board(MANY)
    by_slider.model.wish(weekly_km_peak=50)
    slid = json.loads(scene(by_slider.model, by_slider.seen(), Seen(by_slider.model.before), None))
    # A slider also counts the sessions on other days; a button's own sentence stands in their place.
    assert sent["cost"] == [row for row in slid["cost"] if not row[1].endswith("on another day")]
    board.ask(do="undo")
    assert board.model.plan.block == MANY


def test_a_button_of_another_plan_does_nothing() -> None:
    board = Board(MANY)
    number, of = next(iter(board.actions())), board.sent[-1]["of"]
    board.model.wish(strength_minutes=30)
    before = board.model.plan
    board.ask(do="act", of=of, n=number)
    assert board.model.plan is before
    sent = len(board.sent)
    board.ask(do="action", of=of, n=number)
    assert len(board.sent) == sent


def test_a_number_that_is_no_finding_has_no_action() -> None:
    board = Board(MANY)
    of = board.ask(do="lists")["of"]
    for number in (-1, 999, None, "1", 1.5):
        assert board.ask(do="action", of=of, n=number)["label"] == ""
        board.ask(do="act", of=of, n=number)
    assert board.model.plan.block == MANY


def wishes(block: rp.Block) -> dict[str, Any]:
    """A block's fields, without how it says when it ends."""
    return {**block.to_dict(), "weeks": block.number_of_weeks}


@settings(max_examples=max(15, settings.default.max_examples // 8))
@given(block=possible_blocks())
def test_the_planner_makes_of_a_button_the_block_that_was_tried(block: rp.Block) -> None:
    board = Board(block)
    for number, label in [*board.actions().items()][:2]:
        lists = board.ask(do="lists")
        action = board.seen().actions[number]
        board.ask(do="act", of=lists["of"], n=number)
        assert board.model.matches, label
        assert wishes(board.model.plan.block) == wishes(action.on(block)), label
        board.ask(do="undo")
        assert wishes(board.model.plan.block) == wishes(block), label
