"""Whose plan a planner keeps: its place in the state file, its file's name, and what another window had set."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from runplan.api import Plan, read_plan
from runplan.catalog import Catalog
from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.disk import digest, is_read_only, real_path
from runplan.exchange.plan_file.destination import Target
from runplan.exchange.plan_file.sidecar import companion_of, companion_path, is_as_written, plan_id_in, versions_in
from runplan.exchange.plan_file.write import companion_for, read_plan_file
from runplan.launch.notebooks import FIRST_NOTEBOOK
from runplan.plan.block import Block
from runplan.plan.waiting import WaitingSettings
from runplan.ui.state.error_text import why_unplanned
from runplan.ui.state.form import peak_share_of, usual_share
from runplan.ui.state.life.lived import lived_in, marked, plan_after
from runplan.ui.state.messages import Answer
from runplan.ui.state.notebook_name import NAMED, NOTEBOOK, notebook_in, notebook_path
from runplan.ui.state.saved_entry import PEAK_SHARE, Kept, is_share
from runplan.ui.state.state_file import UNSAVED

if TYPE_CHECKING:
    from runplan.ui.state.saved_state import Remembered

_DEFAULT = "plan.csv"
_MOST = 60


def owner_of(name: str, folder: Path) -> str:
    """Whose planner it is: its name, or else the notebook as seen from the folder; empty where nobody knows."""
    if name:
        return f"{NAMED}{name}"
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
    both = "this plan was changed in two windows, and RunPlan kept the settings of this window."
    try:
        wanted = folder / _name_aside(other, path)
        file = _edited_file(other) or save_aside(_plan_of(other, catalog), wanted, replace=True)
    except RunplanError as refused:
        reload = "Reload the page of the other window before you continue there"
        return Answer(f"{reload}: {both} The others could not be saved. {refused}", refused=True)
    return Answer(f"To see the other window’s settings, load {file}: {both}", (file,))


def _keep_other_plan(other: Kept, folder: Path, catalog: Catalog) -> Answer:
    """The same of another plan."""
    own, mine = other.own or _DEFAULT, "RunPlan kept this window’s plan."
    another = f"Another window had a different plan, {own}"
    try:
        plan = _plan_of(other, catalog)
        if holds_plan(own, plan):
            return Answer(f"{another}. Load it to see it here. {mine}", (own,))
        file = _edited_file(other) or save_aside(plan, folder / _name_aside(other, own), replace=True)
    except RunplanError as refused:
        sentence = f"{another}. It could not be saved here, so save it there. {refused} {mine}"
        return Answer(sentence, (own,), refused=True)
    return Answer(f"{another}. To see its settings there, load {file}. {mine}", (own, file))


def _name_aside(other: Kept, path: str) -> str:
    """The name of a file for what another window had set, after the file of its plan."""
    return f"{stem_of(path)}-other-{other.writer or 'window'}.csv"


class UnsavedPlans:
    """Plans that another one took the place of before they were files: each is saved as soon as that can be."""

    def __init__(self) -> None:
        self._told: set[object] = set()  # those that could not be saved

    def later(self, remembered: Remembered, saved_plan: Kept) -> None:
        """Keep a plan that cannot be saved now, as its runner was told, until it is a file."""
        self._told.add(_plan_in(saved_plan))
        remembered.set_aside(saved_plan)

    def save(self, remembered: Remembered, shown: Plan | None, path: str) -> list[Answer]:
        """Save those that were kept for this planner, and say where; that one cannot be saved is said once."""
        if shown is None:
            return []
        answers, settled = [], []
        for key, saved_plan in remembered.displaced.items():
            plan = key if saved_plan is None else _plan_in(saved_plan)
            if saved_plan is not None and _is_shown(saved_plan, shown):  # again
                settled.append(key)
                continue
            if saved_plan is None:
                answer = _copied(f"Another plan in {remembered.path.name} cannot be read", remembered)
            else:
                answer = _keep_displaced(saved_plan, shown, path, remembered)
            if not answer.refused:
                settled.append(key)
            if not (answer.refused and plan in self._told):
                answers.append(answer)
            if answer.refused:
                self._told.add(plan)
        remembered.note_told(settled)
        return list(dict.fromkeys(answers))  # what was kept more than once is one file

    def doubt(self, remembered: Remembered, saved_plan: Kept, notebook: str, path: str, catalog: Catalog) -> Answer:
        """Say that a plan may be another notebook's, and where it is as it was kept."""
        try:
            file = file_of(saved_plan, path, remembered.path.parent, catalog)
            where = f"The saved plan is in {file}."
        except RunplanError as refused:
            file, where = "", f"The saved plan cannot be written to a file. {refused}"
            if isinstance(refused, PlanFileError):
                self.later(remembered, saved_plan)
        sentence = (
            f"{notebook} is not the file that this plan was saved for: a copy, a sync or another notebook has "
            f"the same name. To give this notebook its own plan, press New plan. {where}"
        )
        return Answer(sentence, (notebook, file))


def _copied(what: str, remembered: Remembered) -> Answer:
    """Say what is wrong with a plan, and where a copy of what there is of it is."""
    try:
        copy = remembered.keep_a_copy(now=True)
    except (OSError, RunplanError) as broken:
        return Answer(f"{what}, and RunPlan cannot make a copy of it. {broken}", (remembered.path.name,), refused=True)
    return Answer(f"{what}; {copy} is a copy.", (remembered.path.name, copy))


