"""The strength work of each week: its phase, its step, how many sessions of which type, its target and its hops.

In: a block and its weeks with their runs, and what says which sessions are heavy enough to be placed as such. Out: the
same weeks with their strength work, before any session has a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from runplan.catalog.rules import number
from runplan.plan.block import Block
from runplan.planning.weeks.outline import Week
from runplan.planning.weeks.wave import KEEP_STEP, LIGHTER, wave_steps

MOST_MAIN_SESSIONS = 3  # sessions of a week with main lifts; a fourth one has core work
SORE_WEEKS = 4  # of strength work without weights, in which it is placed as heavy where it is hard


class HeavyToPlace(Protocol):
    """Which of a week's sessions with main lifts are to be placed as heavy ones."""

    def __call__(self, week: Week, *, sore: bool) -> tuple[bool, ...]:
        """One flag a session with main lifts.

        Parameters
        ----------
        week : Week
            With its step and the types of its sessions, none of them heavy yet.
        sore : bool
            Whether hard work without weights makes sore, as in its first weeks.
        """


def nothing_heavy(week: Week, *, sore: bool) -> tuple[bool, ...]:
    """No session is heavy: what a block that is only looked at takes."""
    return (False,) * week.strength.count("general")


def with_strength(block: Block, weeks: Sequence[Week], heavy_to_place: HeavyToPlace) -> tuple[Week, ...]:
    """The weeks of a block with their strength work."""
    phases = strength_phases(block, [week.phase for week in weeks])
    steps = wave_steps(phases, [week.step_back for week in weeks], [week.sharpening for week in weeks])
    done: list[Week] = []
    trained = hop_week = hard = 0  # weeks with strength work, with hops, and of the strength phase so far
    for week, phase, step in zip(weeks, phases, steps, strict=True):
        hard += phase == "strength"
        types = _types(block, week, _session_count(block, week))
        trained += bool(types)
        if types and trained >= number(f"hops_from_{block.level}"):
            hop_week += hop_week == 0 or not step.endswith(LIGHTER)
        planned = week._replace(
            strength_phase=phase,
            step=step,
            strength=types,
            sets_target=round(block.sets_per_muscle * target_share(step) / (1 if len(types) > 1 else 2), 2),
            jumps=phase == "power" and (block.level != "beginner" or trained > number("jumps_beginner")),
            trained=trained,
            hop_week=hop_week if types and "routine" not in types else 0,
        )
        if "general" in types and week.heavy_days and not week.sharpening:
            flags = heavy_to_place(planned, sore=phase == "strength" and hard <= SORE_WEEKS)
            heavy = tuple("heavy" if flag else "general" for flag in flags)
            planned = planned._replace(strength=heavy + types[len(heavy) :])
        done.append(planned)
    return tuple(done)


def strength_phases(block: Block, phases: Sequence[str]) -> list[str]:
    """The strength phase of each week.

    The keep phase is as long as the race wants it, one week longer where at least ten weeks come before it all the same
    (Eihara 2022); beginners' power weeks begin after twelve weeks of strength work (Dicharry).
    """
    count = len(phases)
    keep_from = count + 1
    if block.race_date is not None:
        rising = next((week for week, phase in enumerate(phases) if phase in ("taper", "race")), count)
        near = rising - phases.count("peak") + 1  # no week before the peak keeps
        least = int(number(f"keep_weeks_{block.goal}"))
        longer = count - least - 1 >= number("strength_weeks_minimum")
        keep_from = min(rising + 1, max(near, count - least - longer + 1))
    building = keep_from - 1
    share = number("technique_share") / 100
    labels = ["technique"] * min(int(number(f"technique_weeks_{block.level}")), max(1, int(share * building)))
    while len(labels) < building:
        left = building - len(labels)
        longest = int(number("strength_cycle"))
        cycle = left if left < longest + longest // 3 else longest
        power = cycle // 3
        first_power = len(labels) + cycle - power
        if block.level == "beginner":
            power -= max(0, min(power, int(number("jumps_beginner")) - first_power))
        if power < 2:
            power = 0
        labels += ["strength"] * (cycle - power) + ["power"] * power
    return (labels + ["keep"] * (count - building))[:count]


def target_share(step: str) -> float:
    """The share of the weekly target that a step aims at: less in the first week, in lighter ones and near a race."""
    share = number("sets_share_keep") if step[0] in (KEEP_STEP, "R") else 100.0
    if step.endswith(LIGHTER):
        share = min(share, number("sets_share_lighter"))
    if step.startswith("T1"):
        share = min(share, number("sets_share_first"))
    return share / 100


def _session_count(block: Block, week: Week) -> int:
    """Strength sessions of a week: as many as wished, but one from two weeks before the race on."""
    wanted = block.strength_sessions
    if block.race_date is not None:
        to_race = (block.race_date - (week.start + dt.timedelta(days=6))).days
        wanted = min(wanted, 1) if to_race < number("strength_single_days") else wanted
    return wanted if week.strength_room is None else max(0, min(wanted, week.strength_room))


def _types(block: Block, week: Week, sessions: int) -> tuple[str, ...]:
    """The types of a week's sessions before any is heavy."""
    if block.strength_minutes < number("routine_minutes"):
        return ("routine",) * sessions
    if week.sharpening:
        return ("core",) * sessions
    main = min(sessions, MOST_MAIN_SESSIONS)
    return ("general",) * main + ("core",) * (sessions - main)
