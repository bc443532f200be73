"""What a plan says of a log: what was done of it, what the muscles lost, and the plan with both.

In: a plan and what was done. Out: tables, or the plan with each session's status and loads that follow.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Self

import pandas as pd

from runplan.plan.log import Log
from runplan.plan.tables import PlanTables


class FollowedPlan(PlanTables):
    """A plan that can be held against a log."""

    def against(
        self, log: Log, *, today: dt.date | str | None = None, marks: Mapping[str, str] | None = None
    ) -> pd.DataFrame:
        """Compare planned and done, week by week.

        Parameters
        ----------
        log : Log
            The result of `read_log`. A session is matched by its id, otherwise by day, kind and length.
        today : datetime.date or str, optional
            Earlier sessions without any training count as missed; by default, the day after the log's last session.
        marks : mapping of str to str, optional
            Session id to planned, done, partly, missed or dropped, to override the log.

        Returns
        -------
        pandas.DataFrame
            The columns of schema.AGAINST: planned and done kilometres, longest runs and sets, and the number of
            sessions that were done, partly done, missed, moved and added.

        Raises
        ------
        RunplanError
            If `log` is not a log, or a date or a mark is not valid.
        """
        from runplan.insight.planned_and_done import against, matching

        return against(self, matching(self, log, today, marks))

    def lost(
        self, log: Log, *, today: dt.date | str | None = None, marks: Mapping[str, str] | None = None
    ) -> pd.DataFrame:
        """Sets that each muscle missed until today, in fractional sets.

        Parameters
        ----------
        log, today, marks
            As in `against`.

        Returns
        -------
        pandas.DataFrame
            One row per muscle, largest loss first, with the columns of schema.LOST.
        """
        from runplan.insight.planned_and_done import lost, matching

        return lost(self, matching(self, log, today, marks))

    def with_log(self, log: Log, *, today: dt.date | str | None = None, marks: Mapping[str, str] | None = None) -> Self:
        """Return the plan with the status of each session, and with updated loads for future sessions.

        The load of each lift with a remembered or logged set rises, stays or falls depending on what was done; the note
        of its next session says why. Nothing else changes. `log`, `today` and `marks` are as in `against`.
        """
        from runplan.insight.planned_and_done import matching, with_status

        return type(self)(**with_status(self, matching(self, log, today, marks)))
