"""How many sets of the main lifts the minutes hold: the first lift before all else, then what stands next in the order.

In: a request and the time of each of its sessions. Out: for each session its main lifts with their sets at the phase's
reference step, in the order of doing; the time that is left is for what the muscles still need.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from runplan.catalog.rules import number
from runplan.plan.records import RoutineRequest
from runplan.planning.loads.ramp_up import on_one_bar
from runplan.planning.strength import objective as prices
from runplan.planning.strength.catalog_arrays import ITEMS, SIXTEENTHS, CatalogArrays, Flags
from runplan.planning.strength.compose import Choice, rested, session_ticks
from runplan.planning.strength.lifts.main_lifts import Lift, chosen_lifts
from runplan.planning.strength.lifts.step_doses import LOADED_LIFTS, reference_step
from runplan.planning.strength.lifts.week_doses import lift_dose, with_ramp_ups
from runplan.schema import MUSCLES

LEFT_PERCENT = {"first": 4, "third": 2, "upper": 4, "short": 8, "more": 12, "last": 16}
"""Of a session's time what each part of its main lifts leaves to other muscles at least; our assumption."""
ALWAYS = 3  # of a session's slots it has whatever the target
THIRD_SET_MINUTES = 25  # from here on large lifts have three sets, the first one even alone; our assumption
FOURTH_SET_MINUTES = 55  # from here on a lift may have a set more than its step asks; our assumption
SECOND_LIFT_MINUTES = 45  # from here on the first lift stands alone, and the second one has the partner; our assumption

_UPPER, _OTHER_UPPER = "upper", "other_upper"
_LAST = 99
_MOST_UPPER = 3
_MANY = 3  # sessions, of which none is short of sets
#: the order of doing: the session's first lift before its second, hamstrings and calves tired last
DOING = (
    *("jump", "squat", "hinge", "step", "single_leg", "hinge_one_leg", "hamstrings"),
    *("calf_straight", "calf_bent", "calf_push", "soleus"),
)
_CALF = ("calf_straight", "calf_bent", "calf_push", "soleus")
_Order = tuple[tuple[str, int], ...]


class _Plan(NamedTuple):
    """Slots with the sets that they come to, in the order in which minutes are given to them."""

    first: _Order
    third: _Order = ()  # then the second lift's, of runners past the beginning with one or two sessions long enough
    upper: _Order = ()  # then work for the upper body, in the rests of a lift
    short: _Order = ()  # then, where the lift's muscles are short of their target
    more: _Order = ()  # then, as long as there are minutes to fill
    last: _Order = ()  # and in sessions that are long for what the runner owns


_FIRST = _Plan(
    (("squat", 2), ("calf_straight", 2), ("hinge_one_leg", 2), ("squat", 3)),
    (("hinge_one_leg", 3),),
    ((_UPPER, 3), (_UPPER, 2), ("calf_straight", 3)),
    more=(("hinge_one_leg", 3), ("calf_push", 4), ("squat", 4), ("calf_straight", 4), ("calf_push", 5)),
    last=(("step", 2), (_OTHER_UPPER, 2), ("step", 3), (_OTHER_UPPER, 3), ("hinge_one_leg", 4)),
)
_SECOND = _Plan(
    (("hinge", 2), ("single_leg", 2), ("calf_bent", 2), ("hinge", 3)),
    (("single_leg", 3),),
    ((_UPPER, 3), (_UPPER, 2)),
    (("hamstrings", 2),),
    (("single_leg", 3), ("hamstrings", 2), ("calf_bent", 3), ("hamstrings", 3), ("hinge", 4), ("calf_bent", 4)),
    (("soleus", 2), (_OTHER_UPPER, 2), ("soleus", 3), (_OTHER_UPPER, 3), ("single_leg", 4)),
)
_WITHOUT_HINGE = _Plan(
    (("single_leg", 2), ("calf_bent", 2), ("hamstrings", 2)),
    upper=((_UPPER, 2),),
    more=(("single_leg", 3), ("calf_bent", 3), ("hamstrings", 3), ("soleus", 2)),
    last=((_OTHER_UPPER, 2), ("soleus", 3), (_OTHER_UPPER, 3)),
)
_THIRD = _Plan((("step", 2), ("hamstrings", 2)), upper=((_UPPER, 2), ("calf_push", 2)))
_ONLY = _Plan(
    (("squat", 2), ("hinge", 2), ("calf_straight", 2), ("squat", 3)),
    (("hinge", 3),),
    ((_UPPER, 3), (_UPPER, 2), ("hinge", 3)),
    (("calf_straight", 3), ("single_leg", 2), ("calf_bent", 2), ("hamstrings", 2)),
    (("single_leg", 3), ("squat", 4), ("hinge", 4)),
)


