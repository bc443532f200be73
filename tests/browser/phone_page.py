"""What a runner does on the page for the phone, with a clock that the test moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from playwright.sync_api import BrowserContext, Page

__all__ = ["PhonePage", "Turn", "clock_text", "turns_of"]

SIDE_CHANGE_S = 5  # as the minutes of a session count it
# A font's glyphs may lean out of their boxes; what scrolls is the document.
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Turn(NamedTuple):
    """One side of one set, as a trainer would call it out."""

    exercise_id: str
    name: str
    number: int  # of this set
    sets: int
    side: int
    sides: int
    reps: int | None
    seconds: int | None
    rest_s: int
    kg: float | None
    row: int  # which row of the session it is

    @property
    def is_held(self) -> bool:
        return self.reps is None

    @property
    def is_last_side(self) -> bool:
        return self.side == self.sides

    @property
    def words(self) -> str:
        """How the page names it."""
        count = f"Set {self.number} of {self.sets}" if self.sets > 1 else "One set" if self.sides == 1 else ""
        side = ("First side", "Second side")[self.side - 1] if self.sides == 2 else ""
        return " · ".join(part for part in (count, side) if part)


def turns_of(plan: Any, session_id: str) -> list[Turn]:
    """The turns of a session, from the plan's table: those of a superset go round together."""
    rows = plan.exercises[plan.exercises["session_id"] == session_id].sort_values("order").reset_index(drop=True)
    turns = []
    for _, group in groupby(rows.itertuples(), key=lambda row: row.superset or row.Index):
        partners = list(group)
        for number in range(1, max(row.sets for row in partners) + 1):
            for row in (row for row in partners if row.sets >= number):
                sides = 2 if row.each_side else 1
                turns += [
                    Turn(
                        *(row.exercise_id, row.exercise, number, row.sets, side, sides),
                        *(_whole(row.reps), _whole(row.seconds), _whole(row.rest_s) or 0),
                        *(None if pd.isna(row.load_kg) else float(row.load_kg), row.Index),
                    )
                    for side in range(1, sides + 1)
                ]
    return turns


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def clock_text(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


class PhonePage:
    """A page that was opened from a file at a time of the test's own, and what the browser complains of."""

    def __init__(self, context: BrowserContext, file: Path, now: dt.datetime) -> None:
        self.page: Page = context.new_page()
        self.address = file.as_uri()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.set_default_timeout(20_000)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.clock.install(time=now)
        self.page.clock.pause_at(now + dt.timedelta(seconds=1))

    def _hear(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def go(self, where: str = "") -> PhonePage:
        """Open the page anew, at one of its views."""
        self.page.goto("about:blank")
        self.page.goto(self.address + where)
        self.page.wait_for_selector("h1")
        return self

    def wait(self, seconds: float) -> None:
        """Let the clock on the wall go on."""
        self.page.clock.run_for(round(1000 * seconds))

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def text(self, selector: str) -> str:
        return self.page.locator(selector).first.inner_text()

    def views(self, session_id: str) -> Iterator[str]:
        """Every view of the page, one after the other."""
        for where in ("", "#/week/1", "#/block", "#/help", f"#/go/{session_id}"):
            self.go(where)
            yield where

    @property
    def sideways(self) -> int:
        """How far the page can be pushed to the side [px]."""
        pixels: int = self.page.evaluate(SIDEWAYS)
        return pixels
