"""What each command does; each returns the exit code and raises RunplanError to refuse."""

from __future__ import annotations

import argparse
import dataclasses
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from runplan.api import EditsLost, Plan, build_plan, read_plan
from runplan.catalog import Catalog, load_catalog
from runplan.catalog.sources.registry import KINDS
from runplan.catalog.sources.report import ADDED, Imported
from runplan.cli import export as exporting
from runplan.cli.block_options import block_from, imported_runs, option_for
from runplan.cli.block_table import block_table, signs_for
from runplan.cli.log_options import LogOptions
from runplan.cli.plan_edits import tell_damage, tell_edits, tell_left_out, tell_other_block, tell_same_plans
from runplan.cli.terminal import complain, progress, say, show, terminal_width, wrapped
from runplan.errors import LogAhead, LogMismatch, RunplanError
from runplan.exchange.locking import one_writer
from runplan.exchange.plan_file.destination import keep_edits_read, keep_newer_version, keep_other_plan, target_for
from runplan.exchange.plan_file.same_plan import plan_id_for
from runplan.exchange.plan_file.sidecar import read_block
from runplan.exchange.plan_file.write import plan_to_csv
from runplan.plan.block import Block
from runplan.plan.waiting import NOTHING_WAITS

_OWN_PLAN = " To make a separate plan, write it to a new file without --previous."
_SEVERITIES = {"error": "Broken rules", "warning": "Warnings", "info": "Good to know"}


def plan(options: argparse.Namespace) -> int:
    """Plan a block, write it, print it."""
    block = block_from(options)
    if hasattr(options, "runs"):
        complain(wrapped(imported_runs(options).summary))
    exercises = _catalog(options)
    previous = None if options.previous is None else read_plan(options.previous, catalog=exercises)
    if previous is not None:
        tell_damage(Path(options.previous), previous.waiting, complain)
        tell_left_out(options.previous, previous.block, block, complain)
    log = None if options.log is None else LogOptions.of(options, "log_").read(options.log, exercises)
    # Before planning, which takes a while; plan_to_csv looks again.
    target = target_for(options.out, overwrite_edits=options.force)
    # One made of the same block is the same plan to a calendar; one that goes on from it has grown since.
    again = previous is None and target.older is not None and plan_id_for(target, block) == target.older.plan_id
    if not (options.force or again):
        keep_other_plan(target, "" if previous is None else previous.plan_id)
    if not options.force:
        keep_edits_read(target)
        keep_newer_version(target, options.previous)
    with warnings.catch_warnings(record=True) as caught, progress(f"Planning {block.number_of_weeks} weeks"):
        for told in (EditsLost, LogAhead, LogMismatch):
            warnings.simplefilter("always", told)
        made = build_plan(block, exercises, previous, log=log, today=options.today)
    for warning in caught:
        complain(warning.message)
    say(block_table(made, width=terminal_width(), signs=signs_for(getattr(sys.stdout, "encoding", None))))
    _print_changes(made)
    findings = made.findings()
    _print_findings(findings[findings["severity"] != "info"])
    # Last: what fails before it has changed no file.
    with progress(f"Writing {target.path}"), one_writer(target.path.parent):
        if previous is None:  # another command may have planned the same there meanwhile
            target = target_for(options.out, overwrite_edits=options.force)
            plan_id, waiting = plan_id_for(target, block), NOTHING_WAITS
            if target.older is not None and target.older.plan_id == plan_id:
                waiting = target.older.waiting
                tell_damage(target.path, waiting, complain)
            made = made.called(plan_id, waiting)
        plan_to_csv(made, target.path, overwrite_edits=options.force, keep_other_plans=True)
    before = [] if previous is None else [options.previous]
    tell_same_plans(target.path, made.plan_id, complain, *before, way=_OWN_PLAN)
    say(f"Written: {target.path} and, next to it, {target.beside.name}.")
    return 0


def _print_changes(changed: Plan) -> None:
    """What events, or other wishes, changed in the plan, a line a session."""
    if changed.change_rows:
        say("What changes:")
    for session_id, _, change, before, after, reason in changed.change_rows:
        to = f" -> {after}" if before and after else after
        say(wrapped(f"  {session_id}, {change}: {before}{to}. {reason}"))
    if changed.change_rows:
        say()


def what_would_work(options: argparse.Namespace, relaxed: Block) -> str:
    """What the nearby block that can be planned changes, one line a field."""
    wished = block_from(options)
    lines = ["This would work:"]
    for field in dataclasses.fields(Block):
        old, new = getattr(wished, field.name), getattr(relaxed, field.name)
        if old != new:
            lines.append(f"  {option_for(field, new)}   (instead of {option_for(field, old)})")
    return "\n".join(lines)


