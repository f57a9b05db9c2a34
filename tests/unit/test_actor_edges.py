"""Where names begin and end, and what is none: on own sentences, names given as a tagger gives them."""

from __future__ import annotations

import pytest

from runut.engine.resources import load_pack
from runut.model.cast import Cast
from runut.model.reading import NamedEntity
from runut.steps.resolve.actors import resolve_actors
from runut.steps.segment import segment
from tests.unit.actor_makers import cast_of, mentions, sources


def read(text: str, **names: str) -> Cast:
    """The cast of a text whose names, as ``per="Name; Name"``, stand apart in text order."""
    tagged = []
    for kind, listed in names.items():
        at = 0
        for name in listed.split("; "):
            start = text.index(name, at)
            at = start + len(name)
            tagged.append(NamedEntity(start, at, kind.upper()))
    pack = load_pack("id")
    return resolve_actors(segment(text, pack), tagged, [], None, pack)


def actors(text: str, **names: str) -> dict[str, list[str]]:
    """Every actor but groups by its name with the words of its mentions."""
    cast = read(text, **names)
    return {a.name: mentions(text, cast, a.name) for a in cast.actors if a.type != "group"}


# a body and who heads it


def test_a_body_before_its_heads_name_is_parted_where_a_sentence_names_both() -> None:
    text = (
        "CEO Lakumi Rendra Wibowo membuka kantor baru. Rendra yakin Lakumi tumbuh. "
        "Sejak lama Lakumi merekrut sopir."
    )
    found = actors(text, per="Lakumi Rendra Wibowo; Rendra; Lakumi; Lakumi")
    assert found["Lakumi"] == ["Lakumi", "Lakumi", "Lakumi"]
    assert found["Rendra Wibowo"] == ["Rendra Wibowo", "Rendra"]


def test_a_person_called_by_either_name_stays_one() -> None:
    text = "CEO Sandra Wibowo membuka kantor baru. Sandra yakin akan laba. Kemudian Wibowo pulang."
    found = actors(text, per="Sandra Wibowo; Sandra; Wibowo")
    assert found == {"Sandra Wibowo": ["Sandra Wibowo", "Sandra", "Wibowo"]}


@pytest.mark.parametrize(
    ("text", "org", "body", "person"),
    [
        (
            "Sekretaris DPRD Kota Malang Wiryanto mencatat rapat itu.",
            "DPRD Kota Malang Wiryanto",
            "DPRD Kota Malang",
            "Wiryanto",
        ),
        (
            "Direktur Jenderal Kerja Sama Kementerian Luar Negeri Hilman Satrio berangkat.",
            "Kementerian Luar Negeri Hilman Satrio",
            "Kementerian Luar Negeri",
            "Hilman Satrio",
        ),
    ],
)
def test_the_holders_name_is_cut_off_the_end_of_a_bodys(text: str, org: str, body: str, person: str) -> None:
    found = actors(text, org=org)
    assert found[body] == [body]
    assert found[person] == [person]


def test_a_body_keeps_its_end_where_no_office_leads_to_it() -> None:
    text = "Rombongan itu berangkat bersama Kementerian Luar Negeri Hilman."
    assert "Hilman" not in actors(text, org="Kementerian Luar Negeri Hilman")


def test_a_body_begins_after_the_field_of_an_office() -> None:
    text = "Kasubdit Pembinaan dan Penegakan Hukum Polda Jambi menutup jalan."
    assert "Polda Jambi" in actors(text, org="Hukum Polda Jambi")


def test_a_unit_keeps_its_field() -> None:
    text = "Kepala Biro Hukum Polda Jambi menutup rapat."
    assert "Biro Hukum Polda Jambi" in actors(text, org="Biro Hukum Polda Jambi")


def test_chief_of_staff_is_an_office_not_a_body() -> None:
    text = "Kepala Staf TNI Angkatan Laut Suryo Adi memeriksa kapal."
    found = actors(text, org="TNI Angkatan Laut", per="Suryo Adi")
    assert all("Staf" not in mention for spans in found.values() for mention in spans)


# people


