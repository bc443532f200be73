"""Every reason for which a run plan is refused has its sentence, and no sentence is there for nothing."""

from __future__ import annotations

import re
from pathlib import Path

from runplan.exchange import calendar_events, decoding, workbook
from runplan.exchange.languages import table
from runplan.exchange.run_plans import limits

ROOM = Path(limits.__file__).parent
PATHS = [*sorted(ROOM.rglob("*.py")), *(Path(str(module.__file__)) for module in (calendar_events, decoding, workbook))]
SOURCE = "".join(path.read_text(encoding="utf-8") for path in PATHS)
RAISED = (
    r"refusal\([\w.]+, \"([^\"]+)\"",
    r"(?:UnfitWorkbook|UnfitCalendar|NoText)\(\"([^\"]+)\"",
    r"check_most\(.*name, \"([^\"]+)\"",
)


def test_every_reason_has_a_sentence() -> None:
    reasons = {reason for pattern in RAISED for reason in re.findall(pattern, SOURCE)}
    assert len(reasons) > 30
    assert reasons <= set(limits.REFUSALS)


def test_no_sentence_is_left_over() -> None:
    others = {row["reason"] for row in table("refusals") if row["begins"]} | {
        "open quote",
        "large quote",
        "stray quote",
    }
    assert [reason for reason in limits.REFUSALS if f'"{reason}"' not in SOURCE and reason not in others] == []


def test_every_sentence_ends_and_says_what_to_do() -> None:
    for reason, sentence in limits.REFUSALS.items():
        ends = sentence.endswith(".") or reason == "no words"
        assert ends, reason
        assert ":" in sentence or ". " in sentence or reason in ("no such sheet", "many parts", "wrong mark"), reason
