"""The file that the package reads: what is in it, and whether it is what the tool draws today."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tools.drawings.muscles import LEVELS
from tools.drawings.poses import DATA, Drawing, read_drawings

__all__ = ["FILE", "digest_of", "levels_by_exercise", "read_store", "stale", "text_of", "tool_digest"]

FOLDER = Path(__file__).resolve().parent
FILE = DATA.with_name("drawing_paths.json")
INVOLVEMENT = DATA.with_name("involvement.csv")
ABOUT = "Drawings of the exercises as paths, made by tools/draw.py of drawings.json and involvement.csv; CC0 1.0"
_NO_PICTURE = ("checks.py", "contacts.py", "sheets.py", "store.py")  # these change no drawing

Paths = list[tuple[str, str]]


def levels_by_exercise() -> dict[str, dict[str, int]]:
    """How strongly each muscle is tinted, by exercise."""
    levels: dict[str, dict[str, int]] = {}
    with INVOLVEMENT.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            level = LEVELS.get(row["role"], 0)
            if level:
                of_exercise = levels.setdefault(row["exercise_id"], {})
                of_exercise[row["muscle"]] = max(of_exercise.get(row["muscle"], 0), level)
    return levels


def tool_digest() -> str:
    """A digest of the code that draws."""
    code = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.py")):
        if path.name not in _NO_PICTURE:
            code.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return code.hexdigest()[:16]


def digest_of(drawing: Drawing, levels: Mapping[str, int]) -> str:
    """A digest of what a drawing is made of."""
    frames = [
        {"pose": frame.pose, "kit": frame.kit, "lens": frame.lens, "ghost": frame.ghost} for frame in drawing.frames
    ]
    content = {key: value for key, value in drawing.content.items() if key != "frames"}
    views = [frame.view for frame in drawing.frames]
    whole = json.dumps([content, frames, views, levels], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def stale() -> Iterator[str]:
    """The exercises whose stored drawing is not of today's poses, muscles and code; those with none or too many."""
    store = read_store()
    levels, tool = levels_by_exercise(), tool_digest()
    drawings = read_drawings()
    for exercise_id, drawing in drawings.items():
        row = store["drawings"].get(exercise_id)
        digest = digest_of(drawing, levels.get(exercise_id, {}))
        if row is None or row["of"] != digest or store["tool"] != tool:
            yield exercise_id
    yield from sorted(set(store["drawings"]) - set(drawings))


def read_store() -> dict[str, Any]:
    """The file as it is; nothing in it where there is none."""
    if not FILE.is_file():
        return {"tool": "", "drawings": {}}
    content: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return content


def text_of(drawings: Mapping[str, tuple[str, Paths]]) -> str:
    """The file's text: a line a drawing, its digest and its paths."""
    head = {"about": ABOUT, "size": 1000, "tool": tool_digest()}
    lines = [json.dumps(head, ensure_ascii=False)[:-1] + ', "drawings": {']
    rows = [
        f"{json.dumps(exercise_id)}: " + json.dumps({"of": digest, "paths": paths}, separators=(",", ":"))
        for exercise_id, (digest, paths) in drawings.items()
    ]
    return "\n".join([*lines, ",\n".join(rows), "}}"]) + "\n"
