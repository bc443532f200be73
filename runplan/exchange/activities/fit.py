"""A watch's FIT file: its sessions, in UTC, with the watch's own time where it tells it."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from typing import Any

from runplan.exchange.activities.draft import LogDraft, ReadOptions
from runplan.exchange.activities.limits import refusal
from runplan.exchange.activities.words import kind_of
from runplan.extras import optional
from runplan.plan.log import Activity

_EPOCH = dt.datetime(1989, 12, 31)  # of local times in FIT
_STRENGTH = "strength_training"


def is_fit(data: bytes) -> bool:
    """Whether bytes begin as a FIT file does."""
    return data[8:12] == b".FIT" and data[:1] in (b"\x0c", b"\x0e")


def read_fit(data: bytes, name: str, options: ReadOptions, draft: LogDraft) -> None:
    """Take the sessions of a FIT file.

    Raises
    ------
    PlanFileError
        If it is damaged.
    """
    with optional("A FIT file"):
        import fitdecode

    sessions: list[dict[str, Any]] = []
    clocks: list[dict[str, Any]] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = fitdecode.FitReader(io.BytesIO(data), check_crc=fitdecode.CrcCheck.DISABLED)
            with reader:
                for frame in reader:
                    if isinstance(frame, fitdecode.FitDataMessage) and frame.name in ("session", "activity"):
                        values = {field.name: field.value for field in frame.fields}
                        (sessions if frame.name == "session" else clocks).append(values)
    except Exception:  # a damaged file fails in more ways than the library's own error
        if not sessions:
            raise refusal(name, "is a damaged FIT file: use a complete copy.") from None
    if not sessions:
        draft.leave(name, "", "This FIT file has no recorded session: it may be a planned workout or a course.")
    for number, session in enumerate(sessions, 1):
        where = name if number == 1 else f"{name}, session {number}"
        moment = session.get("start_time") or session.get("timestamp")
        if not isinstance(moment, dt.datetime):
            draft.leave(where, "", "It has no date.")
            continue
        draft.take(where, _activity(session, _start(moment, clocks, options)))


def _start(moment: dt.datetime, clocks: list[dict[str, Any]], options: ReadOptions) -> dt.datetime:
    """The start by the watch's clock, where it tells its time in UTC too; else by the runner's time zone."""
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)
    for clock in clocks:
        utc, local = clock.get("timestamp"), clock.get("local_timestamp")
        if isinstance(local, int):
            local = _EPOCH + dt.timedelta(seconds=local)
        if isinstance(utc, dt.datetime) and isinstance(local, dt.datetime) and options.zone is None:
            offset = local.replace(tzinfo=None) - utc.replace(tzinfo=None)
            if abs(offset) <= dt.timedelta(hours=15):
                return moment.replace(tzinfo=None, microsecond=0) + dt.timedelta(
                    minutes=round(offset.total_seconds() / 60)
                )
    return options.local(moment)


def _activity(session: dict[str, Any], start: dt.datetime) -> Activity:
    def number(field: str) -> float | None:
        value = session.get(field)
        return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None

    sport, sub_sport = str(session.get("sport") or ""), str(session.get("sub_sport") or "")
    kind = "strength" if sub_sport == _STRENGTH else kind_of(sport)
    metres, seconds = number("total_distance"), number("total_timer_time") or number("total_elapsed_time")
    title = session.get("sport_profile_name")
    return Activity(
        start.date(),
        start,
        kind,
        None if metres is None else metres / 1000,
        None if seconds is None else seconds / 60,
        title if isinstance(title, str) else "",
        "FIT",
        heart_rate=number("avg_heart_rate"),
        sport=sport if sub_sport in ("", "generic") else f"{sport} {sub_sport}",
    )
