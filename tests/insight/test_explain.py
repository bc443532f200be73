"""Why a session stands where it stands: what is said is what a pin would do."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from runplan import Block, PlanImpossible, RunplanError, build_plan, read_plan
from runplan.insight.compare import COMPARISON
from runplan.planning.build import catalog_weeks, previous_places
from runplan.planning.schedule.assign import constraints_of
from runplan.planning.schedule.breakdown import cost_breakdown
from runplan.planning.schedule.optimise import lay_out
from tests.planning.schedule.layout_oracle import block_cost, decode

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MARATHON = Block(
    start="2027-01-04",
    race_date="2027-04-25",
    goal="marathon",
    weekly_km_now=30,
    weekly_km_peak=55,
    days_off=["Tue"],
    equipment=["foam_roller", "mini_band", "dumbbell"],
)


def drawn(dice: random.Random) -> Block:
    quality = dice.randint(0, 2)
    return Block(
        start="2027-01-04",
        race_date=f"2027-02-{dice.randint(8, 28):02d}",
        goal=dice.choice(["5k", "10k", "half"]),
        run_days=dice.randint(max(3, quality + 1), 5),
        quality_runs=quality,
        long_run_day=dice.choice(["Sat", "Sun"]),
        days_off=dice.sample(DAYS[:5], dice.randint(0, 1)),
        strength_sessions=dice.randint(1, 3),
        level=dice.choice(["beginner", "intermediate"]),
        school=dice.choice(["hard_days", "easy_days", "two_nights"]),
        doubles=dice.random() < 0.8,
        rest_days=dice.randint(0, 2),
        equipment=["dumbbell"],
    )


def planned(block, previous=None):
    try:
        return build_plan(block, previous=previous)
    except PlanImpossible:
        return None


def score(block, weeks, layout):
    """Points of a layout by the tests' own score; keeping places is no part of what a day costs."""
    return block_cost(constraints_of(block, weeks), [decode(states) for states in layout.states])


@pytest.mark.parametrize("seed", range(8))
def test_each_alternative_moves_and_costs_what_pinning_the_session_there_moves_and_costs(seed: int) -> None:
    dice = random.Random(seed)
    plan = None
    while plan is None:
        plan = planned(drawn(dice))
    rows = plan.sessions[plan.sessions["type"] != "race"]
    session_id = dice.choice(rows["session_id"].tolist())
    weeks = catalog_weeks(plan.block, plan.catalog)
    places = previous_places(plan.block, weeks, plan)
    now = score(plan.block, weeks, lay_out(constraints_of(plan.block, weeks)))
    before = plan.sessions.set_index("session_id")["date"]
    for row in plan.explain(session_id).itertuples():
        block = plan.block.replace(pins={session_id: row.weekday})
        pinned = planned(block, previous=plan)
        assert (pinned is not None) == row.allowed
        if pinned is None or row.here:
            continue
        after = pinned.sessions.set_index("session_id")["date"]
        moved = sorted(one for one in before.index if before[one] != after[one] and one != session_id)
        assert [one for one in row.moves.split("; ") if one] == moved
        assert after[session_id] == row.date
        assert row.cost == score(block, weeks, lay_out(constraints_of(block, weeks, places))) - now


def test_what_a_plan_costs_is_the_same_by_the_itemised_rules_and_by_an_independent_score() -> None:
    shapes = constraints_of(MARATHON, catalog_weeks(MARATHON, build_plan(MARATHON).catalog))
    layout = lay_out(shapes)
    items = cost_breakdown(shapes, layout.states)
    assert sum(items.values()) == layout.cost == block_cost(shapes, [decode(states) for states in layout.states])
    assert all(points for points in items.values())


def test_days_that_a_hard_rule_closes_say_which() -> None:
    plan = build_plan(MARATHON)
    said = plan.explain("w16-strength-1").set_index("weekday")["sentence"]
    assert said["Tue"] == "Tuesday: not possible, because it is one of your days off."
    assert said["Sat"] == ("Saturday: not possible, because there is no strength work on the two days before the race.")
    assert said["Sun"] == "Sunday: not possible, because it is race day."


def test_a_race_stays_where_it_is() -> None:
    table = build_plan(MARATHON).explain("w16-race").set_index("weekday")
    assert table["allowed"].tolist() == [False] * 6 + [True]
    assert table["sentence"]["Sun"] == "Sunday: the race."
    assert table["sentence"]["Mon"] == "Monday: the race is on Sunday 25 April 2027."


def test_a_long_run_says_that_the_day_was_wished() -> None:
    said = build_plan(MARATHON).explain("w05-long").set_index("weekday")["sentence"]
    assert said["Sun"].startswith("Sunday: your day for the long run. Next-best day: ")


def test_a_pinned_session_says_that_it_was_pinned() -> None:
    plan = build_plan(MARATHON.replace(pins={"w05-strength-1": "Fri"}))
    said = plan.explain("w05-strength-1").set_index("weekday")["sentence"]
    assert said["Fri"].startswith("Friday: you pinned the session here.")


@pytest.mark.parametrize(
    ("session_id", "sentence"),
    [
        ("w05-strenght-1", "The plan has no session 'w05-strenght-1'. Did you mean 'w05-strength-1'?"),
        ("nothing", "The plan has no session 'nothing'."),
        (None, "explain needs a session's id such as 'w03-strength-1', not NoneType."),
        (["w05-long"], "explain needs a session's id such as 'w03-strength-1', not list."),
    ],
    ids=["misspelt", "unlike", "none", "list"],
)
def test_a_session_that_is_not_there_is_refused_in_a_sentence(session_id: object, sentence: str) -> None:
    with pytest.raises(RunplanError) as refusal:
        build_plan(MARATHON).explain(session_id)
    assert str(refusal.value) == sentence


def test_a_race_that_was_given_another_type_in_the_plans_file_is_explained_as_the_race(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    build_plan(Block(start="2027-01-04", race_date="2027-03-14", goal="10k")).to_csv(path)
    path.write_text(path.read_text().replace(",race,10k race,", ",easy,10k race,"))
    rows = read_plan(path).explain("w10-race")
    assert rows.loc[rows["allowed"], "sentence"].tolist() == ["Sunday: the race."]


@pytest.mark.parametrize("name", ["explain", "compare"])
def test_the_reference_names_each_column_and_each_topic_of_the_table(name):
    plan = build_plan(MARATHON)
    table = plan.explain("w01-long") if name == "explain" else plan.compare(plan)
    text = getattr(type(plan), name).__doc__
    topics = COMPARISON[1].meaning.replace(" or ", ", ").split(", ") if name == "compare" else []
    assert [word for word in (*table.columns, *topics) if word not in text] == []
