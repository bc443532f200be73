"""The printed page: every session and exercise on the page of its week, within the paper, and nothing over another."""

from __future__ import annotations

import functools
import io
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from runplan.api import Plan, build_plan
from runplan.charts import signs as chart_signs
from runplan.errors import RunplanError
from runplan.exchange.export.pdf import letters
from runplan.exchange.export.pdf import signs as page_signs
from runplan.exchange.export.pdf.page import page_bytes
from runplan.exchange.export.text import sign_of
from runplan.insight.lift_text import LiftText
from runplan.insight.run_text import run_text
from runplan.plan.block import Block
from tests.builders.blocks import possible_blocks
from tests.builders.two_weeks import EXERCISES, SESSIONS, plan_of
from tests.exchange.export.pdf.pages import (
    HOSTILE,
    Drawing,
    collisions,
    drawings_of,
    glyph,
    outermost,
    outside,
    pages_of,
)

KIT = ("foam_roller", "mini_band", "dumbbell", "kettlebell", "barbell", "box", "bench", "chair", "swiss_ball")
PAPERS = {"A4": (595.28, 841.89), "letter": (612.0, 792.0)}
NOTES = ("8 km with the club in the evening; " * 8, "2 km easy, then 8 x 400 m at 5k pace", "")
OWN_RUNS = [
    {"week": week, "weekday": day, "type": kind, "km": km, "text": text}
    for week in range(1, 6)
    for day, kind, km, text in (
        ("Mon", "easy", 6, NOTES[0]),
        ("Mon", "easy", 8, NOTES[1]),
        ("Wed", "intervals", 12, NOTES[0]),
        ("Sat", "long", 22, NOTES[2]),
    )
]
BLOCKS = {
    "a marathon": Block(start="2027-01-04", race_date="2027-03-28", goal="marathon", equipment=KIT, level="advanced"),
    "four hours of strength a week": Block(
        start="2027-01-04",
        weeks=4,
        strength_sessions=4,
        strength_minutes=60,
        equipment=KIT,
        level="intermediate",
        run_days=5,
        rest_days=0,
    ),
    "no strength": Block(start="2027-01-04", weeks=4, strength_sessions=0),
    "ten minutes": Block(start="2027-01-04", weeks=4, strength_minutes=10, pins={"w02-strength-1": "Sat"}),
    "runs of one's own": Block(start="2027-01-04", runs=OWN_RUNS, equipment=KIT),
    "ten weeks in miles": Block(start="2027-01-04", weeks=10, units="mi", week_start="Sun", run_days=6),
}


@functools.cache
def planned(name):
    return build_plan(BLOCKS[name])


@functools.cache
def printed(name):
    return page_bytes(planned(name), paper="A4")


@functools.cache
def read(name):
    return pages_of(printed(name))


def joined(text):
    return "".join(text.split())


def clock(seconds):
    return f"{seconds // 60}:{seconds % 60:02d}"


def absent(value):
    return value is None or value is pd.NA or value != value


def number(value):
    return "" if absent(value) else f"{value:.1f}".removesuffix(".0")


def rows_of_week(plan, week):
    """What the page of a week has to say, row by row, put together from the plan's tables alone."""
    shown = plan.sessions[plan.sessions["week"] == week]
    per_unit = 1.609344 if plan.block.units == "mi" else 1.0
    for session in shown.to_dict("records"):
        km = "" if absent(session["km"]) else number(int(session["km"] * 10 / per_unit + 0.5) / 10)
        minutes = "" if absent(session["minutes"]) else session["minutes"]
        yield joined(f"{session['title']}{km}{minutes}{number(session['effort'])}")
    mine, lifts = plan.exercises[plan.exercises["session_id"].isin(shown["session_id"])], LiftText(plan, "×")
    for one in mine.to_dict("records"):
        much = f"{one['seconds']} s" if absent(one["reps"]) else one["reps"]
        dose = f"{one['sets']} × {much}{' each side' if one['each_side'] else ''}"
        rest = clock(one["rest_s"]) if one["sets"] > 1 and one["rest_s"] else ""
        effort = number(one["effort"]) if one["section"] in ("activation", "strength", "plyometric") else ""
        load = "" if absent(one["load_kg"]) else lifts.load(SimpleNamespace(**one))
        left = number(one["reserve"])
        numbers = f"{rest}{effort}{left}"
        if one["section"] in ("strength", "plyometric"):  # beside its drawing
            yield joined(f"{one['exercise']}{dose}{load}{one['note']}{numbers}")
        else:
            yield joined(f"{one['exercise']}{one['note']}{dose}{numbers}")


