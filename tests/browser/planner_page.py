"""What a runner does on the planner's page: waits, presses, drags, and questions to the kernel."""

from __future__ import annotations

import json
from typing import Any

from tests.browser.driver import NotebookPage

__all__ = [
    "AXE_SERIOUS",
    "FIRST",
    "card",
    "day",
    "drag",
    "faults",
    "kernel",
    "open_planner",
    "press",
    "run_planner",
    "wait_for",
    "wait_without",
]

FIRST = "01_plan_a_block.ipynb"
HAS_TEXT = "([selector, text]) => document.querySelector(selector)?.textContent.includes(text)"
LACKS_TEXT = "([selector, text]) => !document.querySelector(selector)?.textContent.includes(text)"
AXE_SERIOUS = ("serious", "critical")
# Runs code in the notebook's kernel and gives what it printed.
IN_KERNEL = """async code => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    let text = "";
    const future = kernel.requestExecute({code});
    future.onIOPub = message => {
        if (message.header.msg_type === "stream") text += message.content.text;
        if (message.header.msg_type === "error") text += `${message.content.ename}: ${message.content.evalue}`;
    };
    await future.done;
    return text;
}"""
# The number of the cell that shows a widget; JupyterLab leaves out what is far off the screen.
PLANNERS_CELL = """() => 1 + window.jupyterapp.shell.currentWidget.content.widgets.findIndex(cell =>
    cell.model.type === "code" && cell.model.outputs.toJSON().some(output =>
        output.data && "application/vnd.jupyter.widget-view+json" in output.data))"""
TO_THE_TOP = "() => document.querySelector('.rp-planner').scrollIntoView({block: 'start'})"


def open_planner(opened: NotebookPage, name: str = FIRST) -> NotebookPage:
    """Open a notebook, run it, and bring its planner into view."""
    (opened.server.notebooks / "planner.state.json").unlink(missing_ok=True)
    opened.open_notebook(name)
    return run_planner(opened)


def run_planner(opened: NotebookPage) -> NotebookPage:
    """Run the notebook that is open, and bring its planner into view."""
    assert opened.run_all() == []
    opened.hide_side_bar()
    opened.scroll_to_cell(opened.page.evaluate(PLANNERS_CELL))
    opened.page.wait_for_selector(".rp-planner .rp-card", state="attached")
    # The names of the controls come with the first frame after everything stands.
    opened.page.wait_for_selector(".rp-planner .noUi-handle[aria-label]", state="attached")
    opened.page.evaluate(TO_THE_TOP)
    return opened


def choose_theme(opened: NotebookPage, theme: str) -> None:
    """Change JupyterLab's theme and wait until the page has it."""
    opened.page.evaluate(
        "async theme => await window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme
    )
    opened.page.wait_for_function(
        "light => document.body.dataset.jpThemeLight === light", arg=str(theme.endswith("Light")).lower()
    )


def wait_for(opened: NotebookPage, selector: str, text: str) -> None:
    """Wait until the first element that a selector finds holds a text."""
    opened.page.wait_for_function(HAS_TEXT, arg=[selector, text])


def wait_without(opened: NotebookPage, selector: str, text: str) -> None:
    """Wait until it holds the text no more."""
    opened.page.wait_for_function(LACKS_TEXT, arg=[selector, text])


def press(opened: NotebookPage, field: str, key: str, times: int = 1) -> None:
    """Press a key on the handle of a field's slider."""
    handle = opened.page.locator(f".rp-field-{field} .noUi-handle")
    for _ in range(times):
        handle.focus()
        handle.press(key)


def card(opened: NotebookPage, session_id: str) -> Any:
    """A session's card."""
    return opened.page.locator(f".rp-card[data-session={session_id}]")


def day(opened: NotebookPage, week: int, place: int) -> Any:
    """A day of a week; 0 is the week's first."""
    return opened.page.locator(f'.rp-row-week[data-week="{week}"] .rp-day[data-day="{place}"]')


def drag(opened: NotebookPage, start: Any, end: Any, *, drop: bool = True) -> None:
    """Drag from the middle of one element to the middle of another with the mouse."""
    mouse, from_, to = opened.page.mouse, start.bounding_box(), end.bounding_box()
    mouse.move(from_["x"] + from_["width"] / 2, from_["y"] + from_["height"] / 2)
    mouse.down()
    mouse.move(to["x"] + to["width"] / 2, to["y"] + to["height"] / 2, steps=8)
    if drop:
        mouse.up()


def kernel(opened: NotebookPage, expression: str) -> Any:
    """The value of an expression in the notebook's kernel."""
    text = opened.page.evaluate(IN_KERNEL, f"import json; print(json.dumps({expression}))")
    try:
        return json.loads(text)
    except ValueError:
        raise AssertionError(f"The kernel answered: {text}") from None


def faults(opened: NotebookPage) -> list[str]:
    """Everything that went wrong on the page: console, exceptions, what the board itself says."""
    shown = opened.page.locator(".rp-error:visible").all_text_contents()
    return [*opened.console_errors, *opened.page_errors, *shown]
