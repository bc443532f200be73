"""The loads of what is still to come, as they follow from the sets that were done.

In: a plan and what was done of each of its sessions. Out: its sessions, those from today on with the load, the dose and
the reason that follow for each lift of which a set is remembered or was done. The past is as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from runplan.plan.lift_fields import RememberedSet
from runplan.plan.log import LoggedSet
from runplan.plan.matching import Matching, SessionMatch
from runplan.plan.records import Exercise, Session
from runplan.plan.tables import PlanTables
from runplan.plan.weights import KG_PER_LB, Weight
from runplan.planning.loads.lifts import lift_of
from runplan.planning.loads.plan_loads import with_loads
from runplan.planning.loads.progress import after, may_rise
from runplan.planning.loads.ramp_up import with_weights, without_weights
from runplan.planning.loads.readings import DoneSession, DoneSet, Dose, reserve_asked, typing_error
from runplan.planning.loads.sentences import sentence
from runplan.planning.loads.state import LiftOf, LiftState, Prescribed, prescribe, start

_SAME_KG = 0.06  # two writings of one weight, in kilograms and in pounds
_AS_IT_STANDS = "{load}, as planned now; the sets you do before then may change it."


class _Asked(NamedTuple):
    """What the plan asks of a lift in a session."""

    session: Session
    exercise: Exercise
    hold: str

    @property
    def dose(self) -> Dose:
        """Sets, repetitions and how many are to be left."""
        row = self.exercise
        return Dose(row.sets or 0, row.reps or 0, reserve_asked(row.reserve, row.effort))


def sessions_after_log(plan: PlanTables, matched: Matching) -> list[Session]:
    """The plan's sessions in their order, from today on with the loads that follow."""
    follow = _Follower(plan, matched)
    if not follow.states:
        return list(plan.session_records)
    for match in sorted(matched.matches, key=lambda match: (match.done_on or match.session.date, match.session.slot)):
        if match.status in ("done", "partly"):
            follow.read(match)
    bare_notes = _notes_without_loads(plan)
    to_come = [match.session for match in matched.matches if match.status == "planned"]
    changed = {}
    for session in sorted(to_come, key=lambda session: (session.date, session.slot)):
        changed[session.session_id] = follow.told(session, bare_notes[session.session_id])
    return [changed.get(session.session_id, session) for session in plan.session_records]


