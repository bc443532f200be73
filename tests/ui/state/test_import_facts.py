"""What a cell of a run plan is, rest or a total, confirmed or with a note: told by its fields, and kept with it."""

from __future__ import annotations

import dataclasses
import json

import pytest

import runplan as rp
from runplan.exchange.run_plans.cells.cell import Cell
from runplan.exchange.run_plans.read import runs_from_bytes
from runplan.exchange.run_plans.result import ImportedRuns
from runplan.ui.state.imports.kept import imported_again, rows_to_keep, table_from_json, table_to_json
from runplan.ui.state.imports.report import Corrections, ImportReport

FACTS = ("is_rest", "is_total", "confirmed", "has_remarks")
PLAN = """Week,Distance,Mon,Tue,Wed,Fri,Sat,Sun
1,99 km,5 km,6 km easy at 140 bpm,holiday,x,zz,10 km
2,31 km,5 km,6 km easy at 140 bpm,holiday,,9 km tempo,11 km
3,40 km,5 km,rest,holiday,Gym,9 km blub,12 km
4,,5 km,6 km easy,rest,Gym,9 km blub,13 km
"""


def read(confirmed: str = "") -> ImportedRuns:
    """The run plan, with the guesses confirmed that have a text."""
    runs = runs_from_bytes(PLAN.encode(), "plan.csv", "km")
    places = [cell.where for cell in runs.cells if cell.reading == "guessed" and confirmed in ("all", cell.text)]
    return Corrections(confirmed=frozenset(places)).on(runs)


def texts_of(fact: str, runs: ImportedRuns) -> set[str]:
    return {cell.text for cell in runs.cells if getattr(cell, fact)}


CONFIRMED = {"": set(), "holiday": {"holiday"}, "99 km": {"99 km"}, "all": {"holiday", "99 km", "40 km", "9 km blub"}}


@pytest.mark.parametrize("confirmed", CONFIRMED)
def test_a_cell_says_by_its_fields_what_it_is(confirmed: str) -> None:
    runs = read(confirmed)
    assert texts_of("is_rest", runs) == {"holiday", "rest", "x"}
    assert texts_of("is_total", runs) == {"99 km", "31 km", "40 km"}
    assert texts_of("has_remarks", runs) == {"6 km easy at 140 bpm"}
    assert {"10 km", "11 km", "12 km", "13 km"} >= texts_of("is_longest", runs) != set()
    assert texts_of("confirmed", runs) - texts_of("is_longest", runs) == CONFIRMED[confirmed]


def test_words_in_place_of_a_cell_make_it_what_they_say() -> None:
    runs = read("holiday")
    [where, *_] = [cell.where for cell in runs.cells if cell.text == "holiday"]
    for words, fact in (("8 km easy at 140 bpm", "has_remarks"), ("rest", "is_rest"), ("8 km easy", "")):
        [cell] = [cell for cell in runs.correct({where: words}).cells if cell.where == where]
        assert [name for name in FACTS if getattr(cell, name)] == [fact] * bool(fact)


@pytest.mark.parametrize("confirmed", CONFIRMED)
def test_a_kept_table_has_these_fields_and_that_of_an_earlier_version_is_read_by_its_sentences(confirmed: str) -> None:
    runs = read(confirmed)
    table = json.loads(json.dumps(table_to_json(runs, {}, ())))
    assert table_from_json(table)[0] == runs
    for cell in table["cells"]:
        for fact in (*FACTS, "is_longest"):
            del cell[fact]
    earlier = table_from_json(table)[0]
    assert [_without_longest(cell) for cell in earlier.cells] == [_without_longest(cell) for cell in runs.cells]


def _without_longest(cell: Cell) -> Cell:
    return dataclasses.replace(cell, is_longest=False)  # which counts only where a file is read


@pytest.mark.parametrize("confirmed", CONFIRMED)
def test_the_rows_of_a_block_tell_the_same_of_their_cells(confirmed: str) -> None:
    runs = read(confirmed)
    block = rp.Block(start="2027-03-01", runs=rows_to_keep(runs))
    opened = rp.Block.from_dict(json.loads(json.dumps(block.to_dict()))).runs
    assert opened is not None
    again = imported_again(opened)
    assert texts_of("is_rest", again) == {"holiday"}  # rest that is sure has no row
    for fact in ("is_total", "confirmed", "has_remarks"):
        assert texts_of(fact, again) == texts_of(fact, runs)


@pytest.mark.parametrize("confirmed", CONFIRMED)
def test_nothing_depends_on_how_a_sentence_is_worded(confirmed: str) -> None:
    runs = read(confirmed)
    other = dataclasses.replace(runs, cells=tuple(dataclasses.replace(cell, taken="So.") for cell in runs.cells))
    groups = [{row[0]: row[1:5] for row in ImportReport(each).whole("km")["rows"]} for each in (runs, other)]
    assert groups[0] == groups[1]
    compared = [cell.text for cell in other.with_totals_compared().cells if cell.taken != "So."]
    assert {*compared} == texts_of("is_total", runs) - texts_of("confirmed", runs)
    days = [[row[:4] for row in rows_to_keep(each)] for each in (runs, other)]
    assert days[0] == days[1]
