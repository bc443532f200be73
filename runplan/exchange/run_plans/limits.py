"""How much of a file is taken, and the one error that everything else ends in, with its words of data/languages.

The limits are ours: a plan of a year with every day filled is far below each of them, and what is above would take more
than a few seconds or some hundred megabytes to look at.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache

from runplan.errors import PlanFileError
from runplan.plan import imported_runs
from runplan.schema.data_folder import data_dir

MOST_ROWS = imported_runs.MOST_ROWS  # lines of a table, and days in all
MOST_COLUMNS = 100
MOST_CELLS = 40_000  # cells with something in them
MOST_LETTERS = 5_000  # characters in a cell
MOST_ALL = 1_000_000  # characters in all cells, or in what of a calendar is needed
MOST_TEXT = 500  # characters of a cell that is read as a session
MOST_WEEKS = imported_runs.MOST_WEEK
MOST_EVENTS, MOST_LINES_ICS = 2_000, 100_000
MOST_KM, MOST_MINUTES = imported_runs.MOST_KM, imported_runs.MOST_MINUTES  # of one session [km], [min]
INSTEAD = "give a run plan as CSV, .xlsx, .ods or .ics"


@cache
def rows() -> list[dict[str, str]]:
    """The rows of data/languages/refusals.csv."""
    with (data_dir() / "languages" / "refusals.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def refusals() -> dict[str, str]:
    """What is said of a file that cannot be read: a sentence for each reason, after the file's name."""
    return {row["reason"]: row["sentence"] for row in rows()}


def refuse_other_kinds(beginning: str, name: str) -> None:
    """Refuse, by PlanFileError, a file that begins as those of another kind do: a PDF, a picture, a web page."""
    for row in rows():
        if row["begins"] and re.match(row["begins"], beginning):
            raise refusal(name, row["reason"])


def refusal(name: str, reason: str, asks: str = "", choices: Sequence[str] = (), **facts: object) -> PlanFileError:
    """The error for a file: its name, then what is wrong with it and what to do, or to tell."""
    error = PlanFileError(f"{name} {refusals()[reason].format(**facts)}")
    error.asks, error.choices = asks, tuple(choices)
    return error


def shown(text: str, most: int = 40) -> str:
    """A text as it stands in the file, on one line and cut where it is long."""
    text = " ".join(text[: 4 * most].split())
    return repr(text if len(text) <= most else text[: most - 3] + "...")
