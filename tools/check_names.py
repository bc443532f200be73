"""Count names that leave the noun out (`one`, `found`, `place`), per folder: a count may fall, and never rises.

Run as `python tools/check_names.py`; `--where` lists each of them, `--write` stores lower counts in
`tools/banned_names.csv`. Counted are the arguments and variables that functions and comprehensions bind; the noun in
their place (`session`, `week`, `column`) tells a reader what they hold.
"""

from __future__ import annotations

import argparse
import ast
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

__all__ = ["banned_names", "faults", "read_counts", "write_counts"]

ROOT = Path(__file__).resolve().parents[1]
STORED = Path(__file__).with_name("banned_names.csv")
BANNED = frozenset({"one", "found", "told", "said", "shown", "much", "known", "kept", "made", "here", "place"})
FOLDERS = ("bench", "runplan", "tests", "tools")


def banned_names(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of each argument or variable with a banned name; fields of a class are none."""
    tree = ast.parse(source)
    fields = {
        id(name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for name in ast.walk(statement)
        if isinstance(name, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.arg in BANNED:
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in fields:
            if node.id in BANNED:
                yield node.lineno, node.id
        elif isinstance(node, ast.ExceptHandler) and node.name in BANNED:
            yield node.lineno, node.name


def names_in(root: Path = ROOT) -> Iterator[tuple[Path, int, str]]:
    """Yield file, line and name of each banned name below the folders of Python files."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            for line, name in banned_names(path.read_text(encoding="utf-8")):
                yield path.relative_to(root), line, name


def folder_of(path: Path) -> str:
    """The room of a file: `runplan/insight` for `runplan/insight/findings/weeks.py`.

    >>> folder_of(Path("runplan/insight/findings/weeks.py")), folder_of(Path("tools/mutants.py"))
    ('runplan/insight', 'tools')
    """
    return "/".join(path.parts[:-1][:2])


def read_counts(path: Path = STORED) -> dict[str, int]:
    """Return the stored count of each folder."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["folder"]: int(row["names"]) for row in csv.DictReader(file)}


def write_counts(counts: dict[str, int], path: Path = STORED) -> None:
    """Store the counts, a line a folder; folders without any are left out."""
    rows = [f"{folder},{count}\n" for folder, count in sorted(counts.items()) if count]
    path.write_text("folder,names\n" + "".join(rows), encoding="utf-8")


def faults(counts: dict[str, int], stored: dict[str, int]) -> list[str]:
    """Return a sentence for each folder with more of the names than stored; a folder not stored may have none."""
    return [
        f"{folder} has {count} variables named {', '.join(sorted(BANNED))}, and at most {stored.get(folder, 0)} are "
        "allowed: name what they hold (python tools/check_names.py --where)."
        for folder, count in sorted(counts.items())
        if count > stored.get(folder, 0)
    ]


def main() -> int:
    """Compare with the stored counts; 1 if one rose."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--where", action="store_true", help="list each name with its file and line")
    parser.add_argument("--write", action="store_true", help="store the counts, if none rose")
    options = parser.parse_args()
    names = list(names_in())
    if options.where:
        print(*(f"{path.as_posix()}:{line}: {name}" for path, line, name in names), sep="\n")
    counts = Counter(folder_of(path) for path, _, _ in names)
    stored = read_counts()
    risen = faults(counts, stored)
    if risen:
        print(*risen, sep="\n")
    if options.write and not risen:
        write_counts(counts)
    elif not risen and sum(counts.values()) < sum(stored.values()):
        print(f"{sum(stored.values()) - sum(counts.values())} names fewer: python tools/check_names.py --write")
    return 1 if risen else 0


if __name__ == "__main__":
    raise SystemExit(main())
