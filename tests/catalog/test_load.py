"""Catalogs of one's own, and every fault that a file can have: whole sentences."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from runplan.catalog import load_catalog
from runplan.catalog.files.read import data_dir
from runplan.errors import CatalogError
from runplan.schema import BENEFITS, EQUIPMENT, MUSCLES, PATTERNS
from tests.builders.blocks import EXERCISE_IDS

EXERCISE_COLUMNS = (
    "exercise_id, name, section, pattern, planes, benefits, equipment, level, each_side, mode, seconds_per_rep, "
    "setup_s, dose, load_class, how_to, easier, harder"
)
DOSES = (
    "activation, band_walk, bounds, calf_heavy, calf_hold, calf_push, calf_raise, carry, compound_both, "
    "compound_single, copenhagen, core_reps, foot, foot_walk, hamstring_lowering, hip_control, hip_flexion, hops, "
    "jump, leg_accessory, leg_hold, mobility_both, mobility_side, plank, posture, pull_up, roll_both, roll_side, "
    "shin, short_hold, side_hold, single_unloaded, squeeze, stretch_both, stretch_side, swing, upper_compound "
    "or walkout"
)
ALL_FILES = (
    "exercises.csv, doses.csv, involvement.csv, muscles.csv, running_load.csv, rules.csv, sources.csv, "
    "equipment.csv, routines.csv, not_claimed.csv, workouts.csv, load_steps.csv, body_share.csv"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A whole catalog of one's own."""
    return Path(shutil.copytree(data_dir(), tmp_path / "mine", ignore=shutil.ignore_patterns("*.md")))


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def put(path: Path, key: str, column: str, value: str) -> None:
    """Write into the first row that begins with the key."""
    rows = read(path)
    row = next(cells for cells in rows if cells[0] == key)
    row[rows[0].index(column)] = value
    write(path, rows)


def message(path: Path) -> str:
    with pytest.raises(CatalogError) as error:
        load_catalog(path)
    return str(error.value)


def one_of(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def test_a_copy_of_the_built_in_folder_is_the_built_in_catalog(folder: Path) -> None:
    mine, built_in = load_catalog(folder), load_catalog()
    others = {
        "inference",
        "hops",
        "hip_and_core",
        "main_lifts",
        "ramp_ups",
        "strength_steps",
        "strength_waves",
    }  # no tables of a catalogue
    for name in {path.stem for path in data_dir().glob("*.csv")} - others:
        assert getattr(mine, name).equals(getattr(built_in, name)), name
    assert mine is not built_in


def test_a_path_may_be_text(folder: Path) -> None:
    assert len(load_catalog(str(folder)).exercises) == len(EXERCISE_IDS)


def test_files_that_a_folder_lacks_come_from_the_built_in_catalog(tmp_path: Path) -> None:
    rows = read(data_dir() / "exercises.csv")
    keep = [rows[0], *(row for row in rows if row[0] in ("foam_roll_quads", "mini_band_walk", "front_plank"))]
    for row in keep[1:]:
        for column in ("easier", "harder", "swaps"):
            row[keep[0].index(column)] = ""
    write(tmp_path / "exercises.csv", keep)
    mine = load_catalog(tmp_path)
    assert list(mine.exercises.index) == ["foam_roll_quads", "mini_band_walk", "front_plank"]
    assert set(mine.involvement["exercise_id"]) == set(mine.exercises.index)
    article = mine.routines[mine.routines["routine_id"] == "article"]
    assert list(article["exercise_id"]) == ["foam_roll_quads", "mini_band_walk"]
    assert set(mine.routines["exercise_id"]) == {"foam_roll_quads", "mini_band_walk"}
    assert set(mine.routines["swaps"]) == {""}
    assert mine.credit.at["front_plank", "obliques"] == 1
    assert len(mine.muscles) == 20


def test_a_folder_may_change_only_what_muscles_are_aimed_at(tmp_path: Path) -> None:
    shutil.copy(data_dir() / "muscles.csv", tmp_path)
    put(tmp_path / "muscles.csv", "arms", "target_share", "1")
    shares = load_catalog(tmp_path).muscles.set_index("muscle")["target_share"]
    assert shares["arms"] == 1
    assert load_catalog().muscles.set_index("muscle")["target_share"]["arms"] == 0.5


def test_a_byte_order_mark_blank_rows_and_spaces_do_no_harm(folder: Path) -> None:
    path = folder / "muscles.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        "\ufeff" + text.replace("\n", "\r\n").replace("hip,yes", " hip , yes") + "\r\n,,,,,\r\n\r\n", "utf-8"
    )
    assert load_catalog(folder).muscles.equals(load_catalog().muscles)


