"""A runner's own plan in the browser: chosen as a file, two cells put right, used, and still so after a reload."""

from __future__ import annotations

from pathlib import Path

from tests.browser.driver import NotebookPage
from tests.browser.planner_page import FIRST, faults, kernel, open_planner, run_planner, wait_for

LINES = ["Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun"] + [
    f"{week},Rest,6 km easy,see coach,{6 + week % 3} km tempo,Rest,4 km,{10 + week} km long run" for week in range(1, 9)
]
LINES[-1] = LINES[-1].replace("18 km long run", "16 km + 2 km")
KM = "[round(float(km), 1) for km in planner.plan.weeks['run_km']][:2]"
AS_WIDE_AS = "width => { document.querySelector('.rp-planner').style.width = width; }"
WIDER_THAN_ITS_BOX = """() => [...document.querySelectorAll(".rp-import *")].filter((node) =>
    node.getClientRects().length && node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0
    && getComputedStyle(node).display !== "inline").map((node) => node.className || node.tagName)"""


def write(opened: NotebookPage, where: str, text: str) -> None:
    box = opened.page.get_by_label(f"Write instead, {where}")
    box.fill(text)
    box.press("Enter")


def test_a_chosen_plan_is_put_right_in_two_cells_and_used_and_is_there_after_a_reload(
    notebook: NotebookPage, tmp_path: Path
) -> None:
    opened, page = open_planner(notebook), notebook.page
    file = tmp_path / "from_my_coach.csv"
    file.write_text("\n".join(LINES) + "\n")
    with page.expect_file_chooser() as chooser:
        page.locator(".rp-runs-upload").click()
    chooser.value.set_files(file)
    page.locator(".rp-check-import").click()
    page.wait_for_selector(".rp-import tbody tr")
    assert page.locator(".rp-tab[data-tab=file]").inner_text() == "Your file (9 to check)"
    assert kernel(opened, KM) == [28, 30]  # 6 + 7 + 4 + 11, 6 + 8 + 4 + 12
    write(opened, "line 2, column 4 (Wed)", "8 km easy")
    wait_for(opened, ".rp-import-weeks", "Week 1 36 km")
    write(opened, "line 3, column 4 (Wed)", "5 km easy + gym")
    wait_for(opened, ".rp-import-use", "2 cells are changed here but not in the plan yet.")
    write(opened, "line 4, column 4 (Wed)", "qwertz")
    wait_for(opened, ".rp-import-box", "Write such as 8 km easy, or rest.")
    page.get_by_label("This is right, line 9, column 8 (Sun)").check()
    wait_for(opened, ".rp-import-use", "3 cells are changed here but not in the plan yet.")
    wait_for(opened, ".rp-import-box", "confirmed by you.")
    wait_for(opened, ".rp-tab[data-tab=file]", "Your file (6 to check)")
    assert page.evaluate(WIDER_THAN_ITS_BOX) == []
    page.evaluate(AS_WIDE_AS, "390px")
    page.wait_for_selector(".rp-board.rp-narrow", state="attached")
    assert page.evaluate(WIDER_THAN_ITS_BOX) == []
    assert page.locator(".rp-write").first.bounding_box()["width"] > 200
    page.evaluate(AS_WIDE_AS, "")
    page.wait_for_selector(".rp-board:not(.rp-narrow)", state="attached")
    page.locator(".rp-use-written").click()
    wait_for(opened, ".rp-planner", "your text in 2 cells and has 1 cell that you confirmed")
    assert kernel(opened, KM) == [36, 35]
    page.wait_for_selector(".rp-import-use", state="hidden")
    page.reload()
    opened.open_notebook(FIRST)
    run_planner(opened)
    assert kernel(opened, KM) == [36, 35]
    page.locator(".rp-tab[data-tab=file]").click()
    box = page.get_by_label("Write instead, week 1, Wed")
    assert box.input_value() == "8 km easy"
    wait_for(opened, ".rp-import-box", "confirmed by you.")
    wait_for(opened, ".rp-import-top", "from_my_coach.csv")
    assert faults(opened) == []
