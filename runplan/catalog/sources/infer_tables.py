"""The tables by which exercises of free-exercise-db are understood: their words, and what ours is. All our assumption.

Where a table is read in order, the first row whose words stand in the exercise's name decides. Names are compared in
small letters, with one space for every other sign; a word also stands for its plural.
"""

from __future__ import annotations

import re


def _words(words: str) -> re.Pattern[str]:
    """Any of the words, parted by commas; some are patterns of `re`."""
    return re.compile(rf"\b(?:{'|'.join(words.split(', '))})(?:s|es)?\b")


SECTIONS = {
    "stretching": "warm_up",
    "plyometrics": "plyometric",
    "strength": "strength",
    "powerlifting": "strength",
    "olympic weightlifting": "strength",
    "strongman": "strength",
}
# A jump is one in every category: whoever is new to strength work waits for it.
JUMP_WORDS = _words("jump, hop, bound, leap")
LEVELS = {"beginner": "beginner", "intermediate": "intermediate", "expert": "advanced"}
BENEFITS = {
    "foam_roll": "mobility;flexibility",
    "warm_up": "mobility;flexibility;range_of_motion",
    "strength": "strength",
    "plyometric": "strength",
}

# --- muscles ------------------------------------------------------------------------------------------------------

MUSCLES: dict[str, tuple[str, ...]] = {
    "abdominals": ("rectus_abdominis",),
    "abductors": ("gluteus_medius",),
    "adductors": ("hip_adductors",),
    "biceps": ("arms",),
    "calves": ("gastrocnemius", "soleus"),
    "chest": ("chest_and_serratus",),
    "forearms": ("arms",),
    "glutes": ("gluteus_maximus",),
    "hamstrings": ("hamstrings",),
    "lats": ("latissimus",),
    "lower back": ("spinal_erectors",),
    "middle back": ("upper_back",),
    "neck": (),  # none of our twenty
    "quadriceps": ("quadriceps",),
    "shoulders": ("shoulders",),
    "traps": ("upper_back",),
    "triceps": ("arms",),
}
LEG_MUSCLES = ("quadriceps", "hamstrings", "glutes", "calves", "adductors", "abductors")
TRUNK_MUSCLES = ("abdominals", "lower back")
# Names are finer than the format's muscles where something is stretched or rolled.
MUSCLE_OF_NAME = (
    (_words("anterior tibialis"), ("tibialis_anterior",)),
    (_words("posterior tibialis, peroneal, foot"), ("foot_and_peroneals",)),
    (_words("soleus"), ("soleus",)),
    (_words("gastrocnemius"), ("gastrocnemius",)),
    (_words("piriformis"), ("deep_hip_rotators",)),
    (_words("hip flexor and quad"), ("hip_flexors", "quadriceps")),
    (_words("hip flexor"), ("hip_flexors",)),
)

# --- movement -----------------------------------------------------------------------------------------------------

# The words of a name mean one thing on the legs and another on the arms: a curl, a press, a raise.
PATTERN_WORDS = {
    "legs": (
        ("calf_ankle", _words("calf, calve, toe raise, tibialis, balance board")),
        ("knee_flexion", _words("leg curl, hamstring curl, ham raise, hamstring slide, nordic, manual hamstring")),
        ("hip_abduction", _words(r"monster walk, band walk, abduct\w*, adduct\w*, clam\w*")),
        ("hip_flexion", _words("hip flexion")),
        ("carry", _words("carry, yoke, sled, drag, prowler, wheel")),
        ("squat", _words("split squat")),
        ("lunge", _words("lunge, step up, stair")),
        ("hinge", _words("deadlift, good morning, thrust, bridge, butt lift, hip lift, leg lift, kickback")),
        ("hinge", _words(r"pull through, swing, hip extension, hyperextension, stiff leg\w*, rack pull")),
        ("squat", _words("squat, leg press, leg extension, jerk")),
        ("hinge", _words("clean, snatch, high pull, flip, load, kick")),
    ),
    "trunk": (
        ("hinge", _words("deadlift, good morning, rack pull, hyperextension, stone, load")),
        ("core_anti_rotation", _words("twist, pallof, chop, cable lift, judo, landmine, figure 8, cross body")),
        ("core_anti_rotation", _words("air bike, elbow to knee, pass between, spell caster, slam")),
        ("core_lateral", _words("side bend, side bridge, side plank, side jackknife, oblique, windmill")),
        ("core_lateral", _words("heel toucher, bent press")),
    ),
    "upper": (
        ("carry", _words("walk, carry")),
        ("upper_push", _words("push up, pushup, jerk, clean and press, thruster")),
        ("upper_pull", _words("row, pull up, pullup, pulldown, chin, shrug, curl, face pull, pull apart")),
        ("upper_pull", _words("rear, reverse (?:machine )?flye?, back flye?, rotation, high pull")),
        ("upper_pull", _words("muscle up, pullover")),
        ("upper_push", _words("press, dip, flye?, pushdown, kickback, extension, raise, lateral")),
        ("upper_push", _words("crossover, butterfly, handstand, tricep")),
        ("hinge", _words("clean, snatch, swing")),
    ),
}
# Where no word of the name tells: (primary muscles, force, mechanic; "" for any) and the movement.
PATTERNS = (
    (("calves",), "", "", "calf_ankle"),
    (("abductors", "adductors"), "", "", "hip_abduction"),
    (("hamstrings",), "", "isolation", "knee_flexion"),
    (("hamstrings", "glutes", "lower back"), "", "", "hinge"),
    (("quadriceps",), "pull", "compound", "hinge"),
    (("quadriceps",), "", "", "squat"),
    (("abdominals",), "", "", "core_anti_extension"),
    ((), "pull", "", "upper_pull"),
    ((), "push", "", "upper_push"),
    (("lats", "middle back", "traps", "biceps", "forearms"), "", "", "upper_pull"),
    ((), "", "", "upper_push"),
)
REGIONS = {"legs": LEG_MUSCLES, "trunk": TRUNK_MUSCLES}  # all others are of the upper body

