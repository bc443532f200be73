"""One choice that walks down: whole sets, better step by step, every step the best of all that can be done.

A setting is an entry (an exercise in a session) at one number of sets, or at none. One step moves one entry to another
setting, or lowers one entry and raises another. All moves are looked up at once in arrays of cost: `at` holds, for each
setting, where it would lead every muscle, every wish, its movement pattern and its session's number of exercises; the
main lifts are in all of them from the start. Ties go to the first, so the same problem always ends in the same choice.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from runplan.planning.strength import objective as prices
from runplan.planning.strength.catalog_arrays import Ints
from runplan.planning.strength.problem import Problem

_ROWS, _COLUMNS = 24, 120  # the most lowering and raising settings that a step tries in pairs


class Search:
    """A problem's settings and tables, and one choice that walks down."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        counts = problem.high - problem.low + 2
        self.stop = np.cumsum(counts)
        self.first = self.stop - counts  # the setting "not used" of each entry
        self.entry = entry = np.repeat(np.arange(len(counts)), counts)
        place = np.arange(len(entry)) - self.first[entry]
        self.sets = np.where(place == 0, 0, problem.low[entry] + place - 1)
        self.use = (place > 0).astype(np.intp)
        self.time = self.use * (problem.fixed[entry] + self.sets * problem.per_set[entry])
        self.price = self.use * problem.price[entry]
        self.session = problem.session[entry]
        self.group = problem.group[entry]
        bounds = np.searchsorted(self.session, np.arange(len(problem.budget) + 1))
        self.in_session = [slice(int(a), int(b)) for a, b in itertools.pairwise(bounds)]
        # what each setting adds, from nothing, to the week's items and wishes; shape (things, settings)
        self.adds = np.concatenate([problem.amount[entry].T * self.sets, problem.wish[entry].T * self.use])
        self._tables()

    def _tables(self) -> None:
        problem = self.problem
        items = problem.arrays()
        length = items.shape[1]
        wishes = np.zeros((len(problem.wish_price), length), dtype=np.intp)
        wishes[:, 0] = problem.wish_price
        most = max(int(problem.most.max()), prices.PATTERN_CAP) + 3
        number = np.arange(most)
        repeat = np.where(number > prices.PATTERN_CAP, prices.FORBIDDEN, problem.repeat * np.maximum(number - 1, 0))
        count = problem.thin * np.maximum(problem.fewest[:, None] - number, 0)
        count[((number == 0) & problem.needs_work[:, None]) | (number > problem.most[:, None])] = prices.FORBIDDEN
        self.flat = np.concatenate([items.ravel(), wishes.ravel(), repeat, count.ravel()])
        self.things = len(items) + len(wishes)
        begin = self.things * length
        self.start = np.arange(self.things) * length
        self.own_start = np.array([np.full(len(self.entry), begin), begin + most * (1 + self.session)])
        self.own_adds = np.array([self.use, self.use])
        self.base = np.concatenate([problem.base, np.zeros(len(wishes), dtype=np.intp)])

    def begin(self, sets: Ints, without: Sequence[int] = ()) -> None:
        """Start from a choice of sets, one number an entry; those `without` are not used and stay so."""
        problem = self.problem
        self.now = self.first + np.where(sets > 0, sets - problem.low + 1, 0)
        here = self.now[self.entry]
        used = self.use[self.now]
        sessions = len(problem.budget)
        counts = np.array(
            [
                (problem.group_base + np.bincount(problem.group, used, problem.groups))[self.group],
                np.bincount(problem.session, used, sessions)[self.session],
            ]
        ).astype(np.intp)
        time = np.bincount(problem.session, self.time[self.now], sessions).astype(np.intp)
        self.level = self.start + self.base + self.adds[:, self.now].sum(axis=1)
        self.own = self.own_start + counts  # where the setting's pattern and session stand before its move
        self.step_own = self.own_adds - self.own_adds[:, here]
        self.at = np.concatenate([self.adds - self.adds[:, here] + self.level[:, None], self.own + self.step_own])
        self.step_time = self.time - self.time[here]
        self.step_price = self.price - self.price[here]
        self.slack = (problem.budget - time)[self.session]
        self.open = np.ones(len(self.entry), dtype=bool)
        for entry in without:
            self.open[self.first[entry] : self.stop[entry]] = False
        self.step_time[~self.open] = prices.FORBIDDEN

    def move(self, setting: int) -> None:
        """Put the setting's entry to it."""
        entry = self.entry[setting]
        old = self.now[entry]
        block = slice(self.first[entry], self.stop[entry])
        here = self.in_session[self.session[setting]]
        shift = (self.adds[:, setting] - self.adds[:, old])[:, None]
        things = self.things
        self.level += shift[:, 0]
        self.at[:things] += shift
        self.at[:things, block] -= shift
        use = self.use[setting] - self.use[old]
        if use:
            alike = self.group[here] == self.group[setting]
            self.own[0, here] += use * alike
            self.at[things, here] += use * alike
            self.own[1, here] += use
            self.at[things + 1, here] += use
            self.at[things : things + 2, block] -= use
            self.step_own[0:2, block] -= use
        time = self.time[setting] - self.time[old]
        self.slack[here] -= time
        self.step_time[block] -= time
        self.step_price[block] -= self.price[setting] - self.price[old]
        self.now[entry] = setting

    def descend(self) -> None:
        """Walk down until no step helps."""
        take = self.flat.take
        while True:
            base = take(self.level).sum()
            step = take(self.at).sum(axis=0)
            step += self.step_price
            step -= take(self.own).sum(axis=0)
            step -= base
            possible = np.where(self.step_time > self.slack, prices.FORBIDDEN, step)
            best = int(possible.argmin())
            if possible[best] < 0:
                self.move(best)
                continue
            pair = self._best_pair(step, int(base))
            if pair is None:
                return
            self.move(pair[0])
            self.move(pair[1])

    def _best_pair(self, step: Ints, base: int) -> tuple[int, int] | None:
        change = self.sets - self.sets[self.now][self.entry]
        rows, columns = np.flatnonzero(change < 0), np.flatnonzero((change > 0) & self.open)
        if not len(rows) or not len(columns):
            return None
        if len(rows) > _ROWS:
            rows = rows[np.sort(step[rows].argsort(kind="stable")[:_ROWS])]
        if len(columns) > _COLUMNS:
            columns = columns[np.sort(step[columns].argsort(kind="stable")[:_COLUMNS])]
        take, things = self.flat.take, self.things
        lowered = self.at[:things, rows] - self.level[:, None]
        pair = take(lowered[:, :, None] + self.at[:things, columns][:, None, :]).sum(axis=0)
        pair += self.step_price[columns] - base
        pair += (
            self.step_price[rows] + take(self.at[things:, rows]).sum(axis=0) - take(self.own[:, rows]).sum(axis=0)
        )[:, None]
        same = self.session[rows][:, None] == self.session[columns]
        for row, alike in enumerate((self.group[rows][:, None] == self.group[columns], same)):
            shift = alike * self.step_own[row, rows][:, None]
            pair += take(self.at[things + row, columns] + shift)
            pair -= take(self.own[row, columns] + shift)
        bad = self.step_time[columns] + same * self.step_time[rows][:, None] > self.slack[columns]
        bad |= self.entry[rows][:, None] == self.entry[columns]
        pair[bad] = prices.FORBIDDEN
        best = int(pair.argmin())
        if pair.flat[best] >= 0:
            return None
        row, column = divmod(best, len(columns))
        return int(rows[row]), int(columns[column])

    def whole(self) -> bool:
        """Whether nothing is missing: every session has an exercise."""
        return bool((self.flat[self.own] < prices.FORBIDDEN).all())

    def chosen(self) -> Ints:
        """The sets of each entry."""
        chosen: Ints = self.sets[self.now]
        return chosen
