"""Hypothesis strategies of events in a block."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from runplan import Event
from tests.builders.blocks import EQUIPMENT, RACE_KM

__all__ = ["any_events", "days_without_training"]

_LENGTHS = (1, 1, 2, 3, 5, 6, 8, 10, 14, 15, 21, 30)


def _first_days(start: dt.date, weeks: int) -> st.SearchStrategy[dt.date]:
    return st.integers(0, 7 * weeks - 1).map(lambda day: start + dt.timedelta(days=day))


@st.composite
def days_without_training(draw: st.DrawFn, start: dt.date, weeks: int) -> Event:
    """Days ill, injured or away."""
    first = draw(_first_days(start, weeks))
    days = draw(st.sampled_from(_LENGTHS))
    return Event(draw(st.sampled_from(("ill", "injured", "away"))), first, first + dt.timedelta(days=days - 1))


@st.composite
def _other_events(draw: st.DrawFn, start: dt.date, weeks: int) -> Event:
    first = draw(_first_days(start, weeks))
    last = first + dt.timedelta(days=draw(st.sampled_from((0, 2, 6, 9))))
    kind = draw(st.sampled_from(("travel", "tired", "extra_race")))
    if kind == "travel":
        kit = draw(st.lists(st.sampled_from(EQUIPMENT), max_size=3, unique=True))
        return Event(kind, first, last, equipment=kit)
    if kind == "tired":
        return Event(kind, first, last)
    distance = draw(
        st.one_of(st.sampled_from(("5k", "10k", "half", "marathon")), st.sampled_from(list(RACE_KM.values())))
    )
    return Event(kind, first, distance=distance, rank=draw(st.sampled_from(("B", "C"))))


def any_events(start: dt.date, weeks: int, most: int = 3) -> st.SearchStrategy[tuple[Event, ...]]:
    """Up to so many events of any kind but a moved race, by their first days."""
    event = st.one_of(days_without_training(start, weeks), _other_events(start, weeks))
    return st.lists(event, max_size=most, unique_by=str).map(lambda events: tuple(events))
