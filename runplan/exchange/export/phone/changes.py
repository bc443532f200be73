"""What became of a session, and what the block's events changed of it, in the page's words.

In: sessions of a plan, and its changes. Out: a word for the week, a sentence for the day, and what was left out.
"""

from __future__ import annotations

from typing import Any

from runplan.exchange.export.text import one_line
from runplan.plan.records import Session
from runplan.plan.tables import PlanTables
from runplan.schema import PLANNED
from runplan.units import format_day

# What a change is called in a week, and how its sentence begins; what it was follows.
_WORDS = {
    "eased": ("Lighter", "Made lighter"),
    "shortened": ("Shorter", "Shortened"),
    "other equipment": ("Other equipment", "With other equipment"),
    "planned anew": ("Changed", "Changed"),
    "added": ("New", "Added"),
}


class ChangeData:
    """Says of the sessions of a plan what became of them."""

    def __init__(self, plan: PlanTables) -> None:
        self._changes = {change.session_id: change for change in plan.change_rows}

    def of(self, session: Session) -> dict[str, Any]:
        """The status and the change of a session, each only where there is one; and its note, unless that says it."""
        texts: dict[str, Any] = {} if session.status == PLANNED else {"status": session.status}
        word, sentence = self._words(session)
        if word:
            texts |= {"changed": word, "change": sentence}
        if word == "Moved" and session.note.startswith("Moved from"):
            texts["note"] = ""
        return texts

    def left_out(self, week: int) -> list[list[str]]:
        """The sessions that are no longer in a week: what each was, and why it is out."""
        return [
            [one_line(change.before), one_line(change.reason)]
            for change in self._changes.values()
            if change.change == "dropped" and change.week == week
        ]

    def _words(self, session: Session) -> tuple[str, str]:
        change = self._changes.get(session.session_id)
        reason = "" if change is None else one_line(change.reason)
        if session.planned_date not in (None, session.date):
            return "Moved", f"Moved from {format_day(session.planned_date)}. {reason}".strip()
        if change is None or change.change not in _WORDS:
            return "", ""
        word, begins = _WORDS[change.change]
        before = f"Before: {one_line(change.before)}." if change.before else ""
        return word, " ".join(part for part in (f"{begins}.", reason, before) if part)
