"""Plans in random dialects: what is called read is what was meant, and hardly anything is guessed or unread."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import runplan as rp
from runplan.exchange.run_plans.read import runs_from_bytes
from runplan.plan.fields import MIN_WEEKS
from tests.exchange.run_plans.dialects import Dialect, dialects, plans, written


def sessions(runs: rp.ImportedRuns) -> dict[tuple[int, str], list[tuple[str, float | None, float | None, str]]]:
    """Type, kilometres, minutes and reading of the sessions of each week and weekday, as they were read."""
    by_day: dict[tuple[int, str], list[tuple[str, float | None, float | None, str]]] = {}
    first = min((run.date for run in runs.records if run.date is not None), default=None)
    for run in runs.records:
        week = run.week
        if week is None:
            assert run.date is not None
            assert first is not None
            week = (run.date.toordinal() - 1) // 7 - (first.toordinal() - 1) // 7 + 1
        by_day.setdefault((week, run.weekday), []).append((run.type, run.km, run.minutes, run.reading))
    return by_day


def same(meant: tuple[str, float | None, float | None], read: tuple[str, float | None, float | None, str]) -> bool:
    lengths = zip(meant[1:], read[1:3], strict=True)
    return meant[0] == read[0] and all(
        session == other if session is None or other is None else abs(session - other) < 0.006
        for session, other in lengths
    )


@st.composite
def files(draw: st.DrawFn) -> tuple[Dialect, dict, str]:  # type: ignore[type-arg]
    dialect = draw(dialects())
    plan = draw(plans(dialect.unit))
    return dialect, plan.said(dialect.unit), written(plan, dialect).text()


@given(files())
def test_what_is_read_is_right_and_hardly_anything_is_guessed(file: tuple) -> None:  # type: ignore[type-arg]
    dialect, meant, text = file
    runs = runs_from_bytes(text.encode(), "plan.csv")
    by_day = sessions(runs)
    if dialect.layout == "dates":  # weeks are counted from the first that has a run
        shift = min(week for week, _ in meant) - 1
        meant = {(week - shift, day): wanted for (week, day), wanted in meant.items()}
    assert set(by_day) <= set(meant), text
    assert all(set(";(") & set(cell.taken) for cell in runs.cells if cell.reading == "guessed"), text
    doubtful = 0
    for day, wanted in meant.items():
        read = by_day.get(day, [])
        right = len(read) == len(wanted) and all(
            same(session, other) for session, other in zip(wanted, read, strict=True)
        )
        certain = bool(read) and all(session[3] == "read" for session in read)
        assert right or (read and not certain), (day, wanted, read, text)
        doubtful += not (right and certain)
    assert doubtful * 10 <= len(meant), text


@settings(max_examples=12)
@given(files())
def test_what_was_read_makes_a_plan_whose_findings_can_be_told(file: tuple) -> None:  # type: ignore[type-arg]
    _, _, text = file
    runs = runs_from_bytes(text.encode(), "plan.csv")
    if max(week for week, _ in sessions(runs)) < MIN_WEEKS:
        return
    block = rp.Block(start="2027-01-04", goal="10k", runs=runs)
    plan = rp.build_plan(block)
    assert set(plan.findings()["severity"]) <= {"error", "warning", "info"}
    assert rp.Block.from_dict(block.to_dict()) == block
