"""Why the load is what it is, in one sentence: what is said beside a lift before a session.

In: what to do in the session, and the reason. Out: the sentence, in everybody's words: "left" for reserve, no praise
and no alarm.
"""

from __future__ import annotations

from runplan.catalog.rules import number
from runplan.plan.weights import Weight
from runplan.planning.loads.estimate import moved_ratio, wanted_reps
from runplan.planning.loads.lifts import Lift
from runplan.planning.loads.state import Prescribed
from runplan.units import counted
from runplan.words import inside

HOLDS = {
    "step_back": "{same}, fewer sets and repetitions. This week is for recovering.",
    "race": "{same}, few sets. This week is only for keeping your strength.",
    "power": "{today}. Lift as fast as you can, and stop the set when you slow down.",
    "ill": "{today}. The load does not go up in the first session after an illness.",
    "tired": "{today}. The load does not go up while you are tired.",
}
"""What is said where nothing is counted or raised, by why."""
PAIN = "Pain that changes how you move or is still there the day after is a matter for a professional."
LIGHT = "Light: choose a weight that leaves {left} or more reps in reserve at the end of the set."


FIRST = (
    "Choose a weight that leaves {left} in reserve at the end of the set. If you could do more, use the "
    "next weight up. Write it down."
)
CALIBRATION = (
    "Start with a weight that you are sure of and do the repetitions. If you could have done five or more "
    "extra reps, go one step up for the next set, until you have about as many in reserve as the plan says. Write "
    "down the last weight: that is your starting weight."
)
"""For the first sessions of a lift, and only where many are to be left, so that a novice never looks for a limit."""
COUNT = "Stop when you could still do {left} more, and write down how many you had in reserve."
SAME = {
    "same": "Do this once more as planned, and the load goes up.",
    "near": "You had one less in reserve than planned.",
    "short": "Falling short once is no reason to change the load.",
    "held": "One step up per week is enough.",
    "wait": "The load stays the same until the plan has more repetitions.",
    "top": "From here on you would need a heavier weight to improve.",
}
"""What is said where nothing changes; of a session as asked only where one more raises the load."""
TODAY = {
    "raised": "{load} today: {went}",
    "at_once": "{load} today: {went}",
    "reps": "{reps} today: {went}{none}",
    "far": "Stay at {load}, {reps}. {when}",
    "back": "{load} today, because you fell short twice. {comes_back}",
    "failed": "{load} today, because you ended a set early last time. {comes_back}",
    "fewer": "{reps} today, because you fell short and have no lighter weight. {comes_back}",
    "start": "Start at {load}; after the first set, go by your own count of reps in reserve.",
    "gap": "10 % less today, and one phase back for a week, to avoid soreness.",
    "gap_long": "20 % less today, and the first technique weeks again, to avoid soreness.",
}
SLOWER = {
    True: "Your heaviest weight is now light for this exercise. From now on, lower it slowly: take three seconds on "
    "the way down.",
    False: "This is light for you now. From now on, go slower: take three seconds on the way down.",
}
COMES_BACK = "Strength comes back faster than it goes."


def sentence(prescribed: Prescribed) -> str:
    """Why a lift is done like this in the next session.

    Parameters
    ----------
    prescribed : Prescribed
    """
    lift, weight, dose, _, reason = prescribed
    load = "" if weight is None else lift.weight_text(weight)
    if reason.word in HOLDS:
        return hold_sentence(reason.word, load)
    if reason.word in ("harder", "easier", "pain", "out"):
        return _of_neighbour(prescribed)
    if lift.hands and weight is None:
        return CALIBRATION if _is_calibrated(prescribed) else find_weight(dose.reserve)
    return _of_lift(prescribed, load)


def _is_calibrated(prescribed: Prescribed) -> bool:
    return bool(prescribed.state.finding) and prescribed.dose.reserve >= number("load_calibrate")


def find_weight(reserve: int) -> str:
    """How to find a weight where none is named."""
    return (LIGHT if reserve >= number("load_light") else FIRST).format(left=reserve)


