"""The rows that a plan's tables were made of, for what has to answer each move of a slider at once.

In: what planning made, as tuples in the order of the schema's columns. Out: the same, without a way through pandas.
They stand beside the tables, never in their place: whoever changes a table leaves its rows behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from runplan.planning.plan import PlanTables

__all__ = ["ExerciseColumns", "Rows"]

ExerciseColumns = tuple[tuple[Any, ...], ...]
"""One session's exercises as the columns of `schema.EXERCISES` after the session's id. Sessions with the same
exercises share one."""


@dataclass(frozen=True, eq=False)
class Rows:
    """Plain rows of three tables.

    Parameters
    ----------
    weeks, sessions : tuple of tuple
        Rows of `schema.WEEKS` and `schema.SESSIONS`; dates are datetime.date, absent values None.
    exercises : tuple of (str, ExerciseColumns)
        By session id, in the order of the table.
    tables : tuple of pandas.DataFrame
        The weeks, sessions and exercises that were made of them.
    """

    weeks: tuple[tuple[Any, ...], ...]
    sessions: tuple[tuple[Any, ...], ...]
    exercises: tuple[tuple[str, ExerciseColumns], ...]
    tables: tuple[pd.DataFrame, ...]

    def describe(self, plan: PlanTables) -> bool:
        """Whether a plan's tables are the ones that were made of these rows.

        Parameters
        ----------
        plan : PlanTables
        """
        return all(
            mine is its for mine, its in zip(self.tables, (plan.weeks, plan.sessions, plan.exercises), strict=True)
        )
