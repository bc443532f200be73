"""What a race says of other distances and paces, as published equations; nothing here knows a plan.

References
----------
Daniels J, Gilbert J (1979): Oxygen Power. Its two equations are in many public copies; the book was not read.
Riegel PS (1981): Athletic records and human endurance. Am Sci 69:285-290.
Vickers AJ, Vertosick EA (2016): BMC Sports Sci Med Rehabil 8:26; 2303 recreational runners. The coefficients are those
on which several public implementations agree.
"""

from __future__ import annotations

import math
from functools import lru_cache

MARATHON_M = 42195.0
_LONGEST_S = 1e6
_STEPS = 60  # halvings of a million seconds: far below a millisecond

# Oxygen cost of a speed, and the share of the maximum that is sustained for a time (Daniels and Gilbert 1979).
_COST = (-4.60, 0.182258, 0.000104)
_SHARE = (0.8, (0.1894393, 0.012778), (0.2989558, 0.1932605))
# The marathon of a runner with one other race, in m/s, and the exponent of one with two (Vickers and Vertosick 2016).
_ONE_RACE = (0.16018617, 0.83076202, 0.06423826)
_ONE_RACE_EXPONENT = 1.07
_TWO_RACES = (1.4510756, -0.23797948, -0.01410023)


def oxygen_cost(speed_m_per_min: float) -> float:
    """Oxygen that running at a speed takes [ml/kg/min]; the speed in metres a minute."""
    constant, linear, square = _COST
    return constant + linear * speed_m_per_min + square * speed_m_per_min**2


def sustained_share(minutes: float) -> float:
    """Share of the maximal oxygen uptake that a race of so many minutes is run at [1]."""
    constant, *terms = _SHARE
    return constant + sum(weight * math.exp(-rate * minutes) for weight, rate in terms)


def vdot(metres: float, seconds: float) -> float:
    """The fitness that a race shows, the VDOT [ml/kg/min].

    Parameters
    ----------
    metres : float
        The race's distance [m], above 0.
    seconds : float
        Its time [s], above 0.

    Returns
    -------
    float
        The equations were made for about 30 to 85.

    Examples
    --------
    >>> round(vdot(5000, 24 * 60 + 34), 2)
    39.11
    """
    minutes = seconds / 60
    return oxygen_cost(metres / minutes) / sustained_share(minutes)


def pace_at(fitness: float, share: float) -> float:
    """The pace at a share of the fitness [s/km].

    Parameters
    ----------
    fitness : float
        VDOT [ml/kg/min], above 0.
    share : float
        Of it [1], above 0.

    Examples
    --------
    >>> round(pace_at(40, 0.83))
    320
    """
    constant, linear, square = _COST
    speed = (math.sqrt(linear**2 + 4 * square * (share * fitness - constant)) - linear) / (2 * square)
    return 60_000 / speed


@lru_cache(maxsize=256)  # the same fitness comes back with every move of a slider
def race_seconds(fitness: float, metres: float) -> float:
    """The time over a distance that comes to the same fitness [s], by bisection: a longer time is always less fit.

    Parameters
    ----------
    fitness : float
        VDOT [ml/kg/min], above 0.
    metres : float
        The distance [m], above 0.

    Examples
    --------
    >>> round(race_seconds(40, 10_000))
    3001
    """
    low, high = 1.0, _LONGEST_S
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if vdot(metres, middle) > fitness:
            low = middle
        else:
            high = middle
    return high


def riegel_seconds(metres: float, seconds: float, other_metres: float, exponent: float) -> float:
    """The time over another distance [s], which grows with a power of the distance (Riegel 1981)."""
    return float(seconds * (other_metres / metres) ** exponent)


def marathon_of_one_race(metres: float, seconds: float, miles_a_week: float) -> float:
    """The marathon of a recreational runner who ran one shorter race [s] (Vickers and Vertosick 2016).

    Parameters
    ----------
    metres, seconds : float
        The race [m], [s].
    miles_a_week : float
        What is run in a week before the marathon [miles].

    Examples
    --------
    >>> round(marathon_of_one_race(21097.5, 6300, 30))  # 3:54:10
    14050
    """
    constant, of_speed, of_tens = _ONE_RACE
    by_riegel = MARATHON_M / riegel_seconds(metres, seconds, MARATHON_M, _ONE_RACE_EXPONENT)
    return MARATHON_M / (constant + of_speed * by_riegel + of_tens * miles_a_week / 10)


def marathon_of_two_races(shorter: tuple[float, float], longer: tuple[float, float], miles_a_week: float) -> float:
    """The marathon of a recreational runner who ran two shorter races [s] (Vickers and Vertosick 2016).

    Parameters
    ----------
    shorter, longer : (float, float)
        The races, each its distance [m] and its time [s].
    miles_a_week : float
        What is run in a week before the marathon [miles].
    """
    constant, of_fatigue, of_tens = _TWO_RACES
    fatigue = math.log(longer[1] / shorter[1]) / math.log(longer[0] / shorter[0])
    exponent = constant + of_fatigue * fatigue + of_tens * miles_a_week / 10
    return riegel_seconds(*longer, MARATHON_M, exponent)
