"""Take the README's pictures again: ``python tools/screenshots.py``.

In docs/pictures: planner.png is the first notebook in JupyterLab on a wide screen, board.png its planner alone, as the
notebook has it where no kernel runs (take it, then run tools/notebooks.py), drag.png a session while it is
carried, muscles.png the muscles in the dark theme, coverage.png the coverage chart of the same block. They come out the
same wherever the same fonts are installed.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # this file is run by its path
    sys.path.insert(0, str(ROOT))

import runplan as rp  # noqa: E402
from tests.browser.driver import NotebookPage, lab_server, notebook_browser  # noqa: E402
from tests.browser.planner_page import card, day, drag, open_planner, wait_for  # noqa: E402

__all__ = ["picture_of_coverage", "pictures_of_the_planner"]

PICTURES = ROOT / "docs" / "pictures"
LARGEST_KB = 400
BLOCK = rp.Block(
    start=dt.date(2027, 1, 4),
    race_date=dt.date(2027, 4, 25),
    goal="marathon",
    weekly_km_now=30,
    weekly_km_peak=55,
    long_run_day="Sun",
    days_off=("Tue",),
    equipment=("foam_roller", "mini_band", "dumbbell"),
)
DARK = "async () => await window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
SETTLE_MS = 1000  # JupyterLab's own toolbars


@contextmanager
def planner(width: int, height: int) -> Iterator[NotebookPage]:
    """The first notebook, run, with its planner in view."""
    with tempfile.TemporaryDirectory() as folder:
        notebooks = Path(folder) / "notebooks"
        shutil.copytree(ROOT / "notebooks", notebooks, ignore=shutil.ignore_patterns(".*", "*.csv", "*.json"))
        with (
            lab_server(Path(folder) / "state", notebooks) as server,
            notebook_browser(Path(folder) / "profile", width=width, height=height) as browser,
        ):
            notebook = open_planner(NotebookPage(browser.new_page(), server))
            notebook.page.wait_for_timeout(SETTLE_MS)
            yield notebook
            notebook.shut_down()


def pictures_of_the_planner(folder: Path) -> None:
    """The planner wide, a session while it is carried, and the muscles in the dark theme."""
    with planner(1720, 968) as notebook:
        notebook.page.evaluate("() => document.activeElement?.blur()")
        notebook.screenshot(folder / "planner.png")
    with planner(1280, 800) as notebook:
        notebook.page.evaluate("() => document.activeElement?.blur()")
        notebook.screenshot(folder / "board.png", ".rp-planner")
        drag(notebook, card(notebook, "w05-strength-1"), day(notebook, 5, 4), drop=False)
        wait_for(notebook, ".rp-hint-line", "Friday is ")
        notebook.screenshot(folder / "drag.png", ".rp-right")
        notebook.page.mouse.up()
        notebook.page.evaluate(DARK)
        notebook.page.locator(".rp-tab[data-tab=muscles]").click()
        notebook.page.locator('.rp-heat-row[data-muscle=soleus] .rp-cell[data-column="12"]').click()
        # The week stays chosen, the filter goes.
        notebook.page.locator(".rp-heat-row[data-muscle=soleus] .rp-heat-name").click()
        notebook.page.mouse.move(0, 0)
        notebook.page.wait_for_timeout(SETTLE_MS)
        notebook.screenshot(folder / "muscles.png", ".rp-right")


def picture_of_coverage(path: Path) -> None:
    """Draw the coverage chart of the same block."""
    from runplan import charts
    from runplan.insight.coverage import coverage_status

    plan = rp.build_plan(BLOCK)
    figure = charts.coverage_heatmap(coverage_status(plan), plan.weeks).get_figure(root=True)
    if figure is None:
        raise RuntimeError("The coverage chart has no figure.")
    figure.savefig(path, dpi=150, metadata={"Software": None})


def main() -> int:
    """Take the pictures, and say how large they are."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    pictures_of_the_planner(PICTURES)
    picture_of_coverage(PICTURES / "coverage.png")
    for path in sorted(PICTURES.glob("*.png")):
        size = path.stat().st_size / 1024
        print(f"{path.relative_to(ROOT)}: {size:.0f} kB")
        if size > LARGEST_KB:
            raise RuntimeError(f"{path.name} is larger than {LARGEST_KB} kB.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
