"""How hard the running is: minutes of each week that are easy, moderate and hard, by the steps of the runs.

The three parts are those that two thresholds make, below the first, between them and above the second. Which kind of
running is in which part is our assumption (`zone_thresholds` of data/rules.csv).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from runplan.catalog.rules import number
from runplan.plan.records import Session
from runplan.plan.steps import Step, parse_steps
from runplan.plan.tables import PlanTables
from runplan.planning.running.step_paces import step_paces

__all__ = ["MEANING", "ZONES", "ZoneMinutes", "minutes_of_runs", "minutes_of_weeks", "weekly_intensity", "zone_minutes"]

ZONES = ("easy", "moderate", "hard")
MEANING = "Moderate is marathon to threshold pace; hard is anything faster, plus hills and strides."
"""What the zones are, in a sentence beside their shares."""
_EASY = frozenset(("easy", "jog"))
_MODERATE = frozenset(("marathon", "half", "threshold", "tempo"))
_BY_FEEL = frozenset(("hills", "strides"))  # hard at whatever pace they are run
_HARD_RACE_KM = 10.0  # a longer race is run below the second threshold for most of its way
_ZONE_OF_WORK = {"tempo": "moderate", "intervals": "hard", "hills": "hard"}


class ZoneMinutes(NamedTuple):
    """Minutes of running by how hard they are [min]."""

    easy: float = 0.0
    moderate: float = 0.0
    hard: float = 0.0

    @property
    def total(self) -> float:
        """All of them [min]."""
        return sum(self)

    def plus(self, other: ZoneMinutes) -> ZoneMinutes:
        """These and others together."""
        return ZoneMinutes(*map(sum, zip(self, other, strict=True)))

    def percents(self) -> dict[str, int]:
        """Each zone's share in whole per cents, which come to 100; empty without any running.

        >>> ZoneMinutes(200, 60, 29).percents()
        {'easy': 69, 'moderate': 21, 'hard': 10}
        """
        if not self.total:
            return {}
        exact = [100 * minutes / self.total for minutes in self]
        whole = [int(share) for share in exact]
        by_rest = sorted(range(len(whole)), key=lambda zone: whole[zone] - exact[zone])
        for zone in by_rest[: 100 - sum(whole)]:
            whole[zone] += 1
        return dict(zip(ZONES, whole, strict=True))

    def __str__(self) -> str:
        """The shares in words, such as "82 % easy, 12 % moderate, 6 % hard"; nothing without any running."""
        return ", ".join(f"{share} % {zone}" for zone, share in self.percents().items() if share)


def weekly_intensity(plan: PlanTables) -> pd.DataFrame:
    """Minutes of each week's runs that are easy, moderate and hard.

    Easy are easy and long runs, warm-ups, and jogs between repeats. Moderate is what is run at marathon, half-marathon,
    tempo or threshold pace, hard what is faster, and hills and strides. Races to 10 km are hard, longer ones moderate;
    the race that the block leads up to is left out. Of a quality run whose steps are not known, the share counts that
    such runs usually have (our assumption).

    Parameters
    ----------
    plan : PlanTables

    Returns
    -------
    pandas.DataFrame
        week, easy, moderate, hard [min]; one row a week. They come to the minutes of the week's runs.

    Examples
    --------
    >>> import runplan as rp
    >>> plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=8, quality_runs=0, level="beginner"))
    >>> list(weekly_intensity(plan).columns)
    ['week', 'easy', 'moderate', 'hard']
    """
    minutes = minutes_of_weeks(plan)
    columns = {zone: [getattr(week, zone) for week in minutes.values()] for zone in ZONES}
    return pd.DataFrame({"week": list(minutes), **columns}).astype({"week": "int64", **dict.fromkeys(ZONES, "float64")})


def minutes_of_weeks(plan: PlanTables) -> dict[int, ZoneMinutes]:
    """The minutes of each week's runs, by week."""
    return {week.week: minutes_of_runs(plan, week.sessions) for week in plan.week_records}


def minutes_of_runs(plan: PlanTables, sessions: Iterable[Session] | None = None) -> ZoneMinutes:
    """The minutes of a plan's runs, or of some of its sessions; the race that it leads up to is left out."""
    paces = step_paces(plan.block)
    minutes = ZoneMinutes()
    for session in plan.session_records if sessions is None else sessions:
        if session.is_run and not (session.type == "race" and session.date == plan.block.race_date):
            minutes = minutes.plus(zone_minutes(session, paces))
    return minutes


def zone_minutes(run: Session, paces: Mapping[str, float]) -> ZoneMinutes:
    """The minutes of a run by its steps, or by its type where these are not known.

    Parameters
    ----------
    run : Session
    paces : mapping of str to float
        The pace of each target of a step [s/km].
    """
    seconds = dict.fromkeys(ZONES, 0.0)
    for step in parse_steps(run.steps):
        jog = step.repeat * (step.recovery_seconds or step.recovery_metres * paces["jog"] / 1000)
        seconds["easy"] += jog
        seconds[_zone(step, paces)] += step.seconds_at(paces) - jog
    total = sum(seconds.values())
    if not total:
        return _by_type(run)
    # Steps are timed at one pace, the run perhaps by its own plan: together they come to the run's minutes.
    return ZoneMinutes(*(run.duration_min * seconds[zone] / total for zone in ZONES))


def _by_type(run: Session) -> ZoneMinutes:
    """The minutes of a run whose steps are not known."""
    if run.type == "race":
        return ZoneMinutes(**{_race_zone(run.distance_km): float(run.duration_min)})
    if run.type not in _ZONE_OF_WORK:
        return ZoneMinutes(easy=run.duration_min)
    work = run.duration_min * number(f"zone_part_{run.type}") / 100
    return ZoneMinutes(easy=run.duration_min - work)._replace(**{_ZONE_OF_WORK[run.type]: work})


def _zone(step: Step, paces: Mapping[str, float]) -> str:
    """How hard a step is, its jogs left out."""
    if step.target in _EASY:
        return "easy"
    if step.target in _MODERATE:
        return "moderate"
    if step.target == "race":
        return _race_zone(step.metres / 1000)
    # A slow goal time may put the pace of a 10 km race below that of the threshold.
    is_slow = step.target not in _BY_FEEL and paces[step.target] > paces["threshold"]
    return "moderate" if is_slow else "hard"


def _race_zone(km: float) -> str:
    return "hard" if km <= _HARD_RACE_KM else "moderate"
