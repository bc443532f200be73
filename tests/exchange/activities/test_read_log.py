"""Each tool's file, in its languages and units, gives the runs that were run and the sets that were lifted."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import runplan as rp
from runplan.errors import PlanFileError
from tests.builders import done_runs as made
from tests.builders.done_runs import DoneRun

YEAR = made.a_year()
ONE = YEAR[0]
UTC = {"timezone": "UTC"}


def weekly_km(log: rp.Log) -> dict[dt.date, float]:
    weeks = log.weeks()
    return {start.date(): km for start, km in zip(weeks["start"], weeks["km"], strict=True)}


def agrees(log: rp.Log, runs: list[DoneRun] = YEAR) -> None:
    expected = made.km_by_week(runs)
    read = weekly_km(log)
    assert {week for week, km in read.items() if km} == set(expected)
    for week, km in expected.items():
        assert read[week] == pytest.approx(km, abs=0.1)


FILES: dict[str, tuple[Callable[[], bytes], dict[str, str]]] = {
    **{
        f"strava {language} {unit}": ((lambda language=language, unit=unit: made.strava(YEAR, language, unit)), UTC)
        for language in made.STRAVA
        for unit in ("km", "mi")
    },
    **{
        f"garmin {language} {unit} by its strides": (
            (lambda language=language, unit=unit: made.garmin(YEAR, language, unit)),
            {},
        )
        for language in made.GARMIN
        for unit in ("km", "mi")
    },
    **{
        f"garmin {language} {unit} as told": (
            (lambda language=language, unit=unit: made.garmin(YEAR, language, unit, strides=False)),
            {"unit": unit},
        )
        for language in made.GARMIN
        for unit in ("km", "mi")
    },
    "intervals.icu": (lambda: made.intervals(YEAR), {}),
    "runalyze": (lambda: made.runalyze(YEAR), UTC),
    "runalyze with rides": (lambda: made.runalyze(YEAR, others=5), {"running": "1", **UTC}),
    **{
        f"apple {unit} {'older' if older else 'newer'}": (
            (lambda unit=unit, older=older: made.apple(YEAR, unit, older=older)),
            {},
        )
        for unit in ("km", "mi")
        for older in (False, True)
    },
}


@pytest.mark.parametrize("name", FILES)
def test_weekly_kilometres_are_those_that_were_run(name: str) -> None:
    data, arguments = FILES[name]
    log = made.log_of(data(), "export", **arguments)
    agrees(log)
    runs = log.sessions[log.sessions["kind"] == "run"]
    assert runs["minutes"].tolist() == pytest.approx([run.seconds / 60 for run in YEAR], abs=0.02)
    assert runs["start_time"].tolist() == [run.start for run in YEAR]
    if "older" not in name:
        assert runs["heart_rate"].tolist() == [run.heart_rate for run in YEAR]


@pytest.mark.parametrize("make", [made.tcx, made.gpx, made.fit])
def test_a_file_of_one_run_is_that_run(make: Callable[[DoneRun], bytes]) -> None:
    (run,) = made.log_of(make(ONE), "run", timezone="UTC").activities
    assert run.km == pytest.approx(ONE.metres / 1000, abs=0.01)
    assert run.minutes == pytest.approx(ONE.seconds / 60, abs=0.1)
    assert (run.kind, run.start_time) == ("run", ONE.start)


def test_times_in_utc_are_read_as_the_runner_s_own() -> None:
    late = DoneRun(dt.datetime(2026, 7, 6, 23, 30), 10_000.0, 3600)
    for data in (made.strava([late]), made.tcx(late), made.gpx(late), made.fit(late)):
        (run,) = made.log_of(data, "activities.csv", timezone="Europe/Berlin").activities
        assert run.start_time == dt.datetime(2026, 7, 7, 1, 30)
        assert run.date == dt.date(2026, 7, 7)


def test_a_folder_of_single_files_gives_all_of_them(tmp_path: Path) -> None:
    runs = YEAR[:6]
    for number, (run, make) in enumerate(zip(runs, [made.tcx, made.gpx, made.fit] * 2, strict=True)):
        data = make(run)
        packed = number % 2
        (tmp_path / f"{number}.{make.__name__}{'.gz' if packed else ''}").write_bytes(
            gzip.compress(data) if packed else data
        )
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff no log")
    log = rp.read_log(tmp_path, timezone="UTC")
    agrees(log, runs)
    assert "does not read files of this kind" in log.report["reason"].str.cat()


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def test_an_export_of_strava_is_read_by_its_list_and_not_twice(tmp_path: Path) -> None:
    files = {"activities.csv": made.strava(YEAR[:8]), "profile.csv": b"a,b\n1,2\n", "media/1.jpg": b"\xff\xd8\xff"}
    files |= {f"activities/{number}.tcx.gz": gzip.compress(made.tcx(run)) for number, run in enumerate(YEAR[:8])}
    (tmp_path / "export.zip").write_bytes(zipped(files))
    log = rp.read_log(tmp_path / "export.zip", timezone="UTC")
    agrees(log, YEAR[:8])
    assert not (log.report["outcome"] == "joined").any()
    assert "8 files" in log.report["text"].tolist()


def test_a_zip_of_apple_health_is_read_without_its_routes() -> None:
    data = zipped(
        {
            "apple_health_export/export.xml": made.apple(YEAR[:4]),
            "apple_health_export/export_cda.xml": b"<ClinicalDocument/>",
            "apple_health_export/workout-routes/route_1.gpx": made.gpx(YEAR[20]),
        }
    )
    agrees(made.log_of(data, "export.zip"), YEAR[:4])


def test_a_zip_of_single_files_gives_all_of_them() -> None:
    data = zipped({f"{number}.fit": made.fit(run) for number, run in enumerate(YEAR[:3])})
    agrees(made.log_of(data, "runs.zip", timezone="UTC"), YEAR[:3])


def test_a_garmin_file_whose_unit_nothing_shows_asks_for_it() -> None:
    with pytest.raises(rp.PlanFileError, match="does not give the unit") as refused:
        made.log_of(made.garmin(YEAR, strides=False), "Activities.csv")
    assert (refused.value.asks, refused.value.choices) == ("unit", ("km", "mi"))


def test_a_garmin_file_with_a_pace_that_no_man_ran_for_a_mile_is_in_kilometres() -> None:
    fast = DoneRun(dt.datetime(2026, 5, 1, 18), 3000.0, 600, "3000 m")
    agrees(made.log_of(made.garmin([*YEAR, fast], strides=False), "Activities.csv"), [*YEAR, fast])


def test_a_track_run_in_metres_is_told_by_pace_and_time() -> None:
    text = made.garmin(YEAR[:1]).decode().replace(f"{ONE.metres / 1000:.2f}", f"{ONE.metres:,.0f}".join('""'))
    log = made.log_of(text.encode(), "Activities.csv", "km")
    assert log.activities[0].km == pytest.approx(ONE.metres / 1000, abs=0.05)
    assert log.rows[0].outcome == "guessed"


def test_runalyze_asks_which_sport_is_running() -> None:
    with pytest.raises(rp.PlanFileError, match="running=") as refused:
        made.log_of(made.runalyze(YEAR, others=3), "runalyze.csv")
    assert (refused.value.asks, refused.value.choices) == ("running", ("1", "7"))


@pytest.mark.parametrize(("unit", "exact"), [("kg", 1e-9), ("lbs", 0.01)])
def test_sets_of_hevy(unit: str, exact: float) -> None:
    log = made.log_of(made.hevy(unit), "hevy.csv")
    sets = log.sets
    assert sets["exercise_id"].tolist() == [*["goblet_squat"] * 3, "front_plank", "back_squat", ""]
    assert sets["kg"].dropna().tolist() == pytest.approx([8, 16, 16, 60, 40], abs=exact)
    assert sets["kind"].tolist() == ["warm_up", *["work"] * 5]
    assert sets["reserve"].tolist()[1:3] == [2, 1]
    assert sets["seconds"].tolist()[3] == 45
    assert log.sessions[["kind", "minutes"]].to_numpy().tolist() == [["strength", 45.0], ["strength", 40.0]]
    assert log.report["reason"].tolist()[5] == "No exercise in the catalogue has this name."


@pytest.mark.parametrize(
    ("data", "arguments", "kg"),
    [
        (made.strong("kg"), {}, 60.5),
        (made.strong("lbs"), {}, 60.5 * 0.45359237),
        (made.strong(), {"weight_unit": "lb"}, 60.5 * 0.45359237),
        (made.strong("", ";", "de"), {"weight_unit": "kg"}, 60.5),
    ],
)
def test_sets_of_strong(data: bytes, arguments: dict[str, str], kg: float) -> None:
    log = made.log_of(data, "strong.csv", **arguments)
    assert log.sets["exercise_id"].tolist() == ["back_squat", "back_squat", "front_plank"]
    assert log.sets["kind"].tolist() == ["warm_up", "work", "work"]
    assert log.sets["kg"].tolist()[1] == pytest.approx(kg, abs=0.001)
    assert log.activities[0].minutes == 45


def test_a_strong_file_whose_unit_nothing_shows_asks_for_it() -> None:
    with pytest.raises(rp.PlanFileError, match="weight_unit") as refused:
        made.log_of(made.strong(), "strong.csv")
    assert (refused.value.asks, refused.value.choices) == ("weight_unit", ("kg", "lb"))


def test_the_log_of_the_phone_page() -> None:
    log = made.log_of(made.phone(), "log.json")
    assert log.sessions["status"].tolist() == ["done", "partly", "missed"]
    assert log.sessions["session_id"].tolist() == ["w01-easy-1", "w01-strength-1", "w01-long"]
    assert log.sets["exercise_id"].tolist() == ["goblet_squat", "front_plank"]
    assert log.sets["session_id"].tolist() == ["w01-strength-1"] * 2
    assert log.weeks()["runs"].sum() == 1  # the missed one is none


def test_a_plan_with_a_status_typed_in(tmp_path: Path) -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=4))
    path = tmp_path / "plan.csv"
    plan.to_csv(path)
    ids = [session.session_id for session in plan.session_records if session.is_run][:3]
    lines = path.read_text("utf-8").splitlines()
    typed = dict(zip(ids, ("done", "partly", "missed"), strict=True))
    for number, line in enumerate(lines):
        for session_id, status in typed.items():
            if f",{session_id}," in line:
                lines[number] = line.replace(",planned,", f",{status},")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    log = rp.read_log(path)
    assert dict(zip(log.sessions["session_id"], log.sessions["status"], strict=True)) == typed
    done = plan.session_of(ids[0])
    assert done is not None
    assert weekly_km(log)[dt.date(2027, 1, 4)] == pytest.approx(done.km)
    assert rp.read_plan(path).session_of(ids[0]).status == "done"  # type: ignore[union-attr]


def test_races_rides_and_the_athlete_s_heart_rates_of_intervals_icu() -> None:
    race = DoneRun(dt.datetime(2026, 12, 25, 10), 10_050.0, 3000, "Christmas 10k", race=True)
    text = made.intervals([*YEAR[-3:], race]).decode()
    log = made.log_of(text.replace(",Run,", ",Ride,", 1).encode(), "a.csv")
    assert log.sessions["race"].tolist() == [False, False, False, True]
    assert log.sessions["kind"].tolist().count("other") == 1
    assert (log.max_heart_rate, log.threshold_heart_rate) == (189, 168)


def test_names_stay_text() -> None:
    name = "=HYPERLINK(1)<script>alert(1)</script>\t\x1b[31m"
    (run,) = made.log_of(made.intervals([DoneRun(ONE.start, 5000.0, 1800, name)]), "a.csv").activities
    assert run.title == "=HYPERLINK(1)<script>alert(1)</script> [31m"


def test_a_year_of_strava_takes_less_than_a_second() -> None:
    data = made.strava(made.a_year(weeks=100))
    made.log_of(data, "activities.csv", timezone="UTC")
    began = time.perf_counter()
    log = made.log_of(data, "activities.csv", timezone="UTC")
    _ = (log.sessions, log.report, log.weeks())
    assert len(log.activities) == 400
    assert time.perf_counter() - began < 1.0


ONE_DISTANCE = [(8010.0, 2700), (12480.0, 4200), (6500.0, 2130), (21097.5, 7000)]


@pytest.mark.parametrize("timed", [True, False])
@pytest.mark.parametrize(
    ("unit", "metres", "separator", "decimals"),
    [("km", 1000.0, ",", "."), ("km", 1000.0, ";", ","), ("mi", 1609.344, ",", "."), ("m", 1.0, ",", ".")],
)
def test_one_column_of_distances_is_in_metres_or_in_the_unit_that_is_told(
    tmp_path: Path, unit: str, metres: float, separator: str, decimals: str, timed: bool
) -> None:
    path = tmp_path / "activities.csv"
    header = ["Activity ID", "Activity Date", "Activity Name", "Activity Type", "Elapsed Time", "Distance"]
    rows = [
        (
            number,
            f"2027-01-{number:02d} 06:00:00",
            "Morning Run",
            "Run",
            seconds if timed else "",
            f"{far / metres:.3f}",
        )
        for number, (far, seconds) in enumerate(ONE_DISTANCE, start=5)
    ]
    texts = [[str(cell).replace(".", decimals) if cell is row[-1] else str(cell) for cell in row] for row in rows]
    path.write_bytes(made.as_csv(header, texts, separator))
    km = [far / 1000 for far, _ in ONE_DISTANCE]
    if unit == "m":
        for unit_told in (None, "km", "mi"):
            assert rp.read_log(path, unit_told, timezone="UTC").sessions["km"].tolist() == pytest.approx(km, abs=0.002)
        return
    assert rp.read_log(path, unit, timezone="UTC").sessions["km"].tolist() == pytest.approx(km, abs=0.002)
    with pytest.raises(PlanFileError) as refusal:
        rp.read_log(path, timezone="UTC")
    assert (refusal.value.asks, refusal.value.choices) == ("unit", ("km", "mi"))
    assert "has one column of distances without a unit, and they are not in metres" in str(refusal.value)
