"""Kilometres week by week, drawn as SVG in the page's own colours: bar, long run, phases, lighter weeks, race."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from runplan.ui.views.parts import QUALITY, escape, rows_of
from runplan.ui.words import PHASE_NAMES, TYPE_NAMES
from runplan.units import as_date, format_day, format_distance, format_minutes, format_number, from_km

if TYPE_CHECKING:
    from runplan.planning.plan import PlanTables

__all__ = ["running_html"]

_WIDTH, _HEIGHT, _TOP, _BASE = 860.0, 300.0, 34.0, 252.0


def running_html(plan: PlanTables) -> str:
    """Weekly kilometres with phases, and the runs of each type in all.

    Parameters
    ----------
    plan : PlanTables

    Returns
    -------
    str
    """
    return f'<div class="rp-running"><div class="rp-scroll">{_chart(plan)}</div>{_LEGEND}{_types(plan)}</div>'


_LEGEND = (
    '<div class="rp-legend"><span><i class="rp-swatch rp-bar-week"></i>whole week</span>'
    '<span><i class="rp-swatch rp-bar-long"></i>long run</span>'
    '<span><i class="rp-swatch rp-bar-back"></i>step-back week</span>'
    '<span><i class="rp-sign rp-race"></i>race</span></div>'
)


def _chart(plan: PlanTables) -> str:
    units, own = plan.block.units, dict(plan.block.weekly_km)
    weeks = rows_of(plan.weeks)
    step = _WIDTH / len(weeks)
    top = max(1.0, *(float(week.run_km) for week in weeks))
    scale = (_BASE - _TOP - 18) / top
    shapes = []
    for place, week in enumerate(weeks):
        left, wide = place * step, step * 0.8
        high, long = float(week.run_km) * scale, float(week.long_run_km) * scale
        x = left + step * 0.1
        said = (
            f"Week {week.week} from {format_day(week.start)}: {format_distance(week.run_km, units)}, "
            f"{'race' if week.phase == 'race' else 'long run'} {format_distance(week.long_run_km, units)}"
            + (", step-back week" if week.step_back else "")
            + (", your own figure" if int(week.week) in own else "")
        )
        kind = "rp-bar-back" if week.step_back else "rp-bar-week"
        inner = "rp-bar-race" if week.phase == "race" and plan.block.race_date is not None else "rp-bar-long"
        number = format_number(from_km(float(week.run_km), units), 0 if len(weeks) > 16 else 1)
        shown = f'<text x="{left + step / 2:.1f}" y="{_BASE - high - 6:.1f}" class="rp-value">{number}</text>'
        shapes.append(
            f"<g><title>{escape(said)}</title>"
            f'<rect class="{kind}" x="{x:.1f}" y="{_BASE - high:.1f}" width="{wide:.1f}" '
            f'height="{high:.1f}" rx="2"/><rect class="{inner}" x="{x + wide * 0.3:.1f}" y="{_BASE - long:.1f}" '
            f'width="{wide * 0.4:.1f}" height="{long:.1f}"/>{shown if len(weeks) <= 26 else ""}'
            f'<text x="{left + step / 2:.1f}" y="{_BASE + 15:.1f}" class="rp-axis">'
            f"{week.week if len(weeks) <= 26 or week.week % 4 == 1 else ''}</text></g>"
        )
        if int(week.week) in own:
            shapes.append(f'<circle class="rp-own-week" cx="{left + step / 2:.1f}" cy="{_BASE + 22:.1f}" r="2"/>')
        if week.phase == "race" and plan.block.race_date is not None:
            at = left + step / 2
            shapes.append(f'<path class="rp-flag" d="M{at - 5:.1f} {_BASE - high - 18:.1f}v-16l11 4-11 4"/>')
    place = 0
    for phase, rows in groupby(weeks, key=lambda week: str(week.phase)):
        size = len(list(rows))
        x = place * step
        name = PHASE_NAMES.get(phase, phase)
        room = size * step - 5
        name = next((text for text in (name, name.split()[0]) if len(text) * 6.5 <= room), "")
        shapes.append(
            f'<line class="rp-rule" x1="{x:.1f}" x2="{x:.1f}" y1="{_BASE + 26:.1f}" y2="{_HEIGHT:.1f}"/>'
            f'<text x="{x + 5:.1f}" y="{_HEIGHT - 8:.1f}" class="rp-phase-name">{escape(name)}</text>'
        )
        place += size
    first, last = as_date(weeks[0].start), as_date(weeks[-1].start)
    label = f"Weekly distance from {format_day(first)} to the week of {format_day(last)}"
    return (
        f'<svg viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" role="img" aria-label="{escape(label)}" class="rp-chart">'
        f'<text x="0" y="12" class="rp-phase-name">{"Kilometres" if units == "km" else "Miles"} a week</text>'
        f'<line class="rp-rule" x1="0" x2="{_WIDTH:.0f}" y1="{_BASE:.1f}" y2="{_BASE:.1f}"/>{"".join(shapes)}</svg>'
    )


def _types(plan: PlanTables) -> str:
    """How the runs divide by type."""
    units = plan.block.units
    runs = plan.sessions[plan.sessions["kind"] == "run"]
    whole = float(runs["km"].sum()) or 1.0
    rows = []
    for name in ("easy", "long", *sorted(QUALITY), "race"):
        some = runs[runs["type"] == name]
        if some.empty:
            continue
        rows.append(
            f'<tr><th scope="row">{TYPE_NAMES[name]}</th><td class="rp-num">{len(some)}</td>'
            f'<td class="rp-num">{format_distance(some["km"].sum(), units, digits=0)}</td>'
            f'<td class="rp-num">{100 * float(some["km"].sum()) / whole:.0f} %</td>'
            f'<td class="rp-num">{format_minutes(some["minutes"].sum())}</td>'
            f'<td class="rp-num">{format_distance(some["km"].max(), units)}</td></tr>'
        )
    return (
        '<table class="rp-types"><thead><tr><th scope="col">Runs</th><th scope="col" class="rp-num">number</th>'
        '<th scope="col" class="rp-num">distance</th><th scope="col" class="rp-num">share</th>'
        '<th scope="col" class="rp-num">h:mm</th><th scope="col" class="rp-num">longest</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
