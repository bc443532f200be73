"""The program `runplan`, as a person types it."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.cli import main
from runplan.cli.block_table import PLAIN_SIGNS, SIGNS, block_table
from runplan.cli.program import make_parser
from runplan.cli.race_paces import pace_lines
from runplan.cli.run_table import run_lines
from runplan.cli.terminal import progress
from tests.builders.two_weeks import a_block, a_plan, plan_of

ROOT = Path(__file__).resolve().parents[1]
EIGHT_WEEKS = ["--start", "2027-01-04", "--weeks", "8", "--equipment", "mini_band", "dumbbell"]
# Fields of Block as a person types them, and what they have to become.
TYPED: dict[str, tuple[list[str], object]] = {
    "start": (["2027-01-05"], "2027-01-05"),
    "weeks": (["8"], 8),
    "weekly_km_now": (["31.5"], 31.5),
    "weekly_km_peak": (["44"], 44),
    "weekly_km": (["3=20", "5=31.5"], {3: 20, 5: 31.5}),
    "easy_pace_s_per_km": (["400"], 400),
    "run_days": (["5"], 5),
    "long_run_day": (["Sat"], "Sat"),
    "quality_runs": (["2"], 2),
    "days_off": (["Tue,Fri"], ("Tue", "Fri")),
    "dates_off": (["2027-01-13", "2027-02-01"], ("2027-01-13", "2027-02-01")),
    "rest_days": (["2"], 2),
    "days_without_runs": (["Tue,Fri"], ("Tue", "Fri")),
    "strength_sessions": (["1"], 1),
    "strength_minutes": (["25"], 25),
    "sets_per_muscle": (["3"], 3),
    "equipment": (["mini_band", "towel"], ("mini_band", "towel")),
    "level": (["intermediate"], "intermediate"),
    "avoid": (["push_up"], ("push_up",)),
    "prefer": (["dead_bug"], ("dead_bug",)),
    "school": (["two_nights"], "two_nights"),
    "pins": (["w03-strength-1=Thu"], {"w03-strength-1": "Thu"}),
    "week_start": (["Sun"], "Sun"),
    "units": (["mi"], "mi"),
    "recent_races": (["5k", "25:00", "12.5", "1:10:00"], (("5k", 1500), (12.5, 4200))),
    "longest_run_km": (["18.5"], 18.5),
    "max_heart_rate": (["188"], 188),
    "threshold_heart_rate": (["171"], 171),
    "lifts": (
        ["goblet_squat=16x10@3", "one_arm_row", "35", "lb", "x", "8@2"],
        "goblet_squat 16x10@3, one_arm_row 35lbx8@2",
    ),
    "load_steps": (["dumbbell=4,6,8", "barbell=5lb"], {"dumbbell": (4, 6, 8), "barbell": "5 lb"}),
    "events": (
        ["ill", "2027-02-01", "2027-02-06,", "extra_race", "2027-03-14", "10k"],
        [
            {"kind": "ill", "first": "2027-02-01", "last": "2027-02-06"},
            rp.Event("extra_race", "2027-03-14", distance="10k"),
        ],
    ),
}


def parsed(arguments: list[str]) -> rp.Block:
    from runplan.cli.block_options import block_from

    return block_from(make_parser().parse_args(["plan", *arguments]))


def flags(values: dict[str, tuple[list[str], object]]) -> list[str]:
    return [word for name, (words, _) in values.items() for word in ["--" + name.replace("_", "-"), *words]]


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = stop.code  # type: ignore[assignment]
    out, err = capsys.readouterr()
    assert code == 2
    assert out == ""
    return err


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


# --- options -------------------------------------------------------------------------------------------------------


def test_every_field_of_block_has_an_option() -> None:
    typed = {*TYPED, "race_date", "goal", "goal_time", "doubles", "runs"}
    assert typed == {field.name for field in dataclasses.fields(rp.Block)}
    help_ = make_parser().parse_args(["plan"]).known
    assert {f"--{name.replace('_', '-')}" for name in typed} <= set(help_)


def test_every_option_reaches_its_field() -> None:
    wished = rp.Block(**{name: value for name, (_, value) in TYPED.items()}, doubles=False)  # type: ignore[arg-type]
    assert parsed([*flags(TYPED), "--no-doubles"]) == wished


def test_a_race_and_its_goal_reach_their_fields() -> None:
    wished = rp.Block(start="2027-01-04", race_date="2027-03-07", goal="10k", goal_time=2990)
    words = ["--start", "2027-01-04", "--race-date", "2027-03-07", "--goal", "10k", "--goal-time", "49:50"]
    assert parsed(words) == wished


def test_a_plan_with_a_recent_race_prints_its_paces_and_one_without_does_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for words, with_paces in (([], False), (["--recent-races", "10k 52:30", "--max-heart-rate", "188"], True)):
        assert main(["plan", *EIGHT_WEEKS, *words, "--force"]) == 0
        out = capsys.readouterr().out
        assert ("Paces from 10 km in 52:30\n" in out) == with_paces
        assert ("Threshold      5:20" in out) == with_paces
        assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("typed", [["10k 52:30"], ["10k", "52:30"], ["10k=52:30"], ["10", "km", "in", "52:30"]])
def test_a_recent_race_is_typed_in_any_of_the_usual_ways(typed: list[str]) -> None:
    block = parsed([*EIGHT_WEEKS, "--recent-races", *typed])
    assert block.recent_races == (("10k", 3150),)


def test_options_win_over_the_block_of_a_file(tmp_path: Path) -> None:
    assert main(["plan", *EIGHT_WEEKS, "--out", "plan.csv"]) == 0
    block = parsed(["--block", "plan.block.json", "--run-days", "5", "--equipment"])
    assert block == rp.Block(start="2027-01-04", weeks=8, run_days=5)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            [],
            "The following arguments are required: plan | check | import | log | start-from | "
            "athletes | export | catalog | lab | app. "
            "See runplan --help.\n",
        ),
        (
            ["plan"],
            "start is missing: give the date on which the block starts, such as --start 2027-01-04, or a file with "
            "--block.\n",
        ),
        (["plan", *EIGHT_WEEKS, "--weeks", "3"], "weeks=3 is out of range: give a whole number from 4 to 52.\n"),
        (
            ["plan", *EIGHT_WEEKS, "--run-days", "four"],
            "run_days='four' is not a whole number: give one from 3 to 7.\n",
        ),
        (["plan", *EIGHT_WEEKS, "--weekly-km", "3:20"], "--weekly-km '3:20' cannot be read: write WEEK=KM.\n"),
        (["plan", *EIGHT_WEEKS, "--pins", "a=Mon", "a=Tue"], "--pins names 'a' twice: keep one of them.\n"),
        (
            ["plan", "--strat", "2027-01-04"],
            "'--strat' is not an option of runplan plan. Did you mean --start? See runplan plan --help.\n",
        ),
        (
            ["plan", *EIGHT_WEEKS, "--block", "no.json"],
            "no.json is not there: give --block the file that contains the block.\n",
        ),
        (["check", "no.csv"], "no.csv is not there: give the plan's CSV file.\n"),
        (
            ["plan", *EIGHT_WEEKS, "--out", "no/plan.csv"],
            "no/plan.csv cannot be written: there is no folder no. Make it first.\n",
        ),
    ],
    ids=lambda value: None if isinstance(value, list) else value[:30],
)
def test_a_refusal_is_one_sentence_and_nothing_is_written(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(arguments, capsys) == sentence
    assert list(Path().iterdir()) == []


def test_the_impossible_is_told_with_what_would_work(capsys: pytest.CaptureFixture[str]) -> None:
    wish = ["plan", *EIGHT_WEEKS, "--days-off", "Mon", "Tue", "Wed", "Thu", "Fri", "--run-days", "4"]
    said = refused(wish, capsys)
    with pytest.raises(rp.PlanImpossible) as impossible:
        rp.build_plan(parsed(wish[1:]))
    assert impossible.value.relaxed is not None
    assert said.startswith(f"{impossible.value}\nThis would work:\n  --")
    assert list(Path().iterdir()) == []


# --- plan ----------------------------------------------------------------------------------------------------------


def test_plan_writes_what_the_library_writes_and_prints_the_block(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", *EIGHT_WEEKS]) == 0
    out, err = capsys.readouterr()
    plan = rp.build_plan(parsed(EIGHT_WEEKS))
    plan.to_csv("other.csv")
    assert Path("plan.csv").read_bytes() == Path("other.csv").read_bytes()
    assert out.startswith(block_table(plan, width=80))
    assert out.endswith("\nWritten: plan.csv and, next to it, plan.block.json.\n")
    assert err == ""


def test_plan_replaces_its_own_file_but_not_one_that_was_edited(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", *EIGHT_WEEKS]) == 0
    assert main(["plan", *EIGHT_WEEKS, "--run-days", "5", "--previous", "plan.csv"]) == 0
    path = Path("plan.csv")
    path.write_text(path.read_text().replace("Easy run", "Run with Ana", 1))
    edited = path.read_text()
    assert refused(["plan", *EIGHT_WEEKS, "--run-days", "5"], capsys) == (
        "plan.csv was changed after RunPlan wrote it, and writing would lose the changes: read it first, write "
        "to another file, or replace the file (overwrite_edits=True, on the command line --force).\n"
    )
    assert path.read_text() == edited
    assert main(["plan", *EIGHT_WEEKS, "--force"]) == 0
    assert "Ana" not in path.read_text()


def test_plan_does_not_replace_a_file_that_may_be_something_else(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.csv").write_text("my races")
    assert refused(["plan", *EIGHT_WEEKS], capsys) == (
        "plan.csv already exists, and plan.block.json is not next to it, so it may not be a RunPlan plan: give "
        "another name, or replace the file (overwrite_edits=True, on the command line --force).\n"
    )
    assert Path("plan.csv").read_text() == "my races"
    assert main(["plan", *EIGHT_WEEKS, "--force"]) == 0
    rp.read_plan("plan.csv")


def test_plan_does_not_replace_the_block_that_somebody_wrote(capsys: pytest.CaptureFixture[str]) -> None:
    block = '{"start": "2027-01-04", "weeks": 8}'
    Path("plan.block.json").write_text(block)
    assert refused(["plan", "--block", "plan.block.json"], capsys) == (
        "plan.block.json already exists, is not the block of a plan that RunPlan wrote, and would be replaced: "
        "give another name than plan.csv, or replace the file (overwrite_edits=True, on the command line --force).\n"
    )
    assert Path("plan.block.json").read_text() == block
    assert main(["plan", "--block", "plan.block.json", "--out", "other.csv"]) == 0


def test_plan_refuses_before_it_plans(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo("pipe.csv")
    monkeypatch.setattr("runplan.cli.subcommands.build_plan", None)  # would not survive being called
    for out, sentence in {
        "pipe.csv": "pipe.csv is a pipe, and a plan is written only to a file: give a name such as plan.csv.",
        ".": ". is a folder: give the name of a file in it, such as plan.csv.",
        "plan.txt": "plan.txt does not end in .csv: give a name such as plan.csv.",
        f"{'x' * 300}.csv": f"{'x' * 300}.csv cannot be written: its name is too long. Give a shorter one.",
    }.items():
        assert refused(["plan", *EIGHT_WEEKS, "--force", "--out", out], capsys) == f"{sentence}\n"
    assert stat.S_ISFIFO(Path("pipe.csv").stat().st_mode)
    assert [path.name for path in Path().iterdir()] == ["pipe.csv"]


def test_plan_writes_where_a_link_leads_and_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    Path("real").mkdir()
    Path("plan.csv").symlink_to(Path("real/spring.csv"))
    assert main(["plan", *EIGHT_WEEKS]) == 0
    real = Path("real").resolve() / "spring.csv"
    assert capsys.readouterr().out.endswith(f"\nWritten: {real} and, next to it, spring.block.json.\n")
    assert sorted(path.name for path in Path().iterdir()) == ["plan.csv", "real"]
    assert main(["check", "plan.csv"]) == 0


def bad_blocks(folder: Path) -> dict[str, str]:
    """Values of --block that cannot be used, and what is said of each."""
    (folder / "cut.json").write_text('{"start": "2027-')
    (folder / "twice.json").write_text('{"start": "2027-01-04", "weeks": 8, "weekly_km": {"3": 20, "3": 25}}')
    (folder / "other.json").write_text("[1, 2]")
    (folder / "odd.json").write_text('{"start": "2027-01-04", "weeks": 8, "days_of": 3}')
    os.mkfifo(folder / "pipe.json")
    return {
        "cut.json": (
            "cut.json is damaged (the JSON is incomplete): use a complete copy, or give another with --block."
        ),
        "twice.json": "twice.json names '3' twice: keep one of them.",
        "other.json": "other.json does not contain a block: give the .block.json that RunPlan wrote.",
        "odd.json": "odd.json contains a block that is not possible: Block has no field 'days_of'. Did you mean "
        "'days_off'?",
        "pipe.json": "pipe.json is a pipe, not a file: give --block the file that contains the block.",
        ".": ". is a folder, not a file: give --block the file that contains the block.",
        "x" * 300: f"{'x' * 300} cannot be read: its name is too long.",
    }


@pytest.mark.parametrize("command", [["plan"], ["check", "plan.csv"]], ids=["plan", "check"])
def test_a_block_that_cannot_be_used_is_told_in_terms_of_the_option(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for value, sentence in bad_blocks(tmp_path).items():
        assert refused([*command, "--block", value], capsys) == f"{sentence}\n"


def test_a_plan_whose_name_is_too_long_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    name = f"{'x' * 300}.csv"
    assert refused(["check", name], capsys) == f"{name} cannot be read: its name is too long.\n"
    assert refused(["plan", *EIGHT_WEEKS, "--previous", name], capsys) == (
        f"{name} cannot be read: its name is too long.\n"
    )
    assert refused(["catalog", "--catalog", name], capsys) == (
        f"{name} cannot be read (file name too long); give a folder, or a CSV or JSON file of your own, or nothing.\n"
    )


def test_planning_anew_from_an_edited_plan_says_what_is_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", *EIGHT_WEEKS]) == 0
    path = Path("plan.csv")
    path.write_text(path.read_text().replace("Easy run", "Run with Ana", 1))
    capsys.readouterr()
    assert main(["plan", *EIGHT_WEEKS, "--previous", "plan.csv", "--out", "new.csv"]) == 0
    assert "title is 'Run with Ana' instead of 'Easy run'." in capsys.readouterr().err


# --- check ---------------------------------------------------------------------------------------------------------


def test_check_passes_a_plan_as_it_was_made(capsys: pytest.CaptureFixture[str]) -> None:
    main(["plan", *EIGHT_WEEKS])
    capsys.readouterr()
    assert main(["check", "plan.csv"]) == 0
    assert capsys.readouterr().out.endswith("plan.csv breaks no hard rule.\n")


def test_check_fails_a_plan_that_was_edited_into_breaking_a_hard_rule(capsys: pytest.CaptureFixture[str]) -> None:
    main(["plan", *EIGHT_WEEKS, "--days-off", "Tue"])
    path = Path("plan.csv")
    plan = rp.read_plan(path)
    first = plan.sessions[plan.sessions["week"] == 2].iloc[0]
    old, new = f"{first['date']:%Y-%m-%d},{first['weekday']}", f"2027-01-12,{first['weekday']}"
    path.write_text(path.read_text().replace(old, new))
    capsys.readouterr()
    assert main(["check", "plan.csv"]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"Edited since it was planned\n  - {first['session_id']} was moved from ")
    assert "\nBroken rules\n  - Week 2: " in out
    assert out.endswith(" hard rule.\n") or out.endswith(" hard rules.\n")


def test_check_reads_a_plan_that_a_spreadsheet_saved_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    main(["plan", *EIGHT_WEEKS])
    Path("plan.csv").write_bytes(b"\xef\xbb\xbf" + Path("plan.csv").read_bytes())
    capsys.readouterr()
    assert main(["check", "plan.csv"]) == 0
    assert "  - plan.csv begins with a byte order mark, as spreadsheets write it; RunPlan" in capsys.readouterr().out


# --- catalog, lab and app ------------------------------------------------------------------------------------------


def test_catalog_prints_what_meets_all_filters(capsys: pytest.CaptureFixture[str]) -> None:
    filters = {"muscle": "soleus", "pattern": "calf_ankle", "level": "beginner", "section": "strength"}
    words = [word for name, value in filters.items() for word in (f"--{name}", value)]
    assert main(["catalog", *words, "--equipment"]) == 0
    out = capsys.readouterr().out
    rows = rp.load_catalog().filter(**filters, equipment=())  # type: ignore[arg-type]
    assert len(rows) > 0
    shown = [line for line in out.splitlines() if line.startswith("  ") and not line.startswith("   ")]
    assert sorted(shown) == sorted(f"  {row['name']} ({key})" for key, row in rows.iterrows())
    assert out.endswith(f"\n{len(rows)} of {len(rp.load_catalog().exercises)} exercises.\n")


def test_catalog_says_when_nothing_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "--section", "foam_roll", "--pattern", "jump"]) == 0
    assert capsys.readouterr().out == "No exercise matches all of these.\n"


def test_catalog_refuses_a_word_that_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(rp.CatalogError) as refusal:
        rp.load_catalog().filter(muscle=["biceps"])
    assert refused(["catalog", "--muscle", "biceps"], capsys) == f"{refusal.value}\n"


SAMPLE = Path(__file__).parent / "catalog" / "sample_exercises.json"


def test_catalog_sums_up_what_came_of_a_file_of_exercises(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "--catalog", str(SAMPLE), "--pattern", "carry", "--equipment", "other"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert out.startswith("Strength Stone Carry (fedb_stone_carry) carry; intermediate; other; arms ")
    assert out.endswith(
        f" exercises. {SAMPLE.name} has 16 exercises: 14 were imported and 2 were left out (1: cardio has no sets; "
        "1: the neck is not one of our twenty muscles)."
    )


def test_catalog_reports_on_each_record(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "--catalog", str(SAMPLE), "--report"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("    1  Loaded Squat: added as fedb_loaded_squat\n       Inferred: section strength from ")
    assert "\n       Not imported: 2 pictures\n" in out
    assert "\n   15  Slow Walk: left out\n       cardio has no sets\n" in out
    assert " ".join(out.split()).endswith(str(rp.load_catalog(SAMPLE).imported))


def test_catalog_has_nothing_to_report_without_a_file_of_exercises(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(["catalog", "--report"], capsys) == (
        "--report needs a file of exercises to add: give one with --catalog.\n"
    )


def test_a_plan_is_made_with_exercises_of_others(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--catalog", str(SAMPLE), "--prefer", "fedb_seat_leg_press"]
    assert main(["plan", "--start", "2027-01-04", "--weeks", "8", "--equipment", "machine", *words]) == 0
    capsys.readouterr()
    assert "Seat Leg Press" in Path("plan.csv").read_text(encoding="utf-8")
    assert main(["check", "plan.csv", "--catalog", str(SAMPLE)]) == 0


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> None:
    from runplan.launch import notebooks

    done = notebooks.CopiedNotebooks(("one.ipynb",), ("two.ipynb",))
    monkeypatch.setattr(notebooks, "copy_notebooks", lambda folder: done)


@pytest.mark.usefixtures("copies")
def test_lab_copies_the_notebooks_and_starts_jupyterlab_on_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from runplan.launch import jupyterlab

    calls: list[tuple[Path, list[str]]] = []
    monkeypatch.setattr(jupyterlab, "open_lab", lambda folder, options: calls.append((folder, options)) or 0)
    assert main(["lab", "mine", "--no-browser"]) == 0
    assert main(["lab", "mine", "--copy-only"]) == 0
    assert calls == [(Path("mine"), ["--no-browser"])]
    assert capsys.readouterr().out == 2 * "Copied to mine: one.ipynb.\nKept with your changes: two.ipynb.\n"


@pytest.mark.usefixtures("copies")
def test_app_copies_the_notebooks_and_starts_voila_on_the_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from runplan.launch import voila

    calls: list[tuple[Path, list[str]]] = []
    monkeypatch.setattr(voila, "open_app", lambda folder, options: calls.append((folder, options)) or 0)
    assert main(["app", "mine"]) == 0
    assert main(["app", "mine", "--dark", "--no-browser"]) == 0
    assert main(["app", "mine", "--copy-only"]) == 0
    assert calls == [(Path("mine"), []), (Path("mine"), ["--no-browser", "--theme=dark"])]
    assert capsys.readouterr().out == 3 * "Copied to mine: one.ipynb.\nKept with your changes: two.ipynb.\n"


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"runplan {rp.__version__}\n"


# --- the terminal --------------------------------------------------------------------------------------------------


def a_table(width: int, signs: dict[str, str]) -> str:
    return block_table(a_plan(), width=width, signs=signs)


@pytest.mark.parametrize(
    ("name", "width", "signs"),
    [("block_80.txt", 80, SIGNS), ("block_120.txt", 120, SIGNS), ("block_ascii.txt", 80, PLAIN_SIGNS)],
    ids=["80 columns", "120 columns", "ASCII"],
)
def test_the_printed_block_is_the_one_that_was_looked_at(
    name: str, width: int, signs: dict[str, str], golden: Callable[[str, str], None]
) -> None:
    text = a_table(width, signs)
    golden(name, text)
    assert max(map(len, text.splitlines())) <= width
    assert text.isascii() == (signs is PLAIN_SIGNS)


def runs_of_two_weeks(**wishes: Any) -> str:
    """What the terminal says of a few runs."""
    rows = [
        ("w01-easy-1", "2027-01-07", "easy", "5 km easy; 4 x 20 s strides / 1 min jog"),
        ("w01-long", "2027-01-10", "long", "12 km easy"),
        ("w02-quality-1", "2027-01-12", "tempo", "2 km easy; 4 x 6 min @threshold / 1 min jog; 1 km easy"),
        ("w02-easy-1", "2027-01-14", "easy", "5 km easy; 4 x 20 s strides / 1 min jog"),
        ("w02-long", "2027-01-17", "long", "12 km easy; 3 km @marathon"),
    ]
    sessions = [
        (name, int(name[1:3]), day, "am", "run", kind, "A run", 6.0, 40, 3.0, False, "", steps)
        for name, day, kind, steps in rows
    ]
    return run_lines(plan_of(sessions, [], **wishes), 80, SIGNS)


def test_the_terminal_lists_the_faster_parts_of_runs_with_their_paces() -> None:
    assert runs_of_two_weeks(recent_races="10k 52:30", max_heart_rate=190).splitlines() == [
        "Easy running: 6:07–7:18 /km",
        "Faster parts, with easy running around them:",
        " 2 Tue  4 × 6 min at threshold pace (5:20–5:35 /km), 1 min jog after each",
        " 2 Sun  3 km at marathon pace (5:42–6:13 /km)",
        "After easy running: 4 × 20 s strides (quick and relaxed, not a sprint), 1 min",
        "          jog after each; week 1 Thu, 2 Thu",
        # Of 200 minutes 20.0 are at threshold pace (24 of the steps' 48) and 7.3 at marathon pace, 2.8 are strides.
        "Minutes: 85 % easy, 14 % moderate (marathon to threshold pace), 1 % hard",
    ]


def test_the_terminal_says_how_a_run_feels_where_no_pace_is_known() -> None:
    lines = runs_of_two_weeks().splitlines()
    assert lines[0] == "Easy running: you could chat all the way"
    assert " 2 Sun  3 km at marathon effort (steady, in short sentences)" in lines


def test_paces_have_a_table_where_an_easy_pace_or_a_heart_rate_is_known() -> None:
    titles = [
        pace_lines(a_block(**wishes), 80, SIGNS).split("\n")[0]
        for wishes in ({}, {"easy_pace_s_per_km": 345}, {"max_heart_rate": 190}, {"recent_races": "10k 52:30"})
    ]
    assert titles == [
        "",
        "Paces from your easy pace of 5:45 /km; a race would give better ones",
        "Heart rates",
        "Paces from 10 km in 52:30",
    ]


@pytest.mark.parametrize("width", [80, 120])
def test_a_full_block_fits_the_terminal(width: int) -> None:
    block = rp.Block(
        start="2027-01-04", race_date="2027-04-25", goal="marathon", weekly_km_now=80, weekly_km_peak=120,
        run_days=7, rest_days=0, quality_runs=2, strength_sessions=3, equipment=("barbell", "foam_roller"),
    )  # fmt: skip
    assert max(map(len, block_table(rp.build_plan(block), width=width).splitlines())) <= width


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_where_it_takes_long_and_wiped_after(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("runplan.cli.terminal._FIRST_S", 0.01)
    with progress("Planning 16 weeks"):
        time.sleep(0.1)
    assert terminal.getvalue() == "\rPlanning 16 weeks ... 0 s\r\x1b[K"


def test_progress_is_silent_where_nobody_looks_or_it_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (io.StringIO(), _Terminal()):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress("Planning 16 weeks"):
            pass
        assert stream.getvalue() == ""


def test_a_reader_that_stops_reading_makes_no_noise() -> None:
    program = [sys.executable, "-m", "runplan.cli", "catalog"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


# --- run plans of one's own ----------------------------------------------------------------------------------------

MATRIX = "Week,Distance,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n" + "".join(
    f"{week},{17 if week != 2 else 20} km,Rest,5 km,Cross,4 km,Rest,,8 km\n" for week in range(1, 6)
)


def test_import_prints_what_is_to_be_looked_at_first_and_the_totals(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.csv").write_text(MATRIX.replace("4 km", "what?", 1))
    assert main(["import", "mine.csv"]) == 1
    out = capsys.readouterr().out
    assert out == (
        "mine.csv was read as one line per week: 14 runs and 5 other sessions; 6 cells\n"
        "partly guessed, 1 cell could not be read, 2 weekly totals of 5 different from\n"
        "the file.\n"
        "\n"
        "Could not be read\n"
        "  - week 1, line 2, column 6 (Thu): 'what?'. Could not be read: it names no kind\n"
        "    of session and no distance or duration that is known.\n"
        "\n"
        "Guessed\n"
        "  - In 4 weeks, RunPlan takes the longest run as the long run: week 2 '8 km',\n"
        "    week 3 '8 km', week 4 '8 km', week 5 '8 km'.\n"
        "  - line 2, column 2: '17 km'. The week's total; 13 km were read, and the file\n"
        "    says 17.\n"
        "  - line 3, column 2: '20 km'. The week's total; 17 km were read, and the file\n"
        "    says 20.\n"
        "\n"
        "Week  km read  in the file  agrees\n"
        "   1       13           17      no\n"
        "   2       17           20      no\n"
        "   3       17           17     yes\n"
        "   4       17           17     yes\n"
        "   5       17           17     yes\n"
        "\n"
        "Left out: 9 cells. The header (9). --all lists each one.\n"
    )
    assert main(["import", "mine.csv", "--all"]) == 1
    assert "  - week 1, line 2, column 4 (Tue): '5 km'. Easy run, 5 km.\n" in capsys.readouterr().out


def test_import_writes_the_runs_to_a_file_or_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.csv").write_text(MATRIX)
    assert main(["import", "mine.csv", "--out", "runs.csv"]) == 0
    assert capsys.readouterr().out.endswith("\nWritten: runs.csv.\n")
    assert rp.read_runs("runs.csv").frame.equals(rp.read_runs("mine.csv").frame)
    assert main(["import", "mine.csv", "--out", "-"]) == 0
    out, err = capsys.readouterr()
    assert out == Path("runs.csv").read_text()
    assert err.startswith("mine.csv was read as one line per week: 15 runs and 5 other sessions")


def test_import_keeps_a_file_that_it_did_not_write(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.csv").write_text(MATRIX)
    Path("runs.csv").write_text("my notes")
    assert "runs.csv already exists" in refused(["import", "mine.csv", "--out", "runs.csv"], capsys)
    assert Path("runs.csv").read_text() == "my notes"
    assert main(["import", "mine.csv", "--out", "runs.csv", "--force"]) == 0


def test_import_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for text, code in ((MATRIX, 0), ("no plan", 2)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert main(["import", "-"]) == code
    assert capsys.readouterr().err.startswith("standard input has no header that RunPlan knows: ")


def test_options_that_a_run_plan_makes_idle_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.csv").write_text(MATRIX)
    start = ["--start", "2027-01-04"]
    told = "with your own run plan, which sets the runs: leave"
    for words in (["--run-days", "5"], ["--weeks", "12"], ["--weekly-km", "2=30"], ["--race-date", "2027-03-07"]):
        said = refused(["plan", "--runs", "mine.csv", *start, *words], capsys)
        assert said == f"{words[0]} has no effect {told} it out, or change the run plan.\n"
    both = ["--quality-runs", "2", "--long-run-day", "Sat"]
    assert refused(["plan", "--runs", "mine.csv", *start, *both], capsys).startswith(
        f"--long-run-day and --quality-runs have no effect {told} them out"
    )
    Path("block.json").write_text(json.dumps(parsed(["--runs", "mine.csv", *start]).to_dict()))
    assert "no effect" in refused(["plan", "--block", "block.json", "--run-days", "5"], capsys)
    assert parsed(["--block", "block.json", "--easy-pace-s-per-km", "300"]).runs is not None
    assert list(Path().glob("plan.*")) == []


def test_import_asks_for_a_unit_and_takes_it(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.csv").write_text("Week,Mon,Tue,Wed\n1,5,,7\n")
    assert refused(["import", "mine.csv"], capsys).startswith("mine.csv does not say whether 2 numbers in it are ")
    assert main(["import", "mine.csv", "--unit", "mi", "--format", "matrix"]) == 0
    assert "   1       12\n" in capsys.readouterr().out
    assert refused(["import", "mine.csv", "--unit", "mi", "--format", "calendar"], capsys) == (
        "mine.csv was recognised as matrix, not calendar: leave the format out, or give another file.\n"
    )


def test_plan_takes_a_run_plan_and_its_dates(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.csv").write_text(MATRIX)
    assert parsed(["--runs", "mine.csv", "--start", "2027-01-04"]) == rp.Block(
        start="2027-01-04", runs=rp.read_runs("mine.csv")
    )
    assert "start is missing" in refused(["plan", "--runs", "mine.csv", "--out", "plan.csv"], capsys)
    Path("dated.csv").write_text(
        MATRIX.replace("\n1,", "\n2027-01-04,").replace("Rest,5 km", "Rest,2027-01-05: 5 km", 1)
    )
    assert main(["plan", "--runs", "dated.csv", "--strength-sessions", "1"]) == 0
    out, err = capsys.readouterr()
    assert "5 weeks from Mon 4 Jan 2027" in out
    assert err.startswith("dated.csv was read as one line per week: 15 runs")
    assert rp.read_plan("plan.csv").block.runs == rp.Block(start="2027-01-04", runs=rp.read_runs("dated.csv")).runs


def test_the_unit_of_a_run_plan_needs_a_run_plan(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(["plan", *EIGHT_WEEKS, "--unit", "mi"], capsys) == (
        "--unit sets the unit of the run plan in --runs: give that file too, or leave --unit out.\n"
    )
    Path("mine.csv").write_text("Week,Mon,Tue,Wed\n" + "".join(f"{week},5,,7\n" for week in range(1, 5)))
    block = parsed(["--runs", "mine.csv", "--unit", "mi", "--start", "2027-01-04"])
    assert [run.km for run in block.runs or ()][:2] == [8.047, 11.265]


def test_a_plan_goes_on_from_today_and_says_what_changes(capsys: pytest.CaptureFixture[str]) -> None:
    block = ["--start", "2027-01-04", "--race-date", "2027-04-25", "--goal", "half", "--weekly-km-now", "30"]
    assert main(["plan", *block]) == 0
    before = rp.read_plan("plan.csv")
    again = ["plan", "--block", "plan.block.json", "--previous", "plan.csv", "--today", "2027-02-03"]
    assert main([*again, "--events", "ill", "2027-02-02", "2027-02-05"]) == 0
    out, _ = capsys.readouterr()
    assert "What changes:\n  w05-quality-1, dropped: Fartlek, 6 km. You are ill.\n" in out
    after = rp.read_plan("plan.csv")
    assert [event.words for event in after.block.events] == ["ill 2027-02-02 2027-02-05"]
    past, now = (plan.sessions.query("date < '2027-02-03'") for plan in (before, after))
    assert now.drop(columns="status").equals(past.drop(columns="status"))
    assert now.loc[now["status"] != "planned", "session_id"].tolist() == ["w05-easy-1"]
    assert after.plan_id == before.plan_id
    assert refused(["plan", *block, "--today", "2027-02-03", "--out", "other.csv"], capsys).startswith(
        "today=2027-02-03 needs previous"
    )
