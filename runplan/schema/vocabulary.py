"""The words of the tables: what stands in their cells, in the order in which they are named."""

from __future__ import annotations

import csv

from runplan.schema.data_folder import data_dir

__all__ = [
    "BASES",
    "BENEFITS",
    "COUNTED_SECTIONS",
    "EQUIPMENT",
    "EQUIPMENT_NAMES",
    "GIVEN_TYPES",
    "GOALS",
    "HANDS",
    "LEG_PATTERNS",
    "LEVELS",
    "LOADED",
    "LOAD_CLASSES",
    "MODES",
    "MUSCLES",
    "PATTERNS",
    "PLANES",
    "PLANNED",
    "PRIORITY_MUSCLES",
    "READINGS",
    "ROLES",
    "RUN_TYPES",
    "SCHOOLS",
    "SECOND_LIGHT",
    "SECTIONS",
    "STATUSES",
    "STRENGTH_PHASES",
    "STRENGTH_TYPES",
    "TRUNK_MUSCLES",
    "WAY_BACK",
    "WEEKDAYS",
]

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
GOALS = ("general", "5k", "10k", "half", "marathon")
LEVELS = ("beginner", "intermediate", "advanced")
SCHOOLS = ("hard_days", "easy_days", "two_nights")
STRENGTH_PHASES = ("technique", "strength", "power", "keep")
RUN_TYPES = ("easy", "long", "tempo", "intervals", "hills", "race")
GIVEN_TYPES = (*RUN_TYPES, "walk", "cross", "strength")  # what a run plan of others may hold
READINGS = ("read", "guessed", "not read")
PLANNED = "planned"
STATUSES = (PLANNED, "done", "partly", "missed", "dropped")
STRENGTH_TYPES = ("heavy", "general", "routine", "core")
WAY_BACK, SECOND_LIGHT = "way_back", "second_light"
"""What the note of a week says, besides events, which it has by their kinds."""
HIP_AND_CORE = "hip_and_core"
"""A wish among those for exercises: ten minutes of hip and core work before easy runs."""
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
HANDS = ("bar", "one", "two")
with (data_dir() / "equipment.csv").open(encoding="utf-8-sig", newline="") as _file:
    EQUIPMENT_NAMES = {row["equipment"]: row["name"] for row in csv.DictReader(_file)}
EQUIPMENT = tuple(EQUIPMENT_NAMES)
LOADED = ("dumbbell", "kettlebell", "barbell", "trap_bar", "backpack")  # a stack or a band has no kilograms to note
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
