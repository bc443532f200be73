"""How running comes back after days without it: easy first, in kilometres that rise to the plan's again.

In: a draft and a gap in it. Out: the draft with shorter and easier runs after the gap, until the plan is rejoined.
The shares, days and rises are those of gaps that are known beforehand (data/rules.csv, ``gap_``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from runplan.catalog.rules import number
from runplan.plan.records import Session
from runplan.planning.adaptation.draft import Draft
from runplan.planning.adaptation.easing import eased, easy_run, lighten
from runplan.planning.adaptation.long_limit import longest_of, most_on_the_way_back
from runplan.planning.running.gaps import Gap
from runplan.planning.running.lengths import lengths_of
from runplan.planning.running.long_runs import least_run_km
from runplan.planning.running.shares import shared
from runplan.schema import WAY_BACK

_NEAR_KM = 0.01


def come_back(draft: Draft, gap: Gap, reason: str, *, heavy_too: bool) -> None:
    """Ease and shorten what follows a gap.

    Parameters
    ----------
    draft : Draft
    gap : Gap
    reason : str
        Why, as it stands beside each change.
    heavy_too : bool
        Whether strength is light too in the days in which no run is hard, and the first days have no long run.
    """
    first_day = draft.block.first_day
    back = first_day + dt.timedelta(days=gap.end_day)
    easy_until = back + dt.timedelta(days=gap.easy_days - 1)
    _ease(draft, back, easy_until, reason, heavy_too=heavy_too)
    if heavy_too:
        _no_long_run_at_once(draft, gap, back, reason)
    if gap.week_share >= 1:
        return
    lengths = lengths_of(draft.block)
    for number_ in range(draft.week_number(back), len(draft.weeks) + 1):
        runs = [
            session
            for session in draft.of_week(number_)
            if session.is_run and session.date >= back and session.type != "race"
        ]
        planned = sum(run.distance_km for run in runs)
        most = _ceiling(draft, gap, number_, planned)
        long_run = next((run for run in runs if run.type == "long"), None)
        long_most = most if long_run is None else _long_most(draft, gap, long_run)
        long_km = 0.0 if long_run is None else long_run.distance_km
        fits = planned <= most + _NEAR_KM and long_km <= long_most + _NEAR_KM
        if fits and number_ > gap.last_week_back:
            return
        if not fits:
            stays_easy = number_ <= gap.back
            _shorten(draft, runs, min(most, planned), lengths.half_below(long_most), reason, stays_easy=stays_easy)
            draft.note(number_, f"on the way back after {gap.days} days without a run", WAY_BACK)


def _ease(draft: Draft, first: dt.date, last: dt.date, reason: str, *, heavy_too: bool) -> None:
    """No session of these days is hard."""
    for session in draft.between(first, last):
        if session.is_quality:
            draft.put(eased(draft, session), "eased", reason)
        elif heavy_too and not session.is_run:
            lighten(draft, session, reason)
        elif session.type == "long" and session.steps.count(";"):
            draft.put(easy_run(draft, session, session.distance_km), "eased", reason)


def _no_long_run_at_once(draft: Draft, gap: Gap, back: dt.date, reason: str) -> None:
    """In the first days, and in those that are left of a broken week, a long run is an easy run of a usual length."""
    lengths, week = lengths_of(draft.block), draft.week_number(back)
    until = back + dt.timedelta(days=gap.days_without_long - 1)
    if gap.week_share < 1 and week < gap.back:
        until = max(until, draft.weeks[week - 1].start + dt.timedelta(days=6))
    for run in draft.between(back, until):
        if run.type == "long":
            others = [
                other.distance_km
                for other in draft.before.values()
                if other.week == run.week and other.is_run and other.type not in ("long", "race")
            ]
            usual = sum(others) / len(others) if others else run.distance_km / 2
            most = lengths.half_below(gap.week_share * usual)
            easy = easy_run(draft, run, min(run.distance_km, max(most, least_run_km(draft.block))))
            title, effort = "Easy run", number("effort_easy")
            draft.put(easy._replace(type="easy", title=title, effort=effort), "shortened", reason)


def _long_most(draft: Draft, gap: Gap, run: Session) -> float:
    """The most that a long run has on the way back, and from where the longest run before the gap is reached on."""
    before = longest_of(draft, draft.sessions.values(), run.date)
    return most_on_the_way_back(draft, gap, run) or lengths_of(draft.block).longer(before)


def _ceiling(draft: Draft, gap: Gap, week: int, planned: float) -> float:
    """The most that a week has on the way back [km]; `planned` is what its runs after the gap have."""
    lengths = lengths_of(draft.block)
    if week < gap.back:
        return lengths.half_below(gap.week_share * planned)
    run = [
        sum(run.distance_km for run in draft.of_week(number_) if run.is_run and run.type != "race")
        for number_ in range(1, week)
    ]
    rejoined = min(len(draft.weeks), gap.back + gap.weeks_lost)
    planned_then = [
        sum(run.distance_km for run in draft.of_week(number_) if run.is_run) for number_ in (rejoined - 1, rejoined)
    ]
    whole = planned_then[0] if draft.weeks[rejoined - 1].step_back and rejoined > 1 else planned_then[1]
    most = gap.ceiling(week, (lengths.week(draft.block.weekly_km_now), *run), whole, lengths)
    return lengths.half_below(most * (7 - lost) / 7) if (lost := gap.days_in(week)) else lengths.week(most)


def _shorten(
    draft: Draft, runs: Sequence[Session], most: float, long_most: float, reason: str, *, stays_easy: bool
) -> None:
    """Make the runs of a week shorter, until they have no more kilometres than they may."""
    lengths, least = lengths_of(draft.block), least_run_km(draft.block)
    before = sum(run.distance_km for run in runs)
    share = most / before if before else 1.0
    long_km = {
        run.session_id: max(
            min(least, run.distance_km), min(run.distance_km, long_most, lengths.half_above(share * run.distance_km))
        )
        for run in runs
        if run.type == "long"
    }
    others = [run for run in runs if run.type != "long"]
    rest = most - sum(long_km.values())
    while others and rest < len(others) * min(least, min(run.distance_km for run in others)) - _NEAR_KM:
        last = min(others, key=lambda run: (run.type != "easy", run.distance_km, -run.date.toordinal()))
        others.remove(last)
        draft.drop(last, reason)
    rest = min(rest, sum(run.distance_km for run in others))
    quality = [] if stays_easy else [run for run in others if run.is_quality]
    while quality and rest - sum(run.distance_km for run in quality) < (len(others) - len(quality)) * least:
        quality.pop()
    free = [run for run in others if run not in quality]
    room = rest - sum(run.distance_km for run in quality)
    most_km = max((run.distance_km for run in free), default=0.0)
    lengths_of_runs = shared(room, [run.distance_km for run in free], min(least, room), most_km, lengths)
    for run, km in zip(free, lengths_of_runs, strict=True):
        if run.is_quality or km < run.distance_km - _NEAR_KM:
            draft.put(
                easy_run(draft, run, min(km, run.distance_km)), "eased" if run.is_quality else "shortened", reason
            )
    for run in runs:
        if run.session_id in long_km and long_km[run.session_id] < run.distance_km - _NEAR_KM:
            draft.put(easy_run(draft, run, long_km[run.session_id]), "shortened", reason)