def test_a_namesake_brought_in_later_does_not_take_the_name_over() -> None:
    text = (
        "Polisi menahan Salim Harun. Menurut tetangga, Harun jarang pulang. "
        "Adiknya, Rina Harun, kuliah di kota. Kini Harun diadili."
    )
    found = actors(text, per="Salim Harun; Harun; Rina Harun; Harun")
    assert found["Salim Harun"] == ["Salim Harun", "Harun", "Harun"]
    assert found["Rina Harun"] == ["Rina Harun"]


def test_of_namesakes_never_called_so_before_the_last_one_is_meant() -> None:
    text = "Hadir Salim Harun dan Rina Harun. Kemudian Harun berpidato."
    found = actors(text, per="Salim Harun; Rina Harun; Harun")
    assert found["Rina Harun"] == ["Rina Harun", "Harun"]


@pytest.mark.parametrize("wrong", ["Wancyzk", "Wanczik", "Wenczyk"])
def test_a_mistyped_name_is_no_other_person(wrong: str) -> None:
    text = f"Mavis Wanczyk menang lotre. Kemudian {wrong} berhenti bekerja."
    assert actors(text, per=f"Mavis Wanczyk; {wrong}") == {"Mavis Wanczyk": ["Mavis Wanczyk", wrong]}


def test_short_names_that_differ_in_a_letter_are_two_people() -> None:
    text = "Rudi Hartono datang. Kemudian Budi pulang."
    assert set(actors(text, per="Rudi Hartono; Budi")) == {"Rudi Hartono", "Budi"}


def test_two_people_joined_by_a_hyphen_are_mentioned_each() -> None:
    text = "Rendra Wibowo maju bersama Sinta Dewi. Pasangan Rendra-Sinta didukung dua partai."
    found = actors(text, per="Rendra Wibowo; Sinta Dewi; Rendra-Sinta")
    assert found["Rendra Wibowo"] == ["Rendra Wibowo", "Rendra"]
    assert found["Sinta Dewi"] == ["Sinta Dewi", "Sinta"]
    assert "Rendra-Sinta" not in found


def test_a_hyphened_name_of_one_person_stays_one() -> None:
    text = "Seo Seung-jae melaju ke final. Kemudian Seung-jae beristirahat."
    assert list(actors(text, per="Seo Seung-jae; Seung-jae")) == ["Seo Seung-jae"]


def test_initials_with_an_age_are_a_person() -> None:
    text = "Warga menolong RN (47) di rumahnya. Menurut polisi, suami RN kabur."
    found = actors(text, org="RN; RN")
    assert found["RN"] == ["RN", "RN"]
    assert next(a.type for a in read(text, org="RN; RN").actors if a.name == "RN") == "person"


def test_a_known_body_before_a_number_in_brackets_is_no_person() -> None:
    text = "Kursi terbanyak diraih PKS (12) dan PAN (11)."
    assert all(actor.type != "person" for actor in read(text, org="PKS; PAN").actors)


def test_a_headlines_word_is_cut_before_a_name_of_the_text() -> None:
    text = "Kota Baru Gaet Rendra Wibowo\n\nKlub itu mengumumkan bahwa Rendra Wibowo tiba kemarin sore."
    found = actors(text, per="Gaet Rendra Wibowo; Rendra Wibowo")
    assert found["Rendra Wibowo"] == ["Rendra Wibowo", "Rendra Wibowo"]


def test_a_given_name_that_is_a_word_stays_in_running_text() -> None:
    text = "Kemarin sore warga menemui Budi Gunawan yang baru tiba. Kemudian Gunawan pulang."
    assert actors(text, per="Budi Gunawan; Gunawan") == {"Budi Gunawan": ["Budi Gunawan", "Gunawan"]}


def test_a_description_means_whom_the_sentence_before_is_about() -> None:
    text = (
        "Rendra Wibowo melatih anak-anak. Sinta Dewi memuji mereka. Sinta Dewi sering datang.\n"
        "Rendra lantas ditanya tentang pesan dari Sinta. "
        "Pria yang tinggal di Solo ini mengatakan lapangan akan dibuka."
    )
    phrase = "Pria yang tinggal di Solo ini"
    cast = cast_of(text, phrase, per="Rendra Wibowo; Sinta Dewi; Sinta Dewi; Rendra; Sinta")
    assert sources(text, cast) == ["Rendra Wibowo"]


