"""Sets against targets, counted by hand from the tiny catalog."""

from __future__ import annotations

import pandas as pd
import pytest

from runplan.insight.compare import compare, measures
from runplan.insight.coverage import coverage, coverage_status
from runplan.insight.plan_facts import PlanFacts
from runplan.schema import MUSCLES, TRUNK_MUSCLES
from tests.builders.written_plans import exercise, make_plan, run, strength, tiny_catalog


def squats(week, sets=4):
    return exercise(f"w{week:02d}-strength-1", 1, "squat", sets=sets)


def general(*weeks):
    return [strength(week, "Mon", "general") for week in weeks]


def test_the_sets_of_the_last_week_count():
    plan = make_plan(general(1, 4), [squats(1, 2), squats(4, 3)], catalog=tiny_catalog())
    assert coverage(plan)["quadriceps"].tolist() == [2.0, 0.0, 0.0, 3.0]


def test_the_first_exercise_of_the_catalog_counts_as_the_others_do():
    catalog = tiny_catalog()
    order = ["squat", *(name for name in catalog.credit.index if name != "squat")]
    catalog.exercises, catalog.credit = catalog.exercises.loc[order], catalog.credit.loc[order]
    plan = make_plan(general(1), [squats(1, 2)], catalog=catalog)
    assert coverage(plan).at[1, "quadriceps"] == 2.0


def test_sets_of_a_session_that_the_plan_does_not_have_count_for_no_week():
    plan = make_plan(general(1), [squats(1, 2), squats(4, 3)], catalog=tiny_catalog())
    assert coverage(plan)["quadriceps"].tolist() == [2.0, 0.0, 0.0, 0.0]


def test_the_trunk_s_target_is_the_mean_of_what_its_four_muscles_are_asked():
    catalog = tiny_catalog()
    catalog.muscles = catalog.muscles.copy()
    in_trunk = catalog.muscles["muscle"].isin(TRUNK_MUSCLES)
    catalog.muscles.loc[in_trunk, "target_share"] = [1.0, 1.0, 0.5, 0.5]
    plan = make_plan(general(1), [squats(1)], catalog=catalog, targets=[4.0] * 4)
    status = coverage_status(plan)
    assert status.loc[status["muscle"] == "trunk", "target"].tolist() == [3.0] * 4


def test_each_muscle_is_asked_its_share_of_the_week_s_target():
    plan = make_plan(general(1), [squats(1)], targets=[4.0, 6.0, 0.0, 2.0])
    share = dict(zip(plan.catalog.muscles["muscle"], plan.catalog.muscles["target_share"], strict=True))
    assert share["quadriceps"] == 1.0
    assert share["hip_flexors"] == 0.5
    asked = pd.DataFrame(PlanFacts(plan).counted.asked, columns=list(MUSCLES))
    assert asked["quadriceps"].tolist() == [4.0, 6.0, 0.0, 2.0]
    assert asked["hip_flexors"].tolist() == [2.0, 3.0, 0.0, 1.0]


def test_the_race_week_is_not_judged():
    plan = make_plan(
        [*general(1, 2, 3), run(4, "Sun", "race", 10.0)],
        [squats(1), squats(3)],
        catalog=tiny_catalog(),
        race_date="2027-01-31",
        goal="10k",
    )
    assert PlanFacts(plan).counted.judged.tolist() == [True, True, True, False]
    under = {name.lower(): weeks for name, weeks in measures(plan).under.items()}
    assert under["quadriceps"] == (2,)


def test_a_week_just_under_nine_tenths_of_the_target_is_under_it_and_one_on_them_is_not():
    plan = make_plan(general(1, 2), [squats(1, 9), squats(2, 8)], catalog=tiny_catalog(), weeks=4, targets=[10.0] * 4)
    under = {name.lower(): weeks for name, weeks in measures(plan).under.items()}
    assert under["quadriceps"] == (2, 3, 4)


def rows_of(before, after):
    return [tuple(row) for row in compare(before, after).itertuples(index=False)]


@pytest.mark.parametrize("weeks", [5, 6])
def test_kilometres_in_all_are_not_compared_where_the_block_is_longer(weeks):
    sessions = [run(week, "Tue", "easy", 8.0) for week in range(1, 5)]
    longer = [*sessions, run(5, "Tue", "easy", 20.0)]
    topics = {row[1] for row in rows_of(make_plan(sessions, []), make_plan(longer, [], weeks=weeks))}
    assert not topics & {"distance", "week"}


def test_sessions_that_all_move_are_no_news_and_one_that_moves_alone_is():
    at_first = [run(1, "Tue", "easy", 5.0), run(1, "Thu", "easy", 5.0, 2)]
    one = [at_first[0], run(1, "Fri", "easy", 5.0, 2)]
    both = [run(1, "Wed", "easy", 5.0), run(1, "Fri", "easy", 5.0, 2)]
    assert rows_of(make_plan(at_first, []), make_plan(one, [])) == [("other", "days", "1 session on another day")]
    assert rows_of(make_plan(at_first, []), make_plan(both, [])) == []
