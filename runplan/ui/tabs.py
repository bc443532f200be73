"""The tabs at the right: each draws itself when it is looked at, and only then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from runplan.ui.guard import Gate, guarded
from runplan.ui.model import PlannerModel
from runplan.ui.views import calendar_html, coverage_html, findings_html, running_html, session_html, why_html
from runplan.ui.views.parts import rows_of
from runplan.ui.words import WEEKDAY_NAMES
from runplan.units import format_day, format_week

__all__ = ["Tabs"]

_FULL = widgets.Layout(width="100%", margin="0")
_SESSIONS = 1


class Tabs(widgets.Tab):  # type: ignore[misc,unused-ignore]
    """Plan, sessions, coverage, running, findings, files.

    Parameters
    ----------
    model : PlannerModel
    """

    def __init__(self, model: PlannerModel) -> None:
        self.model = model
        views: list[tuple[str, Any, Callable[[], None]]] = [
            self._page("Plan", lambda: calendar_html(model.plan, dt.date.today())),
            ("Sessions", sessions := SessionPanel(model), sessions.refresh),
            self._page("Coverage", lambda: coverage_html(model.plan)),
            self._page("Running", lambda: running_html(model.plan)),
            self._page("Findings", lambda: findings_html(model.plan)),
            ("Save and load", files_panel(model), lambda: None),
        ]
        self._draw = [draw for _, _, draw in views]
        self._drawn: dict[int, object] = {}
        super().__init__([child for _, child, _ in views], titles=[title for title, _, _ in views], selected_index=0)
        self.add_class("rp-tabs")
        self.observe(guarded(model, "opening a tab", lambda change: self.refresh()), names="selected_index")
        self._sessions = sessions
        # Out of sight: a card of the calendar writes its session's id in here (see runplan.ui.page).
        self.opened = widgets.Text(tooltip="")
        self.opened.add_class("rp-opened")
        self.opened.observe(guarded(model, "opening a session", self._open), names="value")

    def _page(self, title: str, content: Callable[[], str]) -> tuple[str, Any, Callable[[], None]]:
        page = widgets.HTML(layout=_FULL)
        page.add_class("rp-page")
        page.add_class(f"rp-page-{title.lower()}")

        def draw() -> None:
            page.value = content()

        return title, page, draw

    def _open(self, change: Mapping[str, Any]) -> None:
        """Show the session of a card that was clicked."""
        if change["new"]:
            self.opened.value = ""
            self.selected_index = _SESSIONS
            self._sessions.show(change["new"])

    def refresh(self) -> None:
        """Draw the tab that is looked at, if its plan is not the one drawn."""
        shown: Any = self.selected_index
        plan = self.model.plan
        if shown is None or plan is None or self._drawn.get(shown) is plan:
            return
        self._draw[shown]()
        self._drawn[shown] = plan


class SessionPanel(widgets.VBox):  # type: ignore[misc,unused-ignore]
    """Choose a session, read it, ask why it stands there, keep it on another day.

    Parameters
    ----------
    model : PlannerModel
    """

    def __init__(self, model: PlannerModel) -> None:
        self.model = model
        self.gate = Gate()
        self.week = widgets.Dropdown(description="Week", tooltip="", layout=widgets.Layout(width="auto", margin="0"))
        self.session = widgets.ToggleButtons(description="Session", tooltip="", layout=_FULL)
        self.session.style.button_width = "auto"
        self.day = widgets.Dropdown(
            options=[(name, day) for day, name in WEEKDAY_NAMES.items()],
            description="Move or keep on",
            tooltip="",
            layout=widgets.Layout(width="auto", margin="0"),
        )
        self.pin = widgets.Button(description="Pin", layout=widgets.Layout(width="auto"))
        self.unpin = widgets.Button(description="Unpin", layout=widgets.Layout(width="auto"))
        self.sheet = widgets.HTML(layout=widgets.Layout(flex="3 1 330px", min_width="0", margin="0"))
        self.why = widgets.HTML(layout=widgets.Layout(flex="2 1 280px", min_width="0", margin="0"))
        for name, widget in vars(self).items():
            if isinstance(widget, widgets.DOMWidget):
                widget.add_class(f"rp-session-{name}")
        top = widgets.HBox([self.week, self.day, self.pin, self.unpin], layout=widgets.Layout(flex_flow="row wrap"))
        top.add_class("rp-row")
        pages = widgets.HBox([self.sheet, self.why], layout=widgets.Layout(width="100%", flex_flow="row wrap"))
        pages.add_class("rp-two")
        super().__init__([top, self.session, pages], layout=_FULL)
        self.add_class("rp-page")
        self.add_class("rp-page-sessions")
        self.week.observe(guarded(model, "choosing a week", self._week_chosen), names="value")
        self.session.observe(guarded(model, "choosing a session", self._session_chosen), names="value")
        self.pin.on_click(guarded(model, "pinning a session", self._pin))
        self.unpin.on_click(guarded(model, "unpinning a session", self._unpin))

    def show(self, session_id: str) -> None:
        """Choose a session.

        Parameters
        ----------
        session_id : str
            One that the plan does not have is passed over.
        """
        sessions = self.model.plan.sessions
        rows = sessions[sessions["session_id"] == session_id]
        if rows.empty:
            return
        with self.gate.closed():
            self.week.value = int(rows["week"].iloc[0])
            self._offer_sessions()
            self.session.value = session_id
        self._show()

    def refresh(self) -> None:
        """Show the plan as it is now, and keep the session chosen where it is still there."""
        plan = self.model.plan
        with self.gate.closed():
            weeks = [(format_week(int(row.week), row.start), int(row.week)) for row in rows_of(plan.weeks)]
            if list(self.week.options) != weeks:
                kept = self.week.value
                self.week.options = weeks
                self.week.value = kept if kept in dict(weeks).values() else 1
            self._offer_sessions()
        self._show()

    def _offer_sessions(self) -> None:
        sessions = self.model.plan.sessions
        rows = sessions[sessions["week"] == self.week.value]
        options = [(f"{format_day(row.date).split()[0]} {row.title.lower()}", row.session_id) for row in rows_of(rows)]
        kept = self.session.value
        if list(self.session.options) != options:
            self.session.options = options
        ids = [one for _, one in options]
        strength = rows.loc[rows["kind"] == "strength", "session_id"]
        fallback = strength.iloc[0] if len(strength) else (ids[0] if ids else None)
        self.session.value = kept if kept in ids else fallback

    def _week_chosen(self, _: Mapping[str, Any]) -> None:
        if not self.gate.shut:
            with self.gate.closed():
                self._offer_sessions()
            self._show()

    def _session_chosen(self, _: Mapping[str, Any]) -> None:
        if not self.gate.shut:
            self._show()

    def _show(self) -> None:
        plan, chosen = self.model.plan, self.session.value
        if chosen is None:
            self.sheet.value, self.why.value = '<p class="rp-quiet">This week holds no session.</p>', ""
            return
        row = plan.sessions[plan.sessions["session_id"] == chosen].iloc[0]
        pins = dict(self.model.pins)
        self.day.value = pins.get(chosen, row["weekday"])
        self.unpin.disabled = chosen not in pins
        self.pin.disabled = row["type"] == "race"
        self.sheet.value = session_html(plan, chosen)
        self.why.value = why_html(plan.explain(chosen), plan.sessions)

    def _pin(self, _: Any) -> None:
        pins = dict(self.model.pins) | {self.session.value: self.day.value}
        self.model.wish(pins=tuple(sorted(pins.items())))

    def _unpin(self, _: Any) -> None:
        self.model.wish(pins=tuple(pin for pin in self.model.pins if pin[0] != self.session.value))


def files_panel(model: PlannerModel) -> Any:
    """Write the plan, and read one."""
    about = widgets.HTML(
        "<p>The plan is saved as a table, one row for each exercise and each run, that any spreadsheet opens. "
        "Its wishes go beside it: for <b>plan.csv</b> into <b>plan.block.json</b>; keep the two together.</p>"
        '<p class="rp-quiet">You may move sessions within their week, change sets or delete rows in the spreadsheet, '
        "and load the file again. A moved session is pinned to its new day.</p>",
        layout=_FULL,
    )
    path = widgets.Text(
        value="plan.csv", description="File", tooltip="", layout=widgets.Layout(width="min(420px, 100%)", margin="0")
    )
    save = widgets.Button(description="Save", button_style="primary", layout=widgets.Layout(width="auto"))
    load = widgets.Button(description="Load", layout=widgets.Layout(width="auto"))
    said = widgets.HTML(layout=_FULL)
    path.add_class("rp-path")
    save.add_class("rp-save")
    load.add_class("rp-load")
    save.on_click(guarded(model, "saving the plan", lambda _: model.save(path.value)))
    load.on_click(guarded(model, "loading a plan", lambda _: model.load(path.value)))
    row = widgets.HBox([path, save, load], layout=widgets.Layout(flex_flow="row wrap"))
    row.add_class("rp-row")
    box = widgets.VBox([about, row, said], layout=_FULL)
    box.add_class("rp-page")
    box.add_class("rp-page-files")
    return box
