"""The findings of a plan as rows: broken rules first, then warnings, then information."""

from __future__ import annotations

from collections.abc import Callable
from itertools import starmap

import pandas as pd

from runplan.insight.findings import (
    hard_running,
    interruptions,
    long_runs,
    longest_run,
    muscles,
    own_long_runs,
    own_runs,
    preferred,
    published_peaks,
    race_fitness,
    rises,
    strength,
    weeks,
)
from runplan.insight.findings.hard_rules import SPACING_RULES
from runplan.insight.findings.session_rules import SESSION_RULES
from runplan.insight.plan_facts import Finding, PlanFacts, findings_frame, join_weeks
from runplan.plan.tables import PlanTables

SEVERITIES = ("error", "warning", "info")

CHECKS: tuple[Callable[[PlanFacts], list[Finding]], ...] = (
    *SPACING_RULES,  # rules that a plan must not break; a plan read from an edited file may
    *SESSION_RULES,
    own_runs.given_runs,  # from here on, what is worth saying without forbidding anything
    interruptions.race_and_events,
    interruptions.short_return,
    rises.spikes,
    rises.week_rises,
    weeks.week_gaps,
    weeks.returns,
    rises.peak_rise,
    published_peaks.published_peak,
    weeks.step_backs,
    long_runs.long_run_limits,
    longest_run.long_run_bound,
    longest_run.long_run_reach,
    long_runs.long_run_share,
    own_long_runs.long_runs_near,
    own_long_runs.step_back_long_runs,
    hard_running.hard_share,
    hard_running.race_pace,
    race_fitness.goal_reach,
    race_fitness.easy_pace_fit,
    weeks.fewer_runs,
    weeks.hard_days_in_a_row,
    weeks.runs_every_day,
    muscles.uncovered_muscles,
    muscles.lifts_over_target,
    strength.block_length,
    strength.strength_weeks,
    strength.kept_with_less,
    strength.spare_minutes,
    preferred.preferred_unused,
    strength.orphan_pins,
    strength.pain,
)
"""All that is looked for, in the order in which it is said: a new one is a function from facts to rows, listed here."""

_TOGETHER = {
    "demoted_heavy": "In {weeks} one strength session per week is general instead of heavy, so that your legs are "
    "fresh for hard runs and the weeks keep their rhythm.",
}


def findings(plan: PlanTables) -> pd.DataFrame:
    """What is worth saying about a plan.

    Parameters
    ----------
    plan : PlanTables

    Returns
    -------
    pandas.DataFrame
        Columns of `schema.FINDINGS`: what planning itself remarked, hard rules that an edited plan breaks (error),
        warnings and information. Errors come first, then warnings, then information; within each, findings about the
        whole block before single weeks. A rule speaks once a week at most, and once for all weeks where there would
        be more than three.
    """
    return findings_frame(finding_rows(plan, PlanFacts(plan)))


def finding_rows(plan: PlanTables, facts: PlanFacts) -> list[Finding]:
    """The rows of `findings`, for what shows them one by one.

    Parameters
    ----------
    plan : PlanTables
    facts : PlanFacts
        The plan's facts.
    """
    remarks = _remarks(plan)
    checked = [row for check in CHECKS for row in check(facts)]
    if facts.races and any(row.rule == "long_reach" for row in checked):
        # It says what to do before a race that is far over all runs: the race is not called normal beside it.
        race = "spike_over_longest", "race", facts.races[-1].week
        checked = [row for row in checked if (row.rule, row.about, row.week) != race]
    # What planning has remarked is not said again, and one week hears the same rule once, by its worst; what came of a
    # run plan is of several kinds, and of pins each is another: all of these are said.
    said = {(row.rule, row.week) for row in remarks}
    rows = list(remarks)
    for row in sorted(checked, key=lambda row: SEVERITIES.index(row.severity)):
        if row.rule in ("given_runs", "orphan_pin") or (row.rule, row.week) not in said:
            said.add((row.rule, row.week))
            rows.append(row)
    return sorted(rows, key=lambda row: (SEVERITIES.index(row.severity), row.rule == "pain", row.week or 0))


def _remarks(plan: PlanTables) -> list[Finding]:
    """What planning remarked; the same sentence for more than three weeks is said once, with its weeks."""
    groups: dict[tuple[str, str, str, str], list[Finding]] = {}
    for row in starmap(Finding, plan.remark_rows):
        groups.setdefault((row.severity, row.rule, row.message, row.source), []).append(row)
    remarks: list[Finding] = []
    for (_, rule, message, _), rows in groups.items():
        together = _TOGETHER.get(rule) or f"{{Weeks}}: {message[0].lower()}{message[1:]}"
        remarks += rows if any(row.week is None for row in rows) else join_weeks(rows, together)
    return remarks
