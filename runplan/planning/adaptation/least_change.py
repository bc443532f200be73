"""The cheapest way to change some sessions so that they may stand: exact, by the price of the changes.

In: for each session what may become of it, each with a price. Out: one choice a session, of the least sum that a test
of the whole allows. Ways are tried from the cheapest on, so that the first one allowed is the cheapest; of two equal
ones the one that changes later sessions wins, and of two days the nearer one.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Callable, Sequence
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.plan.records import Session


class Choice(NamedTuple):
    """What becomes of a session."""

    change: str  # "kept", "eased", "dropped" or "moved"
    session: Session  # as it is then; as it was where it is dropped
    date: dt.date  # where it stood
    price: int


def least_change(
    options: Sequence[Sequence[Choice]], allowed: Callable[[Sequence[Choice]], bool]
) -> tuple[Choice, ...] | None:
    """The cheapest choice for each session that is allowed together.

    Parameters
    ----------
    options : sequence of sequence of Choice
        The choices of each session.
    allowed : callable
        Whether choices, one a session, may stand together.

    Returns
    -------
    tuple of Choice or None
        None where nothing is allowed.
    """
    ranked = [
        sorted(choices, key=lambda choice: (choice.price, abs(choice.session.date - choice.date)))
        for choices in options
    ]
    if not all(ranked):
        return None
    start = (0,) * len(ranked)
    waiting, seen = [(sum(choices[0].price for choices in ranked), start)], {start}
    while waiting:
        _, places = heapq.heappop(waiting)
        chosen = tuple(choices[index] for choices, index in zip(ranked, places, strict=True))
        if allowed(chosen):
            return chosen
        for index, at in enumerate(places):
            following = (*places[:index], at + 1, *places[index + 1 :])
            if at + 1 < len(ranked[index]) and following not in seen:
                seen.add(following)
                heapq.heappush(
                    waiting, (sum(row[rank_].price for row, rank_ in zip(ranked, following, strict=True)), following)
                )
    return None


def drop_price(session: Session) -> int:
    """What it costs to leave a session out: more for what the week is built around."""
    if session.type in ("long", "race"):
        return int(number("change_dropped_long"))
    return int(number("change_dropped_hard" if session.is_quality or session.type == "heavy" else "change_dropped"))
