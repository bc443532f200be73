"""A plan that is followed, in a real browser: a week is marked, an illness is told, used, taken off, and undone."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

from tests.browser.driver import NotebookPage
from tests.browser.planner_page import AXE_SERIOUS, card, faults, kernel, open_planner, wait_for
from tests.builders import done_runs

SHOTS = os.environ.get("RUNPLAN_SHOTS")  # a folder for pictures of each state, for who wants to look
EVENTS = "[event.words for event in planner.block.events]"
STATUS = (
    "{session.session_id: session.status for session in planner.plan.session_records if session.status != 'planned'}"
)


def shoot(planner: NotebookPage, name: str) -> None:
    """Take a picture of a state, where somebody wants one."""
    if SHOTS:
        planner.page.screenshot(path=Path(SHOTS) / f"{name}.png")


def serious(planner: NotebookPage) -> list[str]:
    violations = Axe().run(planner.page, context=".rp-planner").response["violations"]
    return [rule["id"] for rule in violations if rule["impact"] in AXE_SERIOUS]


def on_day(planner: NotebookPage, today: int, *others: int) -> list[str]:
    """Make a day of the block today, by its number from 0; that day and others as they are typed."""
    days = [
        kernel(planner, f"str(planner.block.first_day + __import__('datetime').timedelta(days={day}))")
        for day in (today, *others)
    ]
    kernel(planner, f"setattr(planner, 'today', __import__('datetime').date.fromisoformat('{days[0]}'))")
    return days


def test_a_week_is_marked_an_illness_used_taken_off_and_undone(notebook: NotebookPage) -> None:
    planner = open_planner(notebook)
    page = planner.page
    days = on_day(planner, 16, 16, 19)
    past = kernel(
        planner,
        "[session.session_id for session in planner.plan.session_records if str(session.date) < " + f"'{days[0]}']",
    )

    # Asked once, quietly; the first session opens beside the weeks.
    wait_for(planner, ".rp-ask", f"{len(past)} sessions before today are not marked.")
    shoot(planner, "1-asked")
    page.get_by_role("button", name="Let me mark them").focus()
    page.keyboard.press("Enter")
    group = page.get_by_role("group", name="Was it done?")
    group.wait_for()
    assert page.locator(".rp-ask").is_visible()  # until few days are left, or it is put off

    # By mouse, in the open session; by keyboard, on the cards of the weeks.
    group.get_by_role("button", name="Done").click()
    wait_for(planner, f".rp-card[data-session={past[0]}] .rp-did", "✓")
    assert page.locator(".rp-mark-as[aria-pressed=true]").inner_text() == "✓ Done"
    card(planner, past[0]).focus()
    for number, (key, sign) in enumerate((("h", "½"), ("m", "✕"), ("d", "✓")), start=1):
        card(planner, past[number]).focus()
        page.keyboard.press(key)
        wait_for(planner, f".rp-card[data-session={past[number]}] .rp-did", sign)
    heard = "node => node.getAttribute('aria-label')"
    assert [card(planner, name).evaluate(heard).rpartition(", ")[2] for name in past[:4]] == [
        *("done", "partly done", "missed", "done"),
    ]
    page.keyboard.press("d")
    page.wait_for_selector(f".rp-card[data-session={past[3]}]:not(.rp-did-1)")
    marks = dict(zip(past, ("done", "partly", "missed"), strict=False))
    assert kernel(planner, STATUS) == marks
    shoot(planner, "2-marked")
    assert serious(planner) == []

    page.get_by_role("button", name="What happened?").click()
    page.get_by_label("What", exact=True).select_option(label="Ill")
    page.get_by_label("First day").fill(days[1])
    page.get_by_label("Last day").fill(days[2])
    page.get_by_label("Last day").press("Tab")
    page.get_by_role("button", name="Preview").focus()
    page.keyboard.press("Enter")
    wait_for(planner, ".rp-event-changes li", "You are ill.")
    page.locator(".rp-event-use").scroll_into_view_if_needed()
    shoot(planner, "3-preview")
    before = kernel(planner, "planner.plan.csv_text()")
    page.get_by_role("button", name="Apply").click()
    wait_for(planner, '.rp-row-week[data-week="3"] .rp-week-button', "Ill")
    assert kernel(planner, STATUS) == marks
    shoot(planner, "4-used")
    page.get_by_label("Change past weeks too").wait_for()
    assert serious(planner) == []
    page.get_by_role("button", name="Remove: Ill, ").focus()
    page.keyboard.press("Enter")
    wait_for(planner, ".rp-message", "Removed")
    assert kernel(planner, "planner.plan.csv_text()") == before
    page.get_by_role("button", name="Undo").click()
    wait_for(planner, '.rp-row-week[data-week="3"] .rp-week-button', "Ill")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    wait_for(planner, ".rp-message", "Undone: marking")
    assert kernel(planner, EVENTS) == []

    # The past is read-only, and says how to change it.
    card(planner, past[1]).focus()
    page.keyboard.press("p")
    wait_for(planner, ".rp-warning", "that day is in the past")
    shoot(planner, "5-past")
    for width, state in (("390px", "narrow"), ("", "wide")):
        page.evaluate("width => { document.querySelector('.rp-planner').style.width = width; }", width)
        page.wait_for_selector(f".rp-board{'.rp-narrow' if width else ':not(.rp-narrow)'}", state="attached")
        page.wait_for_selector(".rp-marks .rp-mark-as:visible")
        shoot(planner, f"6-{state}")
    page.get_by_role("button", name="Close").click()
    page.evaluate("() => { document.querySelector('.rp-planner').style.width = '390px'; }")
    page.wait_for_selector(".rp-board.rp-narrow", state="attached")
    page.locator(".rp-tab[data-tab=weeks]").click()
    page.wait_for_selector(".rp-did:visible")
    shoot(planner, "6-list")
    assert faults(planner) == []


def test_past_weeks_show_what_was_done_what_was_missed_and_why(notebook: NotebookPage) -> None:
    planner = open_planner(notebook)
    page = planner.page
    days = on_day(planner, 24, 8, 12)
    page.get_by_role("button", name="What happened?").focus()
    page.keyboard.press("Enter")
    page.get_by_label("What", exact=True).select_option(label="Ill")
    page.get_by_label("First day").fill(days[1])
    page.get_by_label("Last day").fill(days[2])
    page.get_by_label("Last day").press("Tab")
    page.get_by_role("button", name="Preview").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Apply").click()
    week = '.rp-row-week[data-week="2"]'
    wait_for(planner, f"{week} .rp-week-button", "Ill")
    page.get_by_role("button", name="All done").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector('.rp-row-week[data-week="1"] .rp-did-1', state="attached")
    done = kernel(
        planner,
        "[round(sum(s.distance_km for s in planner.plan.session_records if s.week == n and s.status == 'done'), 3)"
        " for n in (1, 2, 3)]",
    )
    planned = kernel(planner, "[week.run_km for week in planner.plan.week_records[:3]]")
    assert 0 < done[1] < planned[1]
    for number, (ran, whole) in enumerate(zip(done, planned, strict=True), start=1):
        total = page.locator(f'.rp-row-week[data-week="{number}"] .rp-km')
        assert total.inner_text() == f"{ran:.0f}/{whole:.0f}"
        assert total.get_attribute("aria-label") == f"{ran:g} of {whole:g} km done"
    ill = page.locator(f"{week} .rp-day[aria-label*=', ill']")
    assert ill.count() == 5
    assert page.locator(f"{week} .rp-card.rp-did-3").count() == ill.locator(".rp-card").count() > 0
    assert page.locator(f"{week} .rp-off-word").all_inner_texts() == ["ill"] * 5
    assert serious(planner) == []
    page.locator(".rp-board").scroll_into_view_if_needed()
    shoot(planner, "10-past-light")
    page.evaluate("() => { document.body.dataset.jpThemeLight = 'false'; }")
    shoot(planner, "11-past-dark")
    page.evaluate("() => { document.body.dataset.jpThemeLight = 'true'; }")
    page.evaluate("() => { document.querySelector('.rp-planner').style.width = '390px'; }")
    page.wait_for_selector(".rp-board.rp-narrow", state="attached")
    page.locator(".rp-tab[data-tab=weeks]").click()
    page.locator(f"{week} .rp-off-word").first.scroll_into_view_if_needed()
    shoot(planner, "12-past-narrow")
    assert faults(planner) == []


def test_a_log_is_read_held_beside_the_plan_and_used(notebook: NotebookPage) -> None:
    runs = done_runs.a_year(dt.date(2026, 10, 5), weeks=15)  # to the end of the block's second week
    (notebook.server.notebooks / "icu.csv").write_bytes(done_runs.intervals(runs))
    planner = open_planner(notebook)
    page = planner.page
    kernel(planner, "setattr(planner, 'today', __import__('datetime').date(2027, 1, 20))")
    page.get_by_role("button", name="What you did").focus()
    page.keyboard.press("Enter")
    page.locator(".rp-log-path input").fill("icu.csv")
    page.locator(".rp-log-path input").press("Tab")
    page.get_by_role("button", name="Read the log").focus()
    page.keyboard.press("Enter")
    wait_for(planner, ".rp-log-report", "60 sessions, from Tue 6 Oct to Sun 17 Jan 2027")
    page.locator(".rp-log-read").scroll_into_view_if_needed()
    shoot(planner, "7-log")
    page.locator(".rp-log-match select").first.wait_for()
    page.locator(".rp-log-use").scroll_into_view_if_needed()
    shoot(planner, "8-log")
    assert serious(planner) == []
    page.get_by_role("button", name="Mark the plan").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".rp-card .rp-did", state="attached")
    assert set(kernel(planner, f"list({STATUS}.values())")) >= {"done", "missed"}
    use = page.get_by_role("button", name="Use: Current week")
    use.focus()
    page.keyboard.press("Enter")
    wait_for(planner, ".rp-use-start[title^='Use: Current week']", "Used")
    assert use.evaluate("node => node === document.activeElement")
    use.scroll_into_view_if_needed()
    shoot(planner, "9-start")
    assert serious(planner) == []

    # A log of the phone page, one session of it done ahead of its day: what was noted is in the session's panel.
    sessions = kernel(
        planner,
        "[[session.session_id, session.is_run, str(session.date)] for session in planner.plan.session_records]",
    )
    strength = next(name for name, is_run, _ in sessions if not is_run)
    ahead = next(name for name, is_run, day in sessions if not is_run and day > "2027-01-20")
    note = "<img src=x onerror=alert(1)> knees fine"
    sets = [{"exercise_id": "goblet_squat", "set": number, "reps": 14 - 2 * number, "kg": 6.5} for number in (1, 2)]
    entries = [
        {"session_id": name, "date": day, "status": "done", "rpe": 6, "note": note, "sets": sets}
        for name, day in ((strength, "2027-01-06"), (ahead, "2027-01-20"))
    ]
    log = {"format": "runplan log", "version": 1, "plan_id": kernel(planner, "planner.plan.plan_id")}
    (notebook.server.notebooks / "phone.json").write_text(json.dumps(log | {"sessions": entries}))
    card(planner, strength).focus()
    page.keyboard.press("Enter")
    page.get_by_role("group", name="Was it done?").wait_for()
    assert page.get_by_role("region", name="What you noted").count() == 0
    page.locator(".rp-log-path input").fill("phone.json")
    page.locator(".rp-log-path input").press("Tab")
    page.get_by_role("button", name="Read the log").focus()
    page.keyboard.press("Enter")
    part = page.get_by_role("region", name="What you noted")
    part.wait_for()  # without opening the session again
    lines = ["Goblet squat: 12 reps at 6.5 kg, 10 reps at 6.5 kg", "Effort 6 out of 10", f"Your note: {note}"]
    assert part.locator("li").all_inner_texts() == lines
    assert part.locator("img").count() == 0
    page.locator(".rp-log-report summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".rp-log-report tbody tr td:nth-child(2)").first.inner_text().endswith(", 2 sets")
    page.get_by_role("button", name="Mark the plan").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f".rp-card[data-session={ahead}].rp-did-1", state="attached")
    assert part.locator("li").all_inner_texts() == lines
    page.locator(".rp-log-report").scroll_into_view_if_needed()
    page.locator(".rp-board").scroll_into_view_if_needed()
    shoot(planner, "13-noted")
    card(planner, ahead).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f".rp-details .rp-id:text('{ahead}')")
    assert part.locator("li").all_inner_texts() == lines
    assert "You can mark" not in page.locator(".rp-details").inner_text()
    shoot(planner, "14-ahead")
    assert serious(planner) == []
    pressed = page.locator(".rp-mark-as[aria-pressed=true]")
    assert pressed.inner_text() == "✓ Done"
    pressed.press("Enter")
    wait_for(planner, ".rp-details", "You can mark this session from ")
    assert kernel(planner, STATUS).get(ahead) is None
    assert faults(planner) == []
