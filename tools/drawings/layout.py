"""Where everything is on the sheet: frames side by side, over each other, close-ups, arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from tools.drawings.bones import SIDES
from tools.drawings.camera import Camera
from tools.drawings.flesh import body
from tools.drawings.kit import kit_surfaces
from tools.drawings.poses import Drawing, Frame
from tools.drawings.raster import bounds
from tools.drawings.skeleton import Figure
from tools.drawings.surfaces import Surface
from tools.drawings.vectors import Array, vector

__all__ = ["LENS", "SIZE", "View", "ground_oval", "laid_out"]

SIZE = 1000
"""Width and height of a drawing [units]."""

_PAD, _GAP = 0.045 * SIZE, 0.035 * SIZE
_LARGEST = 7.2  # no drawing has a larger scale, so that a low pose is no giant [units a cm]
LENS = 0.46 * SIZE  # the width of a close-up [units]
_FLOOR = 14.0  # what is lower than this stands on the ground [cm]


@dataclass
class View:
    """A frame on its way to the page."""

    frame: Frame
    camera: Camera
    figure: Figure
    surfaces: list[Surface]
    ghost: list[Surface]
    low: Array  # of its box in the picture [cm]
    high: Array
    floor: list[Array]
    arrows: list[tuple[Array, float, bool]] = field(default_factory=list)
    scale: float = 1.0  # [units a cm]
    offset: Array = field(default_factory=lambda: np.zeros(2))  # [units]
    centre: Array | None = None  # of a close-up, in the picture [cm]


def laid_out(drawing: Drawing) -> list[View]:
    """The frames of a drawing, each with its scale and its place."""
    views = [_view(frame, Camera(*(frame.view or drawing.view))) for frame in drawing.frames]
    _add_arrows(drawing, views)
    _place(drawing, views)
    return views


def _view(frame: Frame, camera: Camera) -> View:
    figure = Figure(frame.pose)
    things = kit_surfaces(figure, frame.kit)
    surfaces = body(figure, camera) + things
    ghost: list[Surface] = []
    if frame.ghost is not None:
        other = Figure(frame.ghost)
        kit_surfaces(other, frame.kit)
        ghost = body(other, camera)
    low, high = bounds(surfaces + ghost, camera)
    floor = [c for s in surfaces for c, _ in s.balls if c[1] < _FLOOR]
    floor += [p for s in surfaces for f in s.faces for p in f.points if p[1] < _FLOOR and "wall" not in s.group]
    if not floor and frame.pose.get("moving"):  # in the air: the ground under the feet shows how high
        floor = [figure.joints["toe" + side] * (1, 0, 1) for side in SIDES]
    view = View(frame, camera, figure, surfaces, ghost, low, high, floor)
    if frame.lens is not None:
        view.centre = camera.at(figure.point(frame.lens["at"]))
        view.low, view.high = view.centre - frame.lens["r"], view.centre + frame.lens["r"]
    elif floor:
        oval = ground_oval(floor, camera)
        view.low, view.high = np.minimum(low, oval.min(axis=0)), np.maximum(high, oval.max(axis=0))
    return view


def _add_arrows(drawing: Drawing, views: Sequence[View]) -> None:
    """Arrows belong to the frame that they lie on, and widen its box."""
    last = len(views) - 1
    for arrow in drawing.arrows:
        view = views[arrow.get("frame", last)]
        off = vector(*arrow.get("off", (0, 0, 0)))
        if "joint" in arrow:
            start, end = views[0].figure.joints[arrow["joint"]] + off, views[last].figure.joints[arrow["joint"]] + off
        else:
            start, end = view.figure.point(arrow["from"]) + off, view.figure.point(arrow["to"]) + off
        points = np.array([view.camera.at(start), view.camera.at(end)])
        view.arrows.append((points, arrow.get("bend", 0.0), arrow.get("both", False)))
        if view.centre is None:
            view.low = np.minimum(view.low, points.min(axis=0) - 3)
            view.high = np.maximum(view.high, points.max(axis=0) + 3)


def _place(drawing: Drawing, views: Sequence[View]) -> None:
    """Set every frame's scale and place on the sheet."""
    inner = SIZE - 2 * _PAD
    sizes = np.array([view.high - view.low for view in views])
    if drawing.layout == "over":
        low, high = np.min([view.low for view in views], axis=0), np.max([view.high for view in views], axis=0)
        scale = min(inner / float((high - low).max()), _LARGEST)
        for view in views:
            view.scale, view.offset = scale, (SIZE - (low + high) * scale) / 2
        return
    if drawing.layout == "two_rows":
        _place_in_two_rows(views, inner)
        return
    along = 0 if drawing.layout == "row" else 1
    lenses = np.array([view.centre is not None for view in views])
    room = inner - _GAP * (len(views) - 1) - LENS * lenses.sum()
    plain = sizes[~lenses]
    scale = _LARGEST
    if len(plain):
        scale = min(room / plain[:, along].sum(), inner / plain[:, 1 - along].max(), _LARGEST)
    for view, lens in zip(views, lenses, strict=True):
        view.scale = LENS / float((view.high - view.low)[0]) if lens else scale
    lengths = [float((view.high - view.low)[along]) * view.scale for view in views]
    start = (SIZE - sum(lengths) - _GAP * (len(views) - 1)) / 2
    upright = [view for view, lens in zip(views, lenses, strict=True) if not lens] or list(views)
    low = np.min([view.low for view in upright], axis=0)[1 - along]
    high = np.max([view.high for view in upright], axis=0)[1 - along]
    for view, lens, length in zip(views, lenses, lengths, strict=True):
        across = (view.low + view.high)[1 - along] if lens else low + high
        view.offset = np.zeros(2)
        view.offset[along] = start - view.low[along] * view.scale
        view.offset[1 - along] = (SIZE - across * view.scale) / 2
        start += length + _GAP


