"""What a log tells of a runner's weeks: which of them are counted, the days that are used, and the strength work.

How many weeks are looked at is our assumption.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from runplan.plan.fields import FIELDS
from runplan.plan.log import Activity
from runplan.plan.records import first_day_of
from runplan.schema import WEEKDAYS
from runplan.units import counted, format_number
from runplan.words import WEEKDAY_NAMES, listed

WEEKS = 4  # full weeks of which the kilometres are the mean
RECENT_DAYS = 56
FEWEST_WEEKS = 4  # from which a free weekday is a habit
_DAY = dt.timedelta(days=1)


class Answer(NamedTuple):
    """One field: its name, its value (None: too little is known), its text, and how it was counted."""

    name: str
    value: Any
    text: str
    reason: str


class LogSpan(NamedTuple):
    """What of the log is looked at."""

    runs: tuple[Activity, ...]
    all: tuple[Activity, ...]
    until: dt.date  # the day after the last full week
    weeks: int
    note: str


def log_span(before: Sequence[Activity], day: dt.date) -> LogSpan:
    """The last full weeks before a day; where the log ends earlier, before its end."""
    until, note = first_day_of(day, "Mon"), ""
    runs = tuple(activity for activity in before if activity.is_run)
    if not runs:
        return LogSpan((), tuple(before), until, 0, "")
    last = runs[-1].date
    if (until - last).days > 7:  # at least one week with nothing: the file ends before the block begins
        end = first_day_of(last, "Mon")
        until = end + 7 * _DAY if last.weekday() >= 5 else end
        note = f" The log has no run after {last}: if you have not run since then, enter a lower weekly distance."
    first = first_day_of(runs[0].date, "Mon")
    weeks = max(0, min(WEEKS, (until - first).days // 7))
    return LogSpan(runs, tuple(before), until, weeks, note)


def day_answers(span: LogSpan) -> list[Answer]:
    """Run days a week, the long run's day, and the days on which nothing ever was."""
    if not span.weeks:
        return [Answer("run_days", None, "", "The log has no full week with a run before the block.")]
    since = span.until - 7 * span.weeks * _DAY
    days = {run.date for run in span.runs if since <= run.date < span.until}
    mean, spec = len(days) / span.weeks, FIELDS["run_days"]
    run_days = min(max(int(mean + 0.5), spec.low), spec.high)
    less = f" A plan needs at least {spec.low}." if mean + 0.5 < spec.low else ""
    counted_weeks = counted(span.weeks, "week")
    answers = [
        Answer(
            "run_days",
            run_days,
            str(run_days),
            f"Average over {counted_weeks}: {format_number(mean)} days with a run per week.{less}",
        )
    ]
    if run_days == spec.high:
        answers.append(Answer("rest_days", 0, "0", "You ran every day, so there is no rest day."))
    recent = span.until - RECENT_DAYS * _DAY
    long_days = Counter(
        max(runs, key=lambda run: run.distance_km).date.weekday()
        for start in (recent + 7 * number * _DAY for number in range(RECENT_DAYS // 7))
        if (runs := [run for run in span.runs if start <= run.date < start + 7 * _DAY and run.km])
    )
    if long_days:
        weekday, weeks = max(long_days.items(), key=lambda item: (item[1], item[0]))
        day = WEEKDAY_NAMES[WEEKDAYS[weekday]]
        reason = f"The longest run of the week was on a {day} in {weeks} of {long_days.total()} weeks."
        answers.append(Answer("long_run_day", WEEKDAYS[weekday], WEEKDAYS[weekday], reason))
    return [*answers, _free_days(span, run_days)]


def _free_days(span: LogSpan, run_days: int) -> Answer:
    name = "days_off"
    first = max(span.until - RECENT_DAYS * _DAY, first_day_of(span.runs[0].date, "Mon"))
    weeks = (span.until - first).days // 7
    if weeks < FEWEST_WEEKS:
        return Answer(name, None, "", f"RunPlan suggests days off only if the log covers {FEWEST_WEEKS} weeks or more.")
    used = {activity.date.weekday() for activity in span.all if first <= activity.date < span.until}
    free = tuple(day for number, day in enumerate(WEEKDAYS) if number not in used)
    if not free:
        return Answer(name, None, "", f"No weekday was free in every one of the {weeks} weeks.")
    names = listed([WEEKDAY_NAMES[day] for day in free])
    if len(free) > 7 - run_days:
        return Answer(
            name, None, "", f"You never trained on {names} in {weeks} weeks, but {run_days} runs need more days."
        )
    return Answer(name, free, " ".join(free), f"You never trained on {names} in {weeks} weeks.")


def strength_answers(span: LogSpan) -> list[Answer]:
    """Strength sessions a week, and how long they are."""
    done = [
        session
        for session in span.all
        if session.kind == "strength" and session.date >= span.until - RECENT_DAYS * _DAY
    ]
    if all(session.date >= span.until for session in done):
        reason = "The log has no full week with strength work before the block; a file of runs would not show any."
        return [Answer("strength_sessions", None, "", reason)]
    first = max(span.until - RECENT_DAYS * _DAY, first_day_of(span.all[0].date, "Mon"))
    weeks = max(1, (span.until - first).days // 7)
    mean, spec = (
        len({session.date for session in done if session.date < span.until}) / weeks,
        FIELDS["strength_sessions"],
    )
    sessions = min(max(int(mean + 0.5), spec.low), spec.high)
    answers = [
        Answer(
            "strength_sessions",
            sessions,
            str(sessions),
            f"Average over {counted(weeks, 'week')}: {format_number(mean)} sessions per week.",
        )
    ]
    lengths = sorted(session.duration_min for session in done if session.minutes)
    if lengths and sessions:
        spec = FIELDS["strength_minutes"]
        middle = lengths[len(lengths) // 2]
        minutes = int(min(max(5 * round(middle / 5), spec.low), spec.high))
        reason = f"Median of {counted(len(lengths), 'session')}: {format_number(middle, 0)} minutes."
        answers.append(Answer("strength_minutes", minutes, str(minutes), reason))
    return answers
