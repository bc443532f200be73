"""What the planner knows: the runner's wishes, the plan made of them, and why there is none. No widget in here.

In: a changed wish, an edit on the board, a request about a file. Out: a plan, or sentences on why there is none, and
one rise of the messages' revision, which views follow.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from traitlets import HasTraits, Unicode

from runplan.api import Plan, build_plan
from runplan.catalog import Catalog, load_catalog
from runplan.errors import PlanImpossible, RunplanError
from runplan.exchange.plan_file.same_plan import new_plan_id
from runplan.plan.block import Block
from runplan.ui.field_text import FIELD_NAMES
from runplan.ui.state import edits
from runplan.ui.state.error_text import difference, dropped_edits, moved_note
from runplan.ui.state.files import PlanFiles
from runplan.ui.state.form import FIELDS, BlockForm, peak_share_of, usual_share
from runplan.ui.state.import_reports import ImportReports
from runplan.ui.state.messages import Answer, Messages
from runplan.ui.state.undo import History, Moment, is_slider
from runplan.ui.state.waiting import take_up, waiting_beside


class PlannerModel(HasTraits):  # type: ignore[misc,unused-ignore]
    """The wishes, plan and refusals of one planner, which begins with the wishes of a block.

    Attributes
    ----------
    form : BlockForm
        The wishes, a trait for each field of Block; one that is set is planned at once.
    messages : Messages
        What is said of what was done; its `revision` rises once for each change.
    files : PlanFiles
        Where the plan is saved, and what was read and written.
    plan, before : Plan or None
        The last plan that could be made, and the one before the last change.
    matches : bool
        Whether it is the plan of the wishes; if not, `blockers` says why, and `relaxed` is a block near them.
    foreseen : callable
        Gives the plan of a block that was made ahead, or None.
    plan_id, path : str
        What calendars tell the plan by, and the name in the box of the plan's file.
    """

    path = Unicode("plan.csv")

    def __init__(self, block: Block, catalog: Catalog | None = None) -> None:
        super().__init__()
        self.catalog = catalog if catalog is not None else load_catalog()
        self.form = BlockForm(block)
        self.messages = Messages()
        self.files = PlanFiles(self.path)
        self.reports = ImportReports()
        self.given = block
        self.plan: Plan | None = None
        self.before: Plan | None = None
        self.blockers: tuple[str, ...] = ()
        self.relaxed: Block | None = None
        self.relaxed_offer = ""
        self.edits: tuple[str, ...] = ()
        self.matches = False
        self.planning_ms = 0.0
        self.foreseen: Callable[[Block], Plan | None] = lambda _: None
        self.plan_id = new_plan_id()
        self.sliding = ""  # the slider whose moves are one change so far; empty after any other change
        self.history = History()
        self.form.observe(self._wished, names=list(FIELDS))
        self.replan()

    @property
    def block(self) -> Block:
        """The last block that could be planned; None before there was one."""
        block: Block = self.form.block
        return block

    # --- wishes -------------------------------------------------------------------------------------------------------

    def wish(self, label: str = "", /, **changes: Any) -> None:
        """Change several wishes at once and plan once.

        Raises
        ------
        traitlets.TraitError
            If a value is of another type than its field; nothing is changed then.
        """
        form = self.form
        with self.messages.as_one():
            for name, value in changes.items():
                getattr(type(form), name)._validate(form, value)  # before anything hangs on it
            before = {name: getattr(form, name) for name in changes}
            if before == changes:
                return
            self._remember(label or ", ".join(FIELD_NAMES[name] for name in changes))
            with form.silently():
                for name, value in changes.items():
                    setattr(form, name, value)
            self._replan_after(before)

    def _wished(self, change: Mapping[str, Any]) -> None:
        """Remember what was before a trait was set from outside, derive what follows, plan."""
        if self.form.gate.shut:
            return
        with self.messages.as_one():
            name = str(change["name"])
            self._remember(FIELD_NAMES[name])
            self._replan_after({name: change["old"]})

    def _replan_after(self, before: Mapping[str, Any]) -> None:
        """Derive what follows the wishes just changed, plan, and say what has no effect any more."""
        form = self.form
        with form.silently():
            form.follow(before)
        form.settle()
        outside = form.set_outside
        self.replan()
        note = form.outside_note(outside, moved="weeks" in before) if self.matches else ""
        if note:
            self.messages.say(note)

    # --- planning -----------------------------------------------------------------------------------------------------

    def replan(self, *, drop_edits: bool = False) -> None:
        """Plan the wishes; a refusal becomes sentences, and the last good plan stays."""
        with self.messages.lock:
            edited = () if self.plan is None else tuple(self.plan.edits)
            if edited and not drop_edits and (sentence := dropped_edits(edited)):
                self.edits = edited
                self._refuse(sentence)
                return
            try:
                block = Block(**self.form.wishes())
                begin = time.perf_counter()
                plan = self.foreseen(block) or build_plan(block, self.catalog)
                self.planning_ms = 1000 * (time.perf_counter() - begin)
            except RunplanError as refused:
                self._refuse(str(refused), refused.relaxed if isinstance(refused, PlanImpossible) else None)
            except Exception as broken:  # shown on screen: an exception in a callback is invisible elsewhere
                self._refuse("The plan could not be made, and the fault is RunPlan's own.")
                self.messages.fail("planning", broken)
            else:
                self._accept(block, plan)

    def _accept(self, block: Block, plan: Plan) -> None:
        self.plan = plan
        self.form.accept(block)
        self.blockers, self.relaxed, self.relaxed_offer, self.edits = (), None, "", ()
        self.messages.error = ""
        self.matches = True
        self.messages.note_change()

    def _refuse(self, sentence: str, relaxed: Block | None = None) -> None:
        self.blockers = (sentence,)
        self.relaxed, self.matches = relaxed, False
        self.relaxed_offer = "" if relaxed is None else difference(self.form.wishes(), relaxed)
        self.messages.put_away()
        self.messages.note_offer()

    def plan_without_edits(self) -> None:
        """Plan anew, and let go what was edited in the plan's file, except moves: those are pins by now."""
        with self.messages.as_one():
            note = "" if self.plan is None else moved_note(self.plan.edits)
            self.replan(drop_edits=True)
            if self.matches and note:
                self.messages.say(f"Planned anew, without the edits of the file. {note}")

    def use_relaxed(self) -> None:
        """Wish what can be planned instead."""
        with self.messages.as_one():
            if self.relaxed is None:
                return
            offer = self.relaxed_offer
            self._remember(offer)
            self.form.show_instead(self.relaxed)
            self.replan()
            if self.matches:
                self.messages.say(f"Planned with {offer}.")

    # --- back and forth -----------------------------------------------------------------------------------------------

    def _remember(self, label: str) -> None:
        """Keep the moment before a change; a slider's many small moves are one change."""
        self.messages.put_away()
        slides = is_slider(label) or label.startswith(edits.WEEK_LABEL)
        if slides and self.sliding == label:
            self.history.same_again()
            return
        self.sliding = label if slides else ""
        self.history.keep(self._moment(label))
        self.before = self.plan

    def _moment(self, label: str = "") -> Moment:
        """What is now."""
        wishes, files = dict(self.form.remembered), self.files
        return Moment(label, wishes, self.plan, self.matches, self.plan_id, files.loaded, files.own)

    def undo(self) -> None:
        """Take back the last change, and the edits that it dropped."""
        with self.messages.lock:
            self._go(self.history.back(self._moment()), "Taken back")

    def redo(self) -> None:
        """Do again what was taken back last."""
        with self.messages.lock:
            self._go(self.history.forth(self._moment()), "Done again")

    def _go(self, moment: Moment | None, done: str) -> None:
        if moment is None:
            return
        self.sliding = ""
        self.before = self.plan
        self.form.restore(moment.values)
        if (self.plan_id, self.files.loaded) != (moment.plan_id, moment.loaded):  # another plan, or file, than it was
            self.name_file(moment.path)
        self.plan_id, self.files.loaded = moment.plan_id, moment.loaded
        self.messages.put_away()
        self.messages.message = f"{done}: {moment.label}."
        if moment.matches and moment.plan is not None:
            self._accept(moment.plan.block, moment.plan)
        else:
            self.plan = moment.plan  # with what was edited in its file: that is not dropped unasked
            if moment.plan is not None:
                self.form.block = moment.plan.block
            self.replan()

    def never_mind(self) -> None:
        """Go back to before the last change as if it had not been made."""
        with self.messages.lock:
            moment = self.history.back(self._moment())
            self.history.same_again()
            self._go(moment, "Taken back")
            self.messages.put_away()

    # --- the board ----------------------------------------------------------------------------------------------------

    def move(self, session_id: str, weekday: str) -> None:
        """Pin a session to a day of its week, if the hard rules allow it there."""
        shown = self.plan if self.matches else None
        self._make(edits.move_session(shown, self.form.pins, session_id, weekday))

    def unpin(self, session_id: str) -> None:
        """Let a session go where it fits best."""
        self._make(edits.unpin_session(self.plan, self.form.pins, session_id))

    def set_week(self, week: int, km: float | None) -> None:
        """Give a week kilometres of its own (besides the race) [km], or None to go back to the curve."""
        units = self.form.units if self.plan is None else self.plan.block.units  # those of the board
        own = None if self.form.runs is not None else self.form.weekly_km
        self._make(edits.change_week(own, week, km, units))

    def _make(self, change: edits.Change | Answer | None) -> None:
        """Make a change of the board's, or say why it is not made."""
        if change is None:
            return
        if isinstance(change, Answer):
            self.messages.tell(change)
            return
        with self.messages.as_one():
            before = self.before
            self.wish(change.label, **change.wishes)
            has_room = change.is_in(self.plan)
            if self.matches and change.done and has_room:
                self.messages.say(change.done)
            elif not self.matches and change.waits:
                self.messages.warn(change.waits)
            elif not (self.matches and has_room) and change.stays and not self.edits:  # edits are asked about first
                why = " ".join(self.blockers) or edits.NO_ROOM
                self.never_mind()
                self.before = before
                self.messages.warn(f"{change.stays} {why}")

    def called(self) -> Plan | None:
        """The plan shown, with its id and with what waits beside it."""
        plan = self.plan
        return None if plan is None else plan.called(self.plan_id, waiting_beside(self.form, plan.block))

    def name_file(self, path: str) -> None:
        """Make a name that of the plan's own file, in the box too."""
        self.path = self.files.own = path

    def open(self, block: Block) -> None:
        """Begin as if the planner had been opened with this block."""
        with self.messages.lock:
            self.history = History()
            self._begin(block, self.files.default)

    def _begin(self, block: Block, path: str) -> None:
        self.plan_id, self.files.loaded = new_plan_id(), ""
        self.name_file(path)
        self.form.begin_with(block, peak_share_of(block))
        self.replan(drop_edits=True)
        self.before = None

    def begin_anew(self, path: str) -> None:
        """Begin a plan of its own id and file with the settings of the notebook's code; Undo goes back."""
        with self.messages.lock:
            self._remember("new plan")
            self._begin(self.given, path)

    def show_file(self, plan: Plan, path: str) -> None:
        """Show the plan of a file, with the wishes it was made of; Undo goes back."""
        with self.messages.lock:
            self._remember("the loaded file")
            self.show_plan(plan)
            self.before, self.files.loaded = None, path
            self.name_file(path)

    def show_plan(self, plan: Plan) -> None:
        """Show a plan that was made elsewhere, with the wishes of its block."""
        with self.messages.lock:
            self.plan_id = plan.plan_id or self.plan_id
            self.form.begin_with(plan.block, usual_share(plan.block))
            take_up(self.form, plan.waiting.beside(plan.block))
            self._accept(plan.block, plan)
