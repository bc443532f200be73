"""Where facts come from: graded as they were read, all in use, and the published plans that are counted are named."""

from __future__ import annotations

import csv
import re
import statistics
from pathlib import Path

import pytest

from tests.exchange.run_plans.plans_of_others import PUBLISHED, published

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = {"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13}


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SOURCES = {row["source_id"]: row for row in rows("sources")}
PLANS = [source for source in SOURCES if source.startswith("plan_")]


def short_name(citation: str) -> str:
    """Authors and year, as a note names them: "Doma & Deakin 2013"."""
    name = re.match(r"[^,]*?\b\d{4}\b", citation)
    return name[0] if name else citation


def test_what_was_read_only_in_a_page_that_reports_it_is_a_secondary_page_and_not_of_the_best_grade() -> None:
    reported = [row for row in SOURCES.values() if row["status"] == "F2"]
    assert len(reported) > 5
    for row in reported:
        assert row["kind"] == "secondary page", row["source_id"]
        assert row["grade"] != "A", row["source_id"]


def test_every_source_is_of_a_statement_or_is_named_in_one() -> None:
    names = ("rules", "involvement", "running_load", "doses", "not_claimed", "load_steps", "body_share")
    tables = {name: rows(name) for name in names}
    used = {row["source_id"] for table in tables.values() for row in table}
    sentences = [row["note"] for row in tables["rules"]] + [row["why"] for row in tables["not_claimed"]]
    text = " ".join([*sentences, (ROOT / "data" / "README.md").read_text(encoding="utf-8")])
    unused = {
        source
        for source, row in SOURCES.items()
        if source not in used and source not in PLANS and short_name(row["citation"]) not in text
    }
    assert unused == set()


def test_as_many_published_plans_are_named_as_their_source_says() -> None:
    number = re.search(r"(\w+) of them are named", SOURCES["published_plans"]["citation"])
    assert number is not None
    assert NUMBERS[number[1]] == len(PLANS)
    for plan in PLANS:
        maker, *rest = SOURCES[plan]["citation"].split(", ")
        assert maker, plan
        assert rest, plan
        assert re.search(r"; (?:edition|year) (?:\d{4}|not noted)$", SOURCES[plan]["citation"]), plan


class Weeks:
    """What a published plan has week by week, in its own unit; weeks with a race are left out."""

    def __init__(self, name: str) -> None:
        weeks = published(PUBLISHED / name).weeks
        self.km = {int(week["week"]): float(week["total"]) for week in weeks if not _has_race(week)}
        self.long = {int(week["week"]): float(week["long_run"]) for week in weeks if not _has_race(week)}
        self.last_full = max(week for week, km in self.km.items() if km == max(self.km.values()))

    @property
    def largest_rise(self) -> int:
        """Of a week over the one before [%]."""
        return round(max(100 * (km / self.km[week - 1] - 1) for week, km in self.km.items() if week - 1 in self.km))

    @property
    def shares(self) -> list[float]:
        """Of the longest run, week by week [%]."""
        return [100 * self.long[week] / km for week, km in self.km.items()]

    @property
    def share_at_the_longest(self) -> int:
        """[%]"""
        week = max(self.long, key=self.long.__getitem__)
        return round(100 * self.long[week] / self.km[week])

    @property
    def first_at_nine_tenths(self) -> int:
        return min(week for week, km in self.km.items() if km >= 0.9 * max(self.km.values()))

    @property
    def step_backs(self) -> list[float]:
        """The long run of each lighter week before the taper, as a share of that of the week before."""
        lighter = [week for week, km in self.km.items() if km < self.km.get(week - 1, 0) and week < self.last_full]
        return [round(self.long[week] / self.long[week - 1], 2) for week in lighter]


def _has_race(week: dict[str, str]) -> bool:
    return bool(week["race_distance_in_total"]) or week["sun"] == "RACE"


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the tables of published plans are not ours to hand on")
def test_the_figures_of_named_plans_are_those_of_their_tables() -> None:
    higdon, burfoot = Weeks("higdon_marathon_novice1.csv"), Weeks("runnersworld_burfoot_marathon_20wk.csv")
    notes = {row["rule_id"]: row["note"] for row in rows("rules")}
    rises = f"Higdon's Novice 1 rises by {higdon.largest_rise} % at most, Burfoot's plan by {burfoot.largest_rise} %"
    assert rises in notes["week_rise"]
    assert f"{statistics.median(higdon.shares):.0f} % in Higdon's Novice 1" in notes["long_run_share"]
    assert f"individual weeks up to {max(*higdon.shares, *burfoot.shares):.0f} %" in notes["long_run_share"]
    at_longest = (burfoot.share_at_the_longest, higdon.share_at_the_longest)
    assert "{} % in Burfoot's plan and {} % in Higdon's".format(*at_longest) in notes["long_share_marathon"]
    weeks = (higdon.first_at_nine_tenths, burfoot.first_at_nine_tenths)
    assert "week {} of 18 in Higdon's Novice 1, in week {} of 20".format(*weeks) in notes["peak_reached"]
    shorter = higdon.step_backs + burfoot.step_backs
    assert f"{min(shorter)} to {max(shorter)} of the long run of the week before" in notes["step_back_long"]
