"""Writing a plan and reading it back, unedited."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runplan import schema
from runplan.errors import PlanFileError
from runplan.exchange.plan_file import write as plan_csv
from runplan.exchange.plan_file.write import PlanFile, plan_to_csv, read_plan_file
from runplan.plan.tables import PlanTables
from tests.builders.two_weeks import EXERCISES, SESSIONS, a_block, a_plan, exercises_frame, sessions_frame

HEADER = (
    "plan_version,week,date,weekday,slot,session_id,kind,type,title,km,minutes,session_effort,pinned,order,section,"
    "exercise_id,exercise,sets,reps,seconds,each_side,rest_s,effort,session_note,note,superset,steps,"
    "load_kg,reserve,status,planned_date"
)
TEXTS = st.one_of(
    st.text(max_size=30),
    st.text(min_size=200, max_size=200),
    st.text(alphabet=st.sampled_from("'\"=+-@\t\r\n ,;\u00a0\uff1dx\x00"), max_size=6),
    st.sampled_from(
        ["<script>alert(1)</script>", "😀👩‍🚀", 'say "go", then\nrun', "=1+1", "'=1", "''", "\ufeff", "\r\n"]
    ),
)
# Each example writes to the disk, so a quarter of the profile's examples; the folder may serve all of them.
LOCAL = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=settings().max_examples // 4)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def same(read: PlanFile, plan: PlanTables) -> None:
    pd.testing.assert_frame_equal(read.sessions, plan.sessions)
    pd.testing.assert_frame_equal(read.exercises, plan.exercises)
    assert read.block == plan.block


def test_the_file_has_one_row_a_prescribed_exercise_and_one_row_a_run(tmp_path: Path) -> None:
    plan_to_csv(a_plan(), tmp_path / "plan.csv")
    lines = (tmp_path / "plan.csv").read_bytes().decode("utf-8").split("\n")
    assert lines[0] == HEADER
    assert lines[2] == (
        "1,1,2027-01-05,Tue,pm,w01-strength-1,strength,general,Strength A,,24,6,no,2,strength,goblet_squat,"
        "Goblet squat,3,10,,no,60,6.5,,Lower slowly,A,,16,3,planned,2027-01-05"
    )
    assert lines[5] == (
        "1,1,2027-01-10,Sun,am,w01-long,run,long,Long run,12.4,81,4,no,,,,,,,,,,,Bring water,,,12.4 km easy,,,planned,"
        "2027-01-10"
    )
    assert lines[9] == (
        f"1,4,2027-01-26,Tue,pm,w04-strength-1,strength,routine,Nothing yet,,,,no{',' * 17}planned,2027-01-26"
    )
    assert lines[-1] == ""
    assert len(lines) == 12


def test_sessions_exercises_and_block_come_back_equal_with_their_dtypes(tmp_path: Path) -> None:
    plan = a_plan(edits=("w01-easy-2 was deleted.",))
    plan_to_csv(plan, tmp_path / "plan.csv")
    read = read_plan_file(tmp_path / "plan.csv")
    same(read, plan)
    assert read.edits == ("w01-easy-2 was deleted.",)
    assert read.notices == ()


def test_a_path_may_be_text(tmp_path: Path) -> None:
    plan_to_csv(a_plan(), str(tmp_path / "my plan.csv"))
    assert names(tmp_path) == ["my plan.block.json", "my plan.csv"]
    same(read_plan_file(str(tmp_path / "my plan.csv")), a_plan())


def test_a_plan_without_any_session_comes_back(tmp_path: Path) -> None:
    plan = a_plan(sessions=sessions_frame([]), exercises=exercises_frame([]))
    plan_to_csv(plan, tmp_path / "plan.csv")
    same(read_plan_file(tmp_path / "plan.csv"), plan)


@LOCAL
@given(title=TEXTS, note=TEXTS, steps=TEXTS, exercise=TEXTS, exercise_note=TEXTS, superset=TEXTS)
def test_any_text_comes_back(tmp_path: Path, **texts: str) -> None:
    plan = a_plan()
    sessions = plan.sessions.assign(title=texts["title"], note=texts["note"], steps=texts["steps"])
    exercises = plan.exercises.assign(
        exercise=texts["exercise"], note=texts["exercise_note"], superset=texts["superset"]
    )
    text = ["title", "note", "steps", "exercise", "superset"]
    sessions = sessions.astype({name: "str" for name in text if name in sessions})
    exercises = exercises.astype({name: "str" for name in text if name in exercises})
    odd = a_plan(sessions=sessions, exercises=exercises)
    plan_to_csv(odd, tmp_path / "plan.csv")
    same(read_plan_file(tmp_path / "plan.csv"), odd)


@LOCAL
@given(
    km=st.floats(0, 1_000),
    effort=st.floats(0, 10),
    sets=st.integers(1, 1_000_000),
    minutes=st.one_of(st.none(), st.integers(0, 1_000_000)),
)
def test_any_number_comes_back(tmp_path: Path, km: float, effort: float, sets: int, minutes: int | None) -> None:
    session = list(SESSIONS[4])
    session[7:10] = [km, minutes, effort]
    exercise = list(EXERCISES[3])
    exercise[5] = sets
    rows = [*SESSIONS[:4], tuple(session), *SESSIONS[5:]]
    plan = a_plan(sessions=sessions_frame(rows), exercises=exercises_frame([*EXERCISES[:3], tuple(exercise)]))
    plan_to_csv(plan, tmp_path / "plan.csv")
    same(read_plan_file(tmp_path / "plan.csv"), plan)


def test_the_same_plan_gives_the_same_bytes_and_is_not_changed_by_writing(tmp_path: Path) -> None:
    plan, untouched = a_plan(), a_plan()
    plan_to_csv(plan, tmp_path / "one.csv")
    plan_to_csv(plan, tmp_path / "two.csv")
    for ending in ("csv", "block.json"):
        assert (tmp_path / f"one.{ending}").read_bytes() == (tmp_path / f"two.{ending}").read_bytes()
    pd.testing.assert_frame_equal(plan.sessions, untouched.sessions)
    pd.testing.assert_frame_equal(plan.exercises, untouched.exercises)


def test_no_cell_begins_a_formula(tmp_path: Path) -> None:
    plan = a_plan()
    sessions = plan.sessions.assign(title='=HYPERLINK("http://example.org")', note="@SUM(1)", steps=" +1")
    plan_to_csv(a_plan(sessions=sessions), tmp_path / "plan.csv")
    cells = pd.read_csv(tmp_path / "plan.csv", dtype=str, keep_default_na=False)
    assert set(cells["title"]) == {'\'=HYPERLINK("http://example.org")'}
    assert set(cells["session_note"]) == {"'@SUM(1)"}
    assert set(cells["steps"]) == {"' +1"}


def test_the_companion_has_the_block_and_the_table_as_written(tmp_path: Path) -> None:
    plan_to_csv(a_plan(), tmp_path / "plan.csv")
    content = json.loads((tmp_path / "plan.block.json").read_bytes())
    assert list(content) == ["format", "version", "plan_id", "block", "edits", "rows", "digest", "planned"]
    assert content["format"] == "runplan block"
    assert content["version"] == 1
    assert content["rows"] == 10
    assert content["plan_id"] == a_plan().plan_id
    assert content["block"] == a_plan().block.to_dict()
    assert "\n".join(content["planned"]).encode() == (tmp_path / "plan.csv").read_bytes()


REFUSED_PLANS = {
    "a type that is no type": (
        {"sessions": a_plan().sessions.assign(type="walk")},
        "RunPlan did not write the plan, because it could not read it back. The plan, line 2: type 'walk' is "
        "not known for a strength session; give one of heavy, general, routine, core.",
    ),
    "a session outside its week": (
        {"sessions": a_plan().sessions.assign(date=pd.Timestamp("2027-01-05").as_unit("us"))},
        "RunPlan did not write the plan, because it could not read it back. The plan, line 7: w02-quality-1 is "
        "on 2027-01-05, outside its week 2 (2027-01-11 to 2027-01-17); a session moves only within its week, so "
        "give a date in that week.",
    ),
    "an exercise of no session": (
        {"exercises": a_plan().exercises.assign(session_id="w09-strength-1")},
        "An exercise belongs to session 'w09-strength-1', which is not in the plan.",
    ),
    "a note too long for a spreadsheet": (
        {"sessions": a_plan().sessions.assign(note="x" * 40_000)},
        "The note 'xxxxxxxxxxxxxxxxxxxx'... has 40,000 characters, and a spreadsheet cell can hold at most "
        "32,767: shorten it.",
    ),
    "half a character": (
        {"sessions": a_plan().sessions.assign(note=pd.Series(["\ud800"] * 8, dtype=object))},
        "The plan contains text that is not Unicode (half a surrogate pair): type it again.",
    ),
    "a session twice": (
        {"sessions": sessions_frame([SESSIONS[1], *SESSIONS])},
        "RunPlan did not write the plan, because session_id would change when it is read back: keep the tables "
        "as build_plan made them.",
    ),
    "a table without a column": (
        {"sessions": a_plan().sessions.drop(columns="km")},
        "The plan's tables lack the column km: make the plan with build_plan.",
    ),
}


@pytest.mark.parametrize("case", REFUSED_PLANS)
def test_a_plan_that_would_not_come_back_is_not_written(case: str, tmp_path: Path) -> None:
    changes, sentence = REFUSED_PLANS[case]
    with pytest.raises(PlanFileError) as refusal:
        plan_to_csv(a_plan(**changes), tmp_path / "plan.csv")
    assert str(refusal.value) == sentence
    assert names(tmp_path) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    for path, sentence in {
        tmp_path: f"{tmp_path} is a folder: give the name of a file in it, such as {tmp_path}/plan.csv.",
        tmp_path
        / "no"
        / "plan.csv": f"{tmp_path}/no/plan.csv cannot be written: there is no folder {tmp_path}/no. Make it first.",
        "": "path='' is not a file name: give one such as 'plan.csv'.",
        "a\0b": "path='a\\x00b' is not a file name: give one such as 'plan.csv'.",
        "\ud800.csv": "path='\\ud800.csv' is not a file name: give one such as 'plan.csv'.",
        None: "path=None is not a file name: give one such as 'plan.csv'.",
    }.items():
        with pytest.raises(PlanFileError) as refusal:
            plan_to_csv(a_plan(), path)  # type: ignore[arg-type]
        assert str(refusal.value) == sentence
    assert names(tmp_path) == []


# --- a write that fails on the way ---------------------------------------------------------------------------------


def another_plan() -> PlanTables:
    block = a_block(weekly_km_now=40)
    return a_plan(block=block, sessions=sessions_frame(SESSIONS[1:]), exercises=exercises_frame(EXERCISES[3:]))


class DiskFull:
    """Lets some writes through, then fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, writes: int, *, kill: bool) -> None:
        self.left, self.kill, self.write = writes, kill, plan_csv.write_file
        monkeypatch.setattr(plan_csv, "write_file", self)
        if kill:  # a killed process puts nothing back
            monkeypatch.setattr(Path, "unlink", lambda path: None)

    def __call__(self, path: Path, data: bytes) -> None:
        if self.left == 0:
            if not self.kill:
                self.left = 99  # there is room again for putting the old companion back
                raise PlanFileError("the disk is full")
            raise SystemExit
        self.left -= 1
        self.write(path, data)


