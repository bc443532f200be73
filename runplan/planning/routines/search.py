"""The local search: whole sets, better step by step, every step the best of all that can be done.

One step changes one entry, or lowers one and raises another. All changes are evaluated at once as arrays; ties go to
the first, so the same problem always ends in the same choice.
"""

from __future__ import annotations

import numpy as np

from runplan.planning.routines import prices
from runplan.planning.routines.problem import Problem
from runplan.planning.routines.tables import Ints

__all__ = ["Search", "solve"]


class Search:
    """The neighbourhood of a problem, ready to walk from any start."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        counts = problem.high - problem.low + 2
        self.entry = np.repeat(np.arange(len(counts)), counts)
        place = np.arange(len(self.entry)) - np.repeat(np.cumsum(counts) - counts, counts)
        self.sets = np.where(place == 0, 0, problem.low[self.entry] + place - 1)
        self.use = (place > 0).astype(np.intp)
        self.time = np.where(place > 0, problem.fixed[self.entry] + self.sets * problem.per_set[self.entry], 0)
        items, wishes = problem.amount.shape[1], problem.wish.shape[1]
        tables = problem.tables()
        self.items = items
        length = tables.shape[1]
        most = int(problem.most.max(initial=1)) * len(problem.budget) + 2
        wish_table = np.zeros((wishes, length), dtype=np.intp)
        wish_table[:, 0] = problem.wish_price
        self.flat = np.concatenate([tables, wish_table]).ravel()
        self.offset = np.arange(items + wishes) * length
        # what each setting adds to items and wishes, from nothing
        self.adds = np.concatenate(
            [self.sets[:, None] * problem.amount[self.entry], self.use[:, None] * problem.wish[self.entry]], axis=1
        )
        self.session = problem.session[self.entry]
        self.group = problem.group[self.entry]
        self.heavy = self.use * problem.heavy[self.entry]
        self.price = self.use * problem.price[self.entry]
        self.repeat = np.full(most, prices.FORBIDDEN, dtype=np.intp)
        self.repeat[0:2] = 0
        self.repeat[2] = problem.repeat
        self.loaded = np.zeros((len(problem.budget), most), dtype=np.intp)
        self.loaded[:, 1] = problem.second_heavy
        self.loaded[problem.needs_heavy, 0] = prices.FORBIDDEN
        self.count = np.full((len(problem.budget), most), prices.FORBIDDEN, dtype=np.intp)
        number = np.arange(most)
        fine = (number > 0) & (number <= problem.most[:, None])
        self.count[fine] = (problem.thin * np.maximum(problem.fewest[:, None] - number, 0))[fine]
        self.first = np.cumsum(counts) - counts  # setting "not used" of each entry

    def descend(self, sets: Ints) -> tuple[Ints, int]:
        """Walk down from a choice of sets until no step helps; returns the choice and its cost."""
        problem = self.problem
        now = self.first + np.where(sets > 0, sets - problem.low + 1, 0)  # current setting of each entry
        while True:
            here = now[self.entry]
            total = self.adds[now].sum(axis=0)
            used = self.use[now]
            slack = problem.budget - np.bincount(problem.session, self.time[now], len(problem.budget)).astype(np.intp)
            count = np.bincount(problem.session, used, len(problem.budget)).astype(np.intp)
            in_group = np.bincount(problem.group, used, problem.groups).astype(np.intp)
            loaded = np.bincount(problem.session, self.heavy[now], len(problem.budget)).astype(np.intp)

            level = self.offset + total
            delta = self.adds - self.adds[here]
            time = self.time - self.time[here]
            use = self.use - self.use[here]
            heavy = self.heavy - self.heavy[here]
            base = self.flat[level].sum()
            own = self.price - self.price[here]
            groups = in_group[self.group]
            loads = loaded[self.session]
            counts = count[self.session]
            step = (
                self.flat[level + delta].sum(axis=1) - base
                + own
                + self.repeat[groups + use] - self.repeat[groups]
                + self.loaded[self.session, loads + heavy] - self.loaded[self.session, loads]
                + self.count[self.session, counts + use] - self.count[self.session, counts]
            )
            step[time > slack[self.session]] = prices.FORBIDDEN
            best = int(step.argmin())
            if step[best] < 0:
                now[self.entry[best]] = best
                continue
            rows = np.flatnonzero(self.sets < self.sets[here])
            columns = np.flatnonzero(self.sets > self.sets[here])
            if not len(rows) or not len(columns):
                break
            pair = self.flat[(level + delta[rows])[:, None, :] + delta[columns]].sum(axis=2) - base
            pair += own[rows][:, None] + own[columns]
            s1, s2 = self.session[rows][:, None], self.session[columns]
            same = s1 == s2
            g1, g2 = self.group[rows], self.group[columns]
            alike = (g1[:, None] == g2) * use[rows][:, None]
            pair += self.repeat[groups[columns] + use[columns] + alike] - self.repeat[groups[columns] + alike]
            pair += (self.repeat[groups[rows] + use[rows]] - self.repeat[groups[rows]])[:, None]
            h1 = same * heavy[rows][:, None]
            pair += self.loaded[s2, loads[columns] + heavy[columns] + h1] - self.loaded[s2, loads[columns] + h1]
            pair += (self.loaded[self.session[rows], loads[rows] + heavy[rows]] - self.loaded[self.session[rows], loads[rows]])[:, None]
            u1 = same * use[rows][:, None]
            pair += self.count[s2, counts[columns] + use[columns] + u1] - self.count[s2, counts[columns] + u1]
            pair += (self.count[self.session[rows], counts[rows] + use[rows]] - self.count[self.session[rows], counts[rows]])[:, None]
            bad = same * time[rows][:, None] + time[columns] > slack[self.session[columns]]
            bad |= self.entry[rows][:, None] == self.entry[columns]
            pair[bad] = prices.FORBIDDEN
            best = int(pair.argmin())
            if pair.flat[best] >= 0:
                break
            row, col = divmod(best, len(columns))
            now[self.entry[rows[row]]] = rows[row]
            now[self.entry[columns[col]]] = columns[col]
        chosen = self.sets[now]
        return chosen, problem.cost(chosen)


def solve(problem: Problem) -> Ints:
    """A choice of sets that keeps every hard rule and is among the best."""
    search = Search(problem)
    return search.descend(np.zeros(len(problem.session), dtype=np.intp))[0]
