"""A runner's own plan in the browser: chosen as a file, looked at, put right, used, and still so after a reload."""

from __future__ import annotations

from collections.abc import Sequence
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
    !node.matches(".rp-hidden") && node.getClientRects().length && node.scrollWidth > node.clientWidth + 1
    && node.clientWidth > 0 && getComputedStyle(node).display !== "inline")
    .map((node) => node.className || node.tagName)"""


def write(opened: NotebookPage, where: str, text: str) -> None:
    box = opened.page.get_by_label(f"Correction, {where}")
    box.fill(text)
    box.press("Enter")


def choose(opened: NotebookPage, file: Path, lines: Sequence[str]) -> None:
    """Choose a file with these lines."""
    page = opened.page
    file.write_text("\n".join(lines) + "\n")
    with page.expect_file_chooser() as chooser:
        page.locator(".rp-runs-upload").click()
    chooser.value.set_files(file)
    page.wait_for_selector(".rp-import tbody tr")  # it comes in front by itself


def test_a_chosen_plan_is_put_right_in_two_cells_and_used_and_is_there_after_a_reload(
    notebook: NotebookPage, tmp_path: Path
) -> None:
    opened, page = open_planner(notebook), notebook.page
    choose(opened, tmp_path / "from_my_coach.csv", LINES)
    assert page.locator(".rp-tab[data-tab=file]").inner_text() == "Your file (9 to check)"
    assert kernel(opened, "planner.block.runs is None")
    page.locator(".rp-use-written").click()
    wait_for(opened, ".rp-message", "Strength is now planned around from_my_coach.csv: 32 runs.")
    assert kernel(opened, KM) == [28, 30]  # 6 + 7 + 4 + 11, 6 + 8 + 4 + 12
    page.locator(".rp-tab[data-tab=file]").click()
    write(opened, "line 2, column 4 (Wed)", "8 km easy")
    wait_for(opened, ".rp-import-weeks", "Week 1 36 km")
    write(opened, "line 3, column 4 (Wed)", "5 km easy + gym")
    wait_for(opened, ".rp-import-use", "2 cells are changed here but not in the plan yet.")
    write(opened, "line 4, column 4 (Wed)", "qwertz")
    wait_for(opened, ".rp-import-box", "Type for example 8 km easy, or rest.")
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
    box = page.get_by_label("Correction, line 2, column 4 (Wed)")
    assert box.input_value() == "8 km easy"
    wait_for(opened, ".rp-import-box", "confirmed by you.")
    wait_for(opened, ".rp-import-top", "from_my_coach.csv")
    assert faults(opened) == []


CODES = ["Week,Distance,Mon,Tue,Wed,Thu,Fri,Sat,Sun"] + [
    f"{week},{99 if week == 1 else ''},zz,6 km + 6str,holiday,{6 + week % 3} km tempo,zz,4 km,{10 + week} km long run"
    for week in range(1, 9)
]
ALIKE = ".rp-alike:visible"
UNDER_44 = """() => [...document.querySelectorAll(".rp-import :is(button, input[type=text], label)")].filter((node) =>
    node.getClientRects().length && node.getBoundingClientRect().height < 44).map((node) => node.className)"""


def test_one_correction_counts_for_all_cells_that_say_the_same_and_what_is_confirmed_is_there_after_a_reload(
    notebook: NotebookPage, tmp_path: Path
) -> None:
    opened, page = open_planner(notebook), notebook.page
    choose(opened, tmp_path / "codes.csv", CODES)
    write(opened, "line 2, column 3 (Mon)", "rest")
    wait_for(opened, ".rp-import > .rp-hidden", "Rest; you wrote this in place of the cell. ")
    page.locator(ALIKE).get_by_text("Use this for all 16 cells that say “zz”").click()
    wait_for(opened, ".rp-import-use", "Used for all 16 cells. Your plan has not changed yet.")
    assert page.get_by_label("Correction, line 9, column 7 (Fri)").input_value() == "rest"
    assert page.evaluate("document.activeElement.ariaLabel") == "Correction, line 2, column 3 (Mon)"
    # Back and forth, from a place that is no text field.
    page.locator(".rp-undo").click()
    page.wait_for_function("() => document.querySelectorAll('.rp-write')[3].value === ''")
    assert page.get_by_label("Correction, line 2, column 3 (Mon)").input_value() == "rest"
    page.locator(".rp-redo").click()
    page.locator(ALIKE).wait_for(state="hidden")
    page.locator(".rp-choice").get_by_text("To check").click()
    page.locator(".rp-cells-read").wait_for(state="hidden")
    page.get_by_label("This is right, line 2, column 5 (Wed)").check()
    page.locator(ALIKE).get_by_text("Right for all 8 cells that say “holiday”").click()
    wait_for(opened, ".rp-import-use", "Used for all 8 cells.")
    page.get_by_label("This is right, line 2, column 2", exact=True).check()
    page.evaluate(AS_WIDE_AS, "390px")
    page.wait_for_selector(".rp-board.rp-narrow", state="attached")
    assert page.evaluate(UNDER_44) == []
    assert page.evaluate(WIDER_THAN_ITS_BOX) == []
    page.locator(".rp-use-written").click()
    wait_for(opened, ".rp-planner", "Strength is now planned around codes.csv: 32 runs.")
    page.wait_for_selector(".rp-tab[data-tab=weeks][aria-selected=true]")  # the plan comes in front
    page.reload()
    opened.open_notebook(FIRST)
    run_planner(opened)
    page.locator(".rp-tab[data-tab=file]").click()
    page.wait_for_selector(".rp-import tbody tr")
    for where, sentence in (
        ("line 4, column 5 (Wed)", "confirmed by you."),
        ("line 2, column 2", "99; confirmed by you."),
    ):
        assert page.locator(f".rp-import tr[data-where='{where}'] .rp-taken").inner_text().endswith(sentence)
    assert page.get_by_label("Correction, line 9, column 7 (Fri)").input_value() == "rest"
    assert faults(opened) == []
