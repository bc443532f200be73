"""The times of day and the time zone that a planner's calendars are written with. No widget in here.

In: what the runner typed, and the calendar beside the plan's file. Out: the options of an export, or one sentence on
what to type instead.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from runplan.api import Plan
from runplan.errors import RunplanError
from runplan.exchange.export.calendar.events import CalendarOptions
from runplan.exchange.export.calendar.times import AM, PM, session_times
from runplan.exchange.export.registry import FORMATS

LABELS = {"am": "Morning at", "pm": "Evening at", "timezone": "Time zone"}
TIMES_OF = {"ics": ("am", "pm", "timezone"), "google": ("am", "pm")}
"""The formats that have times of day, and what may be said of them."""

_DEFAULTS = {"am": AM, "pm": PM, "timezone": ""}
_LOCAL = "local"  # what an export calls no time zone


class CalendarTimes:
    """What the fields of a planner show: what was typed, else what the calendar beside the plan has, else the defaults.

    Attributes
    ----------
    shown : dict
        A text for each of `LABELS`.
    """

    def __init__(self) -> None:
        self.shown = dict(_DEFAULTS)
        self._typed: set[str] = set()
        self._plan_id = ""

    def say(self, name: str, text: str) -> None:
        """Keep what the runner typed, until a plan is shown that has a calendar of its own."""
        self.shown[name] = text
        self._typed.add(name)

    def follow(self, plan: Plan | None, path: str) -> None:
        """Show the times of the calendar that an export would go on from, where nothing else was typed."""
        older, plan_id = _options_beside(plan, path), "" if plan is None else plan.plan_id
        if older is not None and plan_id != self._plan_id:
            self._typed.clear()
        self._plan_id = plan_id
        written = (CalendarOptions() if older is None else older)._asdict()
        self.shown.update({name: written[name] or _DEFAULTS[name] for name in self.shown if name not in self._typed})

    def options(self, name: str, plan: Plan | None, path: str) -> CalendarOptions:
        """What an export in a format is asked for; a calendar that goes on from another keeps what was not typed.

        Raises
        ------
        RunplanError
            If a time or the time zone cannot be read: one sentence that names the field.
        """
        if name not in TIMES_OF:
            return CalendarOptions()
        self.follow(plan, path)  # another window may have written the calendar since
        texts = {field: self.shown[field].strip() for field in TIMES_OF[name]}
        _check(texts)
        given = texts if not FORMATS[name].follows else {field: texts[field] for field in texts if field in self._typed}
        return CalendarOptions(**{field: text or _LOCAL for field, text in given.items()})


def times_sentence(written: CalendarOptions) -> str:
    """When the sessions of a calendar are.

    >>> times_sentence(CalendarOptions("Europe/Berlin", "6:30"))
    'Sessions are at 06:30 and 18:00, Europe/Berlin.'
    """
    am, pm = (time.zfill(len(AM)) for time in (written.am or AM, written.pm or PM))
    zone = "in the calendar’s own time zone" if written.timezone in (None, _LOCAL) else written.timezone
    return f"Sessions are at {am} and {pm}, {zone}."


def copy_beside(path: str, suffix: str) -> Path | None:
    """The file of another ending next to the plan's; None where the name is not one of a file."""
    try:
        beside = Path(path.strip() or "plan.csv").expanduser()
        if beside.name in ("", "..") or "\0" in beside.name:
            return None  # a folder, and no file in it
        return beside.with_name(f"{beside.stem}{suffix}").absolute()
    except (OSError, RuntimeError, ValueError):
        return None


def _options_beside(plan: Plan | None, path: str) -> CalendarOptions | None:
    """What the calendar of this plan next to its file was asked for; None where there is none."""
    calendar = FORMATS["ics"]
    copy = copy_beside(path, calendar.suffixes[0])
    if plan is not None and copy is not None:
        with contextlib.suppress(RunplanError, OSError, RuntimeError, ValueError):
            older = calendar.previous(plan, copy)
            if older is not None and older.events:
                options: CalendarOptions = older.options
                return options
    return None


def _check(texts: dict[str, str]) -> None:
    """Refuse what cannot be read, one field at a time, so that the sentence names the one to mend."""
    for name, text in texts.items():
        if name == "timezone" and text in ("", _LOCAL):
            continue
        try:
            session_times((), **({"am": "00:00", "pm": "23:59"} | {name: text}))
        except RunplanError as refused:
            raise RunplanError(str(refused).replace(f"{name}=", f"{LABELS[name]}: ", 1)) from None
    try:
        session_times((), am=texts["am"], pm=texts["pm"])
    except RunplanError:
        raise RunplanError(
            f"The morning time, {texts['am']}, is later than the evening time, {texts['pm']}: change one of them."
        ) from None
