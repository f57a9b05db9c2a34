"""Who says what through whom inside one article: documents passed on, closing formulas, bodies and their heads."""

from __future__ import annotations

import pytest

from tests.unit.test_reading import statements, told


def ways(text: str, language: str = "id") -> list[list[str]]:
    """The chain of each statement, without the publisher."""
    return [one.chain[:-1] for one in statements(text, language)]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Laporan intelijen menunjukkan kapal itu membawa solar, kata Menteri Rudi Hartono.",
            ["anonymous: Laporan intelijen", "Rudi Hartono"],
        ),
        (
            "Menurut laporan intelijen, kapal itu membawa solar, kata Menteri Rudi Hartono.",
            ["anonymous: laporan intelijen", "Rudi Hartono"],
        ),
        ("Hitung cepat Cakra Desa menunjukkan kades lama menang, lapor Antara.", ["Cakra Desa", "Antara"]),
        (
            "Rina Wati, mengutip data Basarnas, mengatakan korban hilang tinggal dua orang.",
            ["Basarnas", "Rina Wati"],
        ),
        (
            "Menteri Rudi Hartono membantah tuduhan itu menurut warta kantor berita AFP.",
            ["Rudi Hartono", "AFP"],
        ),
        (
            "Menteri Rudi Hartono mengatakan ia akan mundur, menurut tim kampanye.",
            ["Rudi Hartono", "anonymous: tim kampanye"],
        ),
    ],
)
def test_who_passes_on_stands_behind_the_origin(text: str, chain: list[str]) -> None:
    assert ways(text) == [chain]


def test_what_somebody_has_found_himself_is_not_passed_on() -> None:
    (only,) = ways("Survei kami menunjukkan pedagang merugi, kata Direktur Rina Wati.")
    assert only == ["Rina Wati"]


def test_whoever_heads_a_body_speaks_for_it() -> None:
    text = "Kepala BPS Rina Wati mengatakan, BPS mencatat harga cabai naik 12 persen."
    assert ways(text) == [["Rina Wati"]]


def test_a_citation_in_its_own_sentence_is_carried_by_whoever_cites() -> None:
    text = "Bupati Rina Wati meninjau tanggul. Ia mengutip data BNPB, kerugian mencapai Rp2 miliar."
    assert ways(text)[-1] == ["BNPB", "Rina Wati"]


def test_the_formula_at_the_end_credits_the_whole_report() -> None:
    text = (
        'Presiden Anton Hidayat menyatakan perbatasan dibuka. "Truk boleh lewat," katanya.\n'
        "Ratusan truk sudah mengantre sejak subuh, demikian warta kantor berita Reuters."
    )
    assert all("Reuters" in chain for chain in ways(text))


def test_a_formula_alone_credits_the_sentence_before_it() -> None:
    text = (
        "Pelabuhan itu diduga menyimpan pupuk selundupan. Demikian seperti dikutip dari BBC.\n"
        '"Kami masih memeriksa," kata Rina Wati di pelabuhan.'
    )
    assert [("BBC" in chain) for chain in ways(text)] == [True, False]


def test_a_crowd_counted_twice_in_english() -> None:
    text = "Around 5,000 people attended, police said, while organisers put the figure at 20,000."
    assert told(text, "en") == [
        ("Police", "Around 5,000 people attended"),
        ("anonymous: organisers", "the figure at 20,000"),
    ]