class _Session:
    """The lifts of one session, growing."""

    def __init__(
        self, arrays: CatalogArrays, request: RoutineRequest, lifts: dict[str, Lift], upper: str, partner: str
    ) -> None:
        self.arrays, self.request, self.step = arrays, request, reference_step(request)
        self.count: dict[str, int] = {}  # sets of each slot
        self.given = np.zeros(len(ITEMS), dtype=np.intp)
        self.partner = partner
        self.most: dict[str, int] = {}
        self.once: dict[str, Choice] = {}  # a set of each slot, ranked in the order of doing
        for rank, slot in enumerate(DOING, start=1):
            self._offer(slot, lifts.get(slot), 2 * rank)
        rank = self.once[partner].rank + 1 if partner in self.once else _LAST
        self._offer(_UPPER, lifts.get(upper), rank)
        self._offer(_OTHER_UPPER, lifts.get("push" if upper.startswith("pull") else "pull"), _LAST)
        pair = [self.once[slot] for slot in (partner, _UPPER) if slot in self.once]
        if len(pair) > 1 and request.pairs:
            for slot, choice in zip((partner, _UPPER), rested(arrays, pair[0], pair[1]), strict=True):
                self.once[slot] = choice._replace(superset="A")
        key = "lifts' time", tuple(self.once.values()), partner, self.step, request.equipment
        if key not in arrays.cache:
            arrays.remember(key, {})
        self.times: dict[tuple[tuple[str, int], ...], int] = arrays.cache[key]  # of sets of each slot [ticks]

    def _offer(self, slot: str, lift: Lift | None, rank: int) -> None:
        if lift is not None:
            exercise, dose = lift_dose(self.arrays, lift, self.request.level, self.step)
            if dose is not None:
                self.once[slot] = Choice.of(exercise, 1, dose)._replace(rank=rank)
                fourth = self.request.fill and self.request.minutes >= FOURTH_SET_MINUTES
                self.most[slot] = dose.sets_max + fourth

    def choices(self, count: dict[str, int]) -> list[Choice]:
        """The lifts with so many sets each in the order of doing, their ramp-up among them."""
        choices = [self.once[slot].with_sets(sets) for slot, sets in count.items()]
        if not {self.partner, _UPPER} <= count.keys():
            choices = [choice._replace(superset="") for choice in choices]
        return with_ramp_ups(self.arrays, self.request, sorted(choices, key=_rank), self.step)

    def give(self, slot: str, sets: int, limit: int, short: Flags | None) -> None:
        """Bring a slot to so many sets where its dose, the time and, where `short` is given, its muscles allow."""
        if slot not in self.once or (slot not in self.count and slot not in _CALF and self._has_a_form_of(slot)):
            return
        amount = self.arrays.amount[self.once[slot].exercise]
        sets = min(sets, self.most[slot])
        if slot == _UPPER and self.once[slot].superset:
            sets = min(sets, self.count.get(self.partner, sets))
        if sets <= self.count.get(slot, 0) or (short is not None and not short[amount >= SIXTEENTHS].any()):
            return
        count = self.count | {slot: sets}
        if slot == self.partner and _UPPER in count:
            count[_UPPER] = max(count[_UPPER], min(sets, self.most[_UPPER], _MOST_UPPER))
        sets_of = tuple(count.items())
        if sets_of not in self.times:
            self.times[sets_of] = session_ticks(self.arrays, self.choices(count))
        if self.times[sets_of] <= limit:
            self.count = count
            self.given = sum(
                (sets * self.arrays.amount[self.once[slot].exercise] for slot, sets in count.items()),
                np.zeros_like(self.given),
            )

    def _has_a_form_of(self, slot: str) -> bool:
        """Whether the session has an easier or a harder form of a slot's exercise."""
        near = self.arrays.near[self.once[slot].exercise]
        return any(near[self.once[other].exercise] for other in self.count)

    def three_of(self, slot: str, other: str = "", *, limit: int) -> None:
        """Leave another lift out where there is time for three sets of this loaded one only without it."""
        count, given = self.count, self.given
        sets = min(3, self.most.get(slot, 0))
        if other not in count or count.get(slot, 0) >= sets:
            return
        if self.arrays.kinds[self.once[slot].exercise] in LOADED_LIFTS:
            self.count = {name: sets for name, sets in count.items() if name != other}
            self.give(slot, sets, limit, None)
            if self.count[slot] < sets:
                self.count, self.given = count, given


def _rank(choice: Choice) -> int:
    return choice.rank


