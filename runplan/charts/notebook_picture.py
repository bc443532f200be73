"""A chart as a notebook shows it: without a ground of its own, and light on dark where the page is dark."""

from __future__ import annotations

import html
import io
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runplan.errors import RunplanError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Inverted, and the hues turned back: what is pale near the ground stays near it, and a blue stays blue.
_DARK = (
    '<style>:is(body[data-jp-theme-light="false"], body.vscode-dark, body[data-theme="dark"]) .runplan-picture '
    "{ filter: invert(1) hue-rotate(180deg); }</style>"
)
_PX_PER_INCH = 110


@dataclass(frozen=True, repr=False)
class Picture:
    """A chart for a notebook; shown if it is the last line of a cell.

    Parameters
    ----------
    png : bytes
        The picture, with a transparent background.
    width : float
        The width on the page [inch].
    title : str
        The text for screen readers.
    """

    png: bytes
    width: float
    title: str

    def __repr__(self) -> str:
        return f"<Picture: {self.title}>"

    def _repr_html_(self) -> str:
        source = b64encode(self.png).decode("ascii")
        size = f"width: {round(_PX_PER_INCH * self.width)}px; max-width: 100%; height: auto;"
        return (
            f'{_DARK}<img class="runplan-picture" alt="{html.escape(self.title)}" style="{size}" '
            f'src="data:image/png;base64,{source}">'
        )


def picture(ax: Axes) -> Picture:
    """Show a chart in a notebook, in the light and the dark theme.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The result of a chart function; the whole figure is shown.

    Returns
    -------
    Picture

    Raises
    ------
    RunplanError
        If `ax` is not the axes of a figure.
    """
    figure = ax.get_figure(root=True) if hasattr(ax, "get_figure") else None
    if figure is None:
        raise RunplanError("Give picture() what a chart function returned: this is not part of a figure.")
    titles = (one.get_title(loc="left") or one.get_title() for one in figure.axes)
    title = next((title for title in titles if title), "Chart")
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=2 * _PX_PER_INCH, transparent=True, metadata={"Software": None})
    return Picture(file.getvalue(), float(figure.get_figwidth()), title)
