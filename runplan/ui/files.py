"""The planner's files: what saving and loading say, in place of what they raise. No widget in here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from runplan.api import Plan, read_plan
from runplan.errors import RunplanError
from runplan.exchange.target import ALLOW
from runplan.ui.words import file_words

if TYPE_CHECKING:
    from runplan.ui.model import PlannerModel

__all__ = ["last_plan_note", "name_of", "read", "save"]

_NO_NAME = "Give the name of a file, such as plan.csv."


def save(model: PlannerModel, path: str, *, overwrite: bool = False) -> None:
    """Write the plan shown, and say where it is, or why not.

    Parameters
    ----------
    model : PlannerModel
    path : str
    overwrite : bool
        Whether a file may be replaced that was edited, or that is no plan of RunPlan.
    """
    if model.plan is None:
        model.warn("There is no plan to save yet.")
        return
    if not path.strip():
        model.warn(_NO_NAME)
        return
    try:
        target = Path(path.strip()).expanduser()
        there = target.exists()
        model.plan.to_csv(target, overwrite_edits=overwrite)
    except RunplanError as refused:
        again = path.strip() if ALLOW in str(refused) else ""
        model.warn(file_words(str(refused)), files=_names(path), overwrites=again)
        return
    except (OSError, RuntimeError, ValueError) as broken:
        model.warn(_no_such_name(broken), files=_names(path))
        return
    replaced = " The file that was there is replaced." if there else ""
    saved = f"Saved {target.name} and {target.stem}.block.json in {target.parent.resolve()}."
    model.say(saved + replaced + last_plan_note(model), files=(*_names(path), str(target.parent.resolve())))


def last_plan_note(model: PlannerModel) -> str:
    """What is to be known of a plan that is written while the controls ask for something else; else nothing.

    Parameters
    ----------
    model : PlannerModel
    """
    return "" if model.matches else " It is the last plan that could be made, not what the controls ask for."


def read(model: PlannerModel, path: str) -> Plan | None:
    """The plan of a file, or None after saying why there is none.

    Parameters
    ----------
    model : PlannerModel
    path : str
    """
    if not path.strip():
        model.warn(_NO_NAME)
        return None
    try:
        return read_plan(Path(path.strip()).expanduser(), catalog=model.catalog)
    except RunplanError as refused:
        model.warn(file_words(str(refused)), files=_names(path))
        return None
    except (OSError, RuntimeError, ValueError) as broken:
        model.warn(_no_such_name(broken), files=_names(path))
        return None


def _no_such_name(broken: Exception) -> str:
    why = broken.strerror if isinstance(broken, OSError) and broken.strerror else str(broken).rstrip(".")
    return f"That name of a file cannot be used ({why}): give another one, such as plan.csv."


def _names(path: str) -> tuple[str, ...]:
    """How a plan's files are called in sentences: the table as it was typed and by its name, and the block's file."""
    file = Path(path.strip())
    return path.strip(), file.name, f"{file.stem}.block.json"


def name_of(path: str) -> str:
    """The file's name without its folder."""
    return Path(path.strip()).name