def test_a_column_more_does_no_harm(folder: Path) -> None:
    rows = read(folder / "exercises.csv")
    write(folder / "exercises.csv", [[*row, "colour" if at == 0 else "red"] for at, row in enumerate(rows)])
    assert list(load_catalog(folder).exercises.columns) == list(load_catalog().exercises.columns)


# --- faults of a file --------------------------------------------------------------------------------------------


def test_a_path_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nothing"
    assert message(path) == f"{path} does not exist; give a folder, or a CSV or JSON file of your own, or nothing."


def test_what_is_no_path_is_refused() -> None:
    with pytest.raises(CatalogError) as error:
        load_catalog(59)  # type: ignore[arg-type]
    assert str(error.value) == "path=59 is not a path; give a folder, or a CSV or JSON file of your own, or nothing."


def test_a_folder_without_any_file_of_a_catalog_is_refused(tmp_path: Path) -> None:
    assert message(tmp_path) == (f"{tmp_path} has no catalog file; put at least one of {ALL_FILES} there.")


def test_workouts_of_ones_own_are_refused_because_they_would_change_nothing(folder: Path) -> None:
    put(folder / "workouts.csv", "any", "work_share", "0.5")
    assert message(folder) == (
        f"{folder / 'workouts.csv'} differs from the built-in workouts, which RunPlan always uses; remove it "
        "from the folder."
    )


def test_rules_of_ones_own_are_refused_because_they_would_change_nothing(folder: Path) -> None:
    put(folder / "rules.csv", "long_rise", "value", "1.5")
    assert message(folder) == (
        f"{folder / 'rules.csv'} differs from the built-in rules, which RunPlan always uses; remove it from the folder."
    )


@pytest.mark.parametrize(
    ("name", "what"),
    {
        "exercises": "exercise",
        "doses": "dose",
        "involvement": "muscle of an exercise",
        "muscles": "muscle",
        "running_load": "load",
        "rules": "rule",
        "sources": "source",
        "routines": "exercise of a routine",
        "not_claimed": "claim",
        "workouts": "workout",
    }.items(),
)
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "in a whole catalog"])
def test_no_file_may_be_without_a_row(name: str, what: str, alone: bool, folder: Path, tmp_path: Path) -> None:
    header = read(folder / f"{name}.csv")[:1]
    place = tmp_path if alone else folder
    write(place / f"{name}.csv", header)
    assert message(place) == (
        f"{name}.csv has no {what}; add rows below the header, or remove the file from the folder."
    )


@pytest.mark.parametrize(
    ("rows", "missing"),
    [(5, "parts warm_up, strength"), (9, "part strength")],
    ids=["after the rolling", "after the warm-up"],
)
def test_routines_cut_before_a_part_of_the_article_are_refused(rows: int, missing: str, folder: Path) -> None:
    write(folder / "routines.csv", read(folder / "routines.csv")[:rows])
    assert message(folder) == (
        f"routines.csv lacks the {missing} of the routine article, so it seems to be cut off; add the rows, or "
        "remove the file from the folder."
    )


def test_routines_without_the_article_are_refused(folder: Path) -> None:
    rows = read(folder / "routines.csv")
    write(folder / "routines.csv", [["mine" if cell == "article" else cell for cell in row] for row in rows])
    assert message(folder) == (
        "routines.csv lacks the parts foam_roll, warm_up, strength of the routine article, so it seems to be "
        "cut off; add the rows, or remove the file from the folder."
    )


def test_a_path_too_long_or_with_a_null_character_or_to_a_pipe_is_refused(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 300)
    assert message(long) == (
        f"{long} cannot be read (file name too long); give a folder, or a CSV or JSON file of your own, or nothing."
    )
    null = tmp_path / "a\0b"
    assert message(null) == f"{null} does not exist; give a folder, or a CSV or JSON file of your own, or nothing."
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    assert message(pipe) == (
        f"{pipe} is neither a folder nor a file; give a folder, or a CSV or JSON file of your own, or nothing."
    )


def test_an_empty_file_is_refused(folder: Path) -> None:
    (folder / "exercises.csv").write_bytes(b"")
    assert message(folder) == (f"exercises.csv is empty; its first row must name the columns {EXERCISE_COLUMNS}.")


