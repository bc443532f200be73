"""Views of a plan as HTML text: each takes a plan and gives a string. No widget and no drawing library in here."""

from __future__ import annotations

from runplan.ui.views.calendar import calendar_html
from runplan.ui.views.coverage import coverage_html
from runplan.ui.views.findings import findings_html
from runplan.ui.views.running import running_html
from runplan.ui.views.session import session_html, why_html
from runplan.ui.views.summary import summary_html

__all__ = [
    "calendar_html",
    "coverage_html",
    "findings_html",
    "running_html",
    "session_html",
    "summary_html",
    "why_html",
]
