"""The planner's files: what saving and loading say, in place of what they raise. No widget in here."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runplan.api import Plan, read_plan, read_runs
from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.disk import digest
from runplan.exchange.export.guard import ALLOW_EXPORT, keep_other_plan, other_plans_export, write_export
from runplan.exchange.export.registry import FORMATS, Format
from runplan.exchange.locking import one_writer
from runplan.exchange.plan_file.destination import ALLOW
from runplan.exchange.plan_file.sidecar import is_as_written, plan_id_in
from runplan.plan.imported_runs import given_runs
from runplan.ui.field_text import file_words
from runplan.ui.state.plan_owner import free_path, holds_plan, save_aside, stem_of

if TYPE_CHECKING:
    from runplan.ui.state.planner_model import PlannerModel

_NOUNS = {
    "ics": "a calendar",
    "page": "pages to print",
    "excel": "an Excel workbook",
    "fit": "an archive of workouts for a Garmin watch",
}
CHECK_IMPORT = "Open Your file to check each cell."
_NO_NAME = "Give the name of a file, such as plan.csv."


def save(model: PlannerModel, path: str, *, overwrite: bool = False) -> None:
    """Write the plan shown, and say where it is, or why not."""
    if model.plan is None:
        model.warn("There is no plan to save yet.")
        return
    if not path.strip():
        model.warn(_NO_NAME)
        return
    path = with_suffix(path)
    try:
        target = Path(path).expanduser()
        there = target.exists()
        plan = model.plan.called(model.plan_id)
        if not overwrite:
            _keep_other_version(model, target)
        plan.to_csv(target, overwrite_edits=overwrite, keep_other_plans=not overwrite)
        note_file(model, path)
    except RunplanError as refused:
        again = path.strip() if ALLOW in str(refused) else ""
        model.warn(file_words(str(refused)), files=_names(path), overwrites=again)
        return
    except (OSError, RuntimeError, ValueError) as broken:
        model.warn(_no_such_name(broken), files=_names(path))
        return
    model.name_file(path)
    replaced = " The file that was there is replaced." if there else ""
    saved = f"Saved {target.name} and {target.stem}.block.json in {target.parent.resolve()}."
    model.say(saved + replaced + last_plan_note(model), files=(*_names(path), str(target.parent.resolve())))


def note_file(model: PlannerModel, path: str) -> None:
    """Remember a plan file as it is now: what is read or written here may be replaced by the next save."""
    with contextlib.suppress(OSError, RuntimeError, ValueError):
        target = Path(path).expanduser()
        model.file_digests[str(target.absolute())] = digest(target.read_bytes())


def _keep_other_version(model: PlannerModel, target: Path) -> None:
    """Refuse to replace a version of this plan that was never shown here: another window's, or a copy that was kept."""
    if not target.is_file() or plan_id_in(target) != model.plan_id or not is_as_written(target):
        return  # another's file, and edits of a person, are asked about by whoever writes
    if model.file_digests.get(str(target.absolute())) != digest(target.read_bytes()):
        raise PlanFileError(
            f"{target.name} has a version of this plan that this window has not shown: load it first, give another "
            f"name, or {ALLOW}."
        )


def last_plan_note(model: PlannerModel) -> str:
    """What is to be known of a plan that is written while the controls ask for something else; else nothing."""
    return "" if model.matches else " It is the last plan that could be made, not what the controls ask for."


def bring_runs(model: PlannerModel, path: str, unit: str) -> None:
    """Take over a run plan from a file, and say what came of it, or why nothing did."""
    if not path.strip():
        model.warn("Give the name of the file that holds your run plan, such as my_runs.csv.")
        return
    name = name_of(path)
    try:
        imported = read_runs(Path(path.strip()).expanduser(), unit=unit or None)
        rows = given_runs(imported)
    except RunplanError as refused:
        sentence = str(refused).replace("unit='km' or unit='mi'", "kilometres or miles below")
        model.warn(sentence, files=(path.strip(), name))
        return
    except (OSError, RuntimeError, ValueError) as broken:
        model.warn(_no_such_name(broken), files=(path.strip(), name))
        return
    dates = [run.date for run in rows if run.date is not None]
    changes: dict[str, Any] = {"start": min(dates)} if dates else {}
    if model.goal != "general" and any(run.race and run.km for run in rows):
        changes["goal"] = "general"  # the race of the plan says what it is for
    model.reports.keep(rows, imported)
    model.wish("your run plan", runs=rows, pins=(), **changes)
    if model.matches:
        model.say(f"{imported.summary} {CHECK_IMPORT}", files=(name,))


