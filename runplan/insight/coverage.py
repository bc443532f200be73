"""What each muscle gets in each week: sets and how they compare with the target, and the load of the running itself.

A set counts as 1 for a prime mover and as 0.5 for a synergist ("fractional" counting, Pelland 2024; mapping our roles
onto it is our step), and half of that for light work (`Catalog.credit`). Both sides make one set. Targets are our
assumption. All is counted from records, once for all plans whose strength work is the same: kilometres that are moved
leave it as it is.

Running's load is a relative figure, never a number of sets. No table of muscle loads by type of run has been
published: the weights are our own ordinal reading of studies of muscle forces and activity (0 none to 3 high,
data/running_load.csv); the figure says where running already works a muscle, and no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from runplan.catalog import Catalog
from runplan.plan.tables import PlanTables
from runplan.schema import COUNTED_SECTIONS, MUSCLES, PRIORITY_MUSCLES, RUN_TYPES, TRUNK_MUSCLES

# A week is on target from 90 to 150 % of it: our assumption.
BELOW = 0.9
OVER = 1.5
TRUNK = "trunk"
JUDGED = (*PRIORITY_MUSCLES, TRUNK)
"""What is judged: the priority muscles against the target, and the trunk, the mean of its four, against 0.6 of it."""

_Floats = npt.NDArray[np.float64]
_ROUNDING = 1e-9
_OTHERS = tuple(muscle for muscle in MUSCLES if muscle not in PRIORITY_MUSCLES and muscle not in TRUNK_MUSCLES)
_ROWS = (*JUDGED, *_OTHERS)

_RUN_PLACES = {name: number for number, name in enumerate(RUN_TYPES)}
HIGHEST_LOAD = 100.0
"""The load of the muscle and week that running works most in the block; all else is relative to it."""

ExerciseSets = tuple[tuple[str, int, bool], ...]
"""One session's exercises: id, sets, whether they count."""


@dataclass(frozen=True, eq=False)
class Counted:
    """Sets against targets; plans share it, so its arrays are not to be written into."""

    sets: _Floats  # fractional sets, week x muscle in the order of `schema.MUSCLES` [sets/week]
    asked: _Floats  # the week's target times the muscle's share, week x muscle [sets/week]: our assumption
    rows: tuple[str, ...]  # the priority muscles, the trunk, the others: the muscles as they are judged
    done: _Floats  # week x row [sets/week]
    target: _Floats
    names: dict[str, tuple[str, str]]  # name and group of each row
    judged: npt.NDArray[np.bool_]  # which weeks are judged: the race week holds only light work


def coverage(plan: PlanTables) -> pd.DataFrame:
    """Fractional sets a week and muscle.

    Only exercises of the sections activation, strength and plyometric count, and only those that the plan's catalog
    holds. Running is not in it: its load is relative and stands beside the sets (`running_load`).

    Parameters
    ----------
    plan : PlanTables

    Returns
    -------
    pandas.DataFrame
        Indexed by week (1 for the first); one column a muscle, in the order of `schema.MUSCLES` [sets/week].
    """
    return pd.DataFrame(count_sets(plan).sets.copy(), index=_weeks(plan), columns=list(MUSCLES))


