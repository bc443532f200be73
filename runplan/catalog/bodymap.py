"""The body map: a standing figure, front and back, as data/bodymap.json holds it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from runplan.catalog.files.read import data_dir
from runplan.errors import CatalogError
from runplan.schema import MUSCLES

__all__ = ["BodyMap", "Fibre", "Label", "Region", "View", "load_bodymap"]

Box = tuple[float, float, float, float]

_FILE = "bodymap.json"
_SIDES = ("left", "right", "mid")
_ANCHORS = ("start", "end")
_PATH = re.compile(r"M( -?\d+(\.\d)?){2}( C( -?\d+(\.\d)?){6})+( Z)?")


@dataclass(frozen=True)
class Region:
    """One muscle, or a part of it, on one side of the body.

    Parameters
    ----------
    muscle : str
        One of `schema.MUSCLES`.
    part : str
        Its finer name, such as vastus_lateralis.
    side : str
        left or right as the person feels it, or mid.
    path : str
        A closed SVG path of absolute M, C and Z [unit of the map].
    overlay : bool
        Whether it lies deep: drawn dashed, over what covers it.
    """

    muscle: str
    part: str
    side: str
    path: str
    overlay: bool


@dataclass(frozen=True)
class Fibre:
    """A fine line along a muscle, for large pictures.

    Parameters
    ----------
    muscle : str
        One of `schema.MUSCLES`.
    path : str
        An open SVG path.
    """

    muscle: str
    path: str


@dataclass(frozen=True)
class Label:
    """Where the name of a muscle stands beside the figure.

    Parameters
    ----------
    muscle : str
        One of `schema.MUSCLES`; each has one label in all.
    at : tuple of float
        The point in the muscle where the leader ends [unit of the map].
    text : tuple of float
        Where the text begins or ends, and its middle height [unit of the map].
    anchor : str
        start or end: which end of the text stands at `text`.
    """

    muscle: str
    at: tuple[float, float]
    text: tuple[float, float]
    anchor: str


@dataclass(frozen=True)
class View:
    """The figure from one side.

    Parameters
    ----------
    centre_x : float
        The body's midline [unit of the map].
    outline, hints, lines : tuple of str
        SVG paths: the body, its quiet marks (kneecap, collarbone) as areas, fingers and toes as lines.
    regions : tuple of Region
    labels : tuple of Label
    fibres : tuple of Fibre
    """

    centre_x: float
    outline: tuple[str, ...]
    hints: tuple[str, ...]
    lines: tuple[str, ...]
    regions: tuple[Region, ...]
    labels: tuple[Label, ...]
    fibres: tuple[Fibre, ...]


@dataclass(frozen=True)
class BodyMap:
    """Both sides of the figure on one sheet; y grows downward.

    Parameters
    ----------
    view_box : tuple of float
        The sheet with room for the labels: x, y, width, height [unit of the map; a head is 100].
    figure : tuple of float
        The box of both figures without labels.
    front, back : View
    """

    view_box: Box
    figure: Box
    front: View
    back: View

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
        views = {"front": self.front, "back": self.back}
        return {
            "viewBox": list(self.view_box),
            "figure": list(self.figure),
            "views": {name: _plain_view(view) for name, view in views.items()},
        }


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


def _plain_view(view: View) -> dict[str, Any]:
    return {
        "centre_x": view.centre_x,
        "outline": list(view.outline),
        "regions": [
            {"id": region.muscle, "part": region.part, "side": region.side, "d": region.path}
            | ({"overlay": True} if region.overlay else {})
            for region in view.regions
        ],
        "hints": list(view.hints),
        "lines": list(view.lines),
        "labels": [
            {"id": label.muscle, "at": list(label.at), "text": list(label.text), "anchor": label.anchor}
            for label in view.labels
        ],
    }


def _word(value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} is not known")
    return str(value)


def _path(value: Any) -> str:
    if not _PATH.fullmatch(value):
        raise ValueError(f"{value[:20]!r} begins no path of M, C and Z")
    return str(value)


def _paths(values: Any) -> tuple[str, ...]:
    return tuple(_path(value) for value in values)


def _pair(values: Any) -> tuple[float, float]:
    x, y = (float(value) for value in values)
    return x, y


def _box(values: Any) -> Box:
    x, y, width, height = (float(value) for value in values)
    return x, y, width, height
