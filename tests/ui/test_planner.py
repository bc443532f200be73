"""The planner's widgets, without a browser: what they send, and what they do when something goes wrong."""

from __future__ import annotations

from typing import Any

import pytest

import runplan as rp
from runplan.ui import tabs as tabs_module
from runplan.ui.planner import Planner
from tests.ui.conftest import find, move, press

MOST_MESSAGES = 7
"""For one move of a slider: its own echo, title of the section, summary, calendar, one week's slider, undo."""
MOST_BYTES = 90_000


@pytest.fixture
def planner(sent: list[dict[str, Any]], block: rp.Block) -> Planner:
    return Planner(block)


def test_moving_a_slider_changes_the_summary_and_the_calendar(planner: Planner) -> None:
    before = planner.tabs.children[0].value
    move(find(planner, "rp-field-weekly-km-peak"), 60)
    assert planner.block.weekly_km_peak == 60
    assert "peak 60 km in week 13" in planner.summary.value
    assert planner.tabs.children[0].value != before
    assert planner.notice.value == ""


def test_one_move_sends_few_messages(planner: Planner, sent: list[dict[str, Any]]) -> None:
    slider = find(planner, "rp-field-weekly-km-peak")
    move(slider, 56)
    sent.clear()
    move(slider, 57)
    assert planner.block.weekly_km_peak == 57
    updates = [message for message in sent if message["data"].get("method") == "update"]
    assert len(sent) <= MOST_MESSAGES, [message["data"].get("state", {}).keys() for message in updates]
    assert len(str(sent)) <= MOST_BYTES


def test_only_the_tab_that_is_looked_at_is_drawn(planner: Planner) -> None:
    coverage = planner.tabs.children[2]
    assert coverage.value == ""
    move(planner.tabs, 2, "selected_index")
    drawn = coverage.value
    assert "Gluteus maximus" in drawn
    move(planner.tabs, 0, "selected_index")
    move(find(planner, "rp-field-strength-minutes"), 15)
    assert coverage.value == drawn
    move(planner.tabs, 2, "selected_index")
    assert coverage.value != drawn


def test_a_refused_wish_shows_its_sentence_and_an_offer(planner: Planner) -> None:
    before = planner.tabs.children[0].value
    move(find(planner, "rp-field-run-days"), 7)
    assert "7 runs a week and Tue off cannot stand together." in planner.notice.value
    assert "it does not match the controls" in planner.notice.value
    assert planner.tabs.children[0].value == before
    assert "rp-not-matching" in planner._dom_classes
    assert planner.relax.description == "Use instead: 6 runs a week"
    assert planner.relax.layout.display is None
    press(planner.relax)
    assert planner.block.run_days == 6
    assert planner.notice.value == ""
    assert "rp-not-matching" not in planner._dom_classes
    assert planner.relax.layout.display == "none"
    assert find(planner, "rp-field-run-days").value == 6


def test_undo_puts_the_controls_back(planner: Planner, block: rp.Block) -> None:
    assert planner.undo.disabled
    move(find(planner, "rp-field-run-days"), 7)
    press(planner.take_back)
    assert planner.block == block
    assert find(planner, "rp-field-run-days").value == 4
    assert "Taken back: runs a week." in planner.notice.value


