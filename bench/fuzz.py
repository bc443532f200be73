"""Ten minutes of run plans and plans made of anything: ``python bench/fuzz.py [--seconds S]``, or ``make fuzz``.

Hypothesis makes files from pieces of real ones, from whole ones with wrong bytes, and from any bytes. Each goes through
`read_runs` or `read_plan`, which may only read it or refuse it by a RunplanError of one sentence. Prints how many files
came, how many were read and refused, the slowest of them and the largest memory; exits with 1 at the first that does
anything else, takes longer than 10 s, or takes the process above 500 MB.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import sys
import tempfile
import time
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import runplan as rp

LONGEST_S = 10.0
LARGEST_MB = 500.0
ROUND = 500  # inputs between two looks at the clock

PIECES = [
    b"Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n",
    b"Week,Distance,Monday,Tuesday,Wednesday\n",
    b"Date,Distance (km),Type,Title\n",
    b"week;day;km;type\n",
    b"1,",
    b"Training Week 1,",
    b"Total,",
    b"\n",
    b"\r\n",
    b"\r",
    b",",
    b";",
    b"\t",
    b'"',
    b"'",
    b" ",
    b"5 km",
    b"6-8 mi 10k-pace reps",
    b"Rest",
    b"XT or strength",
    b"8 x 400 m @5k",
    b"2 x (90 s run, 90 s walk)",
    b"24.1 km",
    b"2026-12-15: 4.8 km run",
    b"Half Marathon (13.1 mi)",
    b"1:30",
    b"30 min",
    b"(",
    b")",
    b"3 m",
    b"=1+1",
    b"9" * 30,
    b"2027-01-04",
    b"03/04/2027",
    b"13/04/2027",
    b"Oct 7, 2026",
    b"Mon",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xe9",
    b"\0",
    b"\xc2\xbd",
    b"BEGIN:VCALENDAR\r\n",
    b"BEGIN:VEVENT\r\n",
    b"SUMMARY:5 km easy\r\n",
    b"DTSTART;VALUE=DATE:20270104\r\n",
    b"DTSTART:2\r\n",
    b"DTSTART:20270104T063000Z\r\n",
    b"DTEND;VALUE=DATE:20270111\r\n",
    b"DURATION:P1W\r\n",
    b"STATUS:CANCELLED\r\n",
    b"RRULE:FREQ=WEEKLY;COUNT=3\r\n",
    b"RRULE:FREQ=DAILY\r\n",
    b"RRULE:x\r\n",
    b"EXDATE:20270104\r\n",
    b"UID:1\r\n",
    b"RECURRENCE-ID;VALUE=DATE:20270111\r\n",
    b"END:VEVENT\r\n",
    b"END:VCALENDAR\r\n",
    b"week,weekday,date,type,km,minutes,text,reading,race\n",
    b"1,Mon,,easy,5,,x,read,no\n",
    b"plan_version,week,date\n",
]


def workbook() -> bytes:
    """A small .xlsx with a week in it."""
    import pandas as pd

    out = io.BytesIO()
    pd.DataFrame({"Week": [1], "Mon": ["5 km"], "Tue": ["Rest"], "Wed": ["7 km"]}).to_excel(out, index=False)
    return out.getvalue()


def repacked(packed: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook with other text in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new) if name.endswith(part) else content)
    return out.getvalue()


def spoilt(whole: bytes) -> st.SearchStrategy[bytes]:
    """A file with some bytes replaced, taken out or put in."""
    edit = st.tuples(st.integers(0, len(whole)), st.integers(0, 12), st.sampled_from(PIECES) | st.binary(max_size=6))

    def edited(edits: list[tuple[int, int, bytes]]) -> bytes:
        data = whole
        for at, gone, new in edits:
            data = data[:at] + new + data[at + gone :]
        return data

    return st.lists(edit, min_size=1, max_size=4).map(edited)


def run_plans(plan: bytes) -> st.SearchStrategy[tuple[str, bytes]]:
    """Names and bytes of files for read_runs."""
    book = workbook()
    inside = st.tuples(
        st.sampled_from(["sheet1.xml", "sharedStrings.xml", "workbook.xml"]),
        st.sampled_from([b"<row", b'r="A1"', b"<v>", b"</c>", b"5 km", b'"1"', b"<sheetData>", b'count="']),
        st.sampled_from([b"", b"<!DOCTYPE a>", b'r="XFD1048576"', b"<row/>", b"&b;", b"<v>1e999", b"\xff", b"8-9 mi"]),
    ).map(lambda one: repacked(book, *one))
    cell = st.sampled_from(
        ["", "5 km", "6-8 mi easy", "Rest", "XT or strength", "8 x 400 m @5k", "RACE", "30 min", "7", "12 mi long", "?"]
    )
    lines = st.lists(st.lists(cell, min_size=7, max_size=7), min_size=1, max_size=12)
    matrix = lines.map(
        lambda weeks: (
            "Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n"
            + "".join(f"{at},{','.join(week)}\n" for at, week in enumerate(weeks, 1))
        ).encode()
    )
    data = st.one_of(
        matrix,
        matrix.flatmap(spoilt),
        st.lists(st.sampled_from(PIECES) | st.binary(max_size=8), max_size=60).map(b"".join),
        st.tuples(st.lists(st.sampled_from(PIECES), max_size=8).map(b"".join), st.integers(1, 3_000)).map(
            lambda one: one[0] * one[1]
        ),
        spoilt(book),
        inside,
        spoilt(plan),
        st.binary(max_size=300),
    )
    return st.tuples(st.sampled_from(["a.csv", "a.tsv", "a.xlsx", "a.ods", "a.ics", "a"]), data)


@dataclass
class Figures:
    """What came of the files so far."""

    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, tuple[float, str]] = field(default_factory=dict)

    def add(self, which: str, outcome: str, seconds: float, size: int) -> None:
        """Count one file."""
        self.outcomes[f"{which} {outcome}"] += 1
        if seconds > self.slowest.get(which, (0.0, ""))[0]:
            self.slowest[which] = (seconds, f"{size:,} bytes, {outcome}")


def largest_mb() -> float:
    """The most memory that this process has had [MB]; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 * 1024 if sys.platform == "darwin" else 1024)


