"""The words of run plans: units, weekdays, and what kind of session each word speaks of."""

from __future__ import annotations

from runplan.units import KM_PER_MILE


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KM_UNITS = {
    **dict.fromkeys(("km", "kms", "k", "ks", "kilometer", "kilometers", "kilometre", "kilometres"), 1.0),
    **dict.fromkeys(("mi", "mis", "mile", "miles"), KM_PER_MILE),
    **dict.fromkeys(("meter", "meters", "metre", "metres", "mtr"), 0.001),
    **dict.fromkeys(("yd", "yds", "yard", "yards"), 0.0009144),
}
MINUTE_UNITS = {
    **dict.fromkeys(("min", "mins", "minute", "minutes", "'"), 1.0),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 60.0),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", '"'), 1 / 60),
}
# What a heading, a column of units or the argument may say.
UNIT_NAMES = {
    **dict.fromkeys(("km", "kms", "k", "kilometer", "kilometers", "kilometre", "kilometres"), "km"),
    **dict.fromkeys(("mi", "mile", "miles"), "mi"),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), "min"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "h"),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), "s"),
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), "m"),
}
NAMED_KM = {"half": 21.1, "marathon": 42.2, "parkrun": 5.0}  # the lengths of road races, as RunPlan rounds them

FAMILIES: dict[str, frozenset[str]] = {
    "rest": _words("rest off resting none nothing nil"),
    "run": _words("run runs running jog jogs jogging"),
    "easy": _words(
        "easy ez recovery rec aerobic ga mlr shakeout gentle relaxed conversational comfortable base steady"
    ),
    "long": _words("long longrun lsd lr"),
    "tempo": _words("tempo threshold lt mp hmp gmp gp pace progression progressive cruise"),
    "intervals": _words(
        "interval intervals rep reps repeat repeats repetition repetitions fartlek track speed speedwork vo speeds "
        "yasso yassos ladder pyramid sprint sprints"
    ),
    "hills": _words("hill hills hilly uphill"),
    "race": _words("race racing raceday parkrun tuneup timetrial"),
    "walk": _words("walk walks walking hike hikes hiking"),
    "cross": _words(
        "cross xt xtrain crosstrain crosstraining ct cycling cycle bike biking ride swim swimming elliptical "
        "row rowing spin spinning aqua ski skiing yoga pilates stretch stretching mobility kayaking skating football "
        "tennis dance dancing"
    ),
    "strength": _words(
        "strength strengthen strengthening weight weights weighttraining gym lift lifting core "
        "conditioning calisthenics plyometrics routine"
    ),
}
# Words that say nothing about the kind of a session, and are no sign that something was not understood.
FILLERS = _words(
    "a an the and of on in at to then plus with w for by day days training train session workout activity "
    "total each goal brisk alternating alternate between recoveries warm warmup warming cool cooldown down wu cd up "
    "minute optional full your it very slow slowly fast hard moderate medium flat road trail treadmill am pm effort "
    "from now virtual strides stride striders accelerations x times is or as per week well good luck "
    "jg hm fm last first middle final incl including include included mid outdoor indoor work out half marathon mile "
    "miles"
)
PACE_WORDS = _words("pace effort speed")
# "easy pace" is no tempo run.
QUIET_PACES = _words("easy conversational comfortable slow gentle relaxed recovery long steady any your")
# After these a number tells of a part of what stands before.
PART_WORDS = _words("with w incl including include includes last first middle final alternating alternate of")
# What a number before them counts, without telling how far it is.
STRIDES = _words("stride strides strider striders accelerations pickups")
COUNTED = STRIDES | _words("hills")
REPEATS = _words("rep reps repeat repeats repetition repetitions sprint sprints strides surges")
# What is done between repeats.
BETWEEN = _words("rec recovery recoveries jog jogs jogging jg rest rests float walk")
IGNORED_BEFORE = _words("zone z rpe hr bpm level phase stage week no number part day route loop")

WEEKDAY_NAMES = {
    name: day
    for day, names in {
        "Mon": "mon monday mo",
        "Tue": "tue tuesday tues tu",
        "Wed": "wed wednesday weds we",
        "Thu": "thu thursday thur thurs th",
        "Fri": "fri friday fr",
        "Sat": "sat saturday sa",
        "Sun": "sun sunday su",
    }.items()
    for name in names.split()
}
MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
LABELS = {
    "easy": "Easy run",
    "long": "Long run",
    "tempo": "Tempo run",
    "intervals": "Intervals",
    "hills": "Hill run",
    "race": "Race",
    "walk": "Walk",
    "cross": "Cross-training",
    "strength": "Strength",
}
NOT_A_RACE = PACE_WORDS | {"week", "prep", "preparation", "rehearsal", "simulation", "practice", "shoes", "plan"}
KNOWN_WORDS = (
    frozenset().union(*FAMILIES.values())
    | FILLERS
    | PACE_WORDS
    | frozenset(KM_UNITS)
    | frozenset(MINUTE_UNITS)
    | frozenset(NAMED_KM)
    | frozenset(WEEKDAY_NAMES)
    | frozenset(("zone", "rpe", "hr", "max", "m"))
)
