"""The poses of the drawings: nobody bends too far, floats, sinks in, or does two exercises in one picture."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from runplan.catalog import load_catalog
from tools.drawings.checks import faults, look_alikes
from tools.drawings.contacts import flesh_of
from tools.drawings.kit import band_lines, kit_surfaces
from tools.drawings.poses import Drawing, read_drawings
from tools.drawings.skeleton import Figure
from tools.drawings.vectors import cross, rotation, turned, vector

DRAWINGS = read_drawings()


def with_pose(drawing: Drawing, **changes: object) -> Drawing:
    """The drawing with something else in each of its poses."""
    frames = [dataclasses.replace(frame, pose={**frame.pose, **changes}) for frame in drawing.frames]
    return dataclasses.replace(drawing, frames=tuple(frames))


@pytest.mark.parametrize("exercise_id", list(DRAWINGS))
def test_no_pose_has_a_fault(exercise_id: str) -> None:
    assert list(faults(DRAWINGS[exercise_id])) == []


def test_no_two_exercises_are_the_same_picture() -> None:
    assert list(look_alikes(DRAWINGS.values())) == []


def test_every_drawing_is_of_an_exercise() -> None:
    assert set(DRAWINGS) <= set(load_catalog().exercises.index)


# --- that the checks notice -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exercise_id", "changes", "fault"),
    [
        ("air_squat", {"legs": {"hip": [0], "knee": 175}}, "kneeR at 175 degrees, outside -5 to 160"),
        ("air_squat", {"legs": {"hip": [0], "knee": 0}, "pelvis": {"at": [0, 60, 0]}}, "cm below the floor"),
        ("air_squat", {"legs": {"hip": [0]}, "pelvis": {"at": [0, 150, 0]}}, "nothing carries it"),
        ("air_squat", {"pelvis": {"at": [-34, 70, 0], "up": 0}}, "beside what carries it"),
        ("air_squat", {"arms": {"dirs": [[-0.2, -0.6, -1], [0, 0, -1]]}}, "trunk runs"),
        ("air_squat", {"arms": {"hand": [300, 0, 0]}}, "handR misses its place by"),
        ("back_squat", {"armR": {"shoulder": [0, 8]}}, "handR is beside the barbell"),
        ("one_arm_row", {"armL": {"hand": ["kneeL", 4, 30, 0], "flat": [1, 0, 0]}}, "handL rests on nothing"),
        ("front_plank", {"arms": {"hand": [60, 12, 10], "flat": [1, 0, 0]}}, "handR rests on nothing"),
        ("band_deadlift", {"arms": {"hand": [8, 60, -30]}}, "the band runs"),
        ("wall_sit_single", {"pelvis": {"at": [14, 56, 0]}}, "it does not touch the wall"),
        ("sit_to_stand", {"pelvis": {"at": [-4, 40, 0]}}, "into the chair"),
    ],
    ids=[
        "knee",
        "below",
        "floating",
        "balance",
        "arm in trunk",
        "reach",
        "bar",
        "hand in mid-air",
        "hand off the floor",
        "band through legs",
        "wall",
        "furniture",
    ],
)
def test_a_pose_that_cannot_be_is_named(exercise_id: str, changes: dict[str, object], fault: str) -> None:
    assert any(fault in sentence for sentence in faults(with_pose(DRAWINGS[exercise_id], **changes)))


@pytest.mark.parametrize(
    ("exercise_id", "kit", "fault"),
    [
        ("pallof_press", {"kit": "band", "through": [[0, 20, 90], ["handR", 0, 0, 0]]}, "the band bends in mid-air"),
        ("towel_row", {"kit": "band", "through": [["handR", 0, 0, 0], [40, 70, 0], ["ballR", 0, 0, 0]]}, "in mid-air"),
        ("farmer_carry", {"kit": "dumbbell", "hold": "R", "axis": [0, 1, 0]}, "handR lies along the dumbbell"),
        ("farmer_carry", {"kit": "dumbbell", "at": ["handR", 0, 0, 17], "grips": "R"}, "past the end of the dumbbell"),
        ("kettlebell_swing", {"kit": "kettlebell", "at": ["handR", 6, 0, 0], "grips": "R"}, "beside the kettlebell"),
    ],
    ids=["band from nothing", "band round nothing", "along the handle", "past its end", "beside it"],
)
def test_a_thing_that_nobody_holds_is_named(exercise_id: str, kit: dict[str, object], fault: str) -> None:
    drawing = DRAWINGS[exercise_id]
    frames = tuple(dataclasses.replace(frame, kit=(kit,)) for frame in drawing.frames)
    assert any(fault in sentence for sentence in faults(dataclasses.replace(drawing, frames=frames)))


@pytest.mark.parametrize(
    "part", [("shankR", 0.5), ("thighL", 0.3), ("footR", 9), ("trunk", 20)], ids=lambda part: part[0]
)
def test_a_band_laid_round_a_part_touches_it_on_every_side(part: tuple[str, float]) -> None:
    figure = Figure({"pelvis": {"at": [0, 91, 0]}, "legs": {"foot": [0, 0, 9]}})
    spec = {"kit": "band", "from": [120, 60, 0], "cuffs": [part], "strands": 2}
    (flesh,) = [surface for surface in flesh_of(figure) if surface.part == part[0]]
    cuff = next(surface for surface in kit_surfaces(figure, [spec]) if "cuff" in surface.part)
    middles = np.array([centre for centre, _ in flesh.balls])
    reach = np.array([np.linalg.norm(axes, axis=1).max() for _, axes in flesh.balls])
    gaps = [float((np.linalg.norm(middles - centre, axis=1) - reach).min()) for centre, _ in cuff.balls]
    assert max(gaps) < 1.5
    assert len(band_lines(figure, spec)) == 2


def test_poses_that_do_not_differ_are_named() -> None:
    squat = DRAWINGS["air_squat"]
    still = dataclasses.replace(squat, frames=(squat.frames[0], squat.frames[0]))
    assert list(faults(still)) == ["air_squat: the poses differ by 0.0 cm only"]


def test_the_same_picture_under_two_names_is_named() -> None:
    squat = DRAWINGS["air_squat"]
    other = dataclasses.replace(squat, exercise_id="another")
    assert list(look_alikes([squat, other])) == ["air_squat and another are the same picture"]


# --- the skeleton -----------------------------------------------------------------------------------------------------


def test_a_standing_person_is_174_cm_tall_and_stands_on_the_floor() -> None:
    figure = Figure({"pelvis": {"at": [0, 91, 0]}, "legs": {"foot": [0, 0, 9]}})
    crown = figure.joints["head"][1] + 2.2 + 8.7  # the skull's middle is above the head's, and half as high as it is
    assert crown == pytest.approx(174, abs=4)
    assert figure.joints["soleR"][1] == pytest.approx(0, abs=0.01)


def test_a_limb_said_for_both_sides_is_mirrored() -> None:
    figure = Figure({"arms": {"hand": ["@hipR", 6, 2, 12]}, "legs": {"foot": [10, 0, 14], "out": 20}})
    for name in ("hand", "knee", "toe", "elbow"):
        right, left = figure.joints[name + "R"], figure.joints[name + "L"]
        assert right == pytest.approx(left * (1, 1, -1), abs=1e-6), name


def test_turns_and_products_are_those_of_numpy() -> None:
    a, b = vector(1, 2, 3), vector(-2, 0.5, 4)
    assert cross(a, b) == pytest.approx(np.cross(a, b))
    assert rotation((0, 0, 1), 90) @ vector(1, 0, 0) == pytest.approx([0, 1, 0])
    assert turned(a, b, 50) == pytest.approx(rotation(tuple(b), 50) @ a)
