"""What reaches the terminal: no text of a file steers it, a failure is one sentence, and success is never half said."""

from __future__ import annotations

import ast
import io
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.cli import main
from runplan.cli import subcommands as commands
from runplan.cli.block_table import block_table
from runplan.cli.terminal import complain, printable, say, show

ROOT = Path(__file__).resolve().parents[1]
HOSTILE = "\x1b[2J\x1b]0;title\x07\x9b31m\u202egnp\u2066\u200f\r\x08"
BLOCK = ["--start", "2027-01-04", "--weeks", "4", "--equipment", "mini_band"]


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


def steers(text: str) -> set[str]:
    """Signs of a text that are no letters to be seen; the words of Unicode for controls, formats and line ends."""
    joined = {"\u200c", "\u200d"}  # part letters that belong together in Persian, Hindi and emoji
    return {
        sign
        for sign in text
        if sign != "\n"
        and sign not in joined
        and (unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(sign) in _TURNING)
    }


_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def typed(*words: str, **streams: object) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **streams.pop("env", {})}  # type: ignore[dict-item]
    places = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams
    command = [sys.executable, "-m", "runplan.cli", *words]
    return subprocess.run(command, check=False, env=environment, **places)  # type: ignore[call-overload, no-any-return]


# --- nothing steers the terminal -----------------------------------------------------------------------------------


@given(st.text())
def test_no_text_steers_the_terminal_and_all_else_of_it_stays(text: str) -> None:
    shown = printable(text)
    assert steers(shown) == set()
    plain = "".join(sign for sign in text if sign.isalnum())
    assert "".join(sign for sign in shown if sign.isalnum()) == plain
    assert printable(shown) == shown
    assert shown.count("\n") == text.count("\n")


@given(st.text())
def test_what_is_said_and_complained_of_does_not_steer(text: str) -> None:
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        say(text)
        complain(text)
        show()
    assert steers(out.getvalue()) == steers(err.getvalue()) == set()
    assert out.getvalue() == err.getvalue() == printable(text) + "\n"


