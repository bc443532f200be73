"""The body round the bones: every part as a chain of ellipsoids, the same for all drawings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tools.drawings.bones import SIDES, Bone
from tools.drawings.camera import Camera
from tools.drawings.extremities import foot_surfaces, hand_balls
from tools.drawings.skeleton import Figure
from tools.drawings.surfaces import Ball, Surface, ball, chain, hull, sphere
from tools.drawings.vectors import Array, vector

__all__ = ["body", "far_limbs", "trunk_ball"]

Profile = tuple[tuple[float, float, float, float], ...]

# Share of the bone, forward, outward, radius [cm].
THIGH_PROFILE: Profile = (
    (-0.02, -0.4, 0.0, 8.2),
    (0.18, 0.1, 0.2, 8.9),
    (0.42, 0.7, 0.2, 8.1),
    (0.68, 0.5, 0.0, 6.8),
    (0.88, 0.2, 0.0, 5.7),
    (1.0, 0.1, 0.0, 5.4),
)
SHANK_PROFILE: Profile = (
    (0.0, 0.1, 0.0, 5.3),
    (0.1, -0.5, 0.0, 5.2),
    (0.27, -1.35, 0.1, 5.5),
    (0.45, -1.1, 0.0, 4.8),
    (0.68, -0.5, 0.0, 3.6),
    (0.9, -0.1, 0.0, 3.05),
    (1.0, 0.0, 0.0, 3.2),
)
UPPER_PROFILE: Profile = (
    (-0.02, 0, 0, 5.9),
    (0.17, 0.1, 0.2, 5.5),
    (0.45, 0.3, 0, 4.5),
    (0.75, 0.1, 0, 3.9),
    (1, 0, 0, 3.6),
)
FORE_PROFILE: Profile = ((0, 0, 0, 3.6), (0.2, 0.1, 0.2, 3.9), (0.5, 0, 0, 3.3), (0.85, 0, 0, 2.5), (1, 0, 0, 2.4))
# Along the spine, forward, half width, half depth, half height [cm].
TRUNK_PROFILE = (
    (-4, -1.0, 11.0, 8.0, 6),
    (1, -1.2, 15.6, 10.0, 7),
    (9, -0.6, 14.6, 9.4, 6),
    (18, 0.2, 12.6, 8.5, 6),
    (27, 0.7, 13.8, 9.4, 6),
    (36, 0.6, 15.4, 10.2, 6),
    (43, -0.2, 14.6, 9.0, 5),
    (48, -1.4, 9.5, 6.6, 4),
    (52, -1.6, 6.0, 5.4, 3.5),
)
_FAR_LEG, _FAR_ARM = 8.5, 17.0  # so far behind the other side a limb is drawn darker [cm]


def trunk_ball(figure: Figure, t: float, forward: float, side: float, axes: tuple[float, float, float]) -> Ball:
    """An ellipsoid beside the spine: half axes forward, up and sideways [cm]."""
    at, frame = figure.at_spine(t)
    return ball(at + frame @ vector(forward, 0, side), frame, *axes)


def far_limbs(figure: Figure, camera: Camera) -> dict[str, bool]:
    """Which arms and legs lie behind the body: leg and arm with their sides, unless the pose says so itself."""
    far = {}
    for limb, joint, gap in (("leg", "hip", _FAR_LEG), ("arm", "shoulder", _FAR_ARM)):
        right, left = (camera.depth(figure.joints[joint + side]) for side in SIDES)
        far[limb + "R"], far[limb + "L"] = right - left < -gap, right - left > gap
    far.update(figure.pose.get("tone", {}))
    return far


def body(figure: Figure, camera: Camera) -> list[Surface]:
    """Every part of the body, in skin, shoes and hair."""
    far = far_limbs(figure, camera)
    surfaces = [Surface("trunk", "skin", _trunk(figure, far)), *_head(figure)]
    hidden = figure.pose.get("hide", "")  # sides whose leg stands in the way of a close-up
    for side in SIDES:
        tone = "far" if far["leg" + side] else ""
        if side not in hidden:
            for part, profile in (("thigh", THIGH_PROFILE), ("shank", SHANK_PROFILE)):
                surfaces.append(Surface(part + side, "skin" + tone, _limb(figure.bones[part + side], profile)))
            surfaces += foot_surfaces(figure.feet[side], tone)
        tone = "far" if far["arm" + side] else ""
        for part, profile in (("upper", UPPER_PROFILE), ("fore", FORE_PROFILE)):
            surfaces.append(Surface(part + side, "skin" + tone, _limb(figure.bones[part + side], profile)))
        surfaces.append(Surface("hand" + side, "skin" + tone, hand_balls(figure.hands[side])))
    return surfaces


def _limb(bone: Bone, profile: Profile) -> list[Ball]:
    length = float(np.linalg.norm(bone.end - bone.start))

    def place(share: float, forward: float, outward: float) -> Array:
        return bone.start + bone.along * share * length + bone.forward * forward + bone.outward * outward

    return chain([sphere(place(share, forward, outward), r) for share, forward, outward, r in profile])


def _trunk(figure: Figure, far: dict[str, bool]) -> list[Ball]:
    """The trunk, with the shoulders' yoke and the buttocks."""
    rows = [(vector(*row), np.zeros((3, 3))) for row in _padded(TRUNK_PROFILE)]
    profile = [_smooth(rows, i, s) for i in range(1, len(rows) - 2) for s in np.arange(0, 1, 0.125)]
    balls = [trunk_ball(figure, t, f, 0, (depth, height, width)) for t, f, width, depth, height in profile]
    low, high = (trunk_ball(figure, t, f, 0, (d, h, w)) for t, f, w, d, h in TRUNK_PROFILE[6:8])
    for sign, side in ((1, "R"), (-1, "L")):
        shoulder = figure.joints["shoulder" + side]
        if not far["arm" + side]:
            balls += hull(low, sphere(shoulder, 5.4)) + hull(high, sphere(shoulder, 4.6))
        seat = [(15, -1.4, 3.6, (6.6, 6, 6.5)), (6, -2.4, 5.2, (7.6, 6, 7.6)), (-3.5, -4.0, 6.6, (8.0, 7.4, 7.6))]
        balls += chain([trunk_ball(figure, t, forward, sign * out, axes) for t, forward, out, axes in seat])
    neck = sphere(figure.joints["neck"] - figure.chest_frame[:, 1] * 2, 6.2)
    return [*balls, *hull(neck, sphere(figure.joints["nape"], 5.3))]


