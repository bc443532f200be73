"""What a layout costs: day-states, the weights of the soft rules, and the costs where days and weeks meet.

A day-state is one number: the kind of run plus the kind of strength session. `itemise` scores a whole
block of day-states rule by rule in plain steps, on its own, so that what the search says can be checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from runplan.catalog import evidence

__all__ = [
    "EASY",
    "FORBIDDEN",
    "GENERAL",
    "HARD_RUNS",
    "HEAVY",
    "LIGHT",
    "LONG",
    "NONE",
    "QUALITY",
    "RACE",
    "WEIGHTS",
    "border_costs",
    "itemise_borders",
    "run_of",
    "school_costs",
    "school_rule",
    "school_times",
    "strength_of",
]

NONE = 0
LIGHT, GENERAL, HEAVY = 1, 2, 3
EASY, QUALITY, LONG, RACE = 4, 8, 12, 16
STATES = 20
HARD_RUNS = (QUALITY, LONG, RACE)
FORBIDDEN = 10**12
WEIGHTS = {rule.rule_id: int(evidence.number(rule.rule_id)) for rule in evidence.RULES.values() if rule.kind == "soft"}


def run_of(state: int) -> int:
    """The kind of run of a day-state: NONE, EASY, QUALITY, LONG or RACE."""
    return state & ~3


def strength_of(state: int) -> int:
    """The kind of strength session of a day-state: NONE, LIGHT, GENERAL or HEAVY."""
    return state & 3


def school_rule(school: str, before: int, state: int) -> str:
    """The school's rule that prices strength on this day, or nothing.

    Parameters
    ----------
    school : str
        hard_days, easy_days or two_nights.
    before, state : int
        Day-states of the day before and of the day itself.

    Returns
    -------
    str
        A rule_id of data/rules.csv, or "".
    """
    if strength_of(state) not in (GENERAL, HEAVY):
        return ""
    run, yesterday = run_of(state), run_of(before)
    if school == "hard_days":
        if run == QUALITY:
            return ""
        if run == LONG:
            return "school_hard_days_long"
        return "school_hard_days_after" if yesterday == QUALITY else "school_hard_days_other"
    if school == "easy_days":
        return {EASY: "", NONE: "school_easy_days_rest"}.get(run, "school_easy_days_hard")
    if run == LONG:
        return "school_two_nights_long"
    if yesterday in HARD_RUNS:
        return ""
    return "school_two_nights_quality" if run == QUALITY else "school_two_nights_other"


def school_times(state: int) -> int:
    """How often the school's rule counts: twice for heavy work, once for general."""
    return 2 if strength_of(state) == HEAVY else 1


@cache
def school_costs(school: str) -> NDArray[np.int64]:
    """Cost of each day-state after each day-state, states x states."""
    costs = np.zeros((STATES, STATES), dtype=np.int64)
    for before in range(STATES):
        for state in range(STATES):
            rule = school_rule(school, before, state)
            costs[before, state] = school_times(state) * WEIGHTS[rule] if rule else 0
    return costs


def itemise_borders(school: str, ends: tuple[int, int], starts: tuple[int, int]) -> dict[str, int] | None:
    """What it costs, rule by rule, that one week's last two days meet the next week's first two.

    Returns
    -------
    dict of str to int, or None
        Cost of each soft rule; the school's rule counts the difference that the day before makes.
        None where a hard rule forbids it.
    """
    (before, last), (first, second) = ends, starts
    hard = [run_of(state) in HARD_RUNS for state in (before, last, first, second)]
    heavy = [strength_of(state) == HEAVY for state in (before, last, first, second)]
    if heavy[1] and (hard[2] or heavy[2]):
        return None
    if school == "two_nights" and ((heavy[0] and hard[2]) or (heavy[1] and hard[3])):
        return None
    out = {
        "hard_days_in_a_row": WEIGHTS["hard_days_in_a_row"] * (hard[1] and hard[2]),
        "hard_days_near": WEIGHTS["hard_days_near"] * ((hard[0] and hard[2]) + (hard[1] and hard[3])),
        "general_before_hard_run": WEIGHTS["general_before_hard_run"] * (strength_of(last) == GENERAL and hard[2]),
        "strength_in_a_row": WEIGHTS["strength_in_a_row"] * (strength_of(last) > LIGHT and strength_of(first) > LIGHT),
    }
    for yesterday, sign in ((last, 1), (NONE, -1)):
        rule = school_rule(school, yesterday, first)
        if rule:
            out[rule] = out.get(rule, 0) + sign * school_times(first) * WEIGHTS[rule]
    return out


@cache
def _border_cost(school: str, end_sig: int, start_sig: int) -> int:
    items = itemise_borders(school, divmod(end_sig, 32), divmod(start_sig, 32))
    return FORBIDDEN if items is None else sum(items.values())


def border_costs(school: str, end_sigs: Sequence[int], start_sigs: Sequence[int]) -> NDArray[np.int64]:
    """Costs of joining weeks, ends x starts; FORBIDDEN where a hard rule stands between."""
    return np.array([[_border_cost(school, int(end), int(start)) for start in start_sigs] for end in end_sigs])
