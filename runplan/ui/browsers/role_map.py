"""The body map of one exercise: which muscles do the work, which help, which only hold, front and back."""

from __future__ import annotations

from collections.abc import Mapping

from runplan.catalog.bodymap import View, load_bodymap
from runplan.ui.browsers.html import escape

ROLE_WORDS = {
    "prime_mover": "does the work",
    "synergist": "helps",
    "stabiliser": "holds steady",
    "stretched": "is stretched",
    "rolled": "is rolled",
}
"""Roles, the strongest first, in a person's words."""


def role_map(roles: Mapping[str, str], names: Mapping[str, str]) -> str:
    """Front and back of the body with each muscle drawn by its role; colour is never the only sign."""
    body = load_bodymap()
    left, top, width, height = body.figure
    said = "; ".join(
        f"{word}: {', '.join(names.get(muscle, muscle) for muscle, role in roles.items() if role == key)}"
        for key, word in ROLE_WORDS.items()
        if key in roles.values()
    )
    drawn = "".join(_view(view, roles, names) for view in (body.front, body.back))
    legend = "".join(
        f'<span class="rp-role-key rp-role-{key}">{escape(word)}</span>'
        for key, word in ROLE_WORDS.items()
        if key in roles.values()
    )
    return (
        f'<figure class="rp-role-map"><svg viewBox="{left:g} {top:g} {width:g} {height:g}" role="img" '
        f'aria-label="Body map, front and back. {escape(said)}.">{drawn}</svg>'
        f"<figcaption>{legend}</figcaption></figure>"
    )


def _view(view: View, roles: Mapping[str, str], names: Mapping[str, str]) -> str:
    parts = ["".join(f'<path class="rp-role-body" d="{path}"/>' for path in view.outline)]
    # Deep muscles lie over what covers them, drawn dashed.
    for region in sorted(view.regions, key=lambda one: one.overlay):
        role = roles.get(region.muscle, "")
        if region.overlay and not role:
            continue
        title = (
            f"<title>{escape(names.get(region.muscle, region.muscle))}: {ROLE_WORDS.get(role, 'not worked')}</title>"
        )
        deep = " rp-role-deep" if region.overlay else ""
        parts.append(f'<path class="rp-role{deep} rp-role-{role or "none"}" d="{region.path}">{title}</path>')
    parts.append("".join(f'<path class="rp-role-line" d="{path}"/>' for path in view.lines))
    return "".join(parts)
