"""What is asked of the table of a run plan: words on its cells, its first day, and to be put away."""

from __future__ import annotations

import datetime as dt
from typing import Any

from runplan.errors import PlanFileError
from runplan.ui.state.imports.reading import race_day
from runplan.ui.state.imports.report import ImportReport
from runplan.ui.state.planner_model import PlannerModel
from runplan.units import counted, format_date


def show_table(model: PlannerModel, change: str, table: ImportReport | None) -> None:
    """Show another table of a run plan; Undo goes back to the one before."""
    model.remember(change)
    model.form.table = table
    model.form.settle()
    model.messages.note_change()


def begin_runs(model: PlannerModel, day: dt.date, *, race: bool = False) -> None:
    """Let a run plan that is not used yet, and does not say when it begins, begin on a day, or have its race on it."""
    with model.messages.as_one():
        table = model.reports.current(model.form)
        if table is None or table.start is None or not table.is_draft:
            return
        race_now = race_day(table.imported, table.start, model.form.week_start)
        start = day if not race or race_now is None else table.start + (day - race_now)
        if start != table.start:
            show_table(model, "the first day of your run plan", table.beginning(start))
            model.messages.say(
                f"{table.imported.file} will begin on {format_date(start)}.", files=(table.imported.file,)
            )


def let_file_go(model: PlannerModel) -> None:
    """Put the table of a file away that is not used."""
    with model.messages.as_one():
        table = model.reports.current(model.form)
        if table is not None and table.is_draft:
            show_table(model, f"discarding {table.imported.file}", None)
            model.messages.say(
                f"{table.imported.file} is closed. Your plan has not changed.", files=(table.imported.file,)
            )


def write_cell(model: PlannerModel, where: str, text: str | bool) -> dict[str, Any]:
    """Write something in place of a cell of the run plan, or confirm it: how it is taken then, or why it is not."""
    table = model.reports.current(model.form)
    if table is None:
        return {}
    try:
        changed = table.with_written(table.written.with_one(where, text))
    except PlanFileError as refused:
        why = str(refused).partition(f"{where!r}: ")[2] or str(refused)
        error = f"{why[:1].upper()}{why[1:]} Type for example {table.example}, or rest."
        return _written(model, table, table, where, error)
    if changed.written == table.written:
        return _written(model, table, table, where)
    show_table(model, f"your correction of {where}", changed)
    return _written(model, table, changed, where)


def write_alike(model: PlannerModel, where: str) -> dict[str, Any]:
    """Let what was written in place of a cell, or that it is right, count for all that say the same."""
    table = model.reports.current(model.form)
    if table is None or not table.written.has(where):
        return {}
    alike = table.alike(where)
    changed = table.with_written(table.written.with_all(alike, like=where))
    cells = counted(len(alike) + 1, "cell")
    show_table(model, f"your correction of {cells}", changed)
    return _written(model, table, changed, where) | {"said": f"Used for all {cells}."}


def _written(
    model: PlannerModel, before: ImportReport, table: ImportReport, where: str, error: str = ""
) -> dict[str, Any]:
    sums = table.sums(model.form.units)
    return {"n": table.number, "where": where, "cells": table.changed_since(before), "error": error, **sums}
