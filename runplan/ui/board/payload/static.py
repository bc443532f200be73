"""What never changes while a planner is open: exercises with their how-to, muscles, the body's geometry, words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runplan import schema
from runplan.catalog.bodymap import load_bodymap
from runplan.catalog.drawings import load_drawings
from runplan.insight.coverage import BELOW, OVER, TRUNK
from runplan.ui.board.payload.plan_json import MAIN_MUSCLES
from runplan.ui.browsers.exercises_html import kit_words
from runplan.words import PHASE_NAMES, SECTION_NAMES, STRENGTH_PHASE_AIMS, TYPE_NAMES, WEEKDAY_NAMES, plain

if TYPE_CHECKING:
    from runplan.catalog import Catalog

GROUP_NAMES = {"hip": "Hip", "thigh": "Thigh", "lower_leg": "Lower leg", "trunk": "Trunk", "upper": "Upper body"}


def about(catalog: Catalog) -> dict[str, Any]:
    """Everything that is sent once."""
    return {
        "exercises": _exercises(catalog),
        "muscles": _muscles(catalog),
        "groups": [[group, name] for group, name in GROUP_NAMES.items()],
        "body": _body(),
        "below": BELOW,
        "over": OVER,
        "days": WEEKDAY_NAMES,
        "phases": PHASE_NAMES,
        "strength": STRENGTH_PHASE_AIMS,
        "types": TYPE_NAMES,
        "sections": SECTION_NAMES,
        "main": MAIN_MUSCLES,
    }


def _exercises(catalog: Catalog) -> list[dict[str, Any]]:
    credit = catalog.credit.reindex(columns=list(schema.MUSCLES)).to_numpy()
    drawings = load_drawings()
    rows = []
    for place, (exercise_id, row) in enumerate(catalog.exercises.iterrows()):
        counts = row["section"] in schema.COUNTED_SECTIONS
        rows.append(
            {
                "id": str(exercise_id),
                "name": str(row["name"]),
                "how": str(row["how_to"]),
                "kit": kit_words(str(row["equipment"])),
                "pattern": plain(str(row["pattern"])),
                "drawn": int(exercise_id in drawings),
                # Sets that one set of it counts for a muscle: [muscle, 1, 0.5 or 0.25].
                "credit": [[int(one), float(credit[place, one])] for one in credit[place].nonzero()[0]]
                if counts
                else [],
            }
        )
    return rows


def _muscles(catalog: Catalog) -> list[dict[str, Any]]:
    table = catalog.muscles.set_index("muscle")
    rows = [
        {
            "id": muscle,
            "name": str(table.at[muscle, "name"]),
            "group": str(table.at[muscle, "group"]),
            "about": str(table.at[muscle, "description"]),
            "main": muscle in schema.PRIORITY_MUSCLES or muscle in schema.TRUNK_MUSCLES,
        }
        for muscle in schema.MUSCLES
    ]
    mean = "The average of the four trunk muscles, which is compared with the target."
    return [*rows, {"id": TRUNK, "name": "Trunk as one", "group": "trunk", "about": mean, "main": True}]


def _body() -> dict[str, Any]:
    """The geometry without the fine lines that are for posters."""
    return load_bodymap().for_screen()
