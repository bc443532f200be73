"""What the screen calls things: readable names of the words that a Block holds, and a few short sentences."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from runplan.exchange.plan_file.destination import ALLOW, ANEW
from runplan.exchange.plan_file.sidecar import BY_ARGUMENT
from runplan.paces.races import Race
from runplan.plan.fields import FIELDS
from runplan.plan.lift_fields import RememberedSet, owned_words
from runplan.schema import EQUIPMENT_NAMES
from runplan.units import counted, format_clock, format_date, format_day, format_distance, format_pace
from runplan.words import WEEKDAY_NAMES, inside, plain

if TYPE_CHECKING:
    from runplan.plan.tables import PlanTables

GOAL_NAMES = {
    "general": "No race, general fitness",
    "5k": "5 km",
    "10k": "10 km",
    "half": "Half marathon",
    "marathon": "Marathon",
}
LEVEL_NAMES = {
    "beginner": "Beginner",
    "intermediate": "Intermediate",
    "advanced": "Advanced",
}
SCHOOL_NAMES = {
    "hard_days": "Hard days hard",
    "easy_days": "After easy runs",
    "two_nights": "Two nights before hard runs",
}
# Coaches disagree here, and the sentences say what each school does, not that it is better.
HIP_AND_CORE_WISH = "Ten minutes of hip and core work before easy runs"
HIP_AND_CORE_SENTENCE = (
    "In one trial of novices led by a physiotherapist, those who did hip and core work before runs had a third "
    "fewer leg injuries than those who stretched; other trials, without supervision, found no effect."
)
SCHOOL_SENTENCES = {
    "hard_days": "Strength goes with the hard runs, so that easy days stay easy.",
    "easy_days": "Strength goes with easy runs, which one coach finds easier to keep up.",
    "two_nights": "There are two nights of sleep between heavy work and the next hard run.",
}
FIELD_NAMES = {field: spec.screen_name for field, spec in FIELDS.items()}


def field_value(field: str, value: Any, units: str = "km") -> str:
    """One value of a Block as a runner reads it.

    >>> field_value("days_off", ("Tue", "Sat")), field_value("doubles", False), field_value("days_off", ())
    ('Tuesday, Saturday', 'no', 'none')
    >>> field_value("lifts", (("goblet_squat", ("35 lb", 10, 3)),)), field_value("load_steps", (("barbell", 2.5),))
    ('goblet squat 35 lb for 10 with 3 in reserve', 'barbell in steps of 2.5 kg')
    """
    names: Mapping[str, str] = {
        "goal": GOAL_NAMES,
        "level": LEVEL_NAMES,
        "school": SCHOOL_NAMES,
        "long_run_day": WEEKDAY_NAMES,
        "week_start": WEEKDAY_NAMES,
        "days_off": WEEKDAY_NAMES,
        "days_without_runs": WEEKDAY_NAMES,
        "equipment": EQUIPMENT_NAMES,
    }.get(field, {})
    if value is None or value == ():
        return "none"
    if field == "runs":
        return counted(len(value), "row")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field == "weekly_km":
        return ", ".join(f"week {week}: {format_distance(km, units)}" for week, km in value)
    if FIELDS[field].unit in ("km", "km/week"):
        return format_distance(value, units)
    if field == "pins":
        return ", ".join(f"{named_sessions(session)} on {WEEKDAY_NAMES[day]}" for session, day in value)
    if field == "easy_pace_s_per_km":
        return format_pace(value, units)
    if field == "recent_races":
        return ", ".join(Race(*race).text(units) for race in value)
    if field == "events":
        return "; ".join(event.text for event in value)
    if field == "goal_time":
        return format_clock(value)
    if field == "lifts":
        return ", ".join(f"{plain(exercise_id)} {RememberedSet.of(done).text}" for exercise_id, done in value)
    if field == "load_steps":
        return owned_words(value)
    if isinstance(value, tuple):
        return ", ".join(field_value(field, item, units) for item in value)
    if isinstance(value, dt.date):
        return format_date(value)
    return names.get(value, plain(value)) if isinstance(value, str) else f"{value:g}"


_SESSION_ID = re.compile(r"\bw(\d{2,3})-([a-z]+)(?:-(\d+))?\b")

_KINDS = {"easy": "easy run", "long": "long run", "quality": "hard run", "strength": "strength session"}
"""What the kinds in the ids of sessions are called, for those that a plan does not have."""


def named_sessions(text: str, plan: PlanTables | None = None, *, besides: Sequence[str] = ()) -> str:
    """A text with the names of sessions in place of their ids."""
    if not _SESSION_ID.search(text):
        return text
    known = {}
    if plan is not None:
        known = {session.session_id: (session.title, session.weekday) for session in plan.session_records}

    kept = [span for file in besides if file for span in _spans(file, text)]

    def name(found: re.Match[str]) -> str:
        if any(start <= found.start() < end for start, end in kept):
            return found[0]
        kind = _KINDS.get(found[2], found[2])
        title, day = known.get(found[0], (f"{kind}{f' {found[3]}' if found[3] else ''}", ""))
        before = text[: found.start()].rstrip()
        week = "week" if before and before[-1] not in ".:?" else "Week"
        return f"{week} {int(found[1])}, {inside(title)}{f', {day}' if day else ''}"

    return _SESSION_ID.sub(name, text)


def _spans(part: str, text: str) -> list[tuple[int, int]]:
    """Where a part stands in a text, from and to."""
    return [found.span() for found in re.finditer(re.escape(part), text)]


def moved_dates(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """What a block before a race is, where a date or a number of weeks that was set has moved another; else nothing.

    >>> day = dt.date.fromisoformat
    >>> before = {"goal": "half", "race_date": day("2027-04-25"), "start": day("2027-01-04"), "weeks": 16}
    >>> moved_dates(before, before | {"weeks": 12, "start": day("2027-02-01")})
    'The block now has 12 weeks: it starts on Mon 1 Feb, and the race is on Sun 25 Apr.'
    >>> moved_dates(before, before | {"goal": "10k"})
    ''
    """
    if now["weeks"] == before["weeks"] or now["goal"] == "general" or now["race_date"] is None:
        return ""
    start, race = format_day(now["start"]), format_day(now["race_date"])
    return f"The block now has {counted(now['weeks'], 'week')}: it starts on {start}, and the race is on {race}."


def file_words(sentence: str) -> str:
    """Why a file was not written or read, as it is said where there are buttons.

    >>> file_words(f"plan.csv is there already: give another name, or {ALLOW}.")
    'plan.csv is there already: give another name, or replace the file.'
    >>> file_words(f"plan.block.json is not next to plan.csv. Put it there, or {BY_ARGUMENT}.")
    'plan.block.json is not next to plan.csv. Put it there.'
    """
    for theirs, ours in (
        (ALLOW, "replace the file"),
        (ANEW, "load that plan first"),
        ("read it first, write to another file", "load it first, give another name"),
        (f", or {BY_ARGUMENT}", ""),
        (BY_ARGUMENT, "use a complete copy"),
    ):
        sentence = sentence.replace(theirs, ours)
    return sentence
