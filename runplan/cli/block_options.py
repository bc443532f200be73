"""An option for every field of Block, made from the fields themselves so that none is forgotten; and back again."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

from runplan.errors import BlockError, RunplanError
from runplan.exchange.plan_file.sidecar import read_block
from runplan.exchange.run_plans.read import read_runs
from runplan.exchange.run_plans.result import ImportedRuns
from runplan.plan.block import Block
from runplan.plan.events import events_text
from runplan.plan.lift_fields import lifts_text, load_steps_text
from runplan.units import format_clock
from runplan.words import listed

# What an option shows in the place of its value, by field or unit; the fields' own checks say what is allowed.
_METAVARS = {
    **{"weekly_km": "WEEK=KM", "pins": "SESSION=DAY", "runs": "FILE"},
    **{"date": "DATE", "dates": "DATE", "weekday": "DAY", "weekdays": "DAY", "exercise ids": "ID"},
    **{"recent_races": "RACE TIME", "beats/min": "BPM", "lifts": "ID=SET", "load_steps": "KIT=WEIGHTS"},
    "events": "EVENT",
}
_TEXTS = ("recent_races", "lifts", "load_steps", "events")  # fields that are typed as one text
_TYPED: dict[str, Callable[[Any], str]] = {
    "lifts": lifts_text,
    "load_steps": load_steps_text,
    "events": events_text,
}  # fields with a text of their own
# What a run plan tells in place of the runner.
_TOLD_BY_RUNS = (
    *("race_date", "weeks", "weekly_km_now", "weekly_km_peak", "weekly_km"),
    *("run_days", "long_run_day", "quality_runs"),
)


def add_block_options(parser: argparse.ArgumentParser) -> None:
    """Add an option for each field of Block, and --block for a file that holds one."""
    group = parser.add_argument_group("the block", "Your settings. Options override --block.")
    group.add_argument("--block", type=Path, metavar="FILE", help="a block.json, or the .block.json next to a plan")
    group.add_argument("--unit", metavar="WORD", help="unit of numbers in --runs without a unit: km, mi or min")
    for field in dataclasses.fields(Block):
        value: dict[str, Any] = {"action": argparse.BooleanOptionalAction}
        if not isinstance(field.default, bool):
            value = {"metavar": _metavar(field), "nargs": "*" if isinstance(field.default, tuple) else None}
        group.add_argument(_flag(field.name), help=_help(field), default=argparse.SUPPRESS, **value)


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _metavar(field: dataclasses.Field[Any]) -> str:
    """What stands for the value in the help: an example's form, or the unit."""
    unit = str(field.metadata["unit"])
    return _METAVARS.get(field.name) or _METAVARS.get(unit) or unit.upper() or "WORD"


def _help(field: dataclasses.Field[Any]) -> str:
    # argparse names the default of a pair --doubles, --no-doubles by itself
    is_idle = isinstance(field.default, bool) or field.default in (None, (), dataclasses.MISSING)
    default = "" if is_idle else f" (default: {_word(field.default)})"
    return (str(field.metadata["help"]) + default).replace("%", "%%")


def block_from(options: argparse.Namespace) -> Block:
    """The block that the options describe.

    Raises
    ------
    RunplanError
        If a value is not allowed, or the file of --block cannot be used.
    """
    given: dict[str, Any] = {
        field.name: _value(field, getattr(options, field.name))
        for field in dataclasses.fields(Block)
        if hasattr(options, field.name)
    }
    dated = False
    if "runs" in given:
        runs = imported_runs(options)
        given["runs"], dated = runs, bool(runs.frame["date"].notna().any())
    elif getattr(options, "unit", None) is not None:
        raise RunplanError("--unit sets the unit of the run plan in --runs: give that file too, or leave --unit out.")
    known = None if options.block is None else read_block(options.block)
    if "runs" in given or (known is not None and known.runs is not None):
        _refuse_what_the_runs_tell(given)
    if known is not None:
        return known.replace(**given)
    try:
        return Block.from_dict(given)
    except BlockError:
        if "start" in given or dated:
            raise
        raise RunplanError(
            "start is missing: give the date on which the block starts, such as --start 2027-01-04, or a file with "
            "--block."
        ) from None