def assert_everything_is_said(plan, pages, weeks=None):
    """Each row of a week stands on its pages at least as often as the plan has it.

    What a run's steps or a note say stands between a title and its numbers, and is taken out first.
    """
    runs = run_text(plan.block, "×")
    for week in weeks or plan.weeks["week"].tolist():
        text = "".join(page.text for page in pages if page.week == week)
        lines = {joined(runs.line(session)) for session in plan.session_records if session.week == week} - {""}
        for line in sorted(lines, key=len, reverse=True):
            assert line in text
            text = text.replace(f"{line}.", "").replace(line, "")
        for note in set(plan.sessions.loc[plan.sessions["week"] == week, "note"]):
            assert joined(note) in text
            text = text.replace(joined(note), "")
        text = re.sub(r"Withyour[A-Za-z-]+\.", "", text)  # the equipment that is meant, which no table names
        for row, times in Counter(rows_of_week(plan, week)).items():
            assert text.count(row) >= times, (week, row, text)


# --- what is said -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BLOCKS)
def test_a_page_shows_the_block_and_each_week_has_its_own(name):
    plan, pages = planned(name), read(name)
    shown_weeks = [page.week for page in pages]
    assert shown_weeks == sorted(shown_weeks)
    assert set(shown_weeks) == {0, *plan.weeks["week"]}
    assert all(shown_weeks.count(week) <= 2 for week in set(shown_weeks))  # long sessions take a second sheet


@pytest.mark.parametrize("name", BLOCKS)
def test_every_session_and_exercise_stands_on_the_page_of_its_week_with_its_numbers(name):
    assert_everything_is_said(planned(name), read(name))


@settings(max_examples=15)
@given(possible_blocks(), st.integers(1, 52))
def test_any_week_of_any_plan_is_said_in_whole(block, week):
    plan = build_plan(block)
    week = min(week, block.number_of_weeks)
    pages = pages_of(page_bytes(plan, week=week))
    assert_everything_is_said(plan, pages, [week])
    assert all("Painthatlasts" in page.text for page in pages)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("units", ["km", "mi"])
def test_a_year_is_at_a_glance_on_one_page(units, paper):
    plan = build_plan(Block(start="2027-01-04", weeks=52, run_days=6, units=units))
    data = page_bytes(plan, paper=paper)
    assert len(PdfReader(io.BytesIO(data)).pages) == 53
    assert_well_placed(data, pages=3)


@pytest.mark.parametrize("name", BLOCKS)
def test_the_block_at_a_glance_has_each_week_and_the_amount_of_each_session(name):
    plan, text = planned(name), read(name)[0].text
    per_unit = 1.609344 if plan.block.units == "mi" else 1.0
    for session in plan.sessions.to_dict("records"):
        if session["kind"] == "run":
            assert number(int(session["km"] * 10 / per_unit + 0.5) / 10) in text
        else:
            assert f"{session['minutes']}min" in text or f"{session['minutes']}'" in text
    for start in plan.weeks["start"]:
        assert f"{start.day}{start:%b}" in text


