"""The browser of the evidence, without a web browser."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

import runplan as rp
from runplan.ui import EvidenceBrowser
from tests.ui.conftest import move

RULE = re.compile(r'<td class="rp-num">')
SCRIPT = "<script>alert('x')</script>"


@pytest.fixture
def browser(sent: list[dict[str, Any]]) -> Any:
    return EvidenceBrowser()


def test_at_first_every_rule_is_shown(browser: Any) -> None:
    rules = len(rp.load_catalog().rules)
    assert browser.said.value == f'<p class="rp-quiet" role="status">{rules} of {rules} rules</p>'
    assert len(RULE.findall(browser.rules.value)) == rules


@pytest.mark.parametrize(
    ("control", "value", "column"), [("kind", "soft", "kind"), ("grade", "A", "grade"), ("basis", "coach", "basis")]
)
def test_a_filter_leaves_the_rules_that_it_names(browser: Any, control: str, value: str, column: str) -> None:
    widget = getattr(browser, control)
    move(widget, [one for _, one in widget.options].index(value), "index")
    shown = browser.shown()
    assert 0 < len(shown) < len(browser.table)
    assert set(shown[column]) == {value}
    assert len(shown) == int((browser.table[column] == value).sum())
    assert len(RULE.findall(browser.rules.value)) == len(shown)


def test_filters_work_together(browser: Any) -> None:
    browser.kind.value = "hard"
    browser.basis.value = "study"
    # The one hard rule that a study stands behind: no heavy work on the day before a hard run.
    assert list(browser.shown()["rule_id"]) == ["heavy_before_hard_run"]


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("Bosquet HALF", ["taper_half_1", "taper_half_2", "taper_half_3"]),
        ("  norris   nights ban ", ["school_ban"]),
        ("bjsports-2024-109380 LONG-RUN", ["long_rise"]),
    ],
    ids=["author and word", "any order and spaces", "a DOI"],
)
def test_each_word_of_the_search_has_to_stand_in_the_rule(browser: Any, typed: str, rules: list[str]) -> None:
    move(browser.search, typed)
    assert list(browser.shown()["rule_id"]) == rules


def test_filters_that_leave_nothing_say_so_and_what_is_not_claimed_stays(browser: Any) -> None:
    before = browser.unclaimed.value
    move(browser.search, "homeopathy")
    assert browser.rules.value == "<p>No rule matches all filters.</p>"
    assert browser.unclaimed.value == before
    assert before.count("Not claimed:") == len(rp.load_catalog().not_claimed)
    move(browser.search, "")
    assert len(RULE.findall(browser.rules.value)) == len(browser.table)


def test_a_rule_shows_number_kind_sentence_note_basis_grade_and_source(browser: Any) -> None:
    move(browser.search, "heavy_before_hard_run")
    html = browser.rules.value
    assert '<td class="rp-num">1 day</td>' in html
    assert '<th scope="row">Fresh legs for hard runs<div class="rp-unit">hard rule</div></th>' in html
    assert "<td>Heavy strength is never on the day before a long run, a hard session or a race;" in html
    assert ">14 runners lasted 335 s in a run to exhaustion after rest, 275 s the day after running before" in html
    assert "(Doma 2017; Doma 2019); the two nights come from Norris.</span>" in html
    assert '<span class="rp-badge rp-basis">study</span>' in html
    grade = "Grade B: one trial, one large cohort, or a review that is still a preprint"
    assert f'<span class="rp-badge rp-grade" title="{grade}">B</span>' in html
    assert "Doma &amp; Deakin 2013, Appl Physiol Nutr Metab 38:651-656" in html
    assert "studylib.net 27231201" in html


def test_a_doi_is_a_link_that_opens_beside_the_notebook(browser: Any) -> None:
    move(browser.search, "sets_counting")
    assert "https" not in browser.rules.value  # a preprint without a DOI: its address is text
    move(browser.search, "spike_over_longest")
    assert (
        '<a href="https://doi.org/10.1136/bjsports-2024-109380" target="_blank" rel="noopener noreferrer">'
        "doi:10.1136/bjsports-2024-109380</a>"
    ) in browser.rules.value


def test_the_rules_are_a_named_stop_of_the_tab_key_and_every_control_has_its_label(browser: Any) -> None:
    assert 'role="region" aria-label="The rules" tabindex="0"' in browser.rules.value
    labels = [one.description for one in (browser.kind, browser.grade, browser.basis, browser.search)]
    assert labels == ["Kind", "Grade of the source", "Rests on", "Search"]


def test_markup_in_the_data_is_text(sent: list[dict[str, Any]]) -> None:
    catalog = rp.load_catalog()
    tables = {}
    for name in ("rules", "sources", "not_claimed"):
        frame = getattr(catalog, name)
        for column in ("name", "sentence", "note", "unit", "citation", "doi", "address", "claim", "why"):
            if column in frame:
                frame[column] = SCRIPT
        tables[name] = frame
    browser = EvidenceBrowser(dataclasses.replace(catalog, **tables))
    move(browser.search, "<script>")
    for html in (browser.rules.value, browser.unclaimed.value):
        assert "<script" not in html
        assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in html
    assert len(browser.shown()) == len(browser.table)


def test_the_catalog_is_left_as_it_was(browser: Any) -> None:
    before = rp.load_catalog().rules
    browser.table["name"] = "changed"
    assert rp.load_catalog().rules.equals(before)


def test_a_callback_that_raises_is_shown(browser: Any) -> None:
    browser.table = None
    browser.kind.value = "hard"
    assert "Something went wrong while filtering: AttributeError" in browser.said.value
