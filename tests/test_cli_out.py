"""What stands where a command writes is replaced unasked only where the same command wrote it from the same source."""

from __future__ import annotations

import argparse
import io
import itertools
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import runplan as rp
from runplan.cli import main
from runplan.cli.program import make_parser
from runplan.exchange.export.registry import FORMATS

RUNS = "Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n" + "".join(f"{week},,5 km,,4 km,,,8 km\n" for week in range(1, 5))


class Writer(NamedTuple):
    """A command with what it writes from; its `--out` is a name that ends in `suffix`."""

    name: str
    suffix: str
    arguments: tuple[str, ...]


def writers() -> list[Writer]:
    """Each command that has `--out`, in each of its formats, from the files of two athletes."""
    several = []
    for athlete, weeks in (("anna", "4"), ("ben", "5")):
        block = ("--start", "2027-01-04", "--weeks", weeks)
        several.append(Writer(f"plan of {athlete}", ".csv", ("plan", *block)))
        several.append(Writer(f"runs of {athlete}", ".csv", ("import", f"{athlete}_runs.csv")))
        for form in FORMATS.values():
            export = ("export", f"{athlete}.csv", "--to", form.name)
            several.append(Writer(f"{form.name} of {athlete}", form.suffixes[0], export))
    return several


WRITERS = writers()
OF_A_TABLE = [writer for writer in WRITERS if writer.suffix == ".csv"]
PAIRS = [
    pytest.param(before, after, id=f"{before.name}, then {after.name}")
    for before, after in itertools.permutations(WRITERS, 2)
    if before.suffix == after.suffix
]
EACH = [pytest.param(writer, id=writer.name) for writer in WRITERS if "anna" in writer.name]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("athletes")
    for athlete, weeks, words in (("anna", 4, RUNS), ("ben", 5, RUNS.replace("8 km", "9 km"))):
        rp.build_plan(rp.Block(start="2027-01-11", weeks=weeks)).to_csv(folder / f"{athlete}.csv")
        (folder / f"{athlete}_runs.csv").write_text(words)
    return folder


@pytest.fixture
def folder(plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with links to the athletes' files, in which the commands run."""
    link_all(plans, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def link_all(plans: Path, folder: Path) -> None:
    for file in plans.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())


def write(writer: Writer, *more: str) -> int:
    return main([*writer.arguments, "--out", f"shared{writer.suffix}", *more])


def content(suffix: str) -> list[bytes | None]:
    """What stands where the commands write: the file, and the block beside a plan."""
    files = Path(f"shared{suffix}"), Path("shared.block.json")
    return [file.read_bytes() if file.exists() else None for file in files]


def refuse(writer: Writer, capsys: pytest.CaptureFixture[str]) -> None:
    """See that a command asks before it replaces what is there, and does so where that is allowed."""
    before = content(writer.suffix)
    capsys.readouterr()
    assert write(writer) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"shared{writer.suffix} ")
    assert "--force" in err
    assert content(writer.suffix) == before
    assert write(writer, "--force") == 0


def edited(data: bytes) -> bytes:
    """A file in which a person changed something."""
    return data.replace(b"Easy", b"Slow", 1) if b"Easy" in data else data + b" "


