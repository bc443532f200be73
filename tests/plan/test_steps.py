"""The steps of a given run, where its text states repeats: counted by hand, and never more than the run has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.exchange.export.watch.fit import fit_bytes
from runplan.insight.run_text import run_text
from runplan.plan.steps import Step, parse_steps, steps_of_text, steps_text
from runplan.planning.running.step_paces import step_paces
from runplan.words import STEP_NAMES
from tests.exchange.export.watch.fit_reader import read_zip

# text, type, km, steps
STATED = [
    ("4 x 800 m", "intervals", 3.2, "4 x 800 m @5k"),
    ("4x800", "intervals", 3.2, "4 x 800 m @5k"),
    ("8 x 400 @5k / 400 jog", "intervals", 6.4, "8 x 400 m @5k / 400 m jog"),
    ("6 × 800m @ 5K pace", "intervals", 4.8, "6 x 800 m @5k"),
    ("12 x 400, 400 rec", "intervals", 9.6, "12 x 400 m @5k / 400 m jog"),
    ("3 x 1 mi tempo", "tempo", 4.828, "3 x 1.6 km @tempo"),
    ("6 x 200 m hills", "hills", 1.2, "6 x 200 m uphill"),
    ("2 km easy; 5 x 1 km @5k / 400 m jog; 2 km easy", "intervals", 11.0,
     "2 km easy; 5 x 1 km @5k / 400 m jog; 2 km easy"),
    ("10 km with 4 x 1 km", "intervals", 10.0, "3 km easy; 4 x 1 km @5k; 3 km easy"),
    # nothing where a word cannot be read, where another pace is stated, or where it would be more than the run
    ("4 x 800 @ 10k pace", "intervals", 3.2, ""),
    ("6 x 400 R w/400 jg", "intervals", 2.4, ""),
    ("8 x 400 @5k / 400 jog", "intervals", 3.2, ""),
    ("6 x 400 m, then run home with Ana", "intervals", 9.0, ""),
    ("6 x 60 s hills", "hills", 2.0, ""),
    ("3 x 1250 m", "intervals", 3.75, ""),
    ("2 x 2 mi at HMP", "tempo", 6.4, ""),
    ("4 x 800 m", "intervals", None, ""),
    ("4 x 800 m", "easy", 3.2, ""),
    ("0 x 800 m", "intervals", 3.2, ""),
    ("4 x 0 km", "intervals", 3.2, ""),
    ("5 mi tempo", "tempo", 8.0, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "km", "steps"), STATED)
def test_the_steps_are_what_the_text_states(text: str, kind: str, km: float | None, steps: str) -> None:
    assert steps_text(steps_of_text(text, kind, km)) == steps


def metres(steps: str) -> float:
    """By splitting alone; a jog follows every repeat."""
    total = 0.0
    for step in steps.split("; "):
        head, _, jog = step.partition(" / ")
        times, _, rest = head.rpartition(" x ")
        lengths = [part.split(" ")[:2] for part in (rest, jog) if part]
        total += int(times or 1) * sum(float(amount) * {"km": 1000, "m": 1}[unit] for amount, unit in lengths)
    return total


@given(
    times=st.integers(1, 30),
    each=st.sampled_from(("200 m", "400", "800 m", "1 km", "1.2 km", "1 mi", "1600m")),
    jog=st.sampled_from(("", " / 200 m jog", ", 400 rec")),
    kind=st.sampled_from(("intervals", "tempo", "hills")),
    km=st.integers(1, 600).map(lambda tenths: tenths / 10),
)
def test_steps_can_be_read_and_are_never_longer_than_the_run(
    times: int, each: str, jog: str, kind: str, km: float
) -> None:
    steps = steps_text(steps_of_text(f"{times} x {each}{jog}", kind, km))
    if not steps:
        once = {"200 m": 0.2, "400": 0.4, "800 m": 0.8, "1 km": 1, "1.2 km": 1.2, "1 mi": 1.6, "1600m": 1.6}[each]
        assert times * (once + (0.4 if "rec" in jog else 0.2 if jog else 0)) > km
        return
    assert parse_steps(steps)
    assert -50 <= km * 1000 - metres(steps) < 250
    assert sum(step.repeat for step in parse_steps(steps) if step.target != "easy") == times


LENGTHS = st.integers(1, 999) | st.integers(10, 2000).map(lambda hundreds: hundreds * 100)


TIMES = st.integers(1, 599) | st.integers(1, 999).map(lambda minutes: 60 * minutes)
AMOUNTS = st.one_of(LENGTHS.map(lambda metres: (metres, 0)), TIMES.map(lambda seconds: (0, seconds)))


@st.composite
def any_step(draw: st.DrawFn) -> Step:
    metres, seconds = draw(AMOUNTS)
    recovery_metres, recovery_seconds = draw(st.just((0, 0)) | AMOUNTS)
    target = draw(st.sampled_from(tuple(STEP_NAMES)))
    return Step(draw(st.integers(1, 99)), metres, target, recovery_metres, seconds, recovery_seconds)


@given(st.lists(any_step(), min_size=1, max_size=5))
def test_what_is_written_of_steps_is_read_as_the_same_steps(steps: list[Step]) -> None:
    assert parse_steps(str(steps[0])) == (steps[0],)
    assert parse_steps(steps_text(steps)) == tuple(steps)


@pytest.mark.parametrize("goal", ["general", "5k", "10k", "half", "marathon"])
def test_the_steps_of_every_planned_run_are_read_and_written_alike(goal: str) -> None:
    race = {"weeks": 12} if goal == "general" else {"race_date": "2027-04-25"}
    plan = rp.build_plan(rp.Block(start="2027-01-04", goal=goal, weekly_km_now=45, run_days=5, quality_runs=2, **race))
    runs = [session for session in plan.session_records if session.is_run]
    assert len(runs) > 40
    for session in runs:
        steps = parse_steps(session.steps)
        assert steps_text(steps) == session.steps != ""
        metres = sum(step.metres_at(step_paces(plan.block)) for step in steps)
        timed = any(step.seconds or step.recovery_seconds for step in steps)  # its easy part is in whole hundreds
        assert metres == pytest.approx(session.km * 1000, abs=51 if timed else 1e-6)


WORDS = st.sampled_from(["4", "x", "800", "m", "km", "@5k", "/", "jog", ",", ";", "easy", "2", "w/"])


@given(st.text(max_size=200) | st.lists(WORDS).map(" ".join))
def test_any_text_gives_steps_that_can_be_read_or_none(text: str) -> None:
    steps = steps_text(steps_of_text(text, "intervals", 20.0))
    assert not steps or parse_steps(steps)


def test_a_plan_around_given_runs_holds_the_steps_and_its_words_and_watches_do() -> None:
    rows = [
        {"week": week, "weekday": day, "type": kind, "km": km, "text": text}
        for week in range(1, 5)
        for day, kind, km, text in (
            ("Tue", "intervals", 6.4, "8 x 400 @5k / 400 jog"),
            ("Thu", "easy", 5.0, "5 easy"),
            ("Sun", "long", 12.0, "12 long"),
        )
    ]
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=4, runs=rows))
    sessions = plan.sessions
    hard = sessions[sessions["type"] == "intervals"]
    assert set(hard["steps"]) == {"8 x 400 m @5k / 400 m jog"}
    assert set(hard["km"]) == {6.4}
    assert set(sessions.loc[sessions["type"].isin(["easy", "long"]), "steps"]) == {""}
    first = next(session for session in plan.session_records if session.type == "intervals")
    assert run_text(plan.block).lines(first) == ["8 x 400 m at 5k effort (hard, a word or two), 400 m jog after each"]
    workout = next(file for name, file in read_zip(fit_bytes(plan, weeks=(1,))).items() if "w01-quality-1" in name)
    assert [round(step["duration_distance"]) for step in workout.taken] == [400] * 16
