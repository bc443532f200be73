"""Other people's exercises: what of free-exercise-db's format becomes ours, the report, and what is refused."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.catalog import Catalog, load_catalog
from runplan.catalog.files.read import data_dir
from runplan.catalog.files.table_files import FILES, Table, read_file
from runplan.catalog.sources import free_exercise_db as records
from runplan.catalog.sources import infer_tables as guess_words
from runplan.catalog.sources import registry
from runplan.catalog.sources.add_records import add_records
from runplan.catalog.sources.registry import SOURCES, Source
from runplan.cli import main
from runplan.errors import CatalogError
from runplan.schema import EQUIPMENT, LEVELS, MUSCLES, PATTERNS
from tests.checker import violations

SAMPLE = Path(__file__).with_name("sample_exercises.json")
# Every record of the file of April 2025, which is in the public domain, without its instructions and pictures.
WHOLE = Path(__file__).with_name("free_exercise_db_facts.csv")

ONE: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))[0]


def saved(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def whole_records() -> Iterator[dict[str, Any]]:
    """The facts as records of the format; of the instructions only whether they name the other side."""
    with WHOLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            record: dict[str, Any] = {
                key: row[key] or None for key in ("id", "name", "force", "level", "mechanic", "equipment", "category")
            }
            record |= {key: row[key].split(";") if row[key] else [] for key in ("primaryMuscles", "secondaryMuscles")}
            yield record | {"instructions": ["Repeat on the other side."] if row["sides_in_turn"] else []}


def refusal(path: Path) -> str:
    with pytest.raises(CatalogError) as error:
        load_catalog(path)
    return str(error.value)


def facts_of(catalog: Catalog, folder: Path) -> Path:
    """The catalogue's exercises as the checker reads them."""
    table = catalog.exercises.reset_index()
    with (folder / "exercises.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.columns)
        for row in table.itertuples(index=False):
            writer.writerow(
                ["yes" if one is True else "no" if one is False else "" if one != one else one for one in row]
            )
    shutil.copy(data_dir() / "rules.csv", folder)
    return folder


# --- what becomes of a record ------------------------------------------------------------------------------------

COLUMNS = (
    *("section", "pattern", "planes", "equipment", "level", "each_side", "mode", "seconds_per_rep", "setup_s"),
    *("dose", "load_class"),
)
# By hand, from the sample and the tables of data/README.md.
EXPECTED: dict[str, tuple[str, str]] = {
    "fedb_loaded_squat": (
        "strength, squat, sagittal, barbell, beginner, no, reps, 4, 45, compound_both, heavy",
        "quadriceps prime_mover; gluteus_maximus synergist; gastrocnemius synergist; soleus synergist",
    ),
    "fedb_one_leg_deadlift": (
        "strength, hinge, sagittal, kettlebell, intermediate, yes, reps, 3, 10, compound_single, heavy",
        "hamstrings prime_mover; gluteus_maximus synergist; spinal_erectors synergist",
    ),
    "fedb_preacher_curl_slow": (
        "strength, upper_pull, sagittal, barbell;bench, beginner, no, reps, 3, 45, posture, light",
        "arms prime_mover",
    ),
    "fedb_tempo_chin_up": (
        "strength, upper_pull, sagittal, pull_up_bar, advanced, no, reps, 4, 10, pull_up, moderate",
        "latissimus prime_mover; arms synergist",
    ),
    "fedb_breathing_plank": (
        "strength, core_anti_extension, sagittal, , beginner, no, seconds, , 5, plank, light",
        "rectus_abdominis prime_mover",
    ),
    "fedb_side_plank_bent": (
        "strength, core_lateral, frontal, , beginner, yes, seconds, , 5, side_hold, light",
        "obliques prime_mover; rectus_abdominis prime_mover; shoulders synergist",
    ),
    "fedb_doorway_opener": (
        "warm_up, mobility, sagittal, , beginner, no, seconds, , 0, stretch_both, light",
        "chest_and_serratus stretched",
    ),
    "fedb_half_kneeling_hip_flexor": (
        "warm_up, mobility, sagittal, , beginner, yes, seconds, , 0, stretch_side, light",
        "hip_flexors stretched",
    ),
    "fedb_outer_thigh_smr": (
        "foam_roll, roll, , foam_roller, intermediate, no, seconds, , 5, roll_both, light",
        "gluteus_medius rolled",
    ),
    "fedb_low_box_jump": (
        "plyometric, jump, sagittal, box, beginner, no, reps, 4, 10, jump, heavy",
        "quadriceps prime_mover; gastrocnemius synergist; soleus synergist",
    ),
    "fedb_ball_toss": (
        "strength, upper_push, sagittal, medicine_ball, beginner, no, reps, 3, 10, upper_compound, moderate",
        "chest_and_serratus prime_mover; arms synergist",
    ),
    "fedb_slow_cable_twist": (
        "strength, core_anti_rotation, transverse, cable, beginner, no, reps, 3, 20, core_reps, light",
        "obliques prime_mover; rectus_abdominis prime_mover",
    ),
    "fedb_stone_carry": (
        "strength, carry, sagittal;frontal, other, intermediate, no, seconds, , 10, carry, moderate",
        "arms prime_mover; quadriceps synergist",
    ),
    "fedb_seat_leg_press": (
        "strength, squat, sagittal, machine, beginner, no, reps, 4, 20, compound_both, heavy",
        "quadriceps prime_mover; hamstrings synergist",
    ),
}


@pytest.mark.parametrize(("exercise_id", "expected"), EXPECTED.items(), ids=EXPECTED)
def test_a_record_is_said_in_our_words(exercise_id: str, expected: tuple[str, str]) -> None:
    mine = load_catalog(SAMPLE)
    assert ", ".join(_cell(mine.exercises.at[exercise_id, name]) for name in COLUMNS) == expected[0]
    roles = mine.involvement[mine.involvement["exercise_id"] == exercise_id]
    said = "; ".join(f"{muscle} {role}" for muscle, role in zip(roles["muscle"], roles["role"], strict=True))
    assert said == expected[1]
    assert set(roles["basis"]) == {"our assumption"}
    assert set(roles["source_id"]) == {"free_exercise_db"}


def _cell(value: Any) -> str:
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    return value if isinstance(value, str) else "" if value != value else f"{value:g}"


def test_the_sample_joins_the_built_in_exercises_and_leaves_them_as_they_are() -> None:
    mine, built_in = load_catalog(SAMPLE), load_catalog()
    count = len(built_in.exercises)
    assert len(mine.exercises) == count + 14
    assert mine.exercises.iloc[:count].equals(built_in.exercises)
    assert list(mine.exercises.index[count:]) == list(EXPECTED)
    assert mine.exercises.at["fedb_loaded_squat", "how_to"] == "Set the bar on your back. Sit down and stand up again."
    citation = mine.sources.set_index("source_id").at["free_exercise_db", "citation"]
    assert citation == "free-exercise-db, read from your own file sample_exercises.json"
    assert built_in.imported is None


def test_only_kit_that_some_exercise_needs_is_offered() -> None:
    assert load_catalog().equipment_words == EQUIPMENT[:-3]
    assert load_catalog(SAMPLE).equipment_words == EQUIPMENT


# --- the report --------------------------------------------------------------------------------------------------


def test_the_report_says_what_came_of_each_record() -> None:
    imported = load_catalog(SAMPLE).imported
    assert imported is not None
    frame = imported.frame.set_index("name")
    assert list(frame["record"]) == list(range(1, 17))
    assert Counter(frame["outcome"]) == {"added": 14, "left out": 2}
    assert frame.at["Slow Walk", "reason"] == "cardio has no sets"
    assert frame.at["Hand Against Head", "reason"] == "the neck is not one of our twenty muscles"
    assert frame.at["Slow Walk", "exercise_id"] == ""
    assert frame.at["Loaded Squat", "left_out"] == "2 pictures"
    assert frame.at["Doorway Opener", "left_out"] == "the muscle neck"
    assert frame.at["Loaded Squat", "inferred"] == (
        "section strength from the category; pattern squat from the name; planes sagittal from the pattern; "
        "both sides together; counted; dose compound_both; load heavy"
    )
    assert frame.at["Half-Kneeling Hip Flexor", "inferred"] == (
        "section warm_up from the category; pattern mobility from the section; planes sagittal from the pattern; each "
        "side from the instructions; muscles hip_flexors from the name; timed; dose stretch_side; load light"
    )
    assert frame.at["Ball Toss", "inferred"] == (
        "section strength from the muscles; pattern upper_push from the force; planes sagittal from the pattern; both "
        "sides together; counted; dose upper_compound; load moderate"
    )
    assert str(imported) == imported.summary
    assert imported.summary == (
        "sample_exercises.json has 16 exercises: 14 were imported and 2 were left out (1: cardio has no sets; 1: "
        "the neck is not one of our twenty muscles)."
    )
    assert repr(imported) == "<Imported from sample_exercises.json: 14 added, 2 left out>"


def test_a_record_that_a_built_in_exercise_stands_for_is_not_added_again() -> None:
    tables = {name: read_file(data_dir(), name) for name in FILES}
    exercises = tables["exercises"]
    stands_for = {"back_squat": "Loaded_Squat", "pull_up": "Pullups;Tempo_Chin-Up"}
    column = [stands_for.get(name, "") for name in exercises.values["exercise_id"]]
    tables["exercises"] = Table(exercises.file, {**exercises.values, "fedb_id": column}, exercises.rows)
    made, imported = add_records(tables, SAMPLE, SOURCES[0])
    assert not {"fedb_loaded_squat", "fedb_tempo_chin_up"} & set(made["exercises"].values["exercise_id"])
    frame = imported.frame.set_index("name")
    assert list(frame.loc["Loaded Squat", ["exercise_id", "outcome", "reason"]]) == [
        "back_squat",
        "known",
        "the catalogue already has it as back_squat",
    ]
    assert frame.at["Tempo Chin-Up", "exercise_id"] == "pull_up"
    assert imported.summary == (
        "sample_exercises.json has 16 exercises: 12 were imported, 2 are already in the catalogue and 2 were left out "
        "(1: cardio has no sets; 1: the neck is not one of our twenty muscles)."
    )


def test_a_file_that_brings_nothing_new_is_no_fault(tmp_path: Path) -> None:
    mine = load_catalog(saved(tmp_path, [{**ONE, "category": "cardio"}]))
    assert len(mine.exercises) == len(load_catalog().exercises)
    assert (
        str(mine.imported) == "mine.json has 1 exercise: none were imported and 1 was left out (1: cardio has no sets)."
    )


def test_a_persons_own_table_has_a_report_too(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "exercise_id,name,section,pattern,planes,equipment,level,each_side,mode,seconds_per_rep,setup_s,dose,load_class,"
        "muscles\nlean,Lean,strength,squat,sagittal,,beginner,no,seconds,,5,plank,moderate,quadriceps:prime_mover\n",
        encoding="utf-8",
    )
    imported = load_catalog(path).imported
    assert imported is not None
    (row,) = imported.frame.to_dict("records")
    assert row.pop("inferred").startswith("benefits strength")
    assert row == {
        "record": 2,
        "name": "Lean",
        "exercise_id": "lean",
        "outcome": "added",
        "left_out": "",
        "reason": "",
    }
    assert imported.summary == "mine.csv has 1 exercise: 1 was imported."


# --- ids, names and texts ----------------------------------------------------------------------------------------


def test_ids_that_become_alike_are_told_apart(tmp_path: Path) -> None:
    ids = ["Wall_Sit", "wall-sit", "WALL__SIT", "wall_sit_2", "--"]
    mine = load_catalog(saved(tmp_path, [{**ONE, "id": name} for name in ids]))
    assert list(mine.exercises.index[-5:]) == [
        *("fedb_wall_sit", "fedb_wall_sit_2", "fedb_wall_sit_3", "fedb_wall_sit_2_2", "fedb"),
    ]


NAMES = {
    "emoji and markup": ("<script>1</script> 🏃‍♀️", "<script>1</script> 🏃‍♀️"),
    "control characters": ("Wall\x00 \tsit\r\n\x1b[31m", "Wall sit [31m"),
    "signs that turn the writing": ("Wall \u202esit\u2066", "Wall sit"),
    "half a character": ("Wall \ud83d sit", "Wall sit"),
    "a hundred characters": ("x" * 100, "x" * 100),
    "two hundred characters": ("x" * 200, "x" * 99 + "…"),
    "letters of another alphabet": ("スクワット", "スクワット"),
}


@pytest.mark.parametrize(("name", "kept"), NAMES.values(), ids=NAMES)
def test_a_name_is_any_text_that_can_be_shown(name: str, kept: str, tmp_path: Path) -> None:
    mine = load_catalog(saved(tmp_path, [{**ONE, "name": name}]))
    assert mine.exercises.at["fedb_loaded_squat", "name"] == kept
    frame = mine.imported.frame  # type: ignore[union-attr]
    assert list(frame["name"]) == [kept]
    cut = "the name after 100 characters; " if len(name) > 100 else ""
    assert list(frame["left_out"]) == [f"{cut}2 pictures"]


def test_long_instructions_are_cut_behind_a_sentence_and_it_is_told(tmp_path: Path) -> None:
    mine = load_catalog(saved(tmp_path, [{**ONE, "instructions": ["Sit down slowly and stand up."] * 40}]))
    how_to = mine.exercises.at["fedb_loaded_squat", "how_to"]
    assert how_to == " ".join(["Sit down slowly and stand up."] * 33) + " …"
    assert list(mine.imported.frame["left_out"]) == [  # type: ignore[union-attr]
        "the instructions after 1000 characters; 2 pictures"
    ]


def test_fields_that_the_format_does_not_have_are_told(tmp_path: Path) -> None:
    mine = load_catalog(saved(tmp_path, [{**ONE, "images": [], "video": "x", "grip": 3}]))
    assert list(mine.imported.frame["left_out"]) == [  # type: ignore[union-attr]
        "fields that the format does not have: grip, video"
    ]


def test_a_plan_with_odd_names_is_written_and_read_back(tmp_path: Path) -> None:
    names = ['=1+1, "quoted"; <b>bold</b>', "🏋️ lift", "x" * 200]
    content = [{**ONE, "equipment": None, "id": f"Odd_{at}", "name": name} for at, name in enumerate(names)]
    mine = load_catalog(saved(tmp_path, content))
    ids = tuple(mine.exercises.index[-3:])
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=4, prefer=ids, strength_minutes=60), mine)
    assert set(ids) & set(plan.exercises["exercise_id"])
    plan.to_csv(tmp_path / "plan.csv")
    assert rp.read_plan(tmp_path / "plan.csv", catalog=mine).exercises.equals(plan.exercises)


