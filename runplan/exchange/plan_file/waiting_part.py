"""What waits beside a plan's block, as the plan's companion file has it.

In: a companion's content. Out: the settings, damaged where they are not as they were written; and the way back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from runplan.exchange.disk import digest
from runplan.plan.waiting import NOTHING_WAITS, WaitingSettings

_PART, _DIGEST = "waiting", "waiting_digest"


def waiting_part(settings: WaitingSettings) -> dict[str, Any]:
    """What waits, with a digest that tells where something of it is lost; nothing where nothing waits."""
    values = settings.to_json()
    return {_PART: values, _DIGEST: _digest_of(values)} if settings else {}


def waiting_in(content: Mapping[str, Any]) -> WaitingSettings:
    """What waits in a companion file; it is damaged where it is not as it was written."""
    if _PART not in content and _DIGEST not in content:
        return NOTHING_WAITS
    settings = WaitingSettings.from_json(content.get(_PART))
    return replace(settings, damaged=settings.damaged or _digest_of(content.get(_PART)) != content.get(_DIGEST))


def _digest_of(values: Any) -> str:
    return digest(json.dumps(values, sort_keys=True).encode())
