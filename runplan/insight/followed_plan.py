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
        """What was planned beside what was done, week by week.

        Parameters
        ----------
        log : Log
            What `read_log` gave. A session is matched by its id, else by day, kind and length.
        today : datetime.date or str, optional
            Sessions before it of which nothing was done are missed; by default the day after the log's last one.
        marks : mapping of str to str, optional
            Session id to planned, done, partly, missed or dropped, where the runner says otherwise.

        Returns
        -------
        pandas.DataFrame
            The columns of schema.AGAINST: kilometres, longest runs and sets as planned and as done, and how many
            sessions were done, done in part, missed, moved and added.

        Raises
        ------
        RunplanError
            If `log` is no log, or a date or a mark is not known.
        """
        from runplan.insight.planned_and_done import against, matching

        return against(self, matching(self, log, today, marks))

    def lost(
        self, log: Log, *, today: dt.date | str | None = None, marks: Mapping[str, str] | None = None
    ) -> pd.DataFrame:
        """What the muscles lost by what was missed until today, in fractional sets.

        Parameters
        ----------
        log, today, marks
            As in `against`.

        Returns
        -------
        pandas.DataFrame
            A row a muscle, the greatest loss first: the columns of schema.LOST.
        """
        from runplan.insight.planned_and_done import lost, matching

        return lost(self, matching(self, log, today, marks))

    def with_log(self, log: Log, *, today: dt.date | str | None = None, marks: Mapping[str, str] | None = None) -> Self:
        """The same plan with the status of each session, and the loads of what is to come as they follow from it.

        The load of each lift of which a set is remembered or noted goes up, stays or goes down by what was done; the
        note of its next session says why. All else is as it was. `log`, `today` and `marks` are as in `against`.
        """
        from runplan.insight.planned_and_done import matching, with_status

        return type(self)(**with_status(self, matching(self, log, today, marks)))
