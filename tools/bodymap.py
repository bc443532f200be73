"""Draw the body map: ``python tools/bodymap.py`` writes data/bodymap.json.

The figure (bodymap_figure.py, bodymap_front.py, bodymap_back.py) is one half of a standing body, its muscles drawn a
little too large, from the nearest to the deepest. Each muscle is clipped to the body, loses what its earlier neighbours
and a gap around them take, gets round corners, and is written as few Beziers (bodymap_shapes.py); then the half is
mirrored. What comes out is checked before it is written (bodymap_checks.py).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from shapely.geometry import LineString, Polygon, box  # type: ignore[import-untyped]
from shapely.ops import unary_union  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # this file is run by its path
    sys.path.insert(0, str(ROOT))

from tools.bodymap_back import BACK  # noqa: E402
from tools.bodymap_checks import faults  # noqa: E402
from tools.bodymap_figure import Fibres, Muscle, Side  # noqa: E402
from tools.bodymap_front import FRONT  # noqa: E402
from tools.bodymap_shapes import (  # noqa: E402
    SLIMMER,
    Curve,
    closed_spline,
    fit_closed,
    fit_open,
    half_to_whole,
    largest,
    line_through,
    mirrored,
    open_spline,
    path_of,
    polygon_of,
    read_path,
    read_points,
    rounded_corners,
    rounded_numbers,
)

__all__ = ["draw", "text_of"]

FILE = ROOT / "data" / "bodymap.json"

# Everything in units of the sheet: a head is 100, the figure 800.
GAP = 2.5  # between two muscles
RIM = 2.6  # from a muscle to the outline
HALF_MIDDLE = 1.2  # from a muscle to the midline
TOP = 20.0  # the crown's place on the sheet
FIGURE = {"front": FRONT, "back": BACK}
CENTRES = {"front": 180.0, "back": 500.0}
SHEET = (-140, 4, 960, 836)
LABEL_COLUMNS = {"front": (10.0, "end"), "back": (670.0, "start")}
_SMALLEST = 8.0  # a piece of less area is no muscle


@dataclass
class Drawing:
    """One side of the body: half curves around a midline at 0, except where they say that they are whole."""

    outline: Curve
    regions: list[tuple[Muscle, str, Curve]] = field(default_factory=list)
    hints: list[Curve] = field(default_factory=list)
    whole_hints: list[Curve] = field(default_factory=list)
    lines: list[Curve] = field(default_factory=list)
    fibres: list[tuple[str, Curve]] = field(default_factory=list)


def draw() -> dict[str, Any]:
    """The body map as data/bodymap.json holds it."""
    views = {view: _on_sheet(view, _draw_side(side)) for view, side in FIGURE.items()}
    outlines = [polygon_of(read_path(path)) for view in views.values() for path in view["outline"]]
    left, top, right, bottom = unary_union(outlines).buffer(1).bounds
    tight = [int(np.floor(left)), int(np.floor(top))]
    return {
        "viewBox": list(SHEET),
        "figure": [*tight, int(np.ceil(right)) - tight[0], int(np.ceil(bottom)) - tight[1]],
        "units": "a head is 100, the figure 800; left and right are the person's own",
        "views": views,
    }


# --- one half --------------------------------------------------------------------------------------------------------


def _draw_side(side: Side) -> Drawing:
    drawing = Drawing(half_to_whole(open_spline(read_points(side.outline))))
    body = polygon_of(drawing.outline)
    inside = body.buffer(-RIM, quad_segs=16).intersection(box(HALF_MIDDLE, -10, 400, 900))
    taken = Polygon()
    for muscle in side.muscles:
        if muscle.middle:
            drawing.regions.append((muscle, muscle.part, half_to_whole(open_spline(read_points(muscle.points)))))
            continue
        shape = polygon_of(closed_spline(read_points(muscle.points))).buffer(0).intersection(inside)
        if not muscle.overlay:
            shape = shape.difference(taken.buffer(GAP, quad_segs=24))
        pieces = _pieces(shape, muscle)
        if not muscle.overlay:
            taken = taken.union(unary_union(pieces))
        for number, piece in enumerate(pieces):
            rounded = rounded_corners(piece, muscle.radius, muscle.inner_radius)
            if rounded.area >= _SMALLEST:
                drawing.regions.append((muscle, _part_name(muscle, number, len(pieces)), _fitted(rounded)))
    for hint in side.hints:
        controls = read_points(hint)
        if controls[0][0] == controls[-1][0] == 0:
            drawing.whole_hints.append(half_to_whole(open_spline(controls)))
        else:
            shape = largest(polygon_of(closed_spline(controls)).buffer(0).intersection(body.buffer(-1.2)))
            drawing.hints.append(_fitted(rounded_corners(shape, 0.8, 0.8)))
    drawing.lines = [rounded_numbers(open_spline(read_points(line))) for line in side.lines]
    drawing.fibres = _all_fibres(side, drawing)
    return drawing


def _pieces(shape: Any, muscle: Muscle) -> list[Polygon]:
    """The muscle's shape, cut along its cuts, from top to bottom."""
    if not muscle.cuts:
        return [largest(shape)]
    cuts = unary_union([line_through(cut).buffer(GAP / 2, cap_style="flat") for cut in muscle.cuts])
    parts = getattr(shape.difference(cuts), "geoms", [shape])
    return sorted(
        (part for part in parts if part.area > _SMALLEST), key=lambda part: (round(part.centroid.y), part.centroid.x)
    )


