"""How the planner reads the name of a plan's file that a person typed, and how it calls the file in sentences."""

from __future__ import annotations

import os
from pathlib import Path

NO_NAME = "Give the name of a file, such as plan.csv."


def no_such_name(broken: Exception) -> str:
    """Why the name of a file that was typed cannot be used."""
    why = broken.strerror if isinstance(broken, OSError) and broken.strerror else str(broken).rstrip(".")
    return f"That name of a file cannot be used ({why}): give another one, such as plan.csv."


def names_of(path: str) -> tuple[str, ...]:
    """How a plan's files are called in sentences: the table as it was typed and by its name, and the block's file."""
    file = Path(path.strip())
    return path.strip(), file.name, f"{file.stem}.block.json"


def with_suffix(path: str) -> str:
    """The name of a plan's file as a person typed it, with .csv where it has no ending.

    >>> with_suffix(" plans/anna "), with_suffix("anna.csv"), with_suffix("anna.txt")
    ('plans/anna.csv', 'anna.csv', 'anna.txt')
    """
    typed = path.strip()
    name = Path(typed).name
    bare = bool(name) and name not in (".", "..", "~") and "." not in name and not typed.endswith(("/", "\\"))
    return f"{typed}.csv" if bare else typed


def name_of(path: str) -> str:
    """How sentences call a plan's file: by its name, with its folder where that is not the notebook's."""
    typed = path.strip()
    is_here = os.path.realpath(Path(typed).expanduser().parent) == os.path.realpath(Path())
    return Path(typed).name if is_here else typed
