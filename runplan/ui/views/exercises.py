"""One exercise of the catalog: how to do it, what it works, and where that is known from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runplan.ui.views.parts import escape, rows_of
from runplan.ui.words import EQUIPMENT_NAMES, LEVEL_NAMES, SECTION_NAMES, plain

if TYPE_CHECKING:
    from runplan.catalog import Catalog

__all__ = ["exercise_html", "kit_words"]

_ROLES = {
    "prime_mover": "does the work (1 set)",
    "synergist": "helps (0.5 set)",
    "stabiliser": "holds steady",
    "stretched": "is stretched",
    "rolled": "is rolled",
}


def kit_words(expression: str) -> str:
    """Equipment as a person lists it.

    >>> kit_words("barbell;bench|box"), kit_words("")
    ('Barbell, and bench or box', 'nothing')
    """
    groups = [
        " or ".join(EQUIPMENT_NAMES.get(word, plain(word)) for word in group.split("|"))
        for group in expression.split(";")
        if group
    ]
    return ", and ".join(groups).capitalize() or "nothing"


def exercise_html(catalog: Catalog, exercise_id: str) -> str:
    """An exercise with its muscles, their roles, and the source of each.

    Parameters
    ----------
    catalog : Catalog
    exercise_id : str

    Returns
    -------
    str
    """
    row: dict[Any, Any] = catalog.exercises.loc[exercise_id].to_dict()
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
        ("Easier", _names(catalog, row["easier"])),
        ("Harder", _names(catalog, row["harder"])),
    )
    listed = "".join(f"<tr><th>{name}</th><td>{escape(text)}</td></tr>" for name, text in facts if text)
    muscles = catalog.muscles.set_index("muscle")["name"].to_dict()
    citations = catalog.sources.set_index("source_id")["citation"].to_dict()
    involved = catalog.involvement[catalog.involvement["exercise_id"] == exercise_id]
    order = {role: place for place, role in enumerate(_ROLES)}
    rows = sorted(rows_of(involved), key=lambda one: order.get(one.role, len(order)))
    worked = "".join(
        f'<tr><th scope="row">{escape(muscles.get(one.muscle, one.muscle))}</th>'
        f"<td>{escape(_ROLES.get(one.role, one.role))}</td>"
        f'<td><span class="rp-badge" title="{escape(citations.get(one.source_id, one.source_id))}">{escape(one.basis)}'
        f'</span> <span class="rp-quiet">{escape(citations.get(one.source_id, "") if one.basis == "study" else "")}'
        "</span></td></tr>"
        for one in rows
    )
    return (
        f'<div class="rp-exercise"><h3>{escape(row["name"])}</h3><p>{escape(row["how_to"])}</p>'
        f'<table class="rp-facts"><tbody>{listed}</tbody></table>'
        f'<table class="rp-worked"><thead><tr><th scope="col">Muscle</th><th scope="col">Role</th>'
        f'<th scope="col">Known from</th>'
        f"</tr></thead><tbody>{worked}</tbody></table></div>"
    )


def _names(catalog: Catalog, ids: str) -> str:
    names = catalog.exercises["name"].to_dict()
    return ", ".join(names.get(one, one) for one in ids.split(";") if one)
