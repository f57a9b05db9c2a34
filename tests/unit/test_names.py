"""Names: who and what the tagger finds, in sentences of our own."""

from __future__ import annotations

import itertools
import pickle
import time
from pathlib import Path

import pytest

from runut.engine.resources import load_name_tagger, load_pack
from runut.steps.extract.names import NameTagger, find_names
from runut.steps.extract.names.acronyms import spell_out
from runut.steps.extract.names.forms import class_of, features_of, shape_of
from runut.steps.extract.names.vocabulary import Placed, Vocabulary
from runut.steps.segment import segment


@pytest.fixture(scope="module")
def tagger() -> NameTagger:
    return load_name_tagger()


def names(text: str, tagger: NameTagger) -> list[str]:
    found = find_names(segment(text, load_pack("id")), tagger)
    return [f"{name.type} {text[name.start : name.end]}" for name in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kapal itu karam, kata Rudianto Simbolon di Sibolga.", ["PER Rudianto Simbolon", "LOC Sibolga"]),
        ("Bupati Garut Helmi Tanuwijaya menolak hadir.", ["PER Helmi Tanuwijaya"]),
        ("Kombes Pol Ade Safitri menutup jalan itu.", ["PER Ade Safitri"]),
        ("Menurut Yohanes K. Manurung, jembatan aman.", ["PER Yohanes K. Manurung"]),
        ("Yahya bin Said al-Habsyi dan Ruud van der Meer ditahan.", ["PER Yahya bin Said al-Habsyi"]),
        ("Saya bertemu Bu Rina kemarin.", ["PER Rina"]),
        ("Menteri Luar Negeri Norwegia Espen Barth Eide tiba.", ["PER Espen Barth Eide"]),
        ("Duta Besar Vietnam Ta Van Thong datang.", ["PER Ta Van Thong"]),
        ("Menurut Kepala Dinas Pasar (Dispas) Kabupaten Lembata Sutarno, harga naik.", ["PER Sutarno"]),
        ("Kepala Seksi Tera dan Ukur Dinas Pasar dan Gudang DKI Jakarta Sudarmono hadir.", ["PER Sudarmono"]),
        ('"Stok aman," kata Kepala Dispas Indramayu Deden Koswara.', ["PER Deden Koswara"]),
    ],
)
def test_persons_are_found_without_their_titles(text: str, wanted: list[str], tagger: NameTagger) -> None:
    found = names(text, tagger)
    assert [name for name in wanted if name not in found] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Pemain Persebaya Surabaya itu pindah ke Ajax Amsterdam.", "ORG Persebaya Surabaya"),
        ("Laporan PT Bumi Lestari Abadi ditolak auditor.", "ORG PT Bumi Lestari Abadi"),
        ("Kementerian Kelautan dan Perikanan menyita kapal.", "ORG Kementerian Kelautan dan Perikanan"),
        ("Ketua KPU Kota Depok Willi Sumarlin hadir.", "ORG KPU Kota Depok"),
        ("Kepala Badan Perizinan Kota Bitung Rolly hadir.", "ORG Badan Perizinan Kota Bitung"),
        ("Kepala SMA Negeri 3 Lembata hadir.", "ORG SMA Negeri 3 Lembata"),
        ("Kepala Balai Besar TNLP hadir.", "ORG Balai Besar TNLP"),
        ("Petugas BPBD Sukabumi mengevakuasi warga.", "ORG BPBD Sukabumi"),
        ("Dia politikus Partai Gerindra.", "ORG Partai Gerindra"),
    ],
)
def test_organisations(text: str, wanted: str, tagger: NameTagger) -> None:
    assert wanted in names(text, tagger)


def test_a_full_name_and_its_acronym_are_two_names(tagger: NameTagger) -> None:
    text = "Badan Nasional Pencarian dan Pertolongan (BNPP) mengirim perahu."
    assert names(text, tagger) == ["ORG Badan Nasional Pencarian dan Pertolongan", "ORG BNPP"]


def test_initials_bind_a_name_over_commas(tagger: NameTagger) -> None:
    text = "Badan Meteorologi, Klimatologi, dan Geofisika (BMKG) memperkirakan hujan."
    assert names(text, tagger)[0].endswith(" Badan Meteorologi, Klimatologi, dan Geofisika")


def test_words_whose_initials_do_not_fit_are_left_alone() -> None:
    words = ["Dinas", "Sosial", "Kota", "(", "BPBD", ")"]
    assert spell_out([(0, 3, "ORG", 0.9)], words) == [(0, 3, "ORG", 0.9)]


def test_a_street_and_its_city_are_two_places(tagger: NameTagger) -> None:
    found = names("Kebakaran terjadi di Jalan Kranggan Surabaya, Selasa.", tagger)
    assert found == ["LOC Jalan Kranggan", "LOC Surabaya"]


def test_a_name_said_in_full_once_is_known_in_the_whole_article(tagger: NameTagger) -> None:
    text = (
        "Gubernur Bengkulu Zarkasi Wiratmo menutup pasar itu. Alasannya kebersihan.\n"
        "Wiratmo. Lagi-lagi Wiratmo yang disalahkan pedagang."
    )
    assert names(text, tagger).count("PER Wiratmo") == 2


