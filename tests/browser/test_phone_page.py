"""The page for the phone in a real browser, from a file: a whole session by the clock, and what is kept and sent."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Playwright

import runplan as rp
from runplan.exchange.export.phone.page import phone_bytes
from tests.browser.driver import browser_context
from tests.browser.phone_page import SIDE_CHANGE_S, PhonePage, clock_text, turns_of
from tests.browser.planner_page import AXE_SERIOUS
from tests.builders.two_weeks import EXERCISES, SESSIONS, plan_of

BLOCK = rp.Block(
    start="2027-01-04",
    race_date="2027-04-25",
    goal="half",
    weekly_km_now=30,
    weekly_km_peak=50,
    strength_minutes=40,
    equipment=("foam_roller", "mini_band", "dumbbell", "bench"),
    level="intermediate",
    recent_races=(("10k", "52:30"),),
    lifts={"goblet_squat": (16, 10, 3)},
)
SESSION = "w07-strength-1"  # it has holds, sides, a superset and a load
NASTY = '<img src=x onerror="document.title = 1"><script>document.title = 1</script>'
LONG = "Supercalifragilisticexpialidocious" * 3
WORK_S = 20  # a set of repetitions takes the test so long
# What a phone that lets a page share files would have.
SHARES = """window.shared = [];
navigator.canShare = data => data.files.every(file => file.name.endsWith(ENDING));
navigator.share = async data => { window.shared.push([data.files[0].name, await data.files[0].text()]); };"""
NO_STORAGE = """Object.defineProperty(window, "localStorage",
    { get() { throw new DOMException("denied", "SecurityError"); } });"""

# What a thumb has to hit, less than 44 px wide or high; a box in its label has the label's size.
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, summary, label, input:not(label input), textarea")]
    .map(node => [node.getAttribute("aria-label") || node.innerText, node.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < 43.5 || box.height < 43.5))
    .map(([name, box]) => `${name} ${box.width} ${box.height}`)"""
CUT_TEXTS = """() => [...document.querySelectorAll("main *")]
    .filter(node => !node.children.length && node.clientWidth && node.scrollWidth > node.clientWidth + 1)
    .filter(node => !node.closest(".aside, svg")).map(node => node.textContent)"""

Opened = Callable[..., PhonePage]


@pytest.fixture(scope="module")
def plan() -> rp.Plan:
    return rp.build_plan(BLOCK)


@pytest.fixture(scope="module")
def morning(plan: rp.Plan) -> dt.datetime:
    """The day of the session, early."""
    (date,) = plan.sessions.loc[plan.sessions["session_id"] == SESSION, "date"]
    return dt.datetime.combine(date.date(), dt.time(7))


@pytest.fixture
def phone(playwright: Playwright, chromium: str, tmp_path: Path) -> Iterator[BrowserContext]:
    """A phone of 360 x 740 with a browser that keeps nothing from before."""
    size = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
    with browser_context(playwright, tmp_path / "profile", executable=chromium, **size) as context:
        yield context


@pytest.fixture
def opened(phone: BrowserContext, plan: rp.Plan, morning: dt.datetime, tmp_path: Path) -> Iterator[Opened]:
    """Opens a plan's page as a file; at the end nothing was asked of any network, and nothing complained of."""
    pages: list[PhonePage] = []

    def write(written: Any = plan, now: dt.datetime = morning) -> PhonePage:
        file = tmp_path / "plan.html"
        file.write_bytes(phone_bytes(written))
        pages.append(PhonePage(phone, file, now))
        return pages[-1]

    yield write
    for page in pages:
        assert page.complaints == []
        assert [
            address for address in page.asked if not address.startswith(("file:", "about:", "data:", "blob:"))
        ] == []


