"""Take the README's pictures again: ``python tools/screenshots.py``.

docs/pictures/planner.png is the first notebook in JupyterLab at 1280 x 800, docs/pictures/coverage.png the coverage
chart of the same block. Both come out the same wherever the same fonts are installed.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # this file is run by its path
    sys.path.insert(0, str(ROOT))

import runplan as rp  # noqa: E402
from tests.browser.driver import NotebookPage, lab_server, notebook_browser  # noqa: E402

__all__ = ["picture_of_coverage", "picture_of_planner"]

PICTURES = ROOT / "docs" / "pictures"
LARGEST_KB = 300
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
SHOWN = """() => {
    const planner = document.querySelector(".runplan");
    planner.scrollIntoView({block: "start"});
    document.activeElement?.blur();
}"""


def picture_of_planner(path: Path) -> None:
    """Open the first notebook in a browser, run it, and take a picture of the planner."""
    with tempfile.TemporaryDirectory() as folder:
        notebooks = Path(folder) / "notebooks"
        shutil.copytree(ROOT / "notebooks", notebooks, ignore=shutil.ignore_patterns(".*", "*.csv", "*.json"))
        with (
            lab_server(Path(folder) / "state", notebooks) as server,
            notebook_browser(Path(folder) / "profile", width=1280, height=800) as browser,
        ):
            notebook = NotebookPage(browser.new_page(), server)
            notebook.open_notebook("01_plan_a_block.ipynb")
            errors = notebook.run_all()
            if errors:
                raise RuntimeError(f"The notebook does not run: {'; '.join(errors)}")
            notebook.hide_side_bar()
            notebook.scroll_to_cell(2)
            notebook.page.wait_for_selector(".runplan .rp-calendar")
            notebook.page.wait_for_function(
                "() => document.querySelector('.runplan .noUi-handle')?.getAttribute('aria-label')"
            )
            notebook.page.evaluate(SHOWN)
            notebook.page.wait_for_timeout(1000)  # JupyterLab's own toolbars settle
            notebook.screenshot(path)
            notebook.shut_down()


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
    """Take both pictures, and say how large they are."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, take in (("planner.png", picture_of_planner), ("coverage.png", picture_of_coverage)):
        path = PICTURES / name
        take(path)
        size = path.stat().st_size / 1024
        print(f"{path.relative_to(ROOT)}: {size:.0f} kB")
        if size > LARGEST_KB:
            raise RuntimeError(f"{name} is larger than {LARGEST_KB} kB.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
