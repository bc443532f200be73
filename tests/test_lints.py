"""The project's own lints: names without a noun may only become fewer, and the board's script names what exists."""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import subprocess
from pathlib import Path

import playwright
import pytest

from tools import check_names

ROOT = Path(__file__).resolve().parents[1]
NODE = Path(playwright.__file__).with_name("driver") / ("node.exe" if os.name == "nt" else "node")

EVERY_BINDING = """
def find(one, *, known=1, **made):
    for place, session in enumerate(one):
        pass
    with open("a") as kept, open("b"):
        said: int = 1
    try:
        (much, *shown) = [here for here in one]
    except ValueError as told:
        pass
    return lambda found: found
"""


def test_each_way_to_bind_a_name_is_counted() -> None:
    assert sorted(name for _, name in check_names.banned_names(EVERY_BINDING)) == sorted(check_names.BANNED)


@pytest.mark.parametrize(
    "source",
    [
        "one.found(known, key=place)",
        "def one(): pass",
        "class Run:\n    place: int\n    made = 1",
        "def f(oneself): pass",
    ],
    ids=["what is only read", "a function's name", "fields of a class", "a longer name"],
)
def test_other_names_are_not_counted(source: str) -> None:
    assert list(check_names.banned_names(source)) == []


def test_a_count_may_fall_and_never_rise() -> None:
    stored = {"runplan/ui": 2, "tools": 1}
    assert check_names.faults({"runplan/ui": 2}, stored) == []
    (risen,) = check_names.faults({"runplan/ui": 3, "tools": 0}, stored)
    assert risen.startswith("runplan/ui has 3 variables named found, here, kept,")
    (new,) = check_names.faults({"runplan/coach": 1}, stored)
    assert "at most 0 are allowed" in new


def test_the_counts_that_are_stored_are_read_back(tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    check_names.write_counts({"tools": 3, "bench": 0, "runplan/ui": 12}, path)
    assert path.read_text(encoding="utf-8") == "folder,names\nrunplan/ui,12\ntools,3\n"
    assert check_names.read_counts(path) == {"runplan/ui": 12, "tools": 3}


# --- the board's script ---------------------------------------------------------------------------------------------


def check_js(*files: Path) -> tuple[int, list[str]]:
    command = [str(NODE), "--expose-internals", str(ROOT / "tools" / "check_js.mjs"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_the_boards_script_has_no_fault() -> None:
    assert check_js() == (0, [])


FAULTY = """const used = 1;
let steady = used;
export function run(first, { second }, third) {
  let count = 0;
  count += 1;
  for (const [key, value] of Object.entries(third)) unknown(value);
  if (steady == second) return (inner) => { later(); };
  return class { field = alsoUnknown; };
}
function later() {}
function dead() {}
"""


def test_names_that_nothing_reads_or_declares_are_told_with_file_and_line(tmp_path: Path) -> None:
    first, second = tmp_path / "first.js", tmp_path / "second.js"
    first.write_text("function shared(_event, value) {\n  return value;\n}\n", encoding="utf-8")
    second.write_text(FAULTY + "shared();\n", encoding="utf-8")
    assert check_js(first, second) == (
        1,
        [
            "second.js:2: steady never changes: write const",
            "second.js:4: count is read nowhere",
            "second.js:6: key is read nowhere",
            "second.js:6: unknown is declared nowhere",
            "second.js:7: ==: write ===",
            "second.js:7: inner is read nowhere",
            "second.js:8: alsoUnknown is declared nowhere",
            "second.js:11: dead is read nowhere",
        ],
    )


def test_a_script_that_does_not_parse_is_told_with_its_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.js"
    broken.write_text("const a = 1;\nconst a = 2;\n", encoding="utf-8")
    assert check_js(broken) == (1, ["broken.js:2: Identifier 'a' has already been declared (2:6)"])


@pytest.mark.parametrize("script", sorted((ROOT / "bench").glob("*.py")), ids=lambda path: path.name)
def test_what_a_bench_imports_is_there_also_in_the_notebooks_that_it_writes(script: Path) -> None:
    imports = re.findall(r"from (runplan[\w.]*) import ([\w, ]+)", script.read_text(encoding="utf-8"))
    for module, names in imports:
        for name in names.split(","):
            package = importlib.import_module(module)
            assert hasattr(package, name.strip()) or importlib.util.find_spec(f"{module}.{name.strip()}"), (
                module,
                name,
            )