# --- refusals ----------------------------------------------------------------------------------------------------

FORMAT = "give a JSON list with one object per exercise, as in free-exercise-db"
FILES_REFUSED = {
    "an empty file": (b"", f"mine.json is empty; {FORMAT}."),
    "no JSON": (b"squat", f"mine.json is not valid JSON (line 1, column 1); {FORMAT}."),
    "JSON that is cut": (b'[{"id": "a",\n "name"', f"mine.json is not valid JSON (line 2, column 8); {FORMAT}."),
    "another encoding": ('[\n"ß"]'.encode("latin-1"), "mine.json is not UTF-8 (near line 2). Save it as UTF-8."),
    "one object": (b'{"id": "a"}', f"mine.json contains an object, not a list of exercises; {FORMAT}."),
    "a text": (b'"squat"', f"mine.json contains 'squat', not a list of exercises; {FORMAT}."),
    "an empty list": (b"[]", f"mine.json contains an empty list; {FORMAT}."),
    "a record that is a number": (b"[7]", f"mine.json, record 1: 7 is not an exercise; {FORMAT}."),
    "a record that is null": (b"[null]", f"mine.json, record 1: null is not an exercise; {FORMAT}."),
    "lists in lists": (b"[" * 100_000, f"mine.json is JSON, but not a list of exercises; {FORMAT}."),
    "endless digits": (b"9" * 10_000, f"mine.json is JSON, but not a list of exercises; {FORMAT}."),
    "more than 20 MB": (
        b" " * 20_000_001,
        "mine.json is larger than 20 MB, the largest size that RunPlan reads; remove some records.",
    ),
    "more than 5,000 records": (
        b"[" + b"{}," * 5000 + b"{}]",
        "mine.json has 5001 records, and RunPlan reads at most 5000; remove some of them.",
    ),
}


