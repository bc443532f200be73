"""From a request to arrays: which exercises each session may hold, at what time and price."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from runplan.plan.records import RoutineRequest
from runplan.planning.strength import objective as prices
from runplan.planning.strength.candidates import LEAST_EXERCISES, Pool, pool_for
from runplan.planning.strength.catalog_arrays import SIXTEENTHS, CatalogArrays, Flags, Ints
from runplan.schema import PATTERNS

MINUTES_AN_EXERCISE = 3.5  # so a session has at most minutes / 3.5 counted exercises, but may always have three
MOST_EXERCISES = 10  # and never more than these: better a second set than an eleventh exercise; our assumption
ROUTINE_EXERCISES = 12
MANY = 200  # exercises that a session may hold, from which on those that do the same are thinned out
FEW_ALIKE = 3  # of them that stay
SECOND_HEAVY_MINUTES = 25  # shorter sessions need not hold two heavy exercises; our assumption


@dataclass(frozen=True, eq=False)
class Problem:
    """One entry for each exercise that each session may hold; all in whole numbers, times in ticks."""

    session: Ints
    pool_place: Ints  # place in the session's pool
    exercise: Ints
    low: Ints
    high: Ints
    fixed: Ints
    per_set: Ints
    heavy: Flags
    price: Ints  # of using the entry at all
    group: Ints  # session and movement pattern
    amount: Ints  # (entries, items) sixteenths a set
    wish: Ints  # (entries, wishes) 1 where the entry grants the wish
    wish_price: Ints
    repeat: int
    second_heavy: Ints  # (sessions,) price of a heavy session with one heavy exercise only
    needs_heavy: Flags  # (sessions,)
    budget: Ints  # (sessions,) ticks
    most: Ints  # (sessions,) exercises
    fewest: Ints  # (sessions,) exercises, below which each one missing has a price
    thin: int
    near: Flags  # (exercises of the catalog, the same) no session holds two that are near
    kinds: tuple[str, ...]
    target: int
    share: tuple[float, ...]

    def only(self, entries: Ints) -> Problem:
        """The same with these entries alone."""
        names = ("session", "pool_place", "exercise", "low", "high", "fixed", "per_set", "heavy", "price", "group")
        return replace(self, **{name: getattr(self, name)[entries] for name in (*names, "amount", "wish")})

    @property
    def far_over(self) -> float:
        """Price of a set far over a target."""
        return prices.FIXED_FAR_OVER if all(kind == "routine" for kind in self.kinds) else prices.FAR_OVER

    @property
    def groups(self) -> int:
        """Number of session and pattern pairs."""
        return len(self.budget) * len(PATTERNS)

    @cached_property
    def cost_of_nothing(self) -> int:
        """The cost of no training: every shortfall, every wish not granted."""
        return int(prices.item_tables(self.target, self.share, _length(0))[:, 0].sum() + self.wish_price.sum())

    def arrays(self) -> Ints:
        """Cost of each item by its sixteenths, long enough for all that fits into the sessions and two moves more."""
        if not len(self.session):
            return prices.item_tables(self.target, self.share, _length(0))
        high = int(self.high.max())
        gained = self.most * max(0, -int(self.fixed.min()))  # time that negative fixed parts can give back
        sets = np.minimum(self.most * high, (self.budget + gained) // int(self.per_set.min()))
        return prices.item_tables(
            self.target, self.share, _length(SIXTEENTHS * int(sets.sum() + 2 * high)), self.far_over
        )

    def cost(self, sets: Ints) -> int:
        """The cost of a choice of sets (one whole number an entry) that keeps the hard rules."""
        used = sets > 0
        count = np.bincount(self.session[used], minlength=len(self.budget))
        amounts = sets @ self.amount
        table = prices.item_tables(self.target, self.share, _length(int(amounts.max(initial=0))), self.far_over)
        total = int(table[np.arange(len(amounts)), amounts].sum())
        total += int(self.price[used].sum())
        total += self.repeat * int(np.maximum(np.bincount(self.group[used], minlength=1) - 1, 0).sum())
        total += int(self.wish_price[~self.wish[used].any(axis=0)].sum())
        total += self.thin * int(np.maximum(self.fewest - count, 0).sum())
        loaded = np.bincount(self.session[used & self.heavy], minlength=len(self.budget))
        return total + int(self.second_heavy[loaded == 1].sum())


def _length(most: int) -> int:
    """A round length of tables that reach to `most`, so that few are made."""
    return 256 * (most // 256 + 1)


@dataclass(frozen=True, eq=False)
class _Frame:
    """All of a problem that neither minutes nor target decide."""

    session: Ints
    pool_place: Ints
    pool: Pool
    amount: Ints
    group: Ints
    wish: Ints
    wish_weight: Ints
    heavy_choices: Ints


def _frame(arrays: CatalogArrays, request: RoutineRequest) -> _Frame:
    person = request.equipment, request.level, request.avoid, request.prefer
    key = "frame", request.session_types, request.strength_phase, request.jumps, request.known, *person
    found: _Frame | None = arrays.cache.get(key)
    if found is not None:
        return found
    pools = [pool_for(arrays, kind, request) for kind in request.session_types]
    joined = Pool(*(np.concatenate([getattr(pool, name) for pool in pools]) for name in Pool.__dataclass_fields__))
    session = np.repeat(np.arange(len(pools)), [len(pool.exercise) for pool in pools])
    exercise = joined.exercise
    columns = [arrays.plane[exercise], arrays.single_leg[exercise, None]]
    columns += [arrays.bent_knee[exercise, None], arrays.straight_knee[exercise, None]]
    weights = [prices.PLANE] * arrays.plane.shape[1] + [prices.SINGLE_LEG, prices.CALF_KNEE, prices.CALF_KNEE]
    for movement, price in prices.MOVEMENTS:
        does = np.isin(arrays.pattern, [PATTERNS.index(name) for name in movement]) & ~arrays.light & arrays.moving
        columns.append(does[exercise, None])
        weights.append(price)
    if request.strength_phase == "power":
        columns.append(arrays.jump[exercise, None])
        weights.append(prices.JUMP)
    for name in request.prefer:
        columns.append((exercise == arrays.place.get(name, -1))[:, None])
        weights.append(prices.PREFERRED)
    wish = np.concatenate(columns, axis=1)
    possible = wish.any(axis=0)  # what nothing can grant is no wish
    found = _Frame(
        session=session,
        pool_place=np.concatenate([np.arange(len(pool.exercise)) for pool in pools]),
        pool=joined,
        amount=arrays.amount[exercise],
        group=session * len(PATTERNS) + arrays.pattern[exercise],
        wish=wish[:, possible].astype(np.intp),
        wish_weight=np.array(weights, dtype=np.intp)[possible],
        heavy_choices=np.bincount(session[joined.heavy], minlength=len(pools)),
    )
    if len(exercise) > MANY * len(pools):
        found = _distinct(found)
    arrays.remember(key, found)
    return found


def _distinct(frame: _Frame) -> _Frame:
    """The same without what does no more than several others.

    Of entries that are alike in all but time and taste the first few stay: a session may hold two of a movement. With
    985 exercises a routine's reach moved by -0.22 to +0.58 points in 20 requests, 0.05 up on average.
    """
    pool = frame.pool
    alike = np.column_stack([frame.group, frame.amount, frame.wish, pool.heavy, pool.low, pool.high])
    _, kind = np.unique(alike, axis=0, return_inverse=True)
    time = pool.fixed + pool.low * pool.per_set
    order = np.lexsort((np.arange(len(kind)), time, pool.untimely, pool.unusual, kind.ravel()))
    ranked = kind.ravel()[order]
    place = np.arange(len(ranked)) - np.searchsorted(ranked, ranked)  # within its kind
    few = np.sort(order[place < FEW_ALIKE])
    return replace(
        frame,
        **{name: getattr(frame, name)[few] for name in ("session", "pool_place", "amount", "group", "wish")},
        pool=Pool(*(getattr(pool, name)[few] for name in Pool.__dataclass_fields__)),
    )


def problem_for(arrays: CatalogArrays, request: RoutineRequest, budgets: list[int]) -> Problem:
    """The whole request as arrays; `budgets` is each session's time for counted work [ticks]."""
    frame = _frame(arrays, request)
    pool, target = frame.pool, prices.sixteenths(request.sets_target)
    budget = np.array(budgets, dtype=np.intp)
    room = (budget[frame.session] - pool.fixed) // pool.per_set
    high = np.minimum(pool.high, room)
    keep = high >= pool.low
    heavy_kind = np.array([kind == "heavy" for kind in request.session_types], dtype=bool)
    two = heavy_kind & (frame.heavy_choices > 1) & (request.minutes >= SECOND_HEAVY_MINUTES)
    most = np.full(len(budget), _most(request.minutes), dtype=np.intp)
    most[[kind == "routine" for kind in request.session_types]] = ROUTINE_EXERCISES
    return Problem(
        session=frame.session[keep],
        pool_place=frame.pool_place[keep],
        exercise=pool.exercise[keep],
        low=pool.low[keep],
        high=high[keep],
        fixed=pool.fixed[keep],
        per_set=pool.per_set[keep],
        heavy=pool.heavy[keep],
        price=(target * (prices.EXERCISE + prices.UNTIMELY * pool.untimely + prices.UNUSUAL * pool.unusual))[
            keep
        ].astype(np.intp),
        group=frame.group[keep],
        amount=frame.amount[keep],
        wish=frame.wish[keep],
        wish_price=frame.wish_weight * target,
        repeat=prices.REPEAT * target,
        second_heavy=np.where(two, prices.SECOND_HEAVY * target, 0).astype(np.intp),
        needs_heavy=heavy_kind,
        budget=budget,
        most=most,
        fewest=np.minimum(np.minimum(prices.FEWEST, most), np.bincount(frame.session[keep], minlength=len(budget))),
        thin=prices.THIN * target,
        near=arrays.near,
        kinds=request.session_types,
        target=target,
        share=arrays.share,
    )


def _most(minutes: int) -> int:
    """The most exercises of a session."""
    return min(MOST_EXERCISES, max(LEAST_EXERCISES, int(minutes / MINUTES_AN_EXERCISE)))
