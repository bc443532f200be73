"""Why a block cannot be planned, in the runner's words, and a nearby block that can.

In: a Block that was refused. Out: a PlanImpossible with the smallest set of wishes that do not fit together.
A set of wishes collides if no plan holds them even when every other wish is at its relax_all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from runplan import schema
from runplan.catalog import Catalog
from runplan.errors import BlockError, PlanImpossible, RunplanError
from runplan.plan.block import Block
from runplan.plan.fields import FIELDS
from runplan.planning.infeasible_words import CHANGES, WORDS
from runplan.planning.schedule.assign import constraints_of, orphan_pins
from runplan.planning.schedule.week_layouts import week_layouts
from runplan.planning.strength.progression import choose, lacks_warm_up, routine_request
from runplan.planning.weeks import plan_weeks, unfillable
from runplan.planning.weeks.outline import Week
from runplan.words import listed

WISHES = (  # in the order of Block's fields
    "race_date",
    "weekly_km",
    "run_days",
    "long_run_day",
    "quality_runs",
    "days_off",
    "dates_off",
    "rest_days",
    "days_without_runs",
    "strength_sessions",
    "avoid",
    "doubles",
    "pins",
)

SHAPING = ("race_date", "weekly_km", "dates_off")  # wishes that make weeks lighter


def reasons(block: Block, catalog: Catalog, weeks: Sequence[Week]) -> str:
    """Why these weeks cannot be filled whatever the layout: a clause, or nothing."""
    no_warm_up = "no warm-up exercise is left, and RunPlan plans no strength session without a warm-up"
    return unfillable(block, weeks) or (no_warm_up if lacks_warm_up(block, catalog, weeks) else "")


def possible(block: Block, catalog: Catalog) -> bool:
    """Whether a block can be planned. Heavy work never decides it: a heavy session can become general."""
    weeks = plan_weeks(block)
    if reasons(block, catalog, weeks) or (block.avoid and not _work_left(block, catalog, weeks)):
        return False
    return all(len(week_layouts(constraints).cost) for constraints in set(constraints_of(block, weeks)))


def _work_left(block: Block, catalog: Catalog, weeks: Sequence[Week]) -> bool:
    """Whether every kind of strength session finds exercises that are not avoided."""
    try:
        for request in {routine_request(block, week): None for week in weeks if week.strength}:
            choose(request, catalog)
    except RunplanError:
        return False
    return True


def relax_all(block: Block, fields: Sequence[str]) -> Block:
    """The block with these wishes at their loosest."""
    changes: dict[str, object] = {}
    values = {
        "weekly_km": (),
        "quality_runs": FIELDS["quality_runs"].low,
        "days_off": (),
        "dates_off": (),
        "days_without_runs": (),
        "rest_days": FIELDS["rest_days"].low,
        "strength_sessions": FIELDS["strength_sessions"].low,
        "avoid": (),
        "doubles": True,
        "pins": (),
    }
    for field in fields:
        if field == "race_date":
            if block.race_date is not None:
                changes |= {"race_date": None, "weeks": block.number_of_weeks}
        elif field == "long_run_day":
            off = {
                day for name in ("days_off", "days_without_runs") if name not in fields for day in getattr(block, name)
            }
            changes["long_run_day"] = next((day for day in schema.WEEKDAYS[::-1] if day not in off), "Sun")
        elif field == "run_days":
            quality = 0 if "quality_runs" in fields else block.quality_runs
            changes["run_days"] = min(block.run_days, max(FIELDS["run_days"].low, quality + 1))
        else:
            changes[field] = values[field]
    return block.replace(**changes)


def explain_impossible(block: Block, catalog: Catalog) -> PlanImpossible:
    """The error for a block that cannot be planned: which wishes collide, and what would do."""
    idle = orphan_pins(block, plan_weeks(block))
    without_idle = block.replace(pins=[pin for pin in block.pins if pin[0] not in idle])  # idle pins are not to blame
    wishes = _colliding(without_idle, catalog)
    conflict = _conflict(without_idle, catalog, wishes)
    relaxed = _restored(block, _relaxed(block, catalog, wishes), catalog)
    clause = listed([f"{WORDS[wish](conflict)} ({wish})" for wish in wishes])
    verb = "do not fit together" if len(wishes) > 1 else "is not possible"
    held = relax_all(block, [wish for wish in WISHES if wish not in wishes])
    why = reasons(held, catalog, plan_weeks(held))
    if not why and "avoid" in wishes:
        why = "no exercise is left for a strength session"
    change = listed([CHANGES[field](block, relaxed) for field in WISHES if _differs(block, relaxed, field)])
    message = f"{clause[0].upper()}{clause[1:]} {verb}{': ' + why if why else ''}. A plan is possible with {change}."
    return PlanImpossible(message, wishes=wishes, relaxed=relaxed)


def _differs(block: Block, other: Block, field: str) -> bool:
    return bool(getattr(block, field) != getattr(other, field))


def _colliding(block: Block, catalog: Catalog) -> tuple[str, ...]:
    """The smallest set of wishes that do not fit together.

    The race, kilometres of individual weeks and dates off are loosened last: weeks that they make lighter would ask for
    more without them, and what collides only then is not what the runner's own block fails on.
    """
    free = relax_all(block, WISHES)
    held = [wish for wish in WISHES if wish == "long_run_day" or _differs(block, free, wish)]
    shaping = [wish for wish in held if wish in SHAPING]

    def collide(asked: Sequence[str]) -> bool:
        return not possible(relax_all(block, [wish for wish in WISHES if wish not in asked]), catalog)

    def fewest(asked: Sequence[str]) -> Sequence[str]:
        # Without one of them weeks may ask for more, and without another for less again: so all are tried anew.
        for wish in asked:
            fewer = [other for other in asked if other != wish]
            if collide(fewer):
                return fewest(fewer)
        return asked

    others = [wish for wish in held if wish not in SHAPING]
    for size in range(len(others) + 1):
        for chosen in combinations(others, size):
            if collide([*shaping, *chosen]):
                wishes = fewest([*shaping, *chosen])
                return tuple(wish for wish in WISHES if wish in wishes)
    return tuple(held)


def _conflict(block: Block, catalog: Catalog, wishes: Sequence[str]) -> Block:
    """The block with only those pins and dates off that it takes for the wishes to collide."""
    others = [wish for wish in WISHES if wish not in wishes and wish not in SHAPING]
    held = relax_all(block, others)
    for field in ("dates_off", "pins"):
        if field in wishes:
            held = _without(held, catalog, field, getattr(held, field))
    return block.replace(dates_off=held.dates_off, pins=held.pins)


def _without(held: Block, catalog: Catalog, field: str, items: tuple[object, ...]) -> Block:
    """Leave out all of these items without which the wishes still collide: all at once, or half by half."""
    near = held.replace(**{field: tuple(item for item in getattr(held, field) if item not in items)})
    if items and not possible(near, catalog):
        return near
    if len(items) < 2:
        return held
    middle = len(items) // 2
    held = _without(held, catalog, field, items[:middle])
    return _without(held, catalog, field, items[middle:])


def _next_weaker(block: Block, field: str, catalog: Catalog) -> Iterator[Block]:
    """Blocks that ask a little less of one wish, the smallest change first."""
    value = getattr(block, field)
    if field in ("pins", "days_off", "dates_off", "days_without_runs", "weekly_km"):
        for index in range(len(value) - 1, -1, -1):
            yield block.replace(**{field: value[:index] + value[index + 1 :]})
        yield block.replace(**{field: ()})
    elif field == "avoid":
        for index in range(len(value)):
            if catalog.exercises["section"].get(value[index]) == "warm_up":
                yield block.replace(avoid=value[:index] + value[index + 1 :])
        yield block.replace(avoid=())
    elif field == "long_run_day":
        week = schema.WEEKDAYS
        at = week.index(value)
        near = sorted(range(7), key=lambda day: (min((day - at) % 7, (at - day) % 7), (day - at) % 7 < 4))
        for day in near[1:]:
            yield block.replace(long_run_day=week[day])
    elif field == "doubles":
        yield block.replace(doubles=True)
    elif field == "race_date":
        yield relax_all(block, ("race_date",))
    else:
        low = FIELDS[field].low
        low = max(low, block.quality_runs + 1) if field == "run_days" else low
        for less in range(value - 1, low - 1, -1):
            yield block.replace(**{field: less})


_GIVE_UP = (  # what is offered first: our assumption on what hurts a runner least
    "doubles",
    "long_run_day",
    "avoid",
    "rest_days",
    "pins",
    "weekly_km",
    "strength_sessions",
    "days_without_runs",
    "run_days",
    "days_off",
    "quality_runs",
    "dates_off",
    "race_date",
)


def _relaxed(block: Block, catalog: Catalog, wishes: Sequence[str]) -> Block:
    for field in _GIVE_UP:
        if field in wishes:
            for near in _next_weaker(block, field, catalog):
                if possible(near, catalog):
                    return near
    for field in _GIVE_UP:
        if field in wishes:
            nearer = relax_all(block, (field,))
            if nearer != block:
                return _relaxed(nearer, catalog, _colliding(nearer, catalog))
    return relax_all(block, WISHES)


def _restored(block: Block, relaxed: Block, catalog: Catalog) -> Block:
    """Take back all that was given up without need, what is dearest to a runner first.

    With one wish back another may be possible that was not before, so all are tried until nothing changes.
    """
    restored = _restored_once(block, relaxed, catalog)
    return relaxed if restored == relaxed else _restored(block, restored, catalog)


def _restored_once(block: Block, relaxed: Block, catalog: Catalog) -> Block:
    for field in reversed(_GIVE_UP):
        if not _differs(block, relaxed, field):
            continue
        wished, now = getattr(block, field), getattr(relaxed, field)
        if isinstance(wished, tuple):
            relaxed = _with_items(block, relaxed, field, [item for item in wished if item not in now], catalog)
        elif isinstance(wished, int) and not isinstance(wished, bool):
            steps = (_with(block, relaxed, field, value) for value in range(wished, now, -1))
            relaxed = next((near for near in steps if near is not None and possible(near, catalog)), relaxed)
        else:
            near = _with(block, relaxed, field, wished)
            relaxed = near if near is not None and possible(near, catalog) else relaxed
    return relaxed


def _with(block: Block, relaxed: Block, field: str, value: object) -> Block | None:
    """A block with one wish back, or None where Block itself would refuse it."""
    changes = {field: value} if field != "race_date" else {"race_date": block.race_date, "weeks": block.weeks}
    try:
        return relaxed.replace(**changes)
    except BlockError:
        return None


def _with_items(block: Block, relaxed: Block, field: str, items: Sequence[object], catalog: Catalog) -> Block:
    """The block with as many of these items back as can be: all, or those of each half."""
    restored = [item for item in getattr(block, field) if item in getattr(relaxed, field) or item in items]
    near = _with(block, relaxed, field, tuple(restored)) if items else None
    if near is not None and possible(near, catalog):
        return near
    if len(items) < 2:
        return relaxed
    middle = len(items) // 2
    relaxed = _with_items(block, relaxed, field, items[:middle], catalog)
    return _with_items(block, relaxed, field, items[middle:], catalog)
