"""Reads the CSV of Google Calendar character by character, as its columns are documented."""

from __future__ import annotations

import datetime as dt
import re

__all__ = ["google_rows", "times_of"]

COLUMNS = ["Subject", "Start Date", "Start Time", "End Date", "End Time", "All Day Event", "Description"]
COLUMNS += ["Location", "Private"]
DATE, TIME = re.compile(r"(\d\d)/(\d\d)/(\d{4})"), re.compile(r"(1[0-2]|[1-9]):([0-5]\d) ([AP])M")


def google_rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a file by column."""
    header, *rows = _cells(data.decode("utf-8"))
    assert header == COLUMNS
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def times_of(row: dict[str, str]) -> tuple[dt.datetime, ...]:
    """Begin and end of a row."""
    found = []
    for which in ("Start", "End"):
        date, time = DATE.fullmatch(row[f"{which} Date"]), TIME.fullmatch(row[f"{which} Time"])
        assert date, row
        assert time, row
        hour = int(time[1]) % 12 + (12 if time[3] == "P" else 0)
        found.append(dt.datetime(int(date[3]), int(date[1]), int(date[2]), hour, int(time[2])))
    return tuple(found)


def _cells(text: str) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    cell, quoted, at = "", False, 0
    while at < len(text):
        sign = text[at]
        if quoted and sign == '"' and text[at + 1 : at + 2] == '"':
            cell, at = cell + '"', at + 1
        elif sign == '"':
            assert quoted or not cell, "a quote within a cell"
            quoted = not quoted
        elif quoted or sign not in ",\n":
            cell += sign
        else:
            rows[-1].append(cell)
            cell = ""
            if sign == "\n":
                rows.append([])
        at += 1
    assert not quoted
    assert (rows.pop(), cell) == ([], ""), "the last line has no end"
    return rows