# --- a session by the clock -------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::runplan.errors.LogMismatch")  # of the weeks before, nothing is in the log
def test_a_whole_session_goes_by_the_clock_and_comes_back_as_a_log(
    opened: Opened, plan: rp.Plan, morning: dt.datetime, tmp_path: Path
) -> None:
    page = opened().go()
    assert page.text("h1").startswith("Today")
    page.press("Start the session")
    turns = turns_of(plan, SESSION)
    assert {turn.sides for turn in turns} == {1, 2}
    ended: dict[int, int] = {}
    now, rests, reloads, wanted = 0, [], 0, []
    for before, turn in zip([None, *turns], turns, strict=False):
        if before is not None and before.is_last_side and turn.row in ended:
            rest = ended[turn.row] + turn.rest_s - now
            if rest > 1:
                assert (page.text("h1"), page.text("#figure")) == ("Rest", clock_text(rest))
                assert page.text(".next") == f"Next: {turn.name}"
                page.wait(rest - 10)
                if not reloads:  # in the middle of it
                    reloads += 1
                    page.page.reload()
                    page.page.wait_for_selector("h1")
                assert page.text("#figure") == "0:10"
                page.wait(9)
                assert page.text("h1") == "Rest"
                page.wait(1)
                rests.append(rest)
                now += rest
        assert (page.text("h1"), page.text(".set")) == (turn.name, turn.words)
        if turn.is_held and turn.side == 1:
            page.press(f"Start {clock_text(turn.seconds or 0)}")
            assert (page.text("h1"), page.text("#figure")) == ("Get ready", clock_text(SIDE_CHANGE_S))
            page.wait(SIDE_CHANGE_S)
            now += SIDE_CHANGE_S
        if turn.is_held:
            page.wait((turn.seconds or 0) - 1)
            assert (page.text("h1"), page.text("#figure")) == (turn.name, "0:01")
            page.wait(1)
            now += turn.seconds or 0
            if not turn.is_last_side:
                assert (page.text("h1"), page.text("#figure")) == ("Change sides", clock_text(SIDE_CHANGE_S))
                page.wait(SIDE_CHANGE_S)
                now += SIDE_CHANGE_S
        else:
            assert page.text("#figure") == str(turn.reps)
            page.wait(WORK_S)
            now += WORK_S
            kg, reps = turn.kg, turn.reps
            if (turn.exercise_id, turn.number) == ("goblet_squat", 2):
                page.press("kg: more")
                page.press("Reps: less")
                kg, reps = (turn.kg or 0) + 1, (turn.reps or 0) - 1
                assert (page.text(".load"), page.text("#figure")) == (f"{kg:g} kg", str(reps))
            page.press("Set done" if turn.is_last_side else "Side done")
        if turn.is_last_side:
            ended[turn.row] = now
            amounts = (None, None) if turn.is_held else (reps, kg)
            wanted.append(dict(zip(("exercise_id", "set"), (turn.exercise_id, turn.number), strict=True)))
            wanted[-1] |= {"reps": amounts[0], "kg": amounts[1], "seconds": turn.seconds}
    assert reloads == 1
    assert rests == [150 - 2 * WORK_S, 75, 75]  # the partner's two sides are rest

    assert page.text("h1") == "Session finished"
    assert page.page.get_by_role("radio", name="Done", exact=True).is_checked()
    page.page.get_by_label("Effort 7 out of 10").check()
    page.page.get_by_label("Note").fill("Good")
    page.press("Finish")
    sets = sum(turn.is_last_side for turn in turns)
    assert page.text("article .status") == f"Done · Mon 15 Feb · effort 7 out of 10 · {sets} of {sets} sets ticked"
    assert page.text("article .finished p") == "\u2713Done"
    assert page.page.locator("article .primary").count() == 0  # nothing asks for what is done
    assert page.page.get_by_role("button", name="Do it again").is_visible()

    page.page.get_by_role("link", name="Notes, help").click()
    with page.page.expect_download() as download:
        page.press("Send back")
    log = json.loads(Path(download.value.path()).read_bytes())
    assert download.value.suggested_filename == f"runplan-log-{plan.plan_id}-2027-02-15.json"
    assert {name: log[name] for name in ("format", "version", "plan_id")} == {
        "format": "runplan log",
        "version": 1,
        "plan_id": plan.plan_id,
    }
    (session,) = log["sessions"]
    order = {
        exercise_id: number for number, exercise_id in enumerate(dict.fromkeys(turn.exercise_id for turn in turns))
    }
    wanted.sort(key=lambda row: (order[row["exercise_id"]], row["set"]))
    assert session == {
        "session_id": SESSION,
        "date": morning.date().isoformat(),
        "status": "done",
        "rpe": 7,
        "note": "Good",
        "sets": wanted,
    }

    # The log is read, and the plan shows the session done, with what was lifted.
    file = tmp_path / download.value.suggested_filename
    file.write_bytes(Path(download.value.path()).read_bytes())
    read = rp.read_log(file)
    followed = plan.with_log(read)
    statuses = followed.sessions.set_index("session_id")["status"]
    assert statuses[session["session_id"]] == "done"
    assert (statuses == "done").sum() == 1
    lifted = read.sets.query("exercise_id == 'goblet_squat'")[["kg", "reps"]]
    assert [tuple(row) for row in lifted.to_numpy().tolist()] == [
        (row["kg"], row["reps"]) for row in wanted if row["exercise_id"] == "goblet_squat"
    ]


