"""Break decisive lines one by one and see that the tests notice: ``python tools/mutants.py [--file PART] [--row N]``.

``tests/mutants*.csv`` lists the breaks: a file, a text that occurs in it once, what stands there instead, the tests
that must fail then, and a note: one that begins with "equivalent" says that nothing changes. Each break is made in a
copy of the project, never in the checkout. Exits with 1 where a break that should be noticed is not.
"""

from __future__ import annotations

import argparse
import csv
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

__all__ = ["Mutant", "MutantError", "fault", "read_mutants", "run_mutants"]

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = ["file", "was", "mutant", "tests", "note"]
COPIED = ("runplan", "bench", "data", "tests", "pyproject.toml")
PYTEST = ("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider")
SECONDS = 300
_short = partial(textwrap.shorten, width=70, placeholder="...")


class MutantError(Exception):
    """What is asked for cannot be tried."""


@dataclass(frozen=True)
class Mutant:
    """One break: in `file` the text `was` becomes `mutant`, and one of the `tests` must fail."""

    row: int
    file: str
    was: str
    mutant: str
    tests: str
    note: str

    @property
    def equivalent(self) -> bool:
        """Whether nothing changes, as the note says."""
        return self.note.startswith("equivalent")


Result = tuple[Mutant, str, float]


