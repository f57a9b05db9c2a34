"""What the attribution rules promise, on sentences of topics that no annotated article has."""

from __future__ import annotations

import pytest

from runut.engine.resources import load_pack
from runut.model.attribution import Attribution
from runut.model.reading import NamedEntity
from runut.steps.extract.attributions import find_attributions
from runut.steps.segment import segment


def read(text: str, **names: str) -> list[Attribution]:
    """Attributions of a text; names as ``type="Name; Name"``."""
    found = []
    for kind, listed in names.items():
        for name in listed.split("; "):
            start = text.index(name)
            found.append(NamedEntity(start, start + len(name), kind.upper()))
    pack = load_pack("id")
    return find_attributions(segment(text, pack), pack, found, [], [])


def said(text: str, attribution: Attribution) -> str:
    return " ## ".join(span.of(text) for span in attribution.content)


def test_a_quotation_split_by_its_attribution_is_one_statement() -> None:
    text = '"Kami menunggu," kata Wawan, "sampai kapal itu merapat di dermaga."'
    (only,) = read(text, per="Wawan")
    assert said(text, only) == "Kami menunggu ## sampai kapal itu merapat di dermaga"
    assert only.kind == "direct"


def test_a_title_in_marks_is_no_second_half() -> None:
    text = '"Pupuk langka," kata Wawan dalam diskusi "Nasib Petani", Senin.'
    (only,) = read(text, per="Wawan")
    assert said(text, only) == "Pupuk langka"


def test_a_quotation_whose_closing_mark_was_forgotten_is_still_somebodys() -> None:
    text = '"Pupuk langka sejak Maret, kata Wawan.'
    (only,) = read(text, per="Wawan")
    assert said(text, only) == "Pupuk langka sejak Maret"


def test_nothing_is_credited_where_an_open_quotation_turns_into_the_report() -> None:
    text = (
        '"Pupuk langka," kata Wawan.\n'
        '"Agar panen tidak gagal. Petani antre. Namun, kata Tono, gudang kosong. Hujan turun.'
    )
    (only,) = read(text, per="Wawan; Tono")
    assert said(text, only) == "Pupuk langka"


def test_a_quotation_alone_in_its_sentence_continues_the_speaker() -> None:
    text = '"Harga naik terus," kata Wawan.\n"Pembeli makin sepi dan kami merugi setiap hari."'
    first, second = read(text, per="Wawan")
    assert (first.source_kind, second.source_kind) == ("named", "clitic")
    assert second.cue is None


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Kapolsek belum dapat memastikan jumlah korban.", "cannot-confirm"),
        ("Pengacara menolak berkomentar soal putusan itu.", "declines"),
        ("Pengacara menolak tuduhan suap itu.", "denies"),
        ("Pelatih berjanji akan mundur musim depan.", "promises"),
        ("Serikat buruh mendesak pabrik membayar upah.", "demands"),
        ("Ekonom menilai suku bunga terlalu tinggi.", "believes"),
        ("Ketua panitia mengatakan bahwa kabar itu tidak benar.", "denies"),
    ],
)
def test_stance_comes_from_the_cue_its_negation_and_its_complement(sentence: str, stance: str) -> None:
    assert read(sentence)[0].stance == stance


def test_a_second_clause_with_its_own_speaker_ends_the_first() -> None:
    text = "Bupati membantah kabar pemecatan, dan juru bicara partai Rina Dewi menolak klaim tersebut."
    first, second = read(text, per="Rina Dewi")
    assert said(text, first) == "kabar pemecatan"
    assert second.source is not None
    assert second.source.of(text) == "juru bicara partai Rina Dewi"


def test_the_outlet_that_reports_a_speaker_is_a_relay() -> None:
    text = '"Kontraknya belum diteken," kata agen Marco Conti, dikutip dari Marca.'
    (only,) = read(text, per="Marco Conti", outlet="Marca")
    assert [link.source.of(text) for link in only.relays] == ["Marca"]


def test_a_cited_source_that_is_no_outlet_speaks_and_the_citing_outlet_carries() -> None:
    text = "Media Jepang melaporkan, mengutip sumber kepolisian, bahwa dua tersangka ditahan."
    (only,) = read(text)
    assert only.source is not None
    assert only.source.of(text) == "sumber kepolisian"
    assert [link.source.of(text) for link in only.relays] == ["Media Jepang"]
    assert said(text, only) == "dua tersangka ditahan"


def test_a_breakdown_sentence_goes_on_with_what_was_said() -> None:
    text = "BPBD mencatat 40 rumah rusak. Ini termasuk 12 rumah panggung."
    (only,) = read(text, org="BPBD")
    assert [span.of(text) for span in only.continued] == ["Ini termasuk 12 rumah panggung"]


def test_a_misspelt_reporting_verb_still_reports() -> None:
    text = "Gubernur mengataakan bahwa jembatan itu aman."
    (only,) = read(text)
    assert said(text, only) == "jembatan itu aman"


def test_a_real_word_one_letter_away_is_no_cue() -> None:
    assert read("Pelatih menyatukan para pemain muda dan senior.") == []


def test_spans_are_slices_and_lie_in_order() -> None:
    text = 'Menurut Wawan, air naik. "Cepat sekali," katanya. Ia menambahkan, dua warga hilang.'
    found = read(text, per="Wawan")
    assert len(found) == 3
    starts = [a.content[0].start for a in found]
    assert starts == sorted(starts)
    assert all(0 <= s.start < s.end <= len(text) for a in found for s in a.content)


BODY = "\n\nDEMAK - Banjir melanda Demak pada Senin (3/4/2023).\nWarga mengungsi ke balai desa sejak subuh.\n"


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("BPBD: Korban Banjir Jadi 12 Orang", [("BPBD", "Korban Banjir Jadi 12 Orang")]),
        ("Bupati Wawan Sebut Tanggul Sudah Aman", [("Bupati Wawan", "Tanggul Sudah Aman")]),
        ("Banjir di Pasar Lama: BPBD Mengirim Perahu Karet", []),
    ],
)
def test_a_headline_opens_with_whoever_says_it(headline: str, found: list[tuple[str, str]]) -> None:
    text = headline + BODY
    kind, name = ("PER", "Wawan") if "Wawan" in headline else ("ORG", "BPBD")
    start = text.index(name)
    names = [NamedEntity(start, start + len(name), kind)]
    pack = load_pack("id")
    spans = [(0, len(headline))]
    read_in = find_attributions(segment(text, pack), pack, names, [], spans, spans)
    assert [(a.source.of(text) if a.source else "", said(text, a)) for a in read_in] == found
