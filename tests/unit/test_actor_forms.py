"""Other forms of one actor's name: short forms in brackets, offices for their holders, headlines, companies."""

from __future__ import annotations

import pytest

from runut.engine.resources import load_name_tagger, load_pack
from runut.model.cast import Cast
from runut.steps.extract.names import find_names
from runut.steps.resolve.actors import resolve_actors
from runut.steps.segment import segment
from tests.unit.actor_makers import cast_of, mentions, sources


def tagged(text: str) -> Cast:
    """The cast of a text whose names the program finds by itself."""
    layout = segment(text, load_pack("id"))
    return resolve_actors(layout, find_names(layout, load_name_tagger()), [], None, load_pack("id"))


def names(text: str) -> dict[str, list[str]]:
    """Every actor but groups by its name with the words of its mentions."""
    cast = tagged(text)
    return {a.name: mentions(text, cast, a.name) for a in cast.actors if a.type != "group"}


# bodies


def test_a_body_with_its_short_form_in_brackets_is_the_one_named_short_later() -> None:
    text = "Kejaksaan Negeri (Kejari) Blora menahan lurah itu. Kejari Blora memeriksa saksi lain."
    assert names(text) == {"Kejari Blora": ["Kejaksaan Negeri (Kejari) Blora", "Kejari Blora"]}


def test_the_name_is_free_of_brackets_where_no_other_form_stands() -> None:
    assert list(names("Dinas Sosial (Dinsos) Kabupaten Demak menyalurkan beras kepada warga.")) == [
        "Dinas Sosial Kabupaten Demak"
    ]
    assert list(names("Kepolisian Resor (Polres) Demak menyita dua perahu milik warga.")) == ["Polres Demak"]


def test_bodies_of_a_town_and_a_regency_of_one_name_stay_apart() -> None:
    text = "Dinkes Kota Bandung dan Dinkes Kabupaten Bandung menggelar vaksinasi bersama."
    assert set(names(text)) == {"Dinkes Kota Bandung", "Dinkes Kabupaten Bandung"}


def test_a_body_that_no_tagger_finds_is_found_by_its_noun() -> None:
    text = "Menurut Dinas Kebersihan Kota Salatiga, sampah itu sudah diangkut."
    cast = cast_of(text, "Dinas Kebersihan Kota Salatiga")
    assert sources(text, cast) == ["Dinas Kebersihan Kota Salatiga"]


@pytest.mark.parametrize(
    "text",
    [
        "Korban dibawa petugas ke Dinas Kebersihan Kota Salatiga tadi pagi.",
        "Kapolres Salatiga menutup jalan itu sejak tadi pagi.",
        "Warga membangun Balai kecil di tepi sungai itu.",
    ],
)
def test_a_noun_behind_a_locative_or_of_an_office_begins_no_body(text: str) -> None:
    assert not [a for a in cast_of(text).actors if a.type == "organisation"]


def test_who_heads_an_agency_in_a_town_is_no_part_of_its_name() -> None:
    text = "Menurut Kepala Dinas Perikanan (Diskan) Kabupaten Tuban Wawan Sutardi, nelayan libur."
    found = names(text)
    assert found["Wawan Sutardi"] == ["Wawan Sutardi"]
    assert found["Dinas Perikanan Kabupaten Tuban"] == ["Dinas Perikanan (Diskan) Kabupaten Tuban"]


# offices and their holders


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("Kepala Kepolisian Daerah (Kapolda) Riau Irjen Pol. Mulya Saputra", "Kapolda"),
        ("Kepala Kejaksaan Tinggi Riau Mulya Saputra", "Kajati Riau"),
        ("Kapolsek Bandar Kompol Mulya Saputra", "Kapolsek"),
    ],
)
def test_an_office_means_its_holder_named_before(first: str, later: str) -> None:
    text = f"{first} meninjau pos itu. Menurut {later}, pos itu rusak."
    cast = cast_of(text, f"{first}; {later}", per="Mulya Saputra")
    assert sources(text, cast) == ["Mulya Saputra", "Mulya Saputra"]


