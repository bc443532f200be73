"""Days without training before a race: who is warned, counted by hand from the days."""

from __future__ import annotations

import datetime as dt

import pytest

import runplan as rp

RACE = dt.date(2027, 4, 25)  # a Sunday; the taper of a half marathon has the two weeks before it
BLOCK = rp.Block(start="2027-01-04", race_date=RACE, goal="half", weekly_km_now=30, strength_sessions=0)
DAY = dt.timedelta(days=1)


def severities(rule: str, *events: rp.Event) -> list[str]:
    frame = rp.build_plan(BLOCK.replace(events=events)).findings()
    return frame.loc[frame["rule"] == rule, "severity"].tolist()


@pytest.mark.parametrize("kind", ["ill", "injured", "away"])
@pytest.mark.parametrize(("days_before", "heard"), [(0, True), (1, True), (7, True), (8, False), (30, False)])
def test_days_without_training_near_the_race_are_told(kind: str, days_before: int, heard: bool) -> None:
    last = RACE - days_before * DAY
    expected = "info" if kind == "away" and days_before else "warning"
    assert severities("event_race_days", rp.Event(kind, last - 2 * DAY, last)) == [expected] * heard


@pytest.mark.parametrize("kind", ["tired", "travel"])
def test_days_with_training_are_not(kind: str) -> None:
    kit: dict[str, object] = {"equipment": ()} if kind == "travel" else {}
    assert not severities("event_race_days", rp.Event(kind, RACE - 6 * DAY, RACE - DAY, **kit))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "last", "full_weeks"),
    [
        (9, "2027-04-04", None),  # short of ten days
        (14, "2027-02-28", 4),  # weeks 9 and 10 are the way back, 11 to 14 are full, the taper is 15 and 16
        (14, "2027-03-07", 3),
        (14, "2027-03-14", 2),
        (14, "2027-03-28", 0),
        (21, "2027-03-07", 2),
        (21, "2027-02-28", 3),
    ],
)
def test_weeks_of_full_training_that_are_left_are_counted(days: int, last: str, full_weeks: int | None) -> None:
    end = dt.date.fromisoformat(last)
    frame = rp.build_plan(BLOCK.replace(events=[rp.Event("ill", end - (days - 1) * DAY, end)])).findings()
    rows = frame.loc[frame["rule"] == "event_race_weeks", "message"].tolist()
    if full_weeks is None or full_weeks >= 3:
        assert rows == []
        return
    (message,) = rows
    left = {0: "no week of full training is", 1: "1 week of full training is"}
    assert left.get(full_weeks, f"{full_weeks} weeks of full training are") in message
