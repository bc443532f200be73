"""What the weeks say where two lighter ones follow each other: why the step-back week is where it is.

In: the weeks of a plan with events laid over it. Out: the same, a note beside each step-back week that comes right
after a light week of the way back.
"""

from __future__ import annotations

from collections.abc import Sequence

from runplan.plan.records import Week

WAY_BACK = "on the way back"
"""What the note of a week after days without training begins with."""
SECOND_LIGHT = "second lighter week in a row, because step-back weeks are counted back from the"
"""What is said of a step-back week right after a light one, before "race" or "end of the block"."""
_LIGHT, _WEEKS_BEFORE = 0.9, 4  # a week is light with less than this share of the largest of so many weeks before it


def explain_step_backs(weeks: Sequence[Week]) -> tuple[Week, ...]:
    """Say of a step-back week that follows a light week of the way back why it stays."""
    noted = []
    for index, week in enumerate(weeks):
        text = f"{SECOND_LIGHT} {'race' if weeks[-1].phase == 'race' else 'end of the block'}"
        is_second = week.step_back and index and WAY_BACK in weeks[index - 1].note and is_light(weeks, index - 1)
        if is_second and text not in week.note:
            week = week._replace(note=f"{week.note}; {text}" if week.note else text)
        noted.append(week)
    return tuple(noted)


def is_light(weeks: Sequence[Week], index: int) -> bool:
    """Whether a week has clearly less than the largest of the weeks before it."""
    before = max((week.run_km for week in weeks[max(0, index - _WEEKS_BEFORE) : index]), default=0.0)
    return weeks[index].run_km < _LIGHT * before
