"""Furniture, the publisher, outlets in running text, defects."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from runut.engine.resources import load_pack
from runut.model.article import Article
from runut.model.reading import Defect, Furniture, Timex
from runut.steps.clean import (
    find_byline,
    find_carriers,
    find_clashes,
    find_defects,
    find_furniture,
    find_outlet,
    find_title,
)
from runut.steps.clean.spelling import Spelling
from runut.steps.extract.outlets import find_outlet_names
from runut.steps.segment import segment

SHARED = Path(__file__).parents[2] / ".." / "shared"
HELD_OUT = {"d03", "d06", "d09", "d12", "d15", "d18", "d21"}
STORY = (
    "Sungai di kabupaten itu meluap pada Sabtu malam setelah hujan turun selama enam jam tanpa henti.\n"
    "Warga di tiga desa mengungsi ke balai pertemuan dan ke rumah kerabat yang letaknya lebih tinggi.\n"
)


def article(text: str, **carrier: str) -> Article:
    return Article(name="a.txt", text=text, sha256="", **carrier)


def furniture(text: str, code: str = "id", **carrier: str) -> list[tuple[str, str]]:
    """Kind and words of what is not the story."""
    pack = load_pack(code)
    found = find_furniture(article(text, **carrier), segment(text, pack), pack)
    return [(f.kind, text[f.start : f.end]) for f in found]


def outlet(text: str, code: str = "id", **carrier: str) -> str | None:
    pack = load_pack(code)
    layout = segment(text, pack)
    given = article(text, **carrier)
    return find_outlet(given, layout, find_furniture(given, layout, pack), pack)


def byline(text: str, code: str = "id") -> str | None:
    pack = load_pack(code)
    layout = segment(text, pack)
    return find_byline(article(text), layout, find_furniture(article(text), layout, pack), pack)


def defects(text: str, code: str = "id") -> list[tuple[str, str]]:
    pack = load_pack(code)
    layout = segment(text, pack)
    frame = find_furniture(article(text), layout, pack)
    found = find_defects(layout, frame, pack, find_outlet(article(text), layout, frame, pack))
    return [(d.kind, text[d.start : d.end]) for d in found]


def outlets(text: str, code: str = "id") -> list[tuple[str, str | None]]:
    pack = load_pack(code)
    return [(text[e.start : e.end], e.name) for e in find_outlet_names(segment(text, pack), pack)]


class TestHeadAndFoot:
    def test_a_page_is_told_from_its_story(self) -> None:
        page = (
            "Banjir Rendam Tiga Desa di Lembah Hulu\n"
            "Rina Ayu - detikNews\n"
            "Minggu, 07 Feb 2021 09:30 WIB\n"
            "Warga menuju pengungsian. (Foto: Budi Hartono/Kabar Hulu)\n"
            "Lembah Hulu - " + STORY + "Baca juga: Tanggul Lama Belum Diperbaiki\n"
            '"Air naik cepat sekali," kata Kepala Desa Karang, Suryadi.\n'
            "(abc/def)\n"
            "banjir\n"
            "tanggul\n"
        )
        found = furniture(page)
        assert found[0] == ("headline", "Banjir Rendam Tiga Desa di Lembah Hulu")
        assert [kind for kind, _ in found[1:4]] == ["byline", "byline", "caption"]
        assert ("related-link", "Baca juga: Tanggul Lama Belum Diperbaiki") in found
        assert found[-3:] == [
            ("byline", "(abc/def)"),
            ("related-link", "banjir"),
            ("related-link", "tanggul"),
        ]
        told = " ".join(words for _, words in found)
        assert "mengungsi" not in told
        assert "Suryadi" not in told

    def test_a_repeated_headline_is_a_headline_again(self) -> None:
        headline = "Harga Cabai Naik Dua Kali Lipat\n\n"
        page = f"{headline}Pedagang cabai di pasar. (EPA)\n\n{headline}"
        kinds = [kind for kind, _ in furniture(page + "Sari • 3 Mei 2021 14:05\n\n" + STORY)]
        assert kinds[:4] == ["headline", "caption", "headline", "byline"]

    def test_the_carriers_title_is_found_in_the_text(self) -> None:
        title = "Air bah melanda lembah."
        assert furniture(f"{STORY}{title}\n{STORY}", title=title) == [("headline", title)]

    @pytest.mark.parametrize(
        "headline",
        [
            "Bendungan Tua di Lereng Gunung Itu Akhirnya Diperbaiki Tahun Depan, Petani Tiga Kecamatan Diminta Sabar",
            "Bendungan tua di lereng gunung itu akhirnya diperbaiki tahun depan, petani tiga kecamatan diminta sabar?",
        ],
        ids=["in title case", "with a byline after it"],
    )
    def test_a_long_headline_with_a_byline_and_a_dateline_after_it(self, headline: str) -> None:
        found = furniture(f"{headline}\nReporter: Sinta Laras\nPALEMBANG, Kabarsungai.com - {STORY}")
        assert found[0] == ("headline", headline)
        assert found[-1] == ("dateline", "PALEMBANG, Kabarsungai.com -")

    def test_a_first_paragraph_is_no_headline(self) -> None:
        assert furniture(STORY) == []
        assert furniture("Polisi menangkap lima orang.\n" + STORY) == []

    @pytest.mark.parametrize(
        "line",
        [
            "Baca juga: Jembatan Putus, Warga Menyeberang dengan Rakit",
            "[Baca Juga: Jembatan Putus]",
            "SIMAK JUGA - Jembatan Putus",
            "Lihat juga: Jembatan Putus",
            "Artikel lain tentang banjir di lembah hulu",
        ],
    )
    def test_links_between_paragraphs(self, line: str) -> None:
        assert furniture(STORY + line + "\n" + STORY) == [("related-link", line)]

    def test_titles_hang_on_an_open_phrase_until_the_story_goes_on(self) -> None:
        page = STORY + "Baca juga:\nJembatan Putus di Hulu\nSiapa Menanggung Biaya?\n" + STORY
        assert [kind for kind, _ in furniture(page)] == ["related-link"] * 3

    def test_a_notice_glued_before_the_first_sentence_leaves_the_sentence(self) -> None:
        notice = "Konten ini disempurnakan menggunakan Kecerdasan Buatan (AI)."
        assert furniture(f"{notice} {STORY}") == [("notice", notice)]

    @pytest.mark.parametrize(
        ("line", "kind"),
        [
            ("ADVERTISEMENT", "promo"),
            ("SCROLL TO CONTINUE WITH CONTENT", "promo"),
            ("[Gambas:Video 20detik]", "caption"),
            ("Bagikan: Facebook Twitter WhatsApp", "promo"),
            ("Ikuti kami di Google News", "promo"),
            ("2 dari 3 halaman", "promo"),
            ("Sumber gambar, Getty Images", "caption"),
            ("Artikel ini telah tayang di Kabardesa.com dengan judul Air Surut", "source-link"),
            ("Tautan sumber", "source-link"),
            ("COPYRIGHT © KABAR DESA 2020", "footer"),
            ("Catatan redaksi: angka korban telah diperbaiki", "notice"),
            ("Laporan Wartawan Kabardesa.com, Sari Dewi", "byline"),
        ],
    )
    def test_what_outlets_leave_behind(self, line: str, kind: str) -> None:
        assert furniture(STORY + line + "\n" + STORY) == [(kind, line)]

    def test_brackets_that_end_a_story_are_tags_only_where_it_ends(self) -> None:
        assert furniture(STORY + "Polisi masih mencari pelaku. (abc)")[-1] == ("byline", "(abc)")
        assert furniture("Ia dijerat Kitab Undang-undang Hukum Pidana (KUHP).\n" + STORY) == []
        assert furniture(STORY + "Ia dijerat Kitab Undang-undang Hukum Pidana (KUHP).") == []


class TestHeadings:
    def test_a_short_line_between_paragraphs(self) -> None:
        assert furniture(STORY + "Tanggul jebol\n" + STORY) == [("section-heading", "Tanggul jebol")]

    def test_a_question(self) -> None:
        assert ("section-heading", "Apa penyebabnya?") in furniture(STORY + "Apa penyebabnya?\n" + STORY)

    @pytest.mark.parametrize(
        "lines",
        [
            "Persikab 2 - 1 Persibas\nPersiba 0 - 0 Persela\n",
            "Hasil pertandingan:\nPersikab menang\nPersiba kalah\n",
            "1. Kota: 112 orang\n2. Kabupaten: 86 orang\n",
            "Ia belum menjawab\n",
        ],
    )
    def test_lists_and_sentences_without_a_stop_are_none(self, lines: str) -> None:
        assert "section-heading" not in [kind for kind, _ in furniture(STORY + lines + STORY)]

    def test_one_run_into_a_paragraph_names_a_new_subject(self) -> None:
        text = (
            "Wali kota meninjau pasar pada pagi hari. Kementerian Pertanian siapkan beras cadangan\n"
            "Kementerian Pertanian mengatakan stok di gudang cukup untuk tiga bulan di semua wilayah.\n"
        )
        assert furniture(text) == [("section-heading", "Kementerian Pertanian siapkan beras cadangan")]
        assert ("typo", "Kementerian Pertanian siapkan beras cadangan") in defects(text)

    def test_a_sentence_that_lost_its_stop_is_none(self) -> None:
        text = "Wali kota meninjau pasar pada pagi hari. Ia juga berbincang dengan pedagang\n" + STORY
        assert furniture(text) == []


class TestOutlet:
    @pytest.mark.parametrize(
        ("lead", "name"),
        [
            ("TRIBUNNEWS.COM – ", "Tribunnews"),
            ("Jakarta, CNN Indonesia -- ", "CNN Indonesia"),
            ("Jakarta, CNN Indonesia - - ", "CNN Indonesia"),
            ("Kupang (ANTARA News) - ", "ANTARA News"),
            ("SEMARANG, KOMPAS.com - ", "Kompas.com"),
            ("Liputan6.com, Padang ", "Liputan6.com"),
            ("REPUBLIKA.CO.ID,BANDUNG -- ", "Republika"),
            ("KABARDESA.CO.ID, LUMAJANG – ", "KABARDESA.CO.ID"),
            ("Suara Lembah – ", "Suara Lembah"),
            ("SURABAYA – ", None),
            ("Moskow: ", None),
        ],
    )
    def test_datelines(self, lead: str, name: str | None) -> None:
        assert ("dateline", lead.strip()) in furniture(lead + STORY)
        assert outlet(lead + STORY) == name

    @pytest.mark.parametrize(
        "lead",
        [
            "Anies-Sandi menang. ",
            "Sekitar 30 - 40 orang hadir. ",
            "Rusia: kami tidak tahu. ",
            "GO - JEK tumbuh. ",
        ],
    )
    def test_what_only_looks_like_one(self, lead: str) -> None:
        assert "dateline" not in [kind for kind, _ in furniture(lead + STORY)]

    def test_what_the_carrier_says_comes_first(self) -> None:
        assert outlet("SEMARANG, KOMPAS.com - " + STORY, url="https://news.detik.com/berita/1") == "Detikcom"
        assert outlet(STORY, outlet="cnnindonesia.com") == "CNN Indonesia"
        assert outlet(STORY, url="https://kabardesa.example/1") == "kabardesa.example"

    def test_bylines_and_promotions(self) -> None:
        assert outlet(STORY + "(Tribunnews.com/Sari Dewi)") == "Tribunnews"
        assert outlet(STORY + "Jangan lupa ikuti berita lainnya di Google News Okezone.com") == "Okezone"

    def test_itself_in_its_own_story(self) -> None:
        assert outlet(STORY + '"Kami siap," kata Lurah Budi kepada Okezone, Senin.') == "Okezone"
        assert outlet(STORY + '"Kami siap," kata Lurah Budi kepada Reuters, Senin.') is None

    def test_an_agency_tag_is_no_publisher(self) -> None:
        assert outlet(STORY + "Hujan diperkirakan reda besok. (Antara)") is None

    def test_who_wrote_it(self) -> None:
        assert byline(STORY + "(Tribunnews.com/Sari Dewi)") == "Sari Dewi"
        assert byline("Banjir di Hulu\nOleh Rina Ayu\n" + STORY) == "Rina Ayu"
        assert byline(STORY) is None

    def test_the_title_is_more_than_a_sections_name(self) -> None:
        text = "Nasional\nBanjir Rendam Tiga Desa di Hulu\nEditor: Rina Ayu\n" + STORY
        pack = load_pack("id")
        layout = segment(text, pack)
        assert find_title(article(text), layout, find_furniture(article(text), layout, pack)) == (
            "Banjir Rendam Tiga Desa di Hulu"
        )


class TestOutletNames:
    def test_by_table_with_variants(self) -> None:
        assert outlets('"Ya," katanya kepada Kiev Independent dan Gazzetta dello Sport.') == [
            ("Kiev Independent", "Kyiv Independent"),
            ("Gazzetta dello Sport", "La Gazzetta dello Sport"),
        ]

    def test_domains(self) -> None:
        assert outlets("Dikutip dari laman dailymail.co.uk, hujan turun. Kata tempo.co lain.") == [
            ("dailymail.co.uk", "Daily Mail"),
            ("tempo.co", "Tempo"),
        ]

    def test_unknown_ones_by_their_form_after_a_cue(self) -> None:
        assert outlets("Seperti dilansir Kabar Pegunungan, hujan turun.") == [("Kabar Pegunungan",) * 2]
        assert outlets("Menurut harian Suara Lembah Hijau, hujan turun.") == [("Suara Lembah Hijau",) * 2]

    @pytest.mark.parametrize(
        "text",
        [
            "Antara lain, warga mengungsi. Suara gemuruh terdengar. Waspada banjir susulan.",
            "Tempo hari ia memakai kompas. AS dan Inggris sepakat.",
            "Dilansir dari BMKG, hujan masih turun. Dikutip dari Instagram pribadinya.",
            "Ia mengutip Budi Santoso dan dilaporkan oleh Siti Aminah ke polisi.",
        ],
    )
    def test_words_that_are_none(self, text: str) -> None:
        assert outlets(text) == []

    def test_everyday_words_after_a_cue(self) -> None:
        assert outlets("Hal itu dikutip dari Antara, Senin. Melansir Tempo, harga naik.") == [
            ("Antara", "Antara"),
            ("Tempo", "Tempo"),
        ]


class TestMarks:
    def test_a_leftover_tag(self) -> None:
        text = "“Kami siap membantu warga,” kata Camat Hulu pada Senin. katanya."
        assert defects(text) == [("stray-tag", "katanya.")]

    def test_a_tag_with_its_quotation_is_none(self) -> None:
        assert defects('"Kami siap membantu." katanya.') == []

    def test_marks_of_two_kinds_and_within_each_other(self) -> None:
        assert defects('"Kami siap membantu warga,” kata Camat.')[0][0] == "broken-quote"
        nested = "“Mereka bilang “sudah aman” kepada kami semua,” kata Camat."
        assert ("broken-quote", "“sudah aman”") in defects(nested)

    def test_a_quotation_that_goes_on_in_the_next_paragraph_may_stay_open(self) -> None:
        assert defects("“Kami siap membantu warga.\n“Bantuan datang besok,” kata Camat.") == []
        assert defects("“Kami siap membantu warga.\nCamat lalu pergi.")[0][0] == "broken-quote"


class TestSpelling:
    @pytest.mark.parametrize(
        ("slip", "meant"),
        [
            ("mengatkan", "mengatakan"),
            ("pemerintha", "pemerintah"),
            ("kesehtan", "kesehatan"),
            ("perbedan", "perbedaan"),
            ("keteranganya", "keterangannya"),
            ("kendaraaan", "kendaraan"),
            ("terhadpa", "terhadap"),
            ("mengunakan", None),
        ],
    )
    def test_one_stroke_from_a_common_word(self, slip: str, meant: str | None) -> None:
        found = load_pack("id").compiled(Spelling).slip(slip)
        assert meant is None or (found is not None and found.meant == meant)
        assert ("typo", slip) in defects(f"Petugas di sana {slip} pada sore hari.")

    @pytest.mark.parametrize(
        "word",
        [
            *("mengerek", "berkelit", "meneken", "dipugar", "sandungan", "terdepak", "valuasi", "amendemen"),
            *("dikirimkannya", "keikutsertaannya", "memperebutkan", "antikorupsi", "ngemplang", "nanyain"),
            *("website", "hardware", "deadline", "lockdown"),
        ],
    )
    def test_words_that_exist(self, word: str) -> None:
        assert defects(f"Petugas di sana {word} pada sore hari.") == []

    @pytest.mark.parametrize(
        ("slip", "meant"),
        [
            ("daei", "dari"),  # four letters, for one of the commonest words
            ("laur", "luar"),
            ("alasn", "alasan"),
            ("menulusuri", "menelusuri"),
            ("kepalatihan", "kepelatihan"),
            ("ditolaj", "ditolak"),
            ("karangananya", "karangannya"),
            ("urusanya", "urusannya"),
            ("pengurusannan", None),
            ("kewenangananan", None),
        ],
    )
    def test_rarer_words_and_shorter_ones(self, slip: str, meant: str | None) -> None:
        found = load_pack("id").compiled(Spelling).slip(slip)
        assert (found and found.meant) == meant

    @pytest.mark.parametrize("slip", ["melaui", "infrastuktur", "memilki", "terkahir"])
    def test_slips_that_lists_of_words_hold(self, slip: str) -> None:
        assert ("typo", slip) in defects(f"Rencana itu {slip} pada sore hari.")
        assert ("typo", slip.title()) in defects(f"Warga pulang. {slip.title()} pada sore hari.")

    @pytest.mark.parametrize(
        "word",
        [
            *("disinfektan", "kesultanan", "peringanan", "diungsikan", "merealokasi", "siniar", "prokes"),
            *("makanannya", "jalanan", "seyogianya", "pesimisme", "medio", "sajam"),
        ],
    )
    def test_words_of_recent_years_and_rare_endings(self, word: str) -> None:
        assert defects(f"Petugas di sana {word} pada sore hari.") == []

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Rapat itu akan di gelar besok pagi.", "di gelar"),
            ("Bantuan itu di salurkan kemarin.", "di salurkan"),
            ("Rombongan di sambut warga.", None),  # nothing shows that it is no place
            ("Ia sudah di rumah sejak pagi.", None),
            ("Mereka akan di sana sampai sore.", None),
            ("Anak itu main di bangunan tua.", None),
        ],
    )
    def test_a_passive_prefix_written_apart(self, text: str, found: str | None) -> None:
        assert [words for _, words in defects(text)] == ([found] if found else [])

    def test_what_comes_again_is_meant(self) -> None:
        assert defects("Makanan bernama kesehtan itu laris. Banyak kesehtan terjual.") == []

    def test_names_and_addresses_are_no_slips(self) -> None:
        assert defects("Akun @kesehtan dan situs kesehtan.id milik Kesehtan sudah ditutup.") == []

    @pytest.mark.parametrize(
        "words", ["dimana", "merubah", "diatas", "siapapun", "aktifitas", "di lakukan", "ke dua"]
    )
    def test_what_the_standard_does_not_have(self, words: str) -> None:
        assert ("typo", words) in defects(f"Rumah itu {words} oleh warga.")

    def test_months_and_places_and_doubles(self) -> None:
        assert ("typo", "Agutus") in defects("Rapat digelar pada 17 Agutus lalu.")
        assert ("typo", "Jawa tengah") in defects("Ia tinggal di Jawa tengah sejak kecil.")
        assert defects("Ia tiba di Jakarta tengah malam tadi.") == []
        assert ("typo", "dengan dengan") in defects("Ia datang dengan dengan ibunya.")
        assert ("typo", "diBandung") in defects("Rombongan tiba diBandung kemarin.")
        assert ("typo", "maret") in defects("Rapat digelar pada 12 maret lalu.")
        assert ("typo", "senin") in defects("Rapat digelar senin (3/5) sore.")
        assert defects("Dua minggu lalu ia mulai memerah susu.") == []
        assert ("typo", "malaysia") in defects("Ia bekerja di malaysia sejak lama.")
        assert ("typo", "pasar,lalu") in defects("Ia pergi ke pasar,lalu pulang.")
        assert ("typo", ".Warga") in defects("Jalan itu ditutup.Warga harus memutar.")

    def test_letters_doubled_one_way_here_and_another_there(self) -> None:
        text = "Polisi memakai barrakkuda baru. Menurut polisi, barakuda itu kuat. Dua barakuda lain rusak."
        assert [d for d in defects(text) if d[1] == "barrakkuda"] == [("typo", "barrakkuda")]


class TestNames:
    def test_one_name_in_two_spellings(self) -> None:
        text = "Gunawan Prasetyo datang. Gunawan Prasetyo lalu pulang. Gunawan Prasettyo dihubungi lagi."
        assert defects(text) == [("wrong-name", "Gunawan Prasettyo")]

    def test_a_single_name_spelt_otherwise_once(self) -> None:
        text = "Bupati Sumitro datang. Menurut Sumitro, jalan putus. Sumito lalu pulang."
        assert defects(text) == [("wrong-name", "Sumito")]
        text = "Pasokan ke Surabaya aman. Warga Surabaya tenang. Gudang di Surabya penuh."
        assert defects(text) == [("typo", "Surabya")]

    def test_first_names_of_two_people(self) -> None:
        text = "Hadir Ahmad Bustami, Ahmad Sarwani, Ahmad Zulfan dan Ahmat Rivaldi di lapangan."
        assert defects(text) == []

    def test_two_people_are_not_one(self) -> None:
        text = (
            "Hadir Rina Sari dan Rini Sari. Rina Sari bicara. Rini Sari diam. Rina Sari dan Rini Sari pulang."
        )
        assert [d for d in defects(text) if d[0] == "wrong-name"] == []

    def test_outlets(self) -> None:
        assert ("wrong-name", "Kiev Independent") in defects("Itu dilaporkan Kiev Independent, Senin.")

    def test_the_publishers_name_where_another_word_was(self) -> None:
        text = "Suara Lembah – Menurut laporan Suara Lembah Military dari Kyiv Independent, pabrik tutup.\n"
        assert ("outlet-swap", "Suara Lembah Military") in defects(text + STORY)
        assert "outlet-swap" not in [kind for kind, _ in defects("Suara Lembah – " + STORY)]

    def test_acronyms(self) -> None:
        assert defects("Ia anggota Dewan Pengawas Beras Nasional (WHO).") == [("wrong-expansion", "WHO")]
        assert defects("Ia anggota Organisasi Kesehatan Dunia (WHO).") == []
        assert defects("Ia anggota Badan Kesehatan PBB (WHO).") == []


class TestSense:
    def test_a_singular_pronoun_for_many(self) -> None:
        text = "Para nelayan di pesisir itu belum melaut. Ia menunggu ombak reda."
        assert defects(text) == [("mistranslation", "Ia")]

    def test_a_pronoun_for_somebody_named(self) -> None:
        assert defects("Para nelayan menunggu Hasan Basri. Ia datang sore hari.") == []

    def test_figures_against_their_verb(self) -> None:
        assert (
            defects("Kota itu mengurangi sampah dari 20 menjadi 35 persen tahun ini.")[0][0]
            == "mistranslation"
        )
        assert defects("Kota itu mengurangi sampah dari 35 menjadi 20 persen tahun ini.") == []
        assert defects("Harga turun dari 1.250 menjadi 980 rupiah.") == []

    def test_clashing_dates_become_defects(self) -> None:
        found = find_clashes([Timex(0, 5, None, clash="a Monday, not a Friday"), Timex(9, 12, "2020")])
        assert found == [Defect(0, 5, "typo", "a Monday, not a Friday")]


class TestEnglish:
    def test_a_page(self) -> None:
        page = (
            "Dam Fails After Heavy Rain\nBy Jane Doe\nMarch 3, 2021\n"
            "RIVER TOWN, Ohio (AP) — A dam failed early Wednesday and flooded more than two hundred homes.\n"
            "Read more: How dams age\n“We lost everything,” said Mary Major, who recieved no warning.\n"
        )
        assert [kind for kind, _ in furniture(page, "en")] == [
            "headline",
            "byline",
            "byline",
            "dateline",
            "related-link",
        ]
        assert outlet(page, "en") == "AP"
        assert defects(page, "en") == [("typo", "recieved")]


class TestPackExamples:
    @pytest.mark.parametrize("code", ["id", "en"])
    @pytest.mark.parametrize("name", ["furniture", "defect"])
    def test_every_rule_finds_what_its_examples_say(self, code: str, name: str) -> None:
        find = furniture if name == "furniture" else defects
        for rule in load_pack(code).rules(name):
            assert rule.get("examples"), f"{rule['name']} has no example"
            for example in [*rule["examples"], *rule.get("counter", [])]:
                lines = [f"{kind}|{words}" for kind, words in find(example["text"], code)]
                for wanted in example.get("find", []):
                    assert any(line.startswith(wanted) for line in lines), (rule["name"], lines)
                for unwanted in example.get("absent", []):
                    assert not any(line.startswith(unwanted) for line in lines), (rule["name"], lines)

    def test_outlets_are_many_and_unambiguous(self) -> None:
        rows = load_pack("id").table("outlets")
        assert len({row["name"] for row in rows}) > 700
        exact = [(row["form"], row["name"]) for row in rows]
        assert len({form for form, _ in exact}) == len(exact)
        assert {row["class"] for row in rows} == {"outlet", "agency"}


class TestSpeed:
    @pytest.mark.parametrize(
        "text",
        [
            "Petugas kesehtan datang ke pasar. " * 8_000,
            "Baca juga: Satu Dua Tiga\n" * 8_000,
            "“a,” kata Budi. katanya. " * 4_000,
            "(" * 100_000,
            "Budi Santosa Budi Santoso " * 8_000,
        ],
    )
    def test_large_texts_take_linear_time(self, text: str) -> None:
        pack = load_pack("id")
        layout = segment(text, pack)
        started = time.process_time()
        frame = find_furniture(article(text), layout, pack)
        find_defects(layout, frame, pack)
        assert time.process_time() - started < 5


def annotated() -> list[Path]:
    found = [*(SHARED / "gold").glob("0*.gold.json"), *(SHARED / "dev-gold").glob("d*.gold.json")]
    return sorted(path for path in found if path.name.split(".")[0] not in HELD_OUT)


Read = list[tuple[str, dict[str, list[dict[str, Any]]], list[Furniture], list[Defect]]]


@pytest.fixture(scope="module")
def read() -> Read:
    if not annotated():
        pytest.skip("no annotated articles beside the checkout")
    pack = load_pack("id")
    found = []
    for path in annotated():
        gold = json.loads(path.read_text("utf-8"))
        folder = "seeds" if path.parent.name == "gold" else "dev-articles"
        text = (SHARED / folder / gold["article"]).read_text("utf-8")
        layout = segment(text, pack)
        frame = find_furniture(article(text), layout, pack)
        name = find_outlet(article(text), layout, frame, pack)
        found.append((text, gold, frame, find_defects(layout, frame, pack, name)))
    return found


@pytest.mark.shared
class TestAgainstGold:
    def test_furniture(self, read: Read) -> None:
        right = wanted = given = 0
        for text, gold, frame, _ in read:
            ours = {n for f in frame for n in range(f.start, f.end) if not text[n].isspace()}
            theirs = {
                n for f in gold["furniture"] for n in range(f["start"], f["end"]) if not text[n].isspace()
            }
            right, wanted, given = right + len(ours & theirs), wanted + len(theirs), given + len(ours)
        assert 2 * right / (wanted + given) >= 0.97

    def test_defects(self, read: Read) -> None:
        right = wanted = given = 0
        for _, gold, _, found in read:
            theirs = [(d["start"], d["end"], d["kind"]) for d in gold["defects"]]
            right += sum(
                any(d.kind == kind and d.start < end and start < d.end for d in found)
                for start, end, kind in theirs
            )
            wanted, given = wanted + len(theirs), given + len(found)
        assert 2 * right / (wanted + given) >= 0.65


def test_an_agency_in_the_tail_carries_the_article() -> None:
    pack = load_pack("id")
    text = "KabarNusa.com - Banjir surut, kata Camat Ende.\n(Antara)"
    article = Article("a", text, "")
    layout = segment(text, pack)
    furniture = find_furniture(article, layout, pack)
    assert find_carriers(layout, furniture, "KabarNusa.com", pack) == ["Antara"]
    assert find_carriers(layout, furniture, "Antara", pack) == []


# --- paragraphs, marks and words that affixes could make


CLOSED = "Warga mengungsi ke balai desa sejak kemarin. Air belum surut.\n" * 3


def test_a_paragraph_without_its_full_stop() -> None:
    text = (
        CLOSED
        + "Pemerintah kabupaten berjanji mengirim beras dan selimut ke lima posko pengungsian besok\n"
        + CLOSED
    )
    assert ("typo", "besok") in defects(text)
    text = (
        CLOSED
        + "Bupati meninjau tanggul yang jebol bersama kepala dinas pekerjaan umum, Senin (3/5/2021)\n"
        + CLOSED
    )
    assert ("typo", "Senin (3/5/2021)") in defects(text)


@pytest.mark.parametrize(
    "line",
    [
        "Pasar Induk Kota Baru Ditutup Sementara Akibat Banjir Bandang Semalam Suntuk",  # a headline
        "1. Beras dan minyak goreng untuk seratus keluarga di tiga desa yang terendam",  # an item of a list
        "Pemerintah kabupaten berjanji mengirim beras dan selimut ke lima posko pengungsian [] KP",
    ],
)
def test_lines_that_want_no_full_stop(line: str) -> None:
    assert defects(CLOSED + line + "\n" + CLOSED) == []


def test_a_space_before_a_mark() -> None:
    assert ("typo", "surut ,") in defects(CLOSED + "Air mulai surut , warga pulang.\n")
    cut = "Air surut , warga pulang , toko buka , jalan ramai , sekolah masuk .\n"
    assert not [found for found in defects(CLOSED + cut) if "," in found[1]]


def test_the_same_word_with_a_capital_once() -> None:
    assert ("typo", "indeks Indeks") in defects("Mereka mencatat indeks Indeks Harga Konsumen naik.\n")
    assert ("typo", "Anak anak") in defects("Sekolah itu tutup. Anak anak belajar di rumah.\n")
    assert defects("Ia bermain di Kota Kota Baru.\n") == []


def test_a_word_that_affixes_could_make_is_a_slip_of_a_far_commoner_one() -> None:
    assert ("typo", "terkiat") in defects("Polisi memeriksa tiga saksi terkiat kebakaran itu.\n")
    assert ("typo", "mendapakan") in defects("Warga berharap mendapakan bantuan secepatnya.\n")
    assert ("typo", "didalamnya") in defects("Gudang itu roboh dan beras didalamnya basah.\n")
    assert defects("Pohon itu meranggas dan dahannya terkait di kabel.\n") == []


def test_the_first_word_behind_a_dateline() -> None:
    assert ("typo", "Peyebaran") in defects("SOLO, KABAR.COM - Peyebaran pupuk ke desa terlambat.\n")


# --- pages taken whole


BODY = "Kabar.com - Banjir merendam tiga desa di tepi sungai itu sejak Sabtu malam dan warga mengungsi ke balai desa.\n"


def test_a_dateline_under_teaser_and_captions() -> None:
    head = (
        "Banjir Rendam Tiga Desa, Siapa Bertanggung Jawab?\nRina Ayu\nSenin, 30 Oktober 2023 | 09:02 WIB\n"
        "Warga tiga desa di tepi sungai itu mengungsi setelah air naik cepat pada Sabtu malam lalu.\n"
        "Warga mengangkut barang dengan perahu karet melewati jalan desa yang terendam air setinggi dada orang dewasa\n"
    )
    assert ("dateline", "Kabar.com -") in furniture(head + BODY + STORY)


def test_no_dateline_far_inside_the_story() -> None:
    assert not [kind for kind, _ in furniture(STORY * 2 + BODY + STORY) if kind == "dateline"]


def test_a_dateline_of_an_unknown_outlet_under_the_byline() -> None:
    head = "Banjir Rendam Tiga Desa\nReporter\nRina Ayu\n10 - Feb - 2024, 11:35\n"
    body = (
        "KABARTIMES - Banjir merendam tiga desa di tepi sungai itu sejak Sabtu malam dan warga mengungsi.\n"
    )
    found = furniture(head + body + STORY)
    assert ("byline", "10 - Feb - 2024, 11:35") in found
    assert ("dateline", "KABARTIMES -") in found
