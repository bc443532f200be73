"""Hard rules as a plan that was read from a file must keep them: each rule returns what breaks it.

The planner keeps these rules by construction. A person may edit a plan in a spreadsheet, so they are checked here
again, from the plan's tables alone and without the planner's code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from runplan.catalog.rules import number
from runplan.insight.plan_facts import ONE_DAY, Finding, PlanFacts, join_weeks
from runplan.plan.records import QUALITY_TYPES, Session, Week
from runplan.words import WEEKDAY_NAMES, session_named

_TWO_DAYS = 2
_RACE_CORE_SESSIONS = 1
_OWN = " This comes from your own run plan, so RunPlan leaves it as it is."


Break = tuple[Session | Week, str]
"""A session that breaks a rule with what is wrong with it, or a week with the whole sentence."""


@dataclass(frozen=True)
class HardRule:
    """A rule that a plan must not break: what breaks it, one a week at most, one in all where more than three would."""

    rule: str  # rule_id of rules.csv
    source: str  # source_id of sources.csv
    together: str  # the sentence for more than three weeks, as for `join_weeks`
    breaks: Callable[[PlanFacts], Iterator[Break]]  # yields each break

    def __call__(self, facts: PlanFacts) -> list[Finding]:
        """What breaks the rule; runs that the runner brings are never moved: what they break is a warning."""
        runs = {run.session_id for run in facts.runs} if facts.plan.block.runs is not None else set()
        errors, warnings = [], []
        for place, words in self.breaks(facts):
            session_id = place.session_id if isinstance(place, Session) else ""
            message = f"Week {place.week}: {words}" if session_id else words
            if session_id in runs or (runs and self.rule == "rest_days" and _runs_leave_too_few(facts, place.week)):
                warnings.append(Finding("warning", self.rule, place.week, session_id, message + _OWN, self.source))
            else:
                errors.append(Finding("error", self.rule, place.week, session_id, message, self.source))
        return join_weeks(errors, self.together) + join_weeks(warnings, self.together + _OWN)


def hard_rule(source: str, together: str) -> Callable[[Callable[[PlanFacts], Iterator[Break]]], HardRule]:
    """Make a hard rule of a function that yields what breaks it; the function is called as the rule is."""
    return lambda breaks: HardRule(breaks.__name__.removeprefix("_"), source, together, breaks)


def day_of(session: Session) -> str:
    """Weekday and kind as they stand in a sentence: "Thursday's heavy session", "Sunday's long run".

    >>> from datetime import date
    >>> day_of(Session("w01-long", 1, date(2027, 1, 10), "Sun", "am", "run", "long", "", 12.0, 78, 4.0, False, "", ""))
    "Sunday's long run"
    """
    name = session_named(session.type) if session.kind == "run" else _strength_named(session.type)
    name = "race" if session.is_run and session.title.lower().endswith("race") else name  # that is a workout, too
    return f"{WEEKDAY_NAMES[session.date_weekday]}'s {name}"


def _strength_named(strength_type: str) -> str:
    return {"routine": "routine", "core": "core session"}.get(strength_type, f"{strength_type} strength session")


@hard_rule("our_assumption", "You have sessions on your days off in {weeks}.")
def _days_off(facts: PlanFacts) -> Iterator[Break]:
    block = facts.plan.block
    for session in facts.sessions:
        if session.type == "race":
            continue
        if session.date in block.dates_off:
            yield session, f"{day_of(session)} is on {session.date}, a date you marked as off."
        elif session.date_weekday in block.days_off:
            yield session, f"{day_of(session)} is on one of your days off."


@hard_rule("our_assumption", "You have runs in {weeks} on days that you keep free of runs.")
def _days_without_runs(facts: PlanFacts) -> Iterator[Break]:
    for run in facts.runs:
        if run.type != "race" and run.date_weekday in facts.plan.block.days_without_runs:
            yield run, f"{day_of(run)} is on a day that you keep free of runs."


@hard_rule("our_assumption", "{Weeks} have fewer rest days than you asked for.")
def _rest_days(facts: PlanFacts) -> Iterator[Break]:
    wished = facts.plan.block.rest_days
    for week in facts.weeks:
        # The race day counts as if it held nothing.
        free = sum(all(row.type == "race" for row in facts.of_day.get(day, ())) for day in week.dates)
        if free < wished:
            yield week, f"Week {week.week} has {_days(free)} without a session; you asked for {wished}."


def _runs_leave_too_few(facts: PlanFacts, number_: int) -> bool:
    """Whether a week would have too few days of rest without its strength work too."""
    week = facts.weeks[number_ - 1]
    run_days = {run.date for run in week.sessions if run.kind == "run" and run.type != "race"}
    strength_days = {one.date for one in week.sessions if one.kind == "strength"}
    return len(run_days) > 7 - facts.plan.block.rest_days and strength_days <= run_days


def _days(count: int) -> str:
    return "no day" if count == 0 else f"{count} day{'s' if count > 1 else ''}"


@hard_rule(
    "our_assumption", "In {weeks} a day has two runs or two strength sessions; plan at most one of each per day."
)
def _one_session_a_slot(facts: PlanFacts) -> Iterator[Break]:
    for sessions in facts.of_day.values():
        for kind, name in (("run", "runs"), ("strength", "strength sessions")):
            same = [session for session in sessions if session.kind == kind]
            if len(same) > 1:
                day = WEEKDAY_NAMES[same[0].date_weekday]
                yield same[1], f"{day} has {len(same)} {name}; plan at most one per day."


@hard_rule(
    "our_assumption",
    "In {weeks} a run and a strength session share a day; you asked for one session per day.",
)
def _doubles(facts: PlanFacts) -> Iterator[Break]:
    if facts.plan.block.doubles:
        return
    for sessions in facts.of_day.values():
        strength = [session for session in sessions if session.kind == "strength"]
        if strength and len(strength) < len(sessions):
            weekday = WEEKDAY_NAMES[strength[0].date_weekday]
            message = f"{weekday} has a run and a strength session; you asked for one session per day."
            yield strength[0], message


@hard_rule(
    "doma2013",
    "In {weeks} heavy strength work is too close to a long run, hard session or race, which needs fresh legs.",
)
def _heavy_before_hard_run(facts: PlanFacts) -> Iterator[Break]:
    nights = _TWO_DAYS if facts.plan.block.school == "two_nights" else 1
    for heavy in facts.heavy:
        for ahead in range(1, nights + 1):
            for run in facts.runs_of_day.get(heavy.date + ahead * ONE_DAY, ()):
                if run.is_hard_run:
                    between = "the day before" if ahead == 1 else "two days before"
                    yield heavy, f"{day_of(heavy)} is {between} {day_of(run)}, which needs fresh legs."


@hard_rule("our_assumption", "In {weeks} two heavy strength sessions are on consecutive days.")
def _heavy_apart(facts: PlanFacts) -> Iterator[Break]:
    for one, other in zip(facts.heavy, facts.heavy[1:], strict=False):
        if (other.date - one.date).days < _TWO_DAYS:
            yield other, f"{day_of(other)} follows {day_of(one)} without a day between them."


@hard_rule(
    "norris", "In {weeks} heavy strength work is on the same day as a run, and the style you chose does not allow this."
)
def _school_ban(facts: PlanFacts) -> Iterator[Break]:
    school = facts.plan.block.school
    if school == "hard_days":
        return
    for heavy in facts.heavy:
        for run in facts.runs_of_day.get(heavy.date, ()):
            if run.type == "long" or (school == "easy_days" and run.is_quality):
                shares = f"{day_of(heavy)} is on the same day as the {session_named(run.type)}"
                yield heavy, f"{shares}; the style you chose does not allow this."


@hard_rule("our_assumption", "In {weeks} sessions are too close to the race or do not belong in race week.")
def _race_window(facts: PlanFacts) -> Iterator[Break]:
    none_at_all = int(number("race_window_strength_days"))
    none_heavy = int(number("race_window_heavy_days"))
    for race in facts.races:
        for session in facts.strength:
            before = (race.date - session.date).days
            if 0 <= before <= none_at_all:
                when = "on race day" if before == 0 else f"{_days(before)} before the race"
                free = f"keep race day and the {none_at_all} days before it free of strength work"
                yield session, f"{day_of(session)} is {when}; {free}."
            elif session.type == "heavy" and (0 < before <= none_heavy or session.week == race.week):
                near = f"{day_of(session)} is too close to the race"
                yield session, f"{near}; keep race week and the {none_heavy} days before the race free of heavy work."
        yield from _race_week(facts, race)


def _race_week(facts: PlanFacts, race: Session) -> Iterator[Break]:
    same_week = [session for session in facts.sessions if session.week == race.week and session.date < race.date]
    for run in same_week:
        before = (race.date - run.date).days
        is_sharpening = run.type in QUALITY_TYPES and number("sharpening_days_last") <= before
        if run.kind == "run" and run.type not in ("easy", "race") and not is_sharpening:
            yield run, f"{day_of(run)} is too close to the race: plan only easy runs in the last days before it."
    strength = [session for session in same_week if session.kind == "strength" and session.type != "heavy"]
    for session in strength:
        if session.type not in ("core", "routine") or strength.index(session) >= _RACE_CORE_SESSIONS:
            stands = f"{day_of(session)} is in race week"
            yield session, f"{stands}; plan at most one core or routine session in that week."


@hard_rule("our_assumption", "In {weeks} not all sessions after the race are easy runs.")
def _after_race(facts: PlanFacts) -> Iterator[Break]:
    for race in facts.races:
        for session in facts.sessions:
            if session.week == race.week and session.date > race.date and session.type != "easy":
                yield session, f"{day_of(session)} comes after the race; plan only easy runs and rest days then."


SPACING_RULES = (
    *(_days_off, _days_without_runs, _rest_days, _one_session_a_slot, _doubles),
    *(_heavy_before_hard_run, _heavy_apart, _school_ban, _race_window, _after_race),
)
