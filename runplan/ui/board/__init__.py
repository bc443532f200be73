"""The board: all live views in one widget, fed by one message for each change."""

from __future__ import annotations

from runplan.ui.board.widget import Board

__all__ = ["Board"]
