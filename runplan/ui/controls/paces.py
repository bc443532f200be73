"""The paces section: easy pace, recent races, goal time, heart rates, and the table of what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from runplan.errors import BlockError
from runplan.paces.bands import Band
from runplan.plan.block import Block
from runplan.plan.defaults import EASY_PACE_S_PER_KM
from runplan.planning.pace_table import BY_FEEL, ZonePace, pace_title, zone_paces
from runplan.planning.running.step_bands import step_bands
from runplan.planning.running.step_paces import easy_pace
from runplan.ui.browsers.html import escape
from runplan.ui.controls.bindings import Fields
from runplan.ui.controls.distances import pace
from runplan.ui.controls.typed_fields import TypedField
from runplan.ui.field_text import field_value
from runplan.ui.parts import html_part, set_html
from runplan.ui.state.planner_model import PlannerModel
from runplan.units import format_clock, format_pace, format_pace_range
from runplan.words import GOAL_NAMES, ZONE_EFFORTS, ZONE_NAMES

PACED_BY = (
    *("recent_races", "easy_pace_s_per_km", "goal", "goal_time", "max_heart_rate", "threshold_heart_rate"),
    *("weekly_km_now", "weekly_km_peak", "runs", "units"),
)
"""The wishes that the table follows; kilometres a week count for a marathon."""

_RACES = "One or two races of the last eight weeks, separated by a comma."
_NOTHING = "Type a recent race to see the paces of your runs. Your easy pace alone gives only rough estimates."
_HOUR_S, _MINUTE_S, _TEN_S = 3600, 60, 10


def pace_controls(fields: Fields) -> list[Any]:
    """The controls of the section, and the table below them."""
    model = fields.model
    goal_time = TypedField(fields, "goal_time", "goal")

    def by_goal() -> None:
        idle = model.form.goal == "general"
        if goal_time.text.disabled != idle:
            goal_time.text.disabled = idle

    fields.on_refresh(by_goal, "goal")
    return [
        pace(fields),
        fields.sentence(lambda: _easy_from_race(model), "easy_pace_s_per_km", "recent_races", "units"),
        TypedField(fields, "recent_races"),
        fields.sentence(lambda: "" if model.form.recent_races else _RACES, "recent_races"),
        goal_time,
        fields.sentence(
            lambda: "Choose a race under Goal first: a goal time needs one." if model.form.goal == "general" else "",
            "goal",
        ),
        TypedField(fields, "max_heart_rate", "threshold_heart_rate"),
        TypedField(fields, "threshold_heart_rate", "max_heart_rate"),
        _table(fields),
    ]


def paces_summary(model: PlannerModel) -> str:
    """What a folded section says: the race that the paces are from, or the easy pace."""
    form = model.form
    if form.recent_races:
        return f"from {field_value('recent_races', form.recent_races, form.units)}"
    return f"easy {format_pace(form.easy_pace_s_per_km, form.units)}"


def _easy_from_race(model: PlannerModel) -> str:
    """What is planned with where a race is known and the easy pace was never set."""
    form = model.form
    if not form.recent_races or form.easy_pace_s_per_km != EASY_PACE_S_PER_KM:
        return ""
    planned = format_pace(easy_pace(_wished_block(model)), form.units)
    is_same = planned == format_pace(EASY_PACE_S_PER_KM, form.units)
    return "" if is_same else f"Leave this empty to use the pace from your race: {planned}."


def _wished_block(model: PlannerModel) -> Block:
    """The block that is wished; the last one that could be planned where there is none."""
    try:
        return Block(**model.form.wishes())
    except BlockError:
        return model.block


def _table(fields: Fields) -> Any:
    """The table; while a slider moves it waits until the hand rests, for who drags waits for the board."""
    model = fields.model
    widget = html_part("rp-paces")

    def draw() -> None:
        set_html(widget, paces_html(_wished_block(model)))

    def follow() -> None:
        if not model.sliding:
            draw()

    fields.on_refresh(follow, *PACED_BY)
    fields.on_rest(draw)
    return widget


def paces_html(block: Block) -> str:
    """The predicted race and the paces of a block, as far as they are known.

    Parameters
    ----------
    block : Block

    Returns
    -------
    str
        A sentence and a table; only a sentence where no pace and no heart rate is known.
    """
    zones = zone_paces(block)
    rows = []
    for row in zones:
        if row.band or row.heart_rate:
            rows.append((ZONE_NAMES[row.zone], row.band, row.heart_rate, ZONE_EFFORTS[row.zone]))
        if row.zone == block.goal and block.goal_time is not None:
            goal = f"for your goal of {format_clock(block.goal_time)}"
            rows.append(("Goal pace", step_bands(block)["race"].pace, None, goal))
    by_feel = f'<p class="rp-quiet">{escape(BY_FEEL)}</p>' if block.recent_races and not zones[0].band else ""
    if not rows:
        return by_feel or f'<p class="rp-quiet">{escape(_NOTHING)}</p>'
    has_rates = any(rates for _, _, rates, _ in rows)
    head = _line("th", "columnheader", ("Run", f"min/{block.units}", "beats/min", "how it feels"), has_rates=has_rates)
    lines = "".join(
        _line(
            "td", "cell", (name, _paces(band, block.units), "–".join(map(str, rates or ())), feel), has_rates=has_rates
        )
        for name, band, rates, feel in rows
    )
    title = pace_title(block) if any(row.band or row.heart_rate for row in zones) else "The pace of your goal"
    return (
        f"{_predicted(block.goal, zones)}{by_feel}"
        f'<table role="table" class="rp-pace-table"><caption>{escape(title)}</caption>'
        f'<thead role="rowgroup">{head}</thead><tbody role="rowgroup">{lines}</tbody></table>'
    )


def _line(tag: str, role: str, texts: tuple[str, str, str, str], *, has_rates: bool) -> str:
    """A line of the table; roles are said, for its lines are laid out as grids."""
    name, pace_text, rates, feel = map(escape, texts)
    scope = ' scope="col"' if tag == "th" else ""
    cells = [(pace_text, "rp-num"), *([(rates, "rp-num")] if has_rates else []), (feel, "rp-feel rp-quiet")]
    others = "".join(f'<{tag}{scope} role="{role}" class="{kind}">{text}</{tag}>' for text, kind in cells)
    first = f'<th scope="{"col" if scope else "row"}" role="{role if scope else "rowheader"}">{name}</th>'
    return f'<tr role="row">{first}{others}</tr>'


def _paces(band: Band | None, units: str) -> str:
    return "" if band is None else format_pace_range(*band, units).split(" ")[0]


def _predicted(goal: str, zones: Sequence[ZonePace]) -> str:
    """The race that the paces come to, as a range: "Marathon about 3:52 to 4:08"."""
    time = next((row.time for row in zones if row.zone == goal), None)
    if time is None:
        return ""
    name = GOAL_NAMES[goal]
    return f'<p class="rp-predicted">{escape(f"{name[:1].upper()}{name[1:]} about {_span(time)}")}</p>'


def _span(time: Band) -> str:
    """A range of times, no finer than it is known.

    >>> _span(Band(13_930, 14_870)), _span(Band(3083, 3221)), _span(Band(3560, 3700))
    ('3:52 to 4:08', '51:20 to 53:40', '59:20 to 1:01:40')
    """
    step = _MINUTE_S if time.fast >= _HOUR_S else _TEN_S
    fast, slow = (format_clock(round(seconds / step) * step) for seconds in time)
    return f"{fast.removesuffix(':00')} to {slow.removesuffix(':00')}" if step == _MINUTE_S else f"{fast} to {slow}"
