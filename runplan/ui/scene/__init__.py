"""What the board shows, as plain data: one message for each change, what never changes once, details when asked.

In: the planner's model. Out: JSON. Every word on the board and every number in it comes from here; the board itself
only draws.
"""

from __future__ import annotations

from runplan.ui.scene.about import about
from runplan.ui.scene.details import details
from runplan.ui.scene.lists import lists
from runplan.ui.scene.seen import Seen
from runplan.ui.scene.whole import scene
from runplan.ui.scene.words import muscle_words

__all__ = ["Seen", "about", "details", "lists", "muscle_words", "scene"]
