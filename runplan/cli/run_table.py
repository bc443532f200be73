"""The runs of a block for the terminal: one line for each that has faster parts, and how hard they are together."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING

from runplan.insight.intensity import minutes_of_runs
from runplan.insight.run_text import RunText

if TYPE_CHECKING:
    from runplan.plan.tables import PlanTables

_ZONES = {"moderate": "moderate (marathon to threshold pace)"}


def run_lines(plan: PlanTables, width: int, signs: Mapping[str, str]) -> str:
    """What is run, no wider than the terminal; nothing where there is no run."""
    text = RunText(plan.block, signs["times"], signs["to"], with_heart_rates=False)
    runs = [session for session in plan.session_records if session.is_run]
    if not runs:
        return ""
    lines = [f"Easy running: {text.band(text.bands['easy'])}"]
    by_day: list[str] = []
    after_easy: dict[str, list[str]] = {}
    for run in runs:
        parts = text.fast_parts(run)
        if parts and run.type == "easy":
            after_easy.setdefault(parts, []).append(f"{run.week} {run.weekday}")
        elif parts:
            by_day += _wrapped(f"{run.week:>2} {run.weekday}  ", parts, width)
    lines += ["Faster parts, with easy running around them:", *by_day] if by_day else []
    for parts, days in after_easy.items():
        lines += _wrapped("After easy running: ", f"{parts}; week {', '.join(days)}", width)
    shares = minutes_of_runs(plan).percents()
    zones = ", ".join(f"{share} % {_ZONES.get(zone, zone)}" for zone, share in shares.items() if share)
    lines += _wrapped("Minutes: ", zones, width) if zones else []
    return "\n".join(lines)


def _wrapped(head: str, text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 40), initial_indent=head, subsequent_indent=" " * 10)
