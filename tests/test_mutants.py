"""The list of breaks follows the code, and the tool that makes them tells what the tests noticed."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

import runplan
from tools.mutants import COLUMNS, fault, main, read_mutants

HALVES = "runplan/halves.py"
TEST = "tests/test_halves.py"
CODE = '''def half(number):
    """Half of it, rounded down."""
    return number // 2 if number >= 0 else 0
'''
TESTED = "from runplan.halves import half\n\n\ndef test_half():\n    assert half(7) == 3\n"
KILLED = (HALVES, "number // 2", "number / 2", TEST, "")
SURVIVOR = (HALVES, "number >= 0", "number > 0", TEST, "")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in (("runplan/__init__.py", ""), (HALVES, CODE), (TEST, TESTED), ("pyproject.toml", "")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def listed(project: Path, *rows: tuple[str, ...], name: str = "mutants.csv") -> Path:
    with (project / "tests" / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
    return project


@pytest.mark.parametrize("mutant", read_mutants(), ids=lambda one: f"{one.row} {one.file}")
def test_every_listed_break_can_still_be_made(mutant):
    assert fault(mutant) == ""


def test_no_break_is_listed_twice_and_each_changes_something():
    breaks = [(one.file, one.was, one.mutant) for one in read_mutants()]
    assert len(set(breaks)) == len(breaks)
    assert all(was != mutant for _, was, mutant in breaks)


def test_a_break_that_a_test_notices_is_killed_and_the_checkout_is_left_alone(project, capsys):
    assert main([], listed(project, KILLED)) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("   1 killed ")
    assert out[0].endswith("runplan/halves.py: number / 2")
    assert out[1:] == ["1 killed."]
    assert (project / HALVES).read_text(encoding="utf-8") == CODE


def test_a_break_that_no_test_notices_is_told_and_fails(project, capsys):
    assert main(["--workers=2"], listed(project, KILLED, SURVIVOR)) == 1
    assert capsys.readouterr().out.splitlines()[2:] == [
        "Row 2 survived: tests/test_halves.py must fail where number >= 0 is broken.",
        "1 killed, 1 survived.",
    ]


def test_a_break_that_changes_nothing_says_so_in_its_note_and_is_held_to_it(project, capsys):
    rows = [(*one[:4], "equivalent: half of nothing") for one in (SURVIVOR, KILLED)]
    assert main(["--row=1"], listed(project, *rows)) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["1 equivalent."]
    assert main(["--row=2"], project) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "Row 2 was killed, and its note calls it equivalent: change the note.",
        "1 killed.",
    ]


def test_a_break_whose_tests_never_end_is_timed_out_and_fails(project, capsys, monkeypatch):
    run, broken = subprocess.run, CODE.replace("number // 2", "number")

    def endless(command, *, timeout=None, **options):
        if timeout is not None and (options["cwd"] / HALVES).read_text(encoding="utf-8") == broken:
            raise subprocess.TimeoutExpired(command, timeout)
        return run(command, timeout=timeout, **options)

    monkeypatch.setattr(subprocess, "run", endless)
    assert main([], listed(project, (HALVES, "number // 2", "number", TEST, ""))) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "Row 1 timed out: tests/test_halves.py must fail where number // 2 is broken.",
        "1 timed out.",
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            (HALVES, "number / 2", "number", TEST, ""),
            "Row 1 (runplan/halves.py): 'number / 2' occurs 0 times; write a text that occurs exactly once.",
        ),
        (
            (HALVES, "number", "figure", TEST, ""),
            "Row 1 (runplan/halves.py): 'number' occurs 3 times; write a text that occurs exactly once.",
        ),
        (
            ("runplan/thirds.py", "number", "figure", TEST, ""),
            "Row 1 (runplan/thirds.py): there is no such file; name the one that the line moved to, or drop the row.",
        ),
        (
            (HALVES, "number // 2", "number //", TEST, ""),
            "Row 1 (runplan/halves.py): 'number //' is no Python there (invalid syntax); write one that runs.",
        ),
        (
            (HALVES, "number // 2", "number", "tests/test_thirds.py", ""),
            "Row 1 (runplan/halves.py): there is no tests/test_thirds.py; name tests that exist.",
        ),
        (
            (HALVES, "number // 2", "number", "", ""),
            "Row 1 (runplan/halves.py): there is no test file; name tests that exist.",
        ),
        ((HALVES, "number"), "mutants.csv needs the columns file,was,mutant,tests,note in each of its rows."),
    ],
    ids=["not there", "there too often", "no file", "no Python", "no such tests", "no tests", "no row"],
)
def test_a_row_that_cannot_be_tried_is_refused_in_a_sentence(project, capsys, row, sentence):
    assert main([], listed(project, row)) == 1
    assert capsys.readouterr() == ("", f"{sentence}\n")


def test_tests_that_fail_without_any_break_prove_nothing_and_are_refused(project, capsys):
    (project / TEST).write_text(TESTED.replace("3", "4"), encoding="utf-8")
    assert main([], listed(project, KILLED)) == 1
    assert capsys.readouterr() == ("", f"{TEST} must pass before anything is broken: mend that first.\n")


def test_where_the_tests_would_import_another_runplan_nothing_is_tried(project, capsys):
    shutil.move(project / "runplan" / "halves.py", project / "tests" / "halves.py")
    shutil.rmtree(project / "runplan")
    assert main([], listed(project, ("tests/halves.py", *KILLED[1:]))) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"The tests would import {runplan.__file__}, not the copy in ")
    assert error.endswith(": nothing was tried.\n")


def test_several_lists_are_read_as_one_and_chosen_from_by_file_and_row(project, capsys):
    listed(listed(project, KILLED), SURVIVOR, name="mutants_more.csv")
    assert [(one.row, one.mutant) for one in read_mutants(project)] == [(1, "number / 2"), (2, "number > 0")]
    assert main(["--file=halves", "--row=1"], project) == 0
    assert main(["--file=thirds"], project) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "nothing to try."
