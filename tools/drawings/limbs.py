"""Legs and arms: from what a pose says of them to joints, bones, feet and hands."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tools.drawings.bones import (
    ANKLE,
    BALL,
    FINGERS,
    FIST,
    FOREARM,
    HEEL,
    SHANK,
    THIGH,
    TOE,
    UPPER_ARM,
    Bone,
    Foot,
    Hand,
)
from tools.drawings.vectors import Array, cross, reach, rotation, turned, unit, vector

if TYPE_CHECKING:
    from tools.drawings.skeleton import Figure

__all__ = ["LimbSpec", "solve_arm", "solve_leg"]

_LIFT = 6.0  # by how much a raised arm lifts its shoulder [cm]


@dataclass(frozen=True)
class LimbSpec:
    """What a pose says of a limb; `mirrored` where it is said for the other side."""

    content: Mapping[str, Any]
    mirrored: bool

    def values(self, key: str) -> list[Any]:
        """A point or a direction, mirrored where it has to be."""
        return self.mirror(self.content[key])

    def mirror(self, spec: Sequence[Any]) -> list[Any]:
        """The same point or direction on the other side."""
        values = list(spec)
        if not self.mirrored:
            return values
        if isinstance(values[0], str):
            name = values[0][:-1] + "L" if values[0].endswith("R") else values[0]
            return [name, *values[1:3], *(-z for z in values[3:4])]
        return [*values[:2], -values[2]]


# --- legs -------------------------------------------------------------------------------------------------------------


def solve_leg(figure: Figure, side: str, spec: LimbSpec) -> None:
    """Set a leg: on the ground (`foot`), on something (`to`), by directions (`dirs`), or by the joints' angles."""
    sign = 1 if side == "R" else -1
    hip = figure.hip(sign)
    figure.joints["hip" + side] = hip
    content = spec.content
    if "foot" in content:
        foot, thigh, shank, hinge = _standing(figure, side, spec, hip)
    else:
        thigh, shank, hinge = _free(figure, side, spec, hip)
        ankle = hip + thigh * THIGH + shank * SHANK
        if "foot_dir" in content:
            along = unit(figure.direction(spec.values("foot_dir")))
        else:
            along = turned(cross(hinge, shank), hinge, content.get("ankle", -15))
        across = hinge
        if "sole" in content:
            across = cross(along, unit(figure.direction(spec.values("sole"))))
        up = unit(cross(across, along))
        up = turned(up, along, sign * content.get("tilt", 0))
        foot = Foot(ankle, along, up, along, unit(cross(along, up)), sign, content.get("bare"))
    _set_leg(figure, side, foot, (hip, thigh, shank, hinge))


def _standing(figure: Figure, side: str, spec: LimbSpec, hip: Array) -> tuple[Foot, Array, Array, Array]:
    """A foot with a place: the leg follows by its two bones."""
    content, sign = spec.content, 1 if side == "R" else -1
    frame = figure.pelvis_frame
    ground = vector(*spec.values("foot"))
    if "toes" in content:
        ahead = figure.direction(spec.values("toes"))
    else:  # where the belly looks; lying on the back away from the head, prone towards it
        ahead = vector(frame[0, 0] - frame[0, 1] * frame[1, 0], 0, frame[2, 0] - frame[2, 1] * frame[1, 0])
    normal = unit(figure.direction(spec.values("sole"))) if "sole" in content else vector(0, 1, 0)
    ahead = turned(unit(ahead - normal * (ahead @ normal)), normal, -sign * content.get("out", 0))
    across = cross(ahead, normal)
    pitch = content.get("heel", 0) or -content.get("sink", 0)
    along, up = turned(ahead, across, -pitch), turned(normal, across, -pitch)
    on_ball = pitch > 0 or "sink" in content
    pivot = BALL if on_ball else -HEEL
    up_for_ankle = up
    ankle = ground + ahead * pivot + up_for_ankle * ANKLE - along * pivot
    if content.get("tilt"):
        up = turned(up, along, sign * content["tilt"])
    pole = figure.direction(spec.values("knee")) if "knee" in content else ahead + frame[:, 0] * 0.7
    if content.get("straight"):  # slide the foot until the leg is straight
        gap, length = ankle - hip, (THIGH + SHANK) * 0.998
        b, c = gap @ ahead, gap @ gap - length**2
        if b * b > c:
            ankle = ankle + ahead * min((-b + e * math.sqrt(b * b - c) for e in (-1, 1)), key=abs)
    knee, end, aside, figure.misses["foot" + side] = reach(hip, ankle, THIGH, SHANK, pole)
    hinge = unit(cross(unit(end - hip), aside))
    toes = ahead if on_ball else along
    foot = Foot(end, along, up, toes, unit(cross(along, up)), sign, content.get("bare"))
    return foot, unit(knee - hip), unit(end - knee), hinge