def test_letters_are_explained_where_a_page_has_them():
    plan = build_plan(Block(start="2027-01-04", weeks=8, equipment=("dumbbell",), strength_minutes=40))
    weeks = dict(zip(plan.sessions["session_id"], plan.sessions["week"], strict=True))
    lettered = {weeks[one] for one in plan.exercises.loc[plan.exercises["superset"] != "", "session_id"]}
    pages = pages_of(page_bytes(plan))
    assert lettered
    assert {page.week for page in pages if "A,B:alternate,oneseteach" in page.text} == lettered
    core = pages_of(page_bytes(build_plan(Block(start="2027-01-04", weeks=4, strength_minutes=10)), week=1))
    assert "A,B:alternate,oneseteach" not in core[0].text


def test_the_day_and_the_pin_of_a_session_are_told():
    text = read("ten minutes")[2].text
    assert "Sat16Jan" in text
    assert "pinnedbyyou" in text
    assert "pinnedbyyou" not in read("ten minutes")[3].text


def test_steps_of_a_run_are_in_the_runners_unit():
    plan = build_plan(BLOCKS["a marathon"].replace(units="mi", weekly_km_now=50))
    week = plan.sessions[plan.sessions["steps"].str.contains(" km .*; .* km ")].iloc[0]["week"]
    text = pages_of(page_bytes(plan, week=int(week)))[0].text
    assert "mieasy" in text
    assert "kmeasy" not in text


# --- the paper --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", ["a marathon", "ten minutes"])
def test_the_pages_have_the_size_of_the_paper(name, paper):
    reader = PdfReader(io.BytesIO(page_bytes(planned(name), week=2, paper=paper.upper())))
    assert len(reader.pages) == 1
    assert [float(side) for side in reader.pages[0].mediabox[2:]] == pytest.approx(PAPERS[paper], abs=0.01)


@pytest.mark.parametrize(("name", "paper"), [("ten minutes", "A4"), ("ten weeks in miles", "letter")])
def test_the_usual_paper_is_a4_with_kilometres_and_letter_with_miles(name, paper):
    reader = PdfReader(io.BytesIO(page_bytes(planned(name), week=1)))
    assert [float(side) for side in reader.pages[0].mediabox[2:]] == pytest.approx(PAPERS[paper], abs=0.01)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"paper": "a5"}, "paper='a5' is not known: give A4 or letter."),
        ({"paper": 4}, "paper=4 is not known: give A4 or letter."),
        (
            {"week": 5},
            "week=5 is not in the plan, which has 4 weeks: "
            "give a whole number from 1 to 4, or leave week out for the whole block.",
        ),
        (
            {"week": True},
            "week=True is not in the plan, which has 4 weeks: "
            "give a whole number from 1 to 4, or leave week out for the whole block.",
        ),
    ],
    ids=["unknown paper", "a number for the paper", "a week too far", "no number"],
)
def test_what_cannot_be_printed_is_told_in_a_sentence(options, sentence):
    with pytest.raises(RunplanError) as error:
        page_bytes(planned("ten minutes"), **options)
    assert str(error.value) == sentence


# --- type and place ---------------------------------------------------------------------------------------------------


def test_the_checks_of_places_see_what_overlaps_and_what_leaves_the_paper():
    (drawing,) = drawings_of(page_bytes(planned("ten minutes"), week=1, paper="a4"))
    word = next(word for word in drawing.words if word.text == "Easy run")
    overlay = io.BytesIO()
    canvas = Canvas(overlay, pagesize=PAPERS["A4"], initialFontName=letters.font(False).fontName, initialFontSize=9)
    canvas.drawString(word.x + 4, word.y - 3, "over it")
    canvas.drawString(PAPERS["A4"][0] - 40, 300, "out of the paper")
    canvas.save()
    boxes = drawing.boxes + drawings_of(overlay.getvalue())[0].boxes
    assert {"Easy run", "over it"} in [{box.text, other.text} for box, other in collisions(boxes)]
    assert [box.text for box in outside(boxes, drawing.width, drawing.height)] == ["out of the paper"]


