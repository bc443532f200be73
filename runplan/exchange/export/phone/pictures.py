"""The drawings of exercises for a page: what is painted, in path data that is short."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from runplan.catalog.drawings import COLOURS, DARK_COLOURS, Curve, load_drawings

Painted = list[str | float]


def pictures(exercise_ids: Iterable[str]) -> dict[str, list[Painted]]:
    """What to paint for each exercise that has a drawing: path data, colours of area and line, width [units]."""
    drawings = load_drawings()
    return {
        exercise_id: [
            ["".join(map(_short_path, stroke.curves)), stroke.fill, stroke.line, stroke.width]
            for stroke in drawings[exercise_id].strokes()
        ]
        for exercise_id in exercise_ids
        if exercise_id in drawings
    }


def colour_sheet() -> str:
    """The colours of the drawings as variables of a page, light and dark; the paper is the page's own."""
    light, dark = (
        "".join(f"--rp-draw-{name}:{value};" for name, value in colours.items() if name != "paper")
        for colours in (COLOURS, DARK_COLOURS)
    )
    fills = "".join(
        f".f-{name}{{fill:var(--rp-draw-{name})}}.l-{name}{{stroke:var(--rp-draw-{name})}}" for name in COLOURS
    )
    return f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{fills}\n"


def _short_path(curve: Curve) -> str:
    """A curve as `Curve.path` has it, each piece counted from where it begins, which is shorter."""
    points = curve.points.round().astype(int)
    pieces = points[1:].reshape(-1, 3, 2)
    begins = np.vstack([points[:1], pieces[:-1, 2]])
    numbers = " ".join(map(str, (pieces - begins[:, None]).reshape(-1).tolist())).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}c{numbers}" + "z" * curve.closed
