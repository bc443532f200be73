"""Pages of many drawings, to look at: small or large, light or dark, with names or, for others to name, blind."""

from __future__ import annotations

import csv
import random
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from runplan.catalog import load_catalog
from runplan.catalog.drawings import load_drawings

__all__ = ["blind_sheets", "sheet"]

STYLE = Path(__file__).resolve().parents[2] / "runplan" / "ui" / "planner.css"
SMALL = 150  # below this lines are bolder [pixels]
WIDTH = 1500  # of a sheet [pixels]
GAP, CAPTION = 10, 16  # between drawings, and the height of what stands under one [pixels]
BLIND, BLIND_SIZE, BLIND_COLUMNS = 12, 220, 4  # drawings on a blind sheet, how large [pixels], how many side by side


def sheet(captions: Mapping[str, str], *, size: int, dark: bool = False, columns: int | None = None) -> str:
    """A page with the stored drawings of exercises, each with its caption."""
    drawings = load_drawings()
    cells = [
        f"<figure>{drawings[name].svg(small=size < SMALL)}<figcaption>{escape(caption)}</figcaption></figure>"
        for name, caption in captions.items()
    ]
    columns = columns or max(1, WIDTH // (size + GAP))
    ground, text = ("#14191c", "#eeeeee") if dark else ("#ffffff", "#222222")
    style = (
        f"body{{margin:0;--jp-layout-color1:{ground};background:{ground};font:11px/{CAPTION}px sans-serif}}"
        f"main{{display:grid;grid-template-columns:repeat({columns},{size}px);gap:{GAP}px;padding:{GAP}px}}"
        f"figure{{margin:0;text-align:center;overflow:hidden;color:{text}}}"
        f"figure svg{{width:{size}px;height:{size}px;display:block}}"
    )
    return (
        f'<!doctype html><meta charset="utf-8"><style>{STYLE.read_text(encoding="utf-8")}{style}</style>'
        f'<body data-jp-theme-light="{str(not dark).lower()}"><main class="runplan">{"".join(cells)}</main></body>'
    )


def blind_sheets(folder: Path, chromium: str) -> int:
    """Sheets for people who did not draw them: numbered drawings, their names in another order, and the key apart.

    Drawings that are alike share a sheet, so that names have to be told from each other.

    Parameters
    ----------
    folder : pathlib.Path
        Where sheet_01.png, sheet_01.txt and so on are written, and keys.csv with the answers.
    chromium : str
        The browser that takes the pictures.

    Returns
    -------
    int
        How many sheets there are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = load_catalog().exercises["name"]
    keys = [("sheet", "number", "exercise_id", "name")]
    count = 0
    for count, ids in enumerate(_families(), start=1):
        numbers = {exercise_id: str(number) for number, exercise_id in enumerate(ids, start=1)}
        _picture(folder / f"sheet_{count:02d}.png", numbers, chromium)
        listed = "\n".join(sorted(str(names[exercise_id]) for exercise_id in ids))
        (folder / f"sheet_{count:02d}.txt").write_text(f"{listed}\n", encoding="utf-8")
        keys += [
            (f"{count:02d}", number, exercise_id, str(names[exercise_id])) for exercise_id, number in numbers.items()
        ]
    with (folder / "keys.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(keys)
    return count


def _families() -> Iterator[Sequence[str]]:
    """The exercises by the movement they train, twelve at a time, in an order that says nothing."""
    table = load_catalog().exercises
    order = list(table[table.index.isin(list(load_drawings()))].sort_values("pattern", kind="stable").index)
    shuffle = random.Random(len(order)).shuffle
    for start in range(0, len(order), BLIND):
        ids = order[start : start + BLIND]
        shuffle(ids)
        yield ids


def _picture(path: Path, captions: Mapping[str, str], chromium: str) -> None:
    page = path.with_suffix(".html")
    page.write_text(sheet(captions, size=BLIND_SIZE, columns=BLIND_COLUMNS), encoding="utf-8")
    rows = -(-len(captions) // BLIND_COLUMNS)
    width = BLIND_COLUMNS * (BLIND_SIZE + GAP) + GAP
    height = rows * (BLIND_SIZE + CAPTION + GAP) + GAP
    command = [chromium, "--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={width},{height}"]
    subprocess.run([*command, f"--screenshot={path}", str(page)], check=True, capture_output=True)
    page.unlink()