def export(model: PlannerModel, name: str, path: str) -> tuple[str, bytes] | None:
    """The plan as a file of a format, or None after saying why there is none."""
    if model.plan is None:
        model.warn("There is no plan to export yet.")
        return None
    stem = Path(path.strip() or "plan.csv").stem or "plan"
    plan = model.plan.called(model.plan_id)
    if name == "csv":
        model.say(
            "The plan goes to your downloads as a table. To load it here again, save it: its wishes are kept too."
            + last_plan_note(model)
        )
        return f"{stem}.csv", plan.csv_text().encode("utf-8")
    form = FORMATS[name]
    said = f"The plan goes to your downloads as {_NOUNS.get(name, form.title)}"
    files: tuple[str, ...] = ()
    try:
        if form.follows:
            data, kept, files = _going_on(plan, form, path)
            said += kept
        else:
            data = form.make(plan)
    except RunplanError as refused:
        instead = "give the plan a file of its own name above, then export again"
        model.warn(str(refused).replace(f"give another name, or {ALLOW_EXPORT}", instead), files=_names(path))
        return None
    if name == "fit":
        said += "; the text in it says how to copy them to the watch"
    tail = "" if form.suffixes[0] != ".csv" else f"-{name}"
    model.say(f"{said}.{last_plan_note(model)}", files=files)
    return f"{stem}{tail}{form.suffixes[0]}", data


def _going_on(plan: Plan, form: Format, path: str) -> tuple[bytes, str, tuple[str, ...]]:
    """A file that follows on the last one of its kind beside the plan's, and takes its place.

    Downloads are out of reach, and what they hold may be in a calendar by now: the copy beside the plan tells what that
    calendar was given last.
    """
    copy: Path | None
    try:
        beside = Path(path.strip() or "plan.csv").expanduser()
        if beside.name in ("", "..") or "\0" in beside.name:
            raise ValueError(path)  # a folder, and no file in it
        copy = beside.with_name(f"{beside.stem}{form.suffixes[0]}").absolute()
    except (OSError, RuntimeError, ValueError):
        copy = None
    with contextlib.nullcontext() if copy is None else one_writer(copy.parent):
        return _following(plan, form, copy)


def _following(plan: Plan, form: Format, copy: Path | None) -> tuple[bytes, str, tuple[str, ...]]:
    """The same, once nobody else writes beside the plan."""
    older, there = None, False
    if copy is not None:
        try:
            keep_other_plan(copy, plan.plan_id)
            older, there = form.previous(plan, copy), copy.exists()
            if older is not None and not older.events:
                raise other_plans_export(copy)
        except PlanFileError:
            raise
        except (OSError, RuntimeError, ValueError):
            copy = None
    data = form.make(plan) if older is None else form.make(plan, previous=older)
    if copy is None:
        return data, f", without a copy beside the plan: {_NO_NAME[:1].lower()}{_NO_NAME[1:-1]}", ()
    files = (copy.name, str(copy.parent))
    try:
        write_export(copy, data, form.suffixes, plan_id=plan.plan_id)
    except PlanFileError:
        if not there:
            return data, f", without a copy: none can be written to {copy.parent}", files
        stays = "was changed, or cannot be written: it stays as it is, and the next export follows on it, not on this"
        return data, f". The {copy.name} in {copy.parent} {stays}", files
    return data, f"; {copy.name} in {copy.parent} is a copy, by which the next one tells what changed", files


