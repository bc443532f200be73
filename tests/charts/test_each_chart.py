"""What each chart draws: its marks, values and words."""

from __future__ import annotations

import pytest

from runplan import charts
from runplan.api import build_plan
from runplan.charts.signs import SIGN_NAMES, SIGNS, sign_of
from runplan.charts.style import COVERAGE_SCALE
from runplan.insight.coverage import coverage_status
from runplan.insight.running_load import load_beside_sets
from runplan.plan.block import Block
from tests.charts.drawings import calendar, heatmap, kilometres, load, one_week, variety, words

# --- coverage ---------------------------------------------------------------------------------------------------------


def patches(ax, start):
    return {patch.get_gid(): patch for patch in ax.patches if (patch.get_gid() or "").startswith(start)}


def test_the_heat_map_has_a_cell_for_each_week_and_row(drawn):
    assert len(patches(drawn(heatmap), "cell-")) == 16 * 17


def test_what_is_over_150_per_cent_is_hatched_and_nothing_else_is():
    plan = build_plan(Block(start="2027-01-04", weeks=6, sets_per_muscle=1))  # one set of a squat is over it already
    status = coverage_status(plan)
    over = status[status["status"] == "above"]
    expected = {f"over-{row.muscle}-{row.week}" for row in over.itertuples()}
    hatched = patches(heatmap(plan), "over-")
    assert expected
    assert set(hatched) == expected
    assert all(patch.get_hatch() for patch in hatched.values())


def test_a_cell_on_target_has_the_deepest_colour(plan, drawn):
    status = coverage_status(plan)
    row = status[status["share"] >= 1.0].iloc[0]
    cell = patches(drawn(heatmap), "cell-")[f"cell-{row['muscle']}-{row['week']}"]
    assert cell.get_facecolor() == COVERAGE_SCALE(1.0)


def test_the_heat_map_names_its_target_and_whose_assumption_it_is(drawn):
    shown = words(drawn(heatmap))
    assert "target 4" in shown
    assert {"2", "2.8"} <= set(shown)  # half of it in the first week, 70 % in a lighter one
    note = (
        "Bold: main muscles, against the full target (the trunk against 60 %). Others: against half of it. "
        "Targets are our assumption."
    )
    assert note in shown


def test_judged_muscles_are_bold(drawn):
    weights = {label.get_text(): label.get_fontweight() for label in drawn(heatmap).get_yticklabels()}
    assert weights["Soleus"] == "bold"
    assert weights["Trunk (mean of 4)"] == "bold"
    assert weights["Shoulders"] == "normal"


def test_numbers_stand_in_cells_that_have_room_for_them(drawn):
    few = [text for text in drawn(heatmap).texts if text.get_text().replace(".", "").isdigit()]
    many = [text for text in drawn(heatmap, "long_plan").texts if text.get_text().replace(".", "").isdigit()]
    assert len(few) >= 16 * 17
    assert len(many) < 52


# --- kilometres -------------------------------------------------------------------------------------------------------


def test_bars_have_the_weeks_kilometres_and_long_runs(plan, drawn):
    whole, inner = drawn(kilometres).containers
    assert [bar.get_height() for bar in whole] == pytest.approx(plan.weeks["run_km"].tolist())
    assert [bar.get_height() for bar in inner] == pytest.approx(plan.weeks["long_run_km"].tolist())


def test_miles_are_drawn_where_the_runner_reads_miles(long_plan, drawn):
    ax = drawn(kilometres, "long_plan")
    assert ax.get_title(loc="left") == "Miles per week"
    assert ax.containers[0].patches[0].get_height() == pytest.approx(long_plan.weeks["run_km"].iloc[0] / 1.609344)


def test_step_back_weeks_are_hatched(plan, drawn):
    hatched = [bool(bar.get_hatch()) for bar in drawn(kilometres).containers[0]]
    assert hatched == plan.weeks["step_back"].tolist()
    # Counted back from week 13, the last one whose long run is 19 days or more before the race: three full weeks come
    # after each.
    assert [week for week, is_hatched in enumerate(hatched, 1) if is_hatched] == [6, 10]


