"""Whether every kit and level reaches its targets: 24 blocks of twelve weeks, judged by the sets of the whole block.

Run as ``python bench/routine_pairs.py``. A block for general fitness with two sessions of thirty minutes and the
default targets. A pair of kit and level is on target where every priority muscle, and the trunk as the mean of its
four, has 90 to 150 % of the sets that its weeks ask for together, as the finding on uncovered muscles counts. Main
lifts may give more than that by themselves, as two squats and two hinges a week do to the glutes: no choice beside them
could take it away, so their share is set aside, and other work adds at most half of what is asked. The sets are counted
here, from the plan's rows and the catalogue's roles, and not by the planner. Programmes that a coach wrote by hand
(tests/planning/strength/reference_sessions.csv) give the glutes 214 to 317 % of the default target, and the trunk down
to 76 %.

Single weeks differ on purpose or by the size of a set: a first week and a step-back week have fewer sets of each
exercise, half a set is the least that a light exercise counts, and 3.5 of 4 sets are 88 %. How many weeks are wholly
on target is told beside.

The next columns say how far outside the phases' routines are, in sets a week over all muscles, and how far the best
choice there is would be: an integer programme proves it, with the same main lifts, minutes and hard rules. Where a
muscle of the block is outside, the proof and the finding that says what would help stand below its line.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # this file is run by its path
    sys.path.insert(0, str(ROOT))

import runplan as rp  # noqa: E402
from bench.routine_gap import Case, Choice, Model, case_of  # noqa: E402
from runplan.schema import COUNTED_SECTIONS, LEVELS, PRIORITY_MUSCLES, TRUNK_MUSCLES  # noqa: E402

__all__ = ["KITS", "Pair", "Sets", "best_outside", "main_lifts", "outside", "pairs", "sets_by_week"]

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
LEAST, MOST = 0.9, 1.5
_COUNTS = {"prime_mover": 1.0, "synergist": 0.5}


@dataclass(frozen=True)
class Sets:
    """What a muscle gets, of all work and of the main lifts alone, and what is asked [sets]."""

    total: float
    lifts: float
    asked: float

    @property
    def share(self) -> float:
        """What it gets as a share of what is asked."""
        return self.total / self.asked

    @property
    def short(self) -> bool:
        """Whether too little."""
        return self.total < LEAST * self.asked - 1e-9

    @property
    def over(self) -> bool:
        """Whether too much, beyond what the main lifts give by themselves."""
        return self.total > max(MOST * self.asked, self.lifts + (MOST - 1) * self.asked) + 1e-9


@dataclass(frozen=True)
class Pair:
    """One kit and level."""

    kit: str
    level: str
    plan: rp.Plan
    by_week: list[dict[str, Sets]]  # of the weeks with two sessions

    @property
    def of_block(self) -> dict[str, Sets]:
        """What each muscle gets in all those weeks together."""
        weeks = {muscle: [astuple(week[muscle]) for week in self.by_week] for muscle in self.by_week[0]}
        return {muscle: Sets(*(sum(each) for each in zip(*sets, strict=True))) for muscle, sets in weeks.items()}

    @property
    def outside(self) -> dict[str, Sets]:
        """The muscles that the block leaves outside."""
        return {muscle: sets for muscle, sets in self.of_block.items() if sets.short or sets.over}

    @property
    def weeks_on_target(self) -> int:
        """How many weeks have every muscle on target."""
        return sum(not any(sets.short or sets.over for sets in week.values()) for week in self.by_week)


def main_lifts() -> set[str]:
    """All exercises that may be a main lift."""
    with (ROOT / "data" / "main_lifts.csv").open(encoding="utf-8", newline="") as file:
        return {row[name] for row in csv.DictReader(file) for name in ("technique", "strength", "outgrown")}


def sets_by_week(plan: rp.Plan) -> Iterator[dict[str, Sets]]:
    """The sets of each muscle, in each week that has two sessions."""
    exercises, muscles, lifts = plan.catalog.exercises, plan.catalog.muscles, main_lifts()
    target_shares = dict(zip(muscles["muscle"], muscles["target_share"].astype(float), strict=True))
    counts: dict[tuple[str, str], float] = {}
    roles = plan.catalog.involvement
    for name, muscle, role in zip(roles["exercise_id"], roles["muscle"], roles["role"], strict=True):
        counts[name, muscle] = max(counts.get((name, muscle), 0.0), _COUNTS.get(role, 0.0))
    week_of = dict(zip(plan.sessions["session_id"], plan.sessions["week"], strict=True))
    for week in plan.weeks.itertuples():
        if week.strength_sessions != 2:
            continue
        sets = {kind: dict.fromkeys((*PRIORITY_MUSCLES, *TRUNK_MUSCLES), 0.0) for kind in ("all", "lifts")}
        for row in plan.exercises.itertuples():
            if week_of[row.session_id] != week.week or row.section not in ("activation", "strength", "plyometric"):
                continue
            if exercises.at[row.exercise_id, "dose"] == "hops":  # a matter of tendons and seconds
                continue
            hard = 1.0 if exercises.at[row.exercise_id, "full_set"] else 0.5
            for kind in ("all", "lifts") if row.exercise_id in lifts else ("all",):
                for muscle in sets[kind]:
                    sets[kind][muscle] += hard * row.sets * counts.get((row.exercise_id, muscle), 0.0)
        asked = {muscle: week.sets_target * target_shares[muscle] for muscle in sets["all"]}
        judged = {**{muscle: (muscle,) for muscle in PRIORITY_MUSCLES}, "trunk": TRUNK_MUSCLES}
        yield {
            name: Sets(
                *(sum(each[part] for part in parts) / len(parts) for each in (sets["all"], sets["lifts"], asked))
            )
            for name, parts in judged.items()
        }


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
            yield Pair(kit, level, plan, list(sets_by_week(plan)))


def given(case: Case, sessions: Choice) -> list[float]:
    """Sixteenths of sets that each judged muscle gets."""
    judged = range(len(PRIORITY_MUSCLES) + 1)
    return [
        sum(count * case.credit[name][item] for sets in sessions for name, count in sets.items()) for item in judged
    ]


def bounds(case: Case) -> list[tuple[float, float]]:
    """The least and most sixteenths that each judged muscle is to have."""
    judged = zip(case.goals, given(case, case.lifts), strict=False)
    return [(LEAST * goal, max(MOST * goal, lifts + (MOST - 1) * goal)) for goal, lifts in judged]


def outside(case: Case, sessions: Choice) -> float:
    """How many sets a week are missing or too many, over all muscles, with this work [sets/week]."""
    sets = zip(given(case, sessions), bounds(case), strict=True)
    return sum(max(0.0, low - each, each - high) for each, (low, high) in sets) / 16


def best_outside(case: Case, limit_s: float = 60.0) -> tuple[float, bool]:
    """The least that `outside` can be beside the main lifts, and whether that is proven."""
    model, count = Model(), []
    for at, choices in enumerate(case.sessions):
        sets = {name: model.column(0.0, option.high, True) for name, option in choices.items()}
        use = {name: model.column(0.0, 1, True) for name in choices}
        for name, option in choices.items():
            model.row({sets[name]: 1, use[name]: -option.high}, high=0)
            model.row({sets[name]: 1, use[name]: -option.low}, low=0)
        time = {use[name]: option.fixed_s for name, option in choices.items()}
        model.row(time | {sets[name]: option.set_s for name, option in choices.items()}, high=case.budget_s[at])
        model.row(dict.fromkeys(use.values(), 1.0), high=case.most[at])
        lifts = Counter(case.pattern[name] for name in case.lifts[at])
        for pattern in {case.pattern[name] for name in choices}:
            alike = [use[name] for name in choices if case.pattern[name] == pattern]
            model.row(dict.fromkeys(alike, 1.0), high=2 - lifts[pattern])
        count.append(sets)
    for item, (lifts_give, (low, high)) in enumerate(zip(given(case, case.lifts), bounds(case), strict=True)):
        amounts = {column: float(case.credit[name][item]) for sets in count for name, column in sets.items()}
        model.row(amounts | {model.column(1000.0): 1.0}, low=low - lifts_give)
        model.row(amounts | {model.column(1000.0): -1.0}, high=high - lifts_give)
    values, _, proven = model.solve(limit_s)
    best = [{name: round(values[column]) for name, column in sets.items()} for sets in count]
    return outside(case, [*case.lifts, *best]), proven


def routines_outside(plan: rp.Plan) -> tuple[float, float, bool]:
    """`outside` of the plan's routines, what the best are, each in the mean of the phases, and whether it is proven."""
    mine, best, proven = [], [], True
    for _, routine in plan.routines:
        case = case_of(plan.catalog, routine.request)
        rows = [[row for row in session if row.section in COUNTED_SECTIONS] for session in routine.sessions]
        mine.append(outside(case, [{row.exercise_id: row.sets or 0 for row in session} for session in rows]))
        least, is_best = best_outside(case)
        best.append(min(least, mine[-1]))  # supersets win time that the programme does not have
        proven = proven and is_best
    return sum(mine) / len(mine), sum(best) / len(best), proven


