"""From the grid to few points: areas of one material, and lines where something lies before something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import contourpy
import numpy as np
import numpy.typing as npt

from tools.drawings.raster import NOTHING, Raster
from tools.drawings.vectors import Array

__all__ = ["areas", "lines", "simplified"]

Mask = npt.NDArray[np.bool_]
_BLUR = (0.06, 0.24, 0.4, 0.24, 0.06)
_STEP = 0.9  # something lies before the rest of the body from here on [cm]
_STEP_AT_JOINT = 2.4  # and before the part that it grows out of [cm]
_GROWS = {"upper": "trunk", "fore": "upper", "hand": "fore", "thigh": "trunk", "shank": "thigh", "foot": "shank"}
_PROBE = 2.0  # how far to both sides of a line it is asked what is nearer [cells]
_BRIDGE = 12  # a line goes on over so few points without a step [points of a contour]
_SHORTEST = 18  # a shorter line is no line [points of a contour]
_SMALLEST = 30.0  # a smaller area is none [cells]


def areas(mask: Mask) -> list[Array]:
    """The closed outlines of a mask and of its holes, in cells: column, row."""
    closed = []
    for ring in _contours(mask):
        x, y = ring[:, 0], ring[:, 1]
        if abs(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2 >= _SMALLEST:
            closed.append(ring)
    return closed


def _contours(mask: Mask) -> list[Array]:
    """Smooth contours of a mask; each begins where it ends."""
    rows, columns = np.nonzero(mask.any(axis=1))[0], np.nonzero(mask.any(axis=0))[0]
    if not len(rows):
        return []
    top, left = max(rows[0] - 4, 0), max(columns[0] - 4, 0)
    part = mask[top : rows[-1] + 5, left : columns[-1] + 5].astype(np.float64)
    soft = _blurred(np.pad(part, 2))
    rings = contourpy.contour_generator(z=soft, line_type="Separate").lines(0.5)
    corner = np.array([left - 2.0, top - 2.0])
    return [np.asarray(ring, dtype=np.float64) + corner for ring in rings]


def _blurred(values: Array) -> Array:
    reach = len(_BLUR) // 2
    for axis in (0, 1):
        padded = np.pad(values, [(reach, reach) if axis == k else (0, 0) for k in (0, 1)])
        length = values.shape[axis]
        values = np.asarray(
            sum(w * np.take(padded, np.arange(i, i + length), axis=axis) for i, w in enumerate(_BLUR)), np.float64
        )
    return values


def lines(raster: Raster, family: dict[str, str], keep: Mask | None = None) -> Iterator[tuple[str, Array]]:
    """Where a part lies before something: the class of its lines, and points in cells.

    Parameters
    ----------
    raster : Raster
    family : dict
        The class of the lines round each material.
    keep : array, optional
        Cells in which lines are drawn; all without it.
    """
    groups = np.array([surface.group for surface in raster.surfaces] + [""])
    names = [surface.part for surface in raster.surfaces]
    joined = np.array([[_are_joined(a, b) for b in [*names, ""]] for a in names])
    for number, surface in enumerate(raster.surfaces):
        mask = raster.index == number
        for ring in _contours(mask):
            wanted = _wanted(raster, groups, np.where(joined[number], _STEP_AT_JOINT, _STEP), number, ring)
            if keep is not None:
                wanted &= _at(keep, ring)
            for run in _runs(ring, wanted):
                yield family[surface.material], run


def _at(values: npt.NDArray[Any], points: Array) -> npt.NDArray[Any]:
    columns = np.clip(np.round(points[:, 0]).astype(int), 0, values.shape[1] - 1)
    rows = np.clip(np.round(points[:, 1]).astype(int), 0, values.shape[0] - 1)
    return np.asarray(values[rows, columns])


def _are_joined(part: str, other: str) -> bool:
    """Whether one of two parts of the body grows out of the other."""
    if {part, other} <= {"trunk", "neck", "head"}:
        return {part, other} == {"trunk", "neck"}
    for inner, outer in ((part, other), (other, part)):
        root = _GROWS.get(inner[:-1])
        if root and outer in (root, root + inner[-1]):
            return True
    return False


def _wanted(raster: Raster, groups: npt.NDArray[np.str_], steps: Array, number: int, ring: Array) -> Mask:
    """At which points of a part's outline there is a line: before nothing, or nearer than what is beside it."""
    along = np.roll(ring[:-1], -1, axis=0) - np.roll(ring[:-1], 1, axis=0)
    along = np.vstack([along, along[:1]])
    across = np.column_stack([along[:, 1], -along[:, 0]]) / (np.linalg.norm(along, axis=1)[:, None] + 1e-9)
    first, second = ring + across * _PROBE, ring - across * _PROBE
    swap = (_at(raster.index, first) == number).mean() < (_at(raster.index, second) == number).mean()
    inside, outside = (second, first) if swap else (first, second)
    beside = _at(raster.index, outside)
    step = _at(raster.depth, inside).astype(np.float64) - _at(raster.depth, outside).astype(np.float64)
    same = groups[beside] == groups[number]
    thing = groups[number] != "figure"
    contact = np.where(same, (np.abs(step) <= _STEP) & (number < beside) & thing, step >= 0)
    return np.asarray((beside == NOTHING) | (step > steps[beside]) | (contact & (beside != number)))


def _runs(ring: Array, wanted: Mask) -> Iterator[Array]:
    """The stretches of a ring that are wanted, with short breaks bridged."""
    points, wanted = ring[:-1], wanted[:-1]
    if not wanted.any():
        return
    if not wanted.all():
        start = int(np.argmin(wanted))  # begin at a point that is not wanted
        points, wanted = np.roll(points, -start, axis=0), np.roll(wanted, -start)
        edges = np.flatnonzero(np.diff(np.concatenate([[0], wanted.astype(np.int8), [0]])))
        stretches = edges.reshape(-1, 2).tolist()
        merged: list[list[int]] = []
        for first, last in stretches:
            if merged and first - merged[-1][1] <= _BRIDGE:
                merged[-1][1] = last
            else:
                merged.append([first, last])
        if len(merged) == 1 and merged[0][1] - merged[0][0] >= len(points) - _BRIDGE:
            yield ring
            return
        for first, last in merged:
            if last - first >= _SHORTEST:
                yield points[first:last]
    elif len(points) >= _SHORTEST:
        yield ring


def simplified(points: Array, tolerance: float) -> Array:
    """Fewer points of a line, none farther than that from the old one (Douglas-Peucker)."""
    if len(points) < 4:
        return points
    if np.allclose(points[0], points[-1]):  # a ring: cut where it is farthest from its beginning
        middle = int(np.argmax(((points - points[0]) ** 2).sum(axis=1)))
        return np.vstack([simplified(points[: middle + 1], tolerance)[:-1], simplified(points[middle:], tolerance)])
    keep = np.zeros(len(points), bool)
    keep[[0, -1]] = True
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        way = points[last] - points[first]
        off = points[first + 1 : last] - points[first]
        length = float(np.hypot(*way))
        gaps = np.abs(off[:, 0] * way[1] - off[:, 1] * way[0]) / length if length > 1e-9 else np.hypot(*off.T)
        worst = int(np.argmax(gaps))
        if gaps[worst] > tolerance:
            keep[first + 1 + worst] = True
            stack += [(first, first + 1 + worst), (first + 1 + worst, last)]
    return points[keep]
