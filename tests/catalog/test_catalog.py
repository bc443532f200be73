"""The catalogue as one asks it: credit, filters, equipment, and that nobody can alter it by accident."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runplan.catalog import Catalog, load_catalog
from runplan.catalog.equipment import available, missing, parse
from runplan.catalog.rules import RULES, number
from runplan.errors import CatalogError
from runplan.schema import EQUIPMENT, LEVELS, MUSCLES, PATTERNS, SECTIONS
from tests.builders.blocks import EXERCISE_IDS

CATALOG = load_catalog()


def test_the_built_in_catalog_is_read_once_and_shared() -> None:
    assert load_catalog() is load_catalog()


def test_what_is_written_into_a_frame_never_reaches_the_catalog() -> None:
    frame = CATALOG.exercises
    frame.loc["side_plank", "name"] = "changed"
    frame["new"] = 1
    frame.loc["new_exercise"] = frame.loc["front_plank"]
    assert CATALOG.exercises.at["side_plank", "name"] == "Side plank"
    assert "new" not in CATALOG.exercises
    assert "new_exercise" not in CATALOG.exercises.index
    credit = CATALOG.credit
    credit.loc["side_plank", "obliques"] = 7.0
    assert CATALOG.credit.at["side_plank", "obliques"] == 1
    muscles = CATALOG.muscles
    muscles["target_share"] = 0.0
    assert CATALOG.muscles["target_share"].max() == 1


def test_the_arrays_under_a_frame_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        CATALOG.credit.to_numpy()[0, 0] = 5.0
    with pytest.raises(ValueError, match="read-only"):
        CATALOG.exercises["setup_s"].to_numpy()[0] = 5.0


def test_a_field_of_a_catalog_cannot_be_replaced() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        CATALOG.exercises = CATALOG.exercises  # type: ignore[misc]


def test_a_catalog_can_be_made_with_one_frame_replaced() -> None:
    few = CATALOG.exercises.loc[["side_plank", "front_plank"]]
    other = dataclasses.replace(CATALOG, exercises=few)
    assert isinstance(other, Catalog)
    assert list(other.credit.index) == ["side_plank", "front_plank"]
    assert len(CATALOG.exercises) == len(EXERCISE_IDS)


def test_a_catalog_without_all_its_frames_is_refused() -> None:
    with pytest.raises(TypeError, match="missing 12 required positional arguments"):
        Catalog(CATALOG.exercises)  # type: ignore[call-arg]


def test_a_set_counts_one_for_a_prime_mover_one_half_for_a_synergist_and_nothing_for_a_stabiliser() -> None:
    credit = CATALOG.credit
    assert credit.shape == (len(EXERCISE_IDS), 20)
    assert tuple(credit.columns) == MUSCLES
    # Side plank: obliques, quadratus lumborum and gluteus medius move, serratus and cuff hold still.
    assert credit.at["side_plank", "obliques"] == 1
    assert credit.at["side_plank", "deep_core"] == 1
    assert credit.at["side_plank", "gluteus_medius"] == 1
    assert credit.at["single_leg_bridge", "gluteus_medius"] == 0.5
    assert credit.at["side_plank", "shoulders"] == 0
    assert int((credit.loc["side_plank"] > 0).sum()) == 3


def test_several_rows_of_a_pair_count_by_the_largest_and_never_by_their_sum() -> None:
    # The conventional deadlift: quadriceps as synergist twice (rectus femoris in a study, the rest by anatomy).
    rows = CATALOG.involvement
    pair = rows[(rows["exercise_id"] == "conventional_deadlift") & (rows["muscle"] == "quadriceps")]
    assert list(pair["role"]) == ["synergist", "synergist"]
    assert CATALOG.credit.at["conventional_deadlift", "quadriceps"] == 0.5


def test_rolling_and_stretching_count_no_sets_even_where_a_muscle_helps() -> None:
    # The elbow-to-instep lunge has quadriceps and gluteus maximus as synergists, but it is a stretch.
    for section in ("foam_roll", "warm_up"):
        assert (CATALOG.credit.loc[CATALOG.filter(section=section).index] == 0).all(axis=None)
    assert CATALOG.credit.at["side_plank", "gluteus_medius"] == 1


def test_every_credit_is_nothing_a_quarter_one_half_or_one() -> None:
    assert set(np.unique(CATALOG.credit.to_numpy())) == {0.0, 0.25, 0.5, 1.0}


def test_light_work_counts_half_of_what_its_muscles_would_get_and_the_rule_says_so() -> None:
    # Clamshell: the gluteus medius moves, the gluteus maximus helps.
    assert CATALOG.credit.at["clamshell", "gluteus_medius"] == 1 * number("sets_light")
    assert CATALOG.credit.at["clamshell", "gluteus_maximus"] == 0.5 * number("sets_light")
    hard = dataclasses.replace(CATALOG, exercises=CATALOG.exercises.assign(full_set=True))
    light = ~CATALOG.exercises["full_set"]
    assert (CATALOG.credit[light] == number("sets_light") * hard.credit[light]).all(axis=None)
    assert (CATALOG.credit[~light] == hard.credit[~light]).all(axis=None)
    assert set(CATALOG.exercises.loc[CATALOG.exercises["section"] == "activation", "full_set"]) == {False}


def test_a_filter_without_arguments_keeps_everything() -> None:
    assert CATALOG.filter().equals(CATALOG.exercises)


def test_no_kit_means_floor_and_wall_and_none_given_means_not_looked_at() -> None:
    assert set(CATALOG.filter(equipment=())["equipment"]) == {""}
    assert len(CATALOG.filter(equipment=None)) == len(EXERCISE_IDS)
    assert len(CATALOG.filter(equipment=EQUIPMENT)) == len(EXERCISE_IDS)


def test_a_level_includes_those_before_it() -> None:
    counts = [len(CATALOG.filter(level=level)) for level in LEVELS]
    assert counts == sorted(counts)
    assert counts[-1] == len(EXERCISE_IDS)
    assert set(CATALOG.filter(level="intermediate")["level"]) == {"beginner", "intermediate"}


def test_filters_join_with_and_their_words_with_or() -> None:
    found = CATALOG.filter(pattern=("knee_flexion", "upper_push"), equipment=("swiss_ball",), level="beginner")
    assert list(found.index) == [
        "swiss_ball_leg_curl",
        "push_up",
        "hamstring_walkout",
        "long_lever_bridge",
        "push_up_kneeling",
        "push_up_plus",
    ]


def test_a_muscle_is_found_where_it_works_or_is_rolled_but_not_where_it_only_holds_still() -> None:
    found = CATALOG.filter(muscle="hip_adductors").index
    assert "copenhagen_plank" in found  # moves
    assert "sumo_squat_to_stand" in found  # is stretched
    assert "hip_thrust" not in found  # holds still
    assert "foam_roll_calves" in CATALOG.filter(muscle="soleus").index


def test_planes_section_and_avoidances_filter() -> None:
    jumps = CATALOG.filter(section="plyometric", level="intermediate", avoid=("box_jump", "unheard_of"), equipment=())
    assert list(jumps.index) == [
        "pogo_hops",
        "squat_jump",
        "broad_jump",
        "hop_and_stick",
        "skater_jump",
        "line_hops",
        "power_skip",
    ]
    assert "lateral_lunge" in CATALOG.filter(plane="frontal").index
    assert "front_plank" not in CATALOG.filter(plane=("frontal", "transverse")).index
    assert "pogo_hops" not in CATALOG.filter(avoid="pogo_hops").index


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        pytest.param(
            {"level": "beginer"},
            "level='beginer' is not known. Did you mean 'beginner'? Use beginner, intermediate, advanced.",
            id="level",
        ),
        pytest.param(
            {"section": "cooldown"},
            "section='cooldown' is not known. Use foam_roll, warm_up, activation, strength, plyometric.",
            id="section",
        ),
        pytest.param(
            {"plane": ("frontal", "saggital")},
            "plane='saggital' is not known. Did you mean 'sagittal'? Use sagittal, frontal, transverse.",
            id="plane",
        ),
        pytest.param(
            {"muscle": "glutes"},
            f"muscle='glutes' is not known. Use {', '.join(MUSCLES)}.",
            id="muscle",
        ),
        pytest.param(
            {"pattern": "squats"},
            f"pattern='squats' is not known. Did you mean 'squat'? Use {', '.join(PATTERNS)}.",
            id="pattern",
        ),
        pytest.param(
            {"equipment": ["dumbell"]},
            f"equipment='dumbell' is not known. Did you mean 'dumbbell'? Use {', '.join(EQUIPMENT)}.",
            id="equipment",
        ),
    ],
)
def test_an_unknown_word_in_a_filter_is_refused(argument: dict[str, object], message: str) -> None:
    with pytest.raises(CatalogError) as error:
        CATALOG.filter(**argument)  # type: ignore[arg-type]
    assert str(error.value) == message


@given(
    owned=st.sets(st.sampled_from(EQUIPMENT)),
    more=st.sets(st.sampled_from(EQUIPMENT)),
    level=st.sampled_from(LEVELS),
    section=st.sampled_from(SECTIONS),
)
def test_more_kit_never_takes_an_exercise_away(owned: set[str], more: set[str], level: str, section: str) -> None:
    less = CATALOG.filter(equipment=owned, level=level, section=section).index
    assert set(less) <= set(CATALOG.filter(equipment=owned | more, level=level, section=section).index)


def test_a_semicolon_joins_and_a_bar_stands_for() -> None:
    assert parse("barbell;bench|box") == (("barbell",), ("bench", "box"))
    assert available("barbell;bench|box", ["barbell", "box"])
    assert not available("barbell;bench|box", ["bench", "box"])
    assert available("", ())
    assert missing("barbell;bench|box", ()) == ("barbell", "bench|box")


def test_owned_kit_may_be_given_as_something_that_is_read_once() -> None:
    assert available("barbell;bench|box", iter(["barbell", "box"]))


def test_an_unknown_equipment_word_is_refused() -> None:
    with pytest.raises(CatalogError) as error:
        parse("barbell;rack")
    assert str(error.value) == (
        f"equipment 'barbell;rack': 'rack' is not an equipment word; use {', '.join(EQUIPMENT)}, with ';' "
        "between items needed together and '|' between alternatives."
    )


def test_a_rule_has_a_number_a_basis_and_a_source() -> None:
    rule = RULES["sets_counting"]
    assert (rule.value, rule.unit, rule.basis, rule.source_id) == (0.5, "sets", "study", "pelland2024")
    assert number("sets_counting") == 0.5
    assert len(RULES) == len(list(RULES)) == len(CATALOG.rules)


def test_a_rule_that_does_not_exist_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(CatalogError) as error:
        number("sets_countin")
    assert str(error.value) == "rule_id='sets_countin' is not a rule. Did you mean 'sets_counting'?"


def test_a_rule_without_a_number_is_refused_as_a_number() -> None:
    with pytest.raises(CatalogError) as error:
        number("days_off")
    assert str(error.value) == ("The rule 'days_off' has no number; use one that has a value in data/rules.csv.")
