"""What must hold for a drawing of the body map before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
from shapely.geometry import Point  # type: ignore[import-untyped]

from tools.bodymap_shapes import polygon_of, read_path

__all__ = ["LEAST_GAP", "MOST_GAP", "faults"]

LEAST_GAP, MOST_GAP = 1.8, 3.5
"""Between neighbours [unit]."""
_ALONE = ("foot",)  # no muscle of ours is near it


def faults(body_map: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a drawing, one sentence each."""
    for name, view in body_map["views"].items():
        body = polygon_of(read_path(view["outline"][0]))
        if not body.is_valid:
            yield f"{name}: the outline crosses itself"
        shapes = [(region, polygon_of(read_path(region["d"]), 16)) for region in view["regions"]]
        for region, shape in shapes:
            if not shape.is_valid:
                yield f"{name}: {_title(region)} crosses itself"
            elif not body.contains(shape):
                yield f"{name}: {_title(region)} leaves the outline"
        plain = [(region, shape) for region, shape in shapes if "overlay" not in region]
        for (one, first), (other, second) in combinations(plain, 2):
            if first.distance(second) < LEAST_GAP:
                yield f"{name}: {first.distance(second):.2f} between {_title(one)} and {_title(other)}"
        for region, shape in plain:
            nearest = min(shape.distance(other) for one, other in plain if one is not region)
            if nearest > MOST_GAP and region["part"] not in _ALONE:
                yield f"{name}: {_title(region)} stands alone, {nearest:.2f} from its neighbour"
        for label in view["labels"]:
            own = [shape for region, shape in shapes if region["id"] == label["id"]]
            if not any(shape.contains(Point(label["at"])) for shape in own):
                yield f"{name}: the leader of {label['id']} misses it"
        yield from _mirror_faults(name, view)


def _title(region: dict[str, Any]) -> str:
    return f"{region['part']} ({region['side']})"


def _mirror_faults(name: str, view: dict[str, Any]) -> Iterator[str]:
    def numbers(path: str, sign: int = 1) -> list[tuple[float, float]]:
        points = np.vstack(read_path(path))
        return [(round(sign * (x - view["centre_x"]), 1) + 0.0, y) for x, y in points.tolist()]

    lefts = {region["part"]: region["d"] for region in view["regions"] if region["side"] == "left"}
    for region in view["regions"]:
        path = region["d"]
        if region["side"] == "right" and numbers(path) != numbers(lefts[region["part"]], -1):
            yield f"{name}: {region['part']} is not the same on both sides"
        if region["side"] == "mid" and set(numbers(path)) != set(numbers(path, -1)):
            yield f"{name}: {region['part']} is not the same on both sides"
    if set(numbers(view["outline"][0])) != set(numbers(view["outline"][0], -1)):
        yield f"{name}: the outline is not the same on both sides"