def test_a_hold_can_end_early_and_a_set_can_be_taken_back_or_left_out(opened: Opened, plan: rp.Plan) -> None:
    page = opened().go(f"#/go/{SESSION}")
    turns = [turn for turn in turns_of(plan, SESSION) if turn.is_last_side]
    page.press(f"Start {clock_text(turns[0].seconds or 0)}")
    page.wait(2)
    page.press("Back")
    assert (page.text("h1"), page.page.locator(".figure[role=timer]").count()) == (turns[0].name, 0)
    page.press(f"Start {clock_text(turns[0].seconds or 0)}")
    page.press("Start now")
    page.wait(7)
    page.press("Stop here")
    page.wait(SIDE_CHANGE_S)
    assert page.text("#figure") == clock_text(turns[0].seconds or 0)
    page.wait(12)
    page.press("Stop here")
    assert noted(page)[SESSION]["sets"] == {f"{turns[0].exercise_id} 1": {"reps": None, "kg": None, "seconds": 12}}
    page.press("Skip this set")
    assert page.text("h1") == turns[2].name
    assert len(noted(page)[SESSION]["sets"]) == 1
    page.press("Back")
    page.press("Back")
    page.press("Back")
    assert page.text("h1") == turns[0].name
    assert noted(page) == {}


def test_ticked_sets_show_what_was_noted_and_their_weight_and_reps_can_be_changed_in_the_list(
    opened: Opened, plan: rp.Plan
) -> None:
    page = opened().go()
    (squat,) = plan.exercises.query("session_id == @SESSION and exercise_id == 'goblet_squat'").itertuples()
    heading = page.page.locator("h4", has_text=re.compile(r"Goblet squat$"))  # before it, the letter of its superset
    item = page.page.locator(".exercise", has=heading)
    planned = f"{squat.reps:.0f} reps at {squat.load_kg:g} kg"
    assert item.locator("details.just-done").count() == 0
    for tick in item.locator(".tick").all():
        tick.click()
    summary = item.locator("details.just-done summary")
    assert summary.inner_text() == f"Noted: {', '.join([planned] * squat.sets)}"
    summary.click()
    second = item.get_by_role("group", name="Set 2")
    second.get_by_role("button", name="kg: more").click()
    second.get_by_role("button", name="Reps: less").click()
    changed = f"{squat.reps - 1:.0f} reps at {squat.load_kg + 1:g} kg"
    assert summary.inner_text() == f"Noted: {planned}, {changed}"
    page.page.reload()
    assert summary.inner_text() == f"Noted: {planned}, {changed}"
    second_set = noted(page)[SESSION]["sets"]["goblet_squat 2"]
    assert (second_set["reps"], second_set["kg"]) == (squat.reps - 1, squat.load_kg + 1)
    item.locator(".tick").first.click()
    assert summary.inner_text() == f"Noted: {changed}"


def noted(page: PhonePage) -> dict[str, Any]:
    """What the browser keeps of the sessions."""
    texts: list[str] = page.page.evaluate("() => Object.keys(localStorage).map(key => localStorage.getItem(key))")
    sessions: dict[str, Any] = json.loads(texts[0])["sessions"] if texts else {}
    return sessions


def test_a_rest_can_be_longer_or_left_out_and_its_end_is_said(opened: Opened, plan: rp.Plan) -> None:
    page = opened().go(f"#/go/{SESSION}")
    while page.text("h1") != "Goblet squat":
        page.press("Skip this set")
    squat = next(turn for turn in turns_of(plan, SESSION) if turn.name == "Goblet squat")
    words = f"{squat.reps} reps at {squat.kg:g} kg"
    page.press("Set done")  # its partner is next, without a rest between
    page.press("Side done")
    page.press("Set done")
    assert (page.text("h1"), page.text("#figure")) == ("Rest", "2:30")
    page.press("15 s more")
    assert page.text("#figure") == "2:45"
    page.wait(155)
    page.wait(0.2)
    assert page.page.locator("#announcer").inner_text() == "10 seconds left."
    page.wait(10)
    assert page.text("h1") == "Goblet squat"
    page.wait(0.1)
    assert page.page.locator("#announcer").inner_text() == f"Goblet squat, Set 2 of 2, {words}."
    page.press("Set done")
    assert (page.text("h1"), page.text(".set")) == ("One-arm row", "Set 2 of 2 · First side")  # its 90 s are over
    for button in ("Side done", "Set done", "Side done", "Set done"):
        page.press(button)
    assert (page.text("h1"), page.text("#figure")) == ("Rest", "1:15")
    page.press("Skip the rest")
    assert (page.text("h1"), page.text(".set")) == ("Single-leg hip thrust with weight", "Set 2 of 2 · First side")


