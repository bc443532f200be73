"""What all charts have in common: they fit the page, nothing overlaps, and nothing global changes."""

from __future__ import annotations

import subprocess
import sys

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from runplan import charts
from runplan.charts.style import SMALL
from tests.charts.drawings import ALL, words

every_chart = pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.__name__)


def settings_now():
    """matplotlib's settings; asking for the backend would choose one, so it is left out."""
    return {name: mpl.rcParams[name] for name in mpl.rcParams if not name.startswith("backend")}


@every_chart
def test_a_chart_without_axes_gets_a_figure_of_its_own(chart, plan):
    ax = chart(plan)
    assert isinstance(ax, Axes)
    assert isinstance(ax.figure.canvas, FigureCanvasAgg)
    assert ax.figure.get_figwidth() <= 7.3  # the text of an A4 page


@every_chart
def test_a_chart_draws_on_the_axes_given(chart, plan):
    figure = Figure(figsize=(9, 7))
    ax = figure.add_subplot()
    assert chart(plan, ax) is ax
    figure.canvas.draw()


@every_chart
def test_a_chart_leaves_its_tables_and_matplotlib_s_settings_as_they_were(chart, plan):
    settings = settings_now()
    before = (plan.weeks.copy(), plan.sessions.copy())
    chart(plan).figure.canvas.draw()
    assert settings_now() == settings
    assert plan.weeks.equals(before[0])
    assert plan.sessions.equals(before[1])


@every_chart
def test_no_type_is_smaller_than_what_print_allows(chart, drawn):
    ax = drawn(chart)
    shown = [text for text in ax.figure.findobj(mpl.text.Text) if text.get_text() and text.get_visible()]
    assert min(text.get_fontsize() for text in shown) >= SMALL


@every_chart
@pytest.mark.parametrize("which", ["plan", "long_plan"])
def test_no_text_leaves_the_page(chart, which, drawn):
    ax = drawn(chart, which)
    renderer = ax.figure.canvas.get_renderer()
    page = ax.figure.bbox
    for text in ax.figure.findobj(mpl.text.Text):
        if text.get_text() and text.get_visible():
            box = text.get_window_extent(renderer)
            assert box.x0 >= page.x0 - 1, text.get_text()
            assert box.x1 <= page.x1 + 1, text.get_text()
            assert box.y0 >= page.y0 - 1, text.get_text()
            assert box.y1 <= page.y1 + 1, text.get_text()


@every_chart
@pytest.mark.parametrize("which", ["plan", "long_plan"])
def test_no_two_texts_overlap(chart, which, drawn):
    ax = drawn(chart, which)
    renderer = ax.figure.canvas.get_renderer()
    shown = [text for text in ax.figure.findobj(mpl.text.Text) if text.get_text() and text.get_visible()]
    boxes = [text.get_window_extent(renderer) for text in shown]
    edges = np.array([[box.x0, box.y0, box.x1, box.y1] for box in boxes])
    for place, (x0, y0, x1, y1) in enumerate(edges):
        others = edges[place + 1 :]
        wide = np.minimum(others[:, 2], x1) - np.maximum(others[:, 0], x0)
        high = np.minimum(others[:, 3], y1) - np.maximum(others[:, 1], y0)
        # A few pixels of a line's own leading may touch; letters may not.
        hits = np.flatnonzero((wide > 1) & (high > 4))
        assert hits.size == 0, (shown[place].get_text(), [shown[place + 1 + hit].get_text() for hit in hits])


@every_chart
def test_charts_speak_plainly(chart, drawn):
    assert not [text for text in words(drawn(chart)) if "!" in text or "nan" in text.lower().split()]


def test_importing_the_charts_loads_neither_matplotlib_nor_pyplot():
    code = "import sys, runplan.charts; assert not [name for name in sys.modules if name.startswith('matplotlib')]"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_drawing_a_chart_does_not_load_pyplot():
    code = (
        "import sys, pandas as pd; from runplan import charts, schema; "
        "rows = schema.build_frame(schema.WEEKS, {'week': [1, 2], 'start': ['2027-01-04', '2027-01-11'], "
        "'phase': ['base'] * 2, 'strength_phase': ['technique'] * 2, 'run_km': [20.0, 22.0], "
        "'long_run_km': [8.0, 9.0], 'quality_runs': [1, 1], 'strength_sessions': [2, 2], 'sets_target': [4.0, 4.0], "
        "'step_back': [False, False], 'note': ['', '']}); "
        "charts.weekly_km(rows).figure.canvas.draw(); assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_chart_is_found_by_its_name():
    for name in charts.__all__:
        assert callable(getattr(charts, name))
    with pytest.raises(AttributeError, match=r"^module 'runplan\.charts' has no attribute 'pie'$"):
        _ = charts.pie
