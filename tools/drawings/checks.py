"""What is wrong with a drawing's poses: joints, reach, what carries them, limbs through limbs, poses that are alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, pairwise

import numpy as np
from shapely.geometry import MultiPoint, Point  # type: ignore[import-untyped]

from tools.drawings.bones import FOREARM, SHANK, SIDES, THIGH, UPPER_ARM
from tools.drawings.camera import Camera
from tools.drawings.contacts import FURNITURE, PULLS, contacts, flesh_of, nearest_gap, weight_at
from tools.drawings.furniture import boxes_of
from tools.drawings.kit import band_lines, kit_surfaces, place_of
from tools.drawings.poses import Drawing, Frame
from tools.drawings.skeleton import Figure
from tools.drawings.surfaces import Surface
from tools.drawings.vectors import Array, angle_between, unit, vector

__all__ = ["faults", "look_alikes"]

# How far joints go [degrees]; rounded, our assumption.
LIMITS = {"hip_flexion": (-35, 140), "hip_side": (-45, 80), "knee": (-5, 160), "ankle": (-75, 45), "elbow": (-6, 155)}
WRIST = 100.0
BONES = {"thigh": THIGH, "shank": SHANK, "upper": UPPER_ARM, "fore": FOREARM}
MISSED = 1.0  # a foot or a hand reaches its place within this [cm]
SUNK = 2.0  # how deep something may lie in the floor: shoes give way [cm]
PRESSED = 5.0  # and flesh into flesh, or into a thing [cm]
BESIDE = 6.0  # the weight may lie so far beside what carries it: muscles hold some [cm]
# Half of each handle: where a hand can hold it, a dumbbell's ends included [cm].
HANDLES = {"barbell": 50.0, "trap_bar": 30.0, "dumbbell": 14.0, "kettlebell": 6.0, "handle": 8.0}
BESIDE_HANDLE = 2.5  # a closed hand's middle is so near the middle of what it holds [cm]
ALONG_HANDLE = 0.87  # cosine between a hand and what it holds: 30 degrees; fingers close round what lies across them
RESTS = 2.0  # a flat hand lies so close to what it rests on [cm]
HELD_BAND = 3.0  # and a band to what it is laid round [cm]
SUNK_BAND, BAND_END = 2.5, 9.0  # it may press so deep into a limb, and near its ends it is laid round one [cm]
APART = 5.0  # two poses differ by so much at least [cm]
ALIKE = 5.0  # two drawings with every joint closer than this are the same picture [cm]
Solid = tuple[Array, Array]
"""Ellipsoids of a part: their centres, and matrices with their half axes as columns."""
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
        things = kit_surfaces(figure, frame.kit)
        for fault in _faults_of(figure, frame, things):
            yield f"{drawing.exercise_id}, pose {number}: {fault}"
    if len(figures) > 1 and not any(frame.lens for frame in drawing.frames):
        gap = _largest_gap(figures[0], figures[-1])
        if gap < APART:
            yield f"{drawing.exercise_id}: the poses differ by {gap:.1f} cm only"


def _faults_of(figure: Figure, frame: Frame, things: Sequence[Surface]) -> Iterator[str]:
    yield from _joint_faults(figure)
    for name, gap in figure.misses.items():
        if gap > MISSED:
            yield f"{name} misses its place by {gap:.1f} cm"
    surfaces = flesh_of(figure)
    for surface in surfaces:
        if surface.low() < -SUNK:
            yield f"{surface.part} is {-surface.low():.1f} cm below the floor"
    yield from _grip_faults(figure, frame)
    yield from _rest_faults(figure, frame, surfaces, things)
    yield from _band_faults(figure, frame, surfaces, things)
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
    """A hand that holds something closes round its handle."""
    for spec in frame.kit:
        half = {"bar": spec.get("half", 60.0)}.get(spec["kit"], HANDLES.get(spec["kit"]))
        if half is None or not spec.get("grip", True):
            continue
        at, axis = place_of(figure, spec), unit(vector(*spec.get("axis", (0, 0, 1))))
        for side in spec.get("grips", spec.get("hold", "")):
            off = figure.joints["hand" + side] - at
            along = off @ axis
            if np.linalg.norm(off - axis * along) > BESIDE_HANDLE:
                yield f"hand{side} is beside the {spec['kit']}"
            elif abs(along) > half:
                yield f"hand{side} is past the end of the {spec['kit']}"
            elif abs(figure.hands[side].along @ axis) > ALONG_HANDLE:
                yield f"hand{side} lies along the {spec['kit']} and cannot close round it"


def _rest_faults(figure: Figure, frame: Frame, surfaces: Sequence[Surface], things: Sequence[Surface]) -> Iterator[str]:
    """A flat hand that has a place lies on something: the floor, a thing, or the body."""
    if frame.pose.get("hide"):
        return
    for side in SIDES:
        arm = frame.pose.get("arm" + side, frame.pose.get("arms")) or {}
        if not {"hand", "flat"} <= set(arm):
            continue
        own = {"hand" + side, "fore" + side, "upper" + side}
        hand = next(surface for surface in surfaces if surface.part == "hand" + side)
        gap = nearest_gap(figure, frame, hand)
        gap = min(
            [gap, *(-_depth(_solid(hand), _solid(s)) for s in (*surfaces, *things) if s.balls and s.part not in own)]
        )
        if gap > RESTS:
            yield f"hand{side} rests on nothing: the nearest thing is {gap:.1f} cm away"


def _band_faults(figure: Figure, frame: Frame, surfaces: Sequence[Surface], things: Sequence[Surface]) -> Iterator[str]:
    """A band is straight between what holds it, and runs round limbs, not through them."""
    for number, spec in enumerate(frame.kit):
        if spec["kit"] != "band":
            continue
        holders = [s for s in (*surfaces, *things) if s.balls and s.group != f"band{number}"]
        for line in band_lines(figure, spec):
            for point in line:
                gap = min(
                    [-_depth(_point(point), _solid(s)) for s in holders]
                    + [_outside(box, point) for box in _boxes(frame)]
                )
                if gap > HELD_BAND:
                    yield f"the band bends in mid-air, {gap:.1f} cm from what could hold it"
            for start, end in pairwise(line):
                depth = _through_limb(surfaces, start, end)
                if depth > SUNK_BAND:
                    yield f"the band runs {depth:.0f} cm deep through a limb"


def _through_limb(surfaces: Sequence[Surface], start: Array, end: Array) -> float:
    """How deep a straight band lies in the limbs at most, but for its ends, which are laid round them [cm]."""
    length = float(np.linalg.norm(end - start))
    inner = np.arange(BAND_END, length - BAND_END, 2.0)
    if not len(inner):
        return 0.0
    places = start + np.outer(inner / length, end - start)
    points = places, np.zeros((len(places), 3, 3))
    limbs = [s for s in surfaces if s.part[:-1] in ("thigh", "shank", "upper", "fore", "foot")]
    return max(_depth(points, _solid(limb)) for limb in limbs)


def _point(point: Array) -> Solid:
    return point[None], np.zeros((1, 3, 3))


def _solid(surface: Surface) -> Solid:
    return np.array([centre for centre, _ in surface.balls]), np.array([axes for _, axes in surface.balls])


def _boxes(frame: Frame) -> list[tuple[Array, Array]]:
    return [box for spec in frame.kit if spec["kit"] in (*FURNITURE, "wall", "post") for box in boxes_of(spec)]


def _outside(box: tuple[Array, Array], point: Array) -> float:
    """How far a point is from a box [cm]."""
    low, high = box
    return float(np.linalg.norm(np.maximum(0, np.maximum(low - point, point - high))))


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
        centres, axes = _solid(surface)
        solid[surface.part] = centres[::3], axes[::3]
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


def _depth(first: Solid, second: Solid) -> float:
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
