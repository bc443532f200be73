"""The program `runplan`: its commands, its exit codes and its sentences.

Exit codes: 0 done; 1 the plan breaks a hard rule (`runplan check`), cells of it could not be read (`runplan
import`), or an athlete's files cannot be read (`runplan athletes`); 2 refused, with one sentence on stderr; 3 a mistake
of RunPlan's own, with one sentence on stderr.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import runplan
from runplan import schema
from runplan.catalog.sources.registry import FILES_TO_ADD
from runplan.cli import subcommands as commands
from runplan.cli import terminal
from runplan.cli.athletes import add_athletes_options, athletes
from runplan.cli.block_options import add_block_options
from runplan.cli.export import add_export_options
from runplan.cli.faults import fault_text
from runplan.cli.import_runs import add_import_options, import_runs
from runplan.cli.log import add_log_options, add_start_options, log, start_from
from runplan.cli.log_options import LOG_HELP, add_reading_options
from runplan.cli.terminal import complain
from runplan.errors import PlanImpossible, RunplanError


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without repeating every option."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message[0].upper()}{message[1:].rstrip('.')}. See {self.prog} --help.\n")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write all that argparse says as the rest is written."""
        super()._print_message(terminal.printable(message), file)


def make_parser() -> argparse.ArgumentParser:
    """The program's options."""
    parser = _Parser(
        prog="runplan",
        description="Plan a training block for a runner, with strength work fitted around the runs.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"runplan {runplan.__version__}")
    runs = {
        "plan": (commands.plan, "plan a block, print it and write it as CSV"),
        "check": (commands.check, "read a plan and print findings"),
        "import": (import_runs, "read your own run plan and report on each cell"),
        "log": (log, "read a training log and suggest where to start"),
        "start-from": (start_from, "suggest settings for a block from a training log"),
        "athletes": (athletes, "print a table of the athletes in a folder"),
        "export": (commands.export, "export a plan to a calendar, a watch, paper ..."),
        "catalog": (commands.catalog, "list exercises"),
        "lab": (commands.lab, "open the notebooks in JupyterLab"),
        "app": (commands.app, "open the planner in the browser, without code"),
    }
    subparsers = parser.add_subparsers(dest="command", metavar=" | ".join(runs), required=True)
    parts = {name: subparsers.add_parser(name, help=text, allow_abbrev=False) for name, (_, text) in runs.items()}
    plan, check, imports, logs, starts, coach, export, catalog, lab, app = parts.values()

    plan.add_argument(
        "--out", type=Path, default=Path("plan.csv"), metavar="FILE", help="the plan's file (default: plan.csv)"
    )
    plan.add_argument("--force", action="store_true", help="replace a file that was edited or is not a plan")
    plan.add_argument(
        "--previous",
        type=Path,
        metavar="FILE",
        help="a plan to continue: sessions keep their days if possible, and calendars treat both as one plan, as "
        "when --out replaces a plan",
    )
    plan.add_argument(
        "--today",
        metavar="DATE",
        help="keep --previous before this day, and change later days only as much as --events require",
    )
    done = plan.add_argument_group("what was done")
    done.add_argument("--log", metavar="FILE", help=f"{LOG_HELP}; each session of --previous gets its status")
    add_reading_options(done, "log-")
    _add_catalog(plan)
    add_block_options(plan)

    check.add_argument("file", type=Path, help="the plan's CSV")
    check.add_argument("--block", type=Path, metavar="FILE", help="the block, if it is not next to the plan")
    _add_catalog(check)

    add_import_options(imports)
    add_log_options(logs)
    _add_catalog(logs)
    add_start_options(starts)
    _add_catalog(starts)
    add_athletes_options(coach)
    _add_catalog(coach)
    add_export_options(export)
    _add_catalog(export)

    for name in ("muscle", "pattern", "section", "plane"):
        words = ", ".join(getattr(schema, f"{name.upper()}S"))
        catalog.add_argument(f"--{name}", nargs="+", metavar="WORD", help=f"any of: {words}")
    catalog.add_argument(
        "--equipment",
        nargs="*",
        metavar="WORD",
        help=f"what you own: {', '.join(schema.EQUIPMENT)}; leave it empty for nothing",
    )
    catalog.add_argument(
        "--level", metavar="WORD", help=f"your level, which includes lower ones: {', '.join(schema.LEVELS)}"
    )
    catalog.add_argument(
        "--report", action="store_true", help="report on each record of --catalog, a file of exercises to add"
    )
    _add_catalog(catalog)

    _add_notebooks(lab, "JupyterLab")
    _add_notebooks(app, "the app")
    app.add_argument("--dark", action="store_true", help="use the dark theme")
    for name, part in parts.items():
        flags = [flag for action in part._actions for flag in action.option_strings]
        part.set_defaults(run=runs[name][0], known=flags)
    return parser


def _add_catalog(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--catalog",
        type=Path,
        metavar="PATH",
        help=f"a folder with your own catalogue, or a file of exercises to add: {FILES_TO_ADD}",
    )


def _add_notebooks(parser: argparse.ArgumentParser, what: str) -> None:
    folder = Path("runplan-notebooks")
    parser.add_argument(
        "folder", type=Path, nargs="?", default=folder, help="the folder for the notebooks (default: %(default)s)"
    )
    parser.add_argument("--no-browser", action="store_true", help="print the address instead of opening it")
    parser.add_argument("--copy-only", action="store_true", help=f"copy the notebooks but do not start {what}")


def _not_an_option(word: str, options: argparse.Namespace) -> str:
    """The sentence for a word that the command does not know, with the nearest that it knows."""
    command = f"runplan {options.command}"
    near = difflib.get_close_matches(word.partition("=")[0], options.known, n=1) if word.startswith("-") else []
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"{word!r} is not an option of {command}.{hint} See {command} --help."


def _run(options: argparse.Namespace) -> int:
    """The command's exit code, or that of what kept it from its end; one sentence is said of that."""
    try:
        code: int = options.run(options)
        return code
    except PlanImpossible as error:
        complain(error)
        if error.relaxed is not None:
            with suppress(RunplanError, OSError):  # a file that is gone since
                complain(commands.what_would_work(options, error.relaxed))
    except KeyboardInterrupt:
        terminal.forget()
        return 130
    except (RunplanError, OSError) as error:
        complain(fault_text(error))
    except Exception as error:  # whatever it is: a traceback is nothing to read, and an exit code of 0 would be wrong
        complain(fault_text(error))
        terminal.forget()
        return 3
    terminal.forget()
    return 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program."""
    terminal.forget()
    terminal.open_streams()
    parser = make_parser()
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        parser.exit(2, _not_an_option(unknown[0], options) + "\n")
    code = _run(options)
    try:
        terminal.show()
    except BrokenPipeError:
        # Whoever read along has read enough, such as `runplan plan | head`. Python would complain once more at exit.
        terminal.let_go(sys.stdout)
    except OSError as error:  # such as a full disk that standard output goes to
        complain(f"The output cannot be written: {(error.strerror or str(error)).lower()}.")
        terminal.let_go(sys.stdout)
        return 2
    return code
