"""How long a session is: the sum of its amounts, and what had to be assumed of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from runplan.exchange.run_plans.cells.amounts import JOINED, Amount
from runplan.exchange.written_words import KM_UNITS
from runplan.plan.steps import running_of
from runplan.units import counted, format_number

_QUICKEST, _SLOWEST = 2.5, 20.0  # [min/km]; outside, distance and duration are not of the same run
_SAME = 0.04  # of each other, for one distance in two units
_EASILY = 6.0  # [min/km], by which minutes are compared with kilometres; our assumption
_PACED = frozenset(("tempo", "fast", "at marathon", "at half", "at threshold"))
ROUNDED = 0.06  # of the sum, for a total that was rounded


@dataclass
class Length:
    """Distance and duration of a session."""

    km: float | None = None
    minutes: float | None = None
    running: float | None = None  # minutes of running, in a session of running and walking
    notes: list[str] = field(default_factory=list)  # what is to be said about it,
    sums: list[str] = field(default_factory=list)  # and about its distance as a sum
    assumed: bool = False  # whether something of it is not in the file
    bare: list[str] = field(default_factory=list)  # numbers that need a unit and have none
    unit: str = ""  # km, mi or m: what its distances are stated in
    whole: bool = False  # whether its parts are told besides it
    besides: list[Amount] = field(default_factory=list)  # durations beside its distance that are not those of all of it

    def assume(self, note: str, *, where: object = True) -> None:
        """Say what is not in the file, where that is so."""
        self.notes += [note] if where else []
        self.assumed |= bool(where)


def give_unit_of_total(amounts: Sequence[Amount]) -> None:
    """Numbers without a unit that add up to a total have its unit: 60 min: 20 easy, 20 tempo, 20 easy."""
    totals = [amount for amount in amounts if amount.role == "total" and amount.unit not in ("", "m")]
    parts = [amount for amount in amounts if amount.role not in ("total", "goal") and amount.kind != "count"]
    if totals and all(amount.text.isdecimal() for amount in parts):
        factor = KM_UNITS.get(totals[0].unit, 1.0)
        if abs(sum(int(amount.text) * amount.times for amount in parts) * factor - totals[0].value) < 1e-6:
            for amount in parts:
                amount.kind, amount.value = totals[0].kind, int(amount.text) * factor


def name_bracketed(amounts: Sequence[Amount]) -> None:
    """Three numbers in brackets that add up are warm-up, main part and cool-down: 9 km (2/6/1); a total said again."""
    for whole, *parts in zip(amounts, amounts[1:], amounts[2:], amounts[3:], strict=False):
        alone = parts[0].join == "(" and all((part.kind, part.times) == (whole.kind, 1) for part in (whole, *parts))
        if alone and not any(part.near for part in parts) and abs(sum(own.value for own in parts) - whole.value) < 1e-6:
            parts[0].before.add("warm up")
            parts[2].before.add("cool down")
    for whole, again in pairwise(amounts):
        same = (again.kind, again.times) == (whole.kind, 1) and abs(again.value - whole.value) < 0.08
        if whole.role == "total" and same and not again.eased and again.join not in JOINED:
            again.role, again.told = "goal", True  # of a distance in a column of its own


def length_of(amounts: Sequence[Amount], *, alternating: bool = False, race: Amount | None = None) -> Length:
    """The whole of a session's amounts."""
    length = Length()
    lengths = [amount for amount in amounts if amount.kind != "count" and amount.role != "goal" and amount.value > 0]
    total, lengths = _total(lengths)
    main = [amount for amount in lengths if amount.role in ("", "between")]
    main = main if any(not amount.role for amount in main) else lengths
    plain = [amount for amount in main if "strides" not in amount.near]
    main = _once(plain if plain or total is not None else main)
    far, long, bare = ([amount for amount in main if amount.kind == kind] for kind in ("km", "min", "bare"))
    if (far or total) and not long:  # 17 km (1h45)
        long = [amount for amount in lengths if amount not in main and _is_whole_time(amount)][:1]
    if total is not None and total.kind == "bare":
        far, long, bare = [], [], [total]
    elif total is not None:
        guessed = total.role != "total" and total.join != "("
        length.assume(f"{total.text} is read as the whole run", where=guessed)
        total.role, parts = "total", far if total.kind == "km" else long
        length.km, length.minutes = (total.value, None) if total.kind == "km" else (None, total.value)
        length.running, total.told = length.minutes, True
        over = sum(part.whole for part in parts) > total.value * (1 + ROUNDED)
        length.assume(f"its parts make more than the {total.text} that it gives as their sum", where=over)
        length.notes += [f"{total.text} in all"] if len(parts) > 1 and not over else []
    elif far:
        length.km = _told_sum(far)
        length.assumed |= race is None and _longest_alone(lengths) is not None  # it may be all of the run
        _tell_sum(length, far, paused=any(amount.role == "between" for amount in main))
    elif long:
        length.minutes = _told_sum(long)
        _tell_times(length, long, [amount for amount in lengths if amount.role == "part"], alternating=alternating)
    units = {amount.unit for amount in far} | ({total.unit} if total is not None and total.kind == "km" else set())
    stated = units - {"", "m"}
    length.unit = "".join(stated) if len(stated) == 1 else "m" if units == {"m"} else ""
    more = [amount for amount in lengths if amount.join == "(" and amount.kind == "km" and amount not in main]
    if far and any(amount.value > (length.km or 0) * (1 + ROUNDED) for amount in more):  # else they are not told yet
        length.assume(f"{texts(more[:1])} in brackets is more than that")
    length.assume("m read as minutes", where=any(amount.unit == "m" for amount in long))
    units = {amount.unit for amount in far if race is None}
    length.assume("its parts are in kilometres and in miles", where=units >= {"km", "mi"})
    if length.km and not all(amount.role == "between" for amount in long):
        # A duration beside a distance is of the same run where somebody can run that far in it.
        minutes, once = _told_sum(long), all(amount.times == 1 for amount in (*main, *long))
        own_km = length.km if race is None else race.value
        part = all(amount.eased for amount in far) if total is None else long[0].near & {"tempo", "fast"}
        fits = once and not part and len(long) == 1 and not long[0].eased and _QUICKEST <= minutes / own_km <= _SLOWEST
        length.minutes = minutes if fits else length.minutes
        length.besides = [] if fits else long
        for amount in long:
            amount.role = "goal" if fits else amount.role  # it is no part
    counts = [amount for amount in amounts if amount.kind == "count" and not main]
    length.assume(f"{texts(counts[:1])} counts repeats, but their length is missing", where=counts)
    ranges = [amount for amount in (far or long or bare) if amount.low is not None and amount.low < amount.value]
    length.notes += [f"the upper end of {texts(ranges)}"] if ranges else []
    length.assume(f"{texts(bare)} has no unit and was left", where=bare and (far or long))
    length.bare = [] if far or long else [amount.text for amount in bare]
    return length


