"""Draw the exercises: ``python tools/draw.py`` writes data/drawing_paths.json.

Reads the poses (data/drawings.json) and which muscles each exercise works (data/involvement.csv), draws what is not up
to date, and says what is wrong with a pose before it is drawn. ``--check`` only says it; ``--sheet FILE.html`` writes a
page of drawings to look at, of the exercises named or of all; ``--blind FOLDER`` writes pictures of twelve drawings
each, for people who have not seen them to name.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # this file is run by its path
    sys.path.insert(0, str(ROOT))

from tests.browser.driver import find_chromium  # noqa: E402
from tools.drawings.checks import faults, look_alikes  # noqa: E402
from tools.drawings.picture import drawn  # noqa: E402
from tools.drawings.poses import Drawing, read_drawings  # noqa: E402
from tools.drawings.sheets import blind_sheets, sheet  # noqa: E402
from tools.drawings.store import (  # noqa: E402
    FILE,
    Paths,
    digest_of,
    levels_by_exercise,
    read_store,
    stale,
    text_of,
)

__all__ = ["draw_stale", "main"]


def _draw(work: tuple[Drawing, dict[str, int]]) -> tuple[str, tuple[str, Paths]]:
    drawing, levels = work
    return drawing.exercise_id, (digest_of(drawing, levels), drawn(drawing, levels))


def draw_stale(workers: int) -> int:
    """Draw what is not up to date, write the file, and return how many drawings were made."""
    drawings, levels = read_drawings(), levels_by_exercise()
    wanted = [exercise_id for exercise_id in stale() if exercise_id in drawings]
    work = [(drawings[exercise_id], levels.get(exercise_id, {})) for exercise_id in wanted]
    with ProcessPoolExecutor(workers) as pool:
        fresh = dict(pool.map(_draw, work))
    stored = {exercise_id: (row["of"], row["paths"]) for exercise_id, row in read_store()["drawings"].items()}
    rows = {exercise_id: fresh.get(exercise_id) or stored[exercise_id] for exercise_id in drawings}
    FILE.write_text(text_of(rows), encoding="utf-8", newline="\n")
    return len(fresh)


def main() -> int:
    """Check, draw, or write a sheet; 1 if a pose has a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ids", nargs="*", help="exercises to check or to show; all without one")
    parser.add_argument("--check", action="store_true", help="only say what is wrong")
    parser.add_argument("--sheet", metavar="FILE", type=Path, help="write an HTML page of the drawings")
    parser.add_argument("--size", type=int, default=400, help="of a drawing on the sheet [pixels]")
    parser.add_argument("--dark", action="store_true", help="the sheet in the dark theme")
    parser.add_argument("--blind", metavar="FOLDER", type=Path, help="write sheets without names, and their key")
    parser.add_argument("--workers", type=int, default=2, help="processes side by side")
    options = parser.parse_args()
    drawings = read_drawings()
    wrong = [fault for name in options.ids or drawings for fault in faults(drawings[name])]
    wrong += [] if options.ids else list(look_alikes(drawings.values()))
    print(*wrong, sep="\n", end="\n" if wrong else "")
    if options.sheet:
        text = sheet({name: name for name in options.ids or drawings}, size=options.size, dark=options.dark)
        options.sheet.write_text(text, encoding="utf-8")
    elif options.blind:
        chromium = find_chromium()
        if chromium is None:
            parser.error("--blind needs Chromium: install one, or name it by RUNPLAN_CHROMIUM.")
        print(f"{blind_sheets(options.blind, str(chromium))} sheets in {options.blind}.")
    elif not options.check:
        print(f"{draw_stale(options.workers)} drawings made anew.")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
