"""The views: what their HTML holds."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from html.parser import HTMLParser

import pytest

import runplan as rp
from runplan.ui import views
from runplan.ui.views.coverage import others_sentence, reach_sentences, uncovered_sentence
from runplan.ui.words import difference, in_words


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


class Balance(HTMLParser):
    """Whether every tag that opens is closed, in order."""

    EMPTY = frozenset(("br", "line", "path", "rect", "circle", "col"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def test_every_view_is_whole_html(plan: rp.Plan) -> None:
    pages = (
        views.calendar_html(plan),
        views.coverage_html(plan),
        views.findings_html(plan),
        views.running_html(plan),
        views.summary_html(plan),
        views.session_html(plan, "w03-strength-1"),
        views.session_html(plan, "w03-quality-1"),
        views.why_html(plan.explain("w03-strength-1")),
    )
    for page in pages:
        balance = Balance()
        balance.feed(page)
        assert (balance.open, balance.faults) == ([], []), page[:80]


def test_the_calendar_has_a_row_a_week_and_a_card_a_session(plan: rp.Plan) -> None:
    page = views.calendar_html(plan)
    assert page.count("<tr class=") == 16
    assert page.count('class="rp-card"') == len(plan.sessions)
    assert page.count("rp-pin") == 1
    # Weeks 4, 8 and 12 step back; the phases are base, build, peak, taper and race.
    assert page.count("rp-back") - page.count("rp-back-swatch") == 3
    assert len(re.findall(r'<tr class="[^"]*rp-phase', page)) == 5
    assert re.search(r"Sunday 25 April 2027: [A-Z][a-z ]+, 42.2 km, 4:\d\d h, effort 10 of 10", page)


@pytest.mark.parametrize(("today", "marked"), [("2027-02-03", 1), ("2026-12-31", 0)], ids=["in the block", "before it"])
def test_the_current_week_is_marked(plan: rp.Plan, today: str, marked: int) -> None:
    page = views.calendar_html(plan, dt.date.fromisoformat(today))
    assert page.count("rp-now") == marked


def test_a_session_shows_its_doses_and_how_to(plan: rp.Plan) -> None:
    rows = plan.exercises[plan.exercises["session_id"] == "w05-strength-1"]
    page = views.session_html(plan, "w05-strength-1")
    for row in rows.itertuples(index=False):
        assert f'<b class="rp-ex">{row.exercise}</b>' in page
        assert plan.catalog.exercises.loc[row.exercise_id, "how_to"].replace("'", "&#x27;") in page
    assert page.index("Warm-up") < page.index("Strength</th>")


def test_every_other_day_says_what_it_would_cost(plan: rp.Plan) -> None:
    page = views.why_html(plan.explain("w05-strength-1"))
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        assert f'<th scope="row">{day}</th>' in page
    assert "Not possible, it is a day off." in page
    assert page.count("rp-here") == 1


def test_a_block_that_covers_everything_says_so(plan: rp.Plan) -> None:
    assert uncovered_sentence(plan) == (
        "Every muscle that matters most to a runner, and the trunk, reaches its target before the race week. "
        "The race week holds only light work."
    )


def test_a_muscle_without_sets_is_named_in_words() -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=8, strength_sessions=0))
    assert uncovered_sentence(plan) == "No strength session is planned, so no muscle gets any set."
    assert reach_sentences(plan) == ["There is no strength session to judge."]
    calves = tuple(
        one
        for one, credit in rp.load_catalog().credit.iterrows()
        if credit["soleus"] > 0 or credit["gastrocnemius"] > 0
    )
    without = rp.build_plan(rp.Block(start="2027-01-04", weeks=8, avoid=calves))
    text = uncovered_sentence(without)
    assert text.startswith("Under target in weeks 1 to 8: ")
    assert text.endswith("Under half of it in every week: gastrocnemius and soleus.")


def test_other_muscles_that_get_too_few_sets_are_named_too() -> None:
    bare = rp.build_plan(rp.Block(start="2027-01-04", weeks=8))
    sets = bare.coverage().mean()
    text = others_sentence(bare)
    assert text.startswith("Of the other muscles, whose target is half as high: ")
    assert sets["latissimus"] == 0
    assert "no sets at all for " in text
    assert "latissimus" in text.split("; ")[0]
    assert sets["deep_hip_rotators"] < 1  # half of their two sets a week
    assert "deep hip rotators" in text
    assert "hip flexors" not in text
    assert text in views.coverage_html(bare)


def test_the_summary_has_the_measure_of_the_calendar(plan: rp.Plan) -> None:
    assert "main muscles get 100 % of their sets" in views.summary_html(plan)
    page = views.calendar_html(plan)
    assert page.count('<td class="rp-total">100<span') == 15  # every week but the race week


def test_a_fixed_routine_is_told_from_what_another_choice_could_reach() -> None:
    short = rp.build_plan(rp.Block(start="2027-01-04", weeks=8, strength_minutes=15))
    for sentence in reach_sentences(short):
        assert re.search(
            r"reaches [\d.]+ %\. The routine of under 20 minutes is fixed; other exercises in the same time could "
            r"reach more, at most [\d.]+ %\.$",
            sentence,
        )
    page = views.coverage_html(short)
    assert ">0.3<" not in page
    assert "sets of 0.5" in page


def test_a_date_off_stands_in_its_day_and_the_weeks_note_behind_a_mark(plan: rp.Plan) -> None:
    away = rp.build_plan(plan.block.replace(dates_off=("2027-02-03",)))
    page = views.calendar_html(away)
    assert page.count('<td class="rp-away" title="Wed 3 Feb: date off"><span>off</span></td>') == 1
    note = away.weeks.loc[away.weeks["week"] == 5, "note"].iloc[0]
    assert "1 date off" in note
    assert page.count("<abbr ") == 1
    assert note in page
    session = views.session_html(away, "w05-long")
    assert note in session
    assert "rp-away" not in views.calendar_html(plan)


def test_a_session_says_what_effort_means_and_why_it_is_short(plan: rp.Plan) -> None:
    page = views.session_html(plan, "w05-strength-1")
    minutes = int(plan.sessions.set_index("session_id").loc["w05-strength-1", "minutes"])
    assert minutes <= 27
    assert "Effort 7 of 10: about three more repetitions would have been possible after the last one" in page
    assert (
        f"It takes {minutes} of your 30 minutes: the week’s targets of the main muscles are met in that time." in page
    )
    assert "w05-strength-1</small>" in page
    assert "Effort 7 of 10" not in views.session_html(plan, "w05-long")


def test_no_id_of_a_session_stands_in_the_findings(plan: rp.Plan) -> None:
    orphan = rp.build_plan(plan.block.replace(pins={"w02-strength-4": "Fri"}))
    assert "w02-strength-4" in " ".join(orphan.findings()["message"])
    page = views.findings_html(orphan)
    assert not re.search(r"\bw\d\d-", page)
    assert "The pin of week 2, strength 4 has no effect" in page


def test_the_reach_is_never_said_to_be_over_its_bound(plan: rp.Plan) -> None:
    sentences = reach_sentences(plan)
    assert len(sentences) == len(plan.routines)
    for sentence, (_, routine) in zip(sentences, plan.routines, strict=True):
        found = re.search(r"reaches ([\d.]+) %; no plan with this time and equipment exceeds ([\d.]+) %\.", sentence)
        assert found is not None
        reach, bound = float(found[1]), float(found[2])
        assert reach <= routine.reach <= routine.bound() <= bound + 1e-9
        assert bound - reach < routine.bound() - routine.reach + 0.2001


def test_the_chart_has_two_bars_a_week(plan: rp.Plan) -> None:
    page = views.running_html(plan)
    assert page.count("<rect ") == 32
    assert page.count("rp-flag") == 1
    assert "Week 13 from Mon 29 Mar: 55 km" in page


def test_findings_stand_by_severity_and_the_word_on_health_apart(plan: rp.Plan) -> None:
    table = plan.findings()
    page = views.findings_html(plan)
    assert page.count('<li class="rp-finding') == (table["rule"] != "pain").sum()
    assert page.count("rp-health") == 1
    assert page.index("rp-health") > page.rindex("rp-finding ")


def test_names_from_a_catalog_are_escaped(plan: rp.Plan) -> None:
    evil = '"><script>alert(1)</script>'
    exercises, sessions = plan.exercises.copy(), plan.sessions.copy()
    exercises["exercise"], exercises["note"], exercises["superset"] = evil, evil, evil
    sessions["title"], sessions["note"], sessions["steps"] = evil, evil, evil
    hurt = dataclasses.replace(plan, exercises=exercises, sessions=sessions)
    pages = [
        views.calendar_html(hurt),
        views.session_html(hurt, "w05-strength-1"),
        views.session_html(hurt, "w05-long"),
    ]
    for page in pages:
        assert "<script" not in page
        assert "&lt;script&gt;" in page


def test_miles_are_shown_where_they_are_wished(plan: rp.Plan) -> None:
    miles = rp.build_plan(plan.block.replace(units="mi"))
    assert "peak 34.2 mi in week 13" in views.summary_html(miles)  # 55 km
    assert " km" not in re.sub(r"<[^>]*>", "", views.running_html(miles))


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"run_days": 6}, "6 runs a week"),
        ({"days_off": ()}, "days off: none"),
        ({"days_off": ("Wed", "Fri"), "rest_days": 2}, "days off: Wednesday, Friday; 2 rest days a week"),
        ({"doubles": False}, "run and strength on one day: no"),
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
        == "race 2027-01-01 is before start 2027-01-04: give a race after the start."
    )
    assert in_words("Write w=3 (see plan.csv).") == "Write w=3 (see plan.csv)."