def test_a_callback_that_raises_is_shown_on_screen(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> str:
        raise RuntimeError("no <b>ink</b>")

    monkeypatch.setattr(tabs_module, "findings_html", broken)
    move(planner.tabs, 4, "selected_index")
    assert "Something went wrong while opening a tab: RuntimeError: no &lt;b&gt;ink&lt;/b&gt;" in planner.notice.value


def test_a_view_that_raises_during_a_move_is_shown_on_screen(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> str:
        raise RuntimeError("no ink")

    monkeypatch.setattr(tabs_module, "calendar_html", broken)
    move(find(planner, "rp-field-run-days"), 5)
    assert "Something went wrong while drawing the plan: RuntimeError: no ink" in planner.notice.value


@pytest.mark.parametrize("tab", range(6))
def test_every_tab_opens_without_a_word_of_error(planner: Planner, tab: int) -> None:
    move(planner.tabs, tab, "selected_index")
    assert planner.notice.value == ""


def test_every_field_of_the_block_has_its_control(planner: Planner) -> None:
    fields = set(rp.Block(start="2027-01-04", weeks=4).to_dict())
    others = {"weekly_km": "rp-week-km", "dates_off": "rp-entries", "pins": "rp-session-pin"}
    others |= {"avoid": "rp-add-avoid", "prefer": "rp-add-prefer"}
    for field in fields:
        assert find(planner, others.get(field, f"rp-field-{field.replace('_', '-')}"))


def test_sliders_show_what_is_wished_from_outside(planner: Planner) -> None:
    planner.model.wish(strength_minutes=45, equipment=("barbell",), days_off=("Wed", "Fri"), units="mi")
    assert find(planner, "rp-field-strength-minutes").value == 45
    kit = find(planner, "rp-field-equipment")
    assert [word for word, button in kit.buttons.items() if button.value] == ["barbell"]
    assert find(planner, "rp-field-weekly-km-now").description == "A week now, mi"
    assert find(planner, "rp-field-weekly-km-now").value == 19  # 30 km are 18.6 miles
    assert planner.block.weekly_km_now == 30


def test_a_week_of_its_own_wins_over_the_curve_and_goes_back(planner: Planner) -> None:
    week, slider, back = (find(planner, f"rp-week-{name}") for name in ("picker", "km", "back"))
    curve = planner.plan.weeks["run_km"].iloc[4]
    move(week, 4, "index")
    assert slider.value == round(curve)
    move(slider, 20)
    assert planner.block.weekly_km == ((5, 20.0),)
    assert planner.plan.weeks["run_km"].iloc[4] == 20.0
    assert week.label == "Week 5, from Mon 1 Feb, your own"
    press(back)
    assert planner.block.weekly_km == ()
    assert planner.plan.weeks["run_km"].iloc[4] == curve


def test_a_session_is_pinned_and_unpinned(planner: Planner) -> None:
    move(planner.tabs, 1, "selected_index")
    panel = planner.tabs.children[1]
    move(panel.week, 2, "index")
    assert panel.session.value.startswith("w03-strength")
    chosen = panel.session.value
    move(panel.day, 4, "index")
    press(panel.pin)
    assert planner.block.pins == ((chosen, "Fri"),)
    assert "pinned by you" in panel.sheet.value
    assert "you pinned it here" in panel.why.value.lower()
    press(panel.unpin)
    assert planner.block.pins == ()


def test_a_date_off_is_added_and_removed(planner: Planner) -> None:
    planner.model.wish(dates_off=())
    row = next(box for box in _all(planner) if getattr(box, "description", "") == "Dates off")
    add = next(box for box in _all(planner) if getattr(box, "description", "") == "Add")
    press(add)
    assert "Choose a date first, then add it." in planner.notice.value
    move(row, {"year": 2027, "month": 0, "date": 14})
    press(add)
    assert [str(day) for day in planner.block.dates_off] == ["2027-01-14"]
    entry = next(box for box in _all(planner) if getattr(box, "description", "") == "× Thu 14 Jan")
    press(entry)
    assert planner.block.dates_off == ()


def test_saving_and_loading_by_the_buttons(planner: Planner, tmp_path: Any) -> None:
    move(planner.tabs, 5, "selected_index")
    move(find(planner, "rp-path"), str(tmp_path / "plan.csv"))
    press(find(planner, "rp-save"))
    assert "Saved plan.csv and plan.block.json" in planner.notice.value
    assert rp.read_plan(tmp_path / "plan.csv").sessions.equals(planner.plan.sessions)
    move(find(planner, "rp-field-run-days"), 5)
    press(find(planner, "rp-load"))
    assert planner.block.run_days == 4
    assert find(planner, "rp-field-run-days").value == 4


def test_a_file_that_was_edited_is_saved_over_by_a_button_of_its_own(planner: Planner, tmp_path: Any) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("my own table\n", encoding="utf-8")
    move(planner.tabs, 5, "selected_index")
    move(find(planner, "rp-path"), str(path))
    assert planner.overwrite.layout.display == "none"
    press(find(planner, "rp-save"))
    assert '<p class="rp-blocked" role="alert">' in planner.notice.value
    assert "overwrite_edits" not in planner.notice.value
    assert "or save all the same." in planner.notice.value
    assert planner.overwrite.layout.display is None
    assert planner.overwrite.description == "Save all the same, over plan.csv"
    press(planner.overwrite)
    assert '<p class="rp-message" role="status">Saved plan.csv' in planner.notice.value
    assert planner.overwrite.layout.display == "none"
    assert rp.read_plan(path).sessions.equals(planner.plan.sessions)


def test_a_card_of_the_calendar_opens_its_session(planner: Planner) -> None:
    for chosen in ("w05-long", "w02-easy-1", "w05-long"):
        move(planner.tabs, 0, "selected_index")
        move(planner.tabs.opened, chosen)
        assert planner.tabs.selected_index == 1
        panel = planner.tabs.children[1]
        assert (panel.week.value, panel.session.value) == (int(chosen[1:3]), chosen)
        assert chosen in panel.sheet.value
        assert planner.tabs.opened.value == ""
    move(planner.tabs.opened, "w99-long")
    assert panel.session.value == "w05-long"
    assert planner.notice.value == ""


def test_sessions_go_by_their_names(planner: Planner) -> None:
    planner.model.wish(pins=(("w03-strength-1", "Fri"),))
    entries = [one.description for one in _all(planner) if getattr(one, "description", "").startswith("× Week")]
    assert entries == ["× Week 3, general strength, Fri"]
    planner.model.warn("w03-strength-1 was deleted.")
    assert "Week 3, general strength, Fri was deleted." in planner.notice.value


def test_names_from_files_stand_as_text(planner: Planner, sent: list[dict[str, Any]]) -> None:
    evil = '<script>alert("x")</script>'
    catalog = rp.load_catalog()
    exercises = catalog.exercises
    exercises["name"] = exercises["name"].where(exercises.index != "calf_raise_straight_knee", evil)
    exercises["how_to"] = evil
    own = _with_exercises(catalog, exercises)
    shown = Planner(planner.block, own)
    for tab in range(6):
        move(shown.tabs, tab, "selected_index")
    panel = shown.tabs.children[1]
    text = "".join(widget.value for widget in _all(shown) if isinstance(getattr(widget, "value", None), str))
    assert "<script" not in text
    assert "&lt;script&gt;" in panel.sheet.value
    assert shown.notice.value == ""


def _with_exercises(catalog: Any, exercises: Any) -> Any:
    import dataclasses

    return dataclasses.replace(catalog, exercises=exercises)


def test_what_is_no_block_is_refused() -> None:
    with pytest.raises(rp.BlockError) as refused:
        Planner({"weeks": 12})  # type: ignore[arg-type]
    assert str(refused.value) == "Planner needs a Block, not dict: write Planner(Block(start=..., weeks=...))."


def test_a_block_that_cannot_be_planned_opens_with_its_offer(sent: list[dict[str, Any]]) -> None:
    shown = Planner(rp.Block(start="2027-01-04", weeks=8, run_days=7, days_off=("Tue",)))
    assert "cannot stand together" in shown.notice.value
    assert "There is no plan to show yet." in shown.notice.value
    press(shown.relax)
    assert len(shown.plan.weeks) == 8


@pytest.mark.parametrize(
    "changes", [{"weeks": 52}, {"weeks": 4}, {"strength_sessions": 0, "weeks": 8}, {"strength_minutes": 10, "weeks": 8}]
)
def test_every_tab_draws_every_kind_of_block(sent: list[dict[str, Any]], changes: dict[str, Any]) -> None:
    shown = Planner(rp.Block(**({"start": "2027-01-04", "units": "mi", "week_start": "Sun"} | changes)))
    for tab in range(6):
        move(shown.tabs, tab, "selected_index")
        assert shown.notice.value == ""


def _all(root: Any) -> list[Any]:
    found, waiting = [], [root]
    while waiting:
        widget = waiting.pop(0)
        found.append(widget)
        waiting += getattr(widget, "children", ())
    return found
