"""The sentence for what a command could not do, whoever is at fault."""

from __future__ import annotations

import traceback
from pathlib import Path

from runplan.errors import RunplanError


def fault_text(error: Exception) -> str:
    """One sentence on what went wrong: a refusal, a file that cannot be read or written, or a mistake of RunPlan's."""
    if isinstance(error, RunplanError):
        return str(error)
    if isinstance(error, OSError):
        reason = (error.strerror or str(error)).lower()
        return f"{error.filename or 'The file'} cannot be read or written: {reason}."
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else "an unknown place"
    what = " ".join(str(error).split())
    return (
        f"This is a bug in RunPlan ({type(error).__name__}{f': {what}' if what else ''}; {where}). Please report "
        "it with the command you typed."
    )
