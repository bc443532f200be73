"""The body map as a chart: fills are shares, dots are running's load, names stand where they can be read."""

from __future__ import annotations

import math

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

from runplan import charts, schema
from runplan.catalog.bodymap import load_bodymap
from runplan.charts.style import A4_TEXT_WIDTH, COLOURS, COVERAGE_SCALE, SMALL
from runplan.insight.body import body_frame

# Every muscle at a share of its own; the soleus over the target, the arms without any, the shoulders without a target.
SHARES = {muscle: 0.3 + 0.04 * place for place, muscle in enumerate(schema.MUSCLES)}
SHARES |= {"soleus": 1.6, "gastrocnemius": 1.5, "hamstrings": 1.0, "arms": 0.0, "shoulders": math.nan}
LOADS = dict.fromkeys(schema.MUSCLES, 0.0) | {"soleus": 90.0, "quadriceps": 50.0, "hamstrings": 20.0, "arms": 0.5}


@pytest.fixture(scope="module")
def frame():
    names = [muscle.replace("_", " ").capitalize() for muscle in schema.MUSCLES]
    rows = {"muscle": list(schema.MUSCLES), "name": names, "group": "hip"}
    rows |= {"priority": [muscle in schema.PRIORITY_MUSCLES for muscle in schema.MUSCLES]}
    rows |= {"sets": [0.0 if math.isnan(share) else 4.0 * share for share in SHARES.values()], "target": 4.0}
    return pd.DataFrame(rows | {"share": list(SHARES.values()), "load": list(LOADS.values())})


@pytest.fixture(scope="module")
def ax(frame):
    ax = charts.body_map(frame)
    ax.figure.canvas.draw()
    return ax


def marked(artists, prefix):
    return {artist.get_gid(): artist for artist in artists if (artist.get_gid() or "").startswith(prefix)}


def regions():
    body_map = load_bodymap()
    for name, view in zip(("front", "back"), body_map.views, strict=True):
        for region in view.regions:
            yield f"{name}-{region.part}-{region.side}", region


def test_every_region_is_drawn_once(ax):
    assert set(marked(ax.patches, "region-")) == {f"region-{gid}" for gid, _ in regions()}
    assert sum(patch.get_gid() == "outline" for patch in ax.patches) == 2


def test_fills_follow_the_shares(ax):
    drawn = marked(ax.patches, "region-")
    for gid, region in regions():
        share = SHARES[region.muscle]
        expected = COVERAGE_SCALE(0.0 if math.isnan(share) else min(share, 1.0))
        assert drawn[f"region-{gid}"].get_facecolor() == expected, gid


def test_only_what_is_over_150_percent_is_hatched(ax):
    over = marked(ax.patches, "over-")
    assert set(over) == {f"over-{gid}" for gid, region in regions() if region.muscle == "soleus"}
    assert all(patch.get_hatch() for patch in over.values())
    assert not any(patch.get_hatch() for patch in marked(ax.patches, "region-").values())


def test_deep_muscles_are_dashed_with_a_pale_halo_and_lie_over_the_others(ax):
    deep = [gid for gid, region in regions() if region.overlay]
    assert len(deep) >= 4
    order = [patch.get_gid() for patch in ax.patches]
    last_plain = max(
        order.index(f"region-{gid}") for gid, region in regions() if gid.startswith("front") and not region.overlay
    )
    for gid in deep:
        drawn = marked(ax.patches, f"region-{gid}")[f"region-{gid}"]
        assert drawn.get_edgecolor() == to_rgba("white")
        (edge,) = marked(ax.patches, f"deep-{gid}").values()
        assert edge.get_linestyle() != "solid"
        if gid.startswith("front"):
            assert order.index(f"region-{gid}") > last_plain


def test_dots_show_running_s_load_in_three_sizes_and_none_where_there_is_none(ax):
    dots = marked(ax.collections, "load-")
    assert set(dots) == {"load-soleus", "load-quadriceps", "load-hamstrings"}
    soleus, quadriceps, hamstrings = (
        dots[f"load-{name}"].get_sizes()[0] for name in ("soleus", "quadriceps", "hamstrings")
    )
    assert soleus > 1.5 * quadriceps > 2.0 * hamstrings
    assert {tuple(dot.get_facecolor()[0]) for dot in dots.values()} == {to_rgba(COLOURS["long"])}


def test_a_dot_stands_where_the_leader_ends(ax):
    (label,) = [label for label in load_bodymap().back.labels if label.muscle == "soleus"]
    (dot,) = marked(ax.collections, "load-soleus").values()
    (leader,) = marked(ax.lines, "leader-soleus").values()
    assert tuple(dot.get_offsets()[0]) == label.at
    assert (leader.get_xdata()[1], leader.get_ydata()[1]) == label.at


def test_load_never_changes_a_fill(frame, ax):
    rested = charts.body_map(frame.assign(load=0.0))
    fills = {gid: patch.get_facecolor() for gid, patch in marked(ax.patches, "region-").items()}
    assert {gid: patch.get_facecolor() for gid, patch in marked(rested.patches, "region-").items()} == fills
    assert not marked(rested.collections, "load-")


def test_every_muscle_has_its_name_a_leader_and_its_numbers(ax, frame):
    names = marked(ax.texts, "name-")
    assert {gid: text.get_text() for gid, text in names.items()} == {
        f"name-{muscle}": name for muscle, name in zip(frame["muscle"], frame["name"], strict=True)
    }
    assert set(marked(ax.lines, "leader-")) == {f"leader-{muscle}" for muscle in schema.MUSCLES}
    shown = [text.get_text() for text in ax.texts]
    assert "6.4 of 4 sets" in shown  # the soleus
    assert sum(text.endswith("of 4 sets") for text in shown) == 20


