"""Weekly kilometres: a bar a week, the long run within it, phases named, lighter weeks and the race marked."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from runplan.charts import drawing
from runplan.charts.signs import draw_sign
from runplan.charts.style import COLOURS, GREY, PHASE_NAMES, SMALL, TEXT, fitting
from runplan.units import as_date, format_day, format_number, from_km

_WEEK = "#A8D4EE"
_LIGHTER_HATCH = "/////"
_BAR = 0.78
_LONG_BAR = 0.34
_HEADROOM = 1.27
_ALL_NUMBERS = 24  # more weeks than this show only the highest, the first and the last


def weekly_km(weeks: pd.DataFrame, *, units: str = "km", ax: Axes | None = None) -> Axes:
    """Weekly kilometres, with the long run as an inner bar.

    Parameters
    ----------
    weeks : pandas.DataFrame
        The plan's weeks.
    units : {'km', 'mi'}
        The unit for distances.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default, a new figure for an A4 page.

    Returns
    -------
    matplotlib.axes.Axes
    """
    week = [int(number) for number in weeks["week"]]
    total = [from_km(float(km), units) for km in weeks["run_km"]]
    longest = [from_km(float(km), units) for km in weeks["long_run_km"]]
    lighter = [bool(flag) for flag in weeks["step_back"]]
    race = [phase == "race" for phase in weeks["phase"]]
    top = max([*total, 1.0])
    with drawing.chart_axes(ax, 2.7, (0.2, 0.12, 0.66, 0.58)) as ax:
        bars = ax.bar(week, total, width=_BAR, color=_WEEK, edgecolor=_WEEK, linewidth=0.8, zorder=2)
        bars.set_label("whole week")
        _mark_lighter(bars, lighter)
        inner = ax.bar(week, longest, width=_LONG_BAR, color=COLOURS["long"], linewidth=0, zorder=3)
        inner.set_label("long run")
        for number, is_race in enumerate(race):
            if is_race and longest[number] > 0:
                inner.patches[number].set_facecolor(COLOURS["race"])
        _numbers(ax, week, total)
        _race_flags(ax, week, total, race, top)
        _phases(ax, weeks, top)
        ax.set_xlim(week[0] - 0.6, week[-1] + 0.6)
        ax.set_ylim(0, top * _HEADROOM)
        _height_lines(ax, shown=len(week) > _ALL_NUMBERS)
        _week_ticks(ax, weeks)
        ax.set_title(f"{'Miles' if units == 'mi' else 'Kilometres'} per week", pad=20)
        _key(ax, lighter, race)
    return ax


def _mark_lighter(bars: BarContainer, lighter: list[bool]) -> None:
    for bar, is_lighter in zip(bars.patches, lighter, strict=True):
        if is_lighter:
            bar.set_facecolor("white")
            bar.set_edgecolor("#6FAFD4")
            bar.set_hatch(_LIGHTER_HATCH)


def _numbers(ax: Axes, week: list[int], total: list[float]) -> None:
    shown = set(week) if len(week) <= _ALL_NUMBERS else {week[0], week[-1], week[total.index(max(total))]}
    for number, height in zip(week, total, strict=True):
        if number in shown:
            text = format_number(height)
            drawing.note(ax, text, (number, height), (0, 1.5), ("center", "bottom"), size=SMALL + 0.5, color=TEXT)


def _height_lines(ax: Axes, *, shown: bool) -> None:
    """Light lines to read heights by, where there is no room for a number on each bar."""
    ax.set_yticks([])
    if not shown:
        return
    top = ax.get_ylim()[1] / _HEADROOM
    for height in MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(0, top):
        if 0 < height < top:
            ax.axhline(height, color="white", linewidth=0.7, zorder=2.5)
            at_left = ("axes fraction", "data")
            drawing.note(ax, format_number(height, 0), (0, height), (-2, 0), ("right", "center"), xycoords=at_left)


def _race_flags(ax: Axes, week: list[int], total: list[float], race: list[bool], top: float) -> None:
    for number, height, is_race in zip(week, total, race, strict=True):
        if is_race:
            # Above the week's number, whose height is in points.
            above = (SMALL + 9.0) / 72.0 / drawing.inches(ax)[1] * top * _HEADROOM
            draw_sign(ax, "race", [number], [height + above], size=8.0)


def _phases(ax: Axes, weeks: pd.DataFrame, top: float) -> None:
    week_width = drawing.inches(ax)[0] / (len(weeks) + 0.2)
    y = top * _HEADROOM
    for phase, first, last in drawing.week_spans(weeks["week"], weeks["phase"]):
        left, right = first - _BAR / 2, last + _BAR / 2
        ax.plot([left, right], [y, y], color=GREY, linewidth=1.0, clip_on=False, solid_capstyle="butt")
        name = fitting(PHASE_NAMES.get(phase, phase), (last + 1 - first + 0.1) * week_width, SMALL + 0.5)
        drawing.note(ax, name, (left, y), (0, 2.5), ("left", "bottom"), size=SMALL + 0.5, fontweight="bold")


def _week_ticks(ax: Axes, weeks: pd.DataFrame) -> None:
    """Week numbers below every bar that has room, and dates below every fourth."""
    count = len(weeks)
    dated = 2 if count <= 10 else 4 if count <= 30 else 8
    starts = dict(zip(weeks["week"].astype(int), weeks["start"], strict=True))
    ticks = drawing.week_ticks(starts)
    labels = [f"week {number}" if number == 1 and count <= _ALL_NUMBERS else str(number) for number in ticks]
    for place, number in enumerate(ticks):
        if (number - 1) % dated == 0:
            labels[place] += f"\n{format_day(as_date(starts[number]))[4:]}"
    ax.set_xticks(ticks, labels)


def _key(ax: Axes, lighter: list[bool], race: list[bool]) -> None:
    """What the bars mean, in one line under the weeks."""
    entries = [Patch(facecolor=_WEEK), Patch(facecolor=COLOURS["long"])]
    names = ["whole week", "its long run"]
    if any(lighter):
        entries.append(Patch(facecolor="white", edgecolor="#6FAFD4", hatch=_LIGHTER_HATCH))
        names.append("step-back week")
    if any(race):
        entries.append(Patch(facecolor=COLOURS["race"]))
        names.append("race, part of its week")
    below = (0.0, -0.38 / drawing.inches(ax)[1])
    drawing.key(ax, entries, names, loc="upper left", bbox_to_anchor=below, ncols=4, handlelength=1.2)
