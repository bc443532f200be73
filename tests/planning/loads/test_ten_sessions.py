"""Four lifts through ten sessions each, written by hand: what is told, how it is read, what follows."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from runplan.plan.lift_fields import RememberedSet
from runplan.plan.weights import Weight
from runplan.planning.loads.lifts import Lift
from runplan.planning.loads.owned import Owned, owned_of
from runplan.planning.loads.progress import after
from runplan.planning.loads.readings import DoneSession, DoneSet, Dose
from runplan.planning.loads.state import LiftState, prescribe, start

HERE = Path(__file__).parent
FIRST = dt.date(2027, 1, 4)
HALF_SLOW = Lift("split_squat_one_and_half", "Split squat, one and a half", each_side=True)
LIFTS = {
    "back_squat": Lift("back_squat", "Back squat", "bar", owned_of("barbell", "bar", 2.5)),
    "goblet_squat": Lift("goblet_squat", "Goblet squat", "one", owned_of("dumbbell", "one", (8.0, 12.0, 16.0)), 0.85),
    "romanian_deadlift": Lift("romanian_deadlift", "RDL", "one", owned_of("backpack", "one", 2.0), 0.5),
    "split_squat": Lift("split_squat", "Split squat", each_side=True, slow=True, harder=HALF_SLOW.exercise_id),
    HALF_SLOW.exercise_id: HALF_SLOW,
}
REMEMBERED = {"back_squat": RememberedSet(Weight(60.0), 8, 2)}
FOLLOWS = {
    "same": ("same", "near", "short"),
    "step up": ("raised", "at_once", "reps", "harder"),
    "back off": ("back",),
    "hold": ("same",),
}


def dose(text: str) -> Dose:
    """`3x8@2` as sets, repetitions and how many are left."""
    sets, _, rest = text.partition("x")
    reps, _, reserve = rest.partition("@")
    return Dose(int(sets), int(reps), int(reserve))


def done_sets(text: str, kg: float | None) -> tuple[DoneSet, ...]:
    """`8 8 7@1`: repetitions of each set, and how many were left at the end of the last."""
    reps, _, reserve = text.partition("@")
    counts = [int(count) for count in reps.split()]
    weight = None if kg is None else Weight(kg)
    return tuple(
        DoneSet(count, int(reserve) if at == len(counts) - 1 else None, weight) for at, count in enumerate(counts)
    )


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ["back_squat", "goblet_squat", "romanian_deadlift", "split_squat"])
def test_ten_sessions_go_as_the_table_has_them(name: str) -> None:
    state = start(LIFTS[name], REMEMBERED.get(name))
    ten = rows(name)
    assert len(ten) == 10
    for week, row in enumerate(ten, start=1):
        date = FIRST + dt.timedelta(days=7 * (week - 1))
        planned = dose(row["planned"])
        todo = prescribe(state, planned, date, LIFTS.__getitem__, row["hold"])
        kg = float(row["kg"]) if row["kg"] else None
        assert todo.lift.exercise_id == row["exercise"], row
        assert todo.dose == dose(row.get("asked") or row["planned"]), row
        chosen = "calibration" in row["week"]
        assert todo.weight == (None if chosen or kg is None else Weight(kg)), row
        session = DoneSession(date, week, planned, done_sets(row["done"], kg), row["hold"])
        state, before = after(todo, session, LIFTS.__getitem__), todo.state
        assert state.reason.reading.word == row["reading"], row
        assert state.reason.word in FOLLOWS[row["next"]], row
        if row["next_kg"]:
            assert state.weight == Weight(float(row["next_kg"])), row
        if row["next_reps"]:
            assert state.reps == int(row["next_reps"]), row
        if row["next"] == "hold":
            assert counts(state) == counts(before), row


def counts(state: LiftState) -> tuple[Weight | None, int, int, int]:
    """What a held session leaves alone."""
    return state.weight, state.hits, state.stalls, state.reps


def test_nothing_is_owned_where_nothing_is_held() -> None:
    assert Owned().down(100) is Owned().above(0) is Owned().below(100) is None
