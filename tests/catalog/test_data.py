"""The built-in data: what must be in it, checked against the evidence and by its own arithmetic."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from runplan.catalog import load_catalog
from runplan.catalog.equipment import available
from runplan.plan.steps import parse_steps
from runplan.planning.strength.catalog_arrays import arrays_of
from runplan.schema import LEG_PATTERNS, PRIORITY_MUSCLES

ROOT = Path(__file__).resolve().parents[2]
EVIDENCE = Path(__file__).with_name("muscle_roles.csv")  # as it was collected: who said it is in data/involvement.csv
CORRECTIONS = Path(__file__).with_name("corrections.csv")  # what was corrected since
CATALOG = load_catalog()

# What the sources call each of the 59 that they tell of, and our id.
NAMES = {
    "Foam roll glutes": "foam_roll_glutes",
    "Foam roll IT-band": "foam_roll_it_band",
    "Foam roll quads": "foam_roll_quads",
    "Foam roll calves": "foam_roll_calves",
    "Forward lunge elbow to instep": "lunge_elbow_to_instep",
    "Sumo squat to stand": "sumo_squat_to_stand",
    "Inverted hamstring stretch": "inverted_hamstring_stretch",
    "Mini-band walk (lateral)": "mini_band_walk",
    "One-leg RDL to row": "one_leg_rdl_to_row",
    "Swiss-ball T-raise": "swiss_ball_t_raise",
    "Valslide leg curl": "slider_leg_curl",
    "Kneeling side plank with leg up": "kneeling_side_plank_leg_up",
    "Step-up (loaded)": "step_up",
    "Lateral step-up / step-down": "lateral_step_down",
    "Forward lunge": "forward_lunge",
    "Reverse lunge": "reverse_lunge",
    "Lateral lunge": "lateral_lunge",
    "Split squat": "split_squat",
    "Rear-foot-elevated split squat": "rear_foot_elevated_split_squat",
    "Single-leg squat to box": "single_leg_squat_to_box",
    "Goblet squat": "goblet_squat",
    "Back squat": "back_squat",
    "Trap-bar deadlift": "trap_bar_deadlift",
    "Conventional deadlift": "conventional_deadlift",
    "Romanian deadlift": "romanian_deadlift",
    "Hip thrust": "hip_thrust",
    "Glute bridge": "glute_bridge",
    "Single-leg bridge": "single_leg_bridge",
    "Calf raise straight knee": "calf_raise_straight_knee",
    "Calf raise bent knee (soleus)": "calf_raise_bent_knee",
    "Nordic curl": "nordic_curl",
    "Swiss-ball leg curl": "swiss_ball_leg_curl",
    "Glute-ham raise": "glute_ham_raise",
    "Back extension (45°)": "back_extension_45",
    "Copenhagen plank": "copenhagen_plank",
    "Side plank": "side_plank",
    "Front plank": "front_plank",
    "Dead bug": "dead_bug",
    "Bird dog": "bird_dog",
    "Pallof press": "pallof_press",
    "Stir the pot": "stir_the_pot",
    "Push-up": "push_up",
    "Inverted row": "inverted_row",
    "One-arm row": "one_arm_row",
    "Pull-up": "pull_up",
    "Overhead press": "overhead_press",
    "Kettlebell swing": "kettlebell_swing",
    "Box jump": "box_jump",
    "Pogo hops": "pogo_hops",
    "Bounding": "bounding",
    "Tibialis raise": "tibialis_raise",
    "Clamshell": "clamshell",
    "Side-lying hip abduction": "side_lying_hip_abduction",
    "Monster walk": "monster_walk",
    "Hip airplane": "hip_airplane",
    "Short foot": "short_foot",
    "Farmer carry": "farmer_carry",
    "Suitcase carry": "suitcase_carry",
    "Hip flexor march (banded)": "hip_flexor_march",
}
# The sources' finer names of muscles, and ours; all others are the same.
FINER = {
    "iliopsoas": "hip_flexors",
    "rectus_femoris": "quadriceps",
    "lateral_thigh": "quadriceps",
    "tfl": "gluteus_medius",
    "erector_spinae": "spinal_erectors",
    "multifidus": "deep_core",
    "transversus": "deep_core",
    "quadratus_lumborum": "deep_core",
    "foot_intrinsics": "foot_and_peroneals",
    "tibialis_posterior_peroneals": "foot_and_peroneals",
    "upper_trapezius": "upper_back",
    "mid_trapezius": "upper_back",
    "lower_trapezius": "upper_back",
    "rhomboids": "upper_back",
    "anterior_deltoid": "shoulders",
    "middle_deltoid": "shoulders",
    "posterior_deltoid": "shoulders",
    "rotator_cuff": "shoulders",
    "pectoralis_major": "chest_and_serratus",
    "serratus_anterior": "chest_and_serratus",
    "biceps": "arms",
    "triceps": "arms",
    "forearm_grip": "arms",
}


def raw(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def seconds(exercise: dict[str, str], reps: str, timed: str) -> float:
    """One set and all around it, by hand: getting ready, the work, five seconds between sides, five to the next."""
    one_side = float(timed) if exercise["mode"] == "seconds" else float(reps) * float(exercise["seconds_per_rep"])
    work = one_side + 5 + one_side if exercise["each_side"] == "yes" else one_side
    return float(exercise["setup_s"]) + work + 5


def test_each_of_the_fifty_nine_of_the_evidence_comes_first_and_in_its_order() -> None:
    assert len(NAMES) == 59
    assert list(CATALOG.exercises.index)[:59] == list(NAMES.values())


def test_the_twelve_stand_in_the_articles_three_parts_and_order() -> None:
    rows = CATALOG.routines[CATALOG.routines["routine_id"] == "article"].sort_values("order")
    assert list(zip(rows["part"], rows["exercise_id"], rows["sets"], strict=True)) == [
        ("foam_roll", "foam_roll_glutes", 1),
        ("foam_roll", "foam_roll_it_band", 1),
        ("foam_roll", "foam_roll_quads", 1),
        ("foam_roll", "foam_roll_calves", 1),
        ("warm_up", "lunge_elbow_to_instep", 1),
        ("warm_up", "sumo_squat_to_stand", 1),
        ("warm_up", "inverted_hamstring_stretch", 1),
        ("warm_up", "mini_band_walk", 1),
        ("strength", "one_leg_rdl_to_row", 1),
        ("strength", "swiss_ball_t_raise", 1),
        ("strength", "slider_leg_curl", 1),
        ("strength", "kneeling_side_plank_leg_up", 1),
    ]


def article() -> list[dict[str, str]]:
    """The rows of the article's routine."""
    return [row for row in raw("routines") if row["routine_id"] == "article"]


