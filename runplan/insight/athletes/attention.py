"""What of an athlete needs a look, the most urgent first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from runplan.catalog.rules import number
from runplan.insight.findings import findings
from runplan.insight.planned_and_done import ahead_sentence, elsewhere_sentence
from runplan.plan.events import WITHOUT_TRAINING
from runplan.plan.log import Log
from runplan.plan.matching import DONE, Matching, SessionMatch
from runplan.plan.tables import PlanTables
from runplan.units import counted, format_day

_FEWEST = 4  # sessions of which a share is taken


def notes_of(
    plan: PlanTables, log: Log | None, matched: Matching, lately: Sequence[SessionMatch], *, is_known: bool
) -> tuple[str, ...]:
    """What is said of an athlete, a sentence each."""
    notes = [*_events(plan, matched.today)]
    if plan.week_records[-1].dates[-1] < matched.today:
        notes.append("The plan has ended.")
    if is_known:
        notes += _done(matched, lately)
    elif lately:
        notes.append("There is no log, so RunPlan does not know what was done.")
    if matched.ahead:
        notes.append(ahead_sentence(matched))
    if log is not None and matched.elsewhere:
        notes.append(elsewhere_sentence(log, matched))
    errors = findings(plan).query("severity == 'error'")
    if len(errors):
        notes.append(f"The plan breaks {counted(len(errors), 'hard rule')}: see runplan check.")
    return tuple(notes)


def _events(plan: PlanTables, today: dt.date) -> Iterator[str]:
    """What is happening today, and who has just come back."""
    for event in plan.block.events:
        if event.first <= today <= event.last_day:
            yield f"{event.text}."
        elif event.kind in WITHOUT_TRAINING and 0 < (today - event.last_day).days <= number("coach_quiet_days"):
            yield f"Just back: {event.text[0].lower()}{event.text[1:]}."


def _done(matched: Matching, lately: Sequence[SessionMatch]) -> Iterator[str]:
    """What was not done of what was planned lately."""
    days = [match.done_on or match.session.date for match in matched.matches if match.status in DONE]
    days += [activity.date for activity in matched.extra]
    last = max((day for day in days if day <= matched.today), default=None)
    quiet_since = matched.today - dt.timedelta(days=number("coach_quiet_days"))
    if (last is None or last < quiet_since) and any(match.session.date >= quiet_since for match in lately):
        yield "Nothing done yet." if last is None else f"Nothing done since {format_day(last)}."
        return
    done = sum(match.status in DONE for match in lately)
    if len(lately) >= _FEWEST and done < number("coach_done") / 100 * len(lately):
        yield f"{done} of {len(lately)} sessions done."
    missed = sum(match.session.type == "long" and match.status not in DONE for match in lately)
    if missed >= number("coach_long_missed"):
        yield f"{counted(missed, 'long run')} missed."
