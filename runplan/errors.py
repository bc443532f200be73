"""The errors that RunPlan raises; each message is one clear sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runplan.plan.block import Block

__all__ = [
    "BlockError",
    "CatalogError",
    "LogAhead",
    "LogMismatch",
    "MissingExtra",
    "PlanFileError",
    "PlanImpossible",
    "RunplanError",
]


class RunplanError(ValueError):
    """RunPlan refuses something: the message names the value, what is allowed and the next step."""


class BlockError(RunplanError):
    """A field of a Block is out of range, has the wrong type, or contradicts another field."""


class LogAhead(UserWarning):
    """A log has sessions with future dates; they do not count."""


class LogMismatch(UserWarning):
    """A log belongs to another plan, or has nothing on days whose sessions count as missed."""


class CatalogError(RunplanError):
    """A catalogue cannot be used: the message names the file, row, column and value, and what is allowed."""


class MissingExtra(RunplanError):
    """An optional part of RunPlan is not installed.

    Parameters
    ----------
    message : str
        One sentence that names the package and how to install it.
    extra : {'charts', 'lab', 'app', 'files'}
        The extra of RunPlan that installs it.
    """

    def __init__(self, message: str, extra: str) -> None:
        super().__init__(message)
        self.extra = extra


class PlanFileError(RunplanError):
    """A plan file cannot be read or written.

    Parameters
    ----------
    message : str
        One sentence for the runner.
    asks : {'unit', 'sheet', 'days', 'weight_unit', 'running', ''}
        The argument of `read_runs` or `read_log` that is missing; "" if no argument would help.
    choices : sequence of str
        The allowed values, if there are only a few.
    """

    def __init__(self, message: str = "", asks: str = "", choices: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.asks, self.choices = asks, tuple(choices)


class PlanImpossible(RunplanError):
    """No plan meets all these settings.

    Parameters
    ----------
    message : str
        One sentence for the runner.
    wishes : tuple of str
        The smallest set of Block fields that clash, in the order of Block's fields.
    relaxed : Block or None
        A nearby block that can be planned.
    """

    def __init__(self, message: str, *, wishes: tuple[str, ...], relaxed: Block | None = None) -> None:
        super().__init__(message)
        self.wishes = wishes
        self.relaxed = relaxed
