"""The notebooks for a person to work in: found, and copied without overwriting what was changed.

The copies are recorded by their digests, so that a copy that a person has changed can be told from an old one.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from runplan.errors import RunplanError

__all__ = [
    "FIRST_NOTEBOOK",
    "OWN_FOLDER",
    "STATE_FOLDER",
    "CopiedNotebooks",
    "LabError",
    "copy_notebooks",
    "own_folder",
    "shipped_notebooks",
]

FIRST_NOTEBOOK = "01_plan_a_block.ipynb"
OWN_FOLDER = "my-plans"
STATE_FOLDER = ".jupyter-local"
_RECORD = "notebooks.json"


class LabError(RunplanError):
    """The notebooks cannot be found or copied, or JupyterLab cannot be started."""


@dataclass(frozen=True)
class CopiedNotebooks:
    """What `copy_notebooks` did: the names of the notebooks, sorted.

    Parameters
    ----------
    copied : tuple of str
        New in the folder, or brought up to date.
    kept : tuple of str
        Left alone, because a person has worked in them and they differ from the shipped ones.
    """

    copied: tuple[str, ...]
    kept: tuple[str, ...]


def shipped_notebooks() -> Path:
    """Return the folder of the notebooks: in the installed package if it has one, else in the checkout.

    Raises
    ------
    LabError
        If neither is there.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "notebooks", package.parent / "notebooks"):
        if (folder / FIRST_NOTEBOOK).is_file():
            return folder
    raise LabError(
        f"The notebooks are missing: {FIRST_NOTEBOOK} stands neither in {package / 'notebooks'} nor in "
        f"{package.parent / 'notebooks'}. Install RunPlan again."
    )


def copy_notebooks(folder: Path, *, source: Path | None = None) -> CopiedNotebooks:
    """Copy the shipped notebooks into a folder, and never over one that a person has changed.

    A record of what was copied tells an untouched notebook, which a newer RunPlan may replace, from one with work in
    it, which stays. A deleted notebook comes back.

    Parameters
    ----------
    folder : pathlib.Path
        Where the notebooks go; made if it is missing.
    source : pathlib.Path, optional
        Where they come from; `shipped_notebooks()` by default.

    Returns
    -------
    CopiedNotebooks

    Raises
    ------
    LabError
        If the folder cannot be written.
    """
    source = shipped_notebooks() if source is None else source
    record = folder / STATE_FOLDER / _RECORD
    copied, kept = [], []
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        before = _read_record(record)
        after = dict(before)
        for notebook in sorted(source.glob("*.ipynb")):
            shipped = _digest(notebook)
            target = folder / notebook.name
            present = _digest(target) if target.exists() else None
            if present in (None, before.get(notebook.name)) and present != shipped:
                shutil.copyfile(notebook, target)
                copied.append(notebook.name)
            elif present != shipped:
                kept.append(notebook.name)
                continue
            after[notebook.name] = shipped
        if after != before:
            record.write_text(json.dumps(after, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    except OSError as error:
        raise LabError(
            f"The notebooks cannot be copied to {folder} ({error.strerror}). Name a folder that you may write."
        ) from error
    return CopiedNotebooks(tuple(copied), tuple(kept))


def own_folder(folder: Path) -> Path:
    """Where to work: the folder itself, or `my-plans` with a copy where it is a checkout's folder of notebooks.

    Moving a slider and saving changes a notebook, and a checkout should not change by being used. Git passes the
    copies over, and no plan in there is ever replaced.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    pathlib.Path

    Raises
    ------
    LabError
        If the copies cannot be written.
    """
    if folder.resolve() != shipped_notebooks():
        return folder
    mine = folder.resolve().parent / OWN_FOLDER
    done = copy_notebooks(mine, source=folder)
    ignore = mine / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    if done.kept:
        print(f"Kept in {OWN_FOLDER} as you changed them: {', '.join(done.kept)}. Delete one to get it as shipped.")
    return mine


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read_record(path: Path) -> dict[str, str]:
    """Return what was copied before; a record that is missing or damaged counts as none, which keeps every notebook."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}
