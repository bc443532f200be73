"""How long a move of a slider takes to be seen: key press to painted frame, in a real browser in JupyterLab.

Run as ``make latency``; it takes some thirteen minutes and needs a Chromium. A key is pressed on a slider's handle, and
the clock runs from the page's own key event to the frame after the last change that it caused. Measured in turns, so
that a slow spell meets all: a slider that sets one label (the floor), the planner of 16 and of 52 weeks with all its
views in sight, and the usual notebook, which draws new matplotlib figures into an Output. The limits are ratios,
because machines differ. With ``--strict`` the exit code is 1 where a limit is not met; ``--json`` keeps every event.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # this file is run by its path
    sys.path.insert(0, str(ROOT))

from bench import latency_page as in_page  # noqa: E402
from bench.latency_page import Event, event_of  # noqa: E402
from runplan.ui.state.prefetch import REST_S  # noqa: E402
from tests.browser.driver import Lab, NotebookPage, lab_server, notebook_browser  # noqa: E402

TURNS = 5
EVENTS = 5  # of a turn
WARM_UP = ("ArrowLeft", "ArrowRight", "ArrowRight")  # before these: who has rested for a minute begins slowly
WIDTH, HEIGHT = 1920, 1080
QUIET_MS = 700  # nothing moves for so long: an event is over, and what the board asks for at rest has come
PATIENCE_MS = 30_000
VIEWS = (".rp-weeks .rp-scroller", ".rp-equaliser", ".rp-figures", ".rp-heat")
SEEN = 0.7  # so much of each view is to be seen
LIMITS = {16: 1.5, 52: 3.0}  # what remains beside the planning, as a multiple of the floor
USUAL_LIMIT = 8.0  # the usual notebook, as a multiple of the planner

PREAMBLE = f"""import sys
sys.path.insert(0, {str(ROOT)!r})
import dataclasses
import ipywidgets as widgets
import runplan as rp
from bench.moves import block_of
"""
FLOOR = """import ipywidgets as widgets
slider, label = widgets.IntSlider(50, 0, 400), widgets.HTML("50")
slider.add_class("bench-slider")
slider.observe(lambda change: setattr(label, "value", str(change["new"])), names="value")
widgets.VBox([slider, label])
"""
# The planner plans a key's next step while the hand rests, where planning takes long. A slider that is pulled has no
# rest: so it is measured without that, and once with it.
PLANNER = (
    PREAMBLE
    + "from runplan.ui.state import prefetch\nprefetch.REST_S = {rest_s}\nrp.Planner(block_of({weeks}), state=None)\n"
)
NEVER_S = 1e6
# matplotlib's own resolution: the charts' is meant for paper, and would cost the usual notebook more.
USUAL = (
    PREAMBLE
    + """from IPython.display import clear_output, display
from runplan import charts
from runplan.insight.body import body_frame
from runplan.insight.coverage import coverage_status
%matplotlib inline
block = block_of(16)
slider, out = widgets.IntSlider(55, 1, 300), widgets.Output()
slider.add_class("bench-slider")

def charts_of(plan):
    yield charts.coverage_heatmap(coverage_status(plan), plan.weeks)
    if {figures} > 1:
        yield charts.weekly_km(plan.weeks)
        yield charts.week_calendar(plan.sessions, plan.weeks)
        yield charts.body_map(body_frame(plan))

def draw(change=None):
    plan = rp.build_plan(dataclasses.replace(block, weekly_km_peak=slider.value))
    with out:
        clear_output(wait=True)
        for chart in charts_of(plan):
            chart.figure.set_dpi(100)
            display(chart.figure)

