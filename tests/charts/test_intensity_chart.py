"""How hard the running is, drawn: the bars are the minutes, the line is the share that is easy."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from runplan import charts
from runplan.insight.intensity import ZONES, weekly_intensity
from tests.charts.drawings import intensity, words

NAMES = ["easy", "moderate: marathon to threshold pace", "hard: faster, hills, strides"]


def frame_of(*rows: tuple[float, float, float]) -> pd.DataFrame:
    """Weeks of these minutes."""
    frame = pd.DataFrame(rows, columns=list(ZONES), dtype="float64")
    frame.insert(0, "week", range(1, len(rows) + 1))
    return frame


def line_of(ax):
    (line,) = [line for line in ax.lines if line.get_label() == "share that is easy"]
    return line


@pytest.mark.parametrize("which", ["plan", "long_plan"])
def test_bars_are_the_minutes_of_each_zone_one_upon_the_other(which, request, drawn):
    frame = weekly_intensity(request.getfixturevalue(which))
    bars = drawn(intensity, which).containers
    assert [bar.get_label() for bar in bars] == list(ZONES)
    below = [0.0] * len(frame)
    for zone, container in zip(ZONES, bars, strict=True):
        assert [bar.get_height() for bar in container] == pytest.approx(frame[zone].tolist())
        assert [bar.get_y() for bar in container] == pytest.approx(below)
        below = [low + more for low, more in zip(below, frame[zone], strict=True)]


def test_each_bar_has_its_time_and_each_point_its_share():
    ax = charts.weekly_intensity(frame_of((90, 20, 10), (150, 0, 0)))
    assert {"2:00", "2:30", "75 %", "100 %"} <= set(words(ax))


def test_the_line_is_over_the_bars_and_lower_where_less_is_easy():
    ax = charts.weekly_intensity(frame_of((90, 20, 10), (150, 0, 0), (80, 20, 0)))
    first, second, third = line_of(ax).get_ydata()
    assert first < third < second
    assert first > 150
    assert second - third == pytest.approx(0.2 / 0.25 * (second - first))


def test_a_week_without_a_run_has_no_share():
    ax = charts.weekly_intensity(frame_of((90, 30, 0), (0, 0, 0), (60, 0, 0)))
    assert line_of(ax).get_xdata().tolist() == [1, 3]
    assert [text for text in words(ax) if text.endswith("%")] == ["75 %", "100 %"]


def test_a_block_without_a_run_is_drawn_without_a_line():
    ax = charts.weekly_intensity(frame_of((0, 0, 0), (0, 0, 0)))
    assert [line.get_label() for line in ax.lines if line.get_label() == "share that is easy"] == []
    ax.figure.canvas.draw()


def test_of_a_year_the_first_the_last_and_the_lowest_share_have_numbers(long_plan, drawn):
    frame = weekly_intensity(long_plan)
    shares = (frame["easy"] / frame[list(ZONES)].sum(axis=1)).tolist()
    numbers = [text for text in words(drawn(intensity, "long_plan")) if text.endswith("%")]
    assert numbers == [f"{round(100 * share)} %" for share in (shares[0], min(shares), shares[-1])]


@pytest.mark.parametrize("lowest", [1, 2, 3, 26, 50, 51, 52])
def test_numbers_of_a_year_do_not_lie_on_one_another(lowest):
    rows = [(90, 30, 0) if week == lowest else (100 + week % 3, 0, 0) for week in range(1, 53)]
    ax = charts.weekly_intensity(frame_of(*rows))
    ax.figure.canvas.draw()
    numbers = [text for text in ax.texts if text.get_text().endswith("%")]
    assert "75 %" in [text.get_text() for text in numbers]
    boxes = sorted((text.get_window_extent() for text in numbers), key=lambda box: box.x0)
    assert all(left.x1 < right.x0 for left, right in itertools.pairwise(boxes))


def test_zones_are_told_apart_without_colour_and_only_those_that_occur_are_explained(drawn):
    easy, moderate, hard = drawn(intensity).containers
    assert [bool(bars.patches[0].get_hatch()) for bars in (easy, moderate, hard)] == [False, True, False]
    assert [text for text in words(drawn(intensity)) if text in NAMES] == NAMES
    without_hard = charts.weekly_intensity(frame_of((90, 30, 0), (60, 0, 0)))
    assert [text for text in words(without_hard) if text in NAMES] == NAMES[:2]
