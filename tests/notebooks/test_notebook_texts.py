"""What the third notebook says about its block is true of the plan."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

import runplan as rp
from runplan.insight.coverage import coverage_status
from runplan.insight.running_load import running_load
from runplan.insight.variety import planes

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / "03_read_the_coverage.ipynb"


@pytest.fixture(scope="module")
def plan() -> rp.Plan:
    source = next(cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code")
    names: dict[str, object] = {}
    exec(source, names)
    plan = names["plan"]
    assert isinstance(plan, rp.Plan)
    return plan


def test_the_kilometres_rise_to_55_in_week_9_and_stay_near_it_until_week_13_but_for_lighter_weeks(
    plan: rp.Plan,
) -> None:
    weeks = plan.weeks.set_index("week")
    assert list(weeks.index[weeks["step_back"]]) == [6, 10]
    full = weeks.loc[:13].loc[lambda table: ~table["step_back"], "run_km"]
    assert full.loc[:9].is_monotonic_increasing
    assert full.idxmax() == 9
    assert full.max() == 55
    assert full.loc[9:].min() >= 0.9 * 55


def test_the_long_run_grows_to_27_km_three_weeks_before_the_race_and_is_shorter_with_marathon_pace_in_week_12(
    plan: rp.Plan,
) -> None:
    long_runs = plan.sessions.query("type == 'long'").set_index("week")
    longest = long_runs.loc[13]
    assert longest["km"] == long_runs["km"].max() == 27
    assert (plan.block.race_date - longest["date"].date()).days == 21  # type: ignore[operator]
    assert long_runs.loc[12, "km"] < long_runs.loc[11, "km"]
    assert "@marathon" in long_runs.loc[12, "steps"]


def test_the_last_three_weeks_come_down_to_75_55_and_27_per_cent(plan: rp.Plan) -> None:
    km = plan.weeks.set_index("week")["run_km"]
    shares = [round(100 * value / 55) for value in (km[14], km[15], km[16] - 42.2)]
    assert shares == [75, 55, 27]


def test_the_target_is_half_at_first_and_less_in_step_back_weeks_and_near_the_race(plan: rp.Plan) -> None:
    weeks = plan.weeks.set_index("week")
    assert weeks.at[1, "sets_target"] == 0.5 * 4
    assert set(weeks.loc[[6, 10], "sets_target"]) == {0.7 * 4}
    assert set(weeks.loc[[2, 3, 4, 5, 7, 8, 9, 11, 12], "sets_target"]) == {4}
    assert set(weeks.loc[13:14, "sets_target"]) == {0.75 * 4}
    assert set(weeks.loc[:14, "strength_sessions"]) == {2}
    assert set(weeks.loc[15:, "strength_sessions"]) == {1}


def test_the_race_week_gives_the_legs_almost_nothing(plan: rp.Plan) -> None:
    legs = ["quadriceps", "hamstrings", "gastrocnemius", "soleus"]
    assert plan.coverage().loc[16, legs].max() <= 1.5
    assert set(plan.sessions.loc[(plan.sessions["week"] == 16) & (plan.sessions["kind"] == "strength"), "type"]) == {
        "core"
    }


def test_before_the_race_week_every_judged_muscle_reaches_its_target(plan: rp.Plan) -> None:
    status = coverage_status(plan)
    judged = status[status["priority"] & (status["week"] < 16)]
    assert judged["share"].min() >= 1 - 1e-9


def test_the_gluteus_maximus_gets_two_and_a_half_times_its_target_and_more(plan: rp.Plan) -> None:
    status = coverage_status(plan)
    rows = status[(status["muscle"] == "gluteus_maximus") & (status["week"] < 16)]
    assert rows["share"].min() >= 2.5
    catalog = plan.catalog
    lower = [
        name
        for name in plan.exercises["exercise_id"].unique()
        if any(word in name for word in ("squat", "lunge", "deadlift", "rdl", "step_up"))
        and catalog.exercises.at[name, "section"] == "strength"
    ]
    assert len(lower) >= 4
    assert catalog.credit.loc[lower, "gluteus_maximus"].min() > 0


def test_running_works_the_soleus_hard(plan: rp.Plan) -> None:
    load = running_load(plan).mean()
    assert load["soleus"] >= 0.9 * load.max()


def test_strength_goes_sideways_and_turns_in_every_week(plan: rp.Plan) -> None:
    table = planes(plan)
    for plane in ("frontal", "transverse"):
        assert table.loc[table["plane"] == plane, "sets"].min() > 0, plane


def test_another_choice_of_exercises_could_add_little(plan: rp.Plan) -> None:
    for label, routine in plan.routines:
        assert routine.bound() - routine.reach < 3, label