def _refuse_what_the_runs_tell(given: dict[str, Any]) -> None:
    """Say that an option would do nothing, in place of doing nothing."""
    idle = [_flag(name) for name in _TOLD_BY_RUNS if name in given]
    if idle:
        raise RunplanError(
            f"{listed(idle)} {'has' if len(idle) == 1 else 'have'} no effect with your own run plan, which sets "
            f"the runs: leave {'it' if len(idle) == 1 else 'them'} out, or change the run plan."
        )


def imported_runs(options: argparse.Namespace) -> ImportedRuns:
    """The run plan of --runs, read once.

    Raises
    ------
    RunplanError
        If it cannot be read, or its unit has to be told.
    """
    if isinstance(options.runs, str):
        options.runs = read_runs(options.runs, options.unit)
    found: ImportedRuns = options.runs
    return found


def _value(field: dataclasses.Field[Any], text: Any) -> Any:
    """What a person typed as the field's type, where it can be; else as it is, and Block says what is wrong."""
    if isinstance(text, bool) or not isinstance(text, (str, list)):
        return text  # a switch, or a run plan that was read already
    kind = str(field.type)
    if isinstance(text, list):
        if field.name in _TEXTS:
            return " ".join(text)
        words = [word for one in text for word in one.split(",") if word]
        return _pairs(field, words, _number if "float" in kind else str) if "=" in _metavar(field) else words
    return _number(text) if "int" in kind or "float" in kind else text


def _number(text: str) -> int | float | str:
    for number in (int, float):
        try:
            return number(text)
        except ValueError:
            continue
    return text


def _pairs(field: dataclasses.Field[Any], words: list[str], read: Callable[[str], Any]) -> dict[str, Any]:
    pairs: dict[str, Any] = {}
    for word in words:
        key, sign, value = word.partition("=")
        if not sign:
            raise RunplanError(f"{_flag(field.name)} {word!r} cannot be read: write {_metavar(field)}.")
        if key in pairs:
            raise RunplanError(f"{_flag(field.name)} names {key!r} twice: keep one of them.")
        pairs[key] = read(value)
    return pairs


def option_for(field: dataclasses.Field[Any], value: Any) -> str:
    """The option that gives a field a value, as a person types it.

    >>> fields = {field.name: field for field in dataclasses.fields(Block)}
    >>> option_for(fields["days_off"], ("Mon", "Tue")), option_for(fields["doubles"], False)
    ('--days-off Mon Tue', '--no-doubles')
    >>> option_for(fields["weekly_km"], ((3, 42.5),)), option_for(fields["weekly_km_now"], 30.0)
    ('--weekly-km 3=42.5', '--weekly-km-now 30')
    >>> option_for(fields["recent_races"], (("10k", 3150),)), option_for(fields["goal_time"], 15300)
    ('--recent-races 10k 52:30', '--goal-time 4:15:00')
    >>> option_for(fields["lifts"], (("back_squat", (60.0, 8, 2)),)), option_for(fields["load_steps"], ())
    ('--lifts back_squat=60x8@2', '--load-steps')
    """
    flag = _flag(field.name)
    if value is None:
        return f"no {flag}"
    if field.name == "recent_races":
        return " ".join([flag, *(f"{_word(far)} {format_clock(seconds)}" for far, seconds in value)])
    if field.name == "goal_time":
        return f"{flag} {format_clock(value)}"
    if field.name in _TYPED:
        return f"{flag} {_TYPED[field.name](value)}".strip()
    if isinstance(value, bool):
        return flag if value else flag.replace("--", "--no-", 1)
    if field.name == "runs":
        return f"{flag} FILE"
    values = value if isinstance(value, tuple) else (value,)
    return " ".join([flag, *("=".join(map(_word, one)) if isinstance(one, tuple) else _word(one) for one in values)])


def _word(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
