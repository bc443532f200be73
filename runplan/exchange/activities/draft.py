"""What the readers of a log add to: sessions, sets, and how each row was taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from runplan.exchange.activities.limits import MOST_KM, MOST_MINUTES, plain
from runplan.exchange.activities.words import is_called_race
from runplan.paces.races import race_distance
from runplan.plan.log import GUESSED, LEFT_OUT, TAKEN, Activity, LoggedSet, LogRow

Progress = Callable[[float, str], None]
_FASTEST_MIN_PER_KM = 2.0  # nobody runs a kilometre in less
_FAST_FROM_KM = 0.5


def no_progress(share: float, what: str) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True)
class ReadOptions:
    """What the runner says of the files.

    Attributes
    ----------
    unit : str
        km or mi, for distances that state none; or "".
    weight_unit : str
        kg or lb, for weights that state none; or "".
    zone : datetime.tzinfo or None
        Of times that are in UTC; None: this computer's.
    running : tuple of str
        The sport numbers that are running.
    exercise_names : mapping of str to str
        Folded names of exercises, and the ids of the catalogue.
    progress : callable
    """

    unit: str = ""
    weight_unit: str = ""
    zone: dt.tzinfo | None = None
    running: tuple[str, ...] = ()
    exercise_names: Mapping[str, str] = field(default_factory=dict)
    progress: Progress = no_progress

    def local(self, moment: dt.datetime) -> dt.datetime:
        """A moment with a time zone as the runner's clock showed it.

        Raises
        ------
        OverflowError
            If it is out of the calendar.
        """
        return moment.astimezone(self.zone).replace(tzinfo=None, microsecond=0)


@dataclass
class LogDraft:
    """What was found so far."""

    activities: list[Activity] = field(default_factory=list)
    lifted: list[LoggedSet] = field(default_factory=list)
    rows: list[LogRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    max_heart_rate: int | None = None
    threshold_heart_rate: int | None = None

    def note(self, sentence: str) -> None:
        """Say something of the files as a whole, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def leave(self, where: str, text: str, reason: str, date: dt.date | None = None) -> None:
        """Leave a row out, and say why."""
        self.rows.append(LogRow(where, plain(text, 80), LEFT_OUT, reason, date))

    def take(self, where: str, activity: Activity, guessed: str = "") -> None:
        """Take a session, if it is one that can have been."""
        activity = _tidied(activity)
        text, date = activity.title or activity.sport or activity.kind, activity.date
        if activity.distance_km > MOST_KM or activity.duration_min > MOST_MINUTES:
            self.leave(where, text, "Longer than a session can be: its distance or its time is out of range.", date)
            return
        if not 1990 <= date.year <= 2200:
            self.leave(where, text, f"Its date, {date}, is out of range.", date)
            return
        if activity.is_run and not activity.km and not activity.session_id:
            guessed = guessed or "The row has no distance, so it counts as a run without kilometres."
        elif (
            activity.is_run
            and activity.distance_km >= _FAST_FROM_KM
            and 0 < activity.duration_min < _FASTEST_MIN_PER_KM * activity.distance_km
        ):
            guessed = guessed or "Faster than anyone runs: perhaps this is not a run, or the unit is different."
        if not activity.race and race_distance(activity.distance_km) and is_called_race(activity.title):
            activity = activity._replace(race=activity.is_run)
            guessed = guessed or ("Its name calls it a race, and it has a race distance." if activity.is_run else "")
        self.activities.append(activity)
        self.rows.append(LogRow(where, plain(text, 80), GUESSED if guessed else TAKEN, guessed, date))


def _tidied(activity: Activity) -> Activity:
    def positive(value: float | None) -> float | None:
        return None if value is None or not value > 0 else value

    rpe = activity.rpe
    return activity._replace(
        km=positive(activity.km),
        minutes=positive(activity.minutes),
        heart_rate=activity.heart_rate if 20 <= (activity.heart_rate or 0) <= 260 else None,
        rpe=rpe if rpe is not None and 0 < rpe <= 10 else None,
        title=plain(activity.title),
        note=plain(activity.note),
        sport=plain(activity.sport, 60),
    )
