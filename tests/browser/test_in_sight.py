"""What a person sees, measured: nothing that matters is cut, nothing overlaps, and a report is read to its last row."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

import runplan as rp
from tests.browser.driver import Lab, NotebookPage
from tests.browser.planner_page import (
    AXE_SERIOUS,
    FIRST,
    card,
    choose_theme,
    day,
    drag,
    faults,
    kernel,
    open_planner,
    wait_for,
)
from tests.browser.test_app import READY, app

__all__ = ["app"]  # a fixture

# What is seen and holds more than its box shows: [class, text].
CUT = """() => [...document.querySelectorAll(`.rp-summary, .rp-summary *, .rp-eq-head, .rp-eq-said, .rp-row-head > *,
    .rp-card, .rp-total, .rp-week-button, .rp-fold, .rp-which, .rp-heat-name, .rp-finding, .rp-import-box,
    .rp-import th, .rp-import td, .rp-details-head, .rp-board button, .rp-left button`)]
    .filter(one => one.clientWidth && getComputedStyle(one).visibility !== "hidden"
        && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2))
    .map(one => [one.className, one.textContent.slice(0, 60)])"""
# The texts of a week board by rows, as they are painted: [text, left, top, right, bottom, inside its own box].
TEXTS = """() => [...document.querySelectorAll(".rp-row-week")].map(row => {
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) {
        const node = walker.currentNode, holder = node.parentElement.closest(".rp-card, .rp-total, .rp-day, .rp-week");
        if (getComputedStyle(holder).display === "none") continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const at = range.getBoundingClientRect(), box = holder.getBoundingClientRect();
        const across = at.left >= box.left - 1 && at.right <= box.right + 1;
        found.push([node.data, at.left, at.top, at.right, at.bottom,
            across && at.top >= box.top - 1 && at.bottom <= box.bottom + 1]);
    }
    return found;
})"""
TOO_WIDE = """() => [...document.querySelectorAll(".rp-board *")]
    .filter(one => one.clientWidth && one.getBoundingClientRect().right > 391).map(one => one.className)"""
LOOK = """() => {
    const seen = getComputedStyle(document.querySelector(".runplan-picture"));
    return [seen.filter, seen.backgroundColor];
}"""
SIDEWAYS = "() => [document.documentElement.scrollWidth, document.body.scrollWidth]"
# Fifty weeks and cells that look like markup: more rows than any screen has room for.
NASTY = '<img src=x onerror="document.title = 1">'
WEEKS = 50


@pytest.fixture
def planner(notebook: NotebookPage) -> Iterator[NotebookPage]:
    yield open_planner(notebook)
    assert faults(notebook) == []


@pytest.fixture
def phone(app: Lab, browser: BrowserContext) -> Iterator[NotebookPage]:
    """The app in a page of 390 x 844."""
    (app.notebooks / "planner.state.json").unlink(missing_ok=True)
    page = NotebookPage(browser.new_page(), app)
    page.page.set_viewport_size({"width": 390, "height": 844})
    page.page.goto(f"{app.address}/?token={app.token}")
    page.page.wait_for_selector(READY, state="attached")
    page.page.wait_for_selector(".rp-board.rp-narrow", state="attached")
    page.page.locator(".rp-tab[data-tab=weeks]").click()  # an earlier kernel may have kept another
    page.page.wait_for_selector(".rp-row-week .rp-total")
    yield page
    assert page.console_errors == []
    assert page.page_errors == []
    page.page.goto("about:blank")
    page.page.close()


def overlaps(texts: list[list[object]]) -> list[tuple[object, object]]:
    """Pairs of painted texts of which one covers the other by more than a pixel each way."""
    found = []
    for place, (one, left, top, right, bottom, _) in enumerate(texts):
        for other, left_, top_, right_, bottom_, _ in texts[place + 1 :]:
            across = min(right, right_) - max(left, left_)  # type: ignore[call-overload]
            along = min(bottom, bottom_) - max(top, top_)  # type: ignore[call-overload]
            if across > 1 and along > 3:  # a line's box is higher than its letters
                found.append((one, other))
    return found


def check_board(opened: NotebookPage) -> None:
    rows = opened.page.evaluate(TEXTS)
    assert len(rows) > 5
    for row in rows:
        assert overlaps(row) == []
        assert [text for text, left, top, right, bottom, _ in row if right - left < 2 or bottom - top < 2] == []
        assert [text for text, *_, inside in row if not inside] == []


# --- a laptop ---------------------------------------------------------------------------------------------------------


def test_run_all_ends_with_the_planner_in_sight(notebook: NotebookPage) -> None:
    (notebook.server.notebooks / "planner.state.json").unlink(missing_ok=True)
    notebook.open_notebook(FIRST)
    assert notebook.run_all() == []
    notebook.page.wait_for_selector(".rp-planner .rp-card", state="attached")
    notebook.page.wait_for_function(
        """() => {
            const board = document.querySelector(".rp-planner .rp-summary").getBoundingClientRect();
            const row = document.querySelector(".rp-row-week[data-week='1']").getBoundingClientRect();
            return board.top >= 0 && row.bottom < innerHeight;
        }"""
    )


@pytest.mark.parametrize("side_bar", [False, True], ids=["alone", "beside the file browser"])
@pytest.mark.parametrize("width", [1280, 1366, 1600, 1920])
def test_nothing_that_matters_is_cut(planner: NotebookPage, width: int, side_bar: bool) -> None:
    page = planner.page
    page.set_viewport_size({"width": width, "height": 800})
    if side_bar:
        page.evaluate("async () => await window.jupyterapp.commands.execute('application:toggle-left-area')")
    for tab in ("muscles", "findings", "runs", "weeks"):
        found = page.locator(f".rp-tab[data-tab={tab}]")
        if found.is_visible():
            found.click()
            page.wait_for_function(
                "tab => document.querySelector(`[data-tab=${tab}]`).ariaSelected === 'true'", arg=tab
            )
        assert page.evaluate(CUT) == [], tab
    check_board(planner)


def test_what_a_bar_says_is_read_whole_and_moves_no_bar(planner: NotebookPage) -> None:
    page = planner.page
    at = "() => document.querySelector('.rp-eq-bars').getBoundingClientRect().top"
    before = page.evaluate(at)
    page.locator(".rp-eq-bar[data-week='5']").focus()
    for _ in range(6):
        page.keyboard.press("PageUp")
    wait_for(planner, ".rp-eq-said", "set by you; planned:")
    assert page.evaluate(CUT) == []
    assert page.evaluate(at) == before


# How each control that the Tab key comes to shows that it has the focus, till it comes to the first one again.
RING = """() => {
    const at = document.activeElement, root = at.closest(".rp-planner"), style = getComputedStyle(at);
    const ring = getComputedStyle(document.querySelector(".rp-planner")).getPropertyValue("--rp-focus").trim();
    const probe = document.querySelector(".rp-planner").appendChild(document.createElement("i"));
    probe.style.color = ring;
    const colour = getComputedStyle(probe).color;
    probe.remove();
    const is = style.outlineStyle === "solid" && style.outlineWidth === "2px" && style.outlineColor === colour;
    const name = at.getAttribute("aria-label") || at.labels?.[0]?.textContent || at.textContent.slice(0, 30);
    return root ? [`${at.tagName} ${at.type || ""} ${name}`, is] : null;
}"""


def test_each_control_that_has_the_focus_shows_the_same_ring(planner: NotebookPage) -> None:
    page = planner.page
    folded = page.locator(".rp-fold[aria-expanded=false]")
    while folded.count():
        folded.first.click()
    for kind in ("extra_race", "travel"):
        label = {"extra_race": "One more race", "travel": "Travelling"}[kind]
        page.get_by_label("What", exact=True).select_option(label=label)
        page.locator(".rp-left input").first.focus()
        seen: dict[str, bool] = {}
        while (focused := page.evaluate(RING)) is not None and len(seen) < 200:
            seen.setdefault(*focused)  # a date has several stops, of which the last is the browser's own button
            page.keyboard.press("Tab")
        kinds = {name.split()[1] for name in seen}
        assert {"select-one", "date", "text", "checkbox", "button"} <= kinds
        assert [name for name, is_ringed in seen.items() if not is_ringed] == []


def mark_all(planner: NotebookPage) -> None:
    """Four weeks are past and done, and one of their sessions is pinned."""
    page = planner.page
    kernel(planner, "planner.model.move('w02-long', 'Sun')")
    kernel(planner, "setattr(planner, 'today', planner.block.first_day + __import__('datetime').timedelta(days=24))")
    page.get_by_role("button", name="All done").click()
    page.wait_for_selector(".rp-card.rp-pinned .rp-did", state="attached")


def unread(planner: NotebookPage) -> list[object]:
    """What is cut of the message line, the labels of the phases and the numbers on cards."""
    return list(planner.page.evaluate(UNREAD))


UNREAD = """() => {
    const inside = (node, box) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        const text = range.getBoundingClientRect(), at = box.getBoundingClientRect();
        return !text.width || (text.left >= at.left - 1 && text.right <= at.right + 1 && text.bottom <= at.bottom + 2);
    };
    const whole = document.querySelector(".rp-lines").getBoundingClientRect();
    const lines = [...document.querySelectorAll(".rp-message, .rp-change")].filter(one => {
        const at = one.getBoundingClientRect();  // not of its text: what only a screen reader says may be anywhere
        return one.offsetHeight && (one.scrollWidth > one.clientWidth + 1 && one.clientWidth
            || at.left < whole.left - 1 || at.right > whole.right + 1 || at.bottom > whole.bottom + 2);
    });
    const cards = [...document.querySelectorAll(".rp-card")].filter(one =>
        one.offsetHeight && !inside(one.lastChild, one));
    const names = [...document.querySelectorAll(".rp-eq-phases b")];
    const phases = names.filter(one => !inside(one, document.querySelector(".rp-weeks")) || names.some(other => {
        const at = one.getBoundingClientRect(), next = other.getBoundingClientRect();
        return one !== other && at.top === next.top && at.left < next.right && next.left < at.right;
    }));
    return [...lines, ...cards, ...phases].map(one => [one.className, one.textContent]);
}"""


@pytest.mark.parametrize(
    ("width", "side_bar"), [(1440, True), (1280, True), (1366, False), (1920, False), (900, False)]
)
def test_what_is_marked_is_read_whole(planner: NotebookPage, width: int, side_bar: bool) -> None:
    page = planner.page
    page.set_viewport_size({"width": width, "height": 900})
    if side_bar:
        page.evaluate("async () => await window.jupyterapp.commands.execute('application:toggle-left-area')")
    mark_all(planner)
    ill = "__import__('runplan').Event('ill', planner.block.first_day + day(28), planner.block.first_day + day(33))"
    kernel(planner, f"(lambda day: planner.model.wish(events=({ill},)))(lambda n: __import__('datetime').timedelta(n))")
    wait_for(planner, ".rp-cost", "longest long run")
    page.wait_for_function("() => !document.querySelector('.rp-lines').style.height")  # the hand rests
    check_board(planner)
    assert unread(planner) == []
    assert page.locator(".rp-eq-phases span").all_inner_texts() == ["Base", "Build", "Peak", "Taper", "Race"]


def test_a_session_that_is_open_does_not_cover_its_card(planner: NotebookPage) -> None:
    page = planner.page
    page.set_viewport_size({"width": 1440, "height": 900})
    page.evaluate("async () => await window.jupyterapp.commands.execute('application:toggle-left-area')")
    mark_all(planner)
    for name in page.locator(".rp-row-week[data-week='2'] .rp-card").evaluate_all(
        "all => all.map(one => one.dataset.session)"
    ):
        card(planner, name).focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".rp-details .rp-marks")
        panel, own = page.locator(".rp-details").bounding_box(), card(planner, name).bounding_box()
        assert own["x"] + own["width"] <= panel["x"] + 1 or own["x"] >= panel["x"] + panel["width"] - 1, name
        assert panel["width"] >= 290
        page.keyboard.press("Escape")
        page.wait_for_selector(".rp-details", state="hidden")


# --- the report of an import ------------------------------------------------------------------------------------------


@pytest.fixture
def imported(planner: NotebookPage) -> NotebookPage:
    quoted = NASTY.replace('"', '""')
    days = f'Rest,6 km easy,"{quoted}",6 km tempo,Rest,4 km,12 km'
    text = "Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n" + "".join(f"{week},{days}\n" for week in range(1, WEEKS + 1))
    (planner.server.notebooks / "mine.csv").write_text(text)
    page = planner.page
    page.locator(".rp-runs-path input").fill("mine.csv")
    page.locator(".rp-runs-path input").press("Tab")
    page.locator(".rp-bring-runs").click()
    page.wait_for_selector(".rp-import tbody tr")
    return planner


def test_the_report_of_an_import_is_read_to_its_last_row(imported: NotebookPage) -> None:
    page = imported.page
    report = rp.read_runs(imported.server.notebooks / "mine.csv").report
    rows = page.locator(".rp-import tbody tr[data-where]")
    assert rows.count() == len(report)
    # Doubtful cells come first, and what a cell holds is text.
    assert rows.first.locator(".rp-verbatim").inner_text() == f"{NASTY} ({WEEKS} cells)"
    assert page.locator(".rp-import img").count() == 0
    groups = page.locator(".rp-import tbody").evaluate_all("bodies => bodies.map((body) => body.className)")
    in_order = ["not-read", "guessed", "noted", "no-run", "read", "left-out"]
    assert groups == [f"rp-cells-{name}" for name in in_order if f"rp-cells-{name}" in groups]
    assert page.evaluate(CUT) == []
    # By keyboard alone: into the table, and to its end.
    page.locator(".rp-tab[data-tab=file]").focus()
    held = "() => document.activeElement.getAttribute('aria-label')"
    for _ in range(7):  # the buttons above it
        page.keyboard.press("Tab")
        if page.evaluate(held) == "How RunPlan read each cell of your file":
            break
    assert page.evaluate(held) == "How RunPlan read each cell of your file"
    page.keyboard.press("End")
    page.wait_for_function(
        """() => {
            const row = [...document.querySelectorAll(".rp-import tbody tr")].at(-1).getBoundingClientRect();
            const side = document.querySelector(".rp-side").getBoundingClientRect();
            return row.bottom <= side.bottom + 1 && row.top >= side.top;
        }"""
    )


def test_the_report_stays_openable_while_its_run_plan_is_the_one_shown(imported: NotebookPage) -> None:
    page = imported.page
    page.locator(".rp-use-written").click()
    page.wait_for_selector(".rp-tab[data-tab=weeks][aria-selected=true]")
    page.locator(".rp-tab[data-tab=findings]").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.locator(".rp-tab[data-tab=file]").get_attribute("aria-selected") == "true"
    assert page.locator(".rp-import tbody tr").first.is_visible()
    page.locator(".rp-leave-runs").click()
    page.wait_for_selector(".rp-tab[data-tab=file]", state="hidden")
    assert page.locator(".rp-import").is_hidden()


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_serious_on_the_report(imported: NotebookPage, theme: str) -> None:
    choose_theme(imported, theme)
    results = Axe().run(imported.page, context=".rp-side", options={"resultTypes": ["violations"]}).response
    found = [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in results["violations"] if one["impact"] in AXE_SERIOUS
    ]
    assert found == []


# --- a phone ----------------------------------------------------------------------------------------------------------


def test_on_a_phone_every_distance_is_read_and_the_page_does_not_scroll_sideways(phone: NotebookPage) -> None:
    page = phone.page
    assert max(page.evaluate(SIDEWAYS)) <= 390
    check_board(phone)
    assert page.locator(".rp-message").evaluate("one => one.scrollHeight <= one.clientHeight + 2")
    page.get_by_role("button", name="Controls").click()
    page.locator(".rp-field-run-days .noUi-handle").focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelectorAll('.rp-row-week[data-week=\"1\"] .rp-card').length === 8")
    check_board(phone)
    assert page.evaluate(CUT) == []


def test_on_a_phone_the_plan_comes_first_and_the_controls_fold_away(phone: NotebookPage) -> None:
    page = phone.page
    assert page.locator(".rp-summary").bounding_box()["y"] < 100
    fold, controls = page.get_by_role("button", name="Controls"), page.locator(".rp-left")
    assert (fold.get_attribute("aria-expanded"), controls.is_visible()) == ("false", False)
    fold.click()
    assert (fold.get_attribute("aria-expanded"), controls.is_visible()) == ("true", True)
    assert max(page.evaluate(SIDEWAYS)) <= 390
    above, below = controls.bounding_box(), page.locator(".rp-board").bounding_box()
    assert above["y"] + above["height"] <= below["y"]
    fold.click()
    assert controls.is_hidden()
    check_board(phone)


def test_on_a_phone_a_week_is_a_list_of_its_days_and_a_session_is_carried_from_one_to_another(
    phone: NotebookPage,
) -> None:
    days = phone.page.locator(".rp-row-week[data-week='1'] .rp-day")
    boxes = [days.nth(number).bounding_box() for number in range(7)]
    assert {box["x"] for box in boxes} == {boxes[0]["x"]}
    for above, below in itertools.pairwise(boxes):
        assert above["y"] + above["height"] <= below["y"] + 1
        assert below["width"] > 300
    names = days.evaluate_all("days => days.map(day => getComputedStyle(day, '::before').content)")
    assert names == [f'"{name}"' for name in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")]
    assert card(phone, "w01-long").locator(".rp-name").inner_text() == "Long"
    assert card(phone, "w01-long").inner_text().endswith("12 km")
    drag(phone, card(phone, "w01-strength-1"), day(phone, 1, 4))
    phone.page.wait_for_selector(".rp-day[data-day='4'] .rp-card.rp-pinned[data-session=w01-strength-1]")


def test_in_a_small_notebook_what_is_marked_is_read_whole(planner: NotebookPage) -> None:
    page = planner.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_selector(".rp-board.rp-narrow")
    mark_all(planner)
    wait_for(planner, ".rp-message", "marked as done")
    page.wait_for_function("() => !document.querySelector('.rp-lines').style.height")
    assert unread(planner) == []
    assert page.locator(".rp-eq-phases span").all_inner_texts() == ["Base", "Build", "Peak", "Taper", "Race"]


@pytest.mark.parametrize("tab", ["muscles", "findings", "runs"])
def test_on_a_phone_each_view_fits(phone: NotebookPage, tab: str) -> None:
    page = phone.page
    page.locator(f".rp-tab[data-tab={tab}]").click()
    page.wait_for_selector(f".rp-{tab}:visible")
    assert max(page.evaluate(SIDEWAYS)) <= 390
    assert page.evaluate(CUT) == []
    assert page.evaluate(TOO_WIDE) == []


def test_on_a_phone_a_session_opens_over_the_whole_width(phone: NotebookPage) -> None:
    page = phone.page
    page.locator(".rp-card[data-session=w01-strength-1]").click()
    page.wait_for_selector(".rp-details .rp-exercises")
    assert max(page.evaluate(SIDEWAYS)) <= 390
    assert page.locator(".rp-details").evaluate("one => one.scrollWidth <= one.clientWidth")


# --- notebooks --------------------------------------------------------------------------------------------------------


def test_the_charts_of_a_notebook_follow_the_dark_theme(notebook: NotebookPage) -> None:
    page = notebook.page
    notebook.open_notebook("03_read_the_coverage.ipynb")
    choose_theme(notebook, "JupyterLab Dark")
    assert notebook.run_all() == []
    notebook.scroll_to_cell(4)
    page.wait_for_selector(".runplan-picture")
    assert page.evaluate(LOOK) == ["invert(1) hue-rotate(180deg)", "rgba(0, 0, 0, 0)"]
    choose_theme(notebook, "JupyterLab Light")
    assert page.evaluate(LOOK)[0] == "none"
