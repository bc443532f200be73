"""A widget where no widget can be shown: one sentence that says what to do."""

from __future__ import annotations

from typing import Any


class InWords:
    """Text in place of a widget; to be named before the widget's own class.

    ipywidgets would show the widget's children, cut in the middle.
    """

    called = ""
    """What the sentence calls it, such as "the planner"."""

    def __repr__(self) -> str:
        return f"To see {self.called}, open this notebook in JupyterLab (runplan lab) and choose Run > Run All Cells."

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle = super()._repr_mimebundle_(**options)  # type: ignore[misc]
        if bundle:
            bundle["text/plain"] = repr(self)  # ipywidgets cuts it after 110 characters
        return bundle
