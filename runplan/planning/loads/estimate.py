"""From a set to a load: Epley's and Brzycki's equations, and what they bear.

In: a weight [kg], the repetitions that were possible with it, and those that are asked. Out: kilograms, not yet rounded
to a weight that anybody owns.
"""

from __future__ import annotations

import math

from runplan.catalog.rules import number

_EPLEY = 30.0  # maximum = kg (1 + n / 30)
_BRZYCKI = 36.0, 37.0  # maximum = 36 kg / (37 - n)


def epley(kg: float, possible: int) -> float:
    """The maximum that a set shows by Epley [kg].

    >>> round(epley(60, 10), 1)
    80.0
    """
    return kg * (1 + possible / _EPLEY)


def brzycki(kg: float, possible: int) -> float:
    """The maximum that a set shows by Brzycki [kg].

    >>> round(brzycki(60, 11), 1)
    83.1
    """
    return _BRZYCKI[0] * kg / (_BRZYCKI[1] - possible)


def maximum_range(kg: float, possible: int) -> tuple[float, float] | None:
    """The maximum that a set shows, as a range [kg]; None where too many repetitions were possible to tell.

    The low end is the lower of both equations, the high end the higher of them for one repetition more, since people
    have about one more left than they say (Halperin 2022).

    Parameters
    ----------
    kg : float
        The weight [kg].
    possible : int
        Repetitions that were possible: those done and those left.
    """
    if possible > number("load_possible"):
        return None
    more = possible + int(number("load_one_more"))
    return min(epley(kg, possible), brzycki(kg, possible)), max(epley(kg, more), brzycki(kg, more))


def working_load(kg: float, possible: int, asked: int) -> float | None:
    """The load with which the asked repetitions are possible [kg]; None where either are too many to tell.

    Parameters
    ----------
    kg : float
        The weight of the set [kg].
    possible, asked : int
        Repetitions that were possible, and those that are to be possible: done and left together.

    >>> working_load(60, 10, 10), working_load(60, 10, 15)
    (60.0, None)
    """
    if max(possible, asked) > number("load_possible"):
        return None
    return kg * (_EPLEY + possible) / (_EPLEY + asked)


def first_load(kg: float, possible: int, asked: int) -> float | None:
    """The load to begin with [kg]: as `working_load`, and for more repetitions the lighter one of both equations.

    Above the repetitions that an equation bears the load is one not to go over; None where the set is none to tell.

    >>> first_load(60, 10, 10), round(first_load(60, 10, 15), 1), first_load(60, 15, 10)
    (60.0, 48.9, None)
    """
    if possible > number("load_possible") or asked > number("load_possible_light"):
        return None
    by_epley = kg * (_EPLEY + possible) / (_EPLEY + asked)
    by_brzycki = kg * (_BRZYCKI[1] - asked) / (_BRZYCKI[1] - possible)
    return by_epley if asked <= number("load_possible") else min(by_epley, by_brzycki)


def rescaled(kg: float, before: int, asked: int) -> float:
    """A load as it goes on where other repetitions are asked [kg]: 10 % more at most, and never less for fewer.

    >>> rescaled(60, 10, 8), round(rescaled(67.5, 7, 8), 1), round(rescaled(50, 14, 7), 1)
    (63.1578947368421, 65.7, 55.0)
    """
    return min(kg * (_EPLEY + before) / (_EPLEY + asked), kg * (1 + number("load_most_rise") / 100))


def aged(kg: float, days: int) -> float | None:
    """What a set that is so many days old counts with [kg]; None where it is too old to count.

    >>> aged(60, 56), aged(60, 57), aged(60, 183)
    (60, 54.0, None)
    """
    if days > number("load_oldest_days"):
        return None
    return kg if days <= number("load_old_days") else kg * (1 - number("load_old_less") / 100)


def moved_ratio(now: float, then: float, body_share: float) -> float:
    """What is moved with another weight as a share of what is moved now, the body's part included.

    >>> round(moved_ratio(12, 16, 0.85), 2), moved_ratio(10, 12, 0)
    (1.06, 1.2)
    """
    body = body_share * number("load_body_mass")
    return (then + body) / (now + body)


def wanted_reps(ratio: float, reps: int, reserve: int) -> int:
    """How many repetitions, with the asked ones left, make the next weight possible for the asked repetitions.

    >>> wanted_reps(1.2, 8, 2), wanted_reps(1.5, 8, 2)
    (16, 28)
    """
    return math.ceil(round(_EPLEY * (ratio * (1 + (reps + reserve) / _EPLEY) - 1) - reserve, 6))