@pytest.mark.parametrize(("data", "sentence"), FILES_REFUSED.values(), ids=FILES_REFUSED)
def test_a_file_that_is_not_the_format_is_refused(data: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(data)
    assert refusal(path) == sentence


def test_json_under_another_name_is_read_as_json(tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_bytes(b"\xef\xbb\xbf \n" + json.dumps([ONE]).encode())
    assert "fedb_loaded_squat" in load_catalog(path).exercises.index


WHERE = "mine.json, record 2 (Loaded_Squat)"
LIST_OF_MUSCLES = f"write a list of {', '.join(records.MUSCLES)}"
NOTHING = object()
ID_ADVICE = "write 1 to 100 letters, digits, '_' and '-', such as Barbell_Squat"
FIELDS_REFUSED = {
    "no name": ("name", NOTHING, f"{WHERE}, name: it is missing; write the name of the exercise."),
    "an empty name": (
        "name",
        " \x00 ",
        f"{WHERE}, name: ' \\x00 ' is not allowed; write the name of the exercise.",
    ),
    "a name that is a number": ("name", 5, f"{WHERE}, name: 5 is not allowed; write the name of the exercise."),
    "no id": ("id", NOTHING, f"mine.json, record 2 (Loaded Squat), id: it is missing; {ID_ADVICE}."),
    "an id with spaces": ("id", "a b", f"mine.json, record 2 (a b), id: 'a b' is not allowed; {ID_ADVICE}."),
    "an id of two hundred letters": (
        "id",
        "x" * 200,
        f"mine.json, record 2 ({'x' * 60}), id: '{'x' * 60}' is not allowed; {ID_ADVICE}.",
    ),
    "an id that stands twice": (
        "id",
        "First",
        "mine.json, record 2 (Loaded Squat), id: 'First' is not allowed; record 1 already has it, and each may "
        "occur only once.",
    ),
    "an unknown level": (
        "level",
        "advanced",
        f"{WHERE}, level: 'advanced' is not allowed; write beginner, intermediate or expert.",
    ),
    "no level": ("level", NOTHING, f"{WHERE}, level: it is missing; write beginner, intermediate or expert."),
    "a level that is null": (
        "level",
        None,
        f"{WHERE}, level: null is not allowed; write beginner, intermediate or expert.",
    ),
    "an unknown category": (
        "category",
        "yoga",
        f"{WHERE}, category: 'yoga' is not allowed; write strength, stretching, plyometrics, powerlifting, olympic "
        "weightlifting, strongman or cardio.",
    ),
    "unknown equipment": (
        "equipment",
        "sofa",
        f"{WHERE}, equipment: 'sofa' is not allowed; write body only, barbell, dumbbell, kettlebells, bands, cable, "
        "machine, e-z curl bar, exercise ball, medicine ball, foam roll, other or null.",
    ),
    "an unknown force": (
        "force",
        ["push"],
        f"{WHERE}, force: a list is not allowed; write push, pull, static or null.",
    ),
    "an unknown mechanic": (
        "mechanic",
        True,
        f"{WHERE}, mechanic: true or false is not allowed; write compound, isolation or null.",
    ),
    "an unknown muscle": (
        "primaryMuscles",
        ["quads"],
        f"{WHERE}, primaryMuscles: 'quads' is not allowed; {LIST_OF_MUSCLES}.",
    ),
    "muscles that are a text": (
        "secondaryMuscles",
        "glutes",
        f"{WHERE}, secondaryMuscles: 'glutes' is not allowed; {LIST_OF_MUSCLES}.",
    ),
    "no primary muscles": (
        "primaryMuscles",
        NOTHING,
        f"{WHERE}, primaryMuscles: it is missing; {LIST_OF_MUSCLES}.",
    ),
    "instructions that are a text": (
        "instructions",
        "Sit.",
        f"{WHERE}, instructions: 'Sit.' is not allowed; write a list of texts.",
    ),
    "instructions of numbers": (
        "instructions",
        ["Sit.", 2.5],
        f"{WHERE}, instructions: 2.5 is not allowed; write a list of texts.",
    ),
    "pictures that are an object": ("images", {}, f"{WHERE}, images: an object is not allowed; write a list of texts."),
}


@pytest.mark.parametrize(("field", "value", "sentence"), FIELDS_REFUSED.values(), ids=FIELDS_REFUSED)
def test_a_field_that_is_not_the_format_is_named(field: str, value: Any, sentence: str, tmp_path: Path) -> None:
    spoilt = {name: one for name, one in {**ONE, field: value}.items() if one is not NOTHING}
    assert refusal(saved(tmp_path, [{**ONE, "id": "First"}, spoilt])) == sentence


def test_a_record_without_primary_muscles_is_left_out(tmp_path: Path) -> None:
    mine = load_catalog(saved(tmp_path, [{**ONE, "primaryMuscles": []}]))
    assert list(mine.imported.frame["reason"]) == ["it names no primary muscle"]  # type: ignore[union-attr]


# --- any bytes and any records -----------------------------------------------------------------------------------

TABLES = {name: read_file(data_dir(), name) for name in FILES}
SIZES = (len(TABLES["exercises"].rows), len(TABLES["involvement"].rows))
WORDS = [
    "one",
    "arm",
    "leg",
    "side",
    "jump",
    "plank",
    "hold",
    "walk",
    "carry",
    "curl",
    "press",
    "raise",
    "row",
    "squat",
    "lunge",
    "step",
    "up",
    "bridge",
    "twist",
    "chin",
    "box",
    "bench",
    "chair",
    "band",
    "smith",
    "machine",
    "incline",
    "ball",
    "suspended",
    "towel",
    "calf",
    "ham",
    "swing",
    "SMR",
    "deadlift",
    "lateral",
]


@st.composite
def good_records(draw: st.DrawFn) -> dict[str, Any]:
    some_muscles = st.lists(st.sampled_from(records.MUSCLES), max_size=3)
    return {
        "id": draw(st.from_regex(r"[0-9A-Za-z_-]{1,12}", fullmatch=True)),
        "name": draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)),
        "force": draw(st.sampled_from((None, *records.FORCES))),
        "level": draw(st.sampled_from(records.LEVELS)),
        "mechanic": draw(st.sampled_from((None, *records.MECHANICS))),
        "equipment": draw(st.sampled_from((None, *records.EQUIPMENT))),
        "primaryMuscles": draw(some_muscles),
        "secondaryMuscles": draw(some_muscles),
        "instructions": draw(st.lists(st.text(max_size=30), max_size=2)),
        "category": draw(st.sampled_from(records.CATEGORIES)),
    }


ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(WORDS)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from([*ONE]), inner, max_size=4)),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "mine.json"