def test_a_phone_that_slept_through_a_hold_does_not_tick_it(opened: Opened, plan: rp.Plan) -> None:
    page = opened().go(f"#/go/{SESSION}")
    first = turns_of(plan, SESSION)[0]
    page.press(f"Start {clock_text(first.seconds or 0)}")
    page.wait(SIDE_CHANGE_S + 2)
    page.page.clock.fast_forward(3_600_000)
    page.wait(1)
    assert (page.text("h1"), page.text(".set")) == (first.name, first.words)
    assert noted(page) == {}


# --- what is kept -----------------------------------------------------------------------------------------------------


def test_a_newer_plan_of_the_same_id_keeps_the_ticks_and_another_plan_has_none(opened: Opened, plan: rp.Plan) -> None:
    page = opened().go()
    page.page.locator(".tick").first.click()
    page.page.get_by_text("Note how it went").click()
    page.page.get_by_role("radio", name="Partly", exact=True).check(force=True)
    status = page.text("article .status")
    assert status.startswith("Partly")

    newer = rp.build_plan(BLOCK.replace(weekly_km_peak=44), previous=plan)
    assert newer.plan_id == plan.plan_id
    assert phone_bytes(newer) != phone_bytes(plan)
    page = opened(newer).go()
    assert page.text("article .status") == status
    assert page.page.locator(".tick").first.get_attribute("aria-pressed") == "true"
    page.page.locator(".tick").first.click()
    assert page.page.locator(".tick").first.get_attribute("aria-pressed") == "false"

    page = opened(plan.called("f" * 16)).go()
    assert page.page.locator("article .status").is_hidden()


@pytest.mark.filterwarnings("ignore::runplan.errors.LogMismatch")
def test_what_is_noted_on_the_phone_comes_before_what_the_plan_says(
    opened: Opened, plan: rp.Plan, morning: dt.datetime
) -> None:
    day = plan.sessions.loc[plan.sessions["session_id"] == SESSION, "date"].iloc[0]
    page = opened(plan.with_log(rp.Log(()), today=day + dt.timedelta(days=1))).go()  # nothing was logged
    (week,) = plan.sessions.loc[plan.sessions["session_id"] == SESSION, "week"]
    card = page.page.locator(".card", has_text="strength").first
    assert page.text("article .status") == "Missed · according to the plan"
    assert "missed" in page.page.locator(".strip [aria-current]").get_attribute("aria-label")
    assert noted(page) == {}  # nothing of it goes back as the runner's word

    page.page.locator(".tick").first.click()
    assert page.text("article .status").startswith("1 of ")
    assert page.text("article .status").endswith(" · in the plan: missed")
    page.page.get_by_text("Note how it went").click()
    page.page.get_by_role("radio", name="Done", exact=True).check(force=True)
    assert page.text("article .status").startswith("Done · ")
    page.go(f"#/week/{week}")
    assert card.locator(".status").inner_text() == "Done"
    page.go("#/block")
    assert "1 of " in page.page.locator(".weeks li").nth(week - 1).locator(".status").inner_text()
    assert noted(page)[SESSION]["status"] == "done"
    runs = plan.sessions.query(f"week == {week} and kind == 'run'")
    assert page.page.locator(".weeks li").nth(week - 1).locator(".much").inner_text().startswith("0 of ")
    marks = dict(zip(runs["session_id"], ("done", "partly"), strict=False))
    page = opened(plan.with_log(rp.Log(()), today=day, marks=marks)).go(f"#/week/{week}")
    far = runs["km"].iloc[0] + runs["km"].iloc[1] / 2
    assert page.text(".total").startswith(f"{far:.1f}".removesuffix(".0") + f" of {runs['km'].sum():g} km done")


