"""Long runs after events grow by the rule, in arithmetic that shares nothing with the planner.

The rule: up to 12 km by 1 km, up to 16 km by 1.5 km, from there by a tenth of the longest run of the 30 days before; on
the way back from six days or more by 2 km until the longest run before them is reached again; in miles as
`rule_oracle` has it.
"""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from runplan import Block, BlockError, Event, Plan, build_plan
from runplan.errors import PlanImpossible
from runplan.plan.records import Session
from tests.builders.blocks import MANY_PLANS, possible_blocks
from tests.builders.events import any_events
from tests.planning.running.rule_oracle import MILE, scale_of

DAY = dt.timedelta(days=1)
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]
FIRST_SHARE = ((25, 0.4), (18, 0.5), (10, 0.65), (6, 0.8))
NEAR = 0.02


def runs_of(plan: Plan) -> list[Session]:
    return [session for session in plan.session_records if session.is_run]


def longest(runs: list[Session], block: Block, day: dt.date) -> float:
    """The longest of the 30 days before; what the runner ran before the block counts while it is among them."""
    before = [run.distance_km for run in runs if day - 30 * DAY <= run.date < day]
    if day - 30 * DAY < block.first_day:
        now = block.weekly_km_now
        assumed = 0.4 * min(now, 40) + 0.2 * max(0, now - 40)
        before.append(assumed if block.longest_run_km is None else block.longest_run_km)
    return max(before, default=0.0)


def gaps_of(block: Block) -> list[tuple[dt.date, dt.date]]:
    """Stretches of days without a run, weekdays and dates off at their ends too, in which a closed day is."""
    closed = {
        event.first + number * DAY
        for event in block.events
        if event.kind in ("ill", "injured", "away")
        for number in range(event.days)
    }
    off = {block.week_days.index(name) for name in (*block.days_off, *block.days_without_runs)}
    last = block.race_date or block.first_day + dt.timedelta(weeks=block.number_of_weeks)
    days = [block.first_day + number * DAY for number in range((last - block.first_day).days)]
    idle = [day in closed or day in block.dates_off or number % 7 in off for number, day in enumerate(days)]
    gaps, number = [], 0
    while number < len(days):
        end = number
        while end < len(days) and idle[end]:
            end += 1
        if end > number and closed & set(days[number:end]):
            gaps.append((days[number], days[end - 1]))
        number = max(end, number + 1)
    return gaps


def way_back(runs: list[Session], block: Block, run: Session, gap: tuple[dt.date, dt.date]) -> float:
    """The most on the way back from a gap; 0 where it is over, or was none."""
    first, last = gap
    days = (last - first).days + 1
    if days < 6 or run.date <= last:
        return 0.0
    before = longest(runs, block, first)
    since = max((other.distance_km for other in runs if last < other.date < run.date), default=0.0)
    if since >= before:
        return 0.0
    share = next(share for least, share in FIRST_SHARE if days >= least)
    return max(share * before, min(before, since + (MILE if block.units == "mi" else 2.0)))


@settings(MANY_PLANS, suppress_health_check=SLOW, deadline=None)
@given(possible_blocks(), st.data())
def test_no_long_run_after_events_is_over_what_leads_up_to_it(block: Block, data: st.DataObject) -> None:
    try:
        plan = build_plan(block)
        events = data.draw(any_events(block.first_day, block.number_of_weeks))
        assume(events)
        changed = build_plan(block.replace(events=events))
    except (PlanImpossible, BlockError):
        assume(False)
    before, after, scale = runs_of(plan), runs_of(changed), scale_of(block)
    first = min(event.first for event in events)
    gaps = gaps_of(changed.block)
    for run in after:
        if run.type != "long" or run.date < first:
            continue
        lead = longest(after, block, run.date)
        least = scale.least_step_back  # no run is made shorter than that
        most = max([least, scale.next_long(lead), *(way_back(after, block, run, gap) for gap in gaps)])
        is_as_planned = lead >= longest(before, block, run.date) - NEAR
        assert run.distance_km <= most + NEAR or is_as_planned, (run.session_id, run.date, run.distance_km, lead, most)


def test_a_race_that_moves_leaves_the_way_back_as_slow_as_it_was() -> None:
    block = Block(start="2027-01-04", race_date="2027-04-25", goal="half", weekly_km_now=32, weekly_km_peak=48)
    ill = Event("ill", "2027-02-01", "2027-02-06")
    sick = build_plan(block.replace(events=[ill]), previous=build_plan(block), today="2027-02-01")
    moved = block.replace(events=[ill, Event("moved_race", "2027-04-25", to="2027-05-02")])
    runs = runs_of(build_plan(moved, previous=sick, today="2027-02-15"))
    for run in runs:
        if run.type == "long" and run.date > dt.date(2027, 2, 15):
            lead = longest(runs, block, run.date)
            assert run.distance_km <= scale_of(block).next_long(lead), (run.date, run.distance_km, lead)
