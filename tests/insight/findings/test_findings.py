"""What findings say of runs and of coverage: whole sentences, for they are what a runner reads."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings

from runplan import schema
from runplan.api import build_plan
from runplan.catalog import load_catalog
from runplan.insight.findings import SEVERITIES, findings
from runplan.plan.block import Block
from tests.builders.blocks import possible_blocks
from tests.builders.written_plans import make_plan, run, strength

PAIN = (
    "Pain that lasts, or that changes how you run, is a matter for a doctor or physiotherapist, not for a training "
    "plan."
)


def said(plan, rule):
    found = findings(plan)
    rows = found[found["rule"] == rule]
    return list(zip(rows["severity"], rows["message"], strict=True))


def long_runs(*km):
    return [run(week, "Sun", "long", distance) for week, distance in enumerate(km, start=1)]


def test_findings_have_the_columns_of_the_schema():
    found = findings(make_plan([run(1, "Sun", "easy", 5.0)]))
    assert list(found.columns) == [column.name for column in schema.FINDINGS]
    assert str(found["week"].dtype) == "Int64"


def test_every_plan_says_once_that_pain_needs_a_professional_and_says_it_last():
    found = findings(make_plan(long_runs(8.0, 30.0)))
    assert found["message"].tolist().count(PAIN) == 1
    assert found["message"].iloc[-1] == PAIN


def test_a_run_ten_per_cent_over_the_longest_is_no_spike():
    assert said(make_plan(long_runs(8.8, 9.7, 10.7), weekly_km_now=20), "spike_over_longest") == []


@pytest.mark.parametrize(
    ("before", "after", "over", "severity"),
    [
        # Plans add a kilometre and a half at a time: below 16 km that is over a tenth, and information.
        pytest.param(8.0, 10.0, 25, "info", id="from 8 km"),
        pytest.param(15.9, 18.0, 13, "info", id="from under 16 km"),
        pytest.param(16.0, 18.0, 12, "warning", id="from 16 km"),
    ],
)
def test_a_run_over_ten_per_cent_is_told_with_the_study_and_warned_of_from_16_km_on(before, after, over, severity):
    plan = make_plan(long_runs(before, after), weekly_km_now=round(before / 0.41))
    assert said(plan, "spike_over_longest") == [
        (
            severity,
            f"Week 2: Sunday's long run of {after:g} km is {over} % longer than the longest run of the 30 days "
            "before it "
            f"({before:g} km). In a large study, runs more than 10 % longer than the longest recent run were "
            f"associated with more injuries; up to {round(1.1 * before, 1):g} km would be a smaller step.",
        )
    ]
    assert findings(plan).query("rule == 'spike_over_longest'")["source"].tolist() == ["frandsen2025"]


def test_a_run_over_thirty_per_cent_is_called_a_large_step():
    assert said(make_plan(long_runs(8.0, 12.0), weekly_km_now=20), "spike_over_longest") == [
        (
            "warning",
            "Week 2: Sunday's long run of 12 km is 50 % longer than the longest run of the 30 days before it (8 "
            "km). That "
            "is a large step; about 8.8 km would be a smaller one.",
        )
    ]


def test_a_run_more_than_twice_the_longest_asks_the_runner():
    assert said(make_plan(long_runs(8.0, 17.0), weekly_km_now=20), "spike_over_longest") == [
        (
            "warning",
            "Week 2: Sunday's long run of 17 km is more than twice the longest run of the 30 days before it (8 "
            "km). If you have not run this far lately, talk to a coach.",
        )
    ]


def test_the_longest_run_before_the_block_is_an_assumption_and_says_so():
    assert said(make_plan(long_runs(10.0), weekly_km_now=20), "spike_over_longest") == [
        (
            "info",
            "Week 1: Sunday's long run of 10 km is 25 % longer than the longest run that we assume for the time before "
            "the block (8 km, from your 20 km per week). In a large study, runs more than 10 % longer than the longest "
            "recent run were associated with more injuries. If you have run further in the last 30 days, enter that "
            "as your longest run.",
        )
    ]


def test_the_assumed_run_counts_for_thirty_days_and_no_longer():
    # Assumed: 16 km on Sunday 3 January. Day 30 after it is Tuesday 2 February, in week 5.
    short = [run(week, "Mon", "easy", 5.0) for week in range(1, 6)]
    within = make_plan([*short, run(5, "Tue", "easy", 10.0)], weeks=5, weekly_km_now=40)
    after = make_plan([*short, run(5, "Wed", "easy", 10.0)], weeks=5, weekly_km_now=40)
    assert said(within, "spike_over_longest") == []
    assert len(said(after, "spike_over_longest")) == 1


def test_a_run_thirty_one_days_ago_is_forgotten():
    # 20 km on Wednesday 6 January; day 30 is Friday 5 February.
    short = [run(1, "Wed", "easy", 20.0), run(2, "Mon", "easy", 10.0)]
    friday = make_plan([*short, run(5, "Fri", "easy", 14.0)], weeks=5, weekly_km_now=20)
    saturday = make_plan([*short, run(5, "Sat", "easy", 14.0)], weeks=5, weekly_km_now=20)
    assert [text for _, text in said(friday, "spike_over_longest") if text.startswith("Week 5")] == []
    assert len([text for _, text in said(saturday, "spike_over_longest") if text.startswith("Week 5")]) == 1


def test_the_day_itself_does_not_count_as_before():
    plan = make_plan([run(1, "Sun", "long", 8.0), run(2, "Sun", "easy", 20.0), run(2, "Sun", "long", 20.0)])
    assert len(said(plan, "spike_over_longest")) == 1


AGAIN = [run(7, "Tue", "easy", 12.6), run(7, "Thu", "easy", 12.6, 2), run(7, "Sun", "long", 13.0)]


def test_running_that_begins_again_after_thirty_days_without_a_run_is_warned_of():
    plan = make_plan([run(1, "Sun", "long", 16.0), *AGAIN], weeks=8, weekly_km_now=40)
    assert said(plan, "spike_over_longest") == [
        (
            "warning",
            "Week 7 has 38.2 km, up to 13 km per run, after 30 days or more without a run. Start with a lower "
            "weekly distance and shorter runs, and talk to a coach if you are unsure.",
        )
    ]
    assert findings(plan).query("rule == 'spike_over_longest'")["source"].tolist() == ["our_assumption"]


def test_a_single_run_after_thirty_days_without_one_is_warned_of():
    plan = make_plan([run(1, "Sun", "long", 16.0), AGAIN[0]], weeks=8, weekly_km_now=40)
    assert said(plan, "spike_over_longest") == [
        (
            "warning",
            "Week 7 has a run of 12.6 km after 30 days or more without a run. Start with a lower weekly distance and "
            "shorter runs, and talk to a coach if you are unsure.",
        )
    ]


def test_weeks_planned_with_no_kilometres_are_a_break_that_findings_see():
    plan = build_plan(Block(start="2027-01-04", weeks=8, weekly_km_now=40, weekly_km=dict.fromkeys(range(2, 7), 0)))
    assert said(plan, "spike_over_longest") == [
        (
            "warning",
            "Week 7 has 51 km, up to 13 km per run, after 30 days or more without a run. Start with a lower "
            "weekly distance and shorter runs, and talk to a coach if you are unsure.",
        )
    ]


def test_after_a_planned_break_of_thirty_days_the_way_back_is_told_and_no_smaller_one_is_advised():
    away = [day.date() for day in pd.date_range("2027-02-01", "2027-03-07")]  # weeks 5 to 9
    plan = build_plan(Block(start="2027-01-04", weeks=18, weekly_km_now=30, weekly_km_peak=50, dates_off=away))
    (back,) = (text for _, text in said(plan, "gap_return"))
    assert back.startswith("After 35 days off, week 10 has ")
    assert not [text for _, text in said(plan, "spike_over_longest") if "without a run" in text]


def test_runs_much_shorter_before_a_long_one_make_it_more_than_twice_as_long():
    short = [run(week, "Tue", "easy", 2.0) for week in range(1, 7)]
    plan = make_plan([*short, AGAIN[0]], weeks=8, weekly_km_now=5)
    assert said(plan, "spike_over_longest") == [
        (
            "warning",
            "Week 7: Tuesday's easy run of 12.6 km is more than twice the longest run of the 30 days before it (2 "
            "km). If you have not run this far lately, talk to a coach.",
        )
    ]


def test_a_run_thirty_days_ago_is_no_break():
    sessions = [run(1, "Sun", "long", 16.0), run(6, "Tue", "easy", 12.6)]
    assert said(make_plan(sessions, weeks=8, weekly_km_now=40), "spike_over_longest") == []


def test_a_race_after_thirty_days_without_a_run_is_warned_of():
    sessions = [run(1, "Sun", "long", 16.0), run(8, "Sun", "race", 10.0)]
    plan = make_plan(sessions, weeks=8, race_date="2027-02-28", goal="10k", weekly_km_now=40)
    assert said(plan, "spike_over_longest") == [
        (
            "warning",
            "Week 8: the race of 10 km comes after 30 days or more without a run. Consider a later race, and "
            "talk to a coach if you want to run this one.",
        )
    ]


def test_more_than_three_breaks_are_told_in_one_sentence():
    sessions = [run(week, "Mon", "easy", 5.0) for week in (1, 7, 13, 19, 25)]
    assert said(make_plan(sessions, weeks=25, weekly_km_now=40), "spike_over_longest") == [
        (
            "warning",
            "In weeks 7, 13, 19 and 25 running begins again after 30 days or more without a run. Each time, "
            "start with a lower weekly distance and shorter runs, and talk to a coach if you are unsure.",
        )
    ]


def test_more_than_three_spikes_are_told_in_one_sentence():
    plan = make_plan(long_runs(8.0, 9.0, 10.2, 11.8, 13.4), weeks=5, weekly_km_now=20)
    assert said(plan, "spike_over_longest") == [
        (
            "info",
            "In weeks 2 to 5 one run per week is 12 to 16 % longer than the longest of the 30 days before it; "
            "published "
            "plans do this too, but in a large study, runs more than 10 % longer than the longest recent run were "
            "associated "
            "with more injuries. Shorten them if they feel like too much.",
        )
    ]


@pytest.mark.parametrize(("longest", "rule"), [(14.0, "spike_over_longest"), (12.0, "long_reach")])
def test_a_race_is_normal_if_the_longest_run_is_enough_for_it_and_else_what_to_do_is_said(longest, rule):
    sessions = [*long_runs(longest, longest, longest), run(4, "Sun", "race", 21.1)]
    plan = make_plan(sessions, weekly_km_now=35, race_date="2027-01-31", goal="half")
    rules = findings(plan)["rule"]
    assert rules[rules.isin(["spike_over_longest", "long_reach"])].tolist() == [rule]
    if rule == "spike_over_longest":
        assert said(plan, rule) == [
            (
                "info",
                "The race of 21.1 km is longer than the longest run of the 30 days before it (14 km). That is "
                "normal: the "
                "block prepares you for it.",
            )
        ]


def test_distances_are_in_the_runner_s_unit():
    plan = make_plan(long_runs(8.04672, 12.874752), weekly_km_now=20, units="mi")
    assert said(plan, "spike_over_longest") == [
        (
            "warning",
            "Week 2: Sunday's long run of 8 mi is 60 % longer than the longest run of the 30 days before it (5 "
            "mi). That "
            "is a large step; about 5.5 mi would be a smaller one.",
        )
    ]


def rising(*km):
    return [run(week, "Mon", "easy", distance) for week, distance in enumerate(km, start=1)]


@pytest.mark.parametrize(
    ("km", "severity"),
    [
        pytest.param((20, 21, 22, 23, 24), None, id="five rising weeks"),
        pytest.param((20, 21, 22, 23, 24, 25), "info", id="six"),
        pytest.param((20, 21, 22, 17, 23, 24, 25), None, id="a lighter week between"),
        pytest.param((20, 20, 20, 20, 20, 20), None, id="level weeks do not rise"),
        pytest.param((10, 10, 10, 10, 10, 13), None, id="one rise after level weeks"),
        pytest.param((20, 20, 20, 25, 25, 25, 30, 30, 30), None, id="three levels"),
        pytest.param((30, 28, 29, 28, 29, 28, 29, 28, 29), None, id="up and down below the first week"),
        pytest.param((20, 21, 22, 23, 24, 25, 26, 27, 28, 29), "info", id="ten"),
        pytest.param((20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30), "warning", id="eleven"),
    ],
)
def test_weeks_that_rise_without_a_lighter_one_are_told_after_five(km, severity):
    plan = make_plan(rising(*map(float, km)), weeks=len(km), weekly_km_now=100)
    assert [row[0] for row in said(plan, "weeks_without_step_back")] == ([severity] if severity else [])


def test_the_sentence_about_rising_weeks_says_that_no_trial_has_tested_it():
    plan = make_plan(rising(20.0, 21.0, 22.0, 23.0, 24.0, 25.5), weeks=6, weekly_km_now=100)
    assert said(plan, "weeks_without_step_back") == [
        (
            "info",
            "Weeks 1 to 6 rise from 20 km to 25.5 km without a step-back week; most coaches put one in every third "
            "or fourth week, 10 to 50 % lighter, though no trial has tested it.",
        )
    ]


def test_level_weeks_among_rising_ones_are_not_counted_as_steps():
    km = (10.0, 10.0, 12.0, 13.0, 13.0, 14.0, 15.0, 16.0, 16.0)
    assert said(make_plan(rising(*km), weeks=9, weekly_km_now=100), "weeks_without_step_back") == [
        (
            "info",
            "Weeks 2 to 8 rise from 10 km to 16 km in 5 steps without a step-back week; most coaches put one in every "
            "third or fourth week, 10 to 50 % lighter, though no trial has tested it.",
        )
    ]


def test_a_hard_run_beside_the_race_is_the_one_to_be_pinned_elsewhere():
    sessions = [run(3, "Sun", "long", 16.0), run(4, "Mon", "race", 21.1)]
    plan = make_plan(sessions, race_date="2027-01-25", goal="half", weekly_km_now=40)
    assert said(plan, "hard_days_in_a_row") == [
        (
            "info",
            "Week 3: Sunday's long run and Monday's race are on consecutive days; pinning the long run to "
            "another day may put a day between them.",
        )
    ]


def test_more_than_three_pairs_of_hard_days_are_told_in_one_sentence():
    sessions = [one for week in range(1, 5) for one in (run(week, "Sat", "tempo", 6.0), run(week, "Sun", "long", 8.0))]
    assert said(make_plan(sessions), "hard_days_in_a_row") == [
        (
            "info",
            "In weeks 1 to 4 two hard runs are on consecutive days; pinning one of them to another day may put "
            "a day between them.",
        )
    ]


def test_where_days_off_leave_no_room_to_part_hard_days_pinning_is_not_advised():
    # Tuesday, Thursday, Saturday and Sunday: three of them have a day between any two.
    days = ("Tue", "Thu", "Sat")
    sessions = [run(1, day, "tempo", 6.0, number) for number, day in enumerate(days)] + [run(1, "Sun", "long", 8.0)]
    assert said(make_plan(sessions, days_off=("Mon", "Wed", "Fri")), "hard_days_in_a_row") == [
        (
            "info",
            "Week 1: Saturday's tempo run and Sunday's long run are on consecutive days; 4 hard runs per week "
            "cannot all have a day between them here; fewer hard sessions may help.",
        )
    ]


def test_where_other_days_off_would_make_room_for_hard_days_they_are_named():
    # Wednesday, Thursday and Saturday: two of them at most have a day between them.
    sessions = [run(1, "Wed", "tempo", 6.0), run(1, "Thu", "tempo", 6.0, 2), run(1, "Sat", "long", 8.0)]
    off = ("Mon", "Tue", "Fri", "Sun")
    assert said(make_plan(sessions, days_off=off, run_days=3), "hard_days_in_a_row") == [
        (
            "info",
            "Week 1: Wednesday's tempo run and Thursday's tempo run are on consecutive days; 3 hard runs per "
            "week cannot all have a day between them here; fewer hard sessions or different days off may help.",
        )
    ]


def test_two_hard_days_in_a_row_are_told_across_the_week_s_border():
    plan = make_plan([run(1, "Sun", "long", 8.0), run(2, "Mon", "tempo", 6.0)])
    assert said(plan, "hard_days_in_a_row") == [
        (
            "info",
            "Week 1: Sunday's long run and Monday's tempo run are on consecutive days; pinning one of them to "
            "another day may put a day between them.",
        )
    ]


def test_running_on_every_day_is_told():
    plan = make_plan([run(1, day, "easy", 5.0, number) for number, day in enumerate(schema.WEEKDAYS)], rest_days=0)
    assert said(plan, "rest_days") == [
        (
            "info",
            "You run every day in week 1; a day without running each week gives you room when life gets in the way.",
        )
    ]


def test_a_block_without_strength_work_says_so():
    assert said(make_plan(rising(5.0)), "uncovered_muscle") == [
        ("info", "The block has no strength work, so no muscle gets any sets.")
    ]


def test_less_than_ten_weeks_of_heavy_work_are_told_with_what_the_review_was_about():
    lighter = [strength(week, "Mon", "general") for week in (4, 5, 6)]
    plan = make_plan([*(strength(week, "Mon", "heavy") for week in (1, 2, 3)), *lighter], weeks=8)
    assert said(plan, "strength_weeks_minimum") == [
        (
            "info",
            "The block has 3 weeks of heavy strength work. Start earlier or carry on after the block if you "
            "can: in a review of trials, 10 to 14 weeks were associated with a larger gain in running economy than "
            "6 to 8, though the ranges overlap.",
        )
    ]


@pytest.mark.parametrize("kind", ["heavy", "core"])
def test_ten_weeks_of_heavy_work_are_enough_and_of_other_work_the_review_says_nothing(kind):
    plan = make_plan([strength(week, "Mon", kind) for week in range(1, 11)], weeks=10)
    assert said(plan, "strength_weeks_minimum") == []


def test_fewer_strength_sessions_near_the_race_are_told_with_the_reason():
    wishes = {"start": "2027-01-04", "weekly_km_now": 30, "strength_minutes": 30}
    plan = build_plan(Block(**wishes, race_date="2027-04-25", goal="marathon", strength_sessions=2))
    counts = plan.sessions[plan.sessions["kind"] == "strength"].groupby("week").size()
    fewer = [week for week, count in counts.items() if count < 2]
    assert fewer == [15, 16]  # from fourteen days before the race on
    assert said(plan, "strength_weeks_keep") == [
        (
            "info",
            "Weeks 15 and 16 have fewer strength sessions than the 2 you asked for: in the last two weeks "
            "before a race, fewer are enough to keep your strength. In a small study of soccer players, one "
            "session per week maintained strength for 12 weeks.",
        )
    ]
    once = build_plan(Block(**wishes, race_date="2027-04-25", goal="marathon", strength_sessions=1))
    assert said(once, "strength_weeks_keep") == []


def test_a_race_too_soon_is_told():
    plan = make_plan([run(4, "Sun", "race", 42.2)], race_date="2027-01-31", goal="marathon")
    assert said(plan, "block_short") == [
        (
            "warning",
            "Your marathon is 4 weeks away. You would need 14 or more to build up and taper, so rely on your "
            "current fitness or choose a later race.",
        )
    ]


def test_a_pin_without_its_session_is_told():
    plan = make_plan(rising(5.0), pins={"w01-easy-4": "Tue"})
    assert said(plan, "orphan_pin") == [
        ("warning", "The pin on w01-easy-4 has no effect: the plan has no such session.")
    ]


def test_each_pin_without_its_session_is_told():
    plan = make_plan(rising(5.0), pins={"w01-easy-4": "Tue", "w01-long": "Wed"})
    why = "has no effect: the plan has no such session."
    assert [message for _, message in said(plan, "orphan_pin")] == [
        f"The pin on w01-easy-4 {why}",
        f"The pin on w01-long {why}",
    ]


def remarks(weeks, rule="demoted_heavy", message="General instead of heavy."):
    columns = {"severity": ["info"] * len(weeks), "rule": [rule] * len(weeks), "week": weeks}
    columns |= {"session_id": [f"w{week:02d}-strength-1" for week in weeks], "message": [message] * len(weeks)}
    return schema.build_frame(schema.FINDINGS, columns | {"source": ["our_assumption"] * len(weeks)})


def test_what_planning_remarked_is_kept():
    assert said(make_plan(rising(5.0), remarks=remarks([2])), "demoted_heavy") == [
        ("info", "General instead of heavy.")
    ]


def test_the_same_remark_for_more_than_three_weeks_is_said_once():
    assert said(make_plan(rising(5.0), remarks=remarks([1, 2, 3, 4])), "demoted_heavy") == [
        (
            "info",
            "In weeks 1 to 4 one strength session per week is general instead of heavy, so that your legs are "
            "fresh for "
            "hard runs and the weeks keep their rhythm.",
        )
    ]


def test_what_planning_remarked_is_not_said_twice():
    remarked = remarks([2], "spike_over_longest", "Too far.")
    plan = make_plan(long_runs(8.0, 10.0), weekly_km_now=20, remarks=remarked)
    assert said(plan, "spike_over_longest") == [("info", "Too far.")]


def test_errors_come_first_then_warnings_then_information():
    plan = make_plan([*long_runs(8.0, 12.0), run(2, "Mon", "easy", 5.0)], days_off=("Mon",))
    order = [SEVERITIES.index(severity) for severity in findings(plan)["severity"]]
    assert order == sorted(order)
    assert order[0] == 0


def test_the_plan_is_not_changed():
    plan = make_plan([*long_runs(8.0, 12.0), strength(1, "Mon", "core")])
    before = [frame.copy() for frame in (plan.weeks, plan.sessions, plan.exercises, plan.remarks)]
    findings(plan)
    for old, new in zip(before, (plan.weeks, plan.sessions, plan.exercises, plan.remarks), strict=True):
        pd.testing.assert_frame_equal(old, new)


@given(possible_blocks())
@settings(max_examples=40)
def test_any_plan_breaks_no_hard_rule_and_names_only_known_sources(block):
    plan = build_plan(block)
    found = findings(plan)
    assert found.loc[found["severity"] == "error", "message"].tolist() == []
    assert set(found["source"]) <= set(load_catalog().sources["source_id"])
    assert set(found["rule"]) <= set(load_catalog().rules["rule_id"])
    assert not found.duplicated(["rule", "week", "session_id", "severity"]).any()
    assert all(message.endswith(".") and "!" not in message and "  " not in message for message in found["message"])


@pytest.mark.parametrize(("minutes", "told"), [(24, True), (25, False), (30, False)])
def test_minutes_that_no_session_needs_are_told_with_what_would_use_them(minutes, told):
    sessions = [run(1, "Sun", "easy", 5.0), strength(1, "Tue", "general") | {"minutes": minutes}]
    plan = make_plan(sessions, strength_minutes=30, sets_per_muscle=3)
    sentence = (
        f"Strength sessions take at most {minutes} of your 30 minutes: that is enough for your weekly sets. To "
        "use the spare minutes, raise “Weekly sets per muscle” above 3."
    )
    assert said(plan, "minutes") == ([("info", sentence)] if told else [])


@pytest.mark.parametrize(
    ("equipment", "why"),
    [
        (
            (),
            "without weights, more sets add little. To use the spare minutes, add a weight; a filled backpack will do.",
        ),
        (("dumbbell",), "more sets would add little."),
    ],
)
def test_minutes_that_are_left_although_they_are_filled_are_told_with_a_weight_that_would_use_them(equipment, why):
    plan = make_plan([strength(1, "Tue", "general") | {"minutes": 20}], strength_minutes=30, equipment=equipment)
    assert said(plan, "minutes") == [("info", f"Strength sessions take at most 20 of your 30 minutes: {why}")]
