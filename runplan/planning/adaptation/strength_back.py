"""How strength work comes back after days without it: lighter at first, after two weeks a phase earlier.

In: a draft and the days without training. Out: the draft with the work of the phase before for as many weeks as were
lost (data/rules.csv, ``gap_strength_back``).
"""

from __future__ import annotations

import datetime as dt

from runplan.catalog.rules import number
from runplan.planning.adaptation.draft import Draft
from runplan.planning.adaptation.easing import light_strength
from runplan.planning.running.gaps import Gap
from runplan.planning.weeks.outline import Week
from runplan.planning.weeks.wave import LIGHTER

_BEFORE = {"strength": "technique", "power": "strength"}
"""The phase that is gone back to; what keeps goes back to the phase that it keeps."""


def strength_back(draft: Draft, gap: Gap, first_away: dt.date, last_away: dt.date, reason: str) -> None:
    """Give the strength sessions after days without training lighter work, or that of a phase earlier."""
    back = last_away + dt.timedelta(days=1)
    days = (back - first_away).days
    if days < number("gap_return"):
        return
    weeks_lost = -(-days // 7)
    first = draft.week_number(back)
    for number_ in range(first, min(max(first + weeks_lost, gap.back + 1), len(draft.weeks) + 1)):
        week = draft.weeks[number_ - 1]
        earlier = _week_before(draft, week, first_away) if days >= number("gap_strength_back") else None
        for session in draft.of_week(number_):
            if session.is_run or session.date < back or session.type in ("core", "routine"):
                continue
            lighter = light_strength(draft, session, week.step.removesuffix(LIGHTER) + LIGHTER)
            if earlier is not None:
                eased = light_strength(draft, session, earlier.step, earlier.week)
                draft.put(min(eased, lighter, key=lambda work: work.duration_min), "eased", reason)
            elif number_ <= max(first, gap.back):
                draft.put(lighter, "eased", reason)


def _week_before(draft: Draft, week: Week, first_away: dt.date) -> Week | None:
    """The last full week of the phase before that of a week, before the first day away; None where there is none."""
    phases = [past.strength_phase for past in draft.weeks if past.start <= first_away]
    wanted = _BEFORE.get(week.strength_phase, "strength" if "strength" in phases else "technique")
    return next(
        (
            past
            for past in reversed(draft.weeks)
            if past.start + dt.timedelta(days=6) < first_away
            and past.strength_phase == wanted != week.strength_phase
            and not past.step.endswith(LIGHTER)
            and len(past.strength) >= len(week.strength)
        ),
        None,
    )
