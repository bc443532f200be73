"""The file of paths that the package reads is what the tool makes of today's poses."""

from __future__ import annotations

import re

import pytest
from shapely.geometry import Polygon
from shapely.ops import unary_union

from runplan.catalog.drawings import FILLS, LINES
from tools.drawings.layout import SIZE
from tools.drawings.picture import LINES as LINE_KINDS
from tools.drawings.picture import MATERIALS, drawn
from tools.drawings.poses import read_drawings
from tools.drawings.store import FILE, levels_by_exercise, read_store, stale

STORE = read_store()
LARGEST_KB = 12
PATH = re.compile(r"(?:M-?\d+ ?-?\d+l(?:-?\d+[ -]?)+z?)+")


def test_every_drawing_is_up_to_date() -> None:
    assert list(stale()) == [], "python tools/draw.py draws them anew."


def test_a_drawing_takes_12_kb_at_most() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    assert [line[:40] for line in lines if len(line.encode()) > LARGEST_KB * 1024] == []


def test_the_file_says_whose_it_is() -> None:
    assert "CC0" in STORE["about"]
    assert '"about": "Drawings' in FILE.read_text(encoding="utf-8").splitlines()[0]


def test_the_package_knows_every_kind_of_path() -> None:
    kinds = {kind for row in STORE["drawings"].values() for kind, _ in row["paths"]}
    assert kinds <= {*FILLS, *LINES, "a"}
    assert {*MATERIALS.values(), *LINE_KINDS.values()} <= {*FILLS, *LINES}


def test_paths_are_whole_numbers_on_the_sheet() -> None:
    for exercise_id, row in STORE["drawings"].items():
        for _, data in row["paths"]:
            assert PATH.fullmatch(data), (exercise_id, data[:40])
            for points in rings(data):
                assert all(-30 <= value <= SIZE + 30 for point in points for value in point), exercise_id


def rings(data: str) -> list[list[tuple[int, int]]]:
    """The points of path data, each subpath a list."""
    subpaths = []
    for part in data.split("M")[1:]:
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        x = y = 0
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        subpaths.append(points)
    return subpaths


def area_of(data: str) -> Polygon:
    return unary_union([Polygon(points).buffer(0) for points in rings(data) if len(points) > 2])


def same_picture(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> bool:
    """Areas, not letters: another processor may round a last digit, or place a point elsewhere on a curve."""
    areas = [[(kind, area_of(data)) for kind, data in paths if kind in FILLS] for paths in (first, second)]
    if [kind for kind, _ in areas[0]] != [kind for kind, _ in areas[1]]:
        return False
    pairs = zip(areas[0], areas[1], strict=True)
    return all(a.symmetric_difference(b).area <= 2 * (a.length + 10) for (_, a), (_, b) in pairs)


@pytest.mark.parametrize("exercise_id", ["back_squat", "calf_raise_straight_knee"])
def test_the_tool_draws_the_same_again(exercise_id: str) -> None:
    levels = levels_by_exercise()[exercise_id]
    again = drawn(read_drawings()[exercise_id], levels)
    assert same_picture(again, [tuple(path) for path in STORE["drawings"][exercise_id]["paths"]])
    assert not same_picture(again, [tuple(path) for path in STORE["drawings"]["push_up"]["paths"]])


@pytest.mark.drawings
@pytest.mark.parametrize("exercise_id", list(read_drawings()))
def test_the_tool_draws_every_exercise_the_same_again(exercise_id: str) -> None:
    again = drawn(read_drawings()[exercise_id], levels_by_exercise().get(exercise_id, {}))
    assert same_picture(again, [tuple(path) for path in STORE["drawings"][exercise_id]["paths"]])
