"""The evidence as tables and as text: compared with the CSV files, which are read here by themselves."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from runplan.catalog import load_catalog
from runplan.insight import evidence
from runplan.insight.evidence_text import figures_text, not_claimed_text, rules_text

ROOT = Path(__file__).resolve().parents[2]
CATALOG = load_catalog()


def raw(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RULES = {row["rule_id"]: row for row in raw("rules")}
SOURCES = {row["source_id"]: row for row in raw("sources")}


def test_every_rule_stands_in_the_table_once() -> None:
    assert sorted(evidence.evidence_table(CATALOG)["rule_id"]) == sorted(RULES)


def test_every_rule_has_a_source_that_exists_with_its_own_grade_and_place() -> None:
    for row in evidence.evidence_table(CATALOG).itertuples(index=False):
        source = SOURCES[RULES[row.rule_id]["source_id"]]
        assert (row.citation, row.grade, row.doi, row.address) == (
            source["citation"],
            source["grade"],
            source["doi"],
            source["address"],
        ), row.rule_id
        assert row.grade in evidence.GRADES, row.rule_id


def test_every_rule_says_what_it_does_and_what_it_rests_on() -> None:
    for row in evidence.evidence_table(CATALOG).itertuples(index=False):
        rule = RULES[row.rule_id]
        assert (row.in_the_plan, row.basis, row.note) == (rule["sentence"], rule["basis"], rule["note"])
        assert bool(row.number) == bool(rule["value"]), row.rule_id


def test_a_basis_and_the_kind_of_its_source_agree() -> None:
    kinds = {
        "study": {"study", "review"},
        "secondary page": {"secondary page"},
        "coach": {"coach"},
        "our assumption": {"own", "derived"},
    }
    for rule in RULES.values():
        assert SOURCES[rule["source_id"]]["kind"] in kinds[rule["basis"]], rule["rule_id"]


def test_what_was_read_only_in_a_page_that_reports_it_is_cited_as_that() -> None:
    for rule in RULES.values():
        if SOURCES[rule["source_id"]]["status"] == "F2":
            assert rule["basis"] == "secondary page", rule["rule_id"]
    for row in raw("not_claimed"):
        if SOURCES[row["source_id"]]["status"] == "F2":
            citation = SOURCES[row["source_id"]]["citation"]
            assert "as summarised in" in citation or "as public calculators give" in citation, row["claim"]


def test_a_rule_whose_steps_are_said_to_be_ours_rests_on_our_assumption() -> None:
    ours = re.compile(r"\b(?:steps|line|weights|factors) (?:is|are) ours\b")
    bases = {name: rule["basis"] for name, rule in RULES.items() if ours.search(rule["note"])}
    assert len(bases) >= 15
    assert {name: basis for name, basis in bases.items() if basis != "our assumption"} == {}


def test_a_list_of_runs_in_a_rule_has_its_commas() -> None:
    lost = re.compile(r"\ba (?:\w+ )?run an? |\(\w+ \w+ or \w+\)")
    assert lost.search("on the day before a long run a hard session or a race")
    assert lost.search("Two hard run days (quality long or race) in a row.")
    assert [rule["rule_id"] for rule in RULES.values() if lost.search(rule["sentence"])] == []


def test_every_rule_stands_under_what_reads_it() -> None:
    table = evidence.evidence_table(CATALOG)
    assert list(dict.fromkeys(table["decides"])) == list(evidence.DECIDES)
    # What no heading names is remarked on: then a finding says it, or a file that was read does.
    rooms = [*(ROOT / "runplan" / "insight").rglob("*.py"), *(ROOT / "runplan" / "exchange").rglob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in rooms if path.name != "evidence.py")
    remarked = table.loc[table["decides"] == evidence.REMARKED, "rule_id"]
    stems = {rule: rule.rsplit("_", 1)[0] for rule in remarked}  # block_short_5k is read as block_short_{goal}
    assert [rule for rule in remarked if f'"{rule}"' not in text and f'"{stems[rule]}_{{' not in text] == []


@pytest.mark.parametrize(
    ("rule_id", "heading", "number"),
    [
        ("pins", "What you ask for", ""),
        ("heavy_before_hard_run", "Which days are allowed", "1 day"),
        ("race_window_heavy_days", "Which days are allowed", "7 days"),
        ("long_run_day", "Which of the allowed days is chosen", "900 points"),
        ("gap_easy_days_18", "Which days are allowed", "7 days"),
        ("long_runs_apart", "Which days are allowed", "5 days"),
        ("taper_marathon_3", "How the weeks rise and fall", "27 %"),
        ("gap_week_18", "How the weeks rise and fall", "× 0.5"),
        ("gap_long_6", "How long a run is", "× 0.8"),
        ("long_rise", "How long a run is", "× 1.1"),
        ("effort_race", "How fast and how hard it is", "RPE 10"),
        ("strength_weeks_keep", "What a strength session contains", "1 session"),
        ("sets_counting", "What a strength session contains", "0.5 sets"),
        ("long_run_share", "What findings mention", "50 %"),
        ("block_short", "What findings mention", ""),
    ],
)
def test_a_rule_stands_under_what_it_decides_with_its_number(rule_id: str, heading: str, number: str) -> None:
    row = evidence.evidence_table(CATALOG).set_index("rule_id").loc[rule_id]
    assert (row["decides"], row["number"]) == (heading, number)


def test_the_grades_are_explained_as_in_the_data_dictionary() -> None:
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("| `grade` |"))
    for grade, meaning in evidence.GRADES.items():
        assert f"{grade}: {meaning.removeprefix('a ')}" in line, grade


def test_rules_and_roles_are_counted_whole() -> None:
    rules = evidence.grade_counts(CATALOG)
    assert int(rules["all"].sum()) == len(RULES)
    assert rules.loc["our assumption", "D"] == sum(row["basis"] == "our assumption" for row in RULES.values())
    roles = evidence.basis_counts(CATALOG)
    assert int(roles["all"].sum()) == len(raw("involvement"))
    anatomy = sum(row["basis"] == "functional anatomy" for row in raw("involvement"))
    assert roles.loc["functional anatomy", "all"] == anatomy > 800
    assert list(roles.index) == ["study", "secondary page", "functional anatomy", "coach", "our assumption"]


def test_no_two_rules_read_the_same() -> None:
    table = evidence.evidence_table(CATALOG)
    assert list(table.loc[table.duplicated(["name", "in_the_plan"]), "rule_id"]) == []


def test_figures_keep_the_catalogs_order_within_a_study_and_are_not_ranked() -> None:
    figures = evidence.activity_figures(CATALOG)
    assert len(figures) == sum(row["pct_mvic"] != "" for row in raw("involvement"))
    assert list(figures["citation"]) == sorted(figures["citation"])
    position = {name: at for at, name in enumerate(CATALOG.exercises["name"])}
    for _, rows in figures.groupby("citation"):
        places = [position[name] for name in rows["exercise"]]
        assert places == sorted(places)


def test_a_step_up_has_a_figure_with_load_and_one_without_and_each_stands_under_its_study() -> None:
    parts = figures_text(CATALOG, "gluteus_maximus").split("\n\n")
    loaded = next(part for part in parts if part.startswith("Krause Neto 2020"))
    bare = next(part for part in parts if part.startswith("MacAskill 2014"))
    assert "Step-up with weight" in loaded
    assert "125.1, pooled over step-up variants" in loaded
    assert "28.7 ± 18.7" in bare
    assert "125.1" not in bare


def test_the_printed_rules_hold_every_sentence_note_and_number() -> None:
    lines = rules_text(CATALOG).splitlines()
    assert set(evidence.DECIDES) <= set(lines)
    # The sentences stand in a column of their own, broken into lines.
    sentences = " ".join(" ".join(line[42:] for line in lines).split()).casefold()
    for row in evidence.evidence_table(CATALOG).itertuples(index=False):
        rule = RULES[row.rule_id]
        assert f"{rule['name']}: {rule['sentence']} {rule['note']}".strip().casefold() in sentences, row.rule_id
        assert not row.number or any(line[:11].strip() == row.number for line in lines), row.rule_id


def test_printed_lines_fit_and_have_no_blanks_at_their_end() -> None:
    for text in (rules_text(CATALOG), not_claimed_text(CATALOG), figures_text(CATALOG, "gluteus_maximus")):
        for line in text.splitlines():
            assert len(line) <= 96, line
            assert line == line.rstrip()


def test_the_first_lines_of_the_printed_rules_are_these() -> None:
    assert rules_text(CATALOG).splitlines()[:4] == [
        "Which days are allowed",
        "     number  grade and source             what it does in the plan",
        "             D, our assumption            One run and one strength session per day: A day has at",
        "                                          most one planned run (morning) and one strength",
    ]


def test_what_is_not_claimed_says_why_and_from_where() -> None:
    table = evidence.not_claimed(CATALOG)
    assert list(table["claim"]) == [row["claim"] for row in raw("not_claimed")]
    for row, source in zip(table.itertuples(index=False), raw("not_claimed"), strict=True):
        assert row.why == source["why"]
        assert row.citation == SOURCES[source["source_id"]]["citation"]
        assert row.grade == SOURCES[source["source_id"]]["grade"]
    text = not_claimed_text(CATALOG)
    assert text.count("Not claimed: ") == len(table)
    assert text.startswith("Not claimed: Strength work prevents running injuries.\n    Nine trials of extra exercise")


# What the evidence says may not be claimed, or not be printed, by the study that it stands beside.
MUST_BE_DISCLAIMED = {
    "injuries prevented by strength work": "wu2024",
    "the same by a routine on one's own": "toresdahl2020",
    "other sports": "lauersen2018",
    "foot exercises": "taddei2020",
    "hip and core exercises, and harm by foot exercises": "leppanen2024",
    "one mix of easy and hard": "festa2020",
    "a race as a forecast of the marathon": "vickers2016",
    "ten per cent a week": "buist2008",
    "the spike as a cause": "frandsen2025",
    "the ratio of loads": "impellizzeri2021",
    "a fixed limit of monotony": "foster1998",
    "fitness and fatigue as a forecast": "coggan",
    "the misprinted interval": "eihara2022",
    "a conclusion that was not read": "llanos2024",
    "sets for size as a runner's target": "bazvalle2022",
    "a taper as a cause": "smyth2021",
    "athletes on a minimum": "spiering2021",
}


@pytest.mark.parametrize("source_id", MUST_BE_DISCLAIMED.values(), ids=MUST_BE_DISCLAIMED)
def test_what_the_evidence_does_not_carry_is_disclaimed(source_id: str) -> None:
    assert source_id in {row["source_id"] for row in raw("not_claimed")}
