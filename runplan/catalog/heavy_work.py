"""When an exercise is heavy for the legs: its movement, its load class and its dose decide."""

from __future__ import annotations

from runplan.schema import LEG_PATTERNS

HEAVY_REPS = 10
"""Leg work of the load class heavy is heavy where so many repetitions, or fewer, are all that could be done with it:
about three quarters of the maximum and more (Epley); our assumption."""
HEAVY_LOWERING = 7.0
"""Lowering the body by the hamstrings is heavy from this RPE on, with three repetitions left: our assumption."""
HEAVY_SETS = 2
"""Sets of heavy leg work, from which on a session is heavy; our assumption."""
WEIGHTS = frozenset(("barbell", "trap_bar", "dumbbell", "kettlebell", "backpack"))


def is_heavy(pattern: str, load_class: str, reps: int | None, effort: float) -> bool:
    """Whether a dose of an exercise is heavy for the legs, by the repetitions that it could be done at most.

    Calf work is not: it is hard for the calves alone. Jumps are not either, for they have no load; where they may stand
    is a rule of its own.

    Repetitions say little where the knees bend and the hamstrings lower the body: five may be easy or all one can do.

    Parameters
    ----------
    pattern, load_class : str
        As in the catalogue's exercises.
    reps : int or None
        Repetitions a set; None where it is timed.
    effort : float
        RPE, 0 to 10.

    >>> is_heavy("squat", "heavy", 8, 8), is_heavy("squat", "heavy", 8, 7), is_heavy("calf_ankle", "heavy", 4, 8)
    (True, False, False)
    """
    if load_class != "heavy" or pattern not in LEG_PATTERNS or pattern in ("calf_ankle", "jump"):
        return False
    if pattern == "knee_flexion":
        return effort >= HEAVY_LOWERING
    return reps is not None and reps + (10 - effort) <= HEAVY_REPS


def is_jump(pattern: str, dose: str) -> bool:
    """Whether an exercise is a jump, by its pattern and dose: low hops on the spot are none."""
    return pattern == "jump" and dose != "hops"


def is_loaded(hands: str, equipment: str) -> bool:
    """Whether a weight in kilograms is held: the catalogue says so, or nothing but weights does for a part of the kit.

    Parameters
    ----------
    hands, equipment : str
        As in the catalogue's exercises; hands may be empty in a catalogue of one's own.

    >>> is_loaded("one", "dumbbell|long_band"), is_loaded("", "barbell|dumbbell"), is_loaded("", "bench|barbell")
    (True, True, False)
    """
    return bool(hands) or any(set(need.split("|")) <= WEIGHTS for need in equipment.split(";") if need)
