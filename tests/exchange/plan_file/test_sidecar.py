"""Which plan a CSV belongs to where its writing stopped half way, and what a companion must be to be believed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from runplan.errors import PlanFileError
from runplan.exchange.plan_file.sidecar import companion_path
from runplan.exchange.plan_file.write import plan_to_csv, read_plan_file
from runplan.plan.block import plan_id_of
from runplan.plan.own_weeks import OwnWeeks
from runplan.plan.tables import PlanTables
from runplan.plan.waiting import NOTHING_WAITS, WaitingSettings
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
        "plan.block.json is damaged (its table does not match its digest): use a complete copy, or give the "
        "block as block=... (runplan check takes --block)."
    )


# --- what waits beside the block --------------------------------------------------------------------------------------

RACE = WaitingSettings(race_date=dt.date(2027, 3, 28))
WEEK_SEVEN = OwnWeeks().with_km([(7, 20.0)], None, dt.date(2027, 1, 4))
PIN = OwnWeeks().with_pins([("w09-strength-1", "Fri")], None, dt.date(2027, 1, 4))


@pytest.mark.parametrize(
    "waiting",
    [NOTHING_WAITS, RACE, WaitingSettings(WEEK_SEVEN), WaitingSettings(PIN, None, RACE)],
    ids=["nothing", "a race", "a week", "a pin, and a race after a run plan"],
)
def test_what_waits_beside_the_block_is_written_and_read_back(waiting: WaitingSettings, tmp_path: Path) -> None:
    path, content = written(tmp_path, a_plan().called("0123456789abcdef", waiting))
    assert ("waiting" in content) is bool(waiting)
    read = read_plan_file(path)
    assert (read.waiting, read.waiting.damaged, read.notices) == (waiting, False, ())


def test_where_writing_stopped_each_of_the_two_plans_has_what_waits_beside_it(tmp_path: Path) -> None:
    path, before = written(tmp_path / "old", a_plan().called("0123456789abcdef", RACE))
    other = a_plan(sessions=a_plan().sessions[1:], exercises=a_plan().exercises[3:])
    new, after = written(tmp_path / "new", other.called("0123456789abcdef", WaitingSettings(WEEK_SEVEN)))
    between = after | {"replaces": {"digest": before["digest"], "companion": before}}
    companion_path(path).write_text(json.dumps(between), encoding="utf-8")
    assert read_plan_file(path).waiting == RACE
    path.write_bytes(new.read_bytes())
    assert read_plan_file(path).waiting == WaitingSettings(WEEK_SEVEN)


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        (None, NOTHING_WAITS),
        ([], NOTHING_WAITS),
        ({}, NOTHING_WAITS),
        ({"own_weeks": WEEK_SEVEN.to_json()}, WaitingSettings(WEEK_SEVEN)),
        ({"own_weeks": WEEK_SEVEN.to_json(), "race_date": 5}, WaitingSettings(WEEK_SEVEN)),
        ({"own_weeks": {}, "race_date": "2027-03-28"}, RACE),
        ({"own_weeks": [["", 20, 10**30, "2027-01-04"]], "race_date": "2027-03-28"}, RACE),
        ({"own_weeks": [["", 20, 7, "9999-12-31"]], "race_date": "2027-03-28"}, RACE),
        (RACE.to_json() | {"after_runs": RACE.to_json() | {"after_runs": RACE.to_json()}}, RACE),
    ],
)
def test_of_a_damaged_part_the_rest_is_read_with_one_sentence(
    damaged: Any, whole: WaitingSettings, tmp_path: Path
) -> None:
    path, content = written(tmp_path, a_plan().called("0123456789abcdef", RACE))
    companion_path(path).write_text(json.dumps(content | {"waiting": damaged}), encoding="utf-8")
    read = read_plan_file(path)
    assert (read.block, read.waiting, read.edits) == (a_plan().block, whole, ())
    assert read.notices == (
        "Part of plan.block.json cannot be read, so some settings outside the block may be missing.",
    )


def lost_one_by_one(values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The values without each of their keys, at whatever depth."""
    for name, value in values.items():
        yield {other: values[other] for other in values if other != name}
        if isinstance(value, dict):
            yield from (values | {name: less} for less in lost_one_by_one(value))


def test_whatever_is_lost_of_what_waits_is_said(tmp_path: Path) -> None:
    before = WaitingSettings(PIN, None, None, a_plan().block)
    path, content = written(tmp_path, a_plan().called("0123456789abcdef", WaitingSettings(WEEK_SEVEN, None, before)))
    whole = {name: content[name] for name in ("waiting", "waiting_digest")}
    others = {name: value for name, value in content.items() if name not in whole}
    spoilt = list(lost_one_by_one(whole))
    assert len(spoilt) > 30
    for part in spoilt:
        companion_path(path).write_text(json.dumps(others | part), encoding="utf-8")
        assert len(read_plan_file(path).notices) == 1, part.keys() ^ whole.keys()


def test_settings_that_stand_alone_are_not_replaced_by_those_beside_which_something_else_waits(tmp_path: Path) -> None:
    path, _ = written(tmp_path, a_plan().called("0123456789abcdef", RACE))
    path.unlink()
    with pytest.raises(PlanFileError, match="contains other settings of this plan, although its CSV is missing"):
        plan_to_csv(a_plan().called("0123456789abcdef"), path, keep_other_plans=True)
