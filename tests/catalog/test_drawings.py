"""The reader of the drawings: smooth curves through few points, in colours that a page may set."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import numpy as np
import pytest

from runplan.catalog import drawings, load_catalog
from runplan.catalog.drawings import COLOURS, DARK_COLOURS, ExerciseDrawing, load_drawings
from runplan.errors import CatalogError
from runplan.schema.data_folder import data_dir

SVG = "{http://www.w3.org/2000/svg}"


def test_every_exercise_has_a_drawing() -> None:
    assert set(load_drawings()) == set(load_catalog().exercises.index)


def test_a_curve_goes_through_its_points_and_keeps_its_corners() -> None:
    square = ExerciseDrawing("square", (("n", "M100 100l200 0 0 200-200 0z"),))
    (curve,) = square.strokes()[0].curves
    assert curve.points[::3].tolist() == [[100, 100], [300, 100], [300, 300], [100, 300], [100, 100]]
    for start, leave, arrive, end in zip(*(curve.points[k:][::3] for k in range(4)), strict=False):
        way = end - start
        assert leave == pytest.approx(start + way / 3)
        assert arrive == pytest.approx(end - way / 3)


def test_a_gentle_turn_is_smooth() -> None:
    turns = np.radians(np.arange(0, 360, 20))
    points = np.round(np.column_stack([np.cos(turns), np.sin(turns)]) * 300 + 500).astype(int)
    steps = " ".join(f"{x} {y}" for x, y in np.diff(points, axis=0))
    (curve,) = ExerciseDrawing("ring", (("e", f"M{points[0][0]} {points[0][1]}l{steps}z"),)).strokes()[0].curves
    t = np.linspace(0, 1, 9)[:, None]
    for a, b, c, d in zip(*(curve.points[k:][::3] for k in range(4)), strict=False):
        on = (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d
        assert np.hypot(*(on - 500).T) == pytest.approx(300, abs=2.5)  # straight sides would lie 4.6 within


def test_an_svg_has_a_path_a_stroke_and_colours_that_a_page_may_set() -> None:
    drawing = load_drawings()["calf_raise_straight_knee"]
    root = ElementTree.fromstring(drawing.svg("Calf raise <straight>"))
    assert root.get("viewBox") == "0 0 1000 1000"
    assert root.get("aria-label") == "Calf raise <straight>"
    paths = root.findall(f"{SVG}path")
    assert len(paths) == len(drawing.strokes())
    for path in paths:
        for colour in (path.get("fill"), path.get("stroke")):
            assert colour == "none" or re.fullmatch(r"var\(--rp-draw-[a-z-]+,#[0-9a-f]{6}\)", colour or ""), colour
    assert ElementTree.fromstring(drawing.svg()).get("aria-hidden") == "true"


def test_small_drawings_have_the_same_paths_and_bolder_lines() -> None:
    drawing = load_drawings()["calf_raise_straight_knee"]
    for small, normal in zip(drawing.strokes(small=True), drawing.strokes(), strict=True):
        assert small.path() == normal.path()
        assert 1.5 <= small.width / normal.width <= 2


def test_an_arrow_has_paper_round_it() -> None:
    halo, line = ExerciseDrawing("arrow", (("a", "M0 0l100 0"),)).strokes()
    assert (halo.line, line.line) == ("paper", "arrow")
    assert halo.width > line.width


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        (json.dumps({}), "'drawings' is missing"),
        (json.dumps({"drawings": {"a": {"paths": [["x", "M0 0l1 1"]]}}}), "'x' is not a kind of path"),
        (json.dumps({"drawings": []}), "'list' object has no attribute 'items'"),
    ],
    ids=["no json", "no drawings", "unknown kind", "a list"],
)
def test_a_damaged_file_is_refused(content: str, why: str, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawings, "data_dir", lambda: tmp_path)
    path = tmp_path / "drawing_paths.json"
    load_drawings.cache_clear()
    try:
        with pytest.raises(CatalogError) as caught:
            load_drawings()
        assert str(caught.value) == f"{path} is missing; install RunPlan again."
        path.write_text(content, encoding="utf-8")
        with pytest.raises(CatalogError) as caught:
            load_drawings()
        assert str(caught.value) == f"{path} is damaged ({why}); install RunPlan again."
    finally:
        load_drawings.cache_clear()


def test_the_dark_theme_sets_every_colour() -> None:
    style = (data_dir().parent / "runplan" / "ui" / "planner.css").read_text(encoding="utf-8")
    assert dict(re.findall(r"--rp-draw-([a-z-]+): ([^;]+);", style)) == DARK_COLOURS | {"paper": "var(--rp-ground)"}
    assert set(DARK_COLOURS) | {"paper"} == set(COLOURS)
