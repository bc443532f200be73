"""What the browsers of exercises and of evidence share: a row of filters above, and a line that says what was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ipywidgets as widgets

from runplan.ui.browsers.html import escape
from runplan.ui.plain_text import InWords

_NARROW = widgets.Layout(width="auto", flex="1 1 150px", margin="0")


class Browser(InWords, widgets.VBox):  # type: ignore[misc,unused-ignore]
    """Something to browse, with `said`, the line that tells what was found or what went wrong."""

    said: Any

    def fail(self, doing: str, broken: BaseException) -> None:
        """Show an exception that nobody expected."""
        text = f"Something went wrong while {doing}: {type(broken).__name__}: {broken}"
        self.said.value = f'<p class="rp-error" role="alert">{escape(text)}</p>'


def any_of(label: str, options: Iterable[tuple[str, Any]]) -> Any:
    """A filter: one of the options, or any."""
    return widgets.Dropdown(options=[("any", ""), *options], description=label, tooltip="", layout=_NARROW)


def by_words(label: str, placeholder: str) -> Any:
    """A filter by words."""
    return widgets.Text(description=label, tooltip="", placeholder=placeholder, layout=_NARROW)
