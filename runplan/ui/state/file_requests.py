"""What the files panel asks of a planner: the files do it, and the model shows what came of it. No widget in here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from runplan.api import Plan
from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.plan_file.csv_edits import NOT_AS_PLANNED
from runplan.exchange.plan_file.destination import ALLOW, keep_other_plan, target_for
from runplan.exchange.plan_file.same_plan import plan_id_beside, same_plan_sentence, same_plans, told_apart
from runplan.exchange.plan_file.sidecar import companion_path, plan_id_in
from runplan.plan.events import without_moved_race
from runplan.plan.imported_runs import ImportedRun
from runplan.schema import RUN_TYPES
from runplan.ui.state import files
from runplan.ui.state.calendar_times import CalendarTimes
from runplan.ui.state.form import usual_share
from runplan.ui.state.imports.kept import rows_to_keep
from runplan.ui.state.imports.reading import (
    RunFile,
    asked_for,
    goal_of_runs,
    read_own_runs,
    start_proposed,
)
from runplan.ui.state.imports.report import Corrections, ImportReport, used_note
from runplan.ui.state.imports.table_requests import show_table
from runplan.ui.state.life.what_happened import changed_runs_note
from runplan.ui.state.messages import Answer
from runplan.ui.state.plan_owner import free_path, holds_plan, is_with_other_run_plan, place_of
from runplan.ui.state.planner_model import PlannerModel
from runplan.ui.state.typed_values import name_of, with_suffix
from runplan.ui.state.waiting import (
    changes_note,
    given_way_note,
    put_back_later,
    race_note,
    take_up,
    wishes_before_runs,
)
from runplan.units import counted, format_date

_NOTHING = Answer("")
_RUN_PLAN = "your run plan"  # what Undo calls it
_SEPARATE = " For a separate plan, press New plan first, then set it up or import it again."
_BACK = "Your running settings, race and pins from before the run plan are back."


def save(model: PlannerModel, path: str, *, overwrite: bool = False) -> None:
    """Write the plan shown as CSV, with its block beside it."""
    with model.messages.as_one():
        plan, before, path = model.called(), model.files.own, with_suffix(path)
        is_separate = plan is not None and path != before and is_with_other_run_plan(before, plan)
        if plan is not None and is_separate:
            plan = plan.called(plan_id_beside(plan.plan_id, path), plan.waiting)
        answer = model.files.save(plan, path, overwrite=overwrite)
        others = [] if plan is None or answer.refused or path == before else _same_plans(plan, path, before)
        note = _same_plan_note(others, way=_SEPARATE)
        if plan is not None and not answer.refused:
            model.plan_id = plan.plan_id
            model.name_file(path)
            if is_separate:
                note, others = f" It is a separate plan now, and {before} stays as it was.{note}", [*others, before]
        _tell(model, answer, note + _last_plan_note(model), others)


def export(model: PlannerModel, name: str, path: str, times: CalendarTimes | None = None) -> tuple[str, bytes] | None:
    """The plan as a file of a format, or None after saying why there is none."""
    plan = model.called()
    try:
        options = (times or CalendarTimes()).options(name, plan, path)
    except RunplanError as refused:
        model.messages.tell(Answer(str(refused), refused=True))
        return None
    answer, file = model.files.export(plan, name, path, options)
    _tell(model, answer, _last_plan_note(model))
    return file


def load(model: PlannerModel, path: str) -> None:
    """Show a plan from a file, and say what was edited in it, or why it is not shown."""
    with model.messages.as_one():
        plan = files.read(path, model.catalog)
        if isinstance(plan, Answer):
            model.messages.tell(plan)
            return
        show_loaded(model, plan, path, _keep_unsaved(model))


def show_loaded(model: PlannerModel, plan: Plan, path: str, unsaved: Answer = _NOTHING) -> None:
    """Show a plan that was read from a file, and what was edited in it; `unsaved` tells of the plan of before."""
    with model.messages.as_one():
        path = with_suffix(path)
        others = _same_plans(plan, path, model.files.own)
        model.show_file(plan, path)
        model.files.note(path)
        name, beside = name_of(path), companion_path(Path(path)).name
        notes = (_edits_note(plan.edits), _damage_note(plan, beside), _same_plan_note(others), unsaved.sentence)
        model.messages.say(f"Loaded {name}.{''.join(notes)}", files=(name, beside, *others, *unsaved.files))


def _same_plans(plan: Plan, path: str, own: str) -> list[str]:
    """The files beside a plan's that a calendar takes for the same plan, and the one that it or another had before."""
    try:
        file, before = place_of(path), place_of(own)
        others = same_plans(file, plan.plan_id)
        if plan_id_in(before) == plan.plan_id and not any(map(before.samefile, (file, *others))):
            others.append(before)
    except (OSError, RuntimeError, ValueError):
        return []
    return told_apart([file, *others])[1:]