def test_a_missing_column_is_refused(folder: Path) -> None:
    rows = read(folder / "exercises.csv")
    level = rows[0].index("level")
    write(folder / "exercises.csv", [row[:level] + row[level + 1 :] for row in rows])
    assert message(folder) == (
        f"exercises.csv, row 1: the column level is missing; the first row must name {EXERCISE_COLUMNS}."
    )


def test_other_columns_are_refused(folder: Path) -> None:
    (folder / "muscles.csv").write_text("muscle,size\nsoleus,3\n", encoding="utf-8")
    assert message(folder) == (
        "muscles.csv, row 1: the columns name, group, priority, target_share, description are missing; "
        "the first row must name muscle, name, group, priority, target_share, description."
    )


def test_a_column_that_stands_twice_is_refused(folder: Path) -> None:
    rows = read(folder / "muscles.csv")
    write(folder / "muscles.csv", [[*row, "name" if at == 0 else ""] for at, row in enumerate(rows)])
    assert message(folder) == "muscles.csv, row 1: the column name occurs twice; remove one of them."


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs")], ids=["semicolons", "tabs"])
def test_another_sign_between_columns_is_refused(folder: Path, mark: str, name: str) -> None:
    path = folder / "muscles.csv"
    path.write_text(mark.join(["muscle", "name", "group", "priority"]) + "\n", encoding="utf-8")
    assert message(folder) == (
        f"muscles.csv has {name} between its columns, not commas. Save it as CSV UTF-8 with commas."
    )


