"""A plan of RunPlan in which a person typed what became of its sessions."""

from __future__ import annotations

from runplan.exchange.activities.draft import LogDraft
from runplan.exchange.plan_file.cells import read_cells
from runplan.exchange.plan_file.csv_tables import sessions_of_cells
from runplan.plan.log import OWN_PLAN, Activity
from runplan.schema import PLANNED


def read_own_plan(data: bytes, name: str, draft: LogDraft) -> None:
    """Take the sessions that have a status: what was done has the plan's kilometres, what was missed or dropped none.

    Raises
    ------
    PlanFileError
        If the plan cannot be read.
    """
    file = sessions_of_cells(read_cells(data, name), name)
    for line, session in zip(file.lines, file.sessions, strict=True):
        where = f"{name}, line {line}"
        if session.status == PLANNED:
            draft.leave(where, session.session_id, "Its status is planned, so it is not done yet.", session.date)
            continue
        done = session.status == "done"
        activity = Activity(
            session.date,
            None,
            session.kind,
            session.km if done else None,
            session.minutes if done else None,
            session.title,
            OWN_PLAN,
            race=session.type == "race",
            sport=session.type,
            note=session.note,
            session_id=session.session_id,
            status=session.status,
        )
        draft.take(where, activity)
