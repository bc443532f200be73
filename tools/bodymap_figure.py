"""The body map's figure: its parts, and the outline of one half of a standing body.

x is the distance from the midline, y runs from 0 at the crown to 800 at the sole; a head is 100. "!" marks a corner.
Drawn from anatomical knowledge, after no other picture, and given to the public domain (CC0 1.0).
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BACK_OUTLINE", "FINGERS", "FRONT_OUTLINE", "Fibres", "Label", "Muscle", "Side"]


@dataclass(frozen=True)
class Muscle:
    """A muscle, or a part of one, drawn a little too large; those before it in the list lie over it.

    Parameters
    ----------
    muscle : str
        One of the twenty of the catalogue.
    part : str
        Its finer name.
    points : str
        Control points of its closed curve; of the half from midline to midline where it is `middle`.
    cuts : tuple of str, optional
        Lines that divide it.
    names : tuple of str, optional
        Names of the divisions, from top to bottom.
    radius, inner_radius : float, optional
        Of its corners that point outward, and inward [unit].
    overlay : bool, optional
        Whether it lies deep and is drawn dashed over the others.
    middle : bool, optional
        Whether it is one piece across the midline.
    """

    muscle: str
    part: str
    points: str
    cuts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    radius: float = 1.7
    inner_radius: float = 2.5
    overlay: bool = False
    middle: bool = False


@dataclass(frozen=True)
class Fibres:
    """Fine lines along a muscle, `count` of them from one edge to the other, bent by a share of their length."""

    part: str
    start: str
    end: str
    count: int
    bend: tuple[float, float]


@dataclass(frozen=True)
class Label:
    """The point in a muscle where its leader ends, and the height of its name beside the figure."""

    muscle: str
    at: tuple[float, float]
    text_y: float


@dataclass(frozen=True)
class Side:
    """One view of the body: half outline, muscles from the nearest to the deepest, hints, lines, fibres, labels."""

    outline: str
    muscles: tuple[Muscle, ...]
    hints: tuple[str, ...]
    lines: tuple[str, ...]
    fibres: tuple[Fibres, ...]
    labels: tuple[Label, ...]


_HEAD = (
    "0,0 11.6,1.4 22,6.8 29.6,17.5 33,31 33.2,45 34.2,46.6 36,49 36.2,55 34.6,62 32.6,66.4 31,74.5 27.4,84 24.4,90.5 "
)
_SHOULDER = (
    "23.6,98 24.6,107.5 29.6,117 41,125.5 57,131.5 73,136.5 86,142.5 96,151 102.4,163 107,180 110.6,200 114,220 "
    "117.4,240 120.4,257 123,272 126,286 130,299 135.4,313 140.4,329 143.8,347 145.8,365 146.8,380 148.2,393 "
)
_HAND = (
    "151.4,403 155.8,414 158.8,427 160.2,440 159.8,452 158.2,460 156,462.6 154.4,459.5! 154.2,467 152.6,472.4 "
    "150.2,473.2 148.6,469.6! 147.8,475 145.4,478.4 142.9,477.6 141.8,473! 140.2,474.2 137.8,472.4 136.4,465 "
    "135.4,454 134.6,444!  133.6,451 131.6,455.4 128.8,454.6 126.6,448 125.2,436 124.6,422 125.4,408 127.2,396 "
)
_INNER_ARM = "125.6,377 120,358 112.6,338 105,320 98.6,305.5 94,293 91,280 87.2,262 83.6,243 80.6,226 78,213! "
_FLANK = (
    "76,224 74.6,240 71.6,257 67.6,273 64.4,288 63,301 64,315 67.4,333 72,353 76.4,373 79.8,393 82,414 82.6,434 "
    "81.4,464 77.8,500 72.4,535 67,561 63.8,577 62.6,591 63.6,606 67,625 68.8,643 67.6,663 63.6,689 58.8,713 55.4,733 "
    "54.6,743 "
)
_FOOT_FRONT = (
    "56.2,750 57.8,757 57.4,765 60.4,774 66,783 70.6,789.5 72.6,794.5 71.4,798 68.8,798.4! 67.4,800.4 64.4,801 "
    "62.4,799.8!  60.8,801.8 57.6,802.4 55.4,801! 53.8,803 50.4,803.4 48,801.8! 46,804.2 40,804.8 34,803.4 30.4,799.6 "
    "29,793 29.6,783  30.4,773 29,762 26.8,753 27,746 "
)
_FOOT_BACK = (
    "56.4,750 58,757.5 57.4,766 59.2,775 64.4,784.5 69,792 67.6,797.4 61.6,799 55,799.6! 52.6,803 46.5,805 40,805 "
    "33.6,803 31,796.5 30.6,788 31,777 30,766 27.2,756 26.8,748 "
)
_LEG_FRONT = (
    "27.6,741 26,722 20.6,696 14.4,669 12,646 13.8,626 17.2,606 18.6,591 18,577 15.6,560 12.6,535 9.4,500 6.4,462 "
    "3.6,430 1.4,411 0,404!"
)
_LEG_BACK = (
    "27.6,741 26,722 20.6,696 14.4,669 12,646 13.8,626 17.2,606 18.6,591 18,577 15.6,560 12.6,535 9,500 5.8,470 3,448 "
    "1.2,434 0,428!"
)
FINGERS = ("154.4,459.5 153.8,448 152.4,437", "148.6,469.6 148,455 146.8,439", "141.8,473 141.6,457 140.8,441")

_OUTLINE = _HEAD + _SHOULDER + _HAND + _INNER_ARM + _FLANK
FRONT_OUTLINE = _OUTLINE + _FOOT_FRONT + _LEG_FRONT
BACK_OUTLINE = _OUTLINE + _FOOT_BACK + _LEG_BACK
