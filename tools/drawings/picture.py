"""A drawing: its frames side by side, over each other or one as a ghost, as paths with a class each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from shapely.geometry import Point, Polygon  # type: ignore[import-untyped]

from tools.drawings.flesh import far_limbs
from tools.drawings.layout import LENS, View, ground_oval, laid_out
from tools.drawings.muscles import paint
from tools.drawings.outlines import areas, lines, simplified
from tools.drawings.poses import Drawing
from tools.drawings.raster import NOTHING, Raster, look_at
from tools.drawings.skeleton import Figure
from tools.drawings.surfaces import Surface
from tools.drawings.vectors import Array, unit

__all__ = ["drawn"]

FINE = 0.7  # cells of the grid [units]
TOLERANCE = 1.0  # of simplified outlines [units]

# Materials in the order in which they are painted, with their class; tints lie over skin.
MATERIALS = {
    "wood": "w",
    "woodhi": "W",
    "mark": "k",
    "softedge": "t",
    "soft": "s",
    "softhi": "S",
    "iron": "i",
    "ironhi": "I",
    "skinfar": "f",
    "skin": "n",
    "shoefar": "q",
    "shoe": "p",
    "hair": "h",
    "helpfar": "c",
    "help": "b",
    "mainfar": "B",
    "main": "m",
}
LINES = dict.fromkeys(MATERIALS, "e")
LINES |= dict.fromkeys(("wood", "woodhi", "mark"), "v")
LINES |= dict.fromkeys(("soft", "softhi", "softedge"), "u") | {"iron": "j", "ironhi": "j"}
GROUND, GHOST, ARROW, RING = "g", "o", "a", "r"


def drawn(drawing: Drawing, levels: Mapping[str, int]) -> list[tuple[str, str]]:
    """Every path of a drawing, the lowest first: its class, and its data.

    Parameters
    ----------
    drawing : Drawing
    levels : mapping
        How strongly each muscle is tinted, 2 or 1.
    """
    views = laid_out(drawing)
    paths: list[tuple[str, str]] = []
    for number, view in enumerate(views):
        beneath = drawing.layout == "over" and number < len(views) - 1
        paths += _floor(view, views if drawing.layout == "over" else [view], number)
        paths += _ghost(view, view.surfaces if beneath else view.ghost)
        if not beneath:
            paths += _solid(drawing, view, levels)
        paths += _ring(view)
        for points, bend, both in view.arrows:
            paths += _arrow(points * view.scale + view.offset, bend, both)
    return paths


# --- what is painted --------------------------------------------------------------------------------------------------


def _solid(drawing: Drawing, view: View, levels: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    raster = look_at(view.surfaces, view.camera, FINE / view.scale)
    within = _within(raster, view)
    if within is not None:
        raster.index[~within] = NOTHING
    materials = list(MATERIALS)
    looks = np.array([materials.index(surface.material) for surface in view.surfaces] + [NOTHING])
    seen = looks[raster.index]
    _hair(raster, view.figure, seen, materials.index("hair"))
    sides = drawing.work
    far = far_limbs(view.figure, view.camera)
    dark = [n for n, s in enumerate(view.surfaces) if s.material.endswith("far")]
    in_dark = np.isin(raster.index, dark) if any(far.values()) else np.zeros(seen.shape, bool)
    for level, mask in paint(raster, view.figure, levels, sides):
        tint = "main" if level == 2 else "help"
        seen[mask & ~in_dark] = materials.index(tint)
        seen[mask & in_dark] = materials.index(tint + "far")
    for number, material in enumerate(materials):
        rings = areas(seen == number)
        if rings:
            yield MATERIALS[material], "".join(_path(_on_page(raster, view, ring), closed=True) for ring in rings)
    by_class: dict[str, list[str]] = {}
    inner = None if within is None else _shrunk(within)
    for name, points in lines(raster, LINES, inner):
        by_class.setdefault(name, []).append(_path(_on_page(raster, view, points), closed=False))
    for name, texts in by_class.items():
        yield name, "".join(texts)


def _hair(raster: Raster, figure: Figure, seen: Any, hair: int) -> None:
    """The crown and the back of the head."""
    numbers = [n for n, surface in enumerate(raster.surfaces) if surface.part == "head"]
    cells = np.isin(raster.index, numbers)
    if not cells.any():
        return
    local = (raster.where(cells) - figure.joints["head"]) @ figure.head_frame
    forward, up, side = local[:, 0], local[:, 1], np.abs(local[:, 2])
    behind = forward < np.where(up > 4, 3.4 + (up - 4) * 0.35, -1.4 + np.clip(up + 1, 0, 5) * 0.9)
    ear = (side > 6.4) & (up < 1) & (up > -4.5) & (forward > -2.6)
    flat = seen[cells]
    flat[behind & (up > -4.6) & ~ear] = hair
    seen[cells] = flat


def _ghost(view: View, surfaces: Sequence[Surface]) -> Iterator[tuple[str, str]]:
    if not surfaces:
        return
    people = [surface for surface in surfaces if surface.group in ("figure", "toes")]
    raster = look_at(people, view.camera, FINE / view.scale)
    within = _within(raster, view)
    mask = raster.index != NOTHING
    if within is not None:
        mask &= within
    yield GHOST, "".join(_path(_on_page(raster, view, ring), closed=True) for ring in areas(mask))


def _within(raster: Raster, view: View) -> Any:
    """The cells of a close-up's circle."""
    if view.centre is None:
        return None
    rows, columns = np.indices(raster.index.shape)
    x, y = raster.origin[0] + columns * raster.cell, raster.origin[1] + rows * raster.cell
    radius = LENS / 2 / view.scale
    return (x - view.centre[0]) ** 2 + (y - view.centre[1]) ** 2 < radius**2


