"""The plan as people use it: Plan with its questions and files, build_plan and read_plan."""

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
    """A re-plan of a plan that was edited in a file: what was edited there is planned anew."""


@dataclasses.dataclass(frozen=True, eq=False)
class Plan(FollowedPlan, Exports):
    """A training block, planned: tables, what they mean, and files.

    See Also
    --------
    build_plan, read_plan
    """

    def coverage(self) -> pd.DataFrame:
        """Fractional sets a week and muscle.

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
        """Running's relative load on each muscle a week: ordinal, never added to sets.

        Returns
        -------
        pandas.DataFrame
            Index: week; columns: the twenty muscles.
        """
        from runplan.insight.coverage import running_load

        return running_load(self)

    def paces(self) -> pd.DataFrame:
        """The pace of each kind of running, from the block's recent races or its easy pace, as its runs are to be run.

        Returns
        -------
        pandas.DataFrame
            One row a zone, the slowest first, with the columns of schema.PACES: zone, fast_s_per_km and slow_s_per_km
            [s/km] (NaN where the running goes by feel: nothing is known, or the VDOT is under 30), heart_rate_low and
            heart_rate_high [beats/min], basis, source_id, name, pace and race_time as text in the block's units, and
            effort. The default easy pace counts as not known.

        References
        ----------
        Fitness and race times: Daniels & Gilbert 1979, Oxygen Power, and Riegel 1981, Am Sci 69:285-290. The marathon:
        Vickers & Vertosick 2016, BMC Sports Sci Med Rehabil 8:26. Shares and widths: data/rules.csv, ``zone_``,
        ``equivalent_`` and ``heart_rate_``.
        """
        from runplan.planning.pace_table import pace_frame

        return pace_frame(self.block)

    def findings(self) -> pd.DataFrame:
        """What a coach would remark, with sources: columns of schema.FINDINGS."""
        from runplan.insight.findings import findings

        return findings(self)

    def explain(self, session_id: str) -> pd.DataFrame:
        """Why a session stands on its day: each alternative day, its cost, rule by rule.

        Parameters
        ----------
        session_id : str
            A session of this plan, such as ``"w03-strength-1"``.

        Returns
        -------
        pandas.DataFrame
            One row a weekday: weekday, date, allowed, cost (0 for where it stands, in points more or less),
            rules (rule_id: points, in words) and sentence.

        Raises
        ------
        RunplanError
            If the plan has no such session.
        """
        from runplan.insight.explain import explain

        return explain(self, session_id)

    def compare(self, before: PlanTables) -> pd.DataFrame:
        """What was won and lost against another plan.

        Parameters
        ----------
        before : Plan

        Returns
        -------
        pandas.DataFrame
            change (won, lost, other), topic (muscle, spike, week, minutes, distance, days, type) and message.

        Raises
        ------
        RunplanError
            If `before` is no plan.
        """
        from runplan.insight.compare import compare

        if not isinstance(before, PlanTables):
            raise RunplanError(f"compare needs a Plan, not {type(before).__name__}: write read_plan(path).")
        return compare(before, self)

    def to_csv(
        self, path: str | os.PathLike[str], *, overwrite_edits: bool = False, keep_other_plans: bool = False
    ) -> None:
        """Write the plan as CSV, and its block as a companion ``.block.json`` beside it, both atomically.

        Parameters
        ----------
        path : path-like
            A name that ends in ``.csv``; for ``plan.csv`` the companion is ``plan.block.json``. A link is followed.
        overwrite_edits : bool
            Whether a file may be replaced that a person has edited since it was written or made read-only, or that is
            no plan.
        keep_other_plans : bool
            Whether the file of another plan (one with another ``plan_id``) is refused too, unless `overwrite_edits`
            allows it. The planner and the command line do that; code that names the file replaces it as it is run.

        Raises
        ------
        PlanFileError
            If the files cannot be written, or an edited file would be lost; what was there before stays whole.
        """
        from runplan.exchange.plan_file.write import plan_to_csv

        plan_to_csv(self, path, overwrite_edits=overwrite_edits, keep_other_plans=keep_other_plans)

    def csv_text(self) -> str:
        """The plan as the text of its CSV, as `to_csv` writes it.

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
        A plan whose sessions should keep their weekdays where nothing speaks against it.
    today : datetime.date or str, optional
        Needs `previous`: what is before this day stays as it was there, edits too. What follows changes as little as
        the block's new events ask for; where other fields changed, the new plan begins with the next week.
    log : Log, optional
        What was done, as `read_log` gives it: each session gets its status, and loads follow the sets that were done.
        Needs `previous`; `today` is the day after its last session by default.

    Returns
    -------
    Plan

    Raises
    ------
    PlanImpossible
        Where wishes collide; it names them and carries a block that can be planned.
    BlockError
        Where the block names an exercise that the catalog does not have.

    Warns
    -----
    EditsLost
        Where `previous` was edited in its file: the edits are planned anew.
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
            f"Planning anew drops what was edited in the file: {' '.join(previous.edits)}", EditsLost, stacklevel=2
        )
    return _as_plan(build_tables(block, catalog if catalog is not None else load_catalog(), previous))


def _from_today(
    block: Block, catalog: Catalog, previous: PlanTables | None, log: Log | None, today: dt.date | str | None
) -> Plan:
    """The plan from a day on, with what was done."""
    if previous is None:
        what = "log" if today is None else f"today={today}"
        raise RunplanError(f"{what} needs previous: the plan that was followed up to then.")
    if log is None:
        return _as_plan(replan(block, catalog, previous, checks.date("today", today)))
    from runplan.insight.planned_and_done import matching

    day = matching(previous, log, today).today
    return _as_plan(replan(block, catalog, previous, day)).with_log(log, today=day)


def read_plan(path: str | os.PathLike[str], block: Block | None = None, catalog: Catalog | None = None) -> Plan:
    """Read a plan that `Plan.to_csv` wrote and a person may have edited.

    Parameters
    ----------
    path : path-like
        The CSV; the block is read from the companion beside it unless `block` is given.
    block : Block, optional
    catalog : Catalog, optional

    Returns
    -------
    Plan
        Sessions and exercises as in the file; a session moved to another date of its week is pinned there,
        and a run of your own run plan (``Block.runs``) is moved in it.

    Raises
    ------
    PlanFileError
        One sentence on what is wrong with the file.
    """
    from runplan.exchange.plan_file.write import read_plan_tables

    return _as_plan(read_plan_tables(path, block=block, catalog=catalog if catalog is not None else load_catalog()))


def _as_plan(tables: PlanTables) -> Plan:
    return Plan(**tables.parts())
