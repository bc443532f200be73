"""What a runner sees of the notebooks: the planner last, tables without NaN, files in a folder that has a name."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def sources(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def test_the_planner_is_the_last_thing_of_its_notebook() -> None:
    cells = nbformat.read(FOLDER / "01_plan_a_block.ipynb", as_version=4).cells
    assert cells[-1].source == "planner = rp.Planner(block)\nplanner"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_is_missing_in_a_table_is_shown_empty(path: Path) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", ()):
            for kind, text in output.get("data", {}).items():
                for word in () if kind.startswith("image/") else ("NaN", "<NA>", "&lt;NA&gt;", "NaT"):
                    assert word not in text, (kind, cell.source)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_writes_where_its_reader_finds_it(path: Path) -> None:
    assert [line for source in sources(path) for line in source.splitlines() if "tempfile" in line] == []


def test_the_folder_of_the_example_is_named_in_the_text_and_the_readers_own_file_stays() -> None:
    cells = nbformat.read(FOLDER / "04_your_own_run_plan.ipynb", as_version=4).cells
    assert "folder `example_run_plan`" in cells[0].source
    assert 'folder = Path("example_run_plan")' in cells[1].source
    assert "if not path.exists():\n    path.write_text(MY_PLAN)" in cells[1].source