@pytest.mark.parametrize("name", BLOCKS)
def test_the_checks_of_places_see_every_text_that_a_viewer_copies(name):
    for page in PdfReader(io.BytesIO(printed(name))).pages:
        seen = "".join(word.text for word in Drawing(page).words)
        assert Counter(joined(seen)) == Counter(joined(page.extract_text()))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", BLOCKS)
def test_no_text_touches_another_or_the_edge_of_the_paper(name, paper):
    assert_well_placed(printed(name) if paper == "A4" else page_bytes(planned(name), paper=paper))


def assert_well_placed(data, pages=None):
    for place, drawing in enumerate(drawings_of(data, pages)):
        assert (place, collisions(drawing.boxes)) == (place, [])
        assert (place, outside(drawing.boxes, drawing.width, drawing.height)) == (place, [])
        assert min(word.size for word in drawing.words) >= 6.5
        assert drawing.marks


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.booleans())
def test_a_text_is_as_wide_as_its_letters_by_the_fonts_own_file(text, bold):
    text = letters.clean(text)
    assert letters.width(text, 100.0, bold) == pytest.approx(100 * outermost(text, bold).advance, abs=0.02)


texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40), st.text("Wi ", min_size=60, max_size=120))


def renamed(plan, draw):
    """The plan as a person may have edited it in a file: any text, and numbers that are high or missing."""
    sessions, exercises = plan.sessions.copy(), plan.exercises.copy()
    for frame, columns in ((sessions, ("title", "note", "steps")), (exercises, ("exercise", "note", "superset"))):
        pool = draw(st.lists(texts, min_size=4, max_size=4))
        for shift, column in enumerate(columns):
            values = [pool[(place + shift) % len(pool)] for place in range(len(frame))]
            frame[column] = pd.array(values, dtype=object)
    for frame, columns in ((sessions, ("minutes",)), (exercises, ("sets", "reps", "seconds", "rest_s"))):
        for column in columns:
            value = draw(st.sampled_from((None, 7, 1_000_000)))
            frame[column] = pd.array([value] * len(frame), dtype="Int64")
    sessions.loc[sessions["kind"] == "run", "km"] = draw(st.sampled_from((float("nan"), 0.1, 1000.0)))
    return Plan(**(plan.parts() | {"sessions": sessions, "exercises": exercises}))


