"""`runplan export`: a plan goes out in a format that another tool reads, to a file or to standard output."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from runplan.api import Plan, read_plan
from runplan.catalog import Catalog
from runplan.cli.plan_edits import tell_edits, tell_other_block, tell_same_plans
from runplan.cli.terminal import STANDARD_INPUT, complain, hand_over, progress, say, standard_input
from runplan.errors import RunplanError
from runplan.exchange.disk import MOST_BYTES, digest
from runplan.exchange.export import methods as exports
from runplan.exchange.export.guard import check_export, seen_from
from runplan.exchange.export.registry import FORMATS, format_named
from runplan.exchange.plan_file.sidecar import read_block
from runplan.plan.block import Block, plan_id_of


def add_export_options(parser: argparse.ArgumentParser) -> None:
    """The options of `runplan export`, besides the catalogue."""
    parser.add_argument("file", type=Path, help="the plan's CSV, with its block next to it; - for standard input")
    parser.add_argument(
        "--to", required=True, metavar="FORMAT", help=f"one of: {', '.join(FORMATS)}", dest="format_name"
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="where to write (default: next to the plan); - for standard output"
    )
    parser.add_argument("--block", type=Path, metavar="FILE", help="the block, if it is not next to the plan")
    parser.add_argument(
        "--force", action="store_true", help="replace a file that was changed or came from another source"
    )
    for name, meaning in exports.OPTIONS.items():
        parser.add_argument(f"--{name}", **meaning)


def export(options: argparse.Namespace, catalog: Catalog) -> int:
    """Write a plan in another format."""
    form = format_named(options.format_name)
    given = {name: getattr(options, name) for name in exports.OPTIONS}
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    chosen = {name: value for name, value in given.items() if value is not None}
    from_stream = str(options.file) == "-"
    beside = Path("plan.csv") if from_stream else options.file
    out: Path = options.out if options.out is not None else beside.with_suffix(_suffix(form.name))
    to_stream = str(out) == "-"
    if not to_stream:
        out = check_export(out, form.suffixes, overwrite=options.force)
    plan, made_of = _read(options, catalog, out.parent)
    tell_edits(plan.edits, complain, of_doubt=False)  # before it is written
    if form.follows and not from_stream:
        tell_same_plans(options.file, plan.plan_id, complain)
    with progress(f"Making {form.title}"):
        if to_stream:
            data = form.make(plan, **chosen)
        else:
            exports.export(
                plan, form.name, out, overwrite=options.force, keep_other_plans=True, made_of=made_of, **chosen
            )
    if to_stream:
        hand_over(data)
    else:
        say(f"Written: {out}.")
    return 0


def _read(options: argparse.Namespace, catalog: Catalog, folder: Path) -> tuple[Plan, str]:
    """The plan of the file, or of standard input, which has no block beside it; and its name as seen from a folder."""
    block = None if options.block is None else read_block(options.block)
    if str(options.file) != "-":
        return _plan_of(options.file, block, options, catalog), seen_from(folder, options.file)
    if block is None:
        raise RunplanError("A plan from standard input needs its block: give --block FILE.")
    data = standard_input(MOST_BYTES + 1)
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / STANDARD_INPUT
        path.write_bytes(data)
        return _plan_of(path, block, options, catalog), f"{STANDARD_INPUT} {digest(data)}"


def _plan_of(csv: Path, block: Block | None, options: argparse.Namespace, catalog: Catalog) -> Plan:
    """The plan of a file; where the block that was given may be another plan's, that is told.

    It is a plan of its own then: whoever replaces an export of the file's own plan is asked.
    """
    plan = read_plan(csv, block, catalog)
    is_other = tell_other_block(csv, options.block, plan.edits, complain)
    return plan.called(plan_id_of(block)) if is_other and block is not None else plan


def _suffix(name: str) -> str:
    """The ending of the file beside the plan: a table of another tool is not to be taken for the plan."""
    suffix = FORMATS[name].suffixes[0]
    return f".{name}{suffix}" if suffix in (".csv", ".json", ".zip") else suffix
