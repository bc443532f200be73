"""Whose plan a planner keeps: its place in the state file, its file's name, and what another window had set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from runplan.api import Plan, build_plan
from runplan.catalog import Catalog
from runplan.errors import RunplanError
from runplan.exchange.plan_file.sidecar import companion_path, is_as_written, plan_id_in, version_in, version_of
from runplan.launch.notebooks import FIRST_NOTEBOOK
from runplan.plan.block import Block
from runplan.ui.state.form import peak_share_of, usual_share
from runplan.ui.state.messages import Answer
from runplan.ui.state.notebook_name import NOTEBOOK, notebook_in, notebook_path
from runplan.ui.state.saved_entry import PEAK_SHARE, Kept, is_share

_DEFAULT = "plan.csv"
_MOST = 60


def owner_of(name: str, folder: Path) -> str:
    """Whose planner it is: its name, or else the notebook as seen from the folder; empty where nobody knows."""
    if name:
        return f"name {name}"
    notebook = notebook_path()
    return "" if notebook is None else NOTEBOOK + notebook_in(folder, notebook)


def plan_path(name: str) -> str:
    """The file that Save writes until a person types another: each notebook and each name has its own."""
    notebook = notebook_path()
    if not name and (notebook is None or notebook.name == FIRST_NOTEBOOK):
        return _DEFAULT
    stem = name or ("" if notebook is None else notebook.stem)
    stem = re.sub(r"[^\w .-]+", "-", stem).strip(" .-")[:_MOST]
    return f"{stem}.csv" if stem else _DEFAULT


def free_path(path: str) -> str:
    """The name, or the next one with a number, that no plan has yet."""
    first = Path(path)
    for number in range(1, 1000):
        candidate = first if number == 1 else first.with_name(f"{first.stem}-{number}{first.suffix}")
        if not candidate.exists() and not companion_path(candidate).exists():
            return str(candidate)
    return path


def keep_other(other: Kept, plan_id: str, path: str, folder: Path, catalog: Catalog) -> Answer:
    """Save what another window had set as a plan that Load opens, and say so.

    `plan_id` and `path` are those of this window's plan: in the other one there may be another plan by now.
    """
    if other.plan_id not in ("", plan_id):
        return _keep_other_plan(other, folder, catalog)
    both = "this plan was changed in two windows, and this window’s settings are the ones kept now."
    try:
        file = other.file or save_aside(_plan_of(other, catalog), folder / _name_aside(other, path), replace=True)
    except RunplanError as refused:
        reload = "Reload the other window’s page before you go on there"
        return Answer(f"{reload}: {both} They could not be saved. {refused}")
    return Answer(f"To see the other window’s settings, load {file}: {both}", (file,))


def _keep_other_plan(other: Kept, folder: Path, catalog: Catalog) -> Answer:
    """The same of another plan."""
    own = other.own or _DEFAULT
    name, mine = Path(own).name, "This window’s plan is the one kept now."
    another = f"Another window was left with another plan, {name}"
    try:
        plan = _plan_of(other, catalog)
        if holds_plan(own, plan):
            return Answer(f"{another}: load it to see it here. {mine}", (name,))
        file = other.file or save_aside(plan, folder / _name_aside(other, own), replace=True)
    except RunplanError as refused:
        return Answer(f"{another}, which could not be saved here: save it there. {refused} {mine}", (name,))
    return Answer(f"{another}: to see it as it was set there, load {file}. {mine}", (name, file))


def _name_aside(other: Kept, path: str) -> str:
    """The name of a file for what another window had set, after the file of its plan."""
    return f"{stem_of(path)}-other-{other.writer or 'window'}.csv"


def keep_displaced(displaced: Sequence[Kept], path: str, folder: Path, catalog: Catalog) -> tuple[str, tuple[str, ...]]:
    """Save what was kept under a notebook's name before another one had it, and say so; nothing where there is none."""
    notebook = notebook_path()
    name = "" if notebook is None else notebook_in(folder, notebook)
    sentences, files = [], []
    for entry in displaced:
        what = "Another plan was kept under this notebook’s name before"
        if entry.notebook != name:
            what = f"A plan was kept for {entry.notebook}, which is not there any more"
        try:
            files.append(file_of(entry, path, folder, catalog))
            sentences.append(f"{what}: load {files[-1]} to see it.")
        except RunplanError as refused:
            sentences.append(f"{what}, and it cannot be saved. {refused}")
    return " ".join(sentences), tuple(files)


def file_of(saved_plan: Kept, path: str, folder: Path, catalog: Catalog) -> str:
    """The file that has a plan as it was kept: its own, where that is so, or one that is made of it.

    Raises
    ------
    RunplanError
        If none can be written.
    """
    if saved_plan.file:
        return saved_plan.file
    plan, own = _plan_of(saved_plan, catalog), saved_plan.own or path
    if holds_plan(own, plan):
        return own
    return save_aside(plan, folder / f"{stem_of(own)}-before.csv")


def save_aside(plan: Plan, wanted: Path, *, replace: bool = False) -> str:
    """Save a plan that is not shown any more; the file's name, as Load takes it.

    An older version of the same plan is replaced where that is asked for; anything else that is there stays.

    Raises
    ------
    RunplanError
        If it cannot be written.
    """
    if not holds_plan(wanted, plan):
        if not (replace and plan_id_in(wanted) == plan.plan_id and is_as_written(wanted)):
            wanted = Path(free_path(str(wanted)))
        plan.to_csv(wanted, keep_other_plans=True)
    return wanted.name if wanted.parent == Path.cwd() else str(wanted)


def place_of(path: str | Path) -> Path:
    """Where a file is that a person named."""
    return Path(path).expanduser().absolute()


def holds_plan(path: str | Path, plan: Plan) -> bool:
    """Whether a file holds this version of a plan, as RunPlan wrote it."""
    try:
        version = version_in(place_of(path))
        return bool(version) and version == version_of(plan.csv_text().encode("utf-8"), plan.block, plan.plan_id)
    except (OSError, RuntimeError, ValueError):
        return False


def _plan_of(kept: Kept, catalog: Catalog) -> Plan:
    return build_plan(kept.block, catalog).called(kept.plan_id)


def stem_of(path: str) -> str:
    """What names made after a plan's file begin with."""
    return Path(path).stem or "plan"


def kept_peak_share(kept: Kept, given: Block) -> float:
    """The share by which a peak goes on to follow the kilometres now; 0 where the runner has set it."""
    share = kept.view.get(PEAK_SHARE)
    if share is not None and is_share(share):
        return float(share)
    # Kept by a version that did not note it: as far as the peak is the notebook's own, nobody has set it.
    untouched = kept.block.weekly_km_peak == given.weekly_km_peak and kept.block.weekly_km_now == given.weekly_km_now
    return peak_share_of(given) if untouched else usual_share(kept.block)
