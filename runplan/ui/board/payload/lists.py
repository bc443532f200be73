"""Findings, and how the runs divide by type and by how hard they are.

They are asked for when a slider rests, or when they are looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from runplan.catalog.rules import RULES
from runplan.insight.actions import Action, action_of, kind_of, proposals
from runplan.insight.analysis import Seen
from runplan.insight.intensity import MEANING, minutes_of_runs
from runplan.ui.browsers.html import QUALITY, short_citation
from runplan.ui.field_text import named_sessions
from runplan.units import format_distance, format_minutes
from runplan.words import TYPE_NAMES

if TYPE_CHECKING:
    from runplan.catalog import Catalog
    from runplan.plan.block import Block
    from runplan.plan.tables import PlanTables


def lists(seen: Seen) -> dict[str, Any]:
    """Findings and runs."""
    return {
        "of": seen.number,
        "findings": _findings(seen),
        "runs": _run_types(seen.plan),
        "intensity": _intensity(seen.plan),
    }


def action_for(seen: Seen, number: Any, plan_of: Callable[[Block], PlanTables]) -> Action | None:
    """What can be done about a finding of the plan, by its number in the list; worked out once."""
    if not isinstance(number, int) or not 0 <= number < len(seen.findings):
        return None
    if number not in seen.actions:
        finding = seen.findings[number]
        others = (action for at, action in seen.actions.items() if kind_of(seen.findings[at]) == kind_of(finding))
        offered = [action for action in others if action is not None]
        seen.actions[number] = action_of(seen.facts, finding, seen.findings, plan_of, offered)
    return seen.actions[number]


def _findings(seen: Seen) -> list[list[Any]]:
    plan = seen.plan
    rows = []
    for row in seen.findings:
        badge, citation = _source(plan.catalog, row.rule, row.source)
        named = named_sessions(row.message, plan)
        may_act = int(any(proposals(seen.facts, row)))
        rows.append([row.severity, row.week or 0, row.rule, named, badge, citation, may_act])
    return rows


@lru_cache(maxsize=512)
def _source(catalog: Catalog, rule_id: str, source_id: str) -> tuple[str, str]:
    """Basis and short citation as they stand on a badge, and the whole citation."""
    if source_id == "our_assumption" or not source_id:
        return "our assumption", "No source settles this, so it is our own assumption."
    sources = catalog.sources
    found = sources.loc[sources["source_id"] == source_id, "citation"]
    citation = str(found.iloc[0]) if len(found) else source_id
    basis = RULES[rule_id].basis if rule_id in RULES else ""
    grade = f"{basis}: " if basis and basis != "our assumption" else ""
    return f"{grade}{short_citation(citation)}", citation


def _intensity(plan: PlanTables) -> list[str]:
    """How hard the running is, and what that means; two empty texts without any running."""
    shares = str(minutes_of_runs(plan))
    if not shares:
        return ["", ""]
    race = ", not counting the race" if plan.block.race_date is not None else ""
    return [shares, f"of the minutes{race}. {MEANING}"]


def _run_types(plan: PlanTables) -> list[list[str]]:
    """One row a type of run that the plan has."""
    units = plan.block.units
    groups: dict[str, list[tuple[float, int]]] = {}
    for session in plan.session_records:
        if session.is_run:
            groups.setdefault(session.type, []).append((session.distance_km, session.duration_min))
    whole = sum(km for group in groups.values() for km, _ in group) or 1.0
    rows = []
    for name in ("easy", "long", *sorted(QUALITY), "race"):
        group = groups.get(name)
        if not group:
            continue
        total = sum(km for km, _ in group)
        rows.append(
            [
                *(name, TYPE_NAMES[name], str(len(group)), format_distance(total, units, digits=0)),
                *(f"{100 * total / whole:.0f} %", format_minutes(sum(minutes for _, minutes in group))),
                format_distance(max(km for km, _ in group), units),
            ]
        )
    return rows
