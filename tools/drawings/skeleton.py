"""A pose becomes joints and bones: a person 174 cm tall, in centimetres and degrees.

x points to the right of the picture, y up, z to the viewer of a side view; the figure looks right, R is its near side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tools.drawings.bones import SIDES, Bone, Foot, Hand
from tools.drawings.limbs import LimbSpec, solve_arm, solve_leg
from tools.drawings.vectors import Array, cross, rotation, unit, vector

__all__ = ["Figure"]

HIP_HALF = 8.6  # from the midline to a hip joint [cm]
SHOULDER_HALF = 16.4  # and to a shoulder joint [cm]
SHOULDER_T, NECK_T = 45.5, 51.0  # shoulders and neck along the spine, from the hips' height [cm]
TAIL_T, TOP_T, STEP = -8.0, 54.0, 0.5  # where the spine's line begins and ends, and how finely it is known [cm]
WAIST_T, CHEST_T = 4.0, 40.0  # the spine bends between these [cm]
_NECK_BACK = 1.6  # from the spine's line to the neck [cm]


@dataclass
class Figure:
    """One pose: its joints, bones, feet and hands, its angles, and by how much contacts are missed."""

    pose: Mapping[str, Any]
    joints: dict[str, Array] = field(default_factory=dict)
    bones: dict[str, Bone] = field(default_factory=dict)
    feet: dict[str, Foot] = field(default_factory=dict)
    hands: dict[str, Hand] = field(default_factory=dict)
    misses: dict[str, float] = field(default_factory=dict)  # [cm]
    angles: dict[str, float] = field(default_factory=dict)  # [degrees]

    def __post_init__(self) -> None:
        """Solve the trunk, then the legs, then the arms; what holds on to another limb comes after it."""
        self._trunk()
        legs = {side: self._limb("leg", side) for side in SIDES}
        for side in sorted(SIDES, key=lambda side: "to" in legs[side].content):
            solve_leg(self, side, legs[side])
        for side, sign in (("R", 1), ("L", -1)):
            self.joints["shoulder" + side] = self.shoulder(sign, ())  # a raised arm lifts it
        arms = {side: self._limb("arm", side) for side in SIDES}
        for side in sorted(SIDES, key=lambda side: _holds_on_to_hand(arms[side])):
            solve_arm(self, side, arms[side])

    def _limb(self, limb: str, side: str) -> LimbSpec:
        own = self.pose.get(limb + side)
        if own is not None:
            return LimbSpec(own, mirrored=bool(own.get("mirrored")))
        return LimbSpec(self.pose.get(limb + "s") or {}, mirrored=side == "L")

    def _trunk(self) -> None:
        pelvis = self.pose.get("pelvis", {})
        up: Any = pelvis.get("up", 0)
        if isinstance(up, (int, float)):
            turn = np.radians(up)
            upward, front = vector(np.sin(turn), np.cos(turn), 0), vector(np.cos(turn), -np.sin(turn), 0)
        else:
            upward, front = unit(vector(*up)), vector(*pelvis["front"])
        front = unit(front - upward * (front @ upward))
        frame = np.column_stack([front, upward, cross(front, upward)])
        if pelvis.get("turn"):
            frame = rotation((0, 1, 0), -pelvis["turn"]) @ frame
        if pelvis.get("tip"):
            frame = frame @ rotation((1, 0, 0), pelvis["tip"])
        self.pelvis_frame = frame
        self.pelvis = vector(*pelvis.get("at", (0, 92, 0)))
        self.joints["pelvis"] = self.pelvis
        self._spine(frame)
        chest_at, chest = self.at_spine(38)
        self.chest_frame = self.at_spine(SHOULDER_T)[1]
        self.joints["chest"] = chest_at + chest @ vector(9, 0, 0)
        self.joints["back"] = chest_at + chest @ vector(-10.5, 0, 0)
        self._head()

    def _spine(self, frame: Array) -> None:
        """The spine's line upward and downward from the pelvis, bent evenly between waist and chest."""
        flex, aside, twist = _three(self.pose.get("spine"))
        curl = float(self.pose.get("curl", 0))  # of the whole back and the tail, beside `spine`
        self._spine_t = np.arange(TAIL_T, TOP_T + STEP / 2, STEP)
        places, frames = [], []
        at = self.pelvis + frame[:, 1] * TAIL_T
        for t in self._spine_t:
            share = float(np.clip((t - WAIST_T) / (CHEST_T - WAIST_T), 0, 1))
            rounding = float(np.clip(t / TOP_T, 0, 1))
            local = frame @ rotation((0, 0, 1), -flex * share - curl * rounding)
            local = local @ rotation((1, 0, 0), aside * share) @ rotation((0, 1, 0), -twist * share)
            places.append(at)
            frames.append(local)
            at = at + local[:, 1] * STEP
        self.spine_places, self.spine_frames = np.array(places), np.array(frames)

    def at_spine(self, t: float) -> tuple[Array, Array]:
        """Place and frame (forward, up, right) of the spine `t` centimetres above the hips."""
        i = int(np.clip(round((t - TAIL_T) / STEP), 0, len(self._spine_t) - 1))
        frame = self.spine_frames[i]
        return self.spine_places[i] + frame[:, 1] * (t - self._spine_t[i]), frame

    def along_spine(self, places: Array) -> tuple[Array, Array, Array]:
        """Places beside the spine: how high along it, how far before it, how far to its right [cm]."""
        nearest = np.zeros(len(places), int)
        best = np.full(len(places), np.inf)
        for i in range(0, len(self._spine_t), 2):
            gap = ((places - self.spine_places[i]) ** 2).sum(axis=1)
            nearest, best = np.where(gap < best, i, nearest), np.minimum(gap, best)
        local = np.einsum("nij,ni->nj", self.spine_frames[nearest], places - self.spine_places[nearest])
        return self._spine_t[nearest] + local[:, 1], local[:, 0], local[:, 2]

    def _head(self) -> None:
        base, frame = self.at_spine(NECK_T)
        nod, aside, twist = _three(self.pose.get("neck"))
        half = frame @ rotation((0, 0, 1), -nod * 0.5 - 8) @ rotation((1, 0, 0), aside * 0.5)
        self.head_frame = frame @ rotation((0, 0, 1), -nod) @ rotation((1, 0, 0), aside) @ rotation((0, 1, 0), -twist)
        self.joints["neck"] = base - frame[:, 0] * _NECK_BACK
        self.joints["nape"] = self.joints["neck"] + half[:, 1] * 9
        self.joints["head"] = self.joints["nape"] + self.head_frame @ vector(1.6, 9.0, 0)

    def hip(self, sign: int) -> Array:
        """A hip joint's place."""
        return np.asarray(self.pelvis + self.pelvis_frame @ vector(0, 0, sign * HIP_HALF))

    def shoulder(self, sign: int, shrug: Sequence[float]) -> Array:
        """A shoulder joint's place, with the shoulder blade moved by `shrug`: forward, up, out [cm]."""
        base, frame = self.at_spine(SHOULDER_T)
        forward, up, out = ([*list(shrug), 0, 0, 0])[:3]
        return np.asarray(base + frame @ vector(forward - 0.6, up, sign * (SHOULDER_HALF + out)))

    def point(self, spec: Sequence[Any]) -> Array:
        """A point: [x, y, z], or a joint and an offset such as ["kneeR", dx, dy, dz] [cm].

        ["@hipR", ...] has its offset forward, up and to the right of the pelvis, ["^chest", ...] of the chest.
        """
        if not isinstance(spec[0], str):
            return vector(*spec)
        offset = vector(*([*list(spec[1:]), 0, 0, 0])[:3])
        frame = self._frame_of(spec[0])
        if frame is None:
            return self.joints[spec[0]] + offset
        return np.asarray(self.joints[spec[0][1:]] + frame @ offset)

    def direction(self, spec: Sequence[Any]) -> Array:
        """A direction: [x, y, z], or ["@", forward, up, right] of the pelvis, ["^", ...] of the chest."""
        if not isinstance(spec[0], str):
            return vector(*spec)
        frame = self._frame_of(spec[0])
        assert frame is not None, spec
        return np.asarray(frame @ vector(*spec[1:]))

    def _frame_of(self, name: str) -> Array | None:
        return {"@": self.pelvis_frame, "^": self.chest_frame}.get(name[0])

    def grip(self, side: str, axis: Array) -> None:
        """Close a hand round a bar of that direction; where the palm looks follows from the arm."""
        hand = self.hands[side]
        self.hands[side] = hand.gripping(axis, self.chest_frame)


def _three(values: Sequence[float] | None) -> tuple[float, float, float]:
    a, b, c = [*(values or ()), 0.0, 0.0, 0.0][:3]
    return a, b, c


def _holds_on_to_hand(arm: LimbSpec) -> bool:
    hand = arm.content.get("hand") or [0]
    return isinstance(hand[0], str) and hand[0][:-1] in ("hand", "wrist", "elbow", "finger")
