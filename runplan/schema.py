"""The columns of every table: name, dtype, unit and meaning, in one place.

The names here are a contract: others build on them. Columns may be added at the end, never renamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

__all__ = [
    "ACTIVITY",
    "BASES",
    "BENEFITS",
    "COUNTED_SECTIONS",
    "DATE_DTYPE",
    "EQUIPMENT",
    "EVIDENCE",
    "EXERCISES",
    "FINDINGS",
    "GOALS",
    "IMPORTED",
    "LEG_PATTERNS",
    "LEVELS",
    "LOAD_CLASSES",
    "MODES",
    "MUSCLES",
    "NOT_CLAIMED",
    "PATTERNS",
    "PHASES",
    "PLANES",
    "PLAN_CSV",
    "PRIORITY_MUSCLES",
    "ROLES",
    "RUN_TYPES",
    "SCHOOLS",
    "SECTIONS",
    "SESSIONS",
    "STRENGTH_PHASES",
    "STRENGTH_TYPES",
    "TRUNK_MUSCLES",
    "WEEKDAYS",
    "WEEKS",
    "Column",
    "build_frame",
    "empty_frame",
]

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
GOALS = ("general", "5k", "10k", "half", "marathon")
LEVELS = ("beginner", "intermediate", "advanced")
SCHOOLS = ("hard_days", "easy_days", "two_nights")
PHASES = ("base", "build", "peak", "taper", "race")
STRENGTH_PHASES = ("technique", "strength", "power", "keep")
RUN_TYPES = ("easy", "long", "tempo", "intervals", "hills", "race")
STRENGTH_TYPES = ("heavy", "general", "routine", "core")
SECTIONS = ("foam_roll", "warm_up", "activation", "strength", "plyometric")
COUNTED_SECTIONS = ("activation", "strength", "plyometric")
PATTERNS = (
    "roll",
    "mobility",
    "hinge",
    "squat",
    "lunge",
    "calf_ankle",
    "hip_abduction",
    "hip_adduction",
    "knee_flexion",
    "core_anti_extension",
    "core_anti_rotation",
    "core_lateral",
    "hip_flexion",
    "upper_pull",
    "upper_push",
    "carry",
    "jump",
)
LEG_PATTERNS = ("hinge", "squat", "lunge", "calf_ankle", "hip_abduction", "hip_adduction", "knee_flexion", "jump")
PLANES = ("sagittal", "frontal", "transverse")
BENEFITS = ("mobility", "flexibility", "range_of_motion", "strength", "posture")
ROLES = ("prime_mover", "synergist", "stabiliser", "stretched", "rolled")
LOAD_CLASSES = ("heavy", "moderate", "light")
MODES = ("reps", "seconds")
EQUIPMENT = (
    "foam_roller",
    "mini_band",
    "long_band",
    "dumbbell",
    "kettlebell",
    "barbell",
    "trap_bar",
    "swiss_ball",
    "slider",
    "box",
    "bench",
    "pull_up_bar",
    "suspension_trainer",
    "cable",
    "chair",
    "backpack",
    "towel",
    "machine",
    "medicine_ball",
    "other",
)
MUSCLES = (
    "gluteus_maximus",
    "gluteus_medius",
    "deep_hip_rotators",
    "hip_flexors",
    "hip_adductors",
    "quadriceps",
    "hamstrings",
    "gastrocnemius",
    "soleus",
    "tibialis_anterior",
    "foot_and_peroneals",
    "rectus_abdominis",
    "obliques",
    "deep_core",
    "spinal_erectors",
    "latissimus",
    "upper_back",
    "shoulders",
    "chest_and_serratus",
    "arms",
)
TRUNK_MUSCLES = ("rectus_abdominis", "obliques", "deep_core", "spinal_erectors")
PRIORITY_MUSCLES = (
    "gastrocnemius",
    "soleus",
    "gluteus_maximus",
    "gluteus_medius",
    "hamstrings",
    "quadriceps",
    "hip_adductors",
)
BASES = (
    "study",
    "secondary page",
    "functional anatomy",
    "coach",
    "our assumption",
)


@dataclass(frozen=True)
class Column:
    """One column of a table: its name, kind, unit and meaning."""

    name: str
    kind: str  # "count", "number", "text", "flag" or "date"
    unit: str
    meaning: str


def _table(*rows: tuple[str, str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


WEEKS = _table(
    ("week", "count", "", "1 for the block's first week"),
    ("start", "date", "", "the week's first day"),
    ("phase", "text", "", "base, build, peak, taper, race"),
    ("strength_phase", "text", "", "technique, strength, power, keep"),
    ("run_km", "number", "km", "kilometres of the week, the race included"),
    ("long_run_km", "number", "km", "the long run; the race's distance in the race week; 0 with no run"),
    ("quality_runs", "count", "", "tempo, interval and hill runs of the week"),
    ("strength_sessions", "count", "", "strength sessions of the week"),
    ("sets_target", "number", "sets/week", "fractional sets for a priority muscle this week"),
    ("step_back", "flag", "", "a planned lighter week"),
    ("note", "text", "", "what is special about the week"),
)
SESSIONS = _table(
    ("session_id", "text", "", "w03-long, w03-quality-1, w03-easy-2, w03-strength-1, w16-race"),
    ("week", "count", "", "1 for the block's first week"),
    ("date", "date", "", "the day of the session"),
    ("weekday", "text", "", "Mon to Sun"),
    ("slot", "text", "", "am or pm"),
    ("kind", "text", "", "run or strength"),
    ("type", "text", "", "easy, long, tempo, intervals, hills, race; heavy, general, routine, core"),
    ("title", "text", "", "what a person calls it"),
    ("km", "number", "km", "distance of a run; absent for strength"),
    ("minutes", "count", "min", "how long the session takes, rounded up"),
    ("effort", "number", "RPE 0-10", "how hard the session as a whole feels"),
    ("pinned", "flag", "", "the runner chose this day"),
    ("note", "text", "", "what is special about the session"),
    ("steps", "text", "", "a run's structure, steps joined by '; '"),
)
EXERCISES = _table(
    ("session_id", "text", "", "the session it belongs to"),
    ("order", "count", "", "1 for the session's first exercise"),
    ("section", "text", "", "foam_roll, warm_up, activation, strength, plyometric"),
    ("exercise_id", "text", "", "the catalog's id"),
    ("exercise", "text", "", "the exercise's name"),
    ("sets", "count", "", "number of sets"),
    ("reps", "count", "", "repetitions a set (a side, if each_side); absent where timed"),
    ("seconds", "count", "s", "seconds a set (a side, if each_side); absent where counted"),
    ("each_side", "flag", "", "done on both sides; both sides make one set"),
    ("rest_s", "count", "s", "rest between sets"),
    ("effort", "number", "RPE 0-10", "how hard the last repetition of a set feels"),
    ("note", "text", "", "what is special about it"),
    ("superset", "text", "", "a letter shared by exercises done in turn, or nothing"),
)
FINDINGS = _table(
    ("severity", "text", "", "error (a hard rule is broken), warning, info"),
    ("rule", "text", "", "rule_id of data/rules.csv"),
    ("week", "count", "", "the week it concerns; absent for the whole block"),
    ("session_id", "text", "", "the session it concerns, or nothing"),
    ("message", "text", "", "one sentence for the runner"),
    ("source", "text", "", "source_id of data/sources.csv"),
)
_SOURCE = (
    ("grade", "text", "", "A to D, the grade of the source; nothing where it has none"),
    ("citation", "text", "", "the source"),
    ("doi", "text", "", "its DOI, or nothing"),
    ("address", "text", "", "where it was read, or nothing"),
)
EVIDENCE = _table(
    ("rule_id", "text", "", "rule_id of data/rules.csv"),
    ("decides", "text", "", "what the rule decides: a heading to group by"),
    ("name", "text", "", "what a runner calls it"),
    ("kind", "text", "", "hard, soft, number"),
    ("in_the_plan", "text", "", "what it does in the plan, one sentence"),
    ("number", "text", "", "the number with its unit, or nothing"),
    ("basis", "text", "", "study, secondary page, functional anatomy, coach, our assumption"),
    *_SOURCE,
    ("note", "text", "", "what to know about it"),
)
NOT_CLAIMED = _table(
    ("claim", "text", "", "a sentence that RunPlan does not say"),
    ("why", "text", "", "what is known instead"),
    *_SOURCE,
)
ACTIVITY = _table(
    ("citation", "text", "", "the study, or the page that reports it"),
    ("exercise", "text", "", "the exercise's name"),
    ("muscle", "text", "", "the muscle's name"),
    ("detail", "text", "", "the source's finer name of the muscle, or nothing"),
    ("figure", "text", "% MVIC", "muscle activity as the source gives it, with the unit where it is another"),
    ("statistic", "text", "", "what the figure is: mean, peak, median, ..."),
    ("note", "text", "", "what to know about it"),
)
IMPORTED = _table(
    ("record", "count", "", "the record's number in a JSON file, from 1; the row of a CSV file"),
    ("name", "text", "", "what the file calls the exercise"),
    ("exercise_id", "text", "", "the catalog's id, or nothing where it was left out"),
    ("outcome", "text", "", "added, known (the catalog has it already), left out"),
    ("inferred", "text", "", "what the file does not say and was inferred, parted by '; '"),
    ("left_out", "text", "", "what of the record was not taken, parted by '; '"),
    ("reason", "text", "", "why it is known or left out"),
)
PLAN_CSV = _table(
    ("plan_version", "count", "", "version of this layout of columns"),
    ("week", "count", "", "1 for the block's first week"),
    ("date", "date", "", "ISO date"),
    ("weekday", "text", "", "Mon to Sun"),
    ("slot", "text", "", "am or pm"),
    ("session_id", "text", "", "identity of the session"),
    ("kind", "text", "", "run or strength"),
    ("type", "text", "", "type of run or strength session"),
    ("title", "text", "", "what a person calls it"),
    ("km", "number", "km", "distance of a run"),
    ("minutes", "count", "min", "minutes of the whole session"),
    ("session_effort", "number", "RPE 0-10", "effort of the session"),
    ("pinned", "flag", "", "yes or no"),
    ("order", "count", "", "order of the exercise in its session"),
    ("section", "text", "", "part of the session"),
    ("exercise_id", "text", "", "the catalog's id"),
    ("exercise", "text", "", "the exercise's name"),
    ("sets", "count", "", "number of sets"),
    ("reps", "count", "", "repetitions a set and side"),
    ("seconds", "count", "s", "seconds a set and side"),
    ("each_side", "flag", "", "yes or no; empty for a run"),
    ("rest_s", "count", "s", "rest between sets"),
    ("effort", "number", "RPE 0-10", "effort of the exercise"),
    ("session_note", "text", "", "note of the session"),
    ("note", "text", "", "note of the exercise"),
    ("superset", "text", "", "a letter, or nothing"),
    ("steps", "text", "", "a run's structure"),
)

DATE_DTYPE = "datetime64[us]"
_DTYPES = {"count": "Int64", "number": "float64", "text": "str", "flag": "bool", "date": DATE_DTYPE}


def _array(kind: str, values: Sequence[Any]) -> Any:
    """Values as a pandas array of the kind, quickly: None stands for an absent count or number."""
    if kind == "count":
        mask = np.fromiter((value is None for value in values), dtype=bool, count=len(values))
        plain = np.fromiter((0 if value is None else value for value in values), dtype=np.int64, count=len(values))
        return pd.arrays.IntegerArray(plain, mask)
    if kind == "number":
        return np.fromiter(
            (np.nan if value is None else value for value in values), dtype=np.float64, count=len(values)
        )
    if kind == "flag":
        return np.fromiter(values, dtype=bool, count=len(values))
    if kind == "date":
        return np.array(values, dtype=DATE_DTYPE)
    return pd.array(np.array(values, dtype=object), dtype="str")


def build_frame(table: Iterable[Column], columns: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """A frame with exactly the table's columns, in order, with its dtypes and a RangeIndex.

    Parameters
    ----------
    table : iterable of Column
        One of the tables of this module.
    columns : mapping of str to sequence
        One sequence a column, all of one length; None stands for an absent count or number.

    Returns
    -------
    pandas.DataFrame
    """
    return pd.DataFrame({column.name: _array(column.kind, columns[column.name]) for column in table}, copy=False)


def empty_frame(table: Iterable[Column]) -> pd.DataFrame:
    """A frame with the table's columns and dtypes and no row."""
    table = tuple(table)
    return build_frame(table, {column.name: () for column in table})
