"""The plan as a CSV file that a person may edit in a spreadsheet, and read back without loss."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from runplan import schema
from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.disk import as_path, digest, real_path, write_file
from runplan.exchange.locking import one_writer
from runplan.exchange.plan_file.cells import read_cells
from runplan.exchange.plan_file.csv_edits import (
    apply_edits,
    are_two_plans,
    check_weeks,
    doubt_of_pair,
    follow_sessions,
)
from runplan.exchange.plan_file.csv_tables import FileSessions, sessions_of_cells, text_of_sessions
from runplan.exchange.plan_file.destination import ALLOW, Target, keep_other_plan, keep_settings_alone, target_for
from runplan.exchange.plan_file.sidecar import Companion, companion_path, read_pair
from runplan.plan.block import Block, plan_id_of
from runplan.plan.records import Exercise, Session
from runplan.plan.tables import PlanTables, exercises_source, sessions_source, weeks_source
from runplan.plan.waiting import NOTHING_WAITS, WaitingSettings

if TYPE_CHECKING:
    from runplan.catalog import Catalog


@dataclass(frozen=True, eq=False)
class PlanFile:
    """What a plan file holds.

    Attributes
    ----------
    block : Block
        With a pin for every session that a person moved.
    records : tuple of Session
    edits : tuple of str
        A sentence for each thing that a person changed after the plan was made; () for an untouched file.
    notices : tuple of str
        A sentence for each unusual thing about the file that was read all the same.
    plan_id : str
        From the companion; where there is none, that of the block.
    waiting : WaitingSettings
        From the companion too.
    """

    block: Block
    records: tuple[Session, ...]
    edits: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    plan_id: str = ""
    waiting: WaitingSettings = NOTHING_WAITS

    @property
    def sessions(self) -> pd.DataFrame:
        """Its sessions as a table."""
        return sessions_source(self.records).frame

    @property
    def exercises(self) -> pd.DataFrame:
        """Its exercises as a table."""
        return exercises_source(self.records).frame


def plan_to_csv(
    plan: PlanTables,
    path: str | os.PathLike[str],
    *,
    overwrite_edits: bool = False,
    keep_other_plans: bool = False,
) -> None:
    """Write a plan as CSV, and its block beside it: plan.csv and plan.block.json.

    Each file is replaced in one step, and at every moment the two on the disk can be read together. Of several that
    write at once each waits for the one before. What is written was read back before: a plan that would not come back
    as it is, is not written.

    Raises
    ------
    PlanFileError
        If the file cannot be written, holds edits that would be lost, or is no plan. Nothing is changed then.
    """
    target_for(path, overwrite_edits=overwrite_edits)  # its sentences come first
    text = plan_text(plan)
    companion = companion_for(plan, text)
    with one_writer(real_path(as_path(path)).parent):
        place = target_for(path, overwrite_edits=overwrite_edits)
        if keep_other_plans and not overwrite_edits:
            keep_other_plan(place, plan.plan_id)
            keep_settings_alone(place, companion)
        if place.old_csv is not None and place.older is not None and not overwrite_edits:
            _keep_edits(place.old_csv, place.older, text, place.path)
        _write_pair(place, text.encode("utf-8"), companion)


def companion_for(plan: PlanTables, text: str) -> Companion:
    """The companion of a plan whose table is a text."""
    rows = sum(max(1, len(session.exercises)) for session in plan.session_records)
    return Companion(plan.block, text, rows, plan.edits, plan.plan_id, plan.waiting)


def _write_pair(place: Target, data: bytes, companion: Companion) -> None:
    """Write the companion with both plans, the CSV, and the companion alone."""
    target, beside, alone = place.path, place.beside, companion.to_json()
    if place.old_csv == data:  # the table of another block may be the same: one file to replace, one step
        write_file(beside, alone)
        return
    older: Any = None if place.older is None else json.loads(place.older.to_json())
    both = alone if place.old_csv is None else companion.to_json((digest(place.old_csv), older))
    write_file(beside, both)
    try:
        write_file(target, data)
    except BaseException:
        # Put the older companion back, unless the CSV was replaced before the interruption. Should that fail too, the
        # new one still tells which plan the CSV holds.
        with contextlib.suppress(PlanFileError, OSError):
            if not target.exists() or target.read_bytes() != data:
                beside.unlink() if place.old_beside is None else write_file(beside, place.old_beside)
        raise
    if both != alone:
        with contextlib.suppress(PlanFileError):
            write_file(beside, alone)
    with contextlib.suppress(OSError):
        if target.read_bytes() != data or beside.read_bytes() not in (alone, both):
            raise PlanFileError(
                f"{target} was replaced by another program during writing: read it to see which plan is in it "
                "now, then write again."
            )


def read_plan_tables(
    path: str | os.PathLike[str], block: Block | None = None, catalog: Catalog | None = None
) -> PlanTables:
    """Read a plan CSV as a whole plan: what the file holds, and the weeks that follow from its block and its runs.

    Raises
    ------
    PlanFileError
        One sentence on what is wrong with the file, and where.
    """
    from runplan.catalog import load_catalog
    from runplan.planning.build import DEMOTED, weeks_and_changes

    catalog = load_catalog() if catalog is None else catalog
    file = read_plan_file(path, block, exercise_ids=frozenset(catalog.exercises.index))
    weeks, changes = weeks_and_changes(file.block, catalog, file.records)
    return PlanTables(
        block=file.block,
        weeks=weeks_source(follow_sessions(weeks, file.records)),
        sessions=sessions_source(file.records),
        exercises=exercises_source(file.records),
        catalog=catalog,
        remarks=_remarks(file, DEMOTED),
        edits=file.edits,
        plan_id=file.plan_id,
        waiting=file.waiting,
        change_rows=changes,
    )


def read_plan_file(
    path: str | os.PathLike[str], block: Block | None = None, *, exercise_ids: Collection[str] | None = None
) -> PlanFile:
    """Read a plan CSV, also one that a person edited in a spreadsheet.

    Raises
    ------
    PlanFileError
        One sentence on what is wrong with the file, and where.
    """
    if block is not None and not isinstance(block, Block):
        raise PlanFileError(f"block={block!r} is not a Block: give the one that the plan was made from.")
    source = real_path(as_path(path))
    name = source.name
    data, companion = read_pair(source, needed=False)
    cells = read_cells(data, name)
    if companion is None and block is None:
        read_pair(source)  # says why there is none
    planned = None if companion is None else _parsed(companion.planned, name).sessions
    file = sessions_of_cells(cells, name)
    if planned is not None and are_two_plans(file.sessions, planned):
        if block is None:
            raise PlanFileError(
                f"{name} and {companion_path(source).name} next to it belong to different plans: put the two that "
                "belong together in one folder, or give the block as block=... (runplan check takes --block)."
            )
        companion = planned = None
    doubt = "" if planned is None else doubt_of_pair(file.sessions, planned, name, companion_path(source).name)
    if doubt and block is not None and companion is not None and block != companion.block:
        companion, planned, doubt = None, None, ""  # whoever gives another block says that it is another plan
    _check_exercises(file, exercise_ids, name)
    untouched = planned is not None and text_of_sessions(file.sessions) == text_of_sessions(planned)
    used = block if block is not None else companion.block if companion is not None else None
    assert used is not None
    if cells.open_end and not untouched:
        cut = "the file seems to be cut off. Use a complete copy; if this one is complete, add a line break at its end."
        raise PlanFileError(f"{name} ends without a line break: {cut}")
    check_weeks(file, used, planned, name)
    earlier = (*(() if companion is None else companion.edits), *([doubt] if doubt else []))
    plan_id = plan_id_of(used) if companion is None else companion.plan_id
    waiting = NOTHING_WAITS if companion is None else companion.waiting
    notices = cells.notices
    if damage := waiting.damage(companion_path(source).name):
        notices += (damage,)
    if untouched:
        return PlanFile(used, file.sessions, earlier, notices, plan_id, waiting)
    edited = apply_edits(file, used, planned, name)
    if companion is None:
        notices += (f"{companion_path(source).name} was not used, so RunPlan can see only what was moved.",)
    return PlanFile(edited.block, edited.sessions, earlier + edited.edits, notices, plan_id, waiting)


def _remarks(file: PlanFile, demoted: str) -> pd.DataFrame:
    """What was unusual about the file, and what planning remarked on sessions that are still in it."""
    rows: list[tuple[Any, ...]] = [("info", "plan_file", None, "", notice, "our_assumption") for notice in file.notices]
    rows += [
        ("info", "demoted_heavy", session.week, session.session_id, demoted, "our_assumption")
        for session in file.records
        if session.note == demoted
    ]
    return schema.build_frame(
        schema.FINDINGS, {column.name: [row[place] for row in rows] for place, column in enumerate(schema.FINDINGS)}
    )


def _parsed(text: str, name: str) -> FileSessions:
    """The sessions of a text that RunPlan wrote."""
    return sessions_of_cells(read_cells(text.encode("utf-8"), name), name)


def _exercises(sessions: Sequence[Session]) -> list[Exercise]:
    return [exercise for session in sessions for exercise in session.exercises]


def _check_exercises(file: FileSessions, exercise_ids: Collection[str] | None, name: str) -> None:
    """Refuse an exercise that the catalogue does not have."""
    for line, exercise in zip(file.exercise_lines, _exercises(file.sessions), strict=True):
        if exercise_ids is not None and exercise.exercise_id not in exercise_ids:
            raise PlanFileError(
                f"{name}, line {line}: exercise_id {exercise.exercise_id[:60]!r} is not in the catalogue; give the "
                "catalogue that the plan was made with, or correct the id."
            )


def plan_text(plan: PlanTables) -> str:
    """The CSV's text, after reading it back."""
    try:
        sessions = plan.session_records
    except KeyError as error:
        raise PlanFileError(
            f"The plan's tables lack the column {error.args[0]}: make the plan with build_plan."
        ) from None
    orphans = plan.exercise_records.keys() - {session.session_id for session in sessions}
    if orphans:
        raise PlanFileError(f"An exercise belongs to session {min(orphans)!r}, which is not in the plan.")
    text = text_of_sessions(sessions)
    try:
        text.encode("utf-8")
        back = _parsed(text, "The plan")
        check_weeks(back, plan.block, back.sessions, "The plan")
    except UnicodeEncodeError:
        raise PlanFileError(
            "The plan contains text that is not Unicode (half a surrogate pair): type it again."
        ) from None
    except RunplanError as error:
        raise PlanFileError(f"RunPlan did not write the plan, because it could not read it back. {error}") from None
    column = _first_difference(sessions, back.sessions)
    if column:
        raise PlanFileError(
            f"RunPlan did not write the plan, because {column} would change when it is read back: keep the "
            "tables as build_plan made them."
        )
    return text