def _shrunk(mask: Any) -> Any:
    """A mask without its outermost cells."""
    inner = mask.copy()
    for axis in (0, 1):
        for step in (-3, 3):
            inner &= np.roll(mask, step, axis=axis)
    return inner


def _floor(view: View, views: Sequence[View], number: int) -> Iterator[tuple[str, str]]:
    """A soft oval on the ground under whatever is near it; a hanging figure has none."""
    if view.centre is not None:
        yield from _lens_floor(view)
        return
    if number and len(views) > 1:
        return
    floor = [point for each in views for point in each.floor]
    if not floor:
        return
    yield GROUND, _path(simplified(ground_oval(floor, view.camera) * view.scale + view.offset, TOLERANCE), closed=True)


def _lens_floor(view: View) -> Iterator[tuple[str, str]]:
    """The floor in a close-up."""
    assert view.centre is not None
    lens = Point(view.centre).buffer(view.high[0] - view.centre[0], quad_segs=12)
    at = view.figure.point(view.frame.lens["at"]) if view.frame.lens else view.centre
    corners = [(at[0] + x, 0.0, at[2] + z) for x, z in ((-90, -14), (90, -14), (90, 60), (-90, 60))]
    floor = lens.intersection(Polygon(np.array(corners) @ view.camera.basis[:2].T))
    if view.floor and not floor.is_empty:
        yield GROUND, _path(np.array(floor.exterior.coords) * view.scale + view.offset, closed=True)


def _ring(view: View) -> Iterator[tuple[str, str]]:
    """The rim of a close-up."""
    if view.centre is not None:
        lens = Point(view.centre).buffer(view.high[0] - view.centre[0], quad_segs=12)
        yield RING, _path(np.array(lens.exterior.coords) * view.scale + view.offset, closed=True)


def _arrow(points: Array, bend: float, both: bool) -> Iterator[tuple[str, str]]:
    """A bent line with a head at its end, or at both."""
    start, end = points
    way = end - start
    control = (start + end) / 2 + np.array([-way[1], way[0]]) * bend
    t = np.linspace(0, 1, 13 if bend else 2)[:, None]
    curve = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
    paths = [_path(curve, closed=False)]
    for tip, behind in ((end, control), (start, control))[: 2 if both else 1]:
        ahead = unit(tip - behind)
        aside = np.array([-ahead[1], ahead[0]])
        wings = [tip - ahead * 33 + aside * 20, tip, tip - ahead * 33 - aside * 20]
        paths.append(_path(np.array(wings), closed=False))
    yield ARROW, "".join(paths)


# --- paths ------------------------------------------------------------------------------------------------------------


def _on_page(raster: Raster, view: View, points: Array) -> Array:
    """Simplified points of the grid in the sheet's units."""
    page = (raster.origin + points * raster.cell) * view.scale + view.offset
    return simplified(page, TOLERANCE)


def _path(points: Array, *, closed: bool) -> str:
    """Path data in whole units: a place to begin, then steps."""
    whole = np.round(points).astype(int)
    if closed and (whole[0] == whole[-1]).all():
        whole = whole[:-1]
    steps = np.diff(whole, axis=0)
    words = " ".join(f"{x} {y}" for x, y in steps if x or y)
    if not words:
        return ""
    return (f"M{whole[0][0]} {whole[0][1]}l{words}" + "z" * closed).replace(" -", "-")