def added(place: Path) -> tuple[dict[str, Table], Any]:
    before = {name: {column: list(cells) for column, cells in TABLES[name].values.items()} for name in ("exercises",)}
    result = add_records(TABLES, place, SOURCES[0])
    assert before["exercises"] == TABLES["exercises"].values
    assert (len(TABLES["exercises"].rows), len(TABLES["involvement"].rows)) == SIZES
    return result


@given(content=st.lists(good_records(), min_size=1, max_size=6, unique_by=lambda one: one["id"]))
def test_every_record_of_the_format_is_taken_or_left_out_with_a_reason(content: list[Any], place: Path) -> None:
    place.write_text(json.dumps(content), encoding="utf-8")
    tables, imported = added(place)  # what it makes has passed the checks of a catalogue
    assert [one.record for one in imported.records] == list(range(1, len(content) + 1))
    for one in imported.records:
        assert (one.outcome == "added") == (one.reason == "") == (one.inferred != "")
    new = [one.exercise_id for one in imported.records if one.outcome == "added"]
    ids = tables["exercises"].values["exercise_id"]
    assert ids[SIZES[0] :] == new
    assert len(set(ids)) == len(ids)


@given(content=st.one_of(ANYTHING, st.lists(st.one_of(good_records(), ANYTHING), max_size=3)))
def test_any_json_is_read_or_refused_in_one_sentence(content: Any, place: Path) -> None:
    place.write_text(json.dumps(content), encoding="utf-8")
    _read_or_refused(place)