def _same_plan_note(others: Sequence[str], way: str = "") -> str:
    return f" {same_plan_sentence('It', others)}{way}" if others else ""


def _edits_note(edits: Sequence[str]) -> str:
    """What was edited in a plan's file; where it and its companion may be of two plans, that alone."""
    doubts = [sentence for sentence in edits if NOT_AS_PLANNED in sentence]
    if doubts:
        return f" {' '.join(doubts)}"
    return f" It was edited after it was planned: {' '.join(edits)}" if edits else ""


def _damage_note(plan: Plan, companion: str) -> str:
    return f" {plan.waiting.damage(companion)}" if plan.waiting.damaged else ""


def begin_new_plan(model: PlannerModel) -> None:
    """Begin afresh from the code's block; the file of the plan before stays as it is."""
    with model.messages.as_one():
        old, unsaved = model.path, _keep_unsaved(model)
        model.begin_anew(free_path(model.files.default))
        stays = f" {old} stays as it is." if old != model.path and Path(old).expanduser().exists() else ""
        started = f"Started a new plan; Save writes it to {model.path}.{stays}" if model.matches else ""
        if started or unsaved.sentence:
            sentence = f"{started}{unsaved.sentence}".lstrip()
            model.messages.say(sentence, files=(old, model.path, *unsaved.files))


def say_where_left(model: PlannerModel, notebook: str, *, has_id: bool) -> None:
    """Say where the last run ended, and for which notebook; nothing where the code alone would show the same."""
    saved = _own_file_note(model) if has_id else ""
    if notebook:
        other = f"This plan was saved for {notebook}."
        model.messages.say(
            f"To give this notebook its own plan, press New plan. {other}{saved}", files=(notebook, model.path)
        )
    elif saved.strip() not in ("", _saved_in(model.path)) or not _is_as_in_code(model):
        model.messages.say(f"Picked up where you left off.{saved}", files=(model.path,))


def _is_as_in_code(model: PlannerModel) -> bool:
    """Whether the settings and the file's name are those of the notebook's code, and nothing waits beside them."""
    plan = model.called()
    if plan is None:
        return True  # what was kept and cannot be planned gave way to the code
    return plan.block == model.given and model.path == model.files.default and not plan.waiting


def _saved_in(path: str) -> str:
    return f"It is saved in {path}."


def _own_file_note(model: PlannerModel) -> str:
    """What the plan's own file has of it, where there is a file of that name: which version, or something else."""
    plan, path = model.called(), with_suffix(model.path)
    try:
        file = place_of(path)
        if plan is None or not file.is_file():
            return ""
        if holds_plan(file, plan):
            return f" {_saved_in(path)}"
        if plan_id_in(file) == plan.plan_id:
            if model.files.is_as_shown(path):
                return f" Your latest changes are not in {path} yet. Press Save to write them."
            return (
                f" {path} has another version of this plan. Press Load to open it; RunPlan first saves the plan shown "
                "here under another name."
            )
        keep_other_plan(target_for(file), plan.plan_id)
    except PlanFileError as refused:
        if ALLOW in str(refused):
            what = "contains another plan" if plan_id_in(file) else "is not a file of this plan"
            return f" {path} {what}. You will be asked before Save replaces it."
    except (OSError, RuntimeError, ValueError):
        pass
    return ""


def bring_runs(model: PlannerModel, file: RunFile) -> None:
    """Read a run plan and show its table; the plan stays as it is until the run plan is used."""
    with model.messages.as_one():
        read = read_own_runs(file)
        model.reports.asked = None
        if isinstance(read, PlanFileError):
            model.reports.asked = read
            read = Answer(asked_for(read), (file.path.strip(), Path(file.path.strip()).name), refused=True)
        if isinstance(read, Answer):
            model.messages.tell(read)
            return
        first = model.form.block.start if model.form.start is None else model.form.start
        table = ImportReport(read, start=start_proposed(read, first, model.form.today()))
        table = table.with_words_of(model.reports.current(model.form))
        show_table(model, f"the import of {read.file}", table)
        check = f" Check {counted(table.doubtful, 'cell')} under Your file, then press" if table.doubtful else " Press"
        start = f" It will begin on {format_date(table.start)}." if table.start is not None else ""
        again = table.written.differing(Corrections())
        still = f" What you said about {counted(again, 'cell')} earlier still counts." if again else ""
        sentence = f"{read.file} has {_runs_of(read.records)}.{start}{still}{check} Use this run plan to plan with it."
        model.messages.say(sentence, files=(read.file,))


