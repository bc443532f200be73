"""Whose plan a planner keeps: its place in the state file, its file's name, and what another window had set."""

from __future__ import annotations

import re
from pathlib import Path

from runplan.api import build_plan
from runplan.catalog import Catalog
from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.plan_file.sidecar import companion_path
from runplan.launch.notebooks import FIRST_NOTEBOOK
from runplan.plan.block import Block
from runplan.ui.state.form import MOST_SHARE, peak_share_of, usual_share
from runplan.ui.state.notebook_name import notebook_in, notebook_path
from runplan.ui.state.saved_state import NOTEBOOK, Kept

PEAK_SHARE = "peak_share"
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
        one = first if number == 1 else first.with_name(f"{first.stem}-{number}{first.suffix}")
        if not one.exists() and not companion_path(one).exists():
            return str(one)
    return path


def keep_other(other: Kept, path: str, folder: Path, catalog: Catalog) -> tuple[str, str]:
    """Save what another window had set as a plan that Load opens, and say so."""
    both = "this plan was changed in two windows, and this window’s settings are the ones kept now."
    file = other.file
    if not file:
        wanted = folder / f"{Path(path).stem or 'plan'}-other-{other.writer or 'window'}.csv"
        try:
            plan = build_plan(other.block, catalog).called(other.plan_id)
            try:
                plan.to_csv(wanted)
            except PlanFileError:  # a person edited the last one
                wanted = Path(free_path(str(wanted)))
                plan.to_csv(wanted)
        except RunplanError as refused:
            return (
                f"Reload the other window’s page before you go on there: {both} They could not be saved. {refused}",
                "",
            )
        file = wanted.name if wanted.parent == Path.cwd() else str(wanted)
    return f"To see the other window’s settings, load {file}: {both}", file


def kept_peak_share(kept: Kept, given: Block) -> float:
    """The share by which a peak goes on to follow the kilometres now; 0 where the runner has set it."""
    share = kept.view.get(PEAK_SHARE)
    if isinstance(share, (int, float)) and not isinstance(share, bool) and 0 <= share <= MOST_SHARE:
        return float(share)
    # Kept by a version that did not note it: as far as the peak is the notebook's own, nobody has set it.
    untouched = kept.block.weekly_km_peak == given.weekly_km_peak and kept.block.weekly_km_now == given.weekly_km_now
    return peak_share_of(given) if untouched else usual_share(kept.block)
