"""The drawing of an exercise on axes: the paths that the data hold, in the light theme's colours."""

from __future__ import annotations

import dataclasses

import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from runplan import charts
from runplan.catalog import load_catalog
from runplan.catalog.drawings import COLOURS, load_drawings
from runplan.errors import CatalogError


def test_every_stroke_becomes_a_patch_in_its_colour():
    ax = charts.exercise_drawing("goblet_squat")
    strokes = load_drawings()["goblet_squat"].strokes()
    assert len(ax.patches) == len(strokes) > 15
    for patch, stroke in zip(ax.patches, strokes, strict=True):
        assert to_hex(patch.get_edgecolor()) == COLOURS[stroke.line]
        assert (patch.get_facecolor()[3] > 0) == bool(stroke.fill)
        assert len(patch.get_path().vertices) >= sum(len(curve.points) for curve in stroke.curves)


def test_it_is_named_as_the_catalog_names_it():
    catalog = load_catalog()
    assert charts.exercise_drawing("goblet_squat").get_title(loc="left") == "Goblet squat"
    renamed = catalog.exercises
    renamed.loc["goblet_squat", "name"] = "Cup squat"
    other = dataclasses.replace(catalog, exercises=renamed)
    assert charts.exercise_drawing("goblet_squat", catalog=other).get_title(loc="left") == "Cup squat"


def test_it_is_drawn_where_it_is_asked_for_with_bolder_lines_if_that_is_small():
    widths = {}
    for inches in (1.2, 3.6):
        ax = Figure(figsize=(inches, inches)).add_axes((0, 0, 1, 1))
        assert charts.exercise_drawing("push_up", ax=ax) is ax
        widths[inches] = ax.patches[-1].get_linewidth() / inches
    assert widths[1.2] == pytest.approx(2 * widths[3.6])


def test_an_exercise_without_a_drawing_is_refused_with_the_way_to_those_that_have_one():
    with pytest.raises(CatalogError) as caught:
        charts.exercise_drawing("my_own_squat")
    assert str(caught.value) == (
        f"exercise_id='my_own_squat' has no drawing: only the {len(load_drawings())} exercises that come with RunPlan "
        "have one. catalog.exercises.index lists their ids."
    )
