"""What happened on the way, in a real browser: looked at, used, read on the board, taken off, and undone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.driver import NotebookPage
from tests.browser.planner_page import AXE_SERIOUS, card, faults, kernel, open_planner, wait_for

EVENTS = "[event.words for event in planner.block.events]"
# By day of the block, from 0: each kind alone in a week, and each as the first of two.
DAYS = {
    **{
        "tired": (7, 13),
        "travel": (14, 20),
        "ill": (28, 33),
        "injured": (42, 43),
        "away": (49, 50),
        "extra_race": (56,),
    },
    **{"travel ": (63, 64), "tired ": (65, 66), "extra_race ": (70,), "travel  ": (72, 75), "injured ": (77, 77)},
    **{"away ": (79, 79), "away  ": (84, 84), "ill ": (86, 86), "tired  ": (91, 91), "injured  ": (93, 93)},
}
# The labels of the board, and whether all of their text is inside their own box.
CUT_LABELS = """() => [...document.querySelectorAll(".rp-week-button em, .rp-off-word")].map(label => {
    const range = document.createRange(), box = label.closest(".rp-week, .rp-day").getBoundingClientRect();
    range.selectNodeContents(label);
    const text = range.getBoundingClientRect(), style = getComputedStyle(label);
    const hidden = style.clipPath !== "none";  // read out only, where two cards fill the day
    const inside = text.left >= box.left - 0.5 && text.right <= box.right + 0.5;
    return [label.textContent, hidden || (inside && label.scrollWidth <= label.clientWidth)];
})"""
IN_VIEW = """selector => {
    const node = document.querySelector(selector), at = node.getBoundingClientRect();
    const panel = document.querySelector(".rp-left").getBoundingClientRect();
    const top = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2);
    return at.top >= panel.top - 1 && at.bottom <= Math.min(panel.bottom, innerHeight) + 1 && node.contains(top);
}"""

ROW_IN_VIEW = """week => {
    const row = document.querySelector(`.rp-row-week[data-week="${week}"]`)?.getBoundingClientRect();
    const box = document.querySelector(".rp-scroller").getBoundingClientRect();
    return Boolean(row) && row.top >= box.top && row.bottom <= box.bottom + 1;
}"""


def as_wide_as(planner: NotebookPage, width: int) -> None:
    """Give the planner the width that it has on a laptop, or on a phone."""
    if width < 1280:
        planner.page.evaluate("width => document.querySelector('.rp-planner').style.width = `${width}px`", width)
        planner.page.wait_for_selector(".rp-board.rp-narrow", state="attached")


def events_code() -> str:
    """All kinds of events, as the kernel makes them."""

    def one(kind: str, days: tuple[int, ...]) -> str:
        dates = ", ".join(f"first + day({number})" for number in days)
        more = {"travel": ", equipment=()", "extra_race": ", distance='10k', rank='B'"}.get(kind, "")
        return f"rp.Event('{kind}', {dates}{more})"

    events = ", ".join(one(kind.strip(), days) for kind, days in DAYS.items())
    given = "rp=__import__('runplan'), day=__import__('datetime').timedelta, first=planner.block.first_day"
    return f"(lambda {given}: planner.model.wish(events=({events})))()"


def test_ill_for_five_days_from_the_preview_to_undo(notebook: NotebookPage) -> None:
    planner = open_planner(notebook)
    page = planner.page
    start = kernel(planner, "str(planner.block.first_day)")
    days = [
        kernel(planner, f"str(planner.block.first_day + __import__('datetime').timedelta(days={day}))")
        for day in (28, 32)
    ]
    kernel(planner, f"setattr(planner, 'today', __import__('datetime').date.fromisoformat('{start}'))")
    page.wait_for_selector('.rp-day.rp-today[aria-current="date"][aria-label*=", today"]', state="attached")

    head = page.get_by_role("button", name="What happened?")
    head.focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-expanded") == "true"
    page.get_by_label("What", exact=True).select_option(label="Injured")
    page.locator(".rp-pain").get_by_text("is a matter for a professional").wait_for()
    page.get_by_label("What", exact=True).select_option(label="Ill")
    page.get_by_label("First day").fill(days[0])
    page.get_by_label("Last day").fill(days[1])
    page.get_by_label("Last day").press("Tab")
    page.get_by_role("button", name="Preview").focus()
    page.keyboard.press("Enter")
    wait_for(planner, ".rp-event-changes li", "dropped")
    assert kernel(planner, EVENTS) == []
    count = page.locator(".rp-event-changes li").count()  # all of them, in a list that scrolls
    assert f"{count} changes." in page.locator(".rp-event-answer").inner_text()
    dropped = kernel(
        planner,
        "[session.session_id for session in planner.plan.session_records"
        " if session.week == 5 and session.date.weekday() < 5]",
    )
    assert card(planner, dropped[0]).count() == 1

    page.get_by_role("button", name="Apply").focus()
    page.keyboard.press("Enter")
    wait_for(planner, '.rp-row-week[data-week="5"] .rp-week-button', "Ill")
    assert "Ill, " in (page.locator('.rp-week-button[data-week="5"]').get_attribute("aria-label") or "")
    assert page.locator('.rp-row-week[data-week="5"] .rp-off-word', has_text="ill").count() == 5
    assert card(planner, dropped[0]).count() == 0
    assert kernel(planner, EVENTS) == [f"ill {days[0]} {days[1]}"]
    violations = Axe().run(page, context=".rp-planner").response["violations"]
    assert [rule["id"] for rule in violations if rule["impact"] in AXE_SERIOUS] == []

    page.get_by_role("button", name="Remove: Ill, ").focus()
    page.keyboard.press("Enter")
    wait_for(planner, ".rp-message", "Removed")
    assert kernel(planner, EVENTS) == []
    assert card(planner, dropped[0]).count() == 1
    page.get_by_role("button", name="Undo").click()
    wait_for(planner, '.rp-row-week[data-week="5"] .rp-week-button', "Ill")
    page.get_by_role("button", name="Undo").click()
    card(planner, dropped[0]).wait_for(state="attached")
    assert kernel(planner, EVENTS) == []
    assert faults(planner) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_no_label_of_an_event_is_cut(notebook: NotebookPage, width: int) -> None:
    planner = open_planner(notebook)
    page = planner.page
    as_wide_as(planner, width)
    kernel(planner, events_code())
    assert len(kernel(planner, EVENTS)) == len(DAYS)
    wait_for(planner, '.rp-row-week[data-week="2"] .rp-week-button', "Tired")
    heads, words = set(), set()
    for week in range(1, 17):
        page.evaluate(
            "week => { const box = document.querySelector('.rp-scroller'); box.scrollTop = week * 34; }", week
        )
        if width < 1280:
            page.evaluate("week => { document.querySelector('.rp-scroller').scrollTop = week * 214; }", week)
        page.wait_for_selector(f'.rp-row-week[data-week="{week}"]', state="attached")
        labels: list[Any] = page.evaluate(CUT_LABELS)
        assert [text for text, is_whole in labels if not is_whole] == []
        row = page.locator(f'.rp-row-week[data-week="{week}"]')
        heads.add(row.locator("em").inner_text())
        words |= set(row.locator(".rp-off-word").all_inner_texts())
    assert {"Tired", "Travelling", "Easing back", "Travel, tired"} <= heads
    assert not any("+" in head for head in heads)
    assert any(head.endswith(", back") for head in heads)
    assert words == {"ill", "injured", "away", "travelling", "tired"}
    assert faults(planner) == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_preview_is_in_view_and_moves_nothing_under_the_pointer(notebook: NotebookPage, by: str, width: int) -> None:
    planner = open_planner(notebook)
    page = planner.page
    as_wide_as(planner, width)
    if width < 1280:
        page.get_by_role("button", name="Controls").click()
    page.get_by_role("button", name="What happened?").click()
    page.get_by_label("What", exact=True).select_option(label="Race moved")
    page.get_by_label("New day").fill("2027-05-02")
    page.get_by_label("New day").press("Tab")
    button = page.get_by_role("button", name="Preview")
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    if by == "mouse":
        button.click()
    else:
        button.focus()
        page.keyboard.press("Enter")
    wait_for(planner, ".rp-event-changes summary", "changes")
    page.wait_for_function(f"() => ({IN_VIEW})('.rp-event-use')")
    assert button.bounding_box() == pytest.approx(before, abs=1)
    for part in (".rp-event-answer p", ".rp-event-leave", ".rp-week-changes thead"):
        assert page.evaluate(IN_VIEW, part), part
    if by == "keyboard":  # what is read next is what was shown
        assert page.evaluate("() => document.activeElement.classList.contains('rp-event-answer')")
        for name in ("What would change, week by week", "All ", "Apply"):
            page.keyboard.press("Tab")
            focused = page.evaluate("() => document.activeElement.ariaLabel || document.activeElement.textContent")
            assert name in focused
    page.get_by_role("button", name="Discard").click()
    page.wait_for_selector(".rp-event-use", state="hidden")
    assert button.bounding_box() == pytest.approx(before, abs=1)
    assert page.evaluate("() => document.activeElement.classList.contains('rp-event-preview')")
    assert faults(planner) == []


def test_a_week_is_reached_from_its_bar_and_what_was_used_is_in_view(notebook: NotebookPage) -> None:
    planner = open_planner(notebook)
    page = planner.page
    for selector, week in ((".rp-eq-week >> nth=14", 15), ('.rp-eq-bar[data-week="2"]', 2)):
        page.locator(selector).click()
        page.wait_for_function(f"() => ({ROW_IN_VIEW})({week})")
    page.get_by_role("button", name="What happened?").click()
    page.get_by_label("What", exact=True).select_option(label="Travelling")
    for label, day in (("First day", "2027-03-29"), ("Last day", "2027-04-04")):
        page.get_by_label(label).fill(day)
        page.get_by_label(label).press("Tab")
    page.get_by_role("button", name="Preview").click()
    wait_for(planner, ".rp-event-changes li", "other equipment")
    assert not page.evaluate(ROW_IN_VIEW, 13)
    page.get_by_role("button", name="Apply").click()
    page.wait_for_function(f"() => ({ROW_IN_VIEW})(13)")
    assert page.locator('.rp-row-week[data-week="13"] em').inner_text() == "Travelling"
    page.locator(".rp-field-run-days .noUi-handle").focus()  # other changes move nothing
    page.evaluate("() => { document.querySelector('.rp-scroller').scrollTop = 0; }")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(
        ".rp-row-week[data-week='2'] .rp-card.rp-changed, .rp-row-week[data-week='2'] .rp-card >> nth=6"
    )
    assert page.evaluate("() => document.querySelector('.rp-scroller').scrollTop") == 0
    assert faults(planner) == []


FOCUSED = "() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"


def test_who_takes_off_one_event_after_the_other_keeps_the_focus(notebook: NotebookPage) -> None:
    planner = open_planner(notebook)
    page = planner.page
    tired = "rp.Event('tired', first + day(7 * week), first + day(7 * week + 1))"
    wish = f"lambda rp, day, first: planner.model.wish(events=tuple({tired} for week in (2, 4, 6)))"
    kernel(planner, f"({wish})(__import__('runplan'), __import__('datetime').timedelta, planner.block.first_day)")
    page.get_by_role("button", name="What happened?").click()
    names = [button.get_attribute("title") for button in page.locator(".rp-take-off").all()]
    assert len(names) == 3
    page.get_by_role("button", name=names[1]).focus()
    for expected in (names[2], names[0], "Preview"):
        page.keyboard.press("Enter")
        page.wait_for_function(f"text => ({FOCUSED})() === text", arg=expected)
    assert kernel(planner, EVENTS) == []
    # The same of a button that goes with the question it answers.
    kernel(planner, "setattr(planner, 'today', planner.block.first_day + __import__('datetime').timedelta(days=24))")
    page.get_by_role("button", name="Not now").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".rp-ask", state="hidden")
    page.wait_for_function("() => document.activeElement.matches('.rp-board *')")
    assert faults(planner) == []
