"""A plan with what has been asked of it: each question is answered once, however many views show the answer."""

from __future__ import annotations

from functools import cached_property
from itertools import count

from runplan.insight.actions import Action
from runplan.insight.compare import Measures, measures
from runplan.insight.findings import finding_rows
from runplan.insight.findings.rises import spike_weeks
from runplan.insight.plan_facts import Finding, PlanFacts
from runplan.plan.tables import PlanTables
from runplan.planning.build import catalog_weeks

_NUMBERS = count(1)


class Seen:
    """A plan, and its answers as they are asked for.

    Parameters
    ----------
    plan : PlanTables
    """

    def __init__(self, plan: PlanTables) -> None:
        self.plan = plan

    @cached_property
    def facts(self) -> PlanFacts:
        """Its sessions and weeks as records."""
        return PlanFacts(self.plan)

    @cached_property
    def findings(self) -> list[Finding]:
        """What a coach would remark."""
        return finding_rows(self.plan, self.facts)

    @cached_property
    def spikes(self) -> dict[int, str]:
        """By week, the sentence on a run far over the longest of the 30 days before."""
        return spike_weeks(self.facts)

    @cached_property
    def measures(self) -> Measures:
        """What it is compared by."""
        return measures(self.plan, self.facts)

    @cached_property
    def curve_km(self) -> list[float]:
        """Kilometres that the curve gives each week, the race included [km]."""
        block = self.plan.block
        if not block.weekly_km:
            return [week.run_km for week in self.facts.weeks]
        return [week.run_km for week in catalog_weeks(block.replace(weekly_km=()), self.plan.catalog)]

    @cached_property
    def texts(self) -> dict[str, str]:
        """Parts of the scene that hang on the plan alone, once they are made."""
        return {}

    @cached_property
    def number(self) -> int:
        """A number that no other plan has that is looked at."""
        return next(_NUMBERS)

    @cached_property
    def actions(self) -> dict[int, Action | None]:
        """What can be done about a finding, by its place among them, once it was tried."""
        return {}