def test_each_command_that_writes_where_it_is_told_is_tested_here() -> None:
    commands: dict[str, argparse.ArgumentParser] = next(
        action.choices for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    with_out = {name for name, parser in commands.items() if "--out" in parser.format_help()}
    assert with_out == {writer.arguments[0] for writer in WRITERS}
    assert {writer.name for writer in WRITERS if "anna" in writer.name} == {
        "plan of anna",
        "runs of anna",
        *(f"{name} of anna" for name in FORMATS),
    }


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("writer", EACH)
def test_what_a_command_wrote_from_the_same_source_it_writes_again_without_a_word(
    writer: Writer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write(writer) == 0
    before = content(writer.suffix)
    capsys.readouterr()
    assert write(writer) == 0
    assert capsys.readouterr().err == ""
    assert content(writer.suffix) == before


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_what_another_command_or_another_source_left_is_replaced_only_where_that_is_allowed(
    before: Writer, after: Writer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write(before) == 0
    old = content(before.suffix)
    refuse(after, capsys)
    assert content(before.suffix) != old


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("writer", EACH)
@pytest.mark.parametrize("what", ["edited", "a person's", "empty", "of an unknown source"])
def test_what_a_person_wrote_or_edited_is_replaced_only_where_that_is_allowed(
    writer: Writer, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path(f"shared{writer.suffix}")
    if what == "edited":
        assert write(writer) == 0
        file.write_bytes(edited(file.read_bytes()))
    elif what == "of an unknown source":
        assert write(next(other for other in WRITERS if other.name == writer.name.replace("anna", "ben"))) == 0
        for record in (Path(".runplan-exports.json"), Path("shared.block.json")):
            record.unlink(missing_ok=True)
    else:
        file.write_bytes(b"" if what == "empty" else b"my notes")
    old = content(writer.suffix)
    refuse(writer, capsys)
    assert content(writer.suffix) != old


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from([*OF_A_TABLE, "edit", "remove"]), min_size=2, max_size=8))
def test_whatever_commands_and_people_do_nothing_is_replaced_that_came_from_elsewhere(
    plans: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, steps: list[Writer | str]
) -> None:
    folder = tmp_path_factory.mktemp("shared")
    link_all(plans, folder)
    monkeypatch.chdir(folder)
    file, last = Path("shared.csv"), ""  # who wrote it last
    for step in steps:
        before = content(".csv")
        if step == "remove":
            file.unlink(missing_ok=True)
        elif step == "edit":
            file.write_bytes(edited(before[0] or b""))
            last = "a person"
        elif isinstance(step, Writer):
            code = write(step)
            if before[0] is not None and last != step.name:
                assert code == 2
            if code == 0:
                last = step.name
            else:
                assert content(".csv") == before


PLANS_OWN = "is a plan's own file, not an export: give another name, or replace the file "
NO_RECORD = "already exists, and RunPlan has no record of writing it: give another name, or replace the file "
OVER_A_PLAN = [
    writer for writer in WRITERS if writer.suffix in (".csv", ".json") and not writer.name.startswith("plan")
]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("writer", [pytest.param(writer, id=writer.name) for writer in OVER_A_PLAN])
@pytest.mark.parametrize(
    "what", ["as written", "edited", "in place of runs", "with another block", "without its block"]
)
def test_of_a_plans_own_file_nobody_says_that_there_is_no_record_of_it(
    writer: Writer, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out, block = Path("plan.csv"), Path("plan.block.json")
    if what == "in place of runs":
        assert main(["import", "ben_runs.csv", "--out", "plan.csv"]) == 0
    assert main(["plan", "--start", "2027-01-04", "--weeks", "4", "--out", "plan.csv", "--force"]) == 0
    if writer.suffix == ".json":
        out = block
    if what == "edited":
        Path("plan.csv").write_bytes(edited(Path("plan.csv").read_bytes()))
    elif what == "with another block":
        block.write_bytes(Path("anna.block.json").read_bytes())
    elif what == "without its block":
        block.rename("other.block.json")
        out = Path("other.block.json") if writer.suffix == ".json" else out
    before = out.read_bytes()
    capsys.readouterr()
    assert main([*writer.arguments, "--out", str(out)]) == 2
    is_of_plan = writer.suffix == ".json" or what not in ("with another block", "without its block")
    assert capsys.readouterr().err.startswith(f"{out} {PLANS_OWN if is_of_plan else NO_RECORD}")
    assert out.read_bytes() == before
    assert main([*writer.arguments, "--out", str(out), "--force"]) == 0
    assert out.read_bytes() != before


# --- import -----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
def test_the_runs_of_another_file_are_asked_about_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "anna_runs.csv", "--out", "runs.csv"]) == 0
    capsys.readouterr()
    assert main(["import", "ben_runs.csv", "--out", "runs.csv"]) == 2
    assert capsys.readouterr() == (
        "",
        "runs.csv contains the runs of anna_runs.csv: give another name, or replace the file (overwrite=True, on the "
        "command line --force).\n",
    )


@pytest.mark.usefixtures("folder")
def test_the_same_file_is_imported_again_without_a_word_also_where_it_was_changed() -> None:
    file = Path("anna_runs.csv")
    Path("out").mkdir()
    assert main(["import", "anna_runs.csv", "--out", "out/runs.csv"]) == 0
    file.write_text(RUNS.replace("5 km", "6 km"))
    assert main(["import", str(file.absolute()), "--out", str(Path("out/runs.csv").absolute())]) == 0
    assert "6" in Path("out/runs.csv").read_text()


@pytest.mark.usefixtures("folder")
def test_of_standard_input_only_the_same_text_is_the_same_source(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def imports(text: str) -> int:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        return main(["import", "-", "--out", "runs.csv"])

    assert imports(RUNS) == imports(RUNS) == 0
    capsys.readouterr()
    assert imports(RUNS.replace("5 km", "6 km")) == 2
    assert capsys.readouterr().err.startswith("runs.csv contains the runs of standard input: give another name, or ")


# --- plan -------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("previous", [[], ["--previous", "plan.csv"]])
def test_a_plan_whose_edits_were_written_again_is_planned_anew_only_where_that_is_allowed(
    previous: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["plan", "--start", "2027-01-04", "--weeks", "4"]
    assert main(command) == 0
    file = Path("plan.csv")
    rows = file.read_text().splitlines(keepends=True)
    file.write_text("".join(row for row in rows if "w02-easy-1" not in row))
    rp.read_plan(file).to_csv(file)
    before = file.read_bytes()
    capsys.readouterr()
    assert main([*command, *previous]) == 2
    assert capsys.readouterr().err == (
        "plan.csv contains a plan that was edited, and planning again would drop its edits: give another name, or "
        "replace the file (overwrite_edits=True, on the command line --force).\n"
    )
    assert file.read_bytes() == before
    assert main([*command, *previous, "--force"]) == 0
    assert b"w02-easy-1" in file.read_bytes()
