"""Supersets, as a coach pairs exercises: every two strength exercises of the catalogue, from the data files alone."""

from __future__ import annotations

import csv
import itertools
from collections import defaultdict
from pathlib import Path

import pytest

from runplan.catalog import load_catalog
from runplan.planning.strength import RoutineRequest, choose
from runplan.planning.strength.catalog_arrays import arrays_of
from runplan.planning.strength.compose import Choice
from runplan.planning.strength.supersets import in_turn

DATA = Path(__file__).resolve().parents[3] / "data"
CATALOG = load_catalog()
TABLES = arrays_of(CATALOG)
LEGS = ("hinge", "squat", "lunge", "hip_abduction", "hip_adduction", "knee_flexion")
LARGE = ("compound_both", "compound_single", "hamstring_lowering", "swing")
STANDS_BESIDE = {"foam_roller", "mini_band", "long_band", "swiss_ball", "slider", "box", "bench", "chair", "towel"}
GYM = ("barbell", "bench", "box", "cable", "dumbbell", "kettlebell", "long_band", "mini_band", "pull_up_bar", "slider")


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FACTS = {row["exercise_id"]: row for row in _rows("exercises.csv")}
ROLES: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
for _row in _rows("involvement.csv"):
    ROLES[_row["exercise_id"]][_row["role"]].add(_row["muscle"])


def muscles(name: str, *roles: str) -> set[str]:
    """The muscles that have one of these roles in an exercise; without roles: all that have any."""
    return set().union(*(found for role, found in ROLES[name].items() if not roles or role in roles))


def part_of(name: str) -> str:
    pattern = FACTS[name]["pattern"]
    return pattern.split("_")[0] if pattern.startswith(("core", "upper")) else "carry" if pattern == "carry" else "legs"


def hinder(one: str, other: str) -> bool:
    """Whether a main muscle of one works in the other; of the arms, a push and a pull use different parts."""
    shared = muscles(one, "prime_mover") & muscles(other, "prime_mover", "synergist")
    return bool(shared - ({"arms"} if part_of(one) == part_of(other) == "upper" else set()))


def can_be_had(need: str, owned: set[str]) -> bool:
    return all(set(words.split("|")) & (owned | {"floor", "wall"}) for words in need.split(";") if words)


def side_by_side(one: str, other: str, owned: tuple[str, ...]) -> bool:
    """Whether both can be done at one place: with what lies beside them, and one load or station for both."""
    beside = STANDS_BESIDE & set(owned)
    needs = (FACTS[one]["equipment"], FACTS[other]["equipment"])
    return any(all(can_be_had(need, beside | shared) for need in needs) for shared in (set(), *({w} for w in owned)))


def go_together(one: str, other: str, owned: tuple[str, ...], *, heavy: bool) -> bool:
    """A coach's view of two strength exercises."""
    parts = {part_of(one), part_of(other)}
    if FACTS[one]["pattern"] == FACTS[other]["pattern"] or "carry" in parts or parts in ({"core"}, {"legs"}):
        return False
    if on_the_bar(one, owned) and on_the_bar(other, owned):
        return False
    large = {FACTS[one]["dose"], FACTS[other]["dose"]} & set(LARGE)
    if large or (heavy and (can_be_heavy(one) or can_be_heavy(other))):
        return parts == {"legs", "upper"} and not muscles(one) & muscles(other) and side_by_side(one, other, owned)
    return not hinder(one, other) and not hinder(other, one) and side_by_side(one, other, owned)


def on_the_bar(name: str, owned: tuple[str, ...]) -> bool:
    """Whether an exercise is done with the one bar: it needs it, or it can do with it and there is no hand weight."""
    words = {word for words in FACTS[name]["equipment"].split(";") for word in words.split("|")} & set(owned)
    hand_weight = words & {"dumbbell", "kettlebell"} and FACTS[name]["hands"] != "bar"
    return bool(words & {"barbell", "trap_bar"}) and not hand_weight


def can_be_heavy(name: str) -> bool:
    """Whether five repetitions of it at RPE 8 are heavy: loaded leg work in repetitions, no calf raise."""
    facts = FACTS[name]
    return facts["load_class"] == "heavy" and facts["pattern"] in LEGS and facts["mode"] == "reps"


def set_of(name: str, *, sets: int = 5, rest_s: int = 10, heavy: bool = False) -> Choice:
    """Sets of ten seconds at least: ten repetitions, or five at RPE 8.

    In five sets of two exercises, each with ten seconds of rest that the other's set covers, 4 x 20 s are won.
    """
    counted = FACTS[name]["mode"] == "reps"
    reps, effort = (5, 8.0) if heavy else (10, 6.0)
    return Choice(
        TABLES.place[name],
        sets=sets,
        reps=reps if counted else None,
        seconds=None if counted else 30,
        rest_s=rest_s,
        effort=effort,
    )


def ask_for(*, level: str = "advanced", phase: str = "strength", equipment: tuple[str, ...] = GYM) -> RoutineRequest:
    return RoutineRequest(phase, ("general",), 40, 4.0, equipment, level)


def paired(request: RoutineRequest, choices: list[Choice]) -> list[list[str]]:
    """The exercises of each superset, by its letter."""
    found: dict[str, list[str]] = defaultdict(list)
    for choice in in_turn(TABLES, request, choices):
        found[choice.superset].append(TABLES.ids[choice.exercise])
    return [names for letter, names in sorted(found.items()) if letter]


STRENGTH = [
    name
    for name, row in FACTS.items()
    if row["section"] == "strength" and row["pattern"] != "jump" and can_be_had(row["equipment"], set(GYM))
]


