"""What was edited in a plan's file since RunPlan wrote it, as the commands tell it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from runplan.cli.terminal import wrapped
from runplan.exchange.plan_file.csv_edits import NOT_AS_PLANNED


def tell_edits(edits: Sequence[str], write: Callable[[str], None], *, of_doubt: bool = True) -> None:
    """Tell each edit; where table and companion may be of two plans, first that, and the rest only with `of_doubt`."""
    doubts = [sentence for sentence in edits if NOT_AS_PLANNED in sentence]
    edited = [sentence for sentence in edits if sentence not in doubts]
    for sentence in doubts:
        write(wrapped(sentence))
    if doubts and not of_doubt:
        return
    if edited:
        write("What differs" if doubts else "Edited since it was planned")
    for sentence in edited:
        write(wrapped(sentence, "  - ", "    "))
