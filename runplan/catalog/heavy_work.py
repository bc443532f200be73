"""When an exercise is heavy for the legs: its movement, its load class and its dose decide."""

from __future__ import annotations

from runplan.schema import LEG_PATTERNS

HEAVY_REPS = 8  # leg work of the load class heavy is heavy at this many repetitions or fewer; our assumption
HEAVY_EFFORT = 8.0  # or at this RPE or more; our assumption
HEAVY_LOWERING = 7.0  # the hamstrings lower the whole body: heavy from this RPE on; our assumption


def is_heavy(pattern: str, load_class: str, reps: int | None, effort: float) -> bool:
    """Whether a dose of an exercise is heavy: a jump, or leg work at few repetitions or high effort.

    Repetitions say little where the knees bend and the hamstrings lower the body: five may be easy or all one can do.

    Parameters
    ----------
    pattern, load_class : str
        As in the catalog's exercises.
    reps : int or None
        Repetitions a set; None where it is timed.
    effort : float
        RPE, 0 to 10.

    >>> is_heavy("squat", "heavy", 8, 7), is_heavy("squat", "heavy", 12, 6), is_heavy("calf_ankle", "moderate", 4, 8)
    (True, False, False)
    """
    if load_class != "heavy" or pattern not in LEG_PATTERNS:
        return False
    if pattern == "knee_flexion":
        return effort >= HEAVY_LOWERING
    return pattern == "jump" or (reps is not None and reps <= HEAVY_REPS) or effort >= HEAVY_EFFORT
