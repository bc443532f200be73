"""Whether every kit and level reaches its targets: 24 blocks of twelve weeks, and how many weeks are on target.

Run as ``python bench/routine_pairs.py``. A block for general fitness with two sessions of thirty minutes and the
default targets; a week is on target where every priority muscle, and the trunk as the mean of its four, has 90 to 150 %
of what is asked. The sets are counted here, from the plan's rows and the catalog's roles, and not by the planner.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # this file is run by its path
    sys.path.insert(0, str(ROOT))

import runplan as rp  # noqa: E402
from runplan.schema import LEVELS, PRIORITY_MUSCLES, TRUNK_MUSCLES  # noqa: E402

__all__ = ["KITS", "Pair", "pairs"]

KITS: dict[str, tuple[str, ...]] = {
    "nothing": (),
    "mini band": ("mini_band",),
    "band and roller": ("foam_roller", "mini_band"),
    "dumbbells": ("dumbbell",),
    "kettlebell": ("kettlebell",),
    "Swiss ball, sliders, roller": ("foam_roller", "slider", "swiss_ball"),
    "home gym": ("bench", "chair", "dumbbell", "foam_roller", "long_band", "mini_band", "pull_up_bar"),
    "full gym": (
        *("barbell", "bench", "box", "cable", "dumbbell", "foam_roller", "kettlebell", "long_band", "mini_band"),
        *("pull_up_bar", "slider", "suspension_trainer", "swiss_ball", "trap_bar"),
    ),
}
LEAST, MOST, ENOUGH = 0.9, 1.5, 0.9
_COUNTS = {"prime_mover": 1.0, "synergist": 0.5}


@dataclass(frozen=True)
class Pair:
    """One kit and level."""

    kit: str
    level: str
    weeks: int  # with two sessions
    on_target: int
    outside: dict[str, tuple[int, float, float]]  # muscle: weeks outside, least and most share of the target
    plan: rp.Plan

    @property
    def met(self) -> bool:
        """Whether nine of ten weeks are on target."""
        return self.on_target >= ENOUGH * self.weeks


def shares(plan: rp.Plan) -> Iterator[dict[str, float]]:
    """Each two-session week's share of its target, by muscle."""
    counts: dict[tuple[str, str], float] = {}
    roles = plan.catalog.involvement
    for name, muscle, role in zip(roles["exercise_id"], roles["muscle"], roles["role"], strict=True):
        counts[name, muscle] = max(counts.get((name, muscle), 0.0), _COUNTS.get(role, 0.0))
    week_of = dict(zip(plan.sessions["session_id"], plan.sessions["week"], strict=True))
    for week in plan.weeks.itertuples():
        if week.strength_sessions != 2:
            continue
        sets = dict.fromkeys((*PRIORITY_MUSCLES, *TRUNK_MUSCLES), 0.0)
        for row in plan.exercises.itertuples():
            if week_of[row.session_id] == week.week and row.section in ("activation", "strength", "plyometric"):
                for muscle in sets:
                    sets[muscle] += row.sets * counts.get((row.exercise_id, muscle), 0.0)
        trunk = sum(sets.pop(muscle) for muscle in TRUNK_MUSCLES) / len(TRUNK_MUSCLES)
        yield {muscle: value / week.sets_target for muscle, value in {**sets, "trunk": trunk}.items()}


def pairs(catalog: rp.Catalog | None = None) -> Iterator[Pair]:
    """Plan and count the 24."""
    for kit, equipment in KITS.items():
        for level in LEVELS:
            block = rp.Block(
                start=date(2027, 1, 4),
                weeks=12,
                strength_sessions=2,
                strength_minutes=30,
                equipment=equipment,
                level=level,
            )
            plan = rp.build_plan(block, catalog)
            weeks = list(shares(plan))
            outside: dict[str, tuple[int, float, float]] = {}
            for muscle in weeks[0]:
                bad = [week[muscle] for week in weeks if not LEAST - 1e-9 <= week[muscle] <= MOST + 1e-9]
                if bad:
                    outside[muscle] = (len(bad), min(bad), max(bad))
            good = sum(all(LEAST - 1e-9 <= one <= MOST + 1e-9 for one in week.values()) for week in weeks)
            yield Pair(kit, level, len(weeks), good, outside, plan)


def main() -> int:
    """Print the table."""
    missed = 0
    print(f"{'kit':29}{'level':14}{'weeks on target':>16}  {'least':>6}{'most':>7}  outside")
    for pair in pairs():
        every = [one for week in shares(pair.plan) for one in week.values()]
        outside = ", ".join(
            f"{muscle} {low:.0%} to {high:.0%} in {count} weeks" for muscle, (count, low, high) in pair.outside.items()
        )
        missed += not pair.met
        print(
            f"{pair.kit:29}{pair.level:14}{pair.on_target:>10} of {pair.weeks:>2}  {min(every):>6.0%}{max(every):>7.0%}"
            f"  {outside or '-'}{'' if pair.met else '  MISSED'}"
        )
    print(f"{missed} of 24 missed (9 of 10 weeks are to be on target).")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