def test_the_twelve_take_between_nine_and_a_half_and_ten_minutes() -> None:
    exercises = {row["exercise_id"]: row for row in raw("exercises")}
    total = sum(seconds(exercises[row["exercise_id"]], row["reps"], row["seconds"]) for row in article())
    assert total == 595  # 9:55
    assert 9 * 60 + 30 <= total <= 10 * 60


def test_a_beginner_with_the_articles_five_tools_can_do_all_twelve() -> None:
    tools = ("foam_roller", "mini_band", "dumbbell", "swiss_ball", "slider")
    can = CATALOG.filter(equipment=tools, level="beginner").index
    assert {row["exercise_id"] for row in article()} <= set(can)


def test_a_swap_of_the_twelve_is_of_the_same_section_and_takes_hardly_longer() -> None:
    """Ten seconds at most, with the repetitions that it is learnt with; what is too long loses another exercise."""
    exercises = {row["exercise_id"]: row for row in raw("exercises")}
    arrays = arrays_of(CATALOG)
    for row in article():
        original = exercises[row["exercise_id"]]
        for name in filter(None, row["swaps"].split(";")):
            swap = exercises[name]
            assert (swap["section"], swap["mode"]) == (original["section"], original["mode"]), name
            dose = arrays.dose(arrays.place[name], "beginner", "T2")
            own = seconds(swap, str(dose.reps or ""), str(dose.seconds or ""))
            assert own <= seconds(original, row["reps"], row["seconds"]) + 10, name


def test_without_any_kit_every_band_walk_and_strength_part_of_the_article_has_a_swap() -> None:
    for row in raw("routines"):
        if row["exercise_id"] in ("mini_band_walk", "one_leg_rdl_to_row", "swiss_ball_t_raise", "slider_leg_curl"):
            needs = [CATALOG.exercises.at[name, "equipment"] for name in row["swaps"].split(";")]
            assert "" in needs, row["exercise_id"]


