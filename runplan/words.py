"""The vocabulary: what each word of the tables is called, and the small pieces that sentences are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from runplan.schema import WEEKDAYS
from runplan.units import WEEKDAYS_IN_FULL, format_number

WEEKDAY_NAMES = dict(zip(WEEKDAYS, WEEKDAYS_IN_FULL, strict=True))

GOAL_NAMES = {"5k": "5 km race", "10k": "10 km race", "half": "half marathon", "marathon": "marathon"}

PHASE_NAMES = {"base": "Base", "build": "Build", "peak": "Peak", "taper": "Taper", "race": "Race week"}

STRENGTH_PHASE_NAMES = {"technique": "Technique", "strength": "Strength", "power": "Power", "keep": "Maintenance"}

STRENGTH_PHASE_AIMS = {
    "technique": "learning the movements",
    "strength": "building strength",
    "power": "adding power",
    "keep": "maintaining strength",
}

SECTION_NAMES = {
    "foam_roll": "Foam rolling",
    "warm_up": "Warm-up",
    "activation": "Activation",
    "plyometric": "Jumps",
    "strength": "Strength",
}

TYPE_NAMES = {
    "easy": "Easy",
    "long": "Long",
    "tempo": "Tempo",
    "intervals": "Intervals",
    "hills": "Hills",
    "race": "Race",
    "heavy": "Heavy",
    "general": "General",
    "routine": "Routine",
    "core": "Core",
}

ZONE_NAMES = {
    "easy": "Easy",
    "marathon": "Marathon",
    "half": "Half marathon",
    "threshold": "Threshold",
    "10k": "10 km",
    "5k": "5 km",
    "interval": "Interval",
    "repetition": "Repetition",
}
"""Each kind of running, from the slowest to the fastest."""

ZONE_EFFORTS = {
    "easy": "you could chat all the way",
    "marathon": "steady, in short sentences",
    "half": "strong and even",
    "threshold": "you could say one sentence",
    "10k": "hard but even, a few words",
    "5k": "hard, a word or two",
    "interval": "very hard, no talking",
    "repetition": "quick and loose",
}
"""How each of them feels: our assumption."""
SIGN_NAMES = {
    "easy": "easy run",
    "long": "long run",
    "quality": "tempo, intervals, hills",
    "race": "race",
    "heavy": "strength, heavy",
    "general": "strength, general or routine",
    "core": "core and mobility",
    "pin": "pinned by you",
}
SIGN_OF_TYPE = {"tempo": "quality", "intervals": "quality", "hills": "quality", "routine": "general"}

STEP_NAMES = {
    "easy": "Easy",
    "marathon": "Marathon pace",
    "half": "Half-marathon pace",
    "threshold": "Threshold pace",
    "10k": "10k pace",
    "intervals": "5k pace",
    "interval": "Interval pace",
    "repetition": "Repetition pace",
    "tempo": "Tempo pace",
    "hills": "Uphill",
    "strides": "Strides",
    "jog": "Jog",
    "race": "Race",
}
"""What a part of a run is called, by the target of its step."""


_PROPER = ("Copenhagen", "Cossack", "Nordic", "Pallof", "Romanian", "Swiss")
"""What names of exercises and equipment begin with and English writes with a capital everywhere."""


def inside(name: str) -> str:
    """A name as it is written inside a sentence; capitals and proper names stay.

    >>> inside("Quadriceps"), inside("EASY RUN"), inside("Swiss ball")
    ('quadriceps', 'EASY RUN', 'Swiss ball')
    """
    return name if name[1:2].isupper() or name.startswith(_PROPER) else name[:1].lower() + name[1:]


def listed(parts: Sequence[str], word: str = "and") -> str:
    """Parts as a person lists them.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")
    ('a', 'a and b', 'a, b or c')
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def first_few(parts: Sequence[str], most: int) -> str:
    """The first of several parts, and how many more there are.

    >>> first_few(["a", "b"], 2), first_few(["a", "b", "c", "d"], 2)
    ('a, b', 'a, b and 2 more')
    """
    return ", ".join(parts[:most]) + (f" and {len(parts) - most} more" if len(parts) > most else "")


def shown(text: str, most: int = 40) -> str:
    """A text as it stands in a file, on one line and cut where it is long.

    >>> shown("an  easy run"), shown("an easy run", 10)
    ("'an easy run'", "'an easy...'")
    """
    text = " ".join(text[: 4 * most].split())
    return repr(text if len(text) <= most else text[: most - 3] + "...")


def weeks_named(weeks: Iterable[int]) -> str:
    """Weeks as a person names them, neighbours joined.

    >>> weeks_named([3]), weeks_named([5, 6]), weeks_named([3, 5, 6, 7, 9])
    ('week 3', 'weeks 5 and 6', 'weeks 3, 5 to 7 and 9')
    """
    stretches = week_stretches(weeks)
    parts: list[str] = []
    for run in stretches:
        parts += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(week) for week in run]
    return f"week{'s' if sum(map(len, stretches)) > 1 else ''} {listed(parts)}"


def week_stretches(weeks: Iterable[int]) -> list[list[int]]:
    """Weeks in their order, those that follow one another together.

    >>> week_stretches([3, 5, 6, 7, 9])
    [[3], [5, 6, 7], [9]]
    """
    stretches: list[list[int]] = []
    for week in sorted(set(weeks)):
        if stretches and week == stretches[-1][-1] + 1:
            stretches[-1].append(week)
        else:
            stretches.append([week])
    return stretches


def percent(share: float) -> str:
    """A share in whole per cents.

    >>> percent(0.451)
    '45 %'
    """
    return f"{round(100 * share)} %"


def percent_range(shares: Iterable[float]) -> str:
    """Shares as a range of whole per cents.

    >>> percent_range([0.451, 0.5]), percent_range([0.45])
    ('45 to 50 %', '45 %')
    """
    values = sorted(round(100 * share) for share in shares)
    return f"{values[0]} %" if values[0] == values[-1] else f"{values[0]} to {values[-1]} %"


def rise(shares: Iterable[float], over: str = "more than") -> str:
    """By how much something is over another, before its name: in per cents up to its double, in times above that.

    >>> rise([0.451, 0.5]), rise([1.0], "longer than"), rise([10.46]), rise([0.8, 1.5])
    ('45 to 50 % more than', '100 % longer than', '11.5 times', '1.8 to 2.5 times')
    """
    values = sorted(shares)
    if values[-1] <= 1:
        return f"{percent_range(values)} {over}"
    lowest, highest = (format_number(1 + value) for value in (values[0], values[-1]))
    return f"{highest if lowest == highest else f'{lowest} to {highest}'} times"


def session_named(run_type: str) -> str:
    """A type of session as it stands in a sentence after "the".

    >>> session_named("intervals"), session_named("long")
    ('interval run', 'long run')
    """
    return {"intervals": "interval run", "hills": "hill run", "race": "race"}.get(run_type, f"{run_type} run")


def plain(word: str) -> str:
    """A word of the tables as a person writes it.

    >>> plain("range_of_motion")
    'range of motion'
    """
    return word.replace("_", " ")
