"""Any bytes give a run plan or one sentence: never another error, and never much time or memory."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.exchange.run_plans.read import runs_from_bytes

HEADER = b"Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n"
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def outcome(data: bytes, name: str = "plan.csv") -> str:
    """The sentence of a refusal, or "" where the file was read."""
    text = ""
    try:
        runs = runs_from_bytes(data, name, "km")
    except rp.PlanFileError as error:
        text = str(error)
    if text:
        assert text.endswith(".")
        assert "\n" not in text
        return text
    assert len(runs.frame) > 0
    assert len(runs.report) >= 1
    assert str(runs)
    return ""


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx(sheet: bytes, **further: bytes) -> bytes:
    types = f'<Types xmlns="{_PACKAGE}/content-types"/>'
    related = '<Relationship Id="{}" Type="' + _REL + '/{}" Target="{}"/>'
    relations = f'<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
    root = relations.format(related.format("r1", "officeDocument", "xl/workbook.xml"))
    book = f'<workbook xmlns:r="{_REL}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    sheets = related.format("r1", "worksheet", "worksheets/sheet1.xml")
    rels = relations.format(sheets + related.format("r2", "sharedStrings", "sharedStrings.xml"))
    parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": root.encode(),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": rels.encode(),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return packed(parts | {f"xl/{name}.xml": content for name, content in further.items()})


def ods(rows: str) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" '
        f'xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<m:manifest xmlns:m="{space}:manifest:1.0"/>'
    return packed({"mimetype": kind, "META-INF/manifest.xml": manifest.encode(), "content.xml": content.encode()})


def ods_row(*cells: str, times: int = 1) -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{inner}</table:table-row>'


FAR = "has a sheet with cells far from its beginning: copy only the plan into a new sheet."
LARGE = "is a workbook that is too large once unpacked: copy only the plan's sheet into a new one."
EVENT = b"BEGIN:VEVENT\r\nSUMMARY:5 km\r\nDTSTART;VALUE=DATE:20270104\r\n%sEND:VEVENT\r\n"
CALENDAR = b"BEGIN:VCALENDAR\r\n%sEND:VCALENDAR\r\n"
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "is empty: give a file with a run plan in it."),
    "commas": (lambda: b"," * 2_000_000, "has more than 200,000 cells: give only the plan."),
    "newlines": (
        lambda: HEADER + b"\n" * 2_000_000,
        "has more than 20,000 lines: give a plan of at most 2,000 lines.",
    ),
    "one cell": (lambda: b"a" * 2_000_000, "has a cell of more than 5,000 characters: shorten it."),
    "quotes": (lambda: HEADER + b'"' * 2_000_000, "has a cell of more than 5,000 characters: shorten it."),
    "an open quote": (
        lambda: HEADER + b'1,"5 km\n',
        "opens a quote and never closes it: close it, or use a complete copy of the file.",
    ),
    "NUL": (
        lambda: b"Week\0,Mon",
        "contains NUL characters, so it is not UTF-8 text: give a CSV, .xlsx, .ods or .ics file.",
    ),
    "no letters": (
        lambda: b"\xff\x81\x8d",
        "is neither in UTF-8 nor in Windows-1252 (byte 0x81): save it as CSV in UTF-8.",
    ),
    "a PDF": (lambda: b"%PDF-1.7 ...", "is a PDF: copy its table into a spreadsheet and save it as CSV or .xlsx."),
    "2,001 lines": (
        lambda: HEADER + b"1,5 km\n" * 2_001,
        "has more than 2,000 lines: give a shorter run plan.",
    ),
    "too many days": (
        lambda: HEADER + b"1,5 km,5 km,5 km\n" * 900,
        "contains more than 2,000 sessions: give only a part of it.",
    ),
    "too many weeks": (
        lambda: HEADER + b"1,5 km\n" * 1_500,
        "has more than 1,000 weeks: give a shorter run plan.",
    ),
    "wide": (lambda: HEADER + b"1" + b",5 km" * 120, "has more than 100 columns in line 2: give a smaller table."),
    "only rest": (
        lambda: HEADER + b"1,Rest,Rest\n",
        "has no session, only rest or nothing at all: give a plan with a run in it.",
    ),
    "a cell at the end of the sheet": (
        lambda: xlsx(SHEET % b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        FAR,
    ),
    "a bomb": (lambda: xlsx(SHEET % (b" " * 40_000_000)), LARGE),
    "entities": (
        lambda: xlsx(b'<!DOCTYPE a [<!ENTITY b "c">]>' + SHEET % b"&b;"),
        "contains its own declarations (a DOCTYPE), which no workbook needs: save it again.",
    ),
    "one text in a thousand cells": (
        lambda: xlsx(
            SHEET % (b'<row><c t="s"><v>0</v></c></row>' * 5_000),
            sharedStrings=b"<sst><si><t>" + b"xy z" * 9_000 + b"</t></si></sst>",
        ),
        "has cells of more than 5,000 characters: shorten them.",
    ),
    "formulas without their values": (
        lambda: xlsx(
            SHEET
            % (
                b"<row>%s</row>" % b"".join(b'<c t="str"><v>%s</v></c>' % day for day in (b"Mon", b"Tue", b"Sun"))
                + b"<row>%s</row>" % (b"<c><f>1+1</f><v/></c>" * 3)
            )
        ),
        "has formulas without stored values: open it in a spreadsheet program and save it.",
    ),
    "a plan of too many lines": (
        lambda: b"plan_version,week\n" + b"1,1\n" * 30_000,
        "has more than 20,000 lines, more than any RunPlan plan: use a complete copy, or write the plan again.",
    ),
    "an archive in an archive": (
        lambda: packed({"plan.zip": packed({"plan.csv": HEADER})}),
        "is a zip archive, not a workbook: unpack it and give the file with the run plan.",
    ),
    "half an archive": (
        lambda: xlsx(SHEET % b"")[:300],
        "is a damaged workbook: open it in a spreadsheet program and save it again.",
    ),
    "a repeated row": (lambda: ods(ods_row("5 km", times=1_000_000)), FAR),
    "a calendar of many lines": (
        lambda: CALENDAR % (EVENT % (b"X-A:1\r\n" * 120_000)),
        "has more than 100,000 lines: export only the plan's calendar.",
    ),
    "a calendar of many events": (
        lambda: CALENDAR % ((EVENT % b"") * 2_100),
        "contains more than 2,000 events: export only the plan's calendar.",
    ),
    "a calendar of many days": (
        lambda: CALENDAR % ((EVENT % b"RRULE:FREQ=DAILY;COUNT=300\r\n") * 10),
        "contains more than 2,000 sessions: give only a part of it.",
    ),
    "a calendar that is cut": (
        lambda: b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:5 km\r\n",
        "ends in the middle of event 1: the file seems to be cut off, so export it again.",
    ),
    "a calendar without end": (
        lambda: CALENDAR % (EVENT % (b"DESCRIPTION:" + b"x" * 11_000 + b"\r\n")),
        "has a line of more than 10,000 characters in event 1: shorten it.",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_file_that_is_too_much_is_refused_in_one_sentence_and_little_memory(case: str) -> None:
    make, sentence = HOSTILE[case]
    data = make()
    tracemalloc.start()
    try:
        said = outcome(data)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert said.endswith(sentence)
    assert said.startswith("plan.csv")
    assert most < 100_000_000


def test_a_spreadsheets_empty_million_of_rows_is_no_harm() -> None:
    rows = ods_row("Week", "Mon", "Tue", "Wed") + ods_row("1", "5 km", "Rest", "7 km")
    cell = '<table:table-cell table:number-columns-repeated="16384"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048570">{cell}</table:table-row>'
    assert runs_from_bytes(ods(rows + empty), "plan.ods").frame["km"].tolist() == [5, 7]


def test_only_20_mb_are_taken() -> None:
    said = outcome(b"x" * (20 * 1024 * 1024 + 1))
    assert said == "plan.csv is larger than 20 MB: give only the run plan."


def test_windows_letters_are_read_and_told() -> None:
    runs = runs_from_bytes(HEADER + "1,5 km à Genève,,,,,,\n".encode("cp1252"), "plan.csv")
    assert "Genève" in runs.frame["text"][0]
    assert runs.notes == ("plan.csv is not in UTF-8; it was read as Windows-1252, so look at letters with accents.",)


PIECES = st.sampled_from(
    [
        HEADER,
        b"Date,Distance (km),Type,Title\n",
        b"week;day;km;type\n",
        b"1,",
        b"\n",
        b"\r\n",
        b",",
        b";",
        b"\t",
        b'"',
        b"5 km",
        b"6-8 mi",
        b"Rest",
        b"8 x 400 m",
        b"(",
        b")",
        b"2027-01-04",
        b"03/04/2027",
        b"13/04/2027",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xe9",
        b"=1+1",
        b"9" * 30,
        b"BEGIN:VCALENDAR\r\n",
        b"BEGIN:VEVENT\r\n",
        b"SUMMARY:5 km\r\n",
        b"DTSTART;VALUE=DATE:20270104\r\n",
        b"DTSTART:2\r\n",
        b"END:VEVENT\r\n",
        b"RRULE:FREQ=WEEKLY;COUNT=3\r\n",
        b"RRULE:x\r\n",
        b"DTEND:20270105T000000Z\r\n",
        b"EXDATE:20270104\r\n",
        b"END:VCALENDAR\r\n",
        b"plan_version,week\n",
        b"week,weekday,date,type,km,minutes,text,reading,race\n",
        b"1,Mon,,easy,5,,x,read,no\n",
    ]
)


@given(st.lists(PIECES | st.binary(max_size=6), max_size=30).map(b"".join))
def test_pieces_of_run_plans_in_any_order_are_read_or_refused(data: bytes) -> None:
    outcome(data)


@given(st.binary(max_size=400), st.sampled_from(["plan.csv", "plan.ics", "plan.xlsx", "plan.tsv"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    outcome(data, name)


GOOD = xlsx(
    SHEET % b'<row><c t="inlineStr"><is><t>Week</t></is></c><c t="inlineStr"><is><t>Mon</t></is></c><c t="inlineStr">'
    b'<is><t>Tue</t></is></c><c t="inlineStr"><is><t>Wed</t></is></c></row><row><c><v>1</v></c><c t="inlineStr"><is>'
    b"<t>5 km</t></is></c></row>"
)


def test_a_good_workbook_is_read() -> None:
    assert outcome(GOOD) == ""


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8), st.integers(0, 3))
def test_a_workbook_with_wrong_bytes_is_read_or_refused(at: int, wrong: bytes, gone: int) -> None:
    outcome(GOOD[:at] + wrong + GOOD[at + len(wrong) + gone :])
