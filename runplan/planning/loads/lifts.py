"""A lift as loads need it: what is held, which weights there are of it, and what is before and after it in its chain.

In: a block, its catalog and an exercise. Out: a `Lift`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from runplan.catalog import Catalog
from runplan.catalog.equipment import available, parse, words_in
from runplan.catalog.loading import body_shares
from runplan.plan.block import Block
from runplan.plan.lift_fields import RememberedSet
from runplan.plan.weights import Weight
from runplan.planning.loads.owned import Owned, owned_of
from runplan.schema import LEG_PATTERNS, LEVELS, LOADED

_BARS = ("barbell", "trap_bar")
NO_WEIGHTS = Owned()


@dataclass(frozen=True)
class Lift:
    """An exercise, and the weights that it can be done with.

    Parameters
    ----------
    exercise_id, name : str
    hands : str
        What a weight is the weight of: bar, one or two; empty without a weight.
    owned : Owned
        The weights at hand; none without a weight.
    body_share : float
        The share of the body's mass that moves with the weight.
    each_side : bool
    light : bool
        Whether it is for the calves, or for both legs without a weight: more repetitions are of use then.
    slow : bool
        Whether it is done with three seconds down already.
    easier, harder : str
        The neighbours that this runner can do; empty where there is none.
    kit : str
        The equipment that is the weight; empty without one.
    """

    exercise_id: str
    name: str
    hands: str = ""
    owned: Owned = NO_WEIGHTS
    body_share: float = 0.0
    each_side: bool = False
    light: bool = False
    slow: bool = False
    easier: str = ""
    harder: str = ""
    kit: str = ""

    @property
    def unit(self) -> str:
        """The unit of the weights at hand."""
        return self.owned.listed[0].unit if self.owned.listed else self.owned.unit

    def weight_text(self, weight: Weight) -> str:
        """A weight as it is read: of two hand weights the number is that on each.

        >>> Lift("loaded_lunge", "Lunge", "two").weight_text(Weight(12.0))
        '2 x 12 kg'
        """
        return f"2 x {weight.text}" if self.hands == "two" else weight.text


class _Runner(NamedTuple):
    """What of a block decides its lifts."""

    equipment: tuple[str, ...]
    level: str
    avoid: tuple[str, ...]
    load_steps: tuple[tuple[str, float | str | tuple[float | str, ...]], ...]
    remembered: Weight | None


def lift_of(block: Block, catalog: Catalog, exercise_id: str) -> Lift:
    """The lift of an exercise, for the runner of a block."""
    value = dict(block.lifts).get(exercise_id)
    remembered = None if value is None else RememberedSet.of(value).weight
    runner = _Runner(block.equipment, block.level, block.avoid, block.load_steps, remembered)
    return _lift(catalog, exercise_id, runner)


@lru_cache(maxsize=256)
def _lift(catalog: Catalog, exercise_id: str, runner: _Runner) -> Lift:
    row = catalog.exercises.loc[exercise_id]
    kit = _kit(runner, str(row["equipment"]), str(row["hands"]))
    hands = _hands(kit, str(row["hands"]))
    both_legs = row["pattern"] in LEG_PATTERNS and not row["each_side"]
    return Lift(
        exercise_id=exercise_id,
        name=str(row["name"]),
        kit=kit,
        hands=hands,
        owned=owned_of(kit, hands, dict(runner.load_steps).get(kit), runner.remembered) if kit else NO_WEIGHTS,
        body_share=body_shares().get(exercise_id, (0.0, 0.0))[kit in _BARS],
        each_side=bool(row["each_side"]),
        light=row["pattern"] == "calf_ankle" or (both_legs and not kit),
        slow=str(row["tempo"]).startswith("3"),
        easier=_neighbour(runner, catalog, str(row["easier"])),
        harder=_neighbour(runner, catalog, str(row["harder"])),
    )


def _kit(runner: _Runner, expression: str, hands: str) -> str:
    """The kit with a weight that an exercise is done with; of several the first that has the remembered weight."""
    words = [word for need in parse(expression) for word in need if word in LOADED]
    kits = [word for word in words if word in runner.equipment] or words
    steps = dict(runner.load_steps)
    if runner.remembered is not None:
        for kit in kits:
            if owned_of(kit, _hands(kit, hands), steps.get(kit)).has(runner.remembered):
                return kit
    return kits[0] if kits else ""


def _hands(kit: str, hands: str) -> str:
    """What is held of a kit: a bar and a backpack are one load, whatever hand weights would be."""
    if not kit:
        return ""
    if kit in _BARS:
        return "bar"
    return "one" if kit == "backpack" or hands not in ("two", "bar") else "two"


def _neighbour(runner: _Runner, catalog: Catalog, neighbours: str) -> str:
    """The first of an exercise's neighbours that the runner has the kit and the level for."""
    table = catalog.exercises
    for exercise_id in neighbours.split(";"):
        if exercise_id not in table.index or exercise_id in runner.avoid:
            continue
        fits = LEVELS.index(table.at[exercise_id, "level"]) <= LEVELS.index(runner.level)
        if fits and available(str(table.at[exercise_id, "equipment"]), runner.equipment):
            return exercise_id
    return ""


def takes_weight(catalog: Catalog, exercise_id: str) -> bool:
    """Whether an exercise is done with a weight that has kilograms to note."""
    return bool(set(LOADED) & set(words_in([str(catalog.exercises.at[exercise_id, "equipment"])])))
