"""How plans that are published write a day: forms of Higdon, Pfitzinger, Daniels and Hansons, read by hand in miles."""

from __future__ import annotations

import pytest

import runplan as rp
from runplan.exchange.run_plans.cells.cell import read_cell
from runplan.exchange.run_plans.read import runs_from_bytes

MILE = 1.609344
HEADER = "Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n"
# text, type, km, reading; numbers without a unit are miles
FORMS = [
    # a count of repeats is no distance
    ("hills 6x", "hills", None, "guessed"),
    ("6 x hill repeats", "hills", None, "guessed"),
    ("6x hills", "hills", None, "guessed"),
    ("6 x hill", "hills", None, "guessed"),
    ("hill repeats x 6", "hills", None, "guessed"),
    ("6-8 x hills", "hills", None, "guessed"),
    ("5 mi w/ 6 x hills", "hills", 5 * MILE, "read"),
    ("6 mi hills", "hills", 6 * MILE, "read"),
    ("hilly 6", "hills", 6 * MILE, "guessed"),
    ("3 easy + 6 strides", "easy", 3 * MILE, "read"),
    ("800 m x 4", "intervals", 3.2, "guessed"),
    # races
    ("Tune-up 10K", "race", 10, "guessed"),
    ("10K tune-up", "race", 10, "guessed"),
    ("tune-up race 10K", "race", 10, "read"),
    ("parkrun", "race", 5, "guessed"),
    ("parkrun + 2 mi", "race", 8.219, "guessed"),
    ("parkrun, easy", "easy", 5, "guessed"),
    ("5K time trial", "race", 5, "guessed"),
    ("15-K race", "race", 15, "read"),
    ("HM", "race", 21.1, "read"),
    ("FM", "race", 42.2, "read"),
    ("HM race", "race", 21.1, "read"),
    ("Marathon", "race", 42.2, "read"),
    ("1/2 marathon", "race", 21.1, "read"),
    ("½ Marathon", "race", 21.1, "read"),
    ("4 mi @ HM", "tempo", 4 * MILE, "read"),
    # repeats of a length against words for a pace
    ("6x800m @ 5K pace", "intervals", 4.8, "guessed"),
    ("4 x 800", "intervals", 3.2, "guessed"),
    ("8 x 400 5-K pace", "intervals", 3.2, "guessed"),
    ("3 x 1600 race pace", "intervals", 4.8, "guessed"),
    ("2 x 2 mi at HMP", "tempo", 4 * MILE, "guessed"),
    ("3 x 1 mi @ half marathon pace", "tempo", 3 * MILE, "guessed"),
    # words
    ("3 ez", "easy", 3 * MILE, "read"),
    ("2 mi wu/cd", "easy", 2 * MILE, "read"),
    ("2 mi w/u, 4 mi tempo, 1 mi c/d", "tempo", 7 * MILE, "read"),
    ("8 GA", "easy", 8 * MILE, "read"),
    ("8 mi GA w/ 10 x 100 m strides", "easy", 8 * MILE, "read"),
    ("4 rec", "easy", 4 * MILE, "read"),
    ("Medium-long 11", "easy", 11 * MILE, "read"),
    ("VO2max 8 mi w/ 5 x 1000 m @ 5K race pace", "intervals", 8 * MILE, "read"),
    ("tempo-6", "tempo", 6 * MILE, "read"),
    ("12 x 400, 400 rec", "intervals", 9.6, "read"),
    ("6 x 1m, 400 rec", "intervals", 6 * (MILE + 0.4), "read"),
    ("2E + 3 x 1T w/ 1 min rests + 2E", "tempo", 7 * MILE, "read"),
    ("14 L", "long", 14 * MILE, "read"),
    ("90 min run (3/1)", "easy", None, "read"),
]


@pytest.mark.parametrize(("text", "kind", "km", "reading"), FORMS, ids=[row[0] for row in FORMS])
def test_a_form_that_published_plans_use(text: str, kind: str, km: float | None, reading: str) -> None:
    meaning = read_cell(text, "mi")
    (session,) = meaning.sessions
    assert (session.type, meaning.reading) == (kind, reading)
    assert session.km == (None if km is None else pytest.approx(km, abs=0.001))


@pytest.mark.parametrize("text", ["3/4", "1/2", "3/4 easy", "4,8,12,16,12,8 400 rec"])
def test_what_may_be_several_things_is_not_read(text: str) -> None:
    assert read_cell(text, "mi").reading == "not read"


@pytest.mark.parametrize("text", ["3/4 mi", "10 x 3/4", "2 3/4"])
def test_a_fraction_with_what_it_is_of_is_read(text: str) -> None:
    assert read_cell(text, "mi").sessions[0].km is not None


def week(*days: str) -> rp.ImportedRuns:
    return runs_from_bytes((HEADER + "1," + ",".join(days) + "\n").encode(), "plan.csv", "mi")


@pytest.mark.parametrize("text", ["12 w/ last 3 HMP", "12 mi with last 3 at MP", "12 (3 at MP)"])
def test_a_weeks_longest_run_by_far_is_long_though_a_part_of_it_is_fast(text: str) -> None:
    runs = week("4 easy", "hills 6x", "", "5 mi tempo", "", "", text)
    assert runs.frame["type"].tolist() == ["easy", "hills", "tempo", "long"]
    told = runs.report[runs.report["text"] == text].iloc[0]
    assert told["reading"] == "guessed"
    assert told["taken"].startswith("Long run, ")
    assert told["taken"].endswith("read as the long run, because it is the longest of the week.")


@pytest.mark.parametrize(
    ("text", "other"), [("12 tempo", "5"), ("12 w/ last 3 HMP", "10"), ("12 w/ last 3 MP", "14 long")]
)
def test_it_stays_a_tempo_run_where_it_is_one_or_others_are_about_as_long(text: str, other: str) -> None:
    runs = week("4 easy", other, "", "5 easy", "", "", text)
    assert runs.frame["type"].tolist()[-1] == "tempo"
