"""Everything worth saying about a plan, as rows: broken rules first, then warnings, then what is good to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from runplan.insight import run_notes, strength_notes
from runplan.insight.facts import Finding, PlanFacts, findings_frame
from runplan.insight.hard_rules import SPACING_RULES
from runplan.insight.session_rules import SESSION_RULES

if TYPE_CHECKING:
    from runplan.planning.plan import PlanTables

__all__ = ["HARD_RULES", "NOTES", "SEVERITIES", "findings"]

SEVERITIES = ("error", "warning", "info")

HARD_RULES = (*SPACING_RULES, *SESSION_RULES)
"""Rules that a plan must not break; a plan read from an edited file may."""

NOTES = (
    run_notes.spikes,
    run_notes.step_backs,
    run_notes.long_run_share,
    run_notes.hard_days_in_a_row,
    run_notes.runs_every_day,
    strength_notes.uncovered_muscles,
    strength_notes.block_length,
    strength_notes.strength_weeks,
    strength_notes.orphan_pins,
    strength_notes.pain,
)
"""What is worth saying without forbidding anything."""


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
    facts = PlanFacts(plan)
    remarks = [
        Finding(row.severity, row.rule, None if pd.isna(row.week) else int(row.week), row.session_id, row.message,
                row.source)
        for row in plan.remarks.itertuples(index=False)
    ]  # fmt: skip
    found = [row for rule in HARD_RULES for row in rule.findings(facts)]
    found += [row for note in NOTES for row in note(facts)]
    # What planning has remarked is not said again, and one week hears the same rule once, by its worst.
    said = {(row.rule, row.week) for row in remarks}
    rows = list(remarks)
    for row in sorted(found, key=lambda row: SEVERITIES.index(row.severity)):
        if (row.rule, row.week) not in said or (row.rule == "orphan_pin" and not _told(row, remarks)):
            said.add((row.rule, row.week))
            rows.append(row)
    rows.sort(key=lambda row: (SEVERITIES.index(row.severity), row.rule == "pain", row.week or 0))
    return findings_frame(rows)


def _told(row: Finding, remarks: list[Finding]) -> bool:
    return any(remark.rule == row.rule and remark.session_id == row.session_id for remark in remarks)