def _free(figure: Figure, side: str, spec: LimbSpec, hip: Array) -> tuple[Array, Array, Array]:
    """Thigh, shank and the knee's axis of a leg whose foot has no place on the ground."""
    content, sign = spec.content, 1 if side == "R" else -1
    frame = figure.pelvis_frame
    if "to" in content:
        target = figure.point(spec.values("to"))
        knee, end, aside, figure.misses["foot" + side] = reach(
            hip, target, THIGH, SHANK, figure.direction(spec.values("knee"))
        )
        return unit(knee - hip), unit(end - knee), unit(cross(unit(end - hip), aside))
    if "dirs" in content:
        thigh, shank = (unit(figure.direction(spec.mirror(way))) for way in content["dirs"])
        hinge = cross(shank, thigh)
        if "front" in content:
            hinge = cross(thigh, figure.direction(spec.values("front")))
        elif np.linalg.norm(hinge) < 0.15:
            hinge = frame[:, 2] - thigh * (thigh @ frame[:, 2])
        return thigh, shank, unit(hinge)
    flexed, out, turned_out = ([*list(content.get("hip", [])), 0, 0, 0])[:3]
    local = frame @ rotation((0, 0, 1), flexed) @ rotation((1, 0, 0), -sign * out)
    thigh, hinge = local @ vector(0, -1, 0), local @ vector(0, 0, 1)
    hinge = turned(hinge, thigh, sign * turned_out)
    return thigh, turned(thigh, hinge, -content.get("knee", 0)), hinge


def _set_leg(figure: Figure, side: str, foot: Foot, leg: tuple[Array, Array, Array, Array]) -> None:
    hip, thigh, shank, hinge = leg
    sign = foot.sign
    knee = hip + thigh * THIGH
    ankle = knee + shank * SHANK
    figure.bones["thigh" + side] = Bone(hip, knee, thigh, hinge, sign)
    figure.bones["shank" + side] = Bone(knee, ankle, shank, hinge, sign)
    figure.feet[side] = foot
    sole = ankle - foot.up * ANKLE
    ball = sole + foot.along * BALL
    figure.joints.update(
        {
            "knee" + side: knee,
            "ankle" + side: ankle,
            "ball" + side: ball,
            "heel" + side: sole - foot.along * HEEL,
            "sole" + side: sole,
            "toe" + side: ball + foot.up * 2 + foot.toes * (TOE - BALL),
        }
    )
    local = figure.pelvis_frame.T @ thigh
    flexion = math.degrees(math.atan2(local[0], -local[1])) if abs(local[2]) < 0.9 else 0.0
    front = cross(hinge, shank)
    figure.angles.update(
        {
            "hip_flexion" + side: flexion,
            "hip_side" + side: math.degrees(math.asin(float(np.clip(sign * local[2], -1, 1)))),
            "knee" + side: math.degrees(math.atan2(-cross(thigh, shank) @ hinge, thigh @ shank)),
            "ankle" + side: math.degrees(math.atan2(-(shank @ foot.along), front @ foot.along)),
        }
    )


# --- arms -------------------------------------------------------------------------------------------------------------


