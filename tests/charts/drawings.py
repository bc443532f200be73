"""Each chart of a plan, by a function of one shape."""

from __future__ import annotations

import matplotlib as mpl

from runplan import charts
from runplan.insight.body import body_frame
from runplan.insight.coverage import coverage_status
from runplan.insight.intensity import weekly_intensity
from runplan.insight.running_load import load_beside_sets
from runplan.insight.variety import benefits, planes


def heatmap(plan, ax=None):
    return charts.coverage_heatmap(coverage_status(plan), plan.weeks, ax=ax)


def kilometres(plan, ax=None):
    return charts.weekly_km(plan.weeks, units=plan.block.units, ax=ax)


def calendar(plan, ax=None):
    return charts.week_calendar(plan.sessions, plan.weeks, units=plan.block.units, ax=ax)


def one_week(plan, ax=None):
    return charts.week_calendar(plan.sessions, plan.weeks, week=6, units=plan.block.units, ax=ax)


def load(plan, ax=None):
    return charts.load_beside_sets(load_beside_sets(plan), ax=ax)


def intensity(plan, ax=None):
    return charts.weekly_intensity(weekly_intensity(plan), ax=ax)


def variety(plan, ax=None):
    return charts.planes_and_benefits(planes(plan), benefits(plan), ax=ax)


def body(plan, ax=None):
    return charts.body_map(body_frame(plan), ax=ax)


def words(ax):
    """Every text that the chart shows, those of its small axes too."""
    return [text.get_text() for text in ax.figure.findobj(mpl.text.Text) if text.get_text()]


ALL = [heatmap, kilometres, calendar, one_week, load, intensity, variety, body]
