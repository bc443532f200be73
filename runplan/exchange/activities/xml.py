"""The XML of an export, read as it comes, with each element's own text; what no export holds is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO
from xml.parsers.expat import ExpatError

from runplan.exchange.activities.limits import refusal
from runplan.exchange.xml_walk import Attributes, UnfitXml, XmlWalker

__all__ = ["Attributes", "walk"]

_CHUNK = 1 << 20
_MOST_TEXTS = 100  # pieces of an element's text
_LONGEST_TEXT = 10_000  # characters of an element that are kept
_UNFIT = {
    "large": "is larger than any export: export a part of it.",
    "deep": "is nested deeper than any export: export it again.",
    "entities": "declares its own entities, which no export does: export it again.",
}


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
    texts: list[list[str]] = []

    def start(tag: str, attributes: Attributes) -> None:
        texts.append([])
        on_start(tag, attributes)

    def end(tag: str) -> None:
        text = "".join(texts.pop()).strip()
        if on_end is not None:
            on_end(tag, text)

    def keep(text: str) -> None:
        if texts and len(texts[-1]) < _MOST_TEXTS:
            texts[-1].append(text[:_LONGEST_TEXT])

    walker = XmlWalker(start, end, keep if on_end is not None and not ignored else None, ignored)
    read, begun = 0, False
    try:
        while chunk := stream.read(_CHUNK):
            read += len(chunk)
            if most and read > most:
                raise UnfitXml("large")
            chunk = chunk if begun else chunk.lstrip(b"\xef\xbb\xbf \t\r\n")
            begun = begun or bool(chunk)
            walker.parser.Parse(chunk, False)
            if progress is not None:
                progress(read)
        walker.parser.Parse(b"", True)
    except UnfitXml as unfit:
        raise refusal(name, _UNFIT[str(unfit)]) from None
    except (ExpatError, ValueError, LookupError):
        raise refusal(name, "is incomplete XML: use a complete copy, or export it again.") from None
