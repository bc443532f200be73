"""Sessions with less in them: an easy run in the place of a hard one, lighter strength work, a race week's core work.

In: a draft and a session of it. Out: the session as it would be then, with its own id and day; the draft takes it up by
`Draft.put`.
"""

from __future__ import annotations

from runplan.catalog.rules import number
from runplan.errors import RunplanError
from runplan.plan.block import Block
from runplan.plan.records import Routine, Session
from runplan.plan.steps import Step, steps_text
from runplan.planning.adaptation.draft import Draft, strength_index
from runplan.planning.running.step_paces import step_paces
from runplan.planning.strength.progression import choose, routine_request
from runplan.planning.strength.session_type import with_work
from runplan.planning.weeks.outline import Week
from runplan.planning.weeks.runs import run_minutes
from runplan.planning.weeks.wave import LIGHTER, RACE_STEP


def lighten(draft: Draft, session: Session, reason: str) -> None:
    """Make strength work light where it is heavy; drop it where there is nothing lighter."""
    if not draft.is_heavy(session):
        return
    lighter = eased(draft, session)
    if draft.is_heavy(lighter):
        draft.drop(session, reason)
    else:
        draft.put(lighter, "eased", reason)


def eased(draft: Draft, session: Session) -> Session:
    """The session as a light one: a quality run runs easily, strength takes the lighter step of its week."""
    if session.is_run:
        return easy_run(draft, session, session.distance_km)
    step = draft.weeks[session.week - 1].step
    return light_strength(draft, session, step.removesuffix(LIGHTER) + LIGHTER)


def light_strength(draft: Draft, session: Session, step: str, routine_week: int | None = None) -> Session:
    """A strength session with light work of a step of the wave, of another week's routine where that is given."""
    at = (session.week if routine_week is None else routine_week) - 1
    routine, week = draft.routines.by_week[at], draft.weeks[at]
    index = strength_index(session)
    if routine is None or index >= len(week.strength):
        return session
    work = routine.week(step, (True,) * len(week.strength), week.hop_week)[index]
    placed = "general" if session.type == "heavy" else session.type
    return with_work(draft.catalog, session, placed, work, may_be_heavy=False)


def routine_left(draft: Draft, block: Block, week: Week) -> Routine | None:
    """The routine of a week as an event leaves it; None where the equipment and what is avoided leave no session."""
    try:
        return choose(routine_request(block, week), draft.catalog)
    except RunplanError:
        return None


def core_work(draft: Draft, session: Session) -> Session | None:
    """The core session that a race week has, in the place of a strength session; None where no core work is left."""
    week = draft.weeks[session.week - 1]
    if week.strength and week.strength[0] == "routine":
        return session
    week = week._replace(strength=("core",), step=RACE_STEP, sharpening=True, hop_week=0)
    routine = routine_left(draft, draft.block, week)
    if routine is None:
        return None
    work = routine.week(week.step, (True,), 0)[0]
    return with_work(draft.catalog, session._replace(note=""), "core", work)


def easy_run(draft: Draft, session: Session, km: float) -> Session:
    """A run of the same day, all easy."""
    steps, is_long = [Step(1, round(1000 * km), "easy")], session.type == "long"
    return session._replace(
        type="long" if is_long else "easy",
        title="Long run" if is_long else "Easy run",
        km=round(1000 * km) / 1000,
        minutes=run_minutes(steps, step_paces(draft.block)),
        effort=number("effort_long" if is_long else "effort_easy"),
        steps=steps_text(steps),
        note="",
    )
