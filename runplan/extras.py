"""The optional parts of RunPlan, and the error that names the one that is missing.

The core (pandas, numpy, highspy) plans, explains and writes tables. Charts, the planner, the app and other file
formats need further packages, which pyproject.toml lists as extras.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from runplan.errors import MissingExtra

__all__ = ["EXTRA_OF", "check_installed", "optional"]

EXTRA_OF = {
    "matplotlib": "charts",
    "anywidget": "lab",
    "ipywidgets": "lab",
    "jupyterlab": "lab",
    "traitlets": "lab",
    "voila": "app",
    "fit_tool": "files",
    "fitdecode": "files",
    "icalendar": "files",
    "python_calamine": "files",
    "reportlab": "files",
    "xlsxwriter": "files",
}


@contextmanager
def optional(purpose: str) -> Iterator[None]:
    """Import optional packages; where one is not installed, say which extra brings it.

    Parameters
    ----------
    purpose : str
        What needs the package, as the beginning of a sentence, such as ``"A chart"``.

    Raises
    ------
    MissingExtra
        If a package of an extra is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in EXTRA_OF:
            raise
        raise missing(purpose, package) from error


def check_installed(purpose: str, package: str) -> None:
    """Raise a MissingExtra if a package is not installed, without importing it."""
    if find_spec(package) is None:
        raise missing(purpose, package)


def missing(purpose: str, package: str) -> MissingExtra:
    """The error that says which extra brings a package."""
    extra = EXTRA_OF[package]
    command = f'pip install "runplan[{extra}]"'
    return MissingExtra(f"{purpose} needs {package}, which is not installed. Install it with: {command}", extra)
