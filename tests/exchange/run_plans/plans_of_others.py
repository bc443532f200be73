"""Run plans to read: ours, which stand beside this file, and published ones where the folder with them is there."""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

OURS = Path(__file__).with_name("plans")
PUBLISHED = Path(__file__).resolve().parents[4] / "shared" / "data" / "plans"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KM_PER_MILE = 1.609344
MONDAY = dt.date(2026, 12, 14)


def plan_files() -> list[Path]:
    return sorted([*OURS.glob("*.csv"), *PUBLISHED.glob("*.csv")])


@dataclass(frozen=True)
class Published:
    """What a plan file says, read by the standard library alone."""

    weeks: list[dict[str, str]]

    @property
    def unit(self) -> str:
        return self.weeks[0]["unit"]

    @property
    def totals(self) -> list[float]:
        """In km, or in minutes."""
        factor = KM_PER_MILE if self.unit == "mi" else 1.0
        return [float(week["total"]) * factor for week in self.weeks]


def published(path: Path) -> Published:
    with path.open(encoding="utf-8", newline="") as file:
        return Published(list(csv.DictReader(file)))


def differing(path: Path) -> set[int]:
    """The weeks whose total is known not to be the sum of their days."""
    return {"hilly_marathon.csv": {2}, "runnersworld_burfoot_marathon_20wk.csv": {7}}.get(path.name, set())


def _in_km(text: str, unit: str) -> str:
    """A cell as calendar-hack shows it: every distance in km with one decimal, or numbers with their unit."""
    if unit.startswith("min"):
        bare = re.fullmatch(r"[\d. ,a-z]*\d (?:run|walk)", text) and "min" not in text and "(" not in text
        return f"{text} (min)" if bare else text

    def km(found: re.Match[str]) -> str:
        # The unit is the plan's where a range's first number has none of its own.
        numbers = [float(part.replace(",", ".")) for part in re.split("-", found[1])]
        factor = KM_PER_MILE if found[2] == "mi" else 1.0
        return "-".join(f"{number * factor:.1f}" for number in numbers) + " km"

    return re.sub(r"(\d+(?:[.,]\d+)?(?:-\d+(?:[.,]\d+)?)?) ?(km|mi)\b", km, text)


def as_calendar_hack(plan: Published, *, dates: bool = True) -> str:
    """The same plan in the columns `Week,Distance,Monday..Sunday`, its cells with their dates in front."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    rows = [["Week", "Distance", *names]]
    for number, week in enumerate(plan.weeks):
        label = "Final Training Week!" if number == len(plan.weeks) - 1 else f"Training Week {number + 1}"
        unit = "min running" if plan.unit.startswith("min") else "km"
        cells = []
        for place, day in enumerate(DAYS):
            text = _in_km(week[day], plan.unit)
            date = MONDAY + dt.timedelta(days=7 * number + place)
            cells.append(f"{date}: {text}" if dates and text.lower() not in ("rest", "cross", "off") else text)
        rows.append([label, f"{plan.totals[number]:.1f} {unit}", *cells])
    return "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)
