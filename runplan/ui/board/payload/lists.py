"""Findings, and how the runs divide by type: asked for when a slider rests, or when they are looked at."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from runplan.catalog.rules import RULES
from runplan.insight.analysis import Seen
from runplan.ui.board.payload.run_rows import run_types
from runplan.ui.browsers.html import short_citation
from runplan.ui.field_text import named_sessions

if TYPE_CHECKING:
    from runplan.catalog import Catalog


def lists(seen: Seen) -> dict[str, Any]:
    """Findings and runs."""
    return {"findings": _findings(seen), "runs": run_types(seen.plan)}


def _findings(seen: Seen) -> list[list[Any]]:
    plan = seen.plan
    rows = []
    for row in seen.findings:
        badge, citation = _source(plan.catalog, row.rule, row.source)
        named = named_sessions(row.message, plan)
        rows.append([row.severity, row.week or 0, row.rule, named, badge, citation])
    return rows


@lru_cache(maxsize=512)
def _source(catalog: Catalog, rule_id: str, source_id: str) -> tuple[str, str]:
    """Basis and short citation as they stand on a badge, and the whole citation."""
    if source_id == "our_assumption" or not source_id:
        return "our assumption", "No source decides this: it is our own assumption."
    sources = catalog.sources
    found = sources.loc[sources["source_id"] == source_id, "citation"]
    citation = str(found.iloc[0]) if len(found) else source_id
    basis = RULES[rule_id].basis if rule_id in RULES else ""
    grade = f"{basis}: " if basis and basis != "our assumption" else ""
    return f"{grade}{short_citation(citation)}", citation
