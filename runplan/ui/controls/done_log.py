"""What was done, from a file of another tool: its report, its sessions beside the plan's, a starting point."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets as widgets

from runplan.errors import RunplanError
from runplan.plan.matching import SessionMatch, done_share
from runplan.ui.browsers.html import escape
from runplan.ui.controls.bindings import Fields
from runplan.ui.controls.run_plan_import import show_while
from runplan.ui.parts import button_row, full_width, html_part, label_part, refusal_html, replace_children, set_html
from runplan.ui.state.life.done_log import QUESTIONS, DoneLog, StartField
from runplan.ui.state.life.marks import MARKS
from runplan.ui.state.messages import guarded

_ENDINGS = ".csv,.zip,.xml,.fit,.tcx,.gpx,.json,.txt,.tsv"
_ABOUT = (
    "An export from Strava, Garmin Connect, intervals.icu, Runalyze, Apple Health, Hevy or Strong, a FIT, TCX "
    "or GPX file, a log from the phone page, or a RunPlan plan with its statuses filled in. It stays on this computer"
)
_WHAT_STAYS = (
    "With the plan, RunPlan saves the status of each session and the loads it worked out from your sets. It does not "
    "save the log or its distances: a session that is done counts as its planned distance, one that is partly done as "
    "{share:.0%} of it. After a restart, read the log again to see it here."
)
_MOST_ROWS, _MOST_ASKED = 200, 40


class LogForm(widgets.VBox):  # type: ignore[misc,unused-ignore]
    """Reads a log, shows what came of it, and uses what the runner takes of it.

    Parameters
    ----------
    fields : Fields
    done_log : DoneLog
    """

    def __init__(self, fields: Fields, done_log: DoneLog) -> None:
        self._fields, self._model = fields, fields.model
        self.done_log = done_log
        self._file, self._bytes = "", b""  # the one that was chosen in the browser
        self._seen: tuple[Any, ...] = ()
        self._starts: list[StartField] = []
        self._use_buttons: list[tuple[StartField, Any]] = []
        choose = widgets.FileUpload(accept=_ENDINGS, description="Choose your log", tooltip=_ABOUT, layout=full_width())
        choose.add_class("rp-log-upload")
        choose.observe(guarded(self._model.messages, "taking a file", self._chosen), names="value")
        self.path = widgets.Text(
            description="or type its name", placeholder="export.zip", tooltip=_ABOUT, layout=full_width()
        )
        self.path.add_class("rp-log-path")
        self.question = widgets.Dropdown(options=[("choose one", "")], tooltip="Information missing from the file")
        self.question.layout = full_width()
        self.question.add_class("rp-log-question")
        for asked in (self.path, self.question):  # what was refused is no longer asked
            asked.observe(guarded(self._model.messages, "reading a log", self._answered), names="value")
        self.read = self._button("Read the log", _ABOUT, self._read, "rp-log-read")
        self.refused, self.report = html_part("rp-refused"), html_part("rp-log-report")
        self.matches, self.start = widgets.VBox([], layout=full_width()), widgets.VBox([], layout=full_width())
        self.use = self._button("Mark the plan", "You can undo this", self._use, "rp-log-use")
        self.use.button_style = "primary"
        self.what_stays = _sentence(_WHAT_STAYS.format(share=done_share("partly")))
        show_while(False, self.question, self.use, self.what_stays)
        super().__init__(
            [
                choose,
                self.path,
                self.question,
                self.read,
                self.refused,
                self.report,
                self.matches,
                self.use,
                self.what_stays,
                self.start,
            ],
            layout=full_width(),
        )
        self.add_class("rp-log-form")
        fields.on_refresh(self._refresh)

    def _button(self, name: str, about: str, act: Callable[[], None], class_: str) -> Any:
        button = widgets.Button(description=name, tooltip=about, layout=widgets.Layout(width="auto"))
        button.add_class(class_)
        button.on_click(guarded(self._model.messages, "reading a log", lambda _: act()))
        return button

    # --- asking -------------------------------------------------------------------------------------------------------

    def _chosen(self, change: Mapping[str, Any]) -> None:
        """Take a file that was chosen in the browser, and read it."""
        if change["new"]:
            file = change["new"][-1]
            self._file, self._bytes = str(file["name"]), bytes(file["content"])
            self.path.value = self._file
            self._read()

    def _answered(self, _: Any) -> None:
        set_html(self.refused, "")

    def _read(self) -> None:
        """Read the file, or say what is wrong with it or has to be told first."""
        path, asked = self.path.value, self.done_log.asks
        answers = {asked: self.question.value} if asked and self.question.value else {}
        refused = ""
        try:
            self.done_log.read(path, self._bytes if path and path == self._file else None, answers)
        except RunplanError as error:
            refused = str(error)
        asks = self.done_log.asks
        if asks:
            self.question.description = QUESTIONS.get(asks, asks)
            self.question.options = [("choose one", ""), *((choice, choice) for choice in self.done_log.choices)]
        set_html(self.refused, refusal_html(refused))
        show_while(bool(asks), self.question)
        self._seen = ()
        self._refresh()
        self.done_log.on_read()

    def _use(self) -> None:
        self.done_log.use()

    # --- showing ------------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        """Show the log beside the plan as it is now."""
        log, form = self.done_log.log, self._model.form
        state = (
            log,
            self._model.plan,
            form.today(),
            tuple(getattr(form, field) for field in form.trait_names() if log is not None),
        )
        if state == self._seen:
            return
        self._seen = state
        self.report.value = "" if log is None else self._report()
        matches = self.done_log.matches
        open_ones = [match for match in matches if match.status != match.session.status]
        show_while(bool(open_ones), self.use)
        show_while(log is not None, self.what_stays)
        replace_children(self.matches, self._matches(matches, open_ones) if log is not None else [])
        starts = self.done_log.start_fields
        if starts != self._starts:  # else the buttons stay, and with them the focus
            self._starts, self._use_buttons = starts, []
            heading = [label_part("Suggested starting point")] if starts else []
            replace_children(self.start, [*heading, *(self._start(start) for start in starts)])
        for start, button in self._use_buttons:
            button.description = "Used" if self.done_log.is_used(start) else "Use"

    def _report(self) -> str:
        rows = self.done_log.rows
        table = "".join(
            f"<tr><td>{escape(row.where)}</td><td>{escape(row.text)}</td>"
            f"<td>{escape(row.outcome)}{f': {escape(row.reason)}' if row.reason else ''}</td></tr>"
            for row in rows[:_MOST_ROWS]
        )
        more = f"<p>and {len(rows) - _MOST_ROWS} more</p>" if len(rows) > _MOST_ROWS else ""
        head = "<thead><tr><th>Where</th><th>What</th><th>How RunPlan read it</th></tr></thead>"
        notes = "" if self.done_log.log is None else " ".join(self.done_log.log.notes)
        return (
            f'<p role="status">{escape(self.done_log.summary)} {escape(notes)}</p>'
            f"<details><summary>Row by row</summary><table>{head}<tbody>{table}</tbody></table>{more}</details>"
        )

    def _matches(self, matches: Sequence[SessionMatch], open_ones: Sequence[SessionMatch]) -> list[Any]:
        """What the log says of each session: those first that are not simply done, and the others in a list."""
        if not matches:
            nothing = _sentence("Nothing in the log falls on this plan’s days up to today.")
            return [nothing, _sentence(self.done_log.note)] if self.done_log.note else [nothing]
        parts = [label_part("Planned and done")]
        if not open_ones:
            return [*parts, _sentence("Everything in the log is marked in the plan.")]
        doubtful = [match for match in open_ones if match.status != "done" or len(match.activities) != 1]
        parts += [self._asked(match) for match in doubtful[:_MOST_ASKED]]
        lines = []
        for match in open_ones:
            if match not in doubtful[:_MOST_ASKED]:
                planned, done = self.done_log.match_text(match)
                lines.append(f"<li>{escape(planned)} – {escape(MARKS[match.status])}: {escape(done)}</li>")
        if lines:
            items = f"<ul>{''.join(lines)}</ul>"
            parts.append(html_part("rp-log-text", f"<details><summary>{len(lines)} more</summary>{items}</details>"))
        if note := self.done_log.note:
            parts.append(_sentence(note))
        return parts

    def _asked(self, match: SessionMatch) -> Any:
        """A session of which the runner may say otherwise."""
        planned, done = self.done_log.match_text(match)
        options = [(name, mark) for mark, name in MARKS.items()]
        choice = widgets.Dropdown(
            options=options, value=match.status, description=f"{planned}. Done: {done}", layout=full_width()
        )
        choice.add_class("rp-log-match")

        def chosen(change: Mapping[str, Any]) -> None:
            self.done_log.say(match.session.session_id, str(change["new"]))

        choice.observe(guarded(self._model.messages, "saying what was done", chosen), names="value")
        return choice

    def _start(self, start: StartField) -> Any:
        """A value for a control, with its reason, and a button that takes it."""
        name = f"{start.name[:1].upper()}{start.name[1:]}"
        value = f" <b>{escape(start.text)}</b>" if start.text else ""
        text = html_part("rp-log-text", f"<p>{escape(name)}{value}<br><small>{escape(start.reason)}</small></p>")
        if start.value is None:
            return text
        about = f"Use: {name} {start.text}"
        button = self._button("Use", about, lambda: self.done_log.use_field(start), "rp-use-start")
        self._use_buttons.append((start, button))
        return button_row(text, button)


def _sentence(text: str) -> Any:
    return html_part("rp-log-text", f"<p>{escape(text)}</p>")
