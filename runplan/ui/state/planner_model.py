"""What the planner knows: the runner's wishes, the plan made of them, and why there is none. No widget in here.

Setting a wish plans anew; views follow `revision`, which rises
once for each change, whatever else changed with it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from traitlets import Any as AnyTrait
from traitlets import Bool, Tuple, Unicode

from runplan.api import Plan, build_plan
from runplan.catalog import Catalog, load_catalog
from runplan.errors import PlanImpossible, RunplanError
from runplan.plan.block import Block
from runplan.ui.field_text import FIELD_NAMES
from runplan.ui.state import edits as moving
from runplan.ui.state import files
from runplan.ui.state.error_text import difference
from runplan.ui.state.form import FIELDS, usual_share
from runplan.ui.state.import_reports import ImportReports
from runplan.ui.state.messages import Speaking
from runplan.ui.state.undo import History, Moment

# Edits of a file that planning anew keeps, because the block holds them: a moved date is a pin.
_PINS = re.compile(r"\bpinned\b")
_STAYS = (
    "What was moved in the file stays on its new day, as a pin; it can be unpinned on its card, or among the days at "
    "the left."
)
_SLIDERS = frozenset(
    FIELD_NAMES[name]
    for name in FIELDS
    if name.startswith(("weekly_km", "easy_pace", "strength_", "sets_"))
    or name in ("weeks", "run_days", "quality_runs", "rest_days")
    or name in ("start", "race_date")  # a date is typed in parts
)


class PlannerModel(Speaking):
    """Wishes, plan and refusals of one planner.

    Settings are traits, one a field of Block (see `Wishes`); messages are those of `Speaking`. `block` and `plan` are
    the last that could be planned, and `matches` says whether they are those of the settings; if not, `blockers` says
    why, and `relaxed` is a nearby block that can be planned. `before` is the plan before the last change, and
    `foreseen` gives a block's plan that was made ahead. `plan_id` tells the plan from others in a calendar.
    """

    plan = AnyTrait(None, allow_none=True)
    blockers = Tuple()
    relaxed = AnyTrait(None, allow_none=True)
    relaxed_offer = Unicode("")
    edits = Tuple()
    matches = Bool(False)
    undo_offer = Unicode("")
    redo_offer = Unicode("")
    path = Unicode("plan.csv")

    def __init__(self, block: Block, catalog: Catalog | None = None) -> None:
        super().__init__(block)
        self.catalog = catalog if catalog is not None else load_catalog()
        self._history = History()
        self.before: Plan | None = None
        self.planning_ms = 0.0
        self.foreseen: Callable[[Block], Plan | None] = lambda _: None
        self.loaded = ""
        self.reports = ImportReports()
        self.plan_id = files.new_plan_id()
        self.default_path, self.given = self.path, block
        self.own_path = self.path  # the plan's file by the last save or load; another may be typed into the box
        self.folder: Path | None = None  # where a plan that was not saved is kept when another takes its place
        self.file_digests: dict[str, str] = {}  # of the plan files that were read or written here, by their places
        self._sliding = ""  # the slider whose moves are one change so far
        self.observe(self._wished, names=list(FIELDS))
        self.replan()

    # --- wishes -------------------------------------------------------------------------------------------------------

    def wish(self, label: str = "", /, **changes: Any) -> None:
        """Change several wishes at once and plan once.

        Raises
        ------
        traitlets.TraitError
            If a value is of another type than its field; nothing is changed then.
        """
        with self.as_one():
            for name, value in changes.items():
                getattr(type(self), name)._validate(self, value)  # before anything hangs on it
            before = {name: getattr(self, name) for name in changes}
            if before == changes:
                return
            self._remember(label or ", ".join(FIELD_NAMES[name] for name in changes))
            with self._silently():
                for name, value in changes.items():
                    setattr(self, name, value)
            self._replan_after(before)

    def _wished(self, change: Mapping[str, Any]) -> None:
        """A trait was set from outside: remember what was, derive what follows, plan."""
        if self._gate.shut:
            return
        with self.as_one():
            name = str(change["name"])
            self._remember(FIELD_NAMES[name])
            self._replan_after({name: change["old"]})

    def _replan_after(self, before: Mapping[str, Any]) -> None:
        """Derive what follows the wishes just changed, plan, and say what has no effect any more."""
        with self._silently():
            self._follow(before)
        self._kept = self._values()
        outside = self._set_outside
        self.replan()
        told = self._told(outside, moved="weeks" in before) if self.matches else ""
        if told:
            self.say(told)

    # --- planning -----------------------------------------------------------------------------------------------------

    def replan(self, *, drop_edits: bool = False) -> None:
        """Plan the wishes; a refusal becomes sentences, and the last good plan stays."""
        with self._lock:
            edits = () if self.plan is None else tuple(self.plan.edits)
            dropped = [edit for edit in edits if not _PINS.search(edit)]
            if dropped and not drop_edits:
                self.edits = edits
                stays = "" if len(dropped) == len(edits) else f" {_STAYS}"
                self._refuse(
                    "This plan was edited in its file, and planning anew would drop these edits: "
                    + " ".join(dropped)
                    + stays
                )
                return
            try:
                block = Block(**self.wishes())
                begin = time.perf_counter()
                plan = self.foreseen(block) or build_plan(block, self.catalog)
                self.planning_ms = 1000 * (time.perf_counter() - begin)
            except PlanImpossible as refused:
                self._refuse(str(refused), refused.relaxed)
            except RunplanError as refused:
                self._refuse(str(refused))
            except Exception as broken:  # shown on screen: an exception in a callback is invisible elsewhere
                self._refuse("The plan could not be made, and the fault is RunPlan's own.")
                self.fail("planning", broken)
            else:
                self._accept(block, plan)

    def _accept(self, block: Block, plan: Plan) -> None:
        self.block, self.plan = block, plan
        if block.runs is not None:
            self._show(block)  # the running fields are what the runs make them
        with self._silently():
            self.weeks = block.number_of_weeks
        self._kept = self._values()
        self._set_outside = self._outside()
        self.blockers, self.relaxed, self.relaxed_offer, self.edits = (), None, "", ()
        self.error = ""
        self.matches = True
        self._changed()

    def _refuse(self, sentence: str, relaxed: Block | None = None) -> None:
        self.blockers = (sentence,)
        self.relaxed = relaxed
        self.relaxed_offer = "" if relaxed is None else difference(self.wishes(), relaxed)
        self.matches = False
        self._hush()
        self._changed()

    def _changed(self) -> None:
        self.undo_offer, self.redo_offer = self._history.undo_offer, self._history.redo_offer
        super()._changed()

    def plan_without_edits(self) -> None:
        """Plan anew, and let go what was edited in the plan's file, except moves: those are pins by now."""
        with self.as_one():
            edits = () if self.plan is None else tuple(self.plan.edits)
            self.replan(drop_edits=True)
            if self.matches and any(_PINS.search(edit) for edit in edits):
                self.say(f"Planned anew, without the edits of the file. {_STAYS}")

    def use_relaxed(self) -> None:
        """Wish what can be planned instead."""
        with self.as_one():
            if self.relaxed is None:
                return
            offer = self.relaxed_offer
            self._remember(offer)
            self._show_instead(self.relaxed)
            self.replan()
            if self.matches:
                self.say(f"Planned with {offer}.")

    # --- back and forth -----------------------------------------------------------------------------------------------

    def _remember(self, label: str) -> None:
        """Keep the moment before a change; a slider's many small moves are one change."""
        self._hush()
        slides = label in _SLIDERS or label.startswith(moving.WEEK_LABEL)
        if slides and self._sliding == label:
            self._history.same_again()
            return
        self._sliding = label if slides else ""
        self._history.keep(self._moment(label))
        self.before = self.plan

    def _moment(self, label: str = "") -> Moment:
        """What is now."""
        return Moment(label, dict(self._kept), self.plan, self.matches, self.plan_id, self.loaded, self.own_path)

    def undo(self) -> None:
        """Take back the last change, and the edits that it dropped."""
        with self._lock:
            self._go(self._history.back(self._moment()), "Taken back")

    def redo(self) -> None:
        """Do again what was taken back last."""
        with self._lock:
            self._go(self._history.forth(self._moment()), "Done again")

    def _go(self, moment: Moment | None, done: str) -> None:
        if moment is None:
            return
        self._sliding = ""
        self.before = self.plan
        with self._silently():
            for name, value in moment.values.items():
                setattr(self, name, value)
        self._kept = dict(moment.values)
        if (self.plan_id, self.loaded) != (moment.plan_id, moment.loaded):  # another plan, or file, than it was
            self.name_file(moment.path)
        self.plan_id, self.loaded = moment.plan_id, moment.loaded
        self._hush()
        self.message = f"{done}: {moment.label}."
        if moment.matches and moment.plan is not None:
            self._accept(moment.plan.block, moment.plan)
        else:
            self.plan = moment.plan  # with what was edited in its file: that is not dropped unasked
            if moment.plan is not None:
                self.block = moment.plan.block
            self.replan()

    def never_mind(self) -> None:
        """Go back to before the last change as if it had not been made."""
        with self._lock:
            moment = self._history.back(self._moment())
            self._history.same_again()
            self._go(moment, "Taken back")
            self._hush()

    # --- the board ----------------------------------------------------------------------------------------------------

    def move(self, session_id: str, weekday: str) -> None:
        """Pin a session to a day of its week, if the hard rules allow it there."""
        with self.as_one():
            moving.move(self, session_id, weekday)

    def unpin(self, session_id: str) -> None:
        """Let a session go where it fits best."""
        with self.as_one():
            moving.unpin(self, session_id)

    def set_week(self, week: int, km: float | None) -> None:
        """Give a week kilometres of its own (besides the race) [km], or None to go back to the curve."""
        with self.as_one():
            moving.set_week(self, week, km)

    def bring_runs(self, path: str, unit: str = "") -> None:
        """Take over a run plan: its runs stand as they are, and strength is fitted around them."""
        with self.as_one():
            files.bring_runs(self, path, unit)

    def save(self, path: str, *, overwrite: bool = False) -> None:
        """Write the plan shown as CSV, with its block beside it."""
        with self._lock:
            files.save(self, path, overwrite=overwrite)

    def name_file(self, path: str) -> None:
        """Make a name that of the plan's own file, in the box too."""
        self.path = self.own_path = path

    @property
    def sliding(self) -> str:
        """The slider whose moves are one change so far; empty after any other change."""
        return self._sliding

    def open(self, block: Block) -> None:
        """Begin as if the planner had been opened with this block."""
        with self._lock:
            self.plan_id, self.loaded = files.new_plan_id(), ""
            self.name_file(self.default_path)
            self._history = History()
            self._show(block)
            self.replan(drop_edits=True)
            self.before = None

    def begin_new_plan(self) -> None:
        """Begin a plan of its own id and file, with the settings of the notebook's code."""
        with self.as_one():
            files.begin_new_plan(self)

    def load(self, path: str) -> None:
        """Show a plan from a file, with the wishes it was made of."""
        with self.as_one():
            files.load(self, path)

    def show_plan(self, plan: Plan) -> None:
        """Show a plan that was made elsewhere, with the wishes of its block."""
        with self._lock:
            self.plan_id = plan.plan_id or self.plan_id
            self._begin_with(plan.block, usual_share(plan.block))
            self._accept(plan.block, plan)