@pytest.mark.parametrize("level", ["beginner", "intermediate", "advanced"])
@pytest.mark.parametrize("phase", ["technique", "strength", "power", "keep"])
def test_the_warm_up_with_roller_and_band_takes_five_to_six_minutes(level: str, phase: str) -> None:
    exercises = {row["exercise_id"]: row for row in raw("exercises")}
    doses = {(row["dose"], row["level"], row["strength_phase"]): row for row in raw("doses")}
    total = 0.0
    for row in raw("routines")[:8]:
        exercise = exercises[row["exercise_id"]]
        dose = doses[exercise["dose"], level, phase]
        total += seconds(exercise, dose["reps"], dose["seconds"])
    assert 5 * 60 <= total <= 6 * 60


def corrected() -> set[tuple[str, str]]:
    """Exercise and muscle whose role or basis was corrected since the evidence was collected."""
    with CORRECTIONS.open(encoding="utf-8", newline="") as file:
        return {(row["exercise_id"], row["muscle"]) for row in csv.DictReader(file) if row["what"] in ("role", "basis")}


def test_every_pair_of_the_evidence_is_carried_over_and_no_other_but_for_those_corrected() -> None:
    with EVIDENCE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = sorted(
        (NAMES[row["exercise"]], FINER.get(finer, finer), row["role"], row["study"] == "yes")
        for row in rows
        for finer in [row["muscle"].split("(")[0]]
        if (NAMES[row["exercise"]], FINER.get(finer, finer)) not in corrected()
    )
    ours = CATALOG.involvement[CATALOG.involvement["exercise_id"].isin(NAMES.values())]
    have = sorted(
        zip(
            ours["exercise_id"],
            ours["muscle"],
            ours["role"],
            ours["basis"] != "functional anatomy",
            strict=True,
        )
    )
    assert [pair for pair in have if pair[:2] not in corrected()] == wanted
    assert len(rows) == 338
    assert len(wanted) > 280


def test_what_the_evidence_does_not_tell_of_rests_on_anatomy_and_has_no_figures() -> None:
    pairs = zip(CATALOG.involvement["exercise_id"], CATALOG.involvement["muscle"], strict=True)
    others = CATALOG.involvement[[pair[0] not in NAMES.values() and pair not in corrected() for pair in pairs]]
    assert len(others) > 500
    assert set(others["basis"]) == {"functional anatomy"}
    assert set(others["pct_mvic"]) == set(others["statistic"]) == {""}


def test_a_study_is_never_named_without_a_source_and_anatomy_never_with_a_study() -> None:
    for basis, source in zip(CATALOG.involvement["basis"], CATALOG.involvement["source_id"], strict=True):
        assert (basis == "functional anatomy") == (source == "functional_anatomy")


def test_what_was_read_in_a_secondary_page_says_so() -> None:
    kinds = dict(zip(CATALOG.sources["source_id"], CATALOG.sources["kind"], strict=True))
    for basis, source in zip(CATALOG.involvement["basis"], CATALOG.involvement["source_id"], strict=True):
        assert (basis == "secondary page") == (kinds[source] == "secondary page"), source
        assert (basis == "coach") == (kinds[source] == "coach"), source


def test_a_dose_is_ours_but_for_the_first_weeks_of_lowering_by_the_hamstrings() -> None:
    kinds = dict(zip(CATALOG.sources["source_id"], CATALOG.sources["kind"], strict=True))
    for row in raw("doses"):
        first_weeks = (row["dose"], row["strength_phase"], row["reps"]) == ("hamstring_lowering", "technique", "5")
        assert row["basis"] == ("study" if first_weeks else "our assumption"), row
        assert kinds[row["source_id"]] in ("study", "review", "own"), row


def test_neighbours_are_symmetrical_of_one_pattern_and_never_harder_downwards() -> None:
    order = {"beginner": 0, "intermediate": 1, "advanced": 2}
    rows = {row["exercise_id"]: row for row in raw("exercises")}
    for name, row in rows.items():
        for harder in filter(None, row["harder"].split(";")):
            assert name in rows[harder]["easier"].split(";"), (name, harder)
            # The heel bounce is no jump, for the toes stay on the floor, and yet prepares the hops.
            assert rows[harder]["pattern"] == row["pattern"] or name == "heel_bounce", (name, harder)
            assert order[row["level"]] <= order[rows[harder]["level"]], (name, harder)
        for easier in filter(None, row["easier"].split(";")):
            assert name in rows[easier]["harder"].split(";"), (name, easier)


def hard(dose: dict[str, str]) -> bool:
    return (dose["reps"] != "" and int(dose["reps"]) <= 8) or float(dose["effort"]) >= 8