def test_changes_by_life_are_told_in_the_week_and_on_the_day(opened: Opened, phone: BrowserContext) -> None:
    events = (rp.Event("ill", "2027-01-20", "2027-01-23"), rp.Event("away", "2027-02-10", "2027-02-11"))
    page = opened(rp.build_plan(BLOCK.replace(events=events)), dt.datetime(2027, 1, 21, 8)).go()
    assert page.text(".rest-day") == "Rest day: nothing planned."
    assert "You are ill." in page.text(".left-out")
    assert page.sideways <= 0
    page.go("#/week/6")
    assert [text for text in page.page.locator(".card .status").all_inner_texts() if text == "Moved"]
    page.page.locator(".card", has_text="Moved").click()
    assert page.text(".change").startswith("Moved from Thu 11 Feb. You are away.")
    check_look(page, "a session that moved")


def test_a_weight_that_the_plan_does_not_know_is_asked_for_and_shown_from_then_on(
    opened: Opened, plan: rp.Plan
) -> None:
    turns = [turn for turn in turns_of(plan, SESSION) if turn.exercise_id == "one_arm_row"]
    assert {turn.kg for turn in turns} == {None}
    page = opened().go(f"#/go/{SESSION}")
    while page.text("h1") != turns[0].name:
        page.press("Skip this set")
    assert page.text(".load") == "Choose your weight"
    page.page.get_by_label("kg", exact=True).fill("12")
    page.page.get_by_label("kg", exact=True).blur()
    assert page.text(".load") == "12 kg"
    for turn in turns[:2]:
        page.press("Set done" if turn.is_last_side else "Side done")
    while page.text("h1") != turns[0].name:
        if page.text("h1") == "Rest" and turns[0].name in page.text(".next"):
            assert page.text(".dose") == f"{turns[0].reps} reps a side at 12 kg"
            page.press("Skip the rest")
        else:
            page.press("Skip this set")
    assert page.text(".load") == "12 kg"


def test_a_missed_session_has_its_own_day_and_can_be_forgotten_again(opened: Opened) -> None:
    page = opened(now=dt.datetime(2027, 2, 17, 7)).go("#/day/2027-02-16")
    page.page.get_by_text("Note how it went").click()
    page.page.get_by_role("radio", name="Missed", exact=True).check(force=True)
    assert page.text("article .status") == "Missed · Tue 16 Feb"
    page.page.on("dialog", lambda dialog: dialog.accept())
    page.press("Remove all notes on this session")
    assert noted(page) == {}
    assert page.page.locator("article .status").is_hidden()


def test_what_is_noted_in_one_of_two_open_pages_is_seen_and_kept_in_the_other(opened: Opened) -> None:
    first, second = opened().go(), opened().go()
    first.page.locator(".tick").first.click()
    second.page.wait_for_selector(".tick[aria-pressed=true]")
    second.page.locator(".tick").nth(1).click()
    assert len(noted(second)[SESSION]["sets"]) == 2


def test_a_browser_that_keeps_nothing_is_told_of_and_the_page_still_works(
    phone: BrowserContext, opened: Opened
) -> None:
    phone.add_init_script(NO_STORAGE)
    page = opened().go()
    assert "this browser does not keep them" in page.text(".notice")
    page.page.locator(".tick").first.click()
    page.page.get_by_role("link", name="Notes, help").click()
    assert "You have notes on 1 session." in page.text(".help")
    with page.page.expect_download() as download:
        page.press("Send back")
    (session,) = json.loads(Path(download.value.path()).read_bytes())["sessions"]
    assert (session["session_id"], session["status"], len(session["sets"])) == (SESSION, "partly", 1)


@pytest.mark.parametrize("ending", [".json", ".txt"])
def test_where_the_phone_shares_files_the_log_goes_by_its_sheet(
    phone: BrowserContext, opened: Opened, ending: str
) -> None:
    phone.add_init_script(SHARES.replace("ENDING", repr(ending)))
    page = opened().go()
    page.page.locator(".tick").first.click()
    page.page.get_by_role("link", name="Notes, help").click()
    page.press("Send back")
    page.page.get_by_text("Sent.").wait_for()
    ((name, text),) = page.page.evaluate("window.shared")
    assert name.endswith(ending)
    assert json.loads(text)["sessions"][0]["session_id"] == SESSION


# --- days, weeks, and how they look -----------------------------------------------------------------------------------