def _padded(profile: Sequence[tuple[float, ...]]) -> list[tuple[float, ...]]:
    return [profile[0], *profile, profile[-1]]


def _smooth(rows: list[Ball], i: int, t: float) -> Array:
    row = [rows[i + k][0] for k in (-1, 0, 1, 2)]
    weights = (
        -0.5 * t + t**2 - 0.5 * t**3,
        1 - 2.5 * t**2 + 1.5 * t**3,
        0.5 * t + 2 * t**2 - 1.5 * t**3,
        -0.5 * t**2 + 0.5 * t**3,
    )
    return np.asarray(sum(w * values for w, values in zip(weights, row, strict=True)))


def _head(figure: Figure) -> list[Surface]:
    head, frame = figure.joints["head"], figure.head_frame

    def at(forward: float, up: float, side: float, axes: tuple[float, float, float]) -> Ball:
        return ball(head + frame @ vector(forward, up, side), frame, *axes)

    face = hull(at(2.0, 0.2, 0, (6.6, 7.2, 6.5)), at(2.9, -6.4, 0, (4.9, 4.1, 4.6)))
    nose = chain([at(6.9, 1.0, 0, (1.7,) * 3), at(8.6, -1.6, 0, (1.15,) * 3), at(6.4, -2.6, 0, (1.2,) * 3)])
    skull = [at(-0.9, 2.2, 0, (8.9, 8.7, 7.4))]
    ears = [at(-0.6, -1.6, sign * 6.9, (1.7, 2.5, 0.9)) for sign in (-1, 1)]
    neck = hull(sphere(figure.joints["nape"], 5.3), at(-0.6, -3, 0, (5.4, 5.4, 5.4)))
    return [Surface("neck", "skin", neck), Surface("head", "skin", [*face, *nose, *skull, *ears])]
