"""Laws of places: whatever the text, spans are sound and no mention is a place and a state at once."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from runut.engine.resources import load_gazetteer, load_pack
from runut.model.reading import NamedEntity
from runut.steps.extract.places import read_places
from runut.steps.segment import segment

WORDS = st.sampled_from(
    [
        *(
            "di",
            "ke",
            "dari",
            "Jakarta",
            "Bandung",
            "Rusia",
            "AS",
            "AS-Korsel",
            "Moskow",
            "Kremlin",
            "kota",
            "Kota",
        ),
        *(
            "Pulau",
            "Jalan",
            "Jl",
            ".",
            ",",
            "(",
            ")",
            "-",
            "–",
            '"',
            "”",
            "“",
            "pemerintah",
            "Wali",
            "Stasiun",
        ),
        *("Gambir", "dan", "Jawa", "timur", "Utara", "dolar", "Lapas", "Kelas", "IIA", "anti-AS", "A-B-"),
        *("\n", "\u200b", "😀", "É", "$", "12.000"),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["id", "en"]))
def test_spans_are_sound_and_apart(text: str, code: str) -> None:
    """Spans lie in the text, hold something, come in order and overlap no other of either kind."""
    pack = load_pack(code)
    places, states = read_places(segment(text, pack), [], load_gazetteer(), pack)
    spans = sorted((x.start, x.end) for x in [*places, *states])
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(p.name.strip() for p in places)
    assert all(s.name for s in states)


@settings(max_examples=100, deadline=None)
@given(
    TEXTS,
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from(["PER", "ORG", "LOC"])), max_size=5
    ),
)
def test_any_tagger_will_do(text: str, marks: list[tuple[int, int, str]]) -> None:
    """Names in odd places do not break the reading."""
    pack = load_pack("id")
    layout = segment(text, pack)
    names = [NamedEntity(s, min(len(text), s + n), kind) for s, n, kind in marks if s < len(text)]
    places, states = read_places(layout, names, load_gazetteer(), pack)
    assert all(0 <= x.start < x.end <= len(text) for x in [*places, *states])
