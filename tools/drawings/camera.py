"""The camera: a parallel view, round the figure and from above."""

from __future__ import annotations

import math

import numpy as np

from tools.drawings.vectors import Array, vector

__all__ = ["Camera"]


class Camera:
    """A parallel projection.

    Parameters
    ----------
    yaw : float
        How far the camera stands round the figure: 0 at its right side, 90 in front of it, -90 behind it [degrees].
    pitch : float
        How far it looks down [degrees].
    """

    def __init__(self, yaw: float, pitch: float) -> None:
        a, b = math.radians(yaw), math.radians(pitch)
        self.toward = vector(math.sin(a) * math.cos(b), math.sin(b), math.cos(a) * math.cos(b))
        right = vector(math.cos(a), 0, -math.sin(a))
        up = vector(-math.sin(a) * math.sin(b), math.cos(b), -math.cos(a) * math.sin(b))
        # Rows: to the right of the picture, down it, and out of it to the viewer.
        self.basis = np.array([right, -up, self.toward])

    def at(self, point: Array) -> Array:
        """A point's place in the picture: to the right, and down [cm]."""
        return np.asarray(self.basis[:2] @ point)

    def depth(self, point: Array) -> float:
        """How near a point is to the viewer [cm]."""
        return float(self.toward @ point)
