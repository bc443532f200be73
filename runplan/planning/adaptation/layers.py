"""Events laid over a plan, one after another by their first days.

In: a draft and the events of its block. Out: the draft with what each event asks for. Days without training take
sessions out: an easy one is dropped, a long run, a quality run and heavy strength move to another day of their week
where a rule allows it and the days were known beforehand. What follows comes back in steps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from runplan.catalog.rules import number
from runplan.plan.block import Block
from runplan.plan.events import WITHOUT_TRAINING, Event
from runplan.plan.records import Session
from runplan.planning.adaptation.allowed import keeps_rules
from runplan.planning.adaptation.draft import Draft, strength_index
from runplan.planning.adaptation.easing import eased, easy_run, routine_left
from runplan.planning.adaptation.least_change import Choice, drop_price, least_change
from runplan.planning.adaptation.long_limit import limit_long_runs
from runplan.planning.adaptation.other_races import race_day
from runplan.planning.adaptation.returning import come_back
from runplan.planning.adaptation.strength_back import strength_back
from runplan.planning.running.gaps import Gap, events_of_gap, gaps_without_training
from runplan.planning.running.lengths import lengths_of
from runplan.planning.running.long_runs import least_run_km
from runplan.planning.strength.session_type import with_work
from runplan.schema import PLANNED
from runplan.units import counted

_SUDDEN = ("ill", "injured")
_REASONS = {
    "ill": "You are ill.",
    "injured": "You are injured.",
    "away": "You are away.",
    "travel": "You are travelling.",
    "tired": "You are tired.",
}


def without_events(block: Block) -> Block:
    """The block that a plan is made of before events are laid over it: with the race on its day now."""
    return block.replace(events=(), race_date=block.race_date) if block.events else block


def lay_over(draft: Draft, events: Sequence[Event]) -> None:
    """Lay events over a draft, in the order of their first days; then no long run is over what leads up to it."""
    reference = list(draft.sessions.values())
    layers: dict[str, Callable[[Draft, Event], None]] = {
        **dict.fromkeys(WITHOUT_TRAINING, _without_training),
        "travel": _elsewhere,
        "tired": _easier,
        "extra_race": race_day,
    }
    gaps = gaps_without_training(draft.block, draft.events)
    for at, event in enumerate(events):
        if event.kind in layers:
            layers[event.kind](draft, event)
        for gap in gaps:
            together = events_of_gap(draft.block.first_day, draft.events, gap)
            if event in together and not any(later in together for later in events[at + 1 :]):
                _way_back(draft, gap, together)
    if events:
        limit_long_runs(draft, min(event.first for event in events), gaps, reference)


def _without_training(draft: Draft, event: Event) -> None:
    """No session on the event's days."""
    reason = _REASONS[event.kind]
    for week in {session.week: None for session in draft.between(event.first, event.last_day)}:
        _close(draft, event, week, reason)
    draft.note_event(event)


def _way_back(draft: Draft, gap: Gap, events: Sequence[Event]) -> None:
    """How training comes back after a gap and the events that it is made of."""
    reason = f"Back after {counted(gap.days, 'day')} without training."
    is_sudden = any(event.kind in _SUDDEN for event in events)
    come_back(draft, gap, reason, heavy_too=is_sudden or gap.days >= number("gap_return"))
    first, last = min(event.first for event in events), max(event.last_day for event in events)
    strength_back(draft, gap, first, last, reason)


def _close(draft: Draft, event: Event, week: int, reason: str) -> None:
    """Take the sessions of a week off the event's days, at the least price."""
    sessions = draft.of_week(week)
    closed = [session for session in sessions if event.closes(session.date)]
    options = [_options(draft, session, event) for session in sessions]
    chosen = least_change(options, lambda choices: keeps_rules(draft, week, choices))
    assert chosen is not None  # everything may be dropped
    for session, choice in zip(sessions, chosen, strict=True):
        why = reason if session in closed else f"To make room: {reason[0].lower()}{reason[1:]}"
        if choice.change == "dropped":
            draft.drop(session, why)
        elif choice.change != "kept":
            draft.put(choice.session, choice.change, why)


def _options(draft: Draft, session: Session, event: Event) -> list[Choice]:
    """What may become of a session of a week in which days are closed."""
    is_closed = event.closes(session.date)
    choices = [] if is_closed else [Choice("kept", session, session.date, 0)]
    choices.append(Choice("dropped", session, session.date, drop_price(session)))
    may_move = session.date >= draft.today and session.status == PLANNED
    if is_closed and may_move and event.kind not in _SUDDEN and session.type != "race":
        week = draft.weeks[session.week - 1]
        for day in range(7):
            date = week.start + dt.timedelta(days=day)
            is_at_once = 0 < (date - event.last_day).days <= event.days  # so many days after it nothing is hard
            if is_at_once and (session.is_quality or draft.is_heavy(session)):
                continue
            if date >= max(draft.block.start, draft.today) and not draft.is_closed(date):
                weekday, note = draft.block.week_days[day], f"Moved from {session.weekday} this week."
                moved = session._replace(date=date, weekday=weekday, pinned=False, note=note)
                choices.append(Choice("moved", moved, session.date, int(number("change_moved"))))
    elif not is_closed and draft.is_heavy(session):
        choices.append(Choice("eased", eased(draft, session), session.date, int(number("change_eased"))))
    return choices


def _easier(draft: Draft, event: Event) -> None:
    """Easy running of the size of a step-back week, and lighter strength."""
    reason, share = _REASONS["tired"], number("step_back_share")
    lengths, least = lengths_of(draft.block), least_run_km(draft.block)
    for session in draft.between(event.first, event.last_day):
        if session.type == "race":
            continue
        if not session.is_run:
            draft.put(eased(draft, session), "eased", reason)
            continue
        shorter = lengths.half_below(share * session.distance_km)
        km = min(session.distance_km, max(least, shorter))
        draft.put(easy_run(draft, session, km), "eased" if session.is_quality else "shortened", reason)
    draft.note_event(event)


def _elsewhere(draft: Draft, event: Event) -> None:
    """Strength with what is at hand there."""
    assert event.equipment is not None
    block = draft.block.replace(equipment=event.equipment)
    reason = f"{_REASONS['travel']} This session uses the equipment you have there."
    for session in draft.between(event.first, event.last_day):
        if session.is_run:
            continue
        index = strength_index(session)
        if index >= len(draft.weeks[session.week - 1].strength):
            continue  # a session that a person added keeps what it has
        is_heavy = draft.is_heavy(session)
        week = draft.weeks[session.week - 1]
        week = week._replace(jumps=week.jumps and is_heavy)  # a day that was not chosen for heavy work takes none
        routine = routine_left(draft, block, week)
        if routine is None:
            draft.drop(session, f"{_REASONS['travel']} With the equipment you have there, no session is possible.")
            continue
        lights = tuple(kind != "heavy" or not is_heavy for kind in week.strength)
        work = routine.week(week.step, lights, week.hop_week)[index]
        changed = with_work(draft.catalog, session, session.type, work, may_be_heavy=session.type == "heavy")
        if {row.exercise_id for row in changed.exercises} != {row.exercise_id for row in session.exercises}:
            draft.put(changed, "other equipment", reason)
    draft.note_event(event)