def test_judged_muscles_are_bold(ax):
    names = marked(ax.texts, "name-")
    bold = {gid.removeprefix("name-") for gid, text in names.items() if text.get_fontweight() == "bold"}
    assert bold == set(schema.PRIORITY_MUSCLES)


def test_without_labels_no_name_stands_and_the_figures_fill_the_axes(frame):
    ax = charts.body_map(frame, labels=False)
    assert not marked(ax.texts, "name-")
    assert not marked(ax.lines, "leader-")
    assert not marked(ax.collections, "end-")
    left, top, width, height = load_bodymap().figure
    assert ax.get_xlim() == (left, left + width)
    assert ax.get_ylim() == (top + height, top)
    assert set(marked(ax.collections, "load-")) == {"load-soleus", "load-quadriceps", "load-hamstrings"}


def test_the_page_is_as_wide_as_the_text_of_an_a4_page(ax):
    assert ax.figure.get_figwidth() == pytest.approx(A4_TEXT_WIDTH)
    assert ax.figure.get_figheight() < 8.0


@pytest.mark.parametrize("labels", [True, False])
def test_texts_stay_on_the_page_overlap_nothing_and_are_large_enough(frame, labels):
    check_texts(charts.body_map(frame, labels=labels))


def test_texts_of_a_narrow_picture_overlap_nothing(frame):
    figure = Figure(figsize=(3.2, 5.5))
    FigureCanvasAgg(figure)
    check_texts(charts.body_map(frame, ax=figure.add_axes((0.02, 0.25, 0.96, 0.68)), labels=False))


def check_texts(ax):
    ax.figure.canvas.draw()
    renderer = ax.figure.canvas.get_renderer()
    shown = [text for text in ax.figure.findobj(mpl.text.Text) if text.get_text() and text.get_visible()]
    assert min(text.get_fontsize() for text in shown) >= SMALL
    boxes = [text.get_window_extent(renderer) for text in shown]
    page = ax.figure.bbox
    for place, (text, one) in enumerate(zip(shown, boxes, strict=True)):
        assert one.x0 >= page.x0 - 1, text.get_text()
        assert one.x1 <= page.x1 + 1, text.get_text()
        assert one.y0 >= page.y0 - 1, text.get_text()
        assert one.y1 <= page.y1 + 1, text.get_text()
        for other, second in zip(shown[place + 1 :], boxes[place + 1 :], strict=True):
            wide = min(one.x1, second.x1) - max(one.x0, second.x0)
            high = min(one.y1, second.y1) - max(one.y0, second.y0)
            assert wide <= 1 or high <= 4, (text.get_text(), other.get_text())


def test_no_name_touches_the_figures(ax):
    renderer = ax.figure.canvas.get_renderer()
    bodies = [patch for patch in ax.patches if patch.get_gid() == "outline"]
    for text in marked(ax.texts, "name-").values():
        frame = text.get_window_extent(renderer)
        for body in bodies:
            outline = body.get_path().transformed(body.get_transform())
            assert not outline.intersects_bbox(frame, filled=True), text.get_text()


def test_the_footnote_says_that_load_is_never_added(ax):
    (note,) = [text.get_text() for text in ax.texts if "never counted" in " ".join(text.get_text().split())]
    words = " ".join(note.split())
    assert (
        "The load only ranks the muscles and weeks of this block. "
        "It is our reading of studies and is never counted as sets."
    ) in words
    assert "Targets are our assumption." in words


def test_it_draws_on_the_axes_given_without_changing_their_shape(frame):
    figure = Figure(figsize=(9, 5))
    left, right = figure.subplots(1, 2)
    assert charts.body_map(frame, ax=right) is right
    figure.canvas.draw()
    assert not left.patches
    right.apply_aspect()
    box = right.get_window_extent()
    assert box.width / box.height == pytest.approx(960 / 836, rel=0.01)


def test_dots_shrink_with_the_figure(frame, ax):
    small = charts.body_map(frame, ax=Figure(figsize=(4, 4)).add_subplot())
    (large_dot,) = marked(ax.collections, "load-soleus").values()
    (small_dot,) = marked(small.collections, "load-soleus").values()
    assert small_dot.get_sizes()[0] < 0.5 * large_dot.get_sizes()[0]


def test_a_small_picture_has_names_without_numbers(frame):
    figure = Figure(figsize=(4, 4))
    ax = charts.body_map(frame, ax=figure.add_subplot())
    assert len(marked(ax.texts, "name-")) == 20
    assert not [text for text in ax.texts if text.get_text().endswith("sets")]


def test_the_frame_and_matplotlib_s_settings_stay_as_they_were(frame):
    before = frame.copy()
    settings = {name: mpl.rcParams[name] for name in mpl.rcParams if not name.startswith("backend")}
    charts.body_map(frame).figure.canvas.draw()
    assert {name: mpl.rcParams[name] for name in settings} == settings
    assert frame.equals(before)


def test_a_plan_s_own_frame_can_be_drawn(plan):
    rows = body_frame(plan, week=5).set_index("muscle")
    ax = charts.body_map(body_frame(plan, week=5))
    for gid, region in regions():
        patch = marked(ax.patches, f"region-{gid}")[f"region-{gid}"]
        assert patch.get_facecolor() == COVERAGE_SCALE(min(float(rows.at[region.muscle, "share"]), 1.0))
