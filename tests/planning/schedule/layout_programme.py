"""The layout of a block as an integer programme for HiGHS, with one variable for each session and day."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import highspy

from tests.planning.schedule.layout_oracle import HARD, HEAVY_TIMES, PRICE, RUNS, STRENGTH, spread, stretches

__all__ = ["least_cost"]

KINDS = ("easy", "quality", "long")
WORKS = ("light", "general", "heavy")


class _Programme:
    """The model, with sums of 0/1 expressions and their conjunctions."""

    def __init__(self, school: str) -> None:
        self.model = highspy.Highs()
        self.model.setOptionValue("output_flag", False)
        self.model.setOptionValue("mip_rel_gap", 0.0)
        self.school = school
        self.price: list[Any] = []

    def both(self, *parts: Any) -> Any:
        """1 where all of these are 1."""
        if any(isinstance(part, int) and part == 0 for part in parts):
            return 0
        left = [part for part in parts if not isinstance(part, int)]
        if len(left) < 2:
            return left[0] if left else 1
        one = self.model.addVariable(0, 1)
        for part in left:
            self.model.addConstr(one <= part)
        self.model.addConstr(one >= sum(left) - (len(left) - 1))
        return one

    def charge(self, price: int, what: Any) -> None:
        if price and not (isinstance(what, int) and what == 0):
            self.price.append(price * what)

    def forbid(self, *parts: Any) -> None:
        """Not all of these at once."""
        if not any(isinstance(part, int) and part == 0 for part in parts):
            left = [part for part in parts if not isinstance(part, int)]
            self.model.addConstr(sum(left) <= len(left) - 1)


class _Days:
    """One stretch's week: a variable for each kind of run and session on each day; 0 or 1 where it is settled."""

    def __init__(self, programme: _Programme, shape: Any) -> None:
        self.shape = shape
        model = programme.model
        self.run: list[dict[str, Any]] = []
        self.work: list[dict[str, Any]] = []
        for day in range(7):
            free = shape.free_days >> day & 1 and day != shape.race_day
            late = 0 <= shape.race_day < day
            runs = {
                "easy": free,
                "quality": free and not late and shape.quality_days >> day & 1,
                "long": free and not late and shape.long_days >> day & 1,
            }
            strong = shape.strength_days >> day & 1
            works = {"light": strong, "general": strong, "heavy": strong and shape.heavy_days >> day & 1}
            self.run.append({kind: model.addBinary() if may else 0 for kind, may in runs.items()})
            self.run[day]["race"] = int(day == shape.race_day)
            self.work.append({kind: model.addBinary() if may else 0 for kind, may in works.items()})
            for choice in (self.run[day], self.work[day]):
                if sum(not isinstance(one, int) for one in choice.values()) > 1:
                    model.addConstr(sum(choice.values()) <= 1)

    def hard(self, day: int) -> Any:
        return sum(self.run[day][kind] for kind in HARD)

    def ran(self, day: int) -> Any:
        return sum(self.run[day].values())

    def worked(self, day: int) -> Any:
        return sum(self.work[day].values())

    def main(self, day: int) -> Any:
        return self.work[day]["general"] + self.work[day]["heavy"]


