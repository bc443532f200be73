"""What a body is made of: bones, feet and hands, and how long each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tools.drawings.vectors import Array, cross, unit

__all__ = [
    "ANKLE",
    "BALL",
    "FINGERS",
    "FIST",
    "FOREARM",
    "HEEL",
    "SHANK",
    "SIDES",
    "THIGH",
    "TOE",
    "UPPER_ARM",
    "Bone",
    "Foot",
    "Hand",
]

SIDES = ("R", "L")
THIGH, SHANK, UPPER_ARM, FOREARM = 42.0, 42.0, 29.0, 25.5  # [cm]
ANKLE = 7.6  # the ankle above the sole [cm]
BALL, HEEL, TOE = 12.5, 5.0, 18.0  # ball and tip of the foot before the ankle, heel behind it [cm]
FIST = 7.0  # the middle of a closed hand before the wrist [cm]
FINGERS = 16.0  # the finger tips of a flat hand before the wrist [cm]


@dataclass(frozen=True)
class Bone:
    """A bone from its upper to its lower end."""

    start: Array
    end: Array
    along: Array  # unit vector from start to end
    hinge: Array  # axis about which its lower joint bends, to the figure's right in standing
    sign: int  # 1 on the right side, -1 on the left

    @property
    def forward(self) -> Array:
        """Where its front looks: the kneecap's side, the biceps' side."""
        return cross(self.hinge, self.along)

    @property
    def outward(self) -> Array:
        """Away from the body's middle."""
        return self.hinge * self.sign


@dataclass(frozen=True)
class Foot:
    """A foot: the ankle, where the sole points, what is up, and the way of its toes."""

    ankle: Array
    along: Array
    up: Array
    toes: Array
    side: Array  # across, to the figure's right when it looks along the foot
    sign: int
    bare: Mapping[str, float] | None  # how bare toes lie; None in a shoe


@dataclass(frozen=True)
class Hand:
    """A hand: the wrist, where its fingers point, and how it is."""

    wrist: Array
    along: Array
    palm: Array  # out of the palm
    sign: int
    shape: str  # fist, flat or loose

    @property
    def thumb(self) -> Array:
        """Across the hand, towards its thumb."""
        return cross(self.along, self.palm) * self.sign

    def gripping(self, axis: Array, chest: Array) -> Hand:
        """The hand closed round a bar: the palm looks back or inward, as an overhand or a neutral grip has it."""
        across = unit(axis - self.along * (axis @ self.along))
        out = unit(cross(self.along, across))
        palm = cross(self.along, chest[:, 2]) - chest[:, 2] * self.sign * 0.6
        return replace(self, palm=out if out @ palm >= 0 else -out, shape="fist")
