"""Smooth curves for the body map: splines through control points, outlines of polygons as Beziers, SVG paths.

A curve is a list of segments, each the four control points of a cubic Bezier as an array of shape (4, 2).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from shapely.geometry import LineString, Polygon  # type: ignore[import-untyped]

__all__ = [
    "closed_spline",
    "fit_closed",
    "fit_open",
    "half_to_whole",
    "largest",
    "line_through",
    "mirrored",
    "open_spline",
    "path_of",
    "polygon_of",
    "read_path",
    "read_points",
    "rounded_corners",
    "rounded_numbers",
    "sampled",
]

Points = npt.NDArray[np.float64]
Curve = list[Points]
Control = tuple[float, float, bool]
"""A control point: x, y, and whether the curve has a corner there."""

SLIMMER = 0.95
"""Widths are written for a sturdier figure and drawn a little slimmer."""
TOLERANCE = 0.3
"""A fitted curve leaves its polygon by no more than this [unit]."""
_CORNER = 0.55  # a turn sharper than this stays a corner [rad]


def read_points(text: str) -> list[Control]:
    """The control points of "x,y x,y! ...", where "!" marks a corner."""
    points = []
    for word in text.split():
        x, y = word.rstrip("!").split(",")
        points.append((float(x) * SLIMMER, float(y), word.endswith("!")))
    return points


# --- splines (centripetal Catmull-Rom) -------------------------------------------------------------------------------


def _segment(before: Points, start: Points, end: Points, after: Points) -> Points:
    first, middle, last = (
        max(math.sqrt(float(np.hypot(*(b - a)))), 1e-4) for a, b in pairwise((before, start, end, after))
    )
    leave = (first**2 * end - middle**2 * before + (2 * first**2 + 3 * first * middle + middle**2) * start) / (
        3 * first * (first + middle)
    )
    arrive = (last**2 * start - middle**2 * after + (2 * last**2 + 3 * last * middle + middle**2) * end) / (
        3 * last * (last + middle)
    )
    return np.array([start, leave, arrive, end])


def _smooth_run(controls: Sequence[Control]) -> Curve:
    points = [np.array(control[:2], dtype=np.float64) for control in controls]
    if len(points) == 2:
        start, end = points
        return [np.array([start, start + (end - start) / 3, start + (end - start) * 2 / 3, end])]

    def beyond(end: Points, near: Points, far: Points) -> Points:
        """A point past the end, so that the bend continues gently."""
        return end + (end - near) + ((end - near) - (near - far)) * 0.25

    chain = [beyond(*points[:3]), *points, beyond(*points[:-4:-1])]
    return [_segment(*chain[place : place + 4]) for place in range(len(points) - 1)]


def open_spline(controls: Sequence[Control]) -> Curve:
    """A curve through the points, with corners where they ask for one."""
    curve: Curve = []
    start = 0
    for place in range(1, len(controls)):
        if controls[place][2] or place == len(controls) - 1:
            curve += _smooth_run(controls[start : place + 1])
            start = place
    return curve


def closed_spline(controls: Sequence[Control]) -> Curve:
    """A closed curve through the points."""
    corners = [place for place, control in enumerate(controls) if control[2]]
    if corners:
        first = corners[0]
        return open_spline([*controls[first:], *controls[:first], controls[first]])
    points = [np.array(control[:2], dtype=np.float64) for control in controls]
    size = len(points)
    return [
        _segment(points[place - 1], points[place], points[(place + 1) % size], points[(place + 2) % size])
        for place in range(size)
    ]


def sampled(curve: Curve, count: int = 24) -> Points:
    """Points along a curve, `count` a segment, and its end."""
    t = np.linspace(0, 1, count, endpoint=False)[:, None]
    pieces = [_bezier(segment, t) for segment in curve]
    return np.vstack([*pieces, curve[-1][3][None, :]])


def _bezier(segment: Points, t: Points) -> Points:
    a, b, c, d = segment
    result: Points = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
    return result


# --- polygons --------------------------------------------------------------------------------------------------------


def polygon_of(curve: Curve, count: int = 24) -> Polygon:
    """The area that a closed curve bounds."""
    return Polygon(sampled(curve, count)[:-1])


def line_through(text: str) -> LineString:
    """A smooth line through control points."""
    return LineString(sampled(open_spline(read_points(text))))


def largest(shape: Any) -> Any:
    """The largest polygon of a shape, or the shape itself."""
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]
    return max(parts, key=lambda part: part.area) if parts else shape


def rounded_corners(shape: Polygon, outward: float, inward: float) -> Polygon:
    """The shape without holes, its corners rounded: radius of those that point outward, and inward [unit]."""
    shape = largest(shape.buffer(-outward, quad_segs=24).buffer(outward, quad_segs=24))
    shape = largest(shape.buffer(inward, quad_segs=24).buffer(-inward, quad_segs=24))
    return Polygon(shape.exterior)


# --- fitting Beziers to points (Schneider) ---------------------------------------------------------------------------


def fit_closed(shape: Polygon) -> Curve:
    """The outline of a polygon as few Beziers."""
    points = _evenly(np.array(shape.exterior.coords), 0.3)[:-1]
    size = len(points)
    numbers = np.arange(size)
    ahead, behind = points[(numbers + 5) % size] - points, points - points[(numbers - 5) % size]
    cross = behind[:, 0] * ahead[:, 1] - behind[:, 1] * ahead[:, 0]
    turn = np.abs(np.arctan2(cross, (ahead * behind).sum(axis=1)))
    around = np.max([np.roll(turn, shift) for shift in range(-8, 9)], axis=0)
    corners: list[int] = []
    for place in np.flatnonzero((turn > _CORNER) & (turn == around)):
        if not corners or place - corners[-1] > 6:
            corners.append(int(place))
    corners = corners or [int(turn.argmax())]

    def direction(place: int) -> Points:
        return _unit(points[(place + 2) % size] - points[(place - 2) % size])

    curve: Curve = []
    for start, end in pairwise([*corners, corners[0] + size]):
        stretch = points[np.arange(start, end + 1) % size]
        curve += _fit(stretch, direction(start), -direction(end % size))
    return curve


def fit_open(points: Points) -> Curve:
    """A line of points as few Beziers."""
    points = _evenly(points, 0.4)
    return _fit(points, _unit(points[2] - points[0]), _unit(points[-3] - points[-1]))


def _unit(vector: Points) -> Points:
    result: Points = vector / np.hypot(*vector)
    return result


def _evenly(points: Points, step: float) -> Points:
    distance = np.r_[0, np.cumsum(np.hypot(*np.diff(points, axis=0).T))]
    places = np.linspace(0, distance[-1], max(int(distance[-1] / step), 12) + 1)
    return np.column_stack([np.interp(places, distance, points[:, axis]) for axis in (0, 1)])


def _fit(points: Points, leave: Points, arrive: Points) -> Curve:
    if len(points) == 2:
        third = np.hypot(*(points[1] - points[0])) / 3
        return [np.array([points[0], points[0] + leave * third, points[1] + arrive * third, points[1]])]
    distance = np.r_[0, np.cumsum(np.hypot(*np.diff(points, axis=0).T))]
    t = distance / distance[-1]
    for _ in range(6):
        segment = _best_segment(points, t, leave, arrive)
        error = np.hypot(*(_bezier(segment, t[:, None]) - points).T)
        if error.max() < TOLERANCE:
            return [segment]
        if error.max() > TOLERANCE * 12:
            break
        better = _nearer(segment, points, t)
        if np.any(np.diff(better) <= 0):
            break
        t = better
    split = int(np.clip(error.argmax(), 1, len(points) - 2))
    width = min(3, split, len(points) - 1 - split)
    across = _unit(points[split + width] - points[split - width])
    return _fit(points[: split + 1], leave, -across) + _fit(points[split:], across, arrive)


def _best_segment(points: Points, t: Points, leave: Points, arrive: Points) -> Points:
    weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3]
    first, second = weights[1][:, None] * leave, weights[2][:, None] * arrive
    matrix = np.array([[np.sum(first**2), np.sum(first * second)], [np.sum(first * second), np.sum(second**2)]])
    rest = points - points[0] * (weights[0] + weights[1])[:, None] - points[-1] * (weights[2] + weights[3])[:, None]
    length = float(np.hypot(*(points[-1] - points[0])))
    handles = [0.0, 0.0]
    if abs(np.linalg.det(matrix)) > 1e-9:
        handles = np.linalg.solve(matrix, [np.sum(first * rest), np.sum(second * rest)]).tolist()
    if min(handles) < 1e-3 * length or max(handles) > 3 * length:
        handles = [length / 3, length / 3]
    return np.array([points[0], points[0] + leave * handles[0], points[-1] + arrive * handles[1], points[-1]])


def _nearer(segment: Points, points: Points, t: Points) -> Points:
    """One step of Newton's method towards the parameters at which the curve is nearest to the points."""
    slope, bend = 3 * np.diff(segment, axis=0), 6 * np.diff(segment, n=2, axis=0)
    u = t[:, None]
    off = _bezier(segment, u) - points
    first = (1 - u) ** 2 * slope[0] + 2 * (1 - u) * u * slope[1] + u**2 * slope[2]
    second = (1 - u) * bend[0] + u * bend[1]
    below = np.sum(first**2, axis=1) + np.sum(off * second, axis=1)
    steep = np.abs(below) > 1e-9
    step = np.divide(np.sum(off * first, axis=1), below, out=np.zeros_like(t), where=steep)
    better: Points = np.clip(t - step, 0, 1)
    better[[0, -1]] = 0, 1
    return better


