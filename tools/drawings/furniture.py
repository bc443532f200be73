"""What stands while an exercise is done: boxes, benches, chairs, walls, posts, and cloth on the floor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from tools.drawings.skeleton import Figure
from tools.drawings.surfaces import Face, Surface, tube
from tools.drawings.vectors import Array, cross, vector

__all__ = ["KINDS", "box_faces", "boxes_of", "tops_of"]

Spec = Mapping[str, Any]
Box = tuple[Array, Array]
"""The lower left far corner and the upper right near one [cm]."""

_SEAT, _LEG = 4.0, 3.2  # how thick a seat and a leg are [cm]
_BACK_REST = 42.0  # of a chair, above its seat [cm]


def box_faces(name: str, box: Box, looks: tuple[str, str]) -> list[Surface]:
    """The five faces of a box that may be seen; top and ends in the paler material."""
    (x0, y0, z0), (x1, y1, z1) = box

    def face(normal: tuple[float, float, float], *corners: tuple[float, float, float]) -> Face:
        return Face(np.array(corners, dtype=np.float64), vector(*normal))

    faces = {
        "top": face((0, 1, 0), (x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)),
        "near": face((0, 0, 1), (x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)),
        "far": face((0, 0, -1), (x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0)),
        "right": face((1, 0, 0), (x1, y0, z0), (x1, y0, z1), (x1, y1, z1), (x1, y1, z0)),
        "left": face((-1, 0, 0), (x0, y0, z0), (x0, y0, z1), (x0, y1, z1), (x0, y1, z0)),
    }
    plain = ("near", "far")
    return [Surface(f"{name}-{side}", looks[side not in plain], faces=[f]) for side, f in faces.items()]


def boxes_of(spec: Spec) -> list[Box]:
    """The boxes that a piece of furniture is made of, its seat or top the first."""
    width, height, depth = spec["size"]
    at = vector(*spec["at"])

    def box(low: tuple[float, float, float], high: tuple[float, float, float]) -> Box:
        return at + vector(*low), at + vector(*high)

    x, z = width / 2, depth / 2
    if spec["kit"] == "bench":
        ends = [(a, b) for a in (-x + 2, x - 6.5) for b in (-z + 2, z - 6.5)]
        legs = [box((a, 0, b), (a + 4.5, height - 7, b + 4.5)) for a, b in ends]
        return [box((-x, height - 7, -z), (x, height, z)), *legs]
    if spec["kit"] == "chair":
        seat = box((-x, height - _SEAT, -z), (x, height, z))
        ends = [(a, b) for a in (-x, x - _LEG) for b in (-z, z - _LEG)]
        legs = [box((a, 0, b), (a + _LEG, height - _SEAT, b + _LEG)) for a, b in ends]
        back = x - 3 if spec.get("turned") else -x
        return [seat, *legs, box((back, height + 6, -z), (back + 3, height + _BACK_REST, z))]
    return [box((-x, 0, -z), (x, height, z))]


def tops_of(spec: Spec) -> Box:
    """The box whose top carries."""
    return boxes_of(spec)[0]


def _wooden(_: Figure, spec: Spec, __: Array) -> list[Surface]:
    parts: list[Surface] = []
    for number, box in enumerate(boxes_of(spec)):
        parts += box_faces(f"box{number}", box, ("wood", "woodhi"))
    return parts


def _cloth(_: Figure, spec: Spec, __: Array) -> list[Surface]:
    parts: list[Surface] = []
    for number, box in enumerate(boxes_of(spec)):
        parts += box_faces(f"cloth{number}", box, ("softedge", "soft"))
    low, high = boxes_of(spec)[0]
    for number, x in enumerate(spec.get("folds", ())):  # where it is gathered
        ends = [vector(spec["at"][0] + x, high[1] + 0.6, z) for z in (low[2] + 1, high[2] - 1)]
        parts.append(Surface(f"fold{number}", "soft", tube(ends, 1.7)))
    return parts


def _line(_: Figure, spec: Spec, __: Array) -> list[Surface]:
    """A line drawn on the floor."""
    start, end = (vector(*point) for point in spec["from_to"])
    across = cross(end - start, vector(0, 1, 0))
    half = across / np.linalg.norm(across) * 1.2
    corners = [start - half, end - half, end + half, start + half]
    return [Surface("line", "mark", faces=[Face(np.array(corners) + vector(0, 0.3, 0), vector(0, 1, 0))])]


KINDS: dict[str, Callable[[Figure, Spec, Array], list[Surface]]] = {
    "box": _wooden,
    "bench": _wooden,
    "chair": _wooden,
    "wall": _wooden,
    "post": _wooden,
    "cloth": _cloth,
    "line": _line,
}
