"""The evidence: a table of rules under what they decide, and what is not claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runplan.insight.evidence import GRADES, KINDS, note_sentence
from runplan.ui.browsers.html import escape, rows_of

if TYPE_CHECKING:
    import pandas as pd

_HEAD = "".join(f'<th scope="col">{name}</th>' for name in ("Number", "Rule", "What it does in the plan", "Rests on"))


def rules_html(table: pd.DataFrame) -> str:
    """Rules under what they decide."""
    groups = []
    for decides, rules in table.groupby("decides", sort=False):
        rows = "".join(_rule(rule) for rule in rows_of(rules))
        groups.append(
            f'<tbody><tr class="rp-group"><th scope="rowgroup" colspan="4">{escape(decides)}</th></tr>{rows}</tbody>'
        )
    # The box scrolls, so it has to be a stop of the Tab key.
    return (
        '<div class="rp-rules-box" role="region" aria-label="The rules" tabindex="0">'
        f'<table class="rp-rules"><thead><tr>{_HEAD}</tr></thead>{"".join(groups)}</table></div>'
    )


def _rule(rule: Any) -> str:
    # A number says by itself what it is; of a preference one has to know that its sentence is what costs.
    said = {"hard": KINDS["hard"], "soft": f"{KINDS['soft']}: costs points"}.get(rule.kind, "")
    kind = f'<div class="rp-unit">{said}</div>' if said else ""
    note = f' <span class="rp-quiet">{_text(note_sentence(rule.note))}</span>' if rule.note else ""
    return (
        f'<tr><td class="rp-num">{escape(rule.number)}</td><th scope="row">{escape(rule.name)}{kind}</th>'
        f"<td>{_text(rule.in_the_plan)}{note}</td>"
        f'<td><span class="rp-badge rp-basis">{escape(rule.basis)}</span>{_source(rule)}</td></tr>'
    )


def not_claimed_html(table: pd.DataFrame) -> str:
    """What is not claimed, and what is known instead."""
    rows = "".join(
        f'<tr><th scope="row"><span class="rp-unit">Not claimed:</span> {_text(row.claim)}</th>'
        f"<td>{_text(row.why)}</td><td>{_source(row)}</td></tr>"
        for row in rows_of(table)
    )
    return (
        "<h3>What we do not claim</h3>"
        f'<table class="rp-unclaimed"><thead><tr><th scope="col">Often heard</th><th scope="col">What is known</th>'
        f'<th scope="col">Source</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _source(row: Any) -> str:
    """Grade, citation, and where it is found: the DOI to follow, or an address to read."""
    grade = ""
    if row.grade:
        meaning = escape(f"Grade {row.grade}: {GRADES.get(row.grade, '')}")
        grade = f'<span class="rp-badge rp-grade" title="{meaning}">{escape(row.grade)}</span>'
    if row.doi:
        doi = escape(row.doi)
        found = f'<a href="https://doi.org/{doi}" target="_blank" rel="noopener noreferrer">doi:{doi}</a>'
    else:
        found = escape(row.address)
    place = f'<div class="rp-unit rp-found">{found}</div>' if found else ""
    ours = getattr(row, "basis", "") == "our assumption" and not found
    cited = "" if ours else f'<span class="rp-cited">{escape(row.citation)}</span>'
    return f"{grade}{cited}{place}"


def _text(value: Any) -> str:
    """Escaped text in which a number keeps its per cent sign beside it."""
    return escape(value).replace(" %", "\N{NO-BREAK SPACE}%")
