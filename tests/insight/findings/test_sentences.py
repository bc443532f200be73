"""Every sentence that findings can say, by rule, as it was looked at once: tests/golden/findings/<rule>.txt.

`make golden` writes the files anew. A rule without a plan in `tests/builders/finding_plans.py` has no file, and fails.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from runplan.insight.findings import CHECKS, findings
from runplan.insight.plan_facts import PlanFacts
from tests.builders.finding_plans import finding_plans
from tests.golden_plugin import GOLDEN

RULES = tuple(finding_plans())


@cache
def sentences_of(rule: str) -> list[str]:
    """Severity and sentence of what is said by a rule, once each; every plan of the rule adds one."""
    sentences: dict[str, None] = {}
    for plan in finding_plans()[rule]:
        rows = findings(plan)
        rows = rows[(rows["rule"] == rule).to_numpy()]
        new = [f"{severity}: {text}" for severity, text in zip(rows["severity"], rows["message"], strict=True)]
        assert set(new) - set(sentences), f"A plan of {rule} adds no sentence."
        sentences.update(dict.fromkeys(new))
    return list(sentences)


@pytest.mark.parametrize("rule", RULES)
def test_what_a_rule_says_is_what_was_read(rule: str, golden: Callable[[str, str], None]) -> None:
    golden(f"findings/{rule}.txt", "\n".join([*sentences_of(rule), ""]))


def test_every_golden_file_belongs_to_a_rule() -> None:
    assert sorted(path.stem for path in (GOLDEN / "findings").iterdir()) == sorted(RULES)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: getattr(check, "rule", getattr(check, "__name__", "")))
def test_every_check_says_something_that_was_read(check: Callable[[PlanFacts], list[object]]) -> None:
    rows = [row for plans in finding_plans().values() for plan in plans for row in check(PlanFacts(plan))]
    assert rows, "No plan of tests/builders/finding_plans.py makes this check speak: add one, then `make golden`."
    assert {row.rule for row in rows} <= set(RULES)


def test_every_rule_that_some_plan_hears_has_its_sentences() -> None:
    heard = {rule for plans in finding_plans().values() for plan in plans for rule in findings(plan)["rule"]}
    assert heard == set(RULES)