@pytest.mark.parametrize(
    ("phrase", "role"),
    [
        ("Kapolres Demak AKBP Wisnu Hartadi", "Kapolres Demak"),
        ("Kepala Dinas Kesehatan Demak dr. Wisnu Hartadi", "Kepala Dinas Kesehatan Demak"),
        ("Dosen Prof. Dr. Wisnu Hartadi", "Dosen"),
        ("Kolonel Wisnu Hartadi", "Kolonel"),
        ("Direktur Jenderal Pajak Wisnu Hartadi", "Direktur Jenderal Pajak"),
    ],
)
def test_ranks_and_degrees_before_a_name_are_no_part_of_a_role(phrase: str, role: str) -> None:
    (actor,) = [
        a for a in cast_of(f"{phrase} hadir di sana.", per="Wisnu Hartadi").actors if a.type == "person"
    ]
    assert actor.role == role


def test_a_role_said_twice_stands_once_and_two_roles_stay_two() -> None:
    twice = "Kepala Badan Gizi Nasional (BGN) Sri Utami hadir. Kepala BGN Sri Utami lalu pulang."
    (actor,) = [a for a in tagged(twice).actors if a.type == "person"]
    assert actor.role == "Kepala Badan Gizi Nasional (BGN)"
    two = "Wakil Ketua DPR Sri Utami hadir. Ketua Partai Hanura Sri Utami lalu pulang."
    (actor,) = [a for a in tagged(two).actors if a.type == "person"]
    assert actor.role == "Wakil Ketua DPR, Ketua Partai Hanura"


def test_a_relation_before_an_office_is_somebody_elses() -> None:
    text = "Ia putra mantan Gubernur Hadi Sunarko yang kini bertani."
    (actor,) = [a for a in cast_of(text, per="Hadi Sunarko").actors if a.type == "person"]
    assert actor.role == "mantan Gubernur"


# people


def test_a_nickname_in_brackets_with_its_title_is_the_same_person() -> None:
    text = "Ketua PBNU, KH Anas Fahmi Lubis (Gus Anas), hadir. Gus Anas memimpin doa bersama."
    assert names(text)["Anas Fahmi Lubis"] == ["Anas Fahmi Lubis", "Anas", "Anas"]


def test_parts_of_numbers_of_documents_and_degrees_are_nobody() -> None:
    text = "Surat bernomor B-31/M.4.11/Fd.1/02/2031 itu diteken Camat Wisnu Hartadi, S.I.K., kemarin."
    assert [a.name for a in cast_of(text, per="M.4.11; Fd; Wisnu Hartadi; S.I.K.").actors] == [
        "Wisnu Hartadi"
    ]


def test_an_age_in_brackets_does_not_part_a_name_from_what_follows() -> None:
    text = "Rusdi (61) paman dari korban mengatakan perahu itu bocor."
    cast = cast_of(text, "Rusdi (61) paman dari korban", per="Rusdi")
    assert sources(text, cast) == ["Rusdi"]


# headlines


def test_a_headlines_verb_is_no_part_of_a_name_that_the_story_has_without_it() -> None:
    text = "Laksmi Umumkan Jadwal Panen\n\nBupati Laksmi Hartini mengumumkan jadwal panen. Laksmi senang."
    cast = cast_of(text, per="Laksmi Umumkan; Laksmi Hartini; Laksmi")
    assert mentions(text, cast, "Laksmi Hartini") == ["Laksmi", "Laksmi Hartini", "Laksmi"]


def test_everyday_words_in_a_headlines_capitals_are_nobody() -> None:
    text = "Jerit Buruh Pabrik\n\nSeorang buruh pabrik tebu menjerit dan jerit itu terdengar jauh."
    assert not [a for a in cast_of(text, org="Jerit Buruh Pabrik").actors if a.type == "organisation"]