def read_mutants(root: Path = ROOT) -> list[Mutant]:
    """Return the breaks of all lists in tests/, numbered from one."""
    rows: list[list[str]] = []
    for path in sorted((root / "tests").glob("mutants*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            header, *found = list(csv.reader(file))
        if header != COLUMNS or any(len(row) != len(COLUMNS) for row in found):
            raise MutantError(f"{path.name} needs the columns {','.join(COLUMNS)} in each of its rows.")
        rows += found
    return [Mutant(number, *row) for number, row in enumerate(rows, start=1)]


def fault(mutant: Mutant, root: Path = ROOT) -> str:
    """Return a sentence on why a break cannot be made any more; "" where it can."""
    name = f"Row {mutant.row} ({mutant.file})"
    path = root / mutant.file
    if not path.is_file():
        return f"{name}: there is no such file; name the one that the line moved to, or drop the row."
    text = path.read_text(encoding="utf-8")
    if (count := text.count(mutant.was)) != 1:
        return f"{name}: {mutant.was!r} occurs {count} times; write a text that occurs exactly once."
    try:
        compile(text.replace(mutant.was, mutant.mutant), mutant.file, "exec")
    except SyntaxError as error:
        return f"{name}: {mutant.mutant!r} is no Python there ({error.msg}); write one that runs."
    missing = [one for one in mutant.tests.split() or ["test file"] if not (root / one.partition("::")[0]).exists()]
    return f"{name}: there is no {missing[0]}; name tests that exist." if missing else ""


def run_mutants(
    mutants: Sequence[Mutant], root: Path = ROOT, *, workers: int = 1, seconds: float = SECONDS
) -> list[Result]:
    """Try each break in a copy of the project (one for each worker), print a line for each, and return what came out.

    The result is killed, survived, timed out or equivalent, with the seconds it took; `seconds` is the most of them.
    """
    if faults := [sentence for one in mutants if (sentence := fault(one, root))]:
        raise MutantError("\n".join(faults))
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder, ThreadPoolExecutor(workers) as pool:
        copies: queue.SimpleQueue[Path] = queue.SimpleQueue()
        for number in range(workers):
            copies.put(_copy(root, Path(folder).resolve() / str(number)))

        def sound(tests: str) -> None:
            copy = copies.get()
            try:
                if _pytest(copy, tests, seconds) != "survived":
                    raise MutantError(f"{tests} must pass before anything is broken: mend that first.")
            finally:
                copies.put(copy)

        def tried(mutant: Mutant) -> Result:
            copy, begin = copies.get(), time.monotonic()
            try:
                _write(root, copy, mutant, mutant.mutant)
                result = _pytest(copy, mutant.tests, seconds)
            finally:
                _write(root, copy, mutant, mutant.was)
                copies.put(copy)
            taken = time.monotonic() - begin
            result = "equivalent" if result == "survived" and mutant.equivalent else result
            print(f"{mutant.row:>4} {result:<10} {taken:4.0f} s  {mutant.file}: {_short(mutant.mutant)}", flush=True)
            return mutant, result, taken

        list(pool.map(sound, dict.fromkeys(one.tests for one in mutants)))
        return list(pool.map(tried, mutants))


def _copy(root: Path, copy: Path) -> Path:
    """Copy what the tests need, and make sure that they import the copy."""
    copy.mkdir()
    for name in COPIED:
        if (root / name).is_dir():
            shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        elif (root / name).is_file():
            shutil.copyfile(root / name, copy / name)
    where = [sys.executable, "-c", "import runplan; print(runplan.__file__)"]
    said = subprocess.run(where, check=True, **_in(copy)).stdout.strip()
    if not Path(said).resolve().is_relative_to(copy):
        raise MutantError(f"The tests would import {said}, not the copy in {copy}: nothing was tried.")
    return copy


def _in(copy: Path) -> dict[str, Any]:
    """Run in the copy and import from it, with the same examples each time; plugins would take half of the time."""
    set_ = {"PYTHONPATH": str(copy), "CI": "1", "HYPOTHESIS_PROFILE": "fast", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return {"cwd": copy, "env": os.environ | set_, "capture_output": True, "text": True}


def _write(root: Path, copy: Path, mutant: Mutant, text: str) -> None:
    path = copy / mutant.file
    path.write_text((root / mutant.file).read_text(encoding="utf-8").replace(mutant.was, text), encoding="utf-8")
    for stale in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):  # it goes by size and whole seconds
        stale.unlink()


def _pytest(copy: Path, tests: str, seconds: float) -> str:
    try:
        done = subprocess.run([sys.executable, *PYTEST, *tests.split()], timeout=seconds, **_in(copy))
    except subprocess.TimeoutExpired:
        return "timed out"
    if done.returncode not in (0, 1, 2):  # passed, failed, not to be imported
        raise MutantError(f"{tests} could not be run:\n{(done.stdout + done.stderr)[-2000:]}")
    return "killed" if done.returncode else "survived"


def summary(results: Sequence[Result]) -> tuple[str, bool]:
    """Return the closing lines, and whether all is as the list says."""
    told = []
    for mutant, result, _ in results:
        if result in ("survived", "timed out"):
            told.append(f"Row {mutant.row} {result}: {mutant.tests} must fail where {_short(mutant.was)} is broken.")
        elif result == "killed" and mutant.equivalent:
            told.append(f"Row {mutant.row} was killed, and its note calls it equivalent: change the note.")
    counts = Counter(result for _, result, _ in results)
    closing = ", ".join(f"{counts[name]} {name}" for name in sorted(counts)) or "nothing to try"
    return "\n".join([*told, f"{closing}."]), not told


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Try the breaks that are asked for."""
    parser = argparse.ArgumentParser(description="Break decisive lines one by one and see that the tests notice.")
    parser.add_argument("--file", default="", help="only those whose file's name holds this")
    parser.add_argument("--row", type=int, action="append", help="only this row; may be given several times")
    parser.add_argument("--workers", type=int, default=1, help="how many side by side")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long each may take")
    given = parser.parse_args(arguments)
    try:
        wanted = [one for one in read_mutants(root) if given.file in one.file and one.row in (given.row or [one.row])]
        text, as_listed = summary(run_mutants(wanted, root, workers=max(1, given.workers), seconds=given.seconds))
    except MutantError as error:
        print(error, file=sys.stderr)
        return 1
    print(text)
    return 0 if as_listed else 1


if __name__ == "__main__":
    raise SystemExit(main())