def _place_in_two_rows(views: Sequence[View], inner: float) -> None:
    """The first two frames side by side, what follows below them: three wide frames are larger so than in one row."""
    rows = [views[:2], views[2:]]
    spans = [np.array([view.high - view.low for view in row]) for row in rows]
    widest = max(span[:, 0].sum() for span in spans)
    scale = min((inner - _GAP) / widest, (inner - _GAP) / sum(span[:, 1].max() for span in spans), _LARGEST)
    top = (SIZE - _GAP - scale * sum(span[:, 1].max() for span in spans)) / 2
    for row, span in zip(rows, spans, strict=True):
        low, high = np.min([view.low for view in row], axis=0)[1], np.max([view.high for view in row], axis=0)[1]
        left = (SIZE - span[:, 0].sum() * scale - _GAP * (len(row) - 1)) / 2
        for view, (width, _) in zip(row, span, strict=True):
            view.scale, view.offset = scale, np.array([left - view.low[0] * scale, top - low * scale])
            left += width * scale + _GAP
        top += (high - low) * scale + _GAP


def ground_oval(floor: Sequence[Array], camera: Camera) -> Array:
    """A soft oval on the ground under places, in the picture [cm]."""
    places = np.array(floor)
    low, high = places.min(axis=0), places.max(axis=0)
    middle, half = (low + high) / 2, (high - low) / 2 + (13, 0, 9)
    t = np.linspace(0, 2 * np.pi, 73)
    x = middle[0] + half[0] * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** (2 / 2.8)
    z = middle[2] + half[2] * np.sign(np.sin(t)) * np.abs(np.sin(t)) ** (2 / 2.8)
    flat = np.column_stack([x, 0 * t, z]) @ camera.basis[:2].T
    if abs(camera.basis[1, 2]) < 0.03 and abs(camera.basis[1, 0]) < 0.03:
        flat[:, 1] += 1.6 * np.sin(t)
    return np.asarray(flat)