def use_written(model: PlannerModel) -> None:
    """Plan with the run plan of the table: with its file, or with what was written in place of cells since."""
    with model.messages.as_one():
        form, table = model.form, model.reports.current(model.form)
        if table is None or not (table.is_draft or table.waiting):
            return
        try:
            rows = rows_to_keep(table.imported)
        except RunplanError as refused:
            model.messages.tell(Answer(str(refused), refused=True))
            return
        model.reports.keep(rows, table)
        form.table = None
        if not table.is_draft:
            before, goal_time = model.block, form.goal_time
            model.wish(_RUN_PLAN, runs=rows, **goal_of_runs(rows, form, anew=False))
            if model.matches:
                model.messages.say(f"{used_note(table)}{changes_note(before, model.block, goal_time)}")
            return
        before, given_way, unsaved = model.block, given_way_note(form), _keep_unsaved(model)
        goal_time = form.goal_time
        if form.runs is None and before is not None:
            put_back_later(form, before)
        start = table.imported.start or table.start
        wishes: dict[str, Any] = {"runs": rows, "pins": ()} | ({} if start is None else {"start": start})
        events = without_moved_race(form.events)  # the run plan says when the race is
        model.wish(_RUN_PLAN, **wishes, **goal_of_runs(rows, form, anew=True), events=events)
        form.settle()  # where the run plan is the one that was used before, only its table is put away
        model.before = None  # it is another plan altogether
        used = f"Strength is now planned around {table.imported.file}: {_runs_of(rows)}."
        changes = f"{changes_note(before, model.block, goal_time)}{given_way}{race_note(before, model.block)}"
        done = f"{used}{changes}{changed_runs_note(model.plan)}" if model.matches else ""
        if done or unsaved.sentence:
            sentence = f"{done}{unsaved.sentence}".lstrip()
            model.messages.say(sentence, files=(table.imported.file, *unsaved.files))


def _runs_of(rows: Sequence[ImportedRun]) -> str:
    return counted(sum(run.type in RUN_TYPES for run in rows), "run")


def leave_runs(model: PlannerModel) -> None:
    """Let RunPlan plan my runs again, with all that was set before the run plan was brought."""
    form, plan = model.form, model.plan
    with model.messages.as_one():
        unsaved = _keep_unsaved(model) if plan is not None and plan.block.runs is not None else _NOTHING
        (waits, form.after_runs), outside, share = (form.after_runs, None), form.set_outside, form.peak_share
        block = waits.block if waits else None
        model.wish(_RUN_PLAN, runs=None, **(wishes_before_runs(form, block) if block else {}))
        if block:
            form.peak_share = share or usual_share(block)
        if waits:
            take_up(form, waits)
            model.replan()
        done = _BACK if block and model.matches else ""
        note = form.outside_note(outside, moved=False) if model.matches else ""
        if sentence := " ".join(filter(None, (done, note, unsaved.sentence.strip()))):
            model.messages.say(sentence, files=unsaved.files)


def _keep_unsaved(model: PlannerModel) -> Answer:
    """Save a plan that another one takes the place of, where it was set and not saved, and say where."""
    plan = model.called()
    if plan is None or (model.block == model.given and not plan.edits and not plan.waiting):
        return _NOTHING
    return model.files.keep_unsaved(plan)


def _last_plan_note(model: PlannerModel) -> str:
    """What is to be known of a plan that is written while the controls ask for something else; else nothing."""
    return (
        "" if model.matches else (" This is the last plan that was possible; it does not match your current settings.")
    )


def _tell(model: PlannerModel, answer: Answer, note: str, names: Sequence[str] = ()) -> None:
    """Show an answer, with a note where something was done."""
    if answer.refused:
        model.messages.tell(answer)
    else:
        model.messages.say(answer.sentence + note, files=(*answer.files, *names))