@given(record=good_records(), field=st.sampled_from([*ONE]), value=ANYTHING)
def test_a_record_with_anything_in_a_field_is_read_or_refused(
    record: dict[str, Any], field: str, value: Any, place: Path
) -> None:
    place.write_text(json.dumps([{**record, field: value}]), encoding="utf-8")
    _read_or_refused(place)


@given(data=st.one_of(st.binary(max_size=200), st.binary(max_size=60).map(lambda some: b'[{"id": "a' + some)))
def test_any_bytes_are_read_or_refused(data: bytes, place: Path) -> None:
    place.write_bytes(data)
    _read_or_refused(place)


@given(where=st.floats(0, 1), byte=st.integers(0, 255))
def test_one_wrong_byte_in_a_good_file_breaks_nothing(where: float, byte: int, place: Path) -> None:
    data = bytearray(SAMPLE.read_bytes())
    data[int(where * (len(data) - 1))] = byte
    place.write_bytes(bytes(data))
    _read_or_refused(place)


def _read_or_refused(place: Path) -> None:
    try:
        added(place)
    except CatalogError as error:
        said = str(error)
        assert said.startswith("mine.json")
        assert said.endswith(".")
        assert "\n" not in said
        said.encode("utf-8")


# --- planning with them ------------------------------------------------------------------------------------------