class _Follower:
    """The state of each lift, from session to session."""

    def __init__(self, plan: PlanTables, matched: Matching) -> None:
        self.plan = plan
        self.lift_of: LiftOf = partial(lift_of, plan.block, plan.catalog)
        self.holds = {
            week.week: "race" if week.has_race else "step_back" if week.step_back else "power"
            for week in plan.week_records
            if week.has_race or week.step_back or week.strength_phase == "power"
        }
        remembered = dict(plan.block.lifts)
        noted = {logged.exercise_id for match in matched.matches for logged in match.sets if logged.reps}
        asked = {row.exercise_id for session in plan.session_records for row in session.exercises if _is_followed(row)}
        self.states: dict[str, LiftState] = {}
        for exercise_id in sorted(asked & (noted | remembered.keys())):
            value = remembered.get(exercise_id)
            self.states[exercise_id] = start(
                self.lift_of(exercise_id), None if value is None else RememberedSet.of(value)
            )
        self.first_told: set[str] = set()
        self.last_sets: dict[str, tuple[str, Weight]] = {}

    def asked(self, session: Session) -> Iterator[_Asked]:
        """The lifts of a session that are followed."""
        for row in session.exercises:
            if _is_followed(row) and row.exercise_id in self.states:
                yield _Asked(session, row, self.holds.get(session.week, ""))

    def read(self, match: SessionMatch) -> None:
        """Go on from what was done in a session."""
        date = match.done_on or match.session.date
        raised = 0
        race = self.plan.block.race_date
        for asked in self.asked(match.session):
            name = asked.exercise.exercise_id
            prescribed = prescribe(self.states[name], asked.dose, date, self.lift_of, asked.hold)
            sets = _done_sets(match, name, prescribed)
            if not sets:
                continue
            done = DoneSession(date, match.session.week, asked.dose, sets, asked.hold)
            to_race = None if race is None else (race - date).days
            may_raise = may_rise(self.plan.block.level, raised, to_race)
            before, state = prescribed.state, after(prescribed, done, self.lift_of, may_raise=may_raise)
            raised += state.raised == date and before.raised != date
            self.states[name] = state
            last, weight = sets[-1], sets[-1].weight or prescribed.weight
            if weight is not None:
                left = "" if last.reserve is None else f" with {last.reserve} in reserve"
                self.last_sets[name] = f"{prescribed.lift.weight_text(weight)} for {last.reps}{left}", weight

    def told(self, session: Session, bare_notes: Sequence[str]) -> Session:
        """A session to come, with what follows for its lifts."""
        lifts = {id(asked.exercise): asked for asked in self.asked(session)}
        rows = tuple(
            self._told_row(lifts[id(row)], note) if id(row) in lifts else row
            for row, note in zip(session.exercises, bare_notes, strict=True)
        )
        return session._replace(exercises=rows)

    def _told_row(self, asked: _Asked, note: str) -> Exercise:
        name, row = asked.exercise.exercise_id, asked.exercise
        prescribed = prescribe(self.states[name], asked.dose, asked.session.date, self.lift_of, asked.hold)
        lift, weight, dose = prescribed.lift, prescribed.weight, prescribed.dose
        if weight is None and prescribed.reason.word == "start" and row.load_kg is not None:
            self.states[name] = replace(prescribed.state, last=asked.session.date)
            return row  # light work, and what the plan says of it still holds
        why = sentence(prescribed)
        if weight is not None and asked.hold == "power":  # its note says how
            why = f"{lift.weight_text(weight)}."
        elif weight is not None and name in self.first_told and not asked.hold:
            why = _AS_IT_STANDS.format(load=lift.weight_text(weight))
        elif (
            weight is not None
            and prescribed.reason.word == "same"
            and self.last_sets.get(name, ("", weight))[1] != weight
        ):
            why = f"{lift.weight_text(weight)}: worked out from your {self.last_sets[name][0]}."
        self.first_told.add(name)
        if weight is not None:
            note = with_weights(note, weight, lift.owned, bar=lift.hands == "bar")
        # What lies between is taken as done: the days until then are no gap.
        self.states[name] = replace(prescribed.state, last=asked.session.date)
        return row._replace(
            exercise_id=lift.exercise_id,
            exercise=lift.name if lift.exercise_id != name else row.exercise,
            each_side=lift.each_side if lift.exercise_id != name else row.each_side,
            sets=dose.sets,
            reps=dose.reps,
            load_kg=None if weight is None else round(weight.kg, 2),
            reserve=dose.reserve,
            note=f"{note} {why}".strip(),
        )


def _is_followed(row: Exercise) -> bool:
    """Whether what was done of an exercise says what comes next: strength work that is counted in repetitions."""
    return row.section == "strength" and bool(row.reps)


def _done_sets(match: SessionMatch, exercise_id: str, prescribed: Prescribed) -> tuple[DoneSet, ...]:
    """The sets of a lift in a session; as told, where the session is done and none is noted."""
    ids = (exercise_id, prescribed.lift.exercise_id)
    sets = tuple(_done_set(logged, prescribed.weight) for logged in match.sets if logged.exercise_id in ids)
    if sets or match.sets or match.status != "done":
        return tuple(done for done in sets if done.reps)
    return (DoneSet(prescribed.dose.reps),) * prescribed.dose.sets


def _done_set(logged: LoggedSet, asked: Weight | None) -> DoneSet:
    """A set of the log; a weight far over the last one is taken for a slip, and the set for one with what was told."""
    weight = None
    if logged.kg is not None:
        weight = Weight(round(logged.kg, 2)) if logged.unit == "kg" else Weight(round(logged.kg / KG_PER_LB, 1), "lb")
        if asked is not None and abs(weight.kg - asked.kg) < _SAME_KG:
            weight = asked
        elif asked is not None and typing_error(weight, asked):
            weight = None
    return DoneSet(logged.reps or 0, logged.reserve, weight, logged.side, logged.kind)


def _notes_without_loads(plan: PlanTables) -> dict[str, list[str]]:
    """The notes of each session's exercises without what was said of their loads when the plan was made."""
    bare = [
        session._replace(exercises=tuple(row._replace(note="") for row in session.exercises))
        for session in plan.session_records
    ]
    holds = {
        week.week: "race" if week.has_race else "step_back"
        for week in plan.week_records
        if week.has_race or week.step_back
    }
    notes = {}
    for session, loaded in zip(plan.session_records, with_loads(plan.block, plan.catalog, bare, holds), strict=True):
        notes[session.session_id] = [
            without_weights(row.note.removesuffix(load.note).rstrip())
            for row, load in zip(session.exercises, loaded.exercises, strict=True)
        ]
    return notes
