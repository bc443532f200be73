"""What an exercise needs beside the body: weights and what moves (kit), and what stands (furniture.py)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from tools.drawings import furniture
from tools.drawings.camera import Camera
from tools.drawings.flesh import body
from tools.drawings.skeleton import Figure
from tools.drawings.surfaces import Ball, Surface, ball, cylinder_faces, hull, sphere, tube
from tools.drawings.vectors import Array, cross, turned, unit, vector

__all__ = ["KINDS", "band_lines", "kit_surfaces", "place_of"]

Spec = Mapping[str, Any]
ROLLER_RADIUS, ROLLER_HALF = 7.5, 17.0  # [cm]
BALL_RADIUS = 30.0  # of a Swiss ball [cm]
_BAND = 0.75  # half the thickness of a band or a strap [cm]
_CUFF_NEAR = 1.5  # how much of a limb, up and down, lies under a band round it [cm]
_GRIPPED = ("barbell", "trap_bar", "bar", "dumbbell", "kettlebell", "handle")


def place_of(figure: Figure, spec: Spec) -> Array:
    """Where a thing is: between the hands that hold it, or at a point."""
    if "hold" in spec:
        hands = [figure.joints["hand" + side] for side in spec["hold"]]
        return np.asarray(np.mean(hands, axis=0) + vector(*spec.get("off", (0, 0, 0))))
    return figure.point(spec.get("at", (0, 0, 0)))


def kit_surfaces(figure: Figure, kit: Sequence[Spec]) -> list[Surface]:
    """The surfaces of every thing; hands that hold one close round it."""
    surfaces: list[Surface] = []
    for number, spec in enumerate(kit):
        kind = spec["kit"]
        axis = vector(*spec.get("axis", (0, 0, 1)))
        if kind in _GRIPPED and spec.get("grip", True):
            for side in spec.get("grips", spec.get("hold", "")):
                figure.grip(side, vector(*spec["grip"]) if "grip" in spec else axis)
        for surface in KINDS[kind](figure, spec, place_of(figure, spec)):
            surface.part = f"{kind}{number}-{surface.part}"
            surface.group = f"{kind}{number}"
            surfaces.append(surface)
    return surfaces


def _cylinder(name: str, at: Array, axis: Array, size: tuple[float, float], looks: tuple[str, str]) -> list[Surface]:
    """A cylinder of radius and half length, its side and its ends in two materials."""
    side, ends = cylinder_faces(at, axis, *size)
    return [Surface(name, looks[0], balls=side), Surface(name + "-ends", looks[1], faces=ends)]


def _dumbbell(_: Figure, spec: Spec, at: Array) -> list[Surface]:
    axis = unit(vector(*spec.get("axis", (0, 0, 1))))
    parts = _cylinder("handle", at, axis, (1.5, 8.0), ("ironhi", "ironhi"))
    for sign in (-1, 1):
        end = at + axis * sign * 9.5
        parts += _cylinder(f"end{sign}", end, axis, (6.2, 3.2), ("iron", "iron"))
        parts += _cylinder(f"cap{sign}", end, axis, (3.0, 3.4), ("ironhi", "ironhi"))
    return parts


def _barbell(_: Figure, spec: Spec, at: Array) -> list[Surface]:
    axis = unit(vector(*spec.get("axis", (0, 0, 1))))
    half, plate = 66.0, spec.get("plate", 17.0)
    parts = _cylinder("shaft", at, axis, (1.4, half), ("ironhi", "ironhi"))
    for sign in (-1, 1):
        parts += _cylinder(f"plate{sign}", at + axis * sign * (half - 12), axis, (plate, 2.4), ("iron", "iron"))
        outer = at + axis * sign * (half - 7)
        parts += _cylinder(f"small{sign}", outer, axis, (plate * 0.7, 2.2), ("iron", "iron"))
        parts += _cylinder(f"hub{sign}", outer, axis, (plate * 0.22, 2.6), ("ironhi", "ironhi"))
    return parts


def _trap_bar(_: Figure, spec: Spec, at: Array) -> list[Surface]:
    """A hexagon round the lifter, with handles at the hands' sides and plates on its ends."""
    grip, half, wide = 27.0, 62.0, 36.0
    ring = [
        vector(x, 0, z) for x, z in ((30, 0), (22, -grip), (-22, -grip), (-30, 0), (-22, grip), (22, grip), (30, 0))
    ]
    corners = [at + vector(0, -3, 0) + point for point in ring]
    parts = [Surface("ring", "ironhi", tube(corners, 1.4))]
    for sign in (-1, 1):
        handle = at + vector(0, 0, sign * grip)
        parts += _cylinder(f"handle{sign}", handle, vector(1, 0, 0), (1.5, 8.0), ("ironhi", "ironhi"))
        ends = [handle + vector(x, y, 0) for x, y in ((-8, 0), (-8, -3))]
        parts.append(
            Surface(f"rise{sign}", "ironhi", tube(ends, 1.2) + tube([e + vector(16, 0, 0) for e in ends], 1.2))
        )
        sleeve = at + vector(0, -3, sign * (wide + half) / 2)
        parts += _cylinder(f"sleeve{sign}", sleeve, vector(0, 0, 1), (1.6, (half - wide) / 2 + 4), ("ironhi", "ironhi"))
        plate = at + vector(0, -3, sign * (half - 12))
        parts += _cylinder(f"plate{sign}", plate, vector(0, 0, 1), (spec.get("plate", 20.0), 2.6), ("iron", "iron"))
        parts += _cylinder(f"hub{sign}", plate, vector(0, 0, 1), (4.0, 3.0), ("ironhi", "ironhi"))
    return parts


