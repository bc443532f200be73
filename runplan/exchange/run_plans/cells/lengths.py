"""How long a session is: the sum of its amounts, and its steps.

In: the amounts of one session. Out: kilometres and minutes, what is to be said of them, what had to be assumed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from runplan.exchange.run_plans.cells.amounts import Amount
from runplan.exchange.run_plans.cells.kinds import Kind
from runplan.plan.steps import Step, steps_text
from runplan.units import counted, format_number

_QUICKEST, _SLOWEST = 2.5, 20.0  # [min/km]; outside, distance and duration are not of the same run
_SAME = 0.04  # of each other, for one distance in two units
_ROUNDED = 0.06  # of the sum, for a total that was rounded
_TARGETS = {"5k": "intervals", "3k": "intervals", "10k": "10k", "half": "half", "marathon": "marathon"}
_BY_TYPE = {
    "intervals": "intervals",
    "tempo": "tempo",
    "hills": "hills",
    "easy": "easy",
    "long": "easy",
    "race": "race",
}


@dataclass
class Length:
    """Distance and duration of a session."""

    km: float | None = None
    minutes: float | None = None
    running: float | None = None  # minutes of running, in a session of running and walking
    notes: list[str] = field(default_factory=list)  # what is to be said about it
    assumed: bool = False  # whether something of it is not in the file
    bare: list[str] = field(default_factory=list)  # numbers that need a unit and have none
    unit: str = ""  # km, mi or m: what its distances are stated in

    def assume(self, note: str) -> None:
        """Say what is not in the file."""
        self.notes.append(note)
        self.assumed = True


def length_of(amounts: Sequence[Amount], *, alternating: bool = False) -> Length:
    """The whole of a session's amounts."""
    length = Length()
    counts = [amount for amount in amounts if amount.kind == "count"]
    lengths = [amount for amount in amounts if amount.kind != "count" and amount.value > 0]
    total, lengths = _total(lengths)
    main = [amount for amount in lengths if amount.role in ("", "between")]
    if not any(not amount.role for amount in main):
        main = lengths
    plain = [amount for amount in main if "strides" not in amount.near]
    main = _once(plain or main)
    far = [amount for amount in main if amount.kind == "km"]
    long = [amount for amount in main if amount.kind == "min"]
    bare = [amount for amount in main if amount.kind == "bare"]
    if total is not None:
        _take_total(length, total, far if total.kind == "km" else long)
    elif far:
        length.km = sum(amount.whole for amount in far)
        _tell_sum(length, far)
    if far or (total is not None and total.kind == "km"):
        units = {amount.unit for amount in (total, *far) if amount is not None and amount.unit}
        length.unit = "m" if units == {"m"} else "".join(units - {"m"}) if len(units - {"m"}) == 1 else ""
    elif long and length.minutes is None:
        length.minutes = sum(amount.whole for amount in long)
        _tell_times(length, long, [amount for amount in lengths if amount.role == "part"], alternating=alternating)
    more = [amount for amount in lengths if amount.join == "(" and amount.kind == "km" and amount not in main]
    if far and any(amount.value > (length.km or 0) * (1 + _ROUNDED) for amount in more):
        length.assume(f"{more[0].text} in brackets is more than that")
    if any(amount.unit == "m" for amount in long):
        length.assume("m taken for minutes")
    if length.km and long:
        _tell_duration(length, main, long)
    if counts and not main:
        length.assume(f"{counts[0].text} counts repeats, whose length is not told")
    ranges = [amount.text for amount in (far or long or bare) if amount.low is not None and amount.low < amount.value]
    if ranges:
        length.notes.append(f"the upper end of {', '.join(ranges)}")
    if bare and not far and not long:
        length.bare = [amount.text for amount in bare]
    elif bare:
        length.assume(f"{', '.join(amount.text for amount in bare)} has no unit and was left")
    return length


def _total(lengths: list[Amount]) -> tuple[Amount | None, list[Amount]]:
    """The amount that is the sum of the others, and the others: after =, beside a word for it, or in brackets."""
    for amount in lengths:
        others = [
            other
            for other in lengths
            if other is not amount and (amount.role == "total" or other.role in ("", "between"))
        ]
        if not others:
            continue
        parts = [other for other in others if other.kind == amount.kind]
        alone = amount.join == "(" and amount.role == "part" and amount.times == 1 and amount.kind == "km"
        several = len(parts) > 1 or any(other.times != 1 for other in parts)
        summed = sum(other.whole for other in parts)
        if amount.role == "total" or (alone and several and amount.value >= summed * (1 - _ROUNDED)):
            if amount.join == "=" and len(parts) == 1 and _is_same(parts[0], amount):
                continue
            return amount, [other for other in lengths if other is not amount]
    return None, lengths


def _take_total(length: Length, total: Amount, parts: Sequence[Amount]) -> None:
    summed = sum(part.whole for part in parts)
    if total.kind == "km":
        length.km = total.value
    else:
        length.minutes = length.running = total.value
    if summed > total.value * (1 + _ROUNDED):
        length.assume(f"its parts make more than the {total.text} that it gives as their sum")
    elif len(parts) > 1:
        length.notes.append(f"{total.text} in all")


def _is_same(first: Amount, second: Amount) -> bool:
    """Whether two amounts are one distance, in kilometres and in miles."""
    units = {first.unit, second.unit} == {"km", "mi"} and first.times == second.times == 1
    joined = second.join not in ("+", "&", "and", "then", "\n")
    return units and joined and abs(first.value / second.value - 1) < _SAME


