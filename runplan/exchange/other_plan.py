"""Whose plan a file holds: one plan never takes the place of another unasked."""

from __future__ import annotations

import os
from pathlib import Path

from runplan.errors import PlanFileError
from runplan.exchange.companion import companion_path, fitting_companion, load_companion
from runplan.exchange.files import as_path, read_file, real_path
from runplan.exchange.target import ALLOW

__all__ = ["plan_id_in", "refuse_another_plan"]


def plan_id_in(path: str | os.PathLike[str]) -> str:
    """The id of the plan that a file holds; empty where there is no plan, or one of a version that wrote no ids.

    Parameters
    ----------
    path : str or path-like
        The CSV.
    """
    try:
        target = real_path(as_path(path))
        beside = companion_path(target)
        content = load_companion(beside, target.name)
        companion = fitting_companion(content, read_file(target, "give another name"), beside, target.name)
    except PlanFileError:
        return ""
    return companion.plan_id if isinstance(content, dict) and "plan_id" in content else ""


def refuse_another_plan(path: str | os.PathLike[str], plan_id: str) -> None:
    """Refuse to write a plan where another one is.

    Parameters
    ----------
    path : str or path-like
        The CSV.
    plan_id : str
        Of the plan that is about to be written.

    Raises
    ------
    PlanFileError
    """
    if plan_id_in(path) not in ("", plan_id):
        raise PlanFileError(
            f"{Path(path).name} contains another plan, which would be replaced: give another name, or {ALLOW}."
        )
