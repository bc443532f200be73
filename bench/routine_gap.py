"""How far the chosen routines are from the best possible: 30 asks against an integer programme.

The integer programme is written here from the catalogue's arrays, apart from the local search and its evaluation; the
answers of both are scored by a third piece of code, plain Python. The main lifts stand in both. Run it with
`python bench/routine_gap.py`.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

import runplan.planning.strength.objective as price
from runplan.catalog import Catalog, load_catalog
from runplan.catalog.equipment import available
from runplan.planning.strength import Routine, RoutineRequest
from runplan.planning.strength.catalog_arrays import arrays_of
from runplan.planning.strength.choose import choose_anew, session_budgets
from runplan.planning.strength.compose import session_ticks
from runplan.planning.strength.lifts.main_lifts import chosen_lifts
from runplan.planning.strength.lifts.session_content import main_content
from runplan.schema import (
    COUNTED_SECTIONS,
    LEG_PATTERNS,
    LEVELS,
    PLANES,
    PRIORITY_MUSCLES,
    TRUNK_MUSCLES,
)

Choice = list[dict[str, int]]  # one dictionary a session: exercise_id to sets


@dataclass(frozen=True)
class Option:
    """An exercise that a session may hold: its dose, and seconds = fixed_s + sets * set_s."""

    low: int
    high: int
    fixed_s: float
    set_s: float


def options(catalog: Catalog, request: RoutineRequest, kind: str) -> dict[str, Option]:
    """What a session of this type may hold besides its main lifts, read from the catalogue's table row by row."""
    arrays, step = arrays_of(catalog), {"technique": "T3", "strength": "B", "power": "P1", "keep": "K"}
    lifts = chosen_lifts(arrays, request)
    found = {}
    row: Any
    for row in catalog.exercises.itertuples():
        name = str(row.Index)
        if (
            row.section not in COUNTED_SECTIONS
            or row.pattern == "jump"
            or name in request.avoid
            or LEVELS.index(row.level) > LEVELS.index(request.level)
            or not available(row.equipment, request.equipment)
        ):
            continue
        dose = arrays.dose(arrays.place[name], request.level, step[request.strength_phase])
        if dose is None:
            continue
        timed = row.mode == "seconds"
        work = float(dose.seconds or 0) if timed else float(dose.reps or 0) * row.seconds_per_rep
        hard = dose.effort >= 7 if row.pattern == "knee_flexion" else not timed and (dose.reps or 0) <= dose.effort
        heavy = row.load_class == "heavy" and row.pattern in LEG_PATTERNS and row.pattern != "calf_ankle" and hard
        lift = arrays.kinds[arrays.place[name]] in ("both_legs", "one_leg", "one_leg_hinge")
        if (heavy or (lift and {"squat", "hinge"} <= set(lifts))) and name not in request.prefer:
            continue
        if kind == "core":
            inside = row.pattern.startswith("core_") or row.pattern in ("hip_abduction", "hip_adduction", "carry")
            if not inside and not (row.pattern == "calf_ankle" and row.load_class == "light"):
                continue
        found[name] = Option(
            dose.sets_min,
            dose.sets_max,
            row.setup_s + 5 - dose.rest_s,
            (2 * work + 5 if row.each_side else work) + dose.rest_s,
        )
    return found


@dataclass(frozen=True)
class Case:
    """An ask with all that is needed to score or to optimise it."""

    request: RoutineRequest
    sessions: list[dict[str, Option]]
    lifts: list[dict[str, int]]  # sets of the main lifts
    budget_s: list[float]  # beside them
    most: list[int]
    fewest: list[int]
    items: list[tuple[str, ...]]
    goals: list[int]
    weights: list[int]
    credit: dict[str, list[int]]
    wishes: list[tuple[int, set[str]]]
    untimely: list[set[str]]
    unusual: set[str]
    pattern: dict[str, str]
    target: int


