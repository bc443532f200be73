"""The muscles that an exercise works, as areas of the body's surface."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from tools.drawings.bones import SIDES
from tools.drawings.raster import Raster
from tools.drawings.skeleton import Figure
from tools.drawings.surfaces import Ball, ball, chain, sphere
from tools.drawings.vectors import Array, unit, vector

__all__ = ["LEVELS", "paint"]

LEVELS = {"prime_mover": 2, "stretched": 2, "rolled": 2, "synergist": 1}
"""How strongly a role is tinted: 2 strong, 1 pale; others not at all."""

# On a limb: the part, and rows of share of the bone, angle from its front outward and half the width there [degrees].
_LIMBS: dict[str, tuple[str, tuple[tuple[float, float, float], ...]]] = {
    "quadriceps": ("thigh", ((0.1, 18, 20), (0.22, 15, 52), (0.5, 12, 62), (0.75, 8, 60), (0.9, 4, 48), (0.97, 2, 18))),
    "hamstrings": ("thigh", ((0.14, 180, 24), (0.28, 180, 50), (0.55, 180, 56), (0.8, 180, 60), (0.97, 180, 52))),
    "hip_adductors": ("thigh", ((0.04, -80, 20), (0.12, -85, 44), (0.35, -88, 40), (0.6, -88, 26), (0.72, -88, 8))),
    "gastrocnemius": ("shank", ((0.02, 180, 30), (0.12, 180, 62), (0.28, 180, 74), (0.42, 180, 62), (0.5, 180, 30))),
    "soleus": ("shank", ((0.5, 180, 44), (0.6, 180, 62), (0.75, 180, 58), (0.92, 180, 34))),
    "tibialis_anterior": ("shank", ((0.1, 30, 22), (0.22, 34, 42), (0.5, 28, 40), (0.78, 20, 34), (0.95, 12, 26))),
    "shoulders": ("upper", ((-0.16, 80, 60), (0.0, 80, 88), (0.2, 80, 74), (0.36, 85, 36), (0.42, 85, 12))),
    "arms": ("upper", ((0.36, 0, 16), (0.45, 0, 46), (0.6, 0, 62), (0.78, 0, 52), (0.9, 0, 24))),
    "arms_behind": ("upper", ((0.34, 180, 16), (0.42, 180, 50), (0.6, 180, 62), (0.78, 180, 52), (0.9, 180, 24))),
}
# On the trunk: along the spine, angle from the front outward and half the width there.
_TRUNK: dict[str, tuple[tuple[float, float, float], ...]] = {
    "rectus_abdominis": ((2, 8, 12), (6, 12, 22), (18, 13, 28), (28, 13, 28), (32, 12, 18)),
    "obliques": ((6, 62, 16), (10, 72, 28), (18, 76, 34), (26, 78, 30), (31, 80, 14)),
    "deep_core": ((5, 44, 20), (8, 48, 34), (15, 52, 40), (19, 54, 22)),
    "spinal_erectors": ((0, 166, 10), (6, 162, 16), (16, 160, 20), (30, 160, 19), (42, 164, 12)),
    "latissimus": ((16, 138, 12), (22, 122, 30), (30, 112, 38), (36, 106, 34), (40, 102, 16)),
    "upper_back": ((27, 168, 12), (33, 152, 30), (40, 145, 42), (46, 146, 44), (50, 150, 30)),
    "chest_and_serratus": ((31, 44, 18), (34, 40, 34), (39, 38, 38), (43, 40, 30), (45, 42, 12)),
}
_SHARED_PARTS = ("trunk", "thigh")
_CAP = 0.05  # how far the round ends of a muscle go beyond its rows [share of its length]
_HIP_REACH = 26.0  # no muscle of the hip goes farther from the joint [cm]


def paint(
    raster: Raster, figure: Figure, levels: Mapping[str, int], sides: str
) -> Iterator[tuple[int, npt.NDArray[np.bool_]]]:
    """The cells that a muscle covers, with how strongly it is tinted; the pale ones first."""
    parts = {surface.part: number for number, surface in enumerate(raster.surfaces)}
    for muscle, level in sorted(levels.items(), key=lambda item: item[1]):
        for side in SIDES:
            if muscle in _LIMBS:
                for name in (muscle, muscle + "_behind"):
                    part, rows = _LIMBS.get(name, ("", ()))
                    if rows and (side in sides or part == "upper"):
                        yield from _on_limb(raster, figure, (parts.get(part + side, -9), part + side), rows, level)
            elif muscle in _TRUNK:
                yield from _on_trunk(raster, figure, (parts["trunk"], side), _TRUNK[muscle], level)
            elif muscle == "foot_and_peroneals" and side in sides:
                yield from _on_foot(raster, figure, parts, side, level)
            elif side in sides:
                wanted = [parts.get(part + side * (part != "trunk"), -9) for part in _SHARED_PARTS]
                yield from _at_hip(raster, figure, (wanted, side), muscle, level)


def _cells(raster: Raster, numbers: Sequence[int]) -> npt.NDArray[np.bool_]:
    return np.isin(raster.index, numbers)


def _inside(share: Array, angle: Array, rows: Sequence[tuple[float, float, float]]) -> npt.NDArray[np.bool_]:
    """Whether places of a part lie within the band of the rows."""
    at, middle, half = _smooth_rows(tuple(rows)).T
    width = np.interp(share, at, half, left=-1, right=-1)
    off = np.abs((angle - np.interp(share, at, middle) + 180) % 360 - 180)
    return np.asarray(off <= width)


@cache
def _smooth_rows(rows: tuple[tuple[float, float, float], ...]) -> Array:
    """The rows with more between them on a smooth curve; the ends close roundly."""
    first, last = np.array(rows[0]), np.array(rows[-1])
    table = np.array([first, *rows, last])
    fine = []
    for i in range(1, len(table) - 2):
        a, b, c, d = table[i - 1 : i + 3]
        for t in np.linspace(0, 1, 9)[:-1]:
            fine.append(
                0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
            )
    table = np.array([*fine, last])
    length = table[-1, 0] - table[0, 0]
    # Beyond the ends the width falls to nothing as a half circle's does.
    cap = np.sin(np.linspace(0, np.pi / 2, 7)[:-1])
    rise = 1 - np.cos(np.linspace(0, np.pi / 2, 7)[:-1])
    before = np.column_stack([table[0, 0] - length * _CAP * (1 - rise), np.full(6, table[0, 1]), table[0, 2] * cap])
    after = np.column_stack([table[-1, 0] + length * _CAP * (1 - rise), np.full(6, table[-1, 1]), table[-1, 2] * cap])
    return np.vstack([before, table, after[::-1]])


def _mask(raster: Raster, cells: npt.NDArray[np.bool_], inside: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    mask = np.zeros(raster.index.shape, bool)
    mask[cells] = inside
    return mask


def _on_limb(
    raster: Raster, figure: Figure, part: tuple[int, str], rows: Sequence[tuple[float, float, float]], level: int
) -> Iterator[tuple[int, npt.NDArray[np.bool_]]]:
    cells = _cells(raster, [part[0]])
    if not cells.any():
        return
    bone = figure.bones[part[1]]
    offset = raster.where(cells) - bone.start
    share = offset @ bone.along / np.linalg.norm(bone.end - bone.start)
    angle = np.degrees(np.arctan2(offset @ bone.outward, offset @ bone.forward))
    yield level, _mask(raster, cells, _inside(share, angle, rows))


def _on_trunk(
    raster: Raster, figure: Figure, part: tuple[int, str], rows: Sequence[tuple[float, float, float]], level: int
) -> Iterator[tuple[int, npt.NDArray[np.bool_]]]:
    cells = _cells(raster, [part[0]])
    if not cells.any():
        return
    t, forward, side = figure.along_spine(raster.where(cells))
    angle = np.degrees(np.arctan2(side * (1 if part[1] == "R" else -1), forward * 1.45))
    yield level, _mask(raster, cells, _inside(t, angle, rows))


def _on_foot(
    raster: Raster, figure: Figure, parts: Mapping[str, int], side: str, level: int
) -> Iterator[tuple[int, npt.NDArray[np.bool_]]]:
    """The foot's own muscles along its outer and inner edge, under the ankle."""
    foot = figure.feet[side]
    cells = _cells(raster, [parts.get("foot" + side, -9)])
    if not cells.any():
        return
    offset = raster.where(cells) - foot.ankle
    along, height = offset @ foot.along, offset @ foot.up + 7.6
    arch = 0.0 if foot.bare is None else foot.bare.get("arch", 0) * 0.7
    inside = ((along - 5.5) / 7.5) ** 2 + ((height - 2.7 - arch) / 1.6) ** 2 <= 1
    yield level, _mask(raster, cells, inside)


