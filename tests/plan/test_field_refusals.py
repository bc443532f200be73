"""What each field of a Block says of a value that it does not take, as it was read once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import runplan as rp
from runplan.errors import RunplanError
from runplan.plan.fields import FIELDS

BLOCK = {"start": "2027-01-04", "weeks": 8}
ODD_VALUES: tuple[Any, ...] = ("soon", 3.7, (1, 2))


def values_for(name: str) -> Iterator[Any]:
    """What is no value of any field, and for a number what is just outside its bounds."""
    yield from ODD_VALUES
    low, high = FIELDS[name].low, FIELDS[name].high
    if high:
        yield from (low - 1, high + 1)


def refusals() -> Iterator[str]:
    for name in (field.name for field in dataclasses.fields(rp.Block)):
        sentences = []
        for value in values_for(name):
            try:
                rp.Block(**BLOCK | {name: value})
            except RunplanError as error:
                sentences.append(str(error))
        assert sentences, f"{name} takes anything"
        yield f"{name}\n" + "".join(f"  {sentence}\n" for sentence in dict.fromkeys(sentences))


def test_what_each_field_refuses_is_said_as_it_was_read(golden: Callable[[str, str], None]) -> None:
    assert set(FIELDS) == {field.name for field in dataclasses.fields(rp.Block)}
    golden("block_fields.txt", "".join(refusals()))
