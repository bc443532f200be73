"""A person edits the plan in a spreadsheet, and reads it back."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import runplan as rp
from runplan.errors import PlanFileError
from runplan.exchange.plan_file.write import PlanFile, plan_to_csv, read_plan_file
from runplan.plan.tables import PlanTables
from tests.builders.two_weeks import SESSIONS, a_block, a_plan, sessions_frame

KEPT = "w01-strength-1 keeps the 24 minutes from the file: RunPlan works them out again only when you plan again."


def edit(folder: Path, *swaps: tuple[str, str], plan: PlanTables | None = None) -> PlanFile:
    path = folder / "plan.csv"
    plan_to_csv(plan or a_plan(), path)
    text = path.read_text()
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)
    return read_plan_file(path)


def session(read: PlanFile, session_id: str) -> pd.Series:
    return read.sessions.set_index("session_id").loc[session_id]


# --- moves ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("weekday", ["Thu", "Fri", "Mon"], ids=["weekday left", "weekday moved too", "weekday wrong"])
def test_a_new_date_is_a_move_and_becomes_a_pin(weekday: str, tmp_path: Path) -> None:
    read = edit(tmp_path, ("2027-01-07,Thu", f"2027-01-08,{weekday}"))
    moved = session(read, "w01-easy-1")
    assert (moved["date"], moved["weekday"], moved["pinned"]) == (pd.Timestamp("2027-01-08"), "Fri", True)
    assert read.block == a_block(pins={"w01-easy-1": "Fri", "w02-strength-1": "Thu"})
    assert read.edits == (
        "w01-easy-1 was moved from Thursday 7 January 2027 to Friday 8 January 2027, and is pinned there.",
    )


@pytest.mark.parametrize("dated", [False, True])
def test_a_run_of_the_runners_own_plan_moves_in_that_plan_and_stays_when_planned_anew(
    dated: bool, tmp_path: Path
) -> None:
    rows = [
        {"week": week, "weekday": day, "type": type_, "km": km}
        | ({"date": dt.date(2027, 1, 4) + dt.timedelta(days=7 * (week - 1) + offset)} if dated else {})
        for week in range(1, 5)
        for day, offset, type_, km in (("Tue", 1, "easy", 6.0), ("Thu", 3, "tempo", 8.0), ("Sun", 6, "long", 14.0))
    ]
    plan = rp.build_plan(rp.Block(start="2027-01-04", runs=rows, strength_sessions=1))
    path = tmp_path / "plan.csv"
    plan.to_csv(path)
    path.write_text(path.read_text().replace("2027-01-12,Tue", "2027-01-15,Tue"))
    read = rp.read_plan(path)
    assert read.edits == (
        "w02-easy-1 was moved from Tuesday 12 January 2027 to Friday 15 January 2027, in your own run plan too.",
    )
    assert read.block.pins == ()
    assert not read.sessions["pinned"].any()
    with pytest.warns(UserWarning, match="drops what was edited"):
        again = rp.build_plan(read.block, previous=read)
    for one in (read, again):
        of_week = one.sessions[(one.sessions["kind"] == "run") & (one.sessions["week"] == 2)]
        assert of_week["weekday"].tolist() == ["Thu", "Fri", "Sun"]
        assert of_week["km"].tolist() == [8.0, 6.0, 14.0]
    assert again.findings().query("rule == 'orphan_pin'").empty
    read.to_csv(tmp_path / "again.csv")
    pd.testing.assert_frame_equal(rp.read_plan(tmp_path / "again.csv").sessions, read.sessions)


def test_a_new_weekday_with_the_old_date_moves_nothing_and_says_so(tmp_path: Path) -> None:
    read = edit(tmp_path, ("2027-01-07,Thu", "2027-01-07,Fri"))
    pd.testing.assert_frame_equal(read.sessions, a_plan().sessions)
    assert read.block == a_plan().block
    assert read.edits == (
        "w01-easy-1 is marked Friday, but its date is Thursday 7 January 2027: the date counts, so it was not moved. "
        "To move a session, change its date.",
    )


def test_without_the_companion_a_date_that_disagrees_with_its_weekday_is_a_move(tmp_path: Path) -> None:
    edit(tmp_path, ("2027-01-07,Thu", "2027-01-08,Thu"))
    (tmp_path / "plan.block.json").unlink()
    read = read_plan_file(tmp_path / "plan.csv", a_block())
    assert read.block == a_block(pins={"w01-easy-1": "Fri"})
    assert read.edits == ("w01-easy-1 was moved from Thursday to Friday 8 January 2027, and is pinned there.",)


def test_a_strength_session_moves_with_all_its_rows(tmp_path: Path) -> None:
    read = edit(tmp_path, ("2027-01-05,Tue", "2027-01-08,Tue"))
    assert list(read.sessions["session_id"][:3]) == ["w01-easy-1", "w01-strength-1", "w01-long"]
    assert list(read.exercises["session_id"]) == ["w01-strength-1"] * 3 + ["w02-strength-1"]
    assert dict(read.block.pins)["w01-strength-1"] == "Fri"


def test_a_move_replaces_an_older_pin(tmp_path: Path) -> None:
    read = edit(tmp_path, ("2027-01-14,Thu", "2027-01-15,Thu"))
    assert read.block.pins == (("w02-strength-1", "Fri"),)


def test_pins_may_be_set_and_taken_away_in_the_file(tmp_path: Path) -> None:
    read = edit(tmp_path, (",4.5,yes,", ",4.5,no,"), (",43,3,no,", ",43,3,yes,"))
    assert read.block == a_block(pins={"w01-easy-1": "Thu"})
    assert read.edits == ("w01-easy-1 was pinned to Thursday.", "w02-strength-1 is no longer pinned.")


def a_race_plan() -> PlanTables:
    race = ("w04-race", 4, "2027-01-31", "am", "run", "race", "10k", 10.0, 55, 9.0, False, "", "")
    block = a_block(weeks=None, race_date="2027-01-31", goal="10k", pins={"w02-strength-1": "Thu"})
    return a_plan(block=block, sessions=sessions_frame([*SESSIONS[:7], race]))


@pytest.mark.parametrize(
    ("swap", "sentence"),
    [
        (
            ("2027-01-31,Sun", "2027-01-30,Sun"),
            "plan.csv, line 11: w04-race was moved to 2027-01-30, but a race does not move; change race_date in "
            "the block and plan again.",
        ),
        (
            (",55,9,no", ",55,9,yes"),
            "plan.csv, line 11: w04-race cannot be pinned, because a race does not move; change it back to no.",
        ),
    ],
    ids=["moved", "pinned"],
)
def test_a_race_is_neither_moved_nor_pinned(swap: tuple[str, str], sentence: str, tmp_path: Path) -> None:
    with pytest.raises(PlanFileError) as refusal:
        edit(tmp_path, swap, plan=a_race_plan())
    assert str(refusal.value) == sentence


# --- other edits ---------------------------------------------------------------------------------------------------


def test_edited_sets_survive_and_are_told(tmp_path: Path) -> None:
    read = edit(tmp_path, ("Goblet squat,3,10,", "Goblet squat,2,12,"))
    assert read.exercises.loc[1, ["sets", "reps"]].tolist() == [2, 12]
    assert read.edits == (
        "w01-strength-1, Goblet squat: sets is 2 instead of 3.",
        "w01-strength-1, Goblet squat: reps is 12 instead of 10.",
        KEPT,
    )


def test_a_deleted_exercise_stays_deleted_and_the_others_are_numbered_again(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    kept = [line for line in path.read_text().split("\n") if "goblet_squat" not in line]
    path.write_text("\n".join(kept))
    read = read_plan_file(path)
    mine = read.exercises[read.exercises["session_id"] == "w01-strength-1"]
    assert mine["exercise_id"].tolist() == ["roll_quads", "side_plank"]
    assert mine["order"].tolist() == [1, 2]
    assert read.edits == ("w01-strength-1: Goblet squat was deleted.", KEPT)


def test_a_deleted_session_stays_deleted(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    path.write_text("\n".join(line for line in path.read_text().split("\n") if "w01-easy-1" not in line))
    read = read_plan_file(path)
    assert "w01-easy-1" not in set(read.sessions["session_id"])
    assert read.edits == ("w01-easy-1 was deleted.", "Week 1 now has 12.4 km of running instead of 18.9.")


def test_an_added_run_and_an_added_exercise_are_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    lines = path.read_text().split("\n")
    lines.insert(4, lines[3].replace(",3,strength,side_plank,Side plank,", ",4,strength,dead_bug,Dead bug,"))
    lines.append("1,3,2027-01-23,Fri,am,w03-easy-2,run,easy,With Ana,5,35,3,no" + "," * 18)
    path.write_text("\n".join(lines) + "\n")
    read = read_plan_file(path)
    assert read.edits == (
        "w03-easy-2 was added on Saturday 23 January 2027.",
        "w01-strength-1: Dead bug was added.",
        KEPT,
        "Week 3 now has 12 km of running instead of 7.",
    )
    assert session(read, "w03-easy-2")["weekday"] == "Sat"
    assert read.block == a_plan().block


def test_edits_of_a_run_are_told_with_what_was_planned(tmp_path: Path) -> None:
    read = edit(tmp_path, ("Easy run,6.5,43,3", "With Ana,8,,3"))
    assert read.edits == (
        "w01-easy-1: title is 'With Ana' instead of 'Easy run'.",
        "w01-easy-1: km is 8 instead of 6.5.",
        "w01-easy-1: minutes is empty instead of 43.",
        "w01-easy-1 keeps the steps from the file: RunPlan works them out again only when you plan again.",
        "Week 1 now has 20.4 km of running instead of 18.9.",
    )


def test_a_run_whose_kilometres_were_edited_keeps_its_minutes_and_says_so(tmp_path: Path) -> None:
    read = edit(tmp_path, ("Long run,12.4,81", "Long run,14,81"))
    assert session(read, "w01-long")["minutes"] == 81
    assert read.edits == (
        "w01-long: km is 14 instead of 12.4.",
        "w01-long keeps the 81 minutes and the steps from the file: RunPlan works them out again only when "
        "you plan again.",
        "Week 1 now has 20.5 km of running instead of 18.9 and a long run of 14 km instead of 12.4.",
    )


def test_a_race_whose_kilometres_were_edited_is_called_a_race(tmp_path: Path) -> None:
    read = edit(tmp_path, ("10k,10,55", "10k,10.2,56"), plan=a_race_plan())
    assert read.edits == (
        "w04-race: km is 10.2 instead of 10.",
        "w04-race: minutes is 56 instead of 55.",
        "Week 4 now has 10.2 km of running instead of 10 and a race of 10.2 km instead of 10.",
    )


def test_an_exercise_whose_id_alone_was_changed_replaces_the_other_and_keeps_the_files_name(tmp_path: Path) -> None:
    read = edit(tmp_path, ("goblet_squat,Goblet squat,3", "back_squat,Goblet squat,4"))
    assert read.exercises.loc[1, ["exercise_id", "exercise"]].tolist() == ["back_squat", "Goblet squat"]
    assert read.edits == (
        "w01-strength-1: back_squat replaces goblet_squat, but keeps the name 'Goblet squat' from the file.",
        "w01-strength-1, Goblet squat: sets is 4 instead of 3.",
        KEPT,
    )


def test_an_exercise_in_the_place_of_another_replaces_it(tmp_path: Path) -> None:
    read = edit(tmp_path, ("goblet_squat,Goblet squat,3", "back_squat,Back squat,3"))
    assert read.edits == ("w01-strength-1: Back squat replaces Goblet squat.", KEPT)


def test_an_exercise_without_a_name_is_told_by_its_id(tmp_path: Path) -> None:
    read = edit(tmp_path, ("goblet_squat,Goblet squat,3", "back_squat,,3"))
    assert read.edits == ("w01-strength-1: back_squat replaces Goblet squat.", KEPT)


def test_a_long_text_is_not_repeated(tmp_path: Path) -> None:
    read = edit(tmp_path, ("Bring water", "Bring water, salt and the small red bag".replace(",", " and") * 2))
    assert read.edits == ("w01-long: session_note was rewritten.",)


def test_rows_sorted_otherwise_give_the_same_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], *reversed(lines[1:])]) + "\n")
    read = read_plan_file(path)
    pd.testing.assert_frame_equal(read.sessions, a_plan().sessions)
    pd.testing.assert_frame_equal(read.exercises, a_plan().exercises)
    assert read.edits == ()


def test_edits_of_edits_are_all_told(tmp_path: Path) -> None:
    first = edit(tmp_path, ("Easy run,6.5", "Easy run,8"))
    plan = a_plan(block=first.block, sessions=first.sessions, exercises=first.exercises, edits=first.edits)
    second = edit(tmp_path, ("Easy run,8", "Easy run,9"), plan=plan)
    kept = (
        "w01-easy-1 keeps the 43 minutes and the steps from the file: RunPlan works them out again only "
        "when you plan again."
    )
    assert second.edits == (
        "w01-easy-1: km is 8 instead of 6.5.",
        kept,
        "Week 1 now has 20.4 km of running instead of 18.9.",
        "w01-easy-1: km is 9 instead of 8.",
        kept,
        "Week 1 now has 21.4 km of running instead of 20.4.",
    )


# --- the weeks follow ----------------------------------------------------------------------------------------------


def test_the_weeks_have_the_kilometres_of_the_file_also_after_it_was_written_again(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    made = rp.build_plan(rp.Block(start="2027-01-04", weeks=8, weekly_km_now=40))
    made.to_csv(path)
    pd.testing.assert_frame_equal(rp.read_plan(path).weeks, made.weeks)
    rows = list(csv.reader(io.StringIO(path.read_text(), newline="")))
    long = next(row for row in rows if row[5] == "w03-long")
    planned = float(long[9])
    long[9] = f"{planned + 2.5:g}"
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue())
    expected = made.weeks.copy()
    expected.loc[2, ["run_km", "long_run_km"]] += 2.5
    read = rp.read_plan(path)
    pd.testing.assert_frame_equal(read.weeks, expected)
    read.to_csv(path)
    again = rp.read_plan(path)
    pd.testing.assert_frame_equal(again.weeks, expected)
    assert again.edits == read.edits
    assert read.edits[-1] == (
        f"Week 3 now has {expected.at[2, 'run_km']:g} km of running instead of {made.weeks.at[2, 'run_km']:g} and "
        f"a long run of {planned + 2.5:g} km instead of {planned:g}."
    )


@pytest.mark.parametrize("goal", ["5k", "10k", "half", "marathon"])
def test_the_weeks_of_an_untouched_plan_with_a_race_are_those_of_the_plan(goal: str, tmp_path: Path) -> None:
    made = rp.build_plan(rp.Block(start="2027-01-04", race_date="2027-03-13", goal=goal, dates_off=("2027-01-14",)))
    made.to_csv(tmp_path / "plan.csv")
    pd.testing.assert_frame_equal(rp.read_plan(tmp_path / "plan.csv").weeks, made.weeks)


# --- what spreadsheets do by themselves ----------------------------------------------------------------------------


def resaved(delimiter: str, *, decimal: str = ".", end: str = "\r\n", quote: bool = False) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
        for row in rows[1:]:
            for place in (9, 11, 22):  # km and the two efforts
                row[place] = row[place].replace(".", decimal)
        out = io.StringIO(newline="")
        quoting = csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL
        csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
        return out.getvalue().encode()

    return change


MARK = "plan.csv begins with a byte order mark, as spreadsheets write it; RunPlan read it as UTF-8."
SEMICOLONS = (
    "plan.csv separates its cells with semicolons, as some spreadsheets do; RunPlan read it with the comma as "
    "the decimal point."
)
HABITS: dict[str, tuple[Callable[[bytes], bytes], tuple[str, ...]]] = {
    "a byte order mark": (lambda data: b"\xef\xbb\xbf" + data, (MARK,)),
    "Windows line ends": (resaved(","), ()),
    "no line break at the end": (lambda data: resaved(",")(data)[:-2], ()),
    "every cell quoted": (resaved(",", quote=True, end="\n"), ()),
    "decimal commas in quotes": (resaved(",", decimal=","), ()),
    "semicolons": (resaved(";", decimal=","), (SEMICOLONS,)),
    "semicolons and points": (resaved(";"), (SEMICOLONS,)),
    "a mark and semicolons": (lambda data: b"\xef\xbb\xbf" + resaved(";", decimal=",")(data), (MARK, SEMICOLONS)),
    "tabs": (resaved("\t"), (SEMICOLONS.replace("semicolons", "tabs"),)),
    "TRUE and FALSE": (lambda data: data.replace(b",yes,", b",TRUE,").replace(b",no,", b",FALSE,"), ()),
    "12.0 for 12": (lambda data: data.replace(b",24,6,", b",24.0,6.0,"), ()),
    "midnight beside the date": (lambda data: data.replace(b"2027-01-07,", b"2027-01-07 00:00:00,"), ()),
    "empty rows": (lambda data: data + b"," * 26 + b"\n\n" + b",,,\n", ()),
    "empty columns": (lambda data: data.replace(b"\n", b",,,\n"), ()),
    "empty cells left out at line ends": (
        lambda data: b"\r\n".join(line.rstrip(b",") for line in data.split(b"\n")),
        (),
    ),
}


@pytest.mark.parametrize("case", HABITS)
def test_a_file_that_was_only_saved_again_is_the_same_plan(case: str, tmp_path: Path) -> None:
    change, notices = HABITS[case]
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    data = path.read_bytes()
    path.write_bytes(change(data))
    assert path.read_bytes() != data
    read = read_plan_file(path)
    pd.testing.assert_frame_equal(read.sessions, a_plan().sessions)
    pd.testing.assert_frame_equal(read.exercises, a_plan().exercises)
    assert read.block == a_plan().block
    assert (read.edits, read.notices) == ((), notices)


def test_a_line_break_in_a_note_survives_windows_line_ends(tmp_path: Path) -> None:
    plan = a_plan(sessions=a_plan().sessions.assign(note="one\ntwo"))
    plan_to_csv(plan, tmp_path / "plan.csv")
    path = tmp_path / "plan.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert set(read_plan_file(path).sessions["note"]) == {"one\ntwo"}


def test_what_may_be_thousands_is_refused_with_semicolons(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    path.write_bytes(resaved(";", decimal=",")(path.read_bytes()).replace(b";6,5;43;", b";6.500;43;"))
    with pytest.raises(PlanFileError) as refusal:
        read_plan_file(path)
    assert str(refusal.value) == (
        "plan.csv, line 5: km '6.500' may mean thousands or thousandths in a file with semicolons; write it with a "
        "decimal comma."
    )


def test_a_status_that_is_typed_in_is_told_and_kept(tmp_path: Path) -> None:
    read = edit(tmp_path, ("12.4 km easy,,,planned,", "12.4 km easy,,,Partly,"))
    assert read.edits == ("w01-long: status is 'partly' instead of 'planned'.",)
    assert session(read, "w01-long")["status"] == "partly"


def test_an_unknown_status_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanFileError, match="status 'half' is not known; give one of planned, done, partly, missed"):
        edit(tmp_path, ("12.4 km easy,,,planned,", "12.4 km easy,,,half,"))


def test_the_day_of_the_first_plan_stays_when_a_session_is_moved(tmp_path: Path) -> None:
    read = edit(tmp_path, ("1,1,2027-01-10,Sun,am,w01-long", "1,1,2027-01-09,Sun,am,w01-long"))
    moved = session(read, "w01-long")
    assert (f"{moved['date']:%d}", f"{moved['planned_date']:%d}") == ("09", "10")
