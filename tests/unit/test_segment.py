"""What segmenting promises: quotations paired by sense, sentences that keep quotations and titles whole."""

from __future__ import annotations

import pytest

from runut.engine.resources import load_pack
from runut.steps.segment import segment


def quotations(text: str) -> list[tuple[str, int]]:
    return [(text[q.start : q.end], q.depth) for q in segment(text, load_pack("id")).quotations]


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in segment(text, load_pack("id")).sentences]


@pytest.mark.parametrize(
    "text",
    [
        '"Air sudah surut," kata Tono.',
        "“Air sudah surut,” kata Tono.",
        "”Air sudah surut,” kata Tono.",
        '"Air sudah surut, "kata Tono.',
        '“Air sudah surut," kata Tono.',
    ],
)
def test_marks_are_paired_by_place_not_by_shape(text: str) -> None:
    assert quotations(text) == [("Air sudah surut,", 0)]


def test_a_single_mark_closes_speech_before_a_reporting_word() -> None:
    text = "“Air sudah surut, ’ kata Tono. Ia menambah, “Warga pulang,” ujarnya. Jum’at itu hari pasar."
    assert quotations(text) == [("Air sudah surut,", 0), ("Warga pulang,", 0)]


def test_a_mark_before_katanya_closes_what_an_earlier_paragraph_opened() -> None:
    text = 'Nah, itu dibagi sepuluh, "katanya. Warga lain mengeluh. "Kami rugi, "keluhnya.'
    assert quotations(text) == [("Kami rugi,", 0)]


def test_a_quotation_inside_another_keeps_the_outer_one_whole() -> None:
    found = quotations("“Mereka bilang “tunggu sebentar” kepada kami,” ujar Tono.")
    assert found == [("Mereka bilang “tunggu sebentar” kepada kami,", 0), ("tunggu sebentar", 1)]


def test_the_end_of_the_paragraph_closes_what_is_open() -> None:
    layout = segment('Tono berkata, "Kami akan pulang\nDia lalu pergi.', load_pack("id"))
    (only,) = layout.quotations
    assert not only.closed
    assert only.paragraph == 0


def test_a_sentence_ends_neither_in_a_title_nor_in_a_quotation() -> None:
    text = 'Letjen. Budi dan Ir. Sari hadir. "Kami siap. Semua siap," kata Budi. Acara selesai.'
    assert sentences(text) == [
        "Letjen. Budi dan Ir. Sari hadir.",
        '"Kami siap. Semua siap," kata Budi.',
        "Acara selesai.",
    ]


def test_a_time_zone_may_end_a_sentence() -> None:
    assert len(sentences("Kapal berangkat pukul 13.00 WIB. Penumpang sudah naik.")) == 2


def test_glued_sentences_are_two_and_domains_are_one() -> None:
    assert len(sentences("Ia menulis di koran itu.Pada hari Senin ia pulang.")) == 2
    assert len(sentences("Baca selengkapnya di kabarnusa.com hari ini.")) == 1


def test_reading_a_long_line_of_marks_is_linear() -> None:
    layout = segment('"a ' * 20_000, load_pack("id"))
    assert len(layout.words) == 40_000


def test_a_sentence_without_end_is_cut_between_words() -> None:
    text = "menurut warga " * 5_000
    layout = segment(text, load_pack("id"))
    assert [s.first for s in layout.sentences] == [0, *(s.last for s in layout.sentences[:-1])]
    assert layout.sentences[-1].last == len(layout.words)
    assert max(s.last - s.first for s in layout.sentences) <= 1000
    for sentence in layout.sentences:
        assert sentence.start == layout.starts[sentence.first]
        assert sentence.end == layout.ends[sentence.last - 1]
