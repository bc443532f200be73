"""Weekdays without a run, on which strength is welcome."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.schema import WEEKDAYS

START = "2027-01-04"


def days_of(plan: rp.Plan, kind: str) -> set[str]:
    chosen = plan.sessions[(plan.sessions["kind"] == kind) & (plan.sessions["type"] != "race")]
    return set(chosen["weekday"])


def test_strength_may_be_on_a_day_without_runs_and_runs_may_not() -> None:
    wishes = {"start": START, "weeks": 8, "run_days": 4, "strength_sessions": 2, "equipment": ("dumbbell",)}
    block = rp.Block(**wishes, days_without_runs=("Tue", "Thu", "Sat"), doubles=False)
    plan = rp.build_plan(block)
    assert days_of(plan, "run") == {"Mon", "Wed", "Fri", "Sun"}
    assert days_of(plan, "strength") <= {"Tue", "Thu", "Sat"}
    assert len(plan.sessions[plan.sessions["kind"] == "strength"]) == 2 * 8


@given(
    days=st.lists(st.sampled_from(WEEKDAYS), unique=True, max_size=4),
    race=st.booleans(),
    week_start=st.sampled_from(("Mon", "Sun")),
)
def test_runs_keep_off_these_days_or_the_wishes_that_collide_are_named(
    days: list[str], race: bool, week_start: str
) -> None:
    end = {"race_date": "2027-03-27", "goal": "10k"} if race else {"weeks": 6}
    block = rp.Block(start=START, days_without_runs=days, week_start=week_start, run_days=4, **end)
    refusal: rp.PlanImpossible | None = None
    try:
        plan = rp.build_plan(block)
    except rp.PlanImpossible as error:
        refusal = error
    if refusal is None:
        assert not days_of(plan, "run") & set(days)
        return
    assert "days_without_runs" in refusal.wishes
    assert refusal.relaxed is not None
    assert not days_of(rp.build_plan(refusal.relaxed), "run") & set(refusal.relaxed.days_without_runs)


def test_the_long_run_on_a_day_without_runs_is_refused_by_name() -> None:
    block = rp.Block(start=START, weeks=4, long_run_day="Sat", days_without_runs=("Sat",))
    with pytest.raises(rp.PlanImpossible) as refused:
        rp.build_plan(block)
    assert refused.value.wishes == ("long_run_day", "days_without_runs")
    assert str(refused.value).startswith("The long run on Sat (long_run_day) and Sat without runs (days_without_runs) ")


def test_without_such_days_a_block_is_written_as_before() -> None:
    block = rp.Block(start=START, weeks=4)
    assert "days_without_runs" not in block.to_dict()
    runless = block.replace(days_without_runs=("Fri",))
    assert rp.Block.from_dict(runless.to_dict()) == runless


def test_a_run_that_was_moved_to_such_a_day_in_the_file_is_a_finding(tmp_path) -> None:
    plan = rp.build_plan(rp.Block(start=START, weeks=4, days_without_runs=("Fri",), strength_sessions=0))
    plan.to_csv(tmp_path / "plan.csv")
    run = plan.sessions.query("week == 2 and type == 'easy'").iloc[0]
    text = (tmp_path / "plan.csv").read_text(encoding="utf-8")
    lines = [
        line.replace(f"{run['date']:%Y-%m-%d}", "2027-01-15") if run["session_id"] in line else line
        for line in text.splitlines()
    ]
    (tmp_path / "plan.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    findings = rp.read_plan(tmp_path / "plan.csv").findings()
    broken = findings[findings["rule"] == "days_without_runs"]
    assert broken["message"].tolist() == ["Week 2: Friday's easy run is on a day that you keep free of runs."]


def test_why_a_run_is_not_on_such_a_day_is_said() -> None:
    plan = rp.build_plan(rp.Block(start=START, weeks=4, days_without_runs=("Fri",)))
    reasons = plan.explain("w02-easy-1").set_index("weekday")["sentence"]
    assert reasons["Fri"] == "Friday: not possible, because you keep this day free of runs."


def test_runs_of_ones_own_plan_stay_on_such_days() -> None:
    rows = [{"week": week, "weekday": "Fri", "type": "easy", "km": 8.0} for week in (1, 2, 3, 4)]
    plan = rp.build_plan(rp.Block(start=START, runs=rows, days_without_runs=("Fri",)))
    assert days_of(plan, "run") == {"Fri"}
    assert set(plan.findings().query("rule == 'days_without_runs'")["severity"]) <= {"warning"}