# things


@pytest.mark.parametrize(
    "text",
    [
        "Warga memanfaatkan energi angin laut (EAL). Harga EAL masih mahal.",
        "Desa menerima dana talangan dan pembangunan (DTP). Sejak itu DTP dipakai.",
        "Fasilitas KCM (kamar, cuci, mandi) rusak. Warga memperbaiki KCM itu.",
    ],
)
def test_an_acronym_spelled_in_small_letters_is_a_thing(text: str) -> None:
    acronym = next(word for word in ("EAL", "DTP", "KCM") if word in text)
    assert actors(text, org=f"{acronym}; {acronym}") == {}


def test_an_acronym_of_a_body_in_small_letters_stays_a_body() -> None:
    text = "Warga melapor ke badan pengawas laut (BPL). Kemudian BPL turun tangan."
    assert "BPL" in " ".join(actors(text, org="BPL; BPL"))


@pytest.mark.parametrize("kind", ["per", "org"])
def test_a_title_in_quotation_marks_after_its_kind_is_a_work(kind: str) -> None:
    text = 'Ia bermain dalam film "Bumi Lestari" tahun lalu. Kini Bumi Lestari tayang lagi.'
    assert actors(text, **{kind: "Bumi Lestari; Bumi Lestari"}) == {}


def test_a_name_in_quotation_marks_after_no_such_noun_is_kept() -> None:
    text = 'Klub berjuluk "Laskar Rencong" itu menang. Kini Laskar Rencong memimpin.'
    assert "Laskar Rencong" in actors(text, org="Laskar Rencong; Laskar Rencong")


@pytest.mark.parametrize("name", ["Light Rail Transit (LRT)", "Pajak Pertambahan Nilai (PPN)"])
def test_a_full_name_whose_acronym_is_a_things_is_one_too(name: str) -> None:
    full, _, acronym = name.partition(" (")
    text = f"Warga menunggu {name}. Kemarin {acronym.rstrip(')')} diumumkan."
    assert actors(text, org=f"{full}; {acronym.rstrip(')')}") == {}


def test_a_body_whose_acronym_means_a_thing_elsewhere_is_a_body() -> None:
    text = "Keputusan itu diambil Dewan Pimpinan Pusat (DPP) kemarin."
    assert actors(text, org="Dewan Pimpinan Pusat")


# bodies that a tagger reads as people


def test_a_name_after_a_noun_for_makers_is_a_bodys() -> None:
    text = "Startup Lakumi merilis alat pertanian. Menurut warga, Lakumi membantu petani."
    found = {a.name: a.type for a in read(text, per="Lakumi; Lakumi").actors}
    assert found["Lakumi"] == "organisation"


def test_a_persons_name_after_a_noun_for_makers_stays_his() -> None:
    text = "Perusahaan Wibowo tumbuh. Rendra Wibowo mendirikannya."
    assert actors(text, per="Wibowo; Rendra Wibowo") == {"Rendra Wibowo": ["Wibowo", "Rendra Wibowo"]}


def test_a_town_at_home_is_no_person() -> None:
    text = "Petugas Balai Pengawas Laut (BPL) Pangkalpinang menyita jaring."
    assert all(a.type != "person" for a in read(text, org="BPL", per="Pangkalpinang").actors)


def test_a_town_that_is_somebodys_name_here_is_left() -> None:
    text = "Hadir Yohana Solo dan rombongan. Kemudian Solo pulang."
    assert actors(text, per="Yohana Solo; Solo") == {"Yohana Solo": ["Yohana Solo", "Solo"]}


def test_a_small_word_with_a_capital_amid_a_sentence_is_a_given_name() -> None:
    text = "Kepala Kantor SAR Sorong Lalu Mahendra berkata pencarian selesai. Lalu Mahendra pulang."
    assert actors(text, per="Mahendra; Mahendra")["Lalu Mahendra"] == ["Lalu Mahendra", "Lalu Mahendra"]
