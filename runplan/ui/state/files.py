"""The plan's files: each request is answered in a sentence, in place of what is raised. No widget in here.

In: a plan, a path as it was typed, and what was read and written before. Out: a file on the disk, or the content of
one, and an answer.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from runplan.api import Plan, read_plan
from runplan.catalog import Catalog
from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.disk import real_path
from runplan.exchange.export.calendar.events import CalendarOptions
from runplan.exchange.export.guard import (
    ALLOW_EXPORT,
    Source,
    keep_other_source,
    other_plans_export,
    seen_from,
    write_export,
)
from runplan.exchange.export.registry import FORMATS, Format
from runplan.exchange.locking import one_writer
from runplan.exchange.plan_file.destination import ALLOW, keep_edits_read, refuse_other_plan, target_for
from runplan.exchange.plan_file.sidecar import is_as_written, plan_id_in, version_in, versions_in
from runplan.ui.field_text import file_words
from runplan.ui.state.calendar_times import TIMES_OF, copy_beside, times_sentence
from runplan.ui.state.messages import Answer
from runplan.ui.state.plan_owner import (
    has_other_runs,
    has_waiting,
    holds_plan,
    place_of,
    save_aside,
    stem_of,
    what_is_at,
)
from runplan.ui.state.typed_values import NO_NAME, name_of, names_of, no_such_name, with_suffix

_NOUNS = {
    "ics": "a calendar",
    "page": "pages to print",
    "phone": "a page for the phone",
    "excel": "an Excel workbook",
    "fit": "an archive of workouts for a Garmin watch",
}
_NO_TIMES = CalendarOptions()
_OWN_NAME = "give this plan its own file name above, then export again"


class PlanFiles:
    """The files of one planner's plan, and what was read and written of them.

    Parameters
    ----------
    default : str
        The file of a plan that has no other name.

    Attributes
    ----------
    own : str
        The plan's file by the last save or load; another name may be typed into the box.
    loaded : str
        The file that was loaded last; empty where the plan is the planner's own.
    folder : pathlib.Path or None
        Where a plan that was not saved is kept when another takes its place; None keeps none.
    keep_later : callable
        Called where that cannot be written.
    doubtful : str
        The id of a plan that may be another notebook's: a save asks before it replaces its file.
    """

    def __init__(self, default: str) -> None:
        self.default = self.own = default
        self.loaded = self.doubtful = ""
        self.folder: Path | None = None
        self.keep_later: Callable[[], None] = lambda: None
        self._versions: dict[Path, str] = {}  # of the plan files that were read or written here
        self._written: set[Path] = set()
        self._asked: tuple[str, ...] = ()  # for which plan, and of what file, it was asked last whether to replace it

    def save(self, plan: Plan | None, path: str, *, overwrite: bool = False) -> Answer:
        """Write a plan, and say where it is, or why not; `overwrite` is the answer to what was asked of the file last.

        Where the file is another one by then, it is asked about anew.
        """
        if plan is None:
            return Answer("There is no plan to save yet.", refused=True)
        if not path.strip():
            return Answer(NO_NAME, refused=True)
        path = with_suffix(path)
        asked, anew = self._asked, ""
        try:
            target = Path(path).expanduser()
            with one_writer(real_path(place_of(path)).parent):  # or another window could write after the look
                there = target.exists()
                self._asked = plan.plan_id, *what_is_at(place_of(path))
                if overwrite and self._asked != asked:
                    overwrite, anew = False, f"{name_of(path)} has changed since you were asked. "
                if not overwrite:
                    self._keep_other_version(plan, path)
                plan.to_csv(target, overwrite_edits=overwrite, keep_other_plans=not overwrite)
                self._written.add(place_of(path))  # what was only read belongs to whoever wrote it
                self._versions = {file: self._versions[file] for file in self._versions if file in self._written}
                self.note(path)
        except RunplanError as refused:
            again = path.strip() if ALLOW in str(refused) else ""
            return Answer(f"{anew}{file_words(str(refused))}", names_of(path), refused=True, overwrites=again)
        except (OSError, RuntimeError, ValueError) as broken:
            return Answer(no_such_name(broken), names_of(path), refused=True)
        replaced = " It replaced the file that was there." if there else ""
        saved = f"Saved {target.name} and {target.stem}.block.json in {target.parent.resolve()}."
        return Answer(saved + replaced, (*names_of(path), str(target.parent.resolve())))

    def note(self, path: str) -> None:
        """Remember a plan file as it is now: what is read or written here may be replaced by the next save."""
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            self._versions[place_of(path)] = version_in(place_of(path))
            if plan_id_in(place_of(path)) == self.doubtful:
                self.doubtful = ""

    def noted(self) -> str:
        """What tells the version of the plan's own file that was read or written last; empty where there is none."""
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            return self._versions.get(place_of(self.own), "")
        return ""

    def resume(self, noted: str, plan: Plan | None) -> None:
        """Take note of the plan's own file, if it still is the version of the last time, or the plan that is shown."""
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            own = place_of(self.own)
            if (noted and noted in versions_in(own)) or (plan is not None and holds_plan(own, plan)):
                self.note(self.own)

    def is_as_shown(self, path: str) -> bool:
        """Whether a plan file is as it was read or written here last: what differs was changed here since."""
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            return self._is_as_noted(path) and is_as_written(place_of(path))
        return False

    def keep_unsaved(self, plan: Plan) -> Answer:
        """Save a plan that another one takes the place of where its file has another version; say so, or nothing."""
        if self.folder is None:
            return Answer("")
        try:
            is_loaded = plan.edits and self.loaded and self._is_as_noted(self.own)
            if (is_loaded and has_waiting(self.own, plan.waiting)) or holds_plan(self.own, plan):
                return Answer("")
            is_edited = holds_plan(self.own, plan, edited=True)
            file = save_aside(plan, self.folder / f"{stem_of(self.own)}-before.csv")
        except (RunplanError, OSError, RuntimeError, ValueError) as broken:
            self.keep_later()
            return Answer(f" Press Undo to get your previous plan back: it was not saved and cannot be saved. {broken}")
        why = "was edited in its file" if is_edited else "was not saved"
        return Answer(f" Your previous plan {why}; it is now in {file}.", (file,))

    def export(
        self, plan: Plan | None, name: str, path: str, times: CalendarOptions = _NO_TIMES
    ) -> tuple[Answer, tuple[str, bytes] | None]:
        """What is said of an export, and the file; what Save would ask about keeps it back."""
        with contextlib.ExitStack() as held:
            why = ""
            with contextlib.suppress(OSError, RuntimeError, ValueError):
                if name in FORMATS and FORMATS[name].follows:  # or another window could write after the look
                    held.enter_context(one_writer(real_path(place_of(with_suffix(path))).parent))
                why = "" if plan is None else self._why_no_export(plan, name, path)
            if why:
                return Answer(why, names_of(path), refused=True), None
            return export(plan, name, path, self.own, times)

    def _why_no_export(self, plan: Plan, name: str, path: str) -> str:
        """Why no file is named after the one in the box: another plan is in it, or one that a calendar goes on from."""
        if other := _other_plan(plan, path):
            return f"{other}: {_OWN_NAME}."
        kept, _ = self._other_version(plan, with_suffix(path))
        if kept and name in FORMATS and FORMATS[name].follows:
            way = "load it or save this one, then export again"
            return f"{kept}, and the calendar next to it may be of that version too: {way}."
        return ""

    def _keep_other_version(self, plan: Plan, path: str) -> None:
        """Refuse to replace a version of a plan that was not shown here, or has edits or runs that this one has not."""
        kept, way = self._other_version(plan, path)
        if kept:
            raise PlanFileError(f"{kept}: {way}give another name, or {ALLOW}.")
        there = target_for(Path(path).expanduser(), overwrite_edits=True)
        if there.older is None or there.older.plan_id != plan.plan_id:
            return  # another plan's file is asked about by whoever writes
        if not set(there.older.edits) <= set(plan.edits):
            keep_edits_read(there)

    def _other_version(self, plan: Plan, path: str) -> tuple[str, str]:
        """That a plan's file has a version never shown here, or other runs, and the first way on; nothing else."""
        target = place_of(path)
        if not target.is_file() or plan_id_in(target) != plan.plan_id:
            return "", ""  # another plan's file is asked about by whoever writes
        if plan.plan_id == self.doubtful:
            return f"{name_of(path)} may contain the plan of another notebook", ""
        if not (self._is_as_noted(path) or holds_plan(target, plan, edited=True)):  # edits of a shown one are too
            return f"{name_of(path)} has a version of this plan that this window has not shown", "load it first, "
        is_other = has_other_runs(target_for(target, overwrite_edits=True), plan)
        return f"{name_of(path)} contains this plan with other runs" if is_other else "", ""

    def _is_as_noted(self, path: str) -> bool:
        """Whether a plan file has the version that was read or written here last, or an edited one of that."""
        return self._versions.get(place_of(path)) in [version for version in versions_in(place_of(path)) if version]


