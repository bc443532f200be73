"""Write the golden files of `tests/golden` anew, and say which of them changed: ``python tools/golden.py [NAME ...]``.

Runs the tests that compare with golden files and lets them write instead; words of a test's name choose some of them.
Read the difference (`git diff tests/golden`) before you commit it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

__all__ = ["golden_tests"]

ROOT = Path(__file__).resolve().parents[1]


def golden_tests(root: Path = ROOT) -> list[str]:
    """The test modules with a test that asks for the fixture `golden`, sorted."""
    modules = sorted((root / "tests").rglob("test_*.py"))
    return [str(path.relative_to(root)) for path in modules if "golden:" in path.read_text(encoding="utf-8")]


def main(words: list[str]) -> int:
    """Write the files, and print what git sees of it."""
    chosen = ["-k", " or ".join(words)] if words else []
    command = [sys.executable, "-m", "pytest", "-q", "--rewrite-golden", *golden_tests(), *chosen]
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    subprocess.run(["git", "status", "--short", "--", "tests/golden"], cwd=ROOT, check=False)
    return status


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
