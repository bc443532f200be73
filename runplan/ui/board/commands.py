"""What the board asks for, word by word: each is one call of the model, or an answer with details.

In: a request such as {"do": "move", "id": "w03-strength-1", "day": "Fri"}. Out: a change of the model, or a message
back to the board. Values come from a browser, so each is looked at before it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from runplan import schema
from runplan.errors import RunplanError
from runplan.plan.checks import shown
from runplan.ui.board.payload import details, drawing_strokes, lists, muscle_words
from runplan.ui.board.payload.lists import action_for
from runplan.ui.board.payload.session import alternatives
from runplan.ui.field_text import named_sessions
from runplan.ui.state import edits, file_requests
from runplan.ui.state.imports import table_requests
from runplan.ui.state.life import marks
from runplan.units import UNITS, to_km

if TYPE_CHECKING:
    from runplan.plan.matching import SessionMatch
    from runplan.ui.board.payload import Seen
    from runplan.ui.state.planner_model import PlannerModel


MOST_DRAWINGS = 60  # asked for at once: more than any session has exercises


class Requests:
    """Answers the board.

    Parameters
    ----------
    model : PlannerModel
    seen : callable
        Gives what is known of the plan shown, or None.
    send : callable
        Takes a message for the board.
    type_in : callable
        Takes a field and what was typed beside its slider.
    noted : callable
        Gives what a log tells of a session, by its id, or None.
    """

    def __init__(
        self,
        model: PlannerModel,
        seen: Callable[[], Seen | None],
        send: Callable[[Mapping[str, Any]], None],
        type_in: Callable[[Any, Any], None],
        noted: Callable[[str], SessionMatch | None],
    ) -> None:
        self._model = model
        self._seen = seen
        self._send = send
        self._type_in = type_in
        self._noted = noted

    def answer(self, request: Mapping[str, Any]) -> None:
        """Do what the board asks for.

        Raises
        ------
        RunplanError
            If the board asks for something that there is not.
        """
        do = request.get("do")
        answer = getattr(self, f"_do_{do}", None) if isinstance(do, str) and do.isidentifier() else None
        if answer is None:
            raise RunplanError(f"The board sent {shown(do)}, which the planner does not know.")
        seen = request.get("offered")  # with which revision an offer was seen that is taken
        if isinstance(seen, int) and seen < self._model.messages.offered:
            return  # it was another one: the board shows by now what is offered instead
        answer(request)

    # --- changes ------------------------------------------------------------------------------------------------------

    def _do_move(self, request: Mapping[str, Any]) -> None:
        day = request.get("day")
        if day not in schema.WEEKDAYS:
            raise RunplanError(f"{shown(day)} is not a weekday.")
        self._model.move(_id(request), str(day))

    def _do_unpin(self, request: Mapping[str, Any]) -> None:
        self._model.unpin(_id(request))

    def _do_week(self, request: Mapping[str, Any]) -> None:
        week, value = request.get("week"), request.get("value")
        plan = self._model.plan
        weeks = 0 if plan is None else plan.block.number_of_weeks
        if plan is None or isinstance(week, bool) or not isinstance(week, int) or not 1 <= week <= weeks:
            raise RunplanError(f"The block has no week {shown(week)}.")
        if value is None:
            self._model.set_week(week, None)
            return
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < 1e6:
            raise RunplanError(f"{str(value)[:40]!r} is not a distance.")
        # In the unit of the plan shown; the one wished is another where it cannot be planned.
        self._model.set_week(week, to_km(float(value), plan.block.units))

    def _do_mark(self, request: Mapping[str, Any]) -> None:
        """What became of a session is ticked, or the tick is taken off."""
        status = request.get("as")
        if status not in (*marks.MARKS, schema.PLANNED):
            raise RunplanError(f"A session cannot be marked as {shown(status)}.")
        marks.mark(self._model, _id(request), str(status))

    def _do_mark_all(self, _: Mapping[str, Any]) -> None:
        marks.mark_all_done(self._model)

    def _do_leave_unmarked(self, _: Mapping[str, Any]) -> None:
        marks.leave_unmarked(self._model)

    def _do_act(self, request: Mapping[str, Any]) -> None:
        """A finding's button is pressed; one that was offered for another plan is gone by now."""
        seen = self._seen()
        if seen is None or not self._model.matches or request.get("of") != seen.number:
            return
        action = action_for(seen, request.get("n"), self._model.plan_of)
        if action is not None:
            edits.act(self._model, action)

    def _do_undo(self, _: Mapping[str, Any]) -> None:
        self._model.undo()

    def _do_redo(self, _: Mapping[str, Any]) -> None:
        self._model.redo()

    def _do_relax(self, _: Mapping[str, Any]) -> None:
        self._model.use_relaxed()

    def _do_drop_edits(self, _: Mapping[str, Any]) -> None:
        self._model.plan_without_edits()

    def _do_overwrite(self, _: Mapping[str, Any]) -> None:
        if self._model.messages.overwrites:  # else it was answered already
            file_requests.save(self._model, self._model.messages.overwrites, overwrite=True)

    def _do_typed(self, request: Mapping[str, Any]) -> None:
        """A value was typed beside a slider."""
        self._type_in(request.get("field"), request.get("text"))

    def _do_hush(self, _: Mapping[str, Any]) -> None:
        self._model.messages.hush()

    # --- answers ------------------------------------------------------------------------------------------------------

    def _do_details(self, request: Mapping[str, Any]) -> None:
        seen = self._seen()
        if seen is not None:
            session_id = _id(request)
            session = details(seen, session_id, self._model.form.today(), self._noted(session_id))
            self._send({"is": "details", **session})

    def _do_weigh(self, request: Mapping[str, Any]) -> None:
        """What each day would cost a session that is being carried; one that is gone by now is let go on the board."""
        seen, session_id = self._seen(), _id(request)
        if seen is not None and any(one.session_id == session_id for one in seen.facts.sessions):
            self._send({"is": "weighed", "id": session_id, "days": alternatives(seen, session_id)})

    def _do_drawings(self, request: Mapping[str, Any]) -> None:
        """The drawings of the exercises of an open session, sent when it is first looked at."""
        ids = request.get("ids")
        if not isinstance(ids, list) or len(ids) > MOST_DRAWINGS:
            raise RunplanError(f"{shown(ids)} is not a list of exercises.")
        self._send({"is": "drawings", "of": drawing_strokes([str(exercise_id) for exercise_id in ids])})

    def _do_lists(self, _: Mapping[str, Any]) -> None:
        """Findings and runs: a slider that moves need not wait for them."""
        seen = self._seen()
        if seen is not None:
            self._send({"is": "lists", **lists(seen)})

    def _do_action(self, request: Mapping[str, Any]) -> None:
        """What can be done about one finding: one at a time, so that a slider that moves waits for one at most."""
        seen, number = self._seen(), request.get("n")
        if seen is not None and self._model.matches and request.get("of") == seen.number:
            action = action_for(seen, number, self._model.plan_of)
            label = named_sessions(action.label, seen.plan) if action else ""
            self._send({"is": "action", "of": seen.number, "n": number, "label": label})

    def _do_report(self, _: Mapping[str, Any]) -> None:
        """How the file of the runner's own run plan was read."""
        report = self._model.reports.current(self._model.form)
        if report is not None:
            self._send({"is": "report", **report.whole(self._model.form.units)})

    def _do_write(self, request: Mapping[str, Any]) -> None:
        """Something is written in place of a cell of that file, or it is confirmed; used later."""
        where, text = _where(request), request.get("text")
        if not isinstance(text, str | bool) or len(str(text)) > 500:
            raise RunplanError(f"{shown(text)} is not a run of {shown(where)}.")
        with self._model.messages.as_one():  # the board hears of the cell before it hears that the table is another
            self._send({"is": "written", **table_requests.write_cell(self._model, where, text)})

    def _do_write_alike(self, request: Mapping[str, Any]) -> None:
        """What is said of one cell counts for all that say the same."""
        with self._model.messages.as_one():
            self._send({"is": "written", **table_requests.write_alike(self._model, _where(request))})

    def _do_use_written(self, _: Mapping[str, Any]) -> None:
        file_requests.use_written(self._model)

    def _do_let_file_go(self, _: Mapping[str, Any]) -> None:
        table_requests.let_file_go(self._model)

    def _do_units(self, request: Mapping[str, Any]) -> None:
        units = request.get("units")
        if units not in UNITS:
            raise RunplanError(f"{shown(units)} is not a unit of distances.")
        self._model.wish(units=units)

    def _do_words(self, _: Mapping[str, Any]) -> None:
        seen = self._seen()
        if seen is not None:
            self._send({"is": "words", "v": self._model.messages.revision, **muscle_words(seen.plan)})


def _where(request: Mapping[str, Any]) -> str:
    where = request.get("where")
    if not isinstance(where, str) or len(where) > 200:
        raise RunplanError(f"{shown(where)} is not a cell of the file.")
    return where


def _id(request: Mapping[str, Any]) -> str:
    session_id = request.get("id")
    if not isinstance(session_id, str) or len(session_id) > 40:
        raise RunplanError(f"{shown(session_id)} is not a session.")
    return session_id
