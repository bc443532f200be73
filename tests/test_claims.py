"""No text of the product claims what the evidence does not carry."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[1]

FORBIDDEN = {
    "prevents injuries": r"prevent\w*\b[^.]{0,60}\binjur|injur\w*[- ]prevent|prevent\w*\b[^.]{0,30}\bpain",
    "wards injuries off": r"\b(?:avoid|reduc|lower|cut|stop|ward|eliminat|minimi[sz]|decreas)\w*\b[^.;]{0,40}\binjur",
    "protects": r"\b(?:protect|safeguard|shield|immun)\w*\b[^.;]{0,40}\binjur|keeps?\b[^.;]{0,30}\binjur",
    "free of injury": r"\binjury?[- ](?:free|proof|resistant|resilien)|\bfree of (?:injur|pain)|bullet-?proof",
    "guarantees": r"\bguarant|\bwithout (?:any |a )?risk|\brisk[- ]free",
    "proven": r"\b(?:clinically|scientifically|medically|science)[- ](?:proven|tested|backed|based)|\bproven\b",
    "treats": r"\b(?:cures?|cured|heals?|healed|healing|rehabilitat\w*|diagnos\w*)\b",
    "makes faster": r"\b(?:makes?|get|gets|become)\b (?:you |runners? )?(?:\w+ )?(?:faster|stronger|fitter)\b",
    "a better time": r"\b(?:improv|boost|increas|rais|maximi)\w*\b[^.;]{0,30}\b(?:performance|race time|VO2|fitness)",
    "the ten per cent rule": r"\b(?:10|ten)[ -]?(?:%|per ?cent)[ -]rule",
    "the ratio of loads": r"\bACWR\b|acute[: -](?:to[ -])?chronic|\bsweet spot\b",
    "optimal": r"\boptim(?:al|um|ally)\b (?:dose|training|load|number|strength|plan|block|volume)",
    "one session keeps": r"\bone (?:strength )?session a week\b[^.;]{0,30}\b(?:keeps?|maintains?|is enough|suffices)\b",
    "an opinion as a fact": r"\bwhich is (?:easier|better|healthier|safer)\b",
    "miracles": r"\b(?:burns? fat|lose weight|weight loss|magic|ultimate|secret)\b",
    "the best exercise": r"\b(?:best|most effective) (?:exercise|method|programme|program|plan|routine) (?:for|to)\b",
}
PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in FORBIDDEN.items()}

# Sentences that deny a claim, or name it to refuse it. Each has to stand somewhere, so that the list stays short.
DENIALS = ("Nothing here says that strength work prevents injuries: the trials with runners do not show that.",)


def claims_in(text: str) -> list[str]:
    """The forbidden claims in a text, each with the words that make it; denials are left out."""
    text = " ".join(text.split())
    for denial in DENIALS:
        text = text.replace(denial, "")
    return [f"{name}: {found[0]}" for name, pattern in PATTERNS.items() for found in pattern.finditer(text)]


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CLAIMS = [row["claim"] for row in rows("not_claimed")]


def without_disclaimers(text: str) -> str:
    """A text without the sentences that are said only after the words "Not claimed:"."""
    text = " ".join(text.split())
    for claim in sorted(CLAIMS, key=len, reverse=True):
        text = text.replace(f"Not claimed: {claim}", "")
    return text


def product_texts() -> Iterator[tuple[str, str]]:
    """Every text that a person who uses RunPlan may read, with its name."""
    for table, columns in {
        "exercises": ("name", "how_to"),
        "rules": ("name", "sentence", "note"),
        "muscles": ("name", "description"),
        "involvement": ("note",),
        "not_claimed": ("why",),
        "workouts": ("note",),
    }.items():
        for at, row in enumerate(rows(table), start=2):
            for column in columns:
                yield f"{table}.csv, row {at}, {column}", row[column]
    for name in ("README.md", "CHANGELOG.md", "data/README.md"):
        yield name, (ROOT / name).read_text(encoding="utf-8")
    for path in sorted((ROOT / "runplan").rglob("*")):
        if path.suffix in (".py", ".js", ".html") and "__pycache__" not in path.parts:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for at, cell in enumerate(nbformat.read(path, as_version=4).cells, start=1):
            yield f"{path.name}, cell {at}", cell.source
            for output in cell.get("outputs", ()):
                yield f"{path.name}, output {at}", output.get("text") or str(output.get("data", {}))


TEXTS = [(name, without_disclaimers(text)) for name, text in product_texts()]


def test_no_text_of_the_product_claims_what_the_evidence_does_not_carry() -> None:
    assert [f"{name}: {claim}" for name, text in TEXTS for claim in claims_in(text)] == []


def test_the_texts_that_are_looked_at_are_all_there() -> None:
    names = [name for name, _ in TEXTS]
    assert sum(name.startswith("exercises.csv") for name in names) == 2 * len(rows("exercises"))
    assert sum(name.startswith("rules.csv") for name in names) == 3 * len(rows("rules"))
    for name in ("README.md", "runplan/insight/findings/strength.py", "runplan/ui/board/js/details.js"):
        assert name in names
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        assert f"{path.name}, cell 1" in names
    assert any("Boren 2011, IJSPT 6(3):206-223" in text for _, text in product_texts())  # what a notebook printed


def test_published_plans_are_counted_nowhere_but_those_that_are_named() -> None:
    named = sum(row["source_id"].startswith("plan_") for row in rows("sources"))
    counted = re.compile(r"\b(\d+|nine|ten|eleven|twelve|thirteen) published (?:\w+ )?plans\b", re.IGNORECASE)
    assert counted.search("in 13 published plans")
    counts = [(name, count) for name, text in TEXTS for count in counted.findall(text)]
    assert [(name, count) for name, count in counts if count != str(named)] == []


@pytest.mark.parametrize("claim", CLAIMS)
def test_what_is_not_claimed_is_said_nowhere_as_a_claim(claim: str) -> None:
    sentence = claim.rstrip(".").casefold()
    assert [name for name, text in TEXTS if sentence in text.casefold()] == []


@pytest.mark.parametrize("denial", DENIALS)
def test_a_denial_that_is_let_through_still_stands_somewhere(denial: str) -> None:
    assert any(denial in " ".join(text.split()) for _, text in TEXTS)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("prevents injuries", "Strength work prevents running injuries."),
        ("prevents injuries", "Two sessions a week help to prevent the most\ncommon injuries."),
        ("prevents injuries", "An injury-prevention routine."),
        ("wards injuries off", "It reduces your risk of injury by a half."),
        ("wards injuries off", "Avoid injuries with this plan."),
        ("protects", "Strong hips protect you against injuries."),
        ("protects", "A slow build keeps injuries away."),
        ("free of injury", "Train injury-free."),
        ("free of injury", "An injury-proof block."),
        ("free of injury", "Bulletproof your knees."),
        ("guarantees", "A personal best, guaranteed."),
        ("proven", "A scientifically proven method."),
        ("proven", "Step-back weeks are proven."),
        ("treats", "It heals runner's knee."),
        ("makes faster", "It makes you faster."),
        ("makes faster", "You will get much stronger."),
        ("a better time", "Strength work improves your race time."),
        ("a better time", "Strength work raises VO2max."),
        ("the ten per cent rule", "We keep the 10 % rule."),
        ("the ratio of loads", "Keep the acute:chronic ratio low."),
        ("optimal", "The optimal dose for runners."),
        ("one session keeps", "Near the race one strength session a week keeps what was built."),
        ("an opinion as a fact", "Strength goes with easy runs, which is easier to keep up week after week."),
        ("miracles", "Burn fat: it burns fat while you rest."),
        ("the best exercise", "The best exercise for the soleus."),
    ],
)
def test_a_claim_would_be_found(name: str, text: str) -> None:
    assert name in [found.split(":")[0] for found in claims_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        DENIALS[0],
        "Runs more than 10 % over the longest went with more injuries.",
        "Nine trials with 1904 runners found no significant effect.",
        "Heels down, lower slowly, keep the hips level.",
        "12 Best Strength Training Exercises for Runners",
    ],
)
def test_what_the_evidence_carries_passes(text: str) -> None:
    assert claims_in(text) == []


def test_a_claim_beside_its_disclaimer_is_still_found() -> None:
    text = "Not claimed: Strength work prevents running injuries. Strength work prevents running injuries."
    assert claims_in(without_disclaimers(text)) == ["prevents injuries: prevents running injur"]
