"""The widget of the board: three traits down to the browser, requests up from it.

In: JSON that `runplan.ui.board.payload` made. Out: what a person did on the board, as a word and its values. The script
is in several files of one scope, joined here: there is no bundler, and nothing is fetched from anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from typing import Any

import anywidget
import traitlets

SCRIPTS = (
    "dom.js",
    "format.js",
    "head.js",
    "cards.js",
    "weeks.js",
    "moving.js",
    "bars.js",
    "equaliser.js",
    "muscles.js",
    "heat.js",
    "body.js",
    "drawings.js",
    "details.js",
    "lists.js",
    "imported.js",
    "sight.js",
    "accessibility.js",
    "notebook.js",
    "controls.js",
    "board.js",
)
SHEETS = ("board.css", "findings.css", "imported.css")


def script() -> str:
    """The board's script: its files, joined in their order."""
    folder = resources.files("runplan.ui.board").joinpath("js")
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in SCRIPTS)


def style() -> str:
    """The style sheets of controls and board."""
    controls = resources.files("runplan.ui").joinpath("planner.css").read_text(encoding="utf-8")
    board = resources.files("runplan.ui.board")
    return controls + "".join(board.joinpath(name).read_text(encoding="utf-8") for name in SHEETS)


class Board(anywidget.AnyWidget):  # type: ignore[misc,unused-ignore]
    """Week board, volume equaliser, muscle heat map, body map, findings and details in one view.

    Parameters
    ----------
    about : str
        JSON of what never changes; sent once.
    scene : str
        JSON of what is shown now; one message a change.
    view : dict
        What the person looks at: tab, week (0 for the whole block), muscle, open (a session's id).
    """

    _esm = script()
    _css = style()

    about = traitlets.Unicode("{}").tag(sync=True)
    scene = traitlets.Unicode("{}").tag(sync=True)
    view = traitlets.Dict().tag(sync=True)

    def on_request(self, answer: Callable[[dict[str, Any]], None]) -> None:
        """Call a function with each request of the board: a dict with `do` and its values."""

        def heard(_: Any, content: Any, __: Any) -> None:
            answer(content if isinstance(content, dict) else {})

        self.on_msg(heard)