KITS: dict[str, tuple[str, ...]] = {
    "nothing": (),
    "a home": ("foam_roller", "mini_band", "dumbbell", "chair", "towel"),
    "a gym": EQUIPMENT,
    "new words only": ("machine", "medicine_ball", "other"),
}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kit", KITS.values(), ids=KITS)
def test_plans_with_the_sample_keep_every_rule(kit: tuple[str, ...], level: str, tmp_path: Path) -> None:
    _plan_and_check(load_catalog(SAMPLE), kit, level, tmp_path)


def _plan_and_check(mine: Catalog, kit: tuple[str, ...], level: str, folder: Path, **wishes: Any) -> rp.Plan:
    block = rp.Block(start="2027-01-04", weeks=12, equipment=kit, level=level, **wishes)
    plan = rp.build_plan(block, mine)
    assert violations(plan, facts_of(mine, folder)) == []
    return plan


# --- the whole of free-exercise-db -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return load_catalog(saved(tmp_path_factory.mktemp("whole"), list(whole_records())))


def test_all_records_are_read(whole: Catalog) -> None:
    imported = whole.imported
    assert imported is not None
    assert len(imported.records) == 873
    counts = Counter(one.outcome for one in imported.records)
    # 14 are cardio; 8 work the neck and nothing else of ours: both counted in the file by hand.
    assert counts["left out"] == 14 + 8
    assert counts["added"] + counts["known"] == 851
    assert len(whole.exercises) == len(load_catalog().exercises) + counts["added"]


