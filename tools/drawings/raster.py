"""Which part is seen at each point of the picture: surfaces drawn into a grid, the nearest one kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tools.drawings.camera import Camera
from tools.drawings.surfaces import Ball, Face, Surface
from tools.drawings.vectors import Array

__all__ = ["Raster", "bounds", "look_at"]

NOTHING = -1
FARTHEST = np.float32(-1e6)
_RIM = 6  # empty cells around everything


@dataclass
class Raster:
    """A picture as a grid: for each cell the surface seen in it, and how near it is."""

    surfaces: Sequence[Surface]
    index: npt.NDArray[np.int16]  # of the surface, NOTHING where there is none
    depth: npt.NDArray[np.float32]  # towards the viewer [cm]
    origin: Array  # of the first cell's middle in the picture [cm]
    cell: float  # [cm]
    camera: Camera

    def where(self, mask: npt.NDArray[np.bool_]) -> Array:
        """The places in space of what is seen in some cells, a row each [cm]."""
        rows, columns = np.nonzero(mask)
        seen = np.column_stack(
            [self.origin[0] + columns * self.cell, self.origin[1] + rows * self.cell, self.depth[rows, columns]]
        )
        return np.asarray(seen @ self.camera.basis)


def bounds(surfaces: Sequence[Surface], camera: Camera) -> tuple[Array, Array]:
    """The upper left and the lower right corner of everything in the picture [cm]."""
    lows, highs = [], []
    for surface in surfaces:
        for centre, axes in surface.balls:
            at, half = camera.at(centre), np.linalg.norm(camera.basis[:2] @ axes, axis=1)
            lows.append(at - half)
            highs.append(at + half)
        for face in surface.faces:
            flat = face.points @ camera.basis[:2].T
            half = face.radius * np.sqrt(np.clip(1 - (camera.basis[:2] @ face.normal) ** 2, 0, 1))
            lows.append(flat.min(axis=0) - half)
            highs.append(flat.max(axis=0) + half)
    return np.min(lows, axis=0), np.max(highs, axis=0)


def look_at(surfaces: Sequence[Surface], camera: Camera, cell: float) -> Raster:
    """Draw surfaces into a grid of cells of that size [cm]."""
    low, high = bounds(surfaces, camera)
    origin = low - _RIM * cell
    columns, rows = (int(np.ceil(v)) + 2 * _RIM for v in (high - low) / cell)
    grid = Raster(
        surfaces,
        np.full((rows, columns), NOTHING, np.int16),
        np.full((rows, columns), FARTHEST, np.float32),
        origin,
        cell,
        camera,
    )
    for number, surface in enumerate(surfaces):
        for ellipsoid in surface.balls:
            _draw_ball(grid, ellipsoid, number)
        for face in surface.faces:
            _draw_face(grid, face, number)
    return grid


def _window(grid: Raster, low: Array, high: Array) -> tuple[slice, slice, Array, Array] | None:
    """The cells between two corners, and the places of their columns and rows."""
    first = np.maximum(np.ceil((low - grid.origin) / grid.cell).astype(int), 0)
    last = np.minimum(np.floor((high - grid.origin) / grid.cell).astype(int) + 1, grid.index.shape[::-1])
    if (first >= last).any():
        return None
    xs = grid.origin[0] + np.arange(first[0], last[0]) * grid.cell
    ys = grid.origin[1] + np.arange(first[1], last[1]) * grid.cell
    return slice(first[1], last[1]), slice(first[0], last[0]), xs, ys


def _put(grid: Raster, window: tuple[slice, slice], depth: Array, inside: npt.NDArray[np.bool_], number: int) -> None:
    before = grid.depth[window]
    nearer = inside & (depth > before)
    before[nearer] = depth[nearer]
    grid.index[window][nearer] = number


def _draw_ball(grid: Raster, ellipsoid: Ball, number: int) -> None:
    centre, axes = ellipsoid
    local = grid.camera.basis @ axes
    middle = grid.camera.basis @ centre
    half = np.linalg.norm(local[:2], axis=1)
    window = _window(grid, middle[:2] - half, middle[:2] + half)
    if window is None:
        return
    rows, columns, xs, ys = window
    q = np.linalg.inv(local @ local.T)
    x, y = (xs - middle[0])[None, :], (ys - middle[1])[:, None]
    b = q[0, 2] * x + q[1, 2] * y
    c = q[0, 0] * x**2 + 2 * q[0, 1] * x * y + q[1, 1] * y**2 - 1
    root = b**2 - q[2, 2] * c
    inside = root >= 0
    depth = middle[2] + (np.sqrt(np.where(inside, root, 0)) - b) / q[2, 2]
    _put(grid, (rows, columns), depth, inside, number)


def _draw_face(grid: Raster, face: Face, number: int) -> None:
    normal = grid.camera.basis @ face.normal
    if normal[2] <= 0.01:
        return
    points = face.points @ grid.camera.basis.T
    half = face.radius * np.sqrt(np.clip(1 - normal[:2] ** 2, 0, 1))
    window = _window(grid, points[:, :2].min(axis=0) - half, points[:, :2].max(axis=0) + half)
    if window is None:
        return
    rows, columns, xs, ys = window
    x, y = xs[None, :] - points[0, 0], ys[:, None] - points[0, 1]
    height = -(normal[0] * x + normal[1] * y) / normal[2]
    if face.radius:
        inside = x**2 + y**2 + height**2 <= face.radius**2
    else:
        inside = np.ones(np.broadcast(x, y).shape, bool)
        signs = []
        for start, end in zip(points, np.roll(points, -1, axis=0), strict=True):
            edge = end - start
            signs.append(edge[0] * (y + points[0, 1] - start[1]) - edge[1] * (x + points[0, 0] - start[0]))
        inside = np.all(np.array(signs) >= 0, axis=0) | np.all(np.array(signs) <= 0, axis=0)
    _put(grid, (rows, columns), points[0, 2] + height, inside, number)
