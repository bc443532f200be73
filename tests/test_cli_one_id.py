"""Plan files with one id, such as a copy and its original: no export of one replaces that of the other unasked."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import runplan as rp
from runplan.cli import main
from runplan.exchange.export.guard import RECORD_NAME
from runplan.exchange.export.registry import FORMATS

ASK = "give another name, or replace the file (overwrite=True, on the command line --force).\n"
BOTH = "calendars treat both as one."


WISHES = {"anna": (), "ben": ("--run-days", "5"), "tom": (), "cleo": ("--weekly-km-now", "41")}


class Export(NamedTuple):
    """What is written: from whose plan, in which format, under which name without its ending."""

    athlete: str
    format_name: str  # or "plan", which plans what the athlete wishes, or "import"
    stem: str

    @property
    def file(self) -> Path:
        return Path(f"{self.stem}{FORMATS[self.format_name].suffixes[0] if self.format_name in FORMATS else '.csv'}")

    @property
    def source(self) -> tuple[object, str]:
        """What tells whether two of them write the same; a plan is made of wishes alone."""
        return WISHES[self.athlete] if self.format_name == "plan" else self.athlete, self.format_name

    def run(self, *more: str) -> int:
        arguments = ["export", f"{self.athlete}.csv", "--to", self.format_name]
        if self.format_name == "plan":
            arguments = ["plan", "--start", "2027-01-04", "--weeks", "4", *WISHES[self.athlete]]
        elif self.format_name == "import":
            arguments = ["import", f"{self.athlete}.csv"]
        return main([*arguments, "--out", str(self.file), *more])


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Anna's plan; Ben's, which was made of hers; Tom's, a copy of it; and Cleo's, which is a plan of its own."""
    folder = tmp_path_factory.mktemp("athletes")
    anna = rp.build_plan(rp.Block(start="2027-01-04", weeks=4))
    anna.to_csv(folder / "anna.csv")
    rp.build_plan(anna.block.replace(run_days=5), previous=anna).to_csv(folder / "ben.csv")
    for ending in (".csv", ".block.json"):
        shutil.copy(folder / f"anna{ending}", folder / f"tom{ending}")
    rp.build_plan(anna.block.replace(weekly_km_now=41)).to_csv(folder / "cleo.csv")
    return folder


def copy_all(plans: Path, folder: Path) -> None:
    for file in plans.iterdir():
        shutil.copy(file, folder / file.name)


