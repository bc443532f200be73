"""From session to session: a lift is found, worked up, held, backed off, or handed on to its neighbour.

In: what was to be done in a session, and what was. Out: the state after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.plan.lift_fields import RememberedSet
from runplan.plan.weights import Weight
from runplan.planning.loads.estimate import moved_ratio, wanted_reps
from runplan.planning.loads.lifts import Lift
from runplan.planning.loads.readings import DoneSession, Reading, read_session
from runplan.planning.loads.state import LiftOf, LiftState, Prescribed, Reason, prescribe, start


def after(prescribed: Prescribed, session: DoneSession, lift_of: LiftOf, *, may_raise: bool = True) -> LiftState:
    """The state after a session.

    Parameters
    ----------
    prescribed : Prescribed
        What was to be done.
    session : DoneSession
    lift_of : callable
        The lift of an exercise id.
    may_raise : bool
        Whether the load may rise now; see `may_rise`.
    """
    state, lift = prescribed.state, prescribed.lift
    reading = read_session(session, lift, prescribed.dose, prescribed.weight)
    if reading.word == "pain":
        return _pain(state, session, reading, lift)
    begins = prescribed.reason.word == "start" and prescribed.weight is None
    state = replace(state, last=session.date, reason=state.reason if begins else Reason("same", reading))
    if reading.weight is not None and (state.weight is None or not session.hold):  # where it was found, it starts
        state = replace(state, weight=reading.weight, possible=_possible(prescribed, session))
    if session.hold and reading.word != "failed":
        return state
    finding, state = state.finding, replace(state, finding=max(0, state.finding - 1))
    rises = _Rise(prescribed, session, reading, lift_of, may_raise, finding)
    match reading.word:
        case "easy":
            return rises.next_step(replace(state, hits=0, stalls=0, unnoted=0))
        case "met":
            return _met(state, rises)
        case "near":
            return replace(state, hits=0, unnoted=0, reason=Reason("near", reading))
    state = replace(state, hits=0, unnoted=0, stalls=state.stalls + 1)
    if reading.word == "short" and state.stalls < number("load_stalls"):
        return replace(state, reason=Reason("short", reading))
    return _back(replace(state, stalls=0), prescribed, reading)


def _possible(prescribed: Prescribed, session: DoneSession) -> int:
    """The repetitions, those left included, that the weight of a session is for."""
    return prescribed.dose.possible if prescribed.state.own else session.asked.possible


def _met(state: LiftState, rises: _Rise) -> LiftState:
    if rises.reading.missing:
        return state
    unnoted = state.unnoted + (rises.reading.reserve is None)
    state = replace(state, hits=state.hits + 1, stalls=0, unnoted=unnoted)
    return rises.next_step(state) if state.hits >= number("load_sessions") else state


def _pain(state: LiftState, session: DoneSession, reading: Reading, lift: Lift) -> LiftState:
    """The easier neighbour; after the second time, or without one, nothing until the runner puts it back."""
    pains = state.pains + 1
    if pains > 1 or not lift.easier:
        return replace(state, pains=pains, last=session.date, reason=Reason("out", reading, lift.name))
    finding = int(number("load_find"))
    reason = Reason("pain", reading, lift.name)
    return LiftState(lift.easier, finding=finding, pains=pains, last=session.date, reason=reason)


def _back(state: LiftState, prescribed: Prescribed, reading: Reading) -> LiftState:
    """A tenth less, at least one step; with nothing lighter fewer repetitions, and then the easier neighbour."""
    lift, weight = prescribed.lift, state.weight
    lighter = None
    if weight is not None:
        tenth = lift.owned.down(weight.kg * (1 - number("load_back") / 100))
        lighter = tenth if tenth is not None and tenth.kg < weight.kg else lift.owned.below(weight.kg)
    if lighter is not None:
        word = "failed" if reading.word == "failed" else "back"
        return replace(state, weight=lighter, reason=Reason(word, reading))
    less = int(number("load_more_reps"))
    if state.reps:
        return replace(state, reps=max(1, state.reps - less), reason=Reason("fewer", reading))
    if not state.fewer:
        return replace(state, fewer=less, reason=Reason("fewer", reading))
    if not lift.easier:
        return replace(state, reason=Reason("short", reading))
    reason = Reason("easier", reading, lift.name)
    return LiftState(lift.easier, finding=int(number("load_find")), last=state.last, reason=reason)


class _Rise(NamedTuple):
    """What decides the next step up."""

    prescribed: Prescribed
    session: DoneSession
    reading: Reading
    lift_of: LiftOf
    may_raise: bool
    finding: int

    def next_step(self, state: LiftState) -> LiftState:
        """The next weight, more repetitions, slower, or the next exercise; or the same where it has to wait."""
        if not self._allowed(state):
            return replace(state, hits=int(number("load_sessions")), reason=Reason("held", self.reading))
        state = replace(state, hits=0, unnoted=0, raised=self.session.date, raised_week=self.session.week)
        if state.fewer:
            return replace(state, fewer=0, reason=Reason("reps", self.reading))
        if state.weight is None and self.prescribed.lift.hands:
            return replace(state, reason=Reason("find", self.reading))
        heavier = self._heavier(state)
        if heavier is not None:
            word = "at_once" if self.reading.word == "easy" else "raised"
            return replace(state, weight=heavier, reps=0, reason=Reason(word, self.reading))
        return self._climb(state)

    def _allowed(self, state: LiftState) -> bool:
        if self.finding:
            return True
        if not self.may_raise or state.raised_week == self.session.week:
            return False
        recent = state.raised is not None and (self.session.date - state.raised).days < number("load_fortnight")
        return not (recent and state.unnoted >= number("load_sessions"))

    def _heavier(self, state: LiftState) -> Weight | None:
        """The next weight that is owned, where it is near enough or the repetitions carry it."""
        owned, now = self.prescribed.lift.owned, state.weight
        heavier = None if now is None else owned.above(now.kg)
        if now is None or heavier is None or not (self._near(now, heavier) or self._wanted(now, heavier) <= self._done):
            return None
        if self.finding and self.reading.spare >= number("load_find_far"):
            after_next = owned.above(heavier.kg)
            return heavier if after_next is None or not self._near(heavier, after_next) else after_next
        return heavier

    def _near(self, now: Weight, heavier: Weight) -> bool:
        return moved_ratio(now.kg, heavier.kg, self.prescribed.lift.body_share) <= number("load_next")

    def _wanted(self, now: Weight, heavier: Weight) -> int:
        """The repetitions, with what is asked left, from which the heavier weight is possible."""
        ratio = moved_ratio(now.kg, heavier.kg, self.prescribed.lift.body_share)
        asked = self.prescribed.dose if self.prescribed.state.own else self.session.asked
        return wanted_reps(ratio, asked.reps, asked.reserve)

    @property
    def _done(self) -> float:
        """The repetitions that were done, or possible, with what was asked left."""
        return self.prescribed.dose.reps + self.reading.spare

    def _climb(self, state: LiftState) -> LiftState:
        """More repetitions up to a limit, then slower, then the next exercise of the chain."""
        lift, reps = self.prescribed.lift, self.prescribed.dose.reps
        if reps <= number("load_least_reps"):
            return replace(state, reason=Reason("wait", self.reading))
        more = reps + int(number("load_more_reps"))
        most, word = number("load_most_reps_light" if lift.light else "load_most_reps"), "reps"
        heavier = None if state.weight is None else lift.owned.above(state.weight.kg)
        if state.weight is not None and heavier is not None:
            wanted = self._wanted(state.weight, heavier)
            if wanted <= number("load_most_reps_light"):
                more, most, word = min(more, wanted), wanted, "far"
        if more <= most:
            return replace(state, reps=more, reason=Reason(word, self.reading))
        if not state.slow:
            return replace(state, reps=0, slow=True, reason=Reason("slower", self.reading))
        if not lift.harder:
            return replace(state, reason=Reason("top", self.reading))
        harder = self.lift_of(lift.harder)
        weight = None if state.weight is None else harder.owned.down(state.weight.kg)
        first, left = int(number("load_next_reps")), int(number("load_next_left"))
        return LiftState(
            harder.exercise_id,
            weight,
            possible=first + left,
            reps=first,
            own=True,
            slow=harder.slow,
            pains=state.pains,
            last=state.last,
            raised=state.raised,
            raised_week=state.raised_week,
            reason=Reason("harder", self.reading, lift.name),
        )


def may_rise(level: str, raised_today: int, days_to_race: int | None, *, is_tired: bool = False) -> bool:
    """Whether a load may rise: not shortly before a race, not while tired, and for a beginner two in a session."""
    if is_tired or (days_to_race is not None and 0 <= days_to_race <= number("load_race_days")):
        return False
    return level != "beginner" or raised_today < number("load_raises_beginner")


def follow(
    lift: Lift, sessions: Sequence[DoneSession], lift_of: LiftOf, remembered: RememberedSet | None = None
) -> LiftState:
    """The state after a list of sessions, from the set that was remembered before them."""
    state = start(lift, remembered)
    for session in sessions:
        state = after(prescribe(state, session.asked, session.date, lift_of, session.hold), session, lift_of)
    return state
