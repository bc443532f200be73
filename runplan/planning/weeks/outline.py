"""One week before any session has a day: what it holds, which days strength may have, and its runs.

Runs are in identity order (long, quality, easy, race). Distances are handled as whole hectometres, so that they add up
exactly.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Sequence
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.plan.block import Block
from runplan.planning.running.roles import LAST_PART, LONGEST_PART
from runplan.planning.running.workouts import WeekWorkouts
from runplan.units import counted

ALL_DAYS = 0b1111111
DEMOTED = "General instead of heavy, so that your legs are fresh for hard runs and the weeks keep their rhythm."
TAPER_STEPS = {"marathon": 3, "half": 2, "10k": 1, "5k": 1, "general": 0}
TITLES = {
    "easy": "Easy run",
    "long": "Long run",
    "tempo": "Tempo run",
    "intervals": "Intervals",
    "hills": "Hill repeats",
}
RACE_TITLES = {"5k": "5k race", "10k": "10k race", "half": "Half-marathon race", "marathon": "Marathon race"}


class Run(NamedTuple):
    """One run, before it has a day."""

    session_id: str
    type: str
    title: str
    km: float
    minutes: int
    effort: float
    steps: str
    note: str


class Week(NamedTuple):
    """One week of the block: what it asks for, before any session has a day.

    Days are bits: bit 0 is the week's first day. The fields from `strength_phase` on follow from the others.
    """

    week: int
    start: dt.date
    phase: str
    run_km: float  # [km], the race included
    long_km: float  # [km], the long run, or the race
    runs: int  # besides the race
    quality: int
    step_back: bool
    race_day: int  # index of the day, or -1
    free_days: int  # bits
    strength_days: int  # bits
    heavy_days: int  # bits
    irregular: bool  # dates off, the race or imported runs shape this week
    note: str
    sharpening: bool  # whether strength only keeps the core awake, for a race at hand
    strength_room: int | None  # most strength sessions; None if nothing limits them
    imported: tuple[tuple[int, Run], ...] | None = None  # the runs of the runner's own plan, by day
    strength_phase: str = ""
    step: str = ""  # of the wave, such as "B" or "A-"
    strength: tuple[str, ...] = ()  # the type that each session wants to be, by its number
    sets_target: float = 0.0  # [sets/week]
    jumps: bool = False  # whether jumps are allowed
    trained: int = 0  # weeks with strength work up to it
    hop_week: int = 0  # 1 for the first week with hops, 0 for none
    workouts: WeekWorkouts = WeekWorkouts()  # what it holds besides easy running
    quality_days: int = ALL_DAYS  # bits of the days that a quality run may have
    long_days: int = ALL_DAYS  # bits of the days that the long run may have


def phase_labels(block: Block, rising: int, taper: int) -> list[str]:
    """The phase of each week: so many that rise, then the taper with the race week."""
    before = rising + taper - LAST_PART if taper and rising + taper > LONGEST_PART else 0
    rising -= before
    peak = 0 if block.goal == "general" else min(3, max(1, rising // 5), rising)
    base = min(rising - peak, round(number("base_share") * rising))
    labels = ["base"] * (before + base) + ["build"] * (rising - peak - base) + ["peak"] * peak
    return labels + ["taper"] * (taper - 1) + ["race"] * (taper > 0)


def week_dates(block: Block, week: int) -> list[dt.date]:
    """The seven dates of a week, 1 for the first."""
    return [block.first_day + dt.timedelta(days=7 * (week - 1) + day) for day in range(7)]


def strength_days(
    block: Block, dates: Sequence[dt.date], races: Sequence[dt.date], taken: Container[int] = ()
) -> tuple[int, int]:
    """The bits of the days that strength, and heavy strength, may have."""
    strength = heavy = 0
    in_week = [race for race in races if race in dates]
    none_at_all, none_heavy = number("race_window_strength_days"), number("race_window_heavy_days")
    for day, (weekday, date) in enumerate(zip(block.week_days, dates, strict=True)):
        if weekday in block.days_off or date in block.dates_off or day in taken:
            continue
        if in_week and date >= min(in_week):  # after a race its week holds easy runs and rest
            continue
        to_race = min(((race - date).days for race in races if race >= date), default=10**6)
        if to_race <= none_at_all:
            continue
        strength |= 1 << day
        if to_race > none_heavy and not in_week:
            heavy |= 1 << day
    return strength, heavy


def week_note(*, racing: bool, step_back: bool, dates_off: int, days_without: int = 0, runs: str = "") -> str:
    """What is special about a week."""
    return "; ".join(
        note
        for note in (
            "Race week" if racing else "",
            "Step-back week" if step_back else "",
            f"First week back after {days_without} days without a run" if days_without else "",
            f"{counted(dates_off, 'date')} off" if dates_off else "",
            runs,
        )
        if note
    )
