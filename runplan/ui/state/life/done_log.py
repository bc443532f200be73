"""A log of what was done, in the planner: read, matched with the plan, used as marks; and where it puts the runner.

In: a file of another tool, or its content. Out: what came of each row, which session of the plan each was, marks of the
plan, and values for controls, each taken by itself. Nothing of the file is kept but that. No widget in here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from runplan.api import Log, Plan, starting_point
from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.activities.read import log_from_bytes, read_log
from runplan.insight import planned_and_done
from runplan.insight.logged_lifts import trained_lifts
from runplan.plan.block import SESSION_ID, Block
from runplan.plan.log import GUESSED, LEFT_OUT, NOT_DONE, TAKEN, LogRow
from runplan.plan.matching import Matching, SessionMatch, match_log
from runplan.ui.field_text import FIELD_NAMES, named_sessions
from runplan.ui.state.life.marks import MARKS, mark_many
from runplan.ui.state.typed_values import NO_NAME
from runplan.units import counted, format_day, format_distance
from runplan.words import inside

if TYPE_CHECKING:
    from runplan.ui.state.planner_model import PlannerModel

_CHOICES = {"unit": ("km", "mi"), "weight_unit": ("kg", "lb")}
QUESTIONS = {"unit": "Unit of distances", "weight_unit": "Unit of weights", "running": "Sport number of running"}
"""The name of the control that takes what a log does not say."""
_FIRST = "Read a log first."
_OF_ANOTHER = "It belongs to another plan or to other weeks of this plan, so only its day counts."


def asked_for(question: PlanFileError) -> str:
    """What a log has to be told first, with the planner's control for it in place of the argument."""
    sentence, _, rest = str(question).partition(": give ")
    if not rest or question.asks not in QUESTIONS:
        return str(question)
    return f"{sentence}: choose it under {QUESTIONS[question.asks]}, then press Read the log."


class StartField(NamedTuple):
    """What a log tells of a control: its field, its name, the value as text, why, and the value; None: too little."""

    field: str
    name: str
    text: str
    reason: str
    value: Any


