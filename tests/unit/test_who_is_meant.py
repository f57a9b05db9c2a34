"""Whom a source phrase means: families and camps, degrees, bodies before names, pronouns, media named before."""

from __future__ import annotations

import pytest

from tests.unit.test_reading import statements, told


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Keluarga Anton Hidayat membantah tudingan itu.", "anonymous: Keluarga Anton Hidayat"),
        ("Perwakilan Anton Hidayat membantah tudingan itu.", "anonymous: Perwakilan Anton Hidayat"),
        ("Perwakilan warga, Anton Hidayat, mengatakan jalan itu rusak.", "Anton Hidayat"),
        ("Kepala Humas, Kementerian Perhubungan, Rudi Hartono mengatakan jalur itu ditutup.", "Rudi Hartono"),
        ("Ketua dewan guru, Prof. Anton Hidayat, S.H., M.Si., mengatakan ujian ditunda.", "Anton Hidayat"),
        ('"Ujian ditunda," kata dr. Rina Wati, M.Kes, Senin.', "Rina Wati"),
        (
            "Seorang juru bicara dinas kesehatan Bandung mengatakan stok obat aman.",
            "anonymous: juru bicara dinas kesehatan Bandung",
        ),
        ("Kata Rina Wati, pasar itu akan dipindah.", "Rina Wati"),
        ("Penduduk Rina Wati mengatakan sumurnya kering.", "Rina Wati"),
        (
            "Kepala Dinas Sosial (Dinsos) Provinsi Jateng Rina Wati mengatakan bahwa beras itu cukup.",
            "Rina Wati",
        ),
    ],
)
def test_the_source_is_whom_the_phrase_means(sentence: str, name: str) -> None:
    assert told(sentence)[0][0] == name


def test_a_company_named_before_its_founder_is_no_part_of_his_name() -> None:
    text = (
        "Tahun ini Lumbungku membuka gudang di tiga kota. Pendiri Lumbungku Anton Hidayat menjelaskan "
        'petani tidak dipungut biaya. "Kami menanggung ongkosnya," kata Anton.'
    )
    assert {name for name, _ in told(text)} == {"Anton Hidayat"}


def test_katanya_after_a_quotation_is_a_person_not_the_body_between() -> None:
    text = (
        '"Jalan ini rusak," kata Ketua Asosiasi Sopir Rina Wati.\n'
        "BPBD menyatakan perbaikan dimulai Senin.\n"
        '"Kami sudah lama menunggu," katanya.'
    )
    assert [name for name, _ in told(text)] == ["Rina Wati", "BPBD", "Rina Wati"]


def test_they_is_no_single_person() -> None:
    text = "Wali Kota Anton Hidayat menemui para pedagang. Mereka meminta sewa kios diturunkan."
    assert told(text)[-1][0] != "Anton Hidayat"


def test_they_are_the_body_of_the_sentence_before_not_whoever_spoke_earlier() -> None:
    text = (
        "Fraksi Golkar menilai anggaran itu boros. Fraksi PKB menaruh perhatian pada pajak desa. "
        "Mereka juga menyoroti pasar yang sepi."
    )
    assert [name for name, _ in told(text)] == ["Fraksi Golkar", "Fraksi PKB"]


def test_our_side_is_whoever_spoke_last() -> None:
    text = (
        "Bupati Rina Wati membuka rapat itu. Atas nama pemerintah, pihaknya menyatakan siap membantu petani."
    )
    assert [name for name, _ in told(text)] == ["Rina Wati"]


def test_the_year_before_a_cue_is_when_it_happened_not_when_it_was_said() -> None:
    text = '"Air mulai surut," kata Rina Wati, Senin (3/2/2025). Tahun 2023, imbuh dia, ada 40 rumah yang terendam.'
    assert {statement.said_on for statement in statements(text)} == {"2025-02-03"}


def test_that_medium_is_the_one_named_before() -> None:
    text = (
        "Kabar itu menjadi berita utama koran Marca edisi Kamis. "
        "Disebutkan media yang berbasis di Madrid itu, kontraknya tinggal diteken."
    )
    assert told(text)[-1][0] == "Marca"


def test_this_man_is_whom_the_sentence_before_begins_with() -> None:
    text = (
        "Ketua panitia, Anton Hidayat menjelaskan lomba ditunda. Presiden Rudi Hartono sempat menyatakan agar "
        "lomba digelar.\nAnton lantas ditanya soal permintaan Rudi. Pria yang menjadi guru ini menyatakan bahwa "
        "lapangan belum kering."
    )
    assert told(text)[-1] == ("Anton Hidayat", "lapangan belum kering")


def test_such_a_thing_is_told_by_whoever_the_next_sentence_names() -> None:
    text = (
        "Siswi Lestari Putri yang hilang sejak Mei ditemukan di Jakarta. Hal tersebut dikatakan Kasat Reskrim "
        'Kompol Anton Hidayat.\n"Ia sehat," ujarnya.'
    )
    assert told(text)[-1] == ("Anton Hidayat", "Ia sehat")


@pytest.mark.parametrize(
    "phrase",
    ["petenis 27 tahun ini mengakui", "petenis asal Kudus mengakui", "petenis kelahiran Kudus itu mengakui"],
)
def test_a_description_by_age_or_origin_is_who_was_quoted_before(phrase: str) -> None:
    text = f'"Saya siap," kata petenis Rina Wati di Kudus.\nNamun, {phrase} bahwa tangannya masih sakit.'
    assert told(text)[-1] == ("Rina Wati", "tangannya masih sakit")


def test_an_office_stands_in_a_building_and_an_envoy_in_a_country() -> None:
    text = 'Presiden Anton Hidayat bertemu petani. "Harga naik," kata Presiden di Istana Merdeka, Senin.'
    assert told(text)[-1][0] == "Anton Hidayat"


def test_the_author_and_the_reader_say_nothing() -> None:
    assert told("Kita mengakui bahwa jalan itu panjang. Mungkin Anda berpikir bahwa jalan itu pendek.") == []


def test_an_account_speaks_under_its_name() -> None:
    assert told('"Airnya jernih," tulis akun bernama @lestari_putri.')[0][0] != "anonymous: akun bernama"


def test_an_artist_in_capitals_speaks_on() -> None:
    text = (
        '"Kami senang," kata gitaris Anton Hidayat.\nDi sisi lain, RM mengaku tertarik dengan tema itu.\n'
        '"Saya membaca banyak buku," ujarnya.'
    )
    assert told(text)[-1][0] == "RM"
