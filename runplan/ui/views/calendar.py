"""The block at a glance: a week a row, a day a column, cards with signs, totals at the right."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from runplan.insight.coverage import coverage_status
from runplan.ui.views.judged import MAIN_MUSCLES, main_shares
from runplan.ui.views.parts import amount, bar, escape, rows_of, sign
from runplan.ui.words import PHASE_NAMES, STRENGTH_PHASE_NAMES, TYPE_NAMES
from runplan.units import as_date, format_day, format_long_date, format_minutes, format_number, from_km

if TYPE_CHECKING:
    from runplan.planning.plan import PlanTables

__all__ = ["calendar_html", "week_remark"]

_LEGEND = (
    ("easy", "easy run"),
    ("long", "long run"),
    ("quality", "tempo, intervals, hills"),
    ("race", "race"),
    ("heavy", "heavy strength"),
    ("general", "general strength"),
    ("core", "core and hips"),
)


def calendar_html(plan: PlanTables, today: dt.date | None = None) -> str:
    """All weeks of a plan as a table of cards.

    Parameters
    ----------
    plan : PlanTables
    today : datetime.date, optional
        Marks the current week, where it is in the block.

    Returns
    -------
    str
    """
    block = plan.block
    cards: dict[dt.date, list[str]] = defaultdict(list)
    minutes: dict[int, int] = defaultdict(int)
    for session in rows_of(plan.sessions):
        day = as_date(session.date)
        assert day is not None
        cards[day].append(_card(session, block.units, first=not minutes))
        minutes[int(session.week)] += int(session.minutes)
    reached = main_shares(coverage_status(plan))
    most_km, most_minutes = float(plan.weeks["run_km"].max()), max(minutes.values(), default=1)

    off = frozenset(block.dates_off)
    rows, phase = [], ""
    for week in rows_of(plan.weeks):
        number = int(week.week)
        first = as_date(week.start)
        assert first is not None
        days = [first + dt.timedelta(days=offset) for offset in range(7)]
        cells = "".join(
            f'<td class="rp-away" title="{format_day(day)}: date off"><span>off</span>{"".join(cards[day])}</td>'
            if day in off
            else f"<td>{''.join(cards[day])}</td>"
            for day in days
        )
        classes = " ".join(
            name
            for name, wanted in (
                ("rp-phase", week.phase != phase),
                ("rp-back", bool(week.step_back)),
                ("rp-race-week", week.phase == "race"),
                ("rp-now", today in days),
            )
            if wanted
        )
        total = (
            _total(
                format_number(from_km(float(week.run_km), block.units)), float(week.run_km) / max(most_km, 1), "rp-km"
            )
            + _total(format_minutes(minutes[number]), minutes[number] / max(most_minutes, 1), "rp-min")
            + _total(str(int(100 * reached[number])) if number in reached else "–", reached.get(number, 0.0), "rp-sets")
        )
        rows.append(f'<tr class="{classes}">{_week_head(week, first)}{cells}{total}</tr>')
        phase = week.phase
    heads = "".join(f'<th scope="col">{day}</th>' for day in block.week_days)
    legend = "".join(f"<span>{sign(kind)}{name}</span>" for kind, name in _LEGEND)
    return (
        # JupyterLab's own shortcuts stay out of the arrows and of Enter here.
        '<div class="rp-scroll" data-lm-suppress-shortcuts="true"><table class="rp-calendar">'
        f'<caption class="rp-hidden">The plan, a week a row</caption>'
        f'<thead><tr><th scope="col" class="rp-week">Week</th>{heads}'
        f'<th scope="col" class="rp-total" title="Kilometres or miles of all runs">{block.units}</th>'
        '<th scope="col" class="rp-total" title="Hours and minutes of all sessions">h:mm</th>'
        f'<th scope="col" class="rp-total" title="How much of the week’s target sets the main muscles get on average: '
        f'{MAIN_MUSCLES}. More than the target counts as the target, the tick.">sets %</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
        f'<div class="rp-legend">{legend}<span><i class="rp-swatch rp-back-swatch"></i>step-back week</span>'
        "</div>"
        '<p class="rp-quiet rp-below">A card opens its session, with the reasons for its day. Sets %: how much of the '
        "week’s target the main muscles get.</p>"
    )


def _card(session: Any, units: str, first: bool) -> str:
    """One session: sign, name where there is room, amount; everything else on hover."""
    much = amount(session, units)
    pinned = '<i class="rp-sign rp-pin" aria-hidden="true"></i>' if session.pinned else ""
    spoken = (
        f"{format_long_date(session.date)}: {session.title}, {much}"
        + (f", {format_minutes(session.minutes)} h" if session.kind == "run" else "")
        + f", effort {format_number(session.effort)} of 10"
        + (", pinned by you" if session.pinned else "")
        + (f". {session.steps}" if session.steps else "")
        + (f". {session.note}" if session.note else "")
    )
    number, unit = much.rsplit(" ", 1)
    short = "<span class='rp-short'>&prime;</span>" if unit == "min" else ""
    return (
        f'<div class="rp-card" data-session="{escape(session.session_id)}" role="button" '
        f'tabindex="{0 if first else -1}" title="{escape(spoken)}" aria-label="{escape(spoken)}">'
        f"{sign(session.type)}<span class='rp-name'>{escape(TYPE_NAMES.get(session.type, session.type))}</span>"
        f"{pinned}<span class='rp-much'>{escape(number)}<span class='rp-unit'> {escape(unit)}</span>{short}</span>"
        "</div>"
    )


def _week_head(week: Any, first: dt.date) -> str:
    day = format_day(first).split(" ", 1)[1]
    phase = "Step-back" if week.step_back else PHASE_NAMES.get(week.phase, week.phase)
    title = f"{PHASE_NAMES.get(week.phase, week.phase)}; strength: {STRENGTH_PHASE_NAMES.get(week.strength_phase, '')}"
    note = f". {week.note}" if week.note else ""
    # What neither the phase nor the pale band says stands behind a small mark.
    rest = week_remark(week)
    mark = f' <abbr title="{escape(rest)}" aria-label="{escape(rest)}">*</abbr>' if rest else ""
    return (
        f'<th scope="row" class="rp-week" title="{escape(title + note)}"><div><b>{int(week.week)}</b>'
        f"<span>{escape(day)}{mark}<br><em>{escape(phase)}</em></span></div></th>"
    )


def week_remark(week: Any) -> str:
    """What is special about a week, besides its phase and its being a step-back week."""
    return "; ".join(part for part in str(week.note).split("; ") if part not in ("", "Step-back week", "Race week"))


def _total(text: str, share: float, kind: str) -> str:
    return f'<td class="rp-total">{escape(text)}{bar(share, tick=kind == "rp-sets", hue=kind)}</td>'