def test_a_name_that_the_story_repeats_stays_whole_in_the_headline() -> None:
    text = "Surya Cahaya Menang\n\nBupati Surya Cahaya menang lagi di bawah cahaya lampu."
    cast = cast_of(text, per="Surya Cahaya; Surya Cahaya")
    assert mentions(text, cast, "Surya Cahaya") == ["Surya Cahaya", "Surya Cahaya"]


# things and companies


@pytest.mark.parametrize(
    ("text", "org"),
    [
        (
            "Serikat itu menghitung Kebutuhan Hidup Layak (KHL) lalu mengumumkan KHL itu.",
            "Kebutuhan Hidup Layak; KHL",
        ),
        ("Lurah itu memakai Dana Desa (DD) untuk jalan, padahal DD itu terbatas.", "DD; DD"),
        ("Ia menjabat Kabid Pembinaan Usaha Kecil di kota itu.", "Pembinaan Usaha Kecil"),
    ],
)
def test_acts_and_things_are_no_bodies(text: str, org: str) -> None:
    assert not [a for a in cast_of(text, org=org).actors if a.type == "organisation"]


def test_a_noun_made_of_a_verb_that_means_a_body_stays_one() -> None:
    text = "Persekutuan Gereja Nusantara menggelar doa bersama."
    assert [a.name for a in cast_of(text, org="Persekutuan Gereja Nusantara").actors] == [
        "Persekutuan Gereja Nusantara"
    ]


def test_a_company_is_meant_by_the_beginning_of_its_name_and_by_its_short_name() -> None:
    text = "Laba Garda naik. PT Garda Baja Sentosa Tbk (Garbasen) menjual pipa. Saham Garbasen juga naik."
    cast = cast_of(text, org="Garda; PT Garda Baja Sentosa Tbk", per="Garbasen; Garbasen")
    assert len(mentions(text, cast, "PT Garda Baja Sentosa Tbk")) == 4


def test_two_companies_that_begin_alike_are_not_meant_by_the_beginning() -> None:
    text = "Astama belum berbicara. PT Astama Agro rugi. PT Astama Niaga untung."
    cast = cast_of(text, org="Astama; PT Astama Agro; PT Astama Niaga")
    assert mentions(text, cast, "Astama") == ["Astama"]


def test_a_flag_is_no_team() -> None:
    assert not cast_of("Kapal itu membawa bendera Merah Putih ke pulau.").actors


# one of many, and who is left


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("beberapa anggota DPRD", "anonymous: anggota DPRD"),
        ("para anggota DPRD", "anonymous: anggota DPRD"),
        ("Ketua DPRD", "Sri Utami"),
    ],
)
def test_one_of_many_members_is_not_the_one_named_before(phrase: str, name: str) -> None:
    text = f"Ketua DPRD Sri Utami dan anggota DPRD Hadi Sunarko hadir. Menurut {phrase}, rapat ditunda."
    cast = cast_of(text, phrase, per="Sri Utami; Hadi Sunarko", org="DPRD; DPRD")
    assert sources(text, cast)[0].endswith(name.removeprefix("anonymous: "))
    assert sources(text, cast)[0] not in {"Hadi Sunarko"}


def test_several_bodies_are_not_the_one_named_before() -> None:
    text = "PT Bahtera Niaga menambah kapal. Kedua perusahaan itu bergabung tahun depan."
    assert mentions(text, cast_of(text, org="PT Bahtera Niaga"), "PT Bahtera Niaga") == ["PT Bahtera Niaga"]


def test_who_speaks_for_his_side_is_who_spoke_before() -> None:
    text = "Direktur Hendra Wiguna bicara kemarin. Kata Hendra, kapal siap. Pihaknya menyatakan siap diaudit."
    cast = cast_of(text, "Hendra; Pihaknya", per="Hendra Wiguna; Hendra")
    assert sources(text, cast) == ["Hendra Wiguna", "Hendra Wiguna"]