@pytest.mark.parametrize("writes", [0, 1])
def test_a_full_disk_leaves_both_old_files_as_they_were(
    writes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_to_csv(a_plan(), tmp_path / "plan.csv")
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}
    DiskFull(monkeypatch, writes, kill=False)
    with pytest.raises(PlanFileError, match="the disk is full"):
        plan_to_csv(another_plan(), tmp_path / "plan.csv")
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == before


@pytest.mark.parametrize("writes", [0, 1])
def test_a_full_disk_leaves_nothing_where_nothing_was(
    writes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    DiskFull(monkeypatch, writes, kill=False)
    with pytest.raises(PlanFileError, match="the disk is full"):
        plan_to_csv(a_plan(), tmp_path / "plan.csv")
    assert names(tmp_path) == []


@pytest.mark.parametrize(("writes", "survivor"), [(0, a_plan), (1, a_plan), (2, another_plan)])
def test_a_write_that_stops_between_the_two_files_leaves_a_pair_that_reads(
    writes: int, survivor: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_to_csv(a_plan(), tmp_path / "plan.csv")
    DiskFull(monkeypatch, writes, kill=True)
    with pytest.raises(SystemExit):
        plan_to_csv(another_plan(), tmp_path / "plan.csv")
    monkeypatch.undo()
    same(read_plan_file(tmp_path / "plan.csv"), survivor())
    plan_to_csv(another_plan(), tmp_path / "plan.csv")
    same(read_plan_file(tmp_path / "plan.csv"), another_plan())
    assert "replaces" not in json.loads((tmp_path / "plan.block.json").read_bytes())


def test_a_stopped_first_write_over_a_foreign_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plan.csv").write_text(HEADER + "\n")
    DiskFull(monkeypatch, 1, kill=True)
    with pytest.raises(SystemExit):
        plan_to_csv(a_plan(), tmp_path / "plan.csv", overwrite_edits=True)
    with pytest.raises(PlanFileError) as refusal:
        read_plan_file(tmp_path / "plan.csv")
    assert str(refusal.value) == (
        "plan.block.json belongs to a plan that was not written completely, not to plan.csv: write the plan "
        "again, or give the block as block=... (runplan check takes --block)."
    )


# --- edits are not lost --------------------------------------------------------------------------------------------


def test_a_file_that_was_edited_is_not_replaced_unless_that_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    edited = path.read_text().replace("Goblet squat,3,10", "Goblet squat,2,10")
    path.write_text(edited)
    with pytest.raises(PlanFileError) as refusal:
        plan_to_csv(another_plan(), path)
    assert str(refusal.value) == (
        f"{path} was changed after RunPlan wrote it, and writing would lose the changes: read it first, write to "
        "another file, or replace the file (overwrite_edits=True, on the command line --force)."
    )
    assert path.read_text() == edited
    plan_to_csv(another_plan(), path, overwrite_edits=True)
    same(read_plan_file(path), another_plan())


def test_a_file_that_was_edited_and_read_can_be_written_again_with_its_edits(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    path.write_text(path.read_text().replace("2027-01-07,Thu", "2027-01-08,Thu"))
    read = read_plan_file(path)
    plan = a_plan(block=read.block, sessions=read.sessions, exercises=read.exercises, edits=read.edits)
    plan_to_csv(plan, path)
    again = read_plan_file(path)
    same(again, plan)
    assert again.edits == read.edits
    assert "2027-01-08,Fri" in path.read_text()


def test_a_file_that_a_spreadsheet_only_saved_again_can_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    plan_to_csv(another_plan(), path)
    same(read_plan_file(path), another_plan())


def test_every_column_of_the_schema_is_in_the_file() -> None:
    assert HEADER.split(",") == [column.name for column in schema.PLAN_CSV]
