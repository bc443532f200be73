"""What a layout costs: day-states, the weights of the soft rules, and the costs where days and weeks meet.

A day-state is one number: the kind of run plus the kind of strength session. `cost_breakdown` scores a whole
block of day-states rule by rule in plain steps, on its own, so that what the search says can be checked.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from runplan.catalog import rules as evidence

NONE = 0
LIGHT, GENERAL, HEAVY = 1, 2, 3
EASY, QUALITY, LONG, RACE = 4, 8, 12, 16
STATES = 20
STATE_OF = {  # by type of session
    "easy": EASY,
    "tempo": QUALITY,
    "intervals": QUALITY,
    "hills": QUALITY,
    "long": LONG,
    "race": RACE,
    "core": LIGHT,
    "routine": LIGHT,
    "general": GENERAL,
    "heavy": HEAVY,
}
RUN_OF = tuple(state & ~3 for state in range(STATES))
"""The kind of run of each day-state: NONE, EASY, QUALITY, LONG or RACE."""
STRENGTH_OF = tuple(state & 3 for state in range(STATES))
"""The kind of strength session of each day-state: NONE, LIGHT, GENERAL or HEAVY."""
HARD_RUNS = (QUALITY, LONG, RACE)
FORBIDDEN = 10**12
WEIGHTS = {rule.rule_id: int(evidence.number(rule.rule_id)) for rule in evidence.RULES.values() if rule.kind == "soft"}


def school_rule(school: str, before: int, state: int) -> str:
    """The school's rule that prices strength on this day, or nothing."""
    if STRENGTH_OF[state] not in (GENERAL, HEAVY):
        return ""
    run, yesterday = RUN_OF[state], RUN_OF[before]
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
    return 2 if STRENGTH_OF[state] == HEAVY else 1


@cache
def school_costs(school: str) -> NDArray[np.int64]:
    """Cost of each day-state after each day-state, states x states."""
    costs = np.zeros((STATES, STATES), dtype=np.int64)
    for before in range(STATES):
        for state in range(STATES):
            rule = school_rule(school, before, state)
            costs[before, state] = school_times(state) * WEIGHTS[rule] if rule else 0
    return costs


def signature(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Two neighbouring day-states as one number."""
    return first.astype(np.int64) * STATES + second


@cache
def border_costs(school: str) -> NDArray[np.int64]:
    """What it costs that a week's last two days meet the next week's first two."""
    states = np.arange(STATES)
    is_hard = np.isin(states & ~3, HARD_RUNS)
    is_heavy, is_general = (states & 3) == HEAVY, (states & 3) == GENERAL
    before, last, first, second = np.ix_(states, states, states, states)
    hard_next = is_hard[last] & is_hard[first]
    hard_near = (is_hard[before] & is_hard[first]).astype(np.int64) + (is_hard[last] & is_hard[second])
    main_both = (is_general | is_heavy)[last] & (is_general | is_heavy)[first]
    is_quality = states & ~3 == QUALITY
    quality_near = (is_quality[before] & is_quality[first]).astype(np.int64) + (is_quality[last] & is_quality[second])
    by_school = school_costs(school)
    cost = (
        WEIGHTS["hard_days_in_a_row"] * hard_next
        + WEIGHTS["quality_after_long"] * ((states & ~3 == LONG)[last] & is_quality[first])
        + WEIGHTS["hard_days_near"] * hard_near
        + WEIGHTS["quality_near"] * quality_near
        + WEIGHTS["general_before_hard_run"] * (is_general[last] & is_hard[first])
        + WEIGHTS["strength_in_a_row"] * main_both
        + (by_school[last, first] - by_school[NONE, first])
    )
    forbidden = is_heavy[last] & (is_hard | is_heavy)[first] & np.ones_like(before, dtype=bool)
    if school == "two_nights":
        forbidden = forbidden | (is_heavy[before] & is_hard[first]) | (is_heavy[last] & is_hard[second])
    cost = np.where(forbidden, FORBIDDEN, cost + np.zeros_like(before))
    return cost.reshape(STATES * STATES, STATES * STATES)
