"""What is set and has no place in the block: pins and weeks outside it, and a race while the goal is none.

In: the wishes, and what waited before. Out: what waits now, or wishes that have it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from runplan.plan.events import events as in_order
from runplan.plan.events import without_moved_race
from runplan.plan.own_weeks import OwnWeeks
from runplan.plan.waiting import WaitingSettings
from runplan.schema import RUN_TYPES
from runplan.units import counted, format_clock, format_date
from runplan.words import GOAL_NAMES, WEEKDAY_NAMES, inside, listed, weeks_named

if TYPE_CHECKING:
    from runplan.plan.block import Block
    from runplan.ui.state.form import BlockForm

# What a run plan of the runner's own replaces, or says itself.
_OF_RUNS = (
    "start",
    "race_date",
    "goal",
    "goal_time",
    "weekly_km_now",
    "weekly_km_peak",
    "run_days",
    "long_run_day",
    "quality_runs",
)


def waiting_beside(form: BlockForm, block: Block) -> WaitingSettings:
    """What is set and has no place in a block."""
    return _set_in(form).beside(block)


def waiting_in(form: BlockForm) -> dict[str, Any]:
    """All pins and weeks of one's own, the race and what waits until a run plan is let go, as plain values."""
    return _set_in(form).to_json()


def _set_in(form: BlockForm) -> WaitingSettings:
    return WaitingSettings(form.own_weeks, form.race_date, form.after_runs)


def put_back_later(form: BlockForm, block: Block) -> None:
    """Keep all that is set, for a run plan of the runner's own takes its place until that is let go."""
    form.after_runs = WaitingSettings(form.own_weeks, form.race_date, block=block)
    form.own_weeks = OwnWeeks()


def wishes_before_runs(form: BlockForm, block: Block) -> dict[str, Any]:
    """What of a block a run plan replaces, besides pins and weeks of one's own.

    Events stay, but for one that moves the race: with a run plan, that says when the race is.
    """
    moved = [event for event in block.events if event.kind == "moved_race"]
    events = in_order([*without_moved_race(form.events), *moved])
    run_on = {run.weekday for run in form.runs or () if run.type in RUN_TYPES}  # days off that gave way to its runs
    off = (*form.days_off, *(day for day in block.days_off if day in run_on and day not in form.days_off))
    own = {"weeks": block.number_of_weeks, "events": events, "days_off": off}
    return {name: getattr(block, name) for name in _OF_RUNS} | own


def race_note(before: Block | None, now: Block) -> str:
    """That a race is not in a run plan that was brought, in a sentence; empty where there was none, or it is."""
    if before is None or before.runs is not None or before.race_date in (None, now.race_date):
        return ""
    race = format_date(before.race_date)
    return f" Your race on {race} is not in the run plan. You get it back when you press “Let RunPlan plan my runs”."


def changes_note(before: Block | None, now: Block | None, goal_time: int | None) -> str:
    """What a run plan that was brought has changed of the settings, in sentences; `goal_time` is the one of before."""
    if before is None or now is None:
        return ""
    sentences = []
    if now.start != before.start:
        sentences.append(f"The block now starts on {format_date(now.start)}.")
    if now.goal_time != goal_time and now.goal_time is not None:
        sentences.append(f"The goal time is now {format_clock(now.goal_time)}, as in the file.")
    elif now.goal_time != goal_time:
        race = f"{inside(GOAL_NAMES[before.goal])}, and the race in the file is the {inside(GOAL_NAMES[now.goal])}"
        sentences.append(f"Your goal time of {format_clock(goal_time)} has been removed: it was for the {race}.")
    freed = [WEEKDAY_NAMES[day] for day in before.days_off if day not in now.days_off]
    if freed:
        are = "is no longer a day off" if len(freed) == 1 else "are no longer days off"
        sentences.append(f"{listed(freed)} {are}, because the file has runs on {'it' if len(freed) == 1 else 'them'}.")
    return "".join(f" {sentence}" for sentence in sentences)


def given_way_note(form: BlockForm) -> str:
    """What of the settings gives way to a run plan that is brought, in sentences; empty where there is nothing."""
    pins, weeks = len(form.pins), [] if form.runs is not None else [week for week, _ in form.wishes()["weekly_km"]]
    freed = f" {counted(pins, 'pinned session')} {'is' if pins == 1 else 'are'} no longer pinned." if pins else ""
    names = _own_distances(weeks, form.units)
    return f"{freed} The run plan replaces {names}." if names else freed


def _own_distances(weeks: Sequence[int], units: str) -> str:
    """Weeks with distances of their own in a few words; empty without weeks."""
    unit = "kilometres" if units == "km" else "miles"
    if len(weeks) > 1:
        return f"your own {unit} of {weeks_named(weeks)}"
    return f"{weeks_named(weeks)}’s own {unit}" if weeks else ""


def take_up(form: BlockForm, waiting: WaitingSettings) -> None:
    """Let settings wait beside the block that is shown, or apply in it, before others that have their place."""
    with form.silently():
        form.own_weeks = waiting.own_weeks.joined(form.own_weeks, form.first_day)
        form.pins, form.weekly_km = form.own_weeks.pins(form.first_day), form.own_weeks.km(form.first_day)
        if form.runs is not None:
            form.after_runs = waiting.after_runs
        elif form.race_date is None and form.goal == "general":
            form.race_date = waiting.race_date
    form.settle()


def left_note(form: BlockForm, plan_id: str, left: Any) -> str:
    """Say what an earlier version kept of other plans by their ids, for it is kept no more; nothing without any.

    What waited until this plan's own runs are let go, waits on.
    """
    of_plans = {key: WaitingSettings.from_json(value) for key, value in left.items()} if isinstance(left, dict) else {}
    of_this = of_plans.pop(plan_id, None)
    if form.runs is not None:
        of_plans.pop(f"{plan_id} with runs", None)
        form.after_runs = form.after_runs or of_this
        form.settle()
    names: list[str] = []
    for waiting in of_plans.values():
        for entry in waiting.own_weeks.entries[:1]:
            names += waiting.own_weeks.outside(entry.first, entry.first, 0)
        names += [] if waiting.race_date is None else [f"the race on {format_date(waiting.race_date)}"]
    return (
        f"contains settings outside the block of other plans ({listed(names)}): enter them there again" if names else ""
    )


def resume(form: BlockForm, waiting: Any) -> bool:
    """Take up again what `waiting_in` gave; what does not fit the block is left out, and False then."""
    if not isinstance(waiting, dict):
        return True
    kept, first = WaitingSettings.from_json(waiting), form.first_day
    own, race = kept.own_weeks, kept.race_date
    if kept.after_runs and form.runs is None:  # the run plan could not be planned
        own, race = own.joined(kept.after_runs.own_weeks, first), kept.after_runs.race_date
    fits = set(form.pins) <= set(own.pins(first)) and set(form.weekly_km) <= set(own.km(first))
    with form.silently():
        if fits:
            form.own_weeks, form.pins, form.weekly_km = own, own.pins(first), own.km(first)
        form.after_runs = None if form.runs is None else kept.after_runs
        if form.runs is None and form.goal == "general":
            form.race_date = race
    form.settle()
    return fits