slider.observe(draw, names="value")
draw()
widgets.VBox([slider, out])
"""
)


@dataclass(frozen=True)
class Case:
    """One notebook, and the slider in it that is moved."""

    name: str
    code: str
    handle: str = ".bench-slider .noUi-handle"
    weeks: int = 0  # of a planner
    pictures: int = 0  # of the usual notebook


@dataclass
class Opened:
    """A case in a page of its own, and what was measured there."""

    case: Case
    notebook: NotebookPage
    events: list[Event] = field(default_factory=list)

    def of(self, value: Callable[[Event], float]) -> list[float]:
        """One value of each event."""
        return [value(event) for event in self.events]


def cases() -> list[Case]:
    """What is measured, in the order of a turn; the floor stands before each planner."""
    floor = Case("a label (the floor)", FLOOR)
    planners = [
        Case(
            f"{weeks} weeks, {name}",
            PLANNER.format(weeks=weeks, rest_s=rest_s),
            f".rp-field-{wish} .noUi-handle",
            weeks,
        )
        for weeks in LIMITS
        for name, wish, rest_s in (
            ("kilometres", "weekly-km-peak", NEVER_S),
            ("minutes", "strength-minutes", NEVER_S),
            ("min, ahead", "strength-minutes", REST_S),
        )
        if weeks == 16 or rest_s == NEVER_S
    ]
    usual = [
        Case(f"usual, {name}", USUAL.format(figures=count), pictures=count)
        for name, count in (("one figure", 1), ("four figures", 4))
    ]
    return [*(case for planner in planners for case in (floor, planner)), *usual]


# --- measuring --------------------------------------------------------------------------------------------------------


def write_notebook(path: Path, code: str) -> None:
    """Write a notebook of one cell, its code folded away as an author would before using it."""
    cell: dict[str, object] = {
        "cell_type": "code",
        "id": "only",
        "metadata": {"jupyter": {"source_hidden": True}},
        "execution_count": None,
        "outputs": [],
        "source": code,
    }
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    path.write_text(json.dumps({"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}))


def open_case(case: Case, notebook: NotebookPage, lab: Lab) -> Opened:
    """Open and run a case's notebook, look whether all is in sight, and move its slider to and fro to warm up."""
    name = re.sub(r"\W+", "-", case.name) + ".ipynb"
    write_notebook(lab.notebooks / name, case.code)
    page = notebook.page
    page.add_init_script(in_page.SOCKETS)
    notebook.open_notebook(name)
    notebook.hide_side_bar()
    errors = notebook.run_all()
    if errors:
        raise RuntimeError(f"The notebook of {case.name} does not run: {'; '.join(errors)}")
    page.locator(case.handle).scroll_into_view_if_needed()
    if case.weeks:
        page.wait_for_selector(".rp-board.rp-wide .rp-card")
        looked_at = [*VIEWS, case.handle]
        seen = dict(zip(looked_at, page.evaluate(in_page.SEEN, looked_at), strict=True))
        if min(seen.values()) < SEEN:
            raise RuntimeError(f"Not all of {case.name} is in sight: {seen}")
    page.wait_for_timeout(1500)  # JupyterLab's own toolbars settle
    page.evaluate(in_page.ARM)
    opened = Opened(case, notebook)
    page.locator(case.handle).focus()
    for _ in range(5):
        press(opened, "ArrowLeft")
    # Five back in one: the values that are measured then have not been planned before.
    page.keyboard.press("PageUp")
    page.wait_for_timeout(4 * QUIET_MS)
    return opened


def press(opened: Opened, key: str = "ArrowRight") -> Event:
    """Press a key on the slider's handle and wait until all that follows has been painted."""
    page = opened.notebook.page
    page.evaluate(in_page.BEGIN)
    page.keyboard.press(key)
    try:
        raw = page.evaluate(in_page.FINISHED, [QUIET_MS, PATIENCE_MS])
    except Exception as broken:
        raise RuntimeError(f"A move of {opened.case.name} did not come to an end: {broken}") from broken
    return event_of(raw, opened.case.name, planned=bool(opened.case.weeks), parted=not opened.case.pictures)


def take_turn(opened: Opened) -> None:
    """Press the key a few times on one case's page; the first, after others were in front, only warm up."""
    page = opened.notebook.page
    page.bring_to_front()
    page.locator(opened.case.handle).focus()
    page.wait_for_timeout(QUIET_MS)
    for key in WARM_UP:
        press(opened, key)
    opened.events.extend(press(opened) for _ in range(EVENTS))


def check(opened: Opened) -> None:
    """Raise where something went wrong that only a person at the screen would have seen."""
    page, case = opened.notebook.page, opened.case
    shown = page.locator(".rp-error:visible, .jp-OutputArea [data-mime-type*=stderr]").all_inner_texts()
    troubles = [*opened.notebook.console_errors, *opened.notebook.page_errors, *shown]
    if troubles:
        raise RuntimeError(f"{case.name}: {'; '.join(troubles)}")
    pictures = page.locator(".jp-OutputArea img").count()
    if pictures != case.pictures:
        raise RuntimeError(f"{case.name} shows {pictures} pictures, not {case.pictures}.")