def coverage_status(plan: PlanTables) -> pd.DataFrame:
    """Sets against target for each week and muscle.

    The priority muscles are judged against the week's target, the trunk as the mean of its four muscles, the others
    against their share of the target (`target_share` of muscles.csv). The target is our assumption.

    Parameters
    ----------
    plan : PlanTables

    Returns
    -------
    pandas.DataFrame
        week, muscle, sets [sets/week], target [sets/week], share (sets / target), status (below under 90 %, on,
        above over 150 %), name, group (hip, thigh, lower_leg, trunk, upper), priority (judged against the whole
        target).
    """
    counted = count_sets(plan)
    done, target = counted.done, counted.target
    share = np.divide(done, target, out=np.full_like(done, np.nan), where=target > 0)
    status = np.full(share.shape, "on", dtype=object)
    status[share < BELOW - _ROUNDING] = "below"
    status[share > OVER + _ROUNDING] = "above"

    def each_week(values: list[str]) -> pd.api.extensions.ExtensionArray:
        return pd.array(np.tile(np.array(values, dtype=object), len(done)), dtype="str")

    return pd.DataFrame(
        {
            "week": np.repeat(_weeks(plan), len(_ROWS)),
            "muscle": each_week(list(_ROWS)),
            "sets": done.ravel(),
            "target": target.ravel(),
            "share": share.ravel(),
            "status": pd.array(status.ravel(), dtype="str"),
            "name": each_week([counted.names[muscle][0] for muscle in _ROWS]),
            "group": each_week([counted.names[muscle][1] for muscle in _ROWS]),
            "priority": np.tile(np.array([muscle in JUDGED for muscle in _ROWS]), len(done)),
        }
    )


def _weeks(plan: PlanTables) -> pd.Index[int]:
    return pd.Index([week.week for week in plan.week_records], dtype="int64", name="week")


def count_sets(plan: PlanTables) -> Counted:
    """Count a plan's strength work, or find it counted."""
    sets_of = exercise_sets(plan)
    work = tuple(
        (
            week.sets_target,
            week.phase != "race",
            tuple(sets_of[session.session_id] for session in week.sessions if session.session_id in sets_of),
        )
        for week in plan.week_records
    )
    return _count(plan.catalog, work)


def exercise_sets(plan: PlanTables) -> dict[str, ExerciseSets]:
    """By session: exercise, sets, whether they count."""
    shared: dict[int, ExerciseSets] = {}  # sessions with the same exercises share one tuple
    sets_of = {}
    for session_id, exercises in plan.exercise_records.items():
        if id(exercises) not in shared:
            shared[id(exercises)] = tuple(
                (row.exercise_id, row.sets or 0, row.section in COUNTED_SECTIONS) for row in exercises
            )
        sets_of[session_id] = shared[id(exercises)]
    return sets_of


@lru_cache(maxsize=8)
def _count(catalog: Catalog, work: tuple[tuple[float, bool, tuple[ExerciseSets, ...]], ...]) -> Counted:
    shares, names = _target_shares(catalog)
    sets = _sets_of_weeks(catalog, (sessions for _, _, sessions in work))
    targets = np.array([target for target, _, _ in work])
    done, asked = sets @ _ROW_OF_MUSCLES, np.outer(targets, [shares[muscle] for muscle in MUSCLES])
    target = np.outer(targets, [shares[row] for row in _ROWS])
    judged = np.array([is_judged for _, is_judged, _ in work], dtype=bool)
    for values in (sets, asked, done, target, judged):
        values.flags.writeable = False
    return Counted(sets, asked, _ROWS, done, target, names, judged)


def _sets_of_weeks(catalog: Catalog, weeks: Iterable[Iterable[ExerciseSets]]) -> _Floats:
    """Fractional sets, week x muscle."""
    credit = _credit(catalog)
    sets_of: dict[ExerciseSets, _Floats] = {}

    def of_session(exercises: ExerciseSets) -> _Floats:
        if exercises not in sets_of:
            counted = (sets * credit[exercise_id] for exercise_id, sets, _ in exercises if exercise_id in credit)
            sets_of[exercises] = sum(counted, np.zeros(len(MUSCLES)))
        return sets_of[exercises]

    return np.array([sum(map(of_session, sessions), np.zeros(len(MUSCLES))) for sessions in weeks])


@lru_cache(maxsize=8)
def _credit(catalog: Catalog) -> dict[str, _Floats]:
    """What one set of each exercise counts for the twenty muscles; those that count for none are left out."""
    table = catalog.credit[list(MUSCLES)]
    rows = dict(zip(table.index, table.to_numpy(dtype=np.float64), strict=True))
    return {exercise_id: row for exercise_id, row in rows.items() if row.any()}


