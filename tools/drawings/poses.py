"""The drawings as data/drawings.json holds them: poses by families, and frames that change them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["DATA", "Drawing", "Frame", "read_drawings"]

DATA = Path(__file__).resolve().parents[2] / "data" / "drawings.json"
_OF_FRAME = ("kit", "lens", "ghost", "view", "pose", "like")
_WHOLE = ("pelvis",)  # what a frame changes key by key; everything else it replaces
_LIMBS = ("arms", "armR", "armL", "legs", "legR", "legL")


@dataclass(frozen=True)
class Frame:
    """One figure of a drawing."""

    pose: Mapping[str, Any]
    kit: tuple[Mapping[str, Any], ...]
    lens: Mapping[str, Any] | None  # a close-up: `at` a point, `r` its radius [cm]
    ghost: Mapping[str, Any] | None  # a pose that is shown pale beneath
    view: tuple[float, float] | None


@dataclass(frozen=True)
class Drawing:
    """One exercise: its frames and how they are shown."""

    exercise_id: str
    frames: tuple[Frame, ...]
    view: tuple[float, float]  # round the figure, from above [degrees]
    layout: str  # row, stack or over
    work: str  # the sides whose legs are tinted
    arrows: tuple[Mapping[str, Any], ...]
    content: Mapping[str, Any]  # everything as it is written, families resolved


def read_drawings(path: Path = DATA) -> dict[str, Drawing]:
    """Every drawing by its exercise."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return {exercise_id: _drawing(exercise_id, data) for exercise_id in data["drawings"]}


def _drawing(exercise_id: str, data: Mapping[str, Any]) -> Drawing:
    content = _resolved(exercise_id, data)
    frames = tuple(_frame(frame, content, data) for frame in content["frames"])
    yaw, pitch = content.get("view", (16, 6))
    return Drawing(
        exercise_id=exercise_id,
        frames=frames,
        view=(yaw, pitch),
        layout=content.get("layout", "row"),
        work=content.get("work", "RL"),
        arrows=tuple(content.get("arrows", ())),
        content=content,
    )


def _resolved(exercise_id: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """A drawing with what it takes from another: `like` names it, `each` changes every frame."""
    content: dict[str, Any] = dict(data["drawings"][exercise_id])
    if "like" in content:
        base = _resolved(content.pop("like"), data)
        own = content.pop("frames", None)
        content = base | content
        if own is not None:
            pairs = zip(base["frames"], own, strict=True)
            content["frames"] = [_changed(frame, changes) for frame, changes in pairs]
    if "each" in content:
        each = content.pop("each")
        content["frames"] = [_changed(each, frame) if "like" not in frame else frame for frame in content["frames"]]
    return content


def _changed(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A pose with changes laid over it; None takes something away."""
    merged = dict(base)
    for key, value in changes.items():
        if value is None:
            merged.pop(key, None)
        elif key in _WHOLE and isinstance(merged.get(key), Mapping):
            merged[key] = {**merged[key], **value}
        else:
            merged[key] = value
    return merged


def _pose(frame: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """A frame's pose: the family's, with its own changes laid over it; a limb may be one that has a name."""
    base = _pose(data["poses"][frame["pose"]], data) if "pose" in frame else {}
    own = {key: value for key, value in frame.items() if key not in _OF_FRAME}
    # A limb with a name is written for the right side.
    named = {
        key: {**data["limbs"][value], "mirrored": key.endswith("L")}
        for key, value in own.items()
        if key in _LIMBS and isinstance(value, str)
    }
    return _changed(base, own | named)


def _frame(frame: Mapping[str, Any], content: Mapping[str, Any], data: Mapping[str, Any]) -> Frame:
    pose = _pose(frame, data)
    ghost = frame.get("ghost")
    yaw_pitch = frame.get("view")
    return Frame(
        pose=pose,
        kit=tuple(frame.get("kit", content.get("kit", ()))),
        lens=frame.get("lens"),
        ghost=None if ghost is None else _pose(_changed(frame, ghost), data),
        view=None if yaw_pitch is None else (yaw_pitch[0], yaw_pitch[1]),
    )
