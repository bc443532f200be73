"""Draw the rooms of the package and who imports whom, from the imports: ``python tools/architecture.py``.

Writes `docs/architecture.svg`: a row a layer of the contract in `pyproject.toml`, an arrow from each room to those that
it imports; an arrow that a longer way already says is left out.
"""

from __future__ import annotations

import ast
import html
import tomllib
from pathlib import Path

__all__ = ["arrows", "layers", "picture"]

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "architecture.svg"
SAYS = {
    "cli": "commands",
    "ui": "the live planner",
    "launch": "JupyterLab, the app",
    "api": "build_plan, read_plan",
    "charts": "matplotlib",
    "exchange": "files in and out",
    "insight": "what a plan means",
    "planning": "from block to plan",
    "plan": "Block and records",
    "paces": "from a race to paces",
    "catalog": "exercises, rules",
    "words": "the text of names",
    "extras": "which extra brings a package",
    "errors": "refusals",
    "units": "numbers, dates",
    "schema": "columns, vocabulary",
}
WIDTH, HEIGHT, BETWEEN, STEP = 176, 50, 60, 92


def layers(root: Path = ROOT) -> list[list[str]]:
    """Return the rooms of each layer, the highest first."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contract = project["tool"]["importlinter"]["contracts"][0]
    return [layer.replace(":", "|").replace(" ", "").split("|") for layer in contract["layers"]]


def imports(root: Path = ROOT) -> dict[str, set[str]]:
    """Return the rooms that each room imports, type checking aside."""
    rooms = {room for layer in layers(root) for room in layer}
    imported: dict[str, set[str]] = {room: set() for room in rooms}
    for path in (root / "runplan").rglob("*.py"):
        room = path.relative_to(root / "runplan").parts[0].removesuffix(".py")
        if room not in rooms:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        guarded = [
            node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        ]
        typing_only = {id(inner) for node in guarded for inner in ast.walk(node)}
        for node in ast.walk(tree):
            if id(node) in typing_only:
                continue
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "runplan":
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                imported[room] |= {parts[1] for parts in (name.split(".") for name in names) if len(parts) > 1} & rooms
    return {room: targets - {room} for room, targets in imported.items()}


def arrows(edges: dict[str, set[str]]) -> list[tuple[str, str]]:
    """Return the imports that no longer way says.

    >>> arrows({"ui": {"plan", "units"}, "plan": {"units"}, "units": set()})
    [('plan', 'units'), ('ui', 'plan')]
    """
    below = {room: set(targets) for room, targets in edges.items()}
    for _ in edges:
        below = {room: rooms.union(*(below[other] for other in rooms)) for room, rooms in below.items()}
    return sorted(
        (room, target)
        for room, targets in edges.items()
        for target in targets
        if not any(target in below[other] for other in targets)
    )


def picture(root: Path = ROOT) -> str:
    """Return the drawing as SVG."""
    rows = layers(root)
    across = max(len(row) for row in rows) * (WIDTH + BETWEEN) - BETWEEN + 120
    spots = {
        room: ((across - len(row) * (WIDTH + BETWEEN) + BETWEEN) / 2 + column * (WIDTH + BETWEEN), 12 + number * STEP)
        for number, row in enumerate(rows)
        for column, room in enumerate(row)
    }
    lines = []
    for number, (room, target) in enumerate(arrows(imports(root))):
        (left, top), (end_left, end_top) = spots[room], spots[target]
        start, end = (left + WIDTH / 2, top + HEIGHT), (end_left + WIDTH / 2, end_top - 2)
        far = end[1] - start[1] > STEP  # round what stands between
        bend = across * (0.04 if number % 2 else 0.96) if far else start[0]
        way = f"M{start[0]:.0f} {start[1]:.0f} C{bend:.0f} {start[1] + 34:.0f} {bend if far else end[0]:.0f} "
        lines.append(f'<path d="{way}{end[1] - 34:.0f} {end[0]:.0f} {end[1]:.0f}"/>')
    boxes = [
        f'<g transform="translate({left:.0f} {top:.0f})"><rect width="{WIDTH}" height="{HEIGHT}" rx="6"/>'
        f'<text x="{WIDTH // 2}" y="21" class="room">{room}</text>'
        f'<text x="{WIDTH // 2}" y="38">{html.escape(SAYS.get(room, ""))}</text></g>'
        for room, (left, top) in spots.items()
    ]
    tall = 12 + len(rows) * STEP - (STEP - HEIGHT) + 12
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {tall}" width="{across}" height="{tall}">',
            "<style>rect{fill:#f4f6f8;stroke:#5b6b7b}text{font:12px sans-serif;text-anchor:middle;fill:#41505e}"
            ".room{font-weight:bold;font-size:14px;fill:#16202a}path{fill:none;stroke:#7a8a99;stroke-width:1.3;"
            "marker-end:url(#tip)}</style>",
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
            '<polygon points="0,0 8,4 0,8" fill="#7a8a99"/></marker></defs>',
            f'<rect width="{across}" height="{tall}" style="fill:#fff;stroke:none"/>',
            *lines,
            *boxes,
            "</svg>\n",
        ]
    )


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
