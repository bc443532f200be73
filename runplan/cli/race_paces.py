"""The paces of a block for the terminal: one line a kind of running, where a pace or a heart rate is known."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING

from runplan.paces.bands import Band
from runplan.planning.pace_table import BY_FEEL, pace_title, zone_paces
from runplan.units import format_clock_range, from_s_per_km
from runplan.words import ZONE_EFFORTS, ZONE_NAMES

if TYPE_CHECKING:
    from runplan.plan.block import Block


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
    by_feel = textwrap.wrap(BY_FEEL, max(width, 40)) if block.recent_races and rows[0].band is None else []
    return "\n".join([pace_title(block), *by_feel, *lines])