def test_a_file_cut_within_a_row_is_refused(folder: Path) -> None:
    path = folder / "involvement.csv"
    data = path.read_bytes()
    whole_rows = data[: data.index(b"\n", len(data) // 2) + 1]
    path.write_bytes(whole_rows + b"side_plank,obliq")
    row = whole_rows.count(b"\n") + 1
    assert message(folder) == (
        f"involvement.csv, row {row} has 2 cells and the header 9; give every row 9 cells, with quotes around "
        "text that contains a comma. The file seems to be cut off."
    )


def test_a_file_cut_between_rows_is_refused_by_what_is_then_missing(folder: Path) -> None:
    write(folder / "involvement.csv", read(folder / "involvement.csv")[:170])
    assert message(folder) == (
        "exercises.csv, row 29, column exercise_id: 'single_leg_bridge' is not allowed; it needs a prime mover or "
        "synergist in involvement.csv."
    )


def test_a_file_cut_within_quotes_is_refused(folder: Path) -> None:
    path = folder / "exercises.csv"
    path.write_bytes(path.read_bytes().split(b"and roll slowly over")[0])
    assert message(folder) == (
        "exercises.csv, row 2: a quote is opened and never closed; the file seems to be cut off. Correct that "
        "row, or save the file again."
    )


def test_a_quote_in_the_middle_of_a_cell_is_refused(folder: Path) -> None:
    rows = (folder / "muscles.csv").read_text(encoding="utf-8").splitlines()
    rows[2] = 'gluteus_medius,"Gluteus"medius,hip,yes,1,x'
    (folder / "muscles.csv").write_text("\n".join(rows), encoding="utf-8")
    assert message(folder) == (
        "muscles.csv, row 3: there is a quote in the middle of a cell, or a cell is too long. Correct that row, "
        "or save the file again."
    )


def test_a_row_with_a_cell_too_many_is_refused(folder: Path) -> None:
    rows = read(folder / "muscles.csv")
    rows[4].append("more")
    write(folder / "muscles.csv", rows)
    assert message(folder) == (
        "muscles.csv, row 5 has 7 cells and the header 6; give every row 6 cells, with quotes around text that "
        "contains a comma."
    )


@pytest.mark.parametrize(
    ("encode", "sentence"),
    [
        pytest.param(
            lambda text: text.replace("buttock", "Gesäß", 1).encode("latin-1"),
            "muscles.csv is not UTF-8 (near line 2). Save it as CSV UTF-8 with commas.",
            id="latin-1",
        ),
        pytest.param(
            lambda text: text.encode("utf-16"),
            "muscles.csv is not UTF-8 (near line 1). Save it as CSV UTF-8 with commas.",
            id="utf-16",
        ),
        pytest.param(
            lambda text: text.encode("utf-16-le"),
            "muscles.csv is not UTF-8 text: it contains zero bytes. Save it as CSV UTF-8 with commas.",
            id="utf-16 without its mark",
        ),
    ],
)
def test_another_encoding_is_refused(folder: Path, encode: Callable[[str], bytes], sentence: str) -> None:
    path = folder / "muscles.csv"
    path.write_bytes(encode(path.read_text(encoding="utf-8")))
    assert message(folder) == sentence


# --- faults of a cell --------------------------------------------------------------------------------------------

CELLS = {
    "an unknown muscle": (
        "involvement.csv", "foam_roll_glutes", "muscle", "glutes",
        f"involvement.csv, row 2, column muscle: 'glutes' is not allowed; write {one_of(MUSCLES)}.",
    ),
    "an unknown role": (
        "involvement.csv", "foam_roll_glutes", "role", "main",
        "involvement.csv, row 2, column role: 'main' is not allowed; write prime_mover, synergist, stabiliser, "
        "stretched or rolled.",
    ),
    "a role without a basis": (
        "involvement.csv", "foam_roll_glutes", "basis", "",
        "involvement.csv, row 2, column basis: the cell is empty; write study, secondary page, functional anatomy, "
        "coach or our assumption.",
    ),
    "an unknown basis": (
        "involvement.csv", "foam_roll_glutes", "basis", "Study",
        "involvement.csv, row 2, column basis: 'Study' is not allowed; write study, secondary page, functional "
        "anatomy, coach or our assumption.",
    ),
    "a study without a source": (
        "involvement.csv", "foam_roll_glutes", "source_id", "",
        "involvement.csv, row 2, column source_id: the cell is empty; write lower-case letters, digits and "
        "underscores, beginning with a letter, such as calf_raise.",
    ),
    "a source that does not exist": (
        "involvement.csv", "foam_roll_glutes", "source_id", "nobody1999",
        "involvement.csv, row 2, column source_id: 'nobody1999' is not allowed; write a source_id of sources.csv.",
    ),
    "a role of an exercise that does not exist": (
        "involvement.csv", "foam_roll_glutes", "exercise_id", "foam_roll_nose",
        "involvement.csv, row 2, column exercise_id: 'foam_roll_nose' is not allowed; write an exercise_id of "
        "exercises.csv.",
    ),
    "an id with spaces": (
        "exercises.csv", "side_plank", "exercise_id", "Side plank",
        "exercises.csv, row 37, column exercise_id: 'Side plank' is not allowed; write lower-case letters, digits "
        "and underscores, beginning with a letter, such as calf_raise.",
    ),
    "an id that stands twice": (
        "exercises.csv", "side_plank", "exercise_id", "copenhagen_plank",
        "exercises.csv, row 37, column exercise_id: 'copenhagen_plank' is not allowed; row 36 already has it, "
        "and each may occur only once.",
    ),
    "an exercise without a name": (
        "exercises.csv", "side_plank", "name", "",
        "exercises.csv, row 37, column name: the cell is empty; fill it in.",
    ),
    "an unknown section": (
        "exercises.csv", "side_plank", "section", "cooldown",
        "exercises.csv, row 37, column section: 'cooldown' is not allowed; write foam_roll, warm_up, activation, "
        "strength or plyometric.",
    ),
    "an unknown pattern": (
        "exercises.csv", "side_plank", "pattern", "core",
        f"exercises.csv, row 37, column pattern: 'core' is not allowed; write {one_of(PATTERNS)}.",
    ),
    "a pattern of another section": (
        "exercises.csv", "side_plank", "pattern", "jump",
        "exercises.csv, row 37, column section: 'strength' is not allowed; the pattern jump belongs in the section "
        "plyometric.",
    ),
    "a section of another pattern": (
        "exercises.csv", "side_plank", "section", "warm_up",
        "exercises.csv, row 37, column pattern: 'core_lateral' is not allowed; the section warm_up has the pattern "
        "mobility.",
    ),
    "an unknown plane": (
        "exercises.csv", "side_plank", "planes", "frontal,sagittal",
        "exercises.csv, row 37, column planes: 'frontal,sagittal' is not allowed; write one or more of sagittal, "
        "frontal, transverse, with ';' between them.",
    ),
    "no plane": (
        "exercises.csv", "side_plank", "planes", "",
        "exercises.csv, row 37, column planes: the cell is empty; write at least one plane; only rolling has none.",
    ),
    "an unknown benefit": (
        "exercises.csv", "side_plank", "benefits", "speed",
        f"exercises.csv, row 37, column benefits: 'speed' is not allowed; write one or more of {', '.join(BENEFITS)}, "
        "with ';' between them.",
    ),
    "unknown equipment": (
        "exercises.csv", "side_plank", "equipment", "mat",
        f"exercises.csv, row 37, column equipment: 'mat' is not allowed; use the words {', '.join(EQUIPMENT)}, "
        "with ';' between items needed together and '|' between alternatives.",
    ),
    "an unknown level": (
        "exercises.csv", "side_plank", "level", "novice",
        "exercises.csv, row 37, column level: 'novice' is not allowed; write beginner, intermediate or advanced.",
    ),
    "sides that are neither yes nor no": (
        "exercises.csv", "side_plank", "each_side", "TRUE",
        "exercises.csv, row 37, column each_side: 'TRUE' is not allowed; write yes or no.",
    ),
    "an unknown mode": (
        "exercises.csv", "side_plank", "mode", "minutes",
        "exercises.csv, row 37, column mode: 'minutes' is not allowed; write reps or seconds.",
    ),
    "a decimal comma": (
        "exercises.csv", "calf_raise_bent_knee", "seconds_per_rep", "2,5",
        "exercises.csv, row 31, column seconds_per_rep: '2,5' is not allowed; write a number from 0.2 to 60, with a "
        "point for decimals.",
    ),
    "no number": (
        "exercises.csv", "side_plank", "setup_s", "nan",
        "exercises.csv, row 37, column setup_s: 'nan' is not allowed; write a number from 0 to 600, with a point for "
        "decimals.",
    ),
    "a number out of range": (
        "exercises.csv", "side_plank", "setup_s", "-5",
        "exercises.csv, row 37, column setup_s: '-5' is not allowed; write a number from 0 to 600, with a point for "
        "decimals.",
    ),
    "a counted exercise without the seconds of a repetition": (
        "exercises.csv", "push_up", "seconds_per_rep", "",
        "exercises.csv, row 43, column seconds_per_rep: the cell is empty; an exercise counted in reps needs "
        "the seconds per repetition.",
    ),
    "a timed exercise with the seconds of a repetition": (
        "exercises.csv", "side_plank", "seconds_per_rep", "3",
        "exercises.csv, row 37, column seconds_per_rep: '3' is not allowed; leave it empty if the mode is seconds.",
    ),
    "a dose that does not exist": (
        "exercises.csv", "side_plank", "dose", "hard",
        f"exercises.csv, row 37, column dose: 'hard' is not allowed; write a dose of doses.csv: {DOSES}.",
    ),
    "a counted dose for a timed exercise": (
        "exercises.csv", "side_plank", "dose", "core_reps",
        "exercises.csv, row 37, column dose: 'core_reps' is not allowed; the mode is seconds, but doses.csv, row 194 "
        "gives repetitions.",
    ),
    "an unknown word for the hands": (
        "exercises.csv", "goblet_squat", "hands", "both",
        "exercises.csv, row 22, column hands: 'both' is not allowed; write bar, one or two.",
    ),
    "a tempo of two figures": (
        "exercises.csv", "calf_raise_loaded", "tempo", "3-2",
        "exercises.csv, row 75, column tempo: '3-2' is not allowed; write the seconds for lowering, the pause and "
        "lifting, such as 3-1-1.",
    ),
    "a tempo that takes longer than a repetition": (
        "exercises.csv", "calf_raise_loaded", "tempo", "3-2-1",
        "exercises.csv, row 75, column tempo: '3-2-1' is not allowed; its seconds must add up to seconds_per_rep.",
    ),
    "a tempo where nothing is counted": (
        "exercises.csv", "side_plank", "tempo", "3-0-1",
        "exercises.csv, row 37, column tempo: '3-0-1' is not allowed; its seconds must add up to seconds_per_rep.",
    ),
    "an unknown load class": (
        "exercises.csv", "side_plank", "load_class", "medium",
        "exercises.csv, row 37, column load_class: 'medium' is not allowed; write heavy, moderate or light.",
    ),
    "a neighbour that does not exist": (
        "exercises.csv", "side_plank", "harder", "human_flag",
        "exercises.csv, row 37, column harder: 'human_flag' is not allowed; write exercise_ids of exercises.csv.",
    ),
    "a neighbour that does not know of it": (
        "exercises.csv", "front_plank", "harder", "stir_the_pot;side_plank",
        "exercises.csv, row 38, column harder: 'side_plank' is not allowed; then side_plank must list front_plank "
        "in its column easier.",
    ),
    "fewer sets at most than at least": (
        "doses.csv", "side_hold", "sets_max", "0",
        "doses.csv, row 218, column sets_max: '0' is not allowed; write a whole number from 1 to 10.",
    ),
    "half a set": (
        "doses.csv", "side_hold", "sets_max", "1.5",
        "doses.csv, row 218, column sets_max: '1.5' is not allowed; write a whole number from 1 to 10.",
    ),
    "more sets at least than at most": (
        "doses.csv", "side_hold", "sets_min", "4",
        "doses.csv, row 218, column sets_max: '3' is not allowed; write at least sets_min, which is 4.",
    ),
    "repetitions and seconds": (
        "doses.csv", "side_hold", "reps", "10",
        "doses.csv, row 218, column seconds: '20' is not allowed; give either reps or seconds.",
    ),
    "neither repetitions nor seconds": (
        "doses.csv", "side_hold", "seconds", "",
        "doses.csv, row 218, column seconds: the cell is empty; give either reps or seconds.",
    ),
    "an effort above ten": (
        "doses.csv", "side_hold", "effort", "11",
        "doses.csv, row 218, column effort: '11' is not allowed; write a number from 0 to 10, with a point for "
        "decimals.",
    ),
    "a row of doses that is missing": (
        "doses.csv", "side_hold", "dose", "side_hold_2",
        "doses.csv has no row for side_hold, beginner, technique, which kneeling_side_plank_leg_up needs "
        "(exercises.csv, row 13); add it.",
    ),
    "a technique dose with few repetitions": (
        "doses.csv", "compound_both", "reps", "5",
        "doses.csv, row 98, column reps: '5' is not allowed; this makes goblet_squat heavy, and nothing may be "
        "heavy in the technique phase; write more repetitions.",
    ),
    "a technique dose that is too hard": (
        "doses.csv", "hamstring_lowering", "effort", "8",
        "doses.csv, row 134, column effort: '8' is not allowed; this makes nordic_curl heavy, and nothing may be "
        "heavy in the technique phase; write a lower effort.",
    ),
    "a muscle that is missing": (
        "muscles.csv", "arms", "muscle", "shoulders",
        "muscles.csv, row 21, column muscle: 'shoulders' is not allowed; row 19 already has it, and each may "
        "occur only once.",
    ),
    "a muscle of one's own": (
        "muscles.csv", "arms", "muscle", "neck",
        f"muscles.csv, row 21, column muscle: 'neck' is not allowed; write {one_of(MUSCLES)}.",
    ),
    "a load of running above three": (
        "running_load.csv", "soleus", "load", "4",
        "running_load.csv, row 50, column load: '4' is not allowed; write a number from 0 to 3, with a point for "
        "decimals.",
    ),
    "an unknown type of run": (
        "running_load.csv", "soleus", "run_type", "jog",
        "running_load.csv, row 50, column run_type: 'jog' is not allowed; write easy, long, tempo, intervals, hills "
        "or race.",
    ),
    "an unknown grade": (
        "sources.csv", "blagrove2018", "grade", "A+",
        "sources.csv, row 2, column grade: 'A+' is not allowed; write A, B, C or D.",
    ),
    "a claim without a reason": (
        "not_claimed.csv", "Step-back weeks are proven.", "why", "",
        "not_claimed.csv, row 29, column why: the cell is empty; fill it in.",
    ),
    "a claim whose source does not exist": (
        "not_claimed.csv", "Step-back weeks are proven.", "source_id", "nobody2020",
        "not_claimed.csv, row 29, column source_id: 'nobody2020' is not allowed; write a source_id of sources.csv.",
    ),
    "a claim that stands twice": (
        "not_claimed.csv", "Step-back weeks are proven.", "claim", "Strength work raises VO2max.",
        "not_claimed.csv, row 29, column claim: 'Strength work raises VO2max.' is not allowed; row 16 already "
        "has it, and each may occur only once.",
    ),
    "a workout for an unknown goal": (
        "workouts.csv", "5k|10k", "goal", "5k|15k",
        "workouts.csv, row 33, column goal: '5k|15k' is not allowed; write one or more of general, 5k, 10k, half, "
        "marathon, any, with '|' between them.",
    ),
    "a workout for an unknown phase": (
        "workouts.csv", "any", "phase", "autumn",
        "workouts.csv, row 2, column phase: 'autumn' is not allowed; write one or more of base, build, peak, taper, "
        "race, any, with '|' between them.",
    ),
    "a workout without steps": (
        "workouts.csv", "any", "steps", "",
        "workouts.csv, row 2, column steps: the cell is empty; fill it in.",
    ),
    "a swap of another section": (
        "routines.csv", "article", "swaps", "front_plank",
        "routines.csv, row 2, column swaps: 'front_plank' is not allowed; write exercise_ids of the section "
        "foam_roll.",
    ),
    "repetitions of a timed exercise in a routine": (
        "routines.csv", "article", "reps", "10",
        "routines.csv, row 2, column seconds: '20' is not allowed; for foam_roll_glutes, give only seconds.",
    ),
    "a routine's exercise that does not exist": (
        "routines.csv", "article", "exercise_id", "cartwheel",
        "routines.csv, row 2, column exercise_id: 'cartwheel' is not allowed; write an exercise_id of exercises.csv.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "key", "column", "value", "sentence"), CELLS.values(), ids=CELLS)
def test_a_cell_that_is_not_allowed_is_named(
    folder: Path, file: str, key: str, column: str, value: str, sentence: str
) -> None:
    put(folder / file, key, column, value)
    assert message(folder) == sentence


def test_rows_are_counted_as_a_spreadsheet_shows_them(folder: Path) -> None:
    rows = read(folder / "muscles.csv")
    rows[1][-1] = "two\nlines of text"
    rows[3][2] = "belly"
    rows.insert(2, [])
    write(folder / "muscles.csv", rows)
    assert message(folder) == (
        "muscles.csv, row 5, column group: 'belly' is not allowed; write hip, thigh, lower_leg, trunk or upper."
    )


def test_a_missing_muscle_is_named(folder: Path) -> None:
    write(folder / "muscles.csv", read(folder / "muscles.csv")[:-1])
    assert message(folder) == "muscles.csv has no row for arms; add it."


def test_a_missing_load_of_a_type_of_run_is_named(folder: Path) -> None:
    write(folder / "running_load.csv", read(folder / "running_load.csv")[:-1])
    assert message(folder) == "running_load.csv has no row for arms, race; add it."


# --- exercises to add --------------------------------------------------------------------------------------------

WALL_SIT = {
    "exercise_id": "sofa_sit",
    "name": "Sofa sit",
    "section": "strength",
    "pattern": "squat",
    "planes": "sagittal",
    "equipment": "",
    "level": "beginner",
    "each_side": "no",
    "mode": "seconds",
    "seconds_per_rep": "",
    "setup_s": "5",
    "dose": "plank",
    "load_class": "moderate",
    "muscles": "quadriceps:prime_mover; gluteus_maximus:synergist",
}


def add(tmp_path: Path, *rows: dict[str, str]) -> Path:
    path = tmp_path / "mine.csv"
    columns = list(dict.fromkeys(name for row in rows for name in row))
    write(path, [columns, *([row.get(name, "") for name in columns] for row in rows)])
    return path


def test_an_exercise_of_ones_own_joins_the_built_in_ones(tmp_path: Path) -> None:
    mine = load_catalog(add(tmp_path, {**WALL_SIT, "harder": "split_squat", "how_to": "Sit against the wall."}))
    assert len(mine.exercises) == len(EXERCISE_IDS) + 1
    row = mine.exercises.loc["sofa_sit"]
    assert (row["name"], row["benefits"], row["how_to"]) == ("Sofa sit", "strength", "Sit against the wall.")
    assert dict(mine.credit.loc["sofa_sit"][lambda some: some > 0]) == {"quadriceps": 1.0, "gluteus_maximus": 0.5}
    assert mine.exercises.at["split_squat", "easier"] == "split_squat_hold;air_squat;sofa_sit"
    roles = mine.involvement[mine.involvement["exercise_id"] == "sofa_sit"]
    assert set(zip(roles["basis"], roles["source_id"], strict=True)) == {("our assumption", "own_file")}
    assert mine.sources.set_index("source_id").at["own_file", "citation"] == "Your own file mine.csv"
    assert len(load_catalog().exercises) == len(EXERCISE_IDS)
    assert load_catalog().exercises.at["split_squat", "easier"] == "split_squat_hold;air_squat"


def test_a_file_that_says_nothing_of_hands_and_tempo_is_read_as_before(folder: Path, tmp_path: Path) -> None:
    rows = read(folder / "exercises.csv")
    keep = [at for at, column in enumerate(rows[0]) if column not in ("hands", "tempo")]
    write(folder / "exercises.csv", [[row[at] for at in keep] for row in rows])
    for mine in (load_catalog(folder), load_catalog(add(tmp_path, WALL_SIT))):
        assert len(mine.exercises) >= len(EXERCISE_IDS)
        assert set(mine.exercises.loc[mine.exercises.index[-1:], ["hands", "tempo"]].to_numpy().ravel()) == {""}


def test_the_example_in_the_data_dictionary_works(tmp_path: Path) -> None:
    text = (data_dir() / "README.md").read_text(encoding="utf-8")
    (tmp_path / "mine.csv").write_text(text.split("```\n")[1], encoding="utf-8")
    assert load_catalog(tmp_path / "mine.csv").credit.at["sofa_sit", "quadriceps"] == 1


def test_exercises_of_one_file_may_be_neighbours(tmp_path: Path) -> None:
    harder = {**WALL_SIT, "exercise_id": "one_leg_sofa_sit", "easier": "sofa_sit"}
    mine = load_catalog(add(tmp_path, WALL_SIT, harder))
    assert mine.exercises.at["sofa_sit", "harder"] == "one_leg_sofa_sit"


ADDED = {
    "an id of the catalogue": (
        {"exercise_id": "side_plank"},
        "mine.csv, row 2, column exercise_id: 'side_plank' is not allowed; the catalogue already has it, so give "
        "yours another id.",
    ),
    "an unknown muscle": (
        {"muscles": "quads:prime_mover"},
        f"mine.csv, row 2, column muscles: 'quads' is not allowed; write {one_of(MUSCLES)}.",
    ),
    "an unknown role": (
        {"muscles": "quadriceps:main"},
        "mine.csv, row 2, column muscles: 'main' is not allowed; write prime_mover, synergist, stabiliser, stretched "
        "or rolled.",
    ),
    "a muscle without a role": (
        {"muscles": "quadriceps"},
        "mine.csv, row 2, column muscles: 'quadriceps' is not allowed; write muscle:role with ';' between them, such "
        "as hamstrings:prime_mover;gluteus_maximus:synergist.",
    ),
    "no muscle": (
        {"muscles": ""},
        "mine.csv, row 2, column muscles: the cell is empty; write muscle:role with ';' between them, such as "
        "hamstrings:prime_mover;gluteus_maximus:synergist.",
    ),
    "no muscle that counts": (
        {"muscles": "quadriceps:stabiliser"},
        "mine.csv, row 2, column exercise_id: 'sofa_sit' is not allowed; it needs a prime mover or synergist in "
        "mine.csv.",
    ),
    "a counted dose for a timed exercise": (
        {"dose": "core_reps"},
        "mine.csv, row 2, column dose: 'core_reps' is not allowed; the mode is seconds, but doses.csv, row 194 gives "
        "repetitions.",
    ),
    "a neighbour that does not exist": (
        {"easier": "sofa"},
        "mine.csv, row 2, column easier: 'sofa' is not allowed; write exercise_ids of the catalogue or of this file.",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), ADDED.values(), ids=ADDED)
def test_a_fault_in_an_added_exercise_names_the_persons_own_file(
    tmp_path: Path, change: dict[str, str], sentence: str
) -> None:
    assert message(add(tmp_path, {**WALL_SIT, **change})) == sentence


def test_an_added_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    assert message(add(tmp_path, WALL_SIT, WALL_SIT)) == (
        "mine.csv, row 3, column exercise_id: 'sofa_sit' is not allowed; row 2 already has it, and each may "
        "occur only once."
    )


def test_a_file_without_the_muscles_of_its_exercises_is_refused(tmp_path: Path) -> None:
    row = {name: cell for name, cell in WALL_SIT.items() if name != "muscles"}
    assert message(add(tmp_path, row)) == (
        "mine.csv, row 1: the column muscles is missing; the first row must name exercise_id, name, section, pattern, "
        "planes, equipment, level, each_side, mode, seconds_per_rep, setup_s, dose, load_class, muscles."
    )


def test_a_file_without_an_exercise_to_add_is_refused(tmp_path: Path) -> None:
    path = add(tmp_path, WALL_SIT)
    write(path, read(path)[:1])
    assert message(path) == "mine.csv has no exercise; add at least one row below the header."
