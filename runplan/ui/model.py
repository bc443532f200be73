"""What the planner knows: the runner's wishes, the plan made of them, and why there is none. No widget in here.

Setting a wish plans anew; views follow `revision`, which rises
once for each change, whatever else changed with it.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from traitlets import Any as AnyTrait
from traitlets import Bool, Int, Tuple, Unicode

from runplan.api import Plan, build_plan, read_plan
from runplan.catalog import Catalog, load_catalog
from runplan.errors import PlanImpossible, RunplanError
from runplan.exchange.target import ALLOW
from runplan.planning.block import Block
from runplan.ui.wishes import FIELDS, Wishes
from runplan.ui.words import FIELD_NAMES, difference, file_words

__all__ = ["PlannerModel", "proposed_block"]

_UNDO_STEPS = 50
# Edits of a file that planning anew keeps, because the block holds them: a moved date is a pin.
_PINS = re.compile(r"\bpinned\b")
_STAYS = (
    "What was moved in the file stays on its new day, as a pin; it can be unpinned in the tab Sessions, or among the "
    "days at the left."
)
_SLIDERS = frozenset(
    FIELD_NAMES[name]
    for name in FIELDS
    if name.startswith(("weekly_km", "easy_pace", "strength_", "sets_"))
    or name in ("weeks", "run_days", "quality_runs", "rest_days")
)


def proposed_block(today: dt.date) -> Block:
    """A block to begin with: twelve weeks from the next Monday.

    Parameters
    ----------
    today : datetime.date
    """
    return Block(start=today + dt.timedelta(days=7 - today.weekday()), weeks=12)


class PlannerModel(Wishes):
    """Wishes, plan and refusals of one planner.

    Parameters
    ----------
    block : Block
        What is wished at first.
    catalog : Catalog, optional
        The built-in one by default.

    Attributes
    ----------
    start ... units
        The wishes, one trait a field of Block (see `Wishes`).
    block, plan
        The last block that could be planned, and its plan.
    blockers : tuple of str
        Sentences: why the wishes as they stand give no plan. Empty where they do.
    relaxed : Block or None
        A nearby block that can be planned, where the wishes cannot.
    relaxed_offer : str
        What `relaxed` gives up, in words.
    edits : tuple of str
        What planning anew would drop from a plan that was edited in its file.
    message, warning, error : str
        The last thing done, what was refused or is missing instead, and an exception that nobody expected.
    overwrites : str
        A file that saving would not replace unasked, because it is edited or foreign; empty where there is none.
    matches : bool
        Whether `plan` is the plan of the wishes.
    undo_offer : str
        What `undo` would take back, in words; empty where there is nothing.
    revision : int
        Rises by one when anything of this has changed.
    """

    plan = AnyTrait(None, allow_none=True)
    blockers = Tuple()
    relaxed = AnyTrait(None, allow_none=True)
    relaxed_offer = Unicode("")
    edits = Tuple()
    message = Unicode("")
    warning = Unicode("")
    overwrites = Unicode("")
    error = Unicode("")
    matches = Bool(False)
    undo_offer = Unicode("")
    revision = Int(0)

    def __init__(self, block: Block, catalog: Catalog | None = None) -> None:
        super().__init__(block)
        self.catalog = catalog if catalog is not None else load_catalog()
        # Callbacks may come in several threads at once (ipykernel 7 runs them in subshells): one at a time in here.
        self._lock = threading.RLock()
        self._undo: list[tuple[str, dict[str, Any], Plan | None]] = []
        self.observe(self._wished, names=list(FIELDS))
        self.replan()

    # --- wishes -------------------------------------------------------------------------------------------------------

    def wish(self, **changes: Any) -> None:
        """Change several wishes at once and plan once.

        Parameters
        ----------
        **changes
            Fields of Block.
        """
        with self._lock:
            if all(getattr(self, name) == value for name, value in changes.items()):
                return
            label = ", ".join(FIELD_NAMES[name] for name in changes)
            self._remember(label)
            with self._silently():
                for name, value in changes.items():
                    self._derive(name, getattr(self, name), value)
                    setattr(self, name, value)
            self._kept = self._values()
            self.replan()

    def _wished(self, change: Mapping[str, Any]) -> None:
        """A trait was set from outside: remember what was, derive what follows, plan."""
        if self._gate.shut:
            return
        with self._lock:
            name = str(change["name"])
            self._remember(FIELD_NAMES[name])
            with self._silently():
                self._derive(name, change["old"], change["new"])
            self._kept = self._values()
            self.replan()

    # --- planning -----------------------------------------------------------------------------------------------------

    def replan(self, *, drop_edits: bool = False) -> None:
        """Plan the wishes; a refusal becomes sentences, and the last good plan stays.

        Parameters
        ----------
        drop_edits : bool
            Plan even though the plan shown was edited in its file and would lose that.
        """
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
                plan = build_plan(block, self.catalog)
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
        with self._silently():
            self.weeks = block.number_of_weeks
        self._kept = self._values()
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
        self.undo_offer = self._undo[-1][0] if self._undo else ""
        self.revision += 1

    def plan_without_edits(self) -> None:
        """Plan anew, and let go what was edited in the plan's file, except moves: those are pins by now."""
        with self._lock:
            edits = () if self.plan is None else tuple(self.plan.edits)
            self.replan(drop_edits=True)
            if self.matches and any(_PINS.search(edit) for edit in edits):
                self.say(f"Planned anew, without the edits of the file. {_STAYS}")

    def use_relaxed(self) -> None:
        """Wish what can be planned instead."""
        with self._lock:
            if self.relaxed is None:
                return
            self._remember("the last offer")
            self._show(self.relaxed)
            self.replan()

    def fail(self, doing: str, broken: BaseException) -> None:
        """Show an exception that nobody expected.

        Parameters
        ----------
        doing : str
            What was being done, for the sentence.
        broken : BaseException
        """
        with self._lock:
            self.error = f"Something went wrong while {doing}: {type(broken).__name__}: {broken}"
            self._changed()

    def say(self, message: str) -> None:
        """Show what was done, in place of what was said before."""
        with self._lock:
            self._hush()
            self.message = message
            self._changed()

    def warn(self, warning: str, *, overwrites: str = "") -> None:
        """Show what was not done, and what would help.

        Parameters
        ----------
        warning : str
        overwrites : str
            The file that could be saved over all the same.
        """
        with self._lock:
            self._hush()
            self.warning, self.overwrites = warning, overwrites
            self._changed()

    def _hush(self) -> None:
        self.message = self.warning = self.overwrites = ""

    # --- the change before --------------------------------------------------------------------------------------------

    def _remember(self, label: str) -> None:
        """Keep the wishes before a change; a slider's many small moves are one change."""
        self._hush()
        if self._undo and self._undo[-1][0] == label and self.matches and label in _SLIDERS:
            return
        edited = self.plan if self.plan is not None and self.plan.edits else None
        self._undo.append((label, dict(self._kept), edited))
        del self._undo[:-_UNDO_STEPS]

    def undo(self) -> None:
        """Take back the last change, and the edits that it dropped."""
        with self._lock:
            if not self._undo:
                return
            label, values, edited = self._undo.pop()
            with self._silently():
                for name, value in values.items():
                    setattr(self, name, value)
            self._kept = dict(values)
            self._hush()
            self.message = f"Taken back: {label}."
            if edited is not None:
                self._accept(edited.block, edited)
            else:
                self.replan(drop_edits=True)

    # --- files --------------------------------------------------------------------------------------------------------

    def save(self, path: str, *, overwrite: bool = False) -> None:
        """Write the plan shown as CSV, with its block beside it.

        Parameters
        ----------
        path : str
            For ``plan.csv`` the block is ``plan.block.json``.
        overwrite : bool
            Whether a file may be replaced that was edited, or that is no plan of RunPlan.
        """
        with self._lock:
            if self.plan is None:
                self.warn("There is no plan to save yet.")
                return
            target = Path(path.strip()).expanduser()
            if not path.strip():
                self.warn("Give the name of a file, such as plan.csv.")
                return
            there = target.exists()
            try:
                self.plan.to_csv(target, overwrite_edits=overwrite)
            except RunplanError as refused:
                self.warn(file_words(str(refused)), overwrites=path.strip() if ALLOW in str(refused) else "")
                return
            note = "" if self.matches else " It is the last plan that could be made, not what the controls ask for."
            again = " The file that was there is replaced." if there else ""
            self.say(f"Saved {target.name} and {target.stem}.block.json in {target.parent.resolve()}.{again}{note}")

    def load(self, path: str) -> None:
        """Show a plan from a file, with the wishes it was made of.

        Parameters
        ----------
        path : str
            A CSV that `save` wrote; a person may have edited it.
        """
        with self._lock:
            if not path.strip():
                self.warn("Give the name of a file, such as plan.csv.")
                return
            try:
                plan = read_plan(Path(path.strip()).expanduser(), catalog=self.catalog)
            except RunplanError as refused:
                self.warn(file_words(str(refused)))
                return
            self._remember("the loaded file")
            self._show(plan.block)
            self._accept(plan.block, plan)
            edited = f" It was edited after it was planned: {' '.join(plan.edits)}" if plan.edits else ""
            self.say(f"Loaded {Path(path).name}.{edited}")
