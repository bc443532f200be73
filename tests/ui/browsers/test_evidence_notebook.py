"""What the notebook of the evidence says is true of the data."""

from __future__ import annotations

from pathlib import Path

import nbformat

import runplan as rp
from runplan.insight import evidence
from runplan.insight.evidence_text import figures_text, not_claimed_text, rules_text

NOTEBOOK = Path(__file__).resolve().parents[3] / "notebooks" / "06_the_evidence.ipynb"
CELLS = nbformat.read(NOTEBOOK, as_version=4).cells
CATALOG = rp.load_catalog()


def test_the_table_of_grades_is_the_packages_own() -> None:
    text = next(cell.source for cell in CELLS if "What the grades mean" in cell.source)
    lines = [line for line in text.splitlines() if line.startswith("| ")][1:]
    assert lines == [f"| {grade} | {meaning} |" for grade, meaning in evidence.GRADES.items()]


def test_most_rules_are_our_own_assumptions_and_most_roles_follow_from_anatomy() -> None:
    rules, roles = evidence.grade_counts(CATALOG)["all"], evidence.basis_counts(CATALOG)["all"]
    assert rules["our assumption"] > rules.sum() / 2
    assert roles["functional anatomy"] > roles.sum() / 2


def test_a_preference_weighs_in_points_and_nothing_else_does() -> None:
    rules = CATALOG.rules
    assert set(rules.loc[rules["unit"] == "points", "kind"]) == {"soft"}
    assert set(rules.loc[rules["kind"] == "soft", "unit"]) == {"points"}


def test_what_is_stored_is_what_the_package_prints() -> None:
    stored = [output["text"] for cell in CELLS for output in cell.get("outputs", ()) if "text" in output]
    assert stored == [f"{figures_text(CATALOG, 'gluteus_medius')}\n"]


def test_what_the_browser_shows_is_not_printed_once_more() -> None:
    stored = "".join(output.get("text", "") for cell in CELLS for output in cell.get("outputs", ()))
    for text in (rules_text(CATALOG), not_claimed_text(CATALOG)):
        assert text.splitlines()[0] not in stored


def test_pain_is_sent_to_a_professional() -> None:
    assert (
        "Pain that lasts, or that changes how you run, is a matter for a doctor or physiotherapist" in CELLS[0].source
    )
