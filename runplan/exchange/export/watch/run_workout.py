"""A run as a watch's steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from runplan.exchange.export.text import one_line
from runplan.exchange.export.watch.workout_steps import Block, Step, Times
from runplan.plan.records import Session
from runplan.plan.steps import Step as RunStep
from runplan.plan.steps import parse_steps
from runplan.planning.running.step_bands import StepBand
from runplan.units import format_number

Bands = Mapping[str, StepBand]
_STEADY = ("easy", "long")


def run_blocks(session: Session, bands: Bands, *, by_time: bool = False) -> list[Block]:
    """The steps of a run."""
    parts = parse_steps(session.steps)
    blocks: list[Block] = [_whole(session, bands, by_time)]
    if parts:
        blocks = _structured(parts, session, bands)
    return _with_note(blocks, one_line(session.note).strip())


def _structured(parts: tuple[RunStep, ...], session: Session, bands: Bands) -> list[Block]:
    """The steps; of a quality run the first one warms up and the last one cools down."""
    framed = session.type not in _STEADY and len(parts) > 1 and any(part.target != "easy" for part in parts)
    blocks: list[Block] = []
    for number, part in enumerate(parts):
        intensity = "recovery" if part.target == "jog" else "active"
        if framed and part.target == "easy" and number in (0, len(parts) - 1):
            intensity = "cool_down" if number else "warm_up"
        steps = [_part(bands[part.target], part.metres, part.seconds, intensity)]
        if part.has_recovery:
            steps.append(_part(bands["jog"], part.recovery_metres, part.recovery_seconds, "recovery"))
        blocks += [Times(part.repeat, tuple(steps))] if part.repeat > 1 else steps
    return blocks


def _part(band: StepBand, metres: int, seconds: int, intensity: str) -> Step:
    """One step, which ends by time where it is timed."""
    return Step(
        band.name,
        intensity,
        metres=None if seconds else metres,
        seconds=seconds or None,
        pace=band.pace,
        heart_rate=band.heart_rate if band.pace is None else None,
        note=_note(band),
    )


def _note(band: StepBand) -> str:
    """What a step says beside its target: the heart rates beside a pace, or how it feels."""
    if band.pace is None:
        return f"{band.feel[:1].upper()}{band.feel[1:]}." if band.feel else ""
    return "" if band.heart_rate is None else f"{'-'.join(map(str, band.heart_rate))} bpm."


def _whole(session: Session, bands: Bands, by_time: bool) -> Step:
    name = one_line(session.title).strip() or "Run"
    metres = round(session.km * 1000) if session.km else None
    seconds = session.minutes * 60 if session.minutes and (by_time or metres is None) else None
    band = bands["race" if session.type == "race" else "easy"]
    words = one_line(session.steps).strip()
    if session.type not in (*_STEADY, "race"):
        effort = "" if session.effort is None else f"Effort {format_number(session.effort)} out of 10 overall."
        note = " ".join(part for part in (words, effort) if part)
        return Step(name, metres=None if seconds is not None else metres, seconds=seconds, note=note)
    whole = _part(band, metres or 0, seconds or 0, "active")
    return replace(whole, name=name, metres=whole.metres or None, note=f"{words} {whole.note}".strip())


def _with_note(blocks: list[Block], note: str) -> list[Block]:
    """The note in the first step; one more step would have to be ended by hand."""
    first = blocks[0]
    step, *others = first.steps if isinstance(first, Times) else (first,)
    noted = replace(step, note=f"{step.note} {note}".strip())
    return [replace(first, steps=(noted, *others)) if isinstance(first, Times) else noted, *blocks[1:]]
