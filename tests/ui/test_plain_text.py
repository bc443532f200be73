"""What stands in place of a widget where none can be shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets
import pytest

import runplan as rp
from runplan.ui import EvidenceBrowser, ExerciseBrowser, Planner

WIDGETS = {
    "the planner": lambda: Planner(rp.Block(start="2027-01-04", weeks=12), state=None),
    "the exercises": ExerciseBrowser,
    "the rules and their evidence": EvidenceBrowser,
}


@pytest.mark.parametrize(("called", "make"), WIDGETS.items(), ids=WIDGETS)
def test_where_a_widget_cannot_be_shown_one_whole_sentence_says_what_to_do(
    called: str, make: Callable[[], Any]
) -> None:
    widget = make()
    sentence = f"To see {called}, open this notebook in JupyterLab (runplan lab) and choose Run > Run All Cells."
    bundle = widget._repr_mimebundle_()
    assert bundle["text/plain"] == sentence
    assert repr(widget) == sentence
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"] == widget.model_id


@pytest.mark.parametrize("make", WIDGETS.values(), ids=WIDGETS)
def test_no_tooltip_is_missing(make: Callable[[], Any]) -> None:
    # A button without a tooltip is given the title "null" in the page.
    waiting: list[Any] = [make()]
    buttons = []
    while waiting:
        widget = waiting.pop()
        waiting += getattr(widget, "children", ())
        if isinstance(widget, (ipywidgets.Button, ipywidgets.ToggleButton)):
            buttons.append(widget)
    assert [button.description for button in buttons if not isinstance(button.tooltip, str)] == []
    assert buttons or make in (EvidenceBrowser, ExerciseBrowser)
