"""The command line: runplan plan, check, catalog and lab."""

from runplan.cli.program import main

__all__ = ["main"]
