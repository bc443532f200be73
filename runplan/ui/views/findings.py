"""What a coach would remark, by severity, each with its source; a word on health stands apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from runplan.ui.views.parts import badge, escape, rows_of
from runplan.ui.words import named_sessions

if TYPE_CHECKING:
    from runplan.api import Plan

__all__ = ["findings_html"]

_GROUPS = {
    "error": ("Broken rules", "Rules that a plan must hold. A plan made here holds them; an edited file may not."),
    "warning": ("Worth a thought", "Nothing forbids this, but look at it."),
    "info": ("Good to know", ""),
}


def findings_html(plan: Plan) -> str:
    """All findings of a plan.

    Parameters
    ----------
    plan : Plan

    Returns
    -------
    str
    """
    found = plan.findings()
    health = found[found["rule"] == "pain"]
    others = found[found["rule"] != "pain"]
    parts = []
    for severity, (title, about) in _GROUPS.items():
        rows = others[others["severity"] == severity]
        if rows.empty:
            continue
        items = "".join(
            f'<li class="rp-finding rp-{severity}">{_where(row.week)}'
            f"<span>{escape(named_sessions(row.message, plan.sessions))}</span> "
            f"{badge(row.rule, row.source, plan.catalog)}</li>"
            for row in rows_of(rows)
        )
        hint = f' <span class="rp-quiet">{escape(about)}</span>' if about else ""
        parts.append(f'<h3>{escape(title)} <span class="rp-count">{len(rows)}</span>{hint}</h3><ul>{items}</ul>')
    if not (others["severity"] != "info").any():
        parts.insert(0, "<p>No rule is broken, and nothing in this block calls for a warning.</p>")
    word = "".join(f'<p class="rp-health">{escape(row.message)}</p>' for row in rows_of(health))
    return f'<div class="rp-findings">{"".join(parts)}{word}</div>'


def _where(week: object) -> str:
    text = "Block" if pd.isna(week) else f"Week {int(week)}"  # type: ignore[call-overload]
    return f'<b class="rp-where">{text}</b>'
