"""What the catalogue must hold so that any runner with any kit can be served, and what a sentence of it must be."""

from __future__ import annotations

import re

import pytest
from fit_tool.profile import profile_type

from runplan.catalog import load_catalog
from runplan.catalog.equipment import available
from runplan.schema import COUNTED_SECTIONS, EQUIPMENT, LEVELS, MUSCLES, PATTERNS

CATALOG = load_catalog()
EXERCISES = CATALOG.exercises
HOUSEHOLD = ("backpack", "chair", "towel")
KITS = {
    "nothing": (),
    "mini band": ("mini_band",),
    "band and roller": ("foam_roller", "mini_band"),
    "dumbbells": ("dumbbell",),
    "kettlebell": ("kettlebell",),
    "ball, sliders and roller": ("foam_roller", "slider", "swiss_ball"),
    "home gym": ("bench", "chair", "dumbbell", "foam_roller", "long_band", "mini_band", "pull_up_bar"),
    "full gym": tuple(word for word in EQUIPMENT if word not in HOUSEHOLD),
}
PRIME = CATALOG.involvement[CATALOG.involvement["role"] == "prime_mover"]
# Trained by everybody in the same way: a roller and a joint know no levels.
WITHOUT_LEVELS = ("roll", "mobility")
IMPERATIVE = re.compile(
    r"^(Carry|Dip|Face|Fix|Fold|Hang|Hike|Hinge|Hold|Hop|Hug|Kneel|Lean|Lie|Lift|Lock|Loop|Lower|Lunge|Pick|Press|Prop|Pull|Push|"
    r"Put|Rest|Rise|Run|Set|Sink|Sit|Skip|Slide|Stand|Step|Swing|Take|Walk|Wear)\b|^On (hands|your) "
)


def test_there_are_at_least_a_hundred_and_twenty() -> None:
    assert len(EXERCISES) >= 120


@pytest.mark.parametrize("pattern", [pattern for pattern in PATTERNS if pattern not in WITHOUT_LEVELS])
def test_every_movement_has_an_exercise_of_each_level(pattern: str) -> None:
    assert set(EXERCISES.loc[EXERCISES["pattern"] == pattern, "level"]) == set(LEVELS)


@pytest.mark.parametrize("kit", KITS)
@pytest.mark.parametrize("level", LEVELS)
def test_with_any_kit_each_muscle_but_the_arms_neighbours_has_a_prime_mover(kit: str, level: str) -> None:
    can = CATALOG.filter(equipment=KITS[kit], level=level).index
    moved = set(PRIME.loc[PRIME["exercise_id"].isin(can), "muscle"])
    best = CATALOG.credit.loc[can].max()
    # A back muscle is pulled on: with nothing to pull at, the broadest of them is only helped along.
    spared = {"latissimus"} if not {"dumbbell", "kettlebell", "long_band", "barbell"} & set(KITS[kit]) else set()
    assert set(MUSCLES) - moved - spared - {"deep_hip_rotators"} == set()
    assert best["deep_hip_rotators"] >= 0.25


def test_what_needs_kit_names_a_swap_that_does_without() -> None:
    movers = CATALOG.involvement[CATALOG.involvement["role"].isin(("prime_mover", "synergist"))]
    works = movers.groupby("exercise_id")["muscle"].agg(set)
    for name, row in EXERCISES.iterrows():
        if not row["equipment"] or row["section"] == "foam_roll":
            assert not row["swaps"], name
            continue
        swaps = row["swaps"].split(";")
        prime = set(PRIME.loc[PRIME["exercise_id"] == name, "muscle"])
        for swap in swaps:
            assert works[swap] & prime, (name, swap)
        kits = [EXERCISES.at[swap, "equipment"] for swap in swaps]
        assert any(available(kit, HOUSEHOLD) for kit in kits), name


def test_every_piece_of_kit_is_needed_somewhere_and_says_its_name_and_what_stands_in_for_it() -> None:
    used = {word for cell in EXERCISES["equipment"] for need in cell.split(";") for word in need.split("|")} - {""}
    others = {"machine", "medicine_ball", "other"}  # words of catalogs that are imported
    assert used | others == set(CATALOG.equipment["equipment"])
    for row in CATALOG.equipment.itertuples(index=False):
        assert row.stand_in == "" or row.stand_in in EQUIPMENT
        assert row.advice.endswith(".")
        assert row.name[:1].isupper()


def test_how_to_is_two_to_four_cues_in_the_imperative() -> None:
    for name, sentence in EXERCISES["how_to"].items():
        assert IMPERATIVE.match(sentence), (name, sentence)
        cues = [cue for cue in re.split(r",|;|\band\b|\bwhile\b|\bwithout\b|\buntil\b|\bas\b", sentence) if cue.strip()]
        assert len(cues) >= 2, (name, sentence)
        assert len(re.split(r", (?:and )?", sentence)) <= 6, (name, sentence)  # places and adverbs have commas too
        assert 60 <= len(sentence) <= 200, (name, len(sentence))


def test_garmins_words_are_those_of_the_library_that_writes_its_files() -> None:
    named = 0
    for name, row in EXERCISES.iterrows():
        category, word = row["fit_category"], row["fit_name"]
        if not category:
            assert not word, name
            continue
        assert category.upper() in profile_type.ExerciseCategory.__members__, (name, category)
        if word:
            words = getattr(profile_type, "".join(part.capitalize() for part in category.split("_")) + "ExerciseName")
            assert word.upper() in words.__members__, (name, category, word)
            named += 1
    assert named >= 100


def test_no_two_exercises_claim_one_record_of_free_exercise_db() -> None:
    ids = [one for one in EXERCISES["fedb_id"] if one]
    assert len(set(ids)) == len(ids) >= 60


def test_staples_serve_every_counted_movement() -> None:
    counted = EXERCISES[EXERCISES["section"].isin(COUNTED_SECTIONS)]
    assert set(counted.loc[counted["staple"], "pattern"]) == set(counted["pattern"])