@pytest.mark.parametrize(
    ("full", "short"), [("Dwikarna Laksmita", "Dwi"), ("Henny Laksmita", "Heny"), ("Toni Krooos", "Kroos")]
)
def test_a_short_or_misspelt_part_of_a_name_is_the_same_person(full: str, short: str) -> None:
    text = f"Kepala stasiun {full} hadir. Kata {short}, hujan turun."
    assert sources(text, cast_of(text, short, per=f"{full}; {short}")) == [full]


def test_three_letters_that_begin_two_names_are_nobodys() -> None:
    text = "Kata Dwi, hujan turun. Dwikarna Laksmita dan Dwisari Utami hadir."
    cast = cast_of(text, "Dwi", per="Dwi; Dwikarna Laksmita; Dwisari Utami")
    assert sources(text, cast) == ["Dwi"]


@pytest.mark.parametrize(
    ("phrase", "role"),
    [
        (
            "Kepala Pusat Data, Informasi dan Humas BNPB, Wisnu Hartadi",
            "Kepala Pusat Data, Informasi dan Humas BNPB",
        ),
        ("Komandan Kodim 0730/Gunungkidul, Letkol Inf Wisnu Hartadi", "Komandan Kodim 0730/Gunungkidul"),
    ],
)
def test_lists_and_numbers_stand_inside_an_office(phrase: str, role: str) -> None:
    (actor,) = [a for a in cast_of(f"{phrase}, hadir.", per="Wisnu Hartadi").actors if a.type == "person"]
    assert actor.role == role


def test_a_known_name_with_an_age_is_somebody_else() -> None:
    text = "Kepala Desa Kalisari, Suharto (61), memperbaiki jalan itu bersama warga."
    assert [a.name for a in cast_of(text, per="Suharto").actors if a.type == "person"] == ["Suharto"]


def test_a_hospital_goes_on_with_the_name_of_whom_it_is_named_after() -> None:
    text = "Rumah Sakit Umum Daerah (RSUD) Wisnu Hartadi menerima pasien. RSUD itu penuh."
    names_ = [a.name for a in cast_of(text, org="RSUD", per="Wisnu Hartadi").actors if a.type != "group"]
    assert "Wisnu Hartadi" not in names_


def test_two_bodies_joined_by_and_are_two_and_a_ministry_of_two_fields_is_one() -> None:
    text = "Kementerian Perdagangan dan Gabungan Pengusaha Kopi Nusantara bertemu kemarin."
    cast = cast_of(text, org="Kementerian Perdagangan dan Gabungan Pengusaha Kopi Nusantara")
    assert [a.name for a in cast.actors] == ["Kementerian Perdagangan", "Gabungan Pengusaha Kopi Nusantara"]
    one = cast_of("Kementerian Kelautan dan Perikanan hadir.", org="Kementerian Kelautan dan Perikanan")
    assert [a.name for a in one.actors] == ["Kementerian Kelautan dan Perikanan"]


@pytest.mark.parametrize(
    ("text", "org", "name"),
    [
        (
            "Polres Kudus Tangkap Maling\n\nPolres Kudus menangkap maling itu.",
            "Polres Kudus Tangkap; Polres Kudus",
            "Polres Kudus",
        ),
        ("PT Sumber Bening 402 buruh dirumahkan.", "PT Sumber Bening 402", "PT Sumber Bening"),
    ],
)
def test_verbs_and_counts_behind_a_body_are_none_of_its_name(text: str, org: str, name: str) -> None:
    assert {a.name for a in cast_of(text, org=org).actors if a.type == "organisation"} == {name}


def test_a_place_read_with_the_name_of_who_heads_its_agency_is_parted() -> None:
    text = "Menurut Ketua KPU Kabupaten Kutai Timur Wiwin Hartini, logistik sudah lengkap di gudang."
    phrase = "Ketua KPU Kabupaten Kutai Timur Wiwin Hartini"
    assert sources(text, cast_of(text, phrase, org="KPU", loc="Kutai Timur Wiwin Hartini")) == [
        "Wiwin Hartini"
    ]
