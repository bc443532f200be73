"""The public API of a plan: Plan, build_plan and read_plan."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import warnings

import pandas as pd

from runplan.catalog import Catalog, load_catalog
from runplan.errors import RunplanError
from runplan.exchange.export.methods import Exports
from runplan.insight.followed_plan import FollowedPlan
from runplan.insight.starting_point import StartingPoint, starting_point
from runplan.plan import checks
from runplan.plan.block import Block
from runplan.plan.log import Log
from runplan.plan.matching import DONE, match_log
from runplan.plan.tables import PlanTables
from runplan.planning.build import build_tables
from runplan.planning.replan import replan

__all__ = [
    "EditsLost",
    "Log",
    "Plan",
    "StartingPoint",
    "build_plan",
    "read_plan",
    "starting_point",
]


class EditsLost(UserWarning):
    """Planning again drops edits that were made in the plan's file."""


@dataclasses.dataclass(frozen=True, eq=False)
class Plan(FollowedPlan, Exports):
    """A planned training block: its tables, questions about it, and exports.

    See Also
    --------
    build_plan, read_plan
    """

    def coverage(self) -> pd.DataFrame:
        """Fractional sets per week and muscle.

        Returns
        -------
        pandas.DataFrame
            Index: week (1..n); columns: the twenty muscles; values [sets/week]. A set counts 1 for a prime
            mover and 0.5 for a synergist (Pelland 2024; mapping our roles onto it is our step), and half of that
            for light work.
        """
        from runplan.insight.coverage import coverage

        return coverage(self)

    def running_load(self) -> pd.DataFrame:
        """Relative load of running on each muscle per week: ordinal, never added to sets.

        Returns
        -------
        pandas.DataFrame
            Index: week; columns: the twenty muscles.
        """
        from runplan.insight.coverage import running_load

        return running_load(self)

    def paces(self) -> pd.DataFrame:
        """The pace of each kind of running, from the block's recent races or its easy pace.

        Returns
        -------
        pandas.DataFrame
            One row per zone, slowest first, with the columns of schema.PACES: zone, fast_s_per_km and slow_s_per_km
            [s/km] (NaN if you run by feel, because no pace is known or the VDOT is under 30), heart_rate_low and
            heart_rate_high [beats/min], basis, source_id, name, pace and race_time as text in the block's units, and
            effort. The default easy pace counts as unknown.

        References
        ----------
        Fitness and race times: Daniels & Gilbert 1979, Oxygen Power, and Riegel 1981, Am Sci 69:285-290. The marathon:
        Vickers & Vertosick 2016, BMC Sports Sci Med Rehabil 8:26. Shares and widths: data/rules.csv, ``zone_``,
        ``equivalent_`` and ``heart_rate_``.
        """
        from runplan.planning.pace_table import pace_frame

        return pace_frame(self.block)

    def findings(self) -> pd.DataFrame:
        """What a coach would point out, with sources: columns of schema.FINDINGS."""
        from runplan.insight.findings import findings

        return findings(self)

    def explain(self, session_id: str) -> pd.DataFrame:
        """Why a session is on its day: the cost of each alternative day, rule by rule.

        Parameters
        ----------
        session_id : str
            A session of this plan, such as ``"w03-strength-1"``.

        Returns
        -------
        pandas.DataFrame
            One row per weekday: weekday, date, here (whether the session is on it), allowed, cost (points compared with
            the current day, which has 0), rules (each rule_id with its points), moves (the other sessions that would
            move) and sentence.

        Raises
        ------
        RunplanError
            If the plan has no such session.
        """
        from runplan.insight.explain import explain

        return explain(self, session_id)

    def compare(self, before: PlanTables) -> pd.DataFrame:
        """What is better and worse than in another plan.

        Parameters
        ----------
        before : Plan

        Returns
        -------
        pandas.DataFrame
            change (won, lost, other), topic (race, muscle, spike, peak, week, longest, minutes, distance,
            days, type) and message.

        Raises
        ------
        RunplanError
            If `before` is not a plan.
        """
        from runplan.insight.compare import compare

        if not isinstance(before, PlanTables):
            raise RunplanError(f"compare needs a Plan, not {type(before).__name__}: write read_plan(path).")
        return compare(before, self)

    def to_csv(
        self, path: str | os.PathLike[str], *, overwrite_edits: bool = False, keep_other_plans: bool = False
    ) -> None:
        """Write the plan as CSV and its block as ``.block.json`` next to it, both atomically.

        Parameters
        ----------
        path : path-like
            A name that ends in ``.csv``; the block of ``plan.csv`` is ``plan.block.json``. Links are followed.
        overwrite_edits : bool
            Whether to replace a file that was edited since RunPlan wrote it, that is read-only, or that is not a plan.
        keep_other_plans : bool
            Whether to refuse, without `overwrite_edits`, to replace the file of another plan (one with another
            ``plan_id``). The planner and the command line do; by default, code replaces the file.

        Raises
        ------
        PlanFileError
            If the files cannot be written, or an edited file would be lost; existing files stay unchanged.
        """
        from runplan.exchange.plan_file.write import plan_to_csv

        plan_to_csv(self, path, overwrite_edits=overwrite_edits, keep_other_plans=keep_other_plans)

    def csv_text(self) -> str:
        """The plan's CSV as text, as `to_csv` writes it.

        Returns
        -------
        str
        """
        from runplan.exchange.plan_file.write import plan_text

        return plan_text(self)


