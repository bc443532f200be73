"""XML that is read as it comes: nothing is kept but what is asked for, entities are refused, and depth is limited."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn
from xml.parsers import expat

_DEEPEST = 100

Attributes = dict[str, str]


class UnfitXml(Exception):
    """What is wrong with it: deep or entities."""


class XmlWalker:
    """A parser that tells of each element: its name without its prefix, and its attributes; texts only if asked for.

    Attributes
    ----------
    parser : xml parser
        Takes the bytes; its errors are ExpatError, ValueError and LookupError.
    tag : str
        The name of the last element that began, with its prefix.
    """

    def __init__(
        self,
        on_start: Callable[[str, Attributes], None],
        on_end: Callable[[str], None] | None = None,
        on_text: Callable[[str], None] | None = None,
        ignored: frozenset[str] = frozenset(),
    ) -> None:
        self._on_start, self._on_end, self._ignored = on_start, on_end, ignored
        self._depth, self.tag = 0, ""
        self.parser = parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        if on_text is not None:
            parser.CharacterDataHandler = on_text
            parser.buffer_text = True
        parser.EntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = self._entity

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag in self._ignored:
            return
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnfitXml("deep")
        self.tag = tag
        self._on_start(tag.rpartition(":")[2], attributes)

    def _end(self, tag: str) -> None:
        if tag in self._ignored:
            return
        self._depth -= 1
        if self._on_end is not None:
            self._on_end(tag.rpartition(":")[2])

    def _entity(self, *_: object) -> NoReturn:
        raise UnfitXml("entities")