def _plan_in(saved_plan: Kept) -> tuple[Block, str, str, WaitingSettings]:
    """What tells a plan that was kept from others."""
    return saved_plan.block, saved_plan.file, saved_plan.plan_id, saved_plan.waiting


def _is_shown(saved_plan: Kept, plan: Plan) -> bool:
    """Whether a plan that was kept is the one that is plan."""
    if _plan_in(saved_plan) != (plan.block, "", plan.plan_id, plan.waiting):
        return False
    if not (saved_plan.lived or marked(plan)):
        return True
    return _plan_of(saved_plan, plan.catalog).csv_text() == plan.csv_text()


def _keep_displaced(saved_plan: Kept, shown: Plan, path: str, remembered: Remembered) -> Answer:
    """Save what was kept before another plan had its place, and say so; refused where that is to be tried again.

    A plan that cannot be made any more is not tried again: of that there is a copy.
    """
    what, it = "Another plan was saved under this notebook’s name before", "it"
    if saved_plan.notebook == UNSAVED:
        what = "A plan could not be saved before"
    elif shown.plan_id and saved_plan.plan_id == shown.plan_id:
        what, it = "Other settings of this plan were saved before", "them"
    elif saved_plan.notebook:
        what = f"A plan was saved for {saved_plan.notebook}, which no longer exists"
    try:
        file = file_of(saved_plan, path, remembered.path.parent, shown.catalog)
    except RunplanError as refused:
        what += f", and {'they' if it == 'them' else 'it'} "
        if isinstance(refused, PlanFileError):
            return Answer(f"{what}cannot be saved. {refused}", refused=True)
        return _copied(what + why_unplanned(str(refused), saved_plan.block, shown.block), remembered)
    lost = f" Part of it {saved_plan.loss}." if saved_plan.loss else ""
    return Answer(f"{what}: load {file} to see {it}.{lost}", (file,))


def file_of(saved_plan: Kept, path: str, folder: Path, catalog: Catalog) -> str:
    """The file that has a plan as it was kept: its own, where that is so, or one that is made of it.

    Raises
    ------
    RunplanError
        If none can be written.
    """
    if file := _edited_file(saved_plan):
        return file
    plan, own = _plan_of(saved_plan, catalog), saved_plan.own or path
    if holds_plan(own, plan):
        return own
    return save_aside(plan, folder / f"{stem_of(own)}-before.csv")


def _edited_file(saved_plan: Kept, *, whole: bool = True) -> str:
    """The file in which a plan was edited, while the plan is in it; empty where there is none.

    `whole` asks that what waits beside the plan is in it too.
    """
    if not (saved_plan.file and saved_plan.plan_id and plan_id_in(place_of(saved_plan.file)) == saved_plan.plan_id):
        return ""
    return saved_plan.file if not whole or has_waiting(saved_plan.file, saved_plan.waiting) else ""


def has_waiting(path: str, waiting: WaitingSettings) -> bool:
    """Whether a plan's file has what waits beside the plan."""
    companion = companion_of(place_of(path))
    return companion is not None and companion.waiting == waiting


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


def holds_plan(path: str | Path, plan: Plan, *, edited: bool = False) -> bool:
    """Whether a file holds this version of a plan, as RunPlan wrote it; `edited`, or as somebody changed it since."""
    try:
        versions = versions_in(place_of(path))[: 2 if edited else 1]
        return companion_for(plan, plan.csv_text()).version() in versions
    except (OSError, RuntimeError, ValueError):
        return False


def has_other_runs(there: Target, plan: Plan) -> bool:
    """Whether a file has a plan with other runs of the runner's own, or none: bringing a run plan replaces them all."""
    if there.old_csv is None or there.older is None or there.older.block.runs == plan.block.runs:
        return False
    try:
        return read_plan_file(there.path).block.runs != plan.block.runs  # some may have been moved in the file
    except RunplanError:
        return True


def is_with_other_run_plan(path: str, plan: Plan) -> bool:
    """Whether a plan's own file has it with the run plan of another file, or with none, or without the one it has."""
    try:
        there = companion_of(place_of(path))
    except (OSError, RuntimeError, ValueError):
        return False
    if there is None or plan_id_in(place_of(path)) != plan.plan_id:
        return False
    return _run_file_of(there.block) != _run_file_of(plan.block)


def _run_file_of(block: Block) -> str | None:
    return None if block.runs is None else block.runs[0].file


def what_is_at(path: Path) -> tuple[str, ...]:
    """What tells a plan's file and its companion from what may stand there later."""
    place = real_path(path)
    both = (place, companion_path(place))
    return str(place), *(f"{is_read_only(file)} {_content_of(file)}" for file in both)


def _content_of(file: Path) -> str:
    try:
        return digest(file.read_bytes())
    except OSError as error:
        return type(error).__name__


def _plan_of(kept: Kept, catalog: Catalog) -> Plan:
    """A plan as it was kept, with what waits beside it."""
    edited = _edited_file(kept, whole=False)
    if edited:
        plan = read_plan(place_of(edited), catalog=catalog)
    else:
        plan = plan_after(lived_in(kept.lived, catalog), kept.block, catalog, whole=False)
    return plan.called(kept.plan_id, kept.waiting)


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
