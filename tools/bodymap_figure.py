"""The body map's control points: one half of a standing figure, seen from the front and from the back.

x is the distance from the midline, y runs from 0 at the crown to 800 at the sole; a head is 100. "!" marks a corner.
Drawn from anatomical knowledge, after no other picture, and given to the public domain (CC0 1.0).
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FIGURE", "LABELS", "Fibres", "Muscle", "Side"]


@dataclass(frozen=True)
class Muscle:
    """A muscle, or a part of one, drawn a little too large; those before it in the list lie over it.

    Parameters
    ----------
    muscle : str
        One of the twenty of the catalog.
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
class Side:
    """One view of the body: half outline, muscles from the nearest to the deepest, hints, lines and fibres."""

    outline: str
    muscles: tuple[Muscle, ...]
    hints: tuple[str, ...]
    lines: tuple[str, ...]
    fibres: tuple[Fibres, ...]


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
_FINGERS = ("154.4,459.5 153.8,448 152.4,437", "148.6,469.6 148,455 146.8,439", "141.8,473 141.6,457 140.8,441")

_FRONT_MUSCLES = (
    Muscle(
        "upper_back",
        "trapezius_front",
        "18,100! 26,108 40,118 60,128 88,136! 84,144 70,142.5 54,141.5 42,139 32,131 23,115",
    ),
    Muscle(
        "shoulders",
        "deltoid_anterior",
        "54,148! 62,145.5 71,144 80,145! 88,166 96,196 109,252! 98,226 87,202 74,179 62,162",
    ),
    Muscle("shoulders", "deltoid_lateral", "80,145! 80,130! 126,134! 130,222! 113,254! 109,252! 96,196 88,166"),
    Muscle(
        "chest_and_serratus",
        "pectoralis",
        "0,149! 12,146 30,147.5 46,148 58,153 73,176 88,198 95,212! 84,207 74,212 62,220 47,225.5 31,226.5 14,222 "
        "0,214!",
        cuts=("-5,170 18,168 42,172 64,183 98,206",),
        names=(
            "pectoralis_clavicular",
            "pectoralis_sternal",
        ),
        radius=2.2,
    ),
    Muscle(
        "rectus_abdominis",
        "rectus",
        "0,206! 14,212 28,220 32,236 33,258 31.5,286 30,310 28.5,332 25,356 18.5,380 10,402 0,418!",
        cuts=(
            "-2,251 10,252 24,249.5 40,245",
            "-2,276 12,277 24,275.5 40,272",
            "-2,303 12,304 24,303 40,301",
        ),
    ),
    Muscle("chest_and_serratus", "serratus_1", "84,208! 84,226! 72,230 60,236 54,235 60,226 70,216", radius=1.3),
    Muscle("chest_and_serratus", "serratus_2", "84,226! 84,243! 72,247 60,252 52,252 59,243 70,233", radius=1.3),
    Muscle("chest_and_serratus", "serratus_3", "84,243! 84,259! 70,263 60,267 52,268 59,259 70,250", radius=1.3),
    Muscle("chest_and_serratus", "serratus_4", "84,259! 84,273! 69,277 60,281 54,282 60,274 69,266", radius=1.3),
    Muscle(
        "gluteus_medius",
        "tensor_fasciae_latae",
        "57,364! 62,372 67,390 72.5,407 78.5,424 84,432! 84,454! 77,448 70,434 64,412 58.5,388",
        radius=1.3,
    ),
    Muscle(
        "gluteus_medius", "gluteus_medius_front", "60,358! 66,351 78,346! 95,345! 99,428! 81,424 75,408 69,392 64.5,376"
    ),
    Muscle(
        "obliques",
        "external_oblique",
        "31.4,230! 46,220 60,212 90,222! 90,300! 84,344! 73,348 63,354 57,360 47,372 35,384 22,397 10,406! 24,360 "
        "30,320 33,280",
    ),
    Muscle("hip_flexors", "iliopsoas", "55,367! 47,378 35,389 21,401 24,414 30,428 38,452! 44,430 49,408 52,386"),
    Muscle(
        "hip_adductors",
        "adductors",
        "0,400! 12,406 21,401 24,414 30,428 38,452! 36,474 28,508 19,534 12,548 5,556! 0,440!",
        cuts=("3,396 10,425 15,460 17.5,500 16,545",),
        names=(
            "gracilis",
            "adductor_longus",
        ),
    ),
    Muscle(
        "quadriceps",
        "rectus_femoris",
        "56,373! 62,396 67,425 67.5,455 63.5,488 57.5,520 51,547 46.5,567! 36.5,567! 35,547 34.5,515 36.5,486 "
        "40,462 45.5,430 50,404 53,386",
        radius=2.6,
    ),
    Muscle(
        "quadriceps",
        "vastus_medialis",
        "46,430! 44,480 37.5,520 39,548 38.5,565 33.5,576 26.5,580 20.5,576.5 17.6,566 17.6,552 20,533 27,510 "
        "34,482 39,456",
        radius=1.6,
    ),
    Muscle(
        "quadriceps",
        "vastus_lateralis",
        "68,410! 82,422! 94,424! 90,520! 78,558! 67,572 57,575 48,568! 55,545 62,518 68,480 71.5,445",
        radius=2.6,
    ),
    Muscle(
        "tibialis_anterior",
        "tibialis_anterior",
        "45,606! 50.5,611 54.5,632 53.5,660 49,694 42.5,724 35.5,746 29,758! 31.5,740 37,712 40.5,684 41,650 41.5,622",
    ),
    Muscle(
        "foot_and_peroneals",
        "peroneals",
        "54.5,612 57.5,605 63,604 84,622! 80,690! 66,750! 50,753 44,744 50,715 54.5,680 56,650 55.5,625",
    ),
    Muscle("gastrocnemius", "gastrocnemius_medial", "0,604! 20,604 25.5,616 26.5,638 23.5,664 17,690 0,690!"),
    Muscle(
        "soleus",
        "soleus_medial",
        "0,684! 17,690 24,670 28,640 31.5,650 34,672 34.5,692 33,712 30.5,734 27.5,752 5,752!",
    ),
    Muscle("foot_and_peroneals", "foot", "24,766! 41,757 60,766! 90,781! 62,783 46,786 34,787 15,787!"),
    Muscle(
        "arms",
        "biceps",
        "84,198! 98,222 110,248! 111,262 111,280 108.5,296 103,301 97,294 88,270 76,244 70,214!",
        radius=2.0,
    ),
    Muscle("arms", "brachialis", "110,248! 130,222! 140,292! 122,296 113,300 109,297 111.5,280 111.5,262"),
    Muscle(
        "arms",
        "brachioradialis",
        "110,302! 114,294 124,290 150,300! 156,350! 149,392 143,390 139.5,370 132.5,345 122,322 112,308",
    ),
    Muscle(
        "arms",
        "forearm_flexors",
        "88,300! 96,300 104,305 111,312 119,328 129,350 136.5,372 140,390 132,393 122,391! 80,310!",
    ),
    Muscle(
        "deep_core",
        "transversus_abdominis",
        "34.5,318! 44,314 54,307 61,304.5! 61.5,318 65,336 67,345.5! 58,349 48,358 37,367.5! 33,350 33.5,333",
        radius=2.0,
        overlay=True,
    ),
)
_FRONT_HINTS = (
    "0,101! 8,100 15.5,96.5 22.5,89.5! 22.8,93 22.6,96! 16.5,101 8.5,104.6 0,105.4!",
    "22.5,104! 18.5,117 12.5,129 7,136.5 3.4,138! 6.6,130 12.5,119 19,107.5",
    "5,140.5 14,139 26,141 38,143.4 50,144.4 38,145.4 24,144.2 10,144.6",
    "41,569 47.5,572 50.5,580 48,589 41,594 34,589 31.5,580 34.5,572",
    "36.6,591 41,593 45.4,591 44.4,602 42.8,612 41,614.5 39.2,612 37.6,602",
)
_FRONT_LINES = (
    *_FINGERS,
    "48,801.8 47.6,796 46.8,791",
    "55.4,801 54.6,795.5 53.2,790.6",
    "62.4,799.8 60.8,794.5 58.6,790",
    "68.8,798.4 66.6,794 64,790",
)
_FRONT_FIBRES = (
    Fibres("trapezius_front", "26,112 34,122 40,128", "80,141 82,140 84,139", 3, (0.02, 0.02)),
    Fibres("pectoralis_clavicular", "6,150 20,149 40,150 56,153", "90,201 94,204 92,206 90,203", 6, (0.03, 0.03)),
    Fibres("pectoralis_sternal", "3,172 3,185 3,200 4,215 20,223 40,225", "94,203 92,207 85,211", 9, (-0.04, -0.04)),
    Fibres("rectus_1", "5,216 28,226", "5,252 31,252", 4, (0.0, 0.0)),
    Fibres("rectus_2", "5,252 31,250", "5,277 31,276", 4, (0.0, 0.0)),
    Fibres("rectus_3", "5,277 31,276", "5,304 29,304", 4, (0.0, 0.0)),
    Fibres("rectus_4", "5,304 28,304", "2,410 9,404", 4, (-0.01, -0.06)),
    Fibres("deltoid_anterior", "58,150 70,147 80,149", "104,244 104,244 104,245", 6, (-0.05, -0.05)),
    Fibres("deltoid_lateral", "82,148 92,152 102,168", "105,244 106,245 107,244", 5, (-0.05, -0.05)),
    Fibres("external_oblique", "50,226 66,232 73,262 72,300 72,345", "33,245 31,310 27,355 14,402", 13, (0.02, 0.02)),
    Fibres("rectus_femoris", "60,378 60,379", "39,564 44,564", 7, (0.075, -0.075)),
    Fibres("vastus_lateralis", "72,440 78,432 81,445", "50,566 56,570 63,570", 6, (-0.0, -0.07)),
    Fibres("vastus_medialis", "38,470 34,475 28,485 18,520 14,550", "38,552 36,560 34,568 33,571", 7, (0.05, 0.15)),
    Fibres("adductor_longus", "14,406 18,405 24,414 34,428", "17,490 20,490 23,490 27,478", 5, (0.04, -0.05)),
    Fibres("iliopsoas", "54,370 46,380 36,390 24,402", "40,430 38,430 36,428 32,424", 5, (0.03, 0.03)),
    Fibres("gluteus_medius_front", "66,355 76,350", "81,428 82,426", 4, (0.02, -0.05)),
    Fibres("brachialis", "107,250 111,248", "110,294 118,290", 3, (-0.02, -0.06)),
    Fibres("gracilis", "5,408 7,408", "14,498 17,498", 3, (0.0, 0.0)),
    Fibres("tensor_fasciae_latae", "60,363 63,366", "73,434 75,435", 3, (0.02, -0.04)),
    Fibres("tibialis_anterior", "46,608 50,610", "31,756 32,757", 4, (-0.02, -0.1)),
    Fibres("peroneals", "58,606 63,610", "48,750 52,752", 3, (-0.0, -0.08)),
    Fibres("gastrocnemius_medial", "18,606 25,614", "16,690 22,690", 4, (0.12, -0.1)),
    Fibres("biceps", "86,212 94,216", "99,298 106,297", 5, (0.12, -0.09)),
    Fibres("brachioradialis", "113,292 122,290", "137,386 141,386", 4, (0.01, -0.07)),
    Fibres("forearm_flexors", "94,302 106,305", "126,388 134,388", 4, (0.05, -0.05)),
    Fibres("foot", "36,762 42,760 50,762", "30,790 45,792 66,788", 5, (0.0, 0.0)),
    Fibres("transversus_abdominis", "33,322 36,365", "62,308 66,344", 6, (0.03, -0.03)),
)

