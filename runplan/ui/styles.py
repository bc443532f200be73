"""The style sheet as a widget, for an app that has no board to bring it."""

from __future__ import annotations

from importlib import resources
from typing import Any

import ipywidgets as widgets


def style_sheet() -> Any:
    """The widget that carries the style sheet, for the root of an app with the class ``runplan``."""
    css = resources.files("runplan.ui").joinpath("planner.css").read_text(encoding="utf-8")
    sheet = widgets.HTML(f"<style>{css}</style>")
    sheet.add_class("rp-style")
    return sheet
