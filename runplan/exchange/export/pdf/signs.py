"""The signs of the kinds of session on paper: the charts' shapes, each known without its colour."""

from __future__ import annotations

from typing import NamedTuple

_ROUND = 4 * (2**0.5 - 1) / 3  # how far the handles of a quarter of a circle stand off its ends, in radii


class Outline(NamedTuple):
    """A line from point to point; where it is curved, each third point is on it and those between are its handles."""

    points: tuple[tuple[float, float], ...]
    closed: bool = True
    curved: bool = False


class Stroke(NamedTuple):
    """One stroke of a sign, within -1 to 1 upwards and to the right."""

    outlines: tuple[Outline, ...]
    colour: str
    line: float = 0.0  # width, in halves of the sign's size
    filled: bool = True


def _polygon(*points: tuple[float, float]) -> tuple[Outline, ...]:
    return (Outline(points),)


def _bar(half: float) -> tuple[Outline, ...]:
    return _polygon((-1, -half), (1, -half), (1, half), (-1, half))


def _circle(middle: tuple[float, float], radius: float) -> tuple[Outline, ...]:
    handle = _ROUND
    quarters = [(1.0, 0.0)]
    for x, y in ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)):  # on to the point a quarter further
        quarters += [(x - handle * y, y + handle * x), (handle * x - y, handle * y + x), (-y, x)]
    points = tuple((middle[0] + radius * x, middle[1] + radius * y) for x, y in quarters)
    return (Outline(points, curved=True),)


SQUARE = _polygon((0, 0), (1, 0), (1, 1), (0, 1))
_EASY, _LONG, _QUALITY, _RACE = "#56B4E9", "#0072B2", "#D55E00", "#000000"
_STRENGTH, _CORE, _PIN = "#CC79A7", "#009E73", "#222222"
_FRAME = _polygon((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85))
_HALF = _polygon((-0.85, -0.85), (0.0, -0.85), (0.0, 0.85), (-0.85, 0.85))
_CHEVRONS = tuple(Outline(((x, -0.75), (x + 0.75, 0.0), (x, 0.75)), closed=False) for x in (-0.9, 0.1))

SIGNS: dict[str, tuple[Stroke, ...]] = {
    "easy": (Stroke(_bar(0.2), _EASY),),
    "long": (Stroke(_bar(0.6), _LONG),),
    "quality": (Stroke(_CHEVRONS, _QUALITY, 0.42, filled=False),),
    "race": (
        Stroke(_polygon((-0.8, -1.1), (-0.55, -1.1), (-0.55, 1.1), (-0.8, 1.1)), _RACE),
        Stroke(_polygon((-0.55, 1.1), (1.0, 0.5), (-0.55, -0.1)), _RACE),
    ),
    "heavy": (Stroke(_FRAME, _STRENGTH, 0.25),),
    "general": (Stroke(_FRAME, _STRENGTH, 0.25, filled=False), Stroke(_HALF, _STRENGTH)),
    "core": (Stroke(_circle((0.0, 0.0), 0.8), _CORE, 0.38, filled=False),),
    "pin": (
        Stroke(_circle((0.0, 0.5), 0.45), _PIN),
        Stroke((Outline(((0.0, 0.2), (0.0, -1.0)), closed=False),), _PIN, 0.2, filled=False),
    ),
}
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
_OF_TYPE = {"tempo": "quality", "intervals": "quality", "hills": "quality", "routine": "general"}


def sign_of(session_type: str, kind: str) -> str:
    """The key of `SIGNS` for a session; a type that a person wrote into the file has the sign of its kind.

    >>> sign_of("hills", "run"), sign_of("routine", "strength"), sign_of("fartlek", "run")
    ('quality', 'general', 'easy')
    """
    name = _OF_TYPE.get(session_type, session_type)
    return name if name in SIGNS and name != "pin" else "easy" if kind == "run" else "general"
