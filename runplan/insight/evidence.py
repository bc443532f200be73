"""What the planner goes by, as tables: every rule with its number and source, and what is not claimed."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from runplan.catalog import Catalog
from runplan.schema import ACTIVITY, BASES, EVIDENCE, NOT_CLAIMED, ROLES, frame_of_rows

GRADES = {
    "A": "a meta-analysis or several trials",
    "B": "one trial, one large cohort, or a review that is still a preprint",
    "C": "coaches and practitioners, narrative reviews and commentaries",
    "D": "our own derivation",
}
"""What the grade of a source means, as data/README.md has it."""

KINDS = {"hard": "hard rule", "soft": "preference", "number": "number"}
"""What a kind of rule is called: never broken; a cost; a number that the planner uses or remarks on."""

# A name that ends in "_" stands for all rules that begin with it.
DECIDES: dict[str, tuple[str, ...]] = {
    "Which days are allowed": (
        *("one_session_a_slot", "heavy_before_hard_run", "heavy_apart", "school_ban"),
        *("race_window", "race_window_", "after_race", "gap_easy_", "long_runs_apart", "quality_apart"),
    ),
    "Which of the allowed days is chosen": (
        *("long_run_day", "hard_days_", "demoted_heavy", "general_before_hard_run", "strength_in_a_row"),
        *(
            "strength_spread",
            "runs_in_a_row",
            "core_after_run",
            "school_",
            "quality_after_long",
            "quality_near",
            "easy_after_race",
            "rhythm",
            "kept_place",
        ),
    ),
    "How the weeks rise and fall": (
        "step_back_",
        "peak_",
        "base_share",
        "wave_",
        "last_full_",
        "start_of_last_part",
        "taper_",
        "gap_return",
        "gap_week_",
        "gap_rise",
        "gap_return",
        "gap_strength_back",
    ),
    "What changes when life happens": ("change_", "extra_race_", "light_week_"),
    "What counts as done": ("matching_",),
    "What coaches see": ("coach_",),
    "How long a run is": (
        *("long_", "usual_share_", "share_", "medium_long_km", "other_runs_", "least_run_", "work_", "gap_long_"),
        *("longer_over_even", "race_week_quality"),
        *("marathon_pace_minutes", "quality_from_km", "sharpening_", "intervals_", "hills_"),
        *("race_week_quality", "longer_over_even"),
    ),
    "How fast and how hard it is": ("pace_", "effort_", "fitness_", "zone_", "equivalent_", "heart_rate_"),
    "What a strength session contains": (
        *("warm_up_first", "jumps_beginner", "load_class", "sets_"),
        *("strength_weeks_", "strength_single_days", "strength_cycle", "technique_", "keep_weeks_"),
        *("routine_minutes", "calf_sets_", "hops_from_", "hip_core_runs"),
    ),
    "How much weight you lift": ("load_",),
    "What you ask for": (
        *("given_runs", "days_off", "days_without_runs", "rest_days", "doubles", "pins", "minutes"),
        *("equipment_owned", "avoided"),
    ),
    "What findings mention": ("long_run_share", "long_reach", "long_reach_", "long_runs_near"),
}
"""What rules decide, and which rules decide it; what no row names is remarked on by a finding."""

REMARKED = "What findings mention"

_SINGULAR = {
    **{"days": "day", "weeks": "week", "sessions": "session", "sets": "set", "points": "point"},
    "reps": "rep",
}


def decided_by(rule_id: str) -> str:
    """What a rule decides: a key of `DECIDES`.

    >>> decided_by("long_run_day"), decided_by("long_cap_half"), decided_by("week_gap")
    ('Which of the allowed days is chosen', 'How long a run is', 'What findings mention')
    """
    fitting = {
        rule: heading
        for heading, rules in DECIDES.items()
        for rule in rules
        if (rule_id.startswith(rule) if rule.endswith("_") else rule_id == rule)
    }
    return fitting[max(fitting, key=len)] if fitting else REMARKED


def number_text(value: float | None, unit: str) -> str:
    """A rule's number as a person reads it.

    Parameters
    ----------
    value : float or None
        In `unit`; None or NaN for a rule without a number.
    unit : str
        As in data/rules.csv.

    >>> number_text(1, "days"), number_text(0.5, "sets"), number_text(75, "%"), number_text(None, "")
    ('1 day', '0.5 sets', '75 %', '')
    >>> number_text(0.8, "share"), number_text(8, "RPE")
    ('× 0.8', 'RPE 8')
    """
    if value is None or math.isnan(value):
        return ""
    if unit == "RPE":
        return f"RPE {value:g}"
    if unit == "share":
        return f"× {value:g}"
    return f"{value:g} {_SINGULAR.get(unit, unit) if value == 1 else unit}".strip()


def note_sentence(note: str) -> str:
    """A rule's note as a sentence of its own.

    >>> note_sentence("the steps are ours"), note_sentence("")
    ('The steps are ours.', '')
    """
    return f"{note[:1].upper()}{note[1:].rstrip('.')}." if note else ""


def evidence_table(catalog: Catalog) -> pd.DataFrame:
    """Every rule of the planner, with its number, what it does in the plan, and where it comes from.

    Parameters
    ----------
    catalog : Catalog

    Returns
    -------
    pandas.DataFrame
        Columns of `schema.EVIDENCE`, in the order of `DECIDES`, and within that of data/rules.csv. The grade is the
        grade of the source: where a step from the source to the number is ours, the note says so.
    """
    sources = _by_source(catalog)
    rows = [
        {
            **rule,
            **sources[rule["source_id"]],
            "decides": decided_by(rule["rule_id"]),
            "in_the_plan": rule["sentence"],
            "number": number_text(rule["value"], rule["unit"]),
        }
        for rule in _records(catalog.rules)
    ]
    order = list(DECIDES)
    return frame_of_rows(EVIDENCE, sorted(rows, key=lambda row: order.index(row["decides"])))


def not_claimed(catalog: Catalog) -> pd.DataFrame:
    """What is often said, and what RunPlan does not say because its evidence does not carry it.

    Parameters
    ----------
    catalog : Catalog

    Returns
    -------
    pandas.DataFrame
        Columns of `schema.NOT_CLAIMED`.
    """
    sources = _by_source(catalog)
    return frame_of_rows(NOT_CLAIMED, [{**row, **sources[row["source_id"]]} for row in _records(catalog.not_claimed)])


def grade_counts(catalog: Catalog) -> pd.DataFrame:
    """How many rules have a source of each grade: basis x grade [rules].

    Parameters
    ----------
    catalog : Catalog

    Returns
    -------
    pandas.DataFrame
        Index: the bases that occur; columns: the grades, and all of them together.
    """
    table = evidence_table(catalog)
    return _counted(table["basis"], table["grade"], tuple(GRADES))


def basis_counts(catalog: Catalog) -> pd.DataFrame:
    """What the muscles' roles rest on: basis x role [rows of data/involvement.csv].

    Parameters
    ----------
    catalog : Catalog

    Returns
    -------
    pandas.DataFrame
        Index: the bases that occur; columns: the roles, and all of them together.
    """
    return _counted(catalog.involvement["basis"], catalog.involvement["role"], ROLES)


def activity_figures(catalog: Catalog, muscle: str | None = None) -> pd.DataFrame:
    """Muscle activity, as studies measured it, study by study.

    Figures of one study may be compared with one another, those of different studies may not; so the rows keep the
    catalog's order within each study, and are never sorted by their figures.

    Parameters
    ----------
    catalog : Catalog
    muscle : str, optional
        Of `schema.MUSCLES`; all of them by default.

    Returns
    -------
    pandas.DataFrame
        Columns of `schema.ACTIVITY`.
    """
    sources = _by_source(catalog)
    muscles = dict(zip(catalog.muscles["muscle"], catalog.muscles["name"], strict=True))
    names = catalog.exercises["name"].to_dict()
    rows = [
        {
            **row,
            "citation": sources[row["source_id"]]["citation"],
            "exercise": names[row["exercise_id"]],
            "muscle": muscles[row["muscle"]],
            "figure": row["pct_mvic"],
        }
        for row in _records(catalog.involvement)
        if row["pct_mvic"] and muscle in (None, row["muscle"])
    ]
    return frame_of_rows(ACTIVITY, sorted(rows, key=lambda row: str(row["citation"])))


def _by_source(catalog: Catalog) -> dict[str, dict[str, Any]]:
    """Grade, citation, DOI and address by source_id."""
    kept = ("grade", "citation", "doi", "address")
    return {row["source_id"]: {name: row[name] for name in kept} for row in _records(catalog.sources)}


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _counted(down: pd.Series[str], across: pd.Series[str], columns: tuple[str, ...]) -> pd.DataFrame:
    found = set(down)
    counts = pd.crosstab(down, across).reindex(
        index=[basis for basis in BASES if basis in found], columns=list(columns), fill_value=0
    )
    counts["all"] = counts.sum(axis=1)
    return counts.rename_axis(index=None, columns=None)
