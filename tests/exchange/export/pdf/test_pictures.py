"""The drawings on the printed page: beside each strength exercise, once in the file, and readable without colours."""

from __future__ import annotations

import functools
import io
import re

import pytest
from pypdf import PdfReader

from runplan.api import Plan, build_plan
from runplan.catalog import load_catalog
from runplan.catalog.drawings import COLOURS, FILLS, load_drawings
from runplan.exchange.export.pdf.page import page_bytes
from runplan.plan.block import Block
from tests.exchange.export.pdf.pages import Drawing, Word, drawings_of

SMALLEST_TYPE = 7.0  # of exercises, where one sheet has to do [pt]
SKIN = COLOURS["near"].upper()


@functools.cache
def planned() -> Plan:
    kit = ("foam_roller", "mini_band", "chair")  # with weights the minutes go to lifts, and no activation is left
    return build_plan(Block(start="2027-01-04", weeks=4, strength_minutes=40, equipment=kit))


@functools.cache
def first_week() -> Drawing:
    (drawing,) = drawings_of(page_bytes(planned(), week=1))
    return drawing


def ids_of_section(section: str) -> dict[str, str]:
    """The names of the first week's exercises of a section, with their ids."""
    table = planned().exercises
    rows = table[table["session_id"].str.startswith("w01") & (table["section"] == section)]
    return dict(zip(rows["exercise"], rows["exercise_id"], strict=True))


def words_of(drawing: Drawing, names: dict[str, str]) -> list[Word]:
    """The words that name exercises."""
    return [word for word in drawing.words if re.sub(r"^[A-Z]: ", "", word.text) in names]


def painted_beside(drawing: Drawing, word: Word) -> list[str]:
    """The colours to the left of a name, from its line down to the next but one."""
    size = word.size
    return [
        mark.fill
        for mark in drawing.marks
        if word.x - 6 * size < mark.left and mark.right < word.x and word.y - 3.6 * size < mark.low
        if mark.high < word.y + size
    ]


def test_each_strength_exercise_has_its_own_drawing_beside_it() -> None:
    names = ids_of_section("strength")
    words = words_of(first_week(), names)
    assert len(words) >= len(names) >= 6
    for word in words:
        exercise_id = names[re.sub(r"^[A-Z]: ", "", word.text)]
        strokes = load_drawings()[exercise_id].strokes(small=True)
        filled = [COLOURS[stroke.fill].upper() for stroke in strokes if stroke.fill]
        assert [fill for fill in painted_beside(first_week(), word) if fill] == filled, word.text


@pytest.mark.parametrize("section", ["foam_roll", "warm_up", "activation"])
def test_the_rest_of_a_session_is_a_list(section: str) -> None:
    words = words_of(first_week(), ids_of_section(section))
    assert words
    assert not any(SKIN in painted_beside(first_week(), word) for word in words)


def test_a_drawing_is_in_the_file_once() -> None:
    reader = PdfReader(io.BytesIO(page_bytes(planned())))
    forms = [
        reader.get_object(number)
        for number in range(1, len(reader.xref[0]) + 1)
        if "/BBox" in (reader.get_object(number) or {})
    ]
    painted = [form.get_data() for form in forms if form["/BBox"][2] > 1000]
    table = planned().exercises
    wanted = set(table.loc[table["section"].isin(["strength", "plyometric"]), "exercise_id"])
    assert len(painted) == len(set(painted)) == len(wanted)


def test_an_exercise_without_a_drawing_has_its_name_and_dose_all_the_same() -> None:
    exercises = planned().exercises.copy()
    exercises["exercise_id"] = "my_own"
    (drawing,) = drawings_of(page_bytes(Plan(**(planned().parts() | {"exercises": exercises})), week=1))
    assert not any(mark.fill == SKIN for mark in drawing.marks)
    text = " ".join(word.text for word in drawing.words)  # a long name may stand on two lines
    names = ids_of_section("strength")
    assert [name for name in names if name in text] == list(names) != []


def test_what_works_hard_is_the_darkest_of_a_body_in_greyscale_too() -> None:
    def grey(name: str) -> float:
        red, green, blue = (int(COLOURS[name][start : start + 2], 16) for start in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    assert grey("near") - grey("help") > 40
    assert grey("help") - grey("main") > 60
    assert grey("far") - grey("main-far") > 60
    assert set(FILLS.values()) <= set(COLOURS)


@functools.cache
def long_weeks() -> Plan:
    kit = tuple(load_catalog().equipment_words)
    block = Block(start="2027-01-04", weeks=4, strength_sessions=3, strength_minutes=60, equipment=kit)
    return build_plan(block.replace(level="advanced"))


@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_a_week_takes_two_sheets_at_most_and_a_second_one_buys_larger_drawings(paper: str) -> None:
    sizes = []
    for week in range(1, 5):
        drawings = drawings_of(page_bytes(long_weeks(), week=week, paper=paper))
        assert len(drawings) <= 2, week
        if len(drawings) == 2:
            names = set(long_weeks().exercises["exercise"])
            sizes += [{word.size for word in words_of(drawing, dict.fromkeys(names, ""))} for drawing in drawings]
    assert min(map(min, sizes)) > SMALLEST_TYPE