def solve_arm(figure: Figure, side: str, spec: LimbSpec) -> None:
    """Set an arm: its hand at a place (`hand`), by directions (`dirs`), or by the joints' angles."""
    sign = 1 if side == "R" else -1
    content, chest = spec.content, figure.chest_frame
    shoulder = figure.shoulder(sign, content.get("shrug", ()))
    flat = unit(figure.direction(spec.values("flat"))) if "flat" in content else None

    def lifted(way: Array) -> Array:
        lift = _LIFT * max(0.0, float(way @ chest[:, 1]) - 0.3)
        return np.asarray(shoulder + chest[:, 1] * lift - chest[:, 2] * sign * lift * 0.35)

    if "hand" in content:
        target = figure.point(spec.values("hand"))
        pole = -chest[:, 0] - chest[:, 1] * 0.3 + chest[:, 2] * 0.35 * sign
        if "elbow" in content:
            pole = figure.direction(spec.values("elbow"))
        shoulder = lifted(unit(target - shoulder))
        lower = FOREARM if flat is not None else FOREARM + FIST
        elbow, end, aside, figure.misses["hand" + side] = reach(shoulder, target, UPPER_ARM, lower, pole)
        upper, fore = unit(elbow - shoulder), unit(end - elbow)
        hinge = unit(cross(unit(end - shoulder), -aside))
    else:
        upper, fore, hinge = _free_arm(figure, spec, sign)
        shoulder = lifted(upper)
        elbow = shoulder + upper * UPPER_ARM
    wrist = elbow + fore * FOREARM
    along = fore if flat is None else flat
    palm = _palm(figure, spec, along, fore, sign)
    shape = "flat" if flat is not None or content.get("open") else "loose"
    figure.hands[side] = Hand(wrist, along, palm, sign, shape)
    figure.bones["upper" + side] = Bone(shoulder, elbow, upper, hinge, sign)
    figure.bones["fore" + side] = Bone(elbow, wrist, fore, hinge, sign)
    figure.joints.update(
        {
            "shoulder" + side: shoulder,
            "elbow" + side: elbow,
            "wrist" + side: wrist,
            "hand" + side: wrist + along * FIST,
            "finger" + side: wrist + along * FINGERS,
        }
    )
    figure.angles["elbow" + side] = math.degrees(math.atan2(cross(upper, fore) @ hinge, upper @ fore))


def _free_arm(figure: Figure, spec: LimbSpec, sign: int) -> tuple[Array, Array, Array]:
    """Upper arm, forearm and the elbow's axis of an arm whose hand has no place."""
    content, chest = spec.content, figure.chest_frame
    if "dirs" in content:
        upper, fore = (unit(figure.direction(spec.mirror(way))) for way in content["dirs"])
        hinge = cross(upper, fore)
        if np.linalg.norm(hinge) <= 0.1:
            hinge = chest[:, 2] - upper * (upper @ chest[:, 2]) + chest[:, 1] * 0.01
        return upper, fore, unit(hinge)
    forward, out, turned_in = ([*list(content.get("shoulder", [])), 0, 0, 0])[:3]
    local = chest @ rotation((0, 0, 1), forward) @ rotation((1, 0, 0), -sign * out)
    upper, hinge = local @ vector(0, -1, 0), local @ vector(0, 0, 1)
    hinge = turned(hinge, upper, sign * turned_in)
    return upper, turned(upper, hinge, content.get("elbow", 0)), hinge


def _palm(figure: Figure, spec: LimbSpec, along: Array, fore: Array, sign: int) -> Array:
    """Where the palm looks: as said, onto what the forearm presses on, or inward as a hanging hand's does."""
    if "palm" in spec.content:
        wish = figure.direction(spec.values("palm"))
    elif "flat" in spec.content:
        wish = fore - along * (fore @ along)
        if np.linalg.norm(wish) < 0.35:
            wish = vector(0, -1, 0)
    else:
        wish = -figure.chest_frame[:, 2] * sign + cross(along, figure.chest_frame[:, 2]) * 0.35
    wish = wish - along * (wish @ along)
    if np.linalg.norm(wish) < 0.05:
        wish = figure.chest_frame[:, 0] - along * (figure.chest_frame[:, 0] @ along)
    return unit(wish)