def _kettlebell(_: Figure, spec: Spec, at: Array) -> list[Surface]:
    down = unit(vector(*spec.get("down", (0, -1, 0))))
    axis = vector(*spec.get("axis", (0, 0, 1)))
    across = unit(axis - down * (axis @ down))
    middle = at + down * 13.0
    bell = [sphere(middle, 9.2), *hull(sphere(middle, 9.0), sphere(middle + down * 2.2, 8.0))]
    angles = np.linspace(0.06, 0.94, 17) * math.pi
    ring = [at + down * (6.2 - 6.2 * math.sin(a)) + across * 6.0 * math.cos(a) for a in angles]
    return [Surface("handle", "ironhi", tube(ring, 1.5)), Surface("bell", "iron", bell)]


def _backpack(figure: Figure, spec: Spec, at: Array) -> list[Surface]:
    """Worn on the back, or at a point, hugged or hanging from a hand."""
    if "at" in spec or "hold" in spec:
        out, frame, middle = 1.0, figure.chest_frame, at
    else:
        spine, frame = figure.at_spine(33)
        out, middle = -1.0, spine + frame @ vector(-16, 0, 0)
    sack = hull(ball(middle + frame[:, 1] * 9, frame, 6.5, 9, 12), ball(middle - frame[:, 1] * 9, frame, 8.5, 10, 13.5))
    pocket = [ball(middle + frame @ vector(out * 6.5, -9, 0), frame, 5.0, 7.5, 9.5)]
    parts = [Surface("sack", "soft", sack), Surface("pocket", "softhi", pocket)]
    if "hold" in spec:
        top = middle + frame[:, 1] * 17
        parts.append(Surface("loop", "softedge", tube([top, top + frame[:, 1] * 5], 1.0)))
    if not ("at" in spec or "hold" in spec):
        for sign in (-1, 1):
            ways = ((46, -9.5, 9), (49, -3, 11.5), (46, 6, 12.5), (38, 11.2, 12.5), (29, 8.5, 14.5), (25, 0, 15.0))
            points = []
            for t, forward, side in ways:
                base, local = figure.at_spine(t)
                points.append(base + local @ vector(forward, 0, side * sign))
            parts.append(Surface(f"strap{sign}", "softedge", tube(points, 1.3)))
    return parts


def _roller(_: Figure, spec: Spec, at: Array) -> list[Surface]:
    axis = unit(vector(*spec.get("axis", (0, 0, 1))))
    half = spec.get("half", ROLLER_HALF)
    parts = _cylinder("roller", at, axis, (ROLLER_RADIUS, half), ("soft", "softhi"))
    return parts + _cylinder("hole", at, axis, (3.0, half + 0.2), ("softedge", "softedge"))


def _bar(_: Figure, spec: Spec, at: Array) -> list[Surface]:
    axis = unit(vector(*spec.get("axis", (0, 0, 1))))
    return _cylinder("bar", at, axis, (spec.get("r", 1.6), spec.get("half", 60.0)), ("iron", "ironhi"))


def _ball(_: Figure, spec: Spec, at: Array) -> list[Surface]:
    radius = spec.get("r", BALL_RADIUS)
    return [Surface("ball", "soft", [sphere(at, radius)])]


def _slider(_: Figure, spec: Spec, at: Array) -> list[Surface]:
    normal = unit(vector(*spec.get("normal", (0, 1, 0))))
    side, ends = cylinder_faces(at, normal, 9.5, 0.6)
    return [Surface("slider", "softedge", side), Surface("slider-top", "soft", faces=ends)]


def _loop(figure: Figure, spec: Spec, _: Array) -> list[Surface]:
    """A mini band round both legs: `round` two points, standing along `along`."""
    first, last = (figure.point(point) for point in spec["round"])
    along = unit(vector(*spec.get("along", (0, 1, 0))))
    radius, half = spec.get("r", 5.0), spec.get("half", 2.6)
    reach = last - first
    across = unit(reach - along * (reach @ along))
    out = cross(along, across)
    frame = np.column_stack([across * 0.6, along * half, out * 0.6])
    places = []
    for centre, start in ((first, 0.5), (last, 1.5)):
        for a in np.linspace(start, start + 1, 19) * math.pi:
            places.append(centre + (out * math.cos(a - math.pi / 2) - across * math.sin(a - math.pi / 2)) * radius)
    places.append(places[0])
    balls: list[Ball] = []
    for start, end in itertools.pairwise(places):
        balls += [(centre, frame) for centre, _ in hull(sphere(start, 0.6), sphere(end, 0.6))]
    return [Surface("loop", "soft", balls)]