def most_weight(load: str, reserve: int, set_text: str) -> str:
    """What is said where a weight is named as the most.

    >>> most_weight("47.5 kg", 5, "your 60 kg for 8 with 2 in reserve")
    'Light: 47.5 kg, or less if it leaves fewer than 5 in reserve. Worked out from your 60 kg for 8 with 2 in reserve.'
    """
    light = "Light: " if reserve >= number("load_light") else ""
    return f"{light}{load}, or less if it leaves fewer than {reserve} in reserve. Worked out from {set_text}."


def hold_sentence(hold: str, load: str) -> str:
    """What is said where nothing is counted or raised.

    >>> hold_sentence("power", "65 kg")
    '65 kg. Lift as fast as you can, and stop the set when you slow down.'
    >>> hold_sentence("tired", "")
    'As planned. The load does not go up while you are tired.'
    """
    return HOLDS[hold].format(same=f"Same weight, {load}" if load else "The same", today=load or "As planned")


def _of_neighbour(prescribed: Prescribed) -> str:
    """Why another exercise takes the place of the one before."""
    lift, reason, asked = prescribed.lift, prescribed.reason, prescribed.reason.reading.asked
    match reason.word:
        case "harder":
            done = f"You have completed {inside(reason.before)}: {asked.reps} with {asked.reserve} in reserve."
            return (
                f"{done} Next: {inside(lift.name)}, {prescribed.dose.reps} with {prescribed.dose.reserve} in reserve."
            )
        case "easier":
            return f"{lift.name} today: you fell short twice in {inside(reason.before)} and have no lighter weight."
        case "pain":
            return f"{lift.name} instead of {inside(reason.before)}. {PAIN}"
    return f"{reason.before} is out of the plan until you put it back. {PAIN}"


def _of_lift(prescribed: Prescribed, load: str) -> str:
    """Why the weight or the repetitions are what they are."""
    lift, weight, dose, state, (word, *_) = prescribed
    if word == "find":
        more = f"{load} today: use more if you have more in reserve than planned."
        return more if load else COUNT.format(left=dose.reserve)
    if word == "slower":
        return SLOWER[bool(load)]
    if word in SAME:
        same = f"Same again: {load}." if load else "Same again."
        return f"{same} {SAME[word]}" if word != "same" or state.hits else same
    return TODAY[word].format(
        load=load,
        reps=counted(dose.reps, "repetition"),
        went=_what_was_easy(prescribed),
        none=" You have no heavier weight." if load else "",
        when="" if weight is None else when_heavier(lift, weight, state.possible - dose.reserve, dose.reserve),
        comes_back=COMES_BACK,
    )


def _what_was_easy(prescribed: Prescribed) -> str:
    """How the session before went, where it raised the load."""
    reading = prescribed.reason.reading
    if reading.word != "easy":
        return f"you did all repetitions twice with {reading.asked.reserve} in reserve."
    if reading.reserve is None or reading.reserve <= reading.asked.reserve:
        return f"last time you did more than the {reading.asked.reps} in the plan."
    return f"last time you had {reading.reserve} in reserve instead of {reading.asked.reserve}."


def when_heavier(lift: Lift, weight: Weight, reps: int, reserve: int) -> str:
    """When the next weight comes, or why none does.

    Parameters
    ----------
    lift : Lift
    weight : Weight
        The one now.
    reps, reserve : int
        What the plan asks.
    """
    heavier = lift.owned.above(weight.kg)
    if heavier is None:
        return "It is your heaviest weight."
    load, ratio = lift.weight_text(heavier), moved_ratio(weight.kg, heavier.kg, lift.body_share)
    if ratio <= number("load_next"):
        return f"{load} comes after two sessions with {reserve} in reserve."
    wanted = wanted_reps(ratio, reps, reserve)
    if wanted > number("load_most_reps_light"):
        return f"{load} is too big a step for now."
    return f"{load} comes when you do {wanted} with {reserve} in reserve."
