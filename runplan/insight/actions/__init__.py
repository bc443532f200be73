"""What a runner can do about a finding: changes of the block's fields, each tried before it is offered.

A change is offered only where the plan that comes of it says less of that kind, and no more that is worth a warning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from runplan.errors import RunplanError
from runplan.insight.actions import days, kilometres, strength
from runplan.insight.actions.action import Action
from runplan.insight.findings import SEVERITIES, finding_rows
from runplan.insight.plan_facts import Finding, PlanFacts
from runplan.plan.block import Block
from runplan.plan.tables import PlanTables

__all__ = ["Action", "action_of", "kind_of", "proposals"]

_WORTH_IT = 0.9  # where as many weeks are told of, what they are told of falls to this share at most

Proposals = Callable[[PlanFacts, Finding], Iterator[Action]]

PROPOSALS: dict[str, Proposals] = {
    "days_off": days.days_off,
    "days_without_runs": days.days_off,
    "rest_days": days.rest_days,
    "rest_days:every_day": days.run_free_day,
    "event_race_days:race": days.later_race,
    "event_race_days:other_race": days.no_other_race,
    "event_race_weeks": days.later_race,
    "block_short": days.later_race,
    "given_runs:before": days.earlier_start,
    "given_runs:room": days.more_room,
    "orphan_pin": days.unpin,
    "hard_days_in_a_row": kilometres.parted,
    "spike_over_longest": kilometres.less_at_once,
    "week_rise": kilometres.less_at_once,
    "week_gap": kilometres.planned_weeks,
    "weeks_without_step_back": kilometres.planned_weeks,
    "peak_rise": kilometres.largest_peak,
    "peak_rise:below": kilometres.peak_as_now,
    "peak_published": kilometres.published_peak,
    "least_run_km": kilometres.fewer_runs,
    "long_hours": kilometres.shorter_runs,
    **{f"long_minutes_{goal}": kilometres.shorter_runs for goal in ("general", "5k", "10k", "half")},
    "long_run_share": kilometres.long_share,
    "long_reach": kilometres.longer_run,
    "hard_share": kilometres.fewer_hard_runs,
    "race_pace_work": kilometres.a_hard_run,
    "goal_reach": kilometres.slower_goal,
    "easy_pace_fit": kilometres.easy_pace,
    "uncovered_muscle": strength.more_sets,
    "uncovered_muscle:no_strength": strength.no_strength,
    "uncovered_muscle:trunk": strength.for_trunk,
    "preferred_unused": strength.for_preferred,
    "minutes": strength.spare_minutes,
}
"""By kind of finding, what may be done about it; the other kinds ask for nothing, or for nothing that a block has."""


def action_of(
    facts: PlanFacts,
    finding: Finding,
    rows: Sequence[Finding],
    plan_of: Callable[[Block], PlanTables],
    offered: Sequence[Action] = (),
) -> Action | None:
    """The first proposal about a finding that helps, or None.

    Parameters
    ----------
    facts : PlanFacts
    finding : Finding
    rows : sequence of Finding
        All findings of the plan.
    plan_of : callable
        Plans a block.
    offered : sequence of Action
        What is offered for other findings of its kind: first of all, so that one change answers as many as it can.
    """
    for action in (*offered, *proposals(facts, finding)):
        try:
            plan = plan_of(action.on(facts.plan.block))
        except RunplanError:
            continue
        if helps(finding, rows, finding_rows(plan, PlanFacts(plan))):
            return action
    return None


def proposals(facts: PlanFacts, finding: Finding) -> Iterator[Action]:
    """What may help, the likeliest first."""
    if facts.plan.edits:  # whatever else is set, the plan is made anew without them
        if finding.severity == "error":
            yield Action("Plan again without the edits", {})
    elif (propose := PROPOSALS.get(kind_of(finding))) is not None and finding.severity != "error":
        yield from propose(facts, finding)


def kind_of(finding: Finding) -> str:
    """What `PROPOSALS` has it under."""
    return f"{finding.rule}:{finding.about}" if finding.about else finding.rule


def helps(finding: Finding, before: Sequence[Finding], after: Sequence[Finding]) -> bool:
    """Whether less is said of a finding's kind and of its own weeks, and no more errors and warnings are."""
    kind = kind_of(finding)
    less = all(_is_less(kind, before, after, weeks) for weeks in ((), finding.weeks))
    return less and _warned(after) <= _warned(before)


def _is_less(kind: str, before: Sequence[Finding], after: Sequence[Finding], weeks: Sequence[int]) -> bool:
    """Whether less of a kind is said of some weeks; of the block without weeks."""
    (count, worst), (count_after, worst_after) = (_weight(kind, rows, weeks) for rows in (before, after))
    return count_after < count or (count_after == count and worst_after < _WORTH_IT * worst)


def _weight(kind: str, rows: Sequence[Finding], weeks: Sequence[int]) -> tuple[tuple[int, ...], float]:
    """How much is said of a kind: weeks with errors, with warnings, with information; and the worst value."""
    of_kind = [row for row in rows if kind_of(row) == kind and (not weeks or {*weeks} & {*row.weeks})]
    counts = Counter(dict.fromkeys(SEVERITIES, 0))
    for row in of_kind:
        counts[row.severity] += max(1, len({*weeks} & {*row.weeks} if weeks else row.weeks))
    return tuple(counts[severity] for severity in SEVERITIES), max((row.value for row in of_kind), default=0.0)


def _warned(rows: Sequence[Finding]) -> tuple[int, int]:
    """Kinds that are errors, and kinds that are errors or warnings."""
    errors = {kind_of(row) for row in rows if row.severity == "error"}
    return len(errors), len(errors | {kind_of(row) for row in rows if row.severity == "warning"})
