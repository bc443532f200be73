"""What happened to a runner, laid over the plan: looked at first, then used, and taken off again. No widget in here.

In: an event as a form has it. Out: what it would change, in words; a change of the wishes. From a day inside the block
on, the days before stay as the plan has them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from runplan.api import Plan
from runplan.errors import RunplanError
from runplan.plan.block import Block
from runplan.plan.events import MOST_DAYS, Event, without_moved_race
from runplan.plan.events import events as in_order
from runplan.ui.state.error_text import in_words
from runplan.ui.state.form import BlockForm
from runplan.ui.state.life.preview import Preview, preview_of
from runplan.ui.state.planner_model import PlannerModel
from runplan.ui.state.typed_values import race_distance
from runplan.units import format_day
from runplan.words import inside

_FIRST = "RunPlan cannot make a plan with these settings. Change them or undo the last change, then enter the event."
_LATE = "Choose a later last day: this one is before the first day."
_ON_RACE_DAY = "Choose another day: there is already a race on this one."
_LEAVES_RUNS = ("travel", "moved_race")  # kinds of events that change no run of an imported plan
_OWN_RACE = "Your own run plan sets the race date: change it there and import the plan again."


@dataclass(frozen=True)
class EventAnswers:
    """An event as the form has it: days may be missing, and a distance is as it was typed."""

    kind: str
    first: dt.date | None = None
    last: dt.date | None = None
    equipment: tuple[str, ...] = ()
    to: dt.date | None = None
    distance: str = ""
    rank: str = "C"


class WhatHappened:
    """The events of one planner.

    Parameters
    ----------
    model : PlannerModel

    Attributes
    ----------
    preview : Preview or None
        What is looked at.
    """

    def __init__(self, model: PlannerModel) -> None:
        self._model = model
        self._previewed_of: tuple[Plan, dt.date] | None = None
        self._preview: Preview | None = None

    @property
    def preview(self) -> Preview | None:
        """What is looked at, while the plan is the one that it was looked at for."""
        return self._preview if self._previewed_of == (self._model.plan, self._model.form.today()) else None

    def plan(self, block: Block) -> Plan | None:
        """The plan that is looked at, if it is the block's."""
        preview = self.preview
        return preview.plan if preview is not None and preview.plan.block == block else None

    @property
    def usual_day(self) -> dt.date:
        """The day that an event begins on until another is chosen: today, or the block's first day."""
        first, last = self._block_days()
        today = self._model.form.today()
        return today if first <= today <= last else first

    def refusal(self, answers: EventAnswers, instead: Event | None = None) -> str:
        """What is missing or cannot be, in a sentence; empty where only planning can tell."""
        if self._model.plan is None or not self._model.matches:
            return _FIRST
        try:
            self._event(answers, self._others(instead))
        except RunplanError as refused:
            return in_words(str(refused))
        return ""

    def look(self, answers: EventAnswers, instead: Event | None = None) -> Preview:
        """Plan with one more event, or with one in place of another, and say what would change.

        Raises
        ------
        RunplanError
            One sentence on what is missing or cannot be.
        """
        model, self._preview = self._model, None
        if model.plan is None or not model.matches:
            raise RunplanError(_FIRST)
        try:
            happened, wishes = self._others(instead), dict[str, Any]()
            event = self._event(answers, happened)
            if instead is not None and instead.kind == "moved_race":
                wishes["race_date"] = instead.first
            if event.kind == "moved_race":
                happened, wishes["race_date"] = without_moved_race(happened), event.to
            wishes["events"] = in_order([*happened, event])
            plan = model.plan_of(Block(**(model.form.wishes() | wishes)))
            preview = preview_of(event, wishes, model.plan, plan, model.form.today(), instead)
        except RunplanError as refused:
            raise RunplanError(in_words(str(refused))) from None
        self._previewed_of = model.plan, model.form.today()
        self._preview = preview
        return preview

    def use(self) -> None:
        """Wish what is looked at."""
        preview, model = self.preview, self._model
        if preview is None:
            return
        with model.messages.as_one():
            label = inside(preview.event.text) if preview.instead is None else f"changing {preview.instead.text}"
            model.wish(label, **preview.wishes)
            if model.matches:
                model.messages.say(f"Planned with this: {preview.sentence}")
        self.leave()

    def leave(self) -> None:
        """Look at nothing any more."""
        self._preview = None

    def take_off(self, event: Event) -> None:
        """Plan without an event."""
        model = self._model
        wishes: dict[str, Any] = {"events": self._others(event)}
        if event.kind == "moved_race":
            wishes["race_date"] = event.first
        with model.messages.as_one():
            model.wish(f"taking off {event.text}", **wishes)
            if model.matches:
                model.messages.say(f"Removed: {event.text}.")

    def _block_days(self) -> tuple[dt.date, dt.date]:
        block = self._model.block
        return block.first_day, block.last_day

    def _others(self, instead: Event | None) -> tuple[Event, ...]:
        """The events that stay where one is changed."""
        return tuple(happened for happened in self._model.form.events if happened != instead)

    def _event(self, answers: EventAnswers, others: Sequence[Event]) -> Event:
        """The event that the form has, beside others."""
        form = self._model.form
        first, last = self._block_days()
        if answers.kind == "moved_race":
            return self._moved_race(answers)
        if answers.first is None:
            raise RunplanError(
                "Choose the first day." if answers.kind != "extra_race" else "Choose the day of the race."
            )
        ends = answers.first if answers.kind == "extra_race" or answers.last is None else answers.last
        if ends < answers.first:
            raise RunplanError(_LATE)
        if (days := (ends - answers.first).days + 1) > MOST_DAYS:
            raise RunplanError(f"Choose {MOST_DAYS} days at most (these are {days}), or start a new plan.")
        if ends < first or answers.first > last:
            raise RunplanError(
                f"Choose days from {format_day(first)} to {format_day(last)}: those are the days of your plan."
            )
        if answers.kind != "extra_race":
            kit = answers.equipment if answers.kind == "travel" else None
            event = Event(answers.kind, answers.first, ends, equipment=kit)
        else:
            distance = race_distance(answers.distance, form.units)
            event = Event(answers.kind, answers.first, distance=distance, rank=answers.rank)
            races = [happened.first for happened in others if happened.kind == "extra_race"]
            if answers.first in (*races, self._model.block.race_date):
                raise RunplanError(_ON_RACE_DAY)
        if event in form.events:
            raise RunplanError("This is already in the plan.")
        return event

    def _moved_race(self, answers: EventAnswers) -> Event:
        form, race = self._model.form, self._model.block.race_date
        if form.runs is not None:
            raise RunplanError(_OWN_RACE)
        if race is None:
            raise RunplanError("Choose a race under Goal first: there is none to move.")
        if answers.to is None or answers.to == race:
            raise RunplanError(f"Choose a new day for the race, which is currently on {format_day(race)}.")
        first = next((happened.first for happened in form.events if happened.kind == "moved_race"), race)
        if answers.to == first:
            raise RunplanError(
                "The race was on that day before you moved it. To move it back, remove that event below."
            )
        return Event("moved_race", first, to=answers.to)


def import_note(form: BlockForm) -> str:
    """What is to be known before a run plan is imported: events that are in the plan change its runs too."""
    changing = [event.text for event in form.events if event.kind not in _LEAVES_RUNS]
    if not changing or form.runs is not None:
        return ""
    events = "This event also changes" if len(changing) == 1 else "These events also change"
    return f"{events} a run plan that you import: {'; '.join(changing)}. See What happened?"


def changed_runs_note(plan: Plan | None) -> str:
    """How many runs of an imported plan events change, and how to leave them as they are."""
    if plan is None:
        return ""
    changing = [event for event in plan.block.events if event.kind not in _LEAVES_RUNS]
    runs = sum(row.change != "added" and "-strength-" not in row.session_id for row in plan.change_rows)
    if not changing or not runs:
        return ""
    events, them = f"Your {len(changing)} events change", "the events"
    if len(changing) == 1:
        events, them = f"{changing[0].text} changes", "the event"
    return f" {events} {runs} of these runs. To leave your runs as they are, remove {them} under What happened?"
