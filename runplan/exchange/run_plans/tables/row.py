"""A run whose kind, distance and duration are in cells of their own.

In: the texts of these cells and the units of their columns. Out: one meaning, as that of a cell that says all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from runplan.exchange.run_plans.cells.amounts import amounts_in
from runplan.exchange.run_plans.cells.cell import REST, Context, Meaning, Session, described, not_read, read_cell
from runplan.exchange.run_plans.cells.kinds import is_rest
from runplan.exchange.run_plans.cells.words import tokens
from runplan.exchange.run_plans.limits import MOST_KM, MOST_MINUTES, MOST_TEXT
from runplan.exchange.run_plans.tables.headings import CAMEL, SAID
from runplan.units import KM_PER_MILE

_KM = {"km": 1.0, "mi": KM_PER_MILE, "m": 0.001}
_MINUTES = {"min": 1.0, "h": 60.0, "s": 1 / 60}


def row_meaning(parts: Mapping[str, str], units: Mapping[str, str], context: Context, kind: str = "") -> Meaning:
    """What a row says: its texts by their kinds, of which details only help out, and the units of its numbers.

    The kind is that of its sessions, where its line says so.
    """
    if kind:
        meaning = read_cell("; ".join(parts.values()), context.unit, context)
        if not meaning.sessions:
            return meaning
        first = replace(meaning.sessions[0], type=kind, race=False, typed=True, running=None)
        return Meaning((first,), "read", described((first,), ()))
    if set(parts) == {"title"}:
        return read_cell(parts["title"], context.unit, context)
    stated = units.get("distance", "") if units.get("distance") in ("km", "mi") else ""
    unit = stated or context.unit
    texts = {kind: CAMEL.sub(" ", parts[kind]) for kind in SAID if parts.get(kind)}
    details = texts.pop("details", "")[:MOST_TEXT]
    km, bare, ranged = _distance(parts.get("distance", ""), units.get("distance", ""), context)
    minutes, left = _duration(parts.get("minutes", ""), units.get("minutes", ""), context)
    means = {kind: read_cell(text, unit, context) for kind, text in texts.items()}
    rest = texts and all(is_rest(tokens(text[:200], context.language)) for text in texts.values())
    if not km and not minutes and not bare and rest:
        return REST
    about = read_cell(details.partition(". ")[0], unit, context) if details else REST
    known = [mean for mean in means.values() if any(session.type for session in mean.sessions)]
    if not known and details and (not texts or any(session.typed for session in about.sessions)):
        known = [about] if about.reading != "not read" and about.sessions else []
    if not known and not km and not bare:
        return _unknown(texts, details, minutes)
    typed = [mean for mean in known if any(session.typed and session.type for session in mean.sessions)]
    best = max(typed, key=lambda mean: (mean.sessions[0].type != "easy", -known.index(mean)), default=None)
    sized = next((mean for mean in [*known, about] if any(_has_size(session) for session in mean.sessions)), None)
    chosen = best or (
        known[0] if known else Meaning((Session("easy", typed=False),), "guessed" if texts else "read", "")
    )
    first, *others = chosen.sessions
    guessed = any(mean.reading == "guessed" for mean in (chosen, *(means.values() if km or minutes else ())))
    notes = []
    if km or minutes:
        first = replace(first, km=km, minutes=minutes, running=minutes if not km else None)
    elif not bare and sized is not None and not _has_size(first):
        own = next(session for session in sized.sessions if _has_size(session))
        first = replace(first, km=own.km, minutes=own.minutes, running=own.running, steps=own.steps)
        guessed |= sized.reading == "guessed"
    if left:
        notes.append(f"{left} has no unit and was left")
    if ranged:
        notes.append("the upper end of a range")
    runs = first.type not in ("walk", "cross", "strength")
    lacks = tuple(bare) if runs and not km else ()
    if not lacks and runs and not _has_size(first):
        lacks = chosen.bare
    if lacks and unit:
        return not_read(f"{lacks[0]} can be metres, miles or minutes")
    if (first.km or 0) > MOST_KM or (first.minutes or 0) > MOST_MINUTES:
        return not_read("its distance or duration is out of range")
    sessions = (first, *others)
    taken = described(sessions, notes, unit, stated) if km or minutes or sized is not chosen else chosen.taken
    return Meaning(sessions, "guessed" if guessed or left else "read", taken or described(sessions, notes), lacks)


def _unknown(texts: Mapping[str, str], details: str, minutes: float | None) -> Meaning:
    if minutes and not texts:
        return Meaning((Session("easy", None, minutes, minutes, typed=False),), "read", f"Easy run, {minutes:g} min.")
    return not_read("the line names no kind of session and no length") if texts or details else REST


def _has_size(session: Session) -> bool:
    return bool(session.km or session.minutes)


def _distance(text: str, stated: str, context: Context) -> tuple[float | None, list[str], bool]:
    """Kilometres, numbers without a unit, and whether it is a range."""
    amounts = [amount for amount in amounts_in(text, context.language) if amount.value > 0]
    if not amounts:
        return None, [], False
    first = amounts[0]
    ranged = first.low is not None and first.low < first.value
    if first.kind == "km":
        return round(first.whole, 3), [], ranged
    factor = _KM.get(stated) or _KM.get(context.unit)
    if first.kind == "bare" and factor is not None and (factor == KM_PER_MILE or not first.text.endswith("m")):
        return round(first.value * factor, 3), [], ranged
    return None, [first.text] if first.kind == "bare" else [], ranged


def _duration(text: str, stated: str, context: Context) -> tuple[float | None, str]:
    """Minutes; and a number that has no unit."""
    amounts = [amount for amount in amounts_in(text, context.language) if amount.value > 0]
    if not amounts:
        return None, ""
    first = amounts[0]
    if first.kind == "min":
        return round(sum(amount.whole for amount in amounts if amount.kind == "min"), 2), ""
    if first.kind == "bare" and stated in _MINUTES:
        return round(first.value * _MINUTES[stated], 2), ""
    return None, first.text
