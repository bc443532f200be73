"""What carries a figure: where it touches the floor, furniture or what it hangs from, and where its weight is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tools.drawings.camera import Camera
from tools.drawings.flesh import body
from tools.drawings.furniture import boxes_of
from tools.drawings.kit import BALL_RADIUS, ROLLER_HALF, ROLLER_RADIUS, place_of
from tools.drawings.poses import Frame
from tools.drawings.skeleton import Figure
from tools.drawings.surfaces import Surface
from tools.drawings.vectors import Array, unit, vector

__all__ = ["FURNITURE", "Contact", "contacts", "flesh_of", "nearest_gap", "weight_at"]

FURNITURE = ("box", "bench", "chair", "cloth")
PULLS = ("straps", "band")  # these carry as well: no balance is asked for
_CLOSE, _PRESSED = 2.0, 4.5  # a part touches from this gap to this depth [cm]

# Shares of the body's weight, rounded; our assumption after tables of body segments. A share in the middle of a bone.
_WEIGHTS = {"thigh": 0.10, "shank": 0.046, "upper": 0.027, "fore": 0.016}
_TRUNK, _HEAD, _FOOT, _HAND = 0.496, 0.081, 0.014, 0.006
_KIT = {"dumbbell": 0.12, "kettlebell": 0.18, "barbell": 0.5, "trap_bar": 0.7, "backpack": 0.15}


@dataclass(frozen=True)
class Contact:
    """A place where a part touches something."""

    part: str
    thing: str  # floor, or the kit's word
    at: Array
    gap: float  # negative where it is pressed in [cm]


def flesh_of(figure: Figure) -> list[Surface]:
    """The body's surfaces."""
    return body(figure, Camera(0, 0))


def contacts(figure: Figure, frame: Frame, flesh: Sequence[Surface]) -> list[Contact]:
    """Every touch of the body with what may carry it."""
    touches = []
    for surface in flesh:
        for thing, gaps, places in _gaps(figure, frame, surface):
            for i in np.flatnonzero((gaps <= _CLOSE) & (gaps >= -_PRESSED)):
                touches.append(Contact(surface.part, thing, places[i], float(gaps[i])))
    return touches + list(_held(figure, frame))


def nearest_gap(figure: Figure, frame: Frame, surface: Surface) -> float:
    """How far a part is from the nearest of what may carry it [cm]."""
    return min(float(gaps.min()) for _, gaps, _ in _gaps(figure, frame, surface))


def _gaps(figure: Figure, frame: Frame, surface: Surface) -> Iterator[tuple[str, Array, Array]]:
    """The gap of each ellipsoid of a part to each thing that stands."""
    centres = np.array([centre for centre, _ in surface.balls])
    axes = np.array([half for _, half in surface.balls])
    heights = np.linalg.norm(axes[:, 1], axis=1)
    bottoms = centres - np.column_stack([0 * heights, heights, 0 * heights])
    yield "floor", bottoms[:, 1], bottoms
    for spec in frame.kit:
        kind = spec["kit"]
        if kind in FURNITURE:
            low, high = boxes_of(spec)[0]
            over = (centres[:, 0] > low[0] - 2) & (centres[:, 0] < high[0] + 2)
            over &= (centres[:, 2] > low[2] - 2) & (centres[:, 2] < high[2] + 2)
            yield kind, np.where(over, bottoms[:, 1] - high[1], np.inf), bottoms
        elif kind == "wall":
            low, high = boxes_of(spec)[0]
            wide = np.linalg.norm(axes[:, 0], axis=1), np.linalg.norm(axes[:, 2], axis=1)
            for axis, half in zip((0, 2), wide, strict=True):
                before, behind = low[axis] - (centres[:, axis] + half), (centres[:, axis] - half) - high[axis]
                other = 2 - axis
                beside = (centres[:, other] > low[other]) & (centres[:, other] < high[other])
                yield kind, np.where(beside, np.maximum(before, behind), np.inf), centres
        elif kind in ("ball", "roller"):
            yield kind, *_round_gap(spec, place_of(figure, spec), centres, axes)


def _round_gap(spec: Mapping[str, Any], at: Array, centres: Array, axes: Array) -> tuple[Array, Array]:
    if spec["kit"] == "ball":
        nearest, radius = np.broadcast_to(at, centres.shape), spec.get("r", BALL_RADIUS)
    else:
        along = unit(vector(*spec.get("axis", (0, 0, 1))))
        nearest = at + np.clip((centres - at) @ along, -ROLLER_HALF, ROLLER_HALF)[:, None] * along
        radius = ROLLER_RADIUS
    way = centres - nearest
    distance = np.linalg.norm(way, axis=1)
    way = way / np.maximum(distance, 1e-9)[:, None]
    half = np.linalg.norm(np.einsum("nij,ni->nj", axes, way), axis=1)
    return distance - radius - half, nearest + way * radius


def _held(figure: Figure, frame: Frame) -> Iterator[Contact]:
    """Hands on a fixed bar, and what straps and bands pull at."""
    for spec in frame.kit:
        if spec["kit"] == "bar" and "at" in spec:
            at, axis = figure.point(spec["at"]), unit(vector(*spec.get("axis", (0, 0, 1))))
            for joint, near in (("handR", 3.5), ("handL", 3.5), ("ankleR", 9.0), ("ankleL", 9.0)):
                way = figure.joints[joint] - at
                gap = float(np.linalg.norm(way - axis * (way @ axis)))
                if gap < near:
                    yield Contact(joint, "bar", figure.joints[joint], gap)
        elif spec.get("stands"):  # a weight on the floor that a hand leans on
            for side in spec["hold"]:
                yield Contact("hand" + side, spec["kit"], figure.joints["hand" + side], 0.0)
        elif spec["kit"] in PULLS:
            yield Contact("", spec["kit"], figure.joints["pelvis"], 0.0)


def weight_at(figure: Figure, frame: Frame) -> Array:
    """The place of the weight of the body and of what it carries [cm]."""
    chest = figure.at_spine(22)[0]
    parts = [(chest, _TRUNK), (figure.joints["head"], _HEAD)]
    for name, bone in figure.bones.items():
        parts.append((bone.start * 0.56 + bone.end * 0.44, _WEIGHTS[name[:-1]]))
    for side in ("R", "L"):
        parts += [(figure.joints["sole" + side], _FOOT), (figure.joints["hand" + side], _HAND)]
    for spec in frame.kit:
        if spec["kit"] in _KIT and not spec.get("stands"):
            at = place_of(figure, spec)
            if spec["kit"] == "backpack" and not ("at" in spec or "hold" in spec):
                at = figure.joints["back"]
            parts.append((at, _KIT[spec["kit"]]))
    total = sum(share for _, share in parts)
    return np.asarray(sum((at * share for at, share in parts), np.zeros(3)) / total)
