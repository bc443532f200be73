"""How the runs of a plan divide by type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runplan.ui.browsers.html import QUALITY
from runplan.units import format_distance, format_minutes
from runplan.words import TYPE_NAMES

if TYPE_CHECKING:
    from runplan.plan.tables import PlanTables


def run_types(plan: PlanTables) -> list[list[str]]:
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
