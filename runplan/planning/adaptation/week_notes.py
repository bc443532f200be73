"""What the weeks say where two lighter ones follow each other: why the step-back week is where it is.

In: the weeks of a plan with events laid over it. Out: the same, a note beside each step-back week that comes right
after a light week of the way back.
"""

from __future__ import annotations

from collections.abc import Sequence

from runplan.catalog.rules import number
from runplan.plan.records import Week
from runplan.schema import SECOND_LIGHT, WAY_BACK


def explain_step_backs(weeks: Sequence[Week]) -> tuple[Week, ...]:
    """Say of a step-back week that follows a light week of the way back why it stays."""
    noted, text = [], second_light_text(weeks)
    for index, week in enumerate(weeks):
        is_second = week.step_back and index and WAY_BACK in weeks[index - 1].remarks and is_light(weeks, index - 1)
        if is_second and SECOND_LIGHT not in week.remarks:
            note = f"{week.note}; {text}" if week.note else text
            week = week._replace(note=note, remarks=(*week.remarks, SECOND_LIGHT))
        noted.append(week)
    return tuple(noted)


def second_light_text(weeks: Sequence[Week]) -> str:
    """What is said of a step-back week right after a light one."""
    end = "race" if weeks[-1].phase == "race" else "end of the block"
    return f"second lighter week in a row, because step-back weeks are counted back from the {end}"


def is_light(weeks: Sequence[Week], index: int) -> bool:
    """Whether a week has clearly less than the largest of the weeks before it."""
    first = max(0, index - int(number("light_week_before")))
    before = max((week.run_km for week in weeks[first:index]), default=0.0)
    return weeks[index].run_km < number("light_week_share") * before