class DoneLog:
    """The log of one planner.

    Parameters
    ----------
    model : PlannerModel
    on_read : callable
        Called after each reading, whatever came of it.

    Attributes
    ----------
    log : Log or None
        As it was read last.
    asks, choices : str, tuple of str
        What has to be told before the file can be read, and what may be told; empty where that is nothing.
    """

    def __init__(self, model: PlannerModel, on_read: Callable[[], None] = lambda: None) -> None:
        self._model = model
        self.on_read = on_read
        self.log: Log | None = None
        self.asks, self.choices = "", tuple[str, ...]()
        self._otherwise: dict[str, str] = {}
        self._matched: tuple[Log, Plan, str, Matching] | None = None

    def read(self, path: str, data: bytes | None, answers: Mapping[str, str]) -> None:
        """Read a file, or its content where the browser gave that.

        Raises
        ------
        RunplanError
            One sentence on what is wrong with the file, or what has to be told first; `asks` says which.
        """
        self.log, self._otherwise = None, {}
        self.asks, self.choices = "", ()
        if not path.strip():
            raise RunplanError(NO_NAME)
        options: dict[str, Any] = {name: answer for name, answer in answers.items() if answer}
        file = Path(path.strip()).expanduser()
        try:
            if data is not None:
                self.log = log_from_bytes(data, file.name or "log", self._model.catalog, **options)
            else:
                self.log = read_log(file, catalog=self._model.catalog, **options)
        except PlanFileError as refused:
            self.asks, self.choices = refused.asks, refused.choices or _CHOICES.get(refused.asks, ())
            raise PlanFileError(asked_for(refused).replace(f"{file.parent}/", "")) from None

    @property
    def rows(self) -> list[LogRow]:
        """Every row that was read, those first that were not simply taken or that name another plan's session."""
        rows: list[LogRow] = [] if self.log is None else list(self.log.rows)
        matching = self._matching()
        elsewhere = {(entry.date, entry.title) for entry in matching.elsewhere} if matching is not None else set()
        sets = Counter((entry.session_id, entry.date) for entry in (() if self.log is None else self.log.lifted))
        for number, row in enumerate(rows):
            is_elsewhere = (row.date, row.text) in elsewhere
            if row.outcome == TAKEN and is_elsewhere:
                row = row._replace(outcome=GUESSED, reason=_OF_ANOTHER)
            if SESSION_ID.fullmatch(row.text):
                day = f"{format_day(row.date)}: " if row.date else ""
                noted = sets[row.text, row.date] if row.date and row.outcome != LEFT_OUT else 0
                name = self._name(row.text, "" if is_elsewhere else row.text)
                row = row._replace(text=f"{day}{name}" + (f", {counted(noted, 'set')}" if noted else ""))
            rows[number] = row
        return sorted(rows, key=lambda row: (row.outcome == TAKEN, row.outcome == LEFT_OUT))

    def _name(self, title: str, session_id: str) -> str:
        """What was done by its title; where that is an id, as the phone page has it, by what the plan calls it."""
        if SESSION_ID.fullmatch(title) is None:
            return title
        session = None if self._model.plan is None else self._model.plan.session_of(session_id)
        return named_sessions(title) if session is None else session.title

    @property
    def summary(self) -> str:
        """What was read, in a sentence."""
        if self.log is None:
            return ""
        done, left_out = self.log.done, sum(row.outcome == LEFT_OUT for row in self.log.rows)
        if not done:
            return f"No session was found; {counted(left_out, 'row')} left out."
        days = f"from {format_day(done[0].date)} to {format_day(done[-1].date)} {done[-1].date.year}"
        return f"{counted(len(done), 'session')}, {days}; {counted(left_out, 'row')} left out."

    # --- planned and done ---------------------------------------------------------------------------------------------

    @property
    def matches(self) -> list[SessionMatch]:
        """What the log says up to today of sessions, within the days that it has; as the runner says, where told.

        A session of a later day may be done by now. A file of runs tells nothing of strength work: of a kind that it
        does not have nothing is missed.
        """
        matching, log = self._matching(), self.log
        if matching is None or log is None or not log.activities:
            return []
        today, first = self._model.form.today(), log.activities[0].date
        kinds = {activity.kind for activity in log.activities}

        def is_told(match: SessionMatch) -> bool:
            """Whether the log says what became of it, by an entry or as it has none on a day before its last."""
            if match.activities:
                return all(activity.date <= today for activity in match.activities)
            if match.session.session_id in matching.named:
                return True
            day = match.session.date
            return match.session.kind in kinds and first <= day < min(today, matching.today)

        return [
            match._replace(status=self._otherwise.get(match.session.session_id, match.status))
            for match in matching.matches
            if match.status in MARKS and is_told(match)
        ]

    def noted(self, session_id: str) -> SessionMatch | None:
        """What the log tells of a session up to today, also of one that was missed; None where that is nothing."""
        matching, log = self._matching(), self.log
        if matching is None or log is None:
            return None
        match = next((match for match in matching.matches if match.session.session_id == session_id), None)
        if match is None:
            return None
        activities = match.activities or tuple(
            activity
            for activity in log.activities
            if activity.session_id == session_id and activity.status in NOT_DONE and activity not in matching.elsewhere
        )
        if any(activity.date > self._model.form.today() for activity in activities):
            return None
        return match._replace(activities=activities)

    def _matching(self) -> Matching | None:
        plan, log, plan_id = self._model.plan, self.log, self._model.plan_id
        if plan is None or log is None:
            return None
        matched = self._matched
        if matched is None or matched[0] is not log or matched[1] is not plan or matched[2] != plan_id:
            self._matched = matched = log, plan, plan_id, match_log(plan.called(plan_id), log)
        return matched[3]

    def match_text(self, match: SessionMatch) -> tuple[str, str]:
        """A session as it was planned, and what was done of it."""
        units, session = self._model.form.units, match.session
        size = format_distance(session.distance_km, units) if session.is_run else f"{session.duration_min} min"
        done = [
            f"{inside(self._name(activity.title, activity.session_id)) or activity.sport or activity.kind}"
            + (f", {format_distance(activity.km, units)}" if activity.km else "")
            + (f", {activity.minutes:.0f} min" if activity.minutes and not activity.km else "")
            + (f", {counted(len(match.sets), 'set')}" if match.sets and activity is match.activities[0] else "")
            + ("" if activity.date == session.date else f", on {format_day(activity.date)}")
            for activity in match.activities
        ]
        return f"{format_day(session.date)}: {inside(session.title)}, {size}", " and ".join(done) or "nothing"

    @property
    def note(self) -> str:
        """That it is another plan's, what was done besides the plan, and what it says nothing of, in sentences."""
        matching, log = self._matching(), self.log
        if matching is None or log is None:
            return ""
        besides = f"{counted(len(matching.extra), 'session')} in addition to the plan." if matching.extra else ""
        has_strength = any(activity.kind == "strength" for activity in log.done)
        silent = (
            ""
            if has_strength
            else ("The log has no strength work, so RunPlan cannot tell which strength sessions you did.")
        )
        of_another = planned_and_done.elsewhere_sentence(log, matching) if matching.elsewhere else ""
        return " ".join(filter(None, (of_another, besides, silent)))

    def say(self, session_id: str, status: str) -> None:
        """Say otherwise of a session than the log does."""
        self._otherwise[session_id] = status

    def use(self) -> None:
        """Mark the sessions of the plan by what was done of them."""
        if self.log is None:
            raise RunplanError(_FIRST)
        marks = {match.session.session_id: match.status for match in self.matches}
        followed, lifts = self._followed(marks)
        counts = [
            f"{sum(status == mark for status in marks.values())} {name}"
            for mark, name in MARKS.items()
            if mark in marks.values()
        ]
        follow = (
            ""
            if not lifts
            else (
                f" The loads of {counted(lifts, 'lift')} are now based on your sets; each lift’s note gives the reason."
            )
        )
        sentence = f"Marked from your log: {', '.join(counts)}.{follow}"
        mark_many(self._model, marks, "marks from your log", sentence, followed if lifts else None)

    def _followed(self, marks: Mapping[str, str]) -> tuple[Plan | None, int]:
        """The plan with marks, in which the loads from today on follow from the log's sets; of how many lifts.

        The block remembers the last set of each of them, so that other settings start from it too.
        """
        plan, log, today = self._model.plan, self.log, self._model.form.today()
        sets = {} if plan is None or log is None else trained_lifts(plan, log, today)
        if plan is None or log is None or not sets:
            return None, 0
        statuses = {session.session_id: session.status for session in plan.session_records} | dict(marks)
        followed = Plan(
            **planned_and_done.with_status(plan, match_log(plan.called(self._model.plan_id), log, today, statuses))
        )
        block = plan.block.replace(lifts=dict(plan.block.lifts) | sets)
        return Plan(**(followed.parts() | {"block": block})), len(sets)

    # --- where it puts the runner -------------------------------------------------------------------------------------

    @property
    def start_fields(self) -> list[StartField]:
        """What the log tells of the block's beginning, a control each, with its reason."""
        block = self._model.block
        if self.log is None or block is None:
            return []
        start = starting_point(self.log, block.first_day, units=block.units)
        rows = zip(*(start.reasons[name].tolist() for name in ("field", "value", "reason")), strict=True)
        return [
            StartField(field, FIELD_NAMES[field], str(text), str(reason), self._value(field, start.fields))
            for field, text, reason in rows
        ]

    def _value(self, field: str, values: Mapping[str, Any]) -> Any:
        """A value as the form has it; None where the log tells none."""
        if field not in values:
            return None
        return getattr(Block(start=self._model.block.first_day, weeks=4, **{field: values[field]}), field)

    def is_used(self, start: StartField) -> bool:
        """Whether a control has the value already."""
        return bool(getattr(self._model.form, start.field) == start.value)

    def use_field(self, start: StartField) -> None:
        """Set one control."""
        model = self._model
        if self.is_used(start):
            return
        with model.messages.as_one():
            model.wish(**{start.field: start.value})
            if model.matches:
                model.messages.say(f"{start.name[:1].upper()}{start.name[1:]}, from your log: {start.text}.")