def check(options: argparse.Namespace) -> int:
    """Read a plan and print what is to be said about it; 1 where it breaks a hard rule."""
    block = None if options.block is None else read_block(options.block)
    with progress(f"Reading {options.file}"):
        read: Plan = read_plan(options.file, block, _catalog(options))
        findings = read.findings()
    if tell_other_block(options.file, options.block, read.edits, say):
        say()
    tell_edits(read.edits, say)
    if tell_same_plans(options.file, read.plan_id, say) or read.edits:
        say()
    _print_findings(findings)
    errors = int((findings["severity"] == "error").sum())
    if errors:
        say(f"{options.file} breaks {errors} hard rule{'s' if errors > 1 else ''}.")
        return 1
    say(f"{options.file} breaks no hard rule.")
    return 0


def export(options: argparse.Namespace) -> int:
    """Write a plan in a format of another tool."""
    return exporting.export(options, _catalog(options))


def _print_findings(findings: pd.DataFrame) -> None:
    for severity, title in _SEVERITIES.items():
        rows = findings[findings["severity"] == severity]
        if not len(rows):
            continue
        say(title)
        for week, message in zip(rows["week"].tolist(), rows["message"].tolist(), strict=True):
            said = week is pd.NA or message.startswith(f"Week {week}")
            say(wrapped(message if said else f"Week {week}: {message}", "  - ", "    "))
        say()


def catalog(options: argparse.Namespace) -> int:
    """Print the exercises that meet the filters, or what came of each record of a file of exercises to add."""
    known = _catalog(options)
    if options.report:
        return _report(known.imported)
    wanted = {name: getattr(options, name) for name in ("muscle", "pattern", "section", "plane", "level")}
    wanted["equipment"] = options.equipment
    rows = known.filter(**{name: words for name, words in wanted.items() if words is not None})
    if not len(rows):
        say("No exercise matches all of these.")
        _print_summary(known.imported)
        return 0
    prime = known.involvement.query("role == 'prime_mover'").groupby("exercise_id")["muscle"].unique()
    for section, group in rows.groupby("section", sort=False):
        say(str(section).replace("_", " ").capitalize())
        for exercise_id, row in group.iterrows():
            words = [row["pattern"], row["level"], row["equipment"].replace(";", " and ").replace("|", " or ")]
            say(f"  {row['name']} ({exercise_id})")
            muscles = ", ".join(prime.get(exercise_id, []))
            facts = "; ".join(word for word in [*words, muscles] if word).replace("_", " ")
            say(wrapped(facts, "      ", "      "))
        say()
    say(f"{len(rows)} of {len(known.exercises)} exercises.")
    _print_summary(known.imported)
    return 0


def _report(imported: Imported | None) -> int:
    if imported is None:
        raise RunplanError("--report needs a file of exercises to add: give one with --catalog.")
    for one in imported.records:
        say(f"{one.record:>5}  {one.name}: {one.outcome}{f' as {one.exercise_id}' if one.outcome == ADDED else ''}")
        for title, text in (("", one.reason), ("Inferred: ", one.inferred), ("Not imported: ", one.left_out)):
            if text:
                say(wrapped(f"{title}{text}", "       ", "       "))
    say()
    _print_summary(imported)
    return 0


def _print_summary(imported: Imported | None) -> None:
    if imported is not None:
        say(wrapped(imported.summary))


def lab(options: argparse.Namespace) -> int:
    """Copy the notebooks out of the package, and open them in JupyterLab."""
    from runplan.launch.jupyterlab import open_lab

    return _open_notebooks(options, open_lab, {"--no-browser": options.no_browser})


def app(options: argparse.Namespace) -> int:
    """Copy the notebooks out of the package, and open the planner's as an app."""
    from runplan.launch.voila import open_app

    return _open_notebooks(options, open_app, {"--no-browser": options.no_browser, "--theme=dark": options.dark})


def _open_notebooks(options: argparse.Namespace, start: Callable[..., int], switches: dict[str, bool]) -> int:
    from runplan.launch import notebooks

    result = notebooks.copy_notebooks(options.folder)
    if result.copied:
        say(f"Copied to {options.folder}: {', '.join(result.copied)}.")
    if result.kept:
        say(f"Kept with your changes: {', '.join(result.kept)}.")
    show()  # the server that comes next writes to the terminal by itself
    if options.copy_only:
        return 0
    return start(options.folder, options=[word for word, wished in switches.items() if wished])


def _catalog(options: argparse.Namespace) -> Catalog:
    try:
        return load_catalog() if options.catalog is None else load_catalog(options.catalog)
    except OSError as error:
        raise RunplanError(
            f"{options.catalog} cannot be read ({error.strerror}): give a folder, or a {KINDS} file."
        ) from None
