"""The paces of a block for the terminal: one line a kind of running, where a pace or a heart rate is known."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING

from runplan.paces.bands import Band
from runplan.paces.races import Race
from runplan.planning.pace_table import zone_paces
from runplan.units import format_clock_range, format_pace, from_s_per_km
from runplan.words import ZONE_EFFORTS, ZONE_NAMES, listed

if TYPE_CHECKING:
    from runplan.plan.block import Block

_BY_FEEL = "Your races are slower than the equations of paces were made for: go by how it feels."


def pace_lines(block: Block, width: int, signs: Mapping[str, str]) -> str:
    """The table of paces, no wider than the terminal; nothing where neither a pace nor a heart rate is known."""
    rows = zone_paces(block)
    if not block.recent_races and all(row.band is row.heart_rate is None for row in rows):
        return ""

    def text(band: Band | None, unit: str = "") -> str:
        if band is None:
            return ""
        fast, slow = (from_s_per_km(pace, unit) for pace in band) if unit else band
        return format_clock_range(fast, slow, signs["to"])

    columns = [
        ["", *(ZONE_NAMES[row.zone] for row in rows)],
        [f"/{block.units}", *(text(row.band, block.units) for row in rows)],
        ["race", *(text(row.time) for row in rows)],
        ["bpm", *("" if row.heart_rate is None else signs["to"].join(map(str, row.heart_rate)) for row in rows)],
        ["feels", *(ZONE_EFFORTS[row.zone] for row in rows)],
    ]
    columns = [column for column in columns if any(column[1:])]
    if sum(max(map(len, column)) + 2 for column in columns) - 2 > width:
        columns.pop()
    widths = [max(map(len, column)) for column in columns]
    lines = [
        "  ".join(cell.ljust(wide) for cell, wide in zip(cells, widths, strict=True)).rstrip()
        for cells in zip(*columns, strict=True)
    ]
    by_feel = textwrap.wrap(_BY_FEEL, max(width, 40)) if block.recent_races and rows[0].band is None else []
    return "\n".join([_title(block, has_paces=rows[0].band is not None), *by_feel, *lines])


def _title(block: Block, *, has_paces: bool) -> str:
    """What the paces are from."""
    if block.recent_races:
        return f"Paces from {listed([Race(*race).text(block.units) for race in block.recent_races])}"
    if has_paces:
        easy = format_pace(block.easy_pace_s_per_km, block.units)
        return f"Paces from your easy pace of {easy}; a race gives better ones"
    return "Heart rates"