def _part_name(muscle: Muscle, number: int, count: int) -> str:
    if muscle.names:
        return muscle.names[number]
    return muscle.part if count == 1 else f"{muscle.part}_{number + 1}"


def _fitted(shape: Polygon) -> Curve:
    curve = rounded_numbers(fit_closed(shape))
    curve[-1][3] = curve[0][0]
    return curve


def _all_fibres(side: Side, drawing: Drawing) -> list[tuple[str, Curve]]:
    regions = {part: (muscle, polygon_of(curve)) for muscle, part, curve in drawing.regions}
    deep = unary_union([shape for muscle, shape in regions.values() if muscle.overlay])
    found = []
    for fibres in side.fibres:
        muscle, shape = regions[fibres.part]
        inside = shape.buffer(-1.5) if muscle.overlay else shape.buffer(-1.5).difference(deep.buffer(1.5))
        found += [(muscle.muscle, curve) for curve in _fibres(fibres, inside)]
    return found


def _fibres(fibres: Fibres, inside: Any) -> Iterator[Curve]:
    """Lines from one edge of a muscle to the other, bent a little, that stay inside it."""
    start, end = line_through(fibres.start), line_through(fibres.end)
    t = np.linspace(0, 1, 80)[:, None]
    for number in range(fibres.count):
        place = (number + 0.5) / fibres.count
        first, last = (np.array(line.interpolate(place, normalized=True).coords[0]) for line in (start, end))
        across = np.array([first[1] - last[1], last[0] - first[0]])
        bend = fibres.bend[0] + (fibres.bend[1] - fibres.bend[0]) * place
        path = LineString(first + t * (last - first) + across * bend * 4 * t * (1 - t)).intersection(inside)
        path = max(getattr(path, "geoms", [path]), key=lambda part: part.length)
        if path.geom_type == "LineString" and path.length >= 6:
            yield rounded_numbers(fit_open(np.array(path.coords)))


# --- on the sheet ----------------------------------------------------------------------------------------------------


def _on_sheet(view: str, drawing: Drawing) -> dict[str, Any]:
    origin = (CENTRES[view], TOP)
    sides = ("left", "right") if view == "front" else ("right", "left")  # as the sheet shows them: right, then left
    regions = []
    for muscle, part, curve in drawing.regions:
        both = [("mid", curve)] if muscle.middle else list(zip(sides, (curve, mirrored(curve)), strict=True))
        for side, one in both:
            region = {"id": muscle.muscle, "part": part, "side": side, "d": path_of(one, origin)}
            regions.append(region | ({"overlay": True} if muscle.overlay else {}))

    def twice(curves: list[Curve], *, closed: bool) -> list[str]:
        return [path_of(one, origin, closed=closed) for curve in curves for one in (curve, mirrored(curve))]

    return {
        "centre_x": CENTRES[view],
        "outline": [path_of(drawing.outline, origin)],
        "regions": regions,
        "hints": [path_of(curve, origin) for curve in drawing.whole_hints] + twice(drawing.hints, closed=True),
        "lines": twice(drawing.lines, closed=False),
        "labels": _labels(view, FIGURE[view]),
        "fibres": [
            {"id": muscle, "d": path_of(one, origin, closed=False)}
            for muscle, curve in drawing.fibres
            for one in (curve, mirrored(curve))
        ],
    }


def _labels(view: str, figure: Side) -> list[dict[str, Any]]:
    """Where names stand: in one column at the outer side of each figure."""
    column, anchor = LABEL_COLUMNS[view]
    outward = -1 if view == "front" else 1
    return [
        {
            "id": label.muscle,
            "at": [round(CENTRES[view] + outward * label.at[0] * SLIMMER, 1), label.at[1] + TOP],
            "text": [column, label.text_y + TOP],
            "anchor": anchor,
        }
        for label in figure.labels
    ]


# --- the file --------------------------------------------------------------------------------------------------------


def text_of(body_map: dict[str, Any]) -> str:
    """The file's text: compact, one line for each path and label, so that changes can be read."""

    def listed(values: list[Any]) -> str:
        return "[\n" + ",\n".join(_compact(value) for value in values) + "\n]"

    views = []
    for name, view in body_map["views"].items():
        parts = [
            f"{_compact(key)}:{listed(value) if isinstance(value, list) else _compact(value)}"
            for key, value in view.items()
        ]
        views.append(f"{_compact(name)}:{{" + ",\n".join(parts) + "}")
    head = [f"{_compact(key)}:{_compact(value)}" for key, value in body_map.items() if key != "views"]
    return "{" + ",\n".join(head) + ',\n"views":{\n' + ",\n".join(views) + "}}\n"


def _compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def main() -> int:
    """Draw, check, and write the file if nothing is wrong."""
    body_map = draw()
    found = list(faults(body_map))
    for fault in found:
        print(fault)
    if found:
        return 1
    FILE.write_text(text_of(body_map), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