def test_english_text(tagger: NameTagger) -> None:
    text = "Police in Nairobi arrested James Mwangi, a lawyer for Amnesty International, on Friday."
    assert names(text, tagger) == ["LOC Nairobi", "PER James Mwangi", "ORG Amnesty International"]


def test_a_dateline_names_a_place(tagger: NameTagger) -> None:
    assert "LOC Jakarta" in names("Jakarta, Suara Rakyat - - Harga cabai turun.", tagger)


def test_text_without_capitals_has_no_names(tagger: NameTagger) -> None:
    assert names("harga cabai naik 20 persen, kata pedagang di pasar.", tagger) == []
    assert names("", tagger) == []


@pytest.mark.parametrize(
    "text",
    [
        "\u200b\u200b",
        "(((",
        "KPK" * 4000,
        "A " * 3000,
        "İİİ Ǆ ß ﬁ",
        "🙂 Budi 🙂",
        ". . .",
        "½ ² Ⅳ",
        "\ufeffJakarta\x00Bandung",
    ],
)
def test_strange_text_breaks_nothing(text: str, tagger: NameTagger) -> None:
    for name in find_names(segment(text, load_pack("id")), tagger):
        assert 0 <= name.start < name.end <= len(text)
        assert name.type in ("PER", "ORG", "LOC")
        assert 0 <= name.score <= 1


def test_names_are_in_order_on_word_edges_and_apart(tagger: NameTagger) -> None:
    text = "Wali Kota Bogor Dedie Rachim dan Ketua DPRD Adityawarman Adil meresmikan Stasiun Sukaresmi. " * 3
    layout = segment(text, load_pack("id"))
    found = find_names(layout, tagger)
    assert found
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))
    assert all(name.start in layout.starts and name.end in layout.ends for name in found)


def test_a_tagger_can_be_sent_to_another_process(tagger: NameTagger) -> None:
    text = "Rudianto Simbolon dari Basarnas tiba di Sibolga."
    assert names(text, pickle.loads(pickle.dumps(tagger))) == names(text, tagger)


def test_what_was_read_before_changes_nothing(tagger: NameTagger) -> None:
    text = "Rudianto Simbolon dari Basarnas tiba di Sibolga."
    before = names(text, tagger)
    names("Sibolga menang. Simbolon FC kalah dari Basarnas United.", tagger)
    tagger.vocabulary.clear()
    assert names(text, tagger) == before


def test_time_grows_with_the_text_and_no_faster(tagger: NameTagger) -> None:
    line = "Kepala Dinas Sosial Garut Helmi Tanuwijaya mengirim bantuan ke Cibatu, Selasa. "
    layouts = [segment(line * times, load_pack("id")) for times in (400, 3200)]
    for layout in layouts:
        find_names(layout, tagger)
    spent = []
    for layout in layouts:
        start = time.process_time()
        find_names(layout, tagger)
        spent.append(time.process_time() - start)
    assert spent[1] < 8 * 4 * max(spent[0], 0.005)


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("Jakarta", "Xx"),
        ("KPK", "XX"),
        ("A", "X"),
        ("eBay", "xX"),
        ("kata", "x"),
        ("KN-23", "XX-0"),
        ("McD", "XxX"),
    ],
)
def test_shape(word: str, shape: str) -> None:
    assert shape_of(word) == shape


def test_a_hidden_word_keeps_its_outline_only() -> None:
    features = features_of("n", "Wiratmo", {})
    assert "s=nXx" in features
    assert not [f for f in features if f.startswith("k=")]
    assert class_of("n", "Wiratmo", {"wiratmo": "-pi"}) == "Cp"


def test_openings_and_titled_lines_are_told_apart() -> None:
    vocabulary = Vocabulary({}, ["dan"], ["dr"], [])
    words = ["Hujan", "turun", ".", "Warga", "Sibolga", "lari", ".", "Kata", "dr", ".", "Hasan"]
    placed = Placed(words, [0], vocabulary)
    manners = [vocabulary.keys[number][0] for number in placed.numbers[placed.at].tolist()]
    assert [w for w, m in zip(words, manners, strict=True) if m == "^"] == ["Hujan", "Warga", "Kata"]
    titled = Placed(["Banjir", "Rendam", "Pasar", "Sibolga"], [0], vocabulary)
    assert {vocabulary.keys[number][0] for number in titled.numbers[titled.at].tolist()} == {"t"}


@pytest.mark.shared
def test_the_published_test_set_is_read_as_well_as_pinned(tagger: NameTagger) -> None:
    """Strict entity-level F1 on IDNER-News-2k's test split; the floor stands in benchmarks/quality/names.toml."""
    import sys
    import tomllib

    root = Path(__file__).resolve().parents[2]
    news = root.parent / "shared" / "data" / "idner-news-2k"
    if not news.exists():
        pytest.skip("the data set is not beside the checkout")
    sys.path.insert(0, str(root / "scripts"))
    try:
        from names.corpora import read_news
        from names.score import score
    finally:
        sys.path.pop(0)
    floors = tomllib.loads((root / "benchmarks" / "quality" / "names.toml").read_text("utf-8"))
    found = score(read_news(news, "test")[0], tagger)
    assert found.f1 >= floors["test"]["f1"]
    for kind, floor in floors["test"]["types"].items():
        assert found.types[kind] >= floor