def build_plan(
    block: Block,
    catalog: Catalog | None = None,
    previous: PlanTables | None = None,
    *,
    log: Log | None = None,
    today: dt.date | str | None = None,
) -> Plan:
    """Plan a block: the same arguments give the same plan, byte for byte.

    Parameters
    ----------
    block : Block
    catalog : Catalog, optional
        The built-in one by default.
    previous : Plan, optional
        A plan whose sessions keep their weekdays if possible.
    today : datetime.date or str, optional
        Needs `previous`. Everything before this day stays as it was, including edits. Later days change as little as
        the block's new events require; if other fields changed, the new plan begins with the next week.
    log : Log, optional
        A training log from `read_log`. Each session gets its status, and loads are based on the sets that were done.
        Needs `previous`; by default, `today` is the day after the log's last session.

    Returns
    -------
    Plan

    Raises
    ------
    PlanImpossible
        If settings clash; the error names them and has a block that can be planned.
    BlockError
        If the block names an exercise that is not in the catalogue.

    Warns
    -----
    EditsLost
        If `previous` was edited in its file: planning again drops the edits.
    """
    if not isinstance(block, Block):
        raise RunplanError(f"build_plan needs a Block, not {type(block).__name__}: write Block(start=..., weeks=...).")
    if catalog is not None and not isinstance(catalog, Catalog):
        raise RunplanError(f"build_plan needs a Catalog, not {type(catalog).__name__}: write load_catalog(path).")
    if previous is not None and not isinstance(previous, PlanTables):
        raise RunplanError(f"previous needs a Plan, not {type(previous).__name__}: write read_plan(path).")
    if today is not None or log is not None:
        return _from_today(block, catalog if catalog is not None else load_catalog(), previous, log, today)
    if previous is not None and previous.edits:
        warnings.warn(
            f"Planning again drops what was edited in the file: {' '.join(previous.edits)}", EditsLost, stacklevel=2
        )
    return _as_plan(build_tables(block, catalog if catalog is not None else load_catalog(), previous))


def _from_today(
    block: Block, catalog: Catalog, previous: PlanTables | None, log: Log | None, today: dt.date | str | None
) -> Plan:
    """The plan from a day on, with the log."""
    if previous is None:
        what = "log" if today is None else f"today={today}"
        raise RunplanError(f"{what} needs previous: give the plan that you have followed so far.")
    if log is None:
        return _as_plan(replan(block, catalog, previous, checks.date("today", today)))
    from runplan.insight.planned_and_done import checked_log

    matched = match_log(previous, checked_log(log), None if today is None else checks.date("today", today))
    done = [match.session.session_id for match in matched.matches if match.status in DONE]
    return _as_plan(replan(block, catalog, previous, matched.today, done)).with_log(log, today=matched.today)


def read_plan(path: str | os.PathLike[str], block: Block | None = None, catalog: Catalog | None = None) -> Plan:
    """Read a plan that `Plan.to_csv` wrote and a person may have edited.

    Parameters
    ----------
    path : path-like
        The CSV; the block comes from the ``.block.json`` next to it unless `block` is given.
    block : Block, optional
    catalog : Catalog, optional

    Returns
    -------
    Plan
        Sessions and exercises as in the file. A session that was moved to another date of its week is pinned there; a
        moved run of your own run plan (``Block.runs``) moves in that plan too.

    Raises
    ------
    PlanFileError
        One sentence on what is wrong with the file.
    """
    from runplan.exchange.plan_file.write import read_plan_tables

    return _as_plan(read_plan_tables(path, block=block, catalog=catalog if catalog is not None else load_catalog()))


def _as_plan(tables: PlanTables) -> Plan:
    return Plan(**tables.parts())