_BACK_MUSCLES = (
    Muscle(
        "upper_back",
        "trapezius",
        "0,83! 9,86 14.5,97 19,109 27.5,119 42,127 66,133 92,139! 93,149 80,152.5 66,156 50,161 39,168 31,182 "
        "24,204 16.5,234 9,262 0,292!",
        radius=1.2,
    ),
    Muscle("shoulders", "deltoid_posterior", "58,162! 70,157 82,152.5! 91,173 99,208 109,252! 99,228 87,203 72,181"),
    Muscle("shoulders", "deltoid_lateral", "82,152.5! 80,134! 126,140! 130,222! 114,256! 109,252! 99,208 91,173"),
    Muscle("upper_back", "infraspinatus", "38,160! 50,158 60,158 73,178 90,202! 74,204.5 58,209 45,218 37,209 30,190"),
    Muscle("upper_back", "teres_major", "47,219! 57,210 68,206 80,204.5! 76,216 70,222.5 60,227 50,226"),
    Muscle("upper_back", "rhomboids", "30,180! 36,206 45,218 47,229! 31,233 17,241! 25,208"),
    Muscle("spinal_erectors", "erectors", "0,272! 6,262! 12.5,280 17,304 19.5,328 19,350 14,370 8,384 0,390!"),
    Muscle(
        "latissimus",
        "latissimus",
        "2,268! 19,232 35,223 60,225 76,218 90,202! 90,276! 72,296 61,312 53,328 46,346! 36,334 26,313 18.5,293 10,270",
    ),
    Muscle(
        "gluteus_medius",
        "gluteus_medius",
        "23,362! 34,354 50,349 66,348 90,345! 95,408! 80,408 70,402 60,390 46,379 34,370",
    ),
    Muscle("obliques", "external_oblique", "76,292! 90,288! 90,346! 66,347 50,347 42,350! 52,330 61,313"),
    Muscle(
        "gluteus_maximus",
        "gluteus_maximus",
        "0,390! 8,385 16,366 32,370 47,382 61,396 70,409 75.5,423 74,436 66,445 52,451.5 37.5,455.5 23,456 "
        "9,449.5 0,436!",
        radius=4.0,
    ),
    Muscle(
        "deep_hip_rotators",
        "deep_hip_rotators",
        "15,390! 20,383.5 31,386 46,394 60,403 70,412! 69.5,417 66,419.8! 50,420 36,422 27,424! 20,414 16.3,402",
        radius=2.5,
        overlay=True,
    ),
    Muscle(
        "deep_core",
        "quadratus_lumborum",
        "25,303! 33.5,300! 36,320 42,343! 34,349 27,351! 25.5,328",
        radius=2.0,
        overlay=True,
    ),
    Muscle("hip_adductors", "adductor_magnus", "0,430! 10,452 15,470 18,500 16,530 10,552! 0,450!"),
    Muscle(
        "hamstrings",
        "biceps_femoris",
        "36,452! 52,440 64,434 78,428! 77.5,470 74,505 70,540 66,566 62,592 57,594 53,584 50,566 46,545 41,520 37,490",
    ),
    Muscle(
        "hamstrings",
        "semitendinosus",
        "8,444! 24,448 36,448 37,490 40,520 43,545 39,564 31,578 25,594 21,597.5 18.4,588 17,568 16.4,548 "
        "17.5,528 20,500 14,465",
    ),
    Muscle(
        "gastrocnemius",
        "gastrocnemius_medial",
        "4,600! 22,597 30,588 38,590 41,604 41.5,640 41,672 36,692 27,699 18,692 10,668 4,640!",
        radius=3.0,
    ),
    Muscle(
        "gastrocnemius",
        "gastrocnemius_lateral",
        "44,590! 50,586 57,590 61.5,600 64.6,615 65.6,632 64,650 59.4,669 52,681.5 45,676 41.5,655 41.5,640 41,604",
        radius=3.0,
    ),
    Muscle(
        "foot_and_peroneals",
        "peroneals",
        "66,630! 84,640! 78,670! 74,700! 66,752! 59,763 51,758 47.5,744 49.5,720 54,695 58.5,668 62,646",
    ),
    Muscle(
        "soleus",
        "soleus",
        "0,668! 40,640! 64,640! 80,620! 80,670! 62,684 56,702 51,722 47,744 45.5,768 36.5,768 34.5,752 31,734 "
        "25.5,712! 0,690!",
        radius=2.2,
    ),
    Muscle("foot_and_peroneals", "foot", "57,771! 61,777 66,785 74,793! 68,802! 56,799 54.5,790 55.5,780"),
    Muscle("arms", "triceps_long", "79,216! 85,199 98,214 106,240 108.5,258 107.5,280 100,292 80,292!"),
    Muscle("arms", "triceps_lateral", "92,205! 124,215! 130,222! 140,284! 122,290 113,289 109.5,280 110.5,262 106,240"),
    Muscle("arms", "forearm_extensors", "114,295! 124,287 150,301! 156,350! 149,392 142,390 136,368 127,343 118,318"),
    Muscle(
        "arms",
        "forearm_flexors",
        "88,299! 102,300 111,304 117,323 126,346 134.5,369 139.5,390 131,393 122,391! 80,310!",
    ),
)
_BACK_HINTS = (
    "109,287.5 112.4,290.5 113.2,295.5 111,300 107.6,297 107,291",
    "31.5,781 36,776.5 42,775.5 48,776.5 53,781 53.5,790 52,797 46,801.5 40,801.5 34.5,798 31.2,790",
)
_BACK_LINES = (
    *_FINGERS,
    "36.5,716 38.6,738 38.2,766",
    "45.5,716 43.6,738 43.8,766",
)
_BACK_FIBRES = (
    Fibres(
        "trapezius",
        "2,88 2,110 2,135 2,160 2,200 2,240 2,282",
        "16,102 50,128 86,142 88,148 66,156 40,168 30,186 21,214 12,250",
        22,
        (-0.03, -0.03),
    ),
    Fibres("latissimus", "86,206 84,212 82,220", "10,266 16,284 28,314 44,342 58,316 68,300", 13, (-0.05, -0.05)),
    Fibres("infraspinatus", "58,162 42,168 34,186 40,210", "82,196 85,199 87,203 85,204", 8, (0.03, 0.03)),
    Fibres(
        "gluteus_maximus", "2,432 3,392 16,368 34,372 50,385", "12,452 30,460 56,455 74,440 76,428", 14, (-0.03, -0.03)
    ),
    Fibres("gluteus_medius", "26,363 40,352 60,349 78,347", "70,408 74,408 78,408 80,408", 8, (0.03, 0.03)),
    Fibres("biceps_femoris", "44,460 58,456 72,448", "56,590 59,592 62,590", 6, (0.03, -0.08)),
    Fibres("semitendinosus", "14,456 24,460 34,461", "18,594 22,594 26,590", 6, (0.04, -0.09)),
    Fibres("gastrocnemius_medial", "20,600 34,590", "22,697 34,693", 6, (0.14, -0.1)),
    Fibres("gastrocnemius_lateral", "46,590 62,600", "46,677 56,680", 5, (0.07, -0.14)),
    Fibres("soleus", "20,690 36,696", "36,766 39,766", 4, (0.05, 0.0)),
    Fibres("soleus", "46,686 58,682", "43,766 46,766", 4, (0.0, -0.05)),
    Fibres("erectors", "3,280 10,276", "3,386 8,382", 4, (0.0, -0.12)),
    Fibres("deltoid_posterior", "60,163 80,155", "104,246 105,247", 6, (-0.05, -0.05)),
    Fibres("deltoid_lateral", "84,154 92,154 102,168", "106,247 107,248 109,246", 5, (-0.05, -0.05)),
    Fibres("triceps_long", "80,214 90,216", "97,290 103,286", 5, (0.07, -0.08)),
    Fibres("triceps_lateral", "100,240 108,246", "113,286 119,288", 4, (0.02, -0.08)),
    Fibres("forearm_extensors", "115,295 122,292", "138,387 142,387", 4, (0.03, -0.1)),
    Fibres("forearm_flexors", "94,301 107,304", "127,389 134,388", 4, (0.05, -0.05)),
    Fibres("rhomboids", "32,190 26,206 22,230", "38,210 45,216 44,222", 5, (0.0, 0.0)),
    Fibres("external_oblique", "72,298 74,320 74,342", "60,318 54,332 48,346", 5, (0.0, 0.0)),
    Fibres("adductor_magnus", "6,450 12,456", "13,548 15,540", 3, (-0.03, -0.03)),
    Fibres("deep_hip_rotators", "14,386 18,410 28,434", "69,411 68,416 66,420", 4, (-0.02, 0.02)),
)

