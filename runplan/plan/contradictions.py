"""What of a Block's fields do not fit together, whatever each of them is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runplan.errors import BlockError
from runplan.plan.fields import MAX_WEEKS, MIN_WEEKS
from runplan.plan.records import week_of
from runplan.units import counted

if TYPE_CHECKING:
    from runplan.plan.block import Block


def refuse_contradictions(block: Block) -> None:
    """Refuse a block whose race, weeks and runs disagree."""
    if block.race_date is None and block.weeks is None:
        raise BlockError(f"The block has no end: give weeks ({MIN_WEEKS} to {MAX_WEEKS}), or race_date.")
    if block.race_date is not None:
        if block.goal == "general":
            raise BlockError(
                f"race_date={block.race_date} needs a race: set goal to 5k, 10k, half or marathon, "
                "or give weeks instead of race_date."
            )
        if block.race_date < block.start:
            raise BlockError(f"race_date={block.race_date} is before start={block.start}: give a race after the start.")
        until_race = week_of(block.race_date, block.first_day)
        if not MIN_WEEKS <= until_race <= MAX_WEEKS:
            raise BlockError(
                f"race_date={block.race_date} makes a block of {counted(until_race, 'week')} from "
                f"start={block.start}: give a start {MIN_WEEKS} to {MAX_WEEKS} weeks before the race."
            )
        if block.weeks is not None and block.weeks != until_race:
            raise BlockError(
                f"weeks={block.weeks} and race_date={block.race_date} disagree: from start={block.start} the race "
                f"is in week {until_race}. Give one of them, or weeks={until_race}."
            )
        if block.race_date in block.dates_off:
            raise BlockError(f"race_date={block.race_date} is also in dates_off: remove it from dates_off.")
    if block.quality_runs > block.run_days - 1:
        raise BlockError(
            f"quality_runs={block.quality_runs} and the long run do not fit into run_days={block.run_days}: "
            f"give quality_runs of {block.run_days - 1} or fewer."
        )
    late = [week for week, _ in block.weekly_km if week > block.number_of_weeks]
    if late:
        raise BlockError(
            f"weekly_km names week {late[0]}, but the block has {block.number_of_weeks} weeks: "
            f"give weeks from 1 to {block.number_of_weeks}."
        )
