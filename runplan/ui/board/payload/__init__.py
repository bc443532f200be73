"""The board's content as plain data: one message per change, constant parts once, details on request.

In: the planner's model. Out: JSON. Every word on the board and every number in it comes from here; the board itself
only draws.
"""

from __future__ import annotations

from runplan.insight.analysis import Seen
from runplan.ui.board.payload.drawings import drawing_strokes
from runplan.ui.board.payload.lists import lists
from runplan.ui.board.payload.message import scene
from runplan.ui.board.payload.muscle_text import muscle_words
from runplan.ui.board.payload.session import details
from runplan.ui.board.payload.static import about

__all__ = ["Seen", "about", "details", "drawing_strokes", "lists", "muscle_words", "scene"]