@pytest.fixture
def folder(plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy_all(plans, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def forget_files() -> None:
    """Make the record what an earlier version wrote, which did not know the files of plans."""
    record = Path(RECORD_NAME)
    if record.exists():
        content = json.loads(record.read_text())
        content.pop("plan_files", None)
        record.write_text(json.dumps(content))


def remove(*stems: str) -> None:
    for stem in stems:
        Path(f"{stem}.csv").unlink()
        Path(f"{stem}.block.json").unlink()


def test_the_four_plans_have_two_ids(plans: Path) -> None:
    ids = {file.stem: rp.read_plan(file).plan_id for file in plans.glob("*.csv")}
    assert ids["anna"] == ids["ben"] == ids["tom"] != ids["cleo"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("other", ["ben", "tom"])
def test_an_export_of_another_file_is_replaced_only_where_that_is_allowed(
    format_name: str, other: str, capsys: pytest.CaptureFixture[str]
) -> None:
    annas, others = Export("anna", format_name, "shared"), Export(other, format_name, "shared")
    assert annas.run() == annas.run() == 0
    before = annas.file.read_bytes()
    capsys.readouterr()
    assert others.run() == 2
    assert capsys.readouterr().err.endswith(f"{annas.file} is an export of anna.csv, not of {other}.csv: {ASK}")
    assert annas.file.read_bytes() == before
    assert others.run("--force") == others.run() == 0
    assert annas.run() == 2


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.one_of(
            st.builds(
                Export,
                st.sampled_from(sorted(WISHES)),
                st.sampled_from([*FORMATS, "plan", "import"]),
                st.sampled_from(["shared", "anna", "out/ben"]).map(lambda stem: f"{stem}-export"),
            ),
            st.sampled_from(["earlier version", "allow"]),
        ),
        min_size=2,
        max_size=8,
    )
)
def test_whatever_is_exported_no_file_replaces_what_was_made_of_another_without_a_question(
    plans: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, steps: list[Export | str]
) -> None:
    folder = tmp_path_factory.mktemp("shared")
    copy_all(plans, folder)
    (folder / "out").mkdir()
    monkeypatch.chdir(folder)
    writers: dict[Path, tuple[object, str]] = {}  # what each file was made of last
    forgotten: set[Path] = set()
    allowed = False
    for step in steps:
        if isinstance(step, str):
            allowed = step == "allow"
            if step == "earlier version":
                forget_files()
                forgotten |= {file for file in writers if file.parent == Path()}
            continue
        source, file = step.source, step.file
        before = file.read_bytes() if file.exists() else None
        code = step.run(*(["--force"] if allowed else []))
        if before is not None and not allowed and writers[file] != source:
            assert code == 2
        elif file not in forgotten:
            assert code == 0
        if code == 0:
            writers[file] = source
            forgotten.discard(file)
        else:
            assert file.read_bytes() == before
        allowed = False


# --- what earlier versions remember -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("format_name", FORMATS)
def test_without_a_record_of_the_file_an_export_asks_where_other_files_have_its_id(
    format_name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    annas = Export("anna", format_name, "shared")
    assert annas.run() == 0
    forget_files()
    capsys.readouterr()
    assert annas.run() == 2
    assert capsys.readouterr().err.endswith(
        f"{annas.file} may be an export of ben.csv or tom.csv, and calendars treat it as the same plan as "
        f"anna.csv: {ASK}"
    )
    remove("ben", "tom")
    assert annas.run() == 0  # it can be of no other file


@pytest.mark.usefixtures("folder")
def test_a_calendar_of_which_nothing_is_remembered_asks_where_other_files_have_its_id(
    capsys: pytest.CaptureFixture[str],
) -> None:
    remove("tom")
    Path("calendars").mkdir()
    annas, bens = (Export(athlete, "ics", "calendars/shared") for athlete in ("anna", "ben"))
    assert annas.run() == 0
    record = Path("calendars", RECORD_NAME)
    content = json.loads(record.read_text())
    record.write_text(json.dumps({"files": content["files"]}))
    capsys.readouterr()
    assert bens.run() == 2
    assert capsys.readouterr().err.endswith(
        "calendars/shared.ics may be an export of ../anna.csv, and calendars treat it as the same plan as "
        f"../ben.csv: {ASK}"
    )
    assert b"CANCELLED" not in annas.file.read_bytes()


@pytest.mark.usefixtures("folder")
def test_what_the_planner_put_aside_for_a_file_is_no_other_file(capsys: pytest.CaptureFixture[str]) -> None:
    remove("ben", "tom")
    for stem in ("anna-before", "anna-before-2", "anna-other-1f2e"):
        for ending in (".csv", ".block.json"):
            shutil.copy(f"anna{ending}", f"{stem}{ending}")
    annas = Export("anna", "ics", "anna")
    assert annas.run() == 0
    forget_files()
    capsys.readouterr()
    assert annas.run() == 0
    assert capsys.readouterr().err == ""
    forget_files()
    assert Export("anna-before", "ics", "anna").run() == 2


# --- standard input ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("format_name", FORMATS)
def test_of_standard_input_only_the_same_text_is_the_same_file(
    format_name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = f"shared{FORMATS[format_name].suffixes[0]}"

    def export(text: bytes) -> int:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
        return main(["export", "-", "--block", "anna.block.json", "--to", format_name, "--out", out])

    table = Path("anna.csv").read_bytes()
    assert export(table) == export(table) == 0
    before = Path(out).read_bytes()
    capsys.readouterr()
    assert export(table.replace(b"Easy run", b"Slow run")) == 2
    assert capsys.readouterr().err.endswith(f"{out} is an export of an earlier standard input: {ASK}")
    assert Path(out).read_bytes() == before


# --- what is said -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
def test_a_calendar_is_told_to_be_one_with_those_of_the_other_files(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert Export("cleo", "ics", "cleo").run() == 0
    assert capsys.readouterr().err == ""
    assert Export("ben", "ics", "ben").run() == 0
    assert capsys.readouterr().err == "ben.csv is the same plan as anna.csv and tom.csv: calendars treat all as one.\n"
    remove("tom")
    assert main(["export", "ben.csv", "--to", "ics", "--out", "-"]) == 0
    assert capsys.readouterr().err == f"ben.csv is the same plan as anna.csv: {BOTH}\n"
    assert Export("ben", "excel", "ben").run() == 0  # which no calendar takes
    assert capsys.readouterr().err == ""
