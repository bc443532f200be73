from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runplan.exchange.csv_text import csv_cell, neutralise, plain_number, restore

AWKWARD = st.text(alphabet=st.sampled_from("'\"=+-@\t\r\n ,;\u00a0\uff1dx\x00"), max_size=6)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\tx",
        " =1",
        "\u00a0=1",
        "\u3000=1",
        '"=1',
        " '=1",
        "\ufeff=1",
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d1",
        "\uff20SUM",
        "\u30fc1",
        "\u22121",
        "=cmd|' /C calc'!A0",
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe_in_front(text: str) -> None:
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", "Easy run", "5 x 1 km @5k", "6.5 km easy", "a=b", "'tis", "<script>", "😀", "1+1"]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert neutralise(text) == text


@given(st.one_of(st.text(max_size=200), AWKWARD))
def test_every_text_comes_back(text: str) -> None:
    assert restore(neutralise(text)) == text


@given(st.one_of(st.text(max_size=200), AWKWARD))
def test_every_cell_is_read_back_by_a_csv_reader(text: str) -> None:
    rows = list(csv.reader(io.StringIO(f"a,{csv_cell(text)},b\n", newline=""), strict=True))
    assert rows == [["a", text, "b"]]


@pytest.mark.parametrize(
    ("number", "text"),
    [(12.4, "12.4"), (30.0, "30"), (0.0, "0"), (-0.0, "0"), (1e22, "10000000000000000000000"), (1.5e-7, "0.00000015")],
)
def test_a_number_is_written_plainly(number: float, text: str) -> None:
    assert plain_number(number) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_is_written_without_loss_and_without_an_exponent(number: float) -> None:
    text = plain_number(number)
    assert float(text) == number
    assert "e" not in text
