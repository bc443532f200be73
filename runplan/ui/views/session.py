"""One session: what to do, how to do it, and why it stands on its day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from runplan.insight.coverage import BELOW, coverage_status
from runplan.ui.views.calendar import week_remark
from runplan.ui.views.judged import main_shares
from runplan.ui.views.parts import amount, bar, escape, rows_of, sign
from runplan.ui.words import PHASE_NAMES, SECTION_NAMES, WEEKDAY_NAMES, named_sessions
from runplan.units import format_clock, format_long_date, format_minutes, format_number

if TYPE_CHECKING:
    from runplan.planning.plan import PlanTables

__all__ = ["session_html", "why_html"]


def session_html(plan: PlanTables, session_id: str) -> str:
    """A session with its exercises, or its steps.

    Parameters
    ----------
    plan : PlanTables
    session_id : str

    Returns
    -------
    str
    """
    found = plan.sessions[plan.sessions["session_id"] == session_id]
    if found.empty:
        return '<p class="rp-quiet">Choose a session above.</p>'
    session = rows_of(found)[0]
    units = plan.block.units
    facts = [format_long_date(session.date), "morning" if session.slot == "am" else "evening", amount(session, units)]
    if session.kind == "run":
        facts.append(f"about {format_minutes(session.minutes)} h")
    facts.append(f"effort {format_number(session.effort)} of 10")
    if session.pinned:
        facts.append("pinned by you")
    week = rows_of(plan.weeks[plan.weeks["week"] == session.week])[0]
    about = [f"Week {int(session.week)}", PHASE_NAMES.get(week.phase, week.phase)]
    about += ["step-back week"] if week.step_back else []
    about += [week_remark(week)] if week_remark(week) else []
    head = (
        f'<div class="rp-session"><h3>{sign(session.type)}{escape(session.title)}'
        f'<small class="rp-id" title="The session’s name in the file">{escape(session_id)}</small></h3>'
        f'<p class="rp-quiet">{escape(" · ".join(facts))}<br>{escape(" · ".join(about))}</p>'
    )
    note = f"<p>{escape(session.note)}</p>" if session.note else ""
    body = _steps(session.steps) if session.kind == "run" else _exercises(plan, session_id)
    rest = "" if session.kind == "run" else _about_strength(plan, session)
    return f"{head}{note}{body}{rest}</div>"


def _about_strength(plan: PlanTables, session: Any) -> str:
    """What effort means, and why a session is shorter than the time given."""
    given, minutes = plan.block.strength_minutes, int(session.minutes)
    text = (
        "Effort 7 of 10: about three more repetitions would have been possible after the last one; 8 of 10: about two. "
        "When a set feels easier than its effort, take more weight or a harder exercise."
    )
    # Rounding and whole sets leave a minute or two; more than that is asked about.
    if minutes <= given - 3:
        shares = main_shares(coverage_status(plan))
        met = shares.get(int(session.week), 0.0) >= BELOW
        text += f" It takes {minutes} of your {given} minutes" + (
            ": the week’s targets of the main muscles are met in that time." if met else "."
        )
    return f'<p class="rp-quiet">{escape(text)}</p>'


def _steps(steps: str) -> str:
    items = "".join(f"<li>{escape(step.strip())}</li>" for step in steps.split(";") if step.strip())
    return f'<ol class="rp-steps">{items}</ol>'


def _exercises(plan: PlanTables, session_id: str) -> str:
    rows = plan.exercises[plan.exercises["session_id"] == session_id].sort_values("order")
    catalog = plan.catalog.exercises
    how_to = catalog["how_to"].to_dict()
    out, section = [], ""
    for row in rows_of(rows):
        if row.section != section:
            section = row.section
            title = escape(SECTION_NAMES.get(section, section))
            out.append(f'<tr class="rp-part"><th colspan="4" scope="colgroup">{title}</th></tr>')
        pair = f' <span class="rp-badge">{escape(row.superset)}</span>' if row.superset else ""
        note = f'<br><span class="rp-quiet">{escape(row.note)}</span>' if row.note else ""
        out.append(
            f'<tr><td><b class="rp-ex">{escape(row.exercise)}</b>{pair}'
            f'<br><span class="rp-quiet">{escape(how_to.get(row.exercise_id, ""))}</span>{note}</td>'
            f'<td class="rp-num">{_dose(row)}</td><td class="rp-num">{_rest(row)}</td>'
            f'<td class="rp-num">{format_number(row.effort)}</td></tr>'
        )
    return (
        '<table class="rp-exercises"><thead><tr><th scope="col">Exercise</th><th scope="col">Sets</th>'
        '<th scope="col">Rest</th>'
        '<th scope="col" title="How hard the last repetition of a set feels, 0 to 10">Effort</th>'
        f"</tr></thead><tbody>{''.join(out)}</tbody></table>"
    )


def _dose(row: Any) -> str:
    much = f"{int(row.reps)}" if not pd.isna(row.reps) else f"{int(row.seconds)} s"
    side = '<span class="rp-unit"> a side</span>' if row.each_side else ""
    return f"{int(row.sets)} × {much}{side}"


def _rest(row: Any) -> str:
    return "" if pd.isna(row.rest_s) or int(row.sets) < 2 or not row.rest_s else format_clock(int(row.rest_s))


def why_html(alternatives: pd.DataFrame, sessions: pd.DataFrame | None = None) -> str:
    """Why a session stands on its day, and what every other day would cost.

    Parameters
    ----------
    alternatives : pandas.DataFrame
        `Plan.explain` of the session.
    sessions : pandas.DataFrame, optional
        The sessions of the plan, for the names of those that would move.

    Returns
    -------
    str
    """
    most = max([int(cost) for cost in alternatives["cost"].dropna()], default=0)
    rows = []
    for row in rows_of(alternatives):
        kind = "rp-here" if row.here else "" if row.allowed else "rp-never"
        cost, size = "here" if row.here else "no", ""
        if row.allowed and not row.here:
            cost = f"{int(row.cost):+d}" if row.cost else "0"
            # Costs reach from a few points to thousands: the bar shows their order, the number the size.
            share = (max(0, int(row.cost)) / most) ** 0.5 if most > 0 else 0.0
            size = bar(share, hue="rp-cost")
        rows.append(
            f'<tr class="{kind}"{_moves(row.moves, sessions)}><th scope="row">{WEEKDAY_NAMES[row.weekday]}</th>'
            f'<td class="rp-num">{escape(cost)}{size}</td>'
            f"<td>{escape(_rest_of(row.sentence, WEEKDAY_NAMES[row.weekday], row.cost))}</td></tr>"
        )
    return (
        '<div class="rp-why"><h3>Why here</h3><p class="rp-quiet">Points say how much worse the block would be with '
        "the session on another day, everything else placed anew around it.</p>"
        f"<table><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _moves(moves: str, sessions: pd.DataFrame | None) -> str:
    """Which other sessions would move, for hovering."""
    if not moves:
        return ""
    return f' title="Would move: {escape(named_sessions(moves, sessions))}"'


def _rest_of(sentence: str, day: str, cost: Any) -> str:
    """The sentence without the weekday and the points that stand beside it already."""
    points = "" if pd.isna(cost) else f"costs {int(cost)} points: "
    for start in (f"{day}: ", f"{day} {points}", f"{day} is ", f"{day} "):
        if sentence.startswith(start):
            rest = sentence[len(start) :]
            return rest[:1].upper() + rest[1:]
    return sentence
