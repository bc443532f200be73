"""Which plan a CSV belongs to where its writing stopped half way, and what a companion must be to be believed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from runplan.errors import PlanFileError
from runplan.exchange.plan_file.sidecar import companion_path
from runplan.exchange.plan_file.write import plan_to_csv, read_plan_file
from runplan.plan.block import plan_id_of
from runplan.plan.tables import PlanTables
from tests.builders.two_weeks import a_block, a_plan


def written(folder: Path, plan: PlanTables) -> tuple[Path, dict[str, Any]]:
    """The plan's CSV, and what its companion holds."""
    folder.mkdir(exist_ok=True)
    plan_to_csv(plan, folder / "plan.csv")
    return folder / "plan.csv", json.loads(companion_path(folder / "plan.csv").read_bytes())


def test_where_only_the_block_was_to_change_and_the_writing_stopped_the_new_block_counts(tmp_path: Path) -> None:
    # The two plans have the same table, so the CSV on the disk is that of the new one already.
    old = a_block(pins={"w02-strength-1": "Thu"})
    new = old.replace(strength_minutes=45)
    path, before = written(tmp_path / "old", a_plan(block=old))
    _, after = written(tmp_path / "new", a_plan(block=new))
    assert before["digest"] == after["digest"]
    between = after | {"replaces": {"digest": before["digest"], "companion": before}}
    companion_path(path).write_text(json.dumps(between), encoding="utf-8")
    read = read_plan_file(path)
    assert read.block == new
    assert read.edits == ()


def test_where_the_table_was_to_change_and_the_writing_stopped_the_old_plan_counts(tmp_path: Path) -> None:
    old = a_block(pins={"w02-strength-1": "Thu"})
    path, before = written(tmp_path / "old", a_plan(block=old))
    other = a_plan(
        block=old.replace(strength_minutes=45), sessions=a_plan().sessions[1:], exercises=a_plan().exercises[3:]
    )
    _, after = written(tmp_path / "new", other)
    between = after | {"replaces": {"digest": before["digest"], "companion": before}}
    companion_path(path).write_text(json.dumps(between), encoding="utf-8")
    read = read_plan_file(path)
    assert read.block == old
    assert read.edits == ()


def test_an_edited_csv_belongs_to_the_plan_that_was_written_last(tmp_path: Path) -> None:
    # The digest is neither the old table's nor the new one's: what was being replaced is gone.
    path, before = written(tmp_path / "old", a_plan())
    new = a_block(strength_minutes=45)
    _, after = written(tmp_path / "new", a_plan(block=new))
    path.write_text(path.read_text().replace("Bring water", "Bring more water"))
    between = after | {"replaces": {"digest": before["digest"], "companion": before}}
    companion_path(path).write_text(json.dumps(between), encoding="utf-8")
    assert read_plan_file(path).block == new


@pytest.mark.parametrize(
    "plan_id",
    [None, 7, "", "0123456789ABCDEF", "0123456789abcde", "0123456789abcdef@elsewhere"],
    ids=["none", "a number", "empty", "capitals", "short", "long"],
)
def test_a_companion_without_a_plan_s_identity_has_that_of_its_block(plan_id: Any, tmp_path: Path) -> None:
    path, content = written(tmp_path, a_plan())
    assert read_plan_file(path).plan_id == "0123456789abcdef"
    companion_path(path).write_text(json.dumps(content | {"plan_id": plan_id}), encoding="utf-8")
    assert read_plan_file(path).plan_id == plan_id_of(a_plan().block)


def test_a_block_that_is_given_counts_more_than_the_companion_s(tmp_path: Path) -> None:
    path, _ = written(tmp_path, a_plan())
    given = a_plan().block.replace(strength_minutes=45)
    assert read_plan_file(path, given).block == given


def test_a_companion_whose_table_was_changed_is_refused(tmp_path: Path) -> None:
    path, content = written(tmp_path, a_plan())
    content["planned"][2] += " "
    companion_path(path).write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(PlanFileError) as refused:
        read_plan_file(path)
    assert str(refused.value) == (
        "plan.block.json is damaged (its table does not fit its digest): take a whole copy of it, or give the block as "
        "block=... (runplan check takes --block)."
    )
