"""What explain says of a day and in which order, held against the points that it gives beside the sentence."""

from __future__ import annotations

import pytest

from runplan import Block, Plan, build_plan

WORSE = {
    "long_run_day": "the long run would not be on its usual day",
    "quality_after_long": "a hard session would be on the day after the long run",
    "hard_days_in_a_row": "two hard runs would be on consecutive days",
    "hard_days_near": "hard runs would be closer together",
    "quality_near": "hard sessions would be closer together",
    "demoted_heavy": "a heavy session would have to become general",
    "general_before_hard_run": "strength work would be on the day before a hard run",
    "strength_in_a_row": "two strength sessions would be on consecutive days",
    "strength_spread": "strength would be spread less evenly",
    "runs_in_a_row": "runs would be spread less evenly",
    "core_after_run": "core work would be on a day without a run",
}
RHYTHM = "the week would have a different rhythm from the other weeks"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return build_plan(
        Block(
            start="2027-01-04",
            race_date="2027-04-25",
            goal="marathon",
            weekly_km_now=30,
            weekly_km_peak=55,
            days_off=["Tue"],
            equipment=["foam_roller", "mini_band", "dumbbell"],
        )
    )


@pytest.fixture(scope="module")
def days(plan: Plan) -> list[tuple[str, int, dict[str, int], str]]:
    """Weekday, cost, points by rule, and sentence of each other day that three sessions of a week may have."""
    found = []
    for session_id in ("w05-strength-1", "w05-quality-1", "w05-easy-1"):
        table = plan.explain(session_id)
        for row in table[table["allowed"] & ~table["here"]].itertuples(index=False):
            points = dict(one.rsplit(" ", 1) for one in row.rules.split("; ") if one)
            found.append((row.weekday, row.cost, {rule: int(one) for rule, one in points.items()}, row.sentence))
    assert len(found) >= 12
    return found


def test_a_day_costs_what_its_rules_add_up_to_and_keeping_places_is_none_of_them(days):
    for _, cost, points, _ in days:
        assert cost == sum(points.values())
        assert "kept_place" not in points


def test_a_broken_rhythm_is_told_last_however_much_it_weighs(days):
    both = [(points, sentence) for _, _, points, sentence in days if RHYTHM in sentence and " and " in sentence]
    assert any(points["rhythm"] == max(points.values()) for points, _ in both)
    assert all(sentence.index(RHYTHM) > sentence.index(" and ") for _, sentence in both)


def test_the_weightiest_of_the_other_reasons_is_told_first(days):
    told = 0
    for _, cost, points, sentence in days:
        worse = {rule: one for rule, one in points.items() if one > 0 and rule != "rhythm"}
        if cost > 0 and worse and not any(rule.startswith("school_") for rule in worse):
            assert sentence.partition(": ")[2].startswith(WORSE[max(worse, key=lambda rule: worse[rule])])
            told += len(worse) > 1
    assert told


def test_the_two_days_before_the_race_are_closed_to_strength_and_the_third_is_not(plan):
    table = plan.explain("w16-strength-1").set_index("weekday")
    for weekday, name in (("Fri", "Friday"), ("Sat", "Saturday")):
        assert table["sentence"][weekday] == (
            f"{name}: not possible, because there is no strength work on the two days before the race."
        )
    assert table["allowed"]["Thu"]
