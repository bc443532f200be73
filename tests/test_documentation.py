"""The documentation: links and references hold, each page's code runs, and no page fetches anything."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(path for folder in (".", "how_to", "ideas", "reference") for path in (DOCS / folder).glob("*.md"))
CELL = re.compile(r"^```\{code-cell\} ipython3\n(?::tags:[^\n]*\n)?\n?(.*?)^```$", re.MULTILINE | re.DOTALL)
FETCHED = re.compile(r"<(?:script|img|link|iframe)\b[^>]*?\b(?:src|href)=\"((?:https?:)?//[^\"]+)")


def cells(page: Path) -> list[str]:
    return CELL.findall(page.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages without their results: what can be known of links and references in seconds."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", str(DOCS), str(folder)]
    environment = {**os.environ, "RUNPLAN_DOCS_RUN": "off"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return folder


def test_every_link_and_reference_of_the_documentation_leads_somewhere(site: Path) -> None:
    assert (site / "index.html").is_file()


def test_no_page_of_the_documentation_fetches_anything(site: Path) -> None:
    addresses = {url for path in site.rglob("*.html") for url in FETCHED.findall(path.read_text(encoding="utf-8"))}
    assert addresses == set()


def test_each_public_name_has_an_entry_in_the_reference(site: Path) -> None:
    import runplan as rp
    from runplan import charts

    entries = "".join(path.read_text(encoding="utf-8") for path in (site / "reference").glob("*.html"))
    names = [f"runplan.{name}" for name in rp.__all__] + [f"runplan.charts.{name}" for name in charts.__all__]
    aliases = {"runplan.BlockError", "runplan.CatalogError", "runplan.PlanFileError"}
    aliases |= {"runplan.PlanImpossible", "runplan.RunplanError"}
    ids = {name.replace("runplan.", "runplan.errors.") if name in aliases else name for name in names}
    assert {name for name in ids if f'id="{name}"' not in entries} == {"runplan.charts.Picture"}


@pytest.mark.parametrize("page", [page for page in PAGES if cells(page)], ids=lambda page: page.stem)
def test_the_code_of_a_page_runs_from_top_to_bottom(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, source in enumerate(cells(page), 1):
        exec(compile(source, f"{page.name}, cell {number}", "exec"), names)


def test_every_page_with_code_is_read_whole() -> None:
    for page in PAGES:
        assert len(cells(page)) == page.read_text(encoding="utf-8").count("```{code-cell}"), page
