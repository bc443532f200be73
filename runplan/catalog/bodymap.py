"""The body map: a standing figure, front and back, as data/bodymap.json holds it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from runplan.catalog.files.read import data_dir
from runplan.errors import CatalogError
from runplan.schema import MUSCLES

Box = tuple[float, float, float, float]

_FILE = "bodymap.json"
_SIDES = ("left", "right", "mid")
_ANCHORS = ("start", "end")
_PATH = re.compile(r"M( -?\d+(\.\d)?){2}( C( -?\d+(\.\d)?){6})+( Z)?")


@dataclass(frozen=True)
class Region:
    """One muscle, or a part of it, on one side of the body."""

    muscle: str  # one of `schema.MUSCLES`
    part: str  # its finer name, such as vastus_lateralis
    side: str  # left or right as the person feels it, or mid
    path: str  # a closed SVG path of absolute M, C and Z [unit of the map]
    overlay: bool  # whether it lies deep: drawn dashed, over what covers it


@dataclass(frozen=True)
class Fibre:
    """A fine line along a muscle, for large pictures."""

    muscle: str  # one of `schema.MUSCLES`
    path: str  # an open SVG path


@dataclass(frozen=True)
class Label:
    """Where the name of a muscle stands beside the figure; each muscle has one label in all."""

    muscle: str  # one of `schema.MUSCLES`
    at: tuple[float, float]  # the point in the muscle where the leader ends [unit of the map]
    text: tuple[float, float]  # where the text begins or ends, and its middle height [unit of the map]
    anchor: str  # start or end: which end of the text stands at `text`


@dataclass(frozen=True)
class View:
    """The figure from one side."""

    centre_x: float  # the body's midline [unit of the map]
    outline: tuple[str, ...]  # SVG paths of the body
    hints: tuple[str, ...]  # and of its quiet marks (kneecap, collarbone) as areas
    lines: tuple[str, ...]  # and of fingers and toes as lines
    regions: tuple[Region, ...]
    labels: tuple[Label, ...]
    fibres: tuple[Fibre, ...]


@dataclass(frozen=True)
class BodyMap:
    """Both sides of the figure on one sheet; y grows downward."""

    view_box: Box  # the sheet with room for the labels: x, y, width, height [unit of the map; a head is 100]
    figure: Box  # the box of both figures without labels
    front: View
    back: View
    content: dict[str, Any] = field(repr=False)  # the file as it is

    @property
    def views(self) -> tuple[View, View]:
        """The front, then the back."""
        return self.front, self.back

    def for_screen(self) -> dict[str, Any]:
        """The map as plain values with the keys of data/bodymap.json, without the fibres, which are for large pictures.

        Returns
        -------
        dict
            viewBox, figure, and views: front and back, each with centre_x, outline, regions (id, part, side, d, and
            overlay where it is true), hints, lines, labels (id, at, text, anchor).
        """
        views = {
            name: {key: value for key, value in view.items() if key != "fibres"}
            for name, view in self.content["views"].items()
        }
        return {"viewBox": list(self.view_box), "figure": list(self.figure), "views": views}


@cache
def load_bodymap() -> BodyMap:
    """Read the built-in body map; it is read once and then shared.

    Returns
    -------
    BodyMap

    Raises
    ------
    CatalogError
        If the file is missing or damaged.
    """
    return _read(data_dir() / _FILE)


def _read(path: Path) -> BodyMap:
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
        body_map = BodyMap(
            view_box=_box(content["viewBox"]),
            figure=_box(content["figure"]),
            front=_view(content["views"]["front"]),
            back=_view(content["views"]["back"]),
            content=content,
        )
        labelled = sorted(label.muscle for view in body_map.views for label in view.labels)
        if labelled != sorted(MUSCLES):
            raise ValueError("not one label for each muscle")
    except FileNotFoundError:
        raise CatalogError(f"{path} is missing; install RunPlan again.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise CatalogError(f"{path} is damaged ({what}); install RunPlan again.") from None
    return body_map


def _view(content: Any) -> View:
    return View(
        centre_x=float(content["centre_x"]),
        outline=_paths(content["outline"]),
        hints=_paths(content["hints"]),
        lines=_paths(content["lines"]),
        regions=tuple(
            Region(
                _word(row["id"], MUSCLES),
                str(row["part"]),
                _word(row["side"], _SIDES),
                _path(row["d"]),
                row.get("overlay", False) is True,
            )
            for row in content["regions"]
        ),
        labels=tuple(
            Label(_word(row["id"], MUSCLES), _pair(row["at"]), _pair(row["text"]), _word(row["anchor"], _ANCHORS))
            for row in content["labels"]
        ),
        fibres=tuple(Fibre(_word(row["id"], MUSCLES), _path(row["d"])) for row in content.get("fibres", ())),
    )


def _word(value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} is not known")
    return str(value)


def _path(value: Any) -> str:
    if not _PATH.fullmatch(value):
        raise ValueError(f"{value[:20]!r} does not begin a path of M, C and Z")
    return str(value)


def _paths(values: Any) -> tuple[str, ...]:
    return tuple(_path(value) for value in values)


def _pair(values: Any) -> tuple[float, float]:
    x, y = (float(value) for value in values)
    return x, y


def _box(values: Any) -> Box:
    x, y, width, height = (float(value) for value in values)
    return x, y, width, height
