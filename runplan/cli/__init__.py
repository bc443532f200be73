"""The command line: runplan plan, check, import, log, start-from, athletes, export, catalog, lab and app."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code.

    Parameters
    ----------
    arguments : sequence of str, optional
        The command line without the program's name.
    """
    try:  # the imports are most of a short command's time, and Ctrl+C ends them in silence too
        from runplan.cli.program import main as run

        return run(arguments)
    except KeyboardInterrupt:
        return 130