@settings(max_examples=max(10, settings.default.max_examples // 20))
@given(possible_blocks().filter(lambda block: block.number_of_weeks <= 18), st.sampled_from(tuple(PAPERS)), st.data())
def test_no_text_of_any_plan_touches_another_or_the_edge_of_the_paper(block, paper, data):
    plan = build_plan(block)
    assert_well_placed(page_bytes(plan, paper=paper))
    assert_well_placed(page_bytes(renamed(plan, data.draw), paper=paper, week=data.draw(st.integers(1, 4))))


@settings(max_examples=6)
@given(st.data())
def test_no_text_makes_the_page_fail_or_warn_and_none_is_lost(data):
    plan = renamed(planned("ten minutes"), data.draw)
    drawings = drawings_of(page_bytes(plan, week=2))
    text = joined("".join(letters.in_sight(word.text) for drawing in drawings for word in drawing.words))
    for name in plan.exercises.loc[plan.exercises["session_id"] == "w02-strength-1", "exercise"]:
        assert letters.clean(name).replace(" ", "") in text


LONGEST = 32_767  # letters that a cell of a plan's file may have


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("text", ["a" * LONGEST, "Lunge " * (LONGEST // 6)], ids=["one word", "words"])
def test_the_longest_texts_go_on_over_pages_and_nothing_of_them_is_lost(text, paper):
    plan = planned("ten minutes")
    sessions = plan.sessions.assign(title="x")
    sessions.loc[sessions["session_id"] == "w02-strength-1", ["title", "note"]] = text
    exercises = plan.exercises.copy()
    first = exercises.index[exercises["session_id"] == "w02-strength-1"][0]
    exercises.loc[first, ["exercise", "note"]] = text
    data = page_bytes(Plan(**(plan.parts() | {"sessions": sessions, "exercises": exercises})), week=2, paper=paper)
    assert_well_placed(data)
    letters_read = Counter("".join(page.text for page in pages_of(data)))
    assert letters_read["a"] + letters_read["L"] >= 4 * (text.count("a") + text.count("L"))


def test_letters_that_the_font_lacks_become_a_box_and_the_others_stay():
    assert letters.clean("Sumo squat \u6df1\u8e72 \U0001f3cb\ufe0f \U0001f600") == "Sumo squat □□ □ □"
    assert letters.clean("\u05de\u05ea\u05d7 \u0391\u0411 né") == "\u05de\u05ea\u05d7 \u0391\u0411 né"


HEBREW = "\u05de\u05ea\u05d7 \u05d1\u05e8\u05da"


@pytest.mark.parametrize(
    ("text", "from_the_left"),
    [
        (HEBREW, HEBREW[::-1]),
        (f"Warm-up: {HEBREW}, 5 min", f"Warm-up: {HEBREW[::-1]}, 5 min"),
        ("\u05d0 12.5 (\u05d1) \u05d2!", "\u05d2 (\u05d1) 12.5 \u05d0!"),
        ("\u05d0 left \u05d1\u05d2", "\u05d0 left \u05d2\u05d1"),
        ("\u05d1\u05b7\u05d2", "\u05d2\u05d1\u05b7"),
        ("né 3 × 10", "né 3 × 10"),
    ],
    ids=["words", "in a line from the left", "numbers and brackets", "two runs", "a point below its letter", "none"],
)
def test_right_to_left_words_can_be_read_from_the_right(text, from_the_left):
    assert letters.in_sight(text) == from_the_left


def test_right_to_left_words_are_found_in_the_file_as_they_are_stored():
    plan = planned("ten minutes")
    changed = Plan(**(plan.parts() | {"exercises": plan.exercises.assign(exercise=HEBREW)}))
    assert joined(HEBREW) in pages_of(page_bytes(changed, week=1))[0].text


def test_a_text_is_no_formula_of_mathematics():
    plan = planned("ten minutes")
    exercises = plan.exercises.assign(exercise="$x^2$ press")
    changed = Plan(**(plan.parts() | {"exercises": exercises}))
    assert "$x^2$press" in pages_of(page_bytes(changed, week=1))[0].text


def test_the_signs_are_those_of_the_charts_in_their_colours():
    assert set(page_signs.SIGNS) - {"box"} == set(chart_signs.SIGN_NAMES)
    types = ("easy", "long", "tempo", "intervals", "hills", "race", "heavy", "general", "routine", "core")
    for name in types:
        kind = "run" if types.index(name) < 6 else "strength"
        sign = sign_of(planned("ten minutes").session_records[0]._replace(type=name, kind=kind))
        assert sign == chart_signs.sign_of(name)
        assert {colour for colour, _, _ in page_signs.SIGNS[sign]} == {chart_signs.SIGNS[sign].colour}


@pytest.mark.parametrize(("kind", "sign"), [("run", "easy"), ("strength", "general")])
@pytest.mark.parametrize("session_type", ["fartlek", "pin"])
def test_a_type_that_is_none_of_the_plan_s_own_has_the_sign_of_its_kind(session_type, kind, sign):
    session = planned("ten minutes").session_records[0]
    assert sign_of(session._replace(type=session_type, kind=kind)) == sign


# --- the file ---------------------------------------------------------------------------------------------------------


def test_the_same_plan_gives_the_same_bytes_whatever_reportlab_is_set_to(monkeypatch):
    plan = planned("ten minutes")
    usual = page_bytes(plan)
    settings_of_a_runner = {
        "canvas_basefontname": "Times-Roman",
        "defaultPageSize": "LETTER",
        "invariant": 0,
        "pageCompression": 0,
        "pdfComments": 1,
        "ttfAsciiReadable": 0,
        "useA85": 1,
    }
    for name, value in settings_of_a_runner.items():
        monkeypatch.setattr(rl_config, name, value)
    assert page_bytes(build_plan(BLOCKS["ten minutes"])) == usual
    assert {name: getattr(rl_config, name) for name in settings_of_a_runner} == settings_of_a_runner


def test_pages_that_are_made_at_the_same_time_are_the_same():
    plan = planned("ten minutes")
    with ThreadPoolExecutor(4) as several:
        made = list(several.map(lambda week: page_bytes(plan, week=week), (1, 2, 1, 2)))
    assert made[:2] == made[2:] == [page_bytes(plan, week=1), page_bytes(plan, week=2)]


def test_the_font_travels_with_the_file_as_outlines_whose_text_can_be_selected():
    page = PdfReader(io.BytesIO(printed("ten minutes"))).pages[1]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert {font["/BaseFont"][8:] for font in fonts} == {"DejaVuSans", "DejaVuSans-Bold"}
    for font in fonts:
        assert "/ToUnicode" in font
        assert font["/Subtype"] == "/TrueType"
        assert len(font["/FontDescriptor"].get_object()["/FontFile2"].get_object().get_data()) < 100_000


def test_the_file_gives_each_letter_the_width_that_the_font_has_for_it():
    page = PdfReader(io.BytesIO(printed("ten minutes"))).pages[1]
    for font in (one.get_object() for one in page["/Resources"]["/Font"].values()):
        bold = font["/BaseFont"].endswith("Bold")
        for one in map(chr, range(33, 127)):
            width = font["/Widths"][ord(one) - font["/FirstChar"]]
            assert float(width) == pytest.approx(1000 * glyph(one, bold).advance, abs=0.01)


def test_exercises_that_several_sessions_have_are_in_the_file_once():
    first = [row for row in EXERCISES if row[0] == "w01-strength-1"]
    plan = plan_of(SESSIONS, [*first, *(("w02-strength-1", *row[1:]) for row in first)])
    pages = PdfReader(io.BytesIO(page_bytes(plan))).pages
    drawn = [name for page in pages for name in page["/Resources"].get("/XObject", {}) if "exercises" in name]
    assert len(drawn) == 2
    assert len(set(drawn)) == 1


def test_the_file_names_the_plan_and_no_time():
    reader = PdfReader(io.BytesIO(printed("ten minutes")))
    assert "/CreationDate" not in reader.metadata
    assert reader.metadata.title.startswith("Training plan: ")
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def test_a_window_is_titled_with_the_plan_and_not_with_the_files_name():
    for changes, week, title in (
        ({"weeks": 4}, None, "Training plan: 4 weeks of training from Mon 4 Jan 2027"),
        ({"weeks": 4}, 2, "Training plan: 4 weeks of training from Mon 4 Jan 2027, week 2"),
        (
            {"race_date": "2027-02-28", "goal": "10k"},
            None,
            "Training plan: 8 weeks of training for the 10 km race on Sun 28 Feb 2027",
        ),
    ):
        plan = build_plan(Block(start="2027-01-04", **changes))
        assert PdfReader(io.BytesIO(page_bytes(plan, week=week))).metadata.title == title


def test_to_page_writes_the_file(tmp_path):
    plan = planned("ten minutes")
    plan.to_page(tmp_path / "week.pdf", week=1, paper="letter")
    assert (tmp_path / "week.pdf").read_bytes() == page_bytes(plan, week=1, paper="letter")


def test_only_a_page_loads_what_draws_it():
    program = (
        "import sys, runplan; runplan.build_plan(runplan.Block(start='2027-01-04', weeks=4)); "
        "import runplan.exchange.export.pdf.page; print({'reportlab', 'matplotlib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_the_font_is_found_where_a_systems_matplotlib_keeps_its_data_elsewhere(monkeypatch, tmp_path):
    usual = letters._font_file(False)
    monkeypatch.setattr(letters, "find_spec", lambda name: SimpleNamespace(origin=str(tmp_path / "__init__.py")))
    assert letters._font_file(False).samefile(usual)
