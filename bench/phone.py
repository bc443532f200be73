"""How large the page for the phone is at 52 weeks, and how long its script runs until the first day is seen.

Run as ``make bench``. The time is the browser's own account of its script. With ``--strict`` the exit code is 1 where a
limit is not met.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
from pathlib import Path

LIMIT_S, LIMIT_BYTES = 1.0, 3_000_000
HERE = Path(__file__).resolve().parent


def measure(folder: Path) -> tuple[int, float]:
    """Return the bytes of the page, and the seconds of its script."""
    from playwright.sync_api import sync_playwright

    import runplan
    from tests.browser.driver import browser_context

    kit = tuple(runplan.load_catalog().equipment_words)
    block = runplan.Block(start=dt.date(2027, 1, 4), weeks=52, strength_sessions=3, strength_minutes=60, equipment=kit)
    path = folder / "plan.html"
    runplan.build_plan(block).to_phone(path)
    with (
        sync_playwright() as playwright,
        browser_context(
            playwright, folder / "profile", width=360, height=740, has_touch=True, is_mobile=True
        ) as context,
    ):
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Performance.enable")
        page.goto(path.as_uri())
        page.wait_for_selector("h1")
        metrics = {row["name"]: row["value"] for row in session.send("Performance.getMetrics")["metrics"]}
    return path.stat().st_size, float(metrics["ScriptDuration"])


def main() -> int:
    """Measure the page and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--strict", action="store_true", help="exit with 1 where a limit is not met")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        size, seconds = measure(Path(folder))
    print(f"The page for the phone, 52 weeks: {size / 1000:.0f} kB, {1000 * seconds:.0f} ms of script.")
    return int(options.strict and (size > LIMIT_BYTES or seconds > LIMIT_S))


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    raise SystemExit(main())
