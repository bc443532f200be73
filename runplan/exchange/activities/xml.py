"""XML that is read as it comes: nothing is kept but what is asked for, entities are refused, and depth is limited."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, NoReturn
from xml.parsers import expat

from runplan.exchange.activities.limits import refusal

_CHUNK = 1 << 20
_DEEPEST = 100
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

    Raises
    ------
    PlanFileError
        If it is no whole XML, or holds entities of its own.
    """
    parser = expat.ParserCreate()
    depth = 0
    texts: list[list[str]] = []

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _Unfit("is nested deeper than any export: export it anew.")
        if on_end is not None:
            texts.append([])
        on_start(tag.rpartition(":")[2], attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if on_end is not None:
            on_end(tag.rpartition(":")[2], "".join(texts.pop()).strip())

    def characters(text: str) -> None:
        if texts and len(texts[-1]) < 100:
            texts[-1].append(text[:_LONGEST_TEXT])

    def entity(*_: object) -> NoReturn:
        raise _Unfit("declares entities of its own, which no export does: export it anew.")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    if on_end is not None:
        parser.CharacterDataHandler = characters
        parser.buffer_text = True
    parser.EntityDeclHandler = entity
    parser.ExternalEntityRefHandler = entity
    read = 0
    try:
        begun = False
        while chunk := stream.read(_CHUNK):
            read += len(chunk)
            if most and read > most:
                raise _Unfit("is larger than any export: export a part of it.")
            chunk = chunk if begun else chunk.lstrip(b"\xef\xbb\xbf \t\r\n")
            begun = begun or bool(chunk)
            parser.Parse(chunk, False)
            if progress is not None:
                progress(read)
        parser.Parse(b"", True)
    except _Unfit as unfit:
        raise refusal(name, str(unfit)) from None
    except (expat.ExpatError, ValueError, LookupError):
        raise refusal(name, "is not whole XML: take a whole copy, or export it anew.") from None