def read(path: str, catalog: Catalog) -> Plan | Answer:
    """The plan of a file, or why there is none."""
    path = with_suffix(path)
    if not path.strip():
        return Answer(NO_NAME, refused=True)
    try:
        return read_plan(Path(path.strip()).expanduser(), catalog=catalog)
    except RunplanError as refused:
        return Answer(file_words(str(refused)), names_of(path), refused=True)
    except (OSError, RuntimeError, ValueError) as broken:
        return Answer(no_such_name(broken), names_of(path), refused=True)


def export(
    plan: Plan | None, name: str, path: str, own: str = "", times: CalendarOptions = _NO_TIMES
) -> tuple[Answer, tuple[str, bytes] | None]:
    """What is said of an export, and the file, where there is one; `own` is the plan's by the last save or load."""
    if plan is None:
        return Answer("There is no plan to export yet.", refused=True), None
    stem = Path(path.strip() or "plan.csv").stem or "plan"
    if name == "csv":
        sentence = (
            "The plan is in your downloads as a table. To load it here again, use Save, which also saves your settings."
        )
        return Answer(sentence), (f"{stem}.csv", plan.csv_text().encode("utf-8"))
    form = FORMATS[name]
    sentence = f"The plan is in your downloads as {_NOUNS.get(name, form.title)}"
    files: tuple[str, ...] = ()
    try:
        if form.follows:
            data, copied, files, times = _going_on(plan, form, path, own, times)
            sentence += copied
        else:
            data = form.make(plan, **_said(times))
    except RunplanError as refused:
        why = str(refused).replace(f"give another name, or {ALLOW_EXPORT}", _OWN_NAME)
        return Answer(why, names_of(path), refused=True), None
    if name == "fit":
        sentence += "; the text file in it explains how to copy them to the watch"
    tail = "" if form.suffixes[0] != ".csv" else f"-{name}"
    when = f" {times_sentence(times)}" if name in TIMES_OF else ""
    return Answer(f"{sentence}.{when}", files), (f"{stem}{tail}{form.suffixes[0]}", data)


