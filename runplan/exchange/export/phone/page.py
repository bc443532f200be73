"""The page for the phone: one HTML file with its script, its style sheet and the plan inside.

Nothing is fetched, and nothing can be: the page's content security policy allows its own script and style by their
hashes, pictures inside of the page, and nothing else. The plan stands in it as JSON, and the script puts every text of
it into the page as text, never as markup.

What the format does not hold: findings, coverage, why a session is on its day, and paces as speeds. Where the page is
opened from a file or without https, the phone may refuse to keep notes, to keep the screen on or to share a file; the
page says which of these it may do.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from html import escape
from importlib import resources
from typing import Any

from runplan.exchange.export.phone.document import document
from runplan.exchange.export.phone.pictures import colour_sheet
from runplan.plan.tables import PlanTables

SCRIPTS = (
    "dom.js",
    "plan.js",
    "notes.js",
    "log.js",
    "signals.js",
    "pictures.js",
    "fields.js",
    "session.js",
    "days.js",
    "block.js",
    "help.js",
    "turns.js",
    "clock.js",
    "mode.js",
    "main.js",
)
SHEETS = ("base.css", "views.css", "mode.css", "print.css")
_SLOT = re.compile(r"\{\{(\w+)\}\}")
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def phone_bytes(plan: PlanTables) -> bytes:
    """The plan as one HTML file for the phone; the same plan gives the same bytes."""
    content = document(plan)
    script, style = _text("js", SCRIPTS), colour_sheet() + _text("css", SHEETS)
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {
        "policy": policy,
        "title": escape(content["title"]),
        "style": style,
        "script": script,
        "plan": as_json(content),
    }
    page = resources.files("runplan.exchange.export.phone").joinpath("page.html").read_text(encoding="utf-8")
    return _SLOT.sub(lambda slot: parts[slot[1]], page).encode()


def as_json(content: Any) -> str:
    r"""JSON that no text in it can end: what begins or ends markup is escaped, and all that is not ASCII.

    >>> as_json({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    return json.dumps(content, separators=(",", ":"), allow_nan=False).translate(_IN_SCRIPT)


@cache
def _text(folder: str, names: tuple[str, ...]) -> str:
    """Files of a folder, joined in their order; the browser gives the page's text line feeds before it hashes it."""
    files = resources.files("runplan.exchange.export.phone").joinpath(folder)
    return "\n".join(files.joinpath(name).read_text(encoding="utf-8") for name in names).replace("\r\n", "\n")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
