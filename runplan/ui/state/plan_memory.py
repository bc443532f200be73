"""What a planner remembers over a reload, a restart and a renaming, and what it says about that.

In: where it is kept, the notebook's block and name. Out: the model as it was left; from then on, what is set is written
beside the notebook.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from runplan.catalog import Catalog, load_catalog
from runplan.errors import RunplanError
from runplan.exchange.plan_file.sidecar import plan_id_in
from runplan.plan.block import Block
from runplan.plan.waiting import WAITS
from runplan.ui.state import file_requests, files, saved_entry
from runplan.ui.state.autosave import Keeping
from runplan.ui.state.error_text import unplanned, why_unplanned
from runplan.ui.state.life.lived import lived_in, to_keep, with_marks
from runplan.ui.state.life.marks import day_in
from runplan.ui.state.messages import Answer, Gate
from runplan.ui.state.notebook_name import SESSION, file_identity, followed, notebook_path
from runplan.ui.state.plan_owner import UnsavedPlans, keep_other, kept_peak_share, owner_of, plan_path
from runplan.ui.state.planner_model import PlannerModel
from runplan.ui.state.saved_entry import ASKED, LEFT, OF_PLAN, OWN, PEAK_SHARE, SAVED, UNPLANNED, WAITING, Kept
from runplan.ui.state.saved_state import Remembered
from runplan.ui.state.typed_values import name_of
from runplan.ui.state.waiting import left_note, resume, waiting_in


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
        self._told_late: tuple[Answer, str, Block | None] = (Answer(""), "", None)
        self._taking_back = Gate()  # shut while a sentence goes, which changes nothing that is kept
        self._unsaved = UnsavedPlans()
        self._afresh = self._left = ""  # why what was kept is of no use, and what of it is of other plans
        self._view: Callable[[], dict[str, Any]] = dict
        Keeping.finish_all()  # another planner of this notebook may have something to write still
        self._kept = self._unwritten = None
        if state is not None:
            path = Path(state).expanduser().absolute()
            self._remembered = Remembered(path, block, owner_of(name, path.parent))
            saved_plan = self._remembered.read()
            self._unwritten = Keeping.unwritten(self._remembered)
            self._kept = self._unwritten or saved_plan
            self._afresh = "cannot be read" if self._kept is None and self._remembered.unreadable else ""

    @property
    def view(self) -> dict[str, Any]:
        """What was looked at."""
        view = {} if self._kept is None else self._kept.view
        return {name: value for name, value in view.items() if name not in OF_PLAN}

    def open_model(self, wished: Block, catalog: Catalog | None) -> PlannerModel:
        """The model with what was kept; with the notebook's own block where nothing was, or nothing of use."""
        kept, catalog = self._kept, load_catalog() if catalog is None else catalog
        opened = kept or Kept(wished)
        self.model = PlannerModel(opened.block, catalog, lived_in(opened.lived, catalog))
        if kept is not None and self.model.plan is None and kept.block != wished:
            # A catalogue or a rule may have changed since: then the block in the code is better than nothing.
            self._afresh = why_unplanned(" ".join(self.model.blockers), kept.block, wished)
            self._kept = None
            self.model = PlannerModel(wished, catalog)
        self._settle(self._kept, wished)
        return self.model

    def begin(self, view: Callable[[], dict[str, Any]]) -> None:
        """Show what was kept, say what became of it, and keep from now on what is set; `view` gives what is seen."""
        self._view = view
        model, remembered = self.model, self._remembered
        saved_plan = self._take_up(self._kept)
        if remembered is None:
            return
        model.files.folder, model.files.keep_later = remembered.path.parent, self._keep_later
        if model.plan is not None:
            model.plan_id = remembered.begin(self._now())
        if remembered.trouble():
            model.messages.stand(remembered.trouble())
        elif not self._tell_damage(remembered, saved_plan):
            return
        self._tell_others(remembered, saved_plan)
        self._keeping = Keeping(remembered, self._now, model.messages.stand, self._late)
        if self._unwritten is not None:
            self.note()

    def _take_up(self, saved_plan: Kept | None) -> Kept | None:
        """Show what was kept with all that is set beside it, and say so; what of it does not fit is damaged."""
        model = self.model
        model.files.doubtful = self._left = ""
        if saved_plan is None:
            model.files.resume("", model.called())
            return None
        if saved_plan.file:
            self._show_edited(saved_plan)
        model.asked_on = day_in(saved_plan.view.get(ASKED))
        model.reports.take_up(model.form.runs, saved_plan.view.get(saved_entry.REPORT))
        model.form.follow_peak(kept_peak_share(saved_plan, model.given))
        if not saved_plan.file and not resume(model.form, saved_plan.view.get(WAITING)):
            saved_plan = saved_plan.with_damage(WAITS)
        self._left = left_note(model.form, saved_plan.plan_id, saved_plan.view.get(LEFT))
        if saved_plan.doubtful:
            model.files.doubtful = saved_plan.plan_id
        else:
            model.files.resume("" if saved_plan.loss else str(saved_plan.view.get(SAVED, "")), model.called())
        if not saved_plan.file:
            file_requests.say_where_left(model, saved_plan.notebook, has_id=bool(saved_plan.plan_id))
        if lost := saved_plan.view.get(UNPLANNED):
            model.messages.add_warning(f"No plan was made with these settings, so they were not saved: {lost}.")
        return saved_plan

    def note(self) -> None:
        """Keep what is set now, soon."""
        if self._keeping is not None and self.model.plan is not None and not self._taking_back.shut:
            self._keeping.note()

    def hear_name(self, request: Mapping[str, Any]) -> None:
        """Follow the notebook to the name that the page says it has now."""
        name, notebook, remembered = request.get("name"), self._notebook, self._remembered
        if notebook is None or remembered is None or self._keeping is None or not isinstance(name, str):
            return
        if name in ("", notebook.name) or Path(name).name != name:
            return
        is_unwritten = not self._keeping.finish()
        self._notebook = notebook = notebook.with_name(name)
        self._identity = file_identity(notebook)
        os.environ[SESSION] = str(notebook)  # for cells that are run again
        owner = owner_of("", remembered.path.parent)
        model = self.model
        if request.get("moved") is True or remembered.wrote or is_unwritten:
            self._move(remembered, owner)
            self._tell_displaced(remembered)
        else:
            model.files.default = plan_path("")
            saved_plan = remembered.reopen(owner)
            with model.messages.as_one():
                opened = saved_plan or Kept(model.given)
                model.open(opened.block, lived_in(opened.lived, model.catalog))
                self._settle(saved_plan, model.given)
                saved_plan = self._take_up(saved_plan)
                model.plan_id = remembered.begin(self._now())
                self._afresh = "cannot be read" if remembered.unreadable else ""
                if not self._tell_damage(remembered, saved_plan):
                    self._keeping = None
                self._tell_others(remembered, saved_plan)

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
            model.files.own = kept.own
        elif plan_id_in("plan.csv") == kept.plan_id:  # saved by a planner that had this name for all plans
            model.name_file("plan.csv")

    def _now(self) -> Kept:
        """What is to be kept now."""
        model = self.model
        self._follow()
        edited = model.plan is not None and bool(model.plan.edits)
        view = self._view() | {
            PEAK_SHARE: model.form.peak_share,
            WAITING: waiting_in(model.form),
            SAVED: model.files.noted(),
            OWN: model.files.own,
            saved_entry.REPORT: model.reports.to_keep(model.form.runs),
            ASKED: model.asked_on and model.asked_on.isoformat(),
        }
        if not model.matches and model.block is not None:
            view[UNPLANNED] = unplanned(model.form.wishes(), model.block)
        return Kept(
            model.block,
            view,
            model.files.loaded if edited else "",
            model.plan_id,
            model.path,
            doubtful=bool(model.plan_id) and model.plan_id == model.files.doubtful,
            lived=to_keep(model.lived, model.plan, whole=model.changes_past),
        )

    # --- what is said -------------------------------------------------------------------------------------------------

    def _show_edited(self, saved_plan: Kept) -> None:
        """Show a plan that was edited in its file, if the file still has it."""
        model, instead = self.model, "so the planner shows the plan for your settings."
        plan = files.read(saved_plan.file, model.catalog)
        if isinstance(plan, Answer):
            model.messages.tell(plan)
        elif saved_plan.plan_id not in ("", plan.plan_id):
            model.messages.warn(f"{saved_plan.file} contains another plan now, {instead}", files=(saved_plan.file,))
        elif not plan.edits:
            model.messages.warn(f"{saved_plan.file} no longer has any edits, {instead}", files=(saved_plan.file,))
        else:
            marked = with_marks(plan, lived_in(saved_plan.lived, model.catalog))
            file_requests.show_loaded(model, marked, saved_plan.file)
            if model.files.noted() == saved_plan.view.get(SAVED):  # as it was shown the last time
                resume(model.form, saved_plan.view.get(WAITING))
                file = name_of(saved_plan.file)
                more = model.messages.message.removeprefix(f"Loaded {file}.")
                model.messages.say(f"Picked up where you left off, in {file}.{more}", files=model.messages.files)

    def _tell_damage(self, remembered: Remembered, saved_plan: Kept | None) -> bool:
        """Say what of the entry is of no use, and where a copy of it is; whether there is one, so that it may go."""
        name = remembered.path.name
        loss = "" if saved_plan is None else saved_plan.loss_in(name)
        if self._afresh:
            loss = f"The part of {name} about this plan {self._afresh}, so the planner starts over"
        sentence = ". ".join(filter(None, [self._left and f"{name} {self._left}", loss]))
        if not sentence:
            return True
        try:
            copy = remembered.keep_a_copy()
        except (OSError, RunplanError) as broken:
            lost = f"{sentence}. RunPlan cannot make a copy of it, so it leaves the file as it is, and a restart loses "
            lost += f"what you change now: press Save to keep the plan. {broken}"
            self.model.messages.stand(lost, files=(name,))
            return False
        self.model.messages.add_warning(f"{sentence}; {copy} is a copy.", files=(name, copy))
        return True

    def _tell_others(self, remembered: Remembered, saved_plan: Kept | None) -> None:
        """Say where plans of other notebooks are, and whether this one may be another's."""
        self._tell_displaced(remembered)
        if saved_plan is not None and remembered.doubt_is_new:
            self._tell_doubt(saved_plan, remembered)

    def _tell_displaced(self, remembered: Remembered) -> None:
        """Say where the plans are that were kept here before, as far as they can be saved."""
        for answer in self._unsaved.save(remembered, self.model.called(), self.model.files.own):
            self.model.messages.add_warning(answer.sentence, files=answer.files)

    def _tell_doubt(self, saved_plan: Kept, remembered: Remembered) -> None:
        """Say that the plan may be another notebook's, and where it is as it was kept."""
        model, notebook = self.model, "" if self._notebook is None else self._notebook.name
        answer = self._unsaved.doubt(remembered, saved_plan, notebook, model.files.own, model.catalog)
        model.messages.add_warning(answer.sentence, files=answer.files)

    def _keep_later(self) -> None:
        """Another plan takes the place of the one shown, which could not be saved: save it as soon as that can be."""
        if self._remembered is not None:
            self._unsaved.later(self._remembered, self._now())

    def _late(self, other: Kept | None, read: bool) -> None:
        """What was set is written: say what another window had set, or what could not be saved before and is now."""
        model, remembered = self.model, self._remembered
        if remembered is None:
            return
        with self._taking_back.closed():
            model.messages.stand("")
        answers = [] if other is None else [self._keep_other(other, remembered)]
        if remembered.was_deleted:
            answers.insert(0, Answer(remembered.was_deleted, (remembered.path.name,)))
        if read:  # else whoever opens the plan next saves and says it
            answers += self._unsaved.save(remembered, model.called(), model.files.own)
        if answers:
            sentence = " ".join(answer.sentence for answer in answers)
            answer = Answer(sentence, tuple(file for answer in answers for file in answer.files))
            self._told_late = (answer, model.sliding, model.block)
            model.messages.add_warning(answer.sentence, files=answer.files)
            return
        answer, slider, block = self._told_late
        if model.block == block and not model.messages.warning:  # put away, or something else was done: that will do
            self._told_late = (Answer(""), "", None)
        elif slider and slider == model.sliding and not (model.messages.warning or model.messages.message):
            # A slider that goes on moving puts away what was said at its first step.
            self._told_late = (answer, slider, model.block)
            model.messages.add_warning(answer.sentence, files=answer.files)

    def _keep_other(self, other: Kept, remembered: Remembered) -> Answer:
        """Another window set something else in the meantime: keep that as a plan of its own, and say so."""
        model = self.model
        answer = keep_other(other, model.plan_id, model.files.own, remembered.path.parent, model.catalog)
        if answer.refused:
            self._unsaved.later(remembered, other)
        return answer