def test_the_whole_file_is_understood_as_a_person_would(whole: Catalog) -> None:
    known = {one.name: one for one in whole.imported.records}  # type: ignore[union-attr]
    for name, pattern, kit in (
        ("Barbell Full Squat", "squat", "barbell"),
        ("Stiff-Legged Barbell Deadlift", "hinge", "barbell"),
        ("Dumbbell Lunges", "lunge", "dumbbell"),
        ("Dumbbell Step Ups", "lunge", "dumbbell;box|bench|chair"),
        ("Seated Calf Raise", "calf_ankle", "machine"),
        ("Lying Leg Curls", "knee_flexion", "machine"),
        ("Thigh Abductor", "hip_abduction", "machine"),
        ("Barbell Bench Press - Medium Grip", "upper_push", "barbell;bench"),
        ("Wide-Grip Lat Pulldown", "upper_pull", "cable"),
        ("Hanging Leg Raise", "core_anti_extension", "pull_up_bar"),
        ("Hip Flexion with Band", "hip_flexion", "long_band"),
        ("Farmer's Walk", "carry", "other"),
        ("Front Box Jump", "jump", "box"),
        ("Triceps Pushdown", "upper_push", "cable"),
    ):
        if known[name].outcome == "added":
            row = whole.exercises.loc[known[name].exercise_id]
            assert (name, row["pattern"], row["equipment"]) == (name, pattern, kit)
    assert set(whole.exercises["pattern"]) == set(PATTERNS)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kit", KITS.values(), ids=KITS)