def look(figures: Figures, which: str, path: Path, data: bytes, unit: str | None) -> None:
    """Read one file, and see that it is read, or refused in one sentence, soon."""
    path.write_bytes(data)
    sentence = ""
    begun = time.perf_counter()
    try:
        if which == "read_runs":
            runs = rp.read_runs(path, unit)
            assert len(runs.frame) > 0, "a run plan without a session"
            assert len(runs.report) > 0, "a run plan without a report"
            assert str(runs), "a run plan that says nothing"
            assert set(runs.totals["agrees"]) <= {"yes", "no", ""}, "a total that neither agrees nor differs"
        else:
            rp.read_plan(path)
        outcome = "read"
    except rp.RunplanError as error:
        outcome, sentence = "refused", str(error)
    seconds = time.perf_counter() - begun
    figures.add(which, outcome, seconds, len(data))
    assert "\n" not in sentence, f"more than one line: {sentence}"
    assert seconds < LONGEST_S, f"{seconds:.1f} s for {len(data):,} bytes"
    assert not largest_mb() > LARGEST_MB, f"{largest_mb():.0f} MB after {len(data):,} bytes"


def main(arguments: list[str]) -> int:
    """Run until the time is over."""
    parser = argparse.ArgumentParser(description="Give anything to read_runs and read_plan, and print what came of it.")
    parser.add_argument("--seconds", type=float, default=600.0, help="(default: %(default)g)")
    options = parser.parse_args(arguments)
    figures = Figures()
    until = time.monotonic() + options.seconds
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        rp.build_plan(rp.Block(start=dt.date(2027, 1, 4), weeks=4)).to_csv(place / "plan.csv")
        plan = (place / "plan.csv").read_bytes()

        usual = settings(
            max_examples=ROUND,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
            report_multiple_bugs=False,
        )

        @usual
        @given(run_plans(plan), st.sampled_from([None, "km", "mi"]))
        def runs(named: tuple[str, bytes], unit: str | None) -> None:
            look(figures, "read_runs", place / named[0], named[1], unit)

        @usual
        @given(spoilt(plan) | st.lists(st.sampled_from(PIECES), max_size=20).map(b"".join))
        def plans(data: bytes) -> None:
            look(figures, "read_plan", place / "plan.csv", data, None)

        rounds = 0
        while time.monotonic() < until or not rounds:
            (plans if rounds % 4 == 3 else runs)()
            rounds += 1
    print(f"{sum(figures.outcomes.values()):,} files in {rounds} rounds")
    for name, count in sorted(figures.outcomes.items()):
        print(f"  {name}: {count:,}")
    for which, (seconds, what) in sorted(figures.slowest.items()):
        print(f"  slowest {which}: {seconds:.2f} s ({what})")
    print(f"  largest memory of the process: {largest_mb():.0f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
