"""The wave of strength work, against the weeks that a coach signed and the rule's own sentence."""

from __future__ import annotations

import itertools

import pytest

from runplan.planning.weeks.wave import wave_steps


def steps(phases: dict[str, int], step_backs: tuple[int, ...] = (), races: tuple[int, ...] = ()) -> str:
    """The steps of phases of so many weeks each; weeks are numbered from 1."""
    names = [name for name, count in phases.items() for _ in range(count)]
    weeks = range(1, len(names) + 1)
    return " ".join(wave_steps(names, [week in step_backs for week in weeks], [week in races for week in weeks]))


@pytest.mark.parametrize(
    ("phases", "signed"),
    [
        # twelve weeks, step-back weeks 4 and 8, the race in week 12: programmes of a beginner, an intermediate and an
        # advanced runner
        pytest.param({"technique": 4, "strength": 6, "keep": 2}, "T1 T2 T3 T3- A A B B- C C K R", id="a beginner's"),
        pytest.param(
            {"technique": 3, "strength": 5, "power": 2, "keep": 2},
            "T1 T2 T3 A- A B C C- P1 P2 K R",
            id="an intermediate runner's",
        ),
        pytest.param(
            {"technique": 2, "strength": 6, "power": 2, "keep": 2},
            "T1 T3 A A- B B C C- P1 P2 K R",
            id="an advanced runner's",
        ),
    ],
)
def test_twelve_weeks_take_the_steps_that_a_coach_signed(phases: dict[str, int], signed: str) -> None:
    assert steps(phases, (4, 8), (12,)) == signed


def test_a_strength_phase_begins_lighter_where_no_lighter_week_is_near() -> None:
    assert steps({"technique": 4, "strength": 6}) == "T1 T2 T3 T3 A- A B B C C"
    assert steps({"technique": 4, "strength": 6}, (7,)) == "T1 T2 T3 T3 A- A B- B C C"


def test_a_phase_never_has_two_light_weeks_in_a_row() -> None:
    for strength, first in itertools.product(range(2, 16), range(1, 12)):
        found = steps({"technique": 3, "strength": strength}, tuple(range(first, 19, 4))).split()
        light = [step.endswith("-") for step in found]
        assert not any(one and other for one, other in itertools.pairwise(light)), found


def test_the_longer_a_strength_phase_the_more_weeks_each_step_has_and_it_never_falls_back_but_to_begin_anew() -> None:
    order = "ABC"
    for weeks in range(1, 13):
        found = [step[0] for step in steps({"strength": weeks}).split()]
        falls = [(one, other) for one, other in itertools.pairwise(found) if order.index(other) < order.index(one)]
        assert len(found) == weeks
        assert set(falls) <= {("C", "A")}
        assert len(falls) == (weeks >= 9)


def test_power_and_keep_have_their_steps_and_the_race_week_is_the_last() -> None:
    assert steps({"power": 5}) == "P1 P1 P1 P2 P2"
    assert steps({"keep": 5}, races=(5,)) == "C K K K- R"
    # A race early in its week: the week before sharpens too.
    assert steps({"keep": 4}, races=(3, 4)) == "K K R R"
    # Weeks after the race of a plan of one's own.
    assert steps({"keep": 4}, races=(2,)) == "K R K- K-"


@pytest.mark.parametrize("phase", ["technique", "strength", "power", "keep"])
def test_a_phase_of_any_length_has_a_step_for_every_week(phase: str) -> None:
    for weeks in range(1, 53):
        assert len(steps({phase: weeks}).split()) == weeks