def load(model: PlannerModel, path: str) -> None:
    """Show a plan from a file, and say what was edited in it, or why it is not shown."""
    path = with_suffix(path)
    plan = read(model, path)
    if plan is not None:
        unsaved, aside = keep_unsaved(model)
        model._remember("the loaded file")
        model.show_plan(plan)
        model.before, model.loaded = None, path
        model.name_file(path)
        note_file(model, path)
        edited = f" It was edited after it was planned: {' '.join(plan.edits)}" if plan.edits else ""
        model.say(f"Loaded {name_of(path)}.{edited}{unsaved}", files=(name_of(path), *aside))


def keep_unsaved(model: PlannerModel) -> tuple[str, tuple[str, ...]]:
    """Before another plan takes the place of one that was set and not saved: save that beside it, and say where."""
    plan, folder = model.plan, model.folder
    if plan is None or folder is None or (model.block == model.given and not plan.edits):
        return "", ()
    plan = plan.called(model.plan_id)
    try:
        own = Path(model.own_path).expanduser().absolute()
        unchanged = own.is_file() and model.file_digests.get(str(own)) == digest(own.read_bytes())
        if (plan.edits and unchanged and model.loaded) or holds_plan(own, plan):
            return "", ()
        file = save_aside(plan, folder / f"{stem_of(model.own_path)}-before.csv")
    except (RunplanError, OSError, RuntimeError, ValueError) as broken:
        return f" The plan of before was not saved, and cannot be: Undo brings it back. {broken}", ()
    return f" The plan of before was not saved: {file} has it.", (file,)


def new_plan_id() -> str:
    """What tells a plan from all others."""
    return secrets.token_hex(8)


def begin_new_plan(model: PlannerModel) -> None:
    """Begin afresh from the code's block; the file of the plan before stays as it is."""
    before = model.path
    unsaved, aside = keep_unsaved(model)
    model._remember("new plan")
    model.plan_id, model.loaded = new_plan_id(), ""
    model.name_file(free_path(model.default_path))
    model._show(model.given)
    model.replan(drop_edits=True)
    model.before = None
    if model.matches:
        old = "" if before == model.path or not Path(before).expanduser().exists() else f" {before} stays as it is."
        model.say(
            f"Started a new plan; Save writes it to {model.path}.{old}{unsaved}", files=(before, model.path, *aside)
        )


def read(model: PlannerModel, path: str) -> Plan | None:
    """The plan of a file, or None after saying why there is none."""
    if not path.strip():
        model.warn(_NO_NAME)
        return None
    try:
        return read_plan(Path(path.strip()).expanduser(), catalog=model.catalog)
    except RunplanError as refused:
        model.warn(file_words(str(refused)), files=_names(path))
        return None
    except (OSError, RuntimeError, ValueError) as broken:
        model.warn(_no_such_name(broken), files=_names(path))
        return None


def _no_such_name(broken: Exception) -> str:
    why = broken.strerror if isinstance(broken, OSError) and broken.strerror else str(broken).rstrip(".")
    return f"That name of a file cannot be used ({why}): give another one, such as plan.csv."


def _names(path: str) -> tuple[str, ...]:
    """How a plan's files are called in sentences: the table as it was typed and by its name, and the block's file."""
    file = Path(path.strip())
    return path.strip(), file.name, f"{file.stem}.block.json"


def with_suffix(path: str) -> str:
    """The name of a plan's file as a person typed it, with .csv where it has no ending.

    >>> with_suffix(" plans/anna "), with_suffix("anna.csv"), with_suffix("anna.txt")
    ('plans/anna.csv', 'anna.csv', 'anna.txt')
    """
    typed = path.strip()
    name = Path(typed).name
    bare = bool(name) and name not in (".", "..", "~") and "." not in name and not typed.endswith(("/", "\\"))
    return f"{typed}.csv" if bare else typed


def name_of(path: str) -> str:
    """The file's name without its folder."""
    return Path(path.strip()).name
