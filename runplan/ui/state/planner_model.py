"""What the planner knows: the runner's wishes, the plan made of them, and why there is none. No widget in here.

In: a changed wish, an edit on the board, a request about a file. Out: a plan, or sentences on why there is none, and
one rise of the messages' revision, which views follow.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from traitlets import HasTraits, Unicode

from runplan.api import Plan
from runplan.catalog import Catalog, load_catalog
from runplan.errors import PlanImpossible, RunplanError
from runplan.exchange.plan_file.same_plan import new_plan_id
from runplan.plan.block import Block
from runplan.ui.field_text import FIELD_NAMES
from runplan.ui.state import edits
from runplan.ui.state.error_text import difference, dropped_edits, moved_note
from runplan.ui.state.files import PlanFiles
from runplan.ui.state.form import FIELDS, BlockForm, peak_share_of, usual_share
from runplan.ui.state.imports.reports import ImportReports
from runplan.ui.state.life import marks
from runplan.ui.state.life.lived import Lived, edits_lost, plan_after, stood_so
from runplan.ui.state.messages import Messages
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
    lived, changes_past, asked_on
        What of the plan is past and stays, whether that may change too, and when unmarked days were asked about last.
    """

    path = Unicode("plan.csv")

    def __init__(self, block: Block, catalog: Catalog | None = None, lived: Lived | None = None) -> None:
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
        self.matches = self.changes_past = False
        self.lived, self.asked_on = lived, marks.NEVER
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
            self.remember(label or ", ".join(FIELD_NAMES[name] for name in changes))
            with form.silently():
                for name, value in changes.items():
                    setattr(form, name, value)
            self._replan_after(before)

    def _wished(self, change: Mapping[str, Any]) -> None:
        """Remember what was before a trait was set from outside, derive what follows, plan."""
        if not self.form.gate.shut:
            with self.messages.as_one():
                self.remember(FIELD_NAMES[change["name"]])
                self._replan_after({change["name"]: change["old"]})

    def _replan_after(self, before: Mapping[str, Any]) -> None:
        """Derive what follows the wishes just changed, plan, and say what has no effect any more."""
        form = self.form
        with form.silently():
            form.follow(before)
        form.settle()
        outside = form.set_outside
        self.replan()
        if self.matches and (note := form.outside_note(outside, moved="weeks" in before)):
            self.messages.say(note)
        marks.tell_lost(self)

    # --- planning -----------------------------------------------------------------------------------------------------

    def replan(self, *, drop_edits: bool = False, anew: bool = False) -> None:
        """Plan the wishes; a refusal becomes sentences, and the last good plan stays.

        What is past stays as it stood, unless it is another plan that begins `anew`.
        """
        with self.messages.lock:
            lived = self.lived if anew else self.as_lived()
            edited = () if self.plan is None else tuple(self.plan.edits)
            if not drop_edits and (sentence := dropped_edits(edits_lost(edited, lived))):
                self.edits = edited
                self._refuse(sentence)
                return
            try:
                block = Block(**self.form.wishes())
                begin = time.perf_counter()
                if edited and not anew and lived is not None and lived.holds(block):
                    lived = lived.without_edits(self.catalog)
                foreseen = None if edited else self.foreseen(block)
                plan = foreseen or plan_after(lived, block, self.catalog, whole=self.changes_past)
                self.planning_ms = 1000 * (time.perf_counter() - begin)
            except RunplanError as refused:
                self._refuse(str(refused), refused.relaxed if isinstance(refused, PlanImpossible) else None)
            except Exception as broken:  # shown on screen: an exception in a callback is invisible elsewhere
                self._refuse("A bug in RunPlan kept it from making the plan.")
                self.messages.fail("planning", broken)
            else:
                self.lived = lived
                self.accept(block, plan)

    def as_lived(self) -> Lived | None:
        """The plan as it stood when this day began; what is shown, where the day is a new one."""
        return stood_so(self.lived, self.plan, self.form.today())

    def plan_of(self, block: Block) -> Plan:
        """The plan that a block would have now."""
        return plan_after(self.as_lived(), block, self.catalog, whole=self.changes_past)

    def accept(self, block: Block, plan: Plan) -> None:
        """Show a plan as that of the wishes."""
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
                self.messages.say(f"Planned again without the edits in the file. {note}")

    def use_relaxed(self) -> None:
        """Wish what can be planned instead."""
        with self.messages.as_one():
            if self.relaxed is None:
                return
            self.remember(offer := self.relaxed_offer)
            self.form.show_instead(self.relaxed)
            self.replan()
            if self.matches:
                self.messages.say(f"Planned with {offer}.")

    # --- back and forth -----------------------------------------------------------------------------------------------

    def remember(self, label: str) -> None:
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
        return Moment(label, wishes, self.plan, self.matches, self.plan_id, files.loaded, files.own, self.lived)

    def undo(self) -> None:
        """Take back the last change, and the edits that it dropped."""
        self._go(self.history.back, "Undone")

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._go(self.history.forth, "Redone")

    def _go(self, step: Callable[[Moment], Moment | None], done: str) -> None:
        with self.messages.lock:
            if (moment := step(self._moment())) is not None:
                self._show_moment(moment, done)

    def _show_moment(self, moment: Moment, done: str) -> None:
        self.sliding = ""
        self.before = self.plan
        self.form.restore(moment.values)
        self.lived = moment.lived
        if (self.plan_id, self.files.loaded) != (moment.plan_id, moment.loaded):  # another plan, or file, than it was
            self.name_file(moment.path)
        self.plan_id, self.files.loaded = moment.plan_id, moment.loaded
        self.messages.put_away()
        self.messages.message = f"{done}: {moment.label}."
        if moment.matches and moment.plan is not None:
            self.accept(moment.plan.block, moment.plan)
        else:
            self.plan = moment.plan  # with what was edited in its file: that is not dropped unasked
            if moment.plan is not None:
                self.form.block = moment.plan.block
            self.replan()

    def never_mind(self) -> None:
        """Go back to before the last change as if it had not been made."""
        with self.messages.lock:
            self._go(self.history.back, "")
            self.history.same_again()
            self.messages.put_away()

    # --- the board ----------------------------------------------------------------------------------------------------

    def move(self, session_id: str, weekday: str) -> None:
        """Pin a session to a day of its week, if the hard rules allow it there."""
        shown = self.plan if self.matches else None
        stays = marks.why_past(self, session_id, weekday)
        edits.make(self, stays or edits.move_session(shown, self.form.pins, session_id, weekday))

    def unpin(self, session_id: str) -> None:
        """Let a session go where it fits best."""
        edits.make(self, marks.why_past(self, session_id) or edits.unpin_session(self.plan, self.form.pins, session_id))

    def set_week(self, week: int, km: float | None) -> None:
        """Give a week kilometres of its own (besides the race) [km], or None to go back to the curve."""
        units = self.form.units if self.plan is None else self.plan.block.units  # those of the board
        own = None if self.form.runs is not None else self.form.weekly_km
        edits.make(self, marks.why_begun(self, week) or edits.change_week(own, week, km, units))

    def called(self) -> Plan | None:
        """The plan shown, with its id and with what waits beside it."""
        plan = self.plan
        return None if plan is None else plan.called(self.plan_id, waiting_beside(self.form, plan.block))

    def name_file(self, path: str) -> None:
        """Make a name that of the plan's own file, in the box too."""
        self.path = self.files.own = path

    def open(self, block: Block, lived: Lived | None = None) -> None:
        """Begin as if the planner had been opened with this block."""
        with self.messages.lock:
            self.history = History()
            self._begin(block, self.files.default, lived)

    def _begin(self, block: Block, path: str, lived: Lived | None = None) -> None:
        self.plan_id, self.files.loaded, self.lived = new_plan_id(), "", lived
        self.name_file(path)
        self.form.begin_with(block, peak_share_of(block))
        self.replan(drop_edits=True, anew=True)
        self.before = None

    def begin_anew(self, path: str) -> None:
        """Begin a plan of its own id and file with the settings of the notebook's code; Undo goes back."""
        with self.messages.lock:
            self.remember("new plan")
            self._begin(self.given, path)

    def show_file(self, plan: Plan, path: str) -> None:
        """Show the plan of a file, with the wishes it was made of; Undo goes back."""
        with self.messages.lock:
            self.remember("the loaded file")
            self.show_plan(plan)
            self.before, self.files.loaded = None, path
            self.name_file(path)

    def show_plan(self, plan: Plan) -> None:
        """Show a plan that was made elsewhere, with the wishes of its block."""
        with self.messages.lock:
            self.plan_id, self.lived = plan.plan_id or self.plan_id, Lived(plan, self.form.today())
            self.form.begin_with(plan.block, usual_share(plan.block))
            take_up(self.form, plan.waiting.beside(plan.block))
            self.accept(plan.block, plan)
