"""The scene: what the board is told, against the tables that it tells of."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from typing import Any

import pytest

import runplan as rp
from runplan import schema
from runplan.insight.coverage import coverage_status
from runplan.insight.substitutes import without
from runplan.ui.board.payload import Seen, about, details, lists, scene
from runplan.ui.board.payload.muscle_text import muscle_words, others_sentence, reach_sentences, uncovered_sentence
from runplan.ui.state.error_text import difference, in_words
from runplan.ui.state.planner_model import PlannerModel

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@pytest.fixture(scope="module")
def plan() -> rp.Plan:
    return rp.build_plan(
        rp.Block(
            start="2027-01-04",
            race_date="2027-04-25",
            goal="marathon",
            weekly_km_now=30,
            weekly_km_peak=55,
            days_off=("Tue",),
            equipment=("foam_roller", "mini_band", "dumbbell"),
            pins={"w02-strength-1": "Fri"},
        )
    )


def shown(plan: rp.Plan, today: str | None = None) -> dict[str, Any]:
    model = PlannerModel(plan.block, plan.catalog)
    day = None if today is None else dt.date.fromisoformat(today)
    told: dict[str, Any] = json.loads(scene(model, Seen(plan), None, day))
    return told


def test_every_session_is_told_once_with_its_day_amount_and_pin(plan: rp.Plan) -> None:
    told = shown(plan)
    rows = {row[0]: (week["n"], row) for week in told["weeks"] for row in week["s"]}
    assert sorted(rows) == sorted(plan.sessions["session_id"])
    for one in plan.sessions.itertuples(index=False):
        week, (_, day, type_, much, minutes, effort, pinned, title, _, pace, did) = rows[one.session_id]
        assert (week, WEEKDAYS[day], type_) == (one.week, one.weekday, one.type)
        assert told["titles"][title] == one.title
        assert bool(told["paces"][pace]) == (one.kind == "run")
        assert (minutes, effort, bool(pinned), did) == (one.minutes, one.effort, one.pinned, 0)
        assert float(much) == (pytest.approx(one.km, abs=0.0501) if one.kind == "run" else one.minutes)
    assert sum(row[6] for _, row in rows.values()) == 1


def test_a_week_that_begins_on_sunday_counts_its_days_from_there(plan: rp.Plan) -> None:
    sunday = rp.build_plan(plan.block.replace(week_start="Sun", start="2027-01-03", pins={}))
    told = shown(sunday)
    assert told["days"] == ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    days = {row[0]: told["days"][row[1]] for week in told["weeks"] for row in week["s"]}
    assert days == dict(zip(sunday.sessions["session_id"], sunday.sessions["weekday"], strict=True))


def test_a_strength_session_names_its_exercises_with_their_sets(plan: rp.Plan) -> None:
    told, known = shown(plan), about(plan.catalog)
    lists = {row[0]: told["lists"][row[8]] for week in told["weeks"] for row in week["s"] if row[8] >= 0}
    for session_id, rows in plan.exercises.groupby("session_id", sort=False):
        named = [(known["exercises"][place]["id"], sets) for place, sets in lists[session_id]]
        assert named == list(zip(rows["exercise_id"], rows["sets"], strict=True))
    strength = plan.sessions.loc[plan.sessions["kind"] == "strength", "session_id"]
    assert set(lists) == set(strength)


def test_weeks_tell_their_phase_their_kilometres_and_the_race_apart(plan: rp.Plan) -> None:
    told = shown(plan)["weeks"]
    assert [week["n"] for week in told if week["back"]] == list(plan.weeks.loc[plan.weeks["step_back"], "week"])
    assert any(week["back"] for week in told)
    assert [week["phase"] for week in told] == list(plan.weeks["phase"])
    assert [week["race"] for week in told] == [0] * 15 + [42.2]
    assert [round(week["km"] + week["race"], 1) for week in told] == list(plan.weeks["run_km"])
    assert all(week["curve"] == week["km"] and not week["own"] for week in told)
    counted = plan.exercises[plan.exercises["section"].isin(schema.COUNTED_SECTIONS)]
    week_of = plan.sessions.set_index("session_id")["week"]
    sets = counted["sets"].groupby(counted["session_id"].map(week_of)).sum()
    assert {week["n"]: week["sets"] for week in told} == {week: int(sets.get(week, 0)) for week in range(1, 17)}


def test_a_week_of_its_own_keeps_the_value_of_the_curve_beside_it(plan: rp.Plan) -> None:
    own = rp.build_plan(plan.block.replace(weekly_km={6: 76, 16: 20}))
    told = {week["n"]: week for week in shown(own)["weeks"]}
    before = {week["n"]: week for week in shown(plan)["weeks"]}
    of_curve = {week: row["km"] for week, row in before.items()}
    assert of_curve[6] < 60
    assert of_curve[16] < 18
    assert (told[6]["km"], told[6]["curve"], told[6]["own"]) == (76, of_curve[6], 1)
    assert (told[16]["km"], told[16]["curve"], told[16]["race"]) == (20, of_curve[16], 42.2)
    assert told[6]["spike"].startswith("Week 6")
    assert [week for week in told if told[week]["spike"] and not before[week]["spike"]] == [6]
    messages = own.findings().query("rule in ('spike_over_longest', 'week_rise') and severity == 'warning'")["message"]
    assert told[6]["spike"] in messages.tolist()


@pytest.mark.parametrize(("today", "marked"), [("2027-02-03", [5]), ("2026-12-31", [])], ids=["in the block", "before"])
def test_the_current_week_is_marked(plan: rp.Plan, today: str, marked: list[int]) -> None:
    assert [week["n"] for week in shown(plan, today)["weeks"] if week["now"]] == marked


def test_sets_and_targets_of_the_twenty_muscles_are_those_of_the_plan(plan: rp.Plan) -> None:
    told = shown(plan)["muscles"]
    covered = plan.coverage()
    names = [muscle["id"] for muscle in about(plan.catalog)["muscles"]]
    assert names == [*schema.MUSCLES, "trunk"]
    status = coverage_status(plan).set_index(["week", "muscle"])
    for week in plan.weeks["week"]:
        row = told["sets"][week - 1]
        assert row[:20] == pytest.approx([covered.at[week, muscle] for muscle in schema.MUSCLES], abs=0.00501)
        target = told["targets"][told["of"][week - 1]]
        for muscle in (*schema.PRIORITY_MUSCLES, "trunk", "latissimus"):
            place = names.index(muscle)
            assert row[place] == pytest.approx(status.at[(week, muscle), "sets"], abs=0.00501)
            assert target[place] == pytest.approx(status.at[(week, muscle), "target"], abs=0.00501)
    load = plan.running_load()
    highest = load.stack().idxmax()
    assert told["load"][highest[0] - 1][schema.MUSCLES.index(highest[1])] == 4
    assert {step for row in told["load"] for step in row} <= {0, 1, 2, 3, 4}


def test_findings_stand_with_their_source_and_without_an_id(plan: rp.Plan) -> None:
    orphan = rp.build_plan(plan.block.replace(pins={"w02-strength-4": "Fri"}))
    assert "w02-strength-4" in " ".join(orphan.findings()["message"])
    told = lists(Seen(orphan))["findings"]
    assert [row[:1] + row[2:3] for row in told] == orphan.findings()[["severity", "rule"]].to_numpy().tolist()
    text = " ".join(row[3] for row in told)
    assert "The pin on week 2, strength session 4 has no effect" in text
    assert not re.search(r"\bw\d\d-", text)
    assert all(row[4] and row[5] for row in told)


def test_the_summary_has_the_measure_of_the_weeks(plan: rp.Plan) -> None:
    told = shown(plan)
    assert told["head"]["lead"] == "Marathon in 16 weeks"
    facts = [text for text, _ in told["head"]["facts"]]
    highest = plan.weeks.loc[plan.weeks["run_km"][:15].idxmax(), "week"]
    # Two a week in the 14 weeks that end two weeks or more before the race, one in the last two.
    assert facts == [f"peak 55 km in week {highest}", "30 strength sessions", "main muscles 100 %"]
    # a step-back week may spare a set of the trunk, an eighth of what is judged
    for week in told["weeks"][:15]:
        assert week["share"] == 1.0 or (week["back"] and week["share"] == 0.996)
    assert told["weeks"][15]["share"] < 0.7


def test_the_runs_divide_by_type(plan: rp.Plan) -> None:
    runs = plan.sessions[plan.sessions["kind"] == "run"]
    told = {row[0]: row for row in lists(Seen(plan))["runs"]}
    assert set(told) == set(runs["type"])
    for type_, rows in runs.groupby("type"):
        assert told[type_][2] == str(len(rows))
        assert abs(float(told[type_][3].removesuffix(" km")) - rows["km"].sum()) <= 0.5 + 1e-6
    assert told["long"][6] == f"{runs.loc[runs['type'] == 'long', 'km'].max():g} km"


def test_miles_are_shown_where_they_are_wished(plan: rp.Plan) -> None:
    miles = rp.build_plan(plan.block.replace(units="mi"))
    told = shown(miles)
    row = miles.weeks["run_km"][:15].idxmax()
    week, km = miles.weeks.loc[row, "week"], miles.weeks.loc[row, "run_km"]
    distance = f"{round(km / 1.609344, 1):g}"
    assert told["head"]["facts"][0][0] == f"peak {distance} mi in week {week}"
    assert told["weeks"][week - 1]["much"] == distance
    assert told["weeks"][week - 1]["km"] == pytest.approx(km, abs=0.051)
    assert " km" not in json.dumps(lists(Seen(miles))["runs"])


def test_a_date_off_and_the_note_of_its_week_are_told(plan: rp.Plan) -> None:
    away = rp.build_plan(plan.block.replace(dates_off=("2027-02-03",)))
    told = shown(away)["weeks"]
    assert [week["off"] for week in told] == [[2] if week["n"] == 5 else [] for week in told]
    note = away.weeks.loc[away.weeks["week"] == 5, "note"].iloc[0]
    assert "1 date off" in note
    assert told[4]["note"] == note
    assert note in details(Seen(away), "w05-long")["about"]


# --- details --------------------------------------------------------------------------------------------------------


def test_a_session_shows_its_doses_part_by_part(plan: rp.Plan) -> None:
    told = details(Seen(plan), "w05-strength-1")
    rows = plan.exercises[plan.exercises["session_id"] == "w05-strength-1"]
    assert [row["name"] for part in told["parts"] for row in part["rows"]] == list(rows["exercise"])
    assert [part["name"] for part in told["parts"]][:2] == ["Foam rolling", "Warm-up"]
    for row, one in zip((row for part in told["parts"] for row in part["rows"]), rows.itertuples(), strict=True):
        amount = f"{one.reps}" if str(one.reps) != "<NA>" else f"{one.seconds} s"
        assert row["dose"] == f"{one.sets} × {amount}"
        assert row["side"] == int(one.each_side)


def test_a_superset_is_told_by_its_letter_and_by_name() -> None:
    plan = rp.build_plan(
        rp.Block(start="2027-01-04", weeks=12, level="intermediate", strength_minutes=30, equipment=("dumbbell",))
    )
    told = 0
    for session_id, frame in plan.exercises.groupby("session_id"):
        rows = [row for part in details(Seen(plan), str(session_id))["parts"] for row in part["rows"]]
        assert [row["pair"] for row in rows] == list(frame["superset"])
        for letter in set(frame["superset"]) - {""}:
            one, other = [row for row in rows if row["pair"] == letter]
            assert (one["with"], other["with"]) == (f"in turn with {other['name']}", f"in turn with {one['name']}")
            told += 1
        assert all(row["with"] == "" for row in rows if not row["pair"])
    assert told


@pytest.mark.parametrize(
    ("exercise_id", "owned", "sentence"),
    [
        ("one_leg_rdl_to_row", ("dumbbell",), "Without the dumbbell: backpack, or Single-leg hinge with reach."),
        ("hip_thrust", ("bench", "dumbbell"), "Without the bench and dumbbell: Single-leg bridge."),
        ("swiss_ball_leg_curl", ("swiss_ball",), "Without the Swiss ball: Bridge walk-out."),
        ("kettlebell_deadlift", ("dumbbell",), "Without the dumbbell: backpack."),
        ("push_up", (), ""),
        ("foam_roll_glutes", ("foam_roller",), ""),
        ("my_own", (), ""),
    ],
)
def test_what_does_without_the_kit_is_told(exercise_id: str, owned: tuple[str, ...], sentence: str) -> None:
    assert without(rp.load_catalog(), owned, exercise_id) == sentence


def test_every_exercise_with_kit_says_what_does_without_but_for_rolling() -> None:
    catalog = rp.load_catalog()
    table = catalog.exercises
    for name in table.index[(table["equipment"] != "") & (table["section"] != "foam_roll")]:
        assert 20 < len(without(catalog, catalog.equipment_words, str(name))) < 110, name


def test_every_other_day_says_what_it_would_cost(plan: rp.Plan) -> None:
    told = details(Seen(plan), "w05-strength-1")["why"]
    explained = plan.explain("w05-strength-1")
    assert [day["day"] for day in told] == list(WEEKDAYS)
    assert [day["cost"] for day in told] == [None if str(cost) == "<NA>" else cost for cost in explained["cost"]]
    assert [bool(day["allowed"]) for day in told] == list(explained["allowed"])
    assert sum(day["here"] for day in told) == 1
    assert told[1]["said"] == "Not possible, because it is one of your days off."
    dearer = [day["said"] for day in told if (day["cost"] or 0) > 0]
    assert dearer
    assert not [words for words in dearer if "point" in words]  # the points are beside the sentence


def test_a_session_says_what_effort_means_and_why_it_is_short(plan: rp.Plan) -> None:
    told = details(Seen(plan), "w05-strength-1")
    minutes = int(plan.sessions.set_index("session_id").loc["w05-strength-1", "minutes"])
    assert minutes <= 27
    assert told["more"].startswith("Effort 7: stop when you could still do about 3 more.")
    assert told["more"].endswith(
        f"It takes {minutes} of your 30 minutes: that is enough to reach the week’s targets for the main muscles."
    )
    assert details(Seen(plan), "w05-quality-1")["more"] == ""


def test_each_step_of_a_run_has_its_pace_its_speed_its_heart_rates_and_how_it_feels(plan: rp.Plan) -> None:
    faster = rp.build_plan(plan.block.replace(recent_races="10k 52:30", max_heart_rate=190))
    steps = faster.sessions.set_index("session_id")["steps"]
    session_id = next(name for name, text in steps.items() if re.search(r"\d x \d min @threshold / ", text))
    rows = details(Seen(faster), session_id)["steps"]
    assert len(rows) == len(steps[session_id].split(";"))
    assert rows[0][1:] == ["6:07–7:18 /km", "8.2–9.8 km/h · 124–152 bpm · you could chat all the way"]
    assert rows[-1][1:] == ["6:07–7:18 /km", ""]
    what, pace, facts = next(row for row in rows if "threshold" in row[0])
    assert re.fullmatch(r"\d × \d min at threshold pace, \d min jog after each", what)
    assert (pace, facts) == ("5:20–5:35 /km", "10.7–11.3 km/h · 167–175 bpm · you could say one sentence")
    assert next(words for words in shown(faster)["paces"] if "threshold" in words).startswith(
        f"{what.split(',')[0]} (5:20–5:35 /km, 167–175 bpm), "
    )


def test_without_a_race_each_step_says_how_it_feels(plan: rp.Plan) -> None:
    rows = details(Seen(plan), "w05-quality-1")["steps"]
    assert rows[0][1:] == ["", "you could chat all the way"]
    assert not re.search(r"\d:\d\d|km/h", json.dumps(rows))
    assert details(Seen(plan), "w05-strength-1")["steps"] == []


def test_a_session_that_the_plan_no_longer_has_is_told_as_gone(plan: rp.Plan) -> None:
    assert details(Seen(plan), "w99-long") == {"id": "w99-long", "gone": True}


# --- words ----------------------------------------------------------------------------------------------------------


def test_a_block_that_covers_everything_says_so(plan: rp.Plan) -> None:
    sentence = (
        "Every muscle that matters most to a runner, and the trunk, reaches its target before race week. Race "
        "week has only light work."
    )
    assert uncovered_sentence(plan) == sentence
    assert muscle_words(plan)["covered"][0] == sentence


def test_a_muscle_without_sets_is_named_in_words() -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=8, strength_sessions=0))
    assert uncovered_sentence(plan) == "The plan has no strength sessions, so no muscle gets any sets."
    assert reach_sentences(plan) == ["The plan has no strength sessions."]
    calves = tuple(
        one
        for one, credit in rp.load_catalog().credit.iterrows()
        if credit["soleus"] > 0 or credit["gastrocnemius"] > 0
    )
    without = rp.build_plan(rp.Block(start="2027-01-04", weeks=8, avoid=calves))
    text = uncovered_sentence(without)
    assert text.startswith("Below target in weeks 1 to 8: ")
    assert text.endswith("Below half of the target in every week: gastrocnemius and soleus.")


def test_other_muscles_that_get_too_few_sets_are_named_too() -> None:
    bare = rp.build_plan(rp.Block(start="2027-01-04", weeks=8))
    sets = bare.coverage().mean()
    text = others_sentence(bare)
    assert text.startswith("Other muscles, with half the target: ")
    assert sets["latissimus"] == 0
    assert "no sets for " in text
    assert "latissimus" in text.split("; ")[0]
    judged = {*schema.PRIORITY_MUSCLES, *schema.TRUNK_MUSCLES}
    enough = (bare.coverage() / 2).clip(upper=1).mean()  # of their two sets a week
    for muscle in set(schema.MUSCLES) - judged:
        assert (muscle.replace("_", " ") in text) == (enough[muscle] < 0.9), muscle
    assert text in muscle_words(bare)["covered"]


def test_a_fixed_routine_is_told_from_what_another_choice_could_reach() -> None:
    short = rp.build_plan(rp.Block(start="2027-01-04", weeks=8, strength_minutes=15))
    for sentence in muscle_words(short)["reach"]:
        assert re.search(
            r"reaches [\d.]+ %\. The routine of less than 20 minutes is fixed; other exercises in the same time "
            r"could reach at most [\d.]+ %\.$",
            sentence,
        )


def test_the_reach_is_never_said_to_be_over_its_bound(plan: rp.Plan) -> None:
    sentences = reach_sentences(plan)
    assert len(sentences) == len(plan.routines)
    for sentence, (_, routine) in zip(sentences, plan.routines, strict=True):
        found = re.search(
            r"reaches ([\d.]+) %\. In straight sets, no plan with this time and equipment can exceed ([\d.]+) %\.",
            sentence,
        )
        assert found is not None
        assert re.search(r"[Ww]eeks? \d+( to \d+)?: ", sentence)
        reach, bound = float(found[1]), float(found[2])
        assert reach <= routine.reach <= routine.bound() <= bound + 1e-9
        assert bound - reach < routine.bound() - routine.reach + 0.2001


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"run_days": 6}, "6 runs per week"),
        ({"days_off": ()}, "days off: none"),
        ({"days_off": ("Wed", "Fri"), "rest_days": 2}, "days off: Wednesday, Friday; 2 rest days per week"),
        ({"doubles": False}, "run and strength on the same day: no"),
        ({"pins": ()}, "pinned sessions: none"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_offer_is_told_in_words(plan: rp.Plan, changes: dict[str, object], text: str) -> None:
    wishes = {field.name: getattr(plan.block, field.name) for field in dataclasses.fields(rp.Block)}
    assert difference(wishes, plan.block.replace(**changes)) == text


def test_refusals_lose_the_names_of_fields_and_nothing_else() -> None:
    assert (
        in_words("race_date=2027-01-01 is before start=2027-01-04: give a race after the start.")
        == "The race on Fri 1 Jan 2027 is before the start on Mon 4 Jan 2027: give a race after the start."
    )
    assert in_words("Write w=3 (see plan.csv).") == "Write w=3 (see plan.csv)."
