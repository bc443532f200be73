"""What is to be known of a plan's file, as the commands tell it: its edits, and other files that are the same plan."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path

from runplan.cli.block_options import option_for
from runplan.cli.terminal import wrapped
from runplan.exchange.plan_file.csv_edits import NOT_AS_PLANNED
from runplan.exchange.plan_file.given_block import doubt_of_block
from runplan.exchange.plan_file.same_plan import same_plan_sentence, same_plans
from runplan.exchange.plan_file.sidecar import companion_path
from runplan.plan.block import Block
from runplan.plan.waiting import WaitingSettings
from runplan.words import listed


def tell_edits(edits: Sequence[str], write: Callable[[str], None], *, of_doubt: bool = True) -> None:
    """Tell each edit; where table and companion may be of two plans, first that, and the rest only with `of_doubt`."""
    doubts = [sentence for sentence in edits if NOT_AS_PLANNED in sentence]
    edited = [sentence for sentence in edits if sentence not in doubts]
    for sentence in doubts:
        write(wrapped(sentence))
    if doubts and not of_doubt:
        return
    if edited:
        write("What differs" if doubts else "Edited since it was planned")
    for sentence in edited:
        write(wrapped(sentence, "  - ", "    "))


def tell_other_block(file: Path, block_file: Path | None, edits: Sequence[str], write: Callable[[str], None]) -> bool:
    """Tell that the block of --block may be another plan's, where `tell_edits` does not tell that; whether it may."""
    is_told = any(NOT_AS_PLANNED in sentence for sentence in edits)
    doubt = "" if is_told or block_file is None else doubt_of_block(file, block_file)
    if doubt:
        write(wrapped(doubt))
    return bool(doubt)


def tell_damage(file: Path, waiting: WaitingSettings, write: Callable[[str], None]) -> None:
    """Tell that what waits beside a plan's block cannot be read."""
    if waiting.damaged:
        write(wrapped(waiting.damage(companion_path(file).name)))


def tell_left_out(file: Path, before: Block, block: Block, write: Callable[[str], None]) -> None:
    """Tell which pins and weeks of one's own the plan before has and the options do not name, and how to keep them."""
    fields = {field.name: field for field in dataclasses.fields(Block)}
    options = []
    for name in ("weekly_km", "pins"):
        pairs = tuple(pair for pair in getattr(before, name) if pair[0] not in dict(getattr(block, name)))
        options += [option_for(fields[name], pairs)] if pairs else []
    if options:
        keep = f"keep them with {listed(options)}."
        write(wrapped(f"{file} has pins or weeks of your own that the new options leave out: {keep}"))


def tell_same_plans(file: Path, plan_id: str, write: Callable[[str], None], *besides: Path, way: str = "") -> bool:
    """Tell which other files a calendar takes for the same plan, and what to do where that is not wanted; if any."""
    others = same_plans(file, plan_id)
    others += [other for other in besides if not any(other.samefile(named) for named in (file, *others))]
    if others:
        write(wrapped(same_plan_sentence(str(file), list(map(str, others))) + way))
    return bool(others)
