"""What a planner remembers over a reload, a restart and a renaming, and what it says about that.

In: where it is kept, the notebook's block and name. Out: the model as it was left; from then on, what is set is written
beside the notebook.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from runplan.catalog import Catalog
from runplan.errors import RunplanError
from runplan.exchange.plan_file.sidecar import plan_id_in
from runplan.plan.block import Block
from runplan.ui.state import file_requests
from runplan.ui.state.autosave import Keeping
from runplan.ui.state.notebook_name import SESSION, file_identity, followed, notebook_path
from runplan.ui.state.plan_owner import (
    PEAK_SHARE,
    file_of,
    keep_displaced,
    keep_other,
    kept_peak_share,
    owner_of,
    plan_path,
)
from runplan.ui.state.planner_model import PlannerModel
from runplan.ui.state.saved_entry import Kept
from runplan.ui.state.saved_state import Remembered

# Kept with what was looked at, for files of 0.1.0 have no places of their own for them.
_WAITING = "waiting"
_SAVED = "saved"


class PlanMemory:
    """The memory of one planner.

    Parameters
    ----------
    state : path-like or None
        The file; None keeps nothing.
    block : Block or None
        The block in the notebook's code.
    name : str
        Whose plan it is; empty where the notebook tells.
    """

    def __init__(self, state: str | os.PathLike[str] | None, block: Block | None, name: str) -> None:
        self._name = name
        self._remembered: Remembered | None = None
        self._keeping: Keeping | None = None
        self._notebook = None if name else notebook_path()
        self._identity = file_identity(self._notebook)
        self._told_late: tuple[str, str, str, Block | None] = ("", "", "", None)
        self._afresh = ""  # why what was kept is of no use
        self._view: Callable[[], dict[str, Any]] = dict
        Keeping.finish_all()  # another planner of this notebook may have something to write still
        self._kept: Kept | None = None
        if state is not None:
            path = Path(state).expanduser().absolute()
            self._remembered = Remembered(path, block, owner_of(name, path.parent))
            self._kept = self._remembered.read()
            self._afresh = "cannot be read" if self._remembered.unreadable else ""

    @property
    def view(self) -> dict[str, Any]:
        """What was looked at."""
        view = {} if self._kept is None else self._kept.view
        return {name: value for name, value in view.items() if name not in (PEAK_SHARE, _WAITING, _SAVED)}

    def open_model(self, wished: Block, catalog: Catalog | None) -> PlannerModel:
        """The model with what was kept; with the notebook's own block where nothing was, or nothing of use."""
        kept = self._kept
        self.model = PlannerModel(wished if kept is None else kept.block, catalog)
        if kept is not None and self.model.plan is None and kept.block != wished:
            # A catalog or a rule may have changed since: then the block in the code is better than nothing.
            self._afresh = f"cannot be planned any more ({' '.join(self.model.blockers).rstrip('.')})"
            self._kept = None
            self.model = PlannerModel(wished, catalog)
        self._settle(self._kept, wished)
        return self.model

    def begin(self, view: Callable[[], dict[str, Any]]) -> None:
        """Show what was kept, say what became of it, and keep from now on what is set; `view` gives what is seen."""
        self._view = view
        model, kept, remembered = self.model, self._kept, self._remembered
        if kept is not None:
            self._go_on(kept)
            model.form.follow_peak(kept_peak_share(kept, model.given))
            if not kept.file:
                model.form.resume(kept.view.get(_WAITING))
        if kept is not None and kept.doubtful:
            model.files.doubtful = kept.plan_id
        else:
            model.files.resume("" if kept is None else str(kept.view.get(_SAVED, "")), model.called())
        if remembered is None:
            return
        model.files.folder = remembered.path.parent
        if model.plan is not None:
            model.plan_id = remembered.begin(self._now())
        if remembered.trouble():
            model.messages.warn(remembered.trouble())
        elif self._afresh and not self._keep_a_copy(remembered):
            return
        self._tell_displaced(remembered)
        if kept is not None and remembered.doubt_is_new:
            self._tell_doubt(kept, remembered.path.parent)
        self._keeping = Keeping(remembered, self._now, model.messages.warn, self._late)

    def note(self) -> None:
        """Keep what is set now, soon."""
        if self._keeping is not None and self.model.plan is not None:
            self._keeping.note()

    def hear_name(self, request: Mapping[str, Any]) -> None:
        """Follow the notebook to the name that the page says it has now."""
        name, notebook, remembered = request.get("name"), self._notebook, self._remembered
        if notebook is None or remembered is None or self._keeping is None or not isinstance(name, str):
            return
        if name in ("", notebook.name) or Path(name).name != name:
            return
        self._keeping.finish()
        self._notebook = notebook = notebook.with_name(name)
        self._identity = file_identity(notebook)
        os.environ[SESSION] = str(notebook)  # for cells that are run again
        owner = owner_of("", remembered.path.parent)
        model = self.model
        if request.get("moved") is True or remembered.wrote:
            self._move(remembered, owner)
        else:
            model.files.default = plan_path("")
            kept = remembered.reopen(owner)
            with model.messages.as_one():
                model.open(model.given if kept is None else kept.block)
                self._settle(kept, model.given)
                model.plan_id = remembered.begin(self._now())
                if kept is not None:
                    self._go_on(kept)
        self._tell_displaced(remembered)

    def _follow(self) -> None:
        """Follow the notebook to the name that it was given in its folder."""
        remembered = self._remembered
        if self._notebook is None or remembered is None:
            return
        notebook = followed(self._notebook, self._identity)
        if notebook == self._notebook:
            return
        self._notebook = notebook
        os.environ[SESSION] = str(notebook)
        self._move(remembered, owner_of("", remembered.path.parent))

    def _move(self, remembered: Remembered, owner: str) -> None:
        """Take what is kept to the notebook's new name, and a plan that was not saved yet to a new file."""
        model = self.model
        before, model.files.default = model.files.default, plan_path("")
        if model.path == before and plan_id_in(before) != model.plan_id:
            model.name_file(model.files.default)
        with contextlib.suppress(OSError, RunplanError):  # who writes later says so
            remembered.move(owner)

    def _settle(self, kept: Kept | None, wished: Block) -> None:
        """Give the plan its id and file, and what a new one would begin with."""
        model = self.model
        model.given = wished
        model.files.default = plan_path(self._name)
        model.name_file(model.files.default)
        if kept is None or not kept.plan_id:
            return
        model.plan_id = kept.plan_id
        if kept.path:
            model.name_file(kept.path)
        elif plan_id_in("plan.csv") == kept.plan_id:  # saved by a planner that had this name for all plans
            model.name_file("plan.csv")

    def _now(self) -> Kept:
        """What is to be kept now."""
        model = self.model
        self._follow()
        edited = model.plan is not None and bool(model.plan.edits)
        view = self._view() | {
            PEAK_SHARE: model.form.peak_share,
            _WAITING: model.form.waiting(),
            _SAVED: model.files.noted(),
        }
        return Kept(
            model.block,
            view,
            model.files.loaded if edited else "",
            model.plan_id,
            model.path,
            doubtful=bool(model.plan_id) and model.plan_id == model.files.doubtful,
        )

    # --- what is said -------------------------------------------------------------------------------------------------

    def _go_on(self, kept: Kept) -> None:
        """Say where the last run ended; a plan that was edited in its file is shown again."""
        model = self.model
        if not kept.file:
            if kept.notebook:
                other = f"This one was kept for {kept.notebook}."
                model.messages.say(f"For a plan of its own, press New plan. {other}", files=(kept.notebook,))
            elif kept.block != model.given:
                saved = f" Press Load to open {model.path}." if Path(model.path).exists() else ""
                model.messages.say(f"Picked up where you left off.{saved}", files=(model.path,))
            return
        file_requests.load(model, kept.file)
        if model.plan is not None and not model.plan.edits and not model.messages.warning:
            model.never_mind()
            other = f"{kept.file} holds another plan now, so the plan of your wishes is shown."
            model.messages.warn(other, files=(kept.file,))
            return
        if model.matches and not model.messages.warning:
            model.messages.say("")

    def _keep_a_copy(self, remembered: Remembered) -> bool:
        """Say that what was kept is of no use, and where a copy of it is; whether there is one, so that it may go."""
        name, begins = remembered.path.name, "so the planner begins afresh"
        try:
            copy = remembered.keep_a_copy()
        except (OSError, RunplanError) as broken:
            sentence = f"What {name} holds of this plan {self._afresh}, {begins}. No copy of it can be made"
            self.model.messages.warn(f"{sentence}, so nothing is kept for the next time. {broken}", files=(name,))
            return False
        self.model.messages.warn(
            f"What {name} holds of this plan {self._afresh}, {begins}; {copy} is a copy.", files=(name, copy)
        )
        return True

    def _tell_displaced(self, remembered: Remembered) -> None:
        """Say where the plan is that this notebook's name had before."""
        model, displaced = self.model, remembered.displaced
        remembered.displaced = []
        sentence, files = keep_displaced(displaced, model.files.own, remembered.path.parent, model.catalog)
        if sentence:
            model.messages.warn(f"{model.messages.warning} {sentence}".strip(), files=(*model.messages.files, *files))

    def _tell_doubt(self, saved_plan: Kept, folder: Path) -> None:
        """Say that the plan may be another notebook's, and where it is as it was kept."""
        model, notebook = self.model, "" if self._notebook is None else self._notebook.name
        try:
            file = file_of(saved_plan, model.files.own, folder, model.catalog)
            where = f"{file} has the plan as it was kept."
        except RunplanError as refused:
            file, where = "", f"It cannot be saved as it was kept. {refused}"
        sentence = (
            f"{notebook} is another file than the one this plan was kept for: a copy, a sync or another notebook has "
            f"its name. For a plan of its own, press New plan. {where}"
        )
        model.messages.warn(
            f"{model.messages.warning} {sentence}".strip(), files=(*model.messages.files, notebook, file)
        )

    def _late(self, other: Kept | None) -> None:
        """Another window set something else in the meantime: keep that as a plan of its own, and say so."""
        model = self.model
        if other is not None and self._remembered is not None:
            sentence, file = keep_other(other, model.files.own, self._remembered.path.parent, model.catalog)
            self._told_late = (sentence, file, model.sliding, model.block)
            model.messages.warn(sentence, files=(file,))
            return
        sentence, file, slider, block = self._told_late
        if model.block == block and not model.messages.warning:  # put away, or something else was done: that will do
            self._told_late = ("", "", "", None)
        elif slider and slider == model.sliding and not (model.messages.warning or model.messages.message):
            # A slider that goes on moving puts away what was said at its first step.
            self._told_late = (sentence, file, slider, model.block)
            model.messages.warn(sentence, files=(file,))