def test_phases_are_named_and_the_race_has_its_flag(drawn):
    ax = drawn(kilometres)
    assert {"Base", "Build", "Peak", "Taper", "Race"} <= set(words(ax))
    (flag,) = [line for line in ax.lines if line.get_gid() == "sign-race"]
    assert flag.get_xdata().tolist() == [16]


# --- calendar ---------------------------------------------------------------------------------------------------------


def test_each_session_has_its_sign_in_its_week_and_day(plan, drawn):
    ax = drawn(calendar)
    drawn = {}
    for line in ax.lines:
        key = (line.get_gid() or "").removeprefix("sign-")
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True):
            if key in SIGNS and y < len(plan.weeks):
                drawn.setdefault(key, set()).add((int(y) + 1, int(x)))
    expected = {}
    for row in plan.sessions.itertuples():
        expected.setdefault(sign_of(row.type), set()).add((row.week, row.date.weekday()))
    assert {key: places for key, places in drawn.items() if key != "pin"} == expected
    assert drawn["pin"] == {(6, 3)}


def test_weeks_that_begin_on_sunday_begin_with_sunday(drawn):
    shown = [text.get_text() for text in drawn(calendar, "long_plan").texts]
    assert [text for text in shown if text in ("Sun", "Mon", "Sat")] == ["Sun", "Mon", "Sat"]


def test_step_back_weeks_have_a_pale_band(plan, drawn):
    bands = patches(drawn(calendar), "step-back-")
    assert set(bands) == {f"step-back-{week}" for week in plan.weeks.loc[plan.weeks["step_back"], "week"]}


def test_totals_stand_at_the_right(plan, drawn):
    shown = words(drawn(calendar))
    # From 30 to 55 km in week 9, lighter every fourth week, held in waves, down to the race.
    for km in (30, 34, 37, 41, 44, 35, 48, 51, 55, 44, 52, 55, 54, 41):
        assert str(km) in shown
    minutes = int(plan.sessions.loc[plan.sessions["week"] == 5, "minutes"].sum())
    assert f"{minutes // 60}:{minutes % 60:02d}" in shown


def test_one_week_shows_titles_and_minutes_of_its_sessions_only(plan, drawn):
    ax = drawn(one_week)
    rows = plan.sessions[plan.sessions["week"] == 6]
    shown = " ".join(text.get_text() for text in ax.texts)
    assert ax.get_title(loc="left") == "Week 6"
    for row in rows.itertuples():
        assert f"{row.minutes} min" in shown


def test_only_the_signs_that_are_used_are_explained(plan, drawn):
    shown = words(drawn(calendar))
    assert SIGN_NAMES["race"] in shown
    assert SIGN_NAMES["long"] in shown
    weeks, sessions = plan.weeks.head(2), plan.sessions[plan.sessions["week"] <= 2]
    early = words(charts.week_calendar(sessions, weeks))
    assert SIGN_NAMES["race"] not in early


# --- load, planes, benefits -------------------------------------------------------------------------------------------


def test_bars_are_sets_ticks_are_targets_and_dots_are_load(plan, drawn):
    rows = load_beside_sets(plan)
    ax = drawn(load)
    widest = max(rows["sets"].max(), rows["target"].max())
    lengths = sorted(bar.get_width() * widest for bar in ax.containers[0])
    assert lengths == pytest.approx(sorted(rows["sets"]))
    (dots,) = [one for one in ax.collections if one.get_gid() == "running-load"]
    start, end = 1.22, 2.0
    shown = sorted((dots.get_offsets()[:, 0] - start) / (end - start) * 100)
    assert shown == pytest.approx(sorted(rows["load"]))
    (ticks,) = [one for one in ax.collections if one.get_label() == "target"]
    assert sorted({round(path.vertices[0, 0] * widest, 6) for path in ticks.get_paths()}) == pytest.approx(
        sorted(set(rows["target"].round(6)))
    )


def test_the_load_chart_says_that_load_is_never_added_to_sets(drawn):
    assert any("never counted as sets" in text for text in words(drawn(load)))


def test_planes_have_sets_and_benefits_have_minutes_too(drawn):
    labels = [container.get_label() for container in drawn(variety).containers]
    assert labels[:3] == ["sets, sagittal", "sets, frontal", "sets, transverse"]
    assert "minutes, mobility" in labels
    assert "minutes, sagittal" not in labels
