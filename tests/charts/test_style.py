"""The look: what must differ differs in greyscale, and the style does not stay on."""

from __future__ import annotations

import itertools

import matplotlib as mpl
from matplotlib.colors import to_rgb

from runplan.charts.signs import SIGN_NAMES, SIGNS, sign_of
from runplan.charts.style import COLOURS, COVERAGE_SCALE, fitting, style
from runplan.schema import RUN_TYPES, STRENGTH_TYPES
from tests.charts.drawings import kilometres, variety


def luminance(colour):
    """Relative luminance, as a grey printer sees it."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_coverage_scale_grows_steadily_darker():
    shades = [luminance(COVERAGE_SCALE(step / 20)) for step in range(21)]
    assert all(lighter - darker > 0.008 for lighter, darker in itertools.pairwise(shades))
    assert shades[0] - shades[-1] > 0.8


def test_half_of_the_target_and_the_target_differ_in_greyscale():
    shades = [luminance(COVERAGE_SCALE(share)) for share in (0.0, 0.5, 1.0)]
    assert min(shades[0] - shades[1], shades[1] - shades[2]) > 0.2


def test_a_week_and_its_long_run_differ_in_greyscale(drawn):
    whole, inner = drawn(kilometres).containers
    assert luminance(whole.patches[0].get_facecolor()) - luminance(inner.patches[0].get_facecolor()) > 0.3


def test_sets_and_minutes_differ_in_greyscale(drawn):
    sets, minutes = (
        next(one for one in drawn(variety).containers if one.get_label() == label)
        for label in ("sets, mobility", "minutes, mobility")
    )
    assert luminance(minutes.patches[0].get_facecolor()) - luminance(sets.patches[0].get_facecolor()) > 0.3


def test_every_type_of_session_has_a_sign_and_no_two_signs_share_a_shape():
    for session_type in (*RUN_TYPES, *STRENGTH_TYPES):
        assert sign_of(session_type) in SIGNS
    shapes = [(str(sign.marker), sign.fill) for sign in SIGNS.values()]
    assert len(set(shapes)) == len(shapes)
    assert set(SIGNS) == set(SIGN_NAMES)


def test_sessions_have_the_colours_of_the_product():
    assert COLOURS["easy"] == "#56B4E9"
    assert COLOURS["long"] == "#0072B2"
    assert COLOURS["quality"] == "#D55E00"
    assert COLOURS["strength"] == "#CC79A7"
    assert COLOURS["core"] == "#009E73"


def test_the_style_ends_with_its_block():
    before = mpl.rcParams["font.size"]
    with style():
        assert mpl.rcParams["font.size"] == 8.0
    assert mpl.rcParams["font.size"] == before


def test_a_name_that_does_not_fit_is_shortened_then_left_out():
    assert fitting("Technique", 2.0, 7.5) == "Technique"
    assert fitting("Technique", 0.4, 7.5) == "Tech."
    assert fitting("Technique", 0.1, 7.5) == ""
