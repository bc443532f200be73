"""How much of a file is taken, and the one error that everything else ends in, with its words of data/languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from runplan.errors import PlanFileError
from runplan.exchange.languages import table
from runplan.plan import imported_runs

MOST_ROWS, MOST_WEEKS = imported_runs.MOST_ROWS, imported_runs.MOST_WEEK  # lines of a table, and days in all; weeks
MOST_COLUMNS = 100
MOST_CELLS = 40_000  # cells with something in them
MOST_LETTERS = 5_000  # characters in a cell
MOST_ALL = 1_000_000  # characters in all cells
MOST_TEXT = 500  # characters of a cell that is read as a session
MOST_KM, MOST_MINUTES = imported_runs.MOST_KM, imported_runs.MOST_MINUTES  # of one session [km], [min]
REFUSALS = {row["reason"]: row["sentence"] for row in table("refusals")}  # of a file that cannot be read
INSTEAD = "give a run plan as CSV, .xlsx, .ods or .ics"


def refuse_other_kinds(beginning: str, name: str) -> None:
    """Refuse, by PlanFileError, a file that begins as those of another kind do: a PDF, a picture, a web page."""
    for row in table("refusals"):
        if row["begins"] and re.match(row["begins"], beginning):
            raise refusal(name, row["reason"])


def refusal(name: str, reason: str, asks: str = "", choices: Sequence[str] = (), **facts: Any) -> PlanFileError:
    """The error for a file: its name, then what is wrong with it and what to do, or to tell."""
    return PlanFileError(f"{name} {REFUSALS[reason].format(**facts)}", asks, choices)


def check_most(count: int, most: int, name: str, reason: str, **facts: Any) -> None:
    """Refuse, by PlanFileError, a file that has more of something than is taken."""
    if count > most:
        raise refusal(name, reason, most=most, **facts)
