"""What happened on the way, in a real browser: looked at, used, read on the board, taken off, and undone."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

from tests.browser.driver import NotebookPage
from tests.browser.planner_page import AXE_SERIOUS, card, faults, kernel, open_planner, wait_for

EVENTS = "[event.words for event in planner.block.events]"


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

    page.get_by_role("button", name="Use it").focus()
    page.keyboard.press("Enter")
    wait_for(planner, '.rp-row-week[data-week="5"] .rp-week-button', "Ill")
    assert "Ill, " in (page.locator('.rp-week-button[data-week="5"]').get_attribute("aria-label") or "")
    assert page.locator('.rp-row-week[data-week="5"] .rp-off-word', has_text="ill").count() == 5
    assert card(planner, dropped[0]).count() == 0
    assert kernel(planner, EVENTS) == [f"ill {days[0]} {days[1]}"]
    violations = Axe().run(page, context=".rp-planner").response["violations"]
    assert [rule["id"] for rule in violations if rule["impact"] in AXE_SERIOUS] == []

    page.get_by_role("button", name="Take off: Ill, ").focus()
    page.keyboard.press("Enter")
    wait_for(planner, ".rp-message", "Taken off")
    assert kernel(planner, EVENTS) == []
    assert card(planner, dropped[0]).count() == 1
    page.get_by_role("button", name="Undo").click()
    wait_for(planner, '.rp-row-week[data-week="5"] .rp-week-button', "Ill")
    page.get_by_role("button", name="Undo").click()
    card(planner, dropped[0]).wait_for(state="attached")
    assert kernel(planner, EVENTS) == []
    assert faults(planner) == []
