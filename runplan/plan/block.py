"""The settings of a training block: one frozen, validated Block."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from runplan import schema
from runplan.errors import BlockError
from runplan.plan import checks, imported_lengths, lift_fields
from runplan.plan import imported_runs as own
from runplan.plan import race_fields as races
from runplan.plan.contradictions import refuse_contradictions
from runplan.plan.defaults import EASY_PACE_S_PER_KM, default_peak, default_sets
from runplan.plan.events import Event, race_after, race_before
from runplan.plan.events import events as as_events
from runplan.plan.fields import FIELDS, MAX_WEEKS, MIN_WEEKS, SESSION_ID
from runplan.plan.goal_race import goal_for, race_of
from runplan.plan.imported_runs import RACE_KM, DatedRun, ImportedRun
from runplan.plan.records import first_day_of, week_of

__all__ = ["MAX_WEEKS", "MIN_WEEKS", "RACE_KM", "SESSION_ID", "Block", "plan_id_of"]


LATER_FIELDS = (
    *("recent_races", "goal_time", "longest_run_km", "max_heart_rate", "threshold_heart_rate"),
    *("lifts", "load_steps", "events", "days_without_runs"),
)
"""The fields that were added after 0.1.0."""


def _field(name: str, default: Any) -> Any:
    return field(default=default, metadata=FIELDS[name].metadata)


@dataclass(frozen=True, kw_only=True)
class Block:
    """The settings of a training block: validated, frozen and hashable.

    Parameters
    ----------
    start : datetime.date or str
        A date, or ISO text; the first week is the whole week around it.
    race_date, weeks : datetime.date or str, int
        The day of the race, or the number of weeks (4-52), or both if they agree. A race date needs a race goal.
    goal : {'general', '5k', '10k', 'half', 'marathon'}
    weekly_km_now, weekly_km_peak : float
        Kilometres per week, current and at the peak [km], 1-250; by default, the peak is 1.3 times the current week.
    weekly_km : mapping of int to float
        Kilometres of individual weeks [km], 0-300; they override the curve. In the race week, the race is not included.
    easy_pace_s_per_km : int
        Easy pace [s/km], 180-900.
    run_days, long_run_day, quality_runs : int, str, int
        Runs per week (3-7), the weekday of the long run, tempo, interval and hill runs per week (0-3).
    runs : ImportedRuns, optional
        Your own run plan: the result of `read_runs`, or rows with the columns of schema.RUNS. It replaces every field
        above except the start (optional if the plan has dates), the goal and the easy pace; the replaced fields then
        describe the runs. Only `events` move its runs.
    days_off, dates_off, rest_days : sequence of str, sequence of date, int
        Weekdays and dates without training; the least number of rest days per week (0-3; days off count).
    days_without_runs : sequence of str
        Weekdays for strength but not for running; the race and the runs of your own run plan may still be there.
    strength_sessions, strength_minutes : int
        Strength sessions per week (0-4), and the minutes of each (10-60), warm-up included.
    sets_per_muscle : int
        Weekly fractional sets per priority muscle (1-12); by default, RunPlan fills the minutes.
    equipment, level, avoid, prefer : sequence of str, str, sequence of str, sequence of str
        What you own; beginner, intermediate or advanced in running and strength work; ids of exercises you do not want,
        and of those you want. hip_and_core adds ten minutes of hip and core work before up to three easy runs per week.
    school : {'hard_days', 'easy_days', 'two_nights'}
        Where strength goes among the runs: coaches disagree, so you choose.
    doubles : bool
        Whether a run and a strength session may share a day.
    pins : mapping of str to str
        Session id to weekday.
    week_start : {'Mon', 'Sun'}
    units : {'km', 'mi'}
        The unit for distances; runs are whole or half units long.
    recent_races : sequence of (str or float, str or int)
        One or two races of the last eight weeks, distance and time: 1500m, mile, 3k, 5k, 10k, 15k, 10mi, half, marathon
        or kilometres (1-100), and h:mm:ss, m:ss or seconds; ``"10k 52:30"`` works too. They set the paces.
    goal_time : str or int, optional
        The goal time of the race, h:mm:ss, m:ss or seconds; it needs a race goal and sets only the race pace.
    longest_run_km : float, optional
        The longest run of the last 30 days [km], 0-100; the long runs build on it.
    max_heart_rate, threshold_heart_rate : int, optional
        Your heart rates [beats/min], for heart-rate bands; never guessed. If you give both, the threshold counts.
    lifts : mapping of str to (float or str, int, int)
        Exercise id to a set of the last eight weeks: weight of one [kg], or pounds as ``"135 lb"``, reps (1-10) and
        reps in reserve (0-4); ``"back_squat=60x8@2"`` works too. Loads start from this set.
    load_steps : mapping of str to float, str or sequence of them
        The weights you own of each kind [kg], or pounds as ``"50 lb"``, or the step between them. If a weight is listed
        twice, each entry is a single weight; otherwise each entry is a pair.
    events : sequence of Event
        What happens along the way, as ``"ill 2027-02-01 2027-02-06"`` or `Event`; the plan changes as little as it can.

    Raises
    ------
    BlockError
        One sentence that names the field, the value, what is allowed and the next step.
    """

    start: dt.date = _field("start", None)  # noqa: RUF009  (a frozen date, made by field())
    race_date: dt.date | None = _field("race_date", None)  # noqa: RUF009
    weeks: int | None = _field("weeks", None)
    goal: str = _field("goal", "general")
    weekly_km_now: float = _field("weekly_km_now", 20.0)
    weekly_km_peak: float = _field("weekly_km_peak", None)
    weekly_km: tuple[tuple[int, float], ...] = _field("weekly_km", ())
    easy_pace_s_per_km: int = _field("easy_pace_s_per_km", EASY_PACE_S_PER_KM)
    run_days: int = _field("run_days", 4)
    long_run_day: str = _field("long_run_day", "Sun")
    quality_runs: int = _field("quality_runs", 1)
    runs: tuple[ImportedRun, ...] | None = _field("runs", None)
    days_off: tuple[str, ...] = _field("days_off", ())
    dates_off: tuple[dt.date, ...] = _field("dates_off", ())
    rest_days: int = _field("rest_days", 1)
    days_without_runs: tuple[str, ...] = _field("days_without_runs", ())
    strength_sessions: int = _field("strength_sessions", 2)
    strength_minutes: int = _field("strength_minutes", 30)
    sets_per_muscle: int = _field("sets_per_muscle", None)
    equipment: tuple[str, ...] = _field("equipment", ())
    level: str = _field("level", "beginner")
    avoid: tuple[str, ...] = _field("avoid", ())
    prefer: tuple[str, ...] = _field("prefer", ())
    school: str = _field("school", "hard_days")
    doubles: bool = _field("doubles", True)
    pins: tuple[tuple[str, str], ...] = _field("pins", ())
    week_start: str = _field("week_start", "Mon")
    units: str = _field("units", "km")
    recent_races: tuple[tuple[str | float, int], ...] = _field("recent_races", ())
    goal_time: int | None = _field("goal_time", None)
    longest_run_km: float | None = _field("longest_run_km", None)
    max_heart_rate: int | None = _field("max_heart_rate", None)
    threshold_heart_rate: int | None = _field("threshold_heart_rate", None)
    lifts: tuple[tuple[str, tuple[float | str, int, int]], ...] = _field("lifts", ())
    load_steps: tuple[tuple[str, float | str | tuple[float | str, ...]], ...] = _field("load_steps", ())
    events: tuple[Event, ...] = _field("events", ())

    def __post_init__(self) -> None:
        given: Any = self  # what came may be of any type until it has been looked at

        def put(name: str, value: Any) -> None:
            object.__setattr__(self, name, value)

        if given.runs is not None:
            runs = own.given_runs(given.runs)
            put("start", own.first_day_of_runs(given.runs, runs) if given.start is None else given.start)
            put("runs", runs)
        if given.start is None:
            raise BlockError("start is missing: give the date on which the block starts.")
        put("start", checks.date("start", given.start))
        if given.race_date is not None:
            put("race_date", checks.date("race_date", given.race_date))
        if given.weeks is not None:
            put("weeks", checks.whole("weeks", given.weeks))
        checks.word("goal", given.goal, schema.GOALS)
        put("weekly_km_now", checks.number("weekly_km_now", given.weekly_km_now))
        if given.weekly_km_peak is None:
            put("weekly_km_peak", default_peak(given.weekly_km_now))
        put("weekly_km_peak", checks.number("weekly_km_peak", given.weekly_km_peak))
        put("weekly_km", checks.weekly_km(given.weekly_km))
        put("easy_pace_s_per_km", checks.pace(given.easy_pace_s_per_km))
        put("run_days", checks.whole("run_days", given.run_days))
        checks.word("long_run_day", given.long_run_day, schema.WEEKDAYS)
        put("quality_runs", checks.whole("quality_runs", given.quality_runs))
        for name in ("days_off", "days_without_runs"):
            put(name, checks.words(name, getattr(given, name), schema.WEEKDAYS, "weekdays"))
        put("dates_off", checks.dates("dates_off", given.dates_off))
        put("rest_days", checks.whole("rest_days", given.rest_days))
        put("strength_sessions", checks.whole("strength_sessions", given.strength_sessions))
        put("strength_minutes", checks.minutes(given.strength_minutes, given.strength_sessions))
        if given.sets_per_muscle is None:
            put("sets_per_muscle", default_sets(self.strength_minutes, self.strength_sessions))
        put("sets_per_muscle", checks.whole("sets_per_muscle", given.sets_per_muscle))
        put("equipment", checks.words("equipment", given.equipment, schema.EQUIPMENT, "equipment words"))
        checks.word("level", given.level, schema.LEVELS)
        put("avoid", checks.ids("avoid", given.avoid))
        put("prefer", checks.preferred(given.prefer, self.avoid))
        checks.word("school", given.school, schema.SCHOOLS)
        put("doubles", checks.flag("doubles", given.doubles))
        checks.word("week_start", given.week_start, ("Mon", "Sun"))
        put("pins", checks.pins(given.pins))
        checks.word("units", given.units, ("km", "mi"))
        put("recent_races", races.recent_races(given.recent_races))
        put("goal_time", races.goal_time(given.goal_time))
        put("longest_run_km", races.longest_run_km(given.longest_run_km))
        rates = races.heart_rates(given.max_heart_rate, given.threshold_heart_rate)
        for name, rate in zip(("max_heart_rate", "threshold_heart_rate"), rates, strict=True):
            put(name, rate)
        put("lifts", lift_fields.lifts(given.lifts))
        put("load_steps", lift_fields.load_steps(given.load_steps))
        put("events", as_events(given.events))
        put("race_date", race_after(self.events, self.race_date))
        if self.runs is not None:
            self._follow_runs(put)
        else:
            refuse_contradictions(self)
        races.check_goal_time(self.goal_time, self.goal)

    def _follow_runs(self, put: Callable[[str, Any], None]) -> None:
        """Set the running fields to what the given runs are."""
        dated_runs = self.run_places
        race = race_of(dated_runs)
        put("weeks", own.number_of_weeks(dated_runs))
        if race is not None and self.goal == "general":
            put("goal", goal_for(imported_lengths.sized(race.run, self.easy_pace_s_per_km, self.goal).race_km))
        put("race_date", None if race is None else self.first_day + dt.timedelta(days=7 * (race.week - 1) + race.day))
        for name, value in imported_lengths.running_fields(dated_runs, self.easy_pace_s_per_km, self.goal).items():
            put(name, value)

    @property
    def run_places(self) -> tuple[DatedRun, ...]:
        """The given runs, each with its week of the block and its day; () without given runs."""
        return () if self.runs is None else own.dated(self.runs, self.first_day)

    @cached_property
    def first_day(self) -> dt.date:
        """The first day of the block's first week."""
        return first_day_of(self.start, self.week_start)

    @property
    def last_day(self) -> dt.date:
        """The last day of the block's last week."""
        return self.first_day + dt.timedelta(days=7 * self.number_of_weeks - 1)

    @cached_property
    def runless_weekdays(self) -> frozenset[str]:
        """The weekdays without planned runs: days off, and days without runs."""
        return frozenset((*self.days_off, *self.days_without_runs))

    @property
    def number_of_weeks(self) -> int:
        """Number of weeks, from `weeks`, the race date or the run plan."""
        if self.race_date is not None and self.runs is None:
            return week_of(self.race_date, self.first_day)
        assert self.weeks is not None
        return self.weeks

    @cached_property
    def week_days(self) -> tuple[str, ...]:
        """The seven weekdays in the order of the block's weeks."""
        return schema.WEEKDAYS if self.week_start == "Mon" else ("Sun", *schema.WEEKDAYS[:6])

    @property
    def fills_minutes(self) -> bool:
        """Whether RunPlan works out the weekly sets from the minutes."""
        return self.sets_per_muscle == default_sets(self.strength_minutes, self.strength_sessions)

    def replace(self, **changes: Any) -> Block:
        """Return a block with other values; values derived from a changed field are derived again.

        Parameters
        ----------
        **changes
            Fields of Block. A default peak follows `weekly_km_now`, and a default `sets_per_muscle` follows
            `strength_minutes` and `strength_sessions`.

        Returns
        -------
        Block
        """
        values = {field_.name: getattr(self, field_.name) for field_ in dataclasses.fields(self)}
        if self.weekly_km_peak == default_peak(self.weekly_km_now):
            values["weekly_km_peak"] = None
        if self.fills_minutes:
            values["sets_per_muscle"] = None
        checks.only_fields(sorted(changes), tuple(values))
        race = race_before(self.events, as_events(changes["events"])) if "events" in changes else {}
        return Block(**(values | race | changes))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON: dates as ISO text, mappings as dicts, sequences as lists.

        Fields added after 0.1.0 are left out if they are not set, so that a plan keeps its id and its file.
        """
        out: dict[str, Any] = {}
        for field_ in dataclasses.fields(self):
            value = getattr(self, field_.name)
            if field_.name in LATER_FIELDS and value == field_.default:
                continue
            pairs = field_.name in ("weekly_km", "pins", "lifts", "load_steps")
            out[field_.name] = {str(key): _plain(item) for key, item in value} if pairs else _plain(value)
        return out

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Block:
        """Return the block that `to_dict` wrote.

        Raises
        ------
        BlockError
            If a key is not a field of Block, or a value is not allowed.
        """
        if not isinstance(values, Mapping):
            raise BlockError(f"Give a block as a mapping of fields to values, not as {type(values).__name__}.")
        checks.only_fields(values, [field_.name for field_ in dataclasses.fields(cls)])
        return cls(**values)


def _plain(value: Any) -> Any:
    """A value, or the values of a tuple, as JSON takes them."""
    if isinstance(value, ImportedRun | Event):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def plan_id_of(block: Block) -> str:
    """The id of a plan that was not planned before: 16 hexadecimal digits, the same for the same block."""
    text = json.dumps(own.without_report(block.to_dict()), sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]
