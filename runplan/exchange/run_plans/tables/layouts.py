"""Tables that are laid out otherwise, as tables with one header; each cell keeps its address in the file."""

from __future__ import annotations

import re
from dataclasses import replace

from runplan.exchange.csv_text import Line
from runplan.exchange.languages import Language, day_named
from runplan.exchange.run_plans.containers.source import Grid
from runplan.exchange.run_plans.tables.headings import FEWEST_DAYS, heading, list_header, week_header
from runplan.exchange.written_dates import some_date, week_number
from runplan.exchange.written_weeks import names_a_week
from runplan.words import listed

HEADER_WITHIN = 60  # lines in which a header is looked for
_SUB_KINDS = ("title", "type", "subtype", "details", "distance", "minutes", "other", "notes")


def turned(grid: Grid, heads: Language) -> Grid:
    """A table with days as rows and weeks as columns, with weeks as rows."""
    for place in (0, 1):
        days = [day_named(line.text(place), heads) for line in grid.lines]
        named = [day for day in days if day]
        first = next((at for at, day in enumerate(days) if day), 0)
        if not FEWEST_DAYS <= len(set(named)) == len(named) or not first:
            continue
        above = [(line, _labels(line, place, heads)) for line in grid.lines[:first]]
        heading_lines = [line for kind in ("Week", "Date") for line in [row for row, own in above if own == kind][-1:]]
        if not heading_lines:
            continue
        sums = [other for other in grid.lines[first + 1 :] if heading(other.text(place), heads).kind == "total"][:1]
        rows = [*heading_lines, *(other for other, day in zip(grid.lines, days, strict=True) if day), *sums]
        width = max(len(row.cells) for row in rows)
        lines = [Line(column + 1, tuple(row.text(column) for row in rows)) for column in range(place, width)]
        heads_of = [f"{own} {line.text(place)}".strip() for line, own in above if line in heading_lines]
        lines[0] = replace(lines[0], cells=(*heads_of, *lines[0].cells[len(heads_of) :]))
        rest = [other for other in grid.lines if other not in rows]
        numbers = listed([str(other.number) for other in rest])
        note = f"Not read, as no weekday is named: {'line' if len(rest) == 1 else 'lines'} {numbers}"
        title = " ".join([grid.title, *(cell for other in rest for cell in other.cells)])

        def address(column: int, row: int, rows: list[Line] = rows) -> str:
            return grid.address(rows[min(row, len(rows) - 1)].number, column - 1)

        notes = (*grid.notes, *([note] if rest else []))
        return replace(grid, lines=tuple(lines), address=address, notes=notes, title=title)
    return grid


def _labels(line: Line, place: int, heads: Language) -> str:
    """Week or Date, if a line has nothing but the numbers or the dates of weeks beside its first cell; else ""."""
    labels = [cell for cell in line.cells[place + 1 :] if cell.strip()]
    kind = heading(line.text(place), heads).kind
    if labels and kind != "date" and all(week_number(label, heads) and not heading(label).day for label in labels):
        return "Week"
    return "Date" if labels and all(some_date(label, heads) for label in labels) else ""


def with_banners(grid: Grid, heads: Language) -> Grid:
    """A table whose weeks are named on lines of their own, with these names in a first column."""
    banners = [names_a_week(line, heads) for line in grid.lines]
    if not any(banners[:-1]):
        return grid
    lines, name = [], ""
    for line, banner in zip(grid.lines, banners, strict=True):
        header = week_header(line.cells, heads) or list_header(line.cells, heads)
        name = line.text(line.filled[0]) if banner else name
        lines.append(Line(line.number, (name,) if banner else ("Week" if header else name, *line.cells)))
    return replace(grid, lines=tuple(lines), address=lambda line, at: grid.address(line, max(0, at - 1)), banners=True)


def one_header(grid: Grid, heads: Language) -> Grid:
    """A table whose days have several columns, with each column's day and kind in one heading."""
    for at, (line, below) in enumerate(zip(grid.lines[:HEADER_WITHIN], grid.lines[1:], strict=False)):
        days = [heading(cell, heads).day for cell in line.cells]
        if len({*days} - {""}) < FEWEST_DAYS:
            continue
        begin = next(column for column, day in enumerate(days) if day)
        subs = [heading(cell, heads) for cell in below.cells[begin:]]
        kinds = [sub.kind in _SUB_KINDS and not re.search(r"\d", sub.text) for sub in subs if sub.text]
        if len(kinds) < 2 * FEWEST_DAYS or not all(kinds):
            return grid
        cells, day = [], ""
        for place in range(max(len(line.cells), len(below.cells))):
            day = line.text(place) or (day if below.text(place) else "")
            cells.append(f"{day} {below.text(place)}".strip())
        joined = (*grid.lines[:at], Line(line.number, tuple(cells)), *grid.lines[at + 2 :])
        return replace(grid, lines=joined)
    return grid
