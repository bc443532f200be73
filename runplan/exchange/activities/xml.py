"""XML that is read as it comes: nothing is kept but what is asked for, entities are refused, and depth is limited."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, NoReturn
from xml.parsers import expat

from runplan.exchange.activities.limits import refusal

_CHUNK = 1 << 20
_DEEPEST = 100
_MOST_TEXTS = 100  # pieces of an element's text
_LONGEST_TEXT = 10_000  # characters of an element that are kept

Attributes = dict[str, str]


class _Unfit(Exception):
    """What is wrong; the message ends the sentence."""


def walk(
    stream: BinaryIO,
    name: str,
    on_start: Callable[[str, Attributes], None],
    on_end: Callable[[str, str], None] | None = None,
    progress: Callable[[int], None] | None = None,
    most: int = 0,
    ignored: frozenset[str] = frozenset(),
) -> None:
    """Go through an XML file.

    Parameters
    ----------
    stream : binary file
    name : str
        For sentences.
    on_start : callable
        Gets each element's name, without its prefix, and its attributes.
    on_end : callable, optional
        Gets each element's name and its own text.
    progress : callable, optional
        Gets the number of bytes that were read.
    most : int
        Bytes that are read at most; 0: no limit.
    ignored : frozenset of str
        Elements that are passed over; with any of them no text is kept either, for speed.

    Raises
    ------
    PlanFileError
        If it is no whole XML, or holds entities of its own.
    """
    walker = _Walker(on_start, on_end, ignored)
    read, begun = 0, False
    try:
        while chunk := stream.read(_CHUNK):
            read += len(chunk)
            if most and read > most:
                raise _Unfit("is larger than any export: export a part of it.")
            chunk = chunk if begun else chunk.lstrip(b"\xef\xbb\xbf \t\r\n")
            begun = begun or bool(chunk)
            walker.parser.Parse(chunk, False)
            if progress is not None:
                progress(read)
        walker.parser.Parse(b"", True)
    except _Unfit as unfit:
        raise refusal(name, str(unfit)) from None
    except (expat.ExpatError, ValueError, LookupError):
        raise refusal(name, "is not whole XML: take a whole copy, or export it anew.") from None


class _Walker:
    """The state of a walk through the elements."""

    def __init__(
        self,
        on_start: Callable[[str, Attributes], None],
        on_end: Callable[[str, str], None] | None,
        ignored: frozenset[str],
    ) -> None:
        self._on_start, self._on_end, self._ignored = on_start, on_end, ignored
        self._depth = 0
        self._texts: list[list[str]] = []
        self.parser = parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        if on_end is not None and not ignored:
            parser.CharacterDataHandler = self._characters
            parser.buffer_text = True
        parser.EntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = self._entity

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag in self._ignored:
            return
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Unfit("is nested deeper than any export: export it anew.")
        self._texts.append([])
        self._on_start(tag.rpartition(":")[2], attributes)

    def _end(self, tag: str) -> None:
        if tag in self._ignored:
            return
        self._depth -= 1
        text = "".join(self._texts.pop()).strip()
        if self._on_end is not None:
            self._on_end(tag.rpartition(":")[2], text)

    def _characters(self, text: str) -> None:
        if self._texts and len(self._texts[-1]) < _MOST_TEXTS:
            self._texts[-1].append(text[:_LONGEST_TEXT])

    def _entity(self, *_: object) -> NoReturn:
        raise _Unfit("declares entities of its own, which no export does: export it anew.")
