"""A run whose kind, distance and duration stand in cells of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from runplan.exchange.run_plans.cells.amounts import amounts_in
from runplan.exchange.run_plans.cells.cell import Meaning, Session, described, read_cell
from runplan.exchange.run_plans.cells.kinds import is_rest
from runplan.exchange.run_plans.cells.languages import ENGLISH
from runplan.exchange.run_plans.cells.tokens import tokens
from runplan.exchange.run_plans.limits import MOST_KM, MOST_MINUTES
from runplan.units import KM_PER_MILE

_KM = {"km": 1.0, "mi": KM_PER_MILE, "m": 0.001}
_MINUTES = {"min": 1.0, "h": 60.0, "s": 1 / 60}


@dataclass(frozen=True)
class Lengths:
    """The cells of distance and duration, and the unit that a heading or another cell states for each, or ""."""

    distance: str
    distance_unit: str
    minutes: str
    minutes_unit: str


def line_meaning(said: Sequence[str], lengths: Lengths, unit: str) -> Meaning:
    """What a line says."""
    stated = lengths.distance_unit if lengths.distance_unit in ("km", "mi") else ""
    texts = [text for text in said if text]
    read = [read_cell(text, stated or unit) for text in texts]
    km, bare, ranged = _distance(lengths.distance, lengths.distance_unit, unit)
    minutes, left = _duration(lengths.minutes, lengths.minutes_unit)
    if not km and not minutes and not bare and texts and all(is_rest(tokens(text[:200], ENGLISH)) for text in texts):
        return Meaning((), "read", "Rest.")
    known = [one for one in read if any(session.type for session in one.sessions)]
    if not known and not km and not bare:
        if not minutes or texts:
            return _unknown(texts)
        known = [Meaning((Session("easy", typed=False),), "read", "")]
    best = next((one for one in known if any(session.typed for session in one.sessions)), known[0] if known else None)
    sized = next((one for one in known if any(_has_size(session) for session in one.sessions)), None)
    chosen = best or Meaning((Session("easy", typed=False),), "guessed" if texts else "read", "")
    first, *others = chosen.sessions
    guessed = chosen.reading == "guessed"
    notes = []
    if not km and not minutes and not bare and sized is not None and not _has_size(first):
        first = replace(first, km=sized.sessions[0].km, minutes=sized.sessions[0].minutes)
        guessed |= sized.reading == "guessed"
    elif km or minutes:
        first = replace(first, km=km, minutes=minutes, running=minutes if not km else None)
    if left:
        notes.append(f"{left} has no unit and was left")
        guessed = True
    if ranged:
        notes.append("the upper end of a range")
    runs = first.type not in ("walk", "cross", "strength")
    lacks = tuple(bare) if runs and not km else ()
    if not lacks and runs and not _has_size(first) and chosen.bare:
        lacks = chosen.bare
    if lacks and (stated or unit):
        why = f"Not understood: {lacks[0]} can be metres, miles or minutes."
        return Meaning((Session(""),), "not read", why)
    if (first.km or 0) > MOST_KM or (first.minutes or 0) > MOST_MINUTES:
        return Meaning((Session(""),), "not read", "Not understood: its distance or duration is out of range.")
    sessions = (first, *others)
    return Meaning(
        sessions, "guessed" if guessed else "read", described(sessions, notes, unit or stated, stated), lacks
    )


def _unknown(texts: Sequence[str]) -> Meaning:
    if not texts:
        return Meaning((), "read", "Rest.")
    return Meaning((Session(""),), "not read", "Not understood: the line names no kind of session and no length.")


def _has_size(session: Session) -> bool:
    return bool(session.km or session.minutes)


def _distance(text: str, stated: str, unit: str) -> tuple[float | None, list[str], bool]:
    """Kilometres, numbers without a unit, and whether it is a range."""
    found = [one for one in amounts_in(text) if one.value > 0]
    if not found:
        return None, [], False
    first = found[0]
    ranged = first.low is not None and first.low < first.value
    if first.kind == "km":
        return round(first.value * first.times, 3), [], ranged
    factor = _KM.get(stated) or _KM.get(unit)
    if first.kind == "bare" and factor is not None and (factor == KM_PER_MILE or not first.text.endswith("m")):
        return round(first.value * factor, 3), [], ranged
    return None, [first.text] if first.kind == "bare" else [], ranged


def _duration(text: str, stated: str) -> tuple[float | None, str]:
    """Minutes; and a number that has no unit."""
    found = [one for one in amounts_in(text) if one.value > 0]
    if not found:
        return None, ""
    first = found[0]
    if first.kind == "min":
        return round(sum(one.value * one.times for one in found if one.kind == "min"), 2), ""
    if first.kind == "bare" and stated in _MINUTES:
        return round(first.value * _MINUTES[stated], 2), ""
    return None, first.text
