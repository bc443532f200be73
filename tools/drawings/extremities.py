"""Hands that grip, press and hang, and feet in shoes or bare."""

from __future__ import annotations

import numpy as np

from tools.drawings.bones import ANKLE, BALL, Foot, Hand
from tools.drawings.surfaces import Ball, Surface, ball, chain, hull, sphere
from tools.drawings.vectors import Array, cross, turned, unit

__all__ = ["foot_surfaces", "hand_balls"]

# --- hands ------------------------------------------------------------------------------------------------------------

_FINGERS = (2.85, 0.95, -0.95, -2.85)  # across the hand, from the index to the little finger [cm]
_FINGER_LENGTHS = (0.95, 1.0, 0.97, 0.82)
_FINGER = 0.98  # radius [cm]
# Places from the wrist along the hand and out of the palm, in which a finger bends [cm].
_SHAPES = {
    "fist": ((8.3, -2.3), (10.1, -0.4), (9.3, 2.3), (6.9, 2.7), (5.6, 1.6)),
    "flat": ((8.2, 0.1), (11.2, 0.1), (13.8, 0.2), (16.2, 0.3)),
    "loose": ((8.2, 0.0), (11.0, 0.9), (12.9, 2.4), (13.7, 4.0)),
}
# And of the thumb, with how far it stands off across the hand.
_THUMBS = {
    "fist": ((2.2, -0.8, 2.4), (5.0, 1.2, 3.9), (8.0, 2.9, 3.2), (8.6, 3.6, 1.6)),
    "flat": ((2.4, 0.3, 2.6), (5.2, 0.6, 4.8), (8.4, 0.6, 5.8)),
    "loose": ((2.4, 0.3, 2.6), (5.4, 1.2, 4.2), (8.6, 2.2, 4.4)),
}
_BACK = {"fist": -1.7, "flat": 0.0, "loose": 0.0}  # how far the palm lies behind the forearm's line: round the bar [cm]


def hand_balls(hand: Hand) -> list[Ball]:
    """A palm, four fingers and a thumb."""
    back, thumb = _BACK[hand.shape], hand.thumb

    def at(along: float, out: float, across: float) -> Array:
        return hand.wrist + hand.along * along + hand.palm * out + thumb * across

    frame = np.column_stack([hand.along, hand.palm, thumb])
    palm = [
        ball(hand.wrist, frame, 2.2, 1.9, 2.3),
        ball(at(3.2, back * 0.7, 0.1), frame, 2.6, 1.6, 3.2),
        ball(at(7.2, back, 0.0), frame, 2.2, 1.45, 3.7),
    ]
    balls = chain(palm)
    for across, length in zip(_FINGERS, _FINGER_LENGTHS, strict=True):
        bends = [at(8 + (along - 8) * length, out, across) for along, out in _SHAPES[hand.shape]]
        balls += chain([sphere(bend, _FINGER) for bend in bends])
    return balls + chain([sphere(at(*bend), 1.15) for bend in _THUMBS[hand.shape]])


# --- feet -------------------------------------------------------------------------------------------------------------


def foot_surfaces(foot: Foot, tone: str) -> list[Surface]:
    """A shoe, or a bare foot with its toes."""
    side = "R" if foot.sign > 0 else "L"
    if foot.bare is not None:
        return _bare(foot, side, tone)
    ankle = _rounded(foot, 0, 7.0, 3.3)
    heel, middle, front = _rounded(foot, -3.0, 3.6, 3.6), _rounded(foot, 5.2, 4.3, 3.4), _rounded(foot, BALL, 2.8, 2.8)
    upper = hull(heel, ankle) + hull(ankle, middle) + hull(middle, front) + hull(heel, middle) + hull(heel, front)
    toes = hull(front, _toe_ball(foot, 17.0, 2.15, 2.15, 1.5))
    return [Surface("foot" + side, "shoe" + tone, upper + toes)]


def _rounded(foot: Foot, along: float, height: float, radius: float) -> Ball:
    """A ball of a shoe, wider before the ankle than behind it."""
    wide = 1.0 if along < 3 else 1.35
    frame = np.column_stack([foot.along, foot.up, foot.side])
    return ball(foot.ankle + foot.along * along - foot.up * (ANKLE - height), frame, radius, radius, radius * wide)


def _toe_ball(foot: Foot, along: float, height: float, radius: float, wide: float) -> Ball:
    """A ball before the ball of the foot, on the way of the toes."""
    frame = np.column_stack([foot.toes, unit(cross(foot.side, foot.toes)), foot.side])
    base = foot.ankle + foot.along * BALL - foot.up * (ANKLE - height)
    return ball(base + foot.toes * (along - BALL), frame, radius, radius, radius * wide)


# Toes of a right foot from the big one: outward from the middle, where it begins, its length, its radius [cm].
_TOES = (
    (-3.0, 13.6, 6.0, 1.5),
    (-0.75, 14.0, 5.4, 1.05),
    (1.0, 13.5, 4.9, 1.0),
    (2.6, 12.7, 4.3, 0.95),
    (3.95, 11.6, 3.6, 0.95),
)


def _bare(foot: Foot, side: str, tone: str) -> list[Surface]:
    """A bare foot: `big` and `four` lift its toes, `curl` bends them [degrees], `spread` [share], `arch` [cm]."""
    how = dict(foot.bare or {})
    outward, up, along = foot.side * foot.sign, foot.up, foot.along

    def at(forward: float, height: float, out: float) -> Array:
        return foot.ankle + along * forward - up * (ANKLE - height) + outward * out

    frame = np.column_stack([along, up, outward])
    heel = ball(at(-2.4, 2.7, 0), frame, 3.1, 2.7, 2.8)
    tarsus = ball(at(1.2, 5.6, -0.1), frame, 3.4, 3.0, 2.7)
    instep = ball(at(5.0, 4.2 + how.get("arch", 0), -0.5), frame, 3.2, 2.3, 2.9)
    ankle = sphere(at(-0.2, ANKLE, 0), 3.1)
    first = ball(at(12.3, 1.9, -2.6), frame, 2.2, 1.9, 2.0)
    last = ball(at(10.4, 1.4, 3.2), frame, 2.0, 1.4, 1.8)
    edge = ball(at(4.0, 1.6 + how.get("arch", 0), 2.2), frame, 2.6, 1.5, 1.7)
    balls = hull(heel, tarsus) + hull(tarsus, ankle) + hull(tarsus, instep) + hull(instep, first) + hull(instep, last)
    balls += (
        hull(first, last)
        + hull(heel, edge)
        + hull(edge, last)
        + [sphere(at(0, ANKLE - 0.3, s * 2.6), 1.5) for s in (-1, 1)]
    )
    surfaces = [Surface("foot" + side, "skin" + tone, balls)]
    for number, (out, start, length, radius) in enumerate(_TOES):
        lift = how.get("big", 0) if number == 0 else how.get("four", 0)
        out += how.get("spread", 0) * (number - 2) * 0.35
        way = turned(foot.toes + outward * how.get("spread", 0) * (number - 2) * 0.08, foot.side, lift)
        base = at(start - 1.2, radius + 0.1, out * 0.96)
        middle = base + way * length * 0.55
        tip = middle + turned(way, foot.side, -how.get("curl", 0)) * length * 0.5
        if how.get("curl", 0):
            middle = middle + up * how["curl"] / 45
            tip = tip + up * 0.3
        toe = chain([sphere(base, radius * 1.1), sphere(middle, radius * 0.95), sphere(tip, radius)])
        surfaces.append(Surface(f"toe{number}{side}", "skin" + tone, toe, group="toes"))
    return surfaces