def _band(figure: Figure, spec: Spec, _: Array) -> list[Surface]:
    thick = spec.get("r", _BAND)
    cords = [
        Surface(f"band{number}", "soft", tube(line, thick)) for number, line in enumerate(band_lines(figure, spec))
    ]
    return cords + [
        Surface(f"cuff{number}", "soft", tube([*ring, ring[0]], thick))
        for number, ring in enumerate(_ring(figure, cuff) for cuff in spec.get("cuffs", ()))
    ]


def band_lines(figure: Figure, spec: Spec) -> list[list[Array]]:
    """The straight pieces of a band: `through` points, or from an anchor, or a first cuff, to a cuff round a limb."""
    if "through" in spec:
        return [[figure.point(point) for point in spec["through"]]]
    rings = [_ring(figure, cuff) for cuff in spec["cuffs"]]
    middles = [np.mean(ring, axis=0) for ring in rings]
    strands = spec.get("strands", 1)
    if "from" in spec:
        anchor = figure.point(spec["from"])
        pairs = zip(rings, middles, strict=True)
        return [[anchor, end] for ring, at in pairs for end in _ends(ring, anchor - at, strands)]
    way = middles[1] - middles[0]
    starts, ends = _ends(rings[0], way, strands), _ends(rings[1], -way, strands)
    return [[start, end] for start, end in zip(starts, reversed(ends), strict=True)]


def _ends(ring: Sequence[Array], way: Array, strands: int) -> list[Array]:
    """Where a band leaves a ring: on the side it comes from, or on both sides of it."""
    places = np.array(ring)
    if strands == 1:
        return [places[np.argmax(places @ unit(way))]]
    normal = cross(places[0] - places.mean(axis=0), places[len(places) // 4] - places.mean(axis=0))
    aside = places @ unit(cross(normal, way))
    return [places[np.argmax(aside)], places[np.argmin(aside)]]


def _ring(figure: Figure, cuff: Sequence[Any]) -> list[Array]:
    """A line laid round a limb or the trunk: ["shankR", share of the bone], ["footR", cm], ["trunk", cm]."""
    part, height = cuff
    if part == "trunk":
        at, frame = figure.at_spine(height)
        along, across = frame[:, 1], frame[:, 0]
    elif part[:-1] == "foot":
        foot = figure.feet[part[-1]]
        at, along, across = foot.ankle + foot.along * height - foot.up * 4.0, foot.along, foot.up
    else:
        bone = figure.bones[part]
        at, along, across = bone.start + (bone.end - bone.start) * height, bone.along, bone.hinge
    flesh = [ball for surface in body(figure, Camera(0, 0)) if surface.part == part for ball in surface.balls]
    near = [(centre, axes) for centre, axes in flesh if abs((centre - at) @ along) < _CUFF_NEAR]
    ring = []
    for angle in range(0, 360, 15):
        way = turned(across, along, angle)
        far = max(float((centre - at) @ way + np.linalg.norm(axes.T @ way)) for centre, axes in near)
        ring.append(at + way * (far + _BAND * 0.6))
    return ring


def _straps(figure: Figure, spec: Spec, _: Array) -> list[Surface]:
    """Suspension straps: from an anchor to each hand, with handles, or to each foot."""
    anchor = figure.point(spec["anchor"])
    parts = _cylinder("anchor", anchor, vector(0, 0, 1), (1.9, 9.0), ("iron", "ironhi"))
    for name in spec["to"]:
        joint, side = name[:-1], name[-1]
        end = figure.joints[name]
        if joint == "hand":
            axis = unit(vector(*spec.get("axis", (0, 0, 1))))
            figure.grip(side, axis)
            parts += _cylinder("handle" + side, end, axis, (1.5, 6.5), ("iron", "ironhi"))
            top = end + unit(anchor - end) * 16
            sides = [Surface(f"yoke{side}{s}", "softedge", tube([top, end + axis * s * 6.2], 0.6)) for s in (-1, 1)]
            parts += sides
        else:
            end = end + vector(0, 2.5, 0)
            top = end + unit(anchor - end) * 14
            foot = figure.feet[side]
            for s in (-1, 1):
                low = figure.joints["ankle" + side] - foot.up * 2 + foot.side * s * 4.2
                parts.append(Surface(f"cradle{side}{s}", "softedge", tube([top, low], 0.7)))
        parts.append(Surface("strap" + side, "softedge", tube([anchor, top], _BAND)))
    return parts


def _handle(_: Figure, spec: Spec, at: Array) -> list[Surface]:
    """Nothing to see: what a hand closes round that is drawn as something else."""
    return []


KINDS: dict[str, Callable[[Figure, Spec, Array], list[Surface]]] = {
    "dumbbell": _dumbbell,
    "barbell": _barbell,
    "trap_bar": _trap_bar,
    "kettlebell": _kettlebell,
    "backpack": _backpack,
    "roller": _roller,
    "bar": _bar,
    "ball": _ball,
    "slider": _slider,
    "loop": _loop,
    "band": _band,
    "straps": _straps,
    "handle": _handle,
    **furniture.KINDS,
}
