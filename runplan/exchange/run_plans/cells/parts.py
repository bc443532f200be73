"""The parts of a run as steps in the shorthand of `runplan.plan.steps`: warm-up, faster parts, cool-down, the rest."""

from __future__ import annotations

from collections.abc import Sequence

from runplan.exchange.run_plans.cells.amounts import Amount
from runplan.exchange.run_plans.cells.kinds import Kind
from runplan.exchange.run_plans.cells.lengths import ROUNDED, Length, is_same
from runplan.plan.defaults import EASY_PACE_S_PER_KM
from runplan.plan.imported_lengths import step_paces_of
from runplan.plan.steps import Step, parse_steps, steps_text, whole_metres, with_strides

_TARGETS = {"5k": "intervals", "3k": "intervals", "10k": "10k", "half": "half", "marathon": "marathon"}
_TARGETS |= {"at marathon": "marathon", "at half": "half", "at threshold": "threshold"}
_ELSE = {"intervals": "intervals", "tempo": "tempo", "hills": "hills", "race": "race"}  # by a session's type
_LEAST = {"km": 200, "min": 60}  # [m], [s] of an easy part that no word names


def steps_of(amounts: Sequence[Amount], kind: Kind, length: Length) -> str:
    """The steps of a run, where its parts are all told; "" else."""
    whole, parts = _whole_and_parts(amounts)
    length.whole = whole is not None
    if kind.type == "race":  # the time that is hoped for is no part
        parts = [amount for amount in parts if amount.kind == "km" or amount.eased or "easy" in amount.near]
    strides = [amount for amount in parts if whole is not None and "strides" in amount.near]
    inside = [amount for amount in parts if amount not in strides]
    timed = all(amount.kind == "min" for amount in inside)
    racing = kind.type == "race" and len(parts) > 1
    repeats = [amount for amount in parts if amount.times != 1 and ("strides" not in amount.near or len(parts) == 1)]
    plain = whole is None and not racing and not repeats and not any(amount.eased for amount in parts)
    if not parts or plain or any("alternate" in amount.near for amount in parts):
        return ""
    steps = _listed(_in_order(inside), kind) if timed or length.km is not None else []
    if whole is not None and steps:
        steps = _with_the_rest(steps, whole, inside, kind, length)
    elif whole is not None and not inside:
        steps = _listed([whole], kind)
    if strides and steps:
        eased = "cool down" in (inside or strides)[-1].near
        steps = with_strides(steps, _listed(strides, kind), _LEAST["km"], last=eased)
    paced = _by_pace(whole, inside)
    text, metres = steps_text(steps), sum(step.total_metres for step in steps)
    if (metres > (length.km or 0) * 1000 + 50 and length.km is not None) or not parse_steps(text):
        length.assume(f"it has no steps, as {paced}", where=paced)
        return ""
    length.notes += [paced] if paced else []
    for amount in parts:
        amount.told = amount.stepped = True
    return text


def _whole_and_parts(amounts: Sequence[Amount]) -> tuple[Amount | None, list[Amount]]:
    """The amount that is all of a run, where one is, and those of its parts."""
    lengths = [amount for amount in amounts if amount.kind in ("km", "min") and amount.value and amount.role != "goal"]
    parts = [amount for amount in lengths if amount.role in ("", "between")]
    main = [amount for amount in parts if "strides" not in amount.near] or parts
    whole = next((amount for amount in lengths if amount.role == "total"), None)
    if whole is None and len(main) == 1 and main[0].times == 1 and not main[0].eased:
        inside = [part for part in lengths if part is not main[0] and not is_same(main[0], part)]
        inside = [part for part in inside if "strides" in part.near or (part.role == "part" and not part.told)]
        return (main[0], inside) if inside else (None, main)
    if whole is not None and not any("strides" not in amount.near for amount in parts):  # 20 km: long, w/ 3 x 3 km MP
        parts = [amount for amount in lengths if amount is not whole]
    return whole, parts


