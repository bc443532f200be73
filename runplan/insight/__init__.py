"""What a plan means: coverage, running's load beside it, variety, findings."""

from __future__ import annotations

__all__: list[str] = []
