"""Laws of reading that hold for every text, however broken."""

from __future__ import annotations

import time
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runut.model.article import Article
from runut.model.reading import Reading
from runut.model.span import Span
from runut.pipeline import read_article
from runut.project.tools import load_tools
from runut.views.jsonl import encode_line

PIECES = [
    "Kepala Desa Karangmulya, Endang Saputra, mengatakan bahwa sedikitnya 12 rumah rusak.",
    "“Kami akan membangun jembatan darurat,” kata Bupati Ratna Dewi kepada wartawan, Selasa (18/3/2025).",
    '"Saya tidak tahu," ujarnya.',
    "Menurut polisi, sekitar 3,5 ton beras dan Rp2 miliar hilang pekan lalu di Kota Wanasari.",
    "KARANGMULYA, Suara Karang -",
    "Baca juga: Harga cabai naik",
    "The mayor said on Monday that 1,200 people had been moved.",
    "katanya.", "dilaporkan", "antara 10 dan 15 orang", "menurut", "oleh", "kata", "bahwa",
    "“", "”", '"', "''", "``", "«", "‘", "(", ")", "[", ":", "—", "-", "...", "…", "?!", "/", "@", "#", "|",
    "\u200b", "\u200f", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u0301", "\ufffd", "\x00", "\x1b",
    "\u2028", "\x85", "👩‍👧", "â€œKamiâ€\x9d", "Ã©",  "الرئيس قال", "政府表示有三千人",
    "Президент сказал 12", "İ", "ﬁ", "ß", "Ⅻ", "١٢٣", "½", "１２", "1e309", "9" * 400, "0,0,0", "1.2.3.4",
    "12.000.000.000.000.000.000", "31/02/2025", "(99/99)", "pukul 25.61 WIB", "30 Februari", "tahun 0000",
    "¹ Kepala", "5² hari lalu", "③ maret",
    "99999 tahun lalu", "seribu juta miliar triliun", "\n", "\n\n", "\r\n", "\r", "\t", " ", "  ",
]  # fmt: skip

WRONG_DAYS = ["", "kemarin", "2025-13-41", "0001-01-01", "9999-12-31"]

texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=40).map(
    " ".join
) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def article(text: str, name: str = "a", **more) -> Article:
    return Article(name, text, sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), **more)


def read(text: str, language: str = "id", **more) -> Reading:
    return read_article(article(text, **more), load_tools(language))


def spans_of(reading: Reading) -> list[tuple[str, int, int]]:
    """Every span of a reading, with what it belongs to."""
    found: list[tuple[str, int, int]] = []
    for kind in ("furniture", "defects", "quantities", "times", "places"):
        found += [(kind, item.start, item.end) for item in getattr(reading, kind)]
    for actor in reading.actors:
        found += [("actor", span.start, span.end) for span in actor.mentions]
    for statement in reading.statements:
        parts: list[Span | None] = [*statement.content, *statement.continued, statement.cue, statement.source]
        for relay in statement.relays:
            parts += [relay.source, relay.cue]
        found += [(statement.id, span.start, span.end) for span in parts if span]
        found += [
            (statement.id, e.start, e.end)
            for e in statement.evidence
            if e.start is not None and e.end is not None
        ]
    return found


def check_laws(text: str, reading: Reading) -> None:
    for kind, start, end in spans_of(reading):
        assert 0 <= start < end <= len(text), (kind, start, end)
        assert text[start:end].strip(), f"{kind} covers nothing but white space"
    ids = [statement.id for statement in reading.statements]
    assert len(set(ids)) == len(ids)
    assert {q.statement for q in reading.quantities} <= {*ids, None}
    assert {s.parent for s in reading.statements} <= {*ids, None}
    for statement in reading.statements:
        assert statement.content
        assert statement.chain
        assert 0 <= statement.confidence <= 1
        starts = [span.start for span in statement.content]
        assert starts == sorted(starts)
    for quantity in reading.quantities:
        assert quantity.low is not None or quantity.high is not None
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
    encode_line(reading)


@pytest.mark.parametrize("language", ["id", "en"])
@settings(max_examples=150, deadline=None)
@given(text=texts)
def test_any_text_is_read_and_every_span_lies_in_it(language, text):
    check_laws(text, read(text, language))


@settings(max_examples=60, deadline=None)
@given(
    text=texts,
    day=st.dates().map(str) | st.sampled_from(["", "kemarin", "2025-13-41", "0001-01-01", "9999-12-31"]),
)
def test_any_publication_date_is_borne(text, day):
    check_laws(text, read(text, published=day))


@settings(max_examples=40, deadline=None)
@given(text=texts)
def test_reading_twice_gives_the_same(text):
    """No step keeps anything from one article for the next, and none depends on chance."""
    assert encode_line(read(text)) == encode_line(read(text))


@settings(max_examples=30, deadline=None)
@given(pile=st.lists(texts, min_size=2, max_size=6), data=st.data())
def test_order_of_articles_never_matters(pile, data):
    order = data.draw(st.permutations(range(len(pile))))
    alone = {n: encode_line(read(text, name=str(n))) for n, text in enumerate(pile)}
    assert {n: encode_line(read(pile[n], name=str(n))) for n in order} == alone


@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_finding_furniture_is_idempotent(text):
    """What was found as furniture stays furniture when the article is read again, and nothing is added."""
    first = read(text).furniture
    assert read(text).furniture == first


DEGENERATE = {
    "one word": "kata ",
    "prose": PIECES[0] + " " + PIECES[1] + " " + PIECES[3] + " ",
    "quotation marks": '" ',
    "open brackets": "( ",
    "figures": "12.000 ",
    "numerals": "dua ",
    "capitals": "Jalan Raya ",
    "cues": "mengatakan bahwa ",
    "sources": "menurut Budi, ",
    "stops": ". ",
    "dates": "Selasa (18/3) ",
    "no spaces": "a",
    "zero width": "\u200b",
    "commas": "Budi, ",
    "tags": "<p> ",
    "hyphens": "a-",
    "full stops inside": "a.",
    "digits": "1",
    "lines": "Baca juga: x\n",
}


@pytest.mark.parametrize("shape", DEGENERATE)
def test_time_grows_with_length_and_not_faster(shape):
    """Four times the text may take about four times as long, never sixteen times."""
    piece = DEGENERATE[shape]

    def seconds(characters: int) -> float:
        text = piece * (characters // len(piece))
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            read(text)
            best = min(best, time.process_time() - start)
        return best

    read(piece * 10)
    short, long = seconds(20_000), seconds(80_000)
    assert long < 9 * short + 0.05, f"{short:.3f} s for 20,000 characters, {long:.3f} s for 80,000"
