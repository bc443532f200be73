"""What is wrong with a file is one sentence; nothing is written, and no other error comes out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from runplan.errors import PlanFileError
from runplan.exchange.plan_file.write import plan_to_csv, read_plan_file
from tests.builders.two_weeks import SESSIONS, a_block, a_plan, sessions_frame

CUT = "Use a complete copy, or write the plan again."
LOOKS_CUT = f"the file seems to be cut off. {CUT}"
SAVE_AS = "in the spreadsheet save it as 'CSV UTF-8 (comma delimited)'."


def written(folder: Path) -> Path:
    plan_to_csv(a_plan(), folder / "plan.csv")
    return folder / "plan.csv"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def refusal(path: Path, **rest: object) -> str:
    before = contents(path.parent)
    with pytest.raises(PlanFileError) as caught:
        read_plan_file(path, **rest)  # type: ignore[arg-type]
    assert contents(path.parent) == before
    return str(caught.value)


def swap(old: str, new: str, times: int = -1) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), times)

    return change


def lines(*which: int) -> Callable[[bytes], bytes]:
    """Keep only these lines, counted from one."""
    return lambda data: b"".join(data.splitlines(keepends=True)[one - 1] for one in which)


FILES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "plan.csv is empty: use a complete copy, or write the plan again."),
    "only line breaks": (lambda _: b"\n\n", "plan.csv is empty: use a complete copy, or write the plan again."),
    "cut in its header": (lambda data: data[:100], f"plan.csv ends within its first line: {LOOKS_CUT}"),
    "cut in its first word": (lambda data: data[:5], f"plan.csv ends within its first line: {LOOKS_CUT}"),
    "cut after its header": (
        lines(1),
        "plan.csv has no session, but its plan goes to week 4: the file seems to be cut off. Use a complete "
        "copy, or plan a shorter block.",
    ),
    "cut in a row": (lambda data: data[: len(data) // 2], f"plan.csv, line 5 has 9 of 31 cells: {LOOKS_CUT}"),
    "cut in the last cell": (
        lambda data: data.replace(b"Long run,30,", b"Long run,31,").removesuffix(b"\n"),
        "plan.csv ends without a line break: the file seems to be cut off. Use a complete copy; if this one is "
        "complete, add a line break at its end.",
    ),
    "cut in a letter": (
        lambda data: data + "1,é".encode()[:-1],
        f"plan.csv, line 12 ends in the middle of a character: {LOOKS_CUT}",
    ),
    "cut in quotes": (
        lambda data: data + b'1,4,2027-01-31,Sun,am,"w04',
        f"plan.csv, line 12 opens a quote and never closes it: {LOOKS_CUT}",
    ),
    "its last weeks missing": (
        lines(*range(1, 9)),
        "plan.csv ends with week 2, but its plan goes to week 4: the file seems to be cut off. Use a complete "
        "copy, or plan a shorter block.",
    ),
    "a column missing": (
        swap(",steps", "", 1),
        "plan.csv lacks the column steps: put the header back as RunPlan wrote it.",
    ),
    "two columns renamed": (
        swap("rest_s,effort", "rest,rpe", 1),
        "plan.csv lacks the columns rest_s, effort: put the header back as RunPlan wrote it.",
    ),
    "a column more": (
        lambda data: data.replace(b"\n", b",done\n", 1),
        "plan.csv has a column 'done' that a plan does not have: remove it, or keep it in a copy.",
    ),
    "a column twice": (
        lambda data: data.replace(b"\n", b",note\n", 1),
        "plan.csv has the column note twice: remove one of them.",
    ),
    "a column without a name": (
        lambda data: data.replace(b"week,date", b"week,,date", 1),
        "plan.csv has a column without a name (number 3): remove it.",
    ),
    "another table": (
        lambda _: b"Week,Mon,Tue\n1,rest,5 km\n",
        "plan.csv is not a plan: its first line does not begin with plan_version,week,date. Give a plan CSV that "
        "RunPlan wrote.",
    ),
    "more cells than columns": (
        swap("Bring water", "Bring water, and salt"),
        "plan.csv, line 6 has more cells than the header: put quotes around text that contains a comma, or "
        "remove the extra cells.",
    ),
    "UTF-16": (
        lambda data: data.decode().encode("utf-16"),
        f"plan.csv is in UTF-16, and a plan is in UTF-8: {SAVE_AS}",
    ),
    "UTF-16 without a mark": (
        lambda data: data.decode().encode("utf-16-be"),
        f"plan.csv is in UTF-16, and a plan is in UTF-8: {SAVE_AS}",
    ),
    "Latin-1": (
        lambda data: data.replace(b"Bring water", "Käse".encode("latin-1")),
        f"plan.csv is not in UTF-8 (byte 0xe4 in line 6), perhaps in Latin-1 or Windows-1252: {SAVE_AS}",
    ),
    "a workbook": (
        lambda _: b"PK\x03\x04rest of it",
        f"plan.csv is a workbook or an archive, not a CSV: {SAVE_AS}",
    ),
    "a picture": (
        lambda _: b"\x89PNG\r\n\x1a\n\x00\x00",
        "plan.csv is not in UTF-8 (byte 0x89 in line 1), perhaps in Latin-1 or Windows-1252: " + SAVE_AS,
    ),
    "binary": (lambda _: bytes(range(256)), "plan.csv is not a text file: give a plan CSV that RunPlan wrote."),
    "larger than 20 MB": (
        lambda data: data + b" " * (20 * 1024 * 1024),
        "{path} is larger than 20 MB, so it is not a file that RunPlan wrote: give the plan's CSV file.",
    ),
    "a newer version": (
        swap("\n1,", "\n2,"),
        "plan.csv, line 2: plan_version 2 is unknown to this RunPlan, which reads version 1; use the RunPlan "
        "that wrote the file, or a newer one.",
    ),
    "a date of the spreadsheet's country": (
        swap("2027-01-07", "07/01/2027"),
        "plan.csv, line 5: date '07/01/2027' is ambiguous; write it as year-month-day, such as 2027-01-04 (in "
        "the spreadsheet, format the column as YYYY-MM-DD).",
    ),
    "a day that no calendar has": (
        swap("2027-01-07", "2027-02-30"),
        "plan.csv, line 5: date '2027-02-30' is not a calendar date; correct it.",
    ),
    "no date": (swap("2027-01-07", ""), "plan.csv, line 5: date is empty; fill it in, or remove the whole row."),
    "a number that became a date": (
        swap(",6.5,43,", ",06. Mai,43,"),
        "plan.csv, line 5: km '06. Mai' is not a number; write it as 12.4. A spreadsheet seems to have turned "
        "it into a date.",
    ),
    "a negative number": (
        swap(",6.5,43,", ",-6.5,43,"),
        "plan.csv, line 5: km '-6.5' is not a number; write it as 12.4.",
    ),
    "a thousand with a comma": (
        swap(",6.5,43,", ',"1,234",43,'),
        "plan.csv, line 5: km '1,234' is not a number; write it as 12.4.",
    ),
    "an effort over ten": (
        swap(",43,3,no", ",43,70,no"),
        "plan.csv, line 5: session_effort '70' is out of range; give 0 to 10.",
    ),
    "half a minute": (
        swap(",43,3,no", ",43.5,3,no"),
        "plan.csv, line 5: minutes '43.5' is not a whole number; write it as 12.",
    ),
    "neither repetitions nor seconds": (
        swap("Goblet squat,3,10,,", "Goblet squat,3,,,"),
        "plan.csv, line 3: reps and seconds are both empty; give one of them, or remove the whole row.",
    ),
    "no number of sets": (
        swap("Goblet squat,3,", "Goblet squat,,"),
        "plan.csv, line 3: sets is empty; fill it in, or remove the whole row.",
    ),
    "no set at all": (
        swap("Goblet squat,3,", "Goblet squat,0,"),
        "plan.csv, line 3: sets is 0; give 1 or more, or remove the whole row to drop the exercise.",
    ),
    "no repetition at all": (
        swap("Goblet squat,3,10,", "Goblet squat,3,0,"),
        "plan.csv, line 3: reps is 0; give 1 or more, or remove the whole row to drop the exercise.",
    ),
    "too many sets": (
        swap("Goblet squat,3,", "Goblet squat,3000000,"),
        "plan.csv, line 3: sets '3000000' is out of range; give 0 to 1,000,000.",
    ),
    "a flag that is none": (
        swap(",43,3,no", ",43,3,perhaps"),
        "plan.csv, line 5: pinned 'perhaps' cannot be read; give yes or no.",
    ),
    "a weekday that is none": (
        swap("07,Thu", "07,Do"),
        "plan.csv, line 5: weekday 'Do' is not known; give one of Mon, Tue, Wed, Thu, Fri, Sat, Sun.",
    ),
    "a half of the day that is none": (
        swap("Thu,am", "Thu,noon"),
        "plan.csv, line 5: slot 'noon' is not known; give one of am, pm.",
    ),
    "a type of the other kind": (
        swap("run,easy,Easy run,6.5", "run,heavy,Easy run,6.5"),
        "plan.csv, line 5: type 'heavy' is not known for a run session; give one of easy, long, tempo, intervals, "
        "hills, race.",
    ),
    "an unknown section": (
        swap("strength,goblet", "Strenght,goblet"),
        "plan.csv, line 3: section 'Strenght' is not known; give one of foam_roll, warm_up, activation, strength, "
        "plyometric.",
    ),
    "no identity": (
        swap("w01-easy-1", ""),
        "plan.csv, line 5: session_id '' is not an id such as w03-easy-1; restore the old one.",
    ),
    "an identity of another week": (
        swap("w01-easy-1", "w02-easy-1"),
        "plan.csv, line 5: w02-easy-1 belongs to week 2, but the row says week 1; a session cannot change its "
        "week, so restore the old week.",
    ),
    "an exercise without id": (
        swap("goblet_squat", ""),
        "plan.csv, line 3: order is filled, but exercise_id is empty; give the exercise's id.",
    ),
    "a note in the wrong column": (
        swap("Bring water,,", ",Bring water,"),
        "plan.csv, line 6: note is filled, but exercise_id is empty; give the exercise's id; a note on the session "
        "goes in session_note.",
    ),
    "rows of a session that disagree": (
        swap("2027-01-05", "2027-01-06", 1),
        "plan.csv, line 3: w01-strength-1 has date '2027-01-05' here and '2027-01-06' in line 2; write the same in "
        "every row of a session.",
    ),
    "a move to another week": (
        swap("2027-01-07,Thu", "2027-01-12,Thu"),
        "plan.csv, line 5: w01-easy-1 is on 2027-01-12, outside its week 1 (2027-01-04 to 2027-01-10); a "
        "session moves only within its week, so give a date in that week.",
    ),
    "a misplaced quote": (
        swap("Bring water", '"Bring" water'),
        "plan.csv, line 6 has a quote in the wrong place: put quotes around the whole cell and double those in it.",
    ),
    "a cell without end": (
        swap("Bring water", "x" * 140_000),
        "plan.csv, line 6 has a cell of more than 131,072 characters: shorten it.",
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_no_whole_plan_is_refused(case: str, tmp_path: Path) -> None:
    change, sentence = FILES[case]
    path = written(tmp_path)
    path.write_bytes(change(path.read_bytes()))
    assert refusal(path) == sentence.replace("{path}", str(path))


def test_a_missing_file_a_folder_and_a_missing_companion_are_told_apart(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no.csv") == f"{tmp_path}/no.csv is not there: give the plan's CSV file."
    assert refusal(tmp_path) == f"{tmp_path} is a folder, not a file: give the plan's CSV file."
    path = written(tmp_path)
    (tmp_path / "plan.block.json").unlink()
    assert refusal(path) == (
        "plan.block.json, which contains the plan's block, is not next to plan.csv. Put it there, or give the block "
        "as block=... (runplan check takes --block)."
    )
    assert refusal(path, block="block.json") == (
        "block='block.json' is not a Block: give the one that the plan was made from."
    )


def test_the_block_may_be_given_where_the_companion_is_missing(tmp_path: Path) -> None:
    path = written(tmp_path)
    (tmp_path / "plan.block.json").unlink()
    read = read_plan_file(path, a_plan().block)
    assert read.block == a_plan().block
    assert read.sessions.equals(a_plan().sessions)
    assert read.notices == ("plan.block.json was not used, so RunPlan can see only what was moved.",)


def test_a_block_that_the_plan_was_not_made_from_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert refusal(path, block=a_block(start="2027-02-01")) == (
        "plan.csv, line 2: w01-strength-1 is on 2027-01-05, outside its week 1 (2027-02-01 to 2027-02-07); a "
        "session moves only within its week, so give a date in that week."
    )


def test_a_given_block_expects_all_its_weeks_where_nobody_knows_the_plan(tmp_path: Path) -> None:
    path = written(tmp_path)
    (tmp_path / "plan.block.json").unlink()
    assert refusal(path, block=a_block(weeks=6)) == (
        "plan.csv ends with week 4, but its plan goes to week 6: the file seems to be cut off. Use a complete "
        "copy, or plan a shorter block."
    )


def test_an_exercise_that_the_catalog_does_not_have_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert refusal(path, exercise_ids={"roll_quads", "side_plank"}) == (
        "plan.csv, line 3: exercise_id 'goblet_squat' is not in the catalogue; give the catalogue that the plan was "
        "made with, or correct the id."
    )


def json_with(**changes: object) -> Callable[[bytes], bytes]:
    return lambda data: json.dumps(json.loads(data) | changes).encode()


COMPANIONS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut": (
        lambda data: data[:500],
        "plan.block.json is damaged (the JSON is incomplete): use a complete copy, or give the block as "
        "block=... (runplan check takes --block).",
    ),
    "nested without end": (
        lambda _: b"[" * 100_000,
        "plan.block.json is damaged (the JSON is incomplete): use a complete copy, or give the block as "
        "block=... (runplan check takes --block).",
    ),
    "with a field twice": (
        lambda data: data.replace(b'"weeks": 4,', b'"weeks": 4,\n  "weeks": 6,'),
        "plan.block.json names 'weeks' twice: keep one of them.",
    ),
    "another file": (
        lambda _: b"[1, 2]",
        "plan.block.json does not contain a block: give the .block.json that RunPlan wrote.",
    ),
    "newer": (
        json_with(version=2),
        "plan.block.json is of version 2, and this RunPlan reads version 1: read it with the RunPlan that wrote it, "
        "or a newer one.",
    ),
    "with a block that is refused": (
        json_with(block={"start": "2027-01-04", "weeks": 3}),
        "plan.block.json contains a block that is not possible: weeks=3 is out of range: give a whole number "
        "from 4 to 52.",
    ),
    "with a table that was changed": (
        json_with(planned=["week"]),
        "plan.block.json is damaged (its table does not match its digest): use a complete copy, or give the "
        "block as block=... (runplan check takes --block).",
    ),
    "with half a character": (
        json_with(planned=["\ud800"]),
        "plan.block.json is damaged (its table does not match its digest): use a complete copy, or give the "
        "block as block=... (runplan check takes --block).",
    ),
}


@pytest.mark.parametrize("case", COMPANIONS)
def test_a_companion_that_cannot_be_used_is_refused(case: str, tmp_path: Path) -> None:
    change, sentence = COMPANIONS[case]
    path = written(tmp_path)
    companion = tmp_path / "plan.block.json"
    companion.write_bytes(change(companion.read_bytes()))
    assert refusal(path) == sentence
    assert read_plan_file(path, a_plan().block).sessions.equals(a_plan().sessions)


def test_a_last_week_without_sessions_is_no_cut(tmp_path: Path) -> None:
    plan = a_plan(sessions=sessions_frame(SESSIONS[:6]))
    plan_to_csv(plan, tmp_path / "plan.csv")
    assert read_plan_file(tmp_path / "plan.csv").sessions.equals(plan.sessions)


# Each example writes to the disk, so a quarter of the profile's examples; the folder may serve all of them.
LOCAL = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=settings().max_examples // 4)
ANY = st.one_of(st.binary(max_size=60), st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace")))


def sentence_or_read(path: Path) -> str:
    try:
        read_plan_file(path)
    except PlanFileError as error:
        return str(error)
    return "read"


@LOCAL
@given(place=st.integers(0, 2_000), length=st.integers(0, 300), put=ANY, companion=st.booleans())
@example(place=0, length=2_000, put=b"", companion=True)
def test_any_damage_is_either_read_or_refused_with_a_sentence(
    tmp_path: Path, place: int, length: int, put: bytes, companion: bool
) -> None:
    path = written(tmp_path) if not (tmp_path / "plan.csv").exists() else tmp_path / "plan.csv"
    victim = tmp_path / "plan.block.json" if companion else path
    data = victim.read_bytes()
    victim.write_bytes(data[:place] + put + data[place + length :])
    said = sentence_or_read(path)
    victim.write_bytes(data)
    assert said.endswith((".", "?", "read"))


@LOCAL
@given(line=st.integers(0, 10), cell=st.integers(0, 26), put=st.text(max_size=8))
def test_any_cell_is_either_read_or_refused_with_a_sentence(tmp_path: Path, line: int, cell: int, put: str) -> None:
    path = written(tmp_path) if not (tmp_path / "plan.csv").exists() else tmp_path / "plan.csv"
    data = path.read_bytes()
    rows = [row.split(",") for row in data.decode().split("\n")]
    rows[line][cell] = put
    path.write_bytes("\n".join(",".join(row) for row in rows).encode())
    said = sentence_or_read(path)
    path.write_bytes(data)
    assert said.endswith((".", "?", "read"))