_OUTLINE = _HEAD + _SHOULDER + _HAND + _INNER_ARM + _FLANK
FIGURE = {
    "front": Side(_OUTLINE + _FOOT_FRONT + _LEG_FRONT, _FRONT_MUSCLES, _FRONT_HINTS, _FRONT_LINES, _FRONT_FIBRES),
    "back": Side(_OUTLINE + _FOOT_BACK + _LEG_BACK, _BACK_MUSCLES, _BACK_HINTS, _BACK_LINES, _BACK_FIBRES),
}
LABELS: dict[str, tuple[tuple[str, tuple[float, float], float], ...]] = {
    "front": (
        ("shoulders", (100, 180), 172),
        ("chest_and_serratus", (52, 206), 206),
        ("rectus_abdominis", (17, 240), 240),
        ("arms", (102, 274), 274),
        ("obliques", (46, 299), 309),
        ("deep_core", (52, 334), 344),
        ("hip_flexors", (38, 402), 402),
        ("hip_adductors", (24, 448), 448),
        ("quadriceps", (60, 500), 500),
        ("tibialis_anterior", (46, 660), 660),
    ),
    "back": (
        ("upper_back", (40, 148), 148),
        ("latissimus", (56, 250), 250),
        ("spinal_erectors", (9, 292), 292),
        ("gluteus_medius", (60, 366), 364),
        ("deep_hip_rotators", (52, 409), 406),
        ("gluteus_maximus", (60, 442), 448),
        ("hamstrings", (60, 512), 512),
        ("gastrocnemius", (54, 632), 632),
        ("soleus", (47, 704), 702),
        ("foot_and_peroneals", (52, 735), 740),
    ),
}
"""For each view: muscle, the point in it where its leader ends, and the height of its name."""
