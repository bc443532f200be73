"""The letters of a file: what its mark says, else UTF-8, else the old encoding of Windows or of the Mac."""

from __future__ import annotations

import re
from typing import Any

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# Beyond ASCII, where the encoding is right.
_USUAL = re.compile("[äöüßÄÖÜéèêàâçñáíóúîôûÉåæøœ½¼¾\u2013\u2014\u2018\u2019\u201c\u201d\u2026\xd7\xb7\u2022\xb0]")


class NoText(Exception):
    """Bytes that are no text: why (wrong mark, nul in utf-8 or no letters), and what a sentence may tell of it."""

    def __init__(self, reason: str, **facts: Any) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts


def text_of(data: bytes) -> tuple[str, str]:
    """The text of a file's bytes, and the name of its encoding where that is not Unicode, or "".

    Raises
    ------
    NoText
        If its mark is wrong, or it is in no encoding that is known here.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), ""
            except UnicodeDecodeError:
                raise NoText("wrong mark", encoding=encoding[:6].upper()) from None
    if b"\0" in data:
        raise NoText("nul in utf-8")
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        windows, mac = data.decode("cp1252", "replace"), data.decode("mac_roman")
    if len(_USUAL.findall(windows)) < len(_USUAL.findall(mac)) == sum(not letter.isascii() for letter in mac):
        return mac, "Mac Roman"
    if "\ufffd" in windows:
        raise NoText("no letters", byte=data[windows.index("\ufffd")])
    return windows, "Windows-1252"