def measure() -> list[Opened]:
    """Open every case in a page of its own, and let them take turns."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        notebooks = folder / "notebooks"
        notebooks.mkdir()
        lab = stack.enter_context(lab_server(folder / "state", notebooks))
        browser = stack.enter_context(notebook_browser(folder / "profile", width=WIDTH, height=HEIGHT))
        opened: dict[str, Opened] = {}
        for case in cases():
            if case.name not in opened:
                say(f"opening: {case.name}")
                notebook = NotebookPage(browser.new_page(), lab)
                opened[case.name] = open_case(case, notebook, lab)
        for turn in range(TURNS):
            say(f"turn {turn + 1} of {TURNS}")
            for case in cases():
                take_turn(opened[case.name])
        for one in opened.values():
            check(one)
        next(iter(opened.values())).notebook.shut_down()  # of all kernels
        return list(opened.values())


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


# --- the table --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One case beside what it is measured against."""

    measured: Opened
    against: str = ""
    ratio: float = 0.0
    limit: float = 0.0
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the ratio is within its limit, where there is one."""
        return not self.limit or (self.ratio >= self.limit if self.at_least else self.ratio <= self.limit)


def rows_of(measured: Sequence[Opened]) -> Iterator[Row]:
    """Every case with its ratio."""
    floor = statistics.median(measured[0].of(lambda event: event.total))
    ours = statistics.median(measured[1].of(lambda event: event.total))
    for one in measured:
        if one.case.weeks:
            rest = statistics.median(one.of(lambda event: event.rest))
            yield Row(one, "rest / floor", rest / floor, LIMITS[one.case.weeks])
        elif one.case.pictures:
            total = statistics.median(one.of(lambda event: event.total))
            yield Row(one, "total / ours, 16", total / ours, USUAL_LIMIT, at_least=True)
        else:
            yield Row(one)


def p95(values: Sequence[float]) -> float:
    """The smallest value that 95 % do not exceed."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def both(values: Sequence[float]) -> str:
    return f"{statistics.median(values):>8.1f}{p95(values):>8.1f}"


def print_rows(rows: Sequence[Row]) -> None:
    """Print times and ratios beside the limits."""
    print(
        f"{'ms from key to frame':<24}{'events':>7}{'total':>8}{'p95':>8}{'planning':>9}{'rest':>8}{'p95':>8}"
        f"{'messages':>9}{'kB':>6}  {'ratio of':<17}{'':>6}{'limit':>7}  met"
    )
    for row in rows:
        one = row.measured
        planned = bool(one.case.weeks)
        planning = f"{statistics.median(one.of(lambda event: event.planning)):>9.1f}" if planned else " " * 9
        rest = both(one.of(lambda event: event.rest)) if planned else " " * 16
        ratio = f"{row.ratio:>6.2f}{'>' if row.at_least else '<':>3}{row.limit:>4}  {'yes' if row.met else 'NO'}"
        line = (
            f"{one.case.name:<24}{len(one.events):>7}{both(one.of(lambda event: event.total))}{planning}{rest}"
            f"{statistics.median(one.of(lambda event: event.messages)):>9g}"
            f"{statistics.median(one.of(lambda event: event.kilobytes)):>6.0f}  {row.against:<17}"
        )
        print((line + ratio if row.limit else line).rstrip())


def print_parts(measured: Sequence[Opened]) -> None:
    """Print where the planner's time goes, and what follows after a pause."""
    answered = [one for one in measured if not one.case.pictures]
    names = list(answered[0].events[0].parts)
    print(f"\n{'where it goes, ms':<32}" + "".join(f"{one.case.name:>22}" for one in answered))
    for name in names:
        values = [statistics.median([event.parts[name] for event in one.events]) for one in answered]
        print(f"{name:<32}" + "".join(f"{value:>22.1f}" for value in values))
    later = [statistics.median(one.of(lambda event: event.afterwards)) for one in answered]
    print(f"{'with what a pause brings':<32}" + "".join(f"{value:>22.1f}" for value in later))


def main() -> int:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--strict", action="store_true", help="exit with 1 where a limit is not met")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every event into a file")
    options = parser.parse_args()
    measured = measure()
    rows = list(rows_of(measured))
    print_rows(rows)
    print_parts(measured)
    if options.json:
        events = {one.case.name: [vars(event) for event in one.events] for one in measured}
        options.json.write_text(json.dumps(events, indent=1) + "\n", encoding="utf-8")
    return 1 if options.strict and not all(row.met for row in rows) else 0


if __name__ == "__main__":
    raise SystemExit(main())