def case_of(catalog: Catalog, request: RoutineRequest) -> Case:
    """Read an ask's case from the catalogue."""
    table = catalog.exercises
    everything = [options(catalog, request, kind) for kind in request.session_types]
    arrays = arrays_of(catalog)
    budgets = session_budgets(arrays, request)
    content = main_content(arrays, request, budgets)
    lifts = [{arrays.ids[choice.exercise]: choice.sets for choice in choices} for choices in content]
    budget = [(whole - session_ticks(arrays, choices)) / 10 for whole, choices in zip(budgets, content, strict=True)]
    every_lift = set().union(*lifts)
    sessions = []
    for choices, have, left in zip(everything, lifts, budget, strict=True):
        near = {other for name in have for other in f"{table.easier[name]};{table.harder[name]}".split(";")}
        near |= {other for other in choices if have.keys() & f"{table.easier[other]};{table.harder[other]}".split(";")}
        alike = Counter(table.pattern[name] for name in have)
        fitting = {}
        for name, one in choices.items():
            high = min(one.high, int((left - one.fixed_s) // one.set_s))
            if high >= one.low and name not in near | every_lift and alike[table.pattern[name]] < 2:
                fitting[name] = Option(one.low, high, one.fixed_s, one.set_s)
        sessions.append(fitting)
    target = max(1, round(16 * request.sets_target))
    rest = [muscle for muscle in catalog.credit.columns if muscle not in PRIORITY_MUSCLES + TRUNK_MUSCLES]
    items = [*((muscle,) for muscle in PRIORITY_MUSCLES), TRUNK_MUSCLES, *((muscle,) for muscle in rest)]
    muscles = catalog.muscles.set_index("muscle") if "muscle" in catalog.muscles.columns else catalog.muscles
    goals = [max(1, round(target * float(muscles.target_share[item[0]]))) for item in items]
    weights = [
        price.PRICE if at <= len(PRIORITY_MUSCLES) else max(1, round(price.PRICE * price.OTHERS_WEIGHT * target / goal))
        for at, goal in enumerate(goals)
    ]
    credit = {
        str(name): [round(16 * sum(row[muscle] for muscle in item) / len(item)) for item in items]
        for name, row in catalog.credit.to_dict("index").items()
    }
    names = set().union(*everything, every_lift)
    wishes = [
        (price.PLANE, {name for name in names if plane in str(table.planes[name]).split(";")}) for plane in PLANES
    ]
    wishes.append(
        (
            price.SINGLE_LEG,
            {name for name in names if table.pattern[name] in LEG_PATTERNS and table.each_side[name]},
        )
    )
    wishes.extend(
        (
            worth,
            {
                name
                for name in names
                if table.pattern[name] in movement
                and table.load_class[name] != "light"
                and table["mode"][name] == "reps"
            },
        )
        for movement, worth in price.MOVEMENTS
    )
    calves = {
        name
        for name in names
        if table.pattern[name] == "calf_ankle" and table["mode"][name] == "reps" and table.load_class[name] != "light"
    }
    bent = {name for name in calves if catalog.credit.soleus[name] > catalog.credit.gastrocnemius[name]}
    straight = {name for name in calves if catalog.credit.gastrocnemius[name] >= 1}
    wishes += [(price.CALF_KNEE, bent), (price.CALF_KNEE, straight)]
    wishes.extend((price.PREFERRED, {name} & names) for name in request.prefer)
    most = [max(0, min(10, max(3, 2 * request.minutes // 7)) - len(have)) for have in lifts]
    better = table.easier if request.strength_phase == "technique" else table.harder
    return Case(
        request=request,
        sessions=sessions,
        budget_s=budget,
        most=most,
        lifts=lifts,
        fewest=[
            min(max(0, price.FEWEST - len(have)), at_most, len(choices))
            for have, at_most, choices in zip(lifts, most, sessions, strict=True)
        ],
        items=items,
        goals=goals,
        weights=weights,
        credit=credit,
        wishes=[wish for wish in wishes if wish[1]],
        untimely=[
            {name for name in choices if set(str(better[name]).split(";")) & set(choices)} for choices in everything
        ],
        unusual={str(name) for name in table.index[~table["staple"]]},
        pattern={str(name): str(pattern) for name, pattern in table["pattern"].items()},
        target=target,
    )


def nothing(case: Case) -> float:
    """The cost of no training."""
    return sum(36 * goal * weight for goal, weight in zip(case.goals, case.weights, strict=True)) + sum(
        worth * case.target for worth, _ in case.wishes
    )


def score(case: Case, chosen: Choice) -> float:
    """The cost of a choice; raises AssertionError where a hard rule is broken."""
    total = 0.0
    for at, (choices, sets, lifts) in enumerate(zip(case.sessions, chosen, case.lifts, strict=True)):
        assert sets or lifts
        assert len(sets) <= case.most[at]
        assert all(choices[name].low <= count <= choices[name].high for name, count in sets.items())
        took = sum(choices[name].fixed_s + count * choices[name].set_s for name, count in sets.items())
        assert took <= case.budget_s[at] + 1e-9
        fixed, alike = (Counter(case.pattern[name] for name in names) for names in (lifts, (*lifts, *sets)))
        assert not sets or max(alike.values()) <= 2
        repeats = sum(count - max(1, fixed[pattern]) for pattern, count in alike.items())
        total += price.REPEAT * case.target * repeats
        total += price.EXERCISE * case.target * len(sets)
        total += price.UNUSUAL * case.target * len(case.unusual & set(sets))
        total += price.UNTIMELY * case.target * len(case.untimely[at] & set(sets))
        total += price.THIN * case.target * max(0, case.fewest[at] - len(sets))
    for item, (goal, weight) in enumerate(zip(case.goals, case.weights, strict=True)):
        base = sum(count * case.credit[name][item] for sets in case.lifts for name, count in sets.items())
        done = base + sum(count * case.credit[name][item] for sets in chosen for name, count in sets.items())
        short = max(0, goal - done)
        left = float(short)
        for step in (2, 3, 4):
            total += 12 * step * weight * min(left, goal / 3)
            left = max(0.0, left - goal / 3)
        over = max(0, done - max(goal, base))
        total += 12 * round(price.OVER * weight) * min(over, max(goal // 2, 32))
        total += 12 * round(price.FAR_OVER * weight) * max(0, over - max(goal // 2, 32))
    used = set().union(*chosen, *case.lifts)
    return total + sum(worth * case.target for worth, names in case.wishes if not names & used)


class Model:
    """Columns and rows of a programme, collected one by one."""

    def __init__(self) -> None:
        self.cost: list[float] = []
        self.upper: list[float] = []
        self.whole: list[bool] = []
        self.rows: list[tuple[float, float, dict[int, float]]] = []

    def column(self, cost: float = 0.0, upper: float = highspy.kHighsInf, whole: bool = False) -> int:
        """Add a column of at least 0; returns its number."""
        self.cost.append(cost)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(self, terms: dict[int, float], low: float = -highspy.kHighsInf, high: float = highspy.kHighsInf) -> None:
        """Add a row."""
        self.rows.append((low, high, terms))

    def solve(self, limit_s: float) -> tuple[list[float], float, bool]:
        """Values, lower bound and whether it is proven."""
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("time_limit", float(limit_s))
        solver.setOptionValue("mip_rel_gap", 1e-6)
        solver.setOptionValue("threads", 1)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cost), len(self.rows)
        model.col_cost_ = np.array(self.cost) / 1000
        model.col_lower_ = np.zeros(len(self.cost))
        model.col_upper_ = np.array(self.upper, dtype=float)
        model.row_lower_ = np.array([row[0] for row in self.rows], dtype=float)
        model.row_upper_ = np.array([row[1] for row in self.rows], dtype=float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(row[2]) for row in self.rows)]).astype(np.int32)
        model.a_matrix_.index_ = np.array(list(itertools.chain(*(row[2] for row in self.rows))), dtype=np.int32)
        model.a_matrix_.value_ = np.array(list(itertools.chain(*(row[2].values() for row in self.rows))), dtype=float)
        model.integrality_ = [
            highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous for whole in self.whole
        ]
        solver.passModel(model)
        solver.run()
        proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        info = solver.getInfo()
        return list(solver.getSolution().col_value), info.mip_dual_bound * 1000, proven


def best_possible(case: Case, limit_s: float = 60.0) -> tuple[Choice, float, bool]:
    """The integer programme's choice, its lower bound on cost, and whether the choice is proven best."""
    model, target = Model(), case.target
    count: list[dict[str, int]] = []
    use: list[dict[str, int]] = []
    for at, choices in enumerate(case.sessions):
        count.append({name: model.column(0.0, one.high, True) for name, one in choices.items()})
        use.append(
            {
                name: model.column(
                    target
                    * (
                        price.EXERCISE
                        + price.UNTIMELY * (name in case.untimely[at])
                        + price.UNUSUAL * (name in case.unusual)
                    ),
                    1,
                    True,
                )
                for name in choices
            }
        )
        for name, one in choices.items():
            model.row({count[at][name]: 1, use[at][name]: -one.high}, high=0)
            model.row({count[at][name]: 1, use[at][name]: -one.low}, low=0)
        terms = {use[at][name]: one.fixed_s for name, one in choices.items()}
        model.row(terms | {count[at][name]: one.set_s for name, one in choices.items()}, high=case.budget_s[at])
        thin = model.column(price.THIN * target, max(0, case.fewest[at] - (not case.lifts[at])))
        everything = dict.fromkeys(use[at].values(), 1.0)
        model.row(everything, high=case.most[at])
        model.row(everything | {thin: 1.0}, low=max(not case.lifts[at], case.fewest[at]))
        fixed = Counter(case.pattern[name] for name in case.lifts[at])
        for pattern in set(case.pattern.values()):
            alike = [use[at][name] for name in choices if case.pattern[name] == pattern]
            if len(alike) + fixed[pattern] > 1 and alike:
                second = model.column(price.REPEAT * target, 1)
                model.row(dict.fromkeys(alike, 1.0) | {second: -1.0}, high=max(0, 1 - fixed[pattern]))
    for item, (goal, weight) in enumerate(zip(case.goals, case.weights, strict=True)):
        terms = {
            count[at][name]: float(case.credit[name][item])
            for at, choices in enumerate(case.sessions)
            for name in choices
            if case.credit[name][item]
        }
        for step in (2, 3, 4):
            terms[model.column(12 * step * weight, goal / 3)] = 1.0
        terms[model.column(12 * round(price.OVER * weight), max(goal // 2, 32))] = -1.0
        terms[model.column(12 * round(price.FAR_OVER * weight))] = -1.0
        base = sum(count * case.credit[name][item] for sets in case.lifts for name, count in sets.items())
        model.row(terms, max(goal, base) - base, max(goal, base) - base)
    for worth, names in case.wishes:
        if names & set().union(*case.lifts):
            continue
        terms = {places[name]: 1.0 for places in use for name in names if name in places}
        model.row(terms | {model.column(worth * target, 1): 1.0}, low=1)
    values, bound, proven = model.solve(limit_s)
    chosen = [
        {name: round(values[place]) for name, place in places.items() if round(values[place])} for places in count
    ]
    return chosen, bound, proven


def chosen_sets(routine: Routine, case: Case) -> Choice:
    """A routine's counted sets besides its main lifts, one dictionary a session."""
    return [
        {
            one.exercise_id: one.sets or 0
            for one in session
            if one.section in COUNTED_SECTIONS and one.exercise_id not in lifts
        }
        for session, lifts in zip(routine.sessions, case.lifts, strict=True)
    ]


HOME = ("foam_roller", "mini_band")
FIVE = ("dumbbell", "foam_roller", "mini_band", "slider", "swiss_ball")
FLAT = ("backpack", "chair", "long_band", "towel")
RACK = ("barbell", "bench", "box", "dumbbell", "foam_roller", "pull_up_bar")
FULL = (
    "barbell",
    "bench",
    "box",
    "cable",
    "chair",
    "dumbbell",
    "foam_roller",
    "kettlebell",
    "long_band",
    "mini_band",
    "pull_up_bar",
    "slider",
    "suspension_trainer",
    "swiss_ball",
    "trap_bar",
)


def asks() -> list[RoutineRequest]:
    """Thirty varied asks: tools, levels, phases, minutes, targets, one session to three."""
    tools = (("",), HOME, FIVE, FLAT, RACK, FULL)
    levels = ("beginner", "intermediate", "advanced")
    phases = ("technique", "strength", "power", "keep")
    types: tuple[tuple[str, ...], ...] = (
        ("heavy", "general"),
        ("general", "general"),
        ("heavy",),
        ("heavy", "heavy"),
        ("heavy", "general", "core"),
        ("general",),
        ("heavy", "heavy", "general"),
    )
    minutes = (30, 20, 40, 25, 60, 35)
    targets = (4.0, 6.0, 8.0, 4.0, 10.0, 3.0)
    found = []
    for at in range(30):
        phase, level = phases[at % 4], levels[at % 3]
        kinds = types[at % 7]
        if phase == "technique":
            kinds = tuple("general" if kind == "heavy" else kind for kind in kinds)
        equipment = tuple(name for name in tools[(at + at // 6) % 6] if name)
        found.append(
            RoutineRequest(
                strength_phase=phase,
                session_types=kinds,
                minutes=minutes[(at + at // 4) % 6],
                sets_target=targets[(at + at // 5) % 6],
                equipment=equipment,
                level=level,
                prefer=("push_up",) if at % 10 == 3 else (),
                jumps=phase == "power" and level != "beginner",
                supersets=False,  # the programme knows none
            )
        )
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="time of each proof [s]")
    parser.add_argument("--cases", type=int, default=30, help="how many of the asks")
    limit = parser.parse_args()
    catalog = load_catalog()
    gaps, times, unproven = [], [], 0
    print(
        f"{'phase':10}{'level':13}{'tools':>5} {'sessions':24}{'min':>4}{'target':>7}"
        f"{'reach':>7}{'best':>7}{'bound':>7}{'gap':>6}{'ms':>6}  proof"
    )
    for request in asks()[: limit.cases]:
        runs = []
        for turn in range(5):
            before = time.process_time()
            routine = choose_anew(request, catalog)
            runs.append(1000 * (time.process_time() - before))
            if turn == 0:
                runs.clear()  # the first run reads the arrays of this level and phase
        case = case_of(catalog, request)
        began = time.perf_counter()
        answer, lower, proven = best_possible(case, limit.seconds)
        took = time.perf_counter() - began
        empty = nothing(case)
        ours = score(case, chosen_sets(routine, case))
        assert abs(ours - routine.cost) < 1, (ours, routine.cost)
        assert abs(empty - routine.cost_of_nothing) < 1
        theirs = score(case, answer) if proven or any(answer) else ours
        if proven:
            assert theirs - lower < 1e-4 * empty, "the programme's own cost is not what its answer scores"
        least = min(theirs, ours) if proven else lower
        gap = 100 * (ours - least) / empty
        gaps.append(gap)
        times.append(statistics.median(runs))
        unproven += not proven
        best = 100 * (1 - least / empty)
        assert routine.bound() >= best - 1e-6 or not proven
        print(
            f"{request.strength_phase:10}{request.level:13}{len(request.equipment):5d} "
            f"{'+'.join(request.session_types):24}"
            f"{request.minutes:4d}{request.sets_target:7.1f}{routine.reach:7.2f}{best:7.2f}{routine.bound():7.2f}"
            f"{gap:6.2f}{times[-1]:6.1f}  {'optimum' if proven else 'bound'} {took:.1f} s",
            flush=True,
        )
    print(
        f"gap [points]: mean {statistics.mean(gaps):.2f}, max {max(gaps):.2f}; "
        f"choose [ms CPU]: median {statistics.median(times):.1f}, max {max(times):.1f}; "
        f"{unproven} of {len(gaps)} not proven in {limit.seconds:.0f} s (their gap is to the bound)"
    )


if __name__ == "__main__":
    main()
