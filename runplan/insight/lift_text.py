"""What a lift is done with, in words: its load as whoever owns the weights names it, and how many repetitions are left.

In: a plan and its exercises. Out: short texts, the same on paper, in files, in the terminal and on the board.
"""

from __future__ import annotations

from runplan.catalog.equipment import parse
from runplan.plan.log import PHONE, LoggedSet
from runplan.plan.records import Exercise
from runplan.plan.tables import PlanTables
from runplan.plan.weights import KG_PER_LB, Weight
from runplan.planning.loads.lifts import Lift, lift_of
from runplan.schema import LOADED
from runplan.words import inside, listed

_NEAR_KG = 0.01  # a plan has its loads to a hundredth


class LiftText:
    """Says the loads of a plan's lifts.

    Parameters
    ----------
    plan : PlanTables
    times : str
        The sign between two hand weights and what each of them weighs.
    """

    def __init__(self, plan: PlanTables, times: str = "x") -> None:
        self.catalog = plan.catalog
        self._block, self._times = plan.block, times
        self._kits: dict[str, str] = {}

    def load(self, exercise: Exercise) -> str:
        """The load of an exercise in the unit of its weights, such as "2 x 25 lb"; "" where none is named."""
        weight = self.weight(exercise)
        if weight is None:
            return ""
        if exercise.exercise_id not in self.catalog.exercises.index:
            return weight.text
        lift = lift_of(self._block, self.catalog, exercise.exercise_id)
        return lift.weight_text(weight).replace(" x ", f" {self._times} ", 1)

    def weight(self, exercise: Exercise) -> Weight | None:
        """The load of an exercise as one of the weights that are owned; kilograms where it is none of them."""
        kg = exercise.load_kg
        if kg is None:
            return None
        if exercise.exercise_id in self.catalog.exercises.index:
            return _owned_weight(lift_of(self._block, self.catalog, exercise.exercise_id), kg) or Weight(kg)
        return Weight(kg)

    def noted(self, logged: LoggedSet) -> str:
        """The weight of a set that was done, in the unit of the runner's weights; "" where none was noted.

        Other tools than the phone page do not say whether a weight is that of one hand, so it is said as they have it.
        """
        if not logged.kg:
            return ""
        weight, in_pounds = Weight(logged.kg), logged.unit == "lb"
        lift = None
        if logged.exercise_id in self.catalog.exercises.index:
            lift = lift_of(self._block, self.catalog, logged.exercise_id)
            in_pounds = in_pounds or lift.unit == "lb"
            weight = _owned_weight(lift, logged.kg) or weight
        if in_pounds and weight.unit == "kg":
            weight = Weight(round(logged.kg / KG_PER_LB, 1), "lb")
        is_each = lift is not None and logged.source == PHONE
        return lift.weight_text(weight).replace(" x ", f" {self._times} ", 1) if lift and is_each else weight.text

    def note(self, exercise: Exercise) -> str:
        """What is to be known of an exercise: which equipment is meant, then the plan's own note."""
        kit = self.kit(exercise)
        return " ".join(part for part in (f"{kit[:1].upper()}{kit[1:]}." if kit else "", exercise.note) if part)

    def kit(self, exercise: Exercise) -> str:
        """What the runner has of equipment that may stand for each other, where name and instructions do not say it."""
        if exercise.exercise_id not in self._kits:
            self._kits[exercise.exercise_id] = self._kit(exercise.exercise_id)
        return self._kits[exercise.exercise_id]

    def _kit(self, exercise_id: str) -> str:
        if exercise_id not in self.catalog.exercises.index:
            return ""
        row = self.catalog.exercises.loc[exercise_id]
        instructions = f"{row['name']} {row['how_to']}".lower()
        lift = lift_of(self._block, self.catalog, exercise_id)
        names = self.catalog.equipment.set_index("equipment")["name"]
        parts = []
        for need in parse(str(row["equipment"])):
            owned = [word for word in need if word in self._block.equipment]
            word = lift.kit if lift.kit in owned else "".join(owned[:1])
            if len(need) > 1 and word and word.split("_")[-1] not in instructions:
                parts.append(inside(names[word]) + "s" * (word in LOADED and lift.hands == "two"))
        return f"with your {listed(parts)}" if parts else ""


def _owned_weight(lift: Lift, kg: float) -> Weight | None:
    """The weight at hand that is so many kilograms; None where it is none of them."""
    owned = lift.owned.down(kg + _NEAR_KG)
    return owned if owned is not None and abs(owned.kg - kg) <= _NEAR_KG else None


def dose_text(exercise: Exercise, load: str, times: str = "x") -> str:
    """How much of an exercise: sets by repetitions or seconds, whether that is a side, and with how much.

    Parameters
    ----------
    exercise : Exercise
    load : str
        As `LiftText.load` says it; "" where none is named.
    times : str

    Examples
    --------
    >>> plank = Exercise(1, "strength", "side_plank", "Side plank", 2, None, 30, True, 45, 7.0)
    >>> dose_text(plank, ""), dose_text(plank._replace(each_side=False), "10 kg")
    ('2 x 30 s each side', '2 x 30 s at 10 kg')
    """
    amounts = (exercise.sets, exercise.reps, exercise.seconds)
    sets, reps, seconds = ("" if amount is None else str(amount) for amount in amounts)
    text = f" {times} ".join(filter(None, (sets, reps or (f"{seconds} s" if seconds else ""))))
    text += " each side" if exercise.each_side else ""
    return f"{text} at {load}" if load else text


def left_text(exercise: Exercise) -> str:
    """How many repetitions are to be left at the end of a set; "" where that is not asked."""
    return "" if exercise.reserve is None else f"{exercise.reserve} left"
