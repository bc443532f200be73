"""A calendar's events with only what tells of a session: alarms, zones and pictures are left behind.

What reads calendars for us takes a time per letter that twenty megabytes would make minutes of. So lines are unfolded
here, and only the few that are needed go on.
"""

from __future__ import annotations

import re

from runplan.exchange.run_plans.limits import MOST_ALL, MOST_EVENTS, MOST_LINES_ICS, refusal

_NEEDED = re.compile(
    r"(?:UID|SUMMARY|DESCRIPTION|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|STATUS)[;:]", re.IGNORECASE
)
_MOST_LETTERS = 10_000  # of one line, unfolded
_MOST_NEEDED = 25_000  # lines


def plain_calendar(text: str, name: str) -> str:
    """The events of a calendar, each with its title, its days and what it says, as one small calendar.

    Raises
    ------
    PlanFileError
        If there is too much of it, or an event does not end.
    """
    if text.count("\n") + text.count("\r") > 2 * MOST_LINES_ICS:
        raise refusal(name, f"has more than {MOST_LINES_ICS:,} lines: export the plan's calendar alone.")
    lines = re.sub(r"\r\n?", "\n", text)
    kept = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-"]
    letters = events = 0
    inside: list[str] = []  # the parts that are open within the event, the event first
    for line in re.sub(r"\n[ \t]", "", lines).split("\n"):
        mark = line[:40].strip().upper()
        if mark == "BEGIN:VEVENT" and not inside:
            inside.append("VEVENT")
            events += 1
            kept.append("BEGIN:VEVENT")
        elif mark.startswith("BEGIN:") and inside:
            inside.append(mark[6:])
        elif mark.startswith("END:") and inside:
            if inside.pop() != mark[4:]:
                raise refusal(name, f"is a calendar that is damaged (event {events} does not end): export it anew.")
            if not inside:
                kept.append("END:VEVENT")
        elif len(inside) == 1 and _NEEDED.match(line) is not None:
            if len(line) > _MOST_LETTERS:
                raise refusal(
                    name, f"has a line of more than {_MOST_LETTERS:,} characters in event {events}: shorten it."
                )
            letters += len(line)
            kept.append(line)
        if events > MOST_EVENTS:
            raise refusal(name, f"holds more than {MOST_EVENTS:,} events: export the plan's calendar alone.")
        if letters > MOST_ALL or len(kept) > _MOST_NEEDED:
            raise refusal(name, "says more of its events than a run plan does: export the plan's calendar alone.")
    if inside:
        raise refusal(name, f"ends within event {events}: the file looks cut, so export it anew.")
    return "\r\n".join([*kept, "END:VCALENDAR", ""])
