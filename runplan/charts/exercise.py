"""An exercise's drawing: its poses side by side, the muscles it works tinted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from runplan.catalog.drawings import COLOURS, SIZE, Curve, load_drawings
from runplan.catalog.load import load_catalog
from runplan.charts import drawing
from runplan.errors import CatalogError

if TYPE_CHECKING:
    from runplan.catalog import Catalog

_WIDTH, _TITLE = 3.4, 0.3  # of a figure of our own, and the title's height above it [inch]
_MARGIN = 0.05  # [inch]
_SMALL = 1.5  # axes narrower than this get bolder lines [inch]


def exercise_drawing(exercise_id: str, *, catalog: Catalog | None = None, ax: Axes | None = None) -> Axes:
    """A drawing of an exercise; dark muscles work hard, and pale muscles help.

    Parameters
    ----------
    exercise_id : str
        An exercise that comes with RunPlan.
    catalog : Catalog, optional
        The catalogue with the exercise's name; by default, the built-in one.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default, a new figure.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    CatalogError
        If the exercise has no drawing.

    Notes
    -----
    The drawings are our own; the muscles are those of the built-in catalogue.
    """
    drawings = load_drawings()
    if exercise_id not in drawings:
        raise CatalogError(
            f"exercise_id={str(exercise_id)[:40]!r} has no drawing: only the {len(drawings)} exercises that come with "
            "RunPlan have one. catalog.exercises.index lists their ids."
        )
    table = (load_catalog() if catalog is None else catalog).exercises
    title = str(table.at[exercise_id, "name"]) if exercise_id in table.index else exercise_id
    margins = (_MARGIN, _MARGIN, _MARGIN, _TITLE)
    height = _WIDTH - 2 * _MARGIN + _MARGIN + _TITLE
    with drawing.chart_axes(ax, height, margins, width=_WIDTH) as ax:
        ax.set_xlim(0, SIZE)
        ax.set_ylim(SIZE, 0)
        ax.set_aspect("equal")
        drawing.without_frame(ax)
        inches = min(drawing.inches(ax))
        points = 72 * inches / SIZE
        for stroke in drawings[exercise_id].strokes(small=inches < _SMALL):
            look: dict[str, Any] = {"facecolor": COLOURS[stroke.fill] if stroke.fill else "none"}
            look |= {"edgecolor": COLOURS[stroke.line], "linewidth": stroke.width * points}
            path = Path.make_compound_path(*(_path(curve) for curve in stroke.curves))
            ax.add_patch(PathPatch(path, capstyle="round", joinstyle="round", gid=stroke.fill or stroke.line, **look))
        ax.set_title(title, pad=4)
    return ax


def _path(curve: Curve) -> Path:
    codes = [Path.MOVETO] + [Path.CURVE4] * (len(curve.points) - 1)
    if not curve.closed:
        return Path(curve.points, codes)
    return Path(np.vstack([curve.points, curve.points[:1]]), [*codes, Path.CLOSEPOLY])
