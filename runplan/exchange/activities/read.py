"""read_log: which kind of file each is, told by its content, and the reader for that kind.

In: a file, a folder or a zip, and what the runner says of it. Out: what was done, each row of it reported; or one
sentence that asks for what is missing.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from runplan.catalog import Catalog, load_catalog
from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.activities.apple import read_apple
from runplan.exchange.activities.draft import LogDraft, Progress, ReadOptions, no_progress
from runplan.exchange.activities.fit import is_fit, read_fit
from runplan.exchange.activities.garmin import read_garmin
from runplan.exchange.activities.intervals import read_intervals
from runplan.exchange.activities.lifting import read_lifting
from runplan.exchange.activities.limits import INSTEAD, refusal
from runplan.exchange.activities.merge import joined
from runplan.exchange.activities.own_plan import read_own_plan
from runplan.exchange.activities.phone import read_phone
from runplan.exchange.activities.pieces import Piece, pieces_of, pieces_of_bytes
from runplan.exchange.activities.runalyze import read_runalyze
from runplan.exchange.activities.strava import read_strava
from runplan.exchange.activities.tables import LogTable, read_table, text_of
from runplan.exchange.activities.tracks import read_gpx, read_tcx
from runplan.exchange.activities.words import exercise_names
from runplan.plan.log import LEFT_OUT, Log, LogRow
from runplan.units import UNITS, counted

__all__ = ["log_from_bytes", "read_log"]

_TABLES: dict[str, Callable[[LogTable, ReadOptions, LogDraft], None]] = {
    "strava": read_strava,
    "strava_old": read_strava,
    "garmin": read_garmin,
    "intervals": read_intervals,
    "runalyze": read_runalyze,
    "hevy": read_lifting,
    "strong": read_lifting,
}
_ROOTS = (  # the first element of an XML file, and what it is
    (re.compile(rb"<!DOCTYPE\s+HealthData|<HealthData[\s>]"), "apple"),
    (re.compile(rb"<(?:\w+:)?TrainingCenterDatabase[\s>]"), "tcx"),
    (re.compile(rb"<(?:\w+:)?gpx[\s>]", re.IGNORECASE), "gpx"),
)
_ENDINGS = (".csv", ".xml", ".fit", ".tcx", ".gpx", ".json", ".txt", ".tsv")
_STRAVA_FOLDER = re.compile(r"(?:.*/)?activities/[^/]+\.(?:fit|tcx|gpx)", re.IGNORECASE)
_APPLE_ROUTES = re.compile(r"(?:.*/)?(?:workout-routes|electrocardiograms)/[^/]+", re.IGNORECASE)


def read_log(
    path: str | os.PathLike[str],
    unit: str | None = None,
    *,
    weight_unit: str | None = None,
    timezone: str | None = None,
    running: str | Sequence[str] | None = None,
    catalog: Catalog | None = None,
    progress: Progress | None = None,
) -> Log:
    """Read a training log from the files of other tools.

    RunPlan reads exports from Strava (the zip, or only activities.csv), Garmin Connect, intervals.icu, Runalyze, Apple
    Health, Hevy and Strong, FIT, TCX and GPX files, the phone page's log, and a plan's CSV with its statuses filled in,
    as well as folders and zips of these. It recognises the kind of file by its content. A session from two sources
    counts once. Nothing is sent anywhere.

    Parameters
    ----------
    path : path-like
        A file, a folder or a zip.
    unit : {'km', 'mi'}, optional
        The unit of distances without a unit, as in exports from Garmin Connect.
    weight_unit : {'kg', 'lb'}, optional
        The unit of weights without a unit, as in exports from Strong.
    timezone : str, optional
        The timezone for times in UTC, such as ``"Europe/Berlin"``; by default, this computer's.
    running : str or sequence of str, optional
        The numbers of running sports, if an export has numbers instead of names, as Runalyze does.
    catalog : Catalog, optional
        The catalogue with the exercises of the sets; by default, the built-in one.
    progress : callable, optional
        Called from time to time with the share that has been read (0 to 1) and the file's name.

    Returns
    -------
    Log
        `.sessions`, `.sets`, `.report` on how each row was read, and `.weeks()`.

    Raises
    ------
    PlanFileError
        One sentence on what is wrong with the file, or which argument is missing.

    Examples
    --------
    >>> import runplan as rp
    >>> log = rp.read_log("export.zip", timezone="Europe/Berlin")  # doctest: +SKIP
    >>> start = rp.starting_point(log, "2027-01-04")  # doctest: +SKIP
    """
    options = _options(unit, weight_unit, timezone, running, catalog, progress)
    with ExitStack() as stack:
        return _read(pieces_of(path, stack), options, str(path))


def log_from_bytes(data: bytes, name: str, catalog: Catalog, **answers: Any) -> Log:
    """Read a log from a file's content, with the options of `read_log`; `name` is for sentences.

    Raises
    ------
    PlanFileError
        One sentence on what is wrong with the file, or what has to be told first.
    """
    options = _options(
        **{"unit": None, "weight_unit": None, "timezone": None, "running": None} | answers, catalog=catalog
    )
    with ExitStack() as stack:
        return _read(pieces_of_bytes(data, name, stack), options, name)


def _options(
    unit: str | None,
    weight_unit: str | None,
    timezone: str | None,
    running: str | Sequence[str] | None,
    catalog: Catalog | None,
    progress: Progress | None = None,
) -> ReadOptions:
    for name, value, words in (("unit", unit, UNITS), ("weight_unit", weight_unit, ("kg", "lb"))):
        if value is not None and value not in words:
            raise RunplanError(f"{name}={value!r} is not known: give one of {', '.join(words)}.")
    if catalog is not None and not isinstance(catalog, Catalog):
        raise RunplanError(f"read_log needs a Catalog, not {type(catalog).__name__}: write load_catalog(path).")
    sports = (running,) if isinstance(running, (str, int)) else tuple(running or ())
    return ReadOptions(
        unit or "",
        weight_unit or "",
        _zone(timezone),
        tuple(str(sport) for sport in sports),
        exercise_names(catalog if catalog is not None else load_catalog()),
        progress or no_progress,
    )


def _zone(timezone: str | None) -> dt.tzinfo | None:
    if timezone is None:
        return None
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        raise RunplanError(f"timezone={timezone!r} is not known: give one such as 'Europe/Berlin'.") from None


def _read(pieces: Sequence[Piece], options: ReadOptions, name: str) -> Log:
    draft = LogDraft()
    refused: list[PlanFileError] = []
    wanted = _wanted(pieces, draft)
    for number, piece in enumerate(wanted):
        options.progress(number / len(wanted), piece.name)
        try:
            _read_piece(piece, options, draft)
        except PlanFileError as error:
            if len(pieces) == 1 or error.asks:
                raise
            refused.append(error)
            draft.rows.append(LogRow(piece.name, "", LEFT_OUT, str(error)))
    options.progress(1.0, name)
    if not draft.rows and refused:
        raise refused[0]
    if not draft.activities and not draft.lifted and not any(row.outcome != LEFT_OUT for row in draft.rows):
        if len(refused) == 1 and len(draft.rows) == 1:
            raise refused[0]
        if not draft.rows or len(pieces) > 1:
            raise refusal(name, f"has no session: {INSTEAD}.")
    activities, rows = joined(draft.activities)
    lifted = sorted(draft.lifted, key=lambda logged: logged.date)  # stable: the order of doing stays
    return Log(
        tuple(activities),
        tuple(lifted),
        (*draft.rows, *rows),
        tuple(draft.notes),
        draft.max_heart_rate,
        draft.threshold_heart_rate,
    )


def _wanted(pieces: Sequence[Piece], draft: LogDraft) -> list[Piece]:
    """The pieces that are read: an export that lists its sessions is read by its list, not by their single files."""
    if len(pieces) == 1:
        return list(pieces)
    wanted, single, other = [], [], 0
    has_list = any(piece.name.rpartition("/")[2].lower() == "activities.csv" for piece in pieces)
    has_health = any(_kind_of_xml(piece) == "apple" for piece in pieces if piece.name.lower().endswith(".xml"))
    for piece in pieces:
        if (has_list and _STRAVA_FOLDER.fullmatch(piece.name)) or (has_health and _APPLE_ROUTES.fullmatch(piece.name)):
            single.append(piece)
        elif piece.name.lower().endswith(_ENDINGS):
            wanted.append(piece)
        else:
            other += 1
    if single:
        draft.leave(
            single[0].name.rpartition("/")[0],
            counted(len(single), "file"),
            "They are already in the export's own list.",
        )
    if other:
        draft.leave("other files", counted(other, "file"), "RunPlan does not read files of this kind.")
    return wanted


def _kind_of_xml(piece: Piece) -> str:
    """apple, tcx or gpx by the first element; "" for anything else."""
    try:
        beginning = piece.beginning
    except PlanFileError:
        return ""
    return next((kind for root, kind in _ROOTS if root.search(beginning)), "")


def _read_piece(piece: Piece, options: ReadOptions, draft: LogDraft) -> None:
    """Read one file by what it is."""
    beginning = piece.beginning
    if not beginning.strip():
        raise refusal(piece.name, f"is empty: {INSTEAD}.")
    if is_fit(beginning):
        read_fit(piece.content, piece.name, options, draft)
        return
    kind = next((kind for root, kind in _ROOTS if root.search(beginning)), "")
    if kind == "apple":
        with piece.stream() as stream:
            read_apple(stream, piece.name, piece.size, options, draft)
    elif kind == "tcx":
        read_tcx(piece.content, piece.name, options, draft)
    elif kind == "gpx":
        read_gpx(piece.content, piece.name, options, draft)
    else:
        _read_text(piece.content, piece.name, options, draft)


def _read_text(data: bytes, name: str, options: ReadOptions, draft: LogDraft) -> None:
    text = text_of(data, name)
    start = text.lstrip()
    if start.startswith("{"):
        read_phone(start, name, options, draft)
    elif start.startswith(("<", "[")):
        raise refusal(name, f"is not a log that RunPlan knows: {INSTEAD}.")
    elif "plan_version" in start.partition("\n")[0].lower():
        read_own_plan(data, name, draft)
    else:
        table = read_table(text, name)
        _TABLES[table.tool](table, options, draft)
        if not table.lines:
            draft.leave(name, "", "It has a header but no rows.")
