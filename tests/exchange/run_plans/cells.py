"""One cell of a run plan, as the reader takes it."""

from __future__ import annotations

from runplan.exchange.languages import language
from runplan.exchange.run_plans.cells.cell import Meaning, read_cell
from runplan.exchange.written_words import Context


def read(text: str, code: str = "en", unit: str = "km") -> Meaning:
    """What a cell says in a language; a number without a unit is in this one."""
    return read_cell(text, unit, Context(language(code), unit))