def texts(amounts: Sequence[Amount]) -> str:
    """The amounts as they are written, for a sentence that tells them."""
    _told_sum(amounts)
    return ", ".join(amount.text for amount in amounts)


def _told_sum(amounts: Sequence[Amount]) -> float:
    """The sum of amounts, which are told by it."""
    for amount in amounts:
        amount.told = True
    return sum(amount.whole for amount in amounts)


def _is_whole_time(amount: Amount) -> bool:
    """Whether a duration in brackets is that of the whole run: no word says that it is a part."""
    alone = amount.join == "(" and amount.role == "part" and amount.kind == "min" and amount.times == 1
    return alone and not amount.pace and not amount.near - {"filler", "at", "goal", "total"}


def _total(lengths: list[Amount]) -> tuple[Amount | None, list[Amount]]:
    """The amount that is the sum of the others, and the others: after =, beside a word for it, or in brackets."""
    for amount in lengths:
        others = [other for other in lengths if other is not amount]
        parts = [other for other in others if other.kind == amount.kind and other.role in ("", "between")]
        alone = amount.join == "(" and amount.role == "part" and amount.times == 1 and amount.kind == "km"
        several = len(parts) > 1 or any(other.times != 1 for other in parts)
        enough = amount.value >= sum(other.whole for other in parts) * (1 - ROUNDED)
        again = amount.join == "=" and len(parts) == 1 and is_same(parts[0], amount)
        if others and not again and (amount.role == "total" or (alone and several and enough)):
            return amount, others
    plain = [amount for amount in lengths if not amount.role and amount.times == 1 and not amount.eased]
    summed = len(plain) == len(lengths) > 2 and len({amount.kind for amount in plain}) == 1
    if summed and plain[1].join not in JOINED and abs(sum(own.value for own in plain) - 2 * plain[0].value) < 1e-6:
        return plain[0], plain[1:]  # 20 km long, 10 easy, 10 at MP
    longest = _longest_alone(lengths)
    others = [amount for amount in lengths if amount is not longest and "strides" not in amount.near]
    inside = all(amount.times != 1 or amount.near & _PACED or amount.pace or amount.rests for amount in others)
    if longest is not None and inside and not longest.near & (_PACED | {"easy"} - longest.near & {"long"}):
        return longest, [amount for amount in lengths if amount is not longest]  # 4 x 1000 m, 8 km
    return None, lengths


