"""Which notebook this kernel runs, as far as its server says so."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

SESSION = "JPY_SESSION_NAME"
NOTEBOOK = "notebook "
_SERVED = "/voila/render/"
_NOTEBOOK = re.compile(r".+\.ipynb", re.IGNORECASE)


def notebook_path(environment: Mapping[str, str] | None = None) -> Path | None:
    """The notebook of this kernel, or None where nobody says which it is.

    Jupyter's server names it when it starts a kernel, and so does RunPlan's own app; Voila on a folder has it in the
    page's address; Visual Studio Code sets a variable among the notebook's own. A notebook that is renamed while its
    kernel runs keeps its old name here until the kernel is shut down.
    """
    environment = os.environ if environment is None else environment
    shell = sys.modules.get("IPython")
    session = shell.get_ipython() if shell is not None else None
    address = environment.get("SCRIPT_NAME", "")
    served = unquote(address.partition(_SERVED)[2]) if _SERVED in address else None
    names = [getattr(session, "user_ns", {}).get("__vsc_ipynb_file__"), served, environment.get(SESSION)]
    for name in names:
        if isinstance(name, str) and _NOTEBOOK.fullmatch(name):
            return Path(name)
    return None


def notebook_in(folder: Path, notebook: Path) -> str:
    """A notebook's name as seen from a folder: the same wherever the two are moved together.

    >>> notebook_in(Path("/plans"), Path("/plans/anna.ipynb")), notebook_in(Path("/plans"), Path("anna.ipynb"))
    ('anna.ipynb', 'anna.ipynb')
    """
    if not notebook.is_absolute():
        return notebook.name  # some servers give it as seen from their own folder
    try:
        real = Path(os.path.realpath(notebook.parent)) / notebook.name
        return Path(os.path.relpath(real, os.path.realpath(folder))).as_posix()
    except ValueError:  # on another drive
        return notebook.as_posix()


def notebook_of(owner: str, folder: Path) -> Path | None:
    """The notebook of an owner, or None for a name."""
    notebook = owner.removeprefix(NOTEBOOK)
    return None if notebook == owner else folder / notebook


def inode_of(path: Path | None) -> str:
    """What tells a file from others whatever it is called; empty where there is none."""
    try:
        status = None if path is None else path.stat()
    except OSError:
        return ""
    return "" if status is None or not status.st_ino else f"{status.st_dev}:{status.st_ino}"
