"""Whose plan a file holds, and whether it is as RunPlan wrote it."""

from __future__ import annotations

import os
from typing import Any

from runplan.errors import PlanFileError
from runplan.exchange.disk import as_path, read_file, real_path
from runplan.exchange.plan_file.sidecar import Companion, companion_path, fitting_companion, load_companion


def plan_id_in(path: str | os.PathLike[str]) -> str:
    """The id of the plan that a file holds; empty where there is no plan, or one of a version that wrote no ids."""
    content, companion, _ = _pair(path)
    return companion.plan_id if companion is not None and isinstance(content, dict) and "plan_id" in content else ""


def is_as_written(path: str | os.PathLike[str]) -> bool:
    """Whether a plan file is as RunPlan wrote it: nobody has edited it since."""
    _, companion, csv = _pair(path)
    return companion is not None and csv == companion.planned.encode()


def _pair(path: str | os.PathLike[str]) -> tuple[Any, Companion | None, bytes]:
    """A companion's content, the companion that fits the CSV, and the CSV; nothing where there is no plan."""
    try:
        target = real_path(as_path(path))
        beside = companion_path(target)
        content = load_companion(beside, target.name)
        csv = read_file(target, "give another name")
        return content, fitting_companion(content, csv, beside, target.name), csv
    except PlanFileError:
        return None, None, b""
