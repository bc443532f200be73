"""Packed folders (zip), opened only where their directory is no trap."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import BinaryIO


class ManyParts(Exception):
    """A directory so long that listing it alone would take minutes."""


def opened_zip(stream: BinaryIO, most: int) -> zipfile.ZipFile:
    """A packed folder that says it holds at most so many parts.

    Raises
    ------
    zipfile.BadZipFile
        If it has no directory.
    ManyParts
        If it holds more.
    """
    stream.seek(0, io.SEEK_END)
    stream.seek(max(0, stream.tell() - 66_000))
    tail = stream.read()
    position = tail.rfind(b"PK\x05\x06")
    if position < 0 or position + 22 > len(tail):
        raise zipfile.BadZipFile
    entries, size = struct.unpack_from("<HI", tail, position + 10)
    if entries > most or size > 400 * most:
        raise ManyParts
    stream.seek(0)
    return zipfile.ZipFile(stream)
