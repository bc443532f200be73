"""What came of a file of exercises to add, record by record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from runplan.schema import IMPORTED, build_frame
from runplan.units import counted
from runplan.words import listed

ADDED, KNOWN, LEFT_OUT = "added", "known", "left out"


@dataclass(frozen=True)
class ImportedRecord:
    """What came of one record; the fields are the columns of `schema.IMPORTED`."""

    record: int
    name: str
    exercise_id: str
    outcome: str
    inferred: str = ""
    left_out: str = ""
    reason: str = ""


@dataclass(frozen=True, repr=False)
class Imported:
    """What came of a file of exercises to add."""

    file: str  # the file's name
    records: tuple[ImportedRecord, ...]  # one a record, in the file's order

    @property
    def frame(self) -> pd.DataFrame:
        """One row a record: record, name, exercise_id, outcome, inferred, left_out, reason."""
        columns = {column.name: [getattr(one, column.name) for one in self.records] for column in IMPORTED}
        return build_frame(IMPORTED, columns)

    @property
    def summary(self) -> str:
        """How many came in, how many the catalogue had already, how many were left out and why."""
        counts = Counter(one.outcome for one in self.records)
        known, left = counts[KNOWN], counts[LEFT_OUT]
        parts = [f"{counts[ADDED] or 'none'} {'was' if counts[ADDED] == 1 else 'were'} imported"]
        if known:
            parts.append(f"{known} {'is' if known == 1 else 'are'} already in the catalogue")
        if left:
            reasons = Counter(one.reason for one in self.records if one.outcome == LEFT_OUT)
            why = "; ".join(f"{count}: {reason}" for reason, count in reasons.most_common())
            parts.append(f"{left} {'was' if left == 1 else 'were'} left out ({why})")
        return f"{self.file} has {counted(len(self.records), 'exercise')}: {listed(parts)}."

    def __str__(self) -> str:
        return self.summary

    def __repr__(self) -> str:
        counts = Counter(one.outcome for one in self.records)
        return f"<Imported from {self.file}: {', '.join(f'{count} {outcome}' for outcome, count in counts.items())}>"
