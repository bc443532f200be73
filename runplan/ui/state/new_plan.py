"""A new plan in the same planner: another id, another file, and the settings of the notebook's code."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from runplan.ui.state.plan_owner import free_path

if TYPE_CHECKING:
    from runplan.ui.state.planner_model import PlannerModel


def new_plan_id() -> str:
    """What tells a plan from all others."""
    return secrets.token_hex(8)


def begin_new_plan(model: PlannerModel) -> None:
    """Begin afresh from the code's block; the file of the plan before stays as it is."""
    before = model.path
    model._remember("new plan")
    model.plan_id, model.loaded = new_plan_id(), ""
    model.name_file(free_path(model.default_path))
    model._show(model.given)
    model.replan(drop_edits=True)
    model.before = None
    if model.matches:
        old = "" if before == model.path else f" {before} stays as it is."
        model.say(f"Started a new plan; Save writes it to {model.path}.{old}", files=(before, model.path))