def _at_hip(
    raster: Raster, figure: Figure, part: tuple[list[int], str], muscle: str, level: int
) -> Iterator[tuple[int, npt.NDArray[np.bool_]]]:
    numbers, side = part
    cells = _cells(raster, numbers)
    if not cells.any():
        return
    places = raster.where(cells)
    close = np.flatnonzero(((places - figure.joints["hip" + side]) ** 2).sum(axis=1) < _HIP_REACH**2)
    inside = np.zeros(len(places), bool)
    for centre, axes in _hip_balls(figure, side, muscle):
        inside[close] |= (((places[close] - centre) @ np.linalg.inv(axes).T) ** 2).sum(axis=1) <= 1
    yield level, _mask(raster, cells, inside)


def _hip_balls(figure: Figure, side: str, muscle: str) -> list[Ball]:
    """Ellipsoids that reach through the skin where a muscle of the hip lies."""
    bone, frame = figure.bones["thigh" + side], figure.pelvis_frame
    hip, sign = bone.start, bone.sign
    back = unit(-frame[:, 0] * 1.2 - bone.forward)
    right = frame[:, 2] * sign
    if muscle == "gluteus_maximus":
        return chain(
            [
                ball(hip + frame @ vector(-7.0, 6.5, -sign * 1.5), frame, 5.0, 3.4, 5.0),
                ball(hip + frame @ vector(-6.5, 0.8, sign * 0.5), frame, 7.0, 5.4, 6.4),
                sphere(hip + back * 6.6 + bone.along * 4.6 - frame[:, 1] * 1.2 + right * 0.8, 6.0),
                sphere(hip + bone.along * 11 - bone.forward * 4.6 + bone.outward * 2.5, 4.2),
            ]
        )
    if muscle in ("gluteus_medius", "deep_hip_rotators"):
        return chain(
            [
                ball(hip + frame @ vector(-2.6, 9.4, sign * 5.0), frame, 5.6, 2.6, 5.0),
                ball(hip + frame @ vector(-0.6, 5.0, sign * 7.0), frame, 5.0, 3.4, 4.6),
                ball(hip + frame @ vector(0.4, 0.2, sign * 8.0), frame, 2.4, 2.2, 4.0),
            ]
        )
    if muscle == "hip_flexors":
        return chain(
            [
                sphere(hip + frame @ vector(7.5, 9, -sign * 0.5), 3.0),
                sphere(hip + frame @ vector(8.0, 4, 0), 3.4),
                sphere(hip + bone.forward * 8.0 + bone.along * 4, 2.6),
            ]
        )
    raise ValueError(f"{muscle} has no area on the body")
