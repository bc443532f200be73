"""Small geometry in three dimensions: unit vectors, turns, and two bones that reach for a point."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["Array", "angle_between", "cross", "reach", "rotation", "turned", "unit", "vector"]

Array = npt.NDArray[np.float64]


def vector(*values: float) -> Array:
    """The values as a vector."""
    return np.array(values, dtype=np.float64)


def unit(v: Array) -> Array:
    """The vector with length 1; one of no length stays as it is."""
    length = float(np.linalg.norm(v))
    return v / length if length > 1e-9 else v


def cross(a: Array, b: Array) -> Array:
    """The vector at right angles to both; NumPy's own is made for stacks of them and slow for one."""
    (ax, ay, az), (bx, by, bz) = a.tolist(), b.tolist()
    return np.array([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx])


def turned(v: Array, axis: Array, degrees: float) -> Array:
    """The vector turned about an axis, counterclockwise when the axis points at the eye [degrees]."""
    angle, k = math.radians(degrees), unit(axis)
    return np.asarray(v * math.cos(angle) + cross(k, v) * math.sin(angle) + k * (k @ v) * (1 - math.cos(angle)))


def rotation(axis: Sequence[float], degrees: float) -> Array:
    """The matrix that turns about an axis [degrees]."""
    x, y, z = unit(vector(*axis)).tolist()
    s, c = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    d = 1 - c
    return np.array(
        [
            [c + x * x * d, x * y * d - z * s, x * z * d + y * s],
            [y * x * d + z * s, c + y * y * d, y * z * d - x * s],
            [z * x * d - y * s, z * y * d + x * s, c + z * z * d],
        ]
    )


def angle_between(a: Array, b: Array) -> float:
    """The angle between two vectors, 0 to 180 [degrees]."""
    return math.degrees(math.acos(float(np.clip(unit(a) @ unit(b), -1, 1))))


def reach(start: Array, target: Array, upper: float, lower: float, pole: Array) -> tuple[Array, Array, Array, float]:
    """Two bones from `start` towards `target`, their joint on the side of `pole`.

    Returns
    -------
    tuple
        The joint, the end, the direction in which the joint stands off the line between them, and by how much the end
        misses the target [cm].
    """
    gap = target - start
    distance = float(np.linalg.norm(gap))
    along = unit(gap)
    length = min(max(distance, abs(upper - lower) + 0.5), upper + lower - 0.02)
    foot = (upper**2 - lower**2 + length**2) / (2 * length)
    aside = unit(pole - along * (pole @ along))
    joint = start + along * foot + aside * math.sqrt(max(upper**2 - foot**2, 0.0))
    return joint, start + along * length, aside, abs(distance - length)
