"""What a picture is made of: surfaces of ellipsoids, cylinders and flat faces, each with a part and a material."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from tools.drawings.vectors import Array, cross, unit, vector

__all__ = ["Ball", "Face", "Surface", "ball", "chain", "cylinder_faces", "hull", "sphere", "tube"]

Ball = tuple[Array, Array]
"""An ellipsoid: its centre, and a matrix with its half axes as columns [cm]."""

_SPACING = 0.9  # of the ellipsoids that fill a chain [cm]


@dataclass(frozen=True)
class Face:
    """A flat face: a corner-first polygon, or a disc of centre, axis and radius."""

    points: Array  # (n, 3), or the centre alone
    normal: Array
    radius: float = 0.0


@dataclass
class Surface:
    """One part of the picture.

    A part's outline is drawn where it lies before something else; its material is its colour.
    """

    part: str
    material: str
    balls: list[Ball] = field(default_factory=list)
    faces: list[Face] = field(default_factory=list)
    group: str = "figure"  # the figure, or the thing: parts of a thing are outlined against each other as well

    def low(self) -> float:
        """The height of the lowest point of its ellipsoids [cm]."""
        return min(float(centre[1] - np.linalg.norm(axes[1])) for centre, axes in self.balls)


def sphere(centre: Array, radius: float) -> Ball:
    """A ball of one radius."""
    return centre, np.eye(3) * radius


def ball(centre: Array, frame: Array, forward: float, up: float, side: float) -> Ball:
    """An ellipsoid in a frame of forward, up and right [half axes, cm]."""
    return centre, frame * vector(forward, up, side)


def hull(first: Ball, last: Ball) -> list[Ball]:
    """Ellipsoids from one to another: the solid between them."""
    steps = max(2, int(np.ceil(np.linalg.norm(last[0] - first[0]) / _SPACING)))
    return _between([first, last], np.array([1 - np.linspace(0, 1, steps + 1), np.linspace(0, 1, steps + 1)]))


def chain(balls: Sequence[Ball]) -> list[Ball]:
    """Ellipsoids along a smooth curve through the given ones (Catmull-Rom)."""
    if len(balls) < 3:
        return hull(*balls) if len(balls) == 2 else list(balls)
    filled: list[Ball] = []
    last = len(balls) - 1
    for i in range(last):
        row = [balls[max(i - 1, 0)], balls[i], balls[i + 1], balls[min(i + 2, last)]]
        steps = max(2, int(np.ceil(np.linalg.norm(row[2][0] - row[1][0]) / _SPACING)))
        t = np.arange(steps) / steps
        weights = (
            -0.5 * t + t**2 - 0.5 * t**3,
            1 - 2.5 * t**2 + 1.5 * t**3,
            0.5 * t + 2 * t**2 - 1.5 * t**3,
            -0.5 * t**2 + 0.5 * t**3,
        )
        filled += _between(row, np.array(weights))
    return [*filled, balls[-1]]


def _between(balls: Sequence[Ball], weights: Array) -> list[Ball]:
    """Mixtures of ellipsoids, one for each column of the weights."""
    centres = np.einsum("kn,kj->nj", weights, np.array([centre for centre, _ in balls]))
    axes = np.einsum("kn,kij->nij", weights, np.array([half for _, half in balls]))
    return list(zip(centres, axes, strict=True))


def tube(points: Iterable[Array], radius: float) -> list[Ball]:
    """A round cord through points."""
    places = list(points)
    balls: list[Ball] = []
    for start, end in itertools.pairwise(places):
        steps = max(1, int(np.ceil(np.linalg.norm(end - start) / max(radius * 0.6, 0.25))))
        balls += [sphere(start + (end - start) * s, radius) for s in np.linspace(0, 1, steps + 1)]
    return balls


def cylinder_faces(centre: Array, axis: Array, radius: float, half: float) -> tuple[list[Ball], list[Face]]:
    """A cylinder: flat ellipsoids for its side, discs for its ends."""
    a = unit(axis)
    b = unit(cross(a, vector(0.3, 1, 0.2)))
    frame = np.column_stack([a * 0.12, b * radius, cross(a, b) * radius])
    side = [(centre + a * s, frame) for s in np.linspace(-half + 0.1, half - 0.1, max(2, int(half * 2 / 0.3)))]
    ends = [Face((centre + a * half * sign)[None], a * sign, radius) for sign in (-1, 1)]
    return side, ends