def _require(programme: _Programme, days: _Days) -> None:
    """Numbers of sessions, pins, rest days, doubles and the school's own ban."""
    shape, model = days.shape, programme.model
    for kind in KINDS:
        _exactly(model, sum(days.run[day][kind] for day in range(7)), getattr(shape, kind))
    heavy = sum(days.work[day]["heavy"] for day in range(7))
    _exactly(model, sum(days.work[day]["light"] for day in range(7)), shape.light)
    _exactly(model, sum(days.main(day) for day in range(7)), shape.general + shape.heavy)
    if not isinstance(heavy, int):
        model.addConstr(heavy <= shape.heavy)
    for kind, day in shape.run_pins:
        _exactly(model, days.run[day][RUNS[kind // 4]], 1)
    demoted: Any = 0
    for kind, day in shape.strength_pins:
        wish = STRENGTH[kind]
        _exactly(model, days.main(day) if wish == "heavy" else days.work[day][wish], 1)
        demoted = demoted + (days.work[day]["general"] if wish == "heavy" else 0)
    if not isinstance(demoted, int):
        model.addConstr(demoted + heavy <= shape.heavy)
    used: Any = 0
    for day in range(7):
        run = days.ran(day) - days.run[day]["race"]
        taken = model.addVariable(0, 1)
        for part in (run, days.worked(day)):
            if not isinstance(part, int):
                model.addConstr(taken >= part)
        used = used + taken
        if not shape.doubles:
            _at_most(model, days.ran(day) + days.worked(day), 1)
        banned = {"hard_days": (), "easy_days": ("quality", "long"), "two_nights": ("long",)}[shape.school]
        for kind in banned:
            programme.forbid(days.work[day]["heavy"], days.run[day][kind])
    model.addConstr(used <= 7 - shape.rest_days)


def _exactly(model: Any, what: Any, value: int) -> None:
    if isinstance(what, int):
        assert what == value
    else:
        model.addConstr(what == value)


def _at_most(model: Any, what: Any, value: int) -> None:
    if isinstance(what, int):
        assert what <= value
    else:
        model.addConstr(what <= value)


def _charge_week(programme: _Programme, days: _Days, times: int) -> None:
    """The rules that look at one week by itself, and at neighbouring days within it."""
    shape, model = days.shape, programme.model
    charge = programme.charge
    if shape.long:
        charge(times * PRICE["long_run_day"], 1 - days.run[shape.long_run_day]["long"])
    charge(times * PRICE["demoted_heavy"], shape.heavy - sum(days.work[day]["heavy"] for day in range(7)))
    count = shape.light + shape.general + shape.heavy
    if count > 1:
        masks = {mask: model.addBinary() for mask in itertools.combinations(range(7), count)}
        model.addConstr(sum(masks.values()) == 1)
        for day in range(7):
            model.addConstr(sum(one for mask, one in masks.items() if day in mask) == days.worked(day))
        for mask, one in masks.items():
            charge(times * PRICE["strength_spread"] * spread(mask), one)
    for day in range(7):
        charge(times * PRICE["runs_in_a_row"], programme.both(days.ran(day), days.ran((day + 1) % 7)))
        charge(times * PRICE["core_after_run"], programme.both(days.work[day]["light"], 1 - days.ran(day)))
        if 0 <= shape.race_day < day:
            charge(times * PRICE["easy_after_race"], days.run[day]["easy"])
        if shape.previous:
            for place, kind in enumerate(KINDS):
                if shape.previous[place] >> day & 1:
                    charge(times * PRICE["kept_place"], 1 - days.run[day][kind])
            if shape.previous[3] >> day & 1:
                charge(times * PRICE["kept_place"], 1 - days.worked(day))
    for day in range(6):
        _charge_pair(programme, days, day, days, day + 1, times)
    for day in range(5):
        _charge_near(programme, days, day, days, day + 2, times)
    for day in range(1, 7):
        _charge_school(programme, days, day, days.run[day - 1], times)


def _charge_pair(programme: _Programme, one: _Days, day: int, other: _Days, next_day: int, times: int) -> None:
    """Rules for two days in a row."""
    programme.charge(times * PRICE["hard_days_in_a_row"], programme.both(one.hard(day), other.hard(next_day)))
    long, quality = one.run[day]["long"], other.run[next_day]["quality"]
    programme.charge(times * PRICE["quality_after_long"], programme.both(long, quality))
    general = one.work[day]["general"]
    programme.charge(times * PRICE["general_before_hard_run"], programme.both(general, other.hard(next_day)))
    programme.charge(times * PRICE["strength_in_a_row"], programme.both(one.main(day), other.main(next_day)))
    heavy = one.work[day]["heavy"]
    for kind in HARD:
        programme.forbid(heavy, other.run[next_day][kind])
    programme.forbid(heavy, other.work[next_day]["heavy"])


def _charge_near(programme: _Programme, one: _Days, day: int, other: _Days, later: int, times: int) -> None:
    """Rules for days two apart."""
    programme.charge(times * PRICE["hard_days_near"], programme.both(one.hard(day), other.hard(later)))
    qualities = programme.both(one.run[day]["quality"], other.run[later]["quality"])
    programme.charge(times * PRICE["quality_near"], qualities)
    if programme.school == "two_nights":
        for kind in HARD:
            programme.forbid(one.work[day]["heavy"], other.run[later][kind])


def _charge_school(programme: _Programme, days: _Days, day: int, yesterday: dict[str, Any], times: int) -> None:
    """What the school charges for heavy and general sessions."""
    run, both = days.run[day], programme.both
    neither = 1 - run["quality"] - run["long"]
    fresh = 1 - sum(yesterday[kind] for kind in HARD)
    when: dict[str, tuple[Any, ...]] = {
        "school_hard_days_long": (run["long"],),
        "school_hard_days_after": (neither, yesterday["quality"]),
        "school_hard_days_other": (neither, 1 - yesterday["quality"]),
        "school_easy_days_rest": (1 - days.ran(day),),
        "school_easy_days_hard": (run["quality"] + run["long"],),
        "school_two_nights_long": (run["long"],),
        "school_two_nights_quality": (run["quality"], fresh),
        "school_two_nights_other": (neither, fresh),
    }
    for rule, parts in when.items():
        if rule.startswith(f"school_{programme.school}_"):
            for work, often in (("general", 1), ("heavy", HEAVY_TIMES[rule])):
                programme.charge(times * often * PRICE[rule], both(days.work[day][work], *parts))


def _charge_border(programme: _Programme, before: _Days, after: _Days, times: int) -> None:
    """Where one week meets the next."""
    _charge_pair(programme, before, 6, after, 0, times)
    _charge_near(programme, before, 5, after, 0, times)
    _charge_near(programme, before, 6, after, 1, times)
    _charge_school(programme, after, 0, before.run[6], times)


def least_cost(shapes: Sequence[Any]) -> int:
    """The proven least cost of a block."""
    programme = _Programme(shapes[0].school)
    nothing = dict.fromkeys(RUNS[1:], 0)
    before: _Days | None = None
    for shape, length in stretches(shapes):
        days = _Days(programme, shape)
        _require(programme, days)
        _charge_week(programme, days, length)
        if length > 1:
            _charge_border(programme, days, days, length - 1)
        if before is None:
            _charge_school(programme, days, 0, nothing, 1)
        else:
            _charge_border(programme, before, days, 1)
            for day in range(7):
                changed = programme.model.addVariable(0, 1)
                for kind in (*KINDS, "race"):
                    _differ(programme.model, changed, before.run[day][kind], days.run[day][kind])
                for kind in WORKS:
                    _differ(programme.model, changed, before.work[day][kind], days.work[day][kind])
                programme.charge(PRICE["rhythm"], changed)
        before = days
    programme.model.minimize(sum(programme.price))
    assert programme.model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return round(programme.model.getInfo().objective_function_value)


def _differ(model: Any, changed: Any, one: Any, other: Any) -> None:
    if isinstance(one, int) and isinstance(other, int):
        if one != other:
            model.addConstr(changed >= 1)
        return
    model.addConstr(changed >= one - other)
    model.addConstr(changed >= other - one)
