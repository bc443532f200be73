"""The numbers of the rules, each with its basis and source, as data/rules.csv gives them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from runplan.catalog.files.read import data_dir
from runplan.catalog.files.table_files import FILES, read_file
from runplan.errors import CatalogError


@dataclass(frozen=True)
class Rule:
    """One rule: hard (never broken), soft (a cost) or a number that the planner uses."""

    rule_id: str
    kind: str  # hard, soft or number
    value: float | None  # in `unit`; None for a rule without a number
    unit: str
    name: str  # what a runner calls it
    sentence: str  # what it says
    basis: str  # one of `schema.BASES`
    source_id: str  # a row of data/sources.csv
    note: str


class _Rules(Mapping[str, Rule]):
    """The built-in rules by id; the file is read when the first is asked for."""

    def __getitem__(self, rule_id: str) -> Rule:
        return _read()[rule_id]

    def __iter__(self) -> Iterator[str]:
        return iter(_read())

    def __len__(self) -> int:
        return len(_read())

    def __repr__(self) -> str:
        return f"<{len(self)} rules>"


RULES: Mapping[str, Rule] = _Rules()


@cache
def number(rule_id: str) -> float:
    """The number of a built-in rule, in the rule's unit.

    Raises
    ------
    CatalogError
        If there is no such rule, or it has no number.
    """
    rule = RULES.get(rule_id)
    if rule is None:
        near = difflib.get_close_matches(str(rule_id), list(RULES), n=1)
        hint = f"Did you mean {near[0]!r}?" if near else "data/rules.csv lists all."
        raise CatalogError(f"rule_id={rule_id!r} is not a rule. {hint}")
    if rule.value is None:
        raise CatalogError(f"The rule {rule_id!r} has no number; use one that has a value in data/rules.csv.")
    return rule.value


@cache
def _read() -> dict[str, Rule]:
    values = read_file(data_dir(), "rules").values
    columns = [values[field.name] for field in FILES["rules"]]
    return {row[0]: Rule(*row) for row in zip(*columns, strict=True)}
