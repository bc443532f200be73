"""What is wrong with a drawing's poses: joints, reach, what carries them, limbs through limbs, poses that are alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

import numpy as np
from shapely.geometry import MultiPoint, Point  # type: ignore[import-untyped]

from tools.drawings.bones import FOREARM, SHANK, THIGH, UPPER_ARM
from tools.drawings.camera import Camera
from tools.drawings.contacts import FURNITURE, PULLS, contacts, flesh_of, weight_at
from tools.drawings.furniture import boxes_of
from tools.drawings.kit import kit_surfaces
from tools.drawings.poses import Drawing, Frame
from tools.drawings.skeleton import Figure
from tools.drawings.surfaces import Surface
from tools.drawings.vectors import angle_between, unit, vector

__all__ = ["faults", "look_alikes"]

# How far joints go [degrees]; rounded, our assumption.
LIMITS = {"hip_flexion": (-35, 140), "hip_side": (-45, 80), "knee": (-5, 160), "ankle": (-75, 45), "elbow": (-6, 155)}
WRIST = 100.0
BONES = {"thigh": THIGH, "shank": SHANK, "upper": UPPER_ARM, "fore": FOREARM}
MISSED = 1.0  # a foot or a hand reaches its place within this [cm]
SUNK = 2.0  # how deep something may lie in the floor: shoes give way [cm]
PRESSED = 5.0  # and flesh into flesh, or into a thing [cm]
BESIDE = 6.0  # the weight may lie so far beside what carries it: muscles hold some [cm]
APART = 5.0  # two poses differ by so much at least [cm]
ALIKE = 5.0  # two drawings with every joint closer than this are the same picture [cm]
_NEIGHBOURS = {
    frozenset(pair)
    for side in "RL"
    for pair in (
        ("trunk", "thigh" + side),
        ("trunk", "upper" + side),
        ("thigh" + side, "shank" + side),
        ("shank" + side, "foot" + side),
        ("upper" + side, "fore" + side),
        ("fore" + side, "hand" + side),
        ("upper" + side, "neck"),
        ("upper" + side, "head"),
        ("upper" + side, "hand" + side),
    )
} | {frozenset(pair) for pair in (("trunk", "neck"), ("neck", "head"), ("trunk", "head"), ("thighR", "thighL"))}


def faults(drawing: Drawing) -> Iterator[str]:
    """Yield a sentence for each fault of a drawing."""
    figures = [Figure(frame.pose) for frame in drawing.frames]
    for number, (figure, frame) in enumerate(zip(figures, drawing.frames, strict=True), start=1):
        kit_surfaces(figure, frame.kit)
        for fault in _faults_of(figure, frame):
            yield f"{drawing.exercise_id}, pose {number}: {fault}"
    if len(figures) > 1 and not any(frame.lens for frame in drawing.frames):
        gap = _largest_gap(figures[0], figures[-1])
        if gap < APART:
            yield f"{drawing.exercise_id}: the poses differ by {gap:.1f} cm only"


def _faults_of(figure: Figure, frame: Frame) -> Iterator[str]:
    yield from _joint_faults(figure)
    for name, gap in figure.misses.items():
        if gap > MISSED:
            yield f"{name} misses its place by {gap:.1f} cm"
    surfaces = flesh_of(figure)
    for surface in surfaces:
        if surface.low() < -SUNK:
            yield f"{surface.part} is {-surface.low():.1f} cm below the floor"
    yield from _grip_faults(figure, frame)
    yield from _support_faults(figure, frame, surfaces)
    yield from _overlaps(surfaces, frame)


def _joint_faults(figure: Figure) -> Iterator[str]:
    for name, length in BONES.items():
        for side in "RL":
            bone = figure.bones[name + side]
            if abs(np.linalg.norm(bone.end - bone.start) - length) > 0.3:
                yield f"{name}{side} is {np.linalg.norm(bone.end - bone.start):.1f} cm long, not {length}"
    for name, angle in figure.angles.items():
        low, high = LIMITS[name[:-1]]
        if not low - 1 <= angle <= high + 1:
            yield f"{name} at {angle:.0f} degrees, outside {low} to {high}"
    for side, hand in figure.hands.items():
        bend = angle_between(hand.along, figure.bones["fore" + side].along)
        if bend > WRIST:
            yield f"wrist{side} bent by {bend:.0f} degrees, over {WRIST:.0f}"


def _grip_faults(figure: Figure, frame: Frame) -> Iterator[str]:
    for spec in frame.kit:
        if spec["kit"] == "barbell" and len(spec.get("hold", "")) == 2:
            axis = unit(vector(*spec.get("axis", (0, 0, 1))))
            across = figure.joints["handR"] - figure.joints["handL"]
            if np.linalg.norm(across - axis * (across @ axis)) > 2 * 2.5:
                yield "the hands are not both on the bar"
        for side in spec.get("grips", ""):
            at, axis = figure.point(spec["at"]), unit(vector(*spec.get("axis", (0, 0, 1))))
            off = figure.joints["hand" + side] - at
            if np.linalg.norm(off - axis * (off @ axis)) > 3.5:
                yield f"hand{side} is beside the {spec['kit']}"


def _support_faults(figure: Figure, frame: Frame, surfaces: Sequence[Surface]) -> Iterator[str]:
    """A pose that is held touches something, and its weight lies over it."""
    if frame.pose.get("moving") or frame.pose.get("hide"):
        return
    touches = contacts(figure, frame, surfaces)
    if not touches:
        yield "nothing carries it"
        return
    things = {touch.thing for touch in touches}
    for spec in frame.kit:
        if spec["kit"] in (*FURNITURE, "wall", "ball", "roller") and spec["kit"] not in things and not spec.get("free"):
            yield f"it does not touch the {spec['kit']}"
    if things & {"wall", "bar", *PULLS}:
        return
    ground = MultiPoint([(touch.at[0], touch.at[2]) for touch in touches]).convex_hull
    weight = weight_at(figure, frame)
    beside = ground.distance(Point(weight[0], weight[2]))
    if beside > BESIDE:
        yield f"its weight lies {beside:.0f} cm beside what carries it"


def _overlaps(surfaces: Collection[Surface], frame: Frame) -> Iterator[str]:
    """Parts of the body that run through each other, or through furniture."""
    allowed = {frozenset(pair) for pair in frame.pose.get("through", ())}
    solid = {}
    for surface in surfaces:
        if surface.part.startswith("toe"):
            continue
        balls = surface.balls[::3]
        solid[surface.part] = (np.array([c for c, _ in balls]), np.array([a for _, a in balls]))
    for (name, first), (other, second) in combinations(solid.items(), 2):
        if frozenset((name, other)) in _NEIGHBOURS | allowed:
            continue
        depth = _depth(first, second)
        if depth > PRESSED:
            yield f"{name} runs {depth:.0f} cm into {other}"
    for spec in frame.kit:
        if spec["kit"] not in (*FURNITURE, "wall", "post"):
            continue
        for low, high in boxes_of(spec):
            for name, (centres, axes) in solid.items():
                half = np.linalg.norm(axes, axis=2)
                inside = np.minimum(centres + half - low, high - centres + half).min(axis=1).max()
                if inside > PRESSED:
                    yield f"{name} runs {inside:.0f} cm into the {spec['kit']}"


def _depth(first: tuple[np.ndarray, np.ndarray], second: tuple[np.ndarray, np.ndarray]) -> float:
    """How deep the ellipsoids of two parts lie in each other at most [cm]."""
    way = second[0][None] - first[0][:, None]
    distance = np.linalg.norm(way, axis=2)
    way = way / np.maximum(distance, 1e-9)[:, :, None]
    reach = np.linalg.norm(np.einsum("aij,abi->abj", first[1], way), axis=2)
    reach = reach + np.linalg.norm(np.einsum("bij,abi->abj", second[1], way), axis=2)
    return float((reach - distance).max())


# --- poses and drawings that are alike --------------------------------------------------------------------------------


def _largest_gap(first: Figure, last: Figure) -> float:
    return max(float(np.linalg.norm(first.joints[name] - last.joints[name])) for name in first.joints)


def look_alikes(drawings: Collection[Drawing]) -> Iterator[str]:
    """Yield a sentence for each two drawings with the same poses, seen alike, and the same things."""
    seen = [(drawing, *_look(drawing)) for drawing in drawings]
    for (first, kit, joints), (second, other_kit, other) in combinations(seen, 2):
        if kit == other_kit and joints.shape == other.shape and np.abs(joints - other).max() < ALIKE:
            yield f"{first.exercise_id} and {second.exercise_id} are the same picture"


def _look(drawing: Drawing) -> tuple[list[str], np.ndarray]:
    """The things of a drawing and where its joints are in the picture, from the first pelvis on."""
    camera = Camera(*drawing.view)
    figures = [Figure(frame.pose) for frame in drawing.frames]
    start = figures[0].joints["pelvis"]
    kit = sorted(spec["kit"] for frame in drawing.frames for spec in frame.kit)
    places = [camera.at(joint - start) for figure in figures for joint in figure.joints.values()]
    kit += [str(frame.lens and frame.lens["at"]) for frame in drawing.frames]
    kit += [drawing.layout, str(len(drawing.arrows))]
    return kit, np.array(places)
