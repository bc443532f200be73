"""Any bytes give a log or one sentence: never another error, and never much time or memory."""

from __future__ import annotations

import gzip
import io
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from tests.builders import done_runs as made

RUNS = made.a_year(weeks=1)
WHOLE = {
    "strava": made.strava(RUNS),
    "garmin": made.garmin(RUNS),
    "intervals": made.intervals(RUNS),
    "runalyze": made.runalyze(RUNS),
    "apple": made.apple(RUNS),
    "tcx": made.tcx(RUNS[0]),
    "gpx": made.gpx(RUNS[0])[:3000],
    "fit": made.fit(RUNS[0]),
    "hevy": made.hevy(),
    "strong": made.strong("kg"),
    "phone": made.phone(),
}


def outcome(data: bytes, name: str = "export") -> str:
    """The sentence of a refusal, or "" where the file was read."""
    try:
        log = made.log_of(data, name, "km", weight_unit="kg", timezone="UTC", running="1")
    except rp.RunplanError as error:
        text = str(error)
        assert text.endswith(".")
        assert "\n" not in text
        return text
    assert len(log.report) >= 1
    assert len(log.sessions) == len(log.activities)
    assert len(log.sets) == len(log.lifted)
    assert log.summary
    return ""


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    outcome(data)


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_whole_files_that_were_spoilt(name: str, data: st.DataObject) -> None:
    content = bytearray(WHOLE[name])
    for _ in range(data.draw(st.integers(1, 5))):
        offset = data.draw(st.integers(0, len(content) - 1))
        content[offset : offset + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    outcome(bytes(content))


@given(st.sampled_from(sorted(WHOLE)), st.floats(0, 1))
def test_files_that_were_cut(name: str, share: float) -> None:
    outcome(WHOLE[name][: int(share * len(WHOLE[name]))])


CELL = st.one_of(st.text(max_size=12), st.sampled_from(("9" * 400, "nan", "inf", "-5", "1e308", "--", "12:99:99", "0")))


@given(st.sampled_from(("strava", "garmin", "intervals", "runalyze", "hevy", "strong")), st.data())
def test_known_columns_with_any_cells(name: str, data: st.DataObject) -> None:
    header = WHOLE[name].decode().splitlines()[0].split(",")
    rows = data.draw(st.lists(st.lists(CELL, max_size=len(header)), max_size=4))
    outcome(made.as_csv(header, rows))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "does not have the columns of a log"),
        (b"{", "incomplete JSON"),
        (b'{"format": "other"}', "not a log from the phone page"),
        (b'{"format": "runplan log", "version": 2, "sessions": []}', "version 2"),
        (b"<html></html>", "not a log that RunPlan knows"),
        (b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT\x00\x00", "FIT"),
        (b"PK\x03\x04 not whole", "damaged archive"),
        (gzip.compress(made.tcx(RUNS[0]), mtime=0)[:60], "damaged"),
        (b"\xff\xd8\xff\x00", "neither text"),
    ],
)
def test_what_is_no_log_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    try:
        log = made.log_of(data, "it")
        sentences = log.report["reason"].str.cat() if not log.activities else "it was taken"
    except rp.PlanFileError as error:
        sentences = str(error)
    assert sentence in sentences


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(rp.PlanFileError, match="is not there"):
        rp.read_log(tmp_path / "none.csv")
    with pytest.raises(rp.PlanFileError, match="has no session"):
        rp.read_log(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"unit": "miles"}, "unit='miles' is not known"),
        ({"weight_unit": "stone"}, "weight_unit='stone' is not known"),
        ({"timezone": "Nowhere/At all"}, "timezone='Nowhere/At all' is not known"),
    ],
)
def test_what_is_told_is_checked(arguments: dict[str, str], sentence: str) -> None:
    with pytest.raises(rp.RunplanError, match=sentence):
        made.log_of(WHOLE["strava"], "activities.csv", **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("root", ["HealthData", "TrainingCenterDatabase", "gpx"])
def test_entities_are_refused(root: str) -> None:
    laughs = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 9))
    data = f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY l0 "ha">{laughs}]><{root}>&l8;</{root}>'
    assert "entities" in outcome(data.encode())
    file = f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY x SYSTEM "file:///etc/passwd">]><{root}>&x;</{root}>'
    assert "entities" in outcome(file.encode())


def test_a_bomb_of_zeros_is_refused() -> None:
    bomb = gzip.compress(b"0" * (200 << 20), 9)
    tracemalloc.start()
    assert outcome(bomb, "bomb.csv.gz")
    assert tracemalloc.get_traced_memory()[1] < 400 << 20
    tracemalloc.stop()


def test_a_zip_with_too_many_files_is_refused_before_it_is_listed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number in range(3):
            packed.writestr(f"{number}.csv", "x")
    data = bytearray(out.getvalue())
    offset = data.rfind(b"PK\x05\x06")
    data[offset + 8 : offset + 12] = b"\xff\xff\xff\xff"
    began = time.perf_counter()
    assert "more than 20,000 files" in outcome(bytes(data))
    assert time.perf_counter() - began < 1


def test_one_broken_file_of_a_folder_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "good.tcx").write_bytes(made.tcx(RUNS[0]))
    (tmp_path / "bad.tcx").write_bytes(made.tcx(RUNS[1])[:300])
    log = rp.read_log(tmp_path, timezone="UTC")
    assert len(log.activities) == 1
    left = log.report[log.report["outcome"] == "left out"]
    assert left["where"].tolist() == ["bad.tcx"]


def test_an_export_of_apple_health_is_read_as_it_comes(tmp_path: Path) -> None:
    record = b' <Record type="HKQuantityTypeIdentifierStepCount" sourceName="Phone" unit="count" value="12"/>\n'
    path = tmp_path / "export.xml"
    with path.open("wb") as file:
        file.write(made.APPLE_HEAD.encode())
        for run in RUNS:
            file.write(record * 80_000)
            file.write(made.apple_workout(run).encode())
        file.write(b"</HealthData>\n")
    size = path.stat().st_size
    assert size > 25 << 20
    rp.read_log(small_file(tmp_path))  # what is made once is not counted
    shares: list[float] = []
    tracemalloc.start()
    log = rp.read_log(path, progress=lambda share, _: shares.append(share))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(log.activities) == len(RUNS)
    assert peak < 12 << 20
    assert shares == sorted(shares)
    assert len(shares) > 20


def small_file(folder: Path) -> Path:
    path = folder / "small.csv"
    path.write_bytes(WHOLE["intervals"])
    return path
