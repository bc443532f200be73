"""Pages of many drawings, to look at: small or large, light or dark, with names or blind."""

from __future__ import annotations

import random
from collections.abc import Sequence
from html import escape
from pathlib import Path

from runplan.catalog.drawings import load_drawings

__all__ = ["sheet"]

STYLE = Path(__file__).resolve().parents[2] / "runplan" / "ui" / "planner.css"
SMALL = 150  # below this lines are bolder [pixels]
WIDTH = 1500  # of a sheet [pixels]


def sheet(ids: Sequence[str], *, size: int, dark: bool, blind: bool) -> str:
    """A page with the stored drawings of exercises; blind in a shuffled order, with numbers."""
    drawings = load_drawings()
    ids = list(ids)
    if blind:
        random.Random(len(ids)).shuffle(ids)
    cells = [
        f"<figure>{drawings[name].svg(small=size < SMALL)}<figcaption>{number if blind else escape(name)}</figcaption>"
        "</figure>"
        for number, name in enumerate(ids, start=1)
    ]
    columns = max(1, WIDTH // (size + 12))
    ground, text = ("#14191c", "#eeeeee") if dark else ("#ffffff", "#222222")
    style = (
        f"body{{margin:0;background:{ground};color:{text};font:11px/1.3 sans-serif}}"
        f"main{{display:grid;grid-template-columns:repeat({columns},{size}px);gap:10px;padding:10px}}"
        f"figure{{margin:0;text-align:center;overflow:hidden}}"
        f"figure svg{{width:{size}px;height:{size}px;display:block}}"
    )
    return (
        f'<!doctype html><meta charset="utf-8"><style>{STYLE.read_text(encoding="utf-8")}{style}</style>'
        f'<body data-jp-theme-light="{str(not dark).lower()}"><main class="runplan">{"".join(cells)}</main></body>'
    )
