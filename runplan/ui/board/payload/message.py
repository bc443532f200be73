"""The one message for each change: all that the board shows, but for what never changes and what is asked for."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

from runplan.errors import RunplanError
from runplan.insight.analysis import Seen
from runplan.insight.compare import differences, event_rows
from runplan.plan.checks import weekly_km
from runplan.ui.board.payload.plan_json import muscles, summary, weeks
from runplan.ui.field_text import named_sessions
from runplan.ui.state.error_text import in_words
from runplan.ui.state.life.marks import asks
from runplan.ui.state.typed_values import name_of
from runplan.units import KM_PER_MILE, from_km

if TYPE_CHECKING:
    from runplan.ui.state.planner_model import PlannerModel

_OLD_PLAN = "The plan below is the last one that was possible; it does not match your settings."
_NO_PLAN = "There is no plan to show yet."


def scene(model: PlannerModel, seen: Seen | None, before: Seen | None, today: dt.date | None) -> str:
    """Everything that the board shows now, as compact JSON."""
    parts = [compact(_said(model))[1:-1]]
    if seen is not None:
        parts.append(told(seen, today))
        parts.append(compact({"cost": _cost(seen, before, model.messages.message) if model.matches else []})[1:-1])
    return "{" + ",".join(parts) + "}"


def told(seen: Seen, today: dt.date | None) -> str:
    """What hangs on the plan alone, as the inside of a JSON object; made once a plan and day."""
    key = f"plan {today}"
    if key not in seen.texts:
        worked = compact(muscles(seen))
        # What is drawn of the muscles stays as it is while this number does.
        seen.texts[key] = f'{compact(_of_plan(seen, today))[1:-1]},"muscles":{worked},"drawn":{crc32(worked.encode())}'
    return seen.texts[key]


def compact(value: Any) -> str:
    """A value as JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _said(model: PlannerModel) -> dict[str, Any]:
    """What is said about the wishes: refusals, offers, messages, what can be taken back."""
    named = _Names(model)
    blocked = bool(model.blockers)
    report = model.reports.current(model.form)
    messages, asked = model.messages, asks(model)
    offers = [
        ["relax", f"Use instead: {named(model.relaxed_offer)}", blocked and bool(model.relaxed_offer)],
        ["drop_edits", "Plan again without the edits", bool(model.edits)],
        ["undo", f"Undo: {named(model.history.undo_offer)}", blocked and bool(model.history.undo_offer)],
        ["overwrite", f"Replace {name_of(messages.overwrites)}", bool(messages.overwrites)],
    ]
    return {
        "v": messages.revision,
        "ms": round(model.planning_ms, 2),
        "ok": int(model.matches),
        "error": messages.error,
        "blocked": named(" ".join(in_words(sentence) for sentence in model.blockers)),
        "below": "" if not blocked else _OLD_PLAN if model.plan is not None else _NO_PLAN,
        "warning": named(messages.warnings.sentence, messages.warnings.files),
        "message": named(messages.message, messages.files),
        "offers": [[do, text] for do, text, wanted in offers if wanted],
        "noted": _noted(model),
        "undo": named(model.history.undo_offer),
        "redo": named(model.history.redo_offer),
        "ask": None if asked is None else {"text": asked.sentence, "first": asked.sessions[0].session_id},
        "report": None if report is None else report.brief(model.form.units),
    }


def _noted(model: PlannerModel) -> dict[str, float]:
    """Kilometres of individual weeks that are wished but not in the plan shown, by week, in the unit of the plan."""
    if model.matches or model.plan is None:
        return {}
    block = model.plan.block
    try:
        own = weekly_km(model.form.weekly_km)
    except RunplanError:  # they are what is refused
        return {}
    return {str(week): round(from_km(km, block.units), 1) for week, km in own if (week, km) not in block.weekly_km}


class _Names:
    """Texts with the names of sessions in place of their ids."""

    def __init__(self, model: PlannerModel) -> None:
        self._plan = model.plan

    def __call__(self, text: str, files: Sequence[str] = ()) -> str:
        return named_sessions(text, self._plan, besides=files)


def _of_plan(seen: Seen, today: dt.date | None) -> dict[str, Any]:
    plan = seen.plan
    units = plan.block.units
    return {
        "units": units,
        "per_km": 1.0 if units == "km" else 1 / KM_PER_MILE,
        "days": list(plan.block.week_days),
        "given": int(plan.block.runs is not None),
        "head": summary(seen),
        **weeks(seen, today),
    }


def _cost(seen: Seen, before: Seen | None, done: str) -> list[list[str]]:
    """What the last change won and lost; not how many sessions moved, where what was done is said."""
    if before is None or before.plan is seen.plan:
        return []
    of_events = event_rows(before.plan, seen.plan)
    elsewhere = {"days"} if done else set()
    elsewhere |= {"longest"} if of_events else set()
    others = [row for row in differences(before.measures, seen.measures) if row[1] not in elsewhere]
    return [[change, message] for change, _, message in (*of_events, *others)]
