"""An independent check of a plan against every hard rule; it shares no code with the planner.

It reads the plan's tables and the facts in data/ by itself, and repeats the design's rules in its own arithmetic:
whatever the planner misunderstands or forgets is meant to show here. Weeks and runs are checked in
`checker_runs`, strength sessions in `checker_strength`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.checker_facts import DATA, DAY, QUALITY, RACE_KM, WEEKDAYS, Case, case_of, table_faults
from tests.checker_runs import run_faults
from tests.checker_strength import as_heavy, strength_faults

__all__ = ["violations"]

IDENTITY = re.compile(r"w(\d\d)-(long|race|quality-\d+|easy-\d+|strength-\d+)")


def violations(plan: Any, folder: Path = DATA) -> list[str]:
    """Every hard rule that the plan breaks, one sentence each with its week and session; [] for a sound plan."""
    faults = list(table_faults(plan))
    if faults:
        return faults
    case = case_of(plan, folder)
    found: list[str] = []
    for check in (
        run_faults,
        _identities,
        _dates,
        _days,
        _race,
        _heavy_spacing,
        _pins,
        strength_faults,
    ):
        found.extend(check(case))
    return found


def _identities(case: Case) -> Iterator[str]:
    """One row a session; its id tells its week and kind."""
    for session_id, count in Counter(row["session_id"] for row in case.sessions).items():
        if count > 1:
            yield f"The session {session_id} stands {count} times in the table."
    words = {"easy": "easy", "long": "long", "race": "race", **dict.fromkeys(QUALITY, "quality")}
    for row in case.sessions:
        label = f"Week {row['week']}, {row['session_id']}"
        match = IDENTITY.fullmatch(row["session_id"])
        word = words.get(row["type"], "") if row["kind"] == "run" else "strength"
        if match is None or int(match[1]) != row["week"] or match[2].partition("-")[0] != word:
            yield f"{label}: the id does not tell a {row['kind']} of type {row['type']} in week {row['week']}."
        if row["kind"] not in ("run", "strength"):
            yield f"{label}: the kind {row['kind']!r} is neither run nor strength."
        if row["kind"] == "strength" and row["type"] not in ("heavy", "general", "routine", "core"):
            yield f"{label}: the type {row['type']!r} is no type of strength session."
        if row["slot"] != ("am" if row["kind"] == "run" else "pm"):
            yield f"{label}: a {row['kind']} is planned for the {row['slot']}."
        if row["kind"] == "strength" and row["km"] is not None:
            yield f"{label}: a strength session has {row['km']} km."
        if row["minutes"] is None or row["minutes"] <= 0 or not row["title"]:
            yield f"{label}: it has no title or no minutes."
        if row["effort"] is None or not 0 <= row["effort"] <= 10:
            yield f"{label}: the effort {row['effort']} is outside 0-10."


def _dates(case: Case) -> Iterator[str]:
    """Each session stands in its week, on the weekday it names, and on no day or date off."""
    block = case.block
    starts = {week["week"]: week["start"] for week in case.weeks}
    for row in case.sessions:
        label = f"Week {row['week']}, {row['session_id']}"
        if row["week"] not in starts:
            yield f"{label}: the block has no such week."
            continue
        if not 0 <= (row["date"] - starts[row["week"]]).days < 7:
            yield f"{label}: {row['date']} is outside its week, which starts on {starts[row['week']]}."
        weekday = WEEKDAYS[row["date"].weekday()]
        if row["weekday"] != weekday:
            yield f"{label}: {row['date']} is a {weekday}, not a {row['weekday']}."
        if row["type"] != "race" and weekday in block.days_off:
            yield f"{label}: it stands on {weekday}, a day off."
        if row["kind"] == "run" and row["type"] != "race" and weekday in block.days_without_runs and block.runs is None:
            yield f"{label}: it is a run on {weekday}, a day without runs."
        if row["type"] != "race" and row["date"] in block.dates_off:
            yield f"{label}: it stands on {row['date']}, a date off."


def _days(case: Case) -> Iterator[str]:
    """Rest days, at most one run and one strength session a day, and no doubles where they are not wished."""
    block = case.block
    for date, rows in case.by_date.items():
        kinds = Counter(row["kind"] for row in rows)
        names = " and ".join(row["session_id"] for row in rows)
        if max(kinds.values()) > 1:
            yield f"Week {rows[0]['week']}: {names} share {date}, more than one of a kind."
        if len(kinds) > 1 and not block.doubles:
            yield f"Week {rows[0]['week']}: {names} share {date}, and doubles are not wished."
    for week in case.weeks:
        used = {row["date"] for row in case.in_week(week["week"]) if row["type"] != "race"}
        if 7 - len(used) < block.rest_days:
            yield f"Week {week['week']} has {7 - len(used)} days with nothing where {block.rest_days} are wished."


def _race(case: Case) -> Iterator[str]:
    """The race stands once, on its date and in its length; its week is easy, and nothing hard follows it."""
    block = case.block
    races = [row for row in case.sessions if row["type"] == "race"]
    if block.race_date is None:
        for row in races:
            yield f"Week {row['week']}, {row['session_id']}: the block has no race."
        return
    if len(races) != 1:
        yield f"Week {case.race_week} has {len(races)} races where one is due."
    for row in races:
        label = f"Week {row['week']}, {row['session_id']}"
        if row["date"] != block.race_date:
            yield f"{label}: the race stands on {row['date']}, not on {block.race_date}."
        if row["km"] != RACE_KM[block.goal]:
            yield f"{label}: the race has {row['km']} km, not {RACE_KM[block.goal]}."
    for row in case.sessions:
        label = f"Week {row['week']}, {row['session_id']}"
        before = (block.race_date - row["date"]).days
        if before < 0 and row["type"] != "easy":
            yield f"{label}: a {row['type']} session stands after the race."
        if row["week"] == case.race_week and row["type"] == "long":
            yield f"{label}: a long run is in race week."
        pinned = any(other["pinned"] for other in case.in_week(row["week"]))  # which may leave those days no room
        if case.sharpens(row["week"]) and row["type"] in QUALITY and before not in (3, 4, 5) and not pinned:
            yield f"{label}: a {row['type']} run stands {before} days before the race, not three to five."
        if row["kind"] != "strength":
            continue
        if 0 <= before <= 2:
            yield f"{label}: strength stands {before} days before the race."
        if as_heavy(case, row) and (row["week"] == case.race_week or 0 <= before <= 7):
            yield f"{label}: a heavy session is in race week or the 7 days before the race."


def _heavy_spacing(case: Case) -> Iterator[str]:
    """What each school forbids around a heavy session, across the weeks' borders."""
    school = case.block.school
    key = {*QUALITY, "long"}
    heavy = [row for row in case.sessions if as_heavy(case, row)]
    dates = {row["date"] for row in heavy}
    for row in heavy:
        label = f"Week {row['week']}, {row['session_id']}"
        for after in (1, 2) if school == "two_nights" else (1,):
            for other in case.by_date.get(row["date"] + after * DAY, ()):
                if other["type"] in key | {"race"}:
                    yield f"{label}: heavy work {after} days before {other['session_id']} ({other['type']})."
        if row["date"] + DAY in dates:
            yield f"{label}: another heavy session stands on the next day."
        banned = {"hard_days": set(), "easy_days": key, "two_nights": {"long"}}[school]
        for other in case.by_date[row["date"]]:
            if other["type"] in banned:
                yield f"{label}: heavy work on the day of {other['session_id']}, which {school} forbids."


