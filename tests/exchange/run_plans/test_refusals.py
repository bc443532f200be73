"""Every reason for which a run plan is refused has its sentence, and no sentence is there for nothing."""

from __future__ import annotations

import re
from pathlib import Path

from runplan.exchange.run_plans import limits

ROOM = Path(limits.__file__).parent
SOURCE = "".join(path.read_text(encoding="utf-8") for path in sorted(ROOM.rglob("*.py")))


def test_every_reason_has_a_sentence() -> None:
    reasons = set(re.findall(r"refusal\([\w.]+, \"([^\"]+)\"", SOURCE)) | set(
        re.findall(r"_Unfit\(\"([^\"]+)\"", SOURCE)
    )
    assert len(reasons) > 30
    assert reasons <= set(limits.refusals())


def test_no_sentence_is_left_over() -> None:
    others = {row["reason"] for row in limits.rows() if row["begins"]} | {"open quote", "large quote", "stray quote"}
    assert [reason for reason in limits.refusals() if f'"{reason}"' not in SOURCE and reason not in others] == []


def test_every_sentence_ends_and_says_what_to_do() -> None:
    for reason, sentence in limits.refusals().items():
        ends = sentence.endswith(".") or reason == "no words"
        assert ends, reason
        assert ":" in sentence or ". " in sentence or reason in ("no such sheet", "many parts", "wrong mark"), reason
