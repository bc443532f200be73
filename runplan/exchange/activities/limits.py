"""How much of a log is taken, and the error that everything else ends in. The limits are ours."""

from __future__ import annotations

from collections.abc import Sequence

from runplan.errors import PlanFileError

MOST_FILES = 20_000  # of a folder or a packed one
MOST_ROWS = 200_000  # of a table
MOST_BYTES = 64 * 1024 * 1024  # of one file, unpacked; what is streamed has its own
MOST_STREAMED = 16 * 1024 * 1024 * 1024
MOST_UNPACKED = 4 * 1024 * 1024 * 1024  # of all files of a packed one together, but for what is streamed
MOST_KM = 1_000.0  # of one session
MOST_MINUTES = 14 * 24 * 60.0
LONGEST_TEXT = 500  # characters of a title or a note
INSTEAD = (
    "give an export from Strava, Garmin Connect, intervals.icu, Runalyze, Apple Health, Hevy or Strong, a FIT, TCX "
    "or GPX file, a folder or zip of them, a log from the phone page, or a RunPlan plan with its statuses filled in"
)


def refusal(name: str, sentence: str, asks: str = "", choices: Sequence[str] = ()) -> PlanFileError:
    """The error for a file: its name, then what is wrong with it and what to do, or to tell."""
    return PlanFileError(f"{name} {sentence}", asks, choices)


def plain(text: str, most: int = LONGEST_TEXT) -> str:
    r"""A text of a file on one line, without what no screen shows, and cut where it is long.

    >>> plain("Morning  run\x00\n")
    'Morning run'
    """
    text = "".join(letter if letter.isprintable() else " " for letter in text[: 2 * most])
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 3] + "..."