def main() -> int:
    """Print the table."""
    met = 0
    print(
        f"{'kit':29}{'level':14}{'least':>22}{'most':>22}{'of it main lifts':>18}{'weeks':>10}{'outside':>9}{'best':>7}"
    )
    for pair in pairs():
        muscles = sorted(pair.of_block.items(), key=lambda item: item[1].share)
        (least, low), (most, high) = muscles[0], muscles[-1]
        mine, best, proven = routines_outside(pair.plan)
        print(
            f"{pair.kit:29}{pair.level:14}{f'{least} {low.share:.0%}':>22}{f'{most} {high.share:.0%}':>22}"
            f"{high.lifts / high.asked:>18.0%}{f'{pair.weeks_on_target} of {len(pair.by_week)}':>10}"
            f"{mine:>9.2f}{best:>6.2f}{'' if proven else '?'}"
        )
        met += not pair.outside
        if pair.outside:
            named = ", ".join(f"{muscle} {sets.share:.0%}" for muscle, sets in pair.outside.items())
            findings = pair.plan.findings()
            messages = findings.loc[findings["rule"].isin(("uncovered_muscle", "lifts_over_target")), "message"]
            proof = f"the best choice leaves {best:.2f} sets{' (proven)' if proven else ''}"
            print(f"  OUTSIDE: {named}; {proof}. {' '.join(messages)}")
    print(f"{met} of 24 within 90 to 150 % of what their weeks ask for, the main lifts' own share set aside.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
