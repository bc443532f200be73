"""What to do where the kit of an exercise is missing on the day: a line beside it in the session's details."""

from __future__ import annotations

from collections.abc import Collection

from runplan.catalog import Catalog
from runplan.catalog.equipment import available, parse
from runplan.schema import EQUIPMENT_NAMES
from runplan.words import inside


def without(catalog: Catalog, owned: Collection[str], exercise_id: str) -> str:
    """What does instead of an exercise's kit: another piece for the same exercise, or another one with what is left."""
    if exercise_id not in catalog.exercises.index:
        return ""
    row = catalog.exercises.loc[exercise_id]
    needs = parse(str(row["equipment"]))
    used = [next((word for word in need if word in owned), need[0]) for need in needs]
    instead = []
    if len(used) == 1:
        kit = catalog.equipment
        stand_in = dict(zip(kit["equipment"], kit["stand_in"], strict=True)).get(used[0], "")
        instead += [inside(EQUIPMENT_NAMES[stand_in])] if stand_in in needs[0] and stand_in != used[0] else []
    left = [word for word in owned if word not in used]
    table = catalog.exercises
    swaps = [name for name in str(row["swaps"] or "").split(";") if name in table.index]
    nearest = next((name for name in swaps if available(str(table.at[name, "equipment"]), left)), None)
    instead += [str(table.at[nearest, "name"])] if nearest else []
    return (
        f"Without the {' and '.join(inside(EQUIPMENT_NAMES[word]) for word in used)}: {', or '.join(instead)}."
        if used and instead
        else ""
    )