def _row_of_muscles() -> _Floats:
    """Muscle x row: 1 where a row is the muscle, a fourth where it is the trunk."""
    mixed = np.zeros((len(MUSCLES), len(_ROWS)))
    for column, row in enumerate(_ROWS):
        members = TRUNK_MUSCLES if row == TRUNK else (row,)
        mixed[[MUSCLES.index(muscle) for muscle in members], column] = 1 / len(members)
    return mixed


_ROW_OF_MUSCLES = _row_of_muscles()


@lru_cache(maxsize=8)
def _target_shares(catalog: Catalog) -> tuple[dict[str, float], dict[str, tuple[str, str]]]:
    """The share of the week's target, and name and group, of each muscle and of the trunk."""
    muscles = catalog.muscles
    part = dict(zip(muscles["muscle"], muscles["target_share"].astype(float), strict=True))
    part[TRUNK] = sum(part[muscle] for muscle in TRUNK_MUSCLES) / len(TRUNK_MUSCLES)
    names = dict(zip(muscles["muscle"], zip(muscles["name"], muscles["group"], strict=True), strict=True))
    return part, names | {TRUNK: ("Trunk", "trunk")}


def running_load(plan: PlanTables) -> pd.DataFrame:
    """Relative load of the runs on each muscle, week by week.

    The ordinal weight of muscle and type of run, times kilometres (the whole session's, its easy parts too), summed
    over the week's runs and scaled so that the block's highest figure is 100. It compares muscles and weeks of one
    block; it is no force, no dose, and is never added to sets.

    Parameters
    ----------
    plan : PlanTables

    Returns
    -------
    pandas.DataFrame
        Indexed by week; one column a muscle, in the order of `schema.MUSCLES` [0 to 100, relative].
    """
    return pd.DataFrame(weekly_load(plan), index=_weeks(plan), columns=list(MUSCLES))


def weekly_load(plan: PlanTables) -> _Floats:
    """`running_load` as an array, week x muscle [0 to 100, relative]."""
    km = np.zeros((len(plan.week_records), len(RUN_TYPES)))
    for row, week in zip(km, plan.week_records, strict=True):
        for session in week.sessions:
            if session.type in _RUN_PLACES:  # a type of strength session is no type of run, and counts for none
                row[_RUN_PLACES[session.type]] += session.distance_km
    values: _Floats = km @ _weights(plan.catalog)
    highest = values.max(initial=0.0)
    return values * (HIGHEST_LOAD / highest) if highest > 0 else values


@lru_cache(maxsize=8)
def _weights(catalog: Catalog) -> _Floats:
    """Ordinal weight by type of run and muscle; not to be written into."""
    table = catalog.running_load
    weights = np.zeros((len(RUN_TYPES), len(MUSCLES)))
    weights[table["run_type"].map(RUN_TYPES.index), table["muscle"].map(MUSCLES.index)] = table["load"]
    return weights


def load_beside_sets(plan: PlanTables, week: int | None = None) -> pd.DataFrame:
    """Sets, target and running's relative load of each muscle, side by side.

    Parameters
    ----------
    plan : PlanTables
    week : int, optional
        One week; without it, the mean week of the block.

    Returns
    -------
    pandas.DataFrame
        muscle, name, group, priority, sets [sets/week], target [sets/week], load [0 to 100, relative]; the trunk is
        one row, the mean of its four muscles.
    """
    status = coverage_status(plan)
    load = running_load(plan)
    if week is not None:
        status, load = status[status["week"] == week], load.loc[[week]]
    mean_load = load.mean()
    mean_load[TRUNK] = mean_load[list(TRUNK_MUSCLES)].mean()
    firsts = {name: (name, "first") for name in ("name", "group", "priority")}
    rows = status.groupby("muscle", sort=False).agg(**firsts, sets=("sets", "mean"), target=("target", "mean"))
    rows["load"] = [float(mean_load[muscle]) for muscle in rows.index]
    return rows.reset_index()