def _said(times: CalendarOptions) -> dict[str, str]:
    return {name: value for name, value in times._asdict().items() if value is not None}


def _going_on(
    plan: Plan, form: Format, path: str, own: str, times: CalendarOptions
) -> tuple[bytes, str, tuple[str, ...], CalendarOptions]:
    """A file that follows on the last one of its kind beside the plan's, and takes its place; and its times.

    Downloads are out of reach, and what they hold may be in a calendar by now: the copy beside the plan tells what that
    calendar was given last.
    """
    copy = copy_beside(path, form.suffixes[0])
    with contextlib.nullcontext() if copy is None else one_writer(copy.parent):
        return _following(plan, form, copy, path, own, times)


def _following(
    plan: Plan, form: Format, copy: Path | None, path: str, own: str, times: CalendarOptions
) -> tuple[bytes, str, tuple[str, ...], CalendarOptions]:
    """The same, once nobody else writes beside the plan."""
    older, there, source = None, False, Source(form.name, plan.plan_id)
    if copy is not None:
        try:
            # A name that is typed is that of the plan's file, unless another one of its id has it.
            file = place_of(with_suffix(path) or "plan.csv")
            is_other = own and place_of(own) != file and plan_id_in(file) == plan.plan_id
            source = source._replace(file=seen_from(copy.parent, place_of(own) if is_other else file))
            keep_other_source(copy, source, unless_unknown=True)
            older, there = form.previous(plan, copy), copy.exists()
            if older is not None and not older.events:
                raise other_plans_export(copy)
        except PlanFileError:
            raise
        except (OSError, RuntimeError, ValueError):
            copy = None
    data = form.make(plan, previous=older, **_said(times))
    times = times if older is None else times.inheriting(older.options)
    if copy is None:
        return data, f", without a copy next to the plan: {NO_NAME[:1].lower()}{NO_NAME[1:-1]}", (), times
    files = (copy.name, str(copy.parent))
    try:
        write_export(copy, data, form.suffixes, source=source)
    except PlanFileError:
        if not there:
            return data, f", without a copy, because RunPlan cannot write to {copy.parent}", files, times
        stays = (
            "was changed or cannot be written, so it stays as it is. The next export continues from "
            "that file, not from this one"
        )
        return data, f". The {copy.name} in {copy.parent} {stays}", files, times
    copied = f"; {copy.name} in {copy.parent} is a copy, so that the next export can mark what changed"
    return data, copied, files, times


def _other_plan(plan: Plan, path: str) -> str:
    """That a file has another plan in it, in words; empty where that is not so."""
    try:
        refuse_other_plan(Path(with_suffix(path)).expanduser(), plan.plan_id)
    except PlanFileError as refused:
        what, asks, _ = str(refused).partition(": give another name")
        return what if asks and ALLOW in str(refused) else ""
    return ""