@pytest.mark.parametrize("owned", [(), ("dumbbell", "mini_band"), GYM], ids=["nothing", "dumbbells", "gym"])
@pytest.mark.parametrize("heavy", [False, True], ids=["light", "heavy"])
def test_any_two_exercises_are_a_superset_where_a_coach_would_pair_them_and_only_there(
    owned: tuple[str, ...], heavy: bool
) -> None:
    names = [name for name in STRENGTH if can_be_had(FACTS[name]["equipment"], set(owned))]
    made = 0
    for one, other in itertools.combinations(names, 2):
        found = paired(ask_for(equipment=owned), [set_of(one, heavy=heavy), set_of(other, heavy=heavy)])
        if go_together(one, other, owned, heavy=heavy):
            assert found == [[one, other]], (one, other)
            made += 1
        else:
            assert found == [], (one, other)
    assert 0 < made < len(names) * (len(names) - 1) / 2


PAIR = ["push_up", "side_plank"]  # ten push-ups take 30 s, a side plank of 30 s a side and the change between 65 s


@pytest.mark.parametrize(
    ("rests", "together"), [((30, 30), True), ((31, 29), True), ((30, 29), False), ((29, 30), False), ((29, 29), False)]
)
def test_a_superset_wins_a_minute_at_least(rests: tuple[int, int], together: bool) -> None:
    # In two sets of each there is one round, and both rests pass while the other works.
    choices = [set_of(name, sets=2, rest_s=rest) for name, rest in zip(PAIR, rests, strict=True)]
    assert paired(ask_for(), choices) == ([PAIR] if together else [])


@pytest.mark.parametrize(
    ("push_up", "plank", "together"),
    [
        # after a plank come 30 s of push-ups and what is left of their rest when the plank is done
        pytest.param(65, 30, True, id="nothing is left, and 30 s are enough"),
        pytest.param(65, 31, False, id="nothing is left, and 31 s are wished"),
        pytest.param(70, 35, True, id="five seconds are left, and 35 are enough"),
        pytest.param(70, 36, False, id="five seconds are left, and 36 are wished"),
        pytest.param(20, 90, True, id="the plank rests longer, and covers the push-ups' rest"),
    ],
)
def test_nobody_rests_less_than_prescribed_in_a_superset(push_up: int, plank: int, together: bool) -> None:
    choices = [set_of("push_up", rest_s=push_up), set_of("side_plank", rest_s=plank)]
    assert paired(ask_for(), choices) == ([PAIR] if together else [])


@pytest.mark.parametrize(("one", "other", "together"), [(5, 5, True), (4, 4, True), (5, 4, False), (4, 5, False)])
def test_partners_have_equal_sets(one: int, other: int, together: bool) -> None:
    choices = [set_of("push_up", sets=one, rest_s=20), set_of("side_plank", sets=other, rest_s=20)]
    assert paired(ask_for(), choices) == ([PAIR] if together else [])


@pytest.mark.parametrize("sets", [(1, 2), (2, 1), (1, 1)])
def test_one_set_alone_is_no_superset(sets: tuple[int, int]) -> None:
    choices = [set_of(name, sets=count, rest_s=600) for name, count in zip(PAIR, sets, strict=True)]
    assert paired(ask_for(), choices) == []


def test_of_three_supersets_that_could_be_the_two_that_win_most_are_made() -> None:
    rests = {10: ("push_up", "side_plank"), 12: ("pull_up_assisted", "calf_raise_straight_knee")}
    rests[14] = ("tibialis_raise", "dead_bug")  # 4 x 28 s are won, by the others 4 x 24 and 4 x 20
    assert all(go_together(*pair, GYM, heavy=False) for pair in rests.values())
    order = [("push_up", 10), ("pull_up_assisted", 12), ("calf_raise_straight_knee", 12), ("tibialis_raise", 14)]
    found = paired(
        ask_for(), [set_of(name, rest_s=rest) for name, rest in (*order, ("side_plank", 10), ("dead_bug", 14))]
    )
    assert sorted(map(sorted, found)) == sorted(map(sorted, (rests[12], rests[14])))


def test_a_beginner_who_learns_the_movements_has_no_superset() -> None:
    choices = [set_of(name) for name in PAIR]
    assert paired(ask_for(level="beginner", phase="technique"), choices) == []
    assert paired(ask_for(level="beginner", phase="strength"), choices) == [PAIR]
    assert paired(ask_for(level="intermediate", phase="technique"), choices) == [PAIR]


KITS = {
    "nothing": (),
    "dumbbell": ("dumbbell",),
    "home": ("barbell", "bench", "dumbbell", "pull_up_bar"),
    "gym": GYM,
}


@pytest.mark.parametrize("kit", KITS)
@pytest.mark.parametrize("level", ["intermediate", "advanced"])
def test_partners_have_equal_sets_or_the_lift_has_one_more_however_many_are_added(kit: str, level: str) -> None:
    pairs = 0
    for types, minutes, target in itertools.product((("general",), ("heavy", "general")), (24, 30, 40), (4.0, 12.0)):
        routine = choose(RoutineRequest("strength", types, minutes, target, KITS[kit], level), CATALOG)
        for session in routine.sessions:
            for letter in {one.superset for one in session} - {""}:
                one, other = (each.sets for each in session if each.superset == letter)
                assert 0 <= one - other <= 1, (types, minutes, target)  # a main lift may end alone
                pairs += 1
    assert pairs > 5


def test_a_session_long_enough_has_two_supersets() -> None:
    routine = choose(RoutineRequest("strength", ("heavy", "general"), 30, 4.0, (), "beginner"), CATALOG)
    assert [sorted({one.superset for one in session} - {""}) for session in routine.sessions].count(["A", "B"]) >= 1
