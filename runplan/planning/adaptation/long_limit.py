"""No long or easy run over what leads up to it, where events or other settings made the runs before it shorter.

In: a draft and the plan in which the runs were long enough. Out: the draft with runs that grow by the rule of
planning (`Lengths.longer`) from the longest of the 30 days before; on the way back from a gap by the step of that way,
until the longest run before the gap is reached again. A plan of the runner's own that steps further by itself is left
as it is: only what became shorter counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from runplan.plan.records import Session
from runplan.planning.adaptation.draft import Draft
from runplan.planning.adaptation.easing import easy_run
from runplan.planning.running.gaps import Gap
from runplan.planning.running.lengths import METRES_KM, lengths_of
from runplan.planning.running.long_runs import LONGEST_RUN_DAYS, least_run_km, longest_before

_REASON = "The longest run in the 30 days before this one is now shorter."


def limit_long_runs(draft: Draft, first: dt.date, gaps: Sequence[Gap], reference: Iterable[Session]) -> None:
    """Shorten long and easy runs from a day on, where the runs before them are shorter than in another plan.

    Parameters
    ----------
    draft : Draft
    first : datetime.date
    gaps : sequence of Gap
        On the way back from these, the step of that way holds.
    reference : iterable of Session
        The plan of the same weeks in which each long run was as long as it may be.
    """
    planned = list(reference)
    for run in draft.between(max(first, draft.today), dt.date.max):
        if run.type not in ("long", "easy"):
            continue
        longest = longest_of(draft, draft.sessions.values(), run.date)
        allowed = [lengths_of(draft.block).longer(longest), least_run_km(draft.block)]
        most = max([*allowed, *(most_on_the_way_back(draft, gap, run) for gap in gaps)])
        became_shorter = longest < longest_of(draft, planned, run.date) - METRES_KM
        if became_shorter and run.distance_km > most + METRES_KM:
            draft.put(easy_run(draft, run, most), "shortened", _REASON)


def longest_of(draft: Draft, sessions: Iterable[Session], day: dt.date) -> float:
    """The longest run of the 30 days before a day; what the block says of them where they begin before it [km]."""
    first = day - dt.timedelta(days=LONGEST_RUN_DAYS)
    runs = [run.distance_km for run in sessions if run.is_run and first <= run.date < day]
    return max([*runs, longest_before(draft.block) if first < draft.block.first_day else 0.0])


def most_on_the_way_back(draft: Draft, gap: Gap, run: Session) -> float:
    """The most that a long run has before the longest run of the time before a gap is reached; else 0 [km]."""
    first_day = draft.block.first_day
    gone, back = (first_day + dt.timedelta(days=day) for day in (gap.first_day, gap.end_day))
    if run.date < back or gap.week_share >= 1:
        return 0.0
    longest = longest_of(draft, draft.sessions.values(), gone)
    since = max((other.distance_km for other in draft.between(back, run.date) if is_before(other, run)), default=0.0)
    lengths = lengths_of(draft.block)
    first = lengths.half_below(gap.long_share * longest)
    return 0.0 if since >= longest else max(first, min(longest, since + lengths.after_gap_km))


def is_before(other: Session, run: Session) -> bool:
    """Whether another session is a run of an earlier day."""
    return other.is_run and other.date < run.date
