"""The checks of what a Block knows of the runner's lifts: sets that are remembered, and weights that are owned.

In: mappings, pairs or texts as a person types them. Out: sorted pairs of plain values; pounds stay pounds, as "50 lb".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from runplan.errors import BlockError
from runplan.plan.checks import as_pairs, is_number, shown, word
from runplan.plan.weights import MOST_KG, Weight, read_weight
from runplan.schema import LOADED
from runplan.units import format_number
from runplan.words import listed

__all__ = ["RememberedSet", "lifts", "lifts_text", "load_steps", "load_steps_text", "owned_words"]

MOST_REPS, MOST_RESERVE = 10, 4
MOST_STEP_KG = 5.0  # kettlebells are 4 kg apart; what is more is meant as a weight, not as a step
_MOST_WEIGHTS = 60
_SET = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)(kg|lb)?x(\d{1,3})@(\d{1,3})")
_PIECES = re.compile(r"(?:(\d{1,2})x)?(\d{1,4}(?:\.\d{1,3})?)(kg|lb)?")
_KIT = re.compile(rf"(?:^|[ ,;])({'|'.join(LOADED)})(?: ?[=:] ?| |$)")
_EXAMPLE_SET = "{'goblet_squat': (16, 10, 3)}, or 'goblet_squat=16x10@3'"
_EXAMPLE_STEPS = "{'dumbbell': (4, 6, 8), 'barbell': 2.5}, or 'dumbbell=4,6,8 barbell=2.5'"


class RememberedSet(NamedTuple):
    """A set that was done: the weight, the repetitions, and how many more would have been possible."""

    weight: Weight
    reps: int
    reserve: int

    @classmethod
    def of(cls, value: tuple[float | str, int, int]) -> RememberedSet:
        """The set of a value that a Block holds."""
        weight = read_weight(value[0])
        assert weight is not None
        return cls(weight, value[1], value[2])

    @property
    def possible(self) -> int:
        """How many repetitions were possible."""
        return self.reps + self.reserve

    @property
    def text(self) -> str:
        """The set as it is said in a sentence.

        >>> RememberedSet(Weight(60.0), 8, 2).text
        '60 kg for 8 with 2 in reserve'
        """
        return f"{self.weight.text} for {self.reps} with {self.reserve} in reserve"


def lifts(value: Any) -> tuple[tuple[str, tuple[float | str, int, int]], ...]:
    """Sets that the runner remembers as sorted pairs: exercise id, and weight, repetitions, how many were left."""
    pairs = _named_sets(value) if isinstance(value, str) else as_pairs("lifts", value, _EXAMPLE_SET)
    remembered = {}
    for exercise_id, done in pairs:
        if not isinstance(exercise_id, str) or not exercise_id:
            raise BlockError(
                f"lifts names {shown(exercise_id)}, which is not an exercise id: see load_catalog().exercises."
            )
        if exercise_id in remembered:
            raise BlockError(f"lifts names {exercise_id!r} twice: keep one of them.")
        remembered[exercise_id] = _lift(f"lifts[{exercise_id!r}]", done)
    return tuple(sorted(remembered.items()))


def _joined(text: str) -> str:
    """A text with each weight, its unit and what belongs to it in one word."""
    text = " ".join(text.lower().split())
    text = re.sub(r"(?<=\d) ?(kg|lb)s?\b", r"\1", text)
    text = re.sub(r"(?<=\d)(kg|lb)s?(?=x)", r"\1", text)
    return re.sub(r" ?@ ?", "@", re.sub(r"(?<=[\dgb]) ?[x×*] ?(?=\d)", "x", text))


def _named_sets(text: str) -> list[tuple[Any, Any]]:
    words = [part for part in re.split(r"[ ,;=:]+", _joined(text)) if part]
    pairs = list(zip(words[::2], words[1::2], strict=False))
    if len(words) % 2 or not all(_SET.fullmatch(done) for _, done in pairs):
        raise BlockError(f"lifts={shown(text)} cannot be read: write it as {_EXAMPLE_SET}.")
    return [*pairs]


def _lift(name: str, done: Any) -> tuple[float | str, int, int]:
    parts = done
    if isinstance(done, str):
        match = _SET.fullmatch(_joined(done))
        parts = () if match is None else (f"{match[1]} {match[2] or 'kg'}", int(match[3]), int(match[4]))
    if not isinstance(parts, (tuple, list)) or len(parts) != 3:
        raise BlockError(
            f"{name}={shown(done)} cannot be read: give the weight, the repetitions and the repetitions in "
            "reserve, such as (60, 8, 2), ('135 lb', 8, 2) or '60x8@2'."
        )
    weight = read_weight(parts[0])
    if weight is None:
        raise BlockError(
            f"{name} has the weight {shown(parts[0])}: give kilograms up to {MOST_KG:g}, or pounds as '135 lb'."
        )
    reps = _whole(f"{name} has {shown(parts[1])} repetitions", parts[1], 1, MOST_REPS)
    reserve = _whole(f"{name} has {shown(parts[2])} in reserve", parts[2], 0, MOST_RESERVE)
    return weight.value, reps, reserve


def _whole(what: str, value: Any, low: int, high: int) -> int:
    if isinstance(value, bool) or not is_number(value) or value != int(value) or not low <= value <= high:
        raise BlockError(
            f"{what}: give a set with a whole number from {low} to {high}; RunPlan cannot work out a load "
            f"from other sets."
        )
    return int(value)


def load_steps(value: Any) -> tuple[tuple[str, float | str | tuple[float | str, ...]], ...]:
    """What is owned of each kit, in the order of `LOADED`: the weights from the lightest on, or one step."""
    pairs = _named_owned(value) if isinstance(value, str) else as_pairs("load_steps", value, _EXAMPLE_STEPS)
    owned = {}
    for kit, weights in pairs:
        if isinstance(kit, str) and kit not in LOADED:
            word("load_steps", kit, LOADED)
        if not isinstance(kit, str):
            raise BlockError(f"load_steps names {shown(kit)}: give one of {', '.join(LOADED)}.")
        if kit in owned:
            raise BlockError(f"load_steps names {kit!r} twice: keep one of them.")
        owned[kit] = _owned(f"load_steps[{kit!r}]", weights)
    return tuple((kit, owned[kit]) for kit in LOADED if kit in owned)


def _named_owned(text: str) -> list[tuple[Any, Any]]:
    before, *parts = _KIT.split(_joined(text))
    if before.strip() or not all(weights.strip() for weights in parts[1::2]):
        raise BlockError(f"load_steps={shown(text)} cannot be read: write it as {_EXAMPLE_STEPS}.")
    return list(zip(parts[::2], parts[1::2], strict=True))


def _owned(name: str, value: Any) -> float | str | tuple[float | str, ...]:
    """One step, or the weights that are owned from the lightest on, each as often as there are pieces of it."""
    weights, is_list = _weights(name, value)
    if not is_list:
        step = weights[0]
        if step.kg > MOST_STEP_KG:
            plain = f"{step.value:g}" if isinstance(step.value, float) else repr(step.value)
            raise BlockError(
                f"{name}={plain} is too large for a step between weights: give {MOST_STEP_KG:g} kg at most, or list "
                f"what you own, such as [{plain}] or '1x{_typed(step.value)}'."
            )
        return step.value
    if not weights:
        raise BlockError(f"{name} lists no weight: list what you own, or leave it out.")
    if len(weights) > _MOST_WEIGHTS:
        raise BlockError(f"{name} lists {len(weights)} weights: give {_MOST_WEIGHTS} at most, or one step.")
    return tuple(weight.value for weight in sorted(weights, key=lambda weight: weight.kg))


def _weights(name: str, value: Any) -> tuple[list[Weight], bool]:
    """The weights of a value, and whether they are a list and not a step."""
    if isinstance(value, str):
        return _typed_weights(name, value)
    if isinstance(value, Iterable) and not isinstance(value, bytes | Mapping):
        pieces = [_weights(name, item)[0] if isinstance(item, str) else [_weight(name, item)] for item in value]
        return [weight for weights in pieces for weight in weights], True
    return [_weight(name, value)], False


def _typed_weights(name: str, text: str) -> tuple[list[Weight], bool]:
    """The same of a text; a unit counts for the weights before it too."""
    pieces = [_PIECES.fullmatch(part) for part in re.split(r"[ ,;/]+", _joined(text).strip(" ,;/"))]
    unit, weights, is_list = "kg", [], len(pieces) > 1
    for piece in reversed(pieces):
        if piece is None:
            raise _no_weights(name, text)
        unit, is_list = piece[3] or unit, is_list or bool(piece[1])
        weights += [_weight(name, f"{piece[2]} {unit}")] * int(piece[1] or 1)
    return weights, is_list


def _weight(name: str, value: Any) -> Weight:
    weight = read_weight(value)
    if weight is None:
        raise _no_weights(name, value)
    return weight


def _no_weights(name: str, value: Any) -> BlockError:
    return BlockError(
        f"{name}={shown(value)} cannot be read: list the kilograms that you own, such as (4, 6, 8), or pounds as "
        "('10 lb', '15 lb'), or give one step between them, such as 2.5."
    )


def lifts_text(value: Iterable[tuple[str, tuple[float | str, int, int]]]) -> str:
    """Remembered sets as they are typed.

    >>> lifts_text((("back_squat", (60.0, 8, 2)), ("one_arm_row", ("35 lb", 10, 3))))
    'back_squat=60x8@2 one_arm_row=35lbx10@3'
    """
    return " ".join(f"{exercise_id}={_typed(weight)}x{reps}@{left}" for exercise_id, (weight, reps, left) in value)


def load_steps_text(value: Iterable[tuple[str, float | str | tuple[float | str, ...]]]) -> str:
    """Owned weights as they are typed.

    >>> load_steps_text((("dumbbell", (8.0, 12.0, 12.0)), ("kettlebell", ("35 lb",)), ("barbell", 2.5)))
    'dumbbell=8,2x12 kettlebell=1x35lb barbell=2.5'
    """
    parts = []
    for kit, owned in value:
        if not isinstance(owned, tuple):
            parts.append(f"{kit}={_typed(owned)}")
            continue
        counts = {weight: owned.count(weight) for weight in owned}
        pieces = [f"{count}x{_typed(weight)}" if count > 1 else _typed(weight) for weight, count in counts.items()]
        mixed = len({isinstance(weight, str) for weight in owned}) > 1
        pieces = [piece if "lb" in piece or not mixed else f"{piece}kg" for piece in pieces]
        parts.append(f"{kit}={','.join(pieces) if len(owned) > 1 else f'1x{pieces[0]}'}")
    return " ".join(parts)


def _typed(weight: float | str) -> str:
    return weight.replace(" ", "") if isinstance(weight, str) else format_number(weight, 3)


def owned_words(value: Iterable[tuple[str, float | str | tuple[float | str, ...]]]) -> str:
    """Owned weights inside a sentence.

    >>> owned_words((("dumbbell", (8.0, 12.0)), ("barbell", 2.5)))
    'dumbbell 8 and 12 kg, barbell in steps of 2.5 kg'
    """
    parts = []
    for kit, owned in value:
        weights = [weight for weight in map(read_weight, owned if isinstance(owned, tuple) else (owned,)) if weight]
        if not isinstance(owned, tuple):
            parts.append(f"{kit} in steps of {weights[0].text}")
        elif len({weight.unit for weight in weights}) > 1:
            parts.append(f"{kit} {listed([weight.text for weight in weights])}")
        else:
            numbers = listed([format_number(weight.amount, 3) for weight in weights])
            parts.append(f"{kit} {numbers} {weights[0].unit}")
    return ", ".join(parts)
