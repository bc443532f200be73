"""Whose plan a file holds."""

from __future__ import annotations

import os

from runplan.errors import PlanFileError
from runplan.exchange.files import as_path, read_file, real_path
from runplan.exchange.plan_file.sidecar import companion_path, fitting_companion, load_companion


def plan_id_in(path: str | os.PathLike[str]) -> str:
    """The id of the plan that a file holds; empty where there is no plan, or one of a version that wrote no ids."""
    try:
        target = real_path(as_path(path))
        beside = companion_path(target)
        content = load_companion(beside, target.name)
        companion = fitting_companion(content, read_file(target, "give another name"), beside, target.name)
    except PlanFileError:
        return ""
    return companion.plan_id if isinstance(content, dict) and "plan_id" in content else ""
