"""The command line: runplan plan, check, import, catalog and lab."""

from runplan.cli.program import main

__all__ = ["main"]
