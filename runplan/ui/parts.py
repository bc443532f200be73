"""Small parts that forms are made of, each a widget of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets as widgets

from runplan.ui.browsers.html import escape


def full_width() -> widgets.Layout:
    """The layout of a part as wide as its form; a new one each time, for some parts are hidden and shown."""
    return widgets.Layout(width="100%", margin="0")


def html_part(css_class: str, html: str = "") -> Any:
    """HTML as wide as its form."""
    widget = widgets.HTML(value=html, layout=full_width())
    widget.add_class(css_class)
    return widget


def label_part(text: str) -> Any:
    """A small heading inside a form."""
    return html_part("rp-heading", f'<span class="rp-label">{escape(text)}</span>')


def button_row(*parts: Any) -> Any:
    """Parts beside each other."""
    row = widgets.HBox(parts, layout=full_width())
    row.add_class("rp-row")
    return row


def set_html(widget: Any, html: str) -> None:
    """Show HTML, where it is not shown yet: a part that is sent anew is read out anew."""
    if widget.value != html:
        widget.value = html


def refusal_html(sentence: str) -> str:
    """A sentence on why something was refused, which is read out at once; nothing for none."""
    return f'<p role="alert">{escape(sentence)}</p>' if sentence else ""


def replace_children(box: Any, children: Sequence[Any]) -> None:
    """Give a box other children, and close those that it had and their own."""
    before, box.children = box.children, tuple(children)
    for child in before:
        for widget in (*getattr(child, "children", ()), child):
            widget.close()