# --- whole curves and their text -------------------------------------------------------------------------------------


def rounded_numbers(curve: Curve) -> Curve:
    """The curve to a tenth of a unit, as the file has it."""
    return [np.round(segment, 1) + 0.0 for segment in curve]


def mirrored(curve: Curve) -> Curve:
    """The curve on the body's other side."""
    return [segment * [-1.0, 1.0] for segment in curve]


def half_to_whole(half: Curve) -> Curve:
    """A closed curve from its half, which begins and ends on the midline and crosses it level."""
    half = [segment.copy() for segment in half]
    half[0][1][1] = half[0][0][1]
    if abs(half[-1][2][0]) > 4:  # a short last handle is a corner that is wanted
        half[-1][2][1] = half[-1][3][1]
    half = rounded_numbers(half)
    return half + mirrored([segment[::-1] for segment in half[::-1]])


def _number(value: float) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def path_of(curve: Curve, origin: tuple[float, float], *, closed: bool = True) -> str:
    """The curve as an SVG path of absolute M, C and Z, moved to its place on the sheet."""

    def pair(point: Points) -> str:
        return " ".join(_number(float(value + start)) for value, start in zip(point, origin, strict=True))

    words = ["M " + pair(curve[0][0])]
    words += ["C " + " ".join(pair(point) for point in segment[1:]) for segment in curve]
    return " ".join(words + (["Z"] if closed else []))


def read_path(path: str) -> Curve:
    """The curve of an SVG path of absolute M, C and Z."""
    curve: Curve = []
    start = np.empty((0, 2))
    for part in path.removesuffix("Z").removeprefix("M").split("C"):
        points = np.array(part.split(), dtype=np.float64).reshape(-1, 2)
        if len(start):
            curve.append(np.vstack([start, points]))
        start = points[-1:]
    return curve