def main_content(arrays: CatalogArrays, request: RoutineRequest, budgets: Sequence[int]) -> list[list[Choice]]:
    """The main lifts of each session; none in a core session and in the short routine.

    Parameters
    ----------
    budgets : sequence of int
        Time of each session for counted work [ticks].
    """
    places = [at for at, kind in enumerate(request.session_types) if kind in ("heavy", "general")]
    lifts = chosen_lifts(arrays, request)
    content: list[list[Choice]] = [[] for _ in budgets]
    if request.racing:
        content[0] = _calf_raise(arrays, request, lifts)
    if request.racing or not places:
        return content
    plans = _plans(len(places), lifts)
    uppers = _uppers(arrays, request, lifts, plans)
    sessions = [_Session(arrays, request, lifts, *upper) for upper in uppers]
    if request.strength_phase == "power" and request.jumps:
        sessions[0].give("jump", 3, budgets[places[0]], None)
    most_calf = int(number(f"calf_sets_{request.level}"))
    goals = np.array(prices.item_targets(prices.sixteenths(request.sets_target), arrays.share), dtype=np.intp)
    thirds = request.minutes >= THIRD_SET_MINUTES
    for part, left in LEFT_PERCENT.items():
        if part == "third" and not (thirds and request.level != "beginner" and len(places) < _MANY):
            continue
        for at, session, plan in zip(places, sessions, plans, strict=True):
            limit = budgets[at] * (100 - left) // 100
            for number_, (slot, sets) in enumerate(getattr(plan, part)):
                if slot in _CALF:
                    others = sum(other.count.get(calf, 0) for other in sessions for calf in _CALF)
                    sets = min(sets, session.count.get(slot, 0) + most_calf - others)
                always = (part == "first" and number_ < ALWAYS) or (request.fill and part != "short")
                session.give(slot, sets, limit, None if always else sum(other.given for other in sessions) < goals)
            if part == "first" and thirds and request.fill and len(places) > 1 and plan is not _THIRD:
                large = dict.fromkeys(slot for slot, _ in plan.first if slot not in _CALF)
                session.three_of(*list(large)[:2], limit=limit)
    for at, session in zip(places, sessions, strict=True):
        content[at] = session.choices(session.count)
    return content


def _calf_raise(arrays: CatalogArrays, request: RoutineRequest, lifts: dict[str, Lift]) -> list[Choice]:
    """The one calf raise of a race week: without weight, and none that the block has not had."""
    lift = lifts.get("calf_straight")
    done = set().union(*request.known)
    for exercise in () if lift is None else (lift.strength, lift.technique):
        dose = arrays.dose(exercise, request.level, reference_step(request))
        if dose is not None and (not done or arrays.ids[exercise] in done):
            return [Choice.of(exercise, dose.sets_max, dose)]
    return []


def _plans(count: int, lifts: dict[str, Lift]) -> list[_Plan]:
    """What each of so many sessions is given."""
    second = _SECOND if "hinge" in lifts else _WITHOUT_HINGE
    if count == 1 and "hinge" not in lifts:
        renamed = [tuple((slot.replace("hinge", "hinge_one_leg"), sets) for slot, sets in part) for part in _ONLY]
        return [_Plan(*renamed)]
    if count < 3:
        return [_ONLY] if count == 1 else [_FIRST, second]
    rest = [tuple(row for row in part if row[0] != "hamstrings") for part in second]
    return [_FIRST, _Plan(*rest), *[_THIRD] * (count - 2)]


def _uppers(
    arrays: CatalogArrays, request: RoutineRequest, lifts: dict[str, Lift], plans: list[_Plan]
) -> list[tuple[str, str]]:
    """The slot of each session's work for the upper body, and the lift that it is done in turn with, or nothing.

    The first session pulls and the second pushes, unless a pull would tire the grip and back that its partner needs.
    """
    partners = []
    for plan in plans:
        large = [slot for slot, _ in plan.first if slot in lifts and slot not in _CALF]
        large = list(dict.fromkeys(large))
        second = request.minutes >= SECOND_LIFT_MINUTES and len(large) > 1
        partners.append(large[second] if large else "")
    kinds = ["pull", "push", *["pull_third"] * len(plans)][: len(plans)]
    if len(plans) > 1 and "pull" in lifts and not _go_together(arrays, request, lifts, "pull", partners[0]):
        kinds[:2] = ["push", "pull"]
    return [
        (kind if kind in lifts else "", partner if _go_together(arrays, request, lifts, kind, partner) else "")
        for kind, partner in zip(kinds, partners, strict=True)
    ]


def _go_together(
    arrays: CatalogArrays, request: RoutineRequest, lifts: dict[str, Lift], upper: str, partner: str
) -> bool:
    """Whether a lift and work for the upper body may be done in turn: never on one bar, and no pull with what grips."""
    if upper not in lifts or partner not in lifts:
        return False
    step = reference_step(request)
    work, lift = lifts[upper].at(step), lifts[partner].at(step)
    uses = [(arrays.equipment[at], arrays.hands[at]) for at in (work, lift)]
    if on_one_bar(uses[0], uses[1], request.equipment):
        return False
    grips = [arrays.involved[lift, MUSCLES.index(muscle)] for muscle in ("arms", "latissimus")]
    return not (arrays.patterns[work] == "upper_pull" and arrays.patterns[lift] == "hinge" and any(grips))