def _by_pace(whole: Amount | None, parts: Sequence[Amount]) -> str:
    """A part in minutes of a run in kilometres, or the other way round, has its place in it by a pace alone."""
    other = [amount for amount in parts if whole is not None and amount.kind != whole.kind]
    if not other:
        return ""
    seconds, first = round(other[0].value * 60), other[0]
    each = first.text if first.kind == "km" else f"{seconds // 60} min" if seconds % 60 == 0 else f"{seconds} s"
    each = each if first.times == 1 else f"{first.times:g} times {each}"
    return f"how {'far' if first.kind == 'min' else 'long'} {each} is depends on your pace"


def _in_order(parts: Sequence[Amount]) -> list[Amount]:
    """The warm-up first and the cool-down last, which are not always written so."""
    places = [("cool down" in amount.near) - ("warm up" in amount.near) for amount in parts]
    once = places.count(1) <= 1 and places.count(-1) <= 1
    return sorted(parts, key=lambda amount: places[parts.index(amount)]) if once else list(parts)


def _listed(parts: Sequence[Amount], kind: Kind) -> list[Step]:
    """A step for each part; none where there are pauses of two lengths, or two parts that are repeated in turn."""
    steps: list[Step] = []
    repeated = any(amount.times != 1 for amount in parts)
    for amount in parts:
        seconds = round(amount.value * 60) if amount.kind == "min" else 0
        metres = 0 if seconds else whole_metres(amount.value * 1000)
        in_turn = amount.group != 1 and not amount.rests and steps and steps[-1].repeat == amount.times
        if in_turn or (amount.rests and steps and steps[-1].has_recovery):
            return []
        if amount.rests and steps:
            steps[-1] = steps[-1]._replace(recovery_metres=metres, recovery_seconds=seconds)
        elif metres or seconds:
            steps.append(Step(int(amount.times), metres, _target(amount, kind, repeated=repeated), seconds=seconds))
    return steps


def _with_the_rest(steps: list[Step], whole: Amount, parts: Sequence[Amount], kind: Kind, length: Length) -> list[Step]:
    """The steps with what is left of the run, which is easy; none where it is not told what is."""
    fast = [step for step in steps if step.target != "easy"]
    both = len(steps) > 2 and steps[0].target == steps[-1].target == "easy"
    far = whole.kind == "km"
    paced = [amount for amount in parts if amount.kind != whole.kind]
    if paced and not far:
        return steps if both else []
    paces = step_paces_of(EASY_PACE_S_PER_KM)
    of_parts = sum(step.metres_at(paces) if far else step.total_seconds for step in steps)
    left = round(((length.km or 0) * 1000 if far else whole.value * 60) - of_parts)
    left = left // 200 * 200 if paced else left
    if both or not fast or left < _LEAST[whole.kind]:
        fits = abs(left) <= ROUNDED * of_parts or (paced and all(amount.rests for amount in paced) and left > 0)
        return steps if fast and (both or fits) else []
    if len(fast) > 1:
        return []
    near = {meaning for amount in parts if not amount.rests for meaning in amount.near}
    first = "begins" in near or steps[0].target == "easy"
    last = "ends" in near or steps[-1].target == "easy" or fast[0].target == "strides"
    if not (first or last or "middle" in near):
        length.notes.append("the rest is easy, half before and half after")
        length.assume("it does not say when the faster part comes", where=kind.type in ("long", "race"))
    before = 0 if first else left if last else left // 2
    first_easy, last_easy = (Step(1, whole_metres(size) if far else 0, "easy", seconds=0 if far else size // 60 * 60)
                             for size in (before, left - before))  # fmt: skip
    return [step for step in (first_easy, *steps, last_easy) if step.metres or step.seconds]


def _target(amount: Amount, kind: Kind, *, repeated: bool) -> str:
    plain = amount.times == 1 and not amount.near & {"tempo", "hills"} and (repeated or "easy" in amount.near)
    if amount.eased or plain or (kind.type == "race" and amount.times == 1 and "race" not in amount.near):
        return "easy"
    if "strides" in amount.near:
        return "strides"
    paces = [_TARGETS[name] for name in (amount.pace, *sorted(amount.near)) if name in _TARGETS]
    return paces[0] if paces else _ELSE.get(kind.type, "easy")
