"""Look over the tracked files for what must not be in them: ``python tools/check_tree.py [FILE ...]``.

No path of one machine, no address of a package registry, no large file, no carriage returns or trailing blanks in text,
no widget states or errors stored in notebooks, no pictures but those that stand for a widget, no module of the package
that has grown long, and no folder of it that is crowded or has more lines than it may. Prints one line a fault and
exits with 1 if there is any.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

__all__ = ["faults", "tracked_files"]

ROOT = Path(__file__).resolve().parents[1]
LARGEST_KB = 1500
LARGEST_PICTURE_KB = 300
STATIC = "static-picture"  # the tag of a cell whose widget is stored as a picture
PACKAGE, LONGEST_MODULE, FULLEST_FOLDER = "runplan", 320, 20
SOURCES = (".py", ".js", ".css")
LARGEST_FOLDERS = {"runplan/exchange/run_plans": 3600}  # lines of Python in it and below: lower it, never raise it

# Written so that no pattern matches this file.
MACHINE_PATH = re.compile(r"(?<![\w./])/(?:work|farm|root|home/\w+|Users/\w+)/|[A-Z]:\\\\?Users\\\\?\w")
REGISTRY = re.compile(
    r"\b(?:pypi|pythonhosted|test\.pypi|npmjs|registry\.npmjs|conda\.anaconda|repo\.anaconda|deb\.debian"
    r"|security\.debian|archive\.ubuntu)\.(?:org|com|io)\b|--(?:extra-)?index-url|--find-link[s]"
)
BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)


def tracked_files(root: Path = ROOT) -> list[Path]:
    """Return the files that git tracks or would track; none where this is no git checkout."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return []
    return [root / name for name in sorted(set(listed.split("\0"))) if name and (root / name).is_file()]


def faults(files: Iterable[Path], root: Path = ROOT) -> Iterator[str]:
    """Yield one line a fault: file, line, what is wrong."""
    files = list(files)
    yield from _crowded(files, root)
    for path in files:
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        data = path.read_bytes()
        if len(data) > LARGEST_KB * 1024:
            yield f"{name}: {len(data) // 1024} kB is more than {LARGEST_KB} kB"
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            continue
        for pattern, meaning in ((MACHINE_PATH, "a path of one machine"), (REGISTRY, "an address of a registry")):
            for found in pattern.finditer(text):
                yield f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {meaning}: {found[0].strip()}"
        # Golden files and test inputs are what they are: some formats end their lines with a carriage return.
        if not name.startswith("tests/golden/"):
            yield from _blank_faults(name, text)
        if path.suffix == ".ipynb":
            yield from _notebook_faults(name, text)
        lines = text.count("\n")
        if _is_source(path, root) and lines > LONGEST_MODULE:
            yield f"{name}: {lines} lines are more than {LONGEST_MODULE}: two ideas in one module?"


def _is_source(path: Path, root: Path) -> bool:
    return path.is_relative_to(root / PACKAGE) and path.suffix in SOURCES


def _crowded(files: Iterable[Path], root: Path) -> Iterator[str]:
    for within, most in LARGEST_FOLDERS.items():
        modules = [path for path in files if path.suffix == ".py" and path.is_relative_to(root / within)]
        lines = sum(path.read_bytes().count(b"\n") for path in modules)
        if lines > most:
            yield f"{within}: {lines} lines are more than {most}: find what is there twice or no longer needed"
    folders = Counter(path.parent for path in files if _is_source(path, root) and path.name != "__init__.py")
    for folder, count in folders.items():
        if count > FULLEST_FOLDER:
            yield f"{folder.relative_to(root).as_posix()}: {count} files are more than {FULLEST_FOLDER}"


def _blank_faults(name: str, text: str) -> Iterator[str]:
    if "\r" in text:
        yield f"{name}: a carriage return; lines end with a line feed"
    if text and not text.endswith("\n"):
        yield f"{name}: the last line has no end"
    if not name.endswith(".ipynb"):
        for found in BLANKS.finditer(text):
            yield f"{name}:{text.count(chr(10), 0, found.start()) + 1}: blanks at the end of the line"


def _notebook_faults(name: str, text: str) -> Iterator[str]:
    try:
        notebook: dict[str, Any] = json.loads(text)
    except ValueError as error:
        yield f"{name}: not a notebook: {error}"
        return
    if "widgets" in notebook.get("metadata", {}):
        yield f"{name}: holds the state of widgets; save it without"
    for number, cell in enumerate(notebook.get("cells", ()), start=1):
        for output in cell.get("outputs", ()):
            if output.get("output_type") == "error":
                yield f"{name}: cell {number} holds an error"
            for kind, picture in output.get("data", {}).items():
                if kind.startswith("image/") and STATIC not in cell.get("metadata", {}).get("tags", []):
                    yield f"{name}: cell {number} holds a picture ({kind})"
                elif kind.startswith("image/") and len(picture) > LARGEST_PICTURE_KB * 1024:
                    yield f"{name}: cell {number} has a picture of more than {LARGEST_PICTURE_KB} kB"


def main(arguments: list[str]) -> int:
    """Check the files named, or all tracked files."""
    files = [Path(name).resolve() for name in arguments] or tracked_files()
    found = list(faults(files))
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
