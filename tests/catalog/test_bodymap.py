"""The body map's geometry, read by a parser of the tests' own."""

from __future__ import annotations

import copy
import itertools
import json
import re
from pathlib import Path

import pytest
from shapely.geometry import LineString, Point, Polygon, box
from shapely.ops import unary_union

from runplan.catalog import bodymap, load_catalog
from runplan.catalog.bodymap import load_bodymap
from runplan.errors import CatalogError
from runplan.schema import MUSCLES
from tools import bodymap as drawing
from tools.bodymap_checks import faults

FILE = Path(__file__).resolve().parents[2] / "data" / "bodymap.json"
CONTENT = json.loads(FILE.read_text(encoding="utf-8"))
VIEWS = CONTENT["views"]
DEEP = {"deep_core", "deep_hip_rotators"}
TYPE_SIZE = 14.0  # of a label, in units: 7.5 points in a chart as wide as the text of an A4 page
LETTER = 0.58  # widest mean letter of a bold name, as a share of the type's size

every_view = pytest.mark.parametrize("name", ["front", "back"])


def points_of(path):
    """Start, then three points a curve; whole numbers of tenths, so that a mirror can be compared exactly."""
    numbers = [round(float(word) * 10) for word in re.findall(r"-?\d+\.?\d*", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def polygon_of(path, steps=12):
    """The path's area, each curve by de Casteljau's construction."""
    points = points_of(path)
    ring = []
    for first in range(0, len(points) - 3, 3):
        for step in range(steps):
            t = step / steps
            chain = points[first : first + 4]
            while len(chain) > 1:
                chain = [
                    ((1 - t) * x0 + t * x1, (1 - t) * y0 + t * y1) for (x0, y0), (x1, y1) in itertools.pairwise(chain)
                ]
            ring.append((chain[0][0] / 10, chain[0][1] / 10))
    return Polygon(ring)


SHAPES = {name: [(row, polygon_of(row["d"])) for row in view["regions"]] for name, view in VIEWS.items()}
BODIES = {name: polygon_of(view["outline"][0]) for name, view in VIEWS.items()}


# --- the drawing ------------------------------------------------------------------------------------------------------


@every_view
def test_every_region_is_a_simple_shape_inside_the_body(name):
    assert BODIES[name].is_valid
    for row, shape in SHAPES[name]:
        assert shape.is_valid, row["part"]
        assert BODIES[name].contains(shape), row["part"]
        assert shape.area > 8, row["part"]


@every_view
def test_a_gap_separates_any_two_regions_that_do_not_lie_deep(name):
    plain = [(row, shape) for row, shape in SHAPES[name] if "overlay" not in row]
    for (one, first), (other, second) in itertools.combinations(plain, 2):
        assert first.distance(second) >= 1.8, (one["part"], other["part"])


@every_view
def test_muscles_stand_close_to_their_neighbours(name):
    plain = [(row, shape) for row, shape in SHAPES[name] if "overlay" not in row]
    for row, shape in plain:
        if row["part"] == "foot":  # the ankle has no muscle of ours
            continue
        others = [other for one, other in plain if one is not row]
        assert min(shape.distance(other) for other in others) <= 3.5, row["part"]


@every_view
def test_the_body_is_the_same_on_both_sides(name):
    view = VIEWS[name]
    twice = round(view["centre_x"] * 20)

    def mirrored(points):
        return [(twice - x, y) for x, y in points]

    sides = {side: {row["part"]: row for row in view["regions"] if row["side"] == side} for side in ("left", "right")}
    assert sides["left"].keys() == sides["right"].keys()
    for part, row in sides["left"].items():
        assert mirrored(points_of(row["d"])) == points_of(sides["right"][part]["d"]), part
    outline = points_of(view["outline"][0])
    assert mirrored(outline[::-1]) == outline
    for key in ("hints", "lines"):
        drawn = {tuple(sorted(points_of(path))) for path in view[key]}
        assert {tuple(sorted(mirrored(points))) for points in drawn} == drawn


def test_left_and_right_are_the_person_s_own():
    for name, sign in (("front", 1), ("back", -1)):  # seen from the front, the person's left is at the sheet's right
        for row, shape in SHAPES[name]:
            outward = sign * (shape.centroid.x - VIEWS[name]["centre_x"])
            assert (outward > 0) == (row["side"] == "left"), row["part"]


def test_every_muscle_is_drawn_and_only_the_deep_ones_lie_over_others():
    rows = [row for view in VIEWS.values() for row in view["regions"]]
    assert {row["id"] for row in rows} == set(MUSCLES)
    assert {row["id"] for row in rows if "overlay" in row} == DEEP
    assert {row["id"] for row in rows if "overlay" not in row} == set(MUSCLES) - DEEP


def test_a_deep_muscle_lies_over_what_covers_it():
    covers = {"transversus_abdominis": "obliques", "deep_hip_rotators": "gluteus_maximus"}
    found = set()
    for shapes in SHAPES.values():
        for row, shape in shapes:
            if row["part"] in covers:
                above = unary_union([other for one, other in shapes if one["id"] == covers[row["part"]]])
                assert shape.intersection(above).area > 0.5 * shape.area
                found.add(row["part"])
    assert found == set(covers)


def test_paths_have_absolute_moves_curves_and_ends_only():
    for view in VIEWS.values():
        closed = [*view["outline"], *view["hints"], *(row["d"] for row in view["regions"])]
        assert {re.sub(r"C+", "C", "".join(re.findall(r"[^\d .-]", path))) for path in closed} == {"MCZ"}
        still_open = [*view["lines"], *(row["d"] for row in view["fibres"])]
        assert {re.sub(r"C+", "C", "".join(re.findall(r"[^\d .-]", path))) for path in still_open} == {"MC"}


def test_a_page_loads_less_than_90_kb_without_the_fibres():
    assert len(json.dumps(load_bodymap().for_screen(), separators=(",", ":"))) < 90_000


def test_fibres_stay_inside_the_muscle_that_they_belong_to():
    for name, view in VIEWS.items():
        own = {
            muscle: unary_union([shape for row, shape in SHAPES[name] if row["id"] == muscle]).buffer(0.5)
            for muscle in MUSCLES
        }
        for row in view["fibres"]:
            ends = [(x / 10, y / 10) for x, y in (points_of(row["d"])[0], points_of(row["d"])[-1])]
            assert all(own[row["id"]].contains(Point(end)) for end in ends), row


# --- labels -----------------------------------------------------------------------------------------------------------


def label_boxes():
    """Two lines of type for each name: the name, and numbers under it."""
    muscles = load_catalog().muscles
    names = dict(zip(muscles["muscle"], muscles["name"], strict=True))
    for view in VIEWS.values():
        for label in view["labels"]:
            (x, y), width = label["text"], LETTER * TYPE_SIZE * len(names[label["id"]])
            left = x - width if label["anchor"] == "end" else x
            yield label["id"], box(left, y - TYPE_SIZE, left + width, y + TYPE_SIZE)


def leaders(name):
    return {label["id"]: LineString([label["text"], label["at"]]) for label in VIEWS[name]["labels"]}


def test_every_muscle_has_one_label():
    labels = [label["id"] for view in VIEWS.values() for label in view["labels"]]
    assert sorted(labels) == sorted(MUSCLES)


@every_view
def test_a_leader_ends_well_inside_its_muscle_and_in_no_other(name):
    for label in VIEWS[name]["labels"]:
        own = [(row, shape) for row, shape in SHAPES[name] if row["id"] == label["id"]]
        (hit,) = [(row, shape) for row, shape in own if shape.contains(Point(label["at"]))]
        assert hit[1].exterior.distance(Point(label["at"])) > 2, label["id"]
        over = [row["id"] for row, shape in SHAPES[name] if "overlay" in row and shape.contains(Point(label["at"]))]
        assert over in ([], [label["id"]])


def test_labels_overlap_neither_each_other_nor_the_figures_and_stay_on_the_sheet():
    sheet = box(*CONTENT["viewBox"][:2], *(CONTENT["viewBox"][i] + CONTENT["viewBox"][i + 2] for i in (0, 1)))
    boxes = list(label_boxes())
    for muscle, one in boxes:
        assert sheet.contains(one), muscle
        assert not any(one.intersects(body) for body in BODIES.values()), muscle
    for (muscle, one), (other, second) in itertools.combinations(boxes, 2):
        assert not one.intersects(second), (muscle, other)


@every_view
def test_leaders_neither_cross_nor_run_through_the_end_of_another(name):
    for (muscle, one), (other, second) in itertools.permutations(leaders(name).items(), 2):
        assert not one.intersects(second), (muscle, other)
        assert one.distance(Point(second.coords[1])) > 6, (muscle, other)


def test_the_box_of_the_figures_holds_both_bodies_closely():
    left, top, width, height = CONTENT["figure"]
    both = unary_union(list(BODIES.values())).bounds
    assert (left, top) == pytest.approx(both[:2], abs=2.1)
    assert (left + width, top + height) == pytest.approx(both[2:], abs=2.1)
    assert left <= both[0]
    assert top <= both[1]
    assert left + width >= both[2]
    assert top + height >= both[3]


# --- the file and its reader ------------------------------------------------------------------------------------------


def test_the_drawing_script_draws_the_same_again():
    again = json.loads(drawing.text_of(drawing.draw()))
    assert again.keys() == CONTENT.keys()
    for name, view in again["views"].items():
        assert [(row["id"], row["part"], row["side"]) for row in view["regions"]] == [
            (row["id"], row["part"], row["side"]) for row in VIEWS[name]["regions"]
        ]
        assert view["labels"] == VIEWS[name]["labels"]
        # Areas, not letters: another processor may round a last tenth, or place a curve's joint, in another way.
        for row, kept in zip(view["regions"], VIEWS[name]["regions"], strict=True):
            new, old = polygon_of(row["d"]), polygon_of(kept["d"])
            assert new.symmetric_difference(old).area < 0.1 * old.length, row["part"]


def test_the_drawing_script_finds_nothing_wrong_and_says_what_is():
    assert list(faults(CONTENT)) == []
    bad = copy.deepcopy(CONTENT)
    front = bad["views"]["front"]
    front["labels"][0]["at"] = [0, 0]
    front["regions"][0]["d"] = front["regions"][1]["d"]
    found = list(faults(bad))
    assert "front: the leader of shoulders misses it" in found
    assert "front: 0.00 between trapezius_front (right) and trapezius_front (left)" in found or (
        "front: 0.00 between trapezius_front (left) and trapezius_front (right)" in found
    )
    assert "front: trapezius_front is not the same on both sides" in found


def test_the_reader_gives_what_the_file_holds():
    body_map = load_bodymap()
    assert body_map is load_bodymap()
    assert body_map.view_box == tuple(CONTENT["viewBox"])
    assert body_map.figure == tuple(CONTENT["figure"])
    for view, kept in zip(body_map.views, VIEWS.values(), strict=True):
        assert [region.path for region in view.regions] == [row["d"] for row in kept["regions"]]
        assert [region.overlay for region in view.regions] == [row["id"] in DEEP for row in kept["regions"]]
        assert [fibre.path for fibre in view.fibres] == [row["d"] for row in kept["fibres"]]
        assert [label.at for label in view.labels] == [tuple(row["at"]) for row in kept["labels"]]


def test_a_screen_gets_the_file_without_its_fibres():
    expected = copy.deepcopy(CONTENT)
    del expected["units"]
    for view in expected["views"].values():
        del view["fibres"]
    assert load_bodymap().for_screen() == expected


def changed(path, value):
    def change(text):
        content = json.loads(text)
        place = content
        for step in path[:-1]:
            place = place[step]
        if value is None:
            del place[path[-1]]
        else:
            place[path[-1]] = value
        return json.dumps(content)

    return change


REGION = ("views", "front", "regions", 0)


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (lambda text: "[]", "list indices must be integers or slices, not str"),
        (changed(("views",), None), "'views' is missing"),
        (changed((*REGION, "id"), "elbow"), "'elbow' is not known"),
        (changed((*REGION, "side"), "up"), "'up' is not known"),
        (changed((*REGION, "d"), "M 1 2 L 3 4 Z"), "'M 1 2 L 3 4 Z' does not begin a path of M, C and Z"),
        (changed((*REGION, "d"), 3), "expected string or bytes-like object, got 'int'"),
        (changed(("figure",), [1, 2, 3]), "not enough values to unpack (expected 4, got 3)"),
        (changed(("views", "back", "labels", 0), None), "not one label for each muscle"),
    ],
    ids=["a list", "no views", "an unknown muscle", "no side", "a straight line", "no path", "a short box", "no label"],
)
def test_a_damaged_file_is_refused_in_one_sentence(damage, what, tmp_path):
    path = tmp_path / "bodymap.json"
    path.write_text(damage(FILE.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        bodymap._read(path)
    assert str(caught.value) == f"{path} is damaged ({what}); install RunPlan again."


def test_a_file_that_ends_too_early_is_refused(tmp_path):
    path = tmp_path / "bodymap.json"
    path.write_text(FILE.read_text(encoding="utf-8")[:1000], encoding="utf-8")
    with pytest.raises(CatalogError, match=r"bodymap\.json is damaged \(.*\); install RunPlan again\.$"):
        bodymap._read(path)


def test_a_file_that_is_not_there_is_missed_in_one_sentence(tmp_path):
    with pytest.raises(CatalogError) as caught:
        bodymap._read(tmp_path / "bodymap.json")
    assert str(caught.value) == f"{tmp_path / 'bodymap.json'} is missing; install RunPlan again."
