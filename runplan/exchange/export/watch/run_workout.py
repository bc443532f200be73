"""A run as a watch's steps."""

from __future__ import annotations

from dataclasses import replace

from runplan.exchange.export.text import one_line
from runplan.exchange.export.watch.workout_steps import Block, Step, Times
from runplan.plan.records import Session
from runplan.plan.steps import Step as RunStep
from runplan.plan.steps import pace_range, parse_steps
from runplan.units import format_number

PART_NAMES = {
    "easy": "Easy",
    "tempo": "Tempo pace",
    "intervals": "5k pace",
    "hills": "Uphill",
    "race": "Race",
    "jog": "Jog",
}


def run_blocks(session: Session, easy_pace_s_per_km: int, *, by_time: bool = False) -> list[Block]:
    """The steps of a run."""
    parts = parse_steps(session.steps)
    blocks: list[Block] = [_whole(session, easy_pace_s_per_km, by_time)]
    if parts:
        blocks = _structured(parts, session, easy_pace_s_per_km)
    return _with_note(blocks, one_line(session.note).strip())


def _structured(parts: tuple[RunStep, ...], session: Session, easy_pace: int) -> list[Block]:
    framed = len(parts) > 1 and any(part.target != "easy" for part in parts)
    blocks: list[Block] = []
    for number, part in enumerate(parts):
        intensity = "active"
        if framed and part.target == "easy" and number in (0, len(parts) - 1):
            intensity = "cool_down" if number else "warm_up"
        steps = [_part(part.target, part.metres, session, easy_pace, intensity)]
        if part.recovery_metres:
            steps.append(Step(PART_NAMES["jog"], "recovery", metres=part.recovery_metres))
        blocks += [Times(part.repeat, tuple(steps))] if part.repeat > 1 else steps
    return blocks


def _part(pace: str, metres: int, session: Session, easy_pace: int, intensity: str) -> Step:
    target = pace_range(pace, easy_pace)
    note = "" if target is not None or pace == "race" else _effort(session)
    return Step(PART_NAMES[pace], intensity, metres=metres, pace=target, note=note)


def _whole(session: Session, easy_pace: int, by_time: bool) -> Step:
    name = one_line(session.title).strip() or "Run"
    metres = round(session.km * 1000) if session.km else None
    seconds = session.minutes * 60 if session.minutes and (by_time or metres is None) else None
    steady = session.type in ("easy", "long")
    words = [one_line(session.steps).strip(), "" if steady or session.type == "race" else _effort(session)]
    return Step(
        name,
        metres=None if seconds is not None else metres,
        seconds=seconds,
        pace=pace_range("easy", easy_pace) if steady else None,
        note=" ".join(word for word in words if word),
    )


def _effort(session: Session) -> str:
    return "" if session.effort is None else f"Effort {format_number(session.effort)} of 10."


def _with_note(blocks: list[Block], note: str) -> list[Block]:
    """The note in the first step; one more step would have to be ended by hand."""
    first = blocks[0]
    step, *others = first.steps if isinstance(first, Times) else (first,)
    noted = replace(step, note=f"{step.note} {note}".strip())
    return [replace(first, steps=(noted, *others)) if isinstance(first, Times) else noted, *blocks[1:]]