def _longest_alone(lengths: Sequence[Amount]) -> Amount | None:
    """The amount that is more than all the others together, where no word or sign adds it to them; None without one."""
    lengths = [amount for amount in lengths if "strides" not in amount.near]
    plain = [amount for amount in lengths if not amount.role and amount.times == 1 and amount.kind in ("km", "min")]
    minutes = {id(amount): amount.whole * (_EASILY if amount.kind == "km" else 1.0) for amount in lengths}
    longest = max(plain, key=lambda amount: minutes[id(amount)], default=None)
    if longest is None or longest.eased or any(amount.role not in ("", "between") for amount in lengths):
        return None
    beside = [pair for pair in pairwise(lengths) if longest in pair]
    added = any(second.join in JOINED or first.eased or second.eased for first, second in beside)
    added = added or any(amount.near & {"walk", "alternate"} for amount in lengths)
    added = added or any(other.times == 1 and other.kind != longest.kind for other in lengths)  # 10 km in 55 min
    return longest if beside and not added and 2 * minutes[id(longest)] > sum(minutes.values()) + 1e-6 else None


def is_same(first: Amount, second: Amount) -> bool:
    """Whether two amounts are one distance, in kilometres and in miles."""
    units = {first.unit, second.unit} == {"km", "mi"} and first.times == second.times == 1
    return units and second.join not in JOINED[:-1] and abs(first.value / second.value - 1) < _SAME


def _once(main: list[Amount]) -> list[Amount]:
    """The amounts, of a distance in two units the first."""
    kept: list[Amount] = []
    for amount in main:
        amount.told |= bool(kept and is_same(kept[-1], amount)) or amount.role == "total"
        if not kept or not is_same(kept[-1], amount):
            kept.append(replace(amount, role="") if amount.role == "total" else amount)
    return kept


def _tell_sum(length: Length, far: Sequence[Amount], *, paused: bool) -> None:
    guessed = [amount for amount in far if amount.unit == "m" and amount.text.isdigit() and int(amount.text) % 100]
    repeated = [amount for amount in far if amount.times != 1 and amount.role != "between"]
    around = any(amount.times == 1 for amount in far if amount.role != "between")
    between = any(amount.role == "between" for amount in far)
    length.assume(f"{texts(guessed)} read as metres", where=guessed)
    if len(far) > 1:
        length.sums.append(f"{counted(len(far), 'distance')} added up")
        alone = [amount for amount in far if amount.role != "between"]
        clear = len(alone) == 1 or all(amount.near - {"filler", "each"} for amount in far)
        length.assumed |= not (repeated and around) and not clear
    if repeated and not around:
        parts = "before and after" if between else "before, between and after"
        length.sums.append(f"{repeated[0].repeats}, without what is run {parts}")
        length.assumed |= not paused


def _tell_times(length: Length, long: Sequence[Amount], parts: Sequence[Amount], *, alternating: bool) -> None:
    walking = [amount for amount in (*long, *parts) if amount.walks]
    times = [amount for amount in parts if amount.kind == "min"]
    length.running = None if walking else length.minutes
    pattern = alternating and len(long) == 1 and len(times) > 1 and bool(walking)
    length.notes += [f"{counted(len(long), 'duration')} added up"] if len(long) > 1 else []
    if pattern or (walking and len(walking) < len(long) + len(times)):
        running = sum(amount.whole for amount in long if not amount.walks)
        pairs = [(amount.value, not amount.walks) for amount in times]
        length.running = running_of(long[0].value, pairs) if pattern else running
        length.notes.append(f"{format_number(length.running)} min of it running")
    doubt_pauses(length, long)


def doubt_pauses(length: Length, long: Sequence[Amount]) -> None:
    """8 x 1 min run says nothing of the minutes between; 2 x (1 min run, 2 min walk) does."""
    lone = [amount for amount in long if amount.times != 1]
    if lone and not lone[0].rests and sum(amount.times == lone[0].times for amount in lone) == 1:
        length.assume(f"{lone[0].repeats}, without what is between")


def left_over(amounts: Sequence[Amount], length: Length, *, racing: bool) -> bool:
    """Whether the length is from a race or a total, and another one is neither in it nor a step, a pause or a goal."""
    elsewhere = racing or any(amount.role == "total" for amount in amounts)
    lost = [amount for amount in amounts if amount.kind != "count" and amount.role != "goal" and not amount.told]
    known = [amount for amount in amounts if amount.told]
    return elsewhere and any(amount.value not in (length.km, length.minutes)
                             and not any(is_same(other, amount) for other in known) for amount in lost)  # fmt: skip