PLANES = {
    "roll": "",
    "hip_abduction": "frontal",
    "core_anti_rotation": "transverse",
    "core_lateral": "frontal",
    "carry": "sagittal;frontal",
}  # all others sagittal
PLANE_WORDS = (
    (_words(r"twist, rotation, cross\w*, diagonal, flye?, chop, around the world"), "transverse"),
    (_words(r"lateral, side, abduct\w*, adduct\w*, windmill"), "frontal"),
)

# --- sides and time -----------------------------------------------------------------------------------------------

EACH_SIDE = _words(
    r"one arm, single arm, one handed, one legg?e?d?, single legg?e?d?, one half, one knee, alternat\w*, lunge, step up"
    r", split squat, pistol, concentration, pallof, windmill, bent press, side (?!lateral|to side)\w+"
)
# What the instructions of an exercise say that is done on one side and then on the other.
ALTERNATING = re.compile(
    r"\b(?:switch|change|swap)(?:ing)? (?:sides|legs|arms|hands|feet)\b"
    r"|\b(?:repeat|switch|perform|continue|do)\b[^.]{0,60}\b(?:other|opposite|alternate)\b[^.]{0,12}"
    r"\b(?:side|leg|arm|hand|foot|knee)\b"
)
TIMED = _words("plank, hold, wall sit, dead hang")
# Jumps that are many and small: done for seconds, not counted.
DYNAMIC = _words(r"hop, skip\w*, shuffle, quick step, drill, sprint, mountain climber, butt kick, claw, start")

# --- kit ----------------------------------------------------------------------------------------------------------

EQUIPMENT = {
    "": "",
    "body only": "",
    "barbell": "barbell",
    "e-z curl bar": "barbell",
    "dumbbell": "dumbbell",
    "kettlebells": "kettlebell",
    "bands": "long_band",
    "cable": "cable",
    "machine": "machine",
    "exercise ball": "swiss_ball",
    "medicine ball": "medicine_ball",
    "foam roll": "foam_roller",
    "other": "other",
}
# Kit that only the name tells; it is needed beside the format's word. A machine is whole: nothing is added to it.
KIT_OF_NAME = (
    (_words("trap bar"), "trap_bar"),
    (_words("smith"), "machine"),
    (_words("exercise ball, physioball, stability ball, swiss ball"), "swiss_ball"),
    (_words("suspended, strap, ring dip"), "suspension_trainer"),
    (_words("inverted row"), "suspension_trainer|barbell"),
    (_words("pull up, pullup, chin up, chins, grip chin, gorilla chin, muscle up"), "pull_up_bar"),
    (_words("hanging leg, hanging pike, handed hang"), "pull_up_bar"),
    (_words("(?<!it )band"), "long_band"),
    (_words("ham raise, nordic"), "bench|barbell"),  # something that holds the heels
    (_words("manual"), "other"),  # another person
    (_words("chair"), "chair"),
    (_words("towel"), "towel"),
    (_words("box"), "box"),
    (_words("step up"), "box|bench|chair"),
    (_words("(?:incline|decline) push up, feet elevated"), "bench|box|chair"),
    (_words("(?<!no hyperextension )bench, (?:in|de)cline(?! push up), preacher"), "bench"),
    (_words("(?<!bench )(?<!ring )dip(?! squat), parallel bar, chain"), "other"),
)
WEIGHTS = frozenset(("barbell", "trap_bar", "dumbbell", "kettlebell", "machine", "cable", "other"))
SETUP = (  # seconds to get ready, for the slowest thing that is needed
    (("barbell", "trap_bar"), 45),
    (("machine", "cable"), 20),
    (("",), 5),
    ((), 10),
)

# --- doses --------------------------------------------------------------------------------------------------------

LOADS = {  # how heavy the exercises of a dose can become
    "compound_both": "heavy",
    "compound_single": "heavy",
    "hamstring_lowering": "heavy",
    "jump": "heavy",
    "bounds": "heavy",
    "hops": "heavy",
    "leg_accessory": "moderate",
    "calf_raise": "moderate",
    "swing": "moderate",
    "upper_compound": "moderate",
    "pull_up": "moderate",
    "carry": "moderate",
}  # all others light
REP_SECONDS = {  # as the built-in exercises of the same doses take, in seconds
    "compound_both": 4,
    "hamstring_lowering": 5,
    "calf_raise": 2.5,
    "swing": 2,
    "band_walk": 1.5,
    "activation": 2,
    "pull_up": 4,
    "jump": 4,
    "bounds": 1,
}  # all others 3
