"""One exercise of the catalog: how to do it, what it works, and where that is known from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from runplan.catalog.catalog import LIGHT_SHARE, ROLE_CREDIT
from runplan.catalog.drawings import load_drawings
from runplan.schema import COUNTED_SECTIONS, EQUIPMENT_NAMES
from runplan.ui.browsers.html import escape, rows_of
from runplan.ui.browsers.role_map import ROLE_WORDS, role_map
from runplan.ui.field_text import LEVEL_NAMES
from runplan.words import SECTION_NAMES, plain

if TYPE_CHECKING:
    from runplan.catalog import Catalog


def kit_words(expression: str) -> str:
    """Equipment as a person lists it.

    >>> kit_words("barbell;bench|box"), kit_words("")
    ('Barbell, and bench or box', 'nothing')
    """
    groups = [
        " or ".join(EQUIPMENT_NAMES[word] for word in group.split("|")) for group in expression.split(";") if group
    ]
    return ", and ".join(groups).capitalize() or "nothing"


def exercise_card(catalog: Catalog, exercise_id: str) -> str:
    """An exercise as a card: how to do it, the body map of its roles, and what it needs."""
    row: dict[Any, Any] = catalog.exercises.loc[exercise_id].to_dict()
    roles = _rows_by_role(catalog, exercise_id)
    names = {str(one): str(name) for one, name in catalog.muscles.set_index("muscle")["name"].items()}
    strongest: dict[str, str] = {}
    for one in roles:
        strongest.setdefault(one.muscle, one.role)
    drawing = load_drawings().get(exercise_id)
    picture = "" if drawing is None else f'<div class="rp-exercise-drawing">{drawing.svg()}</div>'
    staple = '<span class="rp-badge" title="An exercise that coaches often choose first; our assumption">staple</span>'
    return (
        f'<div class="rp-exercise"><h3>{escape(row["name"])} {staple if row["staple"] else ""}</h3>'
        f"<p>{escape(row['how_to'])}</p>"
        f'<div class="rp-exercise-parts"><div class="rp-exercise-pictures">{picture}{role_map(strongest, names)}</div>'
        f"<div>{_facts(row)}{_stand_ins(catalog, row)}</div></div></div>"
    )


def _rows_by_role(catalog: Catalog, exercise_id: str) -> list[Any]:
    involved = catalog.involvement[catalog.involvement["exercise_id"] == exercise_id]
    order = {role: place for place, role in enumerate(ROLE_WORDS)}
    return sorted(rows_of(involved), key=lambda one: order.get(one.role, len(order)))


def _facts(row: Mapping[Any, Any]) -> str:
    garmin = plain(row["fit_name"] or row["fit_category"])
    facts = (
        ("Part", SECTION_NAMES.get(row["section"], plain(row["section"]))),
        ("Movement", plain(row["pattern"])),
        ("Planes", ", ".join(row["planes"].split(";")) or "none"),
        ("Serves", plain(", ".join(row["benefits"].split(";")))),
        ("Needs", kit_words(row["equipment"])),
        ("Level", LEVEL_NAMES.get(row["level"], row["level"])),
        (
            "Done",
            ("each side, " if row["each_side"] else "both sides together, ")
            + ("counted" if row["mode"] == "reps" else "timed"),
        ),
        ("On a Garmin", garmin if row["fit_name"] else f"among {garmin}" if garmin else ""),
    )
    listed = "".join(f"<tr><th>{name}</th><td>{escape(text)}</td></tr>" for name, text in facts if text)
    return f'<table class="rp-facts"><tbody>{listed}</tbody></table>'


def _stand_ins(catalog: Catalog, row: Mapping[Any, Any]) -> str:
    """What does for kit that is missing, a line a piece."""
    words = list(dict.fromkeys(word for need in row["equipment"].split(";") for word in need.split("|") if word))
    advice = {one.equipment: one.advice for one in rows_of(catalog.equipment)}
    lines = "".join(
        f"<li><b>{escape(EQUIPMENT_NAMES[word])}</b> {escape(advice[word])}</li>" for word in words if word in advice
    )
    return (
        f'<details class="rp-stand-ins"><summary>Without the kit</summary><ul>{lines}</ul></details>' if lines else ""
    )


def exercise_roles(catalog: Catalog, exercise_id: str) -> str:
    """The muscles of an exercise, the role of each, and what that rests on."""
    names = catalog.muscles.set_index("muscle")["name"].to_dict()
    citations = catalog.sources.set_index("source_id")["citation"].to_dict()
    row = catalog.exercises.loc[exercise_id]
    share = (1.0 if row["full_set"] else LIGHT_SHARE) if row["section"] in COUNTED_SECTIONS else 0.0
    lines = "".join(
        f'<tr><th scope="row">{escape(names.get(one.muscle, one.muscle))}</th>'
        f"<td>{escape(_told(one.role, share))}</td>"
        f'<td><span class="rp-badge" title="{escape(citations.get(one.source_id, one.source_id))}">{escape(one.basis)}'
        f'</span> <span class="rp-quiet">{escape(_figure(one, citations))}</span></td></tr>'
        for one in _rows_by_role(catalog, exercise_id)
    )
    return (
        '<table class="rp-worked"><thead><tr><th scope="col">Muscle</th><th scope="col">Role</th><th '
        f'scope="col">Source</th></tr></thead><tbody>{lines}</tbody></table><p class="rp-quiet">Figures from '
        "different studies cannot be compared, and none of them is a number of sets.</p>"
    )


def _told(role: str, share: float) -> str:
    """A role, and what a set counts for it where sets of the exercise count, by their share."""
    sets = share * ROLE_CREDIT.get(role, 0.0)
    return ROLE_WORDS.get(role, plain(role)) + (f" ({sets:g} set)" if sets else "")


def _figure(one: Any, citations: Mapping[Any, str]) -> str:
    """The study and its figure, where a study gave one."""
    if one.basis not in ("study", "secondary page"):
        return ""
    citation = str(citations.get(one.source_id, ""))
    if not one.pct_mvic:
        return citation
    unit = "" if "%" in one.pct_mvic else " % MVIC"
    return f"{citation}: {one.pct_mvic}{unit}{f' ({one.statistic})' if one.statistic else ''}"
