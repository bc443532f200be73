"""What every notebook is like before it is run. `make notebooks` runs them and compares their stored outputs."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import nbformat
import pytest

import runplan as rp

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


NAMES = (
    "00_a_planner_in_thirty_lines",
    "01_plan_a_block",
    "02_the_exercises",
    "03_read_the_coverage",
    "04_your_own_run_plan",
    "05_when_life_happens",
    "06_the_evidence",
    "07_the_plan_as_tables",
)


def test_the_notebooks_are_there() -> None:
    assert [path.stem for path in NOTEBOOKS] == list(NAMES)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_valid_and_runs_in_any_python_3_kernel(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_sentence_stands_before_each_cell_of_code(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    assert cells[0].cell_type == "markdown"
    pairs = itertools.pairwise(cells)
    assert [after.source for before, after in pairs if (before.cell_type, after.cell_type) == ("code", "code")] == []


# The first notebook is a planner of its own, to be changed; in all others the package has the logic.
@pytest.mark.parametrize("path", NOTEBOOKS[1:], ids=lambda path: path.stem)
def test_a_notebook_holds_no_logic(path: Path) -> None:
    code = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    lines = [line for source in code for line in source.splitlines()]
    assert [line for line in lines if line.lstrip().startswith(("def ", "class ", "for ", "while ", "try:"))] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_cells_were_run_from_top_to_bottom_before_saving(path: Path) -> None:
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


def test_the_planner_of_the_first_notebook_has_thirty_lines_at_most_and_uses_public_names_only() -> None:
    cells = nbformat.read(NOTEBOOKS[0], as_version=4).cells
    lines = [line for cell in cells if cell.cell_type == "code" for line in cell.source.splitlines() if line.strip()]
    assert 20 <= len(lines) <= 30
    names = set(re.findall(r"\brp\.(\w+)", "\n".join(lines)))
    assert names
    assert names <= set(rp.__all__)
    assert not re.search(r"(from|import) runplan\.", "\n".join(lines))
