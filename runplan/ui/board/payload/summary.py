"""The plan in one line."""

from __future__ import annotations

from typing import Any

from runplan.insight.analysis import Seen
from runplan.ui.board.payload.judged import MAIN_MUSCLES, main_shares, others_short
from runplan.ui.field_text import GOAL_NAMES
from runplan.units import counted, format_date, format_distance, format_minutes
from runplan.words import weeks_named


def summary(seen: Seen) -> dict[str, Any]:
    """What a plan comes to, in one line."""
    plan = seen.plan
    block, weeks = plan.block, seen.facts.weeks
    if block.race_date is not None:
        lead = f"{GOAL_NAMES[block.goal]} in {len(weeks)} weeks"
        when = f"on {format_date(block.race_date)}"
    else:
        lead = f"{len(weeks)} weeks"
        when = f"from {format_date(block.first_day)}"
    km = [0.0 if week.phase == "race" else week.run_km for week in weeks]
    top = max(km)
    strength = seen.facts.strength
    minutes = sum(session.duration_min for session in strength)
    about = f"{format_minutes(minutes)} h in all."
    if any(session.duration_min < block.strength_minutes for session in strength):
        given = f"the {block.strength_minutes} minutes given"
        about += f" A session is shorter than {given} where the week’s targets are met in less."
    about += _fewer(seen)
    facts = [
        [f"peak {format_distance(top, block.units)} in week {km.index(top) + 1}", ""],
        [counted(len(strength), "strength session"), about if strength else ""],
    ]
    if strength:
        facts.append(_muscles(seen))
    return {"lead": lead, "when": when, "facts": facts}


def _fewer(seen: Seen) -> str:
    """Which weeks hold fewer strength sessions than wished, and that this is meant."""
    wished = seen.plan.block.strength_sessions
    fewer = seen.facts.weeks_kept_with_less
    if not fewer:
        return ""
    verb = "holds" if len(fewer) == 1 else "hold"
    return f" {weeks_named(fewer).capitalize()} {verb} fewer than {wished}: there what was built is kept, with less."


def _muscles(seen: Seen) -> list[str]:
    """What the muscles get before the race week, by the measure of the board's last column."""
    counted = seen.facts.counted
    shares = main_shares(counted)
    weeks = [shares[week] for week, judged in enumerate(counted.judged, start=1) if judged and week in shares]
    share = int(100 * sum(weeks) / len(weeks) + 1e-9) if weeks else 0
    short, others = others_short(counted)
    rest = f"{short} of the {others} other muscles get too few. " if short > 1 else ""
    rest = rest or (f"1 of the {others} other muscles gets too few. " if short else "")
    return [
        f"main muscles {share} %",
        f"How much of their target sets the main muscles get: {MAIN_MUSCLES}. The mean of the weeks before the race "
        f"week; more than the target counts as the target. {rest}Muscles has them all.",
    ]