def heavy(exercise: dict[str, Any], dose: dict[str, str]) -> bool:
    if exercise["pattern"] not in LEG_PATTERNS or exercise["load_class"] != "heavy":
        return False
    if exercise["pattern"] == "knee_flexion":  # how few repetitions the hamstrings can lower the body for says nothing
        return float(dose["effort"]) >= 7
    return exercise["pattern"] == "jump" or hard(dose)


def test_technique_doses_are_never_heavy_but_for_jumps() -> None:
    doses = raw("doses")
    for exercise in raw("exercises"):
        jumps = exercise["pattern"] == "jump" and exercise["load_class"] == "heavy"
        for dose in doses:
            if dose["dose"] == exercise["dose"] and dose["strength_phase"] == "technique":
                assert heavy(exercise, dose) == jumps, exercise["exercise_id"]


def test_leg_work_of_the_heavy_class_is_heavy_in_the_strength_phase_at_every_level() -> None:
    doses = raw("doses")
    for exercise in raw("exercises"):
        if exercise["pattern"] in LEG_PATTERNS and exercise["load_class"] == "heavy":
            for dose in doses:
                if dose["dose"] == exercise["dose"] and dose["strength_phase"] == "strength":
                    assert heavy(exercise, dose), (exercise["exercise_id"], dose["level"])


def test_only_a_weight_in_the_hands_the_hamstrings_that_lower_the_body_and_jumps_are_of_the_heavy_class() -> None:
    for exercise in raw("exercises"):
        if exercise["load_class"] == "heavy":
            lowering = exercise["dose"] == "hamstring_lowering"
            assert exercise["hands"] or lowering or exercise["pattern"] == "jump", exercise["exercise_id"]


def test_without_kit_only_jumps_are_of_the_heavy_class() -> None:
    for exercise in raw("exercises"):
        if exercise["load_class"] == "heavy" and not exercise["equipment"]:
            assert exercise["pattern"] == "jump", exercise["exercise_id"]


def test_the_keep_phase_keeps_the_load_and_cuts_the_sets() -> None:
    by_key = {(row["dose"], row["level"], row["strength_phase"]): row for row in raw("doses")}
    for (dose, level, phase), row in by_key.items():
        if phase == "keep":
            strength = by_key[dose, level, "strength"]
            if dose not in ("hops", "jump", "bounds"):
                assert (row["reps"], row["seconds"]) == (strength["reps"], strength["seconds"]), (dose, level)
                assert row["effort"] == strength["effort"], (dose, level)
            most = 3 if dose == "calf_push" else 2  # a set of calf pushes lasts less than a minute
            assert int(row["sets_max"]) <= min(most, int(strength["sets_max"])), (dose, level)


def test_every_dose_is_used_and_within_what_a_coach_would_set() -> None:
    for_imports = {"stretch_side", "stretch_both"}  # the drills here are moved through, not held
    assert set(CATALOG.doses["dose"]) == set(CATALOG.exercises["dose"]) | for_imports
    short = CATALOG.doses["dose"].isin(("calf_push", "squeeze"))  # a set of them lasts less than a minute
    assert int(CATALOG.doses.loc[~short, "sets_max"].max()) <= 4
    assert int(CATALOG.doses.loc[short, "sets_max"].max()) == 5
    assert float(CATALOG.doses["effort"].max()) <= 8
    assert int(CATALOG.doses["rest_s"].max()) <= 150


def test_every_priority_muscle_has_a_prime_mover_for_a_beginner_without_kit() -> None:
    can = CATALOG.filter(equipment=(), level="beginner").index
    best = CATALOG.credit.loc[can].max()
    assert [muscle for muscle in PRIORITY_MUSCLES if best[muscle] < 1] == []


def test_a_towel_or_a_backpack_gives_a_beginner_a_prime_mover_for_the_hamstrings() -> None:
    credit = CATALOG.credit["hamstrings"]
    for owned, name in (("towel", "slider_leg_curl"), ("backpack", "romanian_deadlift")):
        can = CATALOG.filter(equipment=(owned,), level="beginner").index
        assert name in can
        assert credit[name] == 1


def test_the_five_trunk_and_shin_groups_can_be_worked_with_nothing_but_floor_and_wall() -> None:
    can = CATALOG.filter(equipment=(), level="beginner").index
    best = CATALOG.credit.loc[can].max()
    for muscle in ("rectus_abdominis", "obliques", "deep_core", "spinal_erectors", "tibialis_anterior"):
        assert best[muscle] == 1, muscle
    assert best["foot_and_peroneals"] == 0.5  # light work, or beside the calves


