"""How exercises are drawn: sent for a session that is opened, never with a move."""

from __future__ import annotations

from collections.abc import Iterable

from runplan.catalog.drawings import load_drawings, variable


def drawing_strokes(ids: Iterable[str]) -> dict[str, list[list[str | float]]]:
    """What to paint for each exercise that has a drawing: path data, fill, line, width [units of a sheet of 1000]."""
    drawings = load_drawings()
    return {
        exercise_id: [
            [stroke.path(), variable(stroke.fill), variable(stroke.line), stroke.width]
            for stroke in drawings[exercise_id].strokes()
        ]
        for exercise_id in ids
        if exercise_id in drawings
    }