def test_the_command_line_writes_in_one_place_only() -> None:
    writers = []
    for path in sorted((ROOT / "runplan" / "cli").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if called == "print" or re.fullmatch(r"sys\.(stdout|stderr)(\.buffer)?\.write(lines)?", called):
                writers.append(path.name)
    assert set(writers) == {"terminal.py"}


def _catalog_of_another(text: str) -> list[str]:
    import json

    record = {"id": "x", "name": f"Squat {text}", "category": "strength", "level": "beginner", "equipment": "body only"}
    record |= {"primaryMuscles": ["quadriceps"], "instructions": [text], "force": text, "mechanic": text}
    Path("own.json").write_text(json.dumps([record, record | {"id": text}]), encoding="utf-8")
    return ["catalog", "--catalog", "own.json", "--report"]


def _run_plan_of_another(text: str) -> list[str]:
    rows = "".join(f"{week},5 km,{text} {week} 4 km?,8 km\n" for week in range(1, 6))
    Path("mine.csv").write_bytes(f"Week,Mon,Tue{text},Wed\n{rows}".encode("utf-8", "replace"))
    return ["import", "mine.csv", "--all", "--unit", "km"]


def _plan_of_another(text: str) -> list[str]:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=4))
    plan.to_csv("plan.csv")
    lines = Path("plan.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    head = lines[0].rstrip("\n").split(",")
    cells = lines[1].rstrip("\n").split(",")
    cells[head.index("title")] = f'"{text}"'
    cells[head.index("weekday")] = f'"{text}"'
    Path("plan.csv").write_text("".join([lines[0], ",".join(cells) + "\n", *lines[2:]]), encoding="utf-8", newline="")
    return ["check", "plan.csv"]


@pytest.mark.parametrize("file", [_catalog_of_another, _run_plan_of_another, _plan_of_another])
def test_a_file_of_another_does_not_steer_the_terminal(
    file: Callable[[str], list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    main(file(HOSTILE.replace("\r", "")))
    out, err = capsys.readouterr()
    assert out + err
    assert steers(out + err) == set()


@pytest.mark.parametrize(
    "words",
    [
        ["plan", f"--{HOSTILE}"],
        [HOSTILE],
        ["plan", *BLOCK, "--level", HOSTILE],
        ["plan", *BLOCK, "--runs", f"{HOSTILE}.csv"],
        ["check", HOSTILE],
        ["export", HOSTILE, "--to", HOSTILE],
        ["import", HOSTILE],
        ["catalog", "--muscle", HOSTILE],
        ["catalog", "--catalog", HOSTILE],
    ],
    ids=lambda words: words[0] if words[0].isalpha() else "no command",
)
def test_what_was_typed_does_not_steer_the_terminal(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code: object = main(words)
    except SystemExit as stop:
        code = stop.code
    out, err = capsys.readouterr()
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert steers(err) == set()


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.usefixtures("files")
def test_an_export_to_a_terminal_is_text_that_does_not_steer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for form, code in (("ics", 0), ("page", 2)):
        terminal = _Terminal(io.BytesIO(), encoding="utf-8", write_through=True)
        monkeypatch.setattr(sys, "stdout", terminal)
        assert main(["export", "plan.csv", "--to", form, "--out", "-"]) == code
        written = terminal.buffer.getvalue().decode()  # type: ignore[attr-defined]
        assert bool(written) == (code == 0)
        assert steers(written) == set()
    assert capsys.readouterr().err == "Give --out FILE: this format is not text that a terminal can show.\n"


# --- a failure is a sentence and a code ----------------------------------------------------------------------------

EVERY = ["plan", "check", "import", "export", "catalog", "lab", "app"]


@pytest.mark.parametrize("command", EVERY)
def test_a_mistake_of_ours_is_one_sentence_and_no_success(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(options: object) -> int:
        say("All is well.")
        raise KeyError("w03-long\nor so")

    for place in (f"runplan.cli.subcommands.{command}", "runplan.cli.program.import_runs"):
        monkeypatch.setattr(place, broken, raising=False)
    words = {"plan": BLOCK, "check": ["plan.csv"], "import": ["-"], "export": ["plan.csv", "--to", "ics"]}
    assert main([command, *words.get(command, [])]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert re.sub(r"line \d+", "line 1", err) == (
        "This is a bug in RunPlan (KeyError: 'w03-long\\nor so'; test_cli_terminal.py, line 1). Please report "
        "it with the command you typed.\n"
    )


def test_a_plan_of_which_nothing_can_be_said_is_not_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(plan: rp.Plan) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(commands.Plan, "findings", broken)
    assert main(["plan", *BLOCK]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("This is a bug in RunPlan (ZeroDivisionError; test_cli_terminal.py, line ")
    assert list(Path().iterdir()) == []


def test_a_file_that_the_system_refuses_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "plan.csv")

    monkeypatch.setattr(commands, "read_plan", refused)
    assert main(["check", "plan.csv"]) == 2
    assert capsys.readouterr() == ("", "plan.csv cannot be read or written: permission denied.\n")


# --- streams that are closed, full, or know few letters ------------------------------------------------------------

WORDS = {
    "plan": ["plan", *BLOCK, "--out", "other.csv", "--force"],
    "check": ["check", "plan.csv"],
    "import": ["import", "mine.csv"],
    "catalog": ["catalog"],
    "export": ["export", "plan.csv", "--to", "ics", "--out", "-"],
}


@pytest.fixture
def files() -> None:
    rp.build_plan(rp.Block(start="2027-01-04", weeks=4)).to_csv("plan.csv")
    Path("mine.csv").write_text(
        "Week,Mon,Tue,Wed\n" + "".join(f"{week},5 km,,7 km\n" for week in range(1, 6)), encoding="utf-8"
    )


@pytest.mark.skipif(os.name != "posix", reason="a shell closes streams there")
@pytest.mark.usefixtures("files")
def test_a_closed_standard_output_is_said_and_no_file_is_written_into() -> None:
    shell = ["sh", "-c", 'exec "$@" >&-', "sh", sys.executable, "-m", "runplan.cli", *WORDS["plan"]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(shell, stderr=subprocess.PIPE, text=True, check=False, env=environment)
    assert done.stderr == "The output cannot be written: standard output is closed.\n"
    assert done.returncode == 2
    assert rp.read_plan("other.csv").edits == ()


@pytest.mark.parametrize("command", list(WORDS))
@pytest.mark.usefixtures("files")
def test_no_command_ends_well_without_a_standard_output(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(WORDS[command]) == 2
    assert capsys.readouterr().err == "The output cannot be written: standard output is closed.\n"


class _Full(io.TextIOBase):
    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("stream", [None, _Full()], ids=["closed", "full"])
@pytest.mark.usefixtures("files")
def test_a_standard_error_that_takes_nothing_changes_neither_answer_nor_code(
    stream: io.TextIOBase | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    assert main(["import", "mine.csv", "--out", "-"]) == 0
    assert main(["check", "no such.csv"]) == 2


def said_in(encoding: str, words: list[str]) -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        assert main(words) == 0
    return stream.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined, no-any-return]


@pytest.mark.usefixtures("files")
def test_numbers_and_dates_are_the_same_in_every_encoding() -> None:
    numbers = r"\d+(?:[.:]\d+)*|[A-Z][a-z]{2} \d+ [A-Z][a-z]{2}"
    for command in ("plan", "check", "import", "catalog"):
        wanted = re.findall(numbers, said_in("utf-8", WORDS[command]))
        assert wanted
        for encoding in ("ascii", "cp1252", "utf-16"):
            assert re.findall(numbers, said_in(encoding, WORDS[command])) == wanted


@pytest.mark.usefixtures("files")
def test_the_plain_locale_of_a_server_gets_a_whole_answer() -> None:
    plain = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = typed(*WORDS["plan"], env=plain)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"4 weeks from Mon 4 Jan 2027" in done.stdout
    assert b"?" not in done.stdout


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100, 140])
def test_a_dose_that_goes_on_stays_in_its_column(width: int) -> None:
    block = rp.Block(start="2027-01-04", weeks=8, goal="general", strength_minutes=45, equipment=("backpack", "box"))
    lines = block_table(rp.build_plan(block), width=width).splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("  First: "))
    column, in_column = 0, 0
    for line in lines[first:]:
        beside = re.match(r"  (?!First:)\S.*?  +(?=\d)", line)
        column = beside.end() if beside else column if line else 0
        if column and line.startswith(" " * 5):  # four blanks: the warm-up, or a dose below its name
            assert line[:column].strip() == "", line
            assert line[column] != " ", line
            in_column += 1
    assert (in_column > 0) == (60 <= width < 120)
