"""Small parts of the views: axis, layers, marks, map, time, words of numbers and days."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from runut.model.span import Span
from runut.views.report.axis import make_axis, stretch
from runut.views.report.chains import wrapped
from runut.views.report.layers import NODE, PASSING, arrange
from runut.views.report.marks import Mark, mark_up
from runut.views.report.worldmap import HEIGHT, WIDTH, Outline, draw
from runut.views.spots import Spot
from tests.unit.view_makers import interface

# axis


def test_an_axis_needs_two_different_values():
    assert make_axis([(5, 5), (5, 5)]) is None
    assert make_axis([(10, 99)]) is None
    assert make_axis([]) is None
    assert make_axis([(5, 5), (6, 6)]) is not None


def test_far_apart_values_get_a_logarithmic_axis_and_near_ones_do_not():
    assert make_axis([(1, 1), (10_000, 10_000)]).logarithmic
    assert not make_axis([(10_000, 10_000), (12_000, 12_000)]).logarithmic


@given(st.lists(st.tuples(st.floats(0, 1e12), st.floats(0, 1e12)), min_size=2, max_size=20))
def test_larger_values_never_stand_left_of_smaller_ones(bounds):
    bounds = [(min(pair), max(pair)) for pair in bounds]
    axis = make_axis(bounds)
    if axis is None:
        return
    values = sorted({value for pair in bounds for value in pair})
    places = [axis.at(value) for value in values]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)
    assert all(0 <= tick.at <= 100 for tick in axis.ticks)


def test_open_bounds_reach_the_edge_and_keep_their_known_end():
    axis = make_axis([(1000, None), (12_000, 12_000)])
    open_ended = stretch(axis, 1000, None)
    assert (open_ended.end, open_ended.open_end, open_ended.open_start) == (100.0, True, False)
    assert not open_ended.is_dot
    assert stretch(axis, 12_000, 12_000).is_dot


# layers


def test_each_node_stands_right_of_all_that_lead_to_it():
    steps = [("a", "b"), ("b", "c"), ("a", "c"), ("d", "c")]
    laid = arrange(["a", "b", "c", "d"], steps)
    assert all(laid.columns[one] < laid.columns[other] for one, other in steps)
    assert [column for column, _ in laid.passed["a", "c"]] == [laid.columns["b"]]


def test_nothing_covers_anything():
    keys = [f"n{n}" for n in range(12)]
    steps = [(f"n{a}", f"n{b}") for a in range(12) for b in range(a + 1, 12) if (a * b) % 3 == 1]
    laid = arrange(keys, steps)
    per_column: dict[int, list[tuple[float, float]]] = {}
    for key in keys:
        per_column.setdefault(laid.columns[key], []).append((laid.middles[key], NODE))
    for passed in laid.passed.values():
        for column, middle in passed:
            per_column.setdefault(column, []).append((middle, PASSING))
    for column in per_column.values():
        column.sort()
        for (one, height), (other, next_height) in pairwise(column):
            assert other - one >= (height + next_height) / 2 - 1e-6
        assert column[0][0] >= 0
        assert column[-1][0] <= laid.height


def test_a_circle_is_laid_out():
    laid = arrange(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "a")])
    assert set(laid.columns) == {"a", "b", "c"}


def test_long_names_are_cut_at_two_lines():
    lines = wrapped("Badan Nasional Penanggulangan Bencana Daerah Provinsi Jawa Tengah")
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert wrapped("BPBD") == ["BPBD"]


# marks

spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["said", "cue", "figure", "flaw"])),
    max_size=8,
)


@given(st.text(alphabet='ab <>&"\u200b\U0001f600', min_size=40, max_size=40), spans)
def test_marks_change_no_word(text, spans):
    """Whatever overlaps: without tags the text is the text, and tags are balanced."""
    marks = [Mark(min(a, b), max(a, b), kind, f"x{n}") for n, (a, b, kind) in enumerate(spans) if a != b]
    html = mark_up(text, Span(0, 40), marks)
    assert isinstance(html, Markup)
    bare = re.sub(r'<a id="x\d"></a>|<[bi] class="[a-z ]+"( id="x\d")?>|</[bi]>', "", str(html))
    assert Markup(bare).unescape() == text
    for mark in marks:
        assert f'id="{mark.anchor}"' in html


def test_an_empty_mark_is_an_address_only():
    html = mark_up("satu dua", Span(0, 8), [Mark(5, 5, "", "s1", label="1"), Mark(0, 8, "said yes")])
    assert html == '<i class="y">satu </i><i class="y" id="s1" data-s="1">dua</i>'
    assert mark_up("dua", Span(0, 3), [Mark(0, 0, "", "s1")]) == '<a id="s1"></a>dua'


# map

BOX = Outline("L 9000 -1000 7000 0 0 2000 -7000 0\nB 9500 -500 1000 0 1000 100\nL 9500 -500 1 0 0 1\n")


def spot(name: str, lat: float | None, lon: float | None) -> Spot:
    return Spot(name, "ID", lat, lon, 1, ["a"], ("a", 0, 1))


def test_dots_stand_inside_the_picture_west_left_north_up():
    drawn = draw([spot("Sabang", 5.9, 95.3), spot("Merauke", -8.5, 140.4)])
    west, east = drawn.dots
    assert 0 < west.x < east.x < WIDTH
    assert 0 < west.y < east.y < HEIGHT
    land, borders = BOX.paths([drawn.box])
    assert land == "M9000 1000l7000 0 0 -2000 -7000 0z"
    assert borders == "M9500 500l1000 0 1000 -100"


def test_the_outline_has_only_what_a_map_shows():
    drawn = draw([spot("Reykjavik", 64.1, -21.9)])
    assert BOX.paths([drawn.box]) == ("", "")
    assert BOX.paths([]) == ("", "")


def test_places_without_coordinates_make_no_map():
    assert draw([spot("Antah Berantah", None, None)]) is None


def test_no_name_covers_another():
    crowd = [spot(f"Kampung Nomor {n}", -6.2 + n / 50, 106.8 + n / 50) for n in range(14)]
    drawn = draw(crowd)
    assert len(drawn.dots) == 14
    assert 0 < sum(bool(dot.label) for dot in drawn.dots) < 14


# words


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        ("2025-02-03", "3 Feb 2025", "3 Feb 2025"),
        ("2025-08", "Agu 2025", "Aug 2025"),
        ("2025", "2025", "2025"),
        ("2024-10-15/2024-10-22", "15–22 Okt 2024", "15–22 Oct 2024"),
        ("2024-12-30/2025-01-02", "30 Des 2024 – 2 Jan 2025", "30 Dec 2024 – 2 Jan 2025"),
        ("2024-10-30/2024-11-02", "30 Okt – 2 Nov 2024", "30 Oct – 2 Nov 2024"),
        ("nonsense", "nonsense", "nonsense"),
        (None, "", ""),
    ],
)
def test_days_in_words(value, indonesian, english):
    assert interface("id").plain_day(value) == indonesian
    assert interface("en").plain_day(value) == english


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (12_000, "12.000", "12,000"),
        (0.5, "0,5", "0.5"),
        (1_234_567.25, "1.234.567,25", "1,234,567.25"),
        (-3, "-3", "-3"),
        (2.0, "2", "2"),
    ],
)
def test_numbers_in_words(value, indonesian, english):
    assert interface("id").plain_number(value) == indonesian
    assert interface("en").plain_number(value) == english


def test_unnamed_sources_are_told_to_be_unnamed():
    say = interface()
    assert say.plain_who("anonymous: pejabat daerah") == "pejabat daerah"
    assert "tanpa nama" in say.who("anonymous: pejabat daerah")
    assert say.plain_who("anonymous: tidak disebutkan") == "tidak disebutkan siapa"
    assert say.plain_who("A; B") == "A dan B"
    assert "<b>" not in say.who("<b>")