def test_arrows_keys_and_swipes_lead_from_day_to_day(phone: BrowserContext, opened: Opened) -> None:
    page = opened().go()
    page.press("The day after")
    page.page.get_by_role("heading", name="Tuesday 16 February").wait_for()
    page.page.keyboard.press("ArrowRight")
    page.page.get_by_role("heading", name="Wednesday 17 February").wait_for()
    assert page.text(".rest-day") == "Rest day: nothing planned."
    swipe(phone, page, 300, 60)
    page.page.get_by_role("heading", name="Thursday 18 February").wait_for()
    swipe(phone, page, 60, 300)
    page.page.get_by_role("heading", name="Wednesday 17 February").wait_for()
    page.page.go_back()
    page.page.get_by_role("heading", name="Thursday 18 February").wait_for()
    page.page.get_by_role("link", name="Week", exact=True).click()
    page.page.get_by_role("heading", name="Week 7").wait_for()
    page.press("The week before")
    page.page.get_by_role("heading", name="Week 6").wait_for()
    page.page.get_by_role("link", name="Today").click()
    page.page.get_by_role("heading", name="Today").wait_for()


def swipe(phone: BrowserContext, page: PhonePage, start: int, end: int) -> None:
    touch = phone.new_cdp_session(page.page)
    for kind, across in (
        ("touchStart", start),
        ("touchMove", (start + end) // 2),
        ("touchMove", end),
        ("touchEnd", None),
    ):
        points = [] if across is None else [{"x": across, "y": 500}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


@pytest.mark.parametrize(
    ("now", "title", "notice"),
    [
        (dt.datetime(2026, 12, 1, 7), "Monday 4 January", "The plan begins on Monday 4 January."),
        (dt.datetime(2027, 6, 1, 7), "Sunday 25 April", "The plan ended on Sunday 25 April."),
    ],
)
def test_around_the_plan_its_nearest_session_comes_first(
    opened: Opened, now: dt.datetime, title: str, notice: str
) -> None:
    page = opened(now=now).go()
    assert (page.text("h1"), page.text(".notice")) == (title, notice)
    assert page.page.locator("article.session").count() >= 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_is_free_of_serious_accessibility_violations_and_of_sideways_scrolling(
    opened: Opened, scheme: Any
) -> None:
    page = opened()
    page.page.emulate_media(color_scheme=scheme)
    for where in page.views(SESSION):
        check_look(page, where)
    page.press("Start 0:20")
    check_look(page, "before a hold")
    page.press("Start now")
    check_look(page, "hold")
    page.wait(20)
    check_look(page, "change of sides")
    while page.text("h1") != "Goblet squat":
        page.press("Skip this set")
    check_look(page, "a set with a weight")
    page.press("Set done")
    page.press("Side done")
    page.press("Set done")
    page.page.locator(".just-done summary").click()
    check_look(page, "rest")
    while page.text("h1") != "Session finished":
        page.press("Skip this set")
    check_look(page, "the end")


def check_look(page: PhonePage, where: str) -> None:
    assert page.sideways <= 0, where
    assert page.page.evaluate(SMALL_TARGETS) == [], where
    assert page.page.evaluate(CUT_TEXTS) == [], where
    page.page.clock.resume()  # the checker waits for frames
    serious = [
        f"{violation['id']}: {violation['nodes'][0]['html'][:120]}"
        for violation in Axe().run(page.page).response["violations"]
        if violation["impact"] in AXE_SERIOUS
    ]
    assert serious == [], where
    page.page.clock.pause_at(page.page.evaluate("Date.now() / 1000 + 1"))


@pytest.mark.parametrize("name", [NASTY, LONG])
def test_whatever_a_name_is_it_is_text_and_stays_within_the_screen(opened: Opened, name: str) -> None:
    sessions = [(*row[:6], name, *row[7:11], name, row[12]) for row in SESSIONS]
    exercises = [(*row[:4], name, *row[5:11], name, *row[12:]) for row in EXERCISES]
    page = opened(plan_of(sessions, exercises), dt.datetime(2027, 1, 5, 7))
    for where in page.views("w01-strength-1"):
        assert page.sideways <= 0, where
        assert name in page.page.locator("body").inner_text() or where in ("#/block", "#/help")
        assert page.page.locator("main img, main script").count() == 0
        assert page.page.title() == "4 weeks of training"


def test_the_policy_holds_against_what_gets_into_the_page_all_the_same(opened: Opened) -> None:
    page = opened().go()
    refused = page.page.evaluate(
        """async () => {
            const node = document.createElement("script");
            node.textContent = "document.title = 'broken'";
            document.body.append(node);
            const asked = await fetch("https://example.org/").then(() => "answered", () => "refused");
            return [asked, document.title];
        }"""
    )
    assert refused == ["refused", "16 weeks of training for the half marathon on Sun 25 Apr 2027"]
    assert len(page.complaints) >= 2  # the browser says so
    page.complaints.clear()
    page.asked.clear()