def test_running_does_not_load_the_upper_body_and_loads_the_soleus_most_in_a_race() -> None:
    load = CATALOG.running_load.set_index(["muscle", "run_type"])["load"]
    for muscle in ("latissimus", "upper_back", "shoulders", "chest_and_serratus", "arms"):
        assert (load[muscle] == 0).all()
    assert load["soleus", "easy"] == 2
    assert load["soleus", "race"] == 3
    assert len(load) == 20 * 6


def fits(cell: str, word: str) -> bool:
    return word in cell.split("|") or cell == "any"


def test_the_steps_of_every_workout_can_be_read_and_only_an_end_of_a_run_begins_with_what_remains() -> None:
    for row in raw("workouts"):
        assert row["steps"].startswith("rest easy; ") == (row["slot"] != "quality"), row
        assert parse_steps(row["steps"].removeprefix("rest easy; ")), row["steps"]


@pytest.mark.parametrize("level", ["beginner", "intermediate", "advanced"])
@pytest.mark.parametrize("goal", ["5k", "10k", "half", "marathon"])
def test_every_phase_before_a_race_has_workouts_whose_turns_begin_with_one_and_leave_none_out(
    goal: str, level: str
) -> None:
    # A 5k or a 10k has no taper: its eased week is still the peak.
    phases = ["base", "build", "peak", "race"] + ["taper"] * (goal in ("half", "marathon"))
    for phase in phases:
        turns = {
            int(row["turn"])
            for row in raw("workouts")
            if row["slot"] == "quality"
            and all(map(fits, (row["goal"], row["level"], row["phase"]), (goal, level, phase)))
        }
        assert turns == set(range(1, len(turns) + 1)), phase
        assert turns, phase


def test_no_workout_asks_for_more_of_a_week_than_a_quarter() -> None:
    assert CATALOG.workouts["work_share"].between(0.05, 0.25).all()


def test_target_shares_are_one_for_legs_and_hips_six_tenths_for_the_trunk_and_one_half_for_the_rest() -> None:
    muscles = CATALOG.muscles.set_index("muscle")
    assert int(muscles["priority"].sum()) == 7 + 4
    expected = muscles["priority"].map({True: 1.0, False: 0.5}).mask(muscles["group"] == "trunk", 0.6)
    assert (muscles["target_share"] == expected).all()


def test_how_to_is_one_sentence_each_and_none_is_used_twice() -> None:
    sentences = list(CATALOG.exercises["how_to"])
    assert len(set(sentences)) == len(sentences)
    for sentence in sentences:
        assert sentence.endswith("."), sentence
        assert sentence.count(".") == 1, sentence
        assert sentence[0].isupper(), sentence


def test_no_cell_begins_like_a_formula_of_a_spreadsheet() -> None:
    for path in (ROOT / "data").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for cells in csv.reader(file):
                assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells), (path.name, cells)


def test_every_source_that_is_a_study_says_where_it_can_be_found() -> None:
    for row in CATALOG.sources.itertuples(index=False):
        if row.kind in ("study", "review"):
            pages = re.search(r"\b\d+(?:\(\d+\))?:\d+", row.citation)  # of a journal: "Front Sports Act Living 1:70"
            assert row.doi or row.address or pages, row.source_id


def test_the_data_dictionary_explains_every_file_and_column() -> None:
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    for path in sorted((ROOT / "data").glob("*.csv")):
        assert f"## {path.name}" in text, path.name
        section = text.split(f"## {path.name}")[1].split("\n## ")[0]
        for column in path.read_text(encoding="utf-8").splitlines()[0].split(","):
            assert f"`{column}`" in section, (path.name, column)


def test_barbell_work_needs_a_barbell_and_home_work_a_chair() -> None:
    needs = CATALOG.exercises["equipment"]
    assert not available(needs["back_squat"], ("dumbbell", "bench"))
    assert available(needs["step_up"], ("chair",))
    assert available(needs["copenhagen_plank"], ("chair",))
    assert available(needs["goblet_squat"], ("backpack",))
    assert available(needs["hip_thrust"], ("chair", "backpack"))
    assert not available(needs["hip_thrust"], ("chair",))


def test_a_workouts_note_says_how_to_run_it_and_not_when_for_the_plan_decides_that() -> None:
    when = re.compile(r"\b(before|every (second|third)|once|twice|weeks?|never within)\b")
    assert [note for note in CATALOG.workouts["note"] if when.search(note)] == []
