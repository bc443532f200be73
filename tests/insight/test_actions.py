"""What a finding's button does: it is offered only where it helps, and for each kind of finding where it can."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given

import runplan as rp
from runplan.insight.actions import PROPOSALS, Action, action_of, kind_of
from runplan.insight.findings import finding_rows
from runplan.insight.plan_facts import Finding, PlanFacts
from runplan.plan.tables import PlanTables
from tests.builders.any_plans import any_plans
from tests.builders.blocks import MANY_PLANS
from tests.builders.finding_plans import MARATHON, finding_plans

OWN_RUNS = [{"week": week, "weekday": day, "type": "easy", "km": 8.0} for week in range(1, 7) for day in ("Tue", "Sat")]
# Kinds that only plans of blocks, and not the tables that a test writes, can be rid of.
BUILT = {
    "days_off": rp.Block(start="2027-01-04", runs=OWN_RUNS, days_off=("Tue",)),
    "days_without_runs": rp.Block(start="2027-01-04", runs=OWN_RUNS, days_without_runs=("Sat",)),
    "week_gap": MARATHON.replace(weekly_km={5: 0}),
    "weeks_without_step_back": MARATHON.replace(weekly_km={week: 30 + week for week in range(1, 15)}),
    **{
        f"long_minutes_{goal}": rp.Block(start="2027-01-04", weeks=8, goal=goal, **race, weekly_km_now=km, run_days=3)
        for goal, km in (("general", 40), ("5k", 40), ("10k", 48), ("half", 60))
        for race in ({"race_date": "2027-02-28"} if goal != "general" else {},)
    },
}
# What asks for nothing that a block has: what was done about the block already, or is only good to know.
SAID_ONLY = {
    *("pain", "plan_file", "demoted_heavy", "gap_return", "strength_weeks_keep", "strength_weeks_minimum"),
    *("lifts_over_target", "long_runs_near", "step_back_long_last"),
    "long_minutes_marathon",  # what is over it is over `long_hours` too
    *("long_rise", "long_cap_half", "long_share_half", "long_share_marathon"),
    # Rules that a plan keeps which is made here: an edited one is made anew.
    *("one_session_a_slot", "doubles", "heavy_before_hard_run", "heavy_apart", "school_ban", "race_window"),
    *("after_race", "equipment_owned", "warm_up_first", "avoided", "jumps_beginner", "load_class"),
}


def rows_of(plan: PlanTables) -> list[Finding]:
    return finding_rows(plan, PlanFacts(plan))


def action_on(plan: PlanTables, finding: Finding, rows: Sequence[Finding]) -> Action | None:
    return action_of(PlanFacts(plan), finding, rows, lambda block: rp.build_plan(block, plan.catalog))


@cache
def offered() -> frozenset[str]:
    """The kinds of finding that an action is offered for, in the plans of `finding_plans` and `BUILT`."""
    plans = [plan for plans in finding_plans().values() for plan in plans]
    plans += [rp.build_plan(block) for block in BUILT.values()]
    kinds: set[str] = set()
    for plan in plans:
        rows = rows_of(plan)
        kinds |= {kind_of(row) for row in rows if kind_of(row) not in kinds and action_on(plan, row, rows)}
    return frozenset(kinds)


@pytest.mark.parametrize("kind", PROPOSALS)
def test_each_kind_of_the_table_is_offered_an_action_in_some_plan(kind: str) -> None:
    assert kind in offered()


@pytest.mark.parametrize("rule", finding_plans())
def test_each_rule_has_an_action_or_is_known_to_have_none(rule: str) -> None:
    assert (rule in SAID_ONLY) != any(kind.split(":")[0] == rule for kind in PROPOSALS)


def told_weeks(rows: Sequence[Finding], kind: str) -> list[int]:
    """Weeks of a kind that are told as errors, as warnings, as information."""
    return [
        sum(max(1, len(row.weeks)) for row in rows if kind_of(row) == kind and row.severity == severity)
        for severity in ("error", "warning", "info")
    ]


def told_of(rows: Sequence[Finding], kind: str, weeks: Sequence[int]) -> list[tuple[int, ...]]:
    """What is told of a kind in some weeks, or in all for none: how many by severity, then the worst value."""
    own = [row for row in rows if kind_of(row) == kind and (not weeks or any(week in row.weeks for week in weeks))]
    counts = tuple(
        sum(
            max(1, sum(week in weeks for week in row.weeks) if weeks else len(row.weeks))
            for row in own
            if row.severity == severity
        )
        for severity in ("error", "warning", "info")
    )
    return [counts, (round(1e6 * max((row.value for row in own), default=0.0)),)]


def test_pins_of_one_week_have_labels_of_their_own() -> None:
    plan = rp.build_plan(MARATHON.replace(pins={"w01-easy-5": "Wed", "w01-easy-6": "Wed", "w02-easy-6": "Thu"}))
    rows = rows_of(plan)
    actions = [action_on(plan, row, rows) for row in rows if row.rule == "orphan_pin"]
    assert len({action.label for action in actions if action}) == 3


def test_a_week_that_is_a_little_too_large_is_made_smaller_before_the_peak_is() -> None:
    race = {"goal": "half", "race_date": "2027-03-28"}
    plan = rp.build_plan(rp.Block(start="2027-01-04", **race, weekly_km_now=22, weekly_km_peak=40, run_days=4))
    rows = rows_of(plan)
    offers = {row.week: action_on(plan, row, rows) for row in rows if row.rule == "week_rise" and len(row.weeks) == 1}
    assert offers
    for week, action in offers.items():
        assert action is not None
        assert list(action.changes) == ["weekly_km"]
        assert action.label == f"Use {action.changes['weekly_km'][0][1]:g} km in week {week}"


@MANY_PLANS
@given(plan=any_plans())
def test_an_action_lessens_its_finding_and_adds_no_error_or_warning(plan: rp.Plan) -> None:
    rows = rows_of(plan)
    changes_of: dict[str, object] = {}
    for finding in rows:
        action = action_on(plan, finding, rows)
        if action is None:
            continue
        assert changes_of.setdefault(action.label, action.changes) == action.changes  # a label says all that it does
        assert action.label.strip(".") == action.label != ""
        assert action.changes
        assert all(getattr(plan.block, name) != value for name, value in action.changes.items())
        if finding.rule in ("spike_over_longest", "week_rise") and finding.severity == "info":
            # A remark is not worth much of the whole block; whole kilometres or miles take a little more.
            assert (
                action.changes.get("weekly_km_peak", plan.block.weekly_km_peak) > 0.9 * plan.block.weekly_km_peak - 1.7
            )
        later = rp.build_plan(action.on(plan.block), plan.catalog)
        after, kind = rows_of(later), kind_of(finding)
        if told_weeks(after, kind) == told_weeks(rows, kind):
            assert max(row.value for row in after if kind_of(row) == kind) < max(
                row.value for row in rows if kind_of(row) == kind
            )
        else:
            assert told_weeks(after, kind) < told_weeks(rows, kind)
        assert told_of(after, kind, finding.weeks) < told_of(rows, kind, finding.weeks)
        for severities in ({"error"}, {"error", "warning"}):
            warned, warned_after = (
                {kind_of(row) for row in which if row.severity in severities} for which in (rows, after)
            )
            assert len(warned_after) <= len(warned)


def test_a_plan_that_was_edited_is_made_anew_for_its_broken_rules_and_for_nothing_else() -> None:
    plan = rp.build_plan(MARATHON.replace(weekly_km_now=25))
    rows = [*rows_of(plan), Finding("error", "heavy_apart", 1, "w01-strength-2", "", "our_assumption")]
    object.__setattr__(plan, "edits", ("week 1 was edited",))
    actions = {kind_of(row): action_on(plan, row, rows) for row in rows}
    assert actions.pop("heavy_apart") == Action("Plan again without the edits", {})
    assert not any(actions.values())
