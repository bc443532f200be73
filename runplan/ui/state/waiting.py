"""What is set and has no place in the block: pins and weeks outside it, and a race while the goal is none.

In: the wishes, and what waited before. Out: plain values to keep, or wishes that have them again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from runplan.ui.state.own_weeks import MOST_NAMED, OwnWeeks
from runplan.units import counted, format_date
from runplan.words import listed, weeks_named

if TYPE_CHECKING:
    from runplan.plan.block import Block
    from runplan.ui.state.form import BlockForm


class LeftSettings:
    """What waited in the plans that were shown before: the files of plans have no place for it.

    Parameters
    ----------
    of_plans : Any
        By the plans' ids, as `to_json` gave it; anything else is nothing. A plan with runs of the runner's own has
        another place than the one whose runs they replaced: both have one id.
    """

    def __init__(self, of_plans: Any = None) -> None:
        self._of_plans: dict[str, Any] = dict(of_plans) if isinstance(of_plans, dict) else {}

    def leave(self, plan_id: str, form: BlockForm) -> None:
        """Keep what waits, for another plan is shown now."""
        plan_key = _plan_key(plan_id, form)
        self._of_plans.pop(plan_key, None)
        outside = form.own_weeks.beyond(form.first_day, form.weeks)
        left = {**waiting_in(form), "own_weeks": outside.to_json()}
        if outside.entries or left["race_date"]:
            self._of_plans[plan_key] = left

    def come_back(self, plan_id: str, form: BlockForm) -> None:
        """Let it wait again beside the plan that is shown, where the plan has nothing of its own there."""
        left = self._of_plans.get(_plan_key(plan_id, form))
        if not isinstance(left, dict):
            return
        own = OwnWeeks.from_json(left.get("own_weeks"))
        with form.silently():
            if own is not None:
                form.own_weeks = form.own_weeks.joined(own, form.first_day)
                form.pins, form.weekly_km = form.own_weeks.pins(form.first_day), form.own_weeks.km(form.first_day)
            _resume_race(form, left)
        form.settle()

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return dict(self._of_plans)


def _plan_key(plan_id: str, form: BlockForm) -> str:
    return plan_id if form.runs is None else f"{plan_id} with runs"


def waiting_in(form: BlockForm) -> dict[str, Any]:
    """What is set and not in the block, as plain values: pins and weeks outside it, a race without a race goal."""
    race = form.race_date if form.goal == "general" and form.runs is None else None
    return {"race_date": None if race is None else race.isoformat(), "own_weeks": form.own_weeks.to_json()}


def kept_alone_note(form: BlockForm, block: Block) -> str:
    """That what is set and not in the block is not in its file either, in a sentence; empty where there is nothing."""
    first = form.first_day
    outside = form.own_weeks.beyond(first, block.number_of_weeks)
    in_file = {*block.pins, *block.weekly_km}
    weeks = sorted({week for week, km in outside.km(first) if (week, km) not in in_file})
    race = waiting_in(form)["race_date"]
    names = [
        *_own_distances(weeks, block.units),
        *outside.without_a_number(first, block.first_day),
        *([] if race is None else [f"the race on {format_date(dt.date.fromisoformat(race))}"]),
    ]
    if not names:
        return ""
    more = len(names) - MOST_NAMED
    text = listed(names if more < 2 else [*names[:MOST_NAMED], counted(more, "other setting")])
    verb = "are" if weeks or len(names) > 1 else "is"
    return f" {text[:1].upper()}{text[1:]} {verb} kept in this notebook alone."


def given_way_note(form: BlockForm) -> str:
    """What of the settings gives way to a run plan that is brought, in sentences; empty where there is nothing."""
    pins, weeks = len(form.pins), [] if form.runs is not None else [week for week, _ in form.wishes()["weekly_km"]]
    freed = f" {counted(pins, 'pinned session')} {'is' if pins == 1 else 'are'} free again." if pins else ""
    names = "".join(_own_distances(weeks, form.units))
    return f"{freed} {names[:1].upper()}{names[1:]} give way to those of the run plan." if names else freed


def _own_distances(weeks: Sequence[int], units: str) -> list[str]:
    """Weeks with distances of their own in a few words, as a list of one; empty without weeks."""
    unit = "kilometres" if units == "km" else "miles"
    if len(weeks) > 1:
        return [f"your own {unit} of {weeks_named(weeks)}"]
    return [f"{weeks_named(weeks)}’s own {unit}"] if weeks else []


def resume(form: BlockForm, waiting: Any) -> bool:
    """Take up again what `waiting_in` gave; what does not fit the block is left out, and False then."""
    if not isinstance(waiting, dict):
        return True
    own, first = OwnWeeks.from_json(waiting.get("own_weeks")), form.first_day
    if own is None:
        own = OwnWeeks()
    fits = set(form.pins) <= set(own.pins(first)) and set(form.weekly_km) <= set(own.km(first))
    with form.silently():
        if fits:
            form.own_weeks, form.pins, form.weekly_km = own, own.pins(first), own.km(first)
        _resume_race(form, waiting)
    form.settle()
    return fits


def is_waiting(value: Any) -> bool:
    """Whether a value is what `waiting_in` gave."""
    if not isinstance(value, dict) or not {"own_weeks", "race_date"} <= value.keys():
        return False
    if not isinstance(value["own_weeks"], list) or OwnWeeks.from_json(value["own_weeks"]) is None:
        return False
    try:
        return value["race_date"] is None or bool(dt.date.fromisoformat(value["race_date"]))
    except (TypeError, ValueError):
        return False


def is_left(value: Any) -> bool:
    """Whether a value is what `LeftSettings.to_json` gave."""
    return isinstance(value, dict) and all(is_waiting(left) for left in value.values())


def _resume_race(form: BlockForm, waiting: Mapping[str, Any]) -> None:
    if form.race_date is None and form.runs is None and form.goal == "general":
        with contextlib.suppress(TypeError, ValueError):
            form.race_date = dt.date.fromisoformat(waiting.get("race_date"))  # type: ignore[arg-type]
