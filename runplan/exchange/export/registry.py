"""The formats that a plan can be written in, by the name that `runplan export --to` and the planner know them by.

A new format is a module here and a line in `FORMATS`. The module of a format `name` has a function `name_bytes(plan, *,
...) -> bytes`, whose keyword arguments are the format's options, and says in its docstring what the format does not
hold. It is imported when a file is first made.
"""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from runplan.errors import RunplanError
from runplan.extras import optional
from runplan.plan.tables import PlanTables


@dataclass(frozen=True)
class Format:
    """One format: its module has `name_bytes`.

    That of `follows` gives what the option `previous` takes: `named_export` of a file that is named, `standing_export`
    of the one that is there.
    """

    name: str  # what it is called by, such as ics
    title: str  # what a person reads, such as Calendar (iCalendar)
    suffixes: tuple[str, ...]  # the endings of such a file, the usual one first
    mime: str  # the file's media type
    module: str  # below runplan.exchange.export
    follows: str = ""  # a module; "" where exports do not build on each other

    @property
    def options(self) -> tuple[str, ...]:
        """The keyword arguments that it takes."""
        parameters = inspect.signature(self._maker).parameters.values()
        return tuple(parameter.name for parameter in parameters if parameter.kind is parameter.KEYWORD_ONLY)

    def make(self, plan: PlanTables, **options: Any) -> bytes:
        """The file's bytes: what is still to be done or was, so no session that was dropped.

        Raises
        ------
        RunplanError
            If an option is not one of this format, or its value is refused.
        """
        for name in (name for name in options if name not in self.options):
            raise RunplanError(
                f"The format {self.name} has no option {name!r}: it takes {', '.join(self.options) or 'none'}."
            )
        if options.get("previous") is not None:
            options["previous"] = _function(self, self.follows, "named_export")(plan, options["previous"])
        with optional(self.title):
            data: bytes = self._maker(plan.without_dropped(), **options)
        return data

    def previous(self, plan: PlanTables, target: Path) -> Any:
        """What an export to a place builds on: the older one that is there, or None."""
        if not self.follows or not target.exists():
            return None
        return _function(self, self.follows, "standing_export")(plan, target)

    @property
    def _maker(self) -> Callable[..., Any]:
        return _function(self, self.module, f"{self.name}_bytes")


def _function(form: Format, module: str, name: str) -> Callable[..., Any]:
    with optional(form.title):
        function: Callable[..., Any] = getattr(import_module(f"runplan.exchange.export.{module}"), name)
    return function


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS = {
    form.name: form
    for form in (
        Format("ics", "Calendar (iCalendar)", (".ics",), "text/calendar", "calendar.ics", follows="calendar.previous"),
        Format("google", "Google Calendar CSV", (".csv",), "text/csv", "calendar.google"),
        Format("intervals", "intervals.icu events (JSON)", (".json",), "application/json", "training_logs.intervals"),
        Format("tempo", "Tempo CSV", (".csv",), "text/csv", "training_logs.tempo"),
        Format("trainingdojo", "TrainingDojo CSV", (".csv",), "text/csv", "training_logs.trainingdojo"),
        Format("fit", "Garmin workouts (FIT, zipped)", (".zip",), "application/zip", "watch.fit"),
        Format("excel", "Excel workbook", (".xlsx",), _XLSX, "excel.workbook"),
        Format("page", "Page to print (PDF)", (".pdf",), "application/pdf", "pdf.page"),
        Format("phone", "Page for the phone (HTML)", (".html", ".htm"), "text/html", "phone.page"),
    )
}

_OTHER_NAMES = {
    **{"pdf": "page", "paper": "page", "print": "page", "xlsx": "excel", "xls": "excel", "garmin": "fit", "zip": "fit"},
    **{"html": "phone", "htm": "phone", "mobile": "phone", "web": "phone"},
    **{"gcal": "google", "google_csv": "google", "google-csv": "google", "icu": "intervals"},
    **{"ical": "ics", "icalendar": "ics", "calendar": "ics", "csv": "google or tempo or trainingdojo"},
}
"""What a format may be called besides: endings and other words that are unlike its name."""


def format_named(name: str) -> Format:
    """The format of that name.

    Raises
    ------
    RunplanError
        If there is none.
    """
    if name in FORMATS:
        return FORMATS[name]
    word = str(name).lower().lstrip(".")
    meant = _OTHER_NAMES.get(word) or "".join(difflib.get_close_matches(word, FORMATS, n=1))
    hint = f" Did you mean {meant}?" if meant else ""
    hint += " For the plan's own CSV, use `runplan plan` or Plan.to_csv." if word == "csv" else ""
    raise RunplanError(f"There is no format {name!r}: the formats are {', '.join(FORMATS)}.{hint}")