def _pins(case: Case) -> Iterator[str]:
    """A pinned session stands on its weekday and is marked; nothing else is; the long run has its day."""
    block = case.block
    pins = dict(block.pins)
    for row in case.sessions:
        label = f"Week {row['week']}, {row['session_id']}"
        if row["pinned"] != (row["session_id"] in pins):
            yield f"{label}: it is {'' if row['pinned'] else 'not '}marked as pinned."
        if row["weekday"] != pins.get(row["session_id"], row["weekday"]):
            yield f"{label}: it stands on {row['weekday']} and is pinned to {pins[row['session_id']]}."
        away = row["type"] == "long" and not row["pinned"] and row["weekday"] != block.long_run_day
        if away and not _long_run_may_move(case, row["week"]):
            yield f"{label}: the long run stands on {row['weekday']}, not on {block.long_run_day}."


def _long_run_may_move(case: Case, week: int) -> bool:
    """A day or date off, a pin in the week, or a race right after it may push the long run away.

    In such weeks keeping hard days apart weighs more than the wished day.
    """
    block = case.block
    start = case.weeks[week - 1]["start"]
    off = block.long_run_day in (*block.days_off, *block.days_without_runs) or any(
        start + i * DAY in block.dates_off for i in range(7)
    )
    if block.race_date is not None and 0 < (block.race_date - start).days - 6 <= 2:
        return True  # the race early in the week after: hard days in a row weigh more
    return off or any(row["pinned"] for row in case.in_week(week))
