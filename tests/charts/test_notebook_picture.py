"""A chart on a notebook's page."""

from __future__ import annotations

import io

import pytest
from matplotlib.image import imread

import runplan as rp
from runplan import charts


@pytest.fixture(scope="module")
def shown() -> charts.Picture:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=8))
    return charts.picture(charts.weekly_km(plan.weeks))


def test_a_picture_has_nothing_behind_the_chart(shown: charts.Picture) -> None:
    pixels = imread(io.BytesIO(shown.png))
    assert pixels.shape[2] == 4
    assert pixels[0, :, 3].max() == pixels[:, 0, 3].max() == 0
    assert (pixels[:, :, 3] == 0).mean() > 0.3


def test_a_dark_page_turns_the_picture_light_on_dark(shown: charts.Picture) -> None:
    page = shown._repr_html_()
    assert 'body[data-jp-theme-light="false"]' in page
    assert "filter: invert(1) hue-rotate(180deg);" in page


def test_a_screen_reader_hears_the_title_of_the_chart(shown: charts.Picture) -> None:
    assert shown.title != "Chart"
    assert f'alt="{shown.title}"' in shown._repr_html_()
    assert repr(shown) == f"<Picture: {shown.title}>"


def test_a_title_is_text_and_never_markup() -> None:
    assert 'alt="&lt;b&gt; &quot;"' in charts.Picture(b"", 1, '<b> "')._repr_html_()