def _once(main: list[Amount]) -> list[Amount]:
    """The amounts, of a distance in two units the first."""
    kept: list[Amount] = []
    for amount in main:
        if not kept or not _is_same(kept[-1], amount):
            kept.append(amount if amount.role != "total" else replace(amount, role=""))
    return kept


def _tell_sum(length: Length, far: Sequence[Amount]) -> None:
    guessed = [amount.text for amount in far if amount.unit == "m" and amount.text.isdigit()]
    repeated = [amount for amount in far if amount.times != 1 and amount.role != "between"]
    around = [amount for amount in far if amount.times == 1]
    if guessed:
        length.assume(f"{', '.join(guessed)} taken for metres")
    if len(far) > 1:
        note = f"{counted(len(far), 'distance')} added up"
        named = all(amount.near - {"filler"} for amount in far) or (repeated and around)
        length.notes.append(note)
        length.assumed |= not named
    if repeated and not around:
        amount = repeated[0]
        length.assume(
            f"{format_number(amount.times)} times {amount.text}, without what is run before, between and after"
        )


def _tell_duration(length: Length, main: Sequence[Amount], long: Sequence[Amount]) -> None:
    """A duration beside a distance: of the same run where somebody can run that far in it."""
    between = all(amount.role == "between" for amount in long)
    minutes = sum(amount.whole for amount in long)
    if between:
        return
    once = all(amount.times == 1 for amount in main) and len(long) == 1
    if once and (len(main) == 2 or length.km) and _QUICKEST <= minutes / (length.km or 1) <= _SLOWEST:
        length.minutes = minutes
    else:
        length.assume(f"{', '.join(amount.text for amount in long)} was not taken for the whole run's duration")


def _tell_times(length: Length, long: Sequence[Amount], parts: Sequence[Amount], *, alternating: bool) -> None:
    walking = [amount for amount in (*long, *parts) if _is_walk(amount)]
    times = [amount for amount in parts if amount.kind == "min"]
    if alternating and len(long) == 1 and len(times) > 1 and walking:
        length.running = _alternating(long[0].value, times)
        length.notes.append(f"{format_number(length.running)} min of it running")
        return
    if len(long) > 1:
        length.notes.append(f"{counted(len(long), 'duration')} added up")
    if walking and len(walking) < len(long) + len(times):
        length.running = sum(amount.whole for amount in long if not _is_walk(amount))
        length.notes.append(f"{format_number(length.running)} min of it running")
    elif not walking:
        length.running = length.minutes
    lone = [amount for amount in long if amount.times != 1]
    # 8 x 1 min run says nothing of the minutes between; 2 x (1 min run, 2 min walk) does.
    if lone and sum(amount.times == lone[0].times for amount in lone) == 1:
        length.assume(f"{format_number(lone[0].times)} times {lone[0].text}, without what is between")


def _is_walk(amount: Amount) -> bool:
    near = amount.after if amount.after & {"walk", "run"} else amount.before
    return "walk" in near and "run" not in near


def _alternating(whole: float, pattern: Sequence[Amount]) -> float:
    """Minutes of running where a pattern of running and walking fills a time.

    Its last round may be cut short.
    """
    cycle = sum(amount.value for amount in pattern)
    rounds = int(whole / cycle + 1e-9)
    running = rounds * sum(amount.value for amount in pattern if not _is_walk(amount))
    left = whole - rounds * cycle
    for amount in pattern:
        taken = min(left, amount.value)
        running += 0.0 if _is_walk(amount) else taken
        left -= taken
    return running


def steps_of(amounts: Sequence[Amount], kind: Kind, km: float | None) -> str:
    """The steps of a run in the shorthand of `runplan.plan.steps`, where its parts are all told; "" else."""
    parts = [amount for amount in amounts if amount.kind in ("km", "min") and amount.role in ("", "between")]
    timed = all(amount.kind == "min" for amount in parts)
    if not any(amount.eased or amount.times != 1 for amount in parts) or (km is None and not timed):
        return ""
    steps: list[Step] = []
    repeated = any(amount.times != 1 for amount in parts)
    for amount in parts:
        metres, seconds = _step_length(amount)
        if amount.role == "between" and steps:
            steps[-1] = steps[-1]._replace(recovery_metres=metres, recovery_seconds=seconds)
        elif metres or seconds:
            steps.append(Step(int(amount.times), metres, _target(amount, kind, repeated=repeated), seconds=seconds))
    fits = (
        all(step.repeat < 1000 for step in steps) and sum(step.total_metres for step in steps) <= (km or 0) * 1000 + 50
    )
    return steps_text(steps) if steps and fits else ""


def _target(amount: Amount, kind: Kind, *, repeated: bool) -> str:
    if amount.eased or (
        amount.times == 1 and not amount.near & {"tempo", "hills"} and (repeated or amount.near & {"easy"})
    ):
        return "easy"
    if "strides" in amount.near:
        return "strides"
    return _TARGETS.get(amount.pace) or _BY_TYPE.get(kind.type, "easy")


def _step_length(amount: Amount) -> tuple[int, int]:
    """Metres, in whole hundreds from a kilometre on, or seconds."""
    if amount.kind == "min":
        return 0, round(amount.value * 60)
    metres = round(amount.value * 1000)
    return (metres if metres < 1000 else metres // 100 * 100), 0