def _first_difference(written: Sequence[Session], back: Sequence[Session]) -> str:
    """The first column in which two lists of sessions differ; "" where they are the same."""
    if written == back:
        return ""
    for one, two, fields in (
        (written, back, Session._fields[:-1]),
        (_exercises(written), _exercises(back), Exercise._fields),
    ):
        for field in fields:
            values, values_back = ([getattr(row, field) for row in rows] for rows in (one, two))
            # A table may have no text where the file has an empty one.
            if ["" if value is None else value for value in values] != [
                "" if value is None else value for value in values_back
            ]:
                return field
    return ""


def _keep_edits(old_csv: bytes, older: Companion, text: str, target: Path) -> None:
    """Refuse to replace a plan file that was edited, unless the plan to write holds those edits."""
    if old_csv == older.planned.encode("utf-8") or old_csv == text.encode("utf-8"):
        return
    with contextlib.suppress(RunplanError):
        file = sessions_of_cells(read_cells(old_csv, target.name), target.name)
        planned = _parsed(older.planned, target.name).sessions
        if text_of_sessions(file.sessions) == text_of_sessions(planned):
            return
        edited = apply_edits(file, older.block, planned, target.name)
        if text_of_sessions(edited.sessions) == text:
            return
    raise PlanFileError(
        f"{target} was changed after RunPlan wrote it, and writing would lose the changes: read it first, write "
        f"to another file, or {ALLOW}."
    )
