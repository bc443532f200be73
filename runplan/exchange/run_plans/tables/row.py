"""A run whose kind, distance and duration are in cells of their own.

In: the texts of these cells and the units of their columns. Out: one meaning, as that of a cell that says all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from runplan.exchange.run_plans.cells.amounts import amounts_in
from runplan.exchange.run_plans.cells.cell import REST, Context, Meaning, Session, described, not_read, read_cell
from runplan.exchange.run_plans.cells.kinds import OTHERS, is_rest
from runplan.exchange.run_plans.cells.words import MINUTE_UNITS, tokens
from runplan.exchange.run_plans.limits import MOST_KM, MOST_MINUTES, MOST_TEXT
from runplan.exchange.run_plans.tables.headings import CAMEL, SAID
from runplan.units import KM_PER_MILE

_FACTORS = {"distance": {"km": 1.0, "mi": KM_PER_MILE, "m": 0.001}, "minutes": MINUTE_UNITS}


def row_meaning(parts: Mapping[str, str], units: Mapping[str, str], context: Context, kind: str = "") -> Meaning:
    """What a row says: its texts by their kinds, of which details only help out, and the units of its numbers.

    The kind is that of its sessions, where its line says so.
    """
    if kind:
        meaning = read_cell("; ".join(parts.values()), context.unit, context)
        sessions = tuple(replace(run, type=kind, race=False, typed=True, running=None) for run in meaning.sessions[:1])
        return Meaning(sessions, "read", described(sessions)) if sessions else meaning
    if set(parts) == {"title"}:
        return read_cell(parts["title"], context.unit, context)
    stated = units.get("distance", "") if units.get("distance") in ("km", "mi") else ""
    unit = stated or context.unit
    texts = {kind: CAMEL.sub(" ", parts[kind]) for kind in SAID if parts.get(kind)}
    details = texts.pop("details", "")[:MOST_TEXT]
    km, bare, ranged = _column("distance", parts, units, context)
    minutes, left, _ = _column("minutes", parts, units, context)
    given = bool(km or minutes)
    means = [read_cell(text, unit, context) for text in texts.values()]
    if (
        not given
        and not bare
        and texts
        and all(is_rest(tokens(text[:200], context.language)) for text in texts.values())
    ):
        return REST
    about = read_cell(details.partition(". ")[0], unit, context) if details else REST
    known = [mean for mean in means if any(session.type for session in mean.sessions)]
    if not known and details and (not texts or any(session.typed for session in about.sessions)):
        known = [about] if about.reading != "not read" and about.sessions else []
    if not known and not km and not bare:
        if minutes and not texts:
            return Meaning(
                (Session("easy", None, minutes, minutes, typed=False),), "read", f"Easy run, {minutes:g} min."
            )
        return not_read("the line names no kind of session and no length") if texts or details else REST
    typed = [mean for mean in known if any(session.typed and session.type for session in mean.sessions)]
    plain = Meaning((Session("easy", typed=False),), "guessed" if texts else "read", "")
    chosen = next((mean for mean in typed if mean.sessions[0].type != "easy"), [*typed, *known, plain][0])
    sized = next((mean for mean in [*known, about] if any(session.sized for session in mean.sessions)), None)
    first, *others = chosen.sessions
    guessed = any(mean.reading == "guessed" for mean in (chosen, *(means if given else ())))
    if given:
        first = replace(first, km=km, minutes=minutes, running=None if km else minutes)
    elif not bare and sized is not None and not first.sized:
        own = next(session for session in sized.sessions if session.sized)
        first = replace(first, km=own.km, minutes=own.minutes, running=own.running, steps=own.steps)
        guessed |= sized.reading == "guessed"
    runs = first.type not in OTHERS
    lacks = (bare,) if bare and runs and not km else chosen.bare if runs and not first.sized else ()
    if lacks and unit:
        return not_read(f"{lacks[0]} can be metres, miles or minutes")
    if (first.km or 0) > MOST_KM or (first.minutes or 0) > MOST_MINUTES:
        return not_read("its distance or duration is out of range")
    sessions, notes = (first, *others), [f"{left} has no unit and was left"] if left else []
    notes += ["the upper end of a range"] if ranged else []
    taken = described(sessions, notes, unit, stated) if given or sized is not chosen else chosen.taken
    return Meaning(sessions, "guessed" if guessed or left else "read", taken or described(sessions, notes), lacks)


def _column(
    kind: str, parts: Mapping[str, str], units: Mapping[str, str], context: Context
) -> tuple[float | None, str, bool]:
    """Kilometres or minutes of a column, a number of it that has no unit, and whether it is a range."""
    amounts = [amount for amount in amounts_in(parts.get(kind, ""), context.language) if amount.value > 0]
    if not amounts:
        return None, "", False
    first, far = amounts[0], kind == "distance"
    ranged = far and first.low is not None and first.low < first.value
    if first.kind == ("km" if far else "min"):
        return (
            round(
                sum(run.whole for run in (amounts[:1] if far else amounts) if run.kind == first.kind), 3 if far else 2
            ),
            "",
            ranged,
        )
    factor = _FACTORS[kind].get(units.get(kind, "")) or (_FACTORS[kind].get(context.unit) if far else None)
    if first.kind == "bare" and factor is not None and (not far or factor == KM_PER_MILE or first.text[-1] != "m"):
        return round(first.value * factor, 3 if far else 2), "", ranged
    return None, first.text if first.kind == "bare" or not far else "", ranged