def test_plans_with_the_whole_file_keep_every_rule(
    whole: Catalog, kit: tuple[str, ...], level: str, tmp_path: Path
) -> None:
    _plan_and_check(whole, kit, level, tmp_path)


@pytest.mark.parametrize("minutes", [10, 20, 60])
def test_plans_of_any_length_of_session_with_the_whole_file_keep_every_rule(
    whole: Catalog, minutes: int, tmp_path: Path
) -> None:
    plan = _plan_and_check(whole, EQUIPMENT, "advanced", tmp_path, strength_minutes=minutes, strength_sessions=3)
    assert plan.findings() is not None


# --- the registry ------------------------------------------------------------------------------------------------


def test_another_source_is_a_reader_and_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path) -> list[records.Record]:
        squat = records.read_records(SAMPLE)[0]
        names = path.read_text(encoding="utf-8").splitlines()
        return [replace(squat, number=number, id=name, name=name) for number, name in enumerate(names, start=1)]

    def recognises(path: Path) -> bool:
        return path.suffix == ".txt"

    village = Source("village_list", "the village's list", "text", "village", "", recognises, read)
    monkeypatch.setattr(registry, "SOURCES", (*SOURCES, village))
    path = tmp_path / "list.txt"
    path.write_text("Inverted_Row\n", encoding="utf-8")  # an id of free-exercise-db, which is not the village's
    mine = load_catalog(path)
    assert mine.imported is not None
    assert [record.exercise_id for record in mine.imported.records] == ["village_inverted_row"]
    assert mine.exercises.at["village_inverted_row", "pattern"] == "squat"
    assert mine.exercises.at["village_inverted_row", "fedb_id"] == ""
    citation = mine.sources.set_index("source_id").at["village_list", "citation"]
    assert citation == "the village's list, read from your own file list.txt"
    assert "fedb_loaded_squat" in load_catalog(SAMPLE).exercises.index


def test_the_help_of_the_command_line_names_every_source(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    with pytest.raises(SystemExit):
        main(["catalog", "--help"])
    (line,) = (line for line in capsys.readouterr().out.splitlines() if "a file of exercises to add: CSV" in line)
    assert [source.name for source in SOURCES if f"{source.kind} of {source.name}" not in line] == []


# --- the tables --------------------------------------------------------------------------------------------------


def test_every_word_of_the_format_has_its_row() -> None:
    assert set(guess_words.MUSCLES) == set(records.MUSCLES)
    assert {one for ours in guess_words.MUSCLES.values() for one in ours} <= set(MUSCLES)
    assert set(guess_words.EQUIPMENT) == {"", *records.EQUIPMENT}
    assert set(guess_words.EQUIPMENT.values()) - {""} <= set(EQUIPMENT)
    assert set(guess_words.SECTIONS) == set(records.CATEGORIES) - {"cardio"}
    assert set(guess_words.LEVELS) == set(records.LEVELS)
    assert {pattern for rows in guess_words.PATTERN_WORDS.values() for _, pattern in rows} <= set(PATTERNS)
