"""Which session gets which day: sessions of one kind are numbered in the order of their days."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from runplan import Block, Plan, build_plan

GYM = ("barbell", "dumbbell")


def strength_of_week_five(**wishes: Any) -> list[tuple[str, str, str]]:
    """Number, weekday and type of each strength session of an ordinary week, by number."""
    sessions = _planned(**wishes).sessions
    here = sessions[(sessions["week"] == 5) & (sessions["kind"] == "strength")].sort_values("session_id")
    return list(zip(here["session_id"].str[-1], here["weekday"], here["type"], strict=True))


def _planned(**wishes: Any) -> Plan:
    # Enough kilometres for two quality runs a week; the sixth is a lighter one.
    usual = {"level": "advanced", "equipment": GYM, "rest_days": 0, "weekly_km_now": 50, "weekly_km_peak": 60}
    return build_plan(Block(start="2027-01-04", weeks=6, **(usual | wishes)))


TIGHT: list[dict[str, Any]] = [  # so few days that one of two heavy sessions has to become general
    {"days_off": ("Tue", "Sat", "Sun"), "quality_runs": 1, "school": "two_nights", "long_run_day": "Fri"},
    {"days_off": ("Mon", "Thu", "Sun"), "run_days": 3, "quality_runs": 2, "school": "easy_days", "long_run_day": "Sat"},
    {"days_off": ("Fri", "Sat"), "run_days": 5, "quality_runs": 2, "school": "easy_days", "long_run_day": "Mon"},
    {"days_off": ("Fri", "Sat"), "run_days": 5, "quality_runs": 1, "school": "two_nights", "long_run_day": "Tue"},
]


@pytest.mark.parametrize("wishes", TIGHT, ids=lambda wishes: f"{wishes['school']}, {' '.join(wishes['days_off'])} off")
def test_the_session_that_had_to_become_general_is_numbered_by_its_day(wishes: dict[str, Any]) -> None:
    found = strength_of_week_five(**wishes)
    assert [number for number, _, _ in found] == ["1", "2"]
    assert [type_ for _, _, type_ in found] == ["heavy", "general"]  # in this order on these days
    days = [_planned(**wishes).block.week_days.index(day) for _, day, _ in found]
    assert days == sorted(days)


@pytest.mark.parametrize("week_start", ["Mon", "Sun"])
@pytest.mark.parametrize("school", ["hard_days", "easy_days", "two_nights"])
def test_sessions_of_one_kind_are_numbered_in_the_order_of_their_days(school: str, week_start: str) -> None:
    # Two sessions that want to be heavy and a third that does not; two quality runs and two easy ones.
    sessions = _planned(school=school, week_start=week_start, strength_sessions=3, run_days=5, quality_runs=2).sessions
    sessions = sessions[sessions["week"] < 6]
    kind = sessions["session_id"].str.extract(r"w\d\d-([a-z]+)")[0]
    kind = kind.where(~sessions["session_id"].str.endswith("strength-3"), "third")
    for (week, name), same in sessions.groupby([sessions["week"], kind]):
        assert len(same) == {"strength": 2, "third": 1, "quality": 2, "easy": 2, "long": 1}[name], week
        assert same.sort_values("session_id")["date"].is_monotonic_increasing


def test_a_pinned_session_keeps_its_number_and_the_others_follow_in_order() -> None:
    sessions = _planned(pins={"w03-easy-1": "Sat", "w03-strength-1": "Fri"}, run_days=5).sessions
    where = {name: pd.Timestamp(date) for name, date in zip(sessions["session_id"], sessions["date"], strict=True)}
    assert where["w03-easy-1"].day_name() == "Saturday"
    assert where["w03-strength-1"].day_name() == "Friday"
    assert where["w03-easy-2"] < where["w03-easy-3"]


@pytest.mark.parametrize("days_off", [("Tue", "Thu"), ("Fri", "Sat"), ("Mon", "Wed")])
@pytest.mark.parametrize("school", ["easy_days", "two_nights"])
def test_a_session_that_had_to_become_general_shares_no_day_with_a_general_one(
    days_off: tuple[str, ...], school: str
) -> None:
    long_run_day = "Sun" if "Sat" not in days_off else "Mon"
    wishes = {"days_off": days_off, "school": school, "strength_sessions": 4, "run_days": 5, "quality_runs": 2}
    found = strength_of_week_five(**wishes, long_run_day=long_run_day)
    types = [type_ for _, _, type_ in found]
    assert (types.count("core"), types.count("heavy") <= 1, types.count("general") >= 2) == (1, True, True)
    assert len({day for _, day, _ in found}) == 4
