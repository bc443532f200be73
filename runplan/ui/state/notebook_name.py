"""Which notebook this kernel runs, as far as its server says so."""

from __future__ import annotations

import ctypes
import os
import re
import struct
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

SESSION = "JPY_SESSION_NAME"
NOTEBOOK, NAMED = "notebook ", "name "  # what owners of plans begin with
_SERVED = "/voila/render/"
# The layout of struct statx: linux/stat.h.
_STATX_BYTES, _STATX_HERE, _STATX_BIRTH, _STATX_BIRTH_AT = 256, -100, 0x800, 0x50
_IDENTITIES: dict[Path, str] = {}  # of this kernel's notebooks, when they were asked for first
_NOTEBOOK = re.compile(r".+\.ipynb", re.IGNORECASE)


def notebook_path(environment: Mapping[str, str] | None = None) -> Path | None:
    """The notebook of this kernel, or None where nobody says which it is.

    Jupyter's server names it when it starts a kernel, and so does RunPlan's own app; Voila on a folder has it in the
    page's address; Visual Studio Code sets a variable among the notebook's own. A notebook that is renamed in its
    folder while its kernel runs is followed.
    """
    environment = os.environ if environment is None else environment
    shell = sys.modules.get("IPython")
    session = shell.get_ipython() if shell is not None else None
    address = environment.get("SCRIPT_NAME", "")
    served = unquote(address.partition(_SERVED)[2]) if _SERVED in address else None
    names = [getattr(session, "user_ns", {}).get("__vsc_ipynb_file__"), served, environment.get(SESSION)]
    for name in names:
        if isinstance(name, str) and _NOTEBOOK.fullmatch(name):
            notebook = Path(name)
            return followed(notebook, _IDENTITIES.setdefault(notebook, file_identity(notebook)))
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


def file_identity(path: Path | None) -> str:
    """What tells a file from others whatever it is called; empty where there is none.

    The number of a file that was deleted is soon another one's, so the time at which it was made belongs to it, where
    the system tells it.
    """
    try:
        status = None if path is None else path.stat()
    except OSError:
        return ""
    if path is None or status is None or not status.st_ino:
        return ""
    born = getattr(status, "st_birthtime", None)
    return f"{status.st_ino}:{(_birth_ns(path) if born is None else born) or ''}"


def is_certain(identity: str) -> bool:
    """Whether no other file can have this identity."""
    return bool(identity.partition(":")[2])


def _birth_ns(path: Path) -> int:
    """When a file was made, as Linux tells it [ns]; 0 where it does not."""
    answer = ctypes.create_string_buffer(_STATX_BYTES)
    try:
        failed = ctypes.CDLL(None).statx(_STATX_HERE, os.fsencode(path), 0, _STATX_BIRTH, answer)
    except (AttributeError, OSError, TypeError):  # another system, or an old library
        return 0
    if failed or not struct.unpack_from("=I", answer)[0] & _STATX_BIRTH:
        return 0
    seconds, nanoseconds = struct.unpack_from("=qI", answer, _STATX_BIRTH_AT)
    return int(seconds * 1_000_000_000 + nanoseconds)


def followed(notebook: Path, identity: str) -> Path:
    """Where a notebook is by now in its folder, by the identity that it had under this name."""
    if is_certain(identity) and file_identity(notebook) != identity:
        return next((path for path in notebook.parent.glob("*.ipynb") if file_identity(path) == identity), notebook)
    return notebook
