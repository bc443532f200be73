"""Reads the page for the phone as a browser would: its elements, its parts, and the plan that stands in it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

__all__ = ["PageReader", "absolute", "read_page"]

_NUMBER = re.compile(r"-?\d+")


class PageReader(HTMLParser):
    """The elements of a page with their attributes, and the texts of its style sheets and scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"style": [], "script": [], "data": []}
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag in ("style", "script"):
            self._inside = "data" if attributes.get("type") == "application/json" else tag
            self.texts[self._inside].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script"):
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[self._inside][-1] += data


def read_page(page: bytes) -> tuple[PageReader, dict[str, Any]]:
    """The page's elements, and its plan."""
    reader = PageReader()
    reader.feed(page.decode("utf-8"))
    reader.close()
    (data,) = reader.texts["data"]
    return reader, json.loads(data)


def absolute(path: str) -> str:
    """Path data of relative curves as the same with absolute ones, written as the board has it."""
    words = []
    for piece in re.findall(r"M[^M]*", path):
        start, curves = piece[1:].rstrip("z").split("c")
        x, y = map(int, _NUMBER.findall(start))
        numbers = list(map(int, _NUMBER.findall(curves)))
        assert len(numbers) % 6 == 0
        points = []
        at = (x, y)
        for begin in range(0, len(numbers), 6):
            six = numbers[begin : begin + 6]
            corners = [(at[0] + six[step], at[1] + six[step + 1]) for step in (0, 2, 4)]
            points += corners
            at = corners[-1]
        words.append(f"M{x} {y}C" + " ".join(f"{across} {down}" for across, down in points) + "Z" * piece.endswith("z"))
    return "".join(words)
