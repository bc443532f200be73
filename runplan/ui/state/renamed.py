"""A notebook that was renamed while its kernel runs: the page knows its name, and the plan goes along."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runplan.errors import RunplanError
from runplan.exchange.plan_file.plan_id import plan_id_in
from runplan.ui.state.notebook_name import SESSION
from runplan.ui.state.plan_owner import owner_of, plan_path

if TYPE_CHECKING:
    from runplan.ui.state.planner_model import PlannerModel
    from runplan.ui.state.saved_state import Kept, Remembered


def called(request: Mapping[str, Any], known: Path | None) -> Path | None:
    """The notebook's path by the name that the page says, or None where it is the one that is known."""
    name = request.get("name")
    if known is None or not isinstance(name, str) or name in ("", known.name) or Path(name).name != name:
        return None
    return known.with_name(name)


def settle(model: PlannerModel, remembered: Remembered, notebook: Path, *, moved: bool) -> tuple[bool, Kept | None]:
    """Give a planner the place of its notebook's new name."""
    os.environ[SESSION] = str(notebook)  # for cells that are run again
    owner = owner_of("", remembered.path.parent)
    before, model.default_path = model.default_path, plan_path("")
    if moved or remembered.wrote:
        if model.path == before and plan_id_in(before) != model.plan_id:  # not saved yet
            model.name_file(model.default_path)
        with contextlib.suppress(OSError, RunplanError):  # who writes later says so
            remembered.move(owner)
        return False, None
    return True, remembered.reopen(owner)
