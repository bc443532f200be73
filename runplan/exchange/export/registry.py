"""The formats that a plan can be written in, by the name that `runplan export --to` and the planner know them by.

Each has a function from a plan to the bytes of a file; it is imported when it is first asked for.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runplan.errors import RunplanError

if TYPE_CHECKING:
    from runplan.plan.tables import PlanTables


@dataclass(frozen=True)
class Format:
    """One format.

    Attributes
    ----------
    name : str
        What it is called by, such as ``ics``.
    title : str
        What a person reads, such as "Calendar (iCalendar)".
    suffixes : tuple of str
        The endings of such a file, the usual one first.
    maker : str
        Module and function, such as ``runplan.exchange.export.calendar.ics:ics_bytes``.
    options : tuple of str
        The keyword arguments that the function takes besides the plan.
    mime : str
        The file's media type.
    goes_on : str
        Module and function that, given a plan and the file that is about to be replaced, tells what the option
        `previous` is where nobody says; "" where exports do not build on each other.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    maker: str
    options: tuple[str, ...] = ()
    mime: str = "application/octet-stream"
    goes_on: str = ""

    def make(self, plan: PlanTables, **options: Any) -> bytes:
        """The file's bytes.

        Raises
        ------
        RunplanError
            If an option is not one of this format, or its value is refused.
        """
        for name in options:
            if name not in self.options:
                known = f"it takes {', '.join(self.options)}" if self.options else "it takes none"
                raise RunplanError(f"The format {self.name} has no option {name!r}: {known}.")
        data: bytes = _function(self.maker)(plan, **options)
        return data

    def previous(self, plan: PlanTables, target: Path) -> Any:
        """What an export to a place builds on: the older one that stands there, or None."""
        if not self.goes_on:
            return None
        return _function(self.goes_on)(plan, target)


def _function(place: str) -> Callable[..., Any]:
    module, name = place.split(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


FORMATS = {
    one.name: one
    for one in (
        Format(
            "ics",
            "Calendar (iCalendar)",
            (".ics",),
            "runplan.exchange.export.calendar.ics:ics_bytes",
            ("timezone", "am", "pm", "previous"),
            "text/calendar",
            "runplan.exchange.export.calendar.previous:standing_export",
        ),
        Format(
            "google",
            "Google Calendar CSV",
            (".csv",),
            "runplan.exchange.export.calendar.google:google_csv_bytes",
            ("am", "pm"),
            "text/csv",
        ),
        Format(
            "intervals",
            "intervals.icu events (JSON)",
            (".json",),
            "runplan.exchange.export.training_logs.intervals:intervals_bytes",
            (),
            "application/json",
        ),
        Format(
            "tempo", "Tempo CSV", (".csv",), "runplan.exchange.export.training_logs.tempo:tempo_bytes", (), "text/csv"
        ),
        Format(
            "trainingdojo",
            "TrainingDojo CSV",
            (".csv",),
            "runplan.exchange.export.training_logs.trainingdojo:trainingdojo_bytes",
            (),
            "text/csv",
        ),
        Format(
            "fit",
            "Garmin workouts (FIT, zipped)",
            (".zip",),
            "runplan.exchange.export.watch.fit:fit_zip_bytes",
            ("weeks",),
            "application/zip",
        ),
        Format(
            "excel",
            "Excel workbook",
            (".xlsx",),
            "runplan.exchange.export.excel.workbook:excel_bytes",
            (),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        Format(
            "page",
            "Page to print (PDF)",
            (".pdf",),
            "runplan.exchange.export.pdf.page:page_bytes",
            ("week", "paper"),
            "application/pdf",
        ),
    )
}


_OTHER_NAMES = {
    **dict.fromkeys(("pdf", "paper", "print"), ("page",)),
    **dict.fromkeys(("xlsx", "xls"), ("excel",)),
    **dict.fromkeys(("gcal", "google_csv", "google-csv"), ("google",)),
    **dict.fromkeys(("ical", "icalendar", "calendar"), ("ics",)),
    **dict.fromkeys(("garmin", "zip"), ("fit",)),
    "icu": ("intervals",),
    "csv": ("google", "tempo", "trainingdojo"),
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
    meant = _OTHER_NAMES.get(word) or difflib.get_close_matches(word, FORMATS, n=1)
    hint = f" Did you mean {' or '.join(meant)}?" if meant else ""
    hint += " The plan's own CSV is what `runplan plan` and Plan.to_csv write." if word == "csv" else ""
    raise RunplanError(f"There is no format {name!r}: the formats are {', '.join(FORMATS)}.{hint}")
